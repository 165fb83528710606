// The form of one person. It works without script: it is posted, and comes back with every field
// as it was typed and what is wrong with it.
#include "site/pages/village.hpp"

namespace payung::site {
namespace {

struct Asked {
  std::string_view name;
  std::string_view mode;
  std::string_view most;
  bool required;
};
constexpr Asked kAsked[] = {{"nik", "numeric", "40", true},     {"name", "text", "120", true},
                            {"birth_date", "", "40", true},     {"sex", "", "", false},
                            {"village", "", "", true},          {"address", "text", "200", false},
                            {"rt", "numeric", "10", false},     {"rw", "numeric", "10", false},
                            {"occupation", "text", "80", true}, {"phone", "tel", "40", false}};

/// What the script says, of web/text/<language>/village.json.
constexpr std::string_view kScriptWords[] = {"state_new",    "state_photo",
                                             "state_wrong",  "state_known",
                                             "state_other",  "offline",
                                             "sign_in",      "sign_in_link",
                                             "waits",        "sent",
                                             "sent_waiting", "same",
                                             "mend",         "drop",
                                             "drop_sure",    "replace",
                                             "keep",         "with_photo",
                                             "no_photo",     "warn",
                                             "wrong",        "known",
                                             "known_choose", "clash",
                                             "clash_hidden", "nik_ok",
                                             "nik_short",    "nik_letters",
                                             "nik_date",     "nik_serial",
                                             "male",         "female",
                                             "photo_bad",    "photo_large",
                                             "badge",        "badge_off",
                                             "cover.yes",    "cover.conditional",
                                             "cover.no",     "value",
                                             "unsent",       "sent_title"};

const Asked& asked_of(std::string_view name) {
  for (const Asked& one : kAsked) {
    if (one.name == name) return one;
  }
  return kAsked[0];
}

std::string label_of(const Visit& visit, std::string_view field) {
  return visit.words.text("village.field." + std::string(field));
}

Json findings_of(const VillageForm& form) {
  return form.answer.is_object() ? form.answer.value("findings", Json::array()) : Json::array();
}

/// What is said beside a field, the same words as in the summary above.
std::string said_of(const VillageForm& form, std::string_view field) {
  std::string said;
  for (const Json& one : findings_of(form)) {
    if (json_text(one, "field") != field) continue;
    said += (said.empty() ? "" : " ") + json_text(one, "what") + " " + json_text(one, "remedy");
  }
  return said;
}

/// The hint and the fault that a field is described by.
struct Described {
  std::string ids;
  std::string_view invalid;
};

Described open_field(Html& html, const Visit& visit, const VillageForm& form,
                     std::string_view name) {
  const std::string id = "f-" + std::string(name);
  const std::string hint_key = "village.hint." + std::string(name);
  const std::string said = said_of(form, name);
  Described described;
  html.open("div", {{"class", said.empty() ? "field" : "field faulty"}});
  html.open("label", {{"for", id}}).text(label_of(visit, name));
  // RT and RW are of the address, which says it for them.
  if (!asked_of(name).required && name != "rt" && name != "rw") {
    html.text(" ").element("span", visit.words.text("village.optional"), {{"class", "hint"}});
  }
  html.close();
  std::string hint = visit.words.has(hint_key) ? visit.words.text(hint_key) : std::string();
  const std::string& masked = name == "nik" ? form.masked_nik : form.masked_phone;
  if ((name == "nik" || name == "phone") && !masked.empty()) {
    hint = visit.words.text("village.keeps", {{"value", masked}});
  }
  if (!hint.empty()) {
    html.element("span", hint, {{"class", "hint"}, {"id", id + "-hint"}});
    described.ids = id + "-hint";
  }
  if (!said.empty()) {
    html.element("span", said, {{"class", "fault"}, {"id", id + "-fault"}});
    described.ids += (described.ids.empty() ? "" : " ") + id + "-fault";
    described.invalid = "true";
  }
  return described;
}

void add_input(Html& html, const Visit& visit, const VillageForm& form, std::string_view name) {
  const Asked& asked = asked_of(name);
  const Described described = open_field(html, visit, form, name);
  const std::string id = "f-" + std::string(name);
  const std::string value = json_text(form.fields, std::string(name).c_str());
  const std::string_view kind = name == "birth_date" ? "date" : name == "phone" ? "tel" : "text";
  html.lone("input", {{"id", id},
                      {"name", name},
                      {"type", kind},
                      {"value", value},
                      {"autocomplete", "off"},
                      {"aria-describedby", described.ids},
                      {"aria-invalid", described.invalid},
                      {"inputmode", asked.mode.empty() ? "text" : asked.mode},
                      {"maxlength", asked.most.empty() ? "40" : asked.most}});
  if (name == "nik") {
    html.open("output", {{"id", "nik-told"}, {"for", id}, {"class", "told"}}).close();
  }
  html.close();
}

void add_option(Html& html, std::string_view value, const std::string& text,
                const std::string& chosen) {
  if (value == chosen) {
    html.element("option", text, {{"value", value}, {"selected", ""}});
  } else {
    html.element("option", text, {{"value", value}});
  }
}

void add_sex(Html& html, const Visit& visit, const VillageForm& form) {
  const Described described = open_field(html, visit, form, "sex");
  html.open("select", {{"id", "f-sex"},
                       {"name", "sex"},
                       {"aria-describedby", described.ids},
                       {"aria-invalid", described.invalid}});
  const std::string chosen = json_text(form.fields, "sex");
  add_option(html, "", visit.words.text("village.sex.none"), chosen);
  add_option(html, "L", visit.words.text("village.sex.L"), chosen);
  add_option(html, "P", visit.words.text("village.sex.P"), chosen);
  html.close().close();
}

/// One village is no question; too many to choose from are asked for by code.
void add_village(Html& html, const Visit& visit, const VillageDesk& desk, const VillageForm& form) {
  if (desk.villages.size() == 1) {
    const Json& only = desk.villages.front();
    const std::string code = json_text(only, "code");
    html.lone("input", {{"type", "hidden"},
                        {"id", "f-village"},
                        {"name", "village"},
                        {"value", code},
                        {"data-label", json_text(only, "name")}});
    return;
  }
  const Described described = open_field(html, visit, form, "village");
  const std::string chosen = json_text(form.fields, "village");
  if (desk.villages.empty() && desk.status == 200) {
    html.lone("input", {{"id", "f-village"},
                        {"name", "village"},
                        {"type", "text"},
                        {"value", chosen},
                        {"aria-describedby", described.ids},
                        {"aria-invalid", described.invalid},
                        {"maxlength", "13"}});
    html.close();
    return;
  }
  html.open("select", {{"id", "f-village"},
                       {"name", "village"},
                       {"aria-describedby", described.ids},
                       {"aria-invalid", described.invalid}});
  add_option(html, "", visit.words.text("village.choose"), chosen);
  for (const Json& one : desk.villages) {
    add_option(html, json_text(one, "code"),
               json_text(one, "name") + " (" + json_text(one, "district") + ")", chosen);
  }
  html.close().close();
}

/// What stands above the form: each fault named, with the value that was typed and what to do.
void add_faults(Html& html, const Visit& visit, const VillageForm& form) {
  const auto& words = visit.words;
  html.open("div",
            {{"class", "notice bad"}, {"role", "alert"}, {"id", "faults"}, {"tabindex", "-1"}});
  html.element("h2", words.text("village.wrong")).open("ul");
  for (const Json& one : findings_of(form)) {
    const std::string field = json_text(one, "field");
    const std::string typed = json_text(form.fields, field.c_str());
    html.open("li");
    std::string text = field.empty() ? std::string() : label_of(visit, field);
    if (!typed.empty()) text += " “" + typed + "”";
    if (!text.empty()) text += ": ";
    text += json_text(one, "what");
    if (field.empty()) {
      html.text(text + " " + json_text(one, "remedy"));
    } else {
      html.element("a", text, {{"href", "#f-" + field}});
      html.text(" " + json_text(one, "remedy"));
    }
    html.close();
  }
  html.close().close();
}

void add_known(Html& html, const Visit& visit, const VillageForm& form) {
  const auto& words = visit.words;
  html.open("div",
            {{"class", "notice warn"}, {"role", "alert"}, {"id", "faults"}, {"tabindex", "-1"}});
  html.element("h2", words.text("village.known"));
  if (const Json cover = form.answer.value("cover", Json()); cover.is_object()) {
    const std::string covered = json_text(cover, "covered");
    html.element(
        "p", words.text("village.cover." + covered, {{"until", json_text(cover, "covered_until")},
                                                     {"payer", json_text(cover, "payer")}}));
  }
  html.open("ul");
  for (const Json& one : form.answer.value("clashes", Json::array())) {
    const std::string field = json_text(one, "field");
    const std::string there = json_text(one, "there");
    html.element("li", words.text(there.empty() ? "village.clash_hidden" : "village.clash",
                                  {{"field", label_of(visit, field)},
                                   {"there", there},
                                   {"typed", json_text(form.fields, field.c_str())},
                                   {"sender", json_text(one, "sender_name")}}));
  }
  html.close();
  html.element("p", words.text("village.known_choose"));
  html.close();
}

}  // namespace

std::string json_text(const Json& object, const char* name) {
  if (!object.is_object()) return {};
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Json village_fields(const Form& form) {
  Json fields = Json::object();
  for (const auto name : kVillageFields) fields[std::string(name)] = form.value(name);
  return fields;
}

void add_village_form(Html& html, const Visit& visit, const VillageDesk& desk,
                      const VillageForm& form) {
  const auto& words = visit.words;
  const std::string answer = json_text(form.answer, "answer");
  if (answer == "wrong") add_faults(html, visit, form);
  if (answer == "known") add_known(html, visit, form);
  html.open("form", {{"method", "post"},
                     {"action", form.action},
                     {"id", "entry"},
                     {"data-account", desk.account}});
  add_hidden(html, "csrf", desk.csrf);
  add_hidden(html, "key", form.key);
  for (const auto name : kVillageFields) {
    if (name == "sex") {
      add_sex(html, visit, form);
    } else if (name == "village") {
      add_village(html, visit, desk, form);
    } else if (name == "rt") {
      html.open("div", {{"class", "pair"}});
      add_input(html, visit, form, "rt");
      add_input(html, visit, form, "rw");
      html.close();
    } else if (name != "rw") {
      add_input(html, visit, form, name);
    }
  }
  add_photo_field(html, visit, "");
  add_button(html, words.text("village.save"));
  if (answer == "wrong") {
    html.element("button", words.text("village.keep"),
                 {{"type", "submit"}, {"name", "if_wrong"}, {"value", "keep"}});
  }
  if (answer == "known") {
    html.element("button", words.text("village.replace"),
                 {{"type", "submit"}, {"name", "if_known"}, {"value", "replace"}});
  }
  html.close();
}

void add_badge(Html& html) {
  html.open("p", {{"id", "badge"}, {"hidden", ""}});
  html.element("a", "", {{"href", "#outbox"}, {"class", "badge"}}).close();
}

void add_photo_field(Html& html, const Visit& visit, const std::string& entry) {
  html.open("div",
            {{"class", "field"}, {"id", "photo-field"}, {"data-entry", entry}, {"hidden", ""}});
  html.element("label", visit.words.text("village.photo"), {{"for", "f-photo"}});
  html.element("span", visit.words.text("village.photo_hint"),
               {{"class", "hint"}, {"id", "f-photo-hint"}});
  html.lone("input", {{"id", "f-photo"},
                      {"type", "file"},
                      {"accept", "image/*"},
                      {"capture", "environment"},
                      {"aria-describedby", "f-photo-hint"}});
  html.close();
}

void add_outbox(Html& html, const Visit& visit) {
  const auto& words = visit.words;
  html.open(
      "section",
      {{"id", "outbox"}, {"class", "card"}, {"aria-labelledby", "outbox-title"}, {"hidden", ""}});
  html.element("h2", words.text("village.unsent"), {{"id", "outbox-title"}});
  html.open("p", {{"id", "outbox-says"}, {"role", "status"}}).close();
  html.open("ul", {{"id", "outbox-list"}, {"class", "plain"}}).close();
  html.open("p", {{"class", "actions"}});
  html.element("button", words.text("village.send_now"), {{"type", "button"}, {"id", "send-now"}});
  html.element("button", words.text("village.export"), {{"type", "button"}, {"id", "export"}});
  html.close().close();
  // The script's own words, so that it holds none and speaks the page's language.
  html.open("template", {{"id", "words"}});
  for (const auto key : kScriptWords) {
    html.element("p", words.text("village." + std::string(key)), {{"data-key", key}});
  }
  for (const auto name : kVillageFields) {
    html.element("p", words.text("village.field." + std::string(name)),
                 {{"data-key", "field." + std::string(name)}});
  }
  html.close();
}

}  // namespace payung::site
