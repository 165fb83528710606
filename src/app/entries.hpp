#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/environment.hpp"
#include "app/person_history.hpp"
#include "intake/mapping.hpp"
#include "intake/read_list.hpp"
#include "store/entries.hpp"

/// People entered one by one by a village office or volunteers. An entry is read by the same code
/// as the row of a list, and becomes a row of its sender's list: a version of one row that corrects
/// what it replaces. Nothing is overwritten, and the same key does nothing twice.
namespace payung::app {

/// Where entries stand in a sender's list: a name that no workbook can give a sheet. A whole list
/// that comes later takes over whom it names, and makes nobody leave who stands here.
inline constexpr std::string_view kEntrySheet = ":entri";

/// As typed; empty where nothing was.
struct EntryFields {
  std::string nik;
  std::string name;
  std::string birth_date;  ///< ISO, or as lists have it
  std::string sex;
  RegionCode village;
  std::string address;
  std::string rt;
  std::string rw;
  std::string occupation;
  std::string phone;
};

enum class IfWrong : std::uint8_t {
  refuse,  ///< what has an error or a warning is not stored, and said
  keep,    ///< stored all the same: with an error it waits, as the row of a list does
};
enum class IfKnown : std::uint8_t {
  refuse,   ///< whom this list or the register tells of otherwise is not stored, and said
  replace,  ///< somebody looked: it corrects this sender's row, and stands beside those of others
};

struct EntryRequest {
  std::string key;
  store::Sender sender;  ///< number 0: not known yet, it is added
  EntryFields fields;
  IfWrong if_wrong = IfWrong::refuse;
  IfKnown if_known = IfKnown::refuse;
  const intake::Words* words = nullptr;
  /// Whether whoever enters may learn of this person; of others nothing is said.
  std::function<Result<bool>(std::int64_t person)> reaches;
};

/// A value that somebody else, or this sender before, told otherwise.
struct Clash {
  intake::Field field;
  std::string there;  ///< as it stands; a NIK or phone never
  std::string sender_name;
};

struct EntryFinding {
  intake::Finding finding;
  std::optional<intake::Field> field;  ///< empty: the row as a whole
};

struct EntryOutcome {
  enum class Answer : std::uint8_t {
    stored,
    again,  ///< this very key was stored before
    same,   ///< the sender's list says just this already
    wrong,  ///< not stored: see findings
    known,  ///< not stored: see clashes and cover
  };
  Answer answer = Answer::stored;
  std::optional<std::int64_t> entry;  ///< stored, again; same and known where there is one
  std::vector<EntryFinding> findings;
  std::vector<Clash> clashes;
  std::optional<IdentityAnswer> cover;  ///< of whom the register knows by this NIK
};
std::string_view to_text(EntryOutcome::Answer answer);
/// The field of a stored finding by its column's header: "birth_date"; empty: the whole row.
std::string_view entry_field(std::string_view header);

/// Errors: bad_option without a key, bad_region for a village that is none of today's;
/// already_there when the key stands for another deed; storage, integrity.
Result<EntryOutcome> enter_person(Environment& environment, const EntryRequest& request);

/// The same of an entry that is there: an empty NIK or phone stays what it was. Errors: also
/// not_found, conflict when it is withdrawn or a list took it over.
Result<EntryOutcome> correct_entry(Environment& environment, std::int64_t entry,
                                   const EntryRequest& request);

/// It asks for nothing any more; that it was there stays known. Doing it again changes nothing.
/// Errors: not_found; conflict when a list took it over.
Status withdraw_entry(Environment& environment, std::int64_t entry, const std::string& key);

/// Notes a photo that is kept under its hash. Errors: not_found, conflict for a withdrawn entry or
/// one with ten photos.
Result<store::EntryPhoto> add_entry_photo(Environment& environment, store::EntryPhoto photo);

}  // namespace payung::app
