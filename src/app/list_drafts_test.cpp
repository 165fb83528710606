// Goal: corrections made before a list is sent are never lost or done twice, can be taken back, go
// in with the list, and what was corrected is written down; the preview tells what then happens.
// Method: small lists one after the other on both engines; drafts stepped by hand.
#include "app/list_drafts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/lists_testing.hpp"
#include "app/preview_list.hpp"
#include "store/data_quality.hpp"
#include "store/jobs.hpp"
#include "store/list_edits.hpp"
#include "store/testing.hpp"

namespace payung::app::testing {
namespace {

using intake::Change;
using store::testing::for_each_engine;
using ::testing::ElementsAre;

const Line kBudi{"3319011705800001", "Budi Santoso", "17-05-1980", "L", "Banget", "Petani", ""};
const Line kSiti{"3319016312850002", "Siti Aminah", "23-12-1985", "P", "Banget", "Petani", ""};
const Line kAgus{"3319010104750003", "Agus Riyanto", "01-04-1975", "L", "Banget", "Petani", ""};
/// The last digits of the NIK were lost to a number: the row waits. She has 3319014505880004.
const Line kRina{"3.31901E+15", "Rina Wati", "05-05-1988", "P", "Banget", "Petani", ""};
constexpr const char* kRinasNik = "3319014505880004";

std::int64_t sent_file(Office& office) {
  store::Upload upload{0, "daftar.xlsx", std::string(64, 'a'), 10, 7, office.environment.now, {}};
  EXPECT_TRUE(store::add_upload(office.environment.database, upload).ok());
  return upload.id;
}

DraftChange typed(std::int64_t upload, std::int64_t revision, std::uint32_t row, std::size_t column,
                  const char* text) {
  DraftChange change{upload, revision, 7};
  change.cells = {{{"Data", row, column}, text}};
  return change;
}

/// "row.column=text" of what is in force.
std::vector<std::string> in_force(Office& office, const store::Draft& draft) {
  const auto cells = corrections_of(office.environment.database, draft);
  EXPECT_TRUE(cells.ok());
  std::vector<std::string> told;
  for (const auto& cell : *cells) {
    told.push_back(std::to_string(cell.edit.place.row) + "." +
                   std::to_string(cell.edit.place.column) + "=" + cell.edit.text);
  }
  return told;
}

TEST(ListDraft, StepsAreKeptTakenBackAndDoneAgain) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    const auto upload = sent_file(office);
    ASSERT_TRUE(change_draft(office.environment, typed(upload, 0, 3, 0, "satu")).ok());
    const auto second = change_draft(office.environment, typed(upload, 1, 4, 1, "dua"));
    ASSERT_TRUE(second.ok());
    EXPECT_THAT(in_force(office, *second), ElementsAre("3.0=satu", "4.1=dua"));
    const auto back = undo_draft(office.environment, upload, 2);
    ASSERT_TRUE(back.ok());
    EXPECT_THAT(in_force(office, *back), ElementsAre("3.0=satu"));
    const auto again = redo_draft(office.environment, upload, 3);
    ASSERT_TRUE(again.ok());
    EXPECT_THAT(in_force(office, *again), ElementsAre("3.0=satu", "4.1=dua"));
    // What was taken back goes when something else is done instead.
    ASSERT_TRUE(undo_draft(office.environment, upload, 4).ok());
    const auto other = change_draft(office.environment, typed(upload, 5, 9, 2, "tiga"));
    ASSERT_TRUE(other.ok());
    EXPECT_EQ(other->revision, 6);
    EXPECT_THAT(in_force(office, *other), ElementsAre("3.0=satu", "9.2=tiga"));
    EXPECT_EQ(redo_draft(office.environment, upload, 6).error().code, Errc::nothing_done);
  });
}

TEST(ListDraft, TwoWindowsDoNotOverwriteEachOther) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    const auto upload = sent_file(office);
    ASSERT_TRUE(change_draft(office.environment, typed(upload, 0, 3, 0, "satu")).ok());
    const auto late = change_draft(office.environment, typed(upload, 0, 3, 0, "dua"));
    ASSERT_FALSE(late.ok());
    EXPECT_EQ(late.error().code, Errc::conflict);
    EXPECT_EQ(undo_draft(office.environment, upload, 0).error().code, Errc::conflict);
  });
}

