// payung import, lists: a sender's lists into the database, and what they said.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

#include "adapters/sheets/open.hpp"
#include "app/import_list.hpp"
#include "cmd/command.hpp"
#include "db/sha256.hpp"
#include "store/list_edits.hpp"
#include "views/lists.hpp"
#include "views/marked_list.hpp"
#include "views/words.hpp"

namespace payung::cmd {
namespace {

using Json = nlohmann::ordered_json;

struct ImportOptions {
  std::string file;
  std::string sender;
  std::string name;
  std::string kind;
  std::string area;
  std::string as_of;
  std::vector<std::string> map;
  std::string marked;
  std::string edits;
  bool correction = false;
  bool next = false;
};

struct MarkedOptions {
  std::int64_t version = 0;
  std::string out;
  std::string from;
};

struct FileFacts {
  std::string sha256;
  std::int64_t bytes = 0;
};

Result<FileFacts> facts_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{Errc::io, path, "is it there, and may you read it?"};
  db::Sha256 hash;
  std::vector<char> buffer(std::size_t{1} << 16);
  FileFacts facts;
  while (file.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) ||
         file.gcount() > 0) {
    hash.add({buffer.data(), static_cast<std::size_t>(file.gcount())});
    facts.bytes += file.gcount();
  }
  facts.sha256 = hash.finish();
  return facts;
}

Result<app::ImportRequest> request_of(const ImportOptions& asked, const intake::Words& words) {
  auto facts = facts_of(asked.file);
  if (!facts) return facts.error();
  app::ImportRequest request;
  request.file_name = std::filesystem::path(asked.file).filename().string();
  request.sha256 = facts->sha256;
  request.bytes = facts->bytes;
  request.open = [path = asked.file] { return sheets::open_table(path); };
  request.sender_code = asked.sender;
  request.sender_name = asked.name;
  request.words = &words;
  if (asked.correction) request.kind = app::ListKind::correction;
  if (asked.next) request.kind = app::ListKind::next;
  if (!asked.kind.empty()) {
    const auto kind = intake::parse_sender_kind(asked.kind);
    if (!kind) return Error{Errc::bad_option, "--kind", kind.error().detail};
    request.sender_kind = *kind;
  }
  if (!asked.area.empty()) {
    const auto area = RegionCode::parse(asked.area);
    if (!area) return Error{Errc::bad_option, "--area", area.error().detail};
    request.area = *area;
  }
  if (!asked.as_of.empty()) {
    const auto day = Date::parse(asked.as_of);
    if (!day) return Error{Errc::bad_option, "--as-of", day.error().detail};
    request.as_of = *day;
  }
  for (const std::string& wish : asked.map) {
    const auto parsed = intake::MappingOverride::parse(wish);
    if (!parsed) return parsed.error();
    request.overrides.push_back(*parsed);
  }
  return request;
}

/// Corrections from a table of sheet, row, column and value.
Status fill_corrections(const std::string& path, const app::Environment& environment,
                        app::ImportRequest& request) {
  if (path.empty()) return {};
  auto table = sheets::open_table(path);
  if (!table) return table.error();
  auto edits = intake::read_edits(**table);
  if (!edits) return edits.error();
  for (auto& edit : *edits) {
    request.corrections.push_back({std::move(edit), "typed", environment.actor, environment.now});
  }
  return {};
}

std::string kind_text(const Session& session, const store::ListVersion& version) {
  const bool first = !version.previous;
  return session.text("lists.kind." +
                      (first ? "first" : std::string(store::to_text(version.kind))));
}

void print_report(Session& session, const app::ImportReport& report) {
  const auto number = [](std::int64_t value) { return std::to_string(value); };
  if (session.json()) {
    session.print(views::import_json(report, views::plain_numbers()).dump(2));
    return;
  }
  if (report.nothing_new) {
    session.print(session.text("lists.nothing_new", {{"file", report.version.file_name},
                                                     {"version", number(report.version.id)}}));
    return;
  }
  session.print(session.text("lists.imported", {{"file", report.version.file_name},
                                                {"sender", report.sender.name},
                                                {"version", number(report.version.id)},
                                                {"kind", kind_text(session, report.version)},
                                                {"rows", number(report.version.rows)},
                                                {"accepted", number(report.version.accepted)},
                                                {"waiting", number(report.version.waiting)}}));
  if (report.corrected > 0) {
    session.print(session.text("lists.corrected", {{"count", number(report.corrected)}}));
  }
  for (const auto& [change, count] : report.changes) {
    session.print(session.text(
        "lists.change",
        {{"change", session.text("lists.change." + std::string(intake::to_text(change)))},
         {"count", number(count)}}));
  }
}

