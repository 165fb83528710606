#include "store/campaigns.hpp"

namespace payung::store {
namespace {

Result<Campaign> campaign_at(const db::Row& row) {
  const auto district = RegionCode::parse(row.text(5));
  if (!district) return Error{Errc::integrity, "campaign", district.error().where};
  return Campaign{row.integer(0),           std::string(row.text(1)), row.integer(2),
                  std::string(row.text(3)), std::string(row.text(4)), *district,
                  row.integer(6),           std::string(row.text(7)), std::string(row.text(8))};
}

Result<std::vector<Campaign>> read_campaigns(db::Connection& connection, std::string_view sql,
                                             std::initializer_list<db::Param> params) {
  std::vector<Campaign> all;
  const auto status = connection.query(sql, params, [&](const db::Row& row) -> Status {
    auto one = campaign_at(row);
    if (!one) return one.error();
    all.push_back(*std::move(one));
    return {};
  });
  if (!status) return status.error();
  return all;
}

Result<Campaign> only(Result<std::vector<Campaign>> found) {
  if (!found) return found.error();
  if (found->empty()) return Error{Errc::not_found, "campaign"};
  return std::move(found->front());
}

Result<Pledge> pledge_at(const db::Row& row) {
  const auto from = Month::from_index(row.integer(5));
  const auto until = Month::from_index(row.integer(6));
  if (!from || !until) return Error{Errc::integrity, "pledge", "months"};
  Pledge pledge{row.integer(0),
                row.integer(1),
                std::string(row.text(2)),
                std::string(row.text(3)),
                row.integer(4),
                {*from, *until},
                std::string(row.text(7)),
                std::string(row.text(8)),
                std::nullopt,
                row.text(9) == "withdrawn",
                row.integer(11),
                row.integer(12),
                Rupiah(row.integer(13))};
  if (!row.is_null(10)) pledge.budget = row.integer(10);
  return pledge;
}

Result<std::vector<Pledge>> read_pledges(db::Connection& connection,
                                         std::optional<std::int64_t> campaign,
                                         std::optional<std::int64_t> pledge) {
  std::vector<Pledge> all;
  const auto status = connection.query(
      "select p.id, p.campaign, p.payer, p.payer_name, p.heads, p.month_from, p.month_until, "
      "p.recorded_at, p.actor, t.step, t.budget, "
      "(select count(distinct e.person) from membership_event e where e.budget = t.budget "
      "and not exists (select 1 from membership_event w where w.person = e.person "
      "and w.withdraws = e.id)), "
      // By way of the payer's bills, which have an index; a settlement by person has none.
      "(select count(distinct s.person) from budget g join bill b on b.payer = g.payer "
      "join bill_line l on l.bill = b.id join settlement s on s.month = l.month "
      "and s.person = l.person and s.programme = l.programme and s.revision = l.revision "
      "where g.id = t.budget and s.amount > 0 and l.person in "
      "(select e.person from membership_event e where e.budget = t.budget)), "
      "(select cast(coalesce(sum(s.amount), 0) as bigint) from budget g "
      "join bill b on b.payer = g.payer join bill_line l on l.bill = b.id "
      "join settlement s on s.month = l.month and s.person = l.person "
      "and s.programme = l.programme and s.revision = l.revision where g.id = t.budget "
      "and l.person in (select e.person from membership_event e where e.budget = t.budget)) "
      "from pledge p left join pledge_step t on t.pledge = p.id "
      "where (p.campaign = $1 or $1 is null) and (p.id = $2 or $2 is null) order by p.id",
      {db::maybe(campaign), db::maybe(pledge)}, [&](const db::Row& row) -> Status {
        auto one = pledge_at(row);
        if (!one) return one.error();
        all.push_back(*std::move(one));
        return {};
      });
  if (!status) return status.error();
  return all;
}

Status add_step(db::Connection& connection, std::int64_t pledge, std::string_view step,
                std::optional<std::int64_t> budget, std::string_view now, std::string_view actor) {
  const auto added = connection.run(
      "insert into pledge_step (pledge, step, budget, recorded_at, actor) "
      "values ($1, $2, $3, $4, $5)",
      {pledge, step, db::maybe(budget), now, actor});
  return added ? Status{} : Status{added.error()};
}

}  // namespace

Status add_campaign(db::Connection& connection, Campaign& campaign) {
  const auto last = connection.number("select max(id) from campaign");
  if (!last) return last.error();
  campaign.id = last->value_or(0) + 1;
  const std::string district = campaign.district.text();
  const auto added = connection.run(
      "insert into campaign (id, code, scheme, name, district, heads_each, recorded_at, actor) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8)",
      {campaign.id, campaign.code, campaign.scheme, campaign.name, district, campaign.heads_each,
       campaign.recorded_at, campaign.actor});
  return added ? Status{} : Status{added.error()};
}

Result<std::vector<Campaign>> campaigns(db::Connection& connection) {
  return read_campaigns(connection,
                        "select c.id, c.code, c.scheme, s.code, c.name, c.district, c.heads_each, "
                        "c.recorded_at, c.actor from campaign c join scheme s on s.id = c.scheme "
                        "order by c.code",
                        {});
}

Result<Campaign> campaign_by_code(db::Connection& connection, std::string_view code) {
  return only(read_campaigns(
      connection,
      "select c.id, c.code, c.scheme, s.code, c.name, c.district, c.heads_each, c.recorded_at, "
      "c.actor from campaign c join scheme s on s.id = c.scheme where c.code = $1",
      {code}));
}

Result<Campaign> campaign_by_number(db::Connection& connection, std::int64_t id) {
  return only(read_campaigns(
      connection,
      "select c.id, c.code, c.scheme, s.code, c.name, c.district, c.heads_each, c.recorded_at, "
      "c.actor from campaign c join scheme s on s.id = c.scheme where c.id = $1",
      {id}));
}

Status add_pledge(db::Connection& connection, Pledge& pledge) {
  const auto last = connection.number("select max(id) from pledge");
  if (!last) return last.error();
  pledge.id = last->value_or(0) + 1;
  const auto added = connection.run(
      "insert into pledge (id, campaign, payer, payer_name, heads, month_from, month_until, "
      "recorded_at, actor) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {pledge.id, pledge.campaign, pledge.payer, pledge.payer_name, pledge.heads,
       std::int64_t{pledge.months.from.index()}, std::int64_t{pledge.months.until.index()},
       pledge.recorded_at, pledge.actor});
  return added ? Status{} : Status{added.error()};
}

Result<std::vector<Pledge>> pledges(db::Connection& connection, std::int64_t campaign) {
  return read_pledges(connection, campaign, std::nullopt);
}

Result<Pledge> pledge(db::Connection& connection, std::int64_t id) {
  auto found = read_pledges(connection, std::nullopt, id);
  if (!found) return found.error();
  if (found->empty()) return Error{Errc::not_found, "pledge"};
  return std::move(found->front());
}

Status withdraw_pledge(db::Connection& connection, std::int64_t pledge, std::string_view now,
                       std::string_view actor) {
  return add_step(connection, pledge, "withdrawn", std::nullopt, now, actor);
}

Status give_budget(db::Connection& connection, std::int64_t pledge, std::int64_t budget,
                   std::string_view now, std::string_view actor) {
  return add_step(connection, pledge, "budgeted", budget, now, actor);
}

}  // namespace payung::store
