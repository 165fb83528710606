#include "app/load_potential.hpp"

#include <algorithm>

#include "db/sha256.hpp"
#include "store/audit.hpp"
#include "store/potential.hpp"

namespace payung::app {

Result<bool> load_potential(Environment& environment, std::string_view file_name,
                            std::string_view text) {
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();
  auto files = store::potential_files(environment.database);
  if (!files) return files.error();
  const potential::SeriesFile file{std::string(file_name), std::string(text)};
  std::erase_if(*files, [&](const auto& known) { return known.name == file.name; });
  files->push_back(file);
  const auto book = potential::SeriesBook::load(*files, environment.regions);
  if (!book) return book.error();
  const std::string hash = db::sha256(text);
  const auto kept = store::keep_potential_file(environment.database, file, hash, environment.now,
                                               environment.actor);
  if (!kept) return kept.error();
  if (!*kept) {
    transaction->leave();
    return false;
  }
  const auto noted = store::audit(environment.database, {environment.now, environment.actor,
                                                         "load_potential", file_name, hash});
  if (!noted) return noted.error();
  if (const auto status = transaction->commit(); !status) return status.error();
  return true;
}

Result<potential::SeriesBook> stored_potential(Environment& environment) {
  const auto files = store::potential_files(environment.database);
  if (!files) return files.error();
  return potential::SeriesBook::load(*files, environment.regions);
}

}  // namespace payung::app
