#include "api/registry_graphql.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

namespace payung::api {
namespace {

constexpr std::size_t kTextMax = 10'000;
constexpr int kDepthMax = 10;
constexpr std::size_t kFieldsMax = 400;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_figure(char c) { return c >= '0' && c <= '9'; }

Error broken(std::string what) { return {Errc::bad_value, "graphql", std::move(what)}; }

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Result<GraphqlQuery> document() {
    skip();
    if (is_letter(here())) {
      const std::string kind = word();
      if (kind != "query") return broken("only query is read, no " + kind);
      skip();
      if (is_letter(here())) word();
      skip();
      if (here() == '(') return broken("write the values into the query; variables are not read");
    }
    GraphqlQuery query;
    query.arguments = Json::object();
    if (auto read = roots(query); !read) return read.error();
    skip();
    if (at_ < text_.size()) return broken("one query; more follows after it");
    return query;
  }

 private:
  /// '\0' at the end.
  char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  /// Blanks, commas and comments mean nothing.
  void skip() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '#') {
        while (at_ < text_.size() && text_[at_] != '\n') ++at_;
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',') {
        ++at_;
      } else {
        return;
      }
    }
  }

  bool take(char c) {
    skip();
    if (here() != c) return false;
    ++at_;
    return true;
  }

  /// Call only at a letter.
  std::string word() {
    const std::size_t from = at_;
    while (is_letter(here()) || is_figure(here())) ++at_;
    return std::string(text_.substr(from, at_ - from));
  }

  Result<std::string> name() {
    skip();
    if (is_letter(here())) {
      std::string found = word();
      skip();
      if (here() == ':' && !in_arguments_) return broken("aliases are not read");
      return found;
    }
    if (here() == '.') return broken("fragments are not read");
    if (here() == '@') return broken("directives are not read");
    return broken("a name is missing at " + std::to_string(at_));
  }

  Status roots(GraphqlQuery& query) {
    if (!take('{')) return broken("{ is missing");
    while (!take('}')) {
      auto found = name();
      if (!found) return found.error();
      if (!query.root.empty()) {
        query.others.push_back(*std::move(found));
        continue;
      }
      query.root = *std::move(found);
      if (take('(')) {
        auto read = members(')', 0);
        if (!read) return read.error();
        query.arguments = *std::move(read);
      }
      skip();
      if (here() != '{') continue;
      auto read = selection(0);
      if (!read) return read.error();
      query.fields = *std::move(read);
    }
    if (query.root.empty()) return broken("a field is missing");
    return {};
  }

  Result<std::vector<GraphqlField>> selection(int depth) {
    if (depth > kDepthMax) return broken("less deep");
    std::vector<GraphqlField> all;
    if (!take('{')) return broken("{ is missing");
    while (!take('}')) {
      auto found = name();
      if (!found) return found.error();
      if (++fields_ > kFieldsMax) return broken("at most 400 fields");
      GraphqlField field{*std::move(found)};
      skip();
      if (here() == '(') return broken("arguments only at the first field");
      if (here() == '{') {
        auto inner = selection(depth + 1);
        if (!inner) return inner.error();
        field.fields = *std::move(inner);
      }
      all.push_back(std::move(field));
    }
    return all;
  }

  /// name: value ... up to `end`
  Result<Json> members(char end, int depth) {
    if (depth > kDepthMax) return broken("less deep");
    Json made = Json::object();
    while (!take(end)) {
      in_arguments_ = true;
      auto found = name();
      in_arguments_ = false;
      if (!found) return found.error();
      if (!take(':')) return broken(": is missing after " + found->substr(0, 64));
      auto one = value(depth + 1);
      if (!one) return one.error();
      if (made.contains(*found)) return broken(found->substr(0, 64) + " stands twice");
      made[*found] = *std::move(one);
    }
    return made;
  }

  Result<Json> value(int depth) {
    if (depth > kDepthMax) return broken("less deep");
    skip();
    const char c = here();
    if (c == '"') return text();
    if (take('{')) return members('}', depth);
    if (take('[')) return list(depth);
    if (c == '$') return broken("write the values into the query; variables are not read");
    if (c == '-' || is_figure(c)) return number();
    if (!is_letter(c)) return broken("a value is missing at " + std::to_string(at_));
    const std::string found = word();
    if (found == "true") return Json(true);
    if (found == "false") return Json(false);
    if (found == "null") return Json(nullptr);
    return Json(found);
  }

  Result<Json> list(int depth) {
    Json made = Json::array();
    while (!take(']')) {
      auto one = value(depth + 1);
      if (!one) return one.error();
      made.push_back(*std::move(one));
    }
    return made;
  }

  Result<Json> number() {
    const std::size_t from = at_;
    if (here() == '-') ++at_;
    while (is_figure(here())) ++at_;
    std::int64_t read = 0;
    const char* begin = text_.data() + from;
    const auto got = std::from_chars(begin, text_.data() + at_, read);
    if (got.ec != std::errc() || here() == '.' || is_letter(here())) {
      return broken("a whole number at " + std::to_string(from));
    }
    return Json(read);
  }

  Result<Json> text() {
    const std::size_t from = at_++;
    while (here() != '"') {
      if (at_ >= text_.size() || here() == '\n') return broken("a text does not end");
      at_ += here() == '\\' ? 2U : 1U;
    }
    ++at_;
    if (at_ - from == 2 && here() == '"') return broken("block texts are not read");
    // Its escapes are those of JSON.
    auto read = Json::parse(text_.substr(from, at_ - from), nullptr, false);
    if (!read.is_string()) return broken("a text at " + std::to_string(from));
    return Json(std::move(read));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t fields_ = 0;
  bool in_arguments_ = false;
};

}  // namespace

Result<GraphqlQuery> parse_graphql(std::string_view text) {
  if (text.size() > kTextMax) return broken("at most 10000 bytes");
  return Reader(text).document();
}

Json select_fields(const Json& object, const std::vector<GraphqlField>& fields) {
  if (fields.empty()) return object;
  if (object.is_array()) {
    Json all = Json::array();
    for (const Json& one : object) all.push_back(select_fields(one, fields));
    return all;
  }
  if (!object.is_object()) return object;
  Json made = Json::object();
  for (const GraphqlField& field : fields) {
    const auto found = object.find(field.name);
    made[field.name] = found == object.end() ? Json(nullptr) : select_fields(*found, field.fields);
  }
  return made;
}

}  // namespace payung::api
