// payung link: rows become persons, in the database or in a folder of csv lists.
#include <CLI/CLI.hpp>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "adapters/assets/assets.hpp"
#include "app/link_people.hpp"
#include "app/on_threads.hpp"
#include "base/csv.hpp"
#include "cmd/command.hpp"
#include "cmd/evidence.hpp"
#include "cmd/record_folder.hpp"
#include "views/lists.hpp"

namespace payung::cmd {
namespace {

using Json = nlohmann::ordered_json;

struct LinkOptions {
  std::string in;
  std::string out;
  std::string edges;
  std::string weights;
  std::string explain;
  std::vector<std::string> folders;
  std::vector<std::string> truths;
};

Result<linkage::Weights> load_weights(const std::string& file) {
  if (file.empty()) {
    const auto built_in = assets::find("data/linkage_weights.csv");
    PAYUNG_CHECK(built_in.has_value());
    return linkage::Weights::load(*built_in);
  }
  std::ifstream stream(file, std::ios::binary);
  std::stringstream content;
  if (stream) content << stream.rdbuf();
  if (!stream) return Error{Errc::io, file, "is it there, and may you read it?"};
  return linkage::Weights::load(content.str());
}

Status write_clusters(const std::string& path, const RecordFolder& records,
                      const linkage::Outcome& outcome) {
  const std::string part = path + ".part";
  std::ofstream file(part, std::ios::binary | std::ios::trunc);
  file << "record_id,cluster_id\n";
  std::string line;
  for (std::size_t i = 0; i < records.record_ids.size(); ++i) {
    line.clear();
    append_csv(line, records.record_ids[i], CsvReader::machine);
    append_csv(line, records.record_ids[outcome.cluster[i]], CsvReader::machine);
    file << line << '\n';
  }
  file.close();
  std::error_code failed;
  if (file) std::filesystem::rename(part, path, failed);
  if (!file || failed) return Error{Errc::io, path, "it cannot be written"};
  return {};
}

/// Every pair that linked rows or waits for a human, with its weight.
Status write_edges(const std::string& path, const RecordFolder& records,
                   const linkage::Outcome& outcome) {
  const std::string part = path + ".part";
  std::ofstream file(part, std::ios::binary | std::ios::trunc);
  file << "record_id_a,record_id_b,millibits,outcome,cause\n";
  std::string line;
  const auto write = [&](const linkage::Pair& pair, std::int32_t millibits, std::string_view result,
                         std::string_view cause) {
    line.clear();
    append_csv(line, records.record_ids[pair.a], CsvReader::machine);
    append_csv(line, records.record_ids[pair.b], CsvReader::machine);
    append_csv(line, std::to_string(millibits), CsvReader::machine);
    append_csv(line, result, CsvReader::machine);
    append_csv(line, cause, CsvReader::machine);
    file << line << '\n';
  };
  for (const auto& link : outcome.links) write(link.pair, link.millibits, "same", "");
  for (const auto& review : outcome.reviews) {
    write(review.pair, review.millibits, "review", linkage::to_text(review.cause));
  }
  file.close();
  std::error_code failed;
  if (file) std::filesystem::rename(part, path, failed);
  if (!file || failed) return Error{Errc::io, path, "it cannot be written"};
  return {};
}

std::size_t clusters_in(const linkage::Outcome& outcome) {
  std::size_t clusters = 0;
  for (std::size_t i = 0; i < outcome.cluster.size(); ++i)
    clusters += outcome.cluster[i] == i ? 1U : 0U;
  return clusters;
}

/// "A,B": the places of two record ids in the table.
Result<linkage::Pair> pair_named(const RecordFolder& records, const std::string& asked) {
  const auto comma = asked.find(',');
  linkage::Pair pair{0, 0};
  int found = 0;
  for (std::uint32_t i = 0; i < records.record_ids.size(); ++i) {
    if (records.record_ids[i] == asked.substr(0, comma)) {
      pair.a = i;
      found |= 1;
    }
    if (comma != std::string::npos && records.record_ids[i] == asked.substr(comma + 1)) {
      pair.b = i;
      found |= 2;
    }
  }
  if (found != 3) return Error{Errc::not_found, "--explain", "two record ids: --explain A,B"};
  return pair;
}

Exit explain_pair(Session& session, const RecordFolder& records, const linkage::Weights& weights,
                  const std::string& asked) {
  const auto pair = pair_named(records, asked);
  if (!pair) return session.fail(pair.error());
  const auto explanation = linkage::explain(records.table, weights, pair->a, pair->b);
  std::string evidence = "asked\nprior,," + std::to_string(explanation.prior_millibits) + "\n";
  for (const auto& reason : explanation.reasons) {
    evidence += std::string(linkage::to_text(reason.evidence)) + "," + reason.cell + "," +
                std::to_string(reason.millibits) + "\n";
  }
  if (session.json()) {
    session.print(Json{{"total_millibits", explanation.total_millibits},
                       {"per_million", explanation.per_million},
                       {"evidence", views::evidence_json(evidence)}}
                      .dump(2));
  } else {
    const int tenths = (explanation.per_million + 500) / 1000;
    print_evidence(session, evidence,
                   std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "%");
  }
  return Exit::ok;
}

Exit link_folder(Session& session, const LinkOptions& asked, unsigned threads) {
  const auto weights = load_weights(asked.weights);
  if (!weights) return session.fail(weights.error());
  const auto records = read_record_folder(asked.in);
  if (!records) return session.fail(records.error());
  if (!asked.explain.empty()) return explain_pair(session, *records, *weights, asked.explain);
  if (asked.out.empty()) {
    return session.fail({Errc::bad_option, "--out", "name the file for record_id,cluster_id"});
  }
  linkage::Settings settings;
  if (!asked.edges.empty()) settings.links = linkage::Links::keep;
  const auto outcome = linkage::link(records->table, *weights, settings, {},
                                     app::on_threads(threads), session.progress());
  if (!outcome) return session.fail(outcome.error());
  if (!asked.edges.empty()) {
    if (const auto status = write_edges(asked.edges, *records, *outcome); !status) {
      return session.fail(status.error());
    }
  }
  if (const auto status = write_clusters(asked.out, *records, *outcome); !status) {
    return session.fail(status.error());
  }
  const auto number = [](std::size_t value) { return std::to_string(value); };
  if (session.json()) {
    session.print(Json{{"records", records->record_ids.size()},
                       {"clusters", clusters_in(*outcome)},
                       {"candidates", outcome->candidates},
                       {"reviews", outcome->reviews.size()}}
                      .dump());
  } else {
    session.print(session.text("link.folder", {{"records", number(records->record_ids.size())},
                                               {"clusters", number(clusters_in(*outcome))},
                                               {"candidates", number(outcome->candidates)},
                                               {"reviews", number(outcome->reviews.size())},
                                               {"file", asked.out}}));
  }
  return Exit::ok;
}

Exit link_database(Session& session, const LinkOptions& asked, unsigned threads) {
  const auto weights = load_weights(asked.weights);
  if (!weights) return session.fail(weights.error());
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  const auto report = app::link_people(**environment, *weights, {}, app::on_threads(threads));
  if (!report) return session.fail(report.error());
  const auto number = [](std::int64_t value) { return std::to_string(value); };
  if (session.json()) {
    session.print(Json{{"nothing_new", report->nothing_new},
                       {"run", report->run},
                       {"rows", report->rows},
                       {"persons", report->persons},
                       {"new_persons", report->new_persons},
                       {"changed_rows", report->changed_rows},
                       {"open_reviews", report->open_reviews},
                       {"decisions", report->decisions},
                       {"members_without_rows", report->members_without_rows}}
                      .dump());
    return Exit::ok;
  }
  session.print(session.text("link.database", {{"rows", number(report->rows)},
                                               {"persons", number(report->persons)},
                                               {"new", number(report->new_persons)},
                                               {"changed", number(report->changed_rows)},
                                               {"decisions", number(report->decisions)},
                                               {"reviews", number(report->open_reviews)}}));
  if (report->members_without_rows > 0) {
    session.print(session.text("link.members_without_rows",
                               {{"count", number(report->members_without_rows)}}));
  }
  if (report->nothing_new) session.print(session.text("link.nothing_new"));
  return Exit::ok;
}

/// Labels the candidate pairs of one folder by its truth file.
Result<linkage::LabelledPairs> labelled(const RecordFolder& records,
                                        const std::string& truth_file) {
  const auto truth = read_truth(truth_file);
  if (!truth) return truth.error();
  std::map<std::string, std::string> person_of(truth->begin(), truth->end());
  linkage::LabelledPairs set{&records.table, linkage::candidate_pairs(records.table), {}};
  for (const auto& pair : set.pairs) {
    const auto a = person_of.find(records.record_ids[pair.a]);
    const auto b = person_of.find(records.record_ids[pair.b]);
    set.same.push_back(a != person_of.end() && b != person_of.end() && a->second == b->second);
  }
  return set;
}

Exit train(Session& session, const LinkOptions& asked) {
  if (asked.folders.size() != asked.truths.size()) {
    return session.fail({Errc::bad_option, "--truth", "one for each --in"});
  }
  std::vector<RecordFolder> folders;
  for (const auto& folder : asked.folders) {
    auto records = read_record_folder(folder);
    if (!records) return session.fail(records.error());
    folders.push_back(*std::move(records));
  }
  std::vector<linkage::LabelledPairs> sets;
  for (std::size_t i = 0; i < folders.size(); ++i) {
    auto set = labelled(folders[i], asked.truths[i]);
    if (!set) return session.fail(set.error());
    sets.push_back(*std::move(set));
  }
  const linkage::Weights weights = linkage::learn(sets);
  std::ofstream file(asked.out, std::ios::binary | std::ios::trunc);
  file << weights.csv();
  file.close();
  if (!file) return session.fail({Errc::io, asked.out, "it cannot be written"});
  session.print(session.text("link.trained", {{"file", asked.out}}));
  return Exit::ok;
}

}  // namespace

void add_link_commands(CLI::App& root, Session& session, Outcome outcome) {
  auto asked = std::make_shared<LinkOptions>();
  auto* link = root.add_subcommand("link", "Find the persons behind the rows");
  link->require_subcommand(1);

  auto* run = link->add_subcommand("run", "Link all rows of the database, or lists in a folder");
  run->add_option("--in", asked->in, "A folder of .csv lists; without it the database");
  run->add_option("--out", asked->out, "With --in: write record_id,cluster_id here");
  run->add_option("--edges", asked->edges, "With --in: write the pairs that link or wait here");
  run->add_option("--explain", asked->explain, "With --in: explain one pair, --explain A,B");
  run->add_option("--weights", asked->weights, "Other weights than the built-in ones");
  run->footer(
      "Example:\n  payung link run\n  payung link run --in lists --out clusters.csv\n"
      "  payung link run --in lists --explain reg-12,dtk-7");
  run->callback([asked, outcome, &session] {
    const unsigned threads = session.threads();
    *outcome = asked->in.empty() ? link_database(session, *asked, threads)
                                 : link_folder(session, *asked, threads);
  });

  auto* training = link->add_subcommand("train", "Learn weights from lists whose truth is known");
  training->add_option("--in", asked->folders, "A folder of .csv lists")->required();
  training->add_option("--truth", asked->truths, "Its truth: record_id,person_id")->required();
  training->add_option("--out", asked->out, "Write the weights here")->required();
  training->footer("Example:\n  payung link train --in lists --truth truth.csv --out weights.csv");
  training->callback([asked, outcome, &session] { *outcome = train(session, *asked); });
}

}  // namespace payung::cmd
