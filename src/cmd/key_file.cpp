#include "cmd/key_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace payung::cmd {

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
  const int file = ::open(aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return Error{Errc::io, path, "the key file cannot be made there"};
  const auto keyring = secrets::Keyring::generate(secrets::machine_random());
  const std::string text = keyring.text();
  const bool written =
      ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
      ::fsync(file) == 0;
  ::close(file);
  const bool placed = written && ::link(aside.c_str(), path.c_str()) == 0;
  ::unlink(aside.c_str());
  if (!placed) return Error{Errc::io, path, "the key file cannot be written"};
  return keyring;
}

}  // namespace payung::cmd
