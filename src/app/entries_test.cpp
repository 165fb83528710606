// Goal: somebody entered alone is a row like every other, once, whatever is sent again; what is
// wrong or known otherwise is said before it is stored. Method: small lists and entries one after
// the other; rows, ends, steps and answers as they must be, on both engines.
#include "app/entries.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/lists_testing.hpp"
#include "store/audit.hpp"
#include "store/privacy.hpp"
#include "store/testing.hpp"

namespace payung::app::testing {
namespace {

using Answer = EntryOutcome::Answer;
using intake::Field;
using store::EntryState;
using store::testing::for_each_engine;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* kVillage = "33.19.01.2006";  // Banget
constexpr const char* kDesa = "desa-33.19.01.2006";

EntryFields budi() {
  return {"3319011705800001",
          "Budi Santoso",
          "1980-05-17",
          "L",
          *RegionCode::parse(kVillage),
          "Dk Krajan",
          "2",
          "6",
          "Petani",
          "081234567890"};
}

EntryFields siti() {
  return {"3319016312850002",
          "Siti Aminah",
          "1985-12-23",
          "P",
          *RegionCode::parse(kVillage),
          "",
          "",
          "",
          "Petani",
          ""};
}

Result<bool> everybody(std::int64_t) { return true; }
Result<bool> nobody(std::int64_t) { return false; }

/// The village office of Banget, whose list begins with its first entry.
struct Desk {
  Desk(db::Connection& connection, const char* today) : office(connection, today) {}

