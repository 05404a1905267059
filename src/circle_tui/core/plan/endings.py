"""Endings short enough for what is left: three are offered when the evening runs out."""

from collections.abc import Iterable

from msgspec import Struct

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
