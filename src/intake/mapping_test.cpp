// Goal: what a person decided of a sender's columns is kept as text and found again.
// Method: round trips, spellings of the same header, and lines of wrong form.
#include "intake/mapping.hpp"

#include <gtest/gtest.h>

namespace payung::intake {
namespace {

TEST(Mapping, RememberedByHeaderWhateverItsSpelling) {
  Mapping mapping;
  mapping.set("No. HP (WA)", Field::phone);
  mapping.set("Panggilan", Field::name);
  mapping.set("", Field::nik);  // a column without header cannot be known again
  EXPECT_EQ(mapping.text(), "no hp wa=phone\npanggilan=name\n");
  EXPECT_EQ(mapping.find("NO HP / WA"), Field::phone);
  EXPECT_FALSE(mapping.find("Alamat"));
  EXPECT_EQ(*Mapping::parse(mapping.text()), mapping);
  EXPECT_TRUE(Mapping::parse("")->empty());
}

TEST(Mapping, LinesOfWrongFormAreNamed) {
  EXPECT_EQ(Mapping::parse("a=name\nb\n").error().where, "mapping:2");
  EXPECT_FALSE(Mapping::parse("a=shoe_size"));
  EXPECT_FALSE(Mapping::parse("=name"));
}

TEST(Field, EveryFieldHasAWordOfItsOwn) {
  for (const Field field : all_fields()) {
    const auto parsed = parse_field(to_text(field));
    ASSERT_TRUE(parsed);
    EXPECT_EQ(*parsed, field);
  }
}

}  // namespace
}  // namespace payung::intake
