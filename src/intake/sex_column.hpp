#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/kinds.hpp"
#include "base/nik.hpp"

/// Words for the sex whose meaning their column tells: "P" is a woman (perempuan) beside "L", and a
/// man (pria) beside "W" (wanita); 0 and 1 stand for whichever the NIKs of their rows say.
namespace payung::intake {

class SexColumn {
 public:
  /// One cell as it is read, and the NIK of its row as a witness.
  void add(std::string_view text, const std::optional<Nik>& nik);
  /// Empty for what is no such word, and for a figure that the column does not explain.
  std::optional<Sex> read(std::string_view text) const;

 private:
  struct Witnesses {
    std::int64_t men = 0;
    std::int64_t women = 0;
  };
  std::optional<Sex> by_witnesses(const Witnesses& of) const;

  bool laki_ = false;
  bool wanita_ = false;
  bool zero_ = false;
  std::array<Witnesses, 2> figures_{};  ///< of 0 and 1
};

}  // namespace payung::intake
