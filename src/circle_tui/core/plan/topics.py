"""Topics: the card of a themed evening, the walk its lens takes, and the plan that comes of them.

Values and pure arithmetic. Reading the files is `content.load`'s business; what the group does with a topic
while the evening runs is in `lens`.
"""

import re
from collections.abc import Sequence
from unicodedata import normalize

from msgspec import Struct, field
from msgspec.structs import replace

from circle_tui.core.plan.agenda import Segment, Step, Way
from circle_tui.core.plan.formats import Credit

FRAMING, LENS = "framing", "lens"
"""Segments of a format that a topic fills: where its question is put, and where its lens stands."""
WHY_LIMIT = 400
"""Characters of why a topic now; more is not read before an evening."""
IN_THE_OPENING = 30
"""Seconds for the takeaways in the opening, where its other steps can give so many."""
AT_LEAST_IN_THE_OPENING = 15
SHOWN_FROM = "takeaways"
"""Id of the step of the opening that shows them."""

TOUCHED, NOT_YET = "touched", "not yet"

Takeaways = tuple[str, str, str]


class WalkStep(Struct, frozen=True, forbid_unknown_fields=True):
    """One step of a walk: a heading and the one sentence on screen."""

    title: str
    says: str
    speaks: str = ""
    share: int = 1
    """How much of the time it gets beside the others: 2 is twice as much as 1."""


class Walk(Struct, frozen=True, forbid_unknown_fields=True):
    """A lens as steps, each with a clock: the two columns, a walk through a dilemma."""

    slug: str
    title: str
    summary: str
    """One line that helps to choose it."""
    steps: tuple[WalkStep, ...]
    has_headings: bool = field(name="headings", default=False)
    """Whether all its headings stand on screen the whole time."""
    credits: tuple[Credit, ...] = ()


class Topic(Struct, frozen=True, forbid_unknown_fields=True):
    """A topic card: a question, why now, three takeaways, prompts, a lens."""

    slug: str
    question: str
    why_now: str
    takeaways: Takeaways
    """What we hope to take away: three, no more and no fewer."""
    prompts: tuple[str, ...]
    lens: str
    """Slug of the walk that the lens takes."""
    credits: tuple[Credit, ...] = ()


def say_mark(*, is_touched: bool) -> str:
    """The group's mark on a takeaway, by glyph and word, always equally wide."""
    return f"✓ {TOUCHED} " if is_touched else f"· {NOT_YET} "


def with_topic(segments: Sequence[Segment], topic: Topic, walk: Walk | None) -> tuple[Segment, ...]:
    """The plan of an evening about a topic; every segment keeps its minutes.

    The opening and the framing show the question and what we hope to take away, the open talk has the
    prompts of the card to ask for, the lens goes through the steps of the walk, and the check-out shows the
    takeaways again.
    """
    return tuple(_about(segment, topic, walk) for segment in segments)


def _about(segment: Segment, topic: Topic, walk: Walk | None) -> Segment:
    if segment.kind == "opening":
        return _with_takeaways(segment)
    if segment.id == FRAMING:
        first, *others = segment.steps
        return replace(segment, steps=(replace(first, card="takeaways"), *others))
    if segment.id == LENS and walk is not None:
        steps = walk_steps(walk, segment.seconds, minimum=segment.minimum)
        return replace(segment, title=walk.title, steps=steps, lens=walk.slug)
    if segment.kind == "check-out" and not segment.steps[0].card:
        return replace(segment, steps=(replace(segment.steps[0], card="takeaways"), *segment.steps[1:]))
    return replace(segment, steps=tuple(_with_prompts(step, topic) for step in segment.steps))


def _with_prompts(step: Step, topic: Topic) -> Step:
    return replace(step, nudges=topic.prompts) if step.prompt == "group" else step


