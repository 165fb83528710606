#include "adapters/sheets/xml.hpp"

#include <expat.h>

namespace payung::sheets {
namespace {

constexpr int kPortion = 64 * 1024;
constexpr int kDepthMax = 64;

std::string_view local_name(const char* name) {
  const std::string_view whole(name);
  const auto colon = whole.rfind(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

}  // namespace

/// What expat calls; it stands outside the class because expat wants plain functions.
struct XmlCallbacks {
  static void open(void* self, const char* name, const char** attributes) {
    auto& reader = *static_cast<XmlReader*>(self);
    if (reader.error_) return;
    if (++reader.depth_ > kDepthMax) {
      reader.stop({Errc::unsafe, "workbook", "its XML is nested deeper than any workbook's"});
      return;
    }
    if (auto status = reader.handler_.open(local_name(name), Attributes(attributes)); !status) {
      reader.stop(status.error());
    }
  }
  static void close(void* self, const char* name) {
    auto& reader = *static_cast<XmlReader*>(self);
    --reader.depth_;
    if (reader.error_) return;
    if (auto status = reader.handler_.close(local_name(name)); !status) reader.stop(status.error());
  }
  static void text(void* self, const char* characters, int size) {
    auto& reader = *static_cast<XmlReader*>(self);
    if (reader.error_) return;
    if (auto status = reader.handler_.text({characters, static_cast<std::size_t>(size)}); !status) {
      reader.stop(status.error());
    }
  }
  static void document_type(void* self, const char*, const char*, const char*, int) {
    static_cast<XmlReader*>(self)->stop(
        {Errc::unsafe, "workbook", "it declares a document type, as no list does"});
  }
};

std::optional<std::string_view> Attributes::find(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    if (local_name(pair[0]) == name) return std::string_view(pair[1]);
  }
  return std::nullopt;
}

XmlReader::XmlReader(Zip& zip, XmlHandler& handler)
    : zip_(zip), handler_(handler), parser_(XML_ParserCreate(nullptr)) {
  PAYUNG_CHECK(parser_ != nullptr);
  XML_SetUserData(parser_, this);
  XML_SetElementHandler(parser_, XmlCallbacks::open, XmlCallbacks::close);
  XML_SetCharacterDataHandler(parser_, XmlCallbacks::text);
  XML_SetStartDoctypeDeclHandler(parser_, XmlCallbacks::document_type);
}

XmlReader::~XmlReader() { XML_ParserFree(parser_); }

Result<std::unique_ptr<XmlReader>> XmlReader::open(Zip& zip, std::string_view part,
                                                   XmlHandler& handler) {
  if (auto status = zip.begin(part); !status) return status.error();
  // The constructor is private, so that no reader stands without its part.
  return std::unique_ptr<XmlReader>(new XmlReader(zip, handler));
}

void XmlReader::stop(Error error) {
  if (!error_) error_ = std::move(error);
  XML_StopParser(parser_, XML_FALSE);
}

Result<bool> XmlReader::step() {
  void* buffer = XML_GetBuffer(parser_, kPortion);
  if (buffer == nullptr) return Error{Errc::unreadable, "workbook", "out of memory"};
  const auto got = zip_.read(static_cast<char*>(buffer), kPortion);
  if (!got) return got.error();
  const bool last = *got == 0;
  const auto status = XML_ParseBuffer(parser_, static_cast<int>(*got), last ? 1 : 0);
  if (error_) return *error_;
  if (status == XML_STATUS_ERROR) {
    return Error{Errc::unreadable, "workbook",
                 "its XML is damaged (" + std::string(XML_ErrorString(XML_GetErrorCode(parser_))) +
                     "); open and save it again as .xlsx"};
  }
  return !last;
}

Status XmlReader::finish() {
  while (true) {
    const auto more = step();
    if (!more) return more.error();
    if (!*more) return {};
  }
}

}  // namespace payung::sheets
