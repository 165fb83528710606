#include "adapters/sheets/xml.hpp"

#include <expat.h>

#include <iterator>
#include <string>
#include <utility>

#include "adapters/sheets/csv_encoding.hpp"

namespace payung::sheets {
namespace {

constexpr int kPortion = 64 * 1024;
constexpr int kDepthMax = 64;
constexpr std::uint32_t kNamesMax = 4096;
constexpr std::string_view kCalcPrefix = "calcext:";

std::string_view local_name(const char* name) {
  const std::string_view whole(name);
  const auto colon = whole.find(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

/// The part that a zip was told to begin.
class PartBytes final : public Bytes {
 public:
  explicit PartBytes(Zip& zip) : zip_(zip) {}
  Result<std::size_t> read(char* to, std::size_t size) override { return zip_.read(to, size); }

 private:
  Zip& zip_;
};

}  // namespace

/// What expat calls; it stands outside the class because expat wants plain functions.
struct XmlCallbacks {
  static void open(void* self, const char* name, const char** attributes) {
    auto& reader = *static_cast<XmlReader*>(self);
    if (reader.error_) return;
    if (++reader.depth_ > kDepthMax) {
      reader.stop({Errc::unsafe, "workbook",
                   "its XML is nested deeper than any workbook's; open and save it as .xlsx"});
      return;
    }
    reader.see_name(name);
    for (const char** pair = attributes; *pair != nullptr; pair += 2) reader.see_name(*pair);
    if (reader.error_) return;
    if (auto status = reader.handler_.open(local_name(name), Attributes(attributes)); !status) {
      reader.stop(status.error());
    }
  }
  static void close(void* self, const char* name) {
    auto& reader = *static_cast<XmlReader*>(self);
    --reader.depth_;
    if (reader.error_) return;
    if (auto status = reader.handler_.close(local_name(name)); !status) {
      reader.stop(status.error());
    } else if (reader.handler_.full()) {
      XML_StopParser(reader.parser_, XML_TRUE);
    }
  }
  static void text(void* self, const char* characters, int size) {
    auto& reader = *static_cast<XmlReader*>(self);
    if (reader.error_) return;
    if (auto status = reader.handler_.text({characters, static_cast<std::size_t>(size)}); !status) {
      reader.stop(status.error());
    }
  }
  /// Old programs write Windows-1252; expat knows Unicode, Latin-1 and ASCII by itself.
  static int encoding(void*, const char* name, XML_Encoding* info) {
    std::string lower(name);
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (lower != "windows-1252" && lower != "cp1252") return XML_STATUS_ERROR;
    for (std::size_t byte = 0; byte < std::size(info->map); ++byte) {
      info->map[byte] = static_cast<int>(windows_1252(static_cast<unsigned char>(byte)));
    }
    info->data = nullptr;
    info->convert = nullptr;
    info->release = nullptr;
    return XML_STATUS_OK;
  }
  static void document_type(void* self, const char*, const char*, const char*, int) {
    static_cast<XmlReader*>(self)->stop(
        {Errc::unsafe, "workbook",
         "it declares a document type (entities), as no list does; open and save it as .xlsx"});
  }
};

std::optional<std::string_view> Attributes::find(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    const std::string_view whole(*pair);
    if (!whole.ends_with(name)) continue;
    const std::size_t prefix = whole.size() - name.size();
    const bool matches = prefix == 0 || whole[prefix - 1] == ':';
    if (matches && !whole.starts_with(kCalcPrefix)) return std::string_view(pair[1]);
  }
  return std::nullopt;
}

XmlReader::XmlReader(std::unique_ptr<Bytes> bytes, XmlHandler& handler, const Limits& limits)
    : bytes_(std::move(bytes)),
      handler_(handler),
      tag_bytes_max_(limits.xml_tag_bytes_max),
      parser_(XML_ParserCreate(nullptr)) {
  PAYUNG_CHECK(parser_ != nullptr);
  XML_SetUserData(parser_, this);
  XML_SetElementHandler(parser_, XmlCallbacks::open, XmlCallbacks::close);
  XML_SetCharacterDataHandler(parser_, XmlCallbacks::text);
  XML_SetStartDoctypeDeclHandler(parser_, XmlCallbacks::document_type);
  XML_SetUnknownEncodingHandler(parser_, XmlCallbacks::encoding, nullptr);
}

XmlReader::~XmlReader() { XML_ParserFree(parser_); }

Result<std::unique_ptr<XmlReader>> XmlReader::open(Zip& zip, std::string_view part,
                                                   XmlHandler& handler, const Limits& limits) {
  if (auto status = zip.begin(part); !status) return status.error();
  return open(std::make_unique<PartBytes>(zip), handler, limits);
}

std::unique_ptr<XmlReader> XmlReader::open(std::unique_ptr<Bytes> bytes, XmlHandler& handler,
                                           const Limits& limits) {
  // The constructor is private, so that no reader stands without its part.
  return std::unique_ptr<XmlReader>(new XmlReader(std::move(bytes), handler, limits));
}

void XmlReader::stop(Error error) {
  if (!error_) error_ = std::move(error);
  XML_StopParser(parser_, XML_FALSE);
}

/// The parser keeps every different name until it ends. A workbook has some hundred; their number
/// is told by the hashes seen, which errs only downward.
void XmlReader::see_name(const char* name) {
  std::uint32_t hash = 2'166'136'261U;  // FNV-1a
  for (const char* c = name; *c != '\0'; ++c) {
    hash = (hash ^ static_cast<unsigned char>(*c)) * 16'777'619U;
  }
  const std::size_t bit = (hash ^ (hash >> 16U)) % kNameBits;
  if (names_[bit]) return;
  names_[bit] = true;
  if (++names_seen_ <= kNamesMax) return;
  stop({Errc::unsafe, "workbook",
        "its XML has over " + std::to_string(kNamesMax) +
            " different names, as no workbook has; open and save it as .xlsx"});
}

Result<bool> XmlReader::step() {
  if (paused_) {
    paused_ = false;
    return portion_done(XML_ResumeParser(parser_));
  }
  if (last_) return false;
  void* buffer = XML_GetBuffer(parser_, kPortion);
  if (buffer == nullptr) return Error{Errc::unreadable, "workbook", "out of memory"};
  const auto got = bytes_->read(static_cast<char*>(buffer), kPortion);
  if (!got) return got.error();
  last_ = *got == 0;
  given_bytes_ += static_cast<std::int64_t>(*got);
  return portion_done(XML_ParseBuffer(parser_, static_cast<int>(*got), last_ ? 1 : 0));
}

Result<bool> XmlReader::portion_done(int status) {
  if (error_) return *error_;
  if (status == XML_STATUS_ERROR) {
    return Error{Errc::unreadable, "workbook",
                 "its XML is damaged; open and save it again as .xlsx"};
  }
  if (status == XML_STATUS_SUSPENDED) {
    paused_ = true;
    return true;
  }
  // What has been given but not used yet is one unfinished tag, which the parser holds.
  const std::int64_t used = XML_GetCurrentByteIndex(parser_);
  if (!last_ && used >= 0 && given_bytes_ - used > tag_bytes_max_ + kPortion) {
    return Error{Errc::unsafe, "workbook",
                 "a tag of over " + std::to_string(tag_bytes_max_ >> 10U) +
                     " KiB, as no workbook has; open and save it as .xlsx"};
  }
  return !last_;
}

Status XmlReader::finish() {
  while (true) {
    const auto more = step();
    if (!more) return more.error();
    if (!*more) return {};
  }
}

Status read_side_part(Zip& zip, std::string_view part, XmlHandler& handler, const Limits& limits) {
  auto reader = XmlReader::open(zip, part, handler, limits);
  if (!reader) return reader.error();
  while (true) {
    const auto more = (*reader)->step();
    if (!more) return more.error();
    if (!*more) return {};
    if ((*reader)->given_bytes() > limits.inflated_side_bytes_max) {
      return Error{Errc::unsafe, "workbook",
                   "its styles or other parts beside the cells take over " +
                       std::to_string(limits.inflated_side_bytes_max >> 20U) +
                       " MiB; copy the list alone into a new workbook"};
    }
  }
}

}  // namespace payung::sheets
