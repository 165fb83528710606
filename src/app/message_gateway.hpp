#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace payung::app {

/// Short messages to a phone: SMS or WhatsApp, whatever the office has. An adapter sends; here is
/// only what a use case needs. An implementation queues and returns at once, so that nobody can
/// tell by the time whether a message went out.
class MessageGateway {
 public:
  virtual ~MessageGateway() = default;
  /// `phone` as the list has it. Errors: io, unsupported when no gateway is set up.
  virtual Status send(std::string_view phone, std::string_view text) = 0;
};

}  // namespace payung::app
