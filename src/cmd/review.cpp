// payung review: pairs of rows of which a person decides whether they are one and the same.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/decide_review.hpp"
#include "base/nik.hpp"
#include "cmd/command.hpp"
#include "cmd/evidence.hpp"
#include "views/lists.hpp"

namespace payung::cmd {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::int64_t kMost = 20;

Exit list_reviews(Session& session, std::int64_t most) {
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  auto& database = (*environment)->database;
  const auto open = store::count_open_reviews(database);
  if (!open) return session.fail(open.error());
  const auto pairs = store::open_reviews(database, most);
  if (!pairs) return session.fail(pairs.error());
  Json all = Json::array();
  for (const auto& pair : *pairs) {
    const auto a = store::row_card(database, pair.row_a);
    const auto b = store::row_card(database, pair.row_b);
    if (!a) return session.fail(a.error());
    if (!b) return session.fail(b.error());
    const std::string cause = pair.evidence.substr(0, pair.evidence.find('\n'));
    all.push_back({{"id", pair.id},
                   {"probability", views::percent(pair.per_million)},
                   {"cause", cause},
                   {"a", views::card_json(*a, shown_to(session))},
                   {"b", views::card_json(*b, shown_to(session))}});
    if (session.json()) continue;
    session.print(session.text("review.line", {{"id", std::to_string(pair.id)},
                                               {"probability", views::percent(pair.per_million)},
                                               {"cause", session.text("review.cause." + cause)},
                                               {"a", a->name + ", " + a->sender},
                                               {"b", b->name + ", " + b->sender}}));
  }
  if (session.json()) {
    session.print(Json{{"open", *open}, {"pairs", all}}.dump(2));
  } else {
    session.print(session.text("review.open", {{"count", std::to_string(*open)}}));
  }
  return Exit::ok;
}

void print_side_by_side(Session& session, const Json& a, const Json& b) {
  for (const auto& [key, left] : a.items()) {
    if (key == "row") continue;
    const auto plain = [](const Json& value) {
      return value.is_string() ? value.get<std::string>() : value.dump();
    };
    const std::string mark = left == b[key] ? "=" : " ";
    session.print(session.text("review.field", {{"mark", mark},
                                                {"field", session.text("review.field." + key)},
                                                {"a", plain(left)},
                                                {"b", plain(b[key])}}));
  }
}

Exit show_review(Session& session, std::int64_t id) {
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  auto& database = (*environment)->database;
  const auto pair = store::review_pair(database, id);
  if (!pair) return session.fail(pair.error());
  const auto a = store::row_card(database, pair->row_a);
  const auto b = store::row_card(database, pair->row_b);
  if (!a) return session.fail(a.error());
  if (!b) return session.fail(b.error());
  const Json left = views::card_json(*a, shown_to(session));
  const Json right = views::card_json(*b, shown_to(session));
  const std::string verdict = pair->verdict.empty() ? "open" : pair->verdict;
  if (session.json()) {
    session.print(Json{{"id", id},
                       {"verdict", verdict},
                       {"probability", views::percent(pair->per_million)},
                       {"a", left},
                       {"b", right},
                       {"evidence", views::evidence_json(pair->evidence)}}
                      .dump(2));
    return Exit::ok;
  }
  print_side_by_side(session, left, right);
  print_evidence(session, pair->evidence, views::percent(pair->per_million));
  session.print(
      session.text("review.verdict", {{"verdict", session.text("review.verdict." + verdict)}}));
  return Exit::ok;
}

Exit decide(Session& session, std::int64_t id, std::string_view word, const std::string& reason) {
  const auto verdict = store::parse_verdict(word);
  if (!verdict) return session.fail(verdict.error());
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  const auto changed = app::decide_review(**environment, id, *verdict, reason);
  if (!changed) return session.fail(changed.error());
  if (session.json()) {
    session.print(Json{{"id", id}, {"verdict", word}, {"changed", *changed}}.dump());
  } else {
    session.print(session.text(*changed ? "review.decided" : "review.unchanged",
                               {{"id", std::to_string(id)},
                                {"verdict", session.text("review.verdict." + std::string(word))}}));
  }
  return Exit::ok;
}

}  // namespace

void add_review_commands(CLI::App& root, Session& session, Outcome outcome) {
  struct Asked {
    std::int64_t id = 0;
    std::int64_t most = kMost;
    std::string verdict;
    std::string reason;
  };
  auto asked = std::make_shared<Asked>();
  auto* review = root.add_subcommand("review", "Pairs of rows that a person must decide");
  review->require_subcommand(1);

  auto* list = review->add_subcommand("list", "Open pairs, the most probable first");
  list->add_option("--most", asked->most, "How many to print")->check(CLI::PositiveNumber);
  list->footer("Example:\n  payung review list --most 5");
  list->callback([asked, outcome, &session] { *outcome = list_reviews(session, asked->most); });

  auto* show =
      review->add_subcommand("show", "Both rows side by side, and what each field is worth");
  show->add_option("id", asked->id, "Number of the pair")->required();
  show->footer("Example:\n  payung review show 12");
  show->callback([asked, outcome, &session] { *outcome = show_review(session, asked->id); });

  auto* decision = review->add_subcommand("decide", "Decide a pair; it is remembered for good");
  decision->add_option("id", asked->id, "Number of the pair")->required();
  decision->add_option("verdict", asked->verdict, "same or different")
      ->required()
      ->check(CLI::IsMember({"same", "different"}));
  decision->add_option("--reason", asked->reason, "In a few words")->required();
  decision->footer(
      "Example:\n  payung review decide 12 different --reason \"twins, seen the card\"");
  decision->callback([asked, outcome, &session] {
    *outcome = decide(session, asked->id, asked->verdict, asked->reason);
  });

  auto* undo = review->add_subcommand("undo", "Take a decision back; the model decides again");
  undo->add_option("id", asked->id, "Number of the pair")->required();
  undo->add_option("--reason", asked->reason, "In a few words");
  undo->footer("Example:\n  payung review undo 12");
  undo->callback([asked, outcome = std::move(outcome), &session] {
    *outcome = decide(session, asked->id, "undone", asked->reason);
  });
}

}  // namespace payung::cmd
