// What somebody typed never becomes markup, a form is read as browsers send it, and nobody is sent
// to another server. Method: good, bad and hostile texts with literal expectations.
#include "site/pages/html.hpp"

#include <gtest/gtest.h>

#include "site/pages/form.hpp"

namespace payung::site {
namespace {

TEST(Html, EscapesTextAndAttributes) {
  Html html;
  html.open("p", {{"title", "\" onclick=\"alert(1)"}});
  html.text("<script>alert('x')</script> & Siti");
  EXPECT_EQ(html.take(),
            "<p title=\"&quot; onclick=&quot;alert(1)\">"
            "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; Siti</p>\n");
}

TEST(Html, ClosesWhatIsOpenAndNoMore) {
  Html html;
  html.open("main").open("form").lone("input", {{"name", "nik"}, {"value", ""}, {"required", ""}});
  html.close().close().close();
  EXPECT_EQ(html.take(), "<main><form><input name=\"nik\" value=\"\" required></form>\n</main>\n");
}

TEST(Html, LeavesOutControlCharactersAndEmptyRelations) {
  Html html;
  html.element("td", std::string_view("a\0b\x07", 4), {{"aria-describedby", ""}});
  EXPECT_EQ(html.take(), "<td>ab</td>\n");
}

TEST(Html, ClosesWhatWasLeftOpenWithinAPart) {
  Html html;
  html.open("main");
  const std::size_t outside = html.depth();
  html.open("form").open("p").text("a");
  html.close_to(outside).close().element("footer", "b");
  EXPECT_EQ(html.take(), "<main><form><p>a</p>\n</form>\n</main>\n<footer>b</footer>\n");
}

TEST(Form, IsReadAsBrowsersSendIt) {
  const Form form = Form::parse("nik=3319+0401&name=Siti%20%26%20Budi&name=second&empty=&lone");
  EXPECT_EQ(form.value("nik"), "3319 0401");
  EXPECT_EQ(form.value("name"), "Siti & Budi");
  EXPECT_EQ(form.value("empty"), "");
  EXPECT_EQ(form.value("lone"), "");
  EXPECT_EQ(form.value("missing"), "");
  EXPECT_EQ(Form::parse("password=+a+").exact("password"), " a ");
  EXPECT_EQ(Form::parse("password=+a+").value("password"), "a");
}

TEST(Form, RefusesWhatIsNone) {
  EXPECT_EQ(Form::parse("nik=%zz").value("nik"), "");
  EXPECT_EQ(Form::parse("nik=1&other=%4").value("nik"), "");
  std::string many;
  for (int i = 0; i < 200; ++i) many += "a=1&";
  EXPECT_EQ(Form::parse(many + "last=1").value("last"), "");
}

TEST(LocalPath, NeverLeavesTheServer) {
  EXPECT_EQ(local_path("/office/lists?sender=dinas"), "/office/lists?sender=dinas");
  for (const auto* hostile : {"", "//evil.example", "/\\evil.example", "https://evil.example",
                              "/a b", "/a\r\nSet-Cookie: x=1", "javascript:alert(1)"}) {
    EXPECT_EQ(local_path(hostile), "") << hostile;
  }
}

}  // namespace
}  // namespace payung::site
