#include "adapters/fetch/fetch.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <mutex>

#include "adapters/fetch/public_address.hpp"

namespace payung::fetch {
namespace {

struct FreeEasy {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

void start_library() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

/// What the answer is gathered into; `full` when it grew beyond the limit.
struct Gathered {
  Answer answer;
  std::int64_t bytes_max;
  bool full = false;
};

extern "C" {

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* into) {
  auto& gathered = *static_cast<Gathered*>(into);
  const std::size_t bytes = size * count;
  if (gathered.answer.body.size() + bytes > static_cast<std::size_t>(gathered.bytes_max)) {
    gathered.full = true;
    return 0;
  }
  gathered.answer.body.append(data, bytes);
  return bytes;
}

std::size_t take_field(char* data, std::size_t size, std::size_t count, void* into) {
  auto& gathered = *static_cast<Gathered*>(into);
  std::string line(data, size * count);
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
  if (line.starts_with("HTTP/")) gathered.answer.headers.clear();  // of an interim answer
  const auto colon = line.find(':');
  constexpr std::size_t kFieldsMax = 200;
  if (colon == std::string::npos || gathered.answer.headers.size() >= kFieldsMax) {
    return size * count;
  }
  std::string name = line.substr(0, colon);
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  auto begin = line.find_first_not_of(" \t", colon + 1);
  if (begin == std::string::npos) begin = line.size();
  gathered.answer.headers.emplace_back(std::move(name), line.substr(begin));
  return size * count;
}

/// Asked for every address before anything is sent to it, so a name that resolves to another
/// address the second time gains nothing.
curl_socket_t open_public(void*, curlsocktype, curl_sockaddr* address) {
  sockaddr_storage copy{};
  std::memcpy(&copy, &address->addr, std::min<std::size_t>(address->addrlen, sizeof copy));
  if (!is_public(reinterpret_cast<const sockaddr&>(copy))) return CURL_SOCKET_BAD;
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

}  // extern "C"

bool has_line_break(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

Status check_url(const std::string& url, Reach reach) {
  const Error refused{Errc::bad_option, "address",
                      reach == Reach::public_only
                          ? "https to a public host, without a name and password in it"
                          : "http or https to a host, without a name and password in it"};
  if (has_line_break(url)) return refused;
  const std::unique_ptr<CURLU, FreeUrl> parsed(curl_url());
  if (curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK) {
    return refused;
  }
  char* scheme = nullptr;
  if (curl_url_get(parsed.get(), CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK) return refused;
  const std::string name(scheme);
  curl_free(scheme);
  if (name == "https" || (name == "http" && reach == Reach::anywhere)) return {};
  return refused;
}

class CurlClient final : public Client {
 public:
  CurlClient(Reach reach, const Limits& limits) : reach_(reach), limits_(limits) {
    start_library();
  }

  Result<Answer> send(const Request& request) override {
    if (auto status = check_url(request.url, reach_); !status) return status.error();
    const std::unique_ptr<CURL, FreeEasy> easy(curl_easy_init());
    if (!easy) return Error{Errc::io, "fetch", "no memory"};
    std::unique_ptr<curl_slist, FreeList> fields;
    for (const auto& [name, value] : request.headers) {
      if (has_line_break(name) || has_line_break(value)) {
        return Error{Errc::bad_option, "header", "a line break in it"};
      }
      const std::string line = name + ": " + value;
      curl_slist* longer = curl_slist_append(fields.get(), line.c_str());
      if (longer == nullptr) return Error{Errc::io, "fetch", "no memory"};
      static_cast<void>(fields.release());
      fields.reset(longer);
    }
    Gathered gathered{{}, limits_.answer_bytes};
    set_up(easy.get(), request, fields.get(), gathered);
    const CURLcode code = curl_easy_perform(easy.get());
    if (gathered.full) return Error{Errc::io, "fetch", "the answer is too long"};
    if (code != CURLE_OK) return Error{Errc::io, "fetch", curl_easy_strerror(code)};
    long status = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    gathered.answer.status = static_cast<int>(status);
    return std::move(gathered.answer);
  }

 private:
  void set_up(CURL* easy, const Request& request, curl_slist* fields, Gathered& gathered) const {
    const auto ms = [](std::chrono::milliseconds time) { return static_cast<long>(time.count()); };
    curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR,
                     reach_ == Reach::anywhere ? "http,https" : "https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, ms(limits_.connect));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, ms(limits_.whole));
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    // A proxy of the environment would resolve names itself, past the check of addresses.
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "payung");
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, fields);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &gathered);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_field);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &gathered);
    if (reach_ == Reach::public_only) {
      curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_public);
    }
    if (request.method == "GET") return;
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.c_str());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  }

  Reach reach_;
  Limits limits_;
};

}  // namespace

std::unique_ptr<Client> make_client(Reach reach, const Limits& limits) {
  return std::make_unique<CurlClient>(reach, limits);
}

}  // namespace payung::fetch
