// A payer's statement: what was billed, paid and is open, month by month, with every payment.
#include "api/statements.hpp"

#include <nlohmann/json.hpp>

#include "adapters/text/day.hpp"
#include "api/figure_files.hpp"
#include "api/ids.hpp"
#include "api/people_common.hpp"
#include "api/reach.hpp"
#include "api/table_files.hpp"
#include "store/payments.hpp"
#include "store/receivables.hpp"

namespace payung::api {
namespace {

using evaluation::Label;
using http::Method;
using identity::Permission;

constexpr std::int64_t kPaymentsMax = 2'000;

struct Asked {
  std::optional<Month> from;
  std::optional<Month> until;  ///< first month no longer
};
Result<Asked> months_asked(const Call& call) {
  Asked asked;
  for (const auto& [name, month] :
       {std::pair("from", &asked.from), std::pair("until", &asked.until)}) {
    const auto text = text_of(call.arguments, name);
    if (text.empty()) continue;
    const auto parsed = Month::parse(text);
    if (!parsed) return parsed.error();
    *month = *parsed;
  }
  return asked;
}

Result<evaluation::Table> months_table(Call& call, std::int64_t payer, const Asked& asked) {
  const auto rows =
      store::receivables(call.environment.database, {asked.from, asked.until, payer, payer - 1, 1});
  if (!rows) return rows.error();
  evaluation::Table table{"statement_months",
                          {{"report.column.month"},
                           {"report.column.people"},
                           {"report.column.billed"},
                           {"report.column.received"},
                           {"report.column.open"},
                           {"report.column.due"}},
                          {}};
  Rupiah billed;
  Rupiah paid;
  for (const auto& row : *rows) {
    const auto open = row.billed.minus(row.paid);
    if (!open) return open.error();
    table.rows.push_back(
        {{row.month.text(), row.person_months, row.billed, row.paid, *open, row.due_on.text()}, 0});
    const auto more = billed.plus(row.billed);
    const auto settled = paid.plus(row.paid);
    if (!more) return more.error();
    if (!settled) return settled.error();
    billed = *more;
    paid = *settled;
  }
  const auto open = billed.minus(paid);
  if (!open) return open.error();
  table.rows.push_back(
      {{Label{"report.statement.sum"}, std::monostate{}, billed, paid, *open, std::monostate{}},
       0});
  return table;
}

/// Payments received within the months that are asked for, oldest first.
Result<evaluation::Table> payments_table(Call& call, std::int64_t payer, const Asked& asked) {
  const auto all = store::payments_before(call.environment.database, payer, 0, kPaymentsMax);
  if (!all) return all.error();
  evaluation::Table table{
      "statement_payments",
      {{"report.column.received_on"}, {"report.column.received"}, {"report.column.reference"}},
      {}};
  for (auto one = all->rbegin(); one != all->rend(); ++one) {
    const Month month = one->received_on.month_of();
    if ((asked.from && month < *asked.from) || (asked.until && month >= *asked.until)) continue;
    table.rows.push_back({{one->received_on.text(), one->amount, one->reference}, 0});
  }
  return table;
}

/// "Bulan: semua", "Bulan: mulai Juli 2025, sebelum Januari 2026".
std::string span_text(const text::Catalogue& words, const Asked& asked) {
  std::string said = words.text("report.statement.months") + ": ";
  if (!asked.from && !asked.until) return said + words.text("report.statement.all_months");
  const auto limit = [&](const char* key, Month month) {
    said += words.text(key) + " " + text::month_text(words, month.text());
  };
  if (asked.from) limit("report.statement.from", *asked.from);
  if (asked.from && asked.until) said += ", ";
  if (asked.until) limit("report.statement.before", *asked.until);
  return said;
}

Result<Reply> statement(Call& call) {
  const auto payer = payer_in_reach(call, text_of(call.arguments, "payer"));
  if (!payer) return payer.error();
  const auto asked = months_asked(call);
  if (!asked) return asked.error();
  auto months = months_table(call, payer->id, *asked);
  if (!months) return months.error();
  auto payments = payments_table(call, payer->id, *asked);
  if (!payments) return payments.error();
  const auto suspense = store::suspense_of(call.environment.database, payer->id);
  if (!suspense) return suspense.error();
  evaluation::Table waiting{"statement_suspense", {{"report.column.suspense"}}, {{{*suspense}, 0}}};
  const text::Catalogue& words = call.service.words(call.request);
  TableFile file{"payung-" + payer->code,
                 words.text("report.statement.title") + ": " + payer->name,
                 {words.text("report.statement.of") + " " +
                      text::day_text(words, call.environment.today.text()),
                  span_text(words, *asked), words.text("report.statement.basis")},
                 {}};
  file.tables.push_back(*std::move(months));
  file.tables.push_back(*std::move(payments));
  file.tables.push_back(std::move(waiting));
  return table_file(call, file, text_of(call.arguments, "format"));
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/payers/{payer}/statement", Permission::bills_read, Effect::read, statement},
    {Method::get, "/v1/dashboard/file", Permission::figures_read, Effect::read, figure_file},
};

}  // namespace

std::span<const Route> statement_routes() { return kRoutes; }

}  // namespace payung::api
