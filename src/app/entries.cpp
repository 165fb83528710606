#include "app/entries.hpp"

#include <algorithm>

#include "db/sha256.hpp"
#include "intake/difference.hpp"
#include "intake/memory_table.hpp"
#include "store/audit.hpp"
#include "store/membership.hpp"

namespace payung::app {
namespace {

using intake::Field;
using Answer = EntryOutcome::Answer;

constexpr std::int64_t kPhotosMax = 10;

// ---- reading, as a list is read ----------------------------------------------------------------

struct Column {
  Field field;
  const char* header;
  std::string EntryFields::*value;  ///< null: the village, by code and by name
};
constexpr Column kColumns[] = {{Field::nik, "NIK", &EntryFields::nik},
                               {Field::name, "Nama", &EntryFields::name},
                               {Field::birth_date, "Tanggal Lahir", &EntryFields::birth_date},
                               {Field::sex, "Jenis Kelamin", &EntryFields::sex},
                               {Field::address, "Alamat", &EntryFields::address},
                               {Field::rt, "RT", &EntryFields::rt},
                               {Field::rw, "RW", &EntryFields::rw},
                               {Field::village, "Desa", nullptr},
                               {Field::village_code, "Kode Desa", nullptr},
                               {Field::occupation, "Pekerjaan", &EntryFields::occupation},
                               {Field::phone, "No HP", &EntryFields::phone}};

std::string cell_of(const Column& column, const EntryFields& fields, const RegionTable& regions) {
  if (column.value != nullptr) return fields.*column.value;
  if (column.field == Field::village_code) return fields.village.text();
  const Region* region = regions.find(fields.village);
  return region == nullptr ? std::string() : region->name;
}

/// A sheet with a header and this one row, which is numbered after the entry.
std::vector<intake::MemorySheet> sheet_of(const EntryFields& fields, const RegionTable& regions,
                                          std::int64_t entry) {
  intake::MemorySheet sheet;
  sheet.info.name = kEntrySheet;
  intake::RawRow header{1, {}};
  intake::RawRow row{static_cast<std::uint32_t>(entry + 1), {}};
  for (const Column& column : kColumns) {
    header.cells.push_back({intake::CellKind::text, column.header});
    std::string text = cell_of(column, fields, regions);
    row.cells.push_back(text.empty() ? intake::RawCell{}
                                     : intake::RawCell{intake::CellKind::text, std::move(text)});
  }
  sheet.rows = {std::move(header), std::move(row)};
  return {std::move(sheet)};
}

struct ReadEntry {
  intake::Row row;
  std::vector<intake::Finding> findings;
};

intake::Finding no_name() {
  return {intake::FindingCode::name_missing,
          intake::severity_of(intake::FindingCode::name_missing),
          std::string(kEntrySheet),
          1,
          1,
          "Nama",
          {},
          {}};
}

/// Errors: those of reading. A row that reads like a total or a heading has no name.
Result<ReadEntry> read_entry(Environment& env, const EntryRequest& request, std::int64_t entry) {
  const auto sheets = sheet_of(request.fields, env.regions, entry);
  intake::ReadOptions options{env.today, env.regions, *request.words, request.sender.kind,
                              request.sender.area};
  for (const Column& column : kColumns) options.overrides.push_back({column.field, column.header});
  ReadEntry made;
  bool came = false;
  const auto read = intake::read_list(
      intake::MemoryTable::opener(sheets), options,
      [&](const intake::Row& row, std::span<const intake::Finding> findings) -> Status {
        made.row = row;
        made.findings.assign(findings.begin(), findings.end());
        came = true;
        return {};
      },
      [](const intake::Finding&) { return Status{}; });
  if (!read && read.error().code != Errc::nothing_done) return read.error();
  if (!came) {
    made.row.sheet = kEntrySheet;
    made.row.number = static_cast<std::uint32_t>(entry + 1);
    made.row.status = intake::RowStatus::waiting;
    made.findings = {no_name()};
  }
  return made;
}

/// Of the form: the village is asked for once.
Field asked_as(Field field) { return field == Field::village_code ? Field::village : field; }

std::optional<Field> field_of(const intake::Finding& finding) {
  if (!finding.column || *finding.column >= std::size(kColumns)) return std::nullopt;
  return asked_as(kColumns[*finding.column].field);
}

std::vector<EntryFinding> told(const std::vector<intake::Finding>& findings) {
  std::vector<EntryFinding> all;
  for (const auto& finding : findings) {
    if (finding.severity == intake::Severity::note) continue;
    all.push_back({finding, field_of(finding)});
  }
  return all;
}

// ---- what is known already ---------------------------------------------------------------------

/// Empty for a NIK, a phone and what no form asks for: those are not shown.
std::string word_of(const intake::Row& row, Field field) {
  if (field == Field::name) return row.name;
  if (field == Field::birth_date && row.birth_date) return row.birth_date->text();
  if (field == Field::sex && row.sex) return std::string(to_text(*row.sex));
  if (field == Field::address) return row.address;
  if (field == Field::rt) return row.rt;
  if (field == Field::rw) return row.rw;
  if (field == Field::village) return row.village;
  if (field == Field::occupation) return row.occupation;
  return {};
}

/// Only what this form asks for and was filled in: an empty field contradicts nobody.
std::vector<Clash> clashes_of(const intake::Row& there, const intake::Row& typed,
                              std::span<const Field> fields, const std::string& sender) {
  std::vector<Clash> all;
  for (const Field field : intake::differing_fields(there, typed)) {
    if (std::ranges::find(fields, field) == fields.end()) continue;
    const bool hidden = field == Field::nik || field == Field::phone;
    if (!hidden && (word_of(typed, field).empty() || word_of(there, field).empty())) continue;
    if (field == Field::phone && (typed.phone.empty() || there.phone.empty())) continue;
    all.push_back({field, word_of(there, field), sender});
  }
  return all;
}

constexpr Field kFormFields[] = {Field::nik,     Field::name,      Field::birth_date, Field::sex,
                                 Field::village, Field::address,   Field::rt,         Field::rw,
                                 Field::phone,   Field::occupation};
/// Who somebody is, whatever list tells of him.
constexpr Field kIdentity[] = {Field::name, Field::birth_date, Field::sex};

/// The current row of this sender that tells of the same person.
Result<std::optional<store::StoredRow>> own_row_like(Environment& env, std::int64_t sender,
                                                     const intake::Row& typed) {
  std::optional<store::StoredRow> own;
  if (sender == 0) return own;
  auto rows = store::current_rows_like(env.database, sender, typed);
  if (!rows) return rows.error();
  std::vector<intake::Row> earlier;
  earlier.reserve(rows->size());
  for (const auto& one : *rows) earlier.push_back(one.row);
  const auto pairs = intake::corrections(earlier, {&typed, 1});
  if (pairs.front().earlier) own = std::move((*rows)[*pairs.front().earlier]);
  return own;
}

bool differs(const intake::Row& there, const intake::Row& typed) {
  return std::ranges::any_of(intake::differing_fields(there, typed), [](Field field) {
    return std::ranges::find(kFormFields, field) != std::end(kFormFields);
  });
}

/// What is left empty says nothing against what the sender said before: it stays.
EntryFields filled(EntryFields typed, const intake::Row& there) {
  const auto fill = [](std::string& field, const std::string& before) {
    if (field.empty()) field = before;
  };
  fill(typed.nik, there.nik ? std::string(there.nik->digits()) : std::string());
  fill(typed.birth_date, there.birth_date ? there.birth_date->text() : std::string());
  fill(typed.sex, there.sex ? std::string(to_text(*there.sex)) : std::string());
  fill(typed.address, there.address);
  fill(typed.rt, there.rt);
  fill(typed.rw, there.rw);
  fill(typed.occupation, there.occupation);
  fill(typed.phone, there.phone);
  return typed;
}

/// Somebody new, or somebody of whom this sender told before.
struct Prepared {
  ReadEntry read;
  std::optional<store::StoredRow> own;
  std::optional<std::int64_t> entry;  ///< of that row, when it was entered by hand
};

Result<Prepared> prepare(Environment& env, const EntryRequest& request) {
  const auto number = store::next_entry(env.database);
  if (!number) return number.error();
  auto read = read_entry(env, request, *number);
  if (!read) return read.error();
  auto own = own_row_like(env, request.sender.id, read->row);
  if (!own) return own.error();
  Prepared made{*std::move(read), *std::move(own), {}};
  if (!made.own) return made;
  EntryRequest whole = request;
  whole.fields = filled(request.fields, made.own->row);
  auto again = read_entry(env, whole, *number);
  if (!again) return again.error();
  made.read = *std::move(again);
  const auto entry = store::entry_of_row(env.database, made.own->id);
  if (!entry) return entry.error();
  made.entry = *entry;
  return made;
}

/// What the register and the lists of others say of the NIK, as far as the caller may learn it.
Status ask_register(Environment& env, const EntryRequest& request, const store::Sender& sender,
                    const intake::Row& typed, EntryOutcome& outcome) {
  if (!typed.nik || !request.reaches) return {};
  const auto persons = store::persons_of_nik(env.database, *typed.nik);
  if (!persons) return persons.error();
  std::vector<std::int64_t> seen;
  for (const auto person : *persons) {
    const auto reached = request.reaches(person);
    if (!reached) return reached.error();
    if (!*reached) continue;
    seen.push_back(person);
    const auto rows = store::current_rows_of_person(env.database, person);
    if (!rows) return rows.error();
    for (const auto& [stored, name] : *rows) {
      if (name == sender.name || stored.row.nik != typed.nik) continue;
      for (auto& clash : clashes_of(stored.row, typed, kIdentity, name)) {
        outcome.clashes.push_back(std::move(clash));
      }
    }
  }
  if (seen.empty()) return {};
  auto cover = identity_of_all(env, seen, env.today);
  if (!cover) return cover.error();
  outcome.cover = *std::move(cover);
  return {};
}

bool already_covered(const EntryOutcome& outcome) {
  return outcome.cover && outcome.cover->covered != coverage::Covered::no;
}

// ---- writing -----------------------------------------------------------------------------------

/// No two accounts share a key, and nothing typed is in it.
std::string stored_key(const Environment& env, const std::string& key) {
  return db::sha256("entry:" + env.actor + ":" + key);
}

/// A version beside which one line of an entry stands.
Result<store::ListVersion> add_version(Environment& env, const store::Sender& sender,
                                       const std::string& key) {
  const auto last = store::last_version(env.database, sender.id);
  if (!last) return last.error();
  const std::string today = env.today.text();
  store::ListVersion version{.sender = sender.id,
                             .sender_code = sender.code,
                             .file_name = std::string(kEntrySheet),
                             .sha256 = key,
                             .original = key,
                             .kind = store::VersionKind::correction,
                             .as_of = *last && (*last)->as_of > today ? (*last)->as_of : today,
                             .previous = *last ? std::optional((*last)->id) : std::nullopt,
                             .received_at = env.now};
  const auto added = store::add_version(env.database, version, 0, env.actor);
  if (!added) return added.error();
  return version;
}

Status add_difference(Environment& env, std::int64_t version,
                      const std::optional<store::StoredRow>& earlier, std::int64_t later,
                      const intake::Row& row) {
  store::Difference difference{intake::Change::added, std::nullopt, std::optional(later), {}};
  if (earlier) {
    const intake::Row both[] = {row};
    const intake::Row before[] = {earlier->row};
    difference.earlier = earlier->id;
    difference.fields = intake::differing_fields(earlier->row, row);
    const auto judged = intake::corrections(before, both);
    const bool paired = judged.front().earlier.has_value();
    difference.change = paired ? judged.front().change : intake::Change::changed;
  }
  return store::add_differences(env.database, version, {&difference, 1});
}

Status tell(Environment& env, const store::EntryLine& line, const store::Sender& sender,
            std::string_view state) {
  const char* action = line.step == store::EntryStep::entered     ? "enter_person"
                       : line.step == store::EntryStep::corrected ? "correct_entry"
                                                                  : "withdraw_entry";
  return store::audit(
      env.database,
      {env.now, env.actor, action, "entry " + std::to_string(line.first),
       sender.code + ", list_version " + std::to_string(line.version) + ", " + std::string(state)});
}

/// The row into the sender's list, in the place of `earlier`, and the line that says who did it.
Result<std::int64_t> write_entry(Environment& env, const store::Sender& sender,
                                 const ReadEntry& read, const std::string& key, std::int64_t first,
                                 const std::optional<store::StoredRow>& earlier) {
  auto version = add_version(env, sender, key);
  if (!version) return version.error();
  auto writer = store::RowWriter::open(env.database, version->id);
  if (!writer) return writer.error();
  const auto row = writer->add(read.row, read.findings);
  if (!row) return row.error();
  if (const auto done = writer->finish(); !done) return done.error();
  if (earlier) {
    const store::EndedRow ended{earlier->id, store::RowEnd::replaced};
    const auto done = store::end_rows(env.database, {&ended, 1}, version->id);
    if (!done) return done.error();
  }
  const auto noted = add_difference(env, version->id, earlier, *row, read.row);
  if (!noted) return noted.error();
  const bool accepted = read.row.status == intake::RowStatus::accepted;
  version->rows = 1;
  version->accepted = accepted ? 1 : 0;
  version->waiting = accepted ? 0 : 1;
  if (const auto done = store::complete_version(env.database, *version); !done) return done.error();
  store::EntryLine line{
      0,         first,       first == 0 ? store::EntryStep::entered : store::EntryStep::corrected,
      sender.id, version->id, *row,
      key,       env.now,     env.actor};
  if (const auto done = store::add_entry_line(env.database, line); !done) return done.error();
  const auto said = tell(env, line, sender, intake::to_text(read.row.status));
  if (!said) return said.error();
  return line.first;
}

Status check_request(const Environment& env, const EntryRequest& request) {
  PAYUNG_CHECK(request.words != nullptr);
  if (request.key.empty()) return Error{Errc::bad_option, "key", "one for each entry"};
  const bool village = request.fields.village.level() == RegionLevel::village &&
                       env.regions.find(request.fields.village) != nullptr;
  if (!village) return Error{Errc::bad_region, "village", "a village of today, as 33.19.01.2006"};
  return {};
}

/// The deed of this key, when it was done before. Errors: already_there when it was another.
Result<std::optional<EntryOutcome>> done_before(Environment& env, const std::string& key,
                                                store::EntryStep step,
                                                std::optional<std::int64_t> entry) {
  const auto line = store::entry_line_by_key(env.database, key);
  if (!line) return line.error();
  if (!*line) return std::optional<EntryOutcome>{};
  // Entering somebody who was there corrected that entry.
  const bool other = entry ? (*line)->first != *entry || (*line)->step != step
                           : (*line)->step == store::EntryStep::withdrawn;
  if (other) return Error{Errc::already_there, "key", "it stands for another entry"};
  EntryOutcome outcome{Answer::again, (*line)->first, {}, {}, {}};
  return std::optional(std::move(outcome));
}

/// Somebody stands before the clerk now: what a list would only be warned of is asked at once. That
/// volunteers leave out a NIK is no fault.
bool asks(const EntryFinding& told) {
  return told.finding.severity == intake::Severity::error ||
         told.finding.code != intake::FindingCode::nik_missing;
}

/// Whether it stays unstored, with why.
Result<bool> held_back(Environment& env, const EntryRequest& request, const store::Sender& sender,
                       const ReadEntry& read, const std::optional<store::StoredRow>& own,
                       EntryOutcome& outcome) {
  outcome.findings = told(read.findings);
  if (std::ranges::any_of(outcome.findings, asks) && request.if_wrong == IfWrong::refuse) {
    outcome.answer = Answer::wrong;
    return true;
  }
  if (own) outcome.clashes = clashes_of(own->row, read.row, kFormFields, sender.name);
  if (const auto asked = ask_register(env, request, sender, read.row, outcome); !asked) {
    return asked.error();
  }
  const bool known = own || !outcome.clashes.empty() || already_covered(outcome);
  if (!known || request.if_known == IfKnown::replace) return false;
  outcome.answer = Answer::known;
  return true;
}

}  // namespace

std::string_view to_text(Answer answer) {
  switch (answer) {
    case Answer::stored: return "stored";
    case Answer::again: return "again";
    case Answer::same: return "same";
    case Answer::wrong: return "wrong";
    case Answer::known: return "known";
  }
  PAYUNG_CHECK(false);
}

std::string_view entry_field(std::string_view header) {
  for (const Column& column : kColumns) {
    if (header == column.header) return intake::to_text(asked_as(column.field));
  }
  return {};
}

Result<EntryOutcome> enter_person(Environment& env, const EntryRequest& request) {
  if (const auto good = check_request(env, request); !good) return good.error();
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const std::string key = stored_key(env, request.key);
  auto before = done_before(env, key, store::EntryStep::entered, std::nullopt);
  if (!before) return before.error();
  if (*before) {
    transaction->leave();
    return **std::move(before);
  }
  const auto made = prepare(env, request);
  if (!made) return made.error();
  EntryOutcome outcome;
  outcome.entry = made->entry;
  if (made->own && !differs(made->own->row, made->read.row)) {
    outcome.answer = Answer::same;
    transaction->leave();
    return outcome;
  }
  const auto held = held_back(env, request, request.sender, made->read, made->own, outcome);
  if (!held) return held.error();
  if (*held) {
    transaction->leave();
    return outcome;
  }
  store::Sender sender = request.sender;
  if (sender.id == 0) {
    if (const auto added = store::add_sender(env.database, sender, env.now); !added) {
      return added.error();
    }
  }
  const auto entry = write_entry(env, sender, made->read, key, made->entry.value_or(0), made->own);
  if (!entry) return entry.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  outcome.answer = Answer::stored;
  outcome.entry = *entry;
  return outcome;
}

Result<EntryOutcome> correct_entry(Environment& env, std::int64_t entry,
                                   const EntryRequest& request) {
  if (const auto good = check_request(env, request); !good) return good.error();
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const std::string key = stored_key(env, request.key);
  auto before = done_before(env, key, store::EntryStep::corrected, entry);
  if (!before) return before.error();
  if (*before) {
    transaction->leave();
    return **std::move(before);
  }
  const auto now = store::entry(env.database, entry);
  if (!now) return now.error();
  if (now->state == store::EntryState::withdrawn || now->state == store::EntryState::taken_over) {
    return Error{Errc::conflict, "entry", std::string(store::to_text(now->state))};
  }
  auto earlier = store::stored_row(env.database, now->row);
  if (!earlier) return earlier.error();
  EntryRequest whole = request;
  if (whole.fields.nik.empty() && earlier->row.nik) whole.fields.nik = earlier->row.nik->digits();
  if (whole.fields.phone.empty()) whole.fields.phone = earlier->row.phone;
  const auto read = read_entry(env, whole, entry);
  if (!read) return read.error();
  EntryOutcome outcome;
  outcome.entry = entry;
  if (intake::differing_fields(earlier->row, read->row).empty()) {
    outcome.answer = Answer::same;
    outcome.findings = told(read->findings);
    transaction->leave();
    return outcome;
  }
  // That it differs from what it corrects is meant; what others say is told.
  const auto held = held_back(env, whole, request.sender, *read, std::nullopt, outcome);
  if (!held) return held.error();
  if (*held) {
    transaction->leave();
    return outcome;
  }
  const auto done = write_entry(env, request.sender, *read, key, entry, *earlier);
  if (!done) return done.error();
  if (const auto kept = transaction->commit(); !kept) return kept.error();
  outcome.answer = Answer::stored;
  return outcome;
}

Status withdraw_entry(Environment& env, std::int64_t entry, const std::string& key) {
  if (key.empty()) return Error{Errc::bad_option, "key", "one for each entry"};
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto now = store::entry(env.database, entry);
  if (!now) return now.error();
  if (now->state == store::EntryState::withdrawn) {
    transaction->leave();
    return {};
  }
  if (now->state == store::EntryState::taken_over) {
    return Error{Errc::conflict, "entry", std::string(store::to_text(now->state))};
  }
  const auto brought = store::list_version(env.database, now->version);
  if (!brought) return brought.error();
  const auto sender = store::find_sender(env.database, brought->sender_code);
  if (!sender) return sender.error();
  if (!*sender) return Error{Errc::integrity, "entry", "sender"};
  const std::string own = stored_key(env, key);
  auto version = add_version(env, **sender, own);
  if (!version) return version.error();
  const store::EndedRow ended{now->row, store::RowEnd::left};
  if (auto done = store::end_rows(env.database, {&ended, 1}, version->id); !done) return done;
  const store::Difference left{intake::Change::left, now->row, std::nullopt, {}};
  if (auto done = store::add_differences(env.database, version->id, {&left, 1}); !done) return done;
  if (auto done = store::complete_version(env.database, *version); !done) return done;
  store::EntryLine line{
      0,       entry,    store::EntryStep::withdrawn, (*sender)->id, version->id, {}, own,
      env.now, env.actor};
  if (auto done = store::add_entry_line(env.database, line); !done) return done;
  if (auto done = tell(env, line, **sender, "withdrawn"); !done) return done;
  return transaction->commit();
}

Result<store::EntryPhoto> add_entry_photo(Environment& env, store::EntryPhoto photo) {
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto now = store::entry(env.database, photo.entry);
  if (!now) return now.error();
  if (now->state == store::EntryState::withdrawn) {
    return Error{Errc::conflict, "entry", std::string(store::to_text(now->state))};
  }
  photo.recorded_at = env.now;
  photo.actor = env.actor;
  const auto added = store::add_entry_photo(env.database, photo);
  if (!added) return added.error();
  if (!*added) {
    transaction->leave();
    return store::entry_photo(env.database, photo.id);
  }
  if (now->photos >= kPhotosMax) return Error{Errc::conflict, "photo", "no more than ten"};
  const auto said = store::audit(
      env.database, {env.now, env.actor, "add_entry_photo", "entry " + std::to_string(photo.entry),
                     photo.sha256 + ", " + std::to_string(photo.bytes) + " bytes"});
  if (!said) return said.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  return photo;
}

}  // namespace payung::app
