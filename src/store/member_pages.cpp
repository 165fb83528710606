#include "store/member_pages.hpp"

#include "store/page_order.hpp"

namespace payung::store {
namespace {

// No "or" around a cursor that may be none: each page begins with one step down an index, however
// many people there are.
constexpr PageOrder kOrders[] = {
    {"person",
     "select distinct person from membership_event where person > $1 order by person limit $2"},
    {"-person",
     "select distinct person from membership_event where person < case when $1 = 0 "
     "then 9223372036854775807 else $1 end order by person desc limit $2"},
    {"joined",
     "select e.person from membership_event e where e.id > coalesce((select min(o.id) "
     "from membership_event o where o.person = $1), 0) and not exists (select 1 "
     "from membership_event f where f.person = e.person and f.id < e.id) order by e.id limit $2"},
    {"-joined",
     "select e.person from membership_event e where e.id < coalesce((select min(o.id) "
     "from membership_event o where o.person = $1), 9223372036854775807) and not exists (select 1 "
     "from membership_event f where f.person = e.person and f.id < e.id) order by e.id desc "
     "limit $2"},
};

constexpr PageOrder kOrdersOfPayer[] = {
    {"person",
     "select distinct person from membership_event where payer = $3 and person > $1 "
     "order by person limit $2"},
    {"-person",
     "select distinct person from membership_event where payer = $3 and person < case when $1 = 0 "
     "then 9223372036854775807 else $1 end order by person desc limit $2"},
    {"joined",
     "select e.person from membership_event e where e.payer = $3 and e.id > coalesce((select "
     "min(o.id) from membership_event o where o.payer = $3 and o.person = $1), 0) "
     "and not exists (select 1 from membership_event f where f.payer = $3 and "
     "f.person = e.person and f.id < e.id) order by e.id limit $2"},
    {"-joined",
     "select e.person from membership_event e where e.payer = $3 and e.id < coalesce((select "
     "min(o.id) from membership_event o where o.payer = $3 and o.person = $1), "
     "9223372036854775807) and not exists (select 1 from membership_event f where f.payer = $3 "
     "and f.person = e.person and f.id < e.id) order by e.id desc limit $2"},
};

}  // namespace

Result<std::vector<std::int64_t>> member_page(db::Connection& connection, std::string_view order,
                                              std::optional<std::int64_t> payer, std::int64_t after,
                                              std::int64_t most) {
  const auto sql = payer ? sql_of(kOrdersOfPayer, order) : sql_of(kOrders, order);
  if (!sql) return sql.error();
  std::vector<std::int64_t> persons;
  const auto take = [&](const db::Row& row) {
    persons.push_back(row.integer(0));
    return Status{};
  };
  const auto status = payer ? connection.query(*sql, {after, most, *payer}, take)
                            : connection.query(*sql, {after, most}, take);
  if (!status) return status.error();
  return persons;
}

}  // namespace payung::store
