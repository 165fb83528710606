#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>

#include "identity/instant.hpp"
#include "identity/permission.hpp"
#include "identity/scope.hpp"

/// Who asks: what the server knows of a caller once a token was checked (app/who_is.hpp).
namespace payung::identity {

/// A set of permissions that costs nothing to copy.
class Permissions {
 public:
  Permissions() = default;
  Permissions(std::initializer_list<Permission> permissions) {
    for (const Permission p : permissions) add(p);
  }
  explicit Permissions(const std::set<Permission>& permissions) {
    for (const Permission p : permissions) add(p);
  }
  void add(Permission permission) { bits_ |= bit(permission); }
  bool has(Permission permission) const { return (bits_ & bit(permission)) != 0; }
  bool empty() const { return bits_ == 0; }
  /// Whether all of these are in `other`.
  bool within(Permissions other) const { return (bits_ & ~other.bits_) == 0; }
  Permissions both(Permissions other) const {
    other.bits_ &= bits_;
    return other;
  }
  /// "lists_read lists_write", in the order of the enum.
  std::string text() const;
  /// As one number: equal sets have equal ones.
  std::uint64_t number() const { return bits_; }
  /// Errors: bad_value.
  static Result<Permissions> parse(std::string_view text);

  friend bool operator==(Permissions, Permissions) = default;

 private:
  static constexpr std::uint64_t bit(Permission permission) {
    return std::uint64_t{1} << static_cast<unsigned>(permission);
  }
  std::uint64_t bits_ = 0;
};

struct Caller {
  std::int64_t account = 0;     ///< our number, never shown
  std::string account_id = {};  ///< what the API shows and takes: not guessable
  std::string name = {};        ///< the sign-in name; the actor of the audit trail
  Role role = Role::worker;
  Permissions permissions = {};              ///< of the role, or what an API key left of them
  Scope scope = {};                          ///< of the account, cut down by an API key's
  std::optional<std::int64_t> session = {};  ///< one of these two
  std::optional<std::int64_t> api_key = {};
  /// What a write from a cookie must bring in its CSRF header; empty for API keys, which no
  /// browser sends by itself.
  std::string csrf_token = {};
  /// When this session last brought password (and second factor); none for API keys.
  std::optional<Instant> proved = {};
  /// The role must have a second factor and the account has none: from then on nothing else is
  /// allowed than setting one up.
  std::optional<Instant> second_factor_by = {};
  /// What he may see, as one text: callers with the same sight are shown the same. Empty: not
  /// known.
  std::string sight = {};

  bool may(Permission permission) const { return permissions.has(permission); }
};

}  // namespace payung::identity
