#include "adapters/sheets/xlsx_parts.hpp"

#include <charconv>
#include <map>

#include "adapters/sheets/xml.hpp"

namespace payung::sheets {
namespace {

constexpr std::size_t kStylesMax = 65'536;
constexpr std::size_t kSheetsMax = 1024;

std::int64_t number_in(std::string_view text, std::int64_t otherwise) {
  std::int64_t number = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// "../worksheets/sheet1.xml" or "/xl/worksheets/sheet1.xml" seen from folder "xl/".
std::string resolved(std::string_view folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  std::string path(folder);
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    if (!path.empty()) path.pop_back();
    path.resize(path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1);
  }
  if (target.starts_with("./")) target.remove_prefix(2);
  return path + std::string(target);
}

struct Relation {
  std::string target;
  std::string type;
};

class Relations final : public XmlHandler {
 public:
  explicit Relations(std::string folder) : folder_(std::move(folder)) {}
  Status open(std::string_view element, const Attributes& attributes) override {
    if (element == "Relationship" && attributes.get("TargetMode") != "External") {
      by_id_[std::string(attributes.get("Id"))] = {resolved(folder_, attributes.get("Target")),
                                                   std::string(attributes.get("Type"))};
    }
    return {};
  }
  Status close(std::string_view) override { return {}; }
  Status text(std::string_view) override { return {}; }

  std::string target_of(const std::string& id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? std::string() : found->second.target;
  }
  /// The part of a kind; strict and transitional documents differ in the beginning of the type.
  std::string of_type(std::string_view end) const {
    for (const auto& [id, relation] : by_id_) {
      if (relation.type.ends_with(end)) return relation.target;
    }
    return {};
  }

 private:
  std::string folder_;
  std::map<std::string, Relation> by_id_;
};

class WorkbookPart final : public XmlHandler {
 public:
  struct Entry {
    std::string name;
    std::string relation;
    bool hidden;
  };
  Status open(std::string_view element, const Attributes& attributes) override {
    if (element == "workbookPr") {
      const auto epoch = attributes.get("date1904");
      epoch_1904 = epoch == "1" || epoch == "true";
    } else if (element == "sheet") {
      if (entries.size() >= kSheetsMax) {
        return Error{Errc::unsafe, "workbook", "it has over 1,024 sheets"};
      }
      const auto state = attributes.get("state");
      entries.push_back({std::string(attributes.get("name")), std::string(attributes.get("id")),
                         state == "hidden" || state == "veryHidden"});
    }
    return {};
  }
  Status close(std::string_view) override { return {}; }
  Status text(std::string_view) override { return {}; }

  bool epoch_1904 = false;
  std::vector<Entry> entries;
};

/// ECMA-376 part 1, 18.8.30: built-in formats that show a day; those of East Asia too.
bool is_builtin_date(std::int64_t id) {
  return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
         (id >= 50 && id <= 54) || id == 57 || id == 58;
}

class StylesPart final : public XmlHandler {
 public:
  Status open(std::string_view element, const Attributes& attributes) override {
    if (element == "numFmt") {
      const bool date = is_date_format(attributes.get("formatCode"));
      custom_[number_in(attributes.get("numFmtId"), -1)] = date;
    } else if (element == "cellXfs") {
      in_cells_ = true;
    } else if (element == "xf" && in_cells_) {
      if (style_is_date.size() >= kStylesMax) {
        return Error{Errc::unsafe, "workbook", "it has over 65,536 cell styles"};
      }
      const auto id = number_in(attributes.get("numFmtId"), 0);
      const auto custom = custom_.find(id);
      style_is_date.push_back(custom == custom_.end() ? is_builtin_date(id) : custom->second);
    }
    return {};
  }
  Status close(std::string_view element) override {
    if (element == "cellXfs") in_cells_ = false;
    return {};
  }
  Status text(std::string_view) override { return {}; }

  std::vector<bool> style_is_date;

