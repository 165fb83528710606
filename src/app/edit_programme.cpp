#include "app/edit_programme.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

namespace payung::app {
namespace {

/// The array of tables of that name, made when there is none.
toml::array& tables_of(toml::table& root, std::string_view name) {
  if (root[name].as_array() == nullptr) root.insert_or_assign(name, toml::array{});
  return *root[name].as_array();
}

std::string text_in(const toml::table& table, std::string_view key) {
  return table[key].value_or(std::string());
}

/// The table whose code that is. A budget without a code has its payer's.
toml::table* find_coded(toml::array& tables, std::string_view code) {
  for (toml::node& node : tables) {
    toml::table* table = node.as_table();
    if (table == nullptr) continue;
    const auto own = text_in(*table, "code");
    if ((own.empty() ? text_in(*table, "payer") : own) == code) return table;
  }
  return nullptr;
}

toml::table& coded(toml::array& tables, const std::string& code) {
  if (toml::table* known = find_coded(tables, code); known != nullptr) return *known;
  tables.push_back(toml::table{{"code", code}});
  return *tables.back().as_table();
}

template <class T>
void put(toml::table& table, std::string_view key, const std::optional<T>& value) {
  if (value) {
    table.insert_or_assign(key, *value);
  } else {
    table.erase(key);
  }
}

std::optional<std::string> text_if(bool there, std::string_view text) {
  return there ? std::optional<std::string>(text) : std::nullopt;
}

toml::array words(const std::vector<std::string>& all) {
  toml::array list;
  for (const auto& one : all) list.push_back(one);
  return list;
}

/// Plain ASCII, other letters as \uXXXX: toml++ 3.3 reads those without fault.
std::string written(const toml::table& root) {
  std::ostringstream text;
  text << toml::toml_formatter{root, toml::format_flags::none} << "\n";
  return text.str();
}

/// The stored file as a table. It was read before it was stored, so it can be read.
Result<toml::table> table_of(const StoredProgramme& programme) {
  try {
    return toml::parse(programme.version.content, programme.version.file);
  } catch (const toml::parse_error& error) {
    return Error{Errc::integrity, "scheme_version " + std::to_string(programme.version.id),
                 std::string(error.description())};
  }
}

/// A company without a budget of its own has one by default, which would go once it has another.
void write_out_default(toml::table& root, const StoredProgramme& programme,
                       const std::string& payer_code) {
  const auto& funding = programme.file.funding;
  for (const auto& budget : funding.budgets) {
    const auto payer = std::find_if(funding.payers.begin(), funding.payers.end(),
                                    [&](const auto& one) { return one.id == budget.payer; });
    if (payer == funding.payers.end() || payer->code != payer_code) continue;
    toml::array& budgets = tables_of(root, "budget");
    if (find_coded(budgets, budget.code) != nullptr) continue;
    toml::table table{{"code", budget.code},
                      {"payer", payer->code},
                      {"period", budget.months.text()},
                      {"rank", budget.rank},
                      {"source", budget.source}};
    put(table, "heads_max", budget.heads_max);
    if (budget.prefers) table.insert_or_assign("prefers", budget.prefers->text());
    budgets.push_back(std::move(table));
  }
}

void set_conditions(toml::table& budget, const BudgetWish& wish) {
  toml::table conditions;
  if (const auto* known = budget["may_cover"].as_table(); known != nullptr) conditions = *known;
  std::vector<std::string> sectors;
  for (const Sector sector : wish.sectors) sectors.emplace_back(to_text(sector));
  std::vector<std::string> areas;
  for (const RegionCode area : wish.areas) areas.push_back(area.text());
  put(conditions, "sectors", sectors.empty() ? std::nullopt : std::optional(words(sectors)));
  put(conditions, "areas", areas.empty() ? std::nullopt : std::optional(words(areas)));
  put(conditions, "poverty",
      text_if(wish.poverty != eligibility::Poverty::any, eligibility::to_text(wish.poverty)));
  put(conditions, "decile_max", wish.decile_max);
  if (conditions.empty()) {
    budget.erase("may_cover");
  } else {
    budget.insert_or_assign("may_cover", std::move(conditions));
  }
}

/// Changes the newest version by `edit` and loads what comes of it, all in one transaction.
template <class Edit>
Result<LoadReport> changed(Environment& environment, const std::string& scheme, const Edit& edit) {
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();
  auto programme = stored_programme(environment, scheme);
  if (!programme) return programme.error();
  const auto before = table_of(*programme);
  if (!before) return before.error();
  toml::table root = *before;
  edit(root, *programme);
  if (root == *before) {
    transaction->leave();
    return LoadReport{Effect::nothing_new, *std::move(programme)};
  }
  auto report = load_programme(environment, programme->version.file, written(root));
  if (!report) return report;
  if (const auto done = transaction->commit(); !done) return done.error();
  return report;
}

}  // namespace

Result<LoadReport> set_payer(Environment& environment, const PayerWish& wish) {
  return changed(environment, wish.scheme, [&](toml::table& root, const StoredProgramme&) {
    toml::table& payer = coded(tables_of(root, "payer"), wish.code);
    payer.insert_or_assign("name", wish.name);
    payer.insert_or_assign("kind", std::string(to_text(wish.kind)));
    payer.insert_or_assign("source", wish.source);
    if (wish.area) payer.insert_or_assign("area", wish.area->text());
    if (wish.wadah) {
      payer.insert_or_assign("wadah", std::string(allocation::to_text(*wish.wadah)));
    }
  });
}

Result<LoadReport> set_budget(Environment& environment, const BudgetWish& wish) {
  return changed(
      environment, wish.scheme, [&](toml::table& root, const StoredProgramme& programme) {
        write_out_default(root, programme, wish.payer);
        toml::table& budget = coded(tables_of(root, "budget"), wish.code);
        budget.insert_or_assign("code", wish.code);
        budget.insert_or_assign("payer", wish.payer);
        budget.insert_or_assign("source", wish.source);
        put(budget, "amount",
            wish.amount ? std::optional(wish.amount->amount()) : std::optional<std::int64_t>());
        put(budget, "heads_max", wish.heads_max);
        put(budget, "period",
            text_if(wish.months.has_value(), wish.months ? wish.months->text() : ""));
        put(budget, "rank", wish.rank == 0 ? std::optional<int>() : std::optional(wish.rank));
        put(budget, "prefers",
            text_if(wish.prefers.has_value(), wish.prefers ? wish.prefers->text() : ""));
        set_conditions(budget, wish);
      });
}

}  // namespace payung::app
