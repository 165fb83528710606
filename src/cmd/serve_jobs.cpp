#include "cmd/serve_jobs.hpp"

#include <filesystem>
#include <string>

#include "cmd/serve_clock.hpp"
#include "secrets/token.hpp"

namespace payung::cmd {
namespace {

std::filesystem::path under_way(const std::string& named) {
  return named.empty() ? std::filesystem::temp_directory_path() : std::filesystem::path(named);
}

/// Settings in MiB; app::Config made sure that they are numbers.
api::FileLimits limits_of(const Session& session) {
  const auto bytes = [&](const char* key) {
    return static_cast<std::int64_t>(std::stoll(session.setting(key))) << 20;
  };
  return {bytes("files_account_mib"), bytes("files_claim_mib"), bytes("files_total_mib"),
          bytes("files_free_mib")};
}

api::JobRunner::Means runner_means(Session& session, const JobOffice::Means& means,
                                   const api::FileRoom& files, const api::BackupRoom& backups) {
  return {means.writers,
          means.readers,
          means.rules,
          means.regions,
          [&session] { return session.today_now(); },
          [] { return now_text(); },
          [](std::int64_t seconds) { return now_instant().plus(seconds).text(); },
          files,
          session.threads(),
          secrets::new_token(secrets::machine_random()),
          session.writers_max() == 1,
          &backups};
}

}  // namespace

JobOffice::JobOffice(Session& session, const Means& means)
    : files_(session.files_folder(), under_way(means.under_way), means.keyring),
      quota_(limits_of(session), session.files_folder()),
      backups_(std::filesystem::path(session.files_folder()) / "backups",
               session.setting("database")),
      runner_(runner_means(session, means, files_, backups_)),
      parts_{runner_.board(),
             files_,
             quota_,
             session.setting("parquet_plugin"),
             [this] { runner_.wake(); },
             planner_,
             backups_,
             drafts_} {}

}  // namespace payung::cmd
