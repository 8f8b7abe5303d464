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
                                       limit_of_hour(channel_key, 'infinity'),
                                       owner_of_hour(channel_key, 'infinity'),
                                       formula_of(channel_key), part_of,
                       (SELECT jsonb_agg(jsonb_build_array(c.code, c.label, c.kind, c.direction,
                                             c.tariff, c.unit,
                                             limit_of_hour(c.channel_key, 'infinity'), c.deleted,
                                             formula_of(c.channel_key), c.part_of)
                                         ORDER BY c.code)
                        FROM channel c
                        WHERE c.device_id = channel.device_id AND c.code <> 'import'))::text
                  || CASE WHEN EXISTS (SELECT FROM device_person p
                                       WHERE p.device_id = channel.device_id
                                         AND p.role = 'owner' AND p.until IS NULL)
                          THEN ' managed' ELSE '' END
                   END AS state,
                   deleted AS gone
            FROM channel WHERE code = 'import'""",
)

KEPT: Final = (*ACCOUNT_COPIES, DEVICES)
