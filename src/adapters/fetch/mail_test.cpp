// Goal: every letter arrives, and nothing in an address, subject or text becomes a header.
// Method: messages worked out by hand (base64 by coreutils); hostile addresses and subjects.
#include "adapters/fetch/mail.hpp"

#include <gtest/gtest.h>

namespace payung::fetch {
namespace {

const MailServer kServer{.url = "smtp://127.0.0.1", .from = "payung@example.org"};

TEST(Mail, Message) {
  const auto message = mail_message(kServer, {"siti@example.org", "Undangan", "Halo\n"},
                                    "Sat, 21 Nov 2026 05:00:00 +0000");
  ASSERT_TRUE(message.ok());
  EXPECT_EQ(*message,
            "Date: Sat, 21 Nov 2026 05:00:00 +0000\r\n"
            "From: payung@example.org\r\n"
            "To: siti@example.org\r\n"
            "Subject: =?UTF-8?B?VW5kYW5nYW4=?=\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: base64\r\n"
            "Auto-Submitted: auto-generated\r\n"
            "\r\n"
            "SGFsbwo=\r\n");
}

TEST(Mail, LongSubjectsAreCutBetweenCharacters) {
  std::string subject;
  for (int i = 0; i < 40; ++i) subject += "é";  // two bytes each
  const auto message = mail_message(kServer, {"a@b", subject, "x"}, "");
  ASSERT_TRUE(message.ok());
  EXPECT_NE(message->find("?=\r\n =?UTF-8?B?"), std::string::npos);
  // 42 bytes are 21 characters, 56 characters of base64; no line beyond 76.
  EXPECT_EQ(message->find("Subject: =?UTF-8?B?w6nDqcOpw6nDqcOpw6nDqcOpw6nDqcOpw6nDqcOpw6nDqcOp"
                          "w6nDqcOp?="),
            message->find("Subject:"));
}

TEST(Mail, HostileAddressesAndSubjectsAreRefused) {
  for (const char* to : {"", "siti", "@example.org", "siti@", "a@b\r\nBcc: c@d", "a@b,c@d", "<a@b>",
                         "a b@c", "a@b@c", "a@b\n"}) {
    EXPECT_FALSE(mail_message(kServer, {to, "x", "y"}, "").ok()) << to;
  }
  for (const char* subject : {"", "a\r\nBcc: c@d", "a\nb"}) {
    EXPECT_FALSE(mail_message(kServer, {"a@b", subject, "y"}, "").ok()) << subject;
  }
  const auto text = mail_message(kServer, {"a@b", "x", "\r\n.\r\nQUIT\r\n"}, "");
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(text->find("QUIT"), std::string::npos);
}

TEST(Mail, NobodyListens) {
  const auto status = send_mail({.url = "smtp://127.0.0.1:1", .from = "a@b"}, {"c@d", "x", "y"});
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, Errc::io);
}

}  // namespace
}  // namespace payung::fetch
