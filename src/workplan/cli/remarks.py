"""What an answer says of the days it speaks of."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from ..answers.columns import View


def as_known(view: View, day: date) -> View:
    """Return an answer that says by which day what it tells was recorded."""
    payload = {**view.payload, "known_on": day.isoformat()}
    return view._replace(payload=payload, notes=(*view.notes, f"只按到 {day} 为止已登记的台账。"))


def far(today: date, years: Collection[int]) -> Iterator[str]:
    """Yield a line where the day is before all plans, or years from them: what was meant is mostly a day of a plan's own."""
    said, year = "、".join(map(str, sorted(years))), max(years)
    asked = f"要看计划期内的某一天，用 --as-of，如 --as-of {year}-11-30。"
    if today.year < min(years):
        yield f"这是 {said} 年的计划，现在是 {today}，计划年度还没有开始；{asked}"
    elif min(abs(today.year - year) for year in years) > 1:
        yield f"这是 {said} 年的计划，现在看的是 {today}；{asked}"
