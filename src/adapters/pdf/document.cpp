#include "adapters/pdf/document.hpp"

#include "adapters/pdf/latin.hpp"

namespace payung::pdf {
namespace {

constexpr std::size_t kTitleMax = 60;

/// The library goes on after a fault and answers null; the last state is asked for at the end.
void ignore(HPDF_STATUS, HPDF_STATUS, void*) {}

}  // namespace

Document new_document(const std::string& title, const std::string& made_by) {
  Document document(HPDF_New(ignore, nullptr));
  if (!document) return document;
  HPDF_SetCompressionMode(document.get(), HPDF_COMP_ALL);
  HPDF_SetInfoAttr(document.get(), HPDF_INFO_TITLE, latin(title, kTitleMax).c_str());
  HPDF_SetInfoAttr(document.get(), HPDF_INFO_AUTHOR, latin(made_by, kTitleMax).c_str());
  return document;
}

Result<std::string> bytes_of(const Document& document) {
  const Error fault{Errc::unsupported, "pdf", "the PDF could not be written"};
  if (HPDF_SaveToStream(document.get()) != HPDF_OK) return fault;
  std::string bytes(HPDF_GetStreamSize(document.get()), '\0');
  auto size = static_cast<HPDF_UINT32>(bytes.size());
  HPDF_ResetStream(document.get());
  if (HPDF_ReadFromStream(document.get(), reinterpret_cast<HPDF_BYTE*>(bytes.data()), &size) !=
      HPDF_OK) {
    return fault;
  }
  bytes.resize(size);
  if (HPDF_GetError(document.get()) != HPDF_OK) return fault;
  return bytes;
}

}  // namespace payung::pdf
