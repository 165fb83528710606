#include "site/pages/frame.hpp"

#include "base/percent.hpp"
#include "site/pages/form.hpp"
#include "site/pages/pages.hpp"
#include "site/pages/static_files.hpp"

namespace payung::site {
namespace {

void add_languages(Html& html, const Visit& visit) {
  html.open("nav", {{"class", "languages"}, {"aria-label", visit.words.text("pages.languages")}});
  // A page that came by a form is not there to go back to: its form is.
  const bool shown = visit.request.method == http::Method::get;
  const std::string back = shown ? visit.request.target : std::string("/");
  for (const auto& [language, name] :
       {std::pair<std::string_view, std::string_view>("id", "Indonesia"),
        {"en", "English"},
        {"jv", "Basa Jawa"}}) {
    if (language == visit.language) {
      html.element("span", name, {{"lang", language}, {"aria-current", "true"}});
    } else {
      const std::string href =
          "/language/" + std::string(language) + "?back=" + percent_encoded(back);
      html.element("a", name, {{"lang", language}, {"href", href}});
    }
  }
  html.close();
}

void add_head(Html& html, const Visit& visit, const Framed& about, const std::string& title) {
  html.made("<!doctype html>\n");
  html.open("html", {{"lang", visit.language}}).open("head");
  html.lone("meta", {{"charset", "utf-8"}});
  html.lone("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  html.element("title", title + " · Payung");
  html.lone("link", {{"rel", "stylesheet"}, {"href", static_url("/pages/pages.css")}});
  html.lone("link", {{"rel", "icon"}, {"href", static_url("/pages/icon.svg")}});
  if (!about.manifest.empty()) {
    html.lone("link", {{"rel", "manifest"}, {"href", about.manifest}});
    html.lone("meta", {{"name", "theme-color"}, {"content", "#0b5d4a"}});
  }
  if (!about.script.empty()) {
    html.open("script", {{"src", static_url(about.script)}, {"defer", ""}}).close();
  }
  html.close();
}

}  // namespace

http::Response framed(const Visit& visit, const Framed& about,
                      const std::function<void(Html&)>& body) {
  const auto& words = visit.words;
  const std::string title = words.text(about.title);
  Html html;
  add_head(html, visit, about, title);
  html.open("body");
  html.element("a", words.text("pages.skip"), {{"class", "skip"}, {"href", "#content"}});
  html.open("header", {{"class", "top"}});
  html.open("a", {{"class", "brand"}, {"href", "/"}});
  html.lone(
      "img",
      {{"src", static_url("/pages/icon.svg")}, {"alt", ""}, {"width", "28"}, {"height", "28"}});
  html.text("Payung").close();
  add_languages(html, visit);
  html.close();
  const std::size_t outside = html.depth();
  html.open("main", {{"id", "content"}}).element("h1", title);
  body(html);
  html.close_to(outside);  // the last form of a page may still be open: the foot is not part of it
  html.open("footer");
  html.open("nav", {{"aria-label", words.text("pages.more")}}).open("ul");
  for (const auto& [href, key] : {std::pair<std::string_view, std::string_view>("/", "pages.check"),
                                  {"/report", "pages.report"},
                                  {"/follow", "pages.follow"},
                                  {"/verify", "pages.verify"},
                                  {"/open-data", "pages.open_data"},
                                  {"/sign-in", "pages.office"}}) {
    html.open("li").element("a", words.text(key), {{"href", href}}).close();
  }
  html.close().close();
  html.element("p", words.text("pages.help"));
  return page_response(about.status, html.take());
}

http::Response not_found_page(const Visit& visit) {
  return framed(visit, {404, "pages.not_found", ""},
                [&](Html& html) { html.element("p", visit.words.text("pages.not_found_lead")); });
}

http::Response broken_page(const Visit& visit) {
  return framed(visit, {500, "pages.broken", ""}, [&](Html& html) {
    html.element("p", visit.words.text("pages.broken_lead", {{"id", visit.request.id}}));
  });
}

void add_field(Html& html, const Visit& visit, const Field& field) {
  const auto& words = visit.words;
  const std::string id = "f-" + std::string(field.name);
  std::string described = field.hint.empty() ? std::string() : id + "-hint";
  html.open("div", {{"class", field.fault.empty() ? "field" : "field faulty"}});
  html.element("label", words.text(field.label), {{"for", id}});
  if (!field.hint.empty()) {
    html.element("span", words.text(field.hint), {{"class", "hint"}, {"id", described}});
  }
  if (!field.fault.empty()) {
    html.element("span", field.fault, {{"class", "fault"}, {"id", id + "-fault"}});
    described += (described.empty() ? "" : " ") + id + "-fault";
  }
  html.open("span");
  const std::string_view mode = field.mode.empty() ? "text" : field.mode;
  const std::string_view invalid = field.fault.empty() ? "" : "true";
  if (field.required) {
    html.lone("input", {{"id", id},
                        {"name", field.name},
                        {"type", field.kind},
                        {"value", field.value},
                        {"autocomplete", field.autocomplete},
                        {"inputmode", mode},
                        {"aria-describedby", described},
                        {"aria-invalid", invalid},
                        {"required", ""}});
  } else {
    html.lone("input", {{"id", id},
                        {"name", field.name},
                        {"type", field.kind},
                        {"value", field.value},
                        {"autocomplete", field.autocomplete},
                        {"inputmode", mode},
                        {"aria-describedby", described},
                        {"aria-invalid", invalid}});
  }
  html.close().close();
}

void add_choice(Html& html, const Visit& visit, const Choice& choice) {
  const auto& words = visit.words;
  const std::string id = "f-" + std::string(choice.name);
  html.open("div", {{"class", "field"}});
  html.element("label", words.text(choice.label), {{"for", id}});
  html.open("select", {{"id", id}, {"name", choice.name}});
  for (const std::string_view value : choice.values) {
    const std::string said = words.text(std::string(choice.words) + std::string(value));
    if (value == choice.value) {
      html.element("option", said, {{"value", value}, {"selected", ""}});
    } else {
      html.element("option", said, {{"value", value}});
    }
  }
  html.close().close();
}

void add_story(Html& html, const Visit& visit, const Field& field) {
  const std::string id = "f-" + std::string(field.name);
  html.open("div", {{"class", "field"}});
  html.element("label", visit.words.text(field.label), {{"for", id}});
  html.element("textarea", field.value,
               {{"id", id}, {"name", field.name}, {"rows", "4"}, {"maxlength", "4000"}});
  html.close();
}

void add_hidden(Html& html, std::string_view name, std::string_view value) {
  html.lone("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
}

void add_button(Html& html, std::string_view text) {
  html.element("button", text, {{"type", "submit"}, {"class", "main"}});
}

void add_notice(Html& html, std::string_view tone, std::string_view text) {
  const std::string kind = "notice " + std::string(tone);
  html.element("p", text, {{"class", kind}, {"role", tone == "bad" ? "alert" : "status"}});
}

}  // namespace payung::site
