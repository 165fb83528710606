#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"

/// A letter for printing: A4, 12 points, so that older eyes and weak printers can read it.
namespace payung::pdf {

struct Letter {
  std::string office;  ///< who writes
  std::string day;     ///< "Kudus, 28 Desember 2025"
  std::string title;   ///< what it is about, in bold
  std::vector<std::string> paragraphs;
  std::string list_head;          ///< above the list: "Bawalah:"
  std::vector<std::string> list;  ///< each with a dash; none: no head either
  std::string closing;            ///< where to go with it
};

/// The letter as one PDF file, on as many sheets as it takes.
/// Errors: unsupported when the library cannot write it.
Result<std::string> letter_sheets(const Letter& letter);

}  // namespace payung::pdf
