#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/text/catalogue.hpp"
#include "api/contract.hpp"
#include "api/figure_room.hpp"
#include "api/guard.hpp"
#include "api/kept_answers.hpp"
#include "api/metrics.hpp"
#include "api/problem.hpp"
#include "api/rate_limit.hpp"
#include "api/review_room.hpp"
#include "api/route.hpp"
#include "api/router.hpp"
#include "db/pool.hpp"

/// The application behind the server: every request goes the same way.
///   route -> who asks -> may he -> how often -> does it fit the contract -> (same request again?)
///   -> handler -> answer with ETag and safety headers -> log and metrics
namespace payung::api {

struct Settings {
  std::string version;
  double account_per_second = 200;  ///< requests of one account or key
  double account_burst = 400;
  double address_per_second = 50;  ///< requests of one address that nobody signed in
  double address_burst = 100;
  double bulk_per_hour = 60;                       ///< bulk files of one account
  std::size_t kept_bytes = std::size_t{64} << 20;  ///< for answers kept in memory; 0: none
  int writers_waiting = 2;  ///< requests that may wait for the writer for long; below the workers
  bool public_figures = true;  ///< whether everybody may see coverage by area
};

class Service final : public http::Application {
 public:
  /// Errors: bad_rule when routes and contract do not fit each other.
  static Result<std::unique_ptr<Service>> make(Parts parts, std::vector<Route> routes,
                                               std::vector<ContractPart> contract,
                                               const Settings& settings);
  ~Service() override;

  http::Admission admit(http::RequestHead& head) override;
  std::optional<http::Response> at_once(const http::Request& request) noexcept override;
  http::Response answer(http::Request& request) noexcept override;
  void finished(const http::RequestHead& head, int status, std::chrono::microseconds took,
                std::int64_t bytes_out) override;

  /// From now on new work is refused with 503 and readiness says no.
  void drain() { draining_ = true; }
  bool draining() const { return draining_; }

  const Contract& contract() const { return contract_; }
  std::span<const Route> routes() const { return routes_; }
  Metrics& metrics() { return *metrics_; }
  FigureRoom& figures() { return figures_; }
  ReviewRoom& reviews() { return reviews_; }
  const KeptAnswers& kept() const { return kept_; }
  Parts& parts() { return *parts_; }
  const Settings& settings() const { return settings_; }
  /// Texts in the language that the caller asked for.
  const text::Catalogue& words(const http::RequestHead& head) const;

 private:
  Service(std::unique_ptr<Parts> parts, std::vector<Route> routes, Contract contract,
          const Settings& settings);

  http::Response refuse(const http::RequestHead& head, const Problem& problem) const;
  std::optional<http::Response> from_memory(const http::Request& request);
  void keep(const std::string& key, std::optional<KeptAnswers::Stamp> stamp,
            const http::Response& response, std::vector<store::AccessEntry> looks);
  std::string key_of(const http::Request& request, const identity::Caller& caller,
                     Date today) const;
  Result<db::Lease> writer();
  http::Response respond(const http::Request& request);
  std::optional<Problem> check(const http::Request& request, const Operation& operation,
                               const Router::Match& match, Json& arguments, Json& body) const;
  http::Response perform(const Route& route, Call& call, std::size_t place,
                         identity::Caller& caller);
  std::optional<Problem> not_any_more(const Route& route, Call& call, std::size_t place,
                                      identity::Caller& caller);
  http::Response finish(const Call& call, const Route& route, Reply&& reply) const;
  Result<Reply> read(const Route& route, Call& call);
  std::optional<Problem> outdated(Call& call, std::size_t place) const;

  std::unique_ptr<Parts> parts_;
  std::vector<Route> routes_;
  Contract contract_;
  Settings settings_;
  Router router_;
  Guard guard_;
  std::unique_ptr<Metrics> metrics_;
  text::Catalogue indonesian_;
  text::Catalogue english_;
  text::Catalogue javanese_;
  FigureRoom figures_;
  ReviewRoom reviews_;
  KeptAnswers kept_;
  std::atomic<int> writers_waiting_ = 0;
  std::atomic<bool> draining_ = false;
};

}  // namespace payung::api
