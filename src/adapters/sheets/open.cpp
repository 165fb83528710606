#include "adapters/sheets/open.hpp"

#include <algorithm>
#include <fstream>

#include "adapters/sheets/csv_source.hpp"
#include "adapters/sheets/file_form.hpp"
#include "adapters/sheets/html_source.hpp"
#include "adapters/sheets/ods_source.hpp"
#include "adapters/sheets/ole.hpp"
#include "adapters/sheets/xls_source.hpp"
#include "adapters/sheets/xlsx_source.hpp"
#include "adapters/sheets/xml_workbook.hpp"

namespace payung::sheets {
namespace {

constexpr std::size_t kHead = 4096;

Result<std::unique_ptr<intake::TableSource>> zip_table(std::unique_ptr<Zip> zip,
                                                       const Limits& limits) {
  // An encrypted .ods of newer programs holds nothing but its manifest and one part.
  if (zip->has("content.xml") || zip->has("encrypted-package")) {
    return ods_table(std::move(zip), limits);
  }
  return xlsx_table(std::move(zip), limits);
}

Result<std::unique_ptr<intake::TableSource>> ole_table(const std::filesystem::path& path,
                                                       const Limits& limits) {
  const auto kind = ole_kind(path);
  if (!kind) return kind.error();
  switch (*kind) {
    case OleKind::workbook: return xls_table(path, limits);
    case OleKind::encrypted:
      return Error{Errc::unreadable, "file", "it is encrypted; remove the password"};
    case OleKind::other:
      return Error{Errc::unsupported, "file",
                   "it is an old Office file (.doc, .ppt, .msg) or a damaged .xls but no workbook; "
                   "save the list as .xlsx"};
  }
  PAYUNG_CHECK(false && "an OleKind outside its list");
}

/// The file's name takes the place of "file" and "workbook", so that the reader knows which one.
Error named(Error error, const std::string& name) {
  if (error.where == "file" || error.where == "workbook") {
    error.where = name;
  } else if (error.where.find(name) == std::string::npos) {
    error.where = name + ", " + error.where;
  }
  return error;
}

/// The forms that are no archive. `open` gives the bytes from their beginning, each time.
Result<std::unique_ptr<intake::TableSource>> open_plain(const BytesOpener& open, FileForm form,
                                                        const Limits& limits) {
  const std::string_view refusal = refusal_of(form);
  if (!refusal.empty()) return Error{Errc::unsupported, "file", std::string(refusal)};
  if (form == FileForm::xml_workbook) return xml_workbook_table(open, limits);
  auto bytes = open();
  if (!bytes) return bytes.error();
  if (form == FileForm::flat_ods) return flat_ods_table(*std::move(bytes), limits);
  if (form == FileForm::web_page) return html_table(*std::move(bytes), limits);
  return csv_table(*std::move(bytes), limits);
}

Result<std::unique_ptr<intake::TableSource>> open_form(const std::filesystem::path& path,
                                                       FileForm form, const Limits& limits) {
  if (form == FileForm::ole) return ole_table(path, limits);
  if (form == FileForm::zip) {
    auto zip = Zip::open(path, limits);
    if (!zip) return zip.error();
    return zip_table(*std::move(zip), limits);
  }
  return open_plain([&path] { return file_bytes(path); }, form, limits);
}

/// Names the file in errors that come while it is read.
class NamedSource final : public intake::TableSource {
 public:
  NamedSource(std::unique_ptr<intake::TableSource> source, std::string name)
      : source_(std::move(source)), name_(std::move(name)) {}
  Result<std::optional<intake::SheetInfo>> next_sheet() override {
    auto sheet = source_->next_sheet();
    if (!sheet) return named(sheet.error(), name_);
    return sheet;
  }
  Result<bool> next_row(intake::RawRow& row) override {
    const auto more = source_->next_row(row);
    if (!more) return named(more.error(), name_);
    return more;
  }
  std::vector<intake::MergedCells> merged_down() const override { return source_->merged_down(); }

 private:
  std::unique_ptr<intake::TableSource> source_;
  std::string name_;
};

}  // namespace

Result<std::unique_ptr<intake::TableSource>> open_table(const std::filesystem::path& path,
                                                        const Limits& limits) {
  const std::string name = path.filename().string();
  std::error_code failed;
  if (std::filesystem::is_directory(path, failed)) {
    return Error{Errc::io, path.string(), "it is a folder; name the file in it"};
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{Errc::io, path.string(), "is it there, and may you read it?"};
  std::string head(kHead, '\0');
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  auto source = open_form(path, form_of(head), limits);
  if (!source) return named(source.error(), name);
  return std::unique_ptr<intake::TableSource>(
      std::make_unique<NamedSource>(*std::move(source), name));
}

Result<std::unique_ptr<intake::TableSource>> open_table_in_memory(std::string_view bytes,
                                                                  const Limits& limits) {
  const FileForm form = form_of(bytes.substr(0, kHead));
  if (form == FileForm::ole) {
    return Error{Errc::unsupported, "file", "an .xls is read from a file only"};
  }
  if (form != FileForm::zip) {
    const auto open = [bytes]() -> Result<std::unique_ptr<Bytes>> { return memory_bytes(bytes); };
    return open_plain(open, form, limits);
  }
  auto zip = Zip::open(bytes, limits);
  if (!zip) return zip.error();
  return zip_table(*std::move(zip), limits);
}

}  // namespace payung::sheets
