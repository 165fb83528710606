#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace payung::db {

/// How a database keeps private text (secrets/vault.hpp does it). A connection carries one, so
/// that store functions seal and open without being handed a key.
class FieldCipher {
 public:
  virtual ~FieldCipher() = default;
  /// `place` says where it is kept ("list_row:17"); moved elsewhere it does not open.
  virtual std::string seal(std::string_view place, std::string_view text) const = 0;
  /// Errors: integrity.
  virtual Result<std::string> open(std::string_view place, std::string_view sealed) const = 0;
  /// Equal values have equal indexes; nothing can be learnt from one.
  virtual std::string blind(std::string_view kind, std::string_view value) const = 0;
  /// The same for values that are not stored: it outlives a replacement of the key.
  virtual std::string recognise(std::string_view kind, std::string_view value) const = 0;
};

}  // namespace payung::db
