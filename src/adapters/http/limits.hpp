#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace payung::http {

/// What a caller may cost. Whoever goes beyond is answered where that is still possible, and cut
/// off where not.
struct Limits {
  std::size_t header_bytes_max = std::size_t{16} * 1024;
  std::size_t target_bytes_max = std::size_t{4} * 1024;
  std::size_t memory_body_bytes_max = std::size_t{16} << 20;  ///< whatever the application admits
  std::size_t connections_max = 2'000;
  std::size_t connections_per_address_max = 500;
  std::size_t waiting_max = 256;  ///< requests that wait for a worker; more are answered 503
  std::chrono::milliseconds head_time{10'000};        ///< from the first byte to the whole head
  std::chrono::milliseconds idle_time{60'000};        ///< between requests
  std::chrono::milliseconds body_start_time{20'000};  ///< on top of what the rate allows
  std::int64_t body_bytes_per_second_min = std::int64_t{8} * 1024;  ///< slower is cut off
  std::chrono::milliseconds write_time{30'000};                     ///< for each piece of an answer
  std::chrono::milliseconds heartbeat{15'000};                      ///< of server-sent events
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  ///< 0: a free one
  unsigned io_threads = 2;
  unsigned workers = 4;
  std::string spool_folder = {};      ///< empty: the system's temporary folder
  std::string certificate_file = {};  ///< PEM chain; with the key: TLS 1.2 and up
  std::string key_file = {};
  std::vector<std::string> trusted_proxies = {};  ///< whose X-Forwarded-For and -Proto count
  Limits limits = {};
};

}  // namespace payung::http
