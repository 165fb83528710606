#include "synthesis/data_lines.hpp"
#include "synthesis/population.hpp"

namespace payung::synthesis {
namespace {

constexpr std::uint32_t kWeightMax = 10'000;

Status load_occupations(std::string_view text, Materials& materials) {
  const auto lines = data_lines("data/names/occupations.csv", text,
                                "word,sector,segment,weight_village,weight_town");
  if (!lines) return lines.error();
  for (const DataLine& line : *lines) {
    const auto sector = parse_sector(line.fields[1]);
    if (!sector) return Error{Errc::bad_value, line.where, sector.error().detail};
    const auto segment = parse_segment(line.fields[2]);
    if (!segment) return Error{Errc::bad_value, line.where, segment.error().detail};
    const auto village = data_number(line, 3, kWeightMax);
    if (!village) return village.error();
    const auto town = data_number(line, 4, kWeightMax);
    if (!town) return town.error();
    materials.occupations.push_back(
        {std::string(line.fields[0]), *sector, *segment, *village, *town});
  }
  return {};
}

Status load_places(std::string_view text, Materials& materials) {
  const auto lines = data_lines("data/names/places.csv", text, "kind,name");
  if (!lines) return lines.error();
  for (const DataLine& line : *lines) {
    if (line.fields[0] == "hamlet") {
      materials.hamlets.emplace_back(line.fields[1]);
    } else if (line.fields[0] == "street") {
      materials.streets.emplace_back(line.fields[1]);
    } else {
      return Error{Errc::bad_value, line.where, "hamlet or street"};
    }
  }
  if (materials.hamlets.empty() || materials.streets.empty()) {
    return Error{Errc::bad_value, "data/names/places.csv", "hamlets and streets"};
  }
  return {};
}

Status load_historic(std::string_view text, Materials& materials) {
  const auto lines = data_lines("data/historic_codes.csv", text, "code,name,last_seen_in_table_of");
  if (!lines) return lines.error();
  for (const DataLine& line : *lines) {
    const auto code = RegionCode::parse(line.fields[0]);
    if (!code) return Error{Errc::bad_region, line.where};
    if (code->level() == RegionLevel::district) materials.historic_codes.push_back(*code);
  }
  return {};
}

}  // namespace

Result<Materials> load_materials(const MaterialFiles& files, const RegionTable& regions) {
  auto names = NameStock::load(files.names);
  if (!names) return names.error();
  Materials materials{&regions, *std::move(names), {}, {}, {}, {}};
  if (auto done = load_occupations(files.occupations, materials); !done) return done.error();
  if (auto done = load_places(files.places, materials); !done) return done.error();
  if (auto done = load_historic(files.historic, materials); !done) return done.error();
  return materials;
}

}  // namespace payung::synthesis
