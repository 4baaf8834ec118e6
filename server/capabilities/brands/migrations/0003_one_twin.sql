-- A brand has one twin for testing, however many ask for it at once.
create unique index one_twin on brands.brands (test_of) where test_of is not null;