/// The file once more as it was read for that version.
Status write_marked(Session& session, const app::Environment& environment,
                    const store::ListVersion& version, const std::string& source,
                    const std::string& out, std::span<const intake::MappingOverride> overrides) {
  const auto words = views::load_words();
  if (!words) return words.error();
  const auto sender = store::find_sender(environment.database, version.sender_code);
  if (!sender) return sender.error();
  const auto as_of = Date::parse(version.as_of);
  if (!*sender || !as_of) return Error{Errc::integrity, "list " + std::to_string(version.id)};
  const auto remembered = store::remembered_mapping(environment.database, version.sender);
  if (!remembered) return remembered.error();
  const auto corrected = store::list_edits(environment.database, version.id, 0,
                                           std::numeric_limits<std::int64_t>::max());
  if (!corrected) return corrected.error();
  return views::write_marked_list(session.language(), source, out,
                                  {*as_of,
                                   environment.regions,
                                   *words,
                                   (*sender)->kind,
                                   (*sender)->area,
                                   *remembered,
                                   {overrides.begin(), overrides.end()},
                                   &session.progress()},
                                  *corrected);
}

Exit import_file(Session& session, const ImportOptions& asked) {
  const auto words = views::load_words();
  if (!words) return session.fail(words.error());
  auto request = request_of(asked, *words);
  if (!request) return session.fail(request.error());
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  if (const auto filled = fill_corrections(asked.edits, **environment, *request); !filled) {
    return session.fail(filled.error());
  }
  session.progress().begin("stage.import", 0);
  const auto report = app::import_list(**environment, *request);
  session.progress().end();
  if (!report) return session.fail(report.error());
  print_report(session, *report);
  if (asked.marked.empty()) return Exit::ok;
  const auto marked = write_marked(session, **environment, report->version, asked.file,
                                   asked.marked, request->overrides);
  return marked ? Exit::ok : session.fail(marked.error());
}

Exit write_marked_version(Session& session, const MarkedOptions& asked) {
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  const auto version = store::list_version((*environment)->database, asked.version);
  if (!version) return session.fail(version.error());
  const std::string source = asked.from.empty() ? version->file_name : asked.from;
  const auto facts = facts_of(source);
  if (!facts) {
    return session.fail({facts.error().code, source, "name the file that was sent: --from FILE"});
  }
  if (facts->sha256 != version->original) {
    return session.fail({Errc::conflict, source,
                         "it is not the file of list " + std::to_string(version->id) +
                             "; name that file: --from FILE"});
  }
  const auto done = write_marked(session, **environment, *version, source, asked.out, {});
  if (!done) return session.fail(done.error());
  if (session.json()) {
    session.print(Json{{"version", version->id}, {"file", asked.out}}.dump());
  } else {
    session.print(session.text("lists.marked", {{"file", asked.out}}));
  }
  return Exit::ok;
}

Exit show_versions(Session& session) {
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  const auto versions = store::list_versions((*environment)->database);
  if (!versions) return session.fail(versions.error());
  Json all = Json::array();
  for (const auto& version : *versions) {
    if (session.json()) {
      all.push_back(views::version_json(version, views::plain_numbers()));
      continue;
    }
    session.print(session.text("lists.line", {{"version", std::to_string(version.id)},
                                              {"sender", version.sender_code},
                                              {"as_of", version.as_of},
                                              {"kind", kind_text(session, version)},
                                              {"file", version.file_name},
                                              {"rows", std::to_string(version.rows)},
                                              {"accepted", std::to_string(version.accepted)},
                                              {"waiting", std::to_string(version.waiting)}}));
  }
  if (session.json()) session.print(Json{{"lists", all}}.dump(2));
  if (!session.json() && versions->empty()) session.print(session.text("lists.none"));
  return Exit::ok;
}

std::string shown_nik(const Session& session, const std::string& digits) {
  if (session.unmask() || digits.empty()) return digits;
  const auto nik = Nik::parse(digits);
  return nik ? nik->masked() : std::string();
}

Exit show_version(Session& session, db::Connection& database, std::int64_t version) {
  const auto counts = store::finding_counts(database, version);
  if (!counts) return session.fail(counts.error());
  const auto differences = store::differences_of(database, version);
  if (!differences) return session.fail(differences.error());
  Json document;
  document["version"] = version;
  document["findings"] = Json::array();
  document["differences"] = Json::array();
  for (const auto& count : *counts) {
    document["findings"].push_back(
        {{"severity", count.severity}, {"code", count.code}, {"count", count.count}});
    if (session.json()) continue;
    session.print(session.text("lists.finding",
                               {{"severity", session.text("intake.severity." + count.severity)},
                                {"count", std::to_string(count.count)},
                                {"code", count.code},
                                {"remedy", session.text("intake." + count.code + ".do")}}));
  }
  for (const auto& line : *differences) {
    const std::string nik = shown_nik(session, line.nik);
    document["differences"].push_back({{"change", line.change},
                                       {"sheet", line.sheet},
                                       {"row", line.number},
                                       {"name", line.name},
                                       {"nik", nik},
                                       {"fields", line.fields}});
    if (session.json()) continue;
    session.print(session.text("lists.difference",
                               {{"change", session.text("lists.change." + line.change)},
                                {"place", line.sheet.empty() ? line.sheet : line.sheet + " "},
                                {"row", std::to_string(line.number)},
                                {"name", line.name},
                                {"nik", nik},
                                {"fields", line.fields}}));
  }
  if (session.json()) session.print(document.dump(2));
  return Exit::ok;
}

