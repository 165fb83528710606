#include "app/campaigns.hpp"

#include <algorithm>

#include "app/allocate_input.hpp"
#include "app/decide_eligibility.hpp"
#include "store/audit.hpp"

namespace payung::app {
namespace {

constexpr std::size_t kCodeBytesMax = 64;
constexpr std::size_t kNameBytesMax = 120;
constexpr std::int64_t kHeadsMax = 100'000;

bool is_code(std::string_view text) {
  return !text.empty() && text.size() <= kCodeBytesMax &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

bool is_name(std::string_view text) {
  return text.size() <= kNameBytesMax && db::check_text(text).ok() &&
         std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

/// As a basic string of TOML; control characters were refused before.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

const allocation::Payer* payer_of(const allocation::Funding& funding, std::string_view code) {
  const auto found = std::find_if(funding.payers.begin(), funding.payers.end(),
                                  [&](const auto& one) { return one.code == code; });
  return found == funding.payers.end() ? nullptr : &*found;
}

const allocation::Budget* budget_of(const allocation::Funding& funding, std::string_view code) {
  const auto found = std::find_if(funding.budgets.begin(), funding.budgets.end(),
                                  [&](const auto& one) { return one.code == code; });
  return found == funding.budgets.end() ? nullptr : &*found;
}

std::string code_of_budget(const store::Pledge& pledge) {
  return "pledge-" + std::to_string(pledge.id);
}

std::string payer_block(const store::Pledge& pledge, const store::Campaign& campaign) {
  return "\n[[payer]]\ncode = " + quoted(pledge.payer) +
         "\nname = " + quoted(pledge.payer_name.empty() ? pledge.payer : pledge.payer_name) +
         "\nkind = \"company\"\narea = " + quoted(campaign.district.text()) +
         "\nwadah = \"SC\"\nsource = " + quoted("campaign " + campaign.code) + "\n";
}

std::string budget_block(const store::Pledge& pledge, const store::Campaign& campaign, int rank) {
  return "\n[[budget]]\npayer = " + quoted(pledge.payer) +
         "\ncode = " + quoted(code_of_budget(pledge)) +
         "\nheads_max = " + std::to_string(pledge.heads) +
         "\nperiod = " + quoted(pledge.months.text()) + "\nrank = " + std::to_string(rank) +
         "\nsource = " +
         quoted("campaign " + campaign.code + ", pledge " + std::to_string(pledge.id)) +
         "\n[budget.may_cover]\nareas = [" + quoted(campaign.district.text()) + "]\n";
}

/// A company without a budget of its own has one by default; once it has a pledge's, that one must
/// be written out, or it would go.
std::string written_out(const allocation::Funding& before, const allocation::Budget& budget) {
  std::string payer;
  for (const auto& one : before.payers) {
    if (one.id == budget.payer) payer = one.code;
  }
  return "\n[[budget]]\npayer = " + quoted(payer) + "\ncode = " + quoted(budget.code) +
         "\nheads_max = " + std::to_string(budget.heads_max.value_or(0)) +
         "\nperiod = " + quoted(budget.months.text()) + "\nrank = " + std::to_string(budget.rank) +
         (budget.prefers ? "\nprefers = " + quoted(budget.prefers->text()) : std::string()) +
         "\nsource = " + quoted(budget.source.empty() ? "company" : budget.source) + "\n";
}

/// The programme's file with the promise in it. Errors: those of read_programme.
Result<std::string> with_pledge(const Environment& environment, const StoredProgramme& programme,
                                const store::Campaign& campaign, const store::Pledge& pledge) {
  const auto& funding = programme.file.funding;
  std::string text = programme.version.content;
  if (payer_of(funding, pledge.payer) == nullptr) text += payer_block(pledge, campaign);
  int rank = 0;
  for (const auto& budget : funding.budgets) rank = std::max(rank, budget.rank);
  text += budget_block(pledge, campaign, rank);
  const auto read = read_programme(programme.version.file, text, environment.regions);
  if (!read) return read.error();
  for (const auto& budget : funding.budgets) {
    if (budget_of(read->funding, budget.code) == nullptr) text += written_out(funding, budget);
  }
  return text;
}

Result<StoredProgramme> programme_of(Environment& environment, const store::Campaign& campaign) {
  return stored_programme(environment, campaign.scheme_code);
}

Status told(Environment& environment, std::string_view action, const store::Pledge& pledge,
            const std::string& detail) {
  return store::audit(environment.database, {environment.now, environment.actor, action,
                                             "pledge " + std::to_string(pledge.id), detail});
}

/// The budget of the programme that keeps the promise; made when there is none yet.
Status give_budget(Environment& environment, const store::Campaign& campaign,
                   const store::Pledge& pledge) {
  const auto programme = programme_of(environment, campaign);
  if (!programme) return programme.error();
  if (budget_of(programme->file.funding, code_of_budget(pledge)) != nullptr && pledge.budget) {
    return {};
  }
  const auto text = with_pledge(environment, *programme, campaign, pledge);
  if (!text) return text.error();
  const auto loaded = load_programme(environment, programme->version.file, *text);
  if (!loaded) return loaded.error();
  if (pledge.budget) return {};  // a file loaded since had left it out
  const auto budgets = store::budget_ids(environment.database, programme->version.scheme);
  if (!budgets) return budgets.error();
  const auto budget = budgets->find(code_of_budget(pledge));
  if (budget == budgets->end()) return Error{Errc::integrity, "pledge", "budget"};
  return store::give_budget(environment.database, pledge.id, budget->second, environment.now,
                            environment.actor);
}

}  // namespace

Result<store::Campaign> open_campaign(Environment& environment, const NewCampaign& wish) {
  if (!is_code(wish.code)) {
    return Error{Errc::bad_value, "code", "letters a to z, digits and hyphens, at most 64"};
  }
  if (wish.name.empty() || !is_name(wish.name)) {
    return Error{Errc::bad_value, "name", "1 to 120 bytes on one line"};
  }
  if (wish.heads_each < 1 || wish.heads_each > kHeadsMax) {
    return Error{Errc::bad_value, "heads_each", "1 to " + std::to_string(kHeadsMax)};
  }
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();
  const auto version = store::scheme_by_code(environment.database, wish.scheme);
  if (!version) return version.error();
  if (wish.district.level() != RegionLevel::district ||
      environment.regions.find(wish.district) == nullptr ||
      !version->area.contains(wish.district)) {
    return Error{Errc::bad_region, "district", "a district within " + version->area.text()};
  }
  store::Campaign campaign{0,
                           wish.code,
                           version->scheme,
                           version->code,
                           wish.name,
                           wish.district,
                           wish.heads_each,
                           environment.now,
                           environment.actor};
  if (const auto added = store::add_campaign(environment.database, campaign); !added) {
    return added.error();
  }
  const auto noted =
      store::audit(environment.database,
                   {environment.now, environment.actor, "open_campaign",
                    "campaign " + std::to_string(campaign.id),
                    campaign.code + " in " + campaign.district.text() + ", " +
                        std::to_string(campaign.heads_each) + " each, scheme " + version->code});
  if (!noted) return noted.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  return campaign;
}

Result<store::Pledge> make_pledge(Environment& environment, const NewPledge& wish) {
  if (!is_code(wish.payer)) {
    return Error{Errc::bad_value, "payer", "letters a to z, digits and hyphens, at most 64"};
  }
  if (!is_name(wish.payer_name)) return Error{Errc::bad_value, "name", "120 bytes on one line"};
  if (wish.heads < 1 || wish.heads > kHeadsMax) {
    return Error{Errc::bad_value, "heads", "1 to " + std::to_string(kHeadsMax)};
  }
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();
  const auto campaign = store::campaign_by_number(environment.database, wish.campaign);
  if (!campaign) return campaign.error();
  const auto programme = programme_of(environment, *campaign);
  if (!programme) return programme.error();
  const auto all = store::payers(environment.database);
  if (!all) return all.error();
  std::string name = wish.payer_name;
  for (const auto& payer : *all) {
    if (payer.code != wish.payer) continue;
    if (payer.kind != PayerKind::company) {
      return Error{Errc::conflict, "payer", "it is no company"};
    }
    if (name.empty()) name = payer.name;
  }
  const MonthRange period = programme->file.scheme.period;
  const auto this_month = month_within(environment.today, period);
  if (!this_month) return this_month.error();
  const Month from = wish.from.value_or(*this_month);
  const Month until = wish.months ? std::min(period.until, from.plus(*wish.months)) : period.until;
  if (!period.contains(from) || until <= from) {
    return Error{Errc::bad_month, "from", "within " + period.text()};
  }
  store::Pledge pledge{0,
                       campaign->id,
                       wish.payer,
                       name.empty() ? wish.payer : name,
                       wish.heads,
                       {from, until},
                       environment.now,
                       environment.actor,
                       {},
                       false,
                       0,
                       0,
                       {}};
  if (const auto added = store::add_pledge(environment.database, pledge); !added) {
    return added.error();
  }
  if (const auto noted =
          told(environment, "make_pledge", pledge,
               "campaign " + campaign->code + ", payer " + pledge.payer + ", " +
                   std::to_string(pledge.heads) + " workers, " + pledge.months.text());
      !noted) {
    return noted.error();
  }
  if (const auto done = transaction->commit(); !done) return done.error();
  return pledge;
}

Result<store::Pledge> take_back_pledge(Environment& environment, std::int64_t number) {
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();
  auto pledge = store::pledge(environment.database, number);
  if (!pledge) return pledge.error();
  if (pledge->withdrawn) return Error{Errc::conflict, "pledge", "it was taken back before"};
  if (pledge->budget) {
    return Error{Errc::conflict, "pledge", "workers were looked for: report who leaves instead"};
  }
  if (const auto noted =
          store::withdraw_pledge(environment.database, number, environment.now, environment.actor);
      !noted) {
    return noted.error();
  }
  if (const auto noted = told(environment, "take_back_pledge", *pledge, pledge->payer); !noted) {
    return noted.error();
  }
  if (const auto done = transaction->commit(); !done) return done.error();
  pledge->withdrawn = true;
  return pledge;
}

Result<PledgeMatch> match_pledge(Environment& environment, std::int64_t number) {
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();
  const auto pledge = store::pledge(environment.database, number);
  if (!pledge) return pledge.error();
  if (pledge->withdrawn) return Error{Errc::conflict, "pledge", "it was taken back"};
  const auto campaign = store::campaign_by_number(environment.database, pledge->campaign);
  if (!campaign) return campaign.error();
  if (const auto given = give_budget(environment, *campaign, *pledge); !given) {
    return given.error();
  }
  const Month from = std::max(pledge->months.from, environment.today.month_of());
  const AllocationPlan narrowed{
      code_of_budget(*pledge), std::nullopt, std::nullopt, pledge->months.until, {}};
  auto allocation = allocate_budgets(environment, campaign->scheme_code, from, &narrowed);
  if (!allocation) return allocation.error();
  auto enrolment = enrol_allocated(environment, campaign->scheme_code);
  if (!enrolment) return enrolment.error();
  auto after = store::pledge(environment.database, number);
  if (!after) return after.error();
  if (const auto noted =
          told(environment, "match_pledge", *after,
               "allocation_run " + std::to_string(allocation->run) + ", " +
                   std::to_string(enrolment->enrolled) + " enrolled, " +
                   std::to_string(after->matched) + " of " + std::to_string(after->heads));
      !noted) {
    return noted.error();
  }
  if (const auto done = transaction->commit(); !done) return done.error();
  return PledgeMatch{*std::move(after), *std::move(allocation), *std::move(enrolment)};
}

}  // namespace payung::app
