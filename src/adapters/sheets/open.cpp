#include "adapters/sheets/open.hpp"

#include <algorithm>
#include <array>
#include <fstream>

#include "adapters/sheets/csv_source.hpp"
#include "adapters/sheets/ods_source.hpp"
#include "adapters/sheets/xls_source.hpp"
#include "adapters/sheets/xlsx_source.hpp"

namespace payung::sheets {
namespace {

enum class Form : unsigned char { csv, zip, ole, markup, pdf, rar };

std::string lower(std::string_view text) {
  std::string folded(text);
  std::transform(folded.begin(), folded.end(), folded.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return folded;
}

/// By the first bytes; names lie too often.
Form form_of(std::string_view head) {
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) return Form::zip;
  if (head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return Form::ole;
  if (head.starts_with("%PDF")) return Form::pdf;
  if (head.starts_with("Rar!") || head.starts_with("7z\xBC\xAF")) return Form::rar;
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  const std::string start = lower(head.substr(0, 64));
  for (const std::string_view mark : {"<!doctype html", "<html", "<table", "<?xml", "<meta"}) {
    if (start.starts_with(mark)) return Form::markup;
  }
  return Form::csv;
}

Error refusal(Form form, const std::string& name) {
  const char* what = "";
  switch (form) {
    case Form::markup:
      what =
          "it is a web page or XML saved under another name; open it in a spreadsheet and save "
          "it as .xlsx";
      break;
    case Form::pdf: what = "it is a PDF; ask for the list as .xlsx or .csv"; break;
    case Form::rar: what = "it is a packed archive; unpack it first"; break;
    case Form::csv:
    case Form::zip:
    case Form::ole: what = "this kind of file is not read"; break;
  }
  return {Errc::unsupported, name, what};
}

Result<std::unique_ptr<intake::TableSource>> zip_table(std::unique_ptr<Zip> zip,
                                                       const Limits& limits) {
  if (zip->has("content.xml")) return ods_table(std::move(zip), limits);
  return xlsx_table(std::move(zip), limits);
}

/// An encrypted .xlsx is wrapped into the container of the old format.
bool is_encrypted_package(std::string_view bytes) {
  constexpr std::string_view name("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
  return bytes.find(name) != std::string_view::npos;
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

Result<std::unique_ptr<intake::TableSource>> open_form(const std::filesystem::path& path, Form form,
                                                       std::string_view head,
                                                       const Limits& limits) {
  switch (form) {
    case Form::csv: {
      auto bytes = file_bytes(path);
      if (!bytes) return bytes.error();
      return csv_table(*std::move(bytes), limits);
    }
    case Form::zip: {
      auto zip = Zip::open(path, limits);
      if (!zip) return zip.error();
      return zip_table(*std::move(zip), limits);
    }
    case Form::ole:
      if (is_encrypted_package(head)) {
        return Error{Errc::unreadable, "file", "it is encrypted; remove the password"};
      }
      return xls_table(path, limits);
    case Form::markup:
    case Form::pdf:
    case Form::rar: return refusal(form, path.filename().string());
  }
  PAYUNG_CHECK(false && "a Form outside its list");
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
  std::string head(std::size_t{64} << 10U, '\0');
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  auto source = open_form(path, form_of(head), head, limits);
  if (!source) return named(source.error(), name);
  return std::unique_ptr<intake::TableSource>(
      std::make_unique<NamedSource>(*std::move(source), name));
}

Result<std::unique_ptr<intake::TableSource>> open_table_in_memory(std::string_view bytes,
                                                                  const Limits& limits) {
  const Form form = form_of(bytes.substr(0, 4096));
  if (form == Form::csv) return csv_table(memory_bytes(bytes), limits);
  if (form != Form::zip) return refusal(form, "file");
  auto zip = Zip::open(bytes, limits);
  if (!zip) return zip.error();
  return zip_table(*std::move(zip), limits);
}

}  // namespace payung::sheets
