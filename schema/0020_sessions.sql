-- When a session last brought its password (and second factor) again; null: when it was created.
alter table user_session add column proved_s bigint;
