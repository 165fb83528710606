// Goal: a sealed file opens to the same bytes, and to nothing when anything was done to it.
// Method: sizes round the piece of 64 KiB; then each kind of tampering with the bytes at rest.
#include "secrets/sealed_file.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

namespace payung::secrets {
namespace {

namespace fs = std::filesystem;

class SealedFile : public ::testing::Test {
 protected:
  SealedFile()
      : folder_(fs::temp_directory_path() / ("payung_sealed_" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
  }
  ~SealedFile() override { fs::remove_all(folder_); }

  static Keyring keys(char digit) { return *Keyring::parse(std::string(64, digit)); }
  fs::path write(const char* name, const std::string& bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return folder_ / name;
  }
  std::string read(const fs::path& path) const {
    std::stringstream all;
    all << std::ifstream(path, std::ios::binary).rdbuf();
    return all.str();
  }
  fs::path folder_;
  FileSealer sealer_{keys('a')};
};

TEST_F(SealedFile, OpensToTheSameBytes) {
  for (const std::size_t size : {0U, 1U, 65'535U, 65'536U, 65'537U, 200'000U}) {
    std::string bytes(size, 'x');
    for (std::size_t i = 0; i < size; i += 97) bytes[i] = static_cast<char>(i * 31);
    const auto plain = write("plain", bytes);
    ASSERT_TRUE(sealer_.seal("upload:1", plain, folder_ / "sealed").ok()) << size;
    ASSERT_TRUE(sealer_.open("upload:1", folder_ / "sealed", folder_ / "again").ok()) << size;
    EXPECT_TRUE(read(folder_ / "again") == bytes) << size;
    EXPECT_EQ(fs::status(folder_ / "sealed").permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
  }
}

TEST_F(SealedFile, ComingTwiceAtOnceItIsStillWhole) {
  const std::string bytes(3'000'000, 'z');
  const auto plain = write("plain", bytes);
  for (int turn = 0; turn < 5; ++turn) {
    std::atomic<int> sealed{0};
    {
      std::vector<std::jthread> hands;
      for (int hand = 0; hand < 6; ++hand) {
        hands.emplace_back([&] {
          if (sealer_.seal("upload:1", plain, folder_ / "sealed").ok()) ++sealed;
        });
      }
    }
    EXPECT_EQ(sealed, 6);
    ASSERT_TRUE(sealer_.open("upload:1", folder_ / "sealed", folder_ / "again").ok());
    EXPECT_TRUE(read(folder_ / "again") == bytes);
  }
  for (const auto& one : fs::directory_iterator(folder_)) {
    EXPECT_NE(one.path().extension(), ".part") << one.path();
  }
}

TEST_F(SealedFile, HidesWhatIsInIt) {
  const auto plain = write("plain", "Siti Aminah 3319020101800001");
  ASSERT_TRUE(sealer_.seal("upload:1", plain, folder_ / "sealed").ok());
  EXPECT_EQ(read(folder_ / "sealed").find("Siti"), std::string::npos);
}

TEST_F(SealedFile, AnythingDoneToItIsSeen) {
  const auto plain = write("plain", std::string(150'000, 'q'));
  ASSERT_TRUE(sealer_.seal("upload:1", plain, folder_ / "sealed").ok());
  const std::string whole = read(folder_ / "sealed");
  const auto refused = [&](const std::string& bytes) {
    write("bad", bytes);
    const auto status = sealer_.open("upload:1", folder_ / "bad", folder_ / "out");
    return !status && status.error().code == Errc::integrity && !fs::exists(folder_ / "out");
  };
  for (const std::size_t at :
       {std::size_t{0}, std::size_t{30}, whole.size() / 2, whole.size() - 1}) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_TRUE(refused(changed)) << at;
  }
  constexpr std::size_t kPieceAtRest = 65'536 + 17;
  EXPECT_TRUE(refused(whole.substr(0, whole.size() - 1)));
  EXPECT_TRUE(refused(whole.substr(0, 24 + kPieceAtRest)));  // the last pieces are gone
  EXPECT_TRUE(refused(whole.substr(0, 24)));
  EXPECT_TRUE(refused(""));
  EXPECT_TRUE(refused(whole + "x"));
  // The second piece before the first one.
  EXPECT_TRUE(refused(whole.substr(0, 24) + whole.substr(24 + kPieceAtRest, kPieceAtRest) +
                      whole.substr(24, kPieceAtRest) + whole.substr(24 + 2 * kPieceAtRest)));
}

TEST_F(SealedFile, OpensOnlyUnderItsNameAndKey) {
  const auto plain = write("plain", "list");
  ASSERT_TRUE(sealer_.seal("upload:1", plain, folder_ / "sealed").ok());
  EXPECT_FALSE(sealer_.open("upload:2", folder_ / "sealed", folder_ / "out").ok());
  EXPECT_FALSE(FileSealer(keys('b')).open("upload:1", folder_ / "sealed", folder_ / "out").ok());
  const auto missing = sealer_.open("upload:1", folder_ / "none", folder_ / "out");
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().code, Errc::not_found);
}

TEST_F(SealedFile, IsSealedAnewInItsPlace) {
  const FileSealer next(keys('b'));
  for (const std::size_t size : {0U, 65'536U, 200'000U}) {
    const std::string bytes(size, 'q');
    const auto sealed = folder_ / "sealed";
    ASSERT_TRUE(sealer_.seal("upload:1", write("plain", bytes), sealed).ok());
    EXPECT_TRUE(sealer_.is_of_this_key("upload:1", sealed));
    EXPECT_FALSE(next.is_of_this_key("upload:1", sealed));
    ASSERT_TRUE(sealer_.seal_anew("upload:1", sealed, next).ok()) << size;
    EXPECT_FALSE(sealer_.is_of_this_key("upload:1", sealed));
    EXPECT_TRUE(next.is_of_this_key("upload:1", sealed));
    ASSERT_TRUE(next.open("upload:1", sealed, folder_ / "again").ok()) << size;
    EXPECT_TRUE(read(folder_ / "again") == bytes) << size;
    // Of the new key already: left as it is.
    const std::string at_rest = read(sealed);
    EXPECT_EQ(sealer_.seal_anew("upload:1", sealed, next).error().code, Errc::integrity);
    EXPECT_TRUE(read(sealed) == at_rest);
  }
}

TEST_F(SealedFile, ADamagedOneIsNotSealedAnew) {
  const auto sealed = folder_ / "sealed";
  ASSERT_TRUE(sealer_.seal("upload:1", write("plain", std::string(200'000, 'q')), sealed).ok());
  const std::string cut = read(sealed).substr(0, 150'000);
  write("sealed", cut);
  EXPECT_EQ(sealer_.seal_anew("upload:1", sealed, FileSealer(keys('b'))).error().code,
            Errc::integrity);
  EXPECT_TRUE(read(sealed) == cut);
}

}  // namespace
}  // namespace payung::secrets
