// The family's pages: report an accident or a death in a few questions, without account, app or
// script; a code follows the claim and takes photographs of its papers.
#include "site/pages/family.hpp"

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "adapters/text/day.hpp"
#include "base/percent.hpp"
#include "site/pages/form.hpp"
#include "site/pages/frame.hpp"
#include "site/pages/multipart.hpp"
#include "site/pages/pages.hpp"

namespace payung::site {
namespace {

using http::Method;

constexpr std::string_view kCookie = "payung_claim";
constexpr int kMinutes = 60;
/// A photograph of 6 MB and what a browser writes around it.
constexpr std::int64_t kUploadMax = (std::int64_t{6} << 20) + (64 << 10);
constexpr std::string_view kWay[] = {"open", "verified", "assessed", "approved", "ordered", "paid"};

std::string text_in(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// "aaaa-bbbb-cc": a code that people write down.
std::string grouped(const std::string& code) {
  std::string shown;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i > 0 && i % 4 == 0) shown += '-';
    shown += code[i];
  }
  return shown;
}

/// The code however it was written: capitals, blanks and dashes do not matter.
std::string plain_code(const std::string& typed) {
  std::string code;
  for (const char c : typed) {
    if (c >= 'A' && c <= 'Z') code += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) code += c;
  }
  return code.substr(0, 64);
}

std::string claim_cookie(const Visit& visit, const std::string& code) {
  std::string cookie = std::string(kCookie) + "=" + code +
                       "; Path=/follow; HttpOnly; SameSite=Strict; Max-Age=" +
                       std::to_string(code.empty() ? 0 : kMinutes * 60);
  if (visit.request.secure) cookie += "; Secure";
  return cookie;
}

// ---- the report ------------------------------------------------------------------------------

/// field -> what is wrong with it, in the reader's words.
using Faults = std::map<std::string, std::string, std::less<>>;

/// By the violations of the problem that the API answered with (RFC 9457, "errors").
Faults faults_of(const Visit& visit, const Json& problem) {
  Faults faults;
  for (const Json& one : problem.value("errors", Json::array())) {
    std::string pointer = text_in(one, "pointer");
    const std::string field = pointer.substr(pointer.rfind('/') + 1);
    const std::string key = "pages.report_fault." + field;
    if (visit.words.has(key)) faults.emplace(field, visit.words.text(key));
  }
  // The one day that is judged by others: by today and by the birth.
  if (text_in(problem, "type") == "tag:payung:bad_date") {
    faults.emplace("happened_on", visit.words.text("pages.report_fault.impossible_day"));
  }
  return faults;
}

http::Response report_page(const Visit& visit, int status, std::string_view tone,
                           const std::string& said, const Form& form, const Faults& faults = {}) {
  const auto& words = visit.words;
  const auto kept = [&](std::string_view name) { return form.value(name); };
  const auto fault = [&](std::string_view name) -> std::string_view {
    const auto found = faults.find(name);
    return found == faults.end() ? std::string_view() : std::string_view(found->second);
  };
  return framed(visit, {status, "pages.report", ""}, [&](Html& html) {
    html.element("p", words.text("pages.report_lead"));
    if (!said.empty()) add_notice(html, tone, said);
    html.open("form", {{"method", "post"}, {"action", "/report"}});
    html.element("h2", words.text("pages.report_whom"));
    const std::string nik = kept("nik"), born = kept("birth_date"), on = kept("happened_on");
    const std::string place = kept("place"), story = kept("story");
    const std::string name = kept("reporter_name"), phone = kept("reporter_phone");
    add_field(html, visit,
              {.name = "nik",
               .label = "pages.report_nik",
               .value = nik,
               .hint = "pages.nik_hint",
               .mode = "numeric",
               .fault = fault("nik")});
    add_field(html, visit,
              {.name = "birth_date",
               .label = "pages.report_born",
               .kind = "date",
               .value = born,
               .fault = fault("birth_date")});
    html.element("h2", words.text("pages.report_what"));
    const std::string kind = kept("kind"), who = kept("reporter");
    add_choice(html, visit,
               {"kind", "pages.report_kind", "pages.kind.", {"jkk", "jkk_death", "jkm"}, kind});
    add_field(html, visit,
              {.name = "happened_on",
               .label = "pages.report_when",
               .kind = "date",
               .value = on,
               .fault = fault("happened_on")});
    add_field(html, visit,
              {.name = "place",
               .label = "pages.report_where",
               .value = place,
               .required = false,
               .fault = fault("place")});
    add_story(html, visit, {.name = "story", .label = "pages.report_story", .value = story});
    html.element("h2", words.text("pages.report_by"));
    add_choice(html, visit,
               {"reporter",
                "pages.report_reporter",
                "pages.reporter.",
                {"family", "worker", "village", "group", "employer", "facility"},
                who});
    add_field(html, visit,
              {.name = "reporter_name",
               .label = "pages.report_name",
               .value = name,
               .autocomplete = "name",
               .fault = fault("reporter_name")});
    add_field(html, visit,
              {.name = "reporter_phone",
               .label = "pages.report_phone",
               .kind = "tel",
               .value = phone,
               .autocomplete = "tel",
               .mode = "tel",
               .fault = fault("reporter_phone")});
    add_button(html, words.text("pages.report_send"));
    html.close();
    html.element("p", words.text("pages.report_free"), {{"class", "hint"}});
  });
}

