#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// HTML that cannot be broken out of: what somebody typed goes in as text or as the value of an
/// attribute, and both are escaped here and nowhere else. Tags and names of attributes are ours.
namespace payung::site {

using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

class Html {
 public:
  /// An element with what is in it, until close().
  Html& open(std::string_view tag, Attributes attributes = {});
  Html& close();
  /// An element of text alone.
  Html& element(std::string_view tag, std::string_view text, Attributes attributes = {});
  /// An element that has no end: input, link, meta, br.
  Html& lone(std::string_view tag, Attributes attributes = {});
  Html& text(std::string_view text);
  /// Markup that another part of ours made (a QR code as SVG), never anything from outside.
  Html& made(std::string_view markup);

  /// How many elements are open now.
  std::size_t depth() const { return open_.size(); }
  /// Closes what was opened since `depth` of them were open.
  Html& close_to(std::size_t depth);
  /// Closes what is open.
  std::string take();

 private:
  void begin(std::string_view tag, Attributes attributes);
  std::string out_;
  std::vector<std::string> open_;
};

/// & < > " ' as entities; control characters that HTML does not know are left out.
std::string escaped(std::string_view text);

}  // namespace payung::site
