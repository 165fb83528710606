// The OpenID code of Payung against a provider that runs: prints where the browser must go, reads
// the code it came back with, prints whom the provider vouches for. In: issuer, redirect URI.
#include <curl/curl.h>

#include <ctime>
#include <iostream>
#include <string>

#include "adapters/oidc/oidc.hpp"

namespace {

std::size_t append(char* data, std::size_t size, std::size_t count, void* body) {
  static_cast<std::string*>(body)->append(data, size * count);
  return size * count;
}

payung::Result<std::string> fetch(const std::string& url, const std::string& form) {
  std::string body;
  CURL* curl = curl_easy_init();
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, 10L);
  curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
  if (!form.empty()) curl_easy_setopt(curl, CURLOPT_POSTFIELDS, form.c_str());
  const CURLcode code = curl_easy_perform(curl);
  curl_easy_cleanup(curl);
  if (code != CURLE_OK) return payung::Error{payung::Errc::io, url, curl_easy_strerror(code)};
  return body;
}

int fail(const payung::Error& error) {
  std::cout << "refused " << error.where << ' ' << error.detail << '\n';
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const payung::oidc::Client client{"payung", "only-for-this-test", argv[2]};
  const std::string nonce_expected = argv[3];
  payung::oidc::Secrets secrets{"state-of-this-test", "nonce-of-this-test",
                                "verifier-of-this-test-0123456789-0123456789-0123"};
  const auto provider = payung::oidc::discover(argv[1], fetch);
  if (!provider) return fail(provider.error());
  std::cout << payung::oidc::authorization_url(*provider, client, secrets) << "\n" << std::flush;
  std::string code;
  std::getline(std::cin, code);
  secrets.nonce = nonce_expected;
  const auto person =
      payung::oidc::redeem(*provider, client, secrets, code, std::time(nullptr), fetch);
  if (!person) return fail(person.error());
  std::cout << "person " << person->subject << ' ' << person->verified_mail.value_or("-") << '\n';
  return 0;
}
