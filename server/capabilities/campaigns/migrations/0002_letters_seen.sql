-- How many letters a sending had when somebody last looked: lists show it of what is over, without counting again.
alter table campaigns.occurrences add column letters int;
