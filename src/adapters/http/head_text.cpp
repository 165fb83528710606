#include "adapters/http/head_text.hpp"

#include <unistd.h>

#include <ctime>
#include <filesystem>

namespace payung::http {
namespace {

std::string_view reason(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    default: return "Status";
  }
}

/// RFC 9110, 5.6.7; made anew once a second.
std::string date_text() {
  thread_local std::time_t last = 0;
  thread_local std::string text;
  const std::time_t now = std::time(nullptr);
  if (now == last) return text;
  last = now;
  std::tm parts{};
  gmtime_r(&now, &parts);
  char buffer[40];
  std::strftime(buffer, sizeof buffer, "%a, %d %b %Y %H:%M:%S GMT", &parts);
  text = buffer;
  return text;
}

bool is_safe(std::string_view text) {
  for (const char c : text) {
    if (c == '\r' || c == '\n' || c == '\0') return false;
  }
  return true;
}

}  // namespace

std::string head_text(const Response& response, Ending ending, std::int64_t length) {
  const int status = response.status;
  std::string text;
  text.reserve(1024);
  text += "HTTP/1.1 ";
  text += std::to_string(status);
  text += ' ';
  text += reason(status);
  text += "\r\nDate: ";
  text += date_text();
  text += "\r\n";
  for (const auto& [name, value] : response.headers.all()) {
    if (!is_safe(name) || !is_safe(value)) continue;
    text += name;
    text += ": ";
    text += value;
    text += "\r\n";
  }
  text += response.constant_fields;
  const bool bodiless = status == 204 || status == 304;
  if (length >= 0 && !bodiless) {
    text += "Content-Length: ";
    text += std::to_string(length);
    text += "\r\n";
  }
  if (ending == Ending::close) text += "Connection: close\r\n";
  text += "\r\n";
  return text;
}

Response plain_problem(int status) {
  Response response;
  response.status = status;
  response.headers.add("Content-Type", "application/problem+json");
  response.headers.add("Cache-Control", "no-store");
  if (status == 503 || status == 429) response.headers.add("Retry-After", "1");
  response.body = R"({"type":"about:blank","title":")" + std::string(reason(status)) +
                  R"(","status":)" + std::to_string(status) + "}";
  return response;
}

std::string spool_path(const std::string& folder, const std::string& request_id) {
  const auto base = folder.empty() ? std::filesystem::temp_directory_path().string() : folder;
  return base + "/payung-body-" + std::to_string(getpid()) + "-" + request_id;
}

}  // namespace payung::http
