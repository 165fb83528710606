#pragma once

#include <bitset>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "adapters/sheets/bytes.hpp"
#include "adapters/sheets/zip.hpp"

struct XML_ParserStruct;

namespace payung::sheets {

/// The attributes of an element; names without their prefix. LibreOffice writes some twice, once
/// for itself under calcext; those are passed over.
class Attributes {
 public:
  explicit Attributes(const char** pairs) : pairs_(pairs) {}
  std::optional<std::string_view> find(std::string_view name) const;
  /// Empty when it is not there.
  std::string_view get(std::string_view name) const { return find(name).value_or(""); }

 private:
  const char** pairs_;
};

/// Receives the elements of one part, names without prefix. An Error ends the reading.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual Status open(std::string_view element, const Attributes& attributes) = 0;
  virtual Status close(std::string_view element) = 0;
  virtual Status text(std::string_view characters) = 0;
  /// Asked after each close: when true, reading pauses until what waits is taken.
  virtual bool full() const { return false; }
};

/// Reads one part of a zip, portion by portion, in bounded memory: a document type is refused, so
/// there are no entities to blow up; so are nesting, tags and numbers of different names beyond
/// what workbooks have, because the parser keeps those.
class XmlReader {
 public:
  /// Errors: unreadable.
  static Result<std::unique_ptr<XmlReader>> open(Zip& zip, std::string_view part,
                                                 XmlHandler& handler, const Limits& limits);
  /// The same of a file that is XML by itself.
  static std::unique_ptr<XmlReader> open(std::unique_ptr<Bytes> bytes, XmlHandler& handler,
                                         const Limits& limits);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  /// Reads on until a portion is used up or the handler is full; false at the end.
  /// Errors: unreadable, unsafe, the handler's.
  Result<bool> step();
  /// Reads all that is left.
  Status finish();
  std::uint64_t given_bytes() const { return static_cast<std::uint64_t>(given_bytes_); }

 private:
  static constexpr std::size_t kNameBits = 1U << 16U;

  XmlReader(std::unique_ptr<Bytes> bytes, XmlHandler& handler, const Limits& limits);
  friend struct XmlCallbacks;
  void stop(Error error);
  void see_name(const char* name);
  Result<bool> portion_done(int status);

  std::unique_ptr<Bytes> bytes_;
  XmlHandler& handler_;
  std::uint32_t tag_bytes_max_;
  XML_ParserStruct* parser_;
  std::optional<Error> error_;
  int depth_ = 0;
  std::int64_t given_bytes_ = 0;
  bool last_ = false;
  bool paused_ = false;
  std::bitset<kNameBits> names_;  ///< hashes of the names seen
  std::uint32_t names_seen_ = 0;
};

/// Reads a whole part that stands beside the cells: styles, relations. They are kept in memory, so
/// they may be no larger than Limits::inflated_side_bytes_max. Errors: as XmlReader.
Status read_side_part(Zip& zip, std::string_view part, XmlHandler& handler, const Limits& limits);

}  // namespace payung::sheets
