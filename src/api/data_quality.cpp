// How good each sender's lists are: the share of good rows list by list, and what is wrong most
// often.
#include "store/data_quality.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/ids.hpp"
#include "api/lists.hpp"
#include "api/upload_common.hpp"
#include "store/list_pages.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

constexpr std::int64_t kListsShown = 12;

Json list_json(const Call& call, const store::ListQuality& list) {
  return {{"version", id_of(call, "list", list.version)},
          {"kind", store::to_text(list.kind)},
          {"as_of", list.as_of},
          {"rows", list.rows},
          {"accepted", list.accepted},
          {"corrected", list.corrected}};
}

Json sender_json(const store::Sender& sender) {
  return {{"sender", sender.code},
          {"name", sender.name},
          {"kind", intake::to_text(sender.kind)},
          {"area", sender.area.text()}};
}

Result<Json> lists_of(Call& call, const store::Sender& sender) {
  const auto lists = store::list_qualities(call.environment.database, sender.id, kListsShown);
  if (!lists) return lists.error();
  Json items = Json::array();
  for (const auto& one : *lists) items.push_back(list_json(call, one));
  return items;
}

Result<Reply> all(Call& call) {
  const auto senders = store::senders(call.environment.database);
  if (!senders) return senders.error();
  Json items = Json::array();
  for (const auto& sender : *senders) {
    if (!reaches_sender(call.caller.scope, sender)) continue;
    auto lists = lists_of(call, sender);
    if (!lists) return lists.error();
    Json json = sender_json(sender);
    json["lists"] = *std::move(lists);
    items.push_back(std::move(json));
  }
  return reply({{"items", std::move(items)}});
}

Result<Reply> one(Call& call) {
  const auto sender =
      store::find_sender(call.environment.database, text_of(call.arguments, "sender"));
  if (!sender) return sender.error();
  if (!*sender || !reaches_sender(call.caller.scope, **sender)) {
    return Error{Errc::not_found, "sender"};
  }
  const auto lists = store::list_qualities(call.environment.database, (*sender)->id, kListsShown);
  if (!lists) return lists.error();
  Json json = sender_json(**sender);
  json["lists"] = Json::array();
  for (const auto& list : *lists) json["lists"].push_back(list_json(call, list));
  json["findings"] = Json::array();
  if (lists->empty()) return reply(json);
  // The last whole list against the one before: a handful of mended rows says nothing of either.
  const auto is_whole = [](const store::ListQuality& list) {
    return list.kind == store::VersionKind::next;
  };
  const auto whole = std::find_if(lists->rbegin(), lists->rend(), is_whole);
  const store::ListQuality& last = whole == lists->rend() ? lists->back() : *whole;
  std::int64_t before = 0;
  for (const auto& list : *lists) {
    if (list.version < last.version && list.kind == last.kind) before = list.version;
  }
  const auto trends = store::finding_trends(call.environment.database, last.version, before);
  if (!trends) return trends.error();
  for (const auto& trend : *trends) {
    json["findings"].push_back({{"severity", trend.severity},
                                {"code", trend.code},
                                {"rows", trend.rows},
                                {"rows_before", before == 0 ? Json() : Json(trend.rows_before)}});
  }
  return reply(json);
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/data-quality", Permission::lists_read, Effect::read, all},
    {Method::get, "/v1/senders/{sender}/quality", Permission::lists_read, Effect::read, one},
};

}  // namespace

std::span<const Route> quality_routes() { return kRoutes; }

}  // namespace payung::api
