#pragma once

#include <memory>
#include <thread>
#include <vector>

#include "api/registry_post.hpp"

namespace payung::cmd {

/// The threads that answer other registries and tell subscribers what is new. Made once the service
/// stands, ended before the people are.
class RegistryOffice {
 public:
  /// `means.client` and `means.holder` are made here.
  struct Means {
    db::Pool& writers;
    db::Pool& readers;
    const rules::RuleBook& rules;
    const RegionTable& regions;
    std::function<Date()> today;
    std::function<std::string()> now;
    const app::IdentityContext& identity;
    api::PeopleParts& people;
  };
  explicit RegistryOffice(const Means& means);
  RegistryOffice(const RegistryOffice&) = delete;
  RegistryOffice& operator=(const RegistryOffice&) = delete;
  ~RegistryOffice();
  /// Waits for what is being sent.
  void stop();

 private:
  void run(const std::stop_token& stop, api::RegistryPost& post);

  std::unique_ptr<fetch::Client> client_;
  std::vector<std::unique_ptr<api::RegistryPost>> posts_;
  std::vector<std::jthread> threads_;
};

}  // namespace payung::cmd
