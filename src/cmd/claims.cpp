// payung claims: rights that nobody asked for, cover that ends soon, school years, who was treated.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/claims.hpp"
#include "app/rights_soon.hpp"
#include "cmd/claim_commands.hpp"
#include "store/registry.hpp"
#include "views/family_letter.hpp"

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

views::Words words_of(const Session& session) {
  return [&session](std::string_view key, auto args) { return session.text(key, args); };
}

/// One file for each family, "person-12.txt".
Status write_letter(Session& session, app::Environment& environment, const app::Unclaimed& right,
                    const std::string& folder) {
  const auto facts = store::registry_facts(environment.database, right.person);
  if (!facts) return facts.error();
  const std::string number = std::to_string(right.person);
  const views::LetterHead head{session.setting("office"), environment.today,
                               *facts && !(*facts)->name.empty() ? (*facts)->name : number};
  const auto path = std::filesystem::path(folder) / ("person-" + number + ".txt");
  std::ofstream file(path);
  for (const auto& line : views::unclaimed_letter(right, head, words_of(session))) {
    file << line << "\n";
  }
  if (!file.flush()) return Error{Errc::io, path.string()};
  return {};
}

Exit unclaimed(Session& session, const std::string& letters) {
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  if (!letters.empty()) {
    std::error_code failed;
    std::filesystem::create_directories(letters, failed);
    if (failed) return session.fail({Errc::io, letters});
  }
  Json items = Json::array();
  std::int64_t after = 0;
  do {
    const auto page = app::unclaimed_rights(**environment, after, kWindow);
    if (!page) return session.fail(page.error());
    for (const app::Unclaimed& right : page->rights) {
      if (!letters.empty()) {
        const Status written = write_letter(session, **environment, right, letters);
        if (!written) return session.fail(written.error());
      }
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
  if (!letters.empty()) {
    session.print(session.text("claims.letter_written",
                               {{"count", std::to_string(items.size())}, {"folder", letters}}));
  }
  return Exit::ok;
}

Exit finish(Session& session, Json items, std::string_view count_key) {
  if (session.json()) {
    session.print(Json{{"items", std::move(items)}}.dump(2));
  } else {
    session.print(session.text(count_key, {{"count", std::to_string(items.size())}}));
  }
  return Exit::ok;
}

/// Looks at everybody, page by page, and prints what each page holds.
template <class Ask, class Show>
Exit look_at_all(Session& session, std::string_view count_key, Ask ask, Show show) {
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  Json items = Json::array();
  std::int64_t last = 0;
  do {
    const auto page = ask(**environment, last);
    if (!page) return session.fail(page.error());
    show(*page, items);
    last = page->last;
  } while (last != 0);
  return finish(session, std::move(items), count_key);
}

void add_row(Session& session, Json& items, std::int64_t person, Json rest,
             const std::string& line) {
  if (!session.json()) session.print(line);
  Json row{{"person", person}};
  row.update(rest);
  items.push_back(std::move(row));
}

Exit lapsing(Session& session, app::DaysAhead days) {
  return look_at_all(
      session, "claims.lapsing_count",
      [&](app::Environment& env, std::int64_t after) {
        return app::lapsing_members(env, after, kWindow, days);
      },
      [&](const app::LapsingPage& page, Json& items) {
        for (const app::Lapsing& one : page.members) {
          add_row(session, items, one.person, views::lapsing_json(one),
                  views::lapsing_line(one, words_of(session)));
        }
      });
}

Exit school_years(Session& session, app::DaysAhead days) {
  return look_at_all(
      session, "claims.school_count",
      [&](app::Environment& env, std::int64_t before) {
        return app::school_years_due(env, before, kWindow, days);
      },
      [&](const app::SchoolYearPage& page, Json& items) {
        for (const app::SchoolYear& one : page.years) {
          Json rest = views::school_year_json(one);
          rest["claim"] = one.claim;
          add_row(session, items, one.person, std::move(rest),
                  views::school_year_line(one, words_of(session)));
        }
      });
}

Exit treated(Session& session, app::DaysAhead days) {
  return look_at_all(
      session, "claims.treated_count",
      [&](app::Environment& env, std::int64_t after) {
        return app::treated_members(env, after, kWindow, days);
      },
      [&](const app::TreatedPage& page, Json& items) {
        for (const app::Treated& one : page.members) {
          add_row(session, items, one.person, views::treated_json(one),
                  views::treated_line(one, words_of(session)));
        }
      });
}

using Looker = Exit (*)(Session&, app::DaysAhead);

void add_look(CLI::App& group, Session& session, const Outcome& outcome, const char* name,
              const char* about, Looker run) {
  const auto days = std::make_shared<app::DaysAhead>();
  auto* command = group.add_subcommand(name, about);
  command->add_option("--days", *days, "How many days are looked at (default: the rules')");
  command->footer("Example:\n  payung claims " + std::string(name) + " --days 60 --json");
  command->callback([outcome, &session, days, run] { *outcome = run(session, *days); });
}

}  // namespace

void add_claim_commands(CLI::App& root, Session& session, const Outcome& outcome) {
  auto* group = root.add_subcommand("claims", "Claims");
  group->require_subcommand(1);
  auto* rights = group->add_subcommand(
      "unclaimed", "Deaths that a list or an event tells of and nobody claimed: what is owed");
  const auto letters = std::make_shared<std::string>();
  rights->add_option("--letters", *letters, "Write a letter to each family into this folder");
  rights->footer(
      "Example:\n  payung claims unclaimed --json\n  payung claims unclaimed --letters surat");
  rights->callback([outcome, &session, letters] { *outcome = unclaimed(session, *letters); });
  add_look(*group, session, outcome, "lapsing",
           "Members in arrears whose cover ends soon: months, sum, payer and last day", lapsing);
  add_look(*group, session, outcome, "school-years",
           "Children whose next year of scholarship can be asked for", school_years);
  add_look(*group, session, outcome, "treated",
           "Members on hospital lists whose accident nobody claimed", treated);
}

}  // namespace payung::cmd