http::Response show_report(Visit& visit) { return report_page(visit, 200, "info", "", Form()); }

std::string asked_of(const Form& form) {
  Json asked{{"nik", form.value("nik")},
             {"birth_date", iso_day(form.value("birth_date"))},
             {"kind", form.value("kind")},
             {"happened_on", iso_day(form.value("happened_on"))},
             {"reporter", form.value("reporter")},
             {"reporter_name", form.value("reporter_name")},
             {"reporter_phone", form.value("reporter_phone")},
             {"place", form.value("place")},
             {"story", form.value("story")}};
  return asked.dump(-1, ' ', false, Json::error_handler_t::replace);
}

http::Response reported_page(const Visit& visit, const Json& told) {
  const auto& words = visit.words;
  const std::string code = text_in(told, "follow");
  auto page = framed(visit, {200, "pages.reported", ""}, [&](Html& html) {
    add_notice(html, "good", words.text("pages.reported_thanks"));
    html.element("p", words.text("pages.reported_code"));
    html.element("p", grouped(code), {{"class", "code"}});
    html.open("p").element("a", words.text("pages.reported_go"),
                           {{"class", "button main"}, {"href", "/follow"}});
    html.close();
    add_claim(html, visit, told["claim"]);
  });
  page.headers.add("Set-Cookie", claim_cookie(visit, code));
  page.compressible = false;
  return page;
}

http::Response report(Visit& visit) {
  const Form form = Form::parse(visit.request.body);
  const auto answer =
      ask(visit, {.method = Method::post, .path = "/v1/family/reports", .body = asked_of(form)});
  const auto told = json_of(answer);
  const auto& words = visit.words;
  if (answer.status == 429) {
    return report_page(visit, 429, "warn", words.text("pages.too_often"), form);
  }
  if (answer.status != 200 || !told.is_object()) {
    const bool entry = answer.status == 422 || answer.status == 400;
    if (!entry || !told.is_object()) {
      return report_page(visit, answer.status, "bad", words.text("pages.try_again"), form);
    }
    const Faults faults = faults_of(visit, told);
    return report_page(visit, answer.status, "bad",
                       words.text(faults.empty() ? "pages.report_bad" : "pages.report_faulty"),
                       form, faults);
  }
  const std::string verdict = text_in(told, "verdict");
  if (verdict == "open") return reported_page(visit, told);
  if (verdict == "wait") {
    return report_page(
        visit, 429, "warn",
        words.text("pages.wait",
                   {{"until", text::moment_text(words, text_in(told, "wait_until"))}}),
        form);
  }
  const bool known = verdict == "known";
  return report_page(visit, 200, "warn",
                     words.text(known ? "pages.report_known" : "pages.report_unknown"), form);
}

// ---- afterwards ------------------------------------------------------------------------------

