#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/environment.hpp"
#include "evaluation/grouped.hpp"
#include "evaluation/report.hpp"
#include "potential/series.hpp"
#include "store/payers.hpp"

/// Everything the figures of a scheme are made of, gathered once and asked often: by area, sector,
/// payer and month.
namespace payung::app {

/// Persons covered by a payment in a month, of one area and sector.
struct PaidGroup {
  Month month;
  RegionCode region;
  std::optional<Sector> sector;
  std::string payer;
  std::int64_t people = 0;
};

struct Figures {
  std::string state;         ///< store::figures_state when they were gathered
  std::string series_state;  ///< store::series_state when the series were read
  std::string scheme;
  std::string title;
  RegionCode area;
  MonthRange period;
  Date as_of;
  std::string generated_at;
  std::vector<evaluation::PersonOutcome> groups;
  /// By person: which group they are in. What a figure leads to.
  std::vector<std::pair<std::int64_t, std::uint32_t>> persons;
  std::vector<PaidGroup> paid;
  std::vector<evaluation::PayerLine> payers;
  std::vector<evaluation::MonthLine> months;
  std::vector<evaluation::SenderLine> senders;
  potential::SeriesBook series;
};

/// The programme that is meant where none is named: the one of today; of several the one that began
/// last; where none is in force the newest. Empty when there is none at all.
std::string scheme_of_today(const std::vector<store::SchemeVersion>& schemes, Date today);

/// What is asked of the figures. Empty: all.
struct FigureFilter {
  RegionCode region;
  std::optional<Sector> sector;
  std::string payer;
  std::vector<Sector> sectors = {};  ///< none outside these, where the asker is limited to some

  bool takes(const evaluation::PersonOutcome& one) const;
};

/// Reads every person: long at a million. Reads only, in one transaction.
/// Errors: not_found without a scheme; no_parameter; storage; bad_date after 2150; interrupted.
Result<Figures> gather_figures(Environment& environment, const std::string& scheme, Date as_of);

/// The same figures with the potential and the targets that are stored now: quick, since it reads
/// no person. Errors: storage, and those of potential::SeriesBook::load.
Result<Figures> with_newest_series(Environment& environment, const Figures& figures);

/// The persons, one by one, in the order of their numbers; what make_report and gather share.
struct Outcomes {
  std::vector<evaluation::PersonOutcome> people;
  std::vector<PaidGroup> paid;
};
Result<Outcomes> outcomes_of(Environment& environment, std::int64_t scheme, Date day);

}  // namespace payung::app
