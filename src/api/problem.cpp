#include "api/problem.hpp"

#include <nlohmann/json.hpp>

#include "db/pool.hpp"

namespace payung::api {
namespace {

int status_of(Errc code) {
  switch (code) {
    case Errc::not_found: return 404;
    case Errc::already_there:
    case Errc::conflict:
    case Errc::nothing_done: return 409;
    case Errc::unsupported: return 415;
    case Errc::unsafe: return 413;
    case Errc::interrupted: return 503;
    case Errc::integrity:
    case Errc::storage:
    case Errc::io: return 500;
    case Errc::bad_nik:
    case Errc::bad_kpj:
    case Errc::bad_date:
    case Errc::bad_month:
    case Errc::bad_amount:
    case Errc::bad_region:
    case Errc::bad_value:
    case Errc::bad_option:
    case Errc::bad_rule:
    case Errc::bad_scenario:
    case Errc::no_parameter:
    case Errc::overflow:
    case Errc::unreadable: return 422;
  }
  return 500;
}

}  // namespace

Problem problem_of(const Error& error, const text::Catalogue& words) {
  // No state contradicts the request: whoever comes again gets through.
  if (db::is_busy(error)) return {503, "busy", "", {}, {{"Retry-After", "5"}}};
  Problem problem;
  problem.status = status_of(error.code);
  problem.code = to_text(error.code);
  if (problem.status == 500) {
    problem.code = "fault";
    return problem;
  }
  problem.detail = words.text("error." + problem.code, {{"where", words.place(error.where)},
                                                        {"detail", words.detail(error.detail)}});
  if (problem.status == 503) problem.headers.emplace_back("Retry-After", "5");
  return problem;
}

http::Response problem_response(const Problem& problem, const text::Catalogue& words,
                                const std::string& request_id) {
  Json json;
  json["type"] = "tag:payung:" + problem.code;
  json["title"] = words.text("problem." + std::to_string(problem.status));
  json["status"] = problem.status;
  std::string detail = problem.detail;
  if (detail.empty() && words.has("problem." + problem.code)) {
    detail = words.text("problem." + problem.code);
  }
  if (!detail.empty()) json["detail"] = detail;
  json["instance"] = "urn:payung:request:" + request_id;
  for (const Violation& one : problem.violations) {
    std::string key = "violation." + one.keyword;
    // A form that has words of its own is told by them, not by its name.
    if (words.has(key + "." + one.expected)) key += "." + one.expected;
    json["errors"].push_back({{"pointer", one.pointer},
                              {"code", one.keyword},
                              {"detail", words.text(key, {{"expected", one.expected}})}});
  }
  http::Response response;
  response.status = problem.status;
  response.headers.add("Content-Type", "application/problem+json");
  for (const auto& [name, value] : problem.headers) response.headers.add(name, value);
  // Names of fields may come from the caller: bytes that are no UTF-8 are replaced.
  response.body = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return response;
}

}  // namespace payung::api
