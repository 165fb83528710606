#include "api/backup_room.hpp"

#include <algorithm>
#include <cctype>

#include "adapters/postgres/backup.hpp"
#include "adapters/sqlite/backup.hpp"

namespace payung::api {
namespace {

constexpr std::string_view kPrefix = "payung-";
/// "20250131T081500Z"
constexpr std::size_t kMomentLength = 16;

bool is_server(std::string_view where) {
  return where.starts_with("postgres://") || where.starts_with("postgresql://") ||
         where.find('=') != std::string_view::npos;
}

std::string moment_in_name(std::string_view now) {
  std::string text;
  for (const char c : now) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) text += c;
  }
  return text;
}

/// Back from the name; empty when it is none of ours.
std::string moment_of(const std::string& name) {
  if (!name.starts_with(kPrefix)) return {};
  if (!name.ends_with(".db") && !name.ends_with(".dump")) return {};
  const std::string text = name.substr(kPrefix.size(), kMomentLength);
  if (text.size() != kMomentLength || text[8] != 'T' || text.back() != 'Z') return {};
  return text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6, 2) + "T" +
         text.substr(9, 2) + ":" + text.substr(11, 2) + ":" + text.substr(13, 2) + "Z";
}

}  // namespace

Result<std::vector<BackupRoom::Copy>> BackupRoom::copies() const {
  std::vector<Copy> all;
  std::error_code failed;
  if (!std::filesystem::exists(folder_, failed)) return all;
  for (std::filesystem::directory_iterator at(folder_, failed), end; !failed && at != end;
       at.increment(failed)) {
    const std::string name = at->path().filename().string();
    const std::string moment = moment_of(name);
    std::error_code unread;
    const auto bytes = at->file_size(unread);
    if (moment.empty() || unread) continue;
    all.push_back({name, static_cast<std::int64_t>(bytes), moment});
  }
  if (failed) return Error{Errc::io, "backups", failed.message()};
  std::sort(all.begin(), all.end(),
            [](const Copy& a, const Copy& b) { return a.made_at > b.made_at; });
  return all;
}

Result<BackupRoom::Copy> BackupRoom::make(const std::string& now, Progress& progress) const {
  if (database_ == ":memory:") {
    return Error{Errc::unsupported, "backup", "the database is in memory alone"};
  }
  std::error_code failed;
  std::filesystem::create_directories(folder_, failed);
  if (failed) return Error{Errc::io, "backups", failed.message()};
  std::filesystem::permissions(folder_, std::filesystem::perms::owner_all, failed);
  const bool server = is_server(database_);
  const std::string name = std::string(kPrefix) + moment_in_name(now) + (server ? ".dump" : ".db");
  const auto to = folder_ / name;
  if (!std::filesystem::exists(to, failed)) {
    const auto done = server ? postgres::back_up(database_, to.string(), progress)
                             : sqlite::back_up(database_, to.string(), progress);
    if (!done) return done.error();
    std::filesystem::permissions(
        to, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, failed);
  }
  const auto bytes = std::filesystem::file_size(to, failed);
  if (failed) return Error{Errc::io, "backups", failed.message()};
  return Copy{name, static_cast<std::int64_t>(bytes), moment_of(name)};
}

}  // namespace payung::api
