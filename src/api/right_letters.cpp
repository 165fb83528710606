// Letters about what nobody asked for yet: to the family of who died, to who loses cover, about
// school years, to whom a hospital treated. Each as paragraphs and as a PDF; each look recorded.
#include "adapters/pdf/letter_pdf.hpp"
#include "adapters/text/day.hpp"
#include "api/claim_common.hpp"
#include "app/rights_soon.hpp"
#include "views/family_letter.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;
using Paragraphs = std::vector<std::string>;
using views::LetterHead;
using views::Words;

/// To whom, what it is called, and how it is written once the name is known.
struct Wanted {
  std::int64_t person = 0;
  std::string_view title;
  std::function<Paragraphs(const LetterHead&, const Words&)> write;
};

Error no_right() {
  return {Errc::not_found, "right", "nothing is owed or due that nobody asked for"};
}

/// The person of the path; the page asked for begins with him. Errors: not_found.
Result<std::int64_t> person_of(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  return person_in_scope(call, **parts);
}

Result<Wanted> unclaimed(Call& call) {
  const auto person = person_of(call);
  if (!person) return person.error();
  auto page = app::unclaimed_rights(call.environment, *person - 1, 1);
  if (!page) return page.error();
  if (page->rights.empty() || page->rights.front().person != *person) return no_right();
  return Wanted{*person, "claims.letter.title",
                [right = std::move(page->rights.front())](const auto& head, const auto& words) {
                  return views::unclaimed_letter(right, head, words);
                }};
}

Result<Wanted> lapsing(Call& call) {
  const auto person = person_of(call);
  if (!person) return person.error();
  auto page = app::lapsing_members(call.environment, *person - 1, 1);
  if (!page) return page.error();
  if (page->members.empty() || page->members.front().person != *person) return no_right();
  return Wanted{*person, "claims.letter.title_member",
                [member = std::move(page->members.front())](const auto& head, const auto& words) {
                  return views::lapsing_letter(member, head, words);
                }};
}

Result<Wanted> treated(Call& call) {
  const auto person = person_of(call);
  if (!person) return person.error();
  auto page = app::treated_members(call.environment, *person - 1, 1);
  if (!page) return page.error();
  if (page->members.empty() || page->members.front().person != *person) return no_right();
  return Wanted{*person, "claims.letter.title_member",
                [member = std::move(page->members.front())](const auto& head, const auto& words) {
                  return views::treated_letter(member, head, words);
                }};
}

Result<Wanted> school_year(Call& call) {
  const auto view = claim_in_scope(call);
  if (!view) return view.error();
  auto page = app::school_years_due(call.environment, view->claim.id + 1, 1);
  if (!page) return page.error();
  if (page->years.empty() || page->years.front().claim != view->claim.id) return no_right();
  auto papers =
      claims::papers_of(claims::Kind::scholarship, call.environment.today, call.environment.rules);
  if (!papers) return papers.error();
  return Wanted{view->claim.person, "claims.letter.title",
                [years = std::move(page->years), papers = *std::move(papers)](const auto& head,
                                                                              const auto& words) {
                  return views::school_year_letter(years, papers, head, words);
                }};
}

struct Written {
  LetterHead head;
  std::string title;
  Paragraphs paragraphs;
};

Result<Written> written(Call& call, const Result<Wanted>& wanted) {
  if (!wanted) return wanted.error();
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto row = person_row(call, **parts, wanted->person, "letter of a right", Json::object());
  if (!row) return row.error();
  if (!*row) return Error{Errc::not_found, "person"};
  const text::Catalogue& catalogue = call.service.words(call.request);
  const Words words = [&catalogue](std::string_view key, auto args) {
    return catalogue.text(key, args);
  };
  LetterHead head{(*parts)->office, call.environment.today, text_of(**row, "name")};
  auto paragraphs = wanted->write(head, words);
  auto title = words(wanted->title, {{"name", head.name}});
  return Written{std::move(head), std::move(title), std::move(paragraphs)};
}

template <Result<Wanted> (*find)(Call&)>
Result<Reply> letter(Call& call) {
  const auto text = written(call, find(call));
  if (!text) return text.error();
  return reply({{"office", text->head.office},
                {"on", text->head.today.text()},
                {"paragraphs", text->paragraphs}});
}

/// Paragraphs as a letter on paper: office and day stand at its head, so the line of them is left
/// out; the papers to bring are a list, what follows them ends the letter.
pdf::Letter on_paper(const Written& text, std::string day) {
  pdf::Letter letter{text.head.office, std::move(day), text.title, {}, {}, {}, {}};
  constexpr std::string_view kDash = "- ";
  for (std::size_t i = 1; i < text.paragraphs.size(); ++i) {
    const std::string& line = text.paragraphs[i];
    if (line.starts_with(kDash)) {
      if (letter.list.empty() && !letter.paragraphs.empty()) {
        letter.list_head = letter.paragraphs.back();
        letter.paragraphs.pop_back();
      }
      letter.list.push_back(line.substr(kDash.size()));
    } else if (letter.list.empty()) {
      letter.paragraphs.push_back(line);
    } else {
      letter.closing.append(letter.closing.empty() ? "" : " ").append(line);
    }
  }
  return letter;
}

/// The same for the printer.
template <Result<Wanted> (*find)(Call&)>
Result<Reply> letter_file(Call& call) {
  const auto text = written(call, find(call));
  if (!text) return text.error();
  const text::Catalogue& catalogue = call.service.words(call.request);
  auto file =
      pdf::letter_sheets(on_paper(*text, text::day_text(catalogue, text->head.today.text())));
  if (!file) return file.error();
  return attached(*std::move(file), "surat.pdf", "application/pdf");
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/claims/unclaimed/{person}/letter", Permission::people_unmask, Effect::read,
     letter<unclaimed>},
    {Method::get, "/v1/claims/unclaimed/{person}/letter/file", Permission::people_unmask,
     Effect::read, letter_file<unclaimed>},
    {Method::get, "/v1/claims/lapsing/{person}/letter", Permission::people_read, Effect::read,
     letter<lapsing>},
    {Method::get, "/v1/claims/lapsing/{person}/letter/file", Permission::people_read, Effect::read,
     letter_file<lapsing>},
    {Method::get, "/v1/claims/treated/{person}/letter", Permission::people_unmask, Effect::read,
     letter<treated>},
    {Method::get, "/v1/claims/treated/{person}/letter/file", Permission::people_unmask,
     Effect::read, letter_file<treated>},
    {Method::get, "/v1/claims/school-years/{claim}/letter", Permission::people_unmask, Effect::read,
     letter<school_year>},
    {Method::get, "/v1/claims/school-years/{claim}/letter/file", Permission::people_unmask,
     Effect::read, letter_file<school_year>},
};

}  // namespace

std::span<const Route> right_letter_routes() { return kRoutes; }

}  // namespace payung::api
