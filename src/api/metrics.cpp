#include "api/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace payung::api {
namespace {

std::int64_t load(const std::atomic<std::int64_t>& number) {
  return number.load(std::memory_order_relaxed);
}

void add(std::atomic<std::int64_t>& number, std::int64_t amount) {
  number.fetch_add(amount, std::memory_order_relaxed);
}

}  // namespace

Metrics::Metrics(std::vector<std::string> names)
    : names_(std::move(names)), series_(names_.size() + 1) {
  names_.emplace_back("none");
}

void Metrics::count(std::size_t route, int status, std::chrono::microseconds took,
                    std::int64_t bytes_out) {
  Series& series = series_[route];
  add(series.by_class[static_cast<std::size_t>(std::clamp(status / 100, 0, 5))], 1);
  const auto bound = std::lower_bound(kBounds.begin(), kBounds.end(), took.count());
  add(series.buckets[static_cast<std::size_t>(bound - kBounds.begin())], 1);
  add(series.micros, took.count());
  add(series.bytes, bytes_out);
}

void Metrics::count_unrouted(int status, std::chrono::microseconds took, std::int64_t bytes_out) {
  count(series_.size() - 1, status, took, bytes_out);
}

std::string Metrics::text() const {
  std::string out;
  const auto line = std::back_inserter(out);
  out +=
      "# HELP payung_requests_total Requests answered, by operation and status class.\n"
      "# TYPE payung_requests_total counter\n";
  static constexpr const char* kClasses[] = {"gone", "1xx", "2xx", "3xx", "4xx", "5xx"};
  for (std::size_t i = 0; i < series_.size(); ++i) {
    for (std::size_t c = 0; c < 6; ++c) {
      const std::int64_t number = load(series_[i].by_class[c]);
      if (number == 0) continue;
      fmt::format_to(line, "payung_requests_total{{operation=\"{}\",status=\"{}\"}} {}\n",
                     names_[i], kClasses[c], number);
    }
  }
  out +=
      "# HELP payung_request_seconds Time from the head's arrival to the last byte.\n"
      "# TYPE payung_request_seconds histogram\n";
  for (std::size_t i = 0; i < series_.size(); ++i) {
    std::int64_t sum = 0;
    for (const auto& bucket : series_[i].buckets) sum += load(bucket);
    if (sum == 0) continue;
    std::int64_t below = 0;
    for (std::size_t b = 0; b < kBounds.size(); ++b) {
      below += load(series_[i].buckets[b]);
      fmt::format_to(line, "payung_request_seconds_bucket{{operation=\"{}\",le=\"{}\"}} {}\n",
                     names_[i], static_cast<double>(kBounds[b]) / 1e6, below);
    }
    fmt::format_to(line, "payung_request_seconds_bucket{{operation=\"{}\",le=\"+Inf\"}} {}\n",
                   names_[i], sum);
    fmt::format_to(line, "payung_request_seconds_sum{{operation=\"{}\"}} {}\n", names_[i],
                   static_cast<double>(load(series_[i].micros)) / 1e6);
    fmt::format_to(line, "payung_request_seconds_count{{operation=\"{}\"}} {}\n", names_[i], sum);
  }
  out +=
      "# HELP payung_response_bytes_total Bytes of answers.\n"
      "# TYPE payung_response_bytes_total counter\n";
  for (std::size_t i = 0; i < series_.size(); ++i) {
    const std::int64_t bytes = load(series_[i].bytes);
    if (bytes == 0) continue;
    fmt::format_to(line, "payung_response_bytes_total{{operation=\"{}\"}} {}\n", names_[i], bytes);
  }
  return out;
}

}  // namespace payung::api
