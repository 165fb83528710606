#include "secrets/sealed_file.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <span>
#include <system_error>
#include <utility>
#include <vector>

namespace payung::secrets {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = std::size_t{1} << 16;
constexpr std::size_t kSealedPiece = kPiece + crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t kHead = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr mode_t kOwnerOnly = S_IRUSR | S_IWUSR;

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

/// A file of the system, closed with this object.
class File {
 public:
  File(const fs::path& path, int flags) : handle_(::open(path.c_str(), flags, kOwnerOnly)) {}
  ~File() {
    if (handle_ >= 0) ::close(handle_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  bool is_open() const { return handle_ >= 0; }

  /// As much as there is up to the span; less only at the end. False when reading fails.
  bool read(std::span<unsigned char> into, std::size_t& got) const {
    got = 0;
    while (got < into.size()) {
      const auto n = ::read(handle_, into.data() + got, into.size() - got);
      if (n < 0) return false;
      if (n == 0) return true;
      got += static_cast<std::size_t>(n);
    }
    return true;
  }
  bool write(std::span<const unsigned char> from) const {
    while (!from.empty()) {
      const auto n = ::write(handle_, from.data(), from.size());
      if (n <= 0) return false;
      from = from.subspan(static_cast<std::size_t>(n));
    }
    return true;
  }
  bool reach_disk() const { return ::fsync(handle_) == 0; }

 private:
  int handle_;
};

/// ".3f81c09a2b7d4e60.part"
std::string own_ending() {
  std::array<unsigned char, 8> random{};
  randombytes_buf(random.data(), random.size());
  std::array<char, 2 * random.size() + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), random.data(), random.size());
  return "." + std::string(hex.data()) + ".part";
}

/// Removes what is not whole. Its name is its own: the same file may be coming twice at once, also
/// from another server that keeps its files here.
class Part {
 public:
  explicit Part(const fs::path& whole) : path_(whole.string() + own_ending()) {}
  ~Part() {
    std::error_code ignored;
    if (!kept_) fs::remove(path_, ignored);
  }
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;
  const fs::path& path() const { return path_; }
  bool become(const fs::path& whole) {
    std::error_code failed;
    fs::rename(path_, whole, failed);
    kept_ = !failed;
    return kept_;
  }

 private:
  fs::path path_;
  bool kept_ = false;
};

Error cannot(const char* what) { return {Errc::io, "sealed file", what}; }

}  // namespace

