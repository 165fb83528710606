// payung potential, report: figures in, figures out.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "adapters/reports/page.hpp"
#include "adapters/reports/tables.hpp"
#include "adapters/text/catalogue.hpp"
#include "app/load_potential.hpp"
#include "app/make_report.hpp"
#include "base/csv.hpp"
#include "cmd/command.hpp"
#include "views/report.hpp"

namespace payung::cmd {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

struct ReportOptions {
  std::string out = "report";
  std::string scheme;
  std::string title;
  std::string region;
  std::string as_of;
  std::string station;
};

/// Appears under its name when it is whole.
Status write_file(const fs::path& path, std::string_view content) {
  const fs::path part = path.string() + ".part";
  std::ofstream file(part, std::ios::binary | std::ios::trunc);
  file << content;
  file.close();
  std::error_code failed;
  if (file) fs::rename(part, path, failed);
  if (!file || failed) return Error{Errc::io, path.string(), "it cannot be written"};
  return {};
}

Result<app::FullReport> report_of(Session& session, const ReportOptions& asked) {
  const auto environment = session.environment();
  if (!environment) return environment.error();
  app::ReportRequest request{asked.scheme, asked.title, {}, session.today()};
  if (!asked.region.empty()) {
    const auto region = RegionCode::parse(asked.region);
    if (!region) return Error{Errc::bad_option, "--region", region.error().detail};
    request.region = *region;
  }
  if (!asked.as_of.empty()) {
    const auto day = Date::parse(asked.as_of);
    if (!day) return Error{Errc::bad_option, "--as-of", day.error().detail};
    request.as_of = *day;
  }
  return app::make_report(**environment, request);
}

Status write_all(const fs::path& folder, const app::FullReport& full, const std::string& language) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) return Error{Errc::io, folder.string(), "the folder cannot be made"};
  const text::Catalogue indonesian = text::Catalogue::load("id");
  const text::Catalogue english = text::Catalogue::load("en");
  const reports::Words words = [&](std::string_view asked, std::string_view key) {
    return asked == "en" ? english.text(key) : indonesian.text(key);
  };
  if (auto status = write_file(folder / "report.html", reports::page_of(full.report, words));
      !status) {
    return status;
  }
  const auto tables = evaluation::tables_of(full.report);
  if (auto status = reports::write_workbook(folder / "report.xlsx", tables, words, language);
      !status) {
    return status;
  }
  for (const auto& table : tables) {
    const auto csv = reports::csv_of(table, words, language);
    if (auto status = write_file(folder / (table.key + ".csv"), csv); !status) return status;
  }
  return write_file(folder / "rows.csv", views::rows_csv(full.rows, ""));
}

void print_summary(Session& session, const app::FullReport& full, const std::string& folder) {
  const auto& report = full.report;
  const auto count = [&](evaluation::Count which) {
    return std::to_string(report.total.of(which));
  };
  session.print(session.text("report.summary", {{"title", report.title},
                                                {"as_of", report.as_of.text()},
                                                {"listed", count(evaluation::Count::listed)},
                                                {"eligible", count(evaluation::Count::eligible)},
                                                {"covered", count(evaluation::Count::covered)},
                                                {"waiting", count(evaluation::Count::waiting)}}));
  session.print(session.text("report.money", {{"billed", report.billed.text()},
                                              {"received", report.received.text()},
                                              {"open", report.open.text()},
                                              {"suspense", report.suspense.text()}}));
  session.print(session.text("report.written", {{"folder", folder}}));
}

Exit write_report(Session& session, const ReportOptions& asked) {
  const auto full = report_of(session, asked);
  if (!full) return session.fail(full.error());
  if (const auto status = write_all(asked.out, *full, session.language()); !status) {
    return session.fail(status.error());
  }
  if (session.json()) {
    session.print(views::report_json(full->report, full->contradictions).dump(2));
  } else {
    print_summary(session, *full, asked.out);
  }
  // Figures that disagree are never handed out as if they were right.
  if (full->contradictions.empty()) return Exit::ok;
  for (const auto& line : full->contradictions) {
    session.print(session.text("report.contradiction", {{"what", line}}));
  }
  return Exit::broken;
}

