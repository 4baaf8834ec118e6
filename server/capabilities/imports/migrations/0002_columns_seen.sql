-- Which columns somebody has seen when they chose what each holds: one that is new since is proposed as in a first file.
alter table imports.layouts add column columns text[];
