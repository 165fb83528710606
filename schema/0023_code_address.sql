-- Codes are counted by who asks too, so that a stranger who knows somebody's NIK and birth date
-- cannot use up her codes from his own chair. A keyed hash of the asking address. Rows that were
-- not sent are turns to type a code that was sent before (app/one_time_code).
alter table one_time_code add column address_hash text not null default '';
alter table one_time_code add column sent bigint not null default 1;