http::Response code_page(const Visit& visit, int status, const std::string& said) {
  const auto& words = visit.words;
  return framed(visit, {status, "pages.follow", ""}, [&](Html& html) {
    html.element("p", words.text("pages.follow_lead"));
    if (!said.empty()) add_notice(html, "bad", said);
    html.open("form", {{"method", "post"}, {"action", "/follow"}});
    add_field(html, visit,
              {.name = "code", .label = "pages.follow_code", .hint = "pages.follow_hint"});
    add_button(html, words.text("pages.look"));
    html.close();
    html.element("p", words.text("pages.follow_lost"), {{"class", "hint"}});
  });
}

Question with_code(const Visit& visit, Question question) {
  question.headers.emplace_back("Payung-Claim", std::string(cookie_of(visit, kCookie)));
  return question;
}

/// One paper of the list: came, or a place to send its photograph. A phone opens its camera.
void add_paper(Html& html, const Visit& visit, const Json& paper) {
  const auto& words = visit.words;
  const std::string name = text_in(paper, "name"), code = text_in(paper, "code");
  const bool came = paper.value("came", false);
  html.open("li");
  html.element("strong", name);
  html.element("span",
               words.text(came                           ? "pages.paper_came"
                          : paper.value("needed", false) ? "pages.paper_needed"
                                                         : "pages.paper_if"),
               {{"class", came ? "good" : "hint"}});
  if (!came) {
    html.open(
        "form",
        {{"method", "post"}, {"action", "/follow/papers"}, {"enctype", "multipart/form-data"}});
    add_hidden(html, "paper", code);
    const std::string id = "file-" + code;
    html.element("label", words.text("pages.paper_photo", {{"paper", name}}),
                 {{"for", id}, {"class", "unseen"}});
    html.lone("input", {{"id", id},
                        {"type", "file"},
                        {"name", "file"},
                        {"accept", "image/*,application/pdf"},
                        {"capture", "environment"},
                        {"required", ""}});
    const std::string whole = words.text("pages.paper_send", {{"paper", name}});
    html.element("button", words.text("pages.paper_send_short"),
                 {{"type", "submit"}, {"aria-label", whole}});
    html.close();
  }
  html.close();
}

http::Response claim_page(const Visit& visit, int status, std::string_view tone,
                          const std::string& said) {
  const auto answer = ask(visit, with_code(visit, {.path = "/v1/family/claim"}));
  const auto claim = json_of(answer);
  const auto& words = visit.words;
  if (answer.status != 200 || !claim.is_object()) {
    return code_page(visit, 404, words.text("pages.follow_refused"));
  }
  auto page = framed(visit, {status, "pages.follow", ""}, [&](Html& html) {
    if (!said.empty()) add_notice(html, tone, said);
    add_claim(html, visit, claim, MissingPapers::counted);
    html.element("h2", words.text("pages.papers"));
    html.element("p", words.text("pages.papers_lead"));
    html.open("ul", {{"class", "papers"}});
    for (const auto& paper : claim["papers"]) add_paper(html, visit, paper);
    html.close();
    html.open("form", {{"method", "post"}, {"action", "/follow/leave"}});
    html.element("button", words.text("pages.leave"), {{"type", "submit"}});
    html.close();
  });
  page.compressible = false;
  return page;
}

http::Response show_follow(Visit& visit) {
  if (cookie_of(visit, kCookie).empty()) return code_page(visit, 200, "");
  return claim_page(visit, 200, "info", "");
}

http::Response follow(Visit& visit) {
  const std::string code = plain_code(Form::parse(visit.request.body).value("code"));
  Question question{.path = "/v1/family/claim"};
  question.headers.emplace_back("Payung-Claim", code);
  const auto answer = ask(visit, question);
  if (answer.status != 200) {
    return code_page(
        visit, answer.status == 429 ? 429 : 404,
        visit.words.text(answer.status == 429 ? "pages.too_often" : "pages.follow_refused"));
  }
  auto response = see_other("/follow");
  response.headers.add("Set-Cookie", claim_cookie(visit, code));
  return response;
}

http::Response leave(Visit& visit) {
  auto response = see_other("/");
  response.headers.add("Set-Cookie", claim_cookie(visit, ""));
  return response;
}

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return std::move(content).str();
}

/// The form's file alone, in the place where the whole form was kept. False when there is none.
bool keep_file_alone(const http::SpooledFile& spooled, std::string_view file) {
  std::ofstream out(spooled.path(), std::ios::binary | std::ios::trunc);
  out.write(file.data(), static_cast<std::streamsize>(file.size()));
  return !file.empty() && out.good();
}

