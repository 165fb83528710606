#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"

/// Who did what, when and why: append-only, each line bound to the one before by its hash, so that
/// nobody can change or drop one unseen. Written inside the transaction of the deed it tells.
namespace payung::store {

struct AuditLine {
  std::string_view at;  ///< Environment::now
  std::string_view actor;
  std::string_view action;   ///< verb and object: "import_list", "decide_review"
  std::string_view subject;  ///< "list_version 12"; never a name or a NIK
  std::string_view detail;   ///< counts, reasons, before and after; no personal data
};

/// Adds one line. Inside a transaction. Errors: storage.
Status audit(db::Connection& connection, const AuditLine& line);

/// Recomputes the chain; what does not fit, in words, empty when all does. Errors: storage.
Result<std::vector<std::string>> audit_breaks(db::Connection& connection);

}  // namespace payung::store