  EntryRequest request(const EntryFields& fields, const std::string& key) {
    EntryRequest made;
    made.key = key;
    made.fields = fields;
    made.words = &list_words();
    made.reaches = everybody;
    made.sender = {0, kDesa, "Desa Banget", intake::SenderKind::village,
                   *RegionCode::parse(kVillage)};
    const auto known = store::find_sender(office.environment.database, kDesa);
    if (known && *known) made.sender = **known;
    return made;
  }
  EntryOutcome enter(const EntryRequest& asked) {
    const auto outcome = enter_person(office.environment, asked);
    EXPECT_TRUE(outcome.ok()) << outcome.error().where << ": " << outcome.error().detail;
    return outcome.ok() ? *outcome : EntryOutcome{};
  }
  EntryOutcome enter(const EntryFields& fields, const std::string& key) {
    return enter(request(fields, key));
  }
  EntryOutcome correct(std::int64_t entry, const EntryFields& fields, const std::string& key) {
    const auto outcome = correct_entry(office.environment, entry, request(fields, key));
    EXPECT_TRUE(outcome.ok()) << outcome.error().where << ": " << outcome.error().detail;
    return outcome.ok() ? *outcome : EntryOutcome{};
  }
  store::Entry entry(std::int64_t id) {
    const auto found = store::entry(office.environment.database, id);
    EXPECT_TRUE(found.ok());
    return found.ok() ? *found : store::Entry{};
  }
  Office office;
};

std::vector<std::string> fields_of(const EntryOutcome& outcome) {
  std::vector<std::string> names;
  for (const auto& clash : outcome.clashes) names.emplace_back(intake::to_text(clash.field));
  return names;
}

TEST(Entries, OneIsARowOfTheVillagesList) {
  for_each_engine([](db::Connection& database) {
    Desk desk(database, "2025-01-10");
    const auto outcome = desk.enter(budi(), "first-key");
    EXPECT_EQ(outcome.answer, Answer::stored);
    EXPECT_EQ(outcome.entry, 1);
    EXPECT_THAT(outcome.findings, IsEmpty());
    EXPECT_THAT(speaking(database, kDesa), ElementsAre("1 Budi Santoso"));
    EXPECT_EQ(count(database,
                    "select count(*) from list_row r join list_version v on v.id = r.version "
                    "join sender s on s.id = v.sender where r.status = 'accepted' "
                    "and r.region = '33.19.01.2006' and r.rt = '2' and r.sex = 'L' "
                    "and s.kind = 'village' and s.name = 'Desa Banget' and v.kind = 'correction' "
                    "and v.as_of = '2025-01-10' and v.rows = 1 and v.accepted = 1"),
              1);
    EXPECT_EQ(count(database,
                    "select count(*) from audit where action = 'enter_person' "
                    "and subject = 'entry 1' and detail not like '%Budi%' "
                    "and detail not like '%3319011705800001%'"),
              1);
    linked(desk.office.environment);
    EXPECT_EQ(persons(database).size(), 1U);
    EXPECT_EQ(desk.entry(1).state, EntryState::accepted);
    EXPECT_TRUE(desk.entry(1).person.has_value());
  });
}

TEST(Entries, WhatIsWrongIsNamedAndWaitsOnlyWhenAsked) {
  struct Case {
    const char* why;
    EntryFields fields;
    Field field;
    intake::FindingCode code;
  };
  const auto with = [](std::string EntryFields::*field, const char* text) {
    EntryFields fields = budi();
    fields.*field = text;
    return fields;
  };
  const Case cases[] = {
      {"a digit is missing", with(&EntryFields::nik, "331901170580000"), Field::nik,
       intake::FindingCode::nik_length},
      {"no NIK at all", with(&EntryFields::nik, ""), Field::nik, intake::FindingCode::nik_missing},
      {"no such day", with(&EntryFields::birth_date, "31-02-1980"), Field::birth_date,
       intake::FindingCode::birth_impossible},
      {"no name", with(&EntryFields::name, ""), Field::name, intake::FindingCode::name_missing}};
  for_each_engine([&](db::Connection& database) {
    Desk desk(database, "2025-01-10");
    for (const Case& one : cases) {
      SCOPED_TRACE(one.why);
      const auto outcome = desk.enter(one.fields, std::string("key of ") + one.why);
      EXPECT_EQ(outcome.answer, Answer::wrong);
      EXPECT_TRUE(std::ranges::any_of(outcome.findings, [&](const EntryFinding& found) {
        return found.field == one.field && found.finding.code == one.code;
      }));
    }
    EXPECT_EQ(count(database, "select count(*) from list_row"), 0);
    EXPECT_EQ(count(database, "select count(*) from sender"), 0);
    auto keep = desk.request(cases[0].fields, "kept");
    keep.if_wrong = IfWrong::keep;
    EXPECT_EQ(desk.enter(keep).answer, Answer::stored);
    EXPECT_EQ(desk.entry(1).state, EntryState::waiting);
    EXPECT_EQ(
        count(database, "select count(*) from list_finding where code = 'nik_length' and row = 1"),
        1);
  });
}

TEST(Entries, VolunteersMayLeaveTheNikOut) {
  for_each_engine([](db::Connection& database) {
    Desk desk(database, "2025-01-10");
    auto fields = budi();
    fields.nik.clear();
    auto asked = desk.request(fields, "blank");
    asked.sender = {0, "relawan", "Relawan", intake::SenderKind::volunteers,
                    *RegionCode::parse("33.19")};
    EXPECT_EQ(desk.enter(asked).answer, Answer::stored);
    EXPECT_EQ(desk.entry(1).state, EntryState::accepted);
  });
}

TEST(Entries, TheSameKeyStoresOnce) {
  for_each_engine([](db::Connection& database) {
    Desk desk(database, "2025-01-10");
    desk.enter(budi(), "one-key");
    const auto again = desk.enter(budi(), "one-key");
    EXPECT_EQ(again.answer, Answer::again);
    EXPECT_EQ(again.entry, 1);
    // Another key, and the very same person: nothing to add.
    const auto same = desk.enter(budi(), "other-key");
    EXPECT_EQ(same.answer, Answer::same);
    EXPECT_EQ(same.entry, 1);
    EXPECT_EQ(count(database, "select count(*) from list_row"), 1);
    EXPECT_EQ(count(database, "select count(*) from audit"), 1);
    // A key is its account's own.
    desk.office.environment.actor = "tono";
    EXPECT_EQ(desk.enter(budi(), "one-key").answer, Answer::same);
  });
}

TEST(Entries, OtherValuesAreShownAndReplaceOnlyWhenAsked) {
  for_each_engine([](db::Connection& database) {
    Desk desk(database, "2025-01-10");
    desk.enter(budi(), "key-1");
    auto changed = budi();
    changed.occupation = "Pedagang";
    changed.phone = "081200000000";
    const auto known = desk.enter(changed, "key-2");
    EXPECT_EQ(known.answer, Answer::known);
    EXPECT_EQ(known.entry, 1);
    EXPECT_THAT(fields_of(known), ElementsAre("phone", "occupation"));
    EXPECT_EQ(known.clashes[0].there, "");  // a phone is not shown
    EXPECT_EQ(known.clashes[1].there, "Petani");
    EXPECT_THAT(speaking(database, kDesa), ElementsAre("1 Budi Santoso"));
    auto decided = desk.request(changed, "key-3");
    decided.if_known = IfKnown::replace;
    const auto stored = desk.enter(decided);
    EXPECT_EQ(stored.answer, Answer::stored);
    EXPECT_EQ(stored.entry, 1);  // the same entry, corrected
    EXPECT_THAT(speaking(database, kDesa), ElementsAre("2 Budi Santoso"));
    EXPECT_EQ(
        count(database, "select count(*) from list_row_end where row = 1 and reason = 'replaced'"),
        1);
    EXPECT_EQ(count(database,
                    "select count(*) from list_difference where change = 'changed' "
                    "and earlier = 1 and later = 2"),
              1);
    EXPECT_EQ(count(database, "select count(*) from entry where first = 1"), 2);
  });
}

TEST(Entries, WhatIsLeftEmptyStaysWhatItWas) {
  for_each_engine([](db::Connection& database) {
    Desk desk(database, "2025-01-10");
    desk.enter(budi(), "key-1");
    auto shorter = budi();
    shorter.phone.clear();
    shorter.address.clear();
    shorter.rt.clear();
    shorter.rw.clear();
    EXPECT_EQ(desk.enter(shorter, "key-2").answer, Answer::same);
    shorter.occupation = "Pedagang";
    auto decided = desk.request(shorter, "key-3");
    decided.if_known = IfKnown::replace;
    EXPECT_EQ(desk.enter(decided).answer, Answer::stored);
    const auto row = store::stored_row(database, 2);
    ASSERT_TRUE(row.ok());
    EXPECT_EQ(row->row.phone, "081234567890");
    EXPECT_EQ(row->row.address, "Dk Krajan");
    EXPECT_EQ(row->row.occupation, "Pedagang");
  });
}

TEST(Entries, ACorrectionKeepsWhatIsNotTypedAgain) {
  for_each_engine([](db::Connection& database) {
    Desk desk(database, "2025-01-10");
    desk.enter(budi(), "key-1");
    auto fields = budi();
    fields.nik.clear();
    fields.phone.clear();
    fields.name = "Budi Santosa";
    EXPECT_EQ(desk.correct(1, fields, "key-2").answer, Answer::stored);
    EXPECT_EQ(desk.correct(1, fields, "key-2").answer, Answer::again);
    EXPECT_EQ(desk.correct(1, fields, "key-3").answer, Answer::same);
    EXPECT_THAT(speaking(database, kDesa), ElementsAre("2 Budi Santosa"));
    const auto row = store::stored_row(database, 2);
    ASSERT_TRUE(row.ok());
    EXPECT_EQ(row->row.nik, *Nik::parse("3319011705800001"));
    EXPECT_EQ(row->row.phone, "081234567890");
  });
}

TEST(Entries, AMendedNikReplacesTheRowThatWaits) {
  for_each_engine([](db::Connection& database) {
    Desk desk(database, "2025-01-10");
    auto fields = budi();
    fields.nik = "331901170580000";
    auto keep = desk.request(fields, "key-1");
    keep.if_wrong = IfWrong::keep;
    desk.enter(keep);
    EXPECT_EQ(desk.correct(1, budi(), "key-2").answer, Answer::stored);
    EXPECT_EQ(desk.entry(1).state, EntryState::accepted);
    EXPECT_THAT(speaking(database, kDesa), ElementsAre("2 Budi Santoso"));
  });
}

TEST(Entries, WithdrawnAsksForNothingAndStaysKnown) {
  for_each_engine([](db::Connection& database) {
    Desk desk(database, "2025-01-10");
    desk.enter(budi(), "key-1");
    ASSERT_TRUE(withdraw_entry(desk.office.environment, 1, "key-2").ok());
    ASSERT_TRUE(withdraw_entry(desk.office.environment, 1, "key-3").ok());
    EXPECT_THAT(speaking(database, kDesa), IsEmpty());
    EXPECT_EQ(desk.entry(1).state, EntryState::withdrawn);
    EXPECT_EQ(count(database, "select count(*) from list_row_end where reason = 'left'"), 1);
    EXPECT_EQ(count(database, "select count(*) from audit where action = 'withdraw_entry'"), 1);
    const auto late = correct_entry(desk.office.environment, 1, desk.request(budi(), "key-4"));
    ASSERT_FALSE(late.ok());
    EXPECT_EQ(late.error().code, Errc::conflict);
    // Entered once more it is an entry of its own.
    const auto anew = desk.enter(budi(), "key-5");
    EXPECT_EQ(anew.answer, Answer::stored);
    EXPECT_EQ(anew.entry, 3);
  });
}

TEST(Entries, AWholeListTakesOverWhomItNamesAndEndsNobodyElse) {
  for_each_engine([](db::Connection& database) {
    Desk desk(database, "2025-01-10");
    desk.enter(budi(), "key-1");
    desk.enter(siti(), "key-2");
    const Lines lines{{"3319011705800001", "Budi Santoso", "17-05-1980", "L", "Banget", "Nelayan"},
                      {"3319010104750003", "Agus Riyanto", "01-04-1975", "L", "Banget", "Petani"}};
    const auto sheets = sheet_of(lines);
    auto request = request_of(sheets, lines, kDesa, "2025-02-05");
    request.sender_kind = intake::SenderKind::village;
    request.kind = ListKind::next;
    const auto report = import_list(desk.office.environment, request);
    ASSERT_TRUE(report.ok()) << report.error().where << report.error().detail;
    EXPECT_EQ(report->changes.count(intake::Change::left), 0U);
    EXPECT_THAT(speaking(database, kDesa),
                ElementsAre("2 Siti Aminah", "3 Budi Santoso", "4 Agus Riyanto"));
    EXPECT_EQ(desk.entry(1).state, EntryState::taken_over);
    EXPECT_EQ(desk.entry(2).state, EntryState::accepted);
  });
}

TEST(Entries, WhatOthersTellIsSaidToWhoMayLearnIt) {
  for_each_engine([](db::Connection& database) {
    Desk desk(database, "2025-01-10");
    imported(desk.office.environment,
             {{"3319011705800001", "Budi Santosa", "17-06-1980", "L", "Banget", "Petani"}}, "tani",
             "2025-01-05");
    linked(desk.office.environment);
    auto hidden = desk.request(budi(), "key-1");
    hidden.reaches = nobody;
    auto asked = desk.request(budi(), "key-2");
    const auto known = desk.enter(asked);
    EXPECT_EQ(known.answer, Answer::known);
    EXPECT_THAT(fields_of(known), ElementsAre("name", "birth_date"));
    EXPECT_EQ(known.clashes[0].there, "Budi Santosa");
    EXPECT_EQ(known.clashes[1].there, "1980-06-17");
    EXPECT_EQ(known.clashes[0].sender_name, "tani");
    ASSERT_TRUE(known.cover.has_value());
    EXPECT_EQ(known.cover->covered, coverage::Covered::no);
    EXPECT_EQ(desk.enter(hidden).answer, Answer::stored);
    EXPECT_THAT(speaking(database, "tani"), ElementsAre("1 Budi Santosa"));
  });
}

TEST(Entries, PhotosAreBoundedAndGoWithTheRow) {
  for_each_engine([](db::Connection& database) {
    Desk desk(database, "2025-01-10");
    desk.enter(budi(), "key-1");
    auto& environment = desk.office.environment;
    for (int i = 0; i < 10; ++i) {
      const auto added = add_entry_photo(
          environment, {0, 1, "hash-" + std::to_string(i), "image/jpeg", 100, {}, {}});
      ASSERT_TRUE(added.ok());
      EXPECT_EQ(added->id, i + 1);
    }
    const auto again = add_entry_photo(environment, {0, 1, "hash-3", "image/jpeg", 100, {}, {}});
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->id, 4);
    const auto eleventh =
        add_entry_photo(environment, {0, 1, "hash-10", "image/jpeg", 100, {}, {}});
    ASSERT_FALSE(eleventh.ok());
    EXPECT_EQ(eleventh.error().code, Errc::conflict);
    EXPECT_THAT(*store::photos_of_erased(database), IsEmpty());
    ASSERT_TRUE(
        store::erase_row(database, 1, store::ErasureGround::asked, "asked", "2025-01-11", "siti")
            .ok());
    EXPECT_EQ(store::photos_of_erased(database)->size(), 10U);
  });
}

TEST(Entries, CountsAndPages) {
  for_each_engine([](db::Connection& database) {
    Desk desk(database, "2025-01-10");
    desk.enter(budi(), "key-1");
    desk.enter(siti(), "key-2");
    ASSERT_TRUE(withdraw_entry(desk.office.environment, 1, "key-3").ok());
    const auto all = store::entries_before(database, 0, 10);
    ASSERT_TRUE(all.ok());
    ASSERT_EQ(all->size(), 2U);
    EXPECT_EQ(all->front().id, 2);
    EXPECT_EQ(store::entries_before(database, 2, 10)->size(), 1U);
    const auto counts = store::entry_counts(database);
    ASSERT_TRUE(counts.ok());
    ASSERT_EQ(counts->size(), 2U);
    EXPECT_EQ((*counts)[0].state, EntryState::accepted);
    EXPECT_EQ((*counts)[1].state, EntryState::withdrawn);
    EXPECT_EQ(store::entry_versions(database)->size(), 3U);
    EXPECT_TRUE(store::audit_breaks(database)->empty());
  });
}

}  // namespace
}  // namespace payung::app::testing
