#pragma once

#include <string>
#include <string_view>

#include "allocation/allocate.hpp"
#include "base/region_table.hpp"
#include "eligibility/scheme.hpp"

namespace payung::app {

/// A programme as its file tells it. Numbers of payers and budgets are their places in the file,
/// from 1; stored ones are given when it is loaded.
struct ProgrammeFile {
  eligibility::Scheme scheme;
  allocation::Funding funding;
};

/// Reads a programme file (TOML; docs/flow/allocation.md shows one).
/// `name`: as citations and errors shall call it. Errors: bad_scenario, `where` = name:line, for
/// anything unknown, missing, given twice, of the wrong form, or a region that does not exist.
Result<ProgrammeFile> read_programme(std::string_view name, std::string_view text,
                                     const RegionTable& regions);

/// Money as people write it on a command line, exactly: "5e9", "5.000.000.000", "5000000000",
/// "Rp5.000.000.000", "5 miliar", "1,5 miliar", "250 juta". Errors: bad_amount for what is no
/// whole rupiah; overflow.
Result<Rupiah> parse_budget(std::string_view text);

}  // namespace payung::app
