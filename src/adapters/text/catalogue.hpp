#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The words for people: web/text/<language>/<area>.json, flat key -> text, as carried by the
/// binary. Codes stay the same in tests and storage; only this turns them into sentences.
namespace payung::text {

class Catalogue {
 public:
  /// All areas of a language ("id", "en"). A language that is not there is an empty catalogue.
  static Catalogue load(std::string_view language);
  /// The same, with Indonesian for every key that the language does not have: so that a language
  /// can grow page by page.
  static Catalogue load_over_indonesian(std::string_view language);
  /// Those that have a folder: "en", "id" ...
  static std::vector<std::string> languages();

  /// {name} in the text is replaced by its argument; one without an argument stays as it is.
  /// A key that is not there comes back as itself, so that something is always shown.
  std::string text(
      std::string_view key,
      std::initializer_list<std::pair<std::string_view, std::string_view>> args = {}) const;
  std::string text(std::string_view key,
                   std::span<const std::pair<std::string, std::string>> args) const;

  /// What an Error's detail says, in words of this language. What people meet has words of its own
  /// under "detail." and the English one, figures in it standing as {1}, {2} ...; any other detail
  /// comes back as it is.
  std::string detail(std::string_view english) const;
  /// The same of where an Error is: "daftar.csv, record 3" keeps the name and says the rest.
  std::string place(std::string_view english) const;

  bool has(std::string_view key) const;
  std::vector<std::string> keys() const;

 private:
  std::string fill(std::string_view key,
                   const std::function<const std::string_view*(std::string_view)>& find) const;
  std::string by_template(std::string_view area, std::string_view english,
                          std::string_view thousands) const;
  std::map<std::string, std::string, std::less<>> texts_;
};

}  // namespace payung::text
