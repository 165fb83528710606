// payung claims: rights that nobody asked for, cover that ends soon, school years, who was treated.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
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

/// A folder of letters, one file for each family; without a name nothing is written.
class LetterFolder {
 public:
  LetterFolder(Session& session, std::string folder)
      : session_(session), folder_(std::move(folder)) {}
  bool wanted() const { return !folder_.empty(); }

  /// Errors: io.
  Status make() const {
    std::error_code failed;
    if (wanted()) std::filesystem::create_directories(folder_, failed);
    if (failed) return Error{Errc::io, folder_};
    return {};
  }
  /// "person-12.txt" with what `letter` says for this head. Errors: io; those of the store.
  Status write(app::Environment& env, const std::string& stem, std::int64_t person,
               const std::function<std::vector<std::string>(const views::LetterHead&)>& letter) {
    if (!wanted()) return {};
    const auto facts = store::registry_facts(env.database, person);
    if (!facts) return facts.error();
    const views::LetterHead head{
        session_.setting("office"), env.today,
        *facts && !(*facts)->name.empty() ? (*facts)->name : std::to_string(person)};
    const auto path = std::filesystem::path(folder_) / (stem + ".txt");
    std::ofstream file(path);
    for (const auto& line : letter(head)) file << line << "\n";
    if (!file.flush()) return Error{Errc::io, path.string()};
    written_ += 1;
    return {};
  }
  void tell() const {
    if (!wanted() || session_.json()) return;
    session_.print(session_.text("claims.letter_written",
                                 {{"count", std::to_string(written_)}, {"folder", folder_}}));
  }

 private:
  Session& session_;
  std::string folder_;
  std::int64_t written_ = 0;
};

std::string stem_of(const char* what, std::int64_t number) {
  return std::string(what) + "-" + std::to_string(number);
}

Exit unclaimed(Session& session, const std::string& folder) {
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  LetterFolder letters(session, folder);
  if (const Status made = letters.make(); !made) return session.fail(made.error());
  Json items = Json::array();
  std::int64_t after = 0;
  do {
    const auto page = app::unclaimed_rights(**environment, after, kWindow);
    if (!page) return session.fail(page.error());
    for (const app::Unclaimed& right : page->rights) {
      const Status written = letters.write(
          **environment, stem_of("person", right.person), right.person, [&](const auto& head) {
            return views::unclaimed_letter(right, head, words_of(session));
          });
      if (!written) return session.fail(written.error());
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
  letters.tell();
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

/// How far ahead is looked, and where letters go.
struct LookOptions {
  app::DaysAhead days;
  std::string letters;
};

/// Looks at everybody, page by page; `show` prints what each page holds and writes its letters.
template <class Ask, class Show>
Exit look_at_all(Session& session, const LookOptions& options, std::string_view count_key, Ask ask,
                 Show show) {
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  LetterFolder letters(session, options.letters);
  if (const Status made = letters.make(); !made) return session.fail(made.error());
  Json items = Json::array();
  std::int64_t last = 0;
  do {
    const auto page = ask(**environment, last);
    if (!page) return session.fail(page.error());
    const Status shown = show(**environment, *page, letters, items);
    if (!shown) return session.fail(shown.error());
    last = page->last;
  } while (last != 0);
  const Exit exit = finish(session, std::move(items), count_key);
  letters.tell();
  return exit;
}

void add_row(Session& session, Json& items, std::int64_t person, Json rest,
             const std::string& line) {
  if (!session.json()) session.print(line);
  Json row{{"person", person}};
  row.update(rest);
  items.push_back(std::move(row));
}

Exit lapsing(Session& session, const LookOptions& options) {
  return look_at_all(
      session, options, "claims.lapsing_count",
      [&](app::Environment& env, std::int64_t after) {
        return app::lapsing_members(env, after, kWindow, options.days);
      },
      [&](app::Environment& env, const app::LapsingPage& page, LetterFolder& letters,
          Json& items) -> Status {
        for (const app::Lapsing& one : page.members) {
          add_row(session, items, one.person, views::lapsing_json(one),
                  views::lapsing_line(one, words_of(session)));
          const Status written =
              letters.write(env, stem_of("person", one.person), one.person, [&](const auto& head) {
                return views::lapsing_letter(one, head, words_of(session));
              });
          if (!written) return written;
        }
        return {};
      });
}

/// One letter for a claim: its school years stand together.
Status write_school_letters(Session& session, app::Environment& env,
                            const std::vector<app::SchoolYear>& years, LetterFolder& letters) {
  const auto papers = claims::papers_of(claims::Kind::scholarship, env.today, env.rules);
  if (!papers) return papers.error();
  std::map<std::int64_t, std::vector<app::SchoolYear>> of_claim;
  for (const app::SchoolYear& one : years) of_claim[one.claim].push_back(one);
  for (const auto& [claim, all] : of_claim) {
    const Status written =
        letters.write(env, stem_of("claim", claim), all.front().person, [&](const auto& head) {
          return views::school_year_letter(all, *papers, head, words_of(session));
        });
    if (!written) return written;
  }
  return {};
}

Exit school_years(Session& session, const LookOptions& options) {
  return look_at_all(
      session, options, "claims.school_count",
      [&](app::Environment& env, std::int64_t before) {
        return app::school_years_due(env, before, kWindow, options.days);
      },
      [&](app::Environment& env, const app::SchoolYearPage& page, LetterFolder& letters,
          Json& items) {
        for (const app::SchoolYear& one : page.years) {
          Json rest = views::school_year_json(one);
          rest["claim"] = one.claim;
          add_row(session, items, one.person, std::move(rest),
                  views::school_year_line(one, words_of(session)));
        }
        return write_school_letters(session, env, page.years, letters);
      });
}

Exit treated(Session& session, const LookOptions& options) {
  return look_at_all(
      session, options, "claims.treated_count",
      [&](app::Environment& env, std::int64_t after) {
        return app::treated_members(env, after, kWindow, options.days);
      },
      [&](app::Environment& env, const app::TreatedPage& page, LetterFolder& letters,
          Json& items) -> Status {
        for (const app::Treated& one : page.members) {
          add_row(session, items, one.person, views::treated_json(one),
                  views::treated_line(one, words_of(session)));
          const Status written =
              letters.write(env, stem_of("person", one.person), one.person, [&](const auto& head) {
                return views::treated_letter(one, head, words_of(session));
              });
          if (!written) return written;
        }
        return {};
      });
}

using Looker = Exit (*)(Session&, const LookOptions&);

void add_look(CLI::App& group, Session& session, const Outcome& outcome, const char* name,
              const char* about, Looker run) {
  const auto options = std::make_shared<LookOptions>();
  auto* command = group.add_subcommand(name, about);
  command->add_option("--days", options->days, "How many days are looked at (default: the rules')");
  command->add_option("--letters", options->letters,
                      "Write a letter to each of them into this folder");
  const std::string line = "  payung claims " + std::string(name);
  command->footer("Example:\n" + line + " --days 60 --json\n" + line + " --letters surat");
  command->callback([outcome, &session, options, run] { *outcome = run(session, *options); });
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
