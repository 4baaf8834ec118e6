-- What is compared is called so in Japanese and in English; what has one name only is called the same in both.
alter table experiments.experiments rename column name to name_ja;
alter table experiments.experiments add column name_en text;
update experiments.experiments set name_en = name_ja;
