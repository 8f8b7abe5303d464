-- Whether the utility estimated or substituted the value, as its file says; what a meter sends
-- and what a person corrects isn't. Of several values for one interval a measured one counts
-- before an estimated one, whatever their sources.
ALTER TABLE reading ADD COLUMN value_estimated boolean NOT NULL DEFAULT false;

ALTER TABLE reading_version ADD COLUMN value_estimated boolean NOT NULL DEFAULT false;

-- `estimated` says that of the interval that ends at a register, and is derived.
ALTER TABLE register_reading ADD COLUMN value_estimated boolean NOT NULL DEFAULT false;

ALTER TABLE register_version ADD COLUMN value_estimated boolean NOT NULL DEFAULT false;

ALTER TABLE import_row ADD COLUMN value_estimated boolean NOT NULL DEFAULT false;
