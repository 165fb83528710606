#include "cmd/rule_files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace payung::cmd {
namespace {

/// One byte more than a rules file may have, so that the loader sees that it is too long.
Result<rules::RuleFile> read_file(const std::string& path) {
  constexpr std::streamsize kBytesMax = 1'000'001;
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{Errc::io, path};
  std::string text(static_cast<std::size_t>(kBytesMax), '\0');
  file.read(text.data(), kBytesMax);
  if (file.bad()) return Error{Errc::io, path};
  text.resize(static_cast<std::size_t>(file.gcount()));
  return rules::RuleFile{path, std::move(text)};
}

/// A folder stands for the .toml files in it, by name.
Result<std::vector<std::string>> file_names(const std::vector<std::string>& given) {
  std::vector<std::string> names;
  for (const std::string& path : given) {
    std::error_code error;
    if (!std::filesystem::is_directory(path, error)) {
      names.push_back(path);
      continue;
    }
    const std::size_t first = names.size();
    for (std::filesystem::directory_iterator at(path, error), end; !error && at != end;
         at.increment(error)) {
      if (at->path().extension() == ".toml") names.push_back(at->path().string());
    }
    if (error) return Error{Errc::io, path, error.message()};
    if (names.size() == first) return Error{Errc::not_found, path, "*.toml"};
    std::sort(names.begin() + static_cast<std::ptrdiff_t>(first), names.end());
  }
  return names;
}

}  // namespace

Result<std::vector<rules::RuleFile>> read_rule_files(const std::vector<std::string>& given) {
  const auto names = file_names(given);
  if (!names) return names.error();
  std::vector<rules::RuleFile> files;
  for (const std::string& name : *names) {
    auto file = read_file(name);
    if (!file) return file.error();
    files.push_back(*std::move(file));
  }
  return files;
}

}  // namespace payung::cmd
