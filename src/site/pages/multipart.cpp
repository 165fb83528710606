#include "site/pages/multipart.hpp"

namespace payung::site {
namespace {

constexpr std::size_t kPartsMax = 20;
constexpr std::size_t kBoundaryMax = 70;  // RFC 2046, 5.1.1

std::string boundary_of(std::string_view type) {
  constexpr std::string_view kType = "multipart/form-data";
  constexpr std::string_view kName = "boundary=";
  if (!type.starts_with(kType)) return {};
  const auto at = type.find(kName);
  if (at == std::string_view::npos) return {};
  std::string_view value = type.substr(at + kName.size());
  if (value.starts_with('"')) {
    value.remove_prefix(1);
    value = value.substr(0, value.find('"'));
  } else {
    value = value.substr(0, value.find(';'));
  }
  if (value.empty() || value.size() > kBoundaryMax) return {};
  return "--" + std::string(value);
}

/// `name` of the line "Content-Disposition: form-data; name=..."; empty optional when it is
/// missing.
std::optional<std::string_view> quoted(std::string_view head, std::string_view name) {
  const std::string wanted = "; " + std::string(name) + "=\"";
  const auto at = head.find(wanted);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view rest = head.substr(at + wanted.size());
  const auto end = rest.find('"');
  if (end == std::string_view::npos) return std::nullopt;
  return rest.substr(0, end);
}

void take(Multipart& form, std::string_view head, std::string_view content) {
  const auto name = quoted(head, "name");
  if (!name) return;
  if (const auto file_name = quoted(head, "filename")) {
    if (!form.file.empty()) return;
    form.file = content;
    form.file_name = *file_name;
    return;
  }
  form.fields.emplace_back(*name, content);
}

}  // namespace

std::string Multipart::value(std::string_view name) const {
  for (const auto& [known, text] : fields) {
    if (known == name) return text;
  }
  return {};
}

std::optional<Multipart> read_multipart(std::string_view content_type, std::string_view body) {
  const std::string boundary = boundary_of(content_type);
  if (boundary.empty() || !body.starts_with(boundary)) return std::nullopt;
  const std::string between = "\r\n" + boundary;
  body.remove_prefix(boundary.size());
  Multipart form;
  for (std::size_t parts = 0; parts < kPartsMax; ++parts) {
    if (body.starts_with("--")) return form;
    if (!body.starts_with("\r\n")) return std::nullopt;
    body.remove_prefix(2);
    const auto head = body.find("\r\n\r\n");
    if (head == std::string_view::npos) return std::nullopt;
    const auto end = body.find(between, head + 2);
    if (end == std::string_view::npos) return std::nullopt;
    take(form, body.substr(0, head), end <= head + 4 ? "" : body.substr(head + 4, end - head - 4));
    body.remove_prefix(end + between.size());
  }
  return std::nullopt;
}

}  // namespace payung::site
