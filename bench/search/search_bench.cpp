// Search over invented people beside PostgreSQL's pg_trgm on the same people in the same run.
//   search_bench PEOPLE [peer]     with `peer`: PAYUNG_TEST_POSTGRES, see tools/with_postgres.sh
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "adapters/postgres/postgres.hpp"
#include "search/index.hpp"
#include "synthesis/population.hpp"

namespace payung::bench {
namespace {

using Clock = std::chrono::steady_clock;

double microseconds(Clock::time_point since) {
  return std::chrono::duration<double, std::micro>(Clock::now() - since).count();
}

template <class T>
T must(Result<T> result, const char* what) {
  if (!result) {
    std::fprintf(stderr, "%s: %s %s\n", what, result.error().where.c_str(),
                 result.error().detail.c_str());
    std::exit(1);
  }
  return *std::move(result);
}

std::string read(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

struct Someone {
  std::string nik;
  std::string name;
  std::string phone;
  RegionCode village;
  Sector sector;
  int born;
};

std::vector<Someone> invent(std::int64_t count) {
  const std::string given = read("data/names/given.csv");
  const std::string family = read("data/names/family.csv");
  const std::string cultures = read("data/names/cultures.csv");
  const std::string occupations = read("data/names/occupations.csv");
  const std::string places = read("data/names/places.csv");
  const std::string historic = read("data/historic_codes.csv");
  const auto regions = must(RegionTable::load(read("data/regions.csv"), historic), "regions");
  const auto materials =
      must(synthesis::load_materials({{given, family, cultures}, occupations, places, historic},
                                     regions),
           "materials");
  std::vector<Someone> all;
  for (const char* regency : {"33.19", "35.78", "12.71", "73.71"}) {
    const synthesis::PopulationSettings settings{must(RegionCode::parse(regency), regency),
                                                 count / 4, 1, must(Date::of(2025, 1, 1), "day")};
    auto population = must(synthesis::Population::make(settings, materials), regency);
    synthesis::Household household;
    while (population.next(household)) {
      for (const auto& member : household.members) {
        std::string name;
        for (const auto& part : member.name) name += (name.empty() ? "" : " ") + part;
        all.push_back({member.nik, name, member.phone, household.address.village, member.sector,
                       member.birth.year()});
      }
    }
  }
  return all;
}

struct Question {
  const char* kind;
  std::string text;
};

/// What people type: fragments and names as they are, cut short, misspelt, reordered, and nobody.
std::vector<Question> questions(const std::vector<Someone>& people, std::size_t count) {
  std::mt19937 random(5);
  const auto below = [&](std::size_t limit) { return random() % limit; };
  std::vector<Question> all;
  while (all.size() < count) {
    const Someone& one = people[below(people.size())];
    std::string name = one.name;
    switch (all.size() % 12) {
      case 0: all.push_back({"nik start", one.nik.substr(0, 3 + below(14))}); break;
      case 1: all.push_back({"nik inside", one.nik.substr(4, 4 + below(8))}); break;
      case 2:
        all.push_back({"phone", one.phone.empty() ? "0812345" : one.phone.substr(0, 5 + below(7))});
        break;
      case 3: all.push_back({"name", name}); break;
      case 4: all.push_back({"name typed", name.substr(0, 2 + below(name.size()))}); break;
      case 5:
        name[below(name.size())] = static_cast<char>('a' + below(26));
        all.push_back({"name slip", name});
        break;
      case 6:
        if (const auto blank = name.find(' '); blank != std::string::npos) {
          name = name.substr(blank + 1) + " " + name.substr(0, blank);
        }
        all.push_back({"name turned", name});
        break;
      case 7:
        if (const auto blank = name.find(' '); blank != std::string::npos) {
          name = name.substr(0, blank + 2);
        }
        all.push_back({"initial", name});
        break;
      case 8:
        for (auto at = name.find('U'); at != std::string::npos; at = name.find('U', at + 2)) {
          name.replace(at, 1, "OE");
        }
        all.push_back({"old spelling", name});
        break;
      case 9:
        all.push_back({"letters", std::string(1 + below(2), static_cast<char>('a' + below(26)))});
        break;
      case 10:
        all.push_back(
            {"common", std::vector<std::string>{"siti", "muhammad", "sri", "ahmad", "nur", "siti a",
                                                "m s", "331", "081"}[below(9)]});
        break;
      default: all.push_back({"nobody", "xq" + name.substr(0, 3) + " zwv"}); break;
    }
  }
  return all;
}

void print(const char* kind, std::vector<double> took) {
  if (took.empty()) return;
  std::ranges::sort(took);
  const auto at = [&](double share) {
    return took[static_cast<std::size_t>(share * static_cast<double>(took.size() - 1))];
  };
  std::printf("  %-14s %6zu  p50 %8.0f  p99 %8.0f  max %8.0f us\n", kind, took.size(), at(0.5),
              at(0.99), took.back());
}

template <class Ask>
double measure(const char* who, const std::vector<Question>& asked, std::size_t count, Ask&& ask) {
  std::printf("%s\n", who);
  std::vector<double> all;
  std::vector<std::pair<std::string, std::vector<double>>> kinds;
  for (std::size_t i = 0; i < count && i < asked.size(); ++i) {
    const auto start = Clock::now();
    ask(asked[i]);
    all.push_back(microseconds(start));
    auto kind = std::ranges::find(kinds, asked[i].kind, [](const auto& k) { return k.first; });
    if (kind == kinds.end()) kind = kinds.insert(kinds.end(), {asked[i].kind, {}});
    kind->second.push_back(all.back());
  }
  for (const auto& [kind, took] : kinds) print(kind.c_str(), took);
  print("all", all);
  double sum = 0;
  for (const double one : all) sum += one;
  return sum / static_cast<double>(all.size());
}

Status load_peer(db::Connection& peer, const std::vector<Someone>& people) {
  if (auto s = peer.script("create extension pg_trgm;"
                           "create table someone (id bigint, nik text, name text, phone text);");
      !s) {
    return s;
  }
  auto transaction = db::Transaction::begin(peer);
  if (!transaction) return transaction.error();
  auto rows = peer.bulk("someone", {"id", "nik", "name", "phone"});
  if (!rows) return rows.error();
  for (std::size_t i = 0; i < people.size(); ++i) {
    auto added =
        (*rows)->add({static_cast<std::int64_t>(i), std::string_view(people[i].nik),
                      std::string_view(people[i].name), std::string_view(people[i].phone)});
    if (!added) return added;
  }
  if (const auto done = (*rows)->finish(); !done) return done.error();
  if (auto done = transaction->commit(); !done) return done;
  return peer.script(
      "create index on someone using gin (nik gin_trgm_ops);"
      "create index on someone using gin (name gin_trgm_ops);"
      "create index on someone using gin (phone gin_trgm_ops);"
      "analyze someone;");
}

void ask_peer(db::Connection& peer, const Question& question) {
  const auto each = [](const db::Row&) { return Status{}; };
  const bool digits = question.text.find_first_not_of("0123456789") == std::string::npos;
  const std::string pattern = "%" + question.text + "%";
  const Status done = digits
                          ? peer.query(
                                "select id from someone where nik like $1 or phone like $1 "
                                "order by id limit 20",
                                {std::string_view(pattern)}, each)
                          : peer.query(
                                "select id from someone where name % $1 or name ilike $2 "
                                "order by similarity(name, $1) desc, id limit 20",
                                {std::string_view(question.text), std::string_view(pattern)}, each);
  if (!done) std::fprintf(stderr, "peer: %s\n", done.error().detail.c_str());
}

int run(int argc, char** argv) {
  const std::int64_t count = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
  const auto people = invent(count);
  const auto start = Clock::now();
  search::Builder builder;
  for (std::size_t i = 0; i < people.size(); ++i) {
    const Someone& one = people[i];
    const std::string_view nik[] = {one.nik};
    const std::string_view name[] = {one.name};
    const std::string_view phone[] = {one.phone};
    const RegionCode village[] = {one.village};
    const Sector sector[] = {one.sector};
    builder.add(
        {static_cast<std::int64_t>(i + 1), nik, name, phone, village, sector, {}, {}, one.born});
  }
  const auto index = std::move(builder).build();
  std::printf("people %zu  build %.2f s  memory %.0f MB\n", index.size(), microseconds(start) / 1e6,
              static_cast<double>(index.bytes()) / 1e6);
  const auto asked = questions(people, 24'000);
  const double own = measure("Payung, everybody", asked, asked.size(),
                             [&](const Question& q) { (void)index.find(q.text, {}); });
  search::Within village;
  village.regions = {people.front().village};
  measure("Payung, one village", asked, asked.size() / 4,
          [&](const Question& q) { (void)index.find(q.text, village); });
  search::Within fishers;
  fishers.regions = {people.front().village.at(RegionLevel::regency)};
  fishers.sectors = {Sector::fishery};
  measure("Payung, one sector of a regency", asked, asked.size() / 4,
          [&](const Question& q) { (void)index.find(q.text, fishers); });

  const char* address = std::getenv("PAYUNG_TEST_POSTGRES");
  if (argc < 3 || address == nullptr) return 0;
  auto peer = must(postgres::open(address), "peer");
  const auto loading = Clock::now();
  if (const auto loaded = load_peer(*peer, people); !loaded) {
    std::fprintf(stderr, "peer: %s\n", loaded.error().detail.c_str());
    return 1;
  }
  std::printf("peer: load and index %.1f s\n", microseconds(loading) / 1e6);
  const double other = measure("PostgreSQL 15 with pg_trgm, everybody", asked, 240,
                               [&](const Question& q) { ask_peer(*peer, q); });
  std::printf("mean %.0f us against %.0f us: 1 to %.0f\n", own, other, other / own);
  return 0;
}

}  // namespace
}  // namespace payung::bench

int main(int argc, char** argv) { return payung::bench::run(argc, argv); }
