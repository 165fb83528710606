#include "intake/difference.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <string>

#include "intake/fold.hpp"

namespace payung::intake {
namespace {

/// Rows of one list by a key; a row is given out once, in list order.
class Index {
 public:
  void add(std::string key, std::size_t row) {
    if (!key.empty()) rows_[std::move(key)].rows.push_back(row);
  }
  /// The first row under the key that is not `taken` yet. What is taken stays so, and is passed
  /// over once only: a list of one NIK a hundred thousand times must not take an hour.
  std::optional<std::size_t> find(const std::string& key, const std::vector<bool>& taken) {
    const auto found = rows_.find(key);
    if (key.empty() || found == rows_.end()) return std::nullopt;
    auto& [rows, next] = found->second;
    while (next < rows.size() && taken[rows[next]]) ++next;
    if (next == rows.size()) return std::nullopt;
    return rows[next];
  }

 private:
  struct Queue {
    std::vector<std::size_t> rows;
    std::size_t next = 0;
  };
  std::map<std::string, Queue> rows_;
};

std::string nik_key(const Row& row) { return row.nik ? std::string(row.nik->digits()) : ""; }
std::string record_key(const Row& row) { return row.record_id; }
std::string kpj_key(const Row& row) { return row.kpj; }

/// Without a birth date the village stands for it: such a row waits, and need not ask anew.
std::string name_key(const Row& row) {
  if (row.name.empty()) return {};
  const std::string told = row.birth_date ? row.birth_date->text() : fold_tight(row.village);
  return fold_tight(row.name) + "|" + told;
}

std::string place_key(const Row& row) { return row.sheet + "|" + std::to_string(row.number); }

/// Two valid NIKs that differ are two persons, whatever else agrees.
bool may_be_one(const Row& a, const Row& b) { return !a.nik || !b.nik || *a.nik == *b.nik; }

/// A correction of the same row: some of the person is still as it was.
bool still_the_person(const Row& a, const Row& b) {
  const bool name = !a.name.empty() && fold_tight(a.name) == fold_tight(b.name);
  return name || (a.birth_date && a.birth_date == b.birth_date);
}

struct Step {
  PairedBy paired_by;
  std::function<std::string(const Row&)> key;
  std::function<bool(const Row&, const Row&)> allowed;
};

bool always(const Row&, const Row&) { return true; }

std::vector<RowDifference> pair_up(std::span<const Row> earlier, std::span<const Row> later,
                                   std::span<const Step> steps, std::vector<bool>& taken) {
  std::vector<RowDifference> pairs(later.size());
  for (std::size_t i = 0; i < later.size(); ++i) {
    pairs[i].change = Change::added;
    pairs[i].later = i;
  }
  taken.assign(earlier.size(), false);
  for (const Step& step : steps) {
    Index index;
    for (std::size_t i = 0; i < earlier.size(); ++i) {
      if (!taken[i]) index.add(step.key(earlier[i]), i);
    }
    for (std::size_t i = 0; i < later.size(); ++i) {
      if (pairs[i].earlier) continue;
      const auto found = index.find(step.key(later[i]), taken);
      if (!found || !step.allowed(earlier[*found], later[i])) continue;
      taken[*found] = true;
      pairs[i].earlier = *found;
      pairs[i].paired_by = step.paired_by;
    }
  }
  return pairs;
}

bool gone(Condition condition) {
  return condition == Condition::dead || condition == Condition::moved;
}

bool moved_house(const Row& earlier, const Row& later) {
  if (earlier.region && later.region) return *earlier.region != *later.region;
  return !earlier.village.empty() && !later.village.empty() &&
         fold_tight(earlier.village) != fold_tight(later.village);
}

void judge(RowDifference& pair, const Row& earlier, const Row& later) {
  pair.fields = differing_fields(earlier, later);
  if (later.condition == Condition::dead && earlier.condition != Condition::dead) {
    pair.change = Change::died;
  } else if (gone(earlier.condition) && !gone(later.condition)) {
    pair.change = Change::returned;
  } else if ((later.condition == Condition::moved && earlier.condition != Condition::moved) ||
             moved_house(earlier, later)) {
    pair.change = Change::moved;
  } else {
    pair.change = pair.fields.empty() ? Change::same : Change::changed;
  }
}

void judge_all(std::vector<RowDifference>& pairs, std::span<const Row> earlier,
               std::span<const Row> later) {
  for (RowDifference& pair : pairs) {
    if (pair.earlier) judge(pair, earlier[*pair.earlier], later[*pair.later]);
  }
}

}  // namespace

std::string_view to_text(Change change) {
  switch (change) {
    case Change::added: return "added";
    case Change::left: return "left";
    case Change::died: return "died";
    case Change::moved: return "moved";
    case Change::changed: return "changed";
    case Change::returned: return "returned";
    case Change::same: return "same";
  }
  return "same";
}

std::string_view to_text(PairedBy paired_by) {
  switch (paired_by) {
    case PairedBy::nothing: return "nothing";
    case PairedBy::nik: return "nik";
    case PairedBy::record_id: return "record_id";
    case PairedBy::kpj: return "kpj";
    case PairedBy::name_and_birth: return "name_and_birth";
    case PairedBy::place_in_list: return "place_in_list";
  }
  return "nothing";
}

std::vector<Field> differing_fields(const Row& earlier, const Row& later) {
  std::vector<Field> fields;
  const auto note = [&](bool same, Field field) {
    if (!same) fields.push_back(field);
  };
  const auto folded = [](const std::string& a, const std::string& b) {
    return a == b || fold_tight(a) == fold_tight(b);
  };
  note(earlier.nik == later.nik && earlier.nik_state == later.nik_state, Field::nik);
  note(earlier.family_card == later.family_card, Field::kk);
  note(earlier.kpj == later.kpj, Field::kpj);
  note(folded(earlier.name, later.name), Field::name);
  note(folded(earlier.birth_place, later.birth_place), Field::birth_place);
  note(earlier.birth_date == later.birth_date && earlier.birth_year == later.birth_year,
       Field::birth_date);
  note(earlier.sex == later.sex, Field::sex);
  note(folded(earlier.mother_name, later.mother_name), Field::mother_name);
  note(folded(earlier.address, later.address), Field::address);
  note(earlier.rt == later.rt, Field::rt);
  note(earlier.rw == later.rw, Field::rw);
  note(earlier.region == later.region && folded(earlier.village, later.village), Field::village);
  note(folded(earlier.district, later.district), Field::district);
  note(folded(earlier.regency, later.regency), Field::regency);
  note(folded(earlier.phone, later.phone), Field::phone);
  note(earlier.email == later.email, Field::email);
  note(folded(earlier.occupation, later.occupation), Field::occupation);
  note(earlier.sector == later.sector, Field::sector);
  note(earlier.income == later.income, Field::income);
  note(folded(earlier.marital, later.marital), Field::marital);
  note(earlier.decile == later.decile, Field::decile);
  note(earlier.condition == later.condition, Field::condition);
  note(folded(earlier.employer, later.employer), Field::employer);
  note(earlier.segment == later.segment, Field::segment);
  note(earlier.programmes == later.programmes, Field::programmes);
  note(earlier.covered_until == later.covered_until, Field::covered_until);
  note(folded(earlier.payer, later.payer), Field::payer);
  note(folded(earlier.note, later.note), Field::note);
  return fields;
}

std::vector<RowDifference> compare_lists(std::span<const Row> earlier, std::span<const Row> later) {
  const Step steps[] = {{PairedBy::nik, nik_key, always},
                        {PairedBy::record_id, record_key, may_be_one},
                        {PairedBy::kpj, kpj_key, may_be_one},
                        {PairedBy::name_and_birth, name_key, may_be_one}};
  std::vector<bool> taken;
  std::vector<RowDifference> pairs = pair_up(earlier, later, steps, taken);
  judge_all(pairs, earlier, later);
  for (std::size_t i = 0; i < earlier.size(); ++i) {
    if (!taken[i]) pairs.push_back({Change::left, i, std::nullopt, PairedBy::nothing, {}});
  }
  return pairs;
}

std::vector<RowDifference> corrections(std::span<const Row> earlier,
                                       std::span<const Row> corrected) {
  // The place in the file comes before name and birth date: of two namesakes the one that stands
  // on the row is meant. A corrected NIK is exactly what differs then.
  const Step steps[] = {{PairedBy::nik, nik_key, always},
                        {PairedBy::record_id, record_key, always},
                        {PairedBy::kpj, kpj_key, may_be_one},
                        {PairedBy::place_in_list, place_key, still_the_person},
                        {PairedBy::name_and_birth, name_key, may_be_one}};
  std::vector<bool> taken;
  std::vector<RowDifference> pairs = pair_up(earlier, corrected, steps, taken);
  judge_all(pairs, earlier, corrected);
  return pairs;
}

}  // namespace payung::intake
