// links: base potential
// Any text as a file of series: it is refused with file and line, or every split adds up.
#include <cstddef>
#include <cstdint>
#include <string>

#include "check.hpp"
#include "potential/series.hpp"

using payung::Errc;
using payung::RegionTable;
namespace potential = payung::potential;

namespace {

const RegionTable& regions() {
  static const auto table = RegionTable::load(
      "code,name\n33,Jawa Tengah\n33.19,Kudus\n33.19.01,Kaliwungu\n33.72,Surakarta\n",
      "code,name,last_seen_in_table_of\n33.99,Lama,2016\n");
  return *table;
}

void check_splits(const potential::Series& series, const potential::Subject& subject) {
  for (const auto by :
       {potential::SplitBy::region, potential::SplitBy::sector, potential::SplitBy::segment}) {
    const auto split = series.split(subject, by);
    if (!split) continue;
    std::int64_t sum = split->not_split;
    for (const auto& part : split->parts) sum += part.people;
    FUZZ_CHECK(sum == split->whole.people);
    FUZZ_CHECK(split->whole.people >= 0);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const potential::SeriesFile file{"f.toml",
                                   std::string(reinterpret_cast<const char*>(data), size)};
  const auto book = potential::SeriesBook::load({&file, 1}, regions());
  if (!book.ok()) {
    FUZZ_CHECK(book.error().code == Errc::bad_scenario);
    FUZZ_CHECK(book.error().where.starts_with("f.toml:"));
    return 0;
  }
  for (const potential::Series& series : book->all()) {
    for (const auto& figure : series.stated()) {
      FUZZ_CHECK(series.figure(figure.subject)->people == figure.people);
      check_splits(series, figure.subject);
      check_splits(series, {figure.subject.region});
    }
  }
  return 0;
}
