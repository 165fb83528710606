// Goal: numbers in one form; a message is sent once, tried again when the gateway fails, and given
// up when it is refused. Method: a table of numbers; a gateway that answers by a list.
#include "adapters/fetch/gateway.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace payung::fetch {
namespace {

TEST(Gateway, NumbersAreInternational) {
  const std::pair<const char*, const char*> cases[] = {
      {"081234567890", "+6281234567890"},      {"6281234567890", "+6281234567890"},
      {"+62 812-3456-7890", "+6281234567890"}, {"81234567890", "+6281234567890"},
      {"(0291) 432100", "+62291432100"},       {"+14155550100", "+14155550100"}};
  for (const auto& [typed, wanted] : cases) {
    const auto number = international(typed);
    ASSERT_TRUE(number.ok()) << typed;
    EXPECT_EQ(*number, wanted);
  }
  for (const char* typed :
       {"", "0812", "tidak ada", "0812345678901234", "0812x4567890", "08+1234567"}) {
    EXPECT_FALSE(international(typed).ok()) << typed;
  }
}

/// Answers by its list, then 200.
class Fake final : public Client {
 public:
  explicit Fake(std::vector<int> answers) : answers_(std::move(answers)) {}
  Result<Answer> send(const Request& request) override {
    const std::lock_guard lock(mutex_);
    bodies.push_back(request.body);
    const std::size_t i = bodies.size() - 1;
    const int status = i < answers_.size() ? answers_[i] : 200;
    if (status == 0) return Error{Errc::io, "fetch", "nobody answers"};
    return Answer{status};
  }
  std::vector<std::string> bodies;

 private:
  std::mutex mutex_;
  std::vector<int> answers_;
};

std::size_t sent(std::vector<int> answers, int& failures) {
  Fake gateway(std::move(answers));
  {
    GatewaySettings settings{.url = "http://gateway", .token = "t"};
    settings.first_wait = std::chrono::milliseconds(1);
    GatewayQueue queue(gateway, settings, [&](const Error&) { ++failures; });
    EXPECT_TRUE(queue.send("081234567890", "Kode: 123456\n\"x\"").ok());
    // The queue tries again only while it is not asked to stop.
    for (int i = 0; i < 200; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_EQ(gateway.bodies.front(),
            "{\"to\":\"+6281234567890\",\"channel\":\"sms\","
            "\"text\":\"Kode: 123456\\u000a\\\"x\\\"\"}");
  return gateway.bodies.size();
}

TEST(Gateway, TriesAgainWhatMayPass) {
  int failures = 0;
  EXPECT_EQ(sent({}, failures), 1U);
  EXPECT_EQ(sent({0, 503, 200}, failures), 3U);
  EXPECT_EQ(sent({429, 200}, failures), 2U);
  EXPECT_EQ(failures, 0);
}

TEST(Gateway, GivesUp) {
  int failures = 0;
  EXPECT_EQ(sent({500, 500, 500, 500, 500}, failures), 4U);
  EXPECT_EQ(failures, 1);
  EXPECT_EQ(sent({400}, failures), 1U);
  EXPECT_EQ(failures, 2);
}

TEST(Gateway, RefusesWhatIsTooMuch) {
  class Never final : public Client {
   public:
    Result<Answer> send(const Request&) override {
      while (!go) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      return Answer{200};
    }
    std::atomic<bool> go = false;
  } slow;
  GatewayQueue queue(slow, {.url = "http://gateway", .token = "t", .waiting_max = 2},
                     [](const Error&) {});
  int taken = 0;
  for (int i = 0; i < 10; ++i) taken += queue.send("081234567890", "x").ok() ? 1 : 0;
  EXPECT_GE(taken, 2);
  EXPECT_LE(taken, 3);
  slow.go = true;
}

}  // namespace
}  // namespace payung::fetch
