-- No question can be answered from this order of the events, all ask for days or properties, too. Each insert and each
-- merge wrote it once more.
alter table events drop projection if exists by_name
;
-- Events come a few hundred at a time, and what a merge costs is mostly that it happens: a dozen small parts are merged
-- together instead of five.
alter table events modify setting merge_selector_base = 12
;
alter table customer_day modify setting merge_selector_base = 12
;
alter table customer_history modify setting merge_selector_base = 12
