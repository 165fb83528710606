// The audit trail: searched, and exported whole so that somebody else can check its chain.
#include <nlohmann/json.hpp>

#include "api/ids.hpp"
#include "base/csv.hpp"
#include "store/audit_pages.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

/// The trail has no region, so it is read by who answers for the whole country's or the whole
/// house's data; what lies below reads the access log of its persons.
Status require_all(const Call& call) {
  const auto& scope = call.caller.scope;
  if (!scope.regions.empty() && commands(scope, scope.regions.front())) return {};
  return Error{Errc::not_found, "audit"};
}

/// The texts must live as long as the question.
struct Asked {
  std::string actor;
  std::string action;
  std::string subject;
  std::string from;
  std::string until;

  explicit Asked(const Call& call)
      : actor(text_of(call.arguments, "actor")),
        action(text_of(call.arguments, "action")),
        subject(text_of(call.arguments, "subject")),
        from(text_of(call.arguments, "from")),
        until(text_of(call.arguments, "until")) {}
  store::AuditQuestion question() const { return {actor, action, subject, from, until}; }
};

Result<Reply> search(Call& call) {
  if (const auto status = require_all(call); !status) return status.error();
  const Asked asked(call);
  const auto before = call.arguments.at("before").get<std::int64_t>();
  const auto limit = call.arguments.at("limit").get<std::int64_t>();
  const auto lines = store::audit_lines(call.environment.database, asked.question(), before, limit,
                                        text_of(call.arguments, "sort"));
  if (!lines) return lines.error();
  Json items = Json::array();
  for (const auto& line : *lines) {
    items.push_back({{"number", line.id},
                     {"at", line.at},
                     {"actor", line.actor},
                     {"action", line.action},
                     {"subject", line.subject},
                     {"detail", line.detail},
                     {"hash", line.hash}});
  }
  const bool more = static_cast<std::int64_t>(lines->size()) == limit;
  return reply({{"items", std::move(items)}, {"next", more ? Json(lines->back().id) : Json()}});
}

std::string csv_line(const store::StoredAudit& line) {
  std::string text;
  append_csv(text, std::to_string(line.id), CsvReader::machine);
  for (const std::string* field :
       {&line.at, &line.actor, &line.action, &line.subject, &line.detail, &line.hash}) {
    append_csv(text, *field, CsvReader::person);
  }
  return text + "\n";
}

/// Page by page, newest first, each page on a connection of its own: a trail of years is as long
/// as it is, and nobody is kept waiting.
class Export {
 public:
  Export(Service& service, Asked asked) : service_(service), asked_(std::move(asked)) {}

  bool next(std::string& piece) {
    if (!begun_) {
      begun_ = true;
      piece += "number,at,actor,action,subject,detail,hash\n";
    }
    auto lease = service_.parts().readers.borrow_within(std::chrono::seconds(10));
    if (!lease) return false;
    const auto lines = store::audit_lines(**lease, asked_.question(), before_, kPage);
    if (!lines) return false;
    for (const auto& line : *lines) piece += csv_line(line);
    if (!lines->empty()) before_ = lines->back().id;
    return static_cast<std::int64_t>(lines->size()) == kPage;
  }

 private:
  static constexpr std::int64_t kPage = 1'000;
  Service& service_;
  Asked asked_;
  std::int64_t before_ = 0;
  bool begun_ = false;
};

Result<Reply> download(Call& call) {
  if (const auto status = require_all(call); !status) return status.error();
  // shared: std::function asks that what it holds can be copied
  const auto pages = std::make_shared<Export>(call.service, Asked(call));
  http::Response stream;
  stream.headers.set("Content-Type", "text/csv; charset=utf-8");
  stream.headers.set("Content-Disposition", "attachment; filename=\"payung-audit.csv\"");
  stream.body = http::Producer{[pages](std::string& piece) { return pages->next(piece); }};
  Reply answer;
  answer.media_type = "text/csv";
  answer.stream = std::move(stream);
  return answer;
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/audit", Permission::audit_read, Effect::read, search},
    bulk({Method::get, "/v1/audit/export", Permission::audit_read, Effect::own, download}),
};

}  // namespace

std::span<const Route> audit_routes() { return kRoutes; }

}  // namespace payung::api
