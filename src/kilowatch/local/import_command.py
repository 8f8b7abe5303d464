"""``kilowatch import``: history from a file, through the gateway."""

import getpass
import os
import sys
from pathlib import Path
from typing import Annotated, Literal
from uuid import UUID

from cyclopts import App, Parameter
from rich.progress import Progress

from kilowatch.local import console
from kilowatch.local.commands import load_settings
from kilowatch.local.errors import LocalError
from kilowatch.local.import_client import Body, ImportClient
from kilowatch.local.import_parts import series_of

app = App()

Unit = Literal["Wh", "kWh", "MWh", "mWh", "W", "kW", "m3", "L", "ft3", "CCF", "GJ", "MJ"]
PASSWORD = "KILOWATCH_PASSWORD"  # noqa: S105 - the name of the setting
SHOWN_ERRORS = 10
MARKS = {"interval_start": "start of the interval", "interval_end": "end of the interval"}


@app.command(name="import")
def import_file(
    file: Path,
    /,
    *,
    device: UUID,
    login: Annotated[str, Parameter(name=["--login", "--username"])],
    channel: str | None = None,
    unit: Unit | None = None,
    time_zone: str | None = None,
    timestamps_mark: Literal["interval_start", "interval_end"] | None = None,
    kind: Literal["interval", "register"] | None = None,
    interval: int | None = None,
    decimals: Literal["point", "comma"] | None = None,
    dates: Literal["dmy", "mdy", "ymd"] | None = None,
    time_column: str | None = None,
    value_column: str | None = None,
    add_column: list[str] | None = None,
    only: list[str] | None = None,
    add: Annotated[bool, Parameter(negative="")] = False,
    part: list[str] | None = None,
    conflicts: Literal["keep", "replace"] = "keep",
    preview: Annotated[bool, Parameter(negative="")] = False,
    yes: Annotated[bool, Parameter(negative="")] = False,
    url: str | None = None,
) -> int:
    """Import history from a file, after a preview that you confirm.

    Exits with 0 when everything was imported (or shown).

    Parameters
    ----------
    file
        Delimited text, .xlsx or a known format, also packed (docs/import.md). What no option
        says is guessed and shown.
    device
        Identifier of the device.
    login
        Username of an administrator; the password is KILOWATCH_PASSWORD, or asked for.
    channel
        Channel of the device, such as export or 2.8.0; by default import.
    unit
        Unit of the values, of the channel's kind; W and kW are the mean power of an interval.
    time_zone
        IANA name, of times without offset.
    timestamps_mark
        Whether a time marks the start or the end of its interval.
    kind
        Energy of intervals, or register values.
    interval
        Seconds of an interval.
    decimals
        The decimal separator.
    dates
        The order of day and month in dates that are not ISO 8601.
    time_column
        Column of the times: a name, or a number from 1.
    value_column
        Column of the values: a name, or a number from 1.
    add_column
        Further columns, whose values are added to those of the first.
    only
        COLUMN=VALUE: the rows that count, such as Register=Offtake. Repeat it for more values.
    add
        Add up rows that are for the same moment.
    part
        "COLUMN=VALUE => CHANNEL": rows that fill a channel, such as "Register=Injection => export";
        "COLUMN => CHANNEL" for a column of values, "… => CHANNEL@DEVICE" for another device, ";"
        between several. Repeat it: all parts are one import.
    conflicts
        What to do with stored values that the file contradicts.
    preview
        Show the preview only.
    yes
        Do not ask.
    url
        Address of the platform; by default the one of this folder.

    """
    if not file.is_file():
        raise LocalError(f"There is no file {file}.")
    asked = {
        "file_name": file.name,
        "channel": channel,
        "unit": unit,
        "time_zone": time_zone,
        "timestamps_mark": timestamps_mark,
        "kind": kind,
        "interval_s": interval,
        "decimals": decimals,
        "dates": dates,
        "time_column": time_column,
        "value_column": value_column,
        "add_column": add_column,
        "only": only,
        "add": add or None,
        "series": [series_of(each) for each in part or ()] or None,
    }
    options: Body = {name: value for name, value in asked.items() if value is not None}
    where = url or load_settings().http_url
    with ImportClient(where, login, _password(login)) as client:
        client.log_in()
        report = client.preview(file, device, options)
        _show(report)
        if preview or not _agreed(report, conflicts, yes=yes):
            return 0
        missing = [each for each in report["parts"] if each["is_new"]]
        for each in missing:
            client.add_channel(each["device_id"], each["channel"])
        start = client.start_when_known if missing else client.start
        started = start(file, device, options | {"conflicts": conflicts})
        return _follow(client, started)


