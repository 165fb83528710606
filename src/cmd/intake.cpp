// payung intake: reads a list without any database, to see what it holds and what is wrong in it.
#include <CLI/CLI.hpp>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "adapters/sheets/open.hpp"
#include "adapters/text/catalogue.hpp"
#include "adapters/text/finding_text.hpp"
#include "base/csv.hpp"
#include "cmd/command.hpp"
#include "intake/read_list.hpp"
#include "views/lists.hpp"
#include "views/marked_list.hpp"
#include "views/words.hpp"

namespace payung::cmd {
namespace {

using intake::Field;
using intake::Finding;
using intake::Row;
using Json = nlohmann::ordered_json;

struct Options {
  std::string file;
  std::string rows;
  std::string findings;
  std::string marked;
  std::vector<std::string> map;
  std::string sender_kind = "agency";
  std::string area;
  std::string on;
};

/// A field that a spreadsheet would run is defused; a number with its sign ("+6281...") is none.
void append_field(std::string& line, std::string_view field) {
  const bool number = field.find_first_not_of("+-0123456789 .") == std::string_view::npos;
  append_csv(line, field, number ? CsvReader::machine : CsvReader::person);
}

/// A file that appears under its name when it is whole, and not at all otherwise.
class WholeFile {
 public:
  explicit WholeFile(std::string path) : path_(std::move(path)), part_(path_ + ".part") {
    stream_.open(part_, std::ios::binary | std::ios::trunc);
  }
  ~WholeFile() {
    std::error_code ignored;
    stream_.close();
    std::filesystem::remove(part_, ignored);
  }
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;

  Status line(std::string_view text) {
    stream_ << text << '\n';
    if (!stream_) return Error{Errc::io, path_, "it cannot be written"};
    return {};
  }
  Status finish() {
    stream_.close();
    std::error_code failed;
    if (stream_) std::filesystem::rename(part_, path_, failed);
    if (!stream_ || failed) return Error{Errc::io, path_, "it cannot be written"};
    return {};
  }

 private:
  std::string path_;
  std::string part_;
  std::ofstream stream_;
};

constexpr std::string_view kRowsHeader =
    "sheet,row,record_id,nik,nik_state,name,birth_date,sex,phone,birth_place,birth_year,"
    "mother_name,address,rt,rw,village,village_code,district,regency,family_card,kpj,email,"
    "occupation,sector,income,marital,decile,condition,employer,segment,programmes,covered_until,"
    "payer,note,status,linkable";

template <class Value, class Text>
std::string or_empty(const std::optional<Value>& value, const Text& text) {
  return value ? std::string(text(*value)) : std::string();
}

std::string row_line(const Row& row) {
  const auto iso = [](const Date& day) { return day.text(); };
  const auto digits = [](const int number) { return std::to_string(number); };
  const auto word = [](const auto kind) { return to_text(kind); };
  const std::array<std::string, 36> fields = {
      row.sheet,
      std::to_string(row.number),
      row.record_id,
      or_empty(row.nik, [](const Nik& nik) { return nik.digits(); }),
      std::string(to_text(row.nik_state)),
      row.name,
      or_empty(row.birth_date, iso),
      or_empty(row.sex, word),
      row.phone,
      row.birth_place,
      or_empty(row.birth_year, digits),
      row.mother_name,
      row.address,
      row.rt,
      row.rw,
      row.village,
      or_empty(row.region, [](const RegionCode& code) { return code.text(); }),
      row.district,
      row.regency,
      row.family_card,
      row.kpj,
      row.email,
      row.occupation,
      or_empty(row.sector, word),
      or_empty(row.income, [](const Rupiah& rp) { return std::to_string(rp.amount()); }),
      row.marital,
      or_empty(row.decile, digits),
      std::string(to_text(row.condition)),
      row.employer,
      or_empty(row.segment, word),
      row.programmes.text(),
      or_empty(row.covered_until, iso),
      row.payer,
      row.note,
      std::string(to_text(row.status)),
      row.linkable ? "yes" : "no"};
  std::string line;
  for (const std::string& field : fields) append_field(line, field);
  return line;
}

struct Languages {
  text::Catalogue indonesian = text::Catalogue::load("id");
  text::Catalogue english = text::Catalogue::load("en");

