#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "adapters/sheets/zip.hpp"

struct XML_ParserStruct;

namespace payung::sheets {

/// The attributes of an element; names without their prefix.
class Attributes {
 public:
  explicit Attributes(const char** pairs) : pairs_(pairs) {}
  /// Empty when it is not there.
  std::optional<std::string_view> find(std::string_view name) const;
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
};

/// Reads one part of a zip, portion by portion. A document type is refused, so there are no
/// entities to blow up; so is nesting beyond what workbooks have.
class XmlReader {
 public:
  /// Errors: unreadable.
  static Result<std::unique_ptr<XmlReader>> open(Zip& zip, std::string_view part,
                                                 XmlHandler& handler);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  /// Reads the next portion; false at the end. Errors: unreadable, unsafe, the handler's.
  Result<bool> step();
  /// Reads all that is left.
  Status finish();

 private:
  XmlReader(Zip& zip, XmlHandler& handler);
  friend struct XmlCallbacks;
  void stop(Error error);

  Zip& zip_;
  XmlHandler& handler_;
  XML_ParserStruct* parser_;
  std::optional<Error> error_;
  int depth_ = 0;
};

}  // namespace payung::sheets
