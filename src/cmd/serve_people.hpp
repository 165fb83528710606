#pragma once

#include <functional>
#include <string>
#include <thread>

#include "api/people_parts.hpp"
#include "app/environment.hpp"
#include "db/changes.hpp"
#include "db/pool.hpp"
#include "secrets/keyring.hpp"

namespace payung::cmd {

/// What `payung serve` keeps for finding people, the access log and the worker's door: the index
/// and the thread that refreshes it, the recorder, the keys. Made before the service, ended after
/// the server has stopped.
class PeopleOffice {
 public:
  struct Means {
    db::Pool& writers;
    db::Pool& readers;
    const rules::RuleBook& rules;
    const RegionTable& regions;
    std::function<Date()> today;
    std::function<std::string()> now;
    const secrets::Keyring& keyring;
    app::MessageGateway* messages = nullptr;  ///< null: no gateway is set up
    std::string office;
    db::ChangeClock& changes;  ///< told when the index shows something else
  };
  explicit PeopleOffice(const Means& means);
  PeopleOffice(const PeopleOffice&) = delete;
  PeopleOffice& operator=(const PeopleOffice&) = delete;
  ~PeopleOffice();

  api::PeopleParts& parts() { return parts_; }
  /// Ends the thread and writes what waits for the access log. Errors: storage.
  Status stop();

 private:
  void keep_fresh(const std::stop_token& stop);
  Status refresh();

  Means means_;
  app::PeopleIndex index_;
  app::AccessRecorder access_;
  secrets::Vault vault_;
  secrets::Signer signer_;
  api::PeopleParts parts_;
  std::jthread thread_;
};

}  // namespace payung::cmd