http::Response send_paper(Visit& visit) {
  const auto& words = visit.words;
  const std::string bad = words.text("pages.paper_bad");
  if (!visit.request.spooled) return claim_page(visit, 422, "bad", bad);
  const std::string body = content_of(visit.request.spooled->path());
  const auto form = read_multipart(visit.request.headers.find("Content-Type").value_or(""), body);
  if (!form || !keep_file_alone(*visit.request.spooled, form->file)) {
    return claim_page(visit, 422, "bad", bad);
  }
  Question question{.method = Method::post,
                    .path = "/v1/family/papers",
                    .query = "paper=" + percent_encoded(form->value("paper")),
                    .media_type = "application/octet-stream",
                    .spooled = visit.request.spooled,
                    .spooled_bytes = static_cast<std::int64_t>(form->file.size())};
  const auto answer = ask(visit, with_code(visit, std::move(question)));
  if (answer.status == 200 || answer.status == 201) return see_other("/follow");
  if (answer.status == 404) return code_page(visit, 404, words.text("pages.follow_refused"));
  return claim_page(
      visit, answer.status, "bad",
      answer.status == 422 || answer.status == 413 ? bad : words.text("pages.try_again"));
}

constexpr Page kPages[] = {
    {Method::get, "/report", show_report},
    {Method::post, "/report", report},
    {Method::get, "/follow", show_follow},
    {Method::post, "/follow", follow},
    {Method::post, "/follow/papers", send_paper, kUploadMax, true},
    {Method::post, "/follow/leave", leave},
};

}  // namespace

std::string rupiah_text(const Visit& visit, std::int64_t amount) {
  std::string digits = std::to_string(amount);
  for (std::size_t i = digits.size(); i > 3; i -= 3) {
    digits.insert(i - 3, visit.language == "en" ? "," : ".");
  }
  return "Rp" + digits;
}

std::string iso_day(const std::string& typed) {
  const bool european =
      typed.size() == 10 && (typed[2] == '-' || typed[2] == '/' || typed[2] == '.');
  if (!european) return typed;
  return typed.substr(6, 4) + "-" + typed.substr(3, 2) + "-" + typed.substr(0, 2);
}

void add_claim(Html& html, const Visit& visit, const Json& claim, MissingPapers papers) {
  const auto& words = visit.words;
  const std::string state = text_in(claim, "state");
  html.element(
      "p",
      words.text("pages.claim_line", {{"kind", words.text("pages.kind." + text_in(claim, "kind"))},
                                      {"day", text::day_text(words, text_in(claim, "happened_on"))},
                                      {"state", words.text("pages.claim_state." + state)}}),
      {{"class", "verdict"}});
  html.open("ol", {{"class", "strip way"}});
  bool reached = std::find(std::begin(kWay), std::end(kWay), state) != std::end(kWay);
  for (const std::string_view step : kWay) {
    const std::string said = words.text("pages.claim_state." + std::string(step));
    html.element(
        "li", (reached ? "✓ " : "· ") + said,
        {{"class", reached ? "good" : "hint"}, {"aria-current", state == step ? "step" : ""}});
    if (state == step) reached = false;
  }
  html.close();
  const std::int64_t approved = claim.value("approved", std::int64_t{0});
  if (approved > 0) {
    html.element("p", words.text("pages.claim_amount", {{"amount", rupiah_text(visit, approved)}}));
  }
  if (const auto due = text_in(claim, "due"); !due.empty()) {
    html.element("p", words.text("pages.claim_due", {{"day", text::day_text(words, due)}}));
  }
  const auto missing = claim.find("missing");
  if (missing == claim.end() || missing->empty()) return;
  if (papers == MissingPapers::counted) {
    html.element(
        "p", words.text("pages.claim_missing_count", {{"count", std::to_string(missing->size())}}));
    return;
  }
  html.element("p", words.text("pages.claim_missing"));
  html.open("ul");
  for (const auto& one : *missing) html.element("li", one.get<std::string>());
  html.close();
}

std::span<const Page> family_pages() { return kPages; }

}  // namespace payung::site
