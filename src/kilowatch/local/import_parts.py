"""The parts of a file, as ``kilowatch import --part`` names them."""

import json
from collections import Counter

from kilowatch.local.errors import LocalError

ARROW = "=>"


def series_of(text: str) -> str:
    """Return what a request says of a part. Raises `LocalError`.

    ``text``: selections, separated by ``;``, then ``=>`` and ``CHANNEL`` or ``CHANNEL@DEVICE``. A
    selection is ``COLUMN=VALUE``, the rows that count, or ``COLUMN``, a column of values.
    """
    chosen, arrow, target = text.rpartition(ARROW)
    selections = [each.strip() for each in chosen.split(";") if each.strip()]
    channel, _, device = target.strip().partition("@")
    if not (arrow and selections and channel):
        raise LocalError(
            f"--part {text!r}: say it as COLUMN=VALUE => CHANNEL, or COLUMN => CHANNEL@DEVICE."
        )
    only = [each for each in selections if "=" in each]
    columns = [each for each in selections if "=" not in each]
    body: dict[str, object] = {"channel": channel.strip(), "only": only}
    if device:
        body["device_id"] = device.strip()
    if columns:
        body |= {"value_column": columns[0], "add_column": columns[1:]}
    names = Counter(each.partition("=")[0] for each in only)
    if names and max(names.values()) > 1:
        body["add"] = True
    return json.dumps(body)
