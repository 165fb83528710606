// The village office and volunteers on a phone: who waits, entering somebody, correcting, taking
// back. Everything works without script; with it, what is entered offline waits in the browser.
#include "site/pages/village.hpp"

#include "adapters/text/day.hpp"
#include "base/percent.hpp"
#include "site/pages/pages.hpp"

namespace payung::site {
namespace {

using http::Method;

constexpr std::string_view kScript = "/village/village.js";

std::string query_value(const Visit& visit, std::string_view name) {
  for (const auto& [known, value] : visit.request.query) {
    if (known == name) return value;
  }
  return {};
}

http::Response to_sign_in(const Visit& visit) {
  const bool shown = visit.request.method == Method::get;
  const std::string back = shown ? visit.request.target : std::string("/village");
  return see_other("/sign-in?next=" + percent_encoded(back));
}

/// Signed in, but somebody else's work: the office has what he may do.
http::Response not_for_you(const Visit& visit) {
  return framed(visit, {403, "village.title", ""}, [&](Html& html) {
    add_notice(html, "warn", visit.words.text("village.not_yours"));
    html.open("p").element("a", visit.words.text("village.office"),
                           {{"href", "/office"}, {"class", "button"}});
    html.close();
  });
}

Framed page_of(int status, std::string_view title) {
  return {status, title, kScript, "/village/village.webmanifest"};
}

// ---- home --------------------------------------------------------------------------------------

void add_counts(Html& html, const Visit& visit, const Json& counts) {
  html.open("ul", {{"class", "tiles"}});
  for (const auto& [key, tone] : {std::pair<const char*, std::string_view>("entered", "info"),
                                  {"accepted", "good"},
                                  {"waiting", "warn"}}) {
    html.open("li", {{"class", tone}});
    html.element("strong", std::to_string(counts.value(key, std::int64_t{0})));
    html.element("span", visit.words.text("village.count." + std::string(key)));
    html.close();
  }
  html.close();
}

void add_entries(Html& html, const Visit& visit, const Json& items) {
  html.open("ul", {{"class", "plain entries"}});
  for (const Json& one : items) {
    const std::string state = json_text(one, "state");
    html.open("li").open("a",
                         {{"href", "/village/entries/" + percent_encoded(json_text(one, "id"))}});
    html.element("strong", json_text(one, "name").empty() ? visit.words.text("village.nameless")
                                                          : json_text(one, "name"));
    html.text(" ").element("span", visit.words.text("village.state." + state),
                           {{"class", "state " + state}});
    html.close();
    if (state == "waiting") {
      for (const Json& finding : one["findings"]) {
        if (json_text(finding, "severity") != "error") continue;
        html.element("p", json_text(finding, "what") + " " + json_text(finding, "remedy"),
                     {{"class", "hint"}});
      }
    }
    html.close();
  }
  html.close();
}

/// "tersimpan": of the entry that was just entered.
void add_news(Html& html, const Visit& visit) {
  const std::string saved = query_value(visit, "saved");
  if (saved.empty()) return;
  const auto entry = json_of(ask(visit, {.path = "/v1/entries/" + percent_encoded(saved)}));
  if (!entry.is_object() || json_text(entry, "state").empty()) return;
  const bool waits = json_text(entry, "state") == "waiting";
  add_notice(html, waits ? "warn" : "good",
             visit.words.text(waits ? "village.saved_waiting" : "village.saved",
                              {{"name", json_text(entry, "name")}}));
}

http::Response home(Visit& visit) {
  const VillageDesk desk = village_desk(visit);
  if (desk.status == 401) return to_sign_in(visit);
  if (!desk.may_enter) return not_for_you(visit);
  const auto& words = visit.words;
  const auto waiting =
      json_of(ask(visit, {.path = "/v1/entries", .query = "state=waiting&limit=50"}));
  const auto recent = json_of(ask(visit, {.path = "/v1/entries", .query = "limit=20"}));
  if (!waiting.is_object() || !recent.contains("counts")) return not_for_you(visit);
  return framed(visit, page_of(200, "village.title"), [&](Html& html) {
    if (desk.villages.size() == 1) {
      html.element(
          "p",
          words.text("village.place", {{"village", json_text(desk.villages.front(), "name")},
                                       {"district", json_text(desk.villages.front(), "district")}}),
          {{"class", "hint"}});
    }
    add_news(html, visit);
    add_badge(html);
    html.open("p").element("a", words.text("village.add"),
                           {{"href", "/village/add"}, {"class", "button main wide-button"}});
    html.close();
    add_counts(html, visit, recent["counts"]);
    add_outbox(html, visit);
    if (!waiting["items"].empty()) {
      html.element("h2", words.text("village.to_mend"));
      add_entries(html, visit, waiting["items"]);
    }
    html.element("h2", words.text("village.recent"));
    if (recent["items"].empty()) html.element("p", words.text("village.none_yet"));
    add_entries(html, visit, recent["items"]);
    html.element("h2", words.text("village.more"));
    html.open("p", {{"class", "actions"}});
    html.element("a", words.text("village.lists"),
                 {{"href", "/office/lists/new"}, {"class", "button"}});
    html.element("a", words.text("village.office"), {{"href", "/office"}, {"class", "button"}});
    html.close();
    html.open("form", {{"method", "post"}, {"action", "/village/leave"}, {"class", "bare"}});
    add_hidden(html, "csrf", desk.csrf);
    html.element("button", words.text("village.leave"), {{"type", "submit"}});
  });
}

http::Response leave(Visit& visit) {
  const Form form = Form::parse(visit.request.body);
  const auto left = ask(visit, {.method = Method::del,
                                .path = "/v1/session",
                                .headers = {{"X-CSRF-Token", form.value("csrf")}}});
  auto response = see_other(left.status < 300 ? "/sign-in?left=1" : "/village");
  for (const auto& [name, value] : left.headers.all()) {
    if (http::same_name(name, "Set-Cookie")) response.headers.add("Set-Cookie", value);
  }
  return response;
}

// ---- entering ----------------------------------------------------------------------------------

std::string new_key(const Visit& visit) { return "page-" + visit.request.id; }

http::Response form_page(const Visit& visit, const VillageDesk& desk, VillageForm form, int status,
                         std::string_view title, const std::string& said = "") {
  form.key = new_key(visit);
  auto page = framed(visit, page_of(status, title), [&](Html& html) {
    html.open("p").element("a", visit.words.text("village.back"), {{"href", "/village"}}).close();
    add_badge(html);
    if (!said.empty()) add_notice(html, "warn", said);
    add_village_form(html, visit, desk, form);
    add_outbox(html, visit);
  });
  // The page repeats what was typed beside the session's token.
  page.compressible = false;
  return page;
}

http::Response show_add(Visit& visit) {
  const VillageDesk desk = village_desk(visit);
  if (desk.status == 401) return to_sign_in(visit);
  if (!desk.may_enter) return not_for_you(visit);
  return form_page(visit, desk, {}, 200, "village.add");
}

/// Says to the API what the form says; the page that comes of it.
http::Response send(Visit& visit, const std::string& path, VillageForm form,
                    std::string_view title) {
  const Form typed = Form::parse(visit.request.body);
  form.fields = village_fields(typed);
  Json asked = form.fields;
  if (typed.value("if_wrong") == "keep") asked["if_wrong"] = "keep";
  if (typed.value("if_known") == "replace") asked["if_known"] = "replace";
  const auto response =
      ask(visit, {.method = Method::post,
                  .path = path,
                  .body = asked.dump(-1, ' ', false, Json::error_handler_t::replace),
                  .headers = {{"X-CSRF-Token", typed.value("csrf")},
                              {"Idempotency-Key", typed.value("key")}}});
  const auto told = json_of(response);
  const bool answered = (response.status == 200 || response.status == 201) && told.is_object();
  if (answered && (response.status == 201 || json_text(told, "answer") == "same")) {
    return see_other("/village?saved=" + percent_encoded(json_text(told["entry"], "id")));
  }
  const VillageDesk desk = village_desk(visit);
  if (answered) {
    form.answer = told;
    return form_page(visit, desk, std::move(form), 422, title);
  }
  if (response.status == 401 || (response.status == 403 && desk.status != 200)) {
    return form_page(visit, desk, std::move(form), 401, title,
                     visit.words.text("village.session_ended"));
  }
  if (response.status == 403) {
    return form_page(visit, desk, std::move(form), 403, title,
                     visit.words.text("village.press_again"));
  }
  std::string said = told.is_object() ? json_text(told, "detail") : std::string();
  if (said.empty()) said = visit.words.text("pages.try_again");
  return form_page(visit, desk, std::move(form), response.status, title, said);
}

http::Response add(Visit& visit) { return send(visit, "/v1/entries", {}, "village.add"); }

// ---- one entry ---------------------------------------------------------------------------------

http::Response missing(const Visit& visit) {
  return framed(visit, page_of(404, "village.title"), [&](Html& html) {
    add_notice(html, "warn", visit.words.text("village.no_entry"));
    html.open("p").element("a", visit.words.text("village.back"), {{"href", "/village"}}).close();
  });
}

/// The entry of the path; null when there is none for this visitor.
Json entry_of(const Visit& visit) {
  auto entry = json_of(ask(visit, {.path = "/v1/entries/" + percent_encoded(visit.name("entry"))}));
  if (!entry.is_object() || json_text(entry, "state").empty()) return nullptr;
  return entry;
}

void add_facts(Html& html, const Visit& visit, const Json& entry) {
  html.open("dl", {{"class", "facts"}});
  for (const auto name : kVillageFields) {
    std::string value =
        json_text(entry, name == "village" ? "village_name" : std::string(name).c_str());
    if (name == "sex" && !value.empty()) value = visit.words.text("village.sex." + value);
    if (name == "birth_date") value = text::day_text(visit.words, value);
    html.element("dt", visit.words.text("village.field." + std::string(name)));
    html.element("dd", value.empty() ? "–" : value);
  }
  html.element("dt", visit.words.text("village.photo"));
  const auto photos = entry.value("photos", std::int64_t{0});
  html.element("dd", visit.words.text(photos > 0 ? "village.photos" : "village.no_photo",
                                      {{"count", std::to_string(photos)}}));
  html.close();
}

http::Response show_entry(Visit& visit) {
  const VillageDesk desk = village_desk(visit);
  if (desk.status == 401) return to_sign_in(visit);
  if (!desk.may_enter) return not_for_you(visit);
  const Json entry = entry_of(visit);
  if (entry.is_null()) return missing(visit);
  const auto& words = visit.words;
  const std::string state = json_text(entry, "state");
  const std::string here = "/village/entries/" + percent_encoded(json_text(entry, "id"));
  return framed(visit, page_of(200, "village.entry"), [&](Html& html) {
    html.open("p").element("a", words.text("village.back"), {{"href", "/village"}}).close();
    const std::string_view tone = state == "accepted"  ? "good"
                                  : state == "waiting" ? "warn"
                                                       : "info";
    add_notice(html, tone, words.text("village.state_long." + state));
    for (const Json& finding : entry["findings"]) {
      html.element("p", json_text(finding, "what") + " " + json_text(finding, "remedy"));
    }
    add_facts(html, visit, entry);
    if (state == "withdrawn" || state == "taken_over") return;
    html.open("p").element("a", words.text("village.mend"),
                           {{"href", here + "/correct"}, {"class", "button main wide-button"}});
    html.close();
    if (entry.value("photos", std::int64_t{0}) == 0) {
      add_photo_field(html, visit, json_text(entry, "id"));
    }
    add_outbox(html, visit);
    html.open("details").element("summary", words.text("village.withdraw"));
    html.open("form", {{"method", "post"}, {"action", here + "/withdraw"}});
    html.element("p", words.text("village.withdraw_sure"));
    add_hidden(html, "csrf", desk.csrf);
    add_hidden(html, "key", new_key(visit));
    html.element("button", words.text("village.withdraw"), {{"type", "submit"}});
  });
}

/// The form of an entry that is there: NIK and phone stay as they are unless typed anew.
VillageForm correction_of(const Json& entry) {
  VillageForm form;
  form.action = "/village/entries/" + percent_encoded(json_text(entry, "id")) + "/correct";
  for (const auto name : kVillageFields) {
    form.fields[std::string(name)] = json_text(entry, std::string(name).c_str());
  }
  form.fields["nik"] = "";
  form.fields["phone"] = "";
  form.masked_nik = json_text(entry, "nik");
  form.masked_phone = json_text(entry, "phone");
  return form;
}

http::Response show_correct(Visit& visit) {
  const VillageDesk desk = village_desk(visit);
  if (desk.status == 401) return to_sign_in(visit);
  if (!desk.may_enter) return not_for_you(visit);
  const Json entry = entry_of(visit);
  if (entry.is_null()) return missing(visit);
  VillageForm form = correction_of(entry);
  // What was wrong stands beside its field again.
  if (json_text(entry, "state") == "waiting") {
    form.answer = {{"answer", "wrong"}, {"findings", entry["findings"]}};
  }
  return form_page(visit, desk, std::move(form), 200, "village.mend_title");
}

http::Response correct(Visit& visit) {
  const Json entry = entry_of(visit);
  VillageForm form = correction_of(entry);
  if (entry.is_null()) form.action = visit.request.path;
  return send(visit, "/v1/entries/" + percent_encoded(visit.name("entry")) + "/corrections",
              std::move(form), "village.mend_title");
}

http::Response withdraw(Visit& visit) {
  const Form form = Form::parse(visit.request.body);
  const std::string id = percent_encoded(visit.name("entry"));
  const auto response = ask(visit, {.method = Method::post,
                                    .path = "/v1/entries/" + id + "/withdrawal",
                                    .headers = {{"X-CSRF-Token", form.value("csrf")},
                                                {"Idempotency-Key", form.value("key")}}});
  if (response.status == 401) return to_sign_in(visit);
  return see_other("/village/entries/" + id);
}

// ---- offline -----------------------------------------------------------------------------------

/// What the service worker keeps: the form alone, with nobody's name, village or session in it.
http::Response shell(Visit& visit) {
  VillageDesk nobody;
  return framed(visit, page_of(200, "village.add"), [&](Html& html) {
    html.element("p", visit.words.text("village.offline"),
                 {{"class", "notice warn"}, {"id", "offline"}});
    add_badge(html);
    add_village_form(html, visit, nobody, {});
    add_outbox(html, visit);
  });
}

constexpr Page kPages[] = {
    {Method::get, "/village", home},
    {Method::post, "/village/leave", leave},
    {Method::get, "/village/add", show_add},
    {Method::post, "/village/add", add},
    {Method::get, "/village/shell", shell},
    {Method::get, "/village/entries/{entry}", show_entry},
    {Method::get, "/village/entries/{entry}/correct", show_correct},
    {Method::post, "/village/entries/{entry}/correct", correct},
    {Method::post, "/village/entries/{entry}/withdraw", withdraw},
};

}  // namespace

VillageDesk village_desk(const Visit& visit) {
  VillageDesk desk;
  const auto answer = ask(visit, {.path = "/v1/session"});
  const auto me = json_of(answer);
  desk.status = answer.status;
  if (answer.status != 200 || !me.is_object()) return desk;
  desk.csrf = json_text(me, "csrf_token");
  desk.account = json_text(me, "account");
  for (const Json& permission : me["permissions"]) {
    desk.may_enter = desk.may_enter || permission == "lists_write";
  }
  if (!desk.may_enter) return desk;
  const auto villages = json_of(ask(visit, {.path = "/v1/entry-villages"}));
  if (villages.is_object() && villages.contains("items")) desk.villages = villages["items"];
  return desk;
}

std::span<const Page> village_pages() { return kPages; }

}  // namespace payung::site
