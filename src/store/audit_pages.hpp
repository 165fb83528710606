#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"

/// The audit trail as people search it. Reads only. Errors: storage.
namespace payung::store {

struct StoredAudit {
  std::int64_t id = 0;
  std::string at;
  std::string actor;
  std::string action;
  std::string subject;
  std::string detail;
  std::string hash;
};

/// What is looked for; what is empty does not narrow.
struct AuditQuestion {
  std::string_view actor = {};
  std::string_view action = {};
  std::string_view subject = {};  ///< "list_version 12", or its first word
  std::string_view from = {};     ///< first moment or day
  std::string_view until = {};    ///< first moment or day no longer
};

/// Those beyond number `before` (0: from the first in the order), at most `most`. Orders: "-at",
/// newest first (empty means it), and "at". Errors: bad_value for another order.
Result<std::vector<StoredAudit>> audit_lines(db::Connection& connection,
                                             const AuditQuestion& question, std::int64_t before,
                                             std::int64_t most, std::string_view order = {});

}  // namespace payung::store
