-- Points that members had in the system before.
alter table points.lots drop constraint lots_origin_check;
alter table points.lots add constraint lots_origin_check
  check (origin in ('purchase', 'action', 'goodwill', 'paid', 'opening'));
