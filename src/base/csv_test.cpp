// Goal: a field survives the trip through a csv file, and none becomes a formula.
// Method: a table of fields after RFC 4180 and the OWASP list of formula beginnings.
#include "base/csv.hpp"

#include <gtest/gtest.h>

namespace payung {
namespace {

TEST(Csv, QuotesWhatNeedsIt) {
  const struct {
    const char* why;
    const char* field;
    const char* written;
  } cases[] = {
      {"plain", "Undaan", "x,Undaan"},
      {"comma", "a,b", "x,\"a,b\""},
      {"quote", "say \"ya\"", "x,\"say \"\"ya\"\"\""},
      {"line break", "a\nb", "x,\"a\nb\""},
      {"empty", "", "x,"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    std::string line;
    append_csv(line, "x", CsvReader::machine);
    append_csv(line, c.field, CsvReader::machine);
    EXPECT_EQ(line, c.written);
  }
}

TEST(Csv, AnEmptyFirstFieldKeepsItsPlace) {
  std::string line;
  append_csv(line, "", CsvReader::machine);
  append_csv(line, "b", CsvReader::machine);
  EXPECT_EQ(line, "\"\",b");
}

TEST(Csv, FormulasAreDisarmedForPeopleOnly) {
  for (const char* field : {"=1+1", "+62812", "-5", "@SUM(A1)", "\t=1", "\r=1"}) {
    SCOPED_TRACE(field);
    std::string person;
    append_csv(person, field, CsvReader::person);
    EXPECT_NE(person.find('\''), std::string::npos);
    std::string machine;
    append_csv(machine, field, CsvReader::machine);
    EXPECT_EQ(machine.find('\''), std::string::npos);
  }
}

}  // namespace
}  // namespace payung
