#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/http/message.hpp"
#include "adapters/text/catalogue.hpp"
#include "api/service.hpp"

/// What a page's handler is given, and how it asks the API. A page calls no use case: it asks the
/// API in this process as its visitor would, so rights, limits, contract and audit are the API's.
namespace payung::site {

using Json = nlohmann::ordered_json;

/// One request of a browser. References are valid during the call.
struct Visit {
  const http::Request& request;
  api::Service& service;
  const text::Catalogue& words;                                 ///< in the visitor's language
  std::string_view language;                                    ///< "id", "en" or "jv"
  std::vector<std::pair<std::string, std::string>> names = {};  ///< what {name} in the path took

  std::string_view name(std::string_view key) const;
};

/// A page: one line that says where it is and which function renders it.
struct Page {
  http::Method method;
  std::string_view path;  ///< "/village/captures/{capture}"
  http::Response (*handler)(Visit& visit);
  std::int64_t body_bytes_max = std::int64_t{16} << 10;
  bool spool = false;  ///< the body is an upload that goes to a file
};

/// What a page wants of the API.
struct Question {
  http::Method method = http::Method::get;
  std::string path = {};   ///< "/v1/worker/checks", as it stands in the contract, names filled in
  std::string query = {};  ///< "after=x&limit=20", already encoded
  std::string body = {};   ///< JSON unless `media_type` says otherwise
  std::string media_type = "application/json";
  /// Headers beside cookies and language: X-CSRF-Token, Idempotency-Key, Payung-Worker ...
  std::vector<std::pair<std::string, std::string>> headers = {};
  /// An upload that was spooled for the page goes on as it is.
  std::shared_ptr<http::SpooledFile> spooled = nullptr;  // shared: as in http::Request
  std::int64_t spooled_bytes = 0;
};

/// Asks as the visitor: his address, cookies, language and request id.
http::Response ask(const Visit& visit, const Question& question);

/// The answer's body where it is text; empty for files and streams.
std::string_view text_of(const http::Response& response);

/// The answer as JSON; discarded (is_discarded()) where it is none.
Json json_of(const http::Response& response);

/// A cookie of the visitor; empty when there is none.
std::string_view cookie_of(const Visit& visit, std::string_view name);

/// A page's answer with the headers every page has (site.cpp adds the policy for browsers).
http::Response page_response(int status, std::string html);

/// 303: what was asked is done, look there. `place` is a path of this server.
http::Response see_other(std::string_view place);

}  // namespace payung::site
