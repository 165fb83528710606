-- A company looks at its own workers among a million members.
create index membership_event_payer on membership_event (payer, person);
