#include "store/private_fields.hpp"

#include <array>
#include <charconv>

namespace payung::store {
namespace {

constexpr std::array kMembers{&PrivateFields::nik,         &PrivateFields::typed_nik,
                              &PrivateFields::family_card, &PrivateFields::kpj,
                              &PrivateFields::mother_name, &PrivateFields::phone,
                              &PrivateFields::email};

std::string place_of(std::int64_t row) { return "list_row:" + std::to_string(row); }

Error broken(std::int64_t row) {
  return {Errc::integrity, "list_row " + std::to_string(row), "its private fields do not open"};
}

}  // namespace

std::string seal_fields(const db::Connection& connection, std::int64_t row,
                        const PrivateFields& fields) {
  // Each field with its length before it: "16:3319...", so that any text fits.
  std::string tuple;
  for (const auto member : kMembers) {
    const std::string& field = fields.*member;
    tuple += std::to_string(field.size());
    tuple += ':';
    tuple += field;
  }
  return connection.cipher().seal(place_of(row), tuple);
}

Result<PrivateFields> open_fields(const db::Connection& connection, std::int64_t row,
                                  std::string_view sealed) {
  if (sealed.empty()) return PrivateFields{};
  const auto opened = connection.cipher().open(place_of(row), sealed);
  if (!opened) return broken(row);
  return unpacked_fields(row, *opened);
}

Result<PrivateFields> unpacked_fields(std::int64_t row, std::string_view opened) {
  PrivateFields fields;
  std::string_view rest = opened;
  for (const auto member : kMembers) {
    std::size_t length = 0;
    const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), length);
    const auto digits = static_cast<std::size_t>(read.ptr - rest.data());
    if (read.ec != std::errc() || digits >= rest.size() || rest[digits] != ':' ||
        length > rest.size() - digits - 1) {
      return broken(row);
    }
    fields.*member = rest.substr(digits + 1, length);
    rest.remove_prefix(digits + 1 + length);
  }
  if (!rest.empty()) return broken(row);
  return fields;
}

std::string nik_index(const db::Connection& connection, const Nik& nik) {
  return connection.cipher().blind("nik", nik.digits());
}

Result<std::vector<std::string>> unopenable_rows(db::Connection& connection) {
  std::vector<std::string> rows;
  const auto status =
      connection.query("select id, private from list_row order by id", {}, [&](const db::Row& row) {
        const std::int64_t id = row.integer(0);
        if (!open_fields(connection, id, row.text(1))) {
          rows.push_back("list_row " + std::to_string(id));
        }
        return Status{};
      });
  if (!status) return status.error();
  return rows;
}

}  // namespace payung::store
