#include "synthesis/data_lines.hpp"
#include "synthesis/generate.hpp"

namespace payung::synthesis {

Result<ListRates> load_rates(std::string_view damage_csv) {
  constexpr std::uint32_t kWhole = 10'000;
  constexpr std::int64_t kMillionths = 100;
  std::string header = "kind";
  for (const ListKind list : all_lists()) header += "," + std::string(to_text(list));
  const auto lines = data_lines("data/names/damage.csv", damage_csv, header);
  if (!lines) return lines.error();
  ListRates rates;
  for (const DataLine& line : *lines) {
    const bool presence = line.fields[0] == "presence";
    const auto damage = parse_damage(line.fields[0]);
    if (!presence && !damage) return Error{Errc::bad_value, line.where, damage.error().detail};
    for (std::size_t list = 0; list < list_count; ++list) {
      const auto rate = data_number(line, list + 1, kWhole);
      if (!rate) return rate.error();
      const std::int64_t millionths = std::int64_t{*rate} * kMillionths;
      if (presence) {
        rates.presence[list] = millionths;
      } else {
        rates.damage[list][static_cast<std::size_t>(*damage)] = millionths;
      }
    }
  }
  return rates;
}

}  // namespace payung::synthesis
