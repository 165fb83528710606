// Bulk files: the members, bills and payments that the lists would show the same caller, as csv,
// workbook or Parquet. Persons stand in them by id alone; each file is recorded. A workbook speaks
// the reader's language; the others speak the contract's.
#include <fstream>
#include <nlohmann/json.hpp>

#include "adapters/sheets/marked_workbook.hpp"
#include "api/ids.hpp"
#include "api/parquet.hpp"
#include "api/reach.hpp"
#include "api/work_parts.hpp"
#include "base/csv.hpp"
#include "store/bills.hpp"
#include "store/payments.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

constexpr std::int64_t kPage = 500;

/// A csv file that grows line by line; no cell of it can run in a spreadsheet.
class CsvFile {
 public:
  CsvFile(const std::string& path, std::span<const std::string> heads)
      : file_(path, std::ios::binary) {
    std::string text;
    for (const std::string& head : heads) append_csv(text, head, CsvReader::person);
    file_ << text << '\n';
  }
  void line(std::initializer_list<std::string> cells) {
    std::string text;
    for (const std::string& cell : cells) {
      const bool number = cell.find_first_not_of("-0123456789") == std::string::npos;
      append_csv(text, cell, number ? CsvReader::machine : CsvReader::person);
    }
    file_ << text << '\n';
  }
  Status finish() {
    file_.close();
    if (!file_) return Error{Errc::io, "export", "the disk may be full"};
    return {};
  }

 private:
  std::ofstream file_;
};

/// Whether a person reads it: a workbook has heads and words of his language, where what a machine
/// takes in stays what it is.
bool for_a_person(const Call& call) { return text_of(call.arguments, "format") == "xlsx"; }

std::vector<std::string> heads_of(Call& call, std::initializer_list<std::string_view> columns) {
  std::vector<std::string> heads;
  const text::Catalogue& words = call.service.words(call.request);
  for (const std::string_view column : columns) {
    heads.push_back(for_a_person(call) ? words.text("export.column." + std::string(column))
                                       : std::string(column));
  }
  return heads;
}

std::string shown(Call& call, std::string_view words, std::string_view code) {
  if (!for_a_person(call)) return std::string(code);
  return call.service.words(call.request).text(std::string(words) + std::string(code));
}

std::string shown(const Call& call, const allocation::Payer& payer) {
  return for_a_person(call) ? payer.name : payer.code;
}

Result<Month> month_of(const Call& call) {
  const std::string text = text_of(call.arguments, "month");
  return text.empty() ? Result<Month>(call.environment.today.month_of()) : Month::parse(text);
}

Status write_members(Call& call, const std::string& path) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto month = month_of(call);
  if (!month) return month.error();
  const auto index = (*parts)->index.state();
  CsvFile file(path, heads_of(call, {"person", "month", "payer", "sector", "programmes", "start",
                                     "region"}));
  std::int64_t after = 0;
  for (bool more = true; more;) {
    const auto persons = member_page(call, {.after = after, .most = kPage});
    if (!persons) return persons.error();
    for (const std::int64_t person : *persons) {
      const auto one = member_in_reach(call, **parts, person, *month, "");
      if (!one) return one.error();
      if (!*one) continue;
      const auto card = index ? index->people.card(person) : std::nullopt;
      file.line({id_of(call, "person", person), month->text(), (*one)->payer,
                 shown(call, "sector.", to_text((*one)->member.sector)),
                 (*one)->member.programmes.text(), (*one)->member.start.text(),
                 card ? card->region.text() : std::string()});
    }
    more = static_cast<std::int64_t>(persons->size()) == kPage;
    if (more) after = persons->back();
  }
  return file.finish();
}

