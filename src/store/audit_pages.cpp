#include "store/audit_pages.hpp"

namespace payung::store {

Result<std::vector<StoredAudit>> audit_lines(db::Connection& connection,
                                             const AuditQuestion& question, std::int64_t before,
                                             std::int64_t most) {
  std::vector<StoredAudit> lines;
  const std::string first_word = std::string(question.subject) + " ";
  const auto status = connection.query(
      "select id, at, actor, action, subject, detail, hash from audit "
      "where ($1 = 0 or id < $1) and ($2 = '' or actor = $2) and ($3 = '' or action = $3) "
      "and ($4 = '' or subject = $4 or substr(subject, 1, cast($8 as integer)) = $9) "
      "and ($5 = '' or at >= $5) and ($6 = '' or at < $6) order by id desc limit $7",
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
