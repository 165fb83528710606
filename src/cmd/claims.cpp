// payung claims unclaimed: families that have a right and did not ask.
#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/claims.hpp"
#include "cmd/claim_commands.hpp"

namespace payung::cmd {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::int64_t kWindow = 500;

Json papers_json(const app::Unclaimed& right) {
  Json papers = Json::array();
  for (const auto& paper : right.papers) {
    if (paper.need == claims::Need::always) papers.push_back(paper.code);
  }
  return papers;
}

void print_right(Session& session, const app::Unclaimed& right) {
  session.print(session.text(right.day_is_of_list ? "claims.unclaimed_listed" : "claims.unclaimed",
                             {{"person", std::to_string(right.person)},
                              {"day", right.died_on.text()},
                              {"owed", right.owed.text()},
                              {"last", right.last_day ? right.last_day->text() : "-"}}));
}

Exit unclaimed(Session& session) {
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  Json items = Json::array();
  std::int64_t after = 0;
  do {
    const auto page = app::unclaimed_rights(**environment, after, kWindow);
    if (!page) return session.fail(page.error());
    for (const app::Unclaimed& right : page->rights) {
      if (!session.json()) print_right(session, right);
      items.push_back({{"person", right.person},
                       {"died_on", right.died_on.text()},
                       {"day_is_of_list", right.day_is_of_list},
                       {"owed", right.owed.amount()},
                       {"last_day", right.last_day ? Json(right.last_day->text()) : Json(nullptr)},
                       {"papers", papers_json(right)}});
    }
    after = page->last;
  } while (after != 0);
  if (session.json()) {
    session.print(Json{{"items", std::move(items)}}.dump(2));
    return Exit::ok;
  }
  session.print(session.text("claims.unclaimed_count", {{"count", std::to_string(items.size())}}));
  if (items.empty()) return Exit::ok;
  session.print(session.text("claims.bring"));
  const auto papers =
      claims::papers_of(claims::Kind::jkm, (*environment)->today, (*environment)->rules);
  if (!papers) return session.fail(papers.error());
  for (const auto& paper : *papers) {
    if (paper.need != claims::Need::always) continue;
    session.print("  - " + session.text("claims.paper." + paper.code));
  }
  return Exit::ok;
}

}  // namespace

void add_claim_commands(CLI::App& root, Session& session, const Outcome& outcome) {
  auto* group = root.add_subcommand("claims", "Claims");
  group->require_subcommand(1);
  auto* rights = group->add_subcommand(
      "unclaimed", "Deaths that a list or an event tells of and nobody claimed: what is owed");
  rights->footer("Example:\n  payung claims unclaimed --json");
  rights->callback([outcome, &session] { *outcome = unclaimed(session); });
}

}  // namespace payung::cmd
