#include "cmd/serve_outbound.hpp"

#include <spdlog/spdlog.h>

#include <chrono>
#include <fstream>
#include <sstream>

#include "cmd/serve_clock.hpp"
#include "secrets/token.hpp"

namespace payung::cmd {
namespace {

constexpr std::chrono::milliseconds kLook{500};
constexpr std::size_t kLettersMax = 1'000;

/// A secret in a file of its own, without the line end that editors add.
Result<std::string> secret_in(const std::string& path) {
  if (path.empty()) return std::string();
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  if (file) text << file.rdbuf();
  if (!file) return Error{Errc::io, path, "is it there, and may you read it?"};
  std::string secret = text.str();
  while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r')) secret.pop_back();
  return secret;
}

void log_failure(const char* what, const Error& error) {
  spdlog::error("{}: {} at {} ({})", what, to_text(error.code), error.where, error.detail);
}

api::WebhookPost::Means webhook_means(db::Pool& writers, fetch::Client& client) {
  return {writers,
          client,
          [] { return now_text(); },
          [](std::int64_t seconds) { return now_instant().plus(seconds).text(); },
          [] { return now_instant().seconds; },
          secrets::new_token(secrets::machine_random())};
}

}  // namespace

OutboundOffice::OutboundOffice(Session& session, db::Pool& writers, Hooks hooks)
    : session_(session),
      owners_(fetch::make_client(fetch::Reach::anywhere)),
      others_(fetch::make_client(hooks == Hooks::anywhere ? fetch::Reach::anywhere
                                                          : fetch::Reach::public_only)),
      webhooks_(webhook_means(writers, *others_)) {}

Result<std::unique_ptr<OutboundOffice>> OutboundOffice::open(Session& session, db::Pool& writers,
                                                             Hooks hooks) {
  std::unique_ptr<OutboundOffice> office(new OutboundOffice(session, writers, hooks));
  if (const auto status = office->set_up(); !status) return status.error();
  return office;
}

Status OutboundOffice::set_up() {
  const auto setting = [this](std::string_view key) { return session_.setting(key); };
  if (!setting("message_url").empty()) {
    const auto token = secret_in(setting("message_token_file"));
    if (!token) return token.error();
    fetch::GatewaySettings settings;
    settings.url = setting("message_url");
    settings.token = *token;
    settings.channel = setting("message_channel");
    queue_ = std::make_unique<fetch::GatewayQueue>(
        *owners_, settings, [](const Error& error) { log_failure("message gateway", error); });
    gateway_.emplace(*queue_);
  }
  if (!setting("smtp_url").empty()) {
    const auto password = secret_in(setting("smtp_password_file"));
    if (!password) return password.error();
    mail_ = fetch::MailServer{setting("smtp_url"), setting("smtp_user"), *password,
                              setting("mail_from")};
    // A sender that no mail can have is told now, not at the first letter.
    const auto sound = fetch::mail_message(*mail_, {setting("mail_from"), "x", "x"}, "");
    if (!sound) return Error{Errc::bad_option, "mail_from", "name@host"};
  }
  if (!setting("oidc_issuer").empty()) {
    if (setting("public_url").empty() || setting("oidc_client_id").empty()) {
      return Error{Errc::bad_option, "oidc_issuer", "needs public_url and oidc_client_id too"};
    }
    const auto secret = secret_in(setting("oidc_secret_file"));
    if (!secret) return secret.error();
    provider_.emplace(setting("oidc_issuer"),
                      oidc::Client{setting("oidc_client_id"), *secret,
                                   setting("public_url") + "/v1/session/provider/callback"},
                      *owners_);
  }
  webhook_thread_ = std::jthread([this](const std::stop_token& stop) { post_webhooks(stop); });
  mail_thread_ = std::jthread([this](const std::stop_token& stop) { post_mail(stop); });
  return {};
}

void OutboundOffice::stop() {
  for (std::jthread* thread : {&webhook_thread_, &mail_thread_}) {
    if (!thread->joinable()) continue;
    thread->request_stop();
    thread->join();
  }
  gateway_.reset();
  queue_.reset();
}

std::size_t OutboundOffice::letters_waiting() {
  const std::lock_guard lock(mutex_);
  return letters_.size();
}

void OutboundOffice::mail_link(const std::string& to, const std::string& token) {
  if (!mail_) return;
  const std::string link = session_.setting("public_url") + "/invitation#" + token;
  const std::string& office = session_.setting("office");
  const std::lock_guard lock(mutex_);
  if (letters_.size() >= kLettersMax) return;
  letters_.push_back({to, session_.text("mail.link.subject", {{"office", office}}),
                      session_.text("mail.link.text", {{"office", office}, {"link", link}})});
  came_.notify_one();
}

void OutboundOffice::post_mail(const std::stop_token& stop) {
  for (;;) {
    fetch::Mail letter;
    {
      std::unique_lock lock(mutex_);
      came_.wait(lock, stop, [&] { return !letters_.empty(); });
      if (letters_.empty()) return;
      letter = std::move(letters_.front());
      letters_.pop_front();
    }
    if (const auto status = fetch::send_mail(*mail_, letter); !status) {
      log_failure("mail", status.error());
    }
  }
}

void OutboundOffice::post_webhooks(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any asked;
  while (!stop.stop_requested()) {
    const auto told = webhooks_.round();
    if (!told) log_failure("webhooks", told.error());
    if (told && *told) continue;
    std::unique_lock lock(mutex);
    asked.wait_for(lock, stop, kLook, [] { return false; });
  }
}

}  // namespace payung::cmd
