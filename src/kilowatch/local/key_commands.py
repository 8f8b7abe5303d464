"""``kilowatch keys``: the keys that sign access tokens."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Final

from cyclopts import App, Parameter
from rich.table import Table

from kilowatch.contracts.signing_keys import KeyState, SigningKeyInfo
from kilowatch.local import console
from kilowatch.local.commands import load_settings
from kilowatch.local.internal_api import open_internal_api

keys = App(name="keys", help="Manage the keys that sign access tokens.")

STATES: Final[dict[KeyState, str]] = {
    "next": "published, signs from the time shown on",
    "signing": "signs",
    "retired": "verifies until its last token has lapsed",
    "removed": "about to be deleted",
}


@keys.command(name="list")
def list_keys() -> int:
    """List the signing keys and their states."""
    _show(asyncio.run(_list()))
    return 0


@keys.command
def rotate(*, revoke: Annotated[bool, Parameter(negative="")] = False) -> int:
    """Publish a new signing key, which signs a quarter of an hour later. All users stay logged in.

    Parameters
    ----------
    revoke
        Stop trusting the current keys at once, because another party has one. Browsers fetch new
        access tokens by themselves; other services forget the old keys within five minutes.

    """
    _show(asyncio.run(_rotate(revoke=revoke)))
    return 0


async def _list() -> list[SigningKeyInfo]:
    async with open_internal_api(load_settings()) as internal_api:
        return await internal_api.signing_keys()


async def _rotate(*, revoke: bool) -> list[SigningKeyInfo]:
    async with open_internal_api(load_settings()) as internal_api:
        return await internal_api.rotate_signing_keys(revoke=revoke)


def _show(listed: Sequence[SigningKeyInfo]) -> None:
    table = Table("key", "signs from", "signs until", "now", box=None)
    for each in listed:
        until = _moment(each.retired_at) if each.retired_at is not None else "replaced"
        table.add_row(each.kid, _moment(each.active_from), until, STATES[each.state])
    console.out.print(table)


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M UTC")
