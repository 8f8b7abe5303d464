"""Reads dates that are relative to today, or to the one before. Pure."""

from kilowatch.support.questions.date_spans import (
    DAY,
    back,
    back_from,
    before_it,
    last_days,
    latest_weekday,
    same_a_year_before,
    unit_back,
    weekend_back,
)
from kilowatch.support.questions.date_text import DateText, Found


class RelativeDates(DateText):
    """Reads "last week", "two days ago", "Tuesday", "the week before"."""

    def _ago(self, at: int) -> Found | None:
        """Read "two weeks ago", "acum două săptămâni"."""
        begin = at
        if self._is_romanian:
            if self._word(at) != "acum":
                return None
            at += 1
        count = 1 if self._word(at) in {"a", "an"} else self._count(at)
        unit = self._known.units.get(self._word(at + 1))
        last = at + 1
        if not self._is_romanian:
            last += 1
            if self._word(last) != "ago":
                return None
        if count is None or unit is None:
            return None
        return self._make(back(unit, count, self._today), *range(begin, last + 1))

    def _several(self, at: int) -> Found | None:
        """Read "last 7 days", "ultimele 3 luni"; they end today."""
        if self._word(at) not in self._known.last:
            return None
        count = self._count(at + 1)
        # "ultimele 20 de zile"
        unit_at = at + 3 if self._is_romanian and self._word(at + 2) == "de" else at + 2
        unit = self._known.units.get(self._word(unit_at))
        if count is None or unit is None:
            return None
        return self._make(last_days(unit, count, self._today), *range(at, unit_at + 1))

    def _same(self, at: int) -> Found | None:
        """Read "the same week last year", after the week that is meant."""
        if self._word(at) not in {"same", "aceeasi", "acelasi"} or not self._found:
            return None
        unit = self._known.units.get(self._word(at + 1))
        before = self._unit(self._skip(at + 2))
        period = self._found[-1].period
        if before is None or before.period.name != "last_year" or unit != period.span:
            return None
        return self._make(same_a_year_before(period), *range(at, before.last + 1))

    def _beginning(self, at: int) -> Found | None:
        """Read "the beginning of the month", which "since" makes a period."""
        if self._word(at) not in {"beginning", "start", "inceputul"}:
            return None
        unit_at = at + 1
        while self._word(unit_at) in {"of", "the", "this"}:
            unit_at += 1
        unit = self._known.units.get(self._word(unit_at))
        if unit is None or unit == "day":
            return None
        return self._make(unit_back(unit, 0, self._today), *range(at, unit_at + 1))

    def _weekday(self, at: int) -> Found | None:
        """Read "Tuesday", "last Tuesday", "Tuesday last week"; it is over, if not of this week."""
        begin, qualified = at, False
        if self._word(at) in self._known.last | {"this"} and self._word(at + 1):
            at, qualified = at + 1, True
        weekday = self._known.weekdays.get(self._word(at))
        # "trei luni" are three months.
        if weekday is None or (at == begin and self._count(at - 1) is not None):
            return None
        after = at + 1
        week = self._unit(self._skip(after))
        if week is not None and week.period.name in {"this_week", "last_week"}:
            day = week.period.start + weekday * DAY
            return self._make(back_from(day, day + DAY, self._today), *range(begin, week.last + 1))
        if self._is_romanian and self._word(after) in self._known.last | self._known.this:
            after += 1
        if qualified and self._word(begin) == "this":
            day = self._today - (self._today.weekday() - weekday) * DAY
            return self._make(back_from(day, day + DAY, self._today), *range(begin, after))
        return self._make(latest_weekday(weekday, self._today), *range(begin, after))

    def _weekend(self, at: int) -> Found | None:
        """Read "last weekend", "weekendul trecut"."""
        known = self._known
        if self._word(at) in {"weekend", "weekendul"}:
            word, places = self._word(at + 1) if self._is_romanian else "", [at, at + 1]
        elif self._word(at + 1) == "weekend":
            word, places = self._word(at), [at, at + 1]
        else:
            return None
        if word not in known.last | known.this:
            return None
        return self._make(weekend_back(1 if word in known.last else 0, self._today), *places)

    def _unit(self, at: int) -> Found | None:
        """Read "last week", "luna trecută", "this quarter", "the week before last"."""
        known = self._known
        word, following = self._word(at), self._word(at + 1)
        if word in known.units and following == "before" and self._word(at + 2) == "last":
            return self._make(back(known.units[word], 2, self._today), at, at + 1, at + 2)
        if word in known.this | known.last and following in known.units:
            unit, qualifier = known.units[following], word
        elif self._is_romanian and word in known.units and following in known.this | known.last:
            unit, qualifier = known.units[word], following
        else:
            return None
        count = 1 if qualifier in known.last else 0
        return self._make(unit_back(unit, count, self._today), at, at + 1)

    def _day(self, at: int) -> Found | None:
        known = self._known
        if [self._word(at + n) for n in range(3)] == ["day", "before", "yesterday"]:
            return self._make(back("day", 2, self._today), at, at + 1, at + 2)
        if [self._word(at + n) for n in range(2)] == ["before", "yesterday"]:
            return self._make(back("day", 2, self._today), at, at + 1)
        distance = known.days.get(self._word(at))
        if distance is None:
            return None
        return self._make(back("day", -distance, self._today), at)

    def _short(self, at: int) -> Found | None:
        """Read "this year vs last", "yesterday … the day before": in terms of the one before."""
        if not self._found:
            return None
        period, known = self._found[-1].period, self._known
        if self._word(at) in known.last and self._word(at + 1) in {"", "one"}:
            return self._make(before_it(period, self._today), *range(at, len(self._words)))
        if known.units.get(self._word(at)) == period.span and self._word(at + 1) == "before":
            return self._make(before_it(period, self._today), at, at + 1)
        return None
