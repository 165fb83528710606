// A form with a file, as browsers send it (RFC 7578); whatever is none is refused whole.
#include "site/pages/multipart.hpp"

#include <gtest/gtest.h>

namespace payung::site {
namespace {

constexpr std::string_view kType = "multipart/form-data; boundary=ab";

TEST(Multipart, FieldsAndTheFile) {
  const std::string body =
      "--ab\r\nContent-Disposition: form-data; name=\"paper\"\r\n\r\nidentity\r\n"
      "--ab\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n"
      "Content-Type: image/png\r\n\r\n\x89PNG\r\n\r\n--a\r\n--ab--\r\n";
  const auto form = read_multipart(kType, body);
  ASSERT_TRUE(form);
  EXPECT_EQ(form->value("paper"), "identity");
  EXPECT_EQ(form->value("other"), "");
  EXPECT_EQ(form->file_name, "a.png");
  EXPECT_EQ(form->file, "\x89PNG\r\n\r\n--a");
}

TEST(Multipart, NoFileChosen) {
  const auto form = read_multipart(
      "multipart/form-data; boundary=\"ab\"",
      "--ab\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--ab--");
  ASSERT_TRUE(form);
  EXPECT_TRUE(form->file.empty());
}

TEST(Multipart, WhatIsNone) {
  const std::string good = "--ab\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n";
  for (const auto& [type, body] : {
           std::pair<std::string, std::string>{"text/plain", good + "--ab--"},
           {"multipart/form-data", good + "--ab--"},
           {"multipart/form-data; boundary=", good + "--ab--"},
           {std::string(kType), ""},
           {std::string(kType), good},
           {std::string(kType), "--ab\r\nno end of head"},
           {std::string(kType), "--abno line"},
           {"multipart/form-data; boundary=" + std::string(71, 'a'), good + "--ab--"},
       }) {
    EXPECT_FALSE(read_multipart(type, body)) << type << " " << body;
  }
  std::string many;
  for (int i = 0; i < 21; ++i) many += good;
  EXPECT_FALSE(read_multipart(kType, many + "--ab--"));
}

}  // namespace
}  // namespace payung::site
