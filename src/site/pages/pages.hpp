#pragma once

#include <span>

#include "site/pages/visit.hpp"

/// Every page there is; each area's file gives its own.
namespace payung::site {

std::span<const Page> language_pages();  ///< GET /language/{language}: keeps the choice in a cookie
std::span<const Page> sign_in_pages();   ///< signing in, the second factor, the one-time link
std::span<const Page> worker_pages();    ///< the worker's own door, the card and its check
std::span<const Page> family_pages();    ///< reports and claims of who has no account
std::span<const Page> open_data_pages();  ///< figures for everybody
std::span<const Page> village_pages();    ///< the village office and volunteers, on a phone

/// What stands at an address that is none, and where something of ours broke.
http::Response not_found_page(const Visit& visit);
http::Response broken_page(const Visit& visit);

}  // namespace payung::site
