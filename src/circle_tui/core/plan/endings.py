"""Endings short enough for what is left: three are offered when the evening runs out, and one is chosen."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from circle_tui.core.happening.events.clock import AgendaChanged, StepBegan
from circle_tui.core.happening.moves import NOT_BEGUN
from circle_tui.core.happening.refusal import Outcome, Refusal
from circle_tui.core.happening.session import Session, StepKey
from circle_tui.core.plan.agenda import Segment, Step

MOST_OFFERED = 3
WARNING_SECONDS = 8 * 60
"""Seconds before the end at which endings are offered, so that a choice is still possible."""


class Ending(Struct, frozen=True, forbid_unknown_fields=True):
    """A way to close an evening together."""

    slug: str
    title: str
    says: str
    """The one sentence on screen while it runs."""
    each: int = 0
    """Seconds a person; 0 for an ending that is not a round."""
    minutes: int = 1
    """The fewest minutes it needs, however few people there are."""
    speaks: str = "everyone in turn, passing is fine"

    def needs(self, people: int) -> int:
        """Seconds it takes with so many people."""
        return max(self.minutes * 60, self.each * people)


def endings_that_fit(endings: Iterable[Ending], seconds_left: int, people: int) -> tuple[Ending, ...]:
    """At most three that fit into what is left, the roomiest first; none when nothing fits."""
    fitting = [ending for ending in endings if ending.needs(people) <= seconds_left]
    return tuple(sorted(fitting, key=lambda ending: -ending.needs(people))[:MOST_OFFERED])


def ending_segment(ending: Ending, seconds: int, people: int) -> Segment:
    """The ending as the last line of the agenda, taking so many seconds; protected, as endings are."""
    step = Step(
        id=ending.slug,
        title=ending.title,
        seconds=seconds,
        minimum=min(seconds, ending.needs(people)),
        says=ending.says,
        speaks=ending.speaks,
    )
    return Segment(id="ending", title=ending.title, kind="ending", steps=(step,), is_protected=True)


def choose_ending(session: Session, now: datetime, ending: Segment) -> Outcome:
    """Finish here: what runs is left, `ending` begins, and only the last words of the plan follow it.

    Whatever had begun stays, with the time it took, also when one has gone back from it.
    """
    if session.position is None or session.current_segment is None:
        return NOT_BEGUN
    place = session.segments.index(session.current_segment)
    if session.has_segment(ending.id):
        return Refusal("An ending is on the agenda already. u takes it back.")
    last_words = tuple(segment for segment in session.segments[place + 1 :] if segment.kind == "admin")
    before = tuple(segment for segment in session.segments if segment not in last_words)
    ran = _as_far_as_it_ran(session, before)
    return (
        AgendaChanged((*ran, ending, *last_words), why="ending"),
        StepBegan(ending.id, ending.steps[0].id),
    )


def _as_far_as_it_ran(session: Session, segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The segments that have begun, without the steps that never did."""
    ran: list[Segment] = []
    for segment in segments:
        steps = tuple(step for step in segment.steps if session.boxes[StepKey(segment.id, step.id)].has_begun)
        if steps:
            ran.append(replace(segment, steps=steps))
    return tuple(ran)
