#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/http/message.hpp"

/// The files of the web application that the binary carries (made by web/build.mjs), by their path
/// on this server: "/office/index.html", "/pages/pages.css".
namespace payung::site {

/// The answer to GET `path`: the packed form where the browser takes it, 304 where it has the file
/// already. Empty when there is no such file.
std::optional<http::Response> static_file(std::string_view path, const http::RequestHead& head);

/// The page of the console for an address below /office: one for each of its routes, which asks at
/// once for the pieces of script that it needs; the home page's for an address that none has.
std::string_view console_page(std::string_view path);

/// Where a page links to a file: with the hash of what is in it, so that browsers keep it for good.
/// "/pages/pages.css" -> "/pages/pages.css?v=9f86d081"; a file that is not there stays as it is.
std::string static_url(std::string_view path);

/// "image/svg+xml" for ".svg"; "application/octet-stream" for what nobody serves.
std::string_view media_type_of(std::string_view path);

}  // namespace payung::site
