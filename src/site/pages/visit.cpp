#include "site/pages/visit.hpp"

#include <chrono>
#include <nlohmann/json.hpp>

#include "adapters/http/target.hpp"
#include "api/guard.hpp"

namespace payung::site {

std::string_view Visit::name(std::string_view key) const {
  for (const auto& [known, value] : names) {
    if (known == key) return value;
  }
  return {};
}

http::Response ask(const Visit& visit, const Question& question) {
  const auto began = std::chrono::steady_clock::now();
  http::Request inner;
  inner.method = question.method;
  inner.target = question.path + (question.query.empty() ? "" : "?" + question.query);
  inner.peer = visit.request.peer;
  inner.secure = visit.request.secure;
  inner.id = visit.request.id;
  for (const auto& [name, value] : visit.request.headers.all()) {
    if (http::same_name(name, "Cookie") || http::same_name(name, "User-Agent")) {
      inner.headers.add(name, value);
    }
  }
  inner.headers.set("Accept-Language", std::string(visit.language));
  for (const auto& [name, value] : question.headers) inner.headers.set(name, value);
  const bool sends = !question.body.empty() || question.spooled != nullptr;
  if (sends) {
    inner.headers.set("Content-Type", question.media_type);
    inner.body = question.body;
    inner.spooled = question.spooled;
    inner.body_bytes =
        question.spooled ? question.spooled_bytes : static_cast<std::int64_t>(question.body.size());
    inner.content_length = inner.body_bytes;
  }
  http::Response response;
  auto target = http::parse_target(inner.target);
  if (!target) {
    response.status = 404;
    return response;
  }
  inner.path = std::move(target->path);
  inner.query = std::move(target->query);
  auto admission = visit.service.admit(inner);
  if (admission.refusal) {
    response = *std::move(admission.refusal);
  } else if (inner.body_bytes > admission.body_bytes_max) {
    response.status = 413;
  } else {
    response = visit.service.answer(inner);
  }
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - began);
  visit.service.finished(inner, response.status, took,
                         static_cast<std::int64_t>(text_of(response).size()));
  return response;
}

std::string_view text_of(const http::Response& response) {
  const auto* text = std::get_if<std::string>(&response.body);
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

Json json_of(const http::Response& response) {
  return Json::parse(text_of(response), nullptr, false);
}

std::string_view cookie_of(const Visit& visit, std::string_view name) {
  return api::cookie(visit.request, name);
}

http::Response page_response(int status, std::string html) {
  http::Response response;
  response.status = status;
  response.headers.set("Content-Type", "text/html; charset=utf-8");
  response.headers.set("Cache-Control", "no-store");
  response.body = std::move(html);
  return response;
}

http::Response see_other(std::string_view place) {
  http::Response response;
  response.status = 303;
  response.headers.set("Location", std::string(place));
  response.headers.set("Cache-Control", "no-store");
  return response;
}

}  // namespace payung::site
