-- A household, or a whole group under its coordinator, may share a phone: codes are counted by the
-- phone too, so that nobody is called all night under other people's names. A keyed hash of its
-- digits.
alter table one_time_code add column phone_hash text not null default '';
create index one_time_code_phone on one_time_code (phone_hash, created_s);
