#include "api/parquet.hpp"

#include <dlfcn.h>

#include <array>

namespace payung::api {
namespace {

/// 0: done; else `message` says what went wrong.
using Convert = int (*)(const char* csv, const char* out, char* message, unsigned long size);

}  // namespace

Status write_parquet(const std::string& plugin, const std::string& csv, const std::string& out) {
  const Error missing{Errc::unsupported, "parquet",
                      "the server has no Parquet plugin: ./do parquet, then the setting "
                      "parquet_plugin; csv and xlsx need none"};
  if (plugin.empty()) return missing;
  // Loaded once and never unloaded: Arrow starts threads of its own.
  void* library = ::dlopen(plugin.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (library == nullptr) return missing;
  const auto convert = reinterpret_cast<Convert>(::dlsym(library, "payung_parquet_from_csv"));
  std::array<char, 500> message{};
  const int code =
      convert == nullptr ? 1 : convert(csv.c_str(), out.c_str(), message.data(), message.size());
  ::dlclose(library);
  if (code == 0) return {};
  return Error{Errc::io, "parquet", message.data()};
}

}  // namespace payung::api
