#include "adapters/postgres/backup.hpp"

#include <fcntl.h>
#include <libpq-fe.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <string_view>
#include <thread>
#include <vector>

namespace payung::postgres {
namespace {

constexpr std::chrono::milliseconds kLook{100};
constexpr int kNotFound = 127;

/// What libpq knows of the address, as its environment variables. Errors: storage.
Result<std::vector<std::string>> environment_of(const std::string& where) {
  static const std::map<std::string_view, std::string_view> kNames{
      {"host", "PGHOST"},         {"hostaddr", "PGHOSTADDR"}, {"port", "PGPORT"},
      {"user", "PGUSER"},         {"password", "PGPASSWORD"}, {"dbname", "PGDATABASE"},
      {"sslmode", "PGSSLMODE"},   {"options", "PGOPTIONS"},   {"sslrootcert", "PGSSLROOTCERT"},
      {"passfile", "PGPASSFILE"}, {"service", "PGSERVICE"}};
  char* message = nullptr;
  PQconninfoOption* options = PQconninfoParse(where.c_str(), &message);
  if (options == nullptr) {
    PQfreemem(message);
    return Error{Errc::storage, "database", "its address cannot be read"};
  }
  std::vector<std::string> set;
  for (const PQconninfoOption* one = options; one->keyword != nullptr; ++one) {
    const auto name = kNames.find(one->keyword);
    if (name == kNames.end() || one->val == nullptr) continue;
    set.push_back(std::string(name->second) + "=" + one->val);
  }
  PQconninfoFree(options);
  for (char** inherited = environ; *inherited != nullptr; ++inherited) {
    const std::string_view line(*inherited);
    const bool ours = std::any_of(set.begin(), set.end(), [&](const std::string& one) {
      return line.starts_with(std::string_view(one).substr(0, one.find('=') + 1));
    });
    if (!ours) set.emplace_back(line);
  }
  return set;
}

/// Runs a program and waits for it; its status, or 127 when it is not there.
Result<int> run(const std::vector<std::string>& words, const std::vector<std::string>& variables,
                Progress& progress) {
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  std::vector<char*> environment;
  for (const auto& one : variables) environment.push_back(const_cast<char*>(one.c_str()));
  environment.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0);
  }
  pid_t process = 0;
  const int failed =
      posix_spawnp(&process, arguments[0], &actions, nullptr, arguments.data(), environment.data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) return kNotFound;
  int status = 0;
  while (::waitpid(process, &status, WNOHANG) == 0) {
    if (progress.stop_requested()) {
      ::kill(process, SIGTERM);
      ::waitpid(process, &status, 0);
      return Error{Errc::interrupted, "backup"};
    }
    std::this_thread::sleep_for(kLook);
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Status dump_and_list(const std::string& where, const std::string& partial, Progress& progress) {
  const auto variables = environment_of(where);
  if (!variables) return variables.error();
  progress.begin("stage.backup", 0);
  const auto dumped = run({"pg_dump", "--format=custom", "--no-password", "--file=" + partial},
                          *variables, progress);
  if (!dumped) return dumped.error();
  if (*dumped == kNotFound) {
    return Error{Errc::unsupported, "backup",
                 "pg_dump is not installed on this server: install postgresql-client"};
  }
  if (*dumped != 0) {
    return Error{Errc::storage, "backup", "pg_dump ended with " + std::to_string(*dumped)};
  }
  const auto listed = run({"pg_restore", "--list", partial}, *variables, progress);
  if (!listed) return listed.error();
  progress.end();
  if (*listed != 0) return Error{Errc::integrity, "backup", "pg_restore cannot list the dump"};
  return {};
}

}  // namespace

Status back_up(const std::string& where, const std::string& to, Progress& progress) {
  const std::string partial = to + ".partial";
  std::error_code failed;
  const auto done = dump_and_list(where, partial, progress);
  if (!done) {
    std::filesystem::remove(partial, failed);
    return done;
  }
  std::filesystem::rename(partial, to, failed);
  if (failed) return Error{Errc::io, to, failed.message()};
  return {};
}

}  // namespace payung::postgres
