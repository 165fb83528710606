#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "adapters/fetch/fetch.hpp"
#include "adapters/fetch/gateway.hpp"
#include "adapters/fetch/mail.hpp"
#include "api/provider_parts.hpp"
#include "api/webhook_post.hpp"
#include "app/message_gateway.hpp"
#include "cmd/command.hpp"

namespace payung::cmd {

/// What `payung serve` sends out: short messages, mail, webhooks; and the way to the OpenID
/// provider. Each is there when its settings are.
class OutboundOffice {
 public:
  enum class Hooks : std::uint8_t { public_only, anywhere };
  /// Reads the files that settings name. Errors: io, bad_option.
  static Result<std::unique_ptr<OutboundOffice>> open(Session& session, db::Pool& writers,
                                                      Hooks hooks);
  OutboundOffice(const OutboundOffice&) = delete;
  OutboundOffice& operator=(const OutboundOffice&) = delete;
  ~OutboundOffice() { stop(); }

  app::MessageGateway* messages() { return gateway_ ? &*gateway_ : nullptr; }
  api::ProviderDoor* provider() { return provider_ ? &*provider_ : nullptr; }
  bool mails() const { return mail_.has_value(); }
  /// How many letters wait to be sent.
  std::size_t letters_waiting();
  /// Queues the one-time link for that address.
  void mail_link(const std::string& to, const std::string& token);
  void stop();

 private:
  /// The use cases' face of the queue.
  class Gateway final : public app::MessageGateway {
   public:
    explicit Gateway(fetch::GatewayQueue& queue) : queue_(queue) {}
    Status send(std::string_view phone, std::string_view text) override {
      return queue_.send(phone, text);
    }

   private:
    fetch::GatewayQueue& queue_;
  };

  OutboundOffice(Session& session, db::Pool& writers, Hooks hooks);
  Status set_up();
  void post_webhooks(const std::stop_token& stop);
  void post_mail(const std::stop_token& stop);

  Session& session_;
  std::unique_ptr<fetch::Client> owners_;  ///< for addresses that the owner set
  std::unique_ptr<fetch::Client> others_;  ///< for addresses that users set
  std::unique_ptr<fetch::GatewayQueue> queue_;
  std::optional<Gateway> gateway_;
  std::optional<api::ProviderDoor> provider_;
  std::optional<fetch::MailServer> mail_;
  api::WebhookPost webhooks_;
  std::mutex mutex_;
  std::condition_variable_any came_;
  std::deque<fetch::Mail> letters_;
  std::jthread webhook_thread_;
  std::jthread mail_thread_;
};

}  // namespace payung::cmd
