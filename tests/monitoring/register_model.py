"""A reference model of registers: the rules of docs/energy.md, one after the other.

Plain and slow, without SQL: `test_register_model` compares `fold_registers` with it.
"""

from dataclasses import dataclass
from typing import NamedTuple

KWH = 1_000_000_000
LARGEST_STEP_UWH = 1_000_000 * KWH
SMALLEST_CAPACITY_UWH = 1_000 * KWH
BELIEVABLE_TIMES_THE_PACE = 4
LOOK_AHEAD = 3
KEEPS_WAITING = ("spike", "glitch", "waiting")
"""States in which a register does not count: the next one is compared with the one before."""


@dataclass(frozen=True)
class Register:
    """A counter's value at a moment, in seconds; the new meter's first value after a swap."""

    at: int
    uwh: int
    new_meter_uwh: int | None = None


class Judged(NamedTuple):
    """The state of a register; its interval has energy if that is known."""

    state: str
    since: int | None = None
    energy_uwh: int | None = None
    estimated: bool = False


@dataclass(frozen=True)
class Pace:
    """Energy over a time; either may be unknown."""

    energy_uwh: int | None
    took_s: int | None


def judge(series: list[Register]) -> list[Judged]:
    """Judge a whole series in order of time."""
    judged: list[Judged] = []
    base: Register | None = None
    pace = Pace(None, None)
    while len(judged) < len(series):
        here = series[len(judged)]
        if base is None:
            found = [Judged("first")]
        else:
            ahead = series[len(judged) + 1 : len(judged) + 1 + LOOK_AHEAD]
            found = judge_one(base, pace, here, ahead)
        judged += found
        if found[0].state not in KEEPS_WAITING:
            energy, since = found[0].energy_uwh, found[0].since
            pace = Pace(energy, None if since is None else here.at - since)
            base = Register(here.at, _goes_on_from(here))
    return judged


def _goes_on_from(register: Register) -> int:
    return register.uwh if register.new_meter_uwh is None else register.new_meter_uwh


def judge_one(base: Register, pace: Pace, here: Register, ahead: list[Register]) -> list[Judged]:
    """Judge a register by the one before that counts and those ahead; several in a long glitch."""
    rise = here.uwh - base.uwh
    if here.new_meter_uwh is not None:
        return [_with_energy("swap", base, rise)] if rise >= 0 else [Judged("swap")]
    if rise >= 0:
        if is_spike(base, here, ahead):
            return [Judged("spike")]
        if rise > LARGEST_STEP_UWH:
            return [Judged("absurd")]
        return [_with_energy("counted", base, rise)]
    state, length = judge_fall(base, here, ahead)
    if state != "fallen":
        return [Judged(state)] * length
    return [judge_new_beginning(base, pace, here, ahead)]


def _with_energy(state: str, base: Register, energy_uwh: int, *, estimated: bool = False) -> Judged:
    return Judged(state, base.at, energy_uwh, estimated)


def is_spike(base: Register, here: Register, ahead: list[Register]) -> bool:
    """Return true if a value stands out alone, since the counter is back below it at once.

    A single low value in between is skipped. A value that is back below, after which the
    counter rises to this one again, is itself the wrong one.
    """
    for place, back in enumerate(ahead[:2]):
        if back.uwh >= base.uwh:
            after = ahead[place + 1] if place + 1 < len(ahead) else None
            comes_up_again = (
                back.new_meter_uwh is None and after is not None and after.uwh >= here.uwh
            )
            return back.uwh < here.uwh and not comes_up_again
        if back.new_meter_uwh is not None:
            return False
    return False


def judge_fall(base: Register, here: Register, ahead: list[Register]) -> tuple[str, int]:
    """Judge a value below the one before: a glitch of so many values, fallen, or too early."""
    low = [here]
    for each in ahead:
        if each.uwh >= base.uwh:
            # The counter recovers: by a step that the low values explain, or one they don't?
            step = Pace(each.uwh - low[-1].uwh, each.at - low[-1].at)
            low_pace = Pace(low[-1].uwh - here.uwh, low[-1].at - here.at)
            if len(low) > 1 and is_believable(step, low_pace):
                return "fallen", 1
            return "glitch", len(low)
        if each.uwh < low[-1].uwh:
            # It falls once more: a single low value was wrong, several were a new beginning.
            return ("glitch" if len(low) == 1 else "fallen"), 1
        if each.new_meter_uwh is not None:
            return "fallen", 1
        low.append(each)
    goes_on = low[-1].uwh > here.uwh
    return ("fallen" if goes_on or len(low) == 1 + LOOK_AHEAD else "waiting"), 1


def judge_new_beginning(
    base: Register, pace: Pace, here: Register, ahead: list[Register]
) -> Judged:
    """Judge a counter that continues from a low value: it wrapped, or was reset."""
    took_s = here.at - base.at
    following = Pace(ahead[0].uwh - here.uwh, ahead[0].at - here.at) if ahead else Pace(None, None)

    def believable(energy_uwh: int) -> bool:
        step = Pace(energy_uwh, took_s)
        return is_believable(step, pace) or is_believable(step, following)

    capacity = max(SMALLEST_CAPACITY_UWH, 10 ** len(str(base.uwh)))
    wrapped = capacity - base.uwh + here.uwh
    if 10 * base.uwh >= 9 * capacity and believable(wrapped):
        return _with_energy("rollover", base, wrapped)
    if here.uwh > 0 and believable(here.uwh):
        return _with_energy("reset", base, here.uwh, estimated=True)
    return Judged("reset")


def is_believable(step: Pace, like: Pace) -> bool:
    """Return true if a step is at most four times the pace of another interval, as far as known."""
    if step.energy_uwh is None or step.took_s is None:
        return False
    if like.energy_uwh is None or like.took_s is None:
        return False
    return (
        step.energy_uwh * like.took_s <= BELIEVABLE_TIMES_THE_PACE * like.energy_uwh * step.took_s
    )
