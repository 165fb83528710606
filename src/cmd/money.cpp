// payung bill, pay, ledger: what a month costs whom, what came in, and the book of both.
#include "cmd/money.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/bill_month.hpp"
#include "app/record_payment.hpp"
#include "app/show_ledger.hpp"
#include "views/money.hpp"

namespace payung::cmd {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kBillsPrinted = 20;

struct BillOptions {
  std::string month;
  std::string payer;
  std::int64_t bill = 0;
  std::int64_t lines = 50;
  app::BillWhat what = app::BillWhat::missing;
};

struct PayOptions {
  std::string payer;
  std::string amount;
  std::string on;
  std::string key;
  std::string reference;
};

std::optional<std::string> given(const std::string& text) {
  if (text.empty()) return {};
  return text;
}

std::string head_text(const Session& session, const store::BilledPayer& payer,
                      const store::BillHead& head) {
  return session.text("money.bill", {{"bill", std::to_string(head.id)},
                                     {"month", head.month.text()},
                                     {"kind", session.text("money.kind." + head.kind)},
                                     {"payer", payer.name},
                                     {"people", std::to_string(head.people)},
                                     {"total", head.total.text()},
                                     {"due", head.due_on.text()}});
}

void print_billed(Session& session, const app::BillMonthResult& result) {
  if (session.json()) {
    session.print(views::billed_json(result, views::plain_numbers()).dump(2));
    return;
  }
  if (result.added.empty()) {
    session.print(session.text(
        result.bills_before == 0 ? "money.nobody" : "money.nothing_new",
        {{"month", result.month.text()}, {"bills", std::to_string(result.bills_before)}}));
    return;
  }
  for (std::size_t i = 0; i < std::min(result.added.size(), kBillsPrinted); ++i) {
    const app::NewBill& bill = result.added[i];
    session.print(head_text(session, bill.payer, bill.head));
    if (bill.carried != Rupiah(0)) {
      session.print(session.text("money.carried", {{"amount", bill.carried.text()}}));
    }
  }
  if (result.added.size() > kBillsPrinted) {
    session.print(session.text("money.more_bills",
                               {{"bills", std::to_string(result.added.size() - kBillsPrinted)}}));
  }
  session.print(session.text("money.billed", {{"month", result.month.text()},
                                              {"bills", std::to_string(result.added.size())},
                                              {"people", std::to_string(result.people)},
                                              {"total", result.total.text()}}));
}

Exit bill(Session& session, const BillOptions& options) {
  const auto month = Month::parse(options.month);
  if (!month) return session.fail(month.error());
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  const auto result = app::bill_month(**environment, {*month, given(options.payer), options.what});
  if (!result) return session.fail(result.error());
  print_billed(session, *result);
  return Exit::ok;
}

void print_line(Session& session, const store::StoredLine& line) {
  session.print(session.text(
      "money.line",
      {{"person", std::to_string(line.person)},
       {"programme", to_text(line.programme)},
       {"amount", line.amount.text()},
       {"reason", session.text("money.reason." + std::string(to_text(line.reason)))},
       {"rules", line.rule_rows},
       {"relief", line.relief.empty() ? session.text("money.no_relief") : line.relief},
       {"paid", line.payment ? session.text("money.paid_by_payment",
                                            {{"payment", std::to_string(*line.payment)},
                                             {"day", line.paid_on->text()}})
                             : session.text("money.unpaid")}}));
  if (line.doubt == billing::Doubt::relief_unconfirmed) {
    session.print(session.text("money.doubt.relief_unconfirmed"));
  }
}

Exit show_one_bill(Session& session, app::Environment& environment, const BillOptions& options) {
  const auto full = app::bill_in_full(environment, options.bill, options.lines);
  if (!full) return session.fail(full.error());
  if (session.json()) {
    Json json = views::bill_json(full->bill.payer, full->bill.head, views::plain_numbers());
    json["settled"] = full->bill.head.settled.amount();
    json["lines_shown"] = Json::array();
    for (const auto& line : full->lines)
      json["lines_shown"].push_back(views::line_json(line, views::plain_numbers()));
    session.print(json.dump(2));
    return Exit::ok;
  }
  session.print(head_text(session, full->bill.payer, full->bill.head));
  session.print(session.text("money.settled", {{"amount", full->bill.head.settled.text()}}));
  for (const auto& line : full->lines) print_line(session, line);
  const auto hidden = full->bill.head.lines - static_cast<std::int64_t>(full->lines.size());
  if (hidden > 0) {
    session.print(session.text("money.more_lines", {{"lines", std::to_string(hidden)}}));
  }
  return Exit::ok;
}

Exit show_bills(Session& session, const BillOptions& options) {
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  if (options.bill != 0) return show_one_bill(session, **environment, options);
  std::optional<Month> month;
  if (!options.month.empty()) {
    const auto parsed = Month::parse(options.month);
    if (!parsed) return session.fail(parsed.error());
    month = *parsed;
  }
  const auto shown = app::bills_shown(**environment, month, given(options.payer));
  if (!shown) return session.fail(shown.error());
  Json json = Json::array();
  for (const app::ShownBill& one : *shown) {
    if (session.json()) {
      json.push_back(views::bill_json(one.payer, one.head, views::plain_numbers()));
      json.back()["settled"] = one.head.settled.amount();
      continue;
    }
    session.print(head_text(session, one.payer, one.head));
    session.print(session.text("money.settled", {{"amount", one.head.settled.text()}}));
  }
  if (session.json()) session.print(json.dump(2));
  if (!session.json() && shown->empty()) session.print(session.text("money.no_bills"));
  return Exit::ok;
}

Exit pay(Session& session, const PayOptions& options) {
  const auto amount = Rupiah::parse(options.amount);
  if (!amount) return session.fail(amount.error());
  const auto on = Date::parse(options.on);
  if (!on) return session.fail(on.error());
  const auto environment = session.environment();
  if (!environment) return session.fail(environment.error());
  const auto receipt = app::record_payment(
      **environment, {options.payer, *amount, *on, options.key, options.reference});
  if (!receipt) return session.fail(receipt.error());
  const bool again = receipt->heard == app::Heard::again;
  if (session.json()) {
    session.print(views::receipt_json(*receipt, views::plain_numbers()).dump(2));
    return Exit::ok;
  }
  session.print(session.text(again ? "money.paid_again" : "money.paid",
                             {{"payment", std::to_string(receipt->payment.id)},
                              {"payer", receipt->payer.name},
                              {"amount", receipt->payment.amount.text()},
                              {"day", receipt->payment.received_on.text()}}));
  session.print(session.text("money.pays", {{"settled", receipt->settled.text()},
                                            {"months", std::to_string(receipt->person_months)}}));
  if (receipt->not_charged > Rupiah(0)) {
    session.print(session.text("money.not_charged", {{"amount", receipt->not_charged.text()}}));
  }
  session.print(session.text("money.suspense", {{"amount", receipt->suspense_after.text()}}));
  return Exit::ok;
}

Exit show_balance(Session& session, app::Environment& environment) {
  const auto balance = app::trial_balance(environment);
  if (!balance) return session.fail(balance.error());
  for (const store::AccountBalance& one : balance->accounts) {
    if (session.json()) break;
    session.print(session.text("money.account", {{"code", one.account.code},
                                                 {"debit", one.balance.debit.text()},
                                                 {"credit", one.balance.credit.text()},
                                                 {"held", one.balance.held().text()}}));
  }
  session.print(session.json()
                    ? views::balance_json(*balance).dump(2)
                    : session.text("money.book_total", {{"debit", balance->debit.text()},
                                                        {"credit", balance->credit.text()}}));
  return balance->debit == balance->credit ? Exit::ok : Exit::broken;
}

Exit show_account(Session& session, app::Environment& environment, const std::string& code) {
  const auto entries = app::account_entries(environment, code);
  if (!entries) return session.fail(entries.error());
  Json json = Json::array();
  for (const app::Entry& entry : *entries) {
    const ledger::Transfer& transfer = entry.transfer;
    if (session.json()) {
      json.push_back(views::entry_json(entry));
      continue;
    }
    session.print(session.text("money.entry", {{"transfer", std::to_string(transfer.id)},
                                               {"day", transfer.booked_on.text()},
                                               {"debit", entry.debit_code},
                                               {"credit", entry.credit_code},
                                               {"amount", transfer.amount.text()},
                                               {"kind", transfer.kind},
                                               {"reference", transfer.reference}}));
  }
  if (session.json()) session.print(json.dump(2));
  return Exit::ok;
}

void add_bill(CLI::App& root, Session& session, const Outcome& outcome) {
  const auto options = std::make_shared<BillOptions>();
  auto* command = root.add_subcommand("bill", "Bill a month: every member once, whoever pays");
  command->add_option("month", options->month, "The month, such as 2025-01");
  command->add_option("--payer", options->payer, "Only this payer (its code)");
  command->add_flag_callback(
      "--correct", [options] { options->what = app::BillWhat::corrections; },
      "Post the corrections of what was billed and is otherwise by now");
  command->footer(
      "Doing it again adds nothing; who joined late comes on a supplementary bill.\n"
      "Example:\n  payung bill 2025-01\n  payung bill show 2025-01 --payer dinas-perdagangan");
  auto* show = command->add_subcommand("show", "Show bills, or the lines of one");
  show->add_option("month", options->month, "Only this month");
  show->add_option("--payer", options->payer, "Only this payer (its code)");
  show->add_option("--bill", options->bill, "This bill with its lines")->check(CLI::PositiveNumber);
  show->add_option("--lines", options->lines, "How many of its lines at most")
      ->check(CLI::Range(1, 10'000'000))
      ->capture_default_str();
  show->footer("Example:\n  payung bill show 2025-01\n  payung bill show --bill 3 --lines 10");
  show->callback([&session, outcome, options] { *outcome = show_bills(session, *options); });
  command->callback([&session, outcome, options, show] {
    if (show->parsed()) return;
    if (options->month.empty()) throw CLI::RequiredError("month");
    *outcome = bill(session, *options);
  });
}

void add_pay(CLI::App& root, Session& session, const Outcome& outcome) {
  const auto options = std::make_shared<PayOptions>();
  auto* command = root.add_subcommand("pay", "Record money that a payer sent");
  command->add_option("payer", options->payer, "Code of the payer")->required();
  command->add_option("amount", options->amount, "Whole rupiah: 250000 or Rp250.000")->required();
  command->add_option("--on", options->on, "Day it was received, such as 2025-01-10")->required();
  command
      ->add_option("--key", options->key,
                   "What makes this payment one: the same key twice is "
                   "the same payment")
      ->required();
  command->add_option("--reference", options->reference, "What the payer wrote");
  command->footer(
      "Example:\n  payung pay dinas-perdagangan 436800000 --on 2025-01-10 --key SP2D-0017");
  command->callback([&session, outcome, options] { *outcome = pay(session, *options); });
}

void add_ledger(CLI::App& root, Session& session, const Outcome& outcome) {
  const auto account = std::make_shared<std::string>();
  auto* command = root.add_subcommand("ledger", "Show what every account holds");
  command->add_option("--account", *account, "The entries of this account (its code)");
  command->footer("Example:\n  payung ledger\n  payung ledger --account suspense.1");
  command->callback([&session, outcome, account] {
    const auto environment = session.environment();
    if (!environment) {
      *outcome = session.fail(environment.error());
    } else if (account->empty()) {
      *outcome = show_balance(session, **environment);
    } else {
      *outcome = show_account(session, **environment, *account);
    }
  });
}

}  // namespace

void add_money_commands(CLI::App& root, Session& session, Outcome outcome) {
  add_bill(root, session, outcome);
  add_pay(root, session, outcome);
  add_ledger(root, session, outcome);
  add_status_command(root, session, outcome);
  add_verify_command(root, session, outcome);
}

}  // namespace payung::cmd
