#include "app/card.hpp"

#include <sodium.h>

#include <nlohmann/json.hpp>
#include <qrcodegen/qrcodegen.hpp>

#include "app/person_history.hpp"
#include "store/membership.hpp"
#include "store/people.hpp"

namespace payung::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kStart = "PYG1.";
/// Before what is signed, so that no other message of this key can pass for a card.
constexpr std::string_view kDomain = "payung card 1\n";
constexpr std::size_t kCardBytesMax = 2000;
constexpr int kQuietZone = 4;
constexpr int kBase64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

std::string base64(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), kBase64), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), kBase64);
  text.pop_back();
  return text;
}

Result<std::string> plain(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  const int failed = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                                       text.data(), text.size(), nullptr, &size, &end, kBase64);
  if (failed != 0 || end != text.data() + text.size()) return Error{Errc::unreadable, "card"};
  bytes.resize(size);
  return bytes;
}

/// The text of a key; empty when it is missing or no text.
std::string word(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Result<Card> card_of_json(const Json& json) {
  const auto programmes = ProgrammeSet::parse(word(json, "p"));
  const auto until = Date::parse(word(json, "u"));
  const auto made_on = Date::parse(word(json, "d"));
  if (!programmes) return Error{Errc::unreadable, "card", "programmes"};
  if (!until) return Error{Errc::unreadable, "card", "covered until"};
  if (!made_on) return Error{Errc::unreadable, "card", "made on"};
  return Card{word(json, "n"), word(json, "i"), word(json, "k"), *programmes,
              *until,          *made_on,        word(json, "o")};
}

/// Name and NIK of the newest row that has them.
struct Holder {
  std::string name;
  std::string masked_nik;
};
Result<Holder> holder_of(Environment& env, std::int64_t person) {
  const auto rows = store::rows_of_person_now(env.database, person);
  if (!rows) return rows.error();
  Holder holder;
  for (const std::int64_t row : *rows) {
    const auto card = store::row_card(env.database, row);
    if (!card) return card.error();
    if (!card->name.empty()) holder.name = card->name;
    if (const auto nik = Nik::parse(card->nik)) holder.masked_nik = nik->masked();
  }
  return holder;
}

}  // namespace

std::string sign_card(const Card& card, const secrets::Signer& signer) {
  const Json json{{"n", card.name},
                  {"i", card.masked_nik},
                  {"k", card.kpj},
                  {"p", card.programmes.text()},
                  {"u", card.covered_until.text()},
                  {"d", card.made_on.text()},
                  {"o", card.office}};
  const std::string payload = base64(json.dump(-1, ' ', false, Json::error_handler_t::replace));
  return std::string(kStart) + payload + "." + signer.sign(std::string(kDomain) + payload);
}

Result<Card> read_card(std::string_view text, std::string_view public_key) {
  if (text.size() > kCardBytesMax || !text.starts_with(kStart)) {
    return Error{Errc::unreadable, "card", "PYG1.<content>.<signature>"};
  }
  text.remove_prefix(kStart.size());
  const auto dot = text.find('.');
  if (dot == std::string_view::npos) return Error{Errc::unreadable, "card", "signature"};
  const std::string_view payload = text.substr(0, dot);
  if (!secrets::signature_fits(public_key, std::string(kDomain) + std::string(payload),
                               text.substr(dot + 1))) {
    return Error{Errc::integrity, "card", "signature"};
  }
  const auto bytes = plain(payload);
  if (!bytes) return bytes.error();
  const Json json = Json::parse(*bytes, nullptr, false);
  if (!json.is_object()) return Error{Errc::unreadable, "card", "content"};
  return card_of_json(json);
}

Result<std::string> qr_svg(std::string_view text) {
  using qrcodegen::QrCode;
  try {
    const auto code = QrCode::encodeText(std::string(text).c_str(), QrCode::Ecc::MEDIUM);
    const std::string side = std::to_string(code.getSize() + 2 * kQuietZone);
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " +
                      side + "\" shape-rendering=\"crispEdges\"><rect width=\"" + side +
                      "\" height=\"" + side + "\" fill=\"#fff\"/><path fill=\"#000\" d=\"";
    for (int y = 0; y < code.getSize(); ++y) {
      for (int x = 0; x < code.getSize(); ++x) {
        if (!code.getModule(x, y)) continue;
        svg += "M" + std::to_string(x + kQuietZone) + " " + std::to_string(y + kQuietZone) +
               "h1v1h-1z";
      }
    }
    return svg + "\"/></svg>";
  } catch (const std::exception&) {
    return Error{Errc::unsupported, "card", "too long for a QR code"};
  }
}

Result<std::vector<std::vector<bool>>> qr_modules(std::string_view text) {
  using qrcodegen::QrCode;
  try {
    const auto code = QrCode::encodeText(std::string(text).c_str(), QrCode::Ecc::MEDIUM);
    std::vector<std::vector<bool>> rows;
    for (int y = 0; y < code.getSize(); ++y) {
      std::vector<bool> row;
      for (int x = 0; x < code.getSize(); ++x) row.push_back(code.getModule(x, y));
      rows.push_back(std::move(row));
    }
    return rows;
  } catch (const std::exception&) {
    return Error{Errc::unsupported, "card", "too long for a QR code"};
  }
}

Result<Card> card_of_person(Environment& env, std::int64_t person, Date on,
                            std::string_view office) {
  const auto told = identity_of_person(env, person, on);
  if (!told) return told.error();
  if (told->covered != coverage::Covered::yes || !told->covered_until) {
    return Error{Errc::nothing_done, "card", "not covered on " + on.text()};
  }
  const auto status = status_of_one(env, person, on);
  if (!status) return status.error();
  ProgrammeSet programmes;
  for (const ProgrammeStatus& one : status->programmes) {
    if (one.answer.covered == coverage::Covered::yes) programmes.add(one.programme);
  }
  const auto holder = holder_of(env, person);
  if (!holder) return holder.error();
  const auto number = store::member_number_of(env.database, person);
  if (!number) return number.error();
  return Card{holder->name,
              holder->masked_nik,
              *number ? std::string((*number)->digits()) : std::string(),
              programmes,
              *told->covered_until,
              on,
              std::string(office)};
}

}  // namespace payung::app
