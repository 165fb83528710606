#include "app/load_programme.hpp"

#include <algorithm>

#include "db/sha256.hpp"
#include "store/audit.hpp"

namespace payung::app {
namespace {

/// Gives the payers and budgets of a file the numbers they are stored under.
Status number_programme(db::Connection& database, std::int64_t scheme, ProgrammeFile& file) {
  const auto payers = store::payer_ids(database);
  if (!payers) return payers.error();
  const auto budgets = store::budget_ids(database, scheme);
  if (!budgets) return budgets.error();
  std::map<std::int64_t, std::int64_t> stored_number;
  for (auto& payer : file.funding.payers) {
    const auto known = payers->find(payer.code);
    if (known == payers->end()) return Error{Errc::integrity, "payer " + payer.code};
    stored_number.emplace(payer.id, known->second);
    payer.id = known->second;
  }
  for (auto& budget : file.funding.budgets) {
    const auto known = budgets->find(budget.code);
    if (known == budgets->end()) return Error{Errc::integrity, "budget " + budget.code};
    budget.id = known->second;
    budget.payer = stored_number.at(budget.payer);
  }
  return {};
}

Result<StoredProgramme> reread(Environment& environment, store::SchemeVersion version) {
  auto file = read_programme(version.file, version.content, environment.regions);
  if (!file) return file.error();
  if (const auto status = number_programme(environment.database, version.scheme, *file); !status) {
    return status.error();
  }
  return StoredProgramme{std::move(version), *std::move(file)};
}

Status store_funding(Environment& environment, const store::SchemeVersion& version,
                     allocation::Funding& funding) {
  std::map<std::int64_t, std::int64_t> stored_number;
  for (auto& payer : funding.payers) {
    const std::int64_t in_file = payer.id;
    if (const auto status =
            store::add_payer(environment.database, payer, version.id, environment.now);
        !status) {
      return status;
    }
    stored_number.emplace(in_file, payer.id);
  }
  for (auto& budget : funding.budgets) {
    budget.payer = stored_number.at(budget.payer);
    if (const auto status =
            store::add_budget(environment.database, budget, version.scheme, version.id);
        !status) {
      return status;
    }
  }
  return {};
}

}  // namespace

Result<LoadReport> load_programme(Environment& environment, std::string_view file_name,
                                  std::string_view text) {
  const auto slash = file_name.rfind('/');
  const std::string name(slash == std::string_view::npos ? file_name : file_name.substr(slash + 1));
  auto file = read_programme(name, text, environment.regions);
  if (!file) return file.error();
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();

  const std::string hash = db::sha256(text);
  auto before = store::scheme_by_code(environment.database, file->scheme.code);
  if (!before && before.error().code != Errc::not_found) return before.error();
  if (before && before->content_hash == hash) {
    auto programme = reread(environment, *std::move(before));
    if (!programme) return programme.error();
    transaction->leave();
    return LoadReport{Effect::nothing_new, *std::move(programme)};
  }
  store::SchemeVersion version{0,
                               0,
                               0,
                               file->scheme.code,
                               file->scheme.name,
                               file->scheme.area,
                               file->scheme.period,
                               file->scheme.programmes,
                               name,
                               std::string(text),
                               hash};
  if (const auto status = store::add_scheme_version(environment.database, version, environment.now,
                                                    environment.actor);
      !status) {
    return status.error();
  }
  if (const auto status = store_funding(environment, version, file->funding); !status) {
    return status.error();
  }
  const std::string subject = "scheme_version " + std::to_string(version.id);
  const std::string detail = version.code + " version " + std::to_string(version.version) + ", " +
                             std::to_string(file->funding.payers.size()) + " payers, " +
                             std::to_string(file->funding.budgets.size()) + " budgets, sha256 " +
                             hash;
  if (const auto status = store::audit(environment.database, {environment.now, environment.actor,
                                                              "load_programme", subject, detail});
      !status) {
    return status.error();
  }
  if (const auto status = transaction->commit(); !status) return status.error();
  return LoadReport{Effect::done, {std::move(version), *std::move(file)}};
}

Result<StoredProgramme> stored_programme(Environment& environment, std::string_view scheme_code) {
  if (!scheme_code.empty()) {
    auto version = store::scheme_by_code(environment.database, scheme_code);
    if (!version) return version.error();
    return reread(environment, *std::move(version));
  }
  auto all = store::schemes(environment.database);
  if (!all) return all.error();
  if (all->empty()) return Error{Errc::not_found, "scheme", "payung payers load FILE"};
  if (all->size() > 1) {
    std::string codes;
    for (const auto& one : *all) codes += (codes.empty() ? "" : ", ") + one.code;
    return Error{Errc::bad_option, "--scheme", "one of " + codes};
  }
  return reread(environment, std::move(all->front()));
}

}  // namespace payung::app
