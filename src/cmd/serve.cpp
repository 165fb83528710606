// payung serve: the API and the web application from one process on one port.
#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <sstream>
#include <thread>

#include "adapters/assets/assets.hpp"
#include "adapters/http/server.hpp"
#include "api/service.hpp"
#include "app/accounts.hpp"
#include "app/who_is.hpp"
#include "cmd/command.hpp"
#include "cmd/serve_changes.hpp"
#include "cmd/serve_clock.hpp"
#include "cmd/serve_figures.hpp"
#include "cmd/serve_jobs.hpp"
#include "cmd/serve_outbound.hpp"
#include "cmd/serve_people.hpp"
#include "cmd/serve_registry.hpp"
#include "cmd/session.hpp"
#include "site/site.hpp"
#include "store/entries.hpp"
#include "store/idempotency.hpp"
#include "store/patience.hpp"

namespace payung::cmd {
namespace {

constexpr std::chrono::milliseconds kGrace{25'000};
constexpr std::chrono::milliseconds kLook{100};
constexpr std::chrono::seconds kHousekeeping{5};
constexpr int kRoundsBetweenShrinking = 12;
constexpr std::int64_t kKeepAnswers_s =
    std::int64_t{7} * 86'400;  // a client that retries does so within days

struct Options {
  http::ServerOptions server;
  std::size_t connections = 8;
  double account_rate = 200;
  double bulk_rate = 60;
  double address_rate = 50;
  std::size_t kept_mib = 64;
  std::string link_file;
  api::RegistrySettings registry;
  bool private_callbacks = false;
};

/// A server's thread waits so long for a writer of another server, and not until its job is over.
Result<std::unique_ptr<db::Connection>> patient_writer(ConsoleSession& session) {
  constexpr std::chrono::milliseconds kPatience{20'000};
  auto connection = session.open_writer();
  if (!connection) return connection;
  if (auto set = store::wait_for_writers_at_most(**connection, kPatience); !set) return set.error();
  return connection;
}

std::vector<api::ContractPart> contract_parts() {
  std::vector<api::ContractPart> parts;
  for (const auto& asset : assets::under("web/api/")) {
    parts.push_back({std::string(asset.path), std::string(asset.content)});
  }
  return parts;
}

std::int64_t number_of(const Session& session, std::string_view key) {
  return std::strtoll(session.setting(key).c_str(), nullptr, 10);
}

/// "administrator,branch_officer". Errors: bad_option naming what is no role.
Result<std::set<identity::Role>> roles_of(const std::string& words) {
  std::set<identity::Role> roles;
  std::istringstream list(words);
  for (std::string word; std::getline(list, word, ',');) {
    const auto role = identity::parse_role(word);
    if (!role) return Error{Errc::bad_option, "second_factor_roles", word + " is no role"};
    roles.insert(*role);
  }
  return roles;
}

/// 0 means: never alone. Errors: bad_option.
Result<app::IdentitySettings> identity_settings(const Session& session) {
  app::IdentitySettings settings;
  auto roles = roles_of(session.setting("second_factor_roles"));
  if (!roles) return roles.error();
  settings.second_factor_roles = *std::move(roles);
  settings.second_factor_days = number_of(session, "second_factor_days");
  settings.proof_s = number_of(session, "proof_minutes") * 60;
  settings.session.idle_s = number_of(session, "session_idle_minutes") * 60;
  settings.session.absolute_s = number_of(session, "session_hours") * 3'600;
  if (const auto people = number_of(session, "alone_enrolments"); people > 0) {
    settings.four_eyes.enrolment_people = people;
  }
  if (const auto persons = number_of(session, "alone_merges"); persons > 0) {
    settings.four_eyes.merge_persons = persons;
  }
  if (const auto rupiah = number_of(session, "alone_payment"); rupiah > 0) {
    settings.four_eyes.payment = Rupiah(rupiah);
  }
  return settings;
}

/// Everything that the service stands on, in the order in which it is made; taken down backwards.
class Office {
 public:
  Office(ConsoleSession& session, const Options& options)
      : session_(session),
        writers_([&session] { return patient_writer(session); }, session.writers_max()),
        readers_([&session] { return session.open_reader(); }, options.connections) {}

  Status open(const Options& options);
  Status run();

 private:
  Result<std::optional<identity::Caller>> identify(std::string_view token);
  api::Parts parts_over(const rules::RuleBook& rules, const RegionTable& regions);
  Status open_doors(const Options& options, api::Parts parts);
  Status keep_house();
  Status drop_photos(db::Connection& database);
  Status invite_first();

  ConsoleSession& session_;
  db::Pool writers_;
  db::Pool readers_;
  std::optional<app::IdentityContext> identity_;
  app::CallerCache callers_;
  std::optional<PeopleOffice> people_;
  std::optional<ChangesOffice> changes_;
  std::optional<JobOffice> jobs_;
  std::unique_ptr<OutboundOffice> outbound_;
  std::optional<RegistryOffice> registry_;
  std::unique_ptr<api::Service> service_;
  std::optional<FigureOffice> figures_;
  std::optional<site::Site> site_;
  std::unique_ptr<http::Server> server_;
  int rounds_ = 0;
};

Result<std::optional<identity::Caller>> Office::identify(std::string_view token) {
  const identity::Instant now = now_instant();
  if (auto known = app::who_is_cached(*identity_, callers_, token, now)) return known;
  auto lease = readers_.borrow();
  if (!lease) return lease.error();
  return app::who_is(**lease, *identity_, callers_, token, now);
}

Status Office::open(const Options& options) {
  const auto rules = session_.rules();
  if (!rules) return rules.error();
  const auto regions = session_.regions();
  if (!regions) return regions.error();
  {
    // The writer comes first: it makes the file, the schema and the key.
    const auto first = writers_.borrow();
    if (!first) return first.error();
  }
  const auto keyring = session_.keyring();
  if (!keyring) return keyring.error();
  const auto common = assets::find("data/common_passwords.txt");
  PAYUNG_CHECK(common.has_value());
  const auto identity_of_house = identity_settings(session_);
  if (!identity_of_house) return identity_of_house.error();
  identity_.emplace(**keyring, secrets::machine_random(), secrets::PasswordCost{},
                    *identity_of_house, identity::CommonPasswords::parse(*common));
  auto outbound =
      OutboundOffice::open(session_, writers_,
                           options.private_callbacks ? OutboundOffice::Hooks::anywhere
                                                     : OutboundOffice::Hooks::public_only);
  if (!outbound) return outbound.error();
  outbound_ = *std::move(outbound);
  people_.emplace(PeopleOffice::Means{writers_, readers_, **rules, **regions,
                                      [this] { return session_.today_now(); },
                                      [] { return now_text(); }, **keyring, outbound_->messages(),
                                      session_.setting("office"), session_.changes()});
  people_->parts().registry = options.registry;
  if (options.private_callbacks) people_->parts().registry.callbacks = fetch::Reach::anywhere;
  changes_.emplace(session_.changes(), callers_, session_.setting("database"));
  jobs_.emplace(session_, JobOffice::Means{writers_, readers_, **rules, **regions, **keyring,
                                           options.server.spool_folder});
  registry_.emplace(RegistryOffice::Means{writers_, readers_, **rules, **regions,
                                          [this] { return session_.today_now(); },
                                          [] { return now_text(); }, *identity_, people_->parts()});
  if (auto status = open_doors(options, parts_over(**rules, **regions)); !status) return status;
  figures_.emplace(FigureOffice::Means{
      readers_, **rules, **regions, [this] { return session_.today_now(); },
      [] { return now_text(); }, service_->figures(), service_->reviews(), jobs_->parts().planner});
  return invite_first();
}

/// What the API works with, out of what was opened before it.
api::Parts Office::parts_over(const rules::RuleBook& rules, const RegionTable& regions) {
  api::Parts parts{writers_,
                   readers_,
                   rules,
                   regions,
                   [this] { return session_.today_now(); },
                   [] { return now_text(); },
                   [this](std::string_view token) { return identify(token); },
                   *identity_,
                   callers_};
  parts.changes = &session_.changes();
  parts.people = &people_->parts();
  parts.work = &jobs_->parts();
  parts.provider = outbound_->provider();
  if (outbound_->mails()) {
    parts.mail_link = [this](const std::string& to, const std::string& token) {
      outbound_->mail_link(to, token);
    };
  }
  parts.outbound = [this] {
    return api::Outbound{outbound_->mails(), outbound_->messages() != nullptr,
                         static_cast<std::int64_t>(outbound_->letters_waiting())};
  };
  return parts;
}

/// API, pages and console behind one port. Errors: bad_option, io.
Status Office::open_doors(const Options& options, api::Parts parts) {
  api::Settings settings;
  settings.version = PAYUNG_VERSION;
  settings.account_per_second = options.account_rate;
  settings.account_burst = 2 * options.account_rate;
  settings.address_per_second = options.address_rate;
  settings.address_burst = 2 * options.address_rate;
  settings.writers_waiting = static_cast<int>(options.server.workers / 2);
  settings.bulk_per_hour = options.bulk_rate;
  settings.kept_bytes = options.kept_mib << 20;
  settings.public_figures = session_.setting("public_figures") == "yes";
  auto service =
      api::Service::make(std::move(parts), api::all_routes(), contract_parts(), settings);
  if (!service) return service.error();
  service_ = *std::move(service);
  site_.emplace(*service_, site::SiteSettings{session_.setting("maps_dir")});
  auto server = http::Server::start(*site_, options.server);
  if (!server) return server.error();
  server_ = *std::move(server);
  return {};
}

/// While nobody can sign in, the console gets the one-time link of the first administrator.
Status Office::invite_first() {
  const auto rules = session_.rules();
  if (!rules) return rules.error();
  const auto regions = session_.regions();
  if (!regions) return regions.error();
  const auto lease = writers_.borrow();
  if (!lease) return lease.error();
  SilentProgress silent;
  app::Environment environment{**lease,    **rules, **regions, silent, session_.today_now(),
                               now_text(), "serve"};
  const auto invitation = app::first_start(environment, *identity_);
  if (!invitation) return invitation.error();
  if (!*invitation) return {};
  session_.print(session_.text("serve.first", {{"link", "/invitation#" + (*invitation)->token},
                                               {"expires", (*invitation)->expires.text()}}));
  return {};
}

/// Photos of identity cards go after the rows they belong to, however those were erased.
Status Office::drop_photos(db::Connection& database) {
  const auto gone = store::photos_of_erased(database);
  if (!gone) return gone.error();
  for (const auto& sha256 : *gone) {
    if (auto removed = jobs_->parts().files.remove(sha256); !removed) return removed;
  }
  return {};
}

/// What is due every few seconds: when sessions were last used, answers that need not be kept.
Status Office::keep_house() {
  const auto lease = writers_.borrow();
  if (!lease) return lease.error();
  const auto forgotten = store::forget_answers(**lease, now_instant().plus(-kKeepAnswers_s).text());
  if (!forgotten) return forgotten.error();
  const bool seldom = rounds_++ % kRoundsBetweenShrinking == 0;
  // A writer that lives for months would keep every page that it ever wrote, up to its cache's end.
  if (seldom && (*lease)->engine() == db::Engine::sqlite) {
    if (auto status = (*lease)->script("pragma shrink_memory"); !status) return status;
  }
  if (seldom) {
    if (auto status = drop_photos(**lease); !status) return status;
  }
  return app::record_use(**lease, callers_, now_instant());
}

Status Office::run() {
  session_.print(session_.text("serve.ready", {{"port", std::to_string(server_->port())}}));
  std::fflush(stdout);  // whoever started it through a pipe waits for this line
  auto next = std::chrono::steady_clock::now() + kHousekeeping;
  while (!session_.progress().stop_requested()) {
    std::this_thread::sleep_for(kLook);
    if (std::chrono::steady_clock::now() < next) continue;
    next += kHousekeeping;
    if (const auto status = keep_house(); !status) {
      spdlog::error("housekeeping: {} ({})", status.error().where, status.error().detail);
    }
  }
  session_.print(session_.text("serve.stopping", {}));
  service_->drain();
  jobs_->stop();
  server_->stop(kGrace);
  figures_->stop();
  registry_->stop();
  outbound_->stop();
  if (const auto status = people_->stop(); !status) return status;
  return keep_house();
}

Exit serve(ConsoleSession& session, const Options& options) {
  Office office(session, options);
  if (const auto status = office.open(options); !status) return session.fail(status.error());
  const auto status = office.run();
  return status ? Exit::ok : session.fail(status.error());
}

}  // namespace

void add_serve_command(CLI::App& root, ConsoleSession& session, Outcome outcome) {
  auto* command =
      root.add_subcommand("serve", "Serve API and web application until stopped (Ctrl-C or TERM)");
  const auto options = std::make_shared<Options>();  // shared: the callback outlives this function
  command->add_option("--address", options->server.address, "IP address to listen on");
  command->add_option("--port", options->server.port, "Port; 0 takes a free one")
      ->default_val(8080);
  command->add_option("--io-threads", options->server.io_threads, "Threads of the network");
  command->add_option("--workers", options->server.workers, "Threads for work that may wait");
  command->add_option("--connections", options->connections, "Reading database connections");
  command
      ->add_option("--account-rate", options->account_rate,
                   "Requests a second of one account or key; twice that at once")
      ->check(CLI::PositiveNumber);
  command
      ->add_option("--address-rate", options->address_rate,
                   "Requests a second of an address where nobody signed in")
      ->check(CLI::PositiveNumber);
  command
      ->add_option("--bulk-rate", options->bulk_rate,
                   "Bulk files (exports, the whole report, the trail) an hour of one account")
      ->check(CLI::PositiveNumber);
  command
      ->add_option("--kept-answers", options->kept_mib,
                   "Memory for answers that are given again while nothing changed, MiB; 0: none")
      ->check(CLI::Range(0, 4096));
  command->add_option("--tls-certificate", options->server.certificate_file, "PEM chain");
  command->add_option("--tls-key", options->server.key_file, "PEM key of the certificate");
  command->add_option("--trusted-proxy", options->server.trusted_proxies,
                      "Address whose X-Forwarded-For and X-Forwarded-Proto count");
  command->add_option("--registry-id", options->registry.id,
                      "As which this office signs to other registries (SP-DCI sender_id)");
  command->add_flag("--private-callbacks", options->private_callbacks,
                    "Let callbacks go to http and to addresses of this network; for a test bench");
  command->add_option("--spool", options->server.spool_folder, "Folder for uploads under way");
  command->footer(
      "Examples:\n"
      "  payung serve\n"
      "  payung --db postgresql://payung@db/payung serve --address 0.0.0.0 --port 443 \\\n"
      "      --tls-certificate chain.pem --tls-key key.pem");
  command->callback([&session, options, outcome] { *outcome = serve(session, *options); });
}

}  // namespace payung::cmd
