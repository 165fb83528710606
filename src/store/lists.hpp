#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"
#include "intake/difference.hpp"
#include "intake/finding.hpp"
#include "intake/mapping.hpp"
#include "intake/read_list.hpp"
#include "intake/row.hpp"

/// Senders, their files and what stood in them. Writing happens inside the caller's transaction and
/// only adds. Errors everywhere: storage; integrity when a stored word is none of ours.
namespace payung::store {

struct Sender {
  std::int64_t id = 0;
  std::string code;
  std::string name;
  intake::SenderKind kind = intake::SenderKind::agency;
  RegionCode area;
};

Result<std::optional<Sender>> find_sender(db::Connection& connection, std::string_view code);
/// Fills in the number.
Status add_sender(db::Connection& connection, Sender& sender, std::string_view now);

Result<intake::Mapping> remembered_mapping(db::Connection& connection, std::int64_t sender);
/// Nothing is written when it is the one in force.
Status remember_mapping(db::Connection& connection, std::int64_t sender,
                        const intake::Mapping& mapping, std::string_view now);

enum class VersionKind : std::uint8_t {
  next,        ///< the sender's whole list; who is not in it any more has left
  correction,  ///< rows that replace earlier ones; the others stay
};
std::string_view to_text(VersionKind kind);

struct ListVersion {
  std::int64_t id = 0;
  std::int64_t sender = 0;
  std::string sender_code;
  std::string file_name;
  std::string sha256;    ///< of the file, or of the file and its corrections together
  std::string original;  ///< of the file as it was sent; empty when it is added: the same
  VersionKind kind = VersionKind::next;
  std::string as_of;
  std::optional<std::int64_t> previous;
  std::int64_t rows = 0;
  std::int64_t accepted = 0;
  std::int64_t waiting = 0;
  std::string received_at;
};

/// All versions, oldest first.
Result<std::vector<ListVersion>> list_versions(db::Connection& connection);
/// Errors: not_found.
Result<ListVersion> list_version(db::Connection& connection, std::int64_t id);
Result<std::optional<ListVersion>> last_version(db::Connection& connection, std::int64_t sender);
/// The version in which this sender sent this very file.
Result<std::optional<ListVersion>> version_of_file(db::Connection& connection, std::int64_t sender,
                                                   std::string_view sha256);
/// Stores file and version; fills in the version's number.
Status add_version(db::Connection& connection, ListVersion& version, std::int64_t bytes,
                   std::string_view actor);
/// Sets kind, day and counts once the list is read; same transaction as add_version.
Status complete_version(db::Connection& connection, const ListVersion& version);

struct StoredRow {
  std::int64_t id = 0;
  intake::Row row;
};
/// The rows by which a sender speaks now, by id.
Result<std::vector<StoredRow>> current_rows(db::Connection& connection, std::int64_t sender);
/// Those of them that may tell of the same person as `row`: its NIK, or its birth date.
Result<std::vector<StoredRow>> current_rows_like(db::Connection& connection, std::int64_t sender,
                                                 const intake::Row& row);
/// A row, whether it speaks now or not. Errors: not_found.
Result<StoredRow> stored_row(db::Connection& connection, std::int64_t id);
/// The rows by which anybody's lists tell of a person now, with whose they are; by number.
struct RowOfSender {
  StoredRow stored;
  std::string sender_name;
};
Result<std::vector<RowOfSender>> current_rows_of_person(db::Connection& connection,
                                                        std::int64_t person);

/// Collects rows and findings and writes them in portions: rows first, then their findings, since
/// a COPY must end before the next begins.
class RowWriter {
 public:
  /// Rows get the numbers after the last one there is.
  static Result<RowWriter> open(db::Connection& connection, std::int64_t version);
  /// Returns the row's number.
  Result<std::int64_t> add(const intake::Row& row, std::span<const intake::Finding> findings);
  /// A finding of a sheet, or of a row that is not written.
  Status add(const intake::Finding& finding);
  Status finish();

 private:
  RowWriter(db::Connection& connection, std::int64_t version, std::int64_t row,
            std::int64_t finding)
      : connection_(&connection), version_(version), next_row_(row), next_finding_(finding) {}
  struct PendingFinding {
    std::int64_t row;
    intake::Finding finding;
  };
  db::Connection* connection_;
  std::int64_t version_;
  std::int64_t next_row_;
  std::int64_t next_finding_;
  std::vector<StoredRow> rows_;
  std::vector<std::string> typed_niks_;  ///< beside rows_
  std::vector<PendingFinding> findings_;
};

enum class RowEnd : std::uint8_t {
  replaced,  ///< another row took its place
  left,      ///< none did: asks for nothing, but who it was, a death or a move is remembered
};

/// Rows that no longer speak for their sender from this version on.
struct EndedRow {
  std::int64_t row;
  RowEnd reason;
};
Status end_rows(db::Connection& connection, std::span<const EndedRow> rows, std::int64_t version);

/// One line of what a version says differently.
struct Difference {
  intake::Change change;
  std::optional<std::int64_t> earlier;  ///< row numbers
  std::optional<std::int64_t> later;
  std::vector<intake::Field> fields;
};
Status add_differences(db::Connection& connection, std::int64_t version,
                       std::span<const Difference> differences);

/// As stored, for people: with the row's place and name.
struct DifferenceLine {
  std::string change;
  std::string fields;
  std::string sheet;
  std::int64_t number = 0;
  std::string name;
  std::string nik;
};
Result<std::vector<DifferenceLine>> differences_of(db::Connection& connection,
                                                   std::int64_t version);

/// How often each finding occurs in a version: severity, code, count.
struct FindingCount {
  std::string severity;
  std::string code;
  std::int64_t count = 0;
};
Result<std::vector<FindingCount>> finding_counts(db::Connection& connection, std::int64_t version);

}  // namespace payung::store
