// payung keys: the key of private text, and its replacement.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "api/file_room.hpp"
#include "app/replace_key.hpp"
#include "cmd/key_file.hpp"
#include "cmd/serve_clock.hpp"
#include "cmd/session.hpp"
#include "store/vault_key.hpp"

namespace payung::cmd {
namespace {

using Json = nlohmann::ordered_json;

struct Asked {
  bool leaked = false;
  std::string reason;
};

struct Keys {
  secrets::Keyring from;
  secrets::Keyring to;
};

/// The two keys of a replacement. One that is under way goes on with the key that waits; else a
/// new one is made and waits on the disk before anything is sealed with it. Errors: as
/// read_key_file.
Result<Keys> keys_of(db::Connection& connection, const std::string& path,
                     secrets::Replace replace) {
  auto from = read_key_file(path);
  if (!from) return from.error();
  const auto change = store::key_change_under_way(connection);
  if (!change) return change.error();
  if (*change) {
    auto to = read_key_file(next_key_path(path));
    if (!to) return to.error();
    return Keys{*std::move(from), *std::move(to)};
  }
  auto to = from->successor(secrets::machine_random(), replace);
  if (auto kept = keep_next_key(path, to); !kept) return kept.error();
  return Keys{*std::move(from), std::move(to)};
}

/// A run that was killed between its last transaction and the renaming of the key files: the
/// database is of the key that waits. Says whether that was so and is mended.
Result<bool> only_files_were_left(db::Connection& connection, const std::string& path) {
  if (!std::filesystem::exists(next_key_path(path))) return false;
  const auto known = store::vault_key(connection);
  if (!known) return known.error();
  const auto next = read_key_file(next_key_path(path));
  if (!next || *known != next->fingerprint()) return false;
  const auto from = read_key_file(path);
  if (!from) return from.error();
  const auto placed = place_next_key(path, from->fingerprint());
  if (!placed) return placed.error();
  return true;
}

Exit tell(ConsoleSession& session, const app::KeyReplacement& made, const std::string& path) {
  if (session.json()) {
    session.print(Json{{"key", made.change.new_key},
                       {"before", made.change.old_key},
                       {"rows", made.rows},
                       {"files", made.files},
                       {"unopenable", made.unopenable}}
                      .dump(2));
    return Exit::ok;
  }
  session.print(session.text("keys.done", {{"key", made.change.new_key},
                                           {"rows", std::to_string(made.rows)},
                                           {"files", std::to_string(made.files)}}));
  session.print(session.text("keys.keep", {{"path", path}, {"before", made.change.old_key}}));
  if (made.change.everything) session.print(session.text("keys.everything", {}));
  for (const std::string& one : made.unopenable) {
    session.print(session.text("keys.unopenable", {{"what", one}}));
  }
  return Exit::ok;
}

Exit rotate(ConsoleSession& session, const Asked& asked) {
  if (session.setting("database") == ":memory:") {
    return session.fail({Errc::unsupported, "keys", "a database in memory keeps no key"});
  }
  const auto rules = session.rules();
  if (!rules) return session.fail(rules.error());
  const auto regions = session.regions();
  if (!regions) return session.fail(regions.error());
  const auto connection = session.open_sealed();
  if (!connection) return session.fail(connection.error());
  auto held = store::hold_vault(**connection, store::VaultUse::alone);
  if (!held) return session.fail(held.error());
  const std::string path = key_file_path(session.config());
  const auto mended = only_files_were_left(**connection, path);
  if (!mended) return session.fail(mended.error());
  if (*mended) {
    session.print(session.json() ? Json{{"finished", true}}.dump()
                                 : session.text("keys.finished", {{"path", path}}));
    return Exit::ok;
  }
  const auto replace =
      asked.leaked ? secrets::Replace::everything : secrets::Replace::what_is_stored;
  const auto keys = keys_of(**connection, path, replace);
  if (!keys) return session.fail(keys.error());
  app::Environment environment{**connection,    **rules,    **regions,      session.progress(),
                               session.today(), now_text(), session.actor()};
  const auto made =
      app::replace_key(environment, {keys->from, keys->to, replace, asked.reason}, [&]() {
        app::FilesAnew files;
        const auto done = api::seal_files_anew(session.files_folder(), keys->from, keys->to,
                                               session.progress(), files.unopenable);
        if (!done) return Result<app::FilesAnew>(done.error());
        files.done = *done;
        return Result<app::FilesAnew>(std::move(files));
      });
  if (!made) return session.fail(made.error());
  held = place_next_key(path, made->change.old_key);
  return held ? tell(session, *made, path) : session.fail(held.error());
}

Exit status(ConsoleSession& session) {
  const auto connection = session.open_sealed();
  if (!connection) return session.fail(connection.error());
  const auto known = store::vault_key(**connection);
  if (!known) return session.fail(known.error());
  const auto change = store::key_change_under_way(**connection);
  if (!change) return session.fail(change.error());
  const std::string path = key_file_path(session.config());
  if (session.json()) {
    session.print(
        Json{{"key", *known}, {"key_file", path}, {"under_way", change->has_value()}}.dump(2));
    return Exit::ok;
  }
  session.print(session.text("keys.status", {{"key", *known}, {"path", path}}));
  if (*change) session.print(session.text("keys.under_way", {{"key", (*change)->new_key}}));
  return Exit::ok;
}

}  // namespace

void add_key_commands(CLI::App& root, Session& session, Outcome outcome) {
  auto& console = dynamic_cast<ConsoleSession&>(session);
  const auto asked = std::make_shared<Asked>();  // shared: the callbacks outlive this function
  auto* keys = root.add_subcommand("keys", "The key of private data, and its replacement");
  keys->require_subcommand(1);
  keys->add_subcommand("status", "Which key the database is of")
      ->footer("Example:\n  payung keys status")
      ->callback([&console, outcome] { *outcome = status(console); });
  auto* anew = keys->add_subcommand(
      "rotate", "Replace the key: everything sealed is sealed anew; run again after a break");
  anew->add_flag("--leaked", asked->leaked,
                 "The key may be in wrong hands: also ends every session, API key, link and card");
  anew->add_option("--reason", asked->reason, "Why, for the audit trail")->required();
  anew->footer("Example:\n  payung keys rotate --reason \"yearly\"")
      ->callback([&console, asked, outcome] { *outcome = rotate(console, *asked); });
}

}  // namespace payung::cmd
