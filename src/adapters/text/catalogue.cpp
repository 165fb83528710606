#include "adapters/text/catalogue.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "adapters/assets/assets.hpp"
#include "base/check.hpp"

namespace payung::text {

Catalogue Catalogue::load(std::string_view language) {
  Catalogue catalogue;
  for (const assets::Asset& asset : assets::under("web/text/" + std::string(language) + "/")) {
    const auto area = nlohmann::json::parse(asset.content, nullptr, false);
    PAYUNG_CHECK(area.is_object());  // the files are our own, and the tests read them all
    for (const auto& [key, value] : area.items()) {
      PAYUNG_CHECK(value.is_string());
      catalogue.texts_.insert_or_assign(key, value.get<std::string>());
    }
  }
  return catalogue;
}

Catalogue Catalogue::load_over_indonesian(std::string_view language) {
  Catalogue catalogue = load(language);
  catalogue.texts_.merge(load("id").texts_);
  return catalogue;
}

std::vector<std::string> Catalogue::languages() {
  constexpr std::string_view kFolder = "web/text/";
  std::vector<std::string> found;
  for (const assets::Asset& asset : assets::under(kFolder)) {
    const std::string_view rest = asset.path.substr(kFolder.size());
    std::string language(rest.substr(0, rest.find('/')));
    // They come in the order of their paths.
    if (found.empty() || found.back() != language) found.push_back(std::move(language));
  }
  return found;
}

std::string Catalogue::fill(
    std::string_view key,
    const std::function<const std::string_view*(std::string_view)>& find) const {
  const auto found = texts_.find(key);
  if (found == texts_.end()) return std::string(key);
  std::string_view rest = found->second;
  std::string filled;
  while (!rest.empty()) {
    const std::size_t open = rest.find('{');
    const std::size_t close = open == std::string_view::npos ? open : rest.find('}', open);
    if (close == std::string_view::npos) break;
    filled += rest.substr(0, open);
    const std::string_view* value = find(rest.substr(open + 1, close - open - 1));
    filled += value == nullptr ? rest.substr(open, close - open + 1) : *value;
    rest.remove_prefix(close + 1);
  }
  return filled += rest;
}

std::string Catalogue::text(
    std::string_view key,
    std::initializer_list<std::pair<std::string_view, std::string_view>> args) const {
  return fill(key, [&](std::string_view name) -> const std::string_view* {
    for (const auto& arg : args) {
      if (arg.first == name) return &arg.second;
    }
    return nullptr;
  });
}

std::string Catalogue::text(std::string_view key,
                            std::span<const std::pair<std::string, std::string>> args) const {
  std::string_view value;
  return fill(key, [&](std::string_view name) -> const std::string_view* {
    for (const auto& arg : args) {
      if (arg.first != name) continue;
      value = arg.second;
      return &value;
    }
    return nullptr;
  });
}

/// The text under `area` and the English one, whole or with its figures as {1}, {2} ...; those go
/// into the text with `thousands` between their groups, but for the parts of a day (2025-01-31).
/// Empty: there is none.
std::string Catalogue::by_template(std::string_view area, std::string_view english,
                                   std::string_view thousands) const {
  std::string key = std::string(area) + std::string(english);
  if (const auto found = texts_.find(key); found != texts_.end()) return found->second;
  key = area;
  std::vector<std::pair<std::string, std::string>> figures;
  for (std::size_t at = 0; at < english.size();) {
    const std::size_t from = std::min(english.find_first_of("0123456789", at), english.size());
    key += english.substr(at, from - at);
    at = std::min(english.find_first_not_of("0123456789", from), english.size());
    if (at == from) break;
    std::string figure(english.substr(from, at - from));
    const bool in_a_day =
        (from > 0 && english[from - 1] == '-') || (at < english.size() && english[at] == '-');
    for (std::size_t left = figure.size(); left > 3 && !in_a_day; left -= 3) {
      figure.insert(left - 3, thousands);
    }
    figures.emplace_back(std::to_string(figures.size() + 1), std::move(figure));
    key += "{" + figures.back().first + "}";
  }
  return has(key) ? text(key, figures) : std::string();
}

std::string Catalogue::detail(std::string_view english) const {
  const std::string found = by_template("detail.", english, text("benefits.thousands"));
  return found.empty() ? std::string(english) : found;
}

std::string Catalogue::place(std::string_view english) const {
  const std::size_t comma = english.rfind(", ");
  const std::size_t from = comma == std::string_view::npos ? 0 : comma + 2;
  const std::string found = by_template("place.", english.substr(from), "");
  return found.empty() ? std::string(english) : std::string(english.substr(0, from)) + found;
}

bool Catalogue::has(std::string_view key) const { return texts_.find(key) != texts_.end(); }

std::vector<std::string> Catalogue::keys() const {
  std::vector<std::string> keys;
  for (const auto& [key, value] : texts_) keys.push_back(key);
  return keys;
}

}  // namespace payung::text
