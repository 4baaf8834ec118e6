-- Who joins by an address of another product's API has no form of ours before them.
alter table signups.submissions alter column form_id drop not null, alter column version drop not null;
