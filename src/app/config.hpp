#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

/// The settings and where each of them came from.
/// In: the text of one file, a look into the environment, the options of the command line.
/// Out: every key with its effective value. Fails: bad_option naming file:line or variable.
namespace payung::app {

/// One setting that Payung knows.
struct ConfigKey {
  std::string_view name;      ///< in the file: "database"
  std::string_view variable;  ///< in the environment: "PAYUNG_DATABASE"
  std::string_view fallback;
  std::string_view meaning;
};

struct ConfigValue {
  std::string value;
  std::string origin;  ///< "default", "payung.toml:3", "environment PAYUNG_LANG", "option --lang"
};

/// Every setting there is, in the order in which `payung config show` prints them.
const std::vector<ConfigKey>& config_keys();

class Config {
 public:
  using Lookup = std::function<std::optional<std::string>(std::string_view variable)>;

  /// Option beats environment beats file beats default. `options`: key name -> value given.
  /// Errors: bad_option for an unknown key, a value that is no text, a language or log level
  /// that does not exist.
  static Result<Config> make(std::string_view file_name, std::string_view file_text,
                             const Lookup& environment,
                             const std::map<std::string, std::string, std::less<>>& options);

  const ConfigValue& at(std::string_view key) const;
  const std::string& value(std::string_view key) const { return at(key).value; }

 private:
  std::map<std::string, ConfigValue, std::less<>> values_;
};

}  // namespace payung::app
