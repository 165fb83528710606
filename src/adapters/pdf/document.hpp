#pragma once

#include <hpdf.h>

#include <memory>
#include <string>
#include <type_traits>

#include "base/result.hpp"

/// What every PDF of ours stands on: the library's document, its text, its bytes.
namespace payung::pdf {

struct Freed {
  void operator()(HPDF_Doc document) const { HPDF_Free(document); }
};
using Document = std::unique_ptr<std::remove_pointer_t<HPDF_Doc>, Freed>;

/// Null when the library cannot begin one. Faults are asked for at the end (bytes_of).
Document new_document(const std::string& title, const std::string& made_by);

/// The file. Errors: unsupported when anything went wrong while it was written.
Result<std::string> bytes_of(const Document& document);

}  // namespace payung::pdf
