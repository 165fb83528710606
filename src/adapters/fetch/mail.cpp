#include "adapters/fetch/mail.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <memory>
#include <string_view>

namespace payung::fetch {
namespace {

struct FreeEasy {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

constexpr std::size_t kLine = 76;         // RFC 2045, 6.8
constexpr std::size_t kAddressMax = 254;  // RFC 5321, 4.5.3.1.3

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t left = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t three = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      const auto byte = k < left ? static_cast<unsigned char>(bytes[i + k]) : std::uint8_t{0};
      three = three << 8U | byte;
    }
    for (std::size_t k = 0; k < 4; ++k) {
      text += k <= left ? kDigits[three >> (18 - 6 * k) & 63U] : '=';
    }
  }
  return text;
}

std::string in_lines(const std::string& text) {
  std::string lines;
  for (std::size_t i = 0; i < text.size(); i += kLine) lines += text.substr(i, kLine) + "\r\n";
  return lines;
}

/// Encoded words of at most 75 characters (RFC 2047, 2); cut between characters of UTF-8.
std::string encoded_words(std::string_view text) {
  constexpr std::size_t kBytes = 42;
  std::string words;
  while (!text.empty()) {
    std::size_t end = std::min(kBytes, text.size());
    while (end > 0 && end < text.size() &&
           (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) {
      --end;
    }
    if (end == 0) end = std::min(kBytes, text.size());
    words += (words.empty() ? "" : "\r\n ") + ("=?UTF-8?B?" + base64(text.substr(0, end)) + "?=");
    text.remove_prefix(end);
  }
  return words;
}

/// Plain enough for an envelope: no space, no bracket, no control character, one @ with both sides.
bool is_address(std::string_view text) {
  const auto at = text.find('@');
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return c > ' ' && c < 0x7F && c != '<' && c != '>' && c != ',' && c != ';' && c != '"';
  });
  return plain && text.size() <= kAddressMax && at != std::string_view::npos && at > 0 &&
         at + 1 < text.size() && text.find('@', at + 1) == std::string_view::npos;
}

struct Reading {
  std::string_view left;
};

extern "C" std::size_t give(char* into, std::size_t size, std::size_t count, void* from) {
  auto& reading = *static_cast<Reading*>(from);
  const std::size_t bytes = std::min(size * count, reading.left.size());
  std::copy_n(reading.left.begin(), bytes, into);
  reading.left.remove_prefix(bytes);
  return bytes;
}

std::string now_as_date() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::string(kDays[static_cast<std::size_t>(parts.tm_wday)]) + ", " + two(parts.tm_mday) +
         " " + kMonths[static_cast<std::size_t>(parts.tm_mon)] + " " +
         std::to_string(parts.tm_year + 1900) + " " + two(parts.tm_hour) + ":" + two(parts.tm_min) +
         ":" + two(parts.tm_sec) + " +0000";
}

}  // namespace

Result<std::string> mail_message(const MailServer& server, const Mail& mail,
                                 const std::string& date) {
  if (!is_address(server.from)) return Error{Errc::bad_value, "mail_from", "name@host"};
  if (!is_address(mail.to)) return Error{Errc::bad_value, "mail", "name@host"};
  if (mail.subject.empty() || mail.subject.find_first_of("\r\n") != std::string::npos) {
    return Error{Errc::bad_value, "subject", "one line"};
  }
  return "Date: " + date + "\r\nFrom: " + server.from + "\r\nTo: " + mail.to +
         "\r\nSubject: " + encoded_words(mail.subject) +
         "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
         "Content-Transfer-Encoding: base64\r\nAuto-Submitted: auto-generated\r\n\r\n" +
         in_lines(base64(mail.text));
}

Status send_mail(const MailServer& server, const Mail& mail) {
  const auto message = mail_message(server, mail, now_as_date());
  if (!message) return message.error();
  const std::unique_ptr<CURL, FreeEasy> easy(curl_easy_init());
  if (!easy) return Error{Errc::io, "mail", "no memory"};
  const std::unique_ptr<curl_slist, FreeList> to(
      curl_slist_append(nullptr, ("<" + mail.to + ">").c_str()));
  const std::string from = "<" + server.from + ">";
  Reading reading{*message};
  curl_easy_setopt(easy.get(), CURLOPT_URL, server.url.c_str());
  curl_easy_setopt(easy.get(), CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(easy.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy.get(), CURLOPT_PROXY, "");
  curl_easy_setopt(easy.get(), CURLOPT_TIMEOUT_MS, static_cast<long>(server.whole.count()));
  curl_easy_setopt(easy.get(), CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(easy.get(), CURLOPT_MAIL_RCPT, to.get());
  curl_easy_setopt(easy.get(), CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(easy.get(), CURLOPT_READFUNCTION, give);
  curl_easy_setopt(easy.get(), CURLOPT_READDATA, &reading);
  // A password never goes in the open.
  const long tls = server.user.empty() ? CURLUSESSL_TRY : CURLUSESSL_ALL;
  curl_easy_setopt(easy.get(), CURLOPT_USE_SSL, tls);
  if (!server.user.empty()) {
    curl_easy_setopt(easy.get(), CURLOPT_USERNAME, server.user.c_str());
    curl_easy_setopt(easy.get(), CURLOPT_PASSWORD, server.password.c_str());
  }
  const CURLcode code = curl_easy_perform(easy.get());
  if (code != CURLE_OK) return Error{Errc::io, "mail", curl_easy_strerror(code)};
  return {};
}

}  // namespace payung::fetch