TEST(ListDraft, TheSameRequestTwiceIsDoneOnce) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    const auto upload = sent_file(office);
    DraftChange change = typed(upload, 0, 3, 0, "satu");
    change.kind = store::StepKind::fixed;
    change.rule = "trim";
    change.request = "trim C";
    ASSERT_TRUE(change_draft(office.environment, change).ok());
    change.cells.clear();  // worked out again, nothing is left to change
    const auto again = change_draft(office.environment, change);
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->revision, 1);
    change.request = "upper C";
    EXPECT_EQ(change_draft(office.environment, change).error().code, Errc::conflict);
    ASSERT_TRUE(undo_draft(office.environment, upload, 1).ok());
    const auto back = undo_draft(office.environment, upload, 1);
    ASSERT_TRUE(back.ok());
    EXPECT_EQ(back->revision, 2);
    EXPECT_EQ(undo_draft(office.environment, upload, 2).error().code, Errc::nothing_done);
  });
}

TEST(ListDraft, WhatIsTypedIsNotReadableInTheDatabase) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    const auto upload = sent_file(office);
    ASSERT_TRUE(change_draft(office.environment, typed(upload, 0, 3, 0, kRinasNik)).ok());
    EXPECT_EQ(count(database, "select count(*) from draft_cells where cells like '%33190145%'"), 0);
    EXPECT_EQ(count(database, "select count(*) from draft_cells"), 1);
  });
}

/// The request with corrections as the draft hands them over.
ImportRequest corrected_request(const std::vector<intake::MemorySheet>& sheets, const Lines& lines,
                                std::vector<CorrectedCell> corrections) {
  auto request = request_of(sheets, lines, "tani", "2025-01-05");
  request.corrections = std::move(corrections);
  return request;
}

CorrectedCell by_siti(std::uint32_t row, std::size_t column, const char* text) {
  return {{{"Data", row, column}, text}, "typed", "siti", "2025-01-09T03:00:00Z"};
}

TEST(CorrectedList, GoesInAsCorrectedAndSaysWhatWas) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    const Lines lines{kBudi, kSiti, kRina};
    const auto sheets = sheet_of(lines);
    const auto report =
        import_list(office.environment,
                    corrected_request(sheets, lines,
                                      {by_siti(4, 0, kRinasNik), by_siti(2, 1, "Budi Santoso")}));
    ASSERT_TRUE(report.ok()) << report.error().detail;
    EXPECT_EQ(report->version.accepted, 3);
    EXPECT_EQ(report->corrected, 1);  // the other cell was so before
    const auto edits = store::list_edits(database, report->version.id, 0, 10);
    ASSERT_TRUE(edits.ok());
    ASSERT_EQ(edits->size(), 1U);
    EXPECT_EQ(edits->front().before, "3.31901E+15");
    EXPECT_EQ(edits->front().after, kRinasNik);
    EXPECT_EQ(edits->front().header, "NIK");
    EXPECT_EQ(edits->front().edited_by, "siti");
    EXPECT_EQ(edits->front().edited_at, "2025-01-09T03:00:00Z");
    EXPECT_EQ(count(database, "select count(*) from list_edit where change like '%33190145%'"), 0);
    const auto stored = store::list_version(database, report->version.id);
    ASSERT_TRUE(stored.ok());
    EXPECT_EQ(stored->original, request_of(sheets, lines, "tani", "2025-01-05").sha256);
    EXPECT_NE(stored->sha256, stored->original);
    EXPECT_FALSE(database.run("update list_edit set edited_by = 'x'").ok());
    EXPECT_FALSE(database.run("delete from list_edit").ok());
  });
}

TEST(CorrectedList, TheSameFileCorrectedLaterChangesOnlyThatRow) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    const Lines lines{kBudi, kSiti, kRina};
    const auto sheets = sheet_of(lines);
    ASSERT_TRUE(import_list(office.environment, corrected_request(sheets, lines, {})).ok());
    const auto later = import_list(office.environment,
                                   corrected_request(sheets, lines, {by_siti(4, 0, kRinasNik)}));
    ASSERT_TRUE(later.ok());
    EXPECT_FALSE(later->nothing_new);
    EXPECT_EQ(later->changes.at(Change::same), 2);
    EXPECT_EQ(later->changes.at(Change::changed), 1);
    EXPECT_THAT(speaking(database, "tani"),
                ElementsAre("1 Budi Santoso", "2 Siti Aminah", "4 Rina Wati"));
    const auto again = import_list(office.environment,
                                   corrected_request(sheets, lines, {by_siti(4, 0, kRinasNik)}));
    ASSERT_TRUE(again.ok());
    EXPECT_TRUE(again->nothing_new);
    const auto plain = import_list(office.environment, corrected_request(sheets, lines, {}));
    ASSERT_TRUE(plain.ok());
    EXPECT_TRUE(plain->nothing_new);
  });
}