  const text::Catalogue& of(std::string_view language) const {
    return language == "en" ? english : indonesian;
  }
};

/// message_id and remedy_id are the Indonesian words, message_en and remedy_en the English ones.
constexpr std::string_view kFindingsHeader =
    "sheet,row,column,header,code,severity,value,message_id,remedy_id,message_en,remedy_en";

std::string finding_line(const Finding& finding, const Languages& languages) {
  const std::array<std::string, 11> fields = {
      finding.sheet,
      finding.row == 0 ? "" : std::to_string(finding.row),
      finding.column ? intake::column_letters(*finding.column) : "",
      finding.header,
      std::string(to_text(finding.code)),
      std::string(to_text(finding.severity)),
      finding.value,
      text::what_is_wrong(languages.indonesian, finding),
      text::what_to_do(languages.indonesian, finding),
      text::what_is_wrong(languages.english, finding),
      text::what_to_do(languages.english, finding)};
  std::string line;
  for (const std::string& field : fields) append_field(line, field);
  return line;
}

/// `words` and the session's regions must outlive what is returned.
Result<intake::ReadOptions> read_options(Session& session, const Options& asked,
                                         const intake::Words& words) {
  const auto regions = session.regions();
  if (!regions) return regions.error();
  const auto today = asked.on.empty() ? Result<Date>(session.today()) : Date::parse(asked.on);
  if (!today) return Error{Errc::bad_option, "--on", today.error().detail};
  const auto kind = intake::parse_sender_kind(asked.sender_kind);
  if (!kind) return Error{Errc::bad_option, "--sender-kind", asked.sender_kind};
  const auto area = RegionCode::parse(asked.area);
  if (!area || (!asked.area.empty() && (*regions)->find(*area) == nullptr)) {
    return Error{Errc::bad_option, "--area", "a code of today's regions, such as 33.19"};
  }
  intake::ReadOptions options{*today, **regions, words, *kind, *area, {}, {}, &session.progress()};
  for (const std::string& wish : asked.map) {
    const auto parsed = intake::MappingOverride::parse(wish);
    if (!parsed) return parsed.error();
    options.overrides.push_back(*parsed);
  }
  return options;
}

/// The outputs that were asked for.
class Outputs {
 public:
  Outputs(const Options& asked, const Languages& languages) : languages_(languages) {
    if (!asked.rows.empty()) rows_.emplace(asked.rows);
    if (!asked.findings.empty()) findings_.emplace(asked.findings);
  }
  Status begin() {
    if (rows_) {
      if (const Status done = rows_->line(kRowsHeader); !done) return done;
    }
    return findings_ ? findings_->line(kFindingsHeader) : Status{};
  }
  Status row(const Row& row) { return rows_ ? rows_->line(row_line(row)) : Status{}; }
  Status finding(const Finding& finding) {
    return findings_ ? findings_->line(finding_line(finding, languages_)) : Status{};
  }
  Status finish() {
    if (rows_) {
      if (const Status done = rows_->finish(); !done) return done;
    }
    return findings_ ? findings_->finish() : Status{};
  }

