#pragma once

#include <string_view>

#include "adapters/http/message.hpp"

/// The tokens that a request's header fields carry. Whatever is not in order carries none.
namespace payung::api {

/// The token of "Authorization: Bearer ..."; empty when there is none, or another scheme.
std::string_view bearer(const http::RequestHead& head);

/// The value of a cookie; empty when there is none or more than one of that name.
std::string_view cookie(const http::RequestHead& head, std::string_view name);

}  // namespace payung::api
