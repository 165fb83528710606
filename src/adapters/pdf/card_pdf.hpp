#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"

/// Cards for printing: ID-1 (85.6 x 54 mm, ISO/IEC 7810), eight on a sheet of A4, black on white so
/// that any printer will do. libharu writes the PDF.
namespace payung::pdf {

struct CardFace {
  std::string title;                  ///< "KARTU PERLINDUNGAN"
  std::vector<std::string> lines;     ///< the first is the name, in bold
  std::vector<std::vector<bool>> qr;  ///< rows of modules, true is dark; without a quiet zone
};

/// The sheets as one PDF file. Letters that Windows-1252 does not have become "?".
/// Errors: unsupported without cards or when the library cannot write them.
Result<std::string> card_sheets(std::span<const CardFace> cards, const std::string& made_by);

}  // namespace payung::pdf
