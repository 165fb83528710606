// Signing in without script: name and password, then the second factor where there is one; and the
// one-time link that sets a password.
#include <nlohmann/json.hpp>

#include "adapters/text/day.hpp"
#include "site/pages/form.hpp"
#include "site/pages/frame.hpp"
#include "site/pages/pages.hpp"

namespace payung::site {
namespace {

using http::Method;

std::string query_value(const Visit& visit, std::string_view name) {
  for (const auto& [known, value] : visit.request.query) {
    if (known == name) return value;
  }
  return {};
}

struct Said {
  int status = 200;
  std::string tone = {};
  std::string text = {};
};

/// The first step; `name` is what was typed before.
http::Response sign_in_page(const Visit& visit, const Said& said, const std::string& next,
                            const std::string& name) {
  const auto& words = visit.words;
  return framed(visit, {said.status, "pages.sign_in", ""}, [&](Html& html) {
    if (!said.text.empty()) add_notice(html, said.tone, said.text);
    html.open("form", {{"method", "post"}, {"action", "/sign-in"}});
    add_hidden(html, "next", next);
    add_field(
        html, visit,
        {.name = "name", .label = "pages.account", .value = name, .autocomplete = "username"});
    add_field(html, visit,
              {.name = "password",
               .label = "pages.password",
               .kind = "password",
               .autocomplete = "current-password"});
    add_button(html, words.text("pages.enter"));
    html.close();
    if (visit.service.parts().provider != nullptr) {
      html.open("p").element("a", words.text("pages.provider"),
                             {{"href", "/v1/session/provider"}, {"class", "button"}});
      html.close();
    }
    html.element("p", words.text("pages.forgotten"), {{"class", "hint"}});
  });
}

http::Response factor_page(const Visit& visit, const Said& said, const std::string& next,
                           const std::string& token) {
  return framed(visit, {said.status, "pages.second_factor", ""}, [&](Html& html) {
    if (!said.text.empty()) add_notice(html, said.tone, said.text);
    html.open("form", {{"method", "post"}, {"action", "/sign-in/second-factor"}});
    add_hidden(html, "next", next);
    add_hidden(html, "token", token);
    add_field(html, visit,
              {.name = "code",
               .label = "pages.code",
               .autocomplete = "one-time-code",
               .hint = "pages.code_hint"});
    add_button(html, visit.words.text("pages.enter"));
  });
}

/// "payung_session=..." of a Set-Cookie, as the browser will send it.
std::string cookie_pair(std::string_view set_cookie) {
  return std::string(set_cookie.substr(0, set_cookie.find(';')));
}

/// Where somebody's work is: a village office enters people on a phone, all others have the office.
std::string home_of(const Visit& visit, const http::Response& signed_in) {
  for (const auto& [name, value] : signed_in.headers.all()) {
    if (!http::same_name(name, "Set-Cookie")) continue;
    const auto me =
        json_of(ask(visit, {.path = "/v1/session", .headers = {{"Cookie", cookie_pair(value)}}}));
    if (me.is_object() && me.value("role", "") == "village_officer") return "/village";
  }
  return "/office";
}

http::Response enter(const Visit& visit, const http::Response& signed_in, const std::string& next) {
  const std::string wanted = local_path(next);
  auto response = see_other(wanted.empty() ? home_of(visit, signed_in) : wanted);
  for (const auto& [name, value] : signed_in.headers.all()) {
    if (http::same_name(name, "Set-Cookie")) response.headers.add("Set-Cookie", value);
  }
  return response;
}

/// What the API refused before it looked at name and password.
Said refusal(const Visit& visit, const http::Response& response) {
  const auto problem = json_of(response);
  const bool told = problem.is_object() && problem.contains("title");
  return {response.status, "bad",
          told ? problem["title"].get<std::string>() : visit.words.text("pages.try_again")};
}

Said wait_for(const Visit& visit, const Json& told) {
  const std::string until = text::moment_text(visit.words, told.value("wait_until", ""));
  return {429, "warn", visit.words.text("pages.wait", {{"until", until}})};
}

http::Response show(Visit& visit) {
  Said said;
  if (query_value(visit, "left") == "1") said = {200, "good", visit.words.text("pages.left")};
  if (query_value(visit, "set") == "1") said = {200, "good", visit.words.text("pages.set")};
  const std::string next = local_path(query_value(visit, "next"));
  if (said.text.empty() && !next.empty()) said = {200, "info", visit.words.text("pages.again")};
  return sign_in_page(visit, said, next, "");
}

http::Response first_step(Visit& visit) {
  const Form form = Form::parse(visit.request.body);
  const std::string name = form.value("name");
  const std::string next = form.value("next");
  const Json asked{{"name", name}, {"password", form.exact("password")}};
  const auto response =
      ask(visit, {.method = Method::post, .path = "/v1/sessions", .body = asked.dump()});
  const auto told = json_of(response);
  if (response.status != 200 || !told.is_object()) {
    return sign_in_page(visit, refusal(visit, response), next, name);
  }
  const std::string answer = told.value("answer", "");
  if (answer == "signed_in") return enter(visit, response, next);
  if (answer == "second_factor") {
    return factor_page(visit, {}, next, told.value("second_factor_token", ""));
  }
  if (answer == "wait") return sign_in_page(visit, wait_for(visit, told), next, name);
  return sign_in_page(visit, {403, "bad", visit.words.text("pages.refused")}, next, name);
}

http::Response second_step(Visit& visit) {
  const Form form = Form::parse(visit.request.body);
  const std::string next = form.value("next");
  const std::string token = form.value("token");
  const Json asked{{"token", token}, {"code", form.value("code")}};
  const auto response = ask(
      visit, {.method = Method::post, .path = "/v1/sessions/second-factor", .body = asked.dump()});
  const auto told = json_of(response);
  if (response.status != 200 || !told.is_object()) {
    return sign_in_page(visit, refusal(visit, response), next, "");
  }
  const std::string answer = told.value("answer", "");
  if (answer == "signed_in") return enter(visit, response, next);
  if (answer == "wait") return sign_in_page(visit, wait_for(visit, told), next, "");
  return factor_page(visit, {403, "bad", visit.words.text("pages.code_refused")}, next, token);
}

// ---- the one-time link -------------------------------------------------------------------------

http::Response invitation_page(const Visit& visit, const Said& said, const std::string& token) {
  return framed(visit, {said.status, "pages.invitation", "/pages/invitation.js"}, [&](Html& html) {
    if (!said.text.empty()) add_notice(html, said.tone, said.text);
    html.element("p", visit.words.text("pages.invitation_lead"));
    html.open("form", {{"method", "post"}, {"action", "/invitation"}});
    add_field(
        html, visit,
        {.name = "token", .label = "pages.token", .value = token, .hint = "pages.token_hint"});
    add_field(html, visit,
              {.name = "password",
               .label = "pages.new_password",
               .kind = "password",
               .autocomplete = "new-password",
               .hint = "pages.password_hint"});
    add_field(html, visit,
              {.name = "again",
               .label = "pages.password_again",
               .kind = "password",
               .autocomplete = "new-password"});
    add_button(html, visit.words.text("pages.set_password"));
  });
}

http::Response show_invitation(Visit& visit) { return invitation_page(visit, {}, ""); }

http::Response accept_invitation(Visit& visit) {
  const Form form = Form::parse(visit.request.body);
  std::string token = form.value("token");
  // Somebody may paste the whole link.
  if (const auto mark = token.rfind('#'); mark != std::string::npos) token.erase(0, mark + 1);
  const std::string password = form.exact("password");
  const auto& words = visit.words;
  if (password != form.exact("again")) {
    return invitation_page(visit, {422, "bad", words.text("pages.passwords_differ")}, token);
  }
  const Json asked{{"token", token}, {"password", password}};
  const auto response =
      ask(visit, {.method = Method::post, .path = "/v1/invitations/accept", .body = asked.dump()});
  const auto told = json_of(response);
  if (response.status != 200 || !told.is_object()) {
    return invitation_page(visit, refusal(visit, response), token);
  }
  const std::string answer = told.value("answer", "");
  if (answer == "set") return see_other("/sign-in?set=1");
  if (answer == "wait") return invitation_page(visit, wait_for(visit, told), token);
  if (answer == "unsuited") {
    const std::string fault = "pages.fault." + told.value("fault", "");
    return invitation_page(visit, {422, "bad", words.text(fault)}, token);
  }
  return invitation_page(visit, {403, "bad", words.text("pages.link_refused")}, token);
}

constexpr Page kPages[] = {
    {Method::get, "/sign-in", show},
    {Method::post, "/sign-in", first_step},
    {Method::post, "/sign-in/second-factor", second_step},
    {Method::get, "/invitation", show_invitation},
    {Method::post, "/invitation", accept_invitation},
};

}  // namespace

std::span<const Page> sign_in_pages() { return kPages; }

}  // namespace payung::site
