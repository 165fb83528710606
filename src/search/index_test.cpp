// Goal: a search finds exactly what its definition says, in its order, for any question and reach.
// Method: cases by hand, a naive scan that replaces name_question and top, hostile questions.
#include "search/index.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

#include "search/names.hpp"
#include "search/people.hpp"

namespace payung::search {
namespace {

struct Known {
  std::int64_t person;
  std::vector<std::string> niks;
  std::vector<std::string> names;
  std::vector<std::string> phones;
  std::vector<RegionCode> regions;
  std::vector<Sector> sectors;
  std::vector<std::int64_t> senders;
  std::vector<std::int64_t> payers;
};

RegionCode region(std::string_view code) { return RegionCode::parse(code).value_or({}); }

void add(Builder& builder, const Known& known) {
  const auto views = [](const std::vector<std::string>& all) {
    return std::vector<std::string_view>(all.begin(), all.end());
  };
  const auto niks = views(known.niks);
  const auto names = views(known.names);
  const auto phones = views(known.phones);
  builder.add({known.person, niks, names, phones, known.regions, known.sectors, known.senders,
               known.payers, 1980});
}

Index index_of(const std::vector<Known>& people) {
  Builder builder;
  for (const Known& known : people) add(builder, known);
  return std::move(builder).build();
}

std::vector<std::int64_t> persons(const Hits& hits) {
  std::vector<std::int64_t> all;
  for (const Hit& hit : hits.hits) all.push_back(hit.person);
  return all;
}

std::vector<Known> village() {
  return {
      {1,
       {"3319020101800001"},
       {"Siti Aminah"},
       {"081234567890"},
       {region("33.19.02.2001")},
       {Sector::agriculture},
       {1},
       {}},
      {2,
       {"3319024202810002"},
       {"SITI A"},
       {},
       {region("33.19.02.2002")},
       {Sector::trade},
       {1},
       {7}},
      {3,
       {"3374010101700003"},
       {"Muhammad Soetrisno"},
       {"+62 857-1111-2222"},
       {region("33.74.01.1001")},
       {Sector::transport},
       {2},
       {7}},
      {4, {"3319030303750331"}, {"Moh. Sutrisno, S.Pd"}, {}, {region("33.19")}, {}, {2}, {}},
      {5,
       {"3578010101600001", "3319025101900009"},
       {"Aminah Siti", "Aminatun"},
       {"08170331900"},
       {},
       {Sector::fishery},
       {1, 2},
       {8}},
      {6, {"not a number"}, {"Nurul Choirunnisa"}, {"12"}, {region("33.19.03.2001")}, {}, {3}, {}},
  };
}

TEST(Search, FindsByHand) {
  const Index index = index_of(village());
  struct Case {
    const char* question;
    std::vector<std::int64_t> found;
    const char* why;
  };
  const std::vector<Case> cases = {
      {"3319020101800001", {1}, "the whole NIK"},
      {"331902", {1, 2, 5}, "the beginning, in the order of the NIK"},
      {"33 19.02-0101", {1}, "blanks and signs do not matter"},
      {"8003", {}, "digits that stand nowhere in a row"},
      {"08123", {1}, "a phone with 0"},
      {"+62812", {1}, "the same with 62"},
      {"62 857 1111", {3}, "and of another person"},
      {"siti aminah", {1, 5, 2}, "same letters, then another order, then an initial"},
      {"aminah siti", {5, 1, 2}, "parts in another order"},
      {"sutrisno", {4, 3}, "the same letters before the old spelling"},
      {"soetrisno", {3, 4}, "and the other way round"},
      {"muhamad sutrisno", {4, 3}, "short and full form, one spelling each"},
      {"m sutrisno", {4, 3}, "an initial"},
      {"Sutrizno", {4, 3}, "z and s sound alike"},
      {"sutrinso", {4, 3}, "two letters swapped are one slip"},
      {"ami", {5, 1, 2}, "the beginning of a word, then an initial"},
      {"siti am", {1, 5, 2}, "the last word while it is typed"},
      {"nurul khoirun", {6}, "the beginning of a sound"},
      {"s", {2, 1}, "one letter: the names that begin with it"},
      {"aminah 3319", {5, 1, 2}, "letters and digits: both must fit"},
      {"aminah 3374", {}, "not both"},
      {"zzz", {}, "nobody"},
      {"12", {}, "two digits ask nothing"},
      {"", {}, "nothing asked"},
      {"  \t ", {}, "only blanks"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(persons(index.find(c.question, {})), c.found) << c.question << ": " << c.why;
  }
}

TEST(Search, DigitsInsideComeAfterThoseInFront) {
  // 0331 stands in the NIK ...0331 of person 4 at place 12, and in no other NIK at an earlier one;
  // in 8170331900 it stands at place 3 of person 5's phone. As a phone it reads 331 and begins
  // none.
  const Index index = index_of(village());
  const Hits hits = index.find("0331", {});
  EXPECT_EQ(persons(hits), (std::vector<std::int64_t>{4, 5}));
  EXPECT_EQ(hits.hits[0].found, Found::by_nik);
  EXPECT_EQ(hits.hits[0].cost, 12);
  EXPECT_EQ(hits.hits[1].found, Found::by_phone);
}

TEST(Search, StaysWithinReach) {
  const Index index = index_of(village());
  struct Case {
    Within within;
    const char* question;
    std::vector<std::int64_t> found;
  };
  Within kudus;
  kudus.regions = {region("33.19")};
  Within two_places;
  two_places.regions = {region("33.74"), region("33.19.02.2002")};
  Within traders;
  traders.sectors = {Sector::trade, Sector::fishery};
  Within sender;
  sender.sender = 2;
  Within payer;
  payer.payer = 7;
  Within person;
  person.person = 2;
  Within village_of_his;
  village_of_his.regions = {region("33.19")};
  village_of_his.area = region("33.19.02.2001");
  Within elsewhere;
  elsewhere.regions = {region("33.74")};
  elsewhere.area = region("33.19.02.2001");
  Within country;
  country.regions = {RegionCode()};
  const std::vector<Case> cases = {
      {kudus, "siti", {2, 1}},    {kudus, "sutrisno", {4}}, {two_places, "331", {2}},
      {traders, "siti", {5, 2}},  {sender, "33", {}},       {sender, "337", {3}},
      {payer, "sutrisno", {3}},   {person, "siti", {2}},    {person, "sutrisno", {}},
      {village_of_his, "s", {1}}, {elsewhere, "siti", {}},  {country, "siti", {5, 2, 1}},
  };
  for (const Case& c : cases) EXPECT_EQ(persons(index.find(c.question, c.within)), c.found);
}

TEST(Search, SaysThatThereIsMore) {
  const Index index = index_of(village());
  const Hits hits = index.find("siti", {}, 2);
  EXPECT_EQ(hits.hits.size(), 2U);
  EXPECT_TRUE(hits.more);
  EXPECT_FALSE(index.find("siti", {}, 3).more);
  EXPECT_TRUE(index.find("siti", {}, 0).hits.empty());
}

TEST(Search, ShowsACard) {
  const Index index = index_of(village());
  const auto card = index.card(5);
  ASSERT_TRUE(card);
  EXPECT_EQ(card->name, "Aminah Siti");
  EXPECT_EQ(card->nik, "3578010101600001");
  EXPECT_EQ(card->sector, Sector::fishery);
  EXPECT_EQ(card->birth_year, 1980);
  EXPECT_FALSE(index.card(99));
}

TEST(Search, ChangesTakeThePlaceOfWhatWas) {
  const auto base = std::make_shared<const Index>(index_of(village()));
  Known renamed = village()[0];
  renamed.names = {"Siti Rahayu"};
  const auto changes = std::make_shared<const Index>(index_of({renamed}));
  std::vector<bool> hidden(base->size());
  hidden[*base->place(1)] = true;
  const Catalogue catalogue{base, changes,
                            std::make_shared<const std::vector<bool>>(std::move(hidden))};
  EXPECT_EQ(persons(catalogue.find("siti aminah", {})), (std::vector<std::int64_t>{5, 2}));
  EXPECT_EQ(persons(catalogue.find("siti rahayu", {})), (std::vector<std::int64_t>{1}));
  EXPECT_EQ(persons(catalogue.find("siti", {})), (std::vector<std::int64_t>{5, 2, 1}));
  EXPECT_EQ(catalogue.card(1)->name, "Siti Rahayu");
  EXPECT_EQ(catalogue.card(2)->name, "SITI A");
  Within elsewhere;
  elsewhere.regions = {region("33.74")};
  EXPECT_FALSE(catalogue.reaches(1, elsewhere));
  EXPECT_TRUE(catalogue.reaches(1, {}));
  EXPECT_TRUE(catalogue.reaches(3, elsewhere));
  EXPECT_FALSE(catalogue.reaches(99, {}));
}

TEST(Search, AnswersHostileQuestions) {
  const Index index = index_of(village());
  const Index nobody = index_of({});
  std::string zeros(64, '\0');
  for (const std::string& question :
       {std::string(10'000, 'a'), std::string(10'000, '3'), std::string(10'000, ' '),
        std::string("\xff\xfe\xc3"), std::string("\xc3"), zeros, std::string("%' or 1=1 --"),
        std::string("a b c d e f g h i j k l"), std::string("99999999999999999999")}) {
    EXPECT_LE(index.find(question, {}).hits.size(), 20U);
    EXPECT_TRUE(nobody.find(question, {}).hits.empty());
  }
}

// ---- the naive scan ----

int slips(const std::string& a, const std::string& b) {  // optimal string alignment, by the table
  std::vector<std::vector<int>> d(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = static_cast<int>(i);
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min(
          {d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

int word_cost(const NameWord& asked, const NameWord& given, bool last) {
  if (asked.plain == given.plain) return 0;
  if (asked.sound == given.sound) return 1;
  if (last && given.plain.starts_with(asked.plain)) return 2;
  if (last && asked.sound.size() >= 2 && given.sound.starts_with(asked.sound)) return 2;
  if (asked.plain.size() == 1 && given.plain.starts_with(asked.plain)) return 3;
  if (given.plain.size() == 1 && asked.plain.starts_with(given.plain)) return 3;
  const int wrong = slips(asked.sound, given.sound);
  if (asked.sound.size() >= 4 && wrong == 1) return 6;
  if (asked.sound.size() >= 8 && wrong == 2) return 9;
  return -1;
}

int name_cost(const std::vector<NameWord>& asked, const std::string& name) {
  const auto given = name_words_of(name);
  if (given.empty() || given.size() < asked.size()) return -1;
  if (asked.size() == 1 && asked[0].plain.size() == 1) {
    return given[0].plain.starts_with(asked[0].plain) ? 2 : -1;
  }
  std::vector<std::size_t> order(given.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  int best = -1;
  do {
    int sum = 0;
    bool fits = true;
    for (std::size_t i = 0; fits && i < asked.size(); ++i) {
      const int cost = word_cost(asked[i], given[order[i]], i + 1 == asked.size());
      fits = cost >= 0;
      sum += cost;
      if (i > 0 && order[i] < order[i - 1]) sum |= 0x1000;
    }
    if (!fits) continue;
    sum = (sum & 0xFFF) + ((sum & 0x1000) != 0 ? 1 : 0);
    if (best < 0 || sum < best) best = sum;
  } while (std::ranges::next_permutation(order).found);
  return best;
}

std::optional<Hit> naive_digits(const Known& known, const std::string& digits) {
  std::optional<Hit> best;
  const auto offer = [&](Found found, std::size_t place, std::string rest, std::size_t width) {
    rest.resize(width - place, '0');
    const Hit hit{found, static_cast<int>(place), std::stoull(rest), {}, known.person};
    if (!best || hit < *best) best = hit;
  };
  for (const std::string& nik : known.niks) {
    for (std::size_t at = nik.find(digits); at != std::string::npos;
         at = nik.find(digits, at + 1)) {
      offer(at == 0 ? Found::by_nik_start : Found::by_nik, at, nik.substr(at), 16);
    }
  }
  std::string start = digits;
  if (start.starts_with("62")) {
    start = start.substr(2);
  } else if (start.starts_with("0")) {
    start = start.substr(1);
  }
  for (const std::string& written : known.phones) {
    const std::string phone = written.substr(1);  // the invented ones begin with 0
    if (start.size() >= 3 && phone.starts_with(start)) {
      offer(Found::by_phone_start, 0, phone, 13);
    }
    for (std::size_t at = phone.find(digits, 1); at != std::string::npos;
         at = phone.find(digits, at + 1)) {
      offer(Found::by_phone, at, phone.substr(at), 13);
    }
  }
  return best;
}

std::optional<Hit> naive_name(const Known& known, const std::vector<NameWord>& asked) {
  std::optional<Hit> best;
  for (const std::string& name : known.names) {
    const int cost = name_cost(asked, name);
    if (cost < 0) continue;
    Hit hit{Found::by_name, cost, 0, {}, known.person};
    for (const NameWord& word : name_words_of(name)) {
      hit.name += (hit.name.empty() ? "" : " ") + word.plain;
    }
    if (!best || hit < *best) best = hit;
  }
  return best;
}

bool inside(const Known& known, const Within& within) {
  const auto any_region = [&](RegionCode area) {
    return area == RegionCode() ||
           std::ranges::any_of(known.regions, [&](RegionCode mine) { return area.contains(mine); });
  };
  if (!within.regions.empty() && std::ranges::none_of(within.regions, any_region)) return false;
  if (within.area && !any_region(*within.area)) return false;
  if (!within.sectors.empty() && std::ranges::none_of(within.sectors, [&](Sector sector) {
        return std::ranges::count(known.sectors, sector) > 0;
      })) {
    return false;
  }
  if (within.sender && std::ranges::count(known.senders, *within.sender) == 0) return false;
  return !within.payer || std::ranges::count(known.payers, *within.payer) > 0;
}

class Invented {
 public:
  explicit Invented(std::uint32_t seed) : random_(seed) {}
  std::size_t below(std::size_t limit) { return random_() % limit; }

  std::string name() {
    static constexpr std::array words{
        "SITI",     "AMINAH", "MUHAMMAD", "MOH",     "M",       "SUTRISNO", "SOETRISNO",
        "ACHMAD",   "AHMAD",  "NUR",      "NURUL",   "CHOIRUL", "KHOIRUL",  "DJOKO",
        "JOKO",     "TJIPTO", "CIPTO",    "SRI",     "S",       "RAHAYU",   "RAHAJOE",
        "WAHYU",    "WAHJU",  "BUDI",     "SANTOSO", "SANTOSA", "A",        "SUPRIYADI",
        "SUPRIADI", "SITTI",  "ST",       "YUSUF"};
    std::string all;
    for (std::size_t i = 0, count = 1 + below(4); i < count; ++i) {
      if (!all.empty()) all += ' ';
      all += words[below(words.size())];
    }
    return all;
  }
  std::string digits(std::size_t count, std::string all) {
    while (all.size() < count) all += static_cast<char>('0' + below(4));
    return all;
  }
  Known person(std::int64_t number) {
    Known known{number, {}, {}, {}, {}, {}, {}, {}};
    for (std::size_t i = 0, count = below(3); i < count; ++i) {
      known.niks.push_back(digits(16, below(2) == 0 ? "3319" : "33"));
    }
    for (std::size_t i = 0, count = below(3); i < count; ++i) known.names.push_back(name());
    if (below(2) == 0) known.phones.push_back(digits(11 + below(2), "081"));
    static constexpr std::array places{"33.19.02.2001", "33.19.02.2002", "33.19", "33.74.01.1001"};
    for (std::size_t i = 0, count = below(3); i < count; ++i) {
      known.regions.push_back(region(places[below(places.size())]));
    }
    if (below(2) == 0) known.sectors.push_back(all_sectors()[below(3)]);
    known.senders.push_back(static_cast<std::int64_t>(below(3)));
    if (below(3) == 0) known.payers.push_back(static_cast<std::int64_t>(below(3)));
    return known;
  }
  std::string question(const std::vector<Known>& people) {
    const Known& known = people[below(people.size())];
    if (below(3) == 0) {
      const std::string all = known.niks.empty() ? digits(12, "08") : known.niks[0];
      const std::size_t start = below(all.size() - 3);
      return all.substr(start, 3 + below(all.size() - start - 2));
    }
    std::string asked = known.names.empty() ? name() : known.names[0];
    if (below(3) == 0) asked = asked.substr(0, 1 + below(asked.size()));
    if (below(3) == 0) std::swap(asked[below(asked.size())], asked[below(asked.size())]);
    if (below(4) == 0) asked[below(asked.size())] = static_cast<char>('A' + below(26));
    return asked;
  }
  Within within() {
    Within within;
    if (below(3) == 0) within.regions = {region("33.19.02"), region("33.74")};
    if (below(4) == 0) within.sectors = {all_sectors()[0]};
    if (below(4) == 0) within.sender = static_cast<std::int64_t>(below(3));
    if (below(5) == 0) within.payer = static_cast<std::int64_t>(below(3));
    if (below(5) == 0) within.area = region("33.19");
    return within;
  }

 private:
  std::mt19937 random_;
};

Hits naive(const std::vector<Known>& people, const std::string& question, const Within& within) {
  Hits hits;
  const bool name = std::ranges::any_of(question, [](char c) { return c >= 'A'; });
  const auto asked = name_words_of(question);
  if (name && asked.empty()) return hits;
  if (!name && question.size() < 3) return hits;
  for (const Known& known : people) {
    if (!inside(known, within)) continue;
    const auto hit = name ? naive_name(known, asked) : naive_digits(known, question);
    if (hit) hits.hits.push_back(*hit);
  }
  std::ranges::sort(hits.hits);
  hits.more = hits.hits.size() > 20;
  if (hits.more) hits.hits.resize(20);
  return hits;
}

TEST(Search, FindsWhatANaiveScanFinds) {
  Invented invented(7);
  std::vector<Known> people;
  for (std::int64_t number = 1; number <= 3000; ++number) {
    people.push_back(invented.person(number * 3));
  }
  const Index index = index_of(people);
  for (int i = 0; i < 400; ++i) {
    const std::string question = invented.question(people);
    const Within within = i % 2 == 0 ? Within{} : invented.within();
    const Hits expected = naive(people, question, within);
    const Hits found = index.find(question, within);
    ASSERT_EQ(found.hits.size(), expected.hits.size()) << question;
    for (std::size_t at = 0; at < found.hits.size(); ++at) {
      const Hit& a = found.hits[at];
      const Hit& b = expected.hits[at];
      ASSERT_TRUE(a == b) << question << " place " << at << ": " << a.name << " " << a.cost << " "
                          << a.order << " person " << a.person << ", expected " << b.name << " "
                          << b.cost << " " << b.order << " person " << b.person;
    }
    EXPECT_EQ(found.more, expected.more) << question;
    EXPECT_FALSE(found.cut);
  }
}

TEST(Search, TheOrderOfArrivalDoesNotMatter) {
  Invented invented(11);
  std::vector<Known> people;
  for (std::int64_t number = 1; number <= 300; ++number) people.push_back(invented.person(number));
  const Index forth = index_of(people);
  std::ranges::reverse(people);
  const Index back = index_of(people);
  for (int i = 0; i < 50; ++i) {
    const std::string question = invented.question(people);
    EXPECT_EQ(forth.find(question, {}).hits, back.find(question, {}).hits) << question;
  }
}

TEST(Search, WhoComesAgainReplacesHimself) {
  Builder builder;
  Known known = village()[0];
  add(builder, known);
  known.names = {"Siti Rahayu"};
  known.niks = {};
  add(builder, known);
  const Index index = std::move(builder).build();
  EXPECT_EQ(index.size(), 1U);
  EXPECT_TRUE(index.find("aminah", {}).hits.empty());
  EXPECT_TRUE(index.find("331902", {}).hits.empty());
  EXPECT_EQ(persons(index.find("rahayu", {})), (std::vector<std::int64_t>{1}));
}

}  // namespace
}  // namespace payung::search
