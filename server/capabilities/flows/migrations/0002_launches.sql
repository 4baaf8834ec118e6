-- A flow may begin when the catalogue has something new.
alter table flows.flows drop constraint flows_trigger_kind_check;
alter table flows.flows add constraint flows_trigger_kind_check
  check (trigger_kind in ('event', 'segment', 'date', 'schedule', 'launch', 'call'));
