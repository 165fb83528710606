#include "base/result.hpp"

namespace payung {

std::string_view to_text(Errc code) {
  switch (code) {
    case Errc::bad_nik: return "bad_nik";
    case Errc::bad_kpj: return "bad_kpj";
    case Errc::bad_date: return "bad_date";
    case Errc::bad_month: return "bad_month";
    case Errc::bad_amount: return "bad_amount";
    case Errc::bad_region: return "bad_region";
    case Errc::bad_value: return "bad_value";
    case Errc::bad_option: return "bad_option";
    case Errc::bad_rule: return "bad_rule";
    case Errc::bad_scenario: return "bad_scenario";
    case Errc::no_parameter: return "no_parameter";
    case Errc::overflow: return "overflow";
    case Errc::not_found: return "not_found";
    case Errc::already_there: return "already_there";
    case Errc::conflict: return "conflict";
    case Errc::unsupported: return "unsupported";
    case Errc::unreadable: return "unreadable";
    case Errc::unsafe: return "unsafe";
    case Errc::nothing_done: return "nothing_done";
    case Errc::integrity: return "integrity";
    case Errc::storage: return "storage";
    case Errc::io: return "io";
    case Errc::interrupted: return "interrupted";
  }
  PAYUNG_CHECK(false && "an Errc outside its list");
}

}  // namespace payung
