#include "api/file_room.hpp"

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <system_error>
#include <vector>

#include "db/sha256.hpp"

namespace payung::api {
namespace {

namespace fs = std::filesystem;

std::string place_of(std::string_view sha256) { return "upload:" + std::string(sha256); }

void make_private(const fs::path& folder) {
  std::error_code ignored;  // what cannot be made is told by the first file that goes in
  if (fs::create_directories(folder, ignored)) {
    fs::permissions(folder, fs::perms::owner_all, ignored);
  }
}

/// What a server that was killed left half sealed. Younger ones may be another server's work.
void sweep(const fs::path& folder) {
  constexpr std::chrono::hours kDay{24};
  const auto yesterday = fs::file_time_type::clock::now() - kDay;
  std::error_code failed;
  std::vector<fs::path> left;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    std::error_code gone;
    if (at->path().extension() != ".part" || at->last_write_time(gone) > yesterday || gone)
      continue;
    left.push_back(at->path());
  }
  for (const fs::path& path : left) fs::remove(path, failed);
}

}  // namespace

Result<std::string> sha256_of_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{Errc::io, "file", "it cannot be read"};
  db::Sha256 hash;
  std::vector<char> buffer(std::size_t{1} << 16);
  while (file.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) ||
         file.gcount() > 0) {
    hash.add({buffer.data(), static_cast<std::size_t>(file.gcount())});
  }
  return hash.finish();
}

FileRoom::FileRoom(fs::path folder, fs::path under_way, const secrets::Keyring& keyring)
    : folder_(std::move(folder)), under_way_(std::move(under_way)), sealer_(keyring) {
  make_private(folder_);
  sweep(folder_);
  make_private(under_way_);
}

fs::path FileRoom::path_of(std::string_view sha256) const {
  return folder_ / (std::string(sha256) + ".sealed");
}

Status FileRoom::keep(std::string_view sha256, const fs::path& plain) const {
  return sealer_.seal(place_of(sha256), plain, path_of(sha256));
}

Result<FileRoom::Copy> FileRoom::take_out(std::string_view sha256) const {
  auto copy = blank("list");
  if (const auto status = sealer_.open(place_of(sha256), path_of(sha256), copy->path()); !status) {
    return status.error();
  }
  return copy;
}

FileRoom::Copy FileRoom::blank(const std::string& ending) const {
  static std::atomic<std::uint64_t> next{0};  // names differ within this process
  const std::string name = "payung-" + std::to_string(::getpid()) + "-" +
                           std::to_string(next.fetch_add(1)) + "." + ending;
  return std::make_shared<http::SpooledFile>((under_way_ / name).string());
}

Status FileRoom::remove(std::string_view sha256) const {
  std::error_code failed;
  fs::remove(path_of(sha256), failed);
  if (failed) return Error{Errc::io, "upload", "its file cannot be removed"};
  return {};
}

bool FileRoom::has(std::string_view sha256) const {
  std::error_code unknown;
  return fs::exists(path_of(sha256), unknown);
}

Result<std::int64_t> seal_files_anew(const fs::path& folder, const secrets::Keyring& from,
                                     const secrets::Keyring& to, Progress& progress,
                                     std::vector<std::string>& unopenable) {
  std::error_code failed;
  if (!fs::exists(folder, failed)) return std::int64_t{0};
  // The names first: what is written meanwhile must not be met twice.
  std::vector<fs::path> paths;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    if (at->path().extension() == ".sealed") paths.push_back(at->path());
  }
  if (failed) return Error{Errc::io, "files_dir", "the folder cannot be read"};
  const secrets::FileSealer before(from);
  const secrets::FileSealer after(to);
  std::int64_t done = 0;
  for (const fs::path& path : paths) {
    if (progress.stop_requested()) return Error{Errc::interrupted, "keys"};
    const std::string name = path.stem().string();
    const std::string place = place_of(name);
    if (after.is_of_this_key(place, path)) continue;
    const auto status = before.seal_anew(place, path, after);
    if (status) {
      ++done;
    } else if (status.error().code == Errc::integrity) {
      unopenable.push_back("file " + name);
    } else {
      return status.error();
    }
  }
  return done;
}

}  // namespace payung::api
