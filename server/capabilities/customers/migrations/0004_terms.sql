-- The terms of a profile stand with it, so that replacing them needs no second index on the many rows of search_terms.
alter table customers.profiles add column terms text[] not null default '{}';
update customers.profiles p set terms = coalesce(
  (select array_agg(s.term order by s.term) from customers.search_terms s where s.brand_id = p.brand_id and s.customer_id = p.customer_id), '{}');
drop index customers.search_terms_customer;
