#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "app/environment.hpp"
#include "secrets/keyring.hpp"
#include "store/key_change.hpp"

/// Replaces the key that private text is sealed with: each sealed field and blind index is written
/// anew under another key. Nobody else may work meanwhile (store::hold_vault).
namespace payung::app {

struct KeyReplacement {
  store::KeyChange change;
  std::int64_t rows = 0;                ///< done in this run
  std::int64_t files = 0;               ///< done in this run
  std::vector<std::string> unopenable;  ///< rows and files that open with neither key, as they were
};

/// What became of the files that were sent.
struct FilesAnew {
  std::int64_t done = 0;
  std::vector<std::string> unopenable;
};
using SealFilesAnew = std::function<Result<FilesAnew>()>;

struct KeyWish {
  const secrets::Keyring& from;
  const secrets::Keyring& to;
  secrets::Replace replace;
  std::string reason;
};

/// Begins a replacement, or goes on with the one under way between these two keys. Small
/// transactions, so a run that is killed loses nothing and another goes on; the last one makes the
/// database one of the new key, audited. Errors: integrity when the database is of another key, or
/// a replacement between other keys is under way; interrupted; storage; what `files` says.
Result<KeyReplacement> replace_key(Environment& environment, const KeyWish& wish,
                                   const SealFilesAnew& files);

}  // namespace payung::app
