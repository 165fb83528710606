#include "adapters/sheets/xlsx_parts.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <map>
#include <set>

#include "adapters/sheets/xml.hpp"

namespace payung::sheets {
namespace {

constexpr std::size_t kStylesMax = 65'536;
constexpr std::size_t kSheetsMax = 1024;
constexpr std::size_t kRelationsMax = 4096;

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
      if (by_id_.size() >= kRelationsMax) {
        return Error{Errc::unsafe, "workbook", "it has over 4,096 relations between its parts"};
      }
      by_id_[std::string(attributes.get("Id"))] = {resolved(folder_, attributes.get("Target")),
                                                   std::string(attributes.get("Type"))};
    }
    return {};
  }
  Status close(std::string_view) override { return {}; }
  Status text(std::string_view) override { return {}; }

  const Relation* find(const std::string& id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &found->second;
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
      epoch_1904 = epoch == "1" || epoch == "true" || epoch == "on";
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

/// ECMA-376 part 1, 18.8.30: built-in formats that show a day or a time; those of East Asia too.
bool is_builtin_date(std::int64_t id) {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
         (id >= 50 && id <= 58);
}

class StylesPart final : public XmlHandler {
 public:
  Status open(std::string_view element, const Attributes& attributes) override {
    if (element == "numFmts") in_formats_ = true;
    if (element == "cellXfs") in_cells_ = true;
    // Conditional formats hold <numFmt> too, with numbers of their own.
    const bool format = element == "numFmt" && in_formats_;
    const bool style = element == "xf" && in_cells_;
    if ((format && custom_.size() >= kStylesMax) || (style && formats_.size() >= kStylesMax)) {
      return Error{Errc::unsafe, "workbook",
                   "it has over 65,536 cell styles; copy the list alone into a new workbook"};
    }
    if (format) {
      custom_[number_in(attributes.get("numFmtId"), -1)] =
          is_date_format(attributes.get("formatCode"));
    }
    if (style) formats_.push_back(number_in(attributes.get("numFmtId"), 0));
    return {};
  }
  Status close(std::string_view element) override {
    if (element == "numFmts") in_formats_ = false;
    if (element == "cellXfs") in_cells_ = false;
    return {};
  }
  Status text(std::string_view) override { return {}; }

  std::vector<bool> style_is_date() const {
    std::vector<bool> dates;
    for (const std::int64_t id : formats_) {
      const auto custom = custom_.find(id);
      dates.push_back(custom == custom_.end() ? is_builtin_date(id) : custom->second);
    }
    return dates;
  }

 private:
  bool in_formats_ = false;
  bool in_cells_ = false;
  std::map<std::int64_t, bool> custom_;
  std::vector<std::int64_t> formats_;  ///< by cell style
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
    if (element != "si") return {};
    if (strings_.bytes() > limits_.strings_bytes_max) {
      return Error{Errc::unsafe, "workbook",
                   "its texts take over " + std::to_string(limits_.strings_bytes_max >> 20U) +
                       " MiB; split the list or save it as .csv"};
    }
    unescape(text_);
    strings_.add(text_);
    text_.clear();
    return {};
  }
  Status text(std::string_view characters) override {
    if (!in_text_ || phonetic_ > 0) return {};
    text_ += characters;
    if (text_.size() <= std::min(limits_.cell_bytes_max, Strings::kTextMax)) return {};
    return Error{Errc::unsafe, "workbook",
                 "a text longer than a spreadsheet allows (32,767 characters); shorten it"};
  }

 private:
  Strings& strings_;
  const Limits& limits_;
  std::string text_;
  bool in_text_ = false;
  int phonetic_ = 0;
};

std::string folder_of(const std::string& part) {
  const auto slash = part.rfind('/');
  return slash == std::string::npos ? "" : part.substr(0, slash + 1);
}

std::string relations_of(const std::string& part) {
  const std::string folder = folder_of(part);
  return folder + "_rels/" + part.substr(folder.size()) + ".rels";
}

}  // namespace

std::string_view Strings::at(std::size_t number) const {
  const std::uint32_t begin = begins_[number];
  const char* place = blocks_[begin / kBlock].get() + begin % kBlock;
  std::uint32_t length = 0;
  std::memcpy(&length, place, sizeof length);
  return {place + sizeof length, length};
}

void Strings::add(std::string_view text) {
  const auto length = static_cast<std::uint32_t>(text.size());
  const std::uint32_t needed = length + std::uint32_t{sizeof length};
  PAYUNG_CHECK(length <= kTextMax);
  if (needed > kBlock - used_) {
    PAYUNG_CHECK(blocks_.size() < 4096);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(kBlock));
    used_ = 0;
  }
  char* place = blocks_.back().get() + used_;
  std::memcpy(place, &length, sizeof length);
  if (length > 0) std::memcpy(place + sizeof length, text.data(), length);
  begins_.push_back(static_cast<std::uint32_t>(blocks_.size() - 1) * kBlock + used_);
  used_ += needed;
}

