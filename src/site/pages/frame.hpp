#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "site/pages/html.hpp"
#include "site/pages/visit.hpp"

/// What every page without script has: title, languages, help at the same spot, the style sheet.
namespace payung::site {

struct Framed {
  int status = 200;
  std::string_view title;          ///< key of web/text/<language>/pages.json
  std::string_view script;         ///< "/pages/invitation.js"; empty: none
  std::string_view manifest = {};  ///< of an application that can be installed; empty: none
};

/// The page with `body` in its middle, after the heading.
http::Response framed(const Visit& visit, const Framed& about,
                      const std::function<void(Html&)>& body);

/// A field with its label; `kind` is the input's type.
struct Field {
  std::string_view name;
  std::string_view label;  ///< key
  std::string_view kind = "text";
  std::string_view value = {};
  std::string_view autocomplete = "off";
  std::string_view hint = {};  ///< key
  std::string_view mode = {};  ///< inputmode
  bool required = true;
  std::string_view fault = {};  ///< what is wrong with it, in the reader's words
};
void add_field(Html& html, const Visit& visit, const Field& field);
/// One of a few words: key of its text under `words` + word ("pages.kind." + "jkm").
struct Choice {
  std::string_view name;
  std::string_view label;  ///< key
  std::string_view words;  ///< how the keys of the texts begin
  std::vector<std::string_view> values;
  std::string_view value = {};  ///< what is chosen already
};
void add_choice(Html& html, const Visit& visit, const Choice& choice);
/// Several lines, never required.
void add_story(Html& html, const Visit& visit, const Field& field);
void add_hidden(Html& html, std::string_view name, std::string_view value);
void add_button(Html& html, std::string_view text);
/// `tone`: "good", "warn", "bad" or "info". Read out when the page is.
void add_notice(Html& html, std::string_view tone, std::string_view text);

}  // namespace payung::site
