// payung synthesise: an invented population and the lists agencies would send of it.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "adapters/assets/assets.hpp"
#include "adapters/sheets/agency_files.hpp"
#include "adapters/sheets/agency_workbook.hpp"
#include "cmd/command.hpp"
#include "synthesis/generate.hpp"

namespace payung::cmd {
namespace {

using synthesis::ListKind;
using synthesis::Totals;

struct Options {
  std::string regency;
  std::int64_t people = 0;
  std::uint64_t seed = 1;
  std::string out;
  std::vector<std::string> lists;
  std::vector<std::string> presence;
  std::string damage = "1.0";
  std::string as_of = "2025-01-01";
  bool workbooks = false;
};

/// Hands each row to both writers.
class BothSinks final : public synthesis::Sink {
 public:
  BothSinks(synthesis::Sink& first, synthesis::Sink* second) : first_(first), second_(second) {}
  Status record(const synthesis::Record& record) override {
    if (auto done = first_.record(record); !done || second_ == nullptr) return done;
    return second_->record(record);
  }

 private:
  synthesis::Sink& first_;
  synthesis::Sink* second_;
};

/// "0.25" as thousandths; at most three decimals.
Result<std::int64_t> permille(const std::string& option, const std::string& text) {
  const std::size_t point = text.find('.');
  std::string whole = text.substr(0, point);
  std::string rest = point == std::string::npos ? "" : text.substr(point + 1);
  const std::string digits = whole + rest;
  const bool number = !whole.empty() && whole.size() <= 4 && rest.size() <= 3 &&
                      digits.find_first_not_of("0123456789") == std::string::npos;
  if (!number) return Error{Errc::bad_option, option, "a number such as 0.5"};
  rest.resize(3, '0');
  return std::stoll(whole) * 1000 + std::stoll(rest);
}

Result<std::string_view> asset(std::string_view path) {
  const auto found = assets::find(path);
  if (!found) return Error{Errc::not_found, std::string(path)};
  return *found;
}

struct Loaded {
  synthesis::Materials materials;
  synthesis::ListRates rates;
};

Result<Loaded> load(const RegionTable& regions) {
  std::array<std::string_view, 7> texts;
  constexpr std::array<std::string_view, 7> kPaths{
      "data/names/given.csv",       "data/names/family.csv", "data/names/cultures.csv",
      "data/names/occupations.csv", "data/names/places.csv", "data/historic_codes.csv",
      "data/names/damage.csv"};
  for (std::size_t i = 0; i < kPaths.size(); ++i) {
    const auto text = asset(kPaths[i]);
    if (!text) return text.error();
    texts[i] = *text;
  }
  auto materials = synthesis::load_materials(
      {{texts[0], texts[1], texts[2]}, texts[3], texts[4], texts[5]}, regions);
  if (!materials) return materials.error();
  auto rates = synthesis::load_rates(texts[6]);
  if (!rates) return rates.error();
  return Loaded{*std::move(materials), *std::move(rates)};
}

Status read_lists(const Options& options, synthesis::Settings& settings) {
  for (const std::string& name : options.lists) {
    const auto list = synthesis::parse_list(name);
    if (!list) return Error{Errc::bad_option, "lists", list.error().detail};
    settings.lists.push_back(*list);
  }
  if (settings.lists.empty()) {
    const auto usual = synthesis::usual_lists();
    settings.lists.assign(usual.begin(), usual.end());
  }
  for (const std::string& said : options.presence) {
    const std::size_t equals = said.find('=');
    const auto list = synthesis::parse_list(said.substr(0, equals));
    if (!list || equals == std::string::npos) {
      return Error{Errc::bad_option, "presence", "list=share, such as dtks=0.5"};
    }
    const auto share = permille("presence", said.substr(equals + 1));
    if (!share) return share.error();
    if (*share > 1000) return Error{Errc::bad_option, "presence", "a share from 0 to 1"};
    settings.presence[static_cast<std::size_t>(*list)] = *share * 1000;
  }
  return {};
}

Result<synthesis::Settings> read_settings(const Options& options) {
  const auto regency = RegionCode::parse(options.regency);
  if (!regency) return regency.error();
  const auto as_of = Date::parse(options.as_of);
  if (!as_of) return Error{Errc::bad_option, "as-of", "a day such as 2025-01-01"};
  synthesis::Settings settings{.population = {*regency, options.people, options.seed, *as_of},
                               .lists = {}};
  if (auto read = read_lists(options, settings); !read) return read.error();
  const auto damage = permille("damage", options.damage);
  if (!damage) return damage.error();
  settings.damage_permille = *damage;
  return settings;
}

/// Opens the writers, generates, closes them; after an error none of the files stays.
Result<Totals> write(const Options& options, const synthesis::Settings& settings,
                     const Loaded& loaded, Progress& progress) {
  const Region* regency = loaded.materials.regions->find(settings.population.regency);
  if (regency == nullptr) return Error{Errc::bad_region, options.regency, "not in the table"};
  sheets::AgencyFiles files(options.out, settings.lists);
  sheets::AgencyWorkbooks workbooks(options.out, regency->name, settings.population.as_of);
  const auto run = [&]() -> Result<Totals> {
    if (auto opened = files.open(); !opened) return opened.error();
    if (options.workbooks) {
      if (auto opened = workbooks.open(); !opened) return opened.error();
    }
    BothSinks sinks(files, options.workbooks ? &workbooks : nullptr);
    auto totals = synthesis::generate(settings, loaded.materials, loaded.rates, sinks, progress);
    if (!totals) return totals.error();
    if (auto closed = files.close(); !closed) return closed.error();
    if (options.workbooks) {
      if (auto closed = workbooks.close(); !closed) return closed.error();
    }
    return totals;
  };
  auto totals = run();
  if (!totals) {
    files.discard();
    if (options.workbooks) workbooks.discard();
  }
  return totals;
}

std::int64_t damages(const Totals& totals, ListKind list) {
  std::int64_t sum = 0;
  for (const std::int64_t count : totals.damaged[static_cast<std::size_t>(list)]) sum += count;
  return sum;
}

void print_json(Session& session, const Options& options, const synthesis::Settings& settings,
                const Totals& totals) {
  nlohmann::ordered_json json;
  json["regency"] = settings.population.regency.text();
  json["seed"] = options.seed;
  json["as_of"] = settings.population.as_of.text();
  json["people"] = totals.people;
  json["households"] = totals.households;
  for (const ListKind list : settings.lists) {
    const auto at = static_cast<std::size_t>(list);
    auto& row = json["lists"][std::string(to_text(list))];
    row["records"] = totals.records[at];
    for (std::size_t i = 0; i < synthesis::damage_count; ++i) {
      const auto damage = static_cast<synthesis::Damage>(i);
      row["damage"][std::string(to_text(damage))] = totals.damaged[at][i];
    }
  }
  json["folder"] = options.out;
  session.print(json.dump(2));
}

Exit synthesise(Session& session, const Options& options) {
  const auto settings = read_settings(options);
  if (!settings) return session.fail(settings.error());
  const auto regions = session.regions();
  if (!regions) return session.fail(regions.error());
  const auto loaded = load(**regions);
  if (!loaded) return session.fail(loaded.error());
  const auto totals = write(options, *settings, *loaded, session.progress());
  if (!totals) return session.fail(totals.error());
  if (session.json()) {
    print_json(session, options, *settings, *totals);
    return Exit::ok;
  }
  const Region* regency = (*regions)->find(settings->population.regency);
  session.print(session.text("synthesis.done", {{"people", std::to_string(totals->people)},
                                                {"households", std::to_string(totals->households)},
                                                {"regency", regency->name},
                                                {"seed", std::to_string(options.seed)},
                                                {"day", options.as_of}}));
  for (const ListKind list : settings->lists) {
    const auto at = static_cast<std::size_t>(list);
    session.print(
        session.text("synthesis.list", {{"list", to_text(list)},
                                        {"records", std::to_string(totals->records[at])},
                                        {"damaged", std::to_string(damages(*totals, list))}}));
  }
  session.print(session.text("synthesis.written", {{"folder", options.out}}));
  if (options.workbooks) {
    session.print(session.text("synthesis.workbooks", {{"folder", options.out}}));
  }
  return Exit::ok;
}

}  // namespace

void add_synthesis_commands(CLI::App& root, Session& session, Outcome outcome) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = root.add_subcommand(
      "synthesise",
      "Invent a regency's people and the lists its agencies would send, with the truth");
  command->add_option("--regency", options->regency, "Code of the regency or city, such as 33.19")
      ->required();
  command->add_option("--people", options->people, "People of all ages, 1 to 10,000,000")
      ->required();
  command->add_option("--out", options->out, "Folder to write to")->required();
  command->add_option("--seed", options->seed, "The same seed gives the same bytes")
      ->capture_default_str();
  command
      ->add_option("--lists", options->lists,
                   "register, dtks, pertanian, perdagangan, perhubungan, perusahaan, relawan "
                   "(the default), kesra, kelurahan")
      ->delimiter(',');
  command
      ->add_option("--presence", options->presence,
                   "list=share of those who belong in it that stand in it, such as dtks=0.5")
      ->delimiter(',');
  command->add_option("--damage", options->damage, "0: clean lists; 1: as usual; 2: twice as often")
      ->capture_default_str();
  command->add_option("--as-of", options->as_of, "The day of the lists")->capture_default_str();
  command->add_flag("--workbooks", options->workbooks,
                    "Also .xlsx and .csv files as agencies really send them");
  command->footer(
      "Example:\n"
      "  payung synthesise --regency 33.19 --people 20000 --seed 1 --out kudus --workbooks");
  command->callback([&session, options, outcome] { *outcome = synthesise(session, *options); });
}

}  // namespace payung::cmd