 private:
  bool in_cells_ = false;
  std::map<std::int64_t, bool> custom_;
};

/// <si> holds one <t>, or several in rich text runs; <rPh> holds how it is pronounced.
class StringsPart final : public XmlHandler {
 public:
  StringsPart(Strings& strings, const Limits& limits) : strings_(strings), limits_(limits) {}
  Status open(std::string_view element, const Attributes&) override {
    if (element == "rPh") ++phonetic_;
    if (element == "t") in_text_ = true;
    return {};
  }
  Status close(std::string_view element) override {
    if (element == "rPh") --phonetic_;
    if (element == "t") in_text_ = false;
    if (element == "si") strings_.end();
    return {};
  }
  Status text(std::string_view characters) override {
    if (!in_text_ || phonetic_ > 0) return {};
    strings_.add(characters);
    if (strings_.bytes() <= limits_.strings_bytes_max) return {};
    return Error{Errc::unsafe, "workbook", "its texts are larger than any list's"};
  }

 private:
  Strings& strings_;
  const Limits& limits_;
  bool in_text_ = false;
  int phonetic_ = 0;
};

Status read_part(Zip& zip, const std::string& part, XmlHandler& handler) {
  auto reader = XmlReader::open(zip, part, handler);
  if (!reader) return reader.error();
  return (*reader)->finish();
}

std::string folder_of(const std::string& part) {
  const auto slash = part.rfind('/');
  return slash == std::string::npos ? "" : part.substr(0, slash + 1);
}

std::string relations_of(const std::string& part) {
  const std::string folder = folder_of(part);
  return folder + "_rels/" + part.substr(folder.size()) + ".rels";
}

}  // namespace

bool is_date_format(std::string_view code) {
  bool day = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '[') {
      i = std::min(code.find(']', i + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == ';') {
      break;  // the other sections are for negative numbers, zero and text
    } else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D' || c == 'e') {
      day = true;
    } else if (c == '0' || c == '#' || c == '?') {
      return false;
    } else if ((c == 'G' || c == 'g') && code.substr(i, 7) == "General") {
      return false;
    }
  }
  return day;
}

Result<XlsxBook> read_book(Zip& zip, const Limits& limits) {
  std::string workbook_part = "xl/workbook.xml";
  if (zip.has("_rels/.rels")) {
    Relations package("");
    if (const auto status = read_part(zip, "_rels/.rels", package); !status) return status.error();
    if (const auto part = package.of_type("/officeDocument"); !part.empty()) workbook_part = part;
  }
  if (!zip.has(workbook_part)) {
    return Error{Errc::unsupported, "file", "it is a zip but no workbook; unpack it first"};
  }
  WorkbookPart workbook;
  if (const auto status = read_part(zip, workbook_part, workbook); !status) return status.error();
  Relations relations(folder_of(workbook_part));
  if (const auto part = relations_of(workbook_part); zip.has(part)) {
    if (const auto status = read_part(zip, part, relations); !status) return status.error();
  }
  XlsxBook book;
  book.epoch_1904 = workbook.epoch_1904;
  for (const auto& entry : workbook.entries) {
    const std::string part = relations.target_of(entry.relation);
    // Charts and dialogs are tabs too, but hold no cells.
    if (!part.empty() && zip.has(part) && part.find("worksheets/") != std::string::npos) {
      book.sheets.push_back({entry.name, part, entry.hidden});
    }
  }
  if (const auto part = relations.of_type("/styles"); !part.empty() && zip.has(part)) {
    StylesPart styles;
    if (const auto status = read_part(zip, part, styles); !status) return status.error();
    book.style_is_date = std::move(styles.style_is_date);
  }
  if (const auto part = relations.of_type("/sharedStrings"); !part.empty() && zip.has(part)) {
    StringsPart strings(book.strings, limits);
    if (const auto status = read_part(zip, part, strings); !status) return status.error();
  }
  if (book.sheets.empty()) {
    return Error{Errc::unreadable, "workbook", "it has no sheet with cells"};
  }
  return book;
}

}  // namespace payung::sheets
