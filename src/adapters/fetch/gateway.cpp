#include "adapters/fetch/gateway.hpp"

#include <algorithm>

namespace payung::fetch {
namespace {

/// RFC 8259, section 7.
std::string json_text(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (byte < 0x20) {
      quoted += "\\u00";
      quoted += kHex[byte >> 4U];
      quoted += kHex[byte & 15U];
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

}  // namespace

Result<std::string> international(std::string_view phone) {
  std::string digits;
  bool plus = false;
  for (const char c : phone) {
    if (c >= '0' && c <= '9') {
      digits += c;
    } else if (c == '+' && digits.empty() && !plus) {
      plus = true;
    } else if (c != ' ' && c != '-' && c != '.' && c != '(' && c != ')') {
      return Error{Errc::bad_value, "phone", "digits"};
    }
  }
  if (!plus && digits.starts_with("0")) digits = "62" + digits.substr(1);
  if (!plus && digits.starts_with("8")) digits = "62" + digits;
  constexpr std::size_t kShortest = 9;
  constexpr std::size_t kLongest = 15;
  if (digits.size() < kShortest || digits.size() > kLongest || digits.starts_with("0")) {
    return Error{Errc::bad_value, "phone", "9 to 15 digits with the country's code"};
  }
  return "+" + digits;
}

GatewayQueue::GatewayQueue(Client& client, GatewaySettings settings,
                           std::function<void(const Error&)> failed)
    : client_(client), settings_(std::move(settings)), failed_(std::move(failed)) {
  thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
}

GatewayQueue::~GatewayQueue() {
  thread_.request_stop();
  thread_.join();
}

Status GatewayQueue::send(std::string_view phone, std::string_view text) {
  auto to = international(phone);
  if (!to) return to.error();
  const std::lock_guard lock(mutex_);
  if (waiting_.size() >= settings_.waiting_max) {
    return Error{Errc::io, "messages", "too many wait for the gateway"};
  }
  waiting_.push_back({*std::move(to), std::string(text)});
  came_.notify_one();
  return {};
}

void GatewayQueue::work(const std::stop_token& stop) {
  for (;;) {
    Message message;
    {
      std::unique_lock lock(mutex_);
      came_.wait(lock, stop, [&] { return !waiting_.empty(); });
      if (waiting_.empty()) return;  // asked to stop, and nothing waits
      message = std::move(waiting_.front());
      waiting_.pop_front();
    }
    deliver(stop, message);
  }
}

void GatewayQueue::deliver(const std::stop_token& stop, const Message& message) {
  const std::string body = "{\"to\":" + json_text(message.to) +
                           ",\"channel\":" + json_text(settings_.channel) +
                           ",\"text\":" + json_text(message.text) + "}";
  auto wait = settings_.first_wait;
  Error last{Errc::io, "message gateway"};
  for (int i = 0; i < settings_.tries; ++i) {
    const auto answer = client_.send(
        {"POST",
         settings_.url,
         {{"Content-Type", "application/json"}, {"Authorization", "Bearer " + settings_.token}},
         body});
    if (answer && answer->status >= 200 && answer->status < 300) return;
    last.detail = answer ? "it answered " + std::to_string(answer->status) : answer.error().detail;
    // What it refuses for good is not tried again (RFC 9110, 15.5), but for 408 and 429.
    const bool final = answer && answer->status >= 400 && answer->status < 500 &&
                       answer->status != 408 && answer->status != 429;
    if (final || stop.stop_requested() || i + 1 == settings_.tries) break;
    std::unique_lock lock(mutex_);
    came_.wait_for(lock, stop, wait, [] { return false; });
    wait *= 2;
  }
  failed_(last);
}

}  // namespace payung::fetch