Exit show_rows(Session& session, const ReportOptions& asked) {
  const auto full = report_of(session, asked);
  if (!full) return session.fail(full.error());
  std::string csv = views::rows_csv(full->rows, asked.station);
  if (!csv.empty() && csv.back() == '\n') csv.pop_back();
  session.print(csv);
  return Exit::ok;
}

Exit load_potential(Session& session, const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  if (file) content << file.rdbuf();
  if (!file) return session.fail({Errc::io, path, "is it there, and may you read it?"});
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  const auto loaded = app::load_potential(**environment, path, content.str());
  if (!loaded) return session.fail(loaded.error());
  if (session.json()) {
    session.print(Json{{"file", path}, {"changed", *loaded}}.dump());
  } else {
    session.print(
        session.text(*loaded ? "potential.loaded" : "potential.unchanged", {{"file", path}}));
  }
  return Exit::ok;
}

Exit show_potential(Session& session) {
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  const auto book = app::stored_potential(**environment);
  if (!book) return session.fail(book.error());
  if (session.json()) {
    session.print(views::potential_json(*book).dump(2));
    return Exit::ok;
  }
  for (const auto& series : book->all()) {
    for (const auto& figure : series.stated()) {
      const std::string sector =
          figure.subject.sector ? std::string(to_text(*figure.subject.sector)) : "";
      const std::string segment =
          figure.subject.segment ? std::string(to_text(*figure.subject.segment)) : "";
      session.print(session.text(
          "potential.line",
          {{"series", series.name()},
           {"kind",
            session.text("report.series." + std::string(potential::to_text(series.kind())))},
           {"year", std::to_string(series.year())},
           {"region", figure.subject.region.text()},
           {"about", (sector.empty() ? "" : session.text("sector." + sector)) +
                         (segment.empty() ? "" : " " + segment)},
           {"people", std::to_string(figure.people)},
           {"source", figure.source.text},
           {"mark",
            session.text("report.mark." + std::string(potential::to_text(figure.source.mark)))}}));
    }
  }
  return Exit::ok;
}

void add_report_options(CLI::App& command, ReportOptions& asked) {
  command.add_option("--scheme", asked.scheme, "Code of the scheme (default: the only one)");
  command.add_option("--region", asked.region, "Region (default: the scheme's area)");
  command.add_option("--as-of", asked.as_of, "The day of the figures (default: today)");
  command.add_option("--title", asked.title, "Heading (default: the scheme's name)");
}

}  // namespace

void add_report_commands(CLI::App& root, Session& session, Outcome outcome) {
  auto file = std::make_shared<std::string>();
  auto* potential = root.add_subcommand("potential", "Potential and target series");
  potential->require_subcommand(1);
  auto* load = potential->add_subcommand("load", "Load a file of series");
  load->add_option("file", *file, "potential.toml")->required();
  load->footer("Example:\n  payung potential load scenarios/kudus-2025/potential.toml");
  load->callback([file, outcome, &session] { *outcome = load_potential(session, *file); });
  auto* show = potential->add_subcommand("show", "Every figure with its source");
  show->footer("Example:\n  payung potential show");
  show->callback([outcome, &session] { *outcome = show_potential(session); });

  auto asked = std::make_shared<ReportOptions>();
  auto* report = root.add_subcommand("report", "Coverage against potential and target");
  add_report_options(*report, *asked);
  report->add_option("--out", asked->out, "Folder for report.html, report.xlsx and the csv files");
  report->footer(
      "Exit code 4: the figures contradict each other.\n"
      "Example:\n  payung report --out laporan --as-of 2025-12-08\n"
      "  payung report rows --station waiting");
  auto* rows = report->add_subcommand("rows", "The list rows behind a figure, as csv");
  rows->add_option("--station", asked->station,
                   "unidentified, asked, rejected, waiting, funded, enrolled, active, grace, "
                   "lapsed, ended (default: all)");
  rows->footer("Example:\n  payung report rows --station waiting > menunggu.csv");
  rows->callback([asked, outcome, &session] { *outcome = show_rows(session, *asked); });
  report->callback([asked, report, outcome, &session] {
    if (report->get_subcommands().empty()) *outcome = write_report(session, *asked);
  });
}

}  // namespace payung::cmd
