#include "app/on_threads.hpp"

#include <algorithm>
#include <thread>
#include <vector>

namespace payung::app {

linkage::ParallelFor on_threads(unsigned threads) {
  return [threads](std::size_t count, const std::function<void(std::size_t, std::size_t)>& body) {
    const std::size_t parts =
        std::min<std::size_t>(std::max(threads, 1U), std::max<std::size_t>(count, 1));
    std::vector<std::jthread> others;
    for (std::size_t part = 1; part < parts; ++part) {
      others.emplace_back([&, part] { body(count * part / parts, count * (part + 1) / parts); });
    }
    body(0, count / parts);
  };
}

}  // namespace payung::app