TEST(PreviewList, SaysWhatTheImportThenDoes) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    const Lines first{kBudi, kSiti, kRina};
    const auto before = sheet_of(first);
    auto request = request_of(before, first, "tani", "2025-01-05");
    const auto empty = preview_list(office.environment, request);
    ASSERT_TRUE(empty.ok());
    EXPECT_TRUE(empty->first);
    EXPECT_EQ(empty->changes.at(Change::added), 3);
    EXPECT_EQ(count(database, "select count(*) from sender"), 0);
    ASSERT_TRUE(import_list(office.environment, request).ok());
    // A month later: Siti gone, Agus new, Rina's NIK put right by hand, Budi twice in the file.
    const Lines second{kBudi, kRina, kAgus, kBudi};
    const auto now = sheet_of(second);
    request = request_of(now, second, "tani", "2025-02-05");
    request.corrections = {by_siti(3, 0, kRinasNik)};
    const auto told = preview_list(office.environment, request);
    ASSERT_TRUE(told.ok()) << told.error().detail;
    EXPECT_EQ(told->kind, store::VersionKind::correction);
    EXPECT_EQ(told->repeated_rows, 1);
    EXPECT_EQ(told->summary.accepted, 4);
    request.kind = ListKind::next;
    const auto whole = preview_list(office.environment, request);
    ASSERT_TRUE(whole.ok());
    const auto done = import_list(office.environment, request);
    ASSERT_TRUE(done.ok());
    EXPECT_EQ(whole->changes, done->changes);
    EXPECT_EQ(whole->changes.at(Change::left), 1);
    std::vector<std::string> gone;
    for (const auto& line : whole->lines) {
      if (line.change == Change::left) gone.push_back(line.name);
    }
    EXPECT_THAT(gone, ElementsAre("Siti Aminah"));
    EXPECT_TRUE(preview_list(office.environment, request)->nothing_new);
  });
}

TEST(DataQuality, IsToldListByListWithWhatIsWrongMost) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    imported(office.environment, {kBudi, kSiti, kRina}, "tani", "2025-01-05");
    imported(office.environment, {kBudi, kSiti, kAgus, kRina}, "tani", "2025-02-05");
    const auto sender = store::find_sender(database, "tani");
    const auto lists = store::list_qualities(database, (*sender)->id, 12);
    ASSERT_TRUE(lists.ok());
    ASSERT_EQ(lists->size(), 2U);
    EXPECT_EQ(lists->at(0).rows, 3);
    EXPECT_EQ(lists->at(1).accepted, 3);
    const auto trends = store::finding_trends(database, lists->at(0).version, 0);
    ASSERT_TRUE(trends.ok());
    ASSERT_EQ(trends->size(), 1U);
    EXPECT_EQ(trends->front().code, "nik_scientific");
    EXPECT_EQ(trends->front().rows, 1);
    EXPECT_EQ(trends->front().rows_before, 0);
  });
}

TEST(SenderFixes, AreKeptReplacedAndTakenAway) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    imported(office.environment, {kBudi}, "tani", "2025-01-05");
    const auto sender = (*store::find_sender(database, "tani"))->id;
    const store::SenderFix fix{
        0, "village", "use_value", "Bangett", "Banget", "2025-01-10T01:00:00Z", "siti"};
    const auto first = store::add_sender_fix(database, sender, fix);
    ASSERT_TRUE(first.ok());
    EXPECT_EQ(store::add_sender_fix(database, sender, fix)->id, first->id);
    store::SenderFix other = fix;
    other.to = "Bangsri";
    const auto second = store::add_sender_fix(database, sender, other);
    ASSERT_TRUE(second.ok());
    ASSERT_EQ(store::sender_fixes(database, sender)->size(), 1U);
    EXPECT_EQ(store::sender_fixes(database, sender)->front().to, "Bangsri");
    EXPECT_TRUE(store::end_sender_fix(database, sender, second->id, "now", "siti").ok());
    EXPECT_TRUE(store::sender_fixes(database, sender)->empty());
    EXPECT_FALSE(store::end_sender_fix(database, sender, second->id, "now", "siti").ok());
  });
}

}  // namespace
}  // namespace payung::app::testing
