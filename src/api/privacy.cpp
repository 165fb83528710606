// Who looked, on what ground data is held, erasure, one's own data, the breach report.
#include "api/people_common.hpp"
#include "app/breach_report.hpp"
#include "app/erase_person.hpp"
#include "app/own_data.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;
using store::Seen;

constexpr std::int64_t kPage = 100;

std::optional<std::int64_t> before_of(const Call& call) {
  if (!call.arguments.contains("before")) return {};
  return call.arguments["before"].get<std::int64_t>();
}

Result<Reply> looks_at(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto person = person_of_path(call, **parts);
  if (!person) return person.error();
  const auto looks =
      store::access_of_person(call.environment.database, *person, before_of(call), kPage);
  if (!looks) return looks.error();
  return reply(looks_json(**parts, *looks));
}

Result<Reply> looks_by(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto looks = store::access_by_account(
      call.environment.database, text_of(call.arguments, "account"), before_of(call), kPage);
  if (!looks) return looks.error();
  return reply(looks_json(**parts, *looks));
}

Result<Reply> bases(Call& call) {
  const auto known = store::source_bases(call.environment.database);
  if (!known) return known.error();
  const auto missing = store::senders_without_basis(call.environment.database);
  if (!missing) return missing.error();
  Json items = Json::array();
  for (const store::SourceBasis& basis : *known) {
    items.push_back({{"sender", basis.sender_code},
                     {"purpose", basis.purpose},
                     {"basis", store::to_text(basis.basis)},
                     {"reference", basis.reference},
                     {"retention_months", basis.retention_months},
                     {"recorded_at", basis.recorded_at},
                     {"recorded_by", basis.actor}});
  }
  return reply({{"items", std::move(items)}, {"senders_without", *missing}});
}

Result<Reply> set_basis(Call& call) {
  const auto word = store::parse_basis(text_of(call.body, "basis"));
  if (!word) return word.error();
  store::SourceBasis basis;
  basis.basis = *word;
  basis.purpose = text_of(call.body, "purpose");
  basis.reference = text_of(call.body, "reference");
  basis.retention_months = call.body.value("retention_months", std::int64_t{0});
  const auto done =
      app::set_source_basis(call.environment, text_of(call.arguments, "sender"), basis);
  if (!done) return done.error();
  return reply({{"recorded", true}});
}

store::ErasureGround ground_of(const std::string& word) {
  return word == "retention" ? store::ErasureGround::retention : store::ErasureGround::asked;
}

Json rows_json(const std::vector<app::RowErasure>& rows) {
  Json items = Json::array();
  for (const app::RowErasure& row : rows) {
    items.push_back({{"row", row.row}, {"sender", row.sender}, {"kept", to_text(row.kept)}});
  }
  return items;
}

Result<Reply> plan_erasure(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto person = person_of_path(call, **parts);
  if (!person) return person.error();
  const auto plan =
      app::erasure_plan(call.environment, *person, ground_of(text_of(call.arguments, "ground")));
  if (!plan) return plan.error();
  return reply({{"rows", rows_json(*plan)}});
}

Result<Reply> erase(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto person = person_of_path(call, **parts);
  if (!person) return person.error();
  const auto report =
      app::erase_person(call.environment, *person, ground_of(text_of(call.body, "ground")),
                        text_of(call.body, "reason"));
  if (!report) return report.error();
  return reply(
      {{"erased", report->erased}, {"kept", report->kept}, {"rows", rows_json(report->rows)}});
}

Result<Reply> run_retention(Call& call) {
  const auto report = app::erase_past_retention(call.environment, text_of(call.body, "reason"));
  if (!report) return report.error();
  return reply({{"erased", report->erased}, {"kept", report->kept}});
}

/// For a person who asks at the counter. Recorded before it is shown.
Result<Reply> data_export(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto person = person_of_path(call, **parts);
  if (!person) return person.error();
  const auto recorded = app::record_access_now(
      call.environment.database,
      look(call, *person, Seen::exported, text_of(call.body, "reason"), "own data"));
  if (!recorded) return recorded.error();
  auto data = app::own_data(call.environment, *person);
  if (!data) return data.error();
  Reply document;
  document.body = *std::move(data);
  return document;
}

Result<Reply> breach(Call& call) {
  const auto report =
      app::breach_report(call.environment, text_of(call.body, "from"), text_of(call.body, "until"),
                         text_of(call.body, "account"));
  if (!report) return report.error();
  Reply document;
  if (text_of(call.body, "format") == "csv") {
    document.body = app::breach_csv(*report);
    document.media_type = "text/csv";
  } else {
    document.body = app::breach_json(*report);
  }
  return document;
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/people/{person}/looks", Permission::privacy_manage, Effect::read, looks_at},
    {Method::get, "/v1/access-log", Permission::privacy_manage, Effect::read, looks_by},
    {Method::get, "/v1/privacy/bases", Permission::privacy_manage, Effect::read, bases},
    {Method::put, "/v1/privacy/bases/{sender}", Permission::privacy_manage, Effect::write,
     set_basis},
    {Method::get, "/v1/people/{person}/erasure", Permission::privacy_manage, Effect::read,
     plan_erasure},
    {Method::post, "/v1/people/{person}/erasure", Permission::privacy_manage, Effect::write, erase},
    {Method::post, "/v1/privacy/retention-runs", Permission::privacy_manage, Effect::write,
     run_retention},
    {Method::post, "/v1/people/{person}/data-exports", Permission::privacy_manage, Effect::sign,
     data_export},
    {Method::post, "/v1/privacy/breach-reports", Permission::privacy_manage, Effect::read, breach},
};

}  // namespace

std::span<const Route> privacy_routes() { return kRoutes; }

}  // namespace payung::api