 private:
  const Languages& languages_;
  std::optional<WholeFile> rows_;
  std::optional<WholeFile> findings_;
};

/// How often a code came, and how grave it is at its worst.
struct Count {
  std::int64_t times = 0;
  intake::Severity severity = intake::Severity::note;
};
using Counts = std::map<intake::FindingCode, Count>;

std::string sample_text(const Session& session, const intake::ColumnProposal& column) {
  std::string text;
  for (const std::string& sample : views::shown_samples(column, shown_to(session))) {
    text += (text.empty() ? "" : " | ") + sample;
  }
  return text;
}

void print_sheet(Session& session, const intake::SheetProposal& sheet) {
  const std::string name = sheet.sheet.empty() ? session.text("intake.csv_sheet") : sheet.sheet;
  if (!sheet.used) {
    session.print(session.text("intake.sheet_unused", {{"sheet", name}}));
    return;
  }
  if (sheet.header_row_first == 0) {
    session.print(session.text("intake.sheet_bare", {{"sheet", name}}));
  } else {
    session.print(session.text("intake.sheet", {{"sheet", name},
                                                {"first", std::to_string(sheet.header_row_first)},
                                                {"last", std::to_string(sheet.header_row_last)}}));
  }
  for (const intake::ColumnProposal& column : sheet.columns) {
    const std::string letters = intake::column_letters(column.column);
    const std::string samples = sample_text(session, column);
    if (!column.field) {
      session.print(
          session.text("intake.column_unmapped",
                       {{"letter", letters}, {"header", column.header}, {"samples", samples}}));
      continue;
    }
    session.print(session.text(
        "intake.column",
        {{"letter", letters},
         {"header", column.header},
         {"field", to_text(*column.field)},
         {"confidence", std::to_string(column.confidence_percent)},
         {"reason", session.text("intake.reason." + std::string(to_text(column.reason)))},
         {"samples", samples}}));
  }
}

Json summary_json(const intake::ListSummary& summary, const Counts& counts) {
  Json findings = Json::array();
  for (const auto& [code, count] : counts) {
    findings.push_back(
        {{"code", to_text(code)}, {"severity", to_text(count.severity)}, {"count", count.times}});
  }
  return {{"rows", summary.rows},         {"accepted", summary.accepted},
          {"waiting", summary.waiting},   {"waiting_linkable", summary.waiting_linkable},
          {"skipped", summary.skipped},   {"errors", summary.errors},
          {"warnings", summary.warnings}, {"notes", summary.notes},
          {"area", summary.area.text()},  {"findings", findings}};
}

void print_summary(Session& session, const intake::ListSummary& summary, const Counts& counts) {
  const auto number = [](std::int64_t value) { return std::to_string(value); };
  session.print(session.text("intake.summary", {{"rows", number(summary.rows)},
                                                {"accepted", number(summary.accepted)},
                                                {"waiting", number(summary.waiting)},
                                                {"linkable", number(summary.waiting_linkable)},
                                                {"skipped", number(summary.skipped)}}));
  session.print(session.text("intake.counts", {{"errors", number(summary.errors)},
                                               {"warnings", number(summary.warnings)},
                                               {"notes", number(summary.notes)}}));
  for (const auto& [code, count] : counts) {
    session.print(session.text("intake.by_code", {{"count", number(count.times)},
                                                  {"code", to_text(code)},
                                                  {"remedy", session.text(remedy_id(code))}}));
  }
}

Exit read_file(Session& session, const Options& asked) {
  const auto words = views::load_words();
  if (!words) return session.fail(words.error());
  const auto options = read_options(session, asked, *words);
  if (!options) return session.fail(options.error());
  const Languages languages;
  Outputs outputs(asked, languages);
  if (const Status begun = outputs.begin(); !begun) return session.fail(begun.error());
  Counts counts;
  views::MarkedList marked(session.language());
  session.progress().begin("stage.read", 0);
  const auto summary = intake::read_list([&] { return sheets::open_table(asked.file); }, *options,
                                         [&](const Row& row, std::span<const Finding>) {
                                           if (!asked.marked.empty()) marked.row(row);
                                           return outputs.row(row);
                                         },
                                         [&](const Finding& finding) {
                                           if (!asked.marked.empty()) marked.finding(finding);
                                           Count& count = counts[finding.code];
                                           ++count.times;
                                           count.severity =
                                               std::min(count.severity, finding.severity);
                                           return outputs.finding(finding);
                                         });
  session.progress().end();
  if (!summary) return session.fail(summary.error());
  if (const Status done = outputs.finish(); !done) return session.fail(done.error());
  if (!asked.marked.empty()) {
    const Status done = marked.write(
        *summary, [&] { return sheets::open_table(asked.file); }, asked.marked, options->today);
    if (!done) return session.fail(done.error());
  }
  if (session.json()) {
    session.print(summary_json(*summary, counts).dump(2));
  } else {
    print_summary(session, *summary, counts);
  }
  if (const Status any = intake::require_accepted(*summary); !any) return session.fail(any.error());
  return Exit::ok;
}

Exit show_columns(Session& session, const Options& asked) {
  const auto words = views::load_words();
  if (!words) return session.fail(words.error());
  const auto options = read_options(session, asked, *words);
  if (!options) return session.fail(options.error());
  const auto sheets =
      intake::propose_mapping([&] { return sheets::open_table(asked.file); }, *options);
  if (!sheets) return session.fail(sheets.error());
  if (session.json()) {
    session.print(Json{{"sheets", views::sheets_json(*sheets, shown_to(session))}}.dump(2));
  } else {
    for (const intake::SheetProposal& sheet : *sheets) print_sheet(session, sheet);
  }
  return Exit::ok;
}

void add_shared_options(CLI::App& command, Options& asked) {
  command
      .add_option("file", asked.file,
                  "The list: .xlsx, .ods, .xls (also a web page or XML named so), .xml or .csv")
      ->required();
  command.add_option("--map", asked.map,
                     "A field and its column, by header or letters: --map \"nik=NIK KTP\"");
  command.add_option("--sender-kind", asked.sender_kind,
                     "agency, village, company, registry, welfare_register, branch, volunteers, "
                     "hospital");
  command.add_option("--area", asked.area,
                     "The sender's region, such as 33.19 (default: told by the NIKs)");
  command.add_option("--on", asked.on, "Read as of this day, such as 2025-01-31");
}

}  // namespace

void add_intake_commands(CLI::App& root, Session& session, Outcome outcome) {
  auto asked = std::make_shared<Options>();
  CLI::App* group = root.add_subcommand("intake", "Look into a list without storing anything");
  group->require_subcommand(1);

  CLI::App* read = group->add_subcommand("read", "Read a list: clean rows and findings");
  add_shared_options(*read, *asked);
  read->add_option("--rows", asked->rows, "Write the rows to this .csv");
  read->add_option("--findings", asked->findings, "Write the findings to this .csv");
  read->add_option("--marked", asked->marked,
                   "Write the list back to this .xlsx, each row with its status and reason");
  read->footer(
      "Example:\n  payung intake read petani.xlsx --rows rows.csv --findings findings.csv");
  read->callback([asked, outcome, &session] { *outcome = read_file(session, *asked); });

  CLI::App* columns =
      group->add_subcommand("columns", "Show which column is read as which field, and why");
  add_shared_options(*columns, *asked);
  columns->footer("Example:\n  payung intake columns petani.xlsx --map \"phone=Kontak\"");
  columns->callback([asked, outcome, &session] { *outcome = show_columns(session, *asked); });
}

}  // namespace payung::cmd
