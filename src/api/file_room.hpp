#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "adapters/http/message.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"
#include "secrets/sealed_file.hpp"

namespace payung::api {

/// SHA-256 of a file's bytes as 64 hex digits. Errors: io.
Result<std::string> sha256_of_file(const std::filesystem::path& path);

/// Where files that were sent are kept, sealed, under the hash of their bytes. Servers that
/// share a database share this folder.
class FileRoom {
 public:
  /// `under_way` holds what is opened for a moment; both are made when they are missing.
  FileRoom(std::filesystem::path folder, std::filesystem::path under_way,
           const secrets::Keyring& keyring);

  /// Errors: io.
  Status keep(std::string_view sha256, const std::filesystem::path& plain) const;
  /// A copy that can be read; it goes with what is returned. Errors: not_found, io, integrity.
  using Copy = std::shared_ptr<http::SpooledFile>;  // shared: an answer may go on sending it
  Result<Copy> take_out(std::string_view sha256) const;
  /// A file that does not exist yet, for something made on the way to the caller.
  Copy blank(const std::string& ending) const;
  Status remove(std::string_view sha256) const;
  bool has(std::string_view sha256) const;

 private:
  std::filesystem::path path_of(std::string_view sha256) const;
  std::filesystem::path folder_;
  std::filesystem::path under_way_;
  secrets::FileSealer sealer_;
};

/// Seals every file of the folder with another key, each in its place; those of the new key already
/// are left. `unopenable` takes the names of those that are of neither. How many were done.
/// Errors: io; interrupted when `progress` says so.
Result<std::int64_t> seal_files_anew(const std::filesystem::path& folder,
                                     const secrets::Keyring& from, const secrets::Keyring& to,
                                     Progress& progress, std::vector<std::string>& unopenable);

}  // namespace payung::api
