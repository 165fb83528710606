#include "synthesis/generate.hpp"

#include <algorithm>

#include "synthesis/list_maker.hpp"

namespace payung::synthesis {
namespace {

constexpr std::size_t kWindow = 4096;  // rows of a list that wait to be mixed
constexpr std::int64_t kPermilleMax = 10'000;

/// Of a record id: "dag-17" is the seventeenth row of the traders' list.
std::string_view record_prefix(ListKind list) {
  switch (list) {
    case ListKind::register_: return "reg-";
    case ListKind::dtks: return "dtks-";
    case ListKind::pertanian: return "tani-";
    case ListKind::perdagangan: return "dag-";
    case ListKind::perhubungan: return "hub-";
    case ListKind::perusahaan: return "pt-";
    case ListKind::relawan: return "rel-";
    case ListKind::kesra: return "kes-";
    case ListKind::kelurahan: return "kel-";
  }
  return "";
}

Status check(const Settings& settings) {
  if (settings.damage_permille < 0 || settings.damage_permille > kPermilleMax) {
    return Error{Errc::bad_option, "damage", "0 to 10"};
  }
  for (std::size_t i = 0; i < settings.lists.size(); ++i) {
    const auto rest = settings.lists.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    if (std::find(rest, settings.lists.end(), settings.lists[i]) != settings.lists.end()) {
      return Error{Errc::bad_option, "lists", std::string(to_text(settings.lists[i])) + " twice"};
    }
  }
  return {};
}

/// A list under way: rows wait in a window and leave it in an order that chance decides.
class Mixer {
 public:
  Mixer(ListMaker maker, Sink& sink, Totals& totals)
      : maker_(maker), sink_(sink), totals_(totals) {}

  Status add(const Household& household) {
    maker_.add_rows(household, waiting_);
    while (waiting_.size() > kWindow) {
      if (auto sent = send(); !sent) return sent;
    }
    return {};
  }

  Status finish() {
    while (!waiting_.empty()) {
      if (auto sent = send(); !sent) return sent;
    }
    return {};
  }

 private:
  Status send() {
    std::swap(waiting_[maker_.order().below(waiting_.size())], waiting_.back());
    Record record = std::move(waiting_.back());
    waiting_.pop_back();
    const auto list = static_cast<std::size_t>(maker_.list());
    record.number = ++totals_.records[list];
    record.cell(Column::record_id) =
        std::string(record_prefix(maker_.list())) + std::to_string(record.number);
    for (std::size_t i = 0; i < damage_count; ++i) {
      if (record.damage.test(i)) ++totals_.damaged[list][i];
    }
    return sink_.record(record);
  }

  ListMaker maker_;
  Sink& sink_;
  Totals& totals_;
  std::vector<Record> waiting_;
};

}  // namespace

Result<Totals> generate(const Settings& settings, const Materials& materials,
                        const ListRates& rates, Sink& sink, Progress& progress) {
  if (auto fine = check(settings); !fine) return fine.error();
  auto population = Population::make(settings.population, materials);
  if (!population) return population.error();
  Totals totals;
  std::vector<Mixer> mixers;
  for (const ListKind list : settings.lists) {
    mixers.emplace_back(ListMaker(list, settings, materials, rates, population->places()), sink,
                        totals);
  }
  progress.begin("stage.synthesise", settings.population.people);
  Household household;
  while (population->next(household)) {
    for (Mixer& mixer : mixers) {
      if (auto added = mixer.add(household); !added) return added.error();
    }
    totals.people += static_cast<std::int64_t>(household.members.size());
    ++totals.households;
    if (totals.households % 256 == 0) {
      progress.advance(totals.people);
      if (progress.stop_requested()) return Error{Errc::interrupted, "synthesise"};
    }
  }
  for (Mixer& mixer : mixers) {
    if (auto finished = mixer.finish(); !finished) return finished.error();
  }
  progress.end();
  return totals;
}

}  // namespace payung::synthesis
