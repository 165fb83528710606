#include "adapters/sheets/file_form.hpp"

#include <algorithm>
#include <string>

namespace payung::sheets {
namespace {

using namespace std::string_view_literals;

struct Mark {
  std::string_view bytes;
  FileForm form;
};

constexpr Mark kMarks[] = {
    {"PK\x03\x04"sv, FileForm::zip},
    {"PK\x05\x06"sv, FileForm::zip},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, FileForm::ole},
    {"%PDF-"sv, FileForm::pdf},
    {"{\\rtf"sv, FileForm::rich_text},
    {"Rar!\x1A"sv, FileForm::archive},
    {"7z\xBC\xAF\x27\x1C"sv, FileForm::archive},
    {"\x1F\x8B"sv, FileForm::archive},
    {"BZh"sv, FileForm::archive},
    {"\xFD"
     "7zXZ"sv,
     FileForm::archive},
    {"\x28\xB5\x2F\xFD"sv, FileForm::archive},
    {"\x89PNG"sv, FileForm::picture},
    {"\xFF\xD8\xFF"sv, FileForm::picture},
    {"GIF8"sv, FileForm::picture},
    {"SQLite format 3"sv, FileForm::database},
    {"\0\1\0\0Standard"sv, FileForm::database},
};

/// The first characters in small letters; of UTF-16 only the low bytes.
std::string beginning(std::string_view head) {
  constexpr std::size_t kCharacters = 2048;
  std::size_t step = 1;
  if (head.starts_with("\xEF\xBB\xBF"sv)) head.remove_prefix(3);
  if (head.starts_with("\xFF\xFE"sv) || head.starts_with("\xFE\xFF"sv)) {
    const std::size_t low = head.starts_with("\xFF\xFE"sv) ? 0 : 1;
    head.remove_prefix(std::min(head.size(), 2 + low));
    step = 2;
  }
  std::string text;
  for (std::size_t i = 0; i < head.size() && text.size() < kCharacters; i += step) {
    const char c = head[i];
    if (text.empty() && " \t\r\n"sv.find(c) != std::string_view::npos) continue;
    text += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return text;
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

/// A tag at the very beginning; no list begins so.
bool begins_with_tag(std::string_view text) {
  if (text.size() < 3 || text[0] != '<') return false;
  const bool named = (text[1] >= 'a' && text[1] <= 'z') || text[1] == '!' || text[1] == '?';
  return named && text.find('>') != std::string_view::npos;
}

}  // namespace

FileForm form_of(std::string_view head) {
  for (const Mark& mark : kMarks) {
    if (head.starts_with(mark.bytes)) return mark.form;
  }
  const std::string text = beginning(head);
  if (text.starts_with("mime-version:")) return FileForm::web_archive;
  const bool xml = text.starts_with("<?xml");
  if (!xml && !begins_with_tag(text)) return FileForm::text;
  if (!has_any(text, {"<html"})) {
    if (has_any(text, {"urn:schemas-microsoft-com:office:spreadsheet", "progid=\"excel.sheet\""})) {
      return FileForm::xml_workbook;
    }
    if (has_any(text, {"<office:document "}) && has_any(text, {"opendocument.spreadsheet"})) {
      return FileForm::flat_ods;
    }
  }
  return xml && !has_any(text, {"<html", "<!doctype html"}) ? FileForm::xml : FileForm::web_page;
}

std::string_view refusal_of(FileForm form) {
  switch (form) {
    case FileForm::text:
    case FileForm::zip:
    case FileForm::ole:
    case FileForm::xml_workbook:
    case FileForm::flat_ods:
    case FileForm::web_page: return "";
    case FileForm::web_archive:
      return "it is a web page saved with its pictures (MIME); open it in a spreadsheet and save "
             "it as .xlsx";
    case FileForm::xml: return "it is an XML file; open it in a spreadsheet and save it as .xlsx";
    case FileForm::pdf: return "it is a PDF; ask for the list as .xlsx or .csv";
    case FileForm::rich_text:
      return "it is a text document (RTF); copy the table into a workbook and save it as .xlsx";
    case FileForm::archive: return "it is a packed archive; unpack it first";
    case FileForm::picture: return "it is a picture; ask for the list as .xlsx or .csv";
    case FileForm::database: return "it is a database; export the list as .xlsx or .csv";
  }
  return "";
}

}  // namespace payung::sheets
