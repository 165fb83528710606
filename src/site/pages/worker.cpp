// The worker's own pages: covered or not in plain words; the rest after a code to the phone.
// Without account, selfie, app or script.
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

#include "adapters/text/day.hpp"
#include "site/pages/family.hpp"
#include "site/pages/form.hpp"
#include "site/pages/frame.hpp"
#include "site/pages/pages.hpp"

namespace payung::site {
namespace {

using http::Method;

constexpr std::string_view kCookie = "payung_worker";
constexpr int kMinutes = 15;

std::string text_in(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// "iuran bulan ini lunas" -> "Iuran bulan ini lunas.": a reason that stands by itself.
std::string sentence(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  return text + ".";
}

std::string day_of(const Visit& visit, const Json& object, const char* name) {
  return text::day_text(visit.words, text_in(object, name));
}

/// The first form; also what stands there when something was wrong with it.
http::Response ask_page(const Visit& visit, int status, std::string_view tone,
                        const std::string& said) {
  const auto& words = visit.words;
  return framed(visit, {status, "pages.check", ""}, [&](Html& html) {
    html.element("p", words.text("pages.check_lead"));
    if (!said.empty()) add_notice(html, tone, said);
    html.open("form", {{"method", "post"}, {"action", "/check"}});
    add_field(html, visit,
              {.name = "nik", .label = "pages.nik", .hint = "pages.nik_hint", .mode = "numeric"});
    add_field(html, visit, {.name = "birth_date", .label = "pages.birth_date", .kind = "date"});
    add_button(html, words.text("pages.look"));
    html.close();
    html.element("p", words.text("pages.check_free"), {{"class", "hint"}});
    html.element("h2", words.text("pages.report"));
    html.open("p").element("a", words.text("pages.accident"), {{"href", "/report"}}).close();
    html.element("h2", words.text("pages.have_card"));
    html.open("p").element("a", words.text("pages.verify_card"), {{"href", "/verify"}}).close();
  });
}

std::string body_of(const Form& form) {
  return Json{{"nik", form.value("nik")}, {"birth_date", iso_day(form.value("birth_date"))}}.dump();
}

http::Response refused(const Visit& visit, const http::Response& answer, const Json& told) {
  const auto& words = visit.words;
  if (answer.status == 200 && told.is_object()) {
    if (text_in(told, "verdict") == "wait") {
      return ask_page(
          visit, 429, "warn",
          words.text("pages.wait",
                     {{"until", text::moment_text(words, text_in(told, "wait_until"))}}));
    }
    return ask_page(visit, 200, "warn", words.text("pages.not_known"));
  }
  if (answer.status == 422) return ask_page(visit, 422, "bad", words.text("pages.bad_entry"));
  if (answer.status == 429) return ask_page(visit, 429, "warn", words.text("pages.too_often"));
  return ask_page(visit, answer.status, "bad", words.text("pages.try_again"));
}

std::string_view tone_of(const std::string& covered) {
  return covered == "yes" ? "good" : covered == "conditional" ? "warn" : "bad";
}

http::Response show(Visit& visit) { return ask_page(visit, 200, "info", ""); }

http::Response check(Visit& visit) {
  const Form form = Form::parse(visit.request.body);
  const auto answer =
      ask(visit, {.method = Method::post, .path = "/v1/worker/checks", .body = body_of(form)});
  const auto told = json_of(answer);
  if (answer.status != 200 || !told.is_object() || text_in(told, "verdict") != "open") {
    return refused(visit, answer, told);
  }
  const auto& words = visit.words;
  const std::string covered = text_in(told, "covered");
  auto page = framed(visit, {200, "pages.answer", ""}, [&](Html& html) {
    const std::string kind = "notice " + std::string(tone_of(covered));
    html.open("div", {{"class", kind}, {"role", "status"}});
    html.element("p", words.text("pages.covered." + covered), {{"class", "verdict"}});
    if (const auto until = text_in(told, "covered_until"); !until.empty()) {
      html.element("p", words.text("pages.until", {{"day", text::day_text(words, until)}}));
    }
    if (const auto payer = text_in(told, "payer"); !payer.empty()) {
      html.element("p", words.text("pages.paid_by", {{"payer", payer}}));
    }
    if (const auto reason = text_in(told, "reason"); !reason.empty()) {
      html.element("p", sentence(words.text("status.reason." + reason)));
    }
    html.close();
    html.element("p", words.text("pages.next." + covered));
    html.element("h2", words.text("pages.more_title"));
    html.element("p", words.text("pages.more_lead"));
    html.open("form", {{"method", "post"}, {"action", "/code"}});
    add_hidden(html, "nik", form.value("nik"));
    add_hidden(html, "birth_date", form.value("birth_date"));
    add_button(html, words.text("pages.send_code"));
    html.close();
    html.open("p").element("a", words.text("pages.accident"), {{"href", "/report"}}).close();
  });
  // The page repeats what was typed beside nothing secret, but is not packed either way.
  page.compressible = false;
  return page;
}

http::Response code_page(const Visit& visit, int status, const std::string& said,
                         const std::string& code_id) {
  return framed(visit, {status, "pages.code_title", ""}, [&](Html& html) {
    if (!said.empty()) add_notice(html, "bad", said);
    html.element("p", visit.words.text("pages.code_sent"));
    html.element("p", visit.words.text("pages.code_note"));
    html.open("form", {{"method", "post"}, {"action", "/my"}});
    add_hidden(html, "code_id", code_id);
    add_field(html, visit,
              {.name = "code",
               .label = "pages.code",
               .autocomplete = "one-time-code",
               .mode = "numeric"});
    add_button(html, visit.words.text("pages.open"));
  });
}

http::Response send_code(Visit& visit) {
  const Form form = Form::parse(visit.request.body);
  const auto answer =
      ask(visit, {.method = Method::post, .path = "/v1/worker/codes", .body = body_of(form)});
  const auto told = json_of(answer);
  if (answer.status != 200 || !told.is_object() || text_in(told, "verdict") != "open") {
    return refused(visit, answer, told);
  }
  return code_page(visit, 200, "", text_in(told, "code_id"));
}

std::string worker_cookie(const Visit& visit, const std::string& token) {
  std::string cookie =
      std::string(kCookie) + "=" + token + "; Path=/my; HttpOnly; SameSite=Strict; Max-Age=";
  cookie += token.empty() ? "0" : std::to_string(kMinutes * 60);
  if (visit.request.secure) cookie += "; Secure";
  return cookie;
}

http::Response open_session(Visit& visit) {
  const Form form = Form::parse(visit.request.body);
  const Json asked{{"code_id", form.value("code_id")}, {"code", form.value("code")}};
  const auto answer =
      ask(visit, {.method = Method::post, .path = "/v1/worker/sessions", .body = asked.dump()});
  const auto told = json_of(answer);
  if (answer.status == 200 && told.is_object() && text_in(told, "verdict") == "open") {
    auto response = see_other("/my");
    response.headers.add("Set-Cookie", worker_cookie(visit, text_in(told, "token")));
    return response;
  }
  if (answer.status == 200 && told.is_object() && text_in(told, "verdict") == "wait") {
    return refused(visit, answer, told);
  }
  return code_page(visit, 403, visit.words.text("pages.code_refused"), form.value("code_id"));
}

// ---- after the code ----------------------------------------------------------------------------

http::Response ask_as_worker(const Visit& visit, Method method, const char* path) {
  Question question{.method = method, .path = path};
  question.headers.emplace_back("Payung-Worker", std::string(cookie_of(visit, kCookie)));
  return ask(visit, question);
}

void add_months(Html& html, const Visit& visit, const Json& events) {
  std::map<std::string, bool> months;
  for (const auto& event : events) {
    const auto& facts = event["facts"];
    const std::string month = facts.is_object() ? text_in(facts, "month") : std::string();
    if (month.empty()) continue;
    const std::string kind = text_in(event, "kind");
    if (kind == "bill") months.emplace(month, false);
    if (kind == "payment") months[month] = true;
  }
  if (months.empty()) return;
  html.element("h2", visit.words.text("pages.months"));
  html.open("ol", {{"class", "strip"}});
  for (const auto& [month, paid] : months) {
    html.open("li", {{"class", paid ? "good" : "bad"}});
    html.element("span", text::month_text(visit.words, month) + " ");
    html.text((paid ? "✓ " : "✕ ") +
              visit.words.text(paid ? "pages.month_paid" : "pages.month_open"));
    html.close();
  }
  html.close();
}

/// " (4 kali)", or nothing for what happened once.
std::string times_text(const text::Catalogue& words, int count) {
  if (count == 1) return {};
  return " " + words.text("pages.event_times", {{"count", std::to_string(count)}});
}

/// One line of the history; what happened more than once on a day is said once.
struct ToldEvent {
  std::string day;
  std::string said;
  int count = 1;
};

std::vector<ToldEvent> told_events(const text::Catalogue& words, const Json& events) {
  std::vector<ToldEvent> told;
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    const std::string kind = text_in(*event, "kind");
    if (kind == "bill" || kind == "payment") continue;  // the months above say it
    const auto& facts = (*event)["facts"];
    const std::string detail = facts.is_object() ? text_in(facts, "sender_name") : std::string();
    const std::string day = text_in(*event, "at").substr(0, 10);
    const std::string said =
        words.text("pages.event." + kind) + (detail.empty() ? "" : ": " + detail);
    const auto same = std::find_if(told.begin(), told.end(), [&](const ToldEvent& each) {
      return each.day == day && each.said == said;
    });
    if (same == told.end()) {
      told.push_back({day, said});
    } else {
      ++same->count;
    }
  }
  return told;
}

void add_events(Html& html, const Visit& visit, const Json& events) {
  const auto& words = visit.words;
  html.element("h2", words.text("pages.history"));
  html.open("ol", {{"class", "timeline"}});
  for (const auto& [day, said, count] : told_events(words, events)) {
    html.open("li").element("strong", text::day_text(words, day));
    html.text(" " + said + times_text(words, count));
    html.close();
  }
  html.close();
}

/// Who looked, as the worker knows them: an account's name says most to whoever asks about it.
std::string looker_text(const text::Catalogue& words, const std::string& account) {
  if (account == "worker") return words.text("pages.by_self");
  if (account == "family") return words.text("pages.by_family");
  return words.text("pages.by_officer", {{"account", account}});
}

/// One line of who looked; who looks again within the same minute is told once.
struct ToldLook {
  std::string at;
  std::string who;
  std::string purpose;
  int count = 1;
};

std::vector<ToldLook> told_looks(const text::Catalogue& words, const Json& items) {
  std::vector<ToldLook> told;
  for (const auto& look : items) {
    const std::string purpose = text_in(look, "purpose"), key = "pages.purpose." + purpose;
    ToldLook next{text::moment_text(words, text_in(look, "at")),
                  looker_text(words, text_in(look, "account")),
                  words.has(key) ? words.text(key) : purpose};
    const bool again = !told.empty() && told.back().at == next.at && told.back().who == next.who &&
                       told.back().purpose == next.purpose;
    if (again) {
      ++told.back().count;
    } else {
      told.push_back(std::move(next));
    }
  }
  return told;
}

void add_looks(Html& html, const Visit& visit) {
  const auto looks = json_of(ask_as_worker(visit, Method::get, "/v1/worker/looks"));
  if (!looks.is_object()) return;
  const auto& words = visit.words;
  html.element("h2", words.text("pages.looks"));
  html.open("div", {{"class", "wide"}});
  html.open("table", {{"class", "stacks"}, {"role", "table"}});
  html.open("thead", {{"role", "rowgroup"}}).open("tr", {{"role", "row"}});
  for (const auto* key : {"pages.when", "pages.who", "pages.purpose"}) {
    html.element("th", words.text(key), {{"scope", "col"}, {"role", "columnheader"}});
  }
  html.close().close().open("tbody", {{"role", "rowgroup"}});
  for (const auto& [at, who, purpose, count] : told_looks(words, looks["items"])) {
    html.open("tr", {{"role", "row"}});
    html.element("td", at, {{"role", "cell"}});
    html.element("td", who, {{"role", "cell"}});
    html.element("td", purpose + times_text(words, count), {{"role", "cell"}});
    html.close();
  }
  html.close().close().close();
}

/// "PP 82/2019, art 26" as the reader says it: sources are stored in English.
std::string citation_text(const Visit& visit, std::string citation) {
  const std::string word = visit.language == "en" ? "article " : "pasal ";
  constexpr std::string_view kStored = "art ";
  const auto at = citation.find(kStored);
  const bool begins = at != std::string::npos && (at == 0 || citation[at - 1] == ' ');
  return begins ? citation.replace(at, kStored.size(), word) : citation;
}

/// What happens if something happens, in rupiah of today.
void add_rights(Html& html, const Visit& visit) {
  const auto& words = visit.words;
  const auto rights = json_of(ask_as_worker(visit, Method::get, "/v1/worker/rights"));
  html.element("h2", words.text("pages.owed_title"));
  if (!rights.is_object() || rights["items"].empty()) {
    html.element("p", words.text("pages.owed"));
    return;
  }
  html.open("ul");
  html.element("li", words.text("pages.right.accident"));
  for (const auto& right : rights["items"]) {
    const std::string key = "pages.right." + text_in(right, "kind");
    html.element(
        "li",
        words.text(key, {{"amount", rupiah_text(visit, right.value("total", std::int64_t{0}))}}));
  }
  html.close();
  html.element(
      "p",
      words.text("pages.right_today",
                 {{"citation", citation_text(visit, text_in(rights["items"][0], "citation"))}}),
      {{"class", "hint"}});
}

void add_own_claims(Html& html, const Visit& visit) {
  const auto& words = visit.words;
  const auto claims = json_of(ask_as_worker(visit, Method::get, "/v1/worker/claims"));
  html.element("h2", words.text("pages.own_claims"));
  if (claims.is_object() && !claims["items"].empty()) {
    for (const auto& claim : claims["items"]) {
      html.open("section", {{"class", "card"}});
      add_claim(html, visit, claim);
      html.close();
    }
  } else {
    html.element("p", words.text("pages.own_no_claims"));
  }
  html.open("p").element("a", words.text("pages.own_report"),
                         {{"class", "button"}, {"href", "/my/report"}});
  html.close();
}

http::Response own_report_page(const Visit& visit, int status, const std::string& said,
                               const Form& form) {
  const auto& words = visit.words;
  const std::string on = form.value("happened_on"), place = form.value("place");
  const std::string story = form.value("story");
  return framed(visit, {status, "pages.own_report", ""}, [&](Html& html) {
    if (!said.empty()) add_notice(html, "bad", said);
    html.open("form", {{"method", "post"}, {"action", "/my/report"}});
    add_field(html, visit,
              {.name = "happened_on", .label = "pages.report_when", .kind = "date", .value = on});
    add_field(html, visit,
              {.name = "place", .label = "pages.report_where", .value = place, .required = false});
    add_story(html, visit, {.name = "story", .label = "pages.report_story", .value = story});
    add_button(html, words.text("pages.report_send"));
  });
}

http::Response show_own_report(Visit& visit) {
  if (cookie_of(visit, kCookie).empty()) {
    return ask_page(visit, 401, "warn", visit.words.text("pages.ended"));
  }
  return own_report_page(visit, 200, "", Form());
}

http::Response own_report(Visit& visit) {
  const Form form = Form::parse(visit.request.body);
  const Json asked{{"kind", "jkk"},
                   {"happened_on", iso_day(form.value("happened_on"))},
                   {"place", form.value("place")},
                   {"story", form.value("story")}};
  Question question{.method = Method::post,
                    .path = "/v1/worker/claims",
                    .body = asked.dump(-1, ' ', false, Json::error_handler_t::replace)};
  question.headers.emplace_back("Payung-Worker", std::string(cookie_of(visit, kCookie)));
  const auto answer = ask(visit, question);
  if (answer.status == 200 || answer.status == 201) return see_other("/my");
  const auto& words = visit.words;
  if (answer.status == 404) return ask_page(visit, 401, "warn", words.text("pages.ended"));
  const bool entry = answer.status == 422 || answer.status == 400;
  return own_report_page(visit, answer.status,
                         words.text(entry ? "pages.report_bad" : "pages.try_again"), form);
}

http::Response mine(Visit& visit) {
  const auto answer = ask_as_worker(visit, Method::get, "/v1/worker/history");
  const auto history = json_of(answer);
  if (answer.status != 200 || !history.is_object()) {
    return ask_page(visit, 401, "warn", visit.words.text("pages.ended"));
  }
  const auto& words = visit.words;
  auto page = framed(visit, {200, "pages.mine", ""}, [&](Html& html) {
    html.open("p", {{"class", "actions"}});
    html.element("a", words.text("pages.card"), {{"class", "button"}, {"href", "/my/card"}});
    html.element("a", words.text("pages.data"),
                 {{"class", "button"}, {"href", "/my/data"}, {"download", "payung-data.json"}});
    html.close();
    add_months(html, visit, history["events"]);
    add_rights(html, visit);
    add_own_claims(html, visit);
    add_events(html, visit, history["events"]);
    add_looks(html, visit);
    html.open("form", {{"method", "post"}, {"action", "/my/leave"}});
    add_button(html, words.text("pages.leave"));
    html.close();
  });
  page.compressible = false;
  return page;
}

http::Response my_card(Visit& visit) {
  const auto answer = ask_as_worker(visit, Method::get, "/v1/worker/card");
  const auto card = json_of(answer);
  if (answer.status == 401) return ask_page(visit, 401, "warn", visit.words.text("pages.ended"));
  const auto& words = visit.words;
  if (answer.status != 200 || !card.is_object()) {
    return framed(visit, {404, "pages.card", ""},
                  [&](Html& html) { add_notice(html, "warn", words.text("pages.no_card")); });
  }
  return framed(visit, {200, "pages.card", ""}, [&](Html& html) {
    html.open("div", {{"class", "id-card"}}).open("div");
    html.open("p").element("strong", text_in(card, "name")).close();
    html.element("p", "NIK " + text_in(card, "nik"));
    html.element("p", "KPJ " + text_in(card, "kpj"));
    html.element("p", words.text("pages.until", {{"day", day_of(visit, card, "covered_until")}}));
    html.close();
    html.open("div").made(text_in(card, "svg")).close();
    html.close();
    html.element("p", words.text("pages.card_hint"), {{"class", "hint"}});
    html.element("p", words.text("pages.print_hint"));
  });
}

http::Response my_data(Visit& visit) {
  auto answer = ask_as_worker(visit, Method::get, "/v1/worker/data");
  if (answer.status == 401) return ask_page(visit, 401, "warn", visit.words.text("pages.ended"));
  return answer;
}

http::Response leave(Visit& visit) {
  (void)ask_as_worker(visit, Method::del, "/v1/worker/session");
  auto response = see_other("/");
  response.headers.add("Set-Cookie", worker_cookie(visit, ""));
  return response;
}

// ---- whoever is shown a card -------------------------------------------------------------------

http::Response verify_page(const Visit& visit, int status, const Json& told) {
  const auto& words = visit.words;
  return framed(visit, {status, "pages.verify", ""}, [&](Html& html) {
    if (told.is_object() && told.contains("genuine")) {
      const bool genuine = told["genuine"].get<bool>();
      const bool in_force = genuine && told["in_force"].get<bool>();
      const std::string kind = std::string("notice ") + (in_force  ? "good"
                                                         : genuine ? "warn"
                                                                   : "bad");
      html.open("div", {{"class", kind}, {"role", "status"}});
      html.element("p",
                   words.text(in_force  ? "pages.card_good"
                              : genuine ? "pages.card_over"
                                        : "pages.card_false"),
                   {{"class", "verdict"}});
      if (genuine) {
        html.element("p", text_in(told, "name") + ", NIK " + text_in(told, "nik"));
        html.element("p",
                     words.text("pages.until", {{"day", day_of(visit, told, "covered_until")}}));
        html.element("p", text_in(told, "office"));
      }
      html.close();
    }
    html.element("p", words.text("pages.verify_lead"));
    html.open("form", {{"method", "post"}, {"action", "/verify"}});
    add_field(html, visit,
              {.name = "text", .label = "pages.card_text", .hint = "pages.card_text_hint"});
    add_button(html, words.text("pages.look"));
  });
}

http::Response show_verify(Visit& visit) { return verify_page(visit, 200, Json()); }

http::Response verify(Visit& visit) {
  const Form form = Form::parse(visit.request.body);
  const Json asked{{"text", form.value("text")}};
  const auto answer =
      ask(visit, {.method = Method::post, .path = "/v1/card-checks", .body = asked.dump()});
  const auto told = json_of(answer);
  if (answer.status == 200 && told.is_object()) return verify_page(visit, 200, told);
  return verify_page(visit, answer.status, Json{{"genuine", false}, {"in_force", false}});
}

constexpr Page kPages[] = {
    {Method::get, "/", show},
    {Method::post, "/check", check},
    {Method::post, "/code", send_code},
    {Method::post, "/my", open_session},
    {Method::get, "/my", mine},
    {Method::get, "/my/report", show_own_report},
    {Method::post, "/my/report", own_report},
    {Method::get, "/my/card", my_card},
    {Method::get, "/my/data", my_data},
    {Method::post, "/my/leave", leave},
    {Method::get, "/verify", show_verify},
    {Method::post, "/verify", verify},
};

}  // namespace

std::span<const Page> worker_pages() { return kPages; }

}  // namespace payung::site