def _with_takeaways(opening: Segment) -> Segment:
    """The opening with a step of its own for the takeaways; the others give what they can spare."""
    spare = [max(0, step.seconds - step.minimum) for step in opening.steps]
    seconds = min(IN_THE_OPENING, sum(spare))
    if seconds < AT_LEAST_IN_THE_OPENING or any(step.id == SHOWN_FROM for step in opening.steps):
        return opening
    steps = [
        replace(step, seconds=step.seconds - given)
        for step, given in zip(opening.steps, _in_proportion(seconds, spare), strict=True)
    ]
    shown = Step(
        id=SHOWN_FROM,
        title="Tonight's question",
        seconds=seconds,
        minimum=AT_LEAST_IN_THE_OPENING,
        says="The question of tonight, and three things we hope to take away.",
        speaks="the facilitator",
        card="takeaways",
    )
    return replace(opening, steps=(*steps, shown))


def walk_steps(
    walk: Walk, seconds: int, *, minimum: int = 0, besides: Sequence[str] = (), since: int = 0
) -> tuple[Step, ...]:
    """The steps of a walk from `since` on, sharing so many seconds; `besides` are ids that are taken."""
    walked = walk.steps[since:]
    ways = tuple(Way(step.title) for step in walk.steps) if walk.has_headings else ()
    return tuple(
        Step(
            id=_free_id(walk, since + place, besides),
            title=step.title,
            seconds=share,
            minimum=share * minimum // seconds if seconds else 0,
            says=step.says,
            speaks=step.speaks,
            ways=ways,
        )
        for place, (step, share) in enumerate(
            zip(walked, shared(seconds, [step.share for step in walked]), strict=True)
        )
    )


def step_id(walk: Walk, place: int) -> str:
    """What a step of a walk is called in the log, counted from 0."""
    return f"{walk.slug}-{place + 1}"


def place_in_walk(slug: str, step: str) -> int:
    """Which step of a walk a step of the log is, counted from 1; 0 for one of another walk."""
    number = step.removeprefix(f"{slug}-").split("-")[0] if step.startswith(f"{slug}-") else ""
    return int(number) if number.isdecimal() else 0


def _free_id(walk: Walk, place: int, taken: Sequence[str]) -> str:
    wanted, count = step_id(walk, place), 1
    while wanted in taken:
        count += 1
        wanted = f"{step_id(walk, place)}-{count}"
    return wanted


def shared(seconds: int, shares: Sequence[int]) -> tuple[int, ...]:
    """So many seconds in parts as large as their shares say: in whole minutes where there are enough.

    Everybody gets one minute at least (or a quarter, or a second), the rest goes by share and largest
    remainder; what is less than a minute goes to the first. The sum is exact.
    """
    unit = next((unit for unit in (60, 15) if seconds // unit >= len(shares)), 1)
    units, rest = divmod(seconds, unit)
    least = 1 if units >= len(shares) else 0
    given = [least + more for more in _in_proportion(units - least * len(shares), shares)]
    return tuple(part * unit + (rest if place == 0 else 0) for place, part in enumerate(given))


def _in_proportion(amount: int, shares: Sequence[int]) -> list[int]:
    """A whole amount in whole parts, by largest remainder; the earlier one first where they are equal."""
    whole = sum(shares)
    parts = [amount * share // whole for share in shares]
    order = sorted(range(len(shares)), key=lambda place: (-(amount * shares[place] % whole), place))
    for place in order[: amount - sum(parts)]:
        parts[place] += 1
    return parts


# -- cards of one's own, and the invitation


NO_FILE_NAMES = frozenset({"con", "prn", "aux", "nul"})
"""Names that some systems keep for themselves."""
LONGEST_SLUG = 36
"""Characters, so that a number still fits behind it."""


def slug_of(question: str) -> str:
    """A slug for a card, from the words of its question; safe as the name of a file."""
    plain = normalize("NFKD", question.casefold()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:LONGEST_SLUG]
        if len(longer) > LONGEST_SLUG:
            break
        slug = longer
    return f"topic-{slug}".rstrip("-") if not slug or slug in NO_FILE_NAMES else slug


def invitation(topic: Topic, *, group: str, when: str, minutes: int) -> str:
    """What can be sent to everyone before the evening; `when` names the time zone. Names nobody."""
    return "\n".join(
        (
            group,
            f"{when}, {minutes} minutes",
            "",
            topic.question,
            topic.why_now,
            "",
            "What we hope to take away:",
            *(f"· {takeaway}" for takeaway in topic.takeaways),
        )
    )
