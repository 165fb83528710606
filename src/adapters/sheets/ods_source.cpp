#include "adapters/sheets/ods_source.hpp"

#include "adapters/sheets/ods_content.hpp"

namespace payung::sheets {
namespace {

class OdsSource final : public intake::TableSource {
 public:
  OdsSource(std::unique_ptr<Zip> zip, const Limits& limits)
      : zip_(std::move(zip)), limits_(limits), content_(limits) {}

  Status start() {
    auto reader = XmlReader::open(*zip_, "content.xml", content_, limits_);
    if (!reader) return reader.error();
    reader_ = *std::move(reader);
    return {};
  }
  void start(std::unique_ptr<Bytes> bytes) {
    reader_ = XmlReader::open(std::move(bytes), content_, limits_);
  }

  Result<std::optional<intake::SheetInfo>> next_sheet() override {
    while (true) {
      const auto more = fill();
      if (!more) return more.error();
      if (!*more && !any_sheet_) {
        return Error{Errc::unsupported, "workbook",
                     "it is an OpenDocument file without a sheet; save the list as .xlsx"};
      }
      if (!*more) return std::optional<intake::SheetInfo>();
      any_sheet_ = true;
      auto event = std::move(content_.events.front());
      content_.events.pop_front();
      if (event.sheet) ++sheets_;
      if (event.sheet) return std::optional<intake::SheetInfo>(std::move(event.info));
    }
  }

  Result<bool> next_row(intake::RawRow& row) override {
    const auto more = fill();
    if (!more) return more.error();
    if (!*more || content_.events.front().sheet) return false;
    auto& event = content_.events.front();
    if (event.times > 1) {
      row = event.row;
      ++event.row.number;
      --event.times;
      return true;
    }
    row = std::move(event.row);
    content_.events.pop_front();
    return true;
  }

  std::vector<intake::MergedCells> merged_down() const override {
    return sheets_ == 0 ? std::vector<intake::MergedCells>() : content_.merged.of(sheets_ - 1);
  }

 private:
  /// Makes sure that something waits; false at the end.
  Result<bool> fill() {
    while (content_.events.empty() && reader_) {
      const auto more = reader_->step();
      if (!more) return more.error();
      if (!*more) reader_.reset();
    }
    return !content_.events.empty();
  }

  std::unique_ptr<Zip> zip_;
  Limits limits_;
  OdsContent content_;
  std::unique_ptr<XmlReader> reader_;
  bool any_sheet_ = false;
  std::size_t sheets_ = 0;  ///< begun
};

/// An encrypted document says so in its manifest; what kind of document it is, too.
class Manifest final : public XmlHandler {
 public:
  Status open(std::string_view element, const Attributes& attributes) override {
    if (element == "encryption-data") {
      return Error{Errc::unreadable, "workbook", "it is encrypted; save it without a password"};
    }
    if (element != "file-entry" || attributes.get("full-path") != "/") return {};
    const auto type = attributes.get("media-type");
    if (type.empty() || type.find("spreadsheet") != std::string_view::npos) return {};
    return Error{Errc::unsupported, "workbook",
                 "it is an OpenDocument file but no spreadsheet; copy the table into a workbook "
                 "and save it as .xlsx"};
  }
  Status close(std::string_view) override { return {}; }
  Status text(std::string_view) override { return {}; }
};

}  // namespace

Result<std::unique_ptr<intake::TableSource>> ods_table(std::unique_ptr<Zip> zip,
                                                       const Limits& limits) {
  if (zip->has("META-INF/manifest.xml")) {
    Manifest manifest;
    const auto status = read_side_part(*zip, "META-INF/manifest.xml", manifest, limits);
    if (!status) return status.error();
  }
  auto source = std::make_unique<OdsSource>(std::move(zip), limits);
  if (const auto status = source->start(); !status) return status.error();
  return std::unique_ptr<intake::TableSource>(std::move(source));
}

Result<std::unique_ptr<intake::TableSource>> flat_ods_table(std::unique_ptr<Bytes> bytes,
                                                            const Limits& limits) {
  auto source = std::make_unique<OdsSource>(nullptr, limits);
  source->start(std::move(bytes));
  return std::unique_ptr<intake::TableSource>(std::move(source));
}

}  // namespace payung::sheets
