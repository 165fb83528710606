#pragma once

#include "rules/rule_book.hpp"
#include "views/json.hpp"

/// The law as data, with where it stands and how far it was read.
namespace payung::views {

/// Adds where it is written, how far it was read and when to look again.
void add_source(Json& json, const rules::Source& source, const std::string& row, Date on);
Json value_json(const rules::Value& value, Date on);
Json bracket_json(const rules::Bracket& line, std::optional<Rupiah> above, Date on);
Json relief_json(const rules::Relief& relief, Date on);

}  // namespace payung::views