Status FileSealer::seal(std::string_view place, const fs::path& plain,
                        const fs::path& sealed) const {
  PAYUNG_CHECK(sodium_init() >= 0);
  const File in(plain, O_RDONLY | O_CLOEXEC);
  if (!in.is_open()) return cannot("the file cannot be read");
  Part part(sealed);
  const File out(part.path(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC);
  if (!out.is_open()) return cannot("its folder cannot be written to");
  crypto_secretstream_xchacha20poly1305_state state;
  std::array<unsigned char, kHead> head{};
  crypto_secretstream_xchacha20poly1305_init_push(&state, head.data(), key_.data());
  if (!out.write(head)) return cannot("the disk may be full");
  std::vector<unsigned char> piece(kPiece);
  std::vector<unsigned char> next(kPiece);
  std::vector<unsigned char> closed(kSealedPiece);
  std::size_t got = 0;
  if (!in.read(piece, got)) return cannot("the file cannot be read");
  // One piece is read ahead, since the last one must say that it is the last.
  for (bool last = false; !last;) {
    std::size_t ahead = 0;
    if (!in.read(next, ahead)) return cannot("the file cannot be read");
    last = ahead == 0;
    const unsigned char tag = last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                   : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    unsigned long long size = 0;
    crypto_secretstream_xchacha20poly1305_push(&state, closed.data(), &size, piece.data(), got,
                                               bytes(place), place.size(), tag);
    if (!out.write({closed.data(), static_cast<std::size_t>(size)})) {
      return cannot("the disk may be full");
    }
    std::swap(piece, next);
    got = ahead;
  }
  if (!out.reach_disk() || !part.become(sealed)) return cannot("the disk may be full");
  return {};
}

Status FileSealer::open(std::string_view place, const fs::path& sealed,
                        const fs::path& plain) const {
  PAYUNG_CHECK(sodium_init() >= 0);
  std::error_code ignored;
  if (!fs::exists(sealed, ignored)) return Error{Errc::not_found, "sealed file"};
  const File in(sealed, O_RDONLY | O_CLOEXEC);
  if (!in.is_open()) return cannot("the file cannot be read");
  const Error broken{Errc::integrity, "sealed file",
                     "it was changed, cut or moved, or this is not the key it was sealed with"};
  Part part(plain);
  const File out(part.path(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC);
  if (!out.is_open()) return cannot("the folder for files under way cannot be written to");
  std::array<unsigned char, kHead> head{};
  std::size_t got = 0;
  if (!in.read(head, got)) return cannot("the file cannot be read");
  crypto_secretstream_xchacha20poly1305_state state;
  if (got != kHead ||
      crypto_secretstream_xchacha20poly1305_init_pull(&state, head.data(), key_.data()) != 0) {
    return broken;
  }
  std::vector<unsigned char> closed(kSealedPiece);
  std::vector<unsigned char> piece(kPiece);
  for (unsigned char tag = 0; tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL;) {
    if (!in.read(closed, got)) return cannot("the file cannot be read");
    unsigned long long size = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(&state, piece.data(), &size, &tag, closed.data(),
                                                   got, bytes(place), place.size()) != 0) {
      return broken;
    }
    if (!out.write({piece.data(), static_cast<std::size_t>(size)})) {
      return cannot("the disk may be full");
    }
  }
  if (!in.read(closed, got) || got != 0) return broken;
  if (!part.become(plain)) return cannot("the disk may be full");
  return {};
}

Status FileSealer::seal_anew(std::string_view place, const fs::path& sealed,
                             const FileSealer& next) const {
  PAYUNG_CHECK(sodium_init() >= 0);
  const File in(sealed, O_RDONLY | O_CLOEXEC);
  if (!in.is_open()) return cannot("the file cannot be read");
  const Error broken{Errc::integrity, "sealed file",
                     "it was changed, cut or moved, or this is not the key it was sealed with"};
  crypto_secretstream_xchacha20poly1305_state from;
  crypto_secretstream_xchacha20poly1305_state to;
  std::array<unsigned char, kHead> head{};
  std::size_t got = 0;
  if (!in.read(head, got)) return cannot("the file cannot be read");
  if (got != kHead ||
      crypto_secretstream_xchacha20poly1305_init_pull(&from, head.data(), key_.data()) != 0) {
    return broken;
  }
  Part part(sealed.string() + ".part");
  const File out(part.path(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC);
  if (!out.is_open()) return cannot("its folder cannot be written to");
  crypto_secretstream_xchacha20poly1305_init_push(&to, head.data(), next.key_.data());
  if (!out.write(head)) return cannot("the disk may be full");
  std::vector<unsigned char> closed(kSealedPiece);
  std::vector<unsigned char> piece(kPiece);
  for (unsigned char tag = 0; tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL;) {
    if (!in.read(closed, got)) return cannot("the file cannot be read");
    unsigned long long size = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(&from, piece.data(), &size, &tag, closed.data(),
                                                   got, bytes(place), place.size()) != 0) {
      return broken;
    }
    unsigned long long written = 0;
    crypto_secretstream_xchacha20poly1305_push(&to, closed.data(), &written, piece.data(), size,
                                               bytes(place), place.size(), tag);
    if (!out.write({closed.data(), static_cast<std::size_t>(written)})) {
      return cannot("the disk may be full");
    }
  }
  if (!in.read(closed, got) || got != 0) return broken;
  if (!out.reach_disk() || !part.become(sealed)) return cannot("the disk may be full");
  return {};
}

bool FileSealer::is_of_this_key(std::string_view place, const fs::path& sealed) const {
  PAYUNG_CHECK(sodium_init() >= 0);
  const File in(sealed, O_RDONLY | O_CLOEXEC);
  std::array<unsigned char, kHead> head{};
  std::vector<unsigned char> closed(kSealedPiece);
  std::vector<unsigned char> piece(kPiece);
  std::size_t got = 0;
  crypto_secretstream_xchacha20poly1305_state state;
  if (!in.is_open() || !in.read(head, got) || got != kHead || !in.read(closed, got) ||
      crypto_secretstream_xchacha20poly1305_init_pull(&state, head.data(), key_.data()) != 0) {
    return false;
  }
  unsigned long long size = 0;
  unsigned char tag = 0;
  return crypto_secretstream_xchacha20poly1305_pull(&state, piece.data(), &size, &tag,
                                                    closed.data(), got, bytes(place),
                                                    place.size()) == 0;
}

}  // namespace payung::secrets
