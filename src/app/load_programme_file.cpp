#include "app/load_programme_file.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <limits>
#include <set>

namespace payung::app {
namespace {

/// What the parser is handed at most; a chain of dots makes it call itself once for each.
constexpr std::size_t kBytesMax = 8'000'000;
constexpr std::ptrdiff_t kLineDotsMax = 200;

/// How many workers a company carries when the file does not say; the Banjarsari pilot's figure.
constexpr std::int64_t kCompanyHeads = 10;

/// One table of the file. Each key is asked for once; what nobody asked for is an error.
class Section {
 public:
  Section(std::string_view file, std::string_view name, const toml::table& table)
      : file_(file), name_(name), table_(table) {}

  std::string place(std::string_view key) const {
    const auto* node = table_.get(key);
    const auto line = (node != nullptr ? node->source() : table_.source()).begin.line;
    return file_ + ":" + std::to_string(line);
  }
  Error error(std::string_view key, std::string detail) const {
    return {Errc::bad_scenario, place(key),
            "[" + name_ + "] " + std::string(key) + ": " + std::move(detail)};
  }
  bool has(std::string_view key) const { return table_.get(key) != nullptr; }

  Result<std::string> text(std::string_view key) {
    asked_.insert(std::string(key));
    const auto* node = table_.get(key);
    if (node == nullptr) return error(key, "is missing");
    const auto value = node->value_exact<std::string>();
    if (!value || value->empty()) return error(key, "write it as text in quotes");
    return *value;
  }
  Result<std::string> text_or(std::string_view key, std::string_view fallback) {
    if (has(key)) return text(key);
    return std::string(fallback);
  }
  Result<std::optional<std::int64_t>> number(std::string_view key, std::int64_t least,
                                             std::int64_t most) {
    asked_.insert(std::string(key));
    const auto* node = table_.get(key);
    if (node == nullptr) return std::optional<std::int64_t>{};
    const auto value = node->value_exact<std::int64_t>();
    if (!value || *value < least || *value > most) {
      return error(key,
                   "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    }
    return std::optional(*value);
  }
  Result<std::vector<std::string>> list(std::string_view key) {
    asked_.insert(std::string(key));
    std::vector<std::string> values;
    const auto* node = table_.get(key);
    if (node == nullptr) return values;
    const auto* array = node->as_array();
    if (array == nullptr) return error(key, "a list in square brackets");
    for (const auto& element : *array) {
      const auto value = element.value_exact<std::string>();
      if (!value || value->empty()) return error(key, "each element is text in quotes");
      values.push_back(*value);
    }
    return values;
  }
  /// A text read by one of our parsers.
  template <class Parse>
  auto value(std::string_view key, Parse parse) -> decltype(parse(std::string_view{})) {
    const auto word = text(key);
    if (!word) return word.error();
    auto parsed = parse(std::string_view(*word));
    if (!parsed)
      return error(
          key, parsed.error().detail.empty() ? "\"" + *word + "\" is none" : parsed.error().detail);
    return parsed;
  }
  template <class Parse, class T>
  Status into(std::string_view key, Parse parse, T& target) {
    if (!has(key)) return {};
    auto parsed = value(key, parse);
    if (!parsed) return parsed.error();
    target = *std::move(parsed);
    return {};
  }
  template <class Parse, class T>
  Status list_into(std::string_view key, Parse parse, std::vector<T>& target) {
    const auto words = list(key);
    if (!words) return words.error();
    for (const auto& word : *words) {
      auto parsed = parse(std::string_view(word));
      if (!parsed) return error(key, "\"" + word + "\" is none");
      target.push_back(*std::move(parsed));
    }
    return {};
  }
  const toml::table* table(std::string_view key) {
    asked_.insert(std::string(key));
    const auto* node = table_.get(key);
    return node == nullptr ? nullptr : node->as_table();
  }
  Status nothing_else() const {
    for (const auto& [key, node] : table_) {
      if (!asked_.contains(std::string(key.str()))) return error(key.str(), "is not known here");
    }
    return {};
  }

 private:
  std::string file_;
  std::string name_;
  const toml::table& table_;
  std::set<std::string, std::less<>> asked_;
};

Result<std::optional<int>> years(Section& section, std::string_view key) {
  const auto value = section.number(key, 0, 120);
  if (!value) return value.error();
  return *value ? std::optional<int>(static_cast<int>(**value)) : std::nullopt;
}

/// The first error of several steps.
template <class... Steps>
Status all(const Steps&... steps) {
  Status first;
  const auto look = [&](const Status& status) {
    if (first && !status) first = status;
  };
  (look(steps), ...);
  return first;
}

class Reader {
 public:
  Reader(std::string_view file, const RegionTable& regions) : file_(file), regions_(regions) {}

  Result<ProgrammeFile> read(const toml::table& root) {
    Section top(file_, "file", root);
    const auto* scheme = top.table("scheme");
    if (scheme == nullptr) return top.error("scheme", "is missing");
    Section head(file_, "scheme", *scheme);
    if (const auto status = read_scheme(head); !status) return status.error();
    for (const char* name : {"payer", "budget"}) {
      if (const auto status = each(top, root, name); !status) return status.error();
    }
    if (const auto status = top.nothing_else(); !status) return status.error();
    add_company_budgets();
    if (result_.funding.budgets.empty()) return top.error("budget", "there is no budget");
    return std::move(result_);
  }

 private:
  Result<RegionCode> region(std::string_view text) const {
    auto code = RegionCode::parse(text);
    if (!code) return code;
    if (regions_.find(*code) == nullptr) {
      return Error{Errc::bad_region, "", std::string(text) + " is no region of today"};
    }
    return code;
  }

  Status read_scheme(Section& head) {
    auto& scheme = result_.scheme;
    const auto code = head.text("code");
    const auto name = head.text("name");
    const auto source = head.text("source");
    const auto area = head.value("area", [&](auto text) { return region(text); });
    const auto period = head.value("period", MonthRange::parse);
    const auto programmes = head.value("programmes", ProgrammeSet::parse);
    for (const Status& status :
         {code ? Status{} : Status{code.error()}, name ? Status{} : Status{name.error()},
          source ? Status{} : Status{source.error()}, area ? Status{} : Status{area.error()},
          period ? Status{} : Status{period.error()},
          programmes ? Status{} : Status{programmes.error()}}) {
      if (!status) return status;
    }
    if (period->empty()) return head.error("period", "the end is exclusive and after the start");
    scheme.code = *code;
    scheme.name = *name;
    scheme.source = *source;
    scheme.area = *area;
    scheme.period = *period;
    scheme.programmes = *programmes;
    if (const auto status = read_conditions(head); !status) return status;
    if (const auto status = read_order(head); !status) return status;
    if (const auto status = read_clauses(head); !status) return status;
    return head.nothing_else();
  }

  Status read_conditions(Section& head) {
    auto& scheme = result_.scheme;
    const auto decile = head.number("decile_max", 1, 10);
    const auto age_min = years(head, "age_min");
    const auto age_limit = years(head, "age_limit");
    if (!decile) return decile.error();
    if (!age_min) return age_min.error();
    if (!age_limit) return age_limit.error();
    if (*decile) scheme.decile_max = static_cast<int>(**decile);
    scheme.age_min_years = *age_min;
    scheme.age_limit_years = *age_limit;
    return all(head.list_into("sectors", parse_sector, scheme.sectors),
               head.into("presence", eligibility::parse_area, scheme.presence),
               head.into("poverty", eligibility::parse_poverty, scheme.poverty),
               head.into("wage_earners", eligibility::parse_wage_earners, scheme.wage_earners));
  }

  Status read_order(Section& head) {
    const auto heads = head.number("company_heads", 0, 1'000'000);
    const auto rank = head.number("company_rank", 0, 1'000'000);
    if (!heads) return heads.error();
    if (!rank) return rank.error();
    company_heads_ = heads->value_or(kCompanyHeads);
    company_rank_ = static_cast<int>(rank->value_or(0));
    return head.list_into("priority", allocation::PriorityKey::parse, result_.funding.priority);
  }

  /// A condition is cited by the programme's source and its line, unless the file names an article.
  Status read_clauses(Section& head) {
    auto& scheme = result_.scheme;
    static constexpr std::array<std::string_view, 9> kConditions{
        "identity", "alive",        "presence", "age_min",   "age_limit",
        "sectors",  "wage_earners", "poverty",  "decile_max"};
    for (const auto condition : kConditions) {
      if (!head.has(condition)) continue;
      scheme.clauses.emplace(condition, scheme.source + ", " + head.place(condition));
    }
    const auto* table = head.table("clauses");
    if (table == nullptr) return {};
    Section clauses(file_, "scheme.clauses", *table);
    for (const auto& [key, node] : *table) {
      const std::string condition(key.str());
      const auto known = std::find(kConditions.begin(), kConditions.end(), condition);
      if (known == kConditions.end() && condition != "not_covered") {
        return clauses.error(condition, "is no condition");
      }
      const auto text = clauses.text(condition);
      if (!text) return text.error();
      scheme.clauses[condition] = *text;
    }
    return {};
  }

  Status each(Section& top, const toml::table& root, const char* name) {
    static_cast<void>(top.table(name));
    const auto* node = root.get(name);
    if (node == nullptr) return {};
    const auto* array = node->as_array();
    if (array == nullptr) return top.error(name, std::string("write [[") + name + "]]");
    for (const auto& element : *array) {
      const auto* table = element.as_table();
      if (table == nullptr) return top.error(name, std::string("write [[") + name + "]]");
      Section section(file_, name, *table);
      const bool is_payer = std::string_view(name) == "payer";
      if (auto status = is_payer ? read_payer(section) : read_budget(section); !status) {
        return status;
      }
      if (const auto status = section.nothing_else(); !status) return status;
    }
    return {};
  }

  Status read_payer(Section& section) {
    const auto code = section.text("code");
    if (!code) return code.error();
    const auto name = section.text("name");
    if (!name) return name.error();
    const auto kind = section.value("kind", parse_payer_kind);
    if (!kind) return kind.error();
    allocation::Payer payer{static_cast<std::int64_t>(result_.funding.payers.size()) + 1,
                            *code,
                            *name,
                            *kind,
                            result_.scheme.area,
                            std::nullopt,
                            result_.scheme.source};
    for (const auto& other : result_.funding.payers) {
      if (other.code == *code) return section.error("code", "\"" + *code + "\" is given twice");
    }
    const auto source = section.text_or("source", result_.scheme.source);
    if (!source) return source.error();
    payer.source = *source;
    const auto heads = section.number("heads", 0, 1'000'000);
    if (!heads) return heads.error();
    if (*heads && *kind != PayerKind::company) {
      return section.error("heads", "is for companies; give others a [[budget]]");
    }
    heads_.push_back(*heads);
    if (const auto status = all(section.into(
                                    "area", [&](auto text) { return region(text); }, payer.area),
                                section.into("wadah", allocation::parse_wadah, payer.wadah));
        !status) {
      return status;
    }
    result_.funding.payers.push_back(std::move(payer));
    return {};
  }

  Status read_budget(Section& section) {
    auto& funding = result_.funding;
    const auto payer_code = section.text("payer");
    if (!payer_code) return payer_code.error();
    const auto payer = std::find_if(funding.payers.begin(), funding.payers.end(),
                                    [&](const auto& one) { return one.code == *payer_code; });
    if (payer == funding.payers.end()) {
      return section.error("payer", "there is no [[payer]] \"" + *payer_code + "\"");
    }
    const auto code = section.text_or("code", *payer_code);
    if (!code) return code.error();
    for (const auto& other : funding.budgets) {
      if (other.code == *code) return section.error("code", "\"" + *code + "\" is given twice");
    }
    allocation::Budget budget{static_cast<std::int64_t>(funding.budgets.size()) + 1,
                              payer->id,
                              *code,
                              std::nullopt,
                              std::nullopt,
                              result_.scheme.period,
                              {},
                              0,
                              std::nullopt,
                              payer->source};
    if (auto status = read_limits(section, *payer, budget); !status) return status;
    if (const auto* table = section.table("may_cover"); table != nullptr) {
      Section may_cover(file_, "budget.may_cover", *table);
      if (auto status = read_may_cover(may_cover, budget.may_cover); !status) return status;
    } else if (section.has("may_cover")) {
      return section.error("may_cover", "write [budget.may_cover]");
    }
    funding.budgets.push_back(std::move(budget));
    return {};
  }

  Status read_limits(Section& section, const allocation::Payer& payer, allocation::Budget& budget) {
    const auto amount = section.number("amount", 0, std::numeric_limits<std::int64_t>::max());
    const auto heads = section.number("heads_max", 0, 1'000'000'000);
    const auto rank = section.number("rank", 0, 1'000'000);
    if (!amount) return amount.error();
    if (!heads) return heads.error();
    if (!rank) return rank.error();
    if (*amount) budget.amount = Rupiah(**amount);
    budget.heads_max = *heads;
    budget.rank = static_cast<int>(rank->value_or(0));
    if (!budget.amount && !budget.heads_max && payer.kind != PayerKind::self) {
      return section.error("amount",
                           "give amount (rupiah) or heads_max; only self-payers go without");
    }
    if (const auto status =
            all(section.into("period", MonthRange::parse, budget.months),
                section.into(
                    "prefers", [&](auto text) { return region(text); }, budget.prefers),
                section.into(
                    "source", [](auto text) { return Result(std::string(text)); }, budget.source));
        !status) {
      return status;
    }
    const auto& period = result_.scheme.period;
    if (budget.months.empty() || budget.months.from < period.from ||
        period.until < budget.months.until) {
      return section.error("period", "must lie within the scheme's " + period.text());
    }
    return {};
  }

  Status read_may_cover(Section& section, allocation::Conditions& conditions) {
    const auto decile = section.number("decile_max", 1, 10);
    const auto age_min = years(section, "age_min");
    const auto age_limit = years(section, "age_limit");
    const auto senders = section.list("senders");
    if (!decile) return decile.error();
    if (!age_min) return age_min.error();
    if (!age_limit) return age_limit.error();
    if (!senders) return senders.error();
    if (*decile) conditions.decile_max = static_cast<int>(**decile);
    conditions.age_min_years = *age_min;
    conditions.age_limit_years = *age_limit;
    conditions.senders = *senders;
    if (const auto status =
            all(section.list_into("sectors", parse_sector, conditions.sectors),
                section.list_into(
                    "areas", [&](auto text) { return region(text); }, conditions.areas),
                section.into("poverty", eligibility::parse_poverty, conditions.poverty));
        !status) {
      return status;
    }
    return section.nothing_else();
  }

  /// A company without a budget of its own carries as many as it can, of its district first.
  void add_company_budgets() {
    auto& funding = result_.funding;
    std::set<std::int64_t> paid_for;
    for (const auto& budget : funding.budgets) paid_for.insert(budget.payer);
    for (std::size_t i = 0; i < funding.payers.size(); ++i) {
      const auto& payer = funding.payers[i];
      if (payer.kind != PayerKind::company || paid_for.contains(payer.id)) continue;
      funding.budgets.push_back({static_cast<std::int64_t>(funding.budgets.size()) + 1,
                                 payer.id,
                                 payer.code,
                                 std::nullopt,
                                 heads_[i].value_or(company_heads_),
                                 result_.scheme.period,
                                 {},
                                 company_rank_,
                                 payer.area.at(RegionLevel::district),
                                 payer.source});
    }
  }

  std::string file_;
  const RegionTable& regions_;
  ProgrammeFile result_{{"",
                         "",
                         {},
                         {*Month::of(2000, 1), *Month::of(2000, 1)},
                         {},
                         {},
                         eligibility::Area::lives_or_works,
                         eligibility::Poverty::any,
                         std::nullopt,
                         eligibility::WageEarners::excluded,
                         std::nullopt,
                         std::nullopt,
                         "",
                         {}},
                        {}};
  std::vector<std::optional<std::int64_t>> heads_;
  std::int64_t company_heads_ = kCompanyHeads;
  int company_rank_ = 0;
};

/// The line of the first character beyond ASCII outside of strings and comments. TOML has none
/// there, and toml++ 3.3 asks its tables of white space about characters that they do not know.
std::optional<std::size_t> bare_letter_line(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF"))
    text.remove_prefix(3);  // the mark of UTF-8 that editors write
  std::size_t line = 1;
  std::string_view quote;  // what ends the string or comment; empty outside of both
  while (!text.empty()) {
    std::size_t taken = 1;
    if (text.front() == '\n') {
      ++line;
      if (quote.size() == 1) quote = {};
    } else if (quote.empty()) {
      if (static_cast<unsigned char>(text.front()) >= 0x80) return line;
      for (const std::string_view each : {"\"\"\"", "'''", "\"", "'"}) {
        if (quote.empty() && text.starts_with(each)) quote = each;
      }
      taken = std::max<std::size_t>(1, quote.size());
      if (text.front() == '#') quote = "\n";
    } else if (quote.front() == '"' && text.front() == '\\' && text.size() > 1 && text[1] != '\n') {
      taken = 2;
    } else if (text.starts_with(quote)) {
      taken = quote.size();
      quote = {};
    }
    text.remove_prefix(taken);
  }
  return std::nullopt;
}

std::optional<Error> refused(std::string_view name, std::string_view text) {
  if (text.size() > kBytesMax) {
    return Error{Errc::bad_scenario, std::string(name) + ":1", "a programme file has at most 8 MB"};
  }
  std::size_t line = 1;
  for (std::string_view rest = text; !rest.empty(); ++line) {
    const std::string_view first = rest.substr(0, rest.find('\n'));
    const auto count = [&](char c) { return std::count(first.begin(), first.end(), c); };
    if (count('.') > kLineDotsMax || count('[') > kLineDotsMax || count('{') > kLineDotsMax) {
      return Error{Errc::bad_scenario, std::string(name) + ":" + std::to_string(line),
                   "too many dots or brackets in a line"};
    }
    rest.remove_prefix(std::min(rest.size(), first.size() + 1));
  }
  if (const auto bare = bare_letter_line(text)) {
    return Error{Errc::bad_scenario, std::string(name) + ":" + std::to_string(*bare),
                 "letters beyond a to z stand between quotes"};
  }
  return std::nullopt;
}

}  // namespace

Result<ProgrammeFile> read_programme(std::string_view name, std::string_view text,
                                     const RegionTable& regions) {
  if (const auto error = refused(name, text)) return *error;
  try {
    const toml::table root = toml::parse(text, name);
    return Reader(name, regions).read(root);
  } catch (const toml::parse_error& error) {
    return Error{Errc::bad_scenario,
                 std::string(name) + ":" + std::to_string(error.source().begin.line),
                 std::string(error.description())};
  }
}

}  // namespace payung::app
