// Goal: a scope reaches what lies inside all its limits and nothing else; deny by default.
// Method: tables of limits and places by hand, on both sides of each border.
#include "identity/scope.hpp"

#include <gtest/gtest.h>

namespace payung::identity {
namespace {

RegionCode region(const char* code) { return *RegionCode::parse(code); }

Scope scope_of(std::initializer_list<std::pair<const char*, const char*>> limits) {
  Scope scope;
  for (const auto& [kind, value] : limits) EXPECT_TRUE(add_limit(scope, kind, value).ok()) << value;
  return scope;
}

TEST(Scope, NothingIsReachedWithoutALimit) {
  const Scope nothing;
  EXPECT_TRUE(nothing.empty());
  EXPECT_FALSE(nothing.reaches(region("33.19")));
  EXPECT_FALSE(nothing.reaches(std::nullopt));
  EXPECT_FALSE(nothing.reaches(std::nullopt, std::nullopt));
  EXPECT_FALSE(nothing.reaches_sender("dinas"));
  EXPECT_FALSE(nothing.reaches_payer("dinas"));
  EXPECT_FALSE(nothing.reaches_person(1));
  EXPECT_TRUE(scope_of({{"sector", "fishery"}}).empty()) << "sectors narrow, they give nothing";
  EXPECT_FALSE(scope_of({{"sector", "fishery"}}).reaches(region("33"), Sector::fishery));
  EXPECT_EQ(to_text(nothing), "nothing");
}

TEST(Scope, Reaches) {
  const Scope kudus = scope_of({{"region", "33.19"}});
  const Scope fish = scope_of({{"region", "33.19"}, {"sector", "fishery"}});
  const Scope country = scope_of({{"region", "*"}});
  const struct {
    const char* why;
    const Scope* scope;
    std::optional<RegionCode> region;
    std::optional<Sector> sector;
    bool inside;
  } cases[] = {
      {"itself", &kudus, region("33.19"), {}, true},
      {"a village of it", &kudus, region("33.19.03.2005"), Sector::trade, true},
      {"the province around it", &kudus, region("33"), {}, false},
      {"the neighbour", &kudus, region("33.18"), {}, false},
      {"not known", &kudus, std::nullopt, {}, false},
      {"the right sector", &fish, region("33.19.03"), Sector::fishery, true},
      {"another sector", &fish, region("33.19.03"), Sector::trade, false},
      {"sector not known", &fish, region("33.19.03"), std::nullopt, false},
      {"the country", &country, region("94.71"), Sector::arts, true},
      {"the country, not known", &country, std::nullopt, std::nullopt, true},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(c.scope->reaches(c.region, c.sector), c.inside) << c.why;
  }
}

TEST(Scope, SenderPayerAndPerson) {
  const Scope company = scope_of({{"payer", "toko"}});
  EXPECT_TRUE(company.reaches(region("33.19")));
  EXPECT_TRUE(company.reaches(std::nullopt));
  EXPECT_TRUE(company.reaches_payer("toko"));
  EXPECT_FALSE(company.reaches_payer("tok"));
  EXPECT_FALSE(company.reaches_payer(""));
  const Scope worker = scope_of({{"person", "12"}});
  EXPECT_TRUE(worker.reaches_person(12));
  EXPECT_FALSE(worker.reaches_person(13));
  const Scope agency = scope_of({{"region", "33.19"}, {"sender", "dinas"}});
  EXPECT_TRUE(agency.reaches_sender("dinas"));
  EXPECT_FALSE(agency.reaches_sender("dinkes"));
  EXPECT_FALSE(agency.reaches(region("33.18")));
}

TEST(Scope, BothAndWithin) {
  const Scope country = Scope::everything();
  const Scope province = scope_of({{"region", "33"}});
  const Scope kudus = scope_of({{"region", "33.19"}, {"region", "34.04"}, {"sender", "dinas"}});
  const Scope fish = scope_of({{"region", "33"}, {"sector", "fishery"}});
  const struct {
    const char* why;
    Scope left;
    Scope right;
    const char* both;
    bool left_within_right;
  } cases[] = {
      {"the smaller place stays", kudus, province, "region=33.19 sender=dinas", false},
      {"the same", province, province, "region=33", true},
      {"inside the country", kudus, country, "region=33.19 region=34.04 sender=dinas", true},
      {"wider than", country, province, "region=33", false},
      {"sectors", province, fish, "region=33 sector=fishery", false},
      {"fewer sectors", fish, province, "region=33 sector=fishery", true},
      {"apart", scope_of({{"region", "32"}}), province, "nothing", false},
      {"two senders", kudus, scope_of({{"region", "*"}, {"sender", "other"}}), "nothing", false},
      {"two sectors", fish, scope_of({{"region", "33"}, {"sector", "arts"}}), "nothing", false},
      {"nothing is inside all", Scope{}, province, "nothing", true},
      {"nothing holds nothing", province, Scope{}, "nothing", false},
      {"a payer is no region", scope_of({{"payer", "toko"}}), province, "region=33 payer=toko",
       false},
      {"a person", scope_of({{"person", "5"}}), scope_of({{"person", "6"}}), "nothing", false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(to_text(both(c.left, c.right)), c.both) << c.why;
    EXPECT_EQ(to_text(both(c.right, c.left)), c.both) << c.why;
    EXPECT_EQ(within(c.left, c.right), c.left_within_right) << c.why;
  }
}

TEST(Scope, LimitsAreChecked) {
  const struct {
    const char* kind;
    const char* value;
  } wrong[] = {
      {"region", ""},
      {"region", "3"},
      {"region", "33.19.x"},
      {"sector", "mining"},
      {"sector", ""},
      {"sender", ""},
      {"payer", "a\nb"},
      {"person", "0"},
      {"person", "-1"},
      {"person", "1x"},
      {"person", ""},
      {"everything", "*"},
      {"person", "99999999999999999999"},
  };
  for (const auto& c : wrong) {
    Scope scope;
    EXPECT_FALSE(add_limit(scope, c.kind, c.value).ok()) << c.kind << " " << c.value;
    EXPECT_TRUE(scope.empty());
  }
}

TEST(Scope, LimitsThereAndBack) {
  const Scope scope = scope_of({{"region", "33.19"},
                                {"region", "*"},
                                {"sector", "trade"},
                                {"sender", "dinas"},
                                {"payer", "toko"},
                                {"person", "12"}});
  EXPECT_EQ(to_text(scope), "region=* region=33.19 sector=trade sender=dinas payer=toko person=12");
}

}  // namespace
}  // namespace payung::identity
