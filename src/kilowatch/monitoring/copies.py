"""The copies that `monitoring` keeps."""

from typing import Final

from kilowatch.contracts.copies import DEVICES_COPY
from kilowatch.kit.accounts import ACCOUNT_COPIES
from kilowatch.kit.messaging.copies import Copy

# The current limit and owner; those of earlier hours are sent, not compared.
DEVICES: Final = Copy(
    name=DEVICES_COPY,
    owner="devices",
    rows="""SELECT device_id AS id, version, CASE WHEN deleted THEN 'deleted'
                ELSE jsonb_build_array(name, time_zone, reporting_interval_s,
                                       limit_of_hour(device_key, 'infinity'),
                                       owner_of_hour(device_key, 'infinity'))::text END AS state,
                   deleted AS gone
            FROM device""",
)

KEPT: Final = (*ACCOUNT_COPIES, DEVICES)
