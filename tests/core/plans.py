"""Plans of evenings for tests: made from the formats that come with Circle, and read part by part."""

from msgspec.structs import replace

from circle_tui.content.load import Library
from circle_tui.core.plan.agenda import Segment
from circle_tui.core.plan.formats import Format, FormatSegment, FormatStep
from circle_tui.core.plan.planning import EveningPlan, plan_evening

LIBRARY = Library()
FORMATS = tuple(LIBRARY.formats.values())
FRAME = {"opening", "ground-rules", "check-in", "check-out", "next-time"}


def plan_of(
    slug: str,
    minutes: int,
    people: int,
    *,
    newcomers: int = 0,
    review: bool = False,
    cases: int | None = None,
) -> EveningPlan:
    plan = plan_evening(
        LIBRARY.formats[slug],
        minutes=minutes,
        people=people,
        newcomers=newcomers,
        is_review_due=review,
        cases=cases,
        opening=LIBRARY.opening,
        joining=LIBRARY.joining,
    )
    assert isinstance(plan, EveningPlan), plan
    return plan


def minutes_of(plan: EveningPlan) -> list[tuple[str, int]]:
    return [(segment.title, segment.seconds // 60) for segment in plan.segments]


def core_of(plan: EveningPlan) -> list[Segment]:
    return [segment for segment in plan.segments if segment.id not in FRAME and segment.kind != "buffer"]


def buffer_of(plan: EveningPlan) -> int:
    return sum(segment.seconds for segment in plan.segments if segment.kind == "buffer") // 60


def segment_of(plan: EveningPlan, name: str) -> Segment:
    return next(segment for segment in plan.segments if segment.id == name)


def tiny(*steps: FormatStep, **changes: object) -> Format:
    plain = Format(
        slug="tiny",
        title="Tiny",
        summary="For a test.",
        modes=("topic",),
        people=(2, 12),
        segments=(FormatSegment(id="talk", title="Talk", kind="talk", steps=steps),),
    )
    return replace(plain, **changes)
