#include "store/audit_pages.hpp"

#include "store/page_order.hpp"

namespace payung::store {
namespace {

/// A whole statement: which lines lie beyond the cursor, and in which order. Lines are numbered in
/// the order in which they were written.
#define PAYUNG_AUDIT_PAGE(beyond, order)                                               \
  "select a.id, a.at, a.actor, a.action, a.subject, a.detail, a.hash from audit a "    \
  "where (" beyond                                                                     \
  ") and ($2 = '' or a.actor = $2) and ($3 = '' or a.action = $3) "                    \
  "and ($4 = '' or a.subject = $4 or substr(a.subject, 1, cast($8 as integer)) = $9) " \
  "and ($5 = '' or a.at >= $5) and ($6 = '' or a.at < $6) order by " order " limit $7"

constexpr PageOrder kAuditOrders[] = {
    {"-at", PAYUNG_AUDIT_PAGE("$1 = 0 or a.id < $1", "a.id desc")},
    {"at", PAYUNG_AUDIT_PAGE("$1 = 0 or a.id > $1", "a.id")},
};

}  // namespace

Result<std::vector<StoredAudit>> audit_lines(db::Connection& connection,
                                             const AuditQuestion& question, std::int64_t before,
                                             std::int64_t most, std::string_view order) {
  const auto sql = sql_of(kAuditOrders, order);
  if (!sql) return sql.error();
  std::vector<StoredAudit> lines;
  const std::string first_word = std::string(question.subject) + " ";
  const auto status = connection.query(
      *sql,
      {before, question.actor, question.action, question.subject, question.from, question.until,
       most, static_cast<std::int64_t>(first_word.size()), std::string_view(first_word)},
      [&](const db::Row& row) {
        lines.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2)),
                         std::string(row.text(3)), std::string(row.text(4)),
                         std::string(row.text(5)), std::string(row.text(6))});
        return Status{};
      });
  if (!status) return status.error();
  return lines;
}

}  // namespace payung::store
