// Goal: messages of the SP-DCI documents pass, each broken field is refused with its own code.
// Method: the documents' examples as literal text; one change at a time.
#include "api/registry_forms.hpp"

#include <gtest/gtest.h>

namespace payung::api {
namespace {

Json search_message() {
  return Json::parse(R"({
    "signature": "",
    "header": {"version": "1.0.0", "message_id": "123", "message_ts": "2022-12-04T17:20:07-04:00",
               "action": "search", "sender_id": "spmis.example.org",
               "sender_uri": "https://spmis.example.org/namespace/callback/on-search",
               "receiver_id": "social.example.org", "total_count": 21800,
               "is_msg_encrypted": false},
    "message": {"transaction_id": "0123456789", "search_request": [
      {"reference_id": "12345678901234567890", "timestamp": "2022-12-04T17:20:07Z",
       "search_criteria": {"version": "1.0.0", "reg_type": "ns:org:RegistryType:Social",
         "reg_record_type": "SRPerson", "query_type": "idtype-value",
         "query": {"type": "UIN", "value": "12314567890"},
         "sort": [{"attribute_name": "name", "sort_order": "asc"}],
         "pagination": {"page_size": 2000, "page_number": 5}},
       "locale": "eng"}]}})");
}

struct Change {
  const char* pointer;
  const char* value;  ///< JSON; null removes
  const char* code;
  const char* reason;
};

TEST(DciForms, ExampleOfTheStandardPasses) {
  EXPECT_FALSE(check_form(DciAction::search, search_message()).has_value());
}

TEST(DciForms, EachBrokenFieldHasItsCode) {
  const Change changes[] = {
      {"/header", "null", "err.request.bad", ""},
      {"/message", "null", "err.request.bad", ""},
      {"/header/message_id", "null", "err.request.bad", ""},
      {"/header/message_ts", "\"2022-12-04\"", "err.request.bad", "rjct.message_ts.invalid"},
      {"/header/message_ts", "\"2022-12-04T17:20:07\"", "err.request.bad",
       "rjct.message_ts.invalid"},
      {"/header/action", "\"subscribe\"", "err.request.bad", "rjct.action.invalid"},
      {"/header/sender_id", "null", "err.sender_id.invalid", ""},
      {"/header/total_count", "\"1\"", "err.request.bad", "rjct.total_count.invalid"},
      {"/header/version", "\"2.0.0\"", "err.version.not_supported", "rjct.version.invalid"},
      {"/header/is_msg_encrypted", "true", "err.encryption.invalid", ""},
      {"/message/ciphertext", "\"x\"", "err.encryption.invalid", ""},
      {"/message/transaction_id", "7", "err.request.bad", ""},
      {"/message/search_request", "[]", "err.request.bad", ""},
      {"/message/search_request/0/reference_id", "null", "err.request.bad",
       "rjct.reference_id.invalid"},
      {"/message/search_request/0/timestamp", "\"x\"", "err.request.bad", "rjct.timestamp.invalid"},
      {"/message/search_request/0/locale", "\"en\"", "err.request.bad", ""},
      {"/message/search_request/0/search_criteria/query_type", "\"sql\"", "err.request.bad",
       "rjct.search_criteria.invalid"},
      {"/message/search_request/0/search_criteria/query", "null", "err.request.bad",
       "rjct.search_criteria.invalid"},
      {"/message/search_request/0/search_criteria/sort/0/sort_order", "\"up\"", "err.request.bad",
       "rjct.sort.invalid"},
      {"/message/search_request/0/search_criteria/pagination/page_size", "0", "err.request.bad",
       "rjct.pagination.invalid"},
      {"/message/search_request/0/search_criteria/pagination/page_size", "null", "err.request.bad",
       "rjct.pagination.invalid"},
  };
  for (const Change& change : changes) {
    Json message = search_message();
    const Json::json_pointer at(change.pointer);
    const Json value = Json::parse(change.value);
    if (value.is_null()) {
      message[at.parent_pointer()].erase(at.back());
    } else {
      message[at] = value;
    }
    const auto refusal = check_form(DciAction::search, message);
    ASSERT_TRUE(refusal.has_value()) << change.pointer << " " << change.value;
    EXPECT_EQ(refusal->code, change.code) << change.pointer;
    EXPECT_EQ(refusal->reason, change.reason) << change.pointer;
    EXPECT_FALSE(refusal->words.empty());
  }
}

TEST(DciForms, WhatIsNoMessageIsRefused) {
  for (const char* text : {"null", "[]", "1", "\"x\"", "{}"}) {
    const auto refusal = check_form(DciAction::notify, Json::parse(text));
    ASSERT_TRUE(refusal.has_value()) << text;
    EXPECT_EQ(refusal->code, "err.request.bad");
  }
}

TEST(DciForms, OtherMessagesOfTheStandard) {
  struct Form {
    DciAction action;
    const char* message;
  };
  const Form forms[] = {
      {DciAction::subscribe,
       R"({"transaction_id": "1", "subscribe_request": [{"reference_id": "1",
           "timestamp": "2022-12-04T17:20:07Z", "subscribe_criteria": {"reg_event_type":
           "spdci-common:RegistryEventType:LiveBirth", "filter_type": "idtype-value",
           "filter": {"type": "UIN", "value": "1"},
           "notify_record_type": "spdci-extensions-dci:Member"}}]})"},
      {DciAction::unsubscribe,
       R"({"transaction_id": "1", "timestamp": "2022-12-04T17:20:07Z",
           "subscription_codes": ["a"]})"},
      {DciAction::txn_status,
       R"({"transaction_id": "1", "txnstatus_request": {"reference_id": "1", "txn_type": "search",
           "attribute_type": "reference_id_list", "attribute_value": ["1", "2"]}})"},
      {DciAction::enrolled,
       R"({"transaction_id": "1", "enrolled_criteria": {"query_type": "expression",
           "query": {"person_identifier": {"eq": "ABC451123"}}}})"},
  };
  for (const Form& form : forms) {
    Json message = search_message();
    message["header"]["action"] = to_text(form.action);
    message["message"] = Json::parse(form.message);
    const auto refusal = check_form(form.action, message);
    EXPECT_FALSE(refusal.has_value())
        << to_text(form.action) << " " << (refusal ? refusal->words : "");
    message["message"].erase("transaction_id");
    EXPECT_TRUE(check_form(form.action, message).has_value());
  }
}

TEST(DciForms, AcknowledgementAndRefusal) {
  EXPECT_EQ(acknowledged("2025-01-01T00:00:00Z", "c").dump(),
            R"({"message":{"ack_status":"ACK","timestamp":"2025-01-01T00:00:00Z",)"
            R"("correlation_id":"c"}})");
  const Json told = refused("2025-01-01T00:00:00Z", "c",
                            {"err.request.bad", "rjct.action.invalid", "say search"});
  EXPECT_EQ(told.dump(), R"({"message":{"ack_status":"ERR","timestamp":"2025-01-01T00:00:00Z",)"
                         R"("correlation_id":"c","error":{"code":"err.request.bad",)"
                         R"("message":"rjct.action.invalid: say search"}}})");
  const Json long_one = refused("t", "c", {"err.request.bad", "", std::string(5000, 'x')});
  EXPECT_EQ(long_one["message"]["error"]["message"].get<std::string>().size(), 999U);
}

}  // namespace
}  // namespace payung::api
