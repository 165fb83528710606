#pragma once

#include <chrono>
#include <string>

#include "base/result.hpp"

/// Mail that goes out by SMTP (RFC 5321), one plain text message at a time.
namespace payung::fetch {

struct MailServer {
  std::string url;        ///< "smtp://mail.example.org:587", "smtps://...": the owner's setting
  std::string user = {};  ///< empty: no sign-in; with one, TLS is demanded
  std::string password = {};
  std::string from;  ///< "payung@kudus.go.id"
  std::chrono::milliseconds whole{20'000};
};

struct Mail {
  std::string to;
  std::string subject;
  std::string text;  ///< UTF-8, lines ended by \n
};

/// The message as it is sent (RFC 5322, 2045, 2047): subject and text in base64, so that every
/// letter arrives and no line of the text can be taken for a header. `date`: "Sat, 21 Nov 2026
/// 05:00:00 +0000". Errors: bad_value for an address or subject with a line break, a space or none.
Result<std::string> mail_message(const MailServer& server, const Mail& mail,
                                 const std::string& date);

/// Errors: those of mail_message; io when the server refuses or cannot be reached.
Status send_mail(const MailServer& server, const Mail& mail);

}  // namespace payung::fetch
