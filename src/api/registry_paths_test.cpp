// Goal: every address under which other systems are known to look for a registry leads to the one
// of the contract, and nothing else does.
// Method: pairs, written down from the base addresses that the systems are set up with.
#include "api/registry_paths.hpp"

#include <gtest/gtest.h>

namespace payung::api {
namespace {

struct Case {
  const char* path;
  const char* means;  ///< empty: none
};

TEST(RegistryPaths, OtherAddressesMeanThoseOfTheContract) {
  const Case cases[] = {
      {"/dci/social/registry/sync/search", "/dci/social/registry/sync/search"},
      {"/dci/ibr/registry/txn/status", "/dci/ibr/registry/txn/status"},
      {"/registry/search", "/dci/social/registry/search"},
      {"/registry/sync/txn/status", "/dci/social/registry/sync/txn/status"},
      {"/registry/sync/enrolled", "/dci/ibr/registry/sync/enrolled"},
      {"/registry/sync/enrollment/updates", "/dci/ibr/registry/sync/enrollment/updates"},
      {"/sr/sync/search", "/dci/social/registry/sync/search"},
      {"/ibr/sync/enrolled", "/dci/ibr/registry/sync/enrolled"},
      {"/ibr/registry/on-search", "/dci/ibr/registry/on-search"},
      {"/dci/sr/subscribe", "/dci/social/registry/subscribe"},
      {"/dci/ibr/unsubscribe", "/dci/ibr/registry/unsubscribe"},
      {"/dci/social/oauth2/client/token", "/dci/oauth2/token"},
      {"/ibr/oauth2/token", "/dci/oauth2/token"},
      {"/dci/oauth2/token", ""},
      {"/ibr/", ""},
      {"/registry/", ""},
      {"/registry", ""},
      {"/srs/sync/search", ""},
      {"/v1/people", ""},
      {"/", ""},
      {"", ""},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(registry_path(one.path).value_or(""), one.means) << one.path;
  }
}

}  // namespace
}  // namespace payung::api
