-- What the friend's coupon took off her first order: a cost of having been brought.
alter table referrals.referrals add column discount bigint not null default 0;
