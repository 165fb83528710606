-- Deaths that nobody claimed are looked for whenever somebody opens the home page: among a million
-- members the few that an event or a list calls dead are found without looking at the others.
create index membership_event_died on membership_event (person) where kind = 'died';
create index list_row_dead on list_row (id) where condition = 'dead';