Exit show_numbered(Session& session, std::int64_t number) {
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  auto& database = (*environment)->database;
  const auto version = store::list_version(database, number);
  if (!version) return session.fail(version.error());
  return show_version(session, database, version->id);
}

Exit show_difference(Session& session, const std::string& sender_code) {
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  auto& database = (*environment)->database;
  const auto sender = store::find_sender(database, sender_code);
  if (!sender) return session.fail(sender.error());
  if (!*sender) {
    return session.fail({Errc::not_found, "sender " + sender_code, "see payung lists"});
  }
  const auto last = store::last_version(database, (*sender)->id);
  if (!last) return session.fail(last.error());
  PAYUNG_CHECK(last->has_value());
  if (!session.json()) {
    const bool first = !(*last)->previous;
    session.print(session.text(first ? "lists.diff_first" : "lists.diff",
                               {{"version", std::to_string((*last)->id)},
                                {"before", std::to_string((*last)->previous.value_or(0))},
                                {"sender", sender_code}}));
  }
  return show_version(session, database, (*last)->id);
}

void add_import(CLI::App& root, Session& session, const Outcome& outcome) {
  auto asked = std::make_shared<ImportOptions>();
  auto* command = root.add_subcommand("import", "Take a sender's list into the database");
  command->add_option("file", asked->file, "The list: .xlsx, .ods, .xls or .csv")->required();
  command->add_option("--sender", asked->sender, "Code of who sends it: dinas-pertanian")
      ->required();
  command->add_option("--name", asked->name, "Name of a new sender");
  command->add_option("--kind", asked->kind,
                      "Of a new sender: agency, village, company, registry, welfare_register, "
                      "branch, volunteers, hospital");
  command->add_option("--area", asked->area, "The sender's region, such as 33.19");
  command->add_option("--as-of", asked->as_of, "The day the list speaks of (default: today)");
  command->add_option("--map", asked->map, "A field and its column: --map \"nik=NIK KTP\"");
  command->add_option("--marked", asked->marked,
                      "Write the list back to this .xlsx, each row with its status and reason");
  command->add_option("--edits", asked->edits,
                      "Corrections to lay over the list: a table (.csv, .xlsx) of sheet, row, "
                      "column and value");
  auto* correction = command->add_flag("--correction", asked->correction,
                                       "The file holds corrected rows; the others stay");
  command->add_flag("--next", asked->next, "The file is the sender's whole new list")
      ->excludes(correction);
  command->footer(
      "Without --correction or --next a file that names more than two thirds of the sender's\n"
      "accepted rows is the whole new list; one that names fewer corrects and adds.\n"
      "Example:\n  payung import petani.xlsx --sender dinas-pertanian --kind agency --area 33.19");
  command->callback([asked, outcome, &session] { *outcome = import_file(session, *asked); });
}

}  // namespace

void add_list_commands(CLI::App& root, Session& session, Outcome outcome) {
  add_import(root, session, outcome);
  auto* lists = root.add_subcommand("lists", "The lists that were imported");
  lists->footer(
      "Example:\n  payung lists\n  payung lists show 3\n  payung lists diff dinas-pertanian");
  auto version = std::make_shared<std::int64_t>(0);
  auto* show = lists->add_subcommand("show", "Findings of a list, and what it changed");
  show->add_option("version", *version, "The number that payung lists prints")->required();
  show->footer("Example:\n  payung lists show 3");
  show->callback([version, outcome, &session] { *outcome = show_numbered(session, *version); });

  auto sender = std::make_shared<std::string>();
  auto* difference = lists->add_subcommand(
      "diff", "What a sender's last list says differently from the one before");
  difference->add_option("sender", *sender, "Code of the sender")->required();
  difference->footer("Example:\n  payung lists diff dinas-pertanian");
  difference->callback(
      [sender, outcome, &session] { *outcome = show_difference(session, *sender); });

  auto asked = std::make_shared<MarkedOptions>();
  auto* marked = lists->add_subcommand("marked", "Write a list back, each row with its status");
  marked->add_option("version", asked->version, "The number that payung lists prints")->required();
  marked->add_option("out", asked->out, "The .xlsx to write")->required();
  marked->add_option("--from", asked->from,
                     "The file as it was sent (default: its name, in this folder)");
  marked->footer("Example:\n  payung lists marked 3 petani-kembali.xlsx --from petani.xlsx");
  marked->callback(
      [asked, outcome, &session] { *outcome = write_marked_version(session, *asked); });

  lists->callback([lists, outcome = std::move(outcome), &session] {
    if (lists->get_subcommands().empty()) *outcome = show_versions(session);
  });
}

}  // namespace payung::cmd
