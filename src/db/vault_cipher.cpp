#include "db/vault_cipher.hpp"

#include <utility>

namespace payung::db {
namespace {

class VaultCipher final : public FieldCipher {
 public:
  explicit VaultCipher(std::shared_ptr<const secrets::Vault> vault)  // shared: see vault_
      : vault_(std::move(vault)) {}
  std::string seal(std::string_view place, std::string_view text) const override {
    return vault_->seal(place, text);
  }
  Result<std::string> open(std::string_view place, std::string_view sealed) const override {
    return vault_->open(place, sealed);
  }
  std::string blind(std::string_view kind, std::string_view value) const override {
    return vault_->blind(kind, value);
  }
  std::string recognise(std::string_view kind, std::string_view value) const override {
    return vault_->recognise(kind, value);
  }

 private:
  std::shared_ptr<const secrets::Vault> vault_;  // shared: the server keeps it too
};

}  // namespace

std::shared_ptr<const FieldCipher> cipher_of(       // shared: see the header
    std::shared_ptr<const secrets::Vault> vault) {  // shared: see the header
  return std::make_shared<VaultCipher>(std::move(vault));
}

}  // namespace payung::db
