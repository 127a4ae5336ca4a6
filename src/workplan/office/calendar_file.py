"""Calendars (.ics) that Outlook, phones and WPS open: one all-day event each."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from ..answers.columns import Calendar, Event
from .limits import installed

if TYPE_CHECKING:
    import icalendar


def to_ics(calendar: Calendar) -> bytes:
    """Return a calendar as RFC 5545 has it; the same events are the same bytes. Raises ``Unavailable``."""
    with installed("写日历"):
        import icalendar
    made = icalendar.Calendar()
    made.add("prodid", "-//workplan//workplan//ZH")
    made.add("version", "2.0")
    made.add("x-wr-calname", calendar.name)
    for event in calendar.events:
        made.add_component(_event(icalendar.Event(), event))
    content: bytes = made.to_ical()
    return content


def _event(made: icalendar.Event, event: Event) -> icalendar.Event:
    values = {
        "uid": event.uid,
        "dtstamp": datetime.combine(event.stamp, time(), UTC),
        "dtstart": event.day,
        "dtend": event.day + timedelta(1),
        "sequence": event.sequence,
        "summary": event.title,
        "description": event.words,
        "transp": "TRANSPARENT",
        "status": "CANCELLED" if event.cancelled else "CONFIRMED",
    }
    for name, value in values.items():
        made.add(name, value)
    return made
