#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/load_programme.hpp"

/// A payer or a budget of a programme as somebody states it in a form: the programme's file is
/// changed in that one place and loaded as its next version, so that a form and a file that is
/// edited by hand end in the same.
namespace payung::app {

struct PayerWish {
  std::string scheme;  ///< code
  std::string code;
  std::string name;
  PayerKind kind = PayerKind::apbd_regency;
  std::optional<RegionCode> area = {};  ///< empty: the scheme's
  std::optional<allocation::Wadah> wadah = {};
  std::string source = {};  ///< what it rests on: "APBD Kudus 2025"
};

/// What is empty is left out of the file: then there is no such limit.
struct BudgetWish {
  std::string scheme;  ///< code
  std::string code;
  std::string payer;  ///< code
  std::optional<Rupiah> amount = {};
  std::optional<std::int64_t> heads_max = {};
  std::optional<MonthRange> months = {};  ///< empty: the scheme's period
  int rank = 0;
  std::optional<RegionCode> prefers = {};
  std::string source = {};
  std::vector<Sector> sectors = {};
  std::vector<RegionCode> areas = {};
  eligibility::Poverty poverty = eligibility::Poverty::any;
  std::optional<int> decile_max = {};
};

/// Adds the payer, or changes the one of that code. Comments of the file are lost in the new
/// version; the version before keeps them. Saying what holds already changes nothing.
/// Errors: not_found for the scheme; those of load_programme, among them conflict when the payer is
/// known as another kind.
Result<LoadReport> set_payer(Environment& environment, const PayerWish& wish);

/// The same of a budget. Conditions that the wish does not know (ages, senders) stay. A company's
/// budget that stood in no file because it is every company's is written out.
Result<LoadReport> set_budget(Environment& environment, const BudgetWish& wish);

}  // namespace payung::app
