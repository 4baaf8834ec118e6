-- A wording that is tried out on somebody of the brand before it is published; such a message is a test.
alter table messages.messages add column draft jsonb;

create index messages_with_facts on messages.messages (brand_id, planned_at) where facts is not null;
