"""The meaning of each value of an enumeration, which is found by the set of its values."""

from collections.abc import Iterable, Mapping
from typing import Final

from kilowatch.contracts.vocabulary.acts import ACTS

_ENUMERATIONS: Final[tuple[Mapping[str, str], ...]] = (
    {
        "electricity": "Electrical energy.",
        "gas": "Gas, by volume or by energy.",
        "water": "Water, by volume.",
        "heat": "Heat from a network or a heat pump.",
        "cooling": "Cold from a network or a chiller.",
    },
    {
        "import": "Taken from the network.",
        "export": "Fed into the network.",
        "production": "Made behind the meter.",
        "consumption": "Used behind the meter.",
    },
    {
        "kWh": "Kilowatt-hours.",
        "m3": "Cubic metres.",
        "L": "Litres.",
        "GJ": "Gigajoules.",
    },
    {"cookie": "In an HttpOnly cookie, for browsers.", "body": "In the body, for programs."},
    {
        "foreign_client_id": "It connected over MQTT with a client identifier that isn't its own.",
        "too_many_connections": "It has as many connections as a device may have.",
        "over_quota": "It sent more than its quota.",
    },
    {"ADMIN": "An administrator.", "CLIENT": "A client: sees what is theirs."},
    {
        "healthy": "It can do its work.",
        "unhealthy": "Something that it needs is missing.",
        "unreachable": "It doesn't answer.",
    },
    {
        "enough": "There is room.",
        "low": "There is less room than the warning level.",
        "held_back": "The broker takes nothing; readings wait at their senders.",
    },
    {
        "active": "It gets batches.",
        "silent": "Its heartbeats stopped; it gets nothing.",
        "leaving": "It drains: it finishes its backlog and gets nothing new.",
    },
    {
        "round_robin": "One replica after the other.",
        "consistent_hash": "By device: its readings go to the same replica.",
        "least_backlog": "To the replica with the smallest backlog.",
    },
    {
        "raised": "The hour is over its limit, or near it.",
        "retracted": "Later readings showed that it isn't.",
    },
    {
        "raised": "The hour came near its limit.",
        "retracted": "Later readings showed that it didn't.",
        "superseded": "The hour went over its limit: an alert took the warning's place.",
    },
    {
        "set": "One value was set.",
        "scale": "The values of a range were multiplied.",
        "remove": "The values of a range were removed.",
        "swap": "The meter was replaced.",
        "import": "A file was imported.",
    },
    {
        "owner": "Changes the device, issues its credential, and gives it back.",
        "member": "Changes the device.",
        "viewer": "Sees the device.",
    },
    {
        "open": "Clients add devices.",
        "approval": "Clients request devices, and an administrator approves each.",
        "closed": "Only administrators add devices.",
    },
    {"device": "Each device by itself.", "channel": "Each channel by itself."},
    {"readings": "Energy of intervals.", "registers": "Values of the meter's register."},
    {
        "live": "It reports in time.",
        "silent": "It missed three reports.",
        "unsure": "It is late, but its readings may wait in the platform's own queues.",
        "irregular": "How often it reports is unknown, so it can't be late.",
        "never": "It has never reported.",
        "calculated": "It has no meter: its hours are calculated from other channels.",
    },
    {"json": "One JSON document.", "csv": "A CSV file.", "ndjson": "One JSON object per line."},
    {
        "measured": "Covered in full by readings.",
        "partial": "Covered in part.",
        "estimated": "Covered in full, in part by values that the utility estimated or by energy "
        "spread from longer intervals.",
        "corrected": "Covered in full, with corrected readings.",
        "late": "Covered in full, with readings that came late.",
        "coverage_unknown": "Has readings whose interval is unknown.",
        "missing": "No readings.",
        "upcoming": "In the future.",
        "withheld": "In part before the caller owned the device, so it isn't shown.",
    },
    {"keep": "The stored value stays.", "replace": "The file's value replaces it."},
    {
        "running": "Readings are being stored.",
        "done": "All readings are stored.",
        "failed": "It stopped; `problem` says why.",
        "undoing": "It is being undone.",
        "undo_blocked": "Newer corrections have to be undone first.",
        "undone": "It is undone.",
    },
    {"interval": "Energy of intervals.", "register": "Values of a register."},
    {
        "stream": "It was rejected when it was to be stored.",
        "http": "The HTTP intake rejected it, in its answer to the sender.",
    },
    {
        "current": "Everything is stored within seconds.",
        "behind": "Something has waited for 5 s or more.",
        "unknown": "No status of a balancer came lately, so nobody knows what waits.",
        "idle": "No device sent anything for a minute.",
    },
    {
        "hour": "Clock hours.",
        "day": "Days of the time zone.",
        "week": "Weeks from Monday on.",
        "month": "Calendar months.",
        "year": "Calendar years.",
    },
    {
        "auto": "The finest one with at most about 750 buckets.",
        "hour": "Clock hours.",
        "day": "Days of the time zone.",
        "week": "Weeks from Monday on.",
        "month": "Calendar months.",
        "year": "Calendar years.",
    },
    {
        "measured": "As the meter reported it, in time.",
        "estimated": "The utility estimated or substituted it, or the meter began anew within it.",
        "corrected": "Replaced by a later value.",
        "late": "Came late.",
        "length_unknown": "Its interval is unknown.",
        "ahead": "From the future, by a clock that is ahead: counts once its time has come.",
    },
    {
        "open": "Nobody has settled it.",
        "rejected_again": "A replay rejected it again.",
        "replayed": "A replay stored it.",
        "pending": "A replay found that it waits for its device to be registered.",
        "discarded": "An administrator discarded it.",
    },
    {"interval_start": "The start of the interval.", "interval_end": "The end of the interval."},
    {"dmy": "Day, month, year.", "mdy": "Month, day, year.", "ymd": "Year, month, day."},
    {
        "iso": "ISO 8601.",
        "dmy": "Day, month, year.",
        "mdy": "Month, day, year.",
        "ymd": "Year, month, day.",
    },
    {"point": "A decimal point.", "comma": "A decimal comma."},
    {"weekday": "Monday to Friday.", "weekend": "Saturday and Sunday."},
    {
        "mWh": "Milliwatt-hours.",
        "Wh": "Watt-hours.",
        "kWh": "Kilowatt-hours.",
        "MWh": "Megawatt-hours.",
        "W": "Mean power in watts.",
        "kW": "Mean power in kilowatts.",
        "m3": "Cubic metres.",
        "L": "Litres.",
        "ft3": "International cubic feet.",
        "CCF": "Hundreds of cubic feet.",
        "GJ": "Gigajoules.",
        "MJ": "Megajoules.",
    },
    {
        "fixed": "All intervals have the same length.",
        "day": "An interval is a day, or a number of days, of the file's time zone.",
        "month": "An interval is a month of the file's time zone.",
        "row": "Each row has the end or the length of its interval.",
        "between": "An interval lasts from one row's date to the next.",
    },
    {"electricity": "Electricity.", "gas": "Gas.", "water": "Water.", "heat": "Heat."},
    {
        "import": "From the grid.",
        "export": "To the grid.",
        "production": "Produced, such as by solar panels.",
    },
    {
        "household": "A household.",
        "heat-pump": "A heat pump.",
        "shop": "A shop with opening hours.",
        "ev-charger": "A charger of an electric car.",
    },
    {
        "1": "Every second.",
        "2": "Every 2 s.",
        "5": "Every 5 s.",
        "10": "Every 10 s.",
        "30": "Every 30 s.",
        "60": "Every minute.",
        "300": "Every 5 minutes.",
    },
    {"en": "English.", "ro": "Romanian."},
    {
        "rule": "The rule that matched.",
        "phrase": "The phrase that matched, and how well.",
        "subject": "What the question asks for.",
        "words_not_understood": "Words of the question that weren't understood.",
        "ai_answered": "The AI answered.",
        "ai_failed": "The AI failed.",
        "detail": "More about a failure.",
        "ai_rests": "The AI isn't asked for a while after repeated failures.",
        "client_spent": "The client has used up this hour's requests to the AI.",
        "platform_spent": "The platform has used up this hour's requests to the AI.",
        "left_out_empty": "A sentence was left out because nothing of it remained.",
        "left_out_address": "A sentence was left out because it held an address.",
        "left_out_label": "A sentence was left out because it was labelled general and wasn't.",
        "left_out_figure": "A sentence was left out because no data supports its figure.",
        "left_out_time": "A sentence was left out because no data supports its time.",
        "human_took_over": "A human took over.",
        "process_ended": "The process that was answering ended.",
        "data_away": "The client's consumption couldn't be read.",
        "nothing_fits": "No rule matches, and it isn't a known question about consumption.",
        "client_asked": "The client asked for a human.",
        "client_declined": "The client was offered a human and said no.",
        "emergency": "The message is about danger: smoke, fire, a smell of gas.",
        "failed_in_a_row": "Several questions in a row weren't answered.",
    },
    {
        "assistant": "The assistant answers next.",
        "waiting": "It waits for a human.",
        "human": "An administrator answers.",
        "closed": "It is closed.",
    },
    {
        "rule": "A rule.",
        "data": "The client's own data.",
        "ai": "The AI.",
        "fallback": "Data or a rule, in place of the AI, which wasn't there.",
        "handover": "It handed over to a human.",
        "interrupted": "A human took over, or the process ended, before the answer was whole.",
        "none": "Nothing answered.",
    },
    {
        "client": "The client.",
        "assistant": "The assistant: rules, data and AI.",
        "human": "An administrator.",
    },
    {"client": "Of the client.", "platform": "Of the platform."},
    {"answer": "Answer.", "handover": "Answer, and ask for a human."},
    {
        "off": "The platform has no AI.",
        "on": "The AI answers.",
        "resting": "The AI failed repeatedly and isn't asked for a while.",
    },
    {
        "waiting": "Those that wait for a human, longest first.",
        "mine": "Those that the caller has.",
        "all": "All, the last changed first.",
    },
    {
        "active": "May log in.",
        "suspended": "May not log in.",
        "deleted": "Was deleted.",
    },
    {"active": "May log in.", "suspended": "May not log in."},
    {
        "user": "A user who is logged in.",
        "operator": "The operator of the machine, on the command line.",
        "stranger": "Somebody who isn't logged in.",
    },
    {
        "done": "It was done.",
        "refused": "The platform refused it.",
        "failed": "The platform could not do it.",
    },
    ACTS,
)


VALUES: Final[dict[frozenset[str], Mapping[str, str]]] = {
    frozenset(each): each for each in _ENUMERATIONS
}


def described(values: Iterable[object]) -> Mapping[str, str] | None:
    """Return the meaning of each of these values; None if they are undocumented.

    Sort columns mean themselves, descending with a minus.
    """
    names = [str(each) for each in values]
    if all(
        each.removeprefix("-") in names and f"-{each.removeprefix('-')}" in names for each in names
    ):
        return {each: "descending" if each.startswith("-") else "ascending" for each in names}
    return VALUES.get(frozenset(names))
