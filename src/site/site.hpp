#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/message.hpp"
#include "adapters/text/catalogue.hpp"
#include "api/service.hpp"
#include "site/pages/static_files.hpp"
#include "site/pages/visit.hpp"

/// One port for everything: paths of the API go to the API, the rest are pages rendered here and
/// files of the console.
namespace payung::site {

struct SiteSettings {
  /// Folder with region boundaries (*.topo.json); empty: maps are shown as tables only.
  std::string maps_dir;
};

class Site final : public http::Application {
 public:
  /// The service must outlive the site.
  Site(api::Service& service, SiteSettings settings);

  http::Admission admit(http::RequestHead& head) override;
  std::optional<http::Response> at_once(const http::Request& request) noexcept override;
  http::Response answer(http::Request& request) noexcept override;
  void finished(const http::RequestHead& head, int status, std::chrono::microseconds took,
                std::int64_t bytes_out) override;

 private:
  struct Match {
    const Page* page;
    std::vector<std::pair<std::string, std::string>> names;
  };
  std::optional<Match> find(http::Method method, std::string_view path) const;
  std::string_view language(const http::RequestHead& head) const;
  http::Response respond(const http::Request& request);
  std::optional<http::Response> file(const http::RequestHead& head) const;
  std::optional<http::Response> map_file(std::string_view path) const;

  api::Service& service_;
  SiteSettings settings_;
  std::vector<Page> pages_;
  std::map<std::string, text::Catalogue, std::less<>> words_;
};

/// Whether the API answers this path.
bool is_api(std::string_view path);

}  // namespace payung::site
