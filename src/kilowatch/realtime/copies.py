"""The copies that `realtime` keeps."""

from typing import Final

from kilowatch.contracts.copies import DEVICE_OWNERS_COPY
from kilowatch.kit.accounts import ACCOUNT_COPIES
from kilowatch.kit.messaging.copies import Copy

DEVICE_OWNERS: Final = Copy(
    name=DEVICE_OWNERS_COPY,
    owner="devices",
    rows="""SELECT device_id AS id, version, CASE WHEN deleted THEN 'deleted'
                ELSE coalesce(owner_id::text, 'nobody') END AS state,
                   deleted AS gone
            FROM device""",
)

COPIES: Final = (*ACCOUNT_COPIES, DEVICE_OWNERS)