def _password(login: str) -> str:
    said = os.environ.get(PASSWORD)
    if said:
        return said
    if not sys.stdin.isatty():
        raise LocalError(f"Say the administrator's password in {PASSWORD}.")
    return getpass.getpass(f"Password of {login}: ")


def _show(report: Body) -> None:
    mapping = report["mapping"]
    length = "" if mapping["interval_s"] is None else f" of {mapping['interval_s']} s"
    name = "" if mapping["format"] is None else f"{mapping['format']}: "
    console.say(
        f"{name}Read as {mapping['kind']}{length} in {mapping['unit']}, column "
        f"{mapping['value_column']}; times mark the {MARKS[mapping['timestamps_mark']]}, "
        f"{mapping['time_zone']}, column {mapping['time_column']}."
    )
    parts = report["parts"] if len(report["parts"]) > 1 else []
    for series in report["series"] if len(report["series"]) > 1 and not parts else []:
        values = ", ".join(f"{name}={value}" for name, value in series["filter"].items())
        console.say(f"  {values}: {series['rows']} rows, {series['total']} {series['unit']}")
    for part in parts:
        new = " (a new channel)" if part["is_new"] else ""
        console.say(
            f"  {part['device_name']}, {part['channel']}{new}: {part['readings']} readings, "
            f"{part['total']} {part['unit']}; {part['new']} new, {part['conflicting']} differ."
        )
    total = report["total_kwh"]
    energy = "" if total is None else f", {total:.7f} kWh"
    if total is None and len(report["parts"]) == 1 and report["parts"][0]["total"] is not None:
        energy = f", {report['parts'][0]['total']} {report['parts'][0]['unit']}"
    period = f", {report['starts_at']} to {report['ends_at']}" if report["starts_at"] else ""
    console.say(f"{report['readings']} readings{energy}{period}.")
    console.say(
        f"{report['new']} new, {report['same']} stored already, {report['conflicting']} stored "
        f"with another value; {report['others']} stored at other moments of the period."
    )
    console.say(
        f"{report['repeated']} rows repeat others, {report['differing']} are contradicted by a "
        f"later row, {report['repeated_hour']} lie in an hour the clock showed twice."
    )
    if report.get("estimated"):
        console.say(f"{report['estimated']} readings are marked as estimated by the utility.")
    for reason, count in report["rejected_by_reason"].items():
        console.complain(f"{count} refused: {reason}")
    for row in report["rejected_rows"][:SHOWN_ERRORS]:
        console.complain(f"  line {row['line']}: {row['detail']}")


def _agreed(report: Body, conflicts: str, *, yes: bool) -> bool:
    if not report["readings"]:
        raise LocalError("No row of the file is a reading.")
    if yes:
        return True
    if not sys.stdin.isatty():
        raise LocalError("Nothing was imported: say --yes where nobody can be asked.")
    channels = sum(part["is_new"] for part in report["parts"])
    first = f"Add {channels} channel{'s' if channels > 1 else ''}, import" if channels else "Import"
    what = f"{first}, and {conflicts} stored values that differ? [y/N] "
    return console.out.input(what, markup=False).strip().lower() in {"y", "yes"}


def _follow(client: ImportClient, started: Body) -> int:
    body = started
    try:
        with Progress(console=console.out, transient=True) as progress:
            bar = progress.add_task("Importing", total=started["total"])
            for body in client.watch(started["id"]):
                progress.update(bar, completed=body["done"])
    except LocalError as error:
        raise LocalError(f"{error}\nImport {started['id']} goes on by itself.") from error
    if body["state"] != "done":
        console.complain(f"Import {body['id']} is {body['state']}: {body['problem'] or ''}")
        return 1
    console.say(
        f"Import {body['id']} is done: {body['new']} new, {body['same']} stored already, "
        f"{body['replaced']} replaced, {body['kept']} kept as stored."
    )
    for part in body["parts"] if len(body["parts"]) > 1 else []:
        console.say(f"  {part['device_name']}, {part['channel']}: {part['new']} new.")
    return 0
