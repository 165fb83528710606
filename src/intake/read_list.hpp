#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/progress.hpp"
#include "base/region_table.hpp"
#include "intake/finding.hpp"
#include "intake/mapping.hpp"
#include "intake/raw_table.hpp"
#include "intake/row.hpp"
#include "intake/words.hpp"

/// A list as people make it becomes rows and findings. Two passes over the file: the first finds
/// the headers and gathers per column what its values are evidence for, the second reads the rows.
/// Memory: some hundred rows per sheet and sixteen bytes per row, whatever the file's size.
namespace payung::intake {

/// Who sent the list; decides what it may lack.
enum class SenderKind : std::uint8_t {
  agency,            ///< a dinas: farmers, traders, ojek riders
  village,           ///< a village or kelurahan, OpenSID
  company,           ///< names workers it would sponsor, or its own
  registry,          ///< SIAK, the civil registry
  welfare_register,  ///< DTKS, DTSEN
  branch,            ///< BPJS Ketenagakerjaan's own sheet: who is a member
  volunteers,        ///< a group that knows its people by name: a blank NIK is a warning
  hospital,          ///< whom a hospital or clinic treated; asks for nobody's membership
};
std::string_view to_text(SenderKind kind);
Result<SenderKind> parse_sender_kind(std::string_view text);  ///< Errors: bad_value

struct ReadOptions {
  Date today;  ///< ages are those of this day
  const RegionTable& regions;
  const Words& words;
  SenderKind sender_kind = SenderKind::agency;
  /// The sender's regency (or what it answers for). The country: taken from the NIKs.
  RegionCode area = {};
  Mapping remembered = {};
  std::vector<MappingOverride> overrides = {};
  Progress* progress = nullptr;
};

/// Opens the same file anew, for each pass.
using Opener = std::function<Result<std::unique_ptr<TableSource>>()>;
/// A row with its findings. Return an Error to stop the reading.
using OnRow = std::function<Status(const Row& row, std::span<const Finding> findings)>;
/// Every finding, those of rows before their row.
using OnFinding = std::function<Status(const Finding& finding)>;

struct ListSummary {
  std::vector<SheetProposal> sheets;
  RegionCode area;  ///< given, or taken from the NIKs; the country when neither
  std::int64_t rows = 0;
  std::int64_t accepted = 0;
  std::int64_t waiting = 0;
  std::int64_t waiting_linkable = 0;
  std::int64_t skipped = 0;  ///< totals, signatures, sub-headings, repeated headers
  std::int64_t errors = 0;
  std::int64_t warnings = 0;
  std::int64_t notes = 0;
};

/// Which columns the list has, with what they would be read as. Errors: those of the source;
/// bad_option for an override whose column is in no sheet.
Result<std::vector<SheetProposal>> propose_mapping(const Opener& open, const ReadOptions& options);

/// Reads all. An import that accepts nothing is a failure: see `require_accepted`.
/// Errors: those of the source and of the callbacks; bad_option for an override whose column is
/// in no sheet; nothing_done when no sheet holds a list of people; interrupted.
Result<ListSummary> read_list(const Opener& open, const ReadOptions& options, const OnRow& on_row,
                              const OnFinding& on_finding);

/// Errors: nothing_done when not one row was accepted.
Status require_accepted(const ListSummary& summary);

}  // namespace payung::intake