Status write_bills(Call& call, const std::string& path) {
  const auto mine = payers_in_reach(call);
  if (!mine) return mine.error();
  std::optional<Month> month;
  if (const auto text = text_of(call.arguments, "month"); !text.empty()) {
    const auto parsed = Month::parse(text);
    if (!parsed) return parsed.error();
    month = *parsed;
  }
  CsvFile file(path, heads_of(call, {"bill", "month", "number", "kind", "payer", "people", "lines",
                                     "total", "settled", "due_on", "recorded_at"}));
  std::int64_t after = 0;
  for (bool more = true; more;) {
    const auto heads =
        store::bill_heads_after(call.environment.database, month, std::nullopt, after, kPage);
    if (!heads) return heads.error();
    for (const auto& head : *heads) {
      const auto payer = mine->find(head.payer);
      if (payer == mine->end()) continue;
      file.line({id_of(call, "bill", head.id), head.month.text(), std::to_string(head.number),
                 shown(call, "money.kind.", head.kind), shown(call, payer->second),
                 std::to_string(head.people), std::to_string(head.lines),
                 std::to_string(head.total.amount()), std::to_string(head.settled.amount()),
                 head.due_on.text(), head.recorded_at});
    }
    more = static_cast<std::int64_t>(heads->size()) == kPage;
    if (more) after = heads->back().id;
  }
  return file.finish();
}

Status write_payments(Call& call, const std::string& path) {
  const auto mine = payers_in_reach(call);
  if (!mine) return mine.error();
  CsvFile file(path, heads_of(call, {"payment", "payer", "amount", "received_on", "key",
                                     "reference", "recorded_at"}));
  std::int64_t before = 0;
  for (bool more = true; more;) {
    const auto page =
        store::payments_before(call.environment.database, std::nullopt, before, kPage);
    if (!page) return page.error();
    for (const auto& one : *page) {
      const auto payer = mine->find(one.payer);
      if (payer == mine->end()) continue;
      file.line({id_of(call, "payment", one.id), shown(call, payer->second),
                 std::to_string(one.amount.amount()), one.received_on.text(), one.key,
                 one.reference, one.recorded_at});
    }
    more = static_cast<std::int64_t>(page->size()) == kPage;
    if (more) before = page->back().id;
  }
  return file.finish();
}

struct Export {
  std::string_view what;
  Status (*write)(Call& call, const std::string& path);
};
constexpr Export kExports[] = {
    {"members", write_members}, {"bills", write_bills}, {"payments", write_payments}};

struct Form {
  std::string_view format;
  const char* media_type;
};
constexpr Form kForms[] = {
    {"csv", "text/csv"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"parquet", "application/vnd.apache.parquet"}};

/// The csv as the form that was asked for.
Result<FileRoom::Copy> formed(const WorkParts& work, const FileRoom::Copy& csv,
                              const std::string& format, Date today) {
  if (format == "csv") return csv;
  auto made = work.files.blank(format);
  const auto status = format == "xlsx"
                          ? sheets::write_marked_workbook(csv->path(), {}, made->path(), today)
                          : write_parquet(work.parquet_plugin, csv->path(), made->path());
  if (!status) return status.error();
  return made;
}

Result<Reply> download(Call& call) {
  const WorkParts* work = call.service.parts().work;
  if (work == nullptr) return Error{Errc::unsupported, "exports", "not served here"};
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const std::string what = text_of(call.arguments, "what");
  const std::string format = text_of(call.arguments, "format");
  for (const Export& one : kExports) {
    if (one.what != what) continue;
    const auto csv = work->files.blank("csv");
    if (auto status = one.write(call, csv->path()); !status) return status.error();
    const auto file = formed(*work, csv, format, call.environment.today);
    if (!file) return file.error();
    const auto told = (*parts)->access.add(
        look(call, std::nullopt, store::Seen::exported, "exports_read", what + " " + format));
    if (!told) return told.error();
    http::Response stream;
    for (const Form& form : kForms) {
      if (form.format == format) stream.headers.set("Content-Type", form.media_type);
    }
    stream.headers.set("Content-Disposition",
                       "attachment; filename=\"payung-" + what + "." + format + "\"");
    stream.body = http::FileBody{(*file)->path(), *file};
    Reply answer;
    answer.stream = std::move(stream);
    return answer;
  }
  return Error{Errc::not_found, "export"};
}

constexpr Route kRoutes[] = {
    bulk({Method::get, "/v1/exports/{what}", Permission::exports_read, Effect::read, download}),
};

}  // namespace

std::span<const Route> export_routes() { return kRoutes; }

}  // namespace payung::api
