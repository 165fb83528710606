#pragma once

#include <zlib.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sheets/open.hpp"

/// Workbooks made by hand for tests: good, odd and hostile ones. Part of no program.
namespace payung::sheets::made {

struct Part {
  std::string name;
  std::string data;
  std::optional<std::uint32_t> said_size = {};  ///< a directory that lies
  std::uint16_t flags = 0;
  std::optional<std::uint32_t> starts_at = {};  ///< of another part: the two share bytes
};

inline void put(std::string& to, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) to += static_cast<char>((value >> (8 * i)) & 0xFFU);
}

inline std::string deflated(std::string_view data) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, static_cast<uLong>(data.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
  stream.avail_in = static_cast<uInt>(data.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

/// APPNOTE.TXT 4.3: local headers with data, the central directory, its end.
inline std::string zip(const std::vector<Part>& parts) {
  std::string file;
  std::string directory;
  for (const Part& part : parts) {
    const std::string packed = deflated(part.data);
    const auto size = part.said_size.value_or(static_cast<std::uint32_t>(part.data.size()));
    const auto crc = static_cast<std::uint32_t>(crc32(
        0, reinterpret_cast<const Bytef*>(part.data.data()), static_cast<uInt>(part.data.size())));
    std::string facts;
    put(facts, 20, 2);
    put(facts, part.flags, 2);
    put(facts, 8, 2);
    put(facts, 0, 4);
    put(facts, crc, 4);
    put(facts, static_cast<std::uint32_t>(packed.size()), 4);
    put(facts, size, 4);
    put(facts, static_cast<std::uint32_t>(part.name.size()), 2);
    put(facts, 0, 2);
    directory += std::string("PK\x01\x02\x14\x00", 6) + facts;
    put(directory, 0, 2);
    put(directory, 0, 4);
    put(directory, 0, 4);
    put(directory, part.starts_at.value_or(static_cast<std::uint32_t>(file.size())), 4);
    directory += part.name;
    if (!part.starts_at) file += "PK\x03\x04" + facts + part.name + packed;
  }
  const auto at = static_cast<std::uint32_t>(file.size());
  file += directory + std::string("PK\x05\x06\0\0\0\0", 8);
  put(file, static_cast<std::uint32_t>(parts.size()), 2);
  put(file, static_cast<std::uint32_t>(parts.size()), 2);
  put(file, static_cast<std::uint32_t>(directory.size()), 4);
  put(file, at, 4);
  put(file, 0, 2);
  return file;
}

/// A workbook of one sheet, part by part; a test replaces what it is about.
inline std::map<std::string, std::string> xlsx_parts(const std::string& rows) {
  const std::string types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string relations = "http://schemas.openxmlformats.org/package/2006/relationships";
  const auto relation = [&](const char* id, const char* type, const char* target) {
    return std::string("<Relationship Id=\"") + id + "\" Type=\"" + types + "/" + type +
           "\" Target=\"" + target + "\"/>";
  };
  return {
      {"_rels/.rels", "<Relationships xmlns=\"" + relations + "\">" +
                          relation("rId1", "officeDocument", "xl/workbook.xml") +
                          "</Relationships>"},
      {"xl/workbook.xml", "<workbook xmlns:r=\"" + types +
                              "\"><sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/>"
                              "</sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"" + relations + "\">" +
                                         relation("rId1", "worksheet", "worksheets/sheet1.xml") +
                                         relation("rId2", "styles", "styles.xml") +
                                         relation("rId3", "sharedStrings", "sharedStrings.xml") +
                                         "</Relationships>"},
      {"xl/styles.xml",
       "<styleSheet><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"dd\\-mm\\-yyyy\"/>"
       "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
       "<xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"2\"/></cellXfs></styleSheet>"},
      {"xl/sharedStrings.xml",
       "<sst><si><t>nol</t></si><si><r><t>sa</t></r><r><t xml:space=\"preserve\">tu </t></r>"
       "<rPh sb=\"0\" eb=\"1\"><t>bunyi</t></rPh></si><si><t/></si></sst>"},
      {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"},
  };
}

inline std::string zip(const std::map<std::string, std::string>& parts) {
  std::vector<Part> all;
  for (const auto& [name, data] : parts) all.push_back({name, data});
  return zip(all);
}

inline std::string xlsx(const std::string& rows) { return zip(xlsx_parts(rows)); }

inline std::string ods(const std::string& tables, const std::string& styles = "") {
  return zip(std::map<std::string, std::string>{
      {"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
      {"content.xml",
       "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" "
       "xmlns:style=\"s\" xmlns:draw=\"d\" xmlns:calcext=\"c\"><office:automatic-styles>" +
           styles + "</office:automatic-styles><office:body><office:spreadsheet>" + tables +
           "</office:spreadsheet></office:body></office:document-content>"}});
}

/// All that a file says, or why it says no more. A cell is written as its kind's first letter and
/// its text: "t:Siti", "n:12", "d:27623", "b:TRUE", "e:#REF!", "" for an empty one.
struct Read {
  std::vector<intake::SheetInfo> sheets;
  std::vector<std::vector<std::string>> rows;  ///< of all sheets, the row's number first
  std::optional<Error> error;
};

inline std::string shown(const intake::RawCell& cell) {
  switch (cell.kind) {
    case intake::CellKind::empty: return cell.text.empty() ? "" : "empty with text";
    case intake::CellKind::text: return "t:" + cell.text;
    case intake::CellKind::number: return "n:" + cell.text;
    case intake::CellKind::date: return "d:" + cell.text;
    case intake::CellKind::boolean: return "b:" + cell.text;
    case intake::CellKind::error: return "e:" + cell.text;
  }
  return "?";
}

inline Read read(Result<std::unique_ptr<intake::TableSource>> source) {
  Read all;
  if (!source) {
    all.error = source.error();
    return all;
  }
  intake::RawRow row;
  while (true) {
    const auto sheet = (*source)->next_sheet();
    if (!sheet) all.error = sheet.error();
    if (!sheet || !*sheet) return all;
    all.sheets.push_back(**sheet);
    while (true) {
      const auto more = (*source)->next_row(row);
      if (!more) {
        all.error = more.error();
        return all;
      }
      if (!*more) break;
      auto& shown_row = all.rows.emplace_back();
      shown_row.push_back(std::to_string(row.number));
      for (const auto& cell : row.cells) shown_row.push_back(shown(cell));
    }
  }
}

inline Read read(std::string_view bytes, const Limits& limits = {}) {
  return read(open_table_in_memory(bytes, limits));
}

}  // namespace payung::sheets::made
