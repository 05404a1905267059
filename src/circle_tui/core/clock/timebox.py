"""The clock of one step: what was planned, what was added, what is spent.

Stores anchors, never counters: every answer is a function of the box and an instant.
"""

from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

ZERO = timedelta(0)


class Timebox(Struct, frozen=True):
    """How much of a step's time is gone, and since when its clock runs."""

    planned: timedelta
    added: timedelta = ZERO
    """Given to it (or, negative, taken from it) since the evening was planned."""
    spent_before: timedelta = ZERO
    """Spent in earlier stretches, before the one that runs now."""
    since: datetime | None = None
    """Start of the stretch that runs now; None while it does not run."""
    has_begun: bool = False

    @property
    def length(self) -> timedelta:
        """What it may take altogether; never below zero."""
        return max(ZERO, self.planned + self.added)


def run(box: Timebox, at: datetime) -> Timebox:
    """Give back the box with its clock running from `at`; unchanged if it runs already."""
    if box.since is not None:
        return box
    return replace(box, since=at, has_begun=True)


def stop(box: Timebox, at: datetime) -> Timebox:
    """Give back the box with its clock stopped at `at`; unchanged if it stands already."""
    if box.since is None:
        return box
    return replace(box, spent_before=spent(box, at), since=None)


def add(box: Timebox, span: timedelta) -> Timebox:
    """Give back the box with `span` added; a negative span takes away."""
    return replace(box, added=box.added + span)


def shift(box: Timebox, span: timedelta) -> Timebox:
    """Give back the box with `span` more spent (or less, when negative)."""
    return replace(box, spent_before=box.spent_before + span)


def plan(box: Timebox, length: timedelta) -> Timebox:
    """Give back the box planned for another length; what was spent, given and taken stays."""
    return replace(box, planned=length)


def aim(box: Timebox, until: datetime, at: datetime, shortest: timedelta) -> Timebox:
    """Give back the box planned so that it runs out at `until`, but lasts no less than `shortest` in all.

    Minutes added to it (or taken from it) count on top of that.
    """
    return replace(box, planned=max(shortest, spent(box, at) + until - at))


def spent(box: Timebox, now: datetime) -> timedelta:
    """Time spent until `now`. A clock set back never makes it shrink below the earlier stretches."""
    if box.since is None:
        return box.spent_before
    return box.spent_before + max(ZERO, now - box.since)


def left(box: Timebox, now: datetime) -> timedelta:
    """Time left at `now`; negative when it is over. Always planned + added - spent."""
    return box.planned + box.added - spent(box, now)
