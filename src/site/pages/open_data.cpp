// What everybody may see: how many workers are covered, by area, against potential and target; no
// persons, and no count so small that it would point at one.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "adapters/text/day.hpp"
#include "base/percent.hpp"
#include "site/pages/form.hpp"
#include "site/pages/frame.hpp"
#include "site/pages/pages.hpp"

namespace payung::site {
namespace {

using http::Method;

/// 18342 -> "18.342" (Indonesian, Javanese) or "18,342".
std::string grouped(const Visit& visit, std::int64_t count) {
  std::string digits = std::to_string(count);
  for (std::size_t i = digits.size(); i > 3; i -= 3) {
    digits.insert(i - 3, visit.language == "en" ? "," : ".");
  }
  return digits;
}

/// What is hidden need not be small: it may stand there to hide another one.
std::string shown(const Visit& visit, const Json& count) {
  return count.is_number_integer() ? grouped(visit, count.get<std::int64_t>())
                                   : visit.words.text("pages.hidden_cell");
}

std::string query_value(const Visit& visit, std::string_view name) {
  for (const auto& [known, value] : visit.request.query) {
    if (known == name) return value;
  }
  return {};
}

http::Response asked(const Visit& visit) {
  const std::string region = query_value(visit, "region");
  return ask(visit, {.path = "/v1/open-data",
                     .query = region.empty() ? "" : "region=" + percent_encoded(region)});
}

void add_parts(Html& html, const Visit& visit, const Json& data) {
  const auto& words = visit.words;
  const bool deeper = data["part_level"] == "regency" || data["part_level"] == "district";
  html.open("div", {{"class", "wide"},
                    {"tabindex", "0"},
                    {"role", "region"},
                    {"aria-label", words.text("pages.by_area")}})
      .open("table");
  html.element("caption", words.text("pages.by_area"));
  html.open("thead").open("tr");
  html.element("th", words.text("pages.area"), {{"scope", "col"}});
  // A column of dashes would only push the others off a phone.
  const auto& all = data["parts"];
  const bool targets = std::any_of(all.begin(), all.end(),
                                   [](const Json& part) { return !part["target"].is_null(); });
  for (const std::string_view key :
       {"pages.covered_count", "pages.eligible_count", "pages.target_count"}) {
    if (key == "pages.target_count" && !targets) continue;
    html.element("th", words.text(key), {{"scope", "col"}, {"class", "numeric"}});
  }
  html.close().close().open("tbody");
  for (const auto& part : data["parts"]) {
    html.open("tr").open("td");
    const std::string name = part["name"];
    if (deeper) {
      const std::string href =
          "/open-data?region=" + percent_encoded(part["region"].get<std::string>());
      html.element("a", name, {{"href", href}});
    } else {
      html.text(name);
    }
    html.close();
    html.element("td", shown(visit, part["covered"]), {{"class", "numeric"}});
    html.element("td", shown(visit, part["eligible"]), {{"class", "numeric"}});
    if (targets) {
      html.element("td", part["target"].is_null() ? "–" : shown(visit, part["target"]),
                   {{"class", "numeric"}});
    }
    html.close();
  }
  html.close().close().close();
}

http::Response show(Visit& visit) {
  const auto answer = asked(visit);
  const auto data = json_of(answer);
  const auto& words = visit.words;
  if (answer.status != 200 || !data.is_object()) {
    return framed(visit, {404, "pages.open_data", ""},
                  [&](Html& html) { add_notice(html, "info", words.text("pages.no_data")); });
  }
  const std::int64_t least = data["cell_min"];
  return framed(visit, {200, "pages.open_data", ""}, [&](Html& html) {
    html.element("p",
                 words.text("pages.open_lead",
                            {{"area", data["name"].get<std::string>()},
                             {"scheme", data["scheme"].get<std::string>()},
                             {"day", text::day_text(words, data["as_of"].get<std::string>())}}));
    html.open("div", {{"class", "card"}});
    html.element("p", shown(visit, data["covered"]), {{"class", "verdict"}});
    html.element("p", words.text("pages.covered_count"));
    html.close();
    html.open("ul");
    for (const auto& one : data["series"]) {
      html.element("li", words.text("pages.series_line",
                                    {{"title", one["title"].get<std::string>()},
                                     {"of", grouped(visit, one["of"].get<std::int64_t>())},
                                     {"year", std::to_string(one["year"].get<int>())},
                                     {"source", one["source"].get<std::string>()}}));
    }
    html.close();
    add_parts(html, visit, data);
    html.element("p", words.text("pages.hidden", {{"least", std::to_string(least)}}),
                 {{"class", "hint"}});
    const std::string region = data["region"];
    const std::string csv = "/open-data.csv?region=" + percent_encoded(region);
    html.open("p").element("a", words.text("pages.csv"),
                           {{"class", "button"}, {"href", csv}, {"download", "payung.csv"}});
    html.close();
  });
}

/// Names of regions come from the official table; a comma in one is quoted all the same.
std::string csv_text(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

http::Response csv(Visit& visit) {
  const auto answer = asked(visit);
  const auto data = json_of(answer);
  if (answer.status != 200 || !data.is_object()) return page_response(404, "");
  std::string text = "region,name,covered,eligible,target,as_of\n";
  const auto cell = [](const Json& value) {
    return value.is_null() ? std::string() : value.dump();
  };
  for (const auto& part : data["parts"]) {
    text += part["region"].get<std::string>() + "," + csv_text(part["name"].get<std::string>()) +
            "," + cell(part["covered"]) + "," + cell(part["eligible"]) + "," +
            cell(part["target"]) + "," + data["as_of"].get<std::string>() + "\n";
  }
  auto response = page_response(200, std::move(text));
  response.headers.set("Content-Type", "text/csv; charset=utf-8");
  return response;
}

constexpr Page kPages[] = {{Method::get, "/open-data", show}, {Method::get, "/open-data.csv", csv}};

}  // namespace

std::span<const Page> open_data_pages() { return kPages; }

}  // namespace payung::site
