#include "cmd/key_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace payung::cmd {
namespace {

/// Readable by its owner only, and on the disk.
bool write_whole(const std::string& path, const std::string& text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return false;
  const bool written =
      ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
      ::fsync(file) == 0;
  ::close(file);
  return written;
}

/// So that a new name outlives a loss of power too.
void reach_disk(const std::filesystem::path& path) {
  const auto folder = path.parent_path();
  const int handle = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_CLOEXEC);
  if (handle < 0) return;
  ::fsync(handle);
  ::close(handle);
}

}  // namespace

std::string key_file_path(const app::Config& config) {
  if (const auto& named = config.value("key_file"); !named.empty()) return named;
  const auto& database = config.value("database");
  const bool server = database.starts_with("postgresql://") || database.starts_with("postgres://");
  if (!server) return database + ".key";
  const char* home = std::getenv("HOME");
  return std::string(home == nullptr ? "" : home) + "/.config/payung/payung.key";
}

Result<secrets::Keyring> read_key_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  if (file) text << file.rdbuf();
  if (!file) {
    return Error{Errc::io, path,
                 "the key of this database's private text; restore the file from its backup, "
                 "or name it with key_file"};
  }
  return secrets::Keyring::parse(text.str());
}

Result<secrets::Keyring> make_key_file(const std::string& path) {
  std::error_code ignored;
  if (const auto folder = std::filesystem::path(path).parent_path(); !folder.empty()) {
    std::filesystem::create_directories(folder, ignored);
  }
  // Written aside and put in place whole: a process that is killed leaves no half key behind.
  const std::string aside = path + "." + std::to_string(::getpid());
  const auto keyring = secrets::Keyring::generate(secrets::machine_random());
  const bool written = write_whole(aside, keyring.text());
  const bool placed = written && ::link(aside.c_str(), path.c_str()) == 0;
  ::unlink(aside.c_str());
  if (!placed) return Error{Errc::io, path, "the key file cannot be written"};
  return keyring;
}

std::string next_key_path(const std::string& path) { return path + ".next"; }

Status keep_next_key(const std::string& path, const secrets::Keyring& keyring) {
  const std::string next = next_key_path(path);
  const std::string aside = next + "." + std::to_string(::getpid());
  const bool placed =
      write_whole(aside, keyring.text()) && ::rename(aside.c_str(), next.c_str()) == 0;
  if (!placed) {
    ::unlink(aside.c_str());
    return Error{Errc::io, next, "the key file cannot be written"};
  }
  reach_disk(next);
  return {};
}

Status place_next_key(const std::string& path, const std::string& old_fingerprint) {
  const std::string before = path + "." + old_fingerprint;
  if (::link(path.c_str(), before.c_str()) != 0 && errno != EEXIST) {
    return Error{Errc::io, before, "the key of before cannot be kept there"};
  }
  if (::rename(next_key_path(path).c_str(), path.c_str()) != 0) {
    return Error{Errc::io, path, "the new key cannot be put there"};
  }
  reach_disk(path);
  return {};
}

}  // namespace payung::cmd
