"""Reads dates of the calendar: days, months and years. Pure."""

from kilowatch.support.questions.date_spans import back_from, day_of_month, days, month_of, year_of
from kilowatch.support.questions.date_text import Found
from kilowatch.support.questions.relative_dates import RelativeDates


class CalendarDates(RelativeDates):
    """Reads "3 November", "December last year", "2026-11-20"."""

    def _numeric(self, at: int) -> Found | None:
        """Read 2026-11-20, 2026-11, 20.11.2026; 3/11/2026 has two meanings in English."""
        parts = [self._word(at + n) for n in range(3)]
        if not all(each.isdecimal() for each in parts[:2]) or not parts[0]:
            return None
        if len(parts[0]) == 4 and len(parts[1]) == 2:
            year, month = int(parts[0]), int(parts[1])
            if parts[2].isdecimal():
                return self._make(days(year, month, int(parts[2]), self._today), at, at + 1, at + 2)
            return self._make(month_of(year, month, self._today), at, at + 1)
        if len(parts[2]) != 4 or not parts[2].isdecimal():
            return None
        first, second, year = (int(each) for each in parts)
        if self._is_romanian or first > 12:
            return self._make(days(year, second, first, self._today), at, at + 1, at + 2)
        if second > 12:
            return self._make(days(year, first, second, self._today), at, at + 1, at + 2)
        return None

    def _year_at(self, at: int) -> tuple[int | None, int]:
        """Return the year from there, as a number or "last year", and the place after it."""
        at_year = self._skip(at)
        word = self._word(at_year)
        if word.isdecimal() and len(word) == 4:
            return int(word), at_year + 1
        unit = self._unit(at_year)
        if unit is not None and unit.period.name in {"this_year", "last_year"}:
            return unit.period.start.year, unit.last + 1
        return None, at

    def _range_of_month(self, at: int) -> Found | None:
        """Read "1 to 15 November"."""
        first = self._number(at, 31)
        second_at = at + 1
        while self._word(second_at) in self._known.until:
            second_at += 1
        second = self._number(second_at, 31)
        month_at = self._skip(second_at + 1)
        month = self._known.months.get(self._word(month_at))
        if first is None or second is None or month is None or first >= second:
            return None
        year, after = self._year_at(month_at + 1)
        start = day_of_month(first, month, year, self._today)
        end = day_of_month(second, month, start.start.year if start else year, self._today)
        if start is None or end is None:
            return None
        return Found(back_from(start.start, end.end, self._today), frozenset(range(at, after)))

    def _day_of_month(self, at: int) -> Found | None:
        """Read "3 November", "November 3rd 2025", "the 3rd of November"."""
        day, month_at = self._number(at, 31), self._skip(at + 1)
        month = self._known.months.get(self._word(month_at))
        last = month_at
        if day is None or month is None:
            month, last = self._known.months.get(self._word(at)), self._skip(at + 1)
            day = self._number(last, 31)
        if day is None or month is None:
            return None
        year, after = self._year_at(last + 1)
        return self._make(day_of_month(day, month, year, self._today), *range(at, after))

    def _month(self, at: int) -> Found | None:
        """Read "November", "November 2025", "last November", "December last year"."""
        begin = at
        before_year: int | None = None
        if self._word(at) in self._known.last | self._known.this or (
            self._word(at) in self._known.units and self._is_romanian
        ):
            unit = self._unit(at)
            if unit is not None and unit.period.name in {"this_year", "last_year"}:
                before_year, at = unit.period.start.year, self._skip(unit.last + 1)
            elif self._word(at + 1) in self._known.months:
                at += 1
        month = self._known.months.get(self._word(at))
        is_of_a_day = self._number(begin - 1, 31) or self._number(at + 1, 31)
        if month is None or is_of_a_day:
            return None
        year, after = self._year_at(at + 1)
        year = year or before_year
        cued = at > begin or year is not None or self._word(at - 1) in self._known.month_cues
        if self._word(at) in self._known.uncertain_months and not cued:
            return None
        while self._word(after) in self._known.last | self._known.this and self._is_romanian:
            after += 1
        return self._make(month_of(year, month, self._today), *range(begin, after))

    def _year(self, at: int) -> Found | None:
        """Read "2025", also "anul 2025"."""
        begin = at
        if self._word(at) in {"anul", "year"}:
            at += 1
        word, before = self._word(at), self._word(at - 1)
        if not (word.isdecimal() and len(word) == 4 and word[:2] == "20"):
            return None
        if before.isdecimal() or before in self._known.months:
            return None  # of a date that isn't understood
        return self._make(year_of(int(word), self._today), *range(begin, at + 1))

    def _bare_day(self, at: int) -> Found | None:
        """Read "the 3rd" and "pe 3": the latest one."""
        cued = self._word(at - 1) == ("pe" if self._is_romanian else "the")
        if not cued or not (self._is_romanian or self._is_ordinal(at)):
            return None
        day = self._number(at, 31)
        return self._make(day_of_month(day, None, None, self._today) if day else None, at)
