-- interval_s NULL: the interval of the import (import_job). The release before fills none.
ALTER TABLE import_row ADD COLUMN interval_s int;
