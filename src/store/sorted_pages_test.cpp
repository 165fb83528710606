// Goal: each order of each list shows every row once, page by page, alike on both engines; an order
// that is none is refused and never reaches the database.
// Method: rows of which some are equal in what is sorted by, two a page, against orders by hand.
#include <gtest/gtest.h>

#include <array>
#include <span>

#include "store/audit.hpp"
#include "store/audit_pages.hpp"
#include "store/jobs.hpp"
#include "store/list_pages.hpp"
#include "store/member_pages.hpp"
#include "store/money_pages.hpp"
#include "store/office_pages.hpp"
#include "store/private_fields.hpp"
#include "store/testing.hpp"

namespace payung::store {
namespace {

using Ids = std::vector<std::int64_t>;
constexpr auto kNow = "2025-01-20T08:00:00Z";

Date day(std::string_view iso) { return *Date::parse(iso); }

/// All pages of two, one after the other, by number.
template <class Page>
Ids all_pages(const Page& page) {
  Ids all;
  for (std::int64_t after = 0; all.size() < 20;) {
    const auto rows = page(after);
    EXPECT_TRUE(rows.ok());
    if (!rows || rows->empty()) break;
    for (const auto& row : *rows) all.push_back(row.id);
    after = rows->back().id;
  }
  return all;
}

struct Case {
  const char* order;
  Ids wanted;
};

TEST(SortedPages, Payments) {
  testing::for_each_engine([](db::Connection& connection) {
    // number:   1: 500 on the 10th   2: 700 on the 9th   3: 500 on the 9th   4: 100 on the 12th
    const std::pair<std::int64_t, const char*> paid[] = {
        {500, "2025-01-10"}, {700, "2025-01-09"}, {500, "2025-01-09"}, {100, "2025-01-12"}};
    std::int64_t number = 0;
    for (const auto& [amount, on] : paid) {
      const std::string key = "k" + std::to_string(++number);
      ASSERT_TRUE(
          add_payment(connection, {0, 1, Rupiah(amount), day(on), key, "r", kNow}, "tester").ok());
    }
    const Case cases[] = {{"", {4, 3, 2, 1}},
                          {"-made", {4, 3, 2, 1}},
                          {"made", {1, 2, 3, 4}},
                          {"received_on", {2, 3, 1, 4}},
                          {"-received_on", {4, 1, 3, 2}},
                          {"amount", {4, 1, 3, 2}},
                          {"-amount", {2, 3, 1, 4}}};
    for (const auto& [order, wanted] : cases) {
      EXPECT_EQ(all_pages([&](std::int64_t after) {
                  return payment_page(connection, order, std::nullopt, after, 2);
                }),
                wanted)
          << order;
    }
    EXPECT_EQ(payment_page(connection, "amount; drop table payment", {}, 0, 2).error().code,
              Errc::bad_value);
  });
}

/// One list whose rows are in these places; null for a row whose village nobody could tell.
void list_rows_in(db::Connection& connection, std::span<const char* const> regions) {
  const auto run = [&](std::string_view sql, std::initializer_list<db::Param> params) {
    const auto done = connection.run(sql, params);
    ASSERT_TRUE(done.ok()) << done.error().detail;
  };
  run("insert into sender values (1, 's', 's', 'agency', '33.19', $1)", {kNow});
  run("insert into list_file values (1, 'hash', 'f.csv', 1, $1)", {kNow});
  run("insert into list_version values (1, 1, 1, 'next', '2025-01-01', null, 1, 1, 0, $1, 'siti')",
      {kNow});
  std::int64_t number = 0;
  for (const char* region : regions) {
    const std::string sealed = seal_fields(connection, ++number, {"", "", "", "", "", "", ""});
    const std::string record = std::to_string(number);
    run("insert into list_row (id, version, sheet, number, record_id, private, nik_state, name,"
        " birth_place, birth_date, address, rt, rw, village, district, regency, region, occupation,"
        " marital, condition, employer, programmes, payer, note, status, linkable) values ($1, 1,"
        " '', $1, $2, $3, 'ok', 'A', '', '1980-01-01', '', '', '', '', '', '', $4, '', '',"
        " 'working', '', '', '', '', 'accepted', 1)",
        {number, std::string_view(record), std::string_view(sealed),
         region == nullptr ? db::Param(db::null) : db::Param(std::string_view(region))});
  }
}

TEST(SortedPages, RowsOfAListWithAndWithoutAPlace) {
  testing::for_each_engine([](db::Connection& connection) {
    list_rows_in(connection, std::array<const char*, 5>{"33.19.01.2001", nullptr, nullptr, nullptr,
                                                        "33.19.01.2001"});
    // Rows without a place come first, and neither they nor those after them are lost.
    const Case cases[] = {{"", {1, 2, 3, 4, 5}},
                          {"-row", {5, 4, 3, 2, 1}},
                          {"region", {2, 3, 4, 1, 5}},
                          {"-region", {5, 1, 4, 3, 2}}};
    for (const auto& [order, wanted] : cases) {
      EXPECT_EQ(all_pages([&](std::int64_t after) {
                  return rows_of_version(connection, 1, "", after, 2, order);
                }),
                wanted)
          << order;
    }
  });
}

TEST(SortedPages, Claims) {
  testing::for_each_engine([](db::Connection& connection) {
    const std::pair<const char*, const char*> happened[] = {
        {"2025-02-01", "2025-02-03"}, {"2025-01-01", "2025-02-03"}, {"2025-02-01", "2025-02-02"}};
    for (const auto& [on, reported] : happened) {
      Claim claim{
          0,  7,    claims::Kind::jkm, day(on), day(reported), "family", std::string(on) + reported,
          "", kNow, "tester"};
      ASSERT_TRUE(add_claim(connection, claim));
    }
    const Case cases[] = {{"", {3, 2, 1}},
                          {"made", {1, 2, 3}},
                          {"happened_on", {2, 1, 3}},
                          {"-happened_on", {3, 1, 2}},
                          {"reported_on", {3, 1, 2}},
                          {"-reported_on", {2, 1, 3}}};
    for (const auto& [order, wanted] : cases) {
      EXPECT_EQ(
          all_pages([&](std::int64_t after) { return claim_page(connection, order, after, 2); }),
          wanted)
          << order;
    }
    EXPECT_EQ(claim_page(connection, "private", 0, 2).error().code, Errc::bad_value);
  });
}

TEST(SortedPages, TheTrail) {
  testing::for_each_engine([](db::Connection& connection) {
    auto transaction = db::Transaction::begin(connection);
    ASSERT_TRUE(transaction.ok());
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(audit(connection, {kNow, "siti", "look", "x", "d"}));
    ASSERT_TRUE(transaction->commit());
    const Case cases[] = {{"", {3, 2, 1}}, {"-at", {3, 2, 1}}, {"at", {1, 2, 3}}};
    for (const auto& [order, wanted] : cases) {
      EXPECT_EQ(all_pages([&](std::int64_t after) {
                  return audit_lines(connection, {}, after, 2, order);
                }),
                wanted)
          << order;
    }
  });
}

TEST(SortedPages, Jobs) {
  testing::for_each_engine([](db::Connection& connection) {
    // number:                     1: link, siti    2: bill, budi    3: link, budi
    const std::pair<const char*, const char*> put_up[] = {
        {"link_people", "siti"}, {"bill_month", "budi"}, {"link_people", "budi"}};
    for (const auto& [kind, by] : put_up) {
      Job job;
      job.kind = kind;
      job.actor = by;
      job.created_at = kNow;
      ASSERT_TRUE(add_job(connection, job).ok());
    }
    const Case cases[] = {{"", {3, 2, 1}},     {"-made", {3, 2, 1}}, {"made", {1, 2, 3}},
                          {"kind", {2, 1, 3}}, {"-kind", {3, 1, 2}}, {"by", {2, 3, 1}},
                          {"-by", {1, 3, 2}}};
    for (const auto& [order, wanted] : cases) {
      EXPECT_EQ(
          all_pages([&](std::int64_t after) { return job_page(connection, order, after, 2); }),
          wanted)
          << order;
    }
    EXPECT_EQ(job_page(connection, "arguments", 0, 2).error().code, Errc::bad_value);
  });
}

/// All pages of two persons.
Ids all_persons(db::Connection& connection, const char* order, std::optional<std::int64_t> payer) {
  Ids all;
  for (std::int64_t after = 0; all.size() < 20;) {
    const auto page = member_page(connection, order, payer, after, 2);
    EXPECT_TRUE(page.ok()) << order;
    if (!page || page->empty()) break;
    all.insert(all.end(), page->begin(), page->end());
    after = page->back();
  }
  return all;
}

TEST(SortedPages, Members) {
  testing::for_each_engine([](db::Connection& connection) {
    // Person 7 joined first, then 3, then 5 and 4; 7 was taken over by payer 2 at last.
    const std::pair<std::int64_t, std::int64_t> events[] = {{7, 1}, {3, 1}, {5, 2},
                                                            {4, 1}, {3, 1}, {7, 2}};
    std::int64_t number = 0;
    for (const auto& [person, payer] : events) {
      const std::string key = "e" + std::to_string(++number);
      ASSERT_TRUE(connection
                      .run("insert into membership_event (id, person, kind, on_day, effective, "
                           "payer, recorded_at, actor, reason, event_key) values ($1, $2, "
                           "'enrolled', '2025-01-01', 24300, $3, $4, 'tester', '', $5)",
                           {number, person, payer, kNow, std::string_view(key)})
                      .ok());
    }
    struct OfPayer {
      const char* order;
      Ids all;
      Ids of_first;   ///< payer 1
      Ids of_second;  ///< payer 2
    };
    const OfPayer cases[] = {{"", {3, 4, 5, 7}, {3, 4, 7}, {5, 7}},
                             {"person", {3, 4, 5, 7}, {3, 4, 7}, {5, 7}},
                             {"-person", {7, 5, 4, 3}, {7, 4, 3}, {7, 5}},
                             {"joined", {7, 3, 5, 4}, {7, 3, 4}, {5, 7}},
                             {"-joined", {4, 5, 3, 7}, {4, 3, 7}, {7, 5}}};
    for (const auto& [order, all, of_first, of_second] : cases) {
      EXPECT_EQ(all_persons(connection, order, std::nullopt), all) << order;
      EXPECT_EQ(all_persons(connection, order, 1), of_first) << order;
      EXPECT_EQ(all_persons(connection, order, 2), of_second) << order;
    }
    EXPECT_EQ(member_page(connection, "name", {}, 0, 2).error().code, Errc::bad_value);
    EXPECT_EQ(member_page(connection, "name", 1, 0, 2).error().code, Errc::bad_value);
  });
}

TEST(SortedPages, EachStatementIsOneThatBothEnginesKnow) {
  testing::for_each_engine([](db::Connection& connection) {
    for (const char* order :
         {"made", "-made", "due_on", "-due_on", "month", "-month", "total", "-total"}) {
      EXPECT_TRUE(bill_page(connection, order, std::nullopt, std::nullopt, 3, 2).ok()) << order;
    }
    for (const char* order : {"made", "-made", "name", "-name", "role", "-role"}) {
      EXPECT_TRUE(account_page(connection, order, 3, 2).ok()) << order;
    }
    for (const char* order :
         {"row", "-row", "name", "-name", "status", "-status", "region", "-region"}) {
      EXPECT_TRUE(rows_of_version(connection, 1, "", 3, 2, order).ok()) << order;
    }
    for (const char* order : {"row", "-row", "code", "-code", "severity", "-severity"}) {
      EXPECT_TRUE(findings_of_version(connection, 1, "", "", 3, 2, order).ok()) << order;
    }
    for (const char* order : {"id", "MADE", "made desc", "'", "-"}) {
      EXPECT_EQ(bill_page(connection, order, {}, {}, 0, 2).error().code, Errc::bad_value) << order;
      EXPECT_EQ(account_page(connection, order, 0, 2).error().code, Errc::bad_value) << order;
      EXPECT_EQ(rows_of_version(connection, 1, "", 0, 2, order).error().code, Errc::bad_value);
      EXPECT_EQ(findings_of_version(connection, 1, "", "", 0, 2, order).error().code,
                Errc::bad_value);
    }
  });
}

}  // namespace
}  // namespace payung::store