bool is_date_format(std::string_view code) {
  bool date = false;
  bool seconds = false;  // "ss.000" shows parts of a second
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '[') {
      const auto end = std::min(code.find(']', i + 1), code.size());
      // "[h]:mm" shows hours beyond a day; "[Red]", "[$-421]", "[>100]" show nothing.
      const auto inside = code.substr(i + 1, end - i - 1);
      date = date || (!inside.empty() && inside.find_first_not_of("hHmMsS") == inside.npos);
      i = end;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == ';') {
      break;  // the other sections are for negative numbers, zero and text
    } else if (c == '#' || c == '?' || (c == '0' && !seconds) || code.substr(i, 7) == "General" ||
               code.substr(i, 7) == "GENERAL") {
      return false;
    } else if (std::string_view("ymdhse").find(small) != std::string_view::npos) {
      date = true;
      seconds = seconds || small == 's';
    }
  }
  return date;
}

void unescape(std::string& text) {
  std::size_t from = text.find("_x");
  if (from == std::string::npos) return;
  std::string plain;
  std::size_t kept = 0;
  for (; from != std::string::npos; from = text.find("_x", from + 1)) {
    unsigned code = 0;
    const char* digits = text.data() + from + 2;
    if (from + 7 > text.size() || text[from + 6] != '_' ||
        std::from_chars(digits, digits + 4, code, 16).ptr != digits + 4) {
      continue;
    }
    // Only control characters and the underscore itself need the escape; more would let it smuggle.
    if (code == 0 || (code >= 0x20 && code != 0x5F)) continue;
    plain.append(text, kept, from - kept);
    plain += static_cast<char>(code);
    kept = from + 7;
    from += 6;
  }
  plain.append(text, kept);
  text = std::move(plain);
}

namespace {

/// A zip that is something else is told apart by the part only it has.
Error no_workbook(const Zip& zip) {
  const char* what = "it is a zip but no workbook; unpack it first";
  if (zip.has("xl/workbook.bin")) what = "it is a binary workbook (.xlsb); save it as .xlsx";
  if (zip.has("word/document.xml")) {
    what = "it is a Word document; copy the table into a workbook and save it as .xlsx";
  }
  if (zip.has("ppt/presentation.xml")) what = "it is a presentation; ask for the list as .xlsx";
  if (zip.has("Index/Document.iwa")) what = "it is a Numbers document; export it as .xlsx";
  return {Errc::unsupported, "file", what};
}

/// The sheets with cells, in the order of the tabs. Charts and dialogs are tabs too.
Result<std::vector<XlsxSheet>> sheets_of(const Zip& zip, const WorkbookPart& workbook,
                                         const Relations& relations) {
  std::vector<XlsxSheet> sheets;
  std::set<std::string> parts;
  for (const auto& entry : workbook.entries) {
    const Relation* relation = relations.find(entry.relation);
    if (relation == nullptr) {
      return Error{Errc::unreadable, "workbook",
                   "a sheet is missing in it; open and save it again as .xlsx"};
    }
    if (!relation->type.ends_with("/worksheet")) continue;
    if (!zip.has(relation->target)) {
      return Error{Errc::unreadable, "workbook",
                   "a sheet is missing in it; open and save it again as .xlsx"};
    }
    if (!parts.insert(relation->target).second) {
      return Error{Errc::unsafe, "workbook",
                   "two of its tabs are one and the same sheet; open and save it again as .xlsx"};
    }
    sheets.push_back({entry.name, relation->target, entry.hidden});
  }
  return sheets;
}

Result<std::string> workbook_part_of(Zip& zip, const Limits& limits) {
  std::string part = "xl/workbook.xml";
  if (zip.has("_rels/.rels")) {
    Relations package("");
    if (const auto status = read_side_part(zip, "_rels/.rels", package, limits); !status) {
      return status.error();
    }
    if (auto named = package.of_type("/officeDocument"); !named.empty()) part = std::move(named);
  }
  const bool other = zip.has("xl/workbook.bin") || part.starts_with("word/") ||
                     part.starts_with("ppt/") || !zip.has(part);
  if (other) return no_workbook(zip);
  return part;
}

}  // namespace

Result<XlsxBook> read_book(Zip& zip, const Limits& limits) {
  const auto part = workbook_part_of(zip, limits);
  if (!part) return part.error();
  WorkbookPart workbook;
  if (const auto status = read_side_part(zip, *part, workbook, limits); !status)
    return status.error();
  Relations relations(folder_of(*part));
  if (const auto its = relations_of(*part); zip.has(its)) {
    if (const auto status = read_side_part(zip, its, relations, limits); !status)
      return status.error();
  }
  auto sheets = sheets_of(zip, workbook, relations);
  if (!sheets) return sheets.error();
  if (sheets->empty()) {
    return Error{Errc::unreadable, "workbook", "it has no sheet with cells"};
  }
  XlsxBook book;
  book.epoch_1904 = workbook.epoch_1904;
  book.sheets = *std::move(sheets);
  if (const auto its = relations.of_type("/styles"); !its.empty() && zip.has(its)) {
    StylesPart styles;
    if (const auto status = read_side_part(zip, its, styles, limits); !status)
      return status.error();
    book.style_is_date = styles.style_is_date();
  }
  if (const auto its = relations.of_type("/sharedStrings"); !its.empty() && zip.has(its)) {
    StringsPart strings(book.strings, limits);
    auto reader = XmlReader::open(zip, its, strings, limits);
    if (!reader) return reader.error();
    if (const auto status = (*reader)->finish(); !status) return status.error();
  }
  return book;
}

}  // namespace payung::sheets
