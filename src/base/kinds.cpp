#include "base/kinds.hpp"

namespace payung {
namespace {

template <class Kind>
struct Word {
  Kind kind;
  std::string_view text;
};

template <class Kind, std::size_t N>
std::string_view word_of(const std::array<Word<Kind>, N>& words, Kind kind) {
  for (const auto& word : words) {
    if (word.kind == kind) return word.text;
  }
  PAYUNG_CHECK(false && "a kind outside its list");
}

/// The error lists what would be right, so that the reader need not look it up.
template <class Kind, std::size_t N>
Result<Kind> kind_of(const std::array<Word<Kind>, N>& words, std::string_view text,
                     std::string_view what) {
  std::string known;
  for (const auto& word : words) {
    if (word.text == text) return word.kind;
    known += known.empty() ? "" : ", ";
    known += word.text;
  }
  return Error{Errc::bad_value, std::string(what), "one of " + known};
}

constexpr std::array<Word<Sex>, 2> kSexes{{{Sex::male, "L"}, {Sex::female, "P"}}};

constexpr std::array<Word<Sector>, 13> kSectorWords{{
    {Sector::agriculture, "agriculture"},
    {Sector::fishery, "fishery"},
    {Sector::trade, "trade"},
    {Sector::construction, "construction"},
    {Sector::transport, "transport"},
    {Sector::manufacturing, "manufacturing"},
    {Sector::services, "services"},
    {Sector::day_labour, "day_labour"},
    {Sector::volunteer, "volunteer"},
    {Sector::religious, "religious"},
    {Sector::community_head, "community_head"},
    {Sector::arts, "arts"},
    {Sector::other, "other"},
}};

constexpr std::array<Word<Segment>, 4> kSegments{{
    {Segment::pu, "PU"},
    {Segment::bpu, "BPU"},
    {Segment::construction, "construction"},
    {Segment::migrant, "migrant"},
}};

constexpr std::array<Word<Programme>, 5> kProgrammeWords{{
    {Programme::jkk, "JKK"},
    {Programme::jkm, "JKM"},
    {Programme::jht, "JHT"},
    {Programme::jp, "JP"},
    {Programme::jkp, "JKP"},
}};

constexpr std::array<Word<PayerKind>, 8> kPayerWords{{
    {PayerKind::self, "self"},
    {PayerKind::company, "company"},
    {PayerKind::donor, "donor"},
    {PayerKind::apbn, "apbn"},
    {PayerKind::apbd_province, "apbd_province"},
    {PayerKind::apbd_regency, "apbd_regency"},
    {PayerKind::village, "village"},
    {PayerKind::dbhcht, "dbhcht"},
}};

template <class Kind, std::size_t N>
constexpr std::array<Kind, N> kinds_in(const std::array<Word<Kind>, N>& words) {
  std::array<Kind, N> kinds{};
  for (std::size_t i = 0; i < N; ++i) kinds[i] = words[i].kind;
  return kinds;
}

constexpr auto kSectors = kinds_in(kSectorWords);
constexpr auto kProgrammes = kinds_in(kProgrammeWords);
constexpr auto kPayerKinds = kinds_in(kPayerWords);

}  // namespace

std::string_view to_text(Sex sex) { return word_of(kSexes, sex); }
Result<Sex> parse_sex(std::string_view text) { return kind_of(kSexes, text, "sex"); }

std::string_view to_text(Sector sector) { return word_of(kSectorWords, sector); }
Result<Sector> parse_sector(std::string_view text) { return kind_of(kSectorWords, text, "sector"); }
std::span<const Sector> all_sectors() { return kSectors; }

std::string_view to_text(Segment segment) { return word_of(kSegments, segment); }
Result<Segment> parse_segment(std::string_view text) { return kind_of(kSegments, text, "segment"); }

std::string_view to_text(Programme programme) { return word_of(kProgrammeWords, programme); }
Result<Programme> parse_programme(std::string_view text) {
  return kind_of(kProgrammeWords, text, "programme");
}
std::span<const Programme> all_programmes() { return kProgrammes; }

std::string ProgrammeSet::text() const {
  std::string text;
  for (const Programme programme : kProgrammes) {
    if (!has(programme)) continue;
    if (!text.empty()) text += '+';
    text += to_text(programme);
  }
  return text;
}

Result<ProgrammeSet> ProgrammeSet::parse(std::string_view text) {
  ProgrammeSet set;
  while (!text.empty()) {
    const auto plus = text.find('+');
    const auto programme = parse_programme(text.substr(0, plus));
    if (!programme) return programme.error();
    set.add(*programme);
    if (plus == std::string_view::npos) return set;
    text.remove_prefix(plus + 1);
    if (text.empty()) return Error{Errc::bad_value, "programmes", "such as JKK+JKM"};
  }
  return set;
}

std::string_view to_text(PayerKind kind) { return word_of(kPayerWords, kind); }
Result<PayerKind> parse_payer_kind(std::string_view text) {
  return kind_of(kPayerWords, text, "payer kind");
}
std::span<const PayerKind> all_payer_kinds() { return kPayerKinds; }

}  // namespace payung
