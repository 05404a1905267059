"""The evening that a format makes of minutes and people, to the second, or why it makes none.

Pure arithmetic and values. What a format says is in `formats`, how minutes are shared out in
`allocation`; what an evening does once it runs is `session`'s business.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from circle_tui.core.plan.agenda import Segment, Step
from circle_tui.core.plan.allocation import COMFORT_PERCENT, Part, Shares, fill
from circle_tui.core.plan.formats import Format, FormatSegment, as_segments
from circle_tui.core.plan.frame import (
    JOINING,
    FrameMinutes,
    check_in_segment,
    check_segments,
    closing_segments,
    frame_minutes,
    is_one_word,
    opening_segments,
)
from circle_tui.core.text import say_minutes

CHECK_WAITS = (
    "It is time to look at how we are working; tonight has no minutes for it, so it comes next time."
)
ROOM_FOR_UNSTICK, ROOM_FOR_TOPIC = 19, 8
"""Minutes of open floor from which on something can be suggested for it: the least a quick unstick takes,
and what a topic that somebody names in a breath wants."""
LONGEST_LOOK = 240
"""Minutes up to which a misfit looks for a length that would do."""
QUICK_UNSTICK = "quick-unstick"
"""Slug of the format that suits what is left of an evening."""
MOST_NAMED = 3
"""How many other formats a misfit names."""
FEW = 3
"""With so few, nobody only listens."""
MANY = 9
"""From so many on, not everyone can answer at length."""


class EveningPlan(Struct, frozen=True):
    """An agenda that fills the evening to the second."""

    segments: tuple[Segment, ...]
    cases: int
    """How many case segments there are."""
    remarks: tuple[str, ...] = ()
    """What the facilitator should know about it, in sentences."""


class Misfit(Struct, frozen=True):
    """Says that the format does not fit tonight."""

    sentence: str
    """A whole sentence: what does not fit, and what would."""
    minutes: int = 0
    """A length that the sentence names and that would do; 0 when it names none."""
    cases: int = 0
    """A number of cases that the sentence names and that would fit tonight; 0 when it names none."""


class _Asked(Struct, frozen=True):
    """What an evening is asked to be made of."""

    minutes: int
    people: int
    newcomers: int = 0
    """How many are here for the first time; any number costs the same two minutes."""
    is_review_due: bool = False
    cases: int | None = None
    """How many bring something; None lets the minutes decide."""
    check: int = 0
    """Minutes in which the group looks at how it works; 0 for an evening without."""
    times: tuple[int, ...] = ()
    """How often each part stands, where that is settled; else the minutes and `cases` say so."""


def plan_evening(
    chosen: Format,
    /,
    *,
    minutes: int,
    people: int,
    newcomers: int = 0,
    is_review_due: bool = False,
    cases: int | None = None,
    opening: tuple[Step, ...] = (),
    joining: Step = JOINING,
    check: Step | None = None,
    sessions_held: int = 0,
    others: Sequence[Format] = (),
) -> EveningPlan | Misfit:
    """Lay out the format for an evening of so many minutes and people.

    Every step starts at its minimum; all grow to their ideal in proportion, then to their maximum,
    in whole minutes by largest remainder. What is left is a buffer with a name, the open floor. If
    the minimums do not fit, the check-in becomes short, then optional steps go, then it is a misfit.
    With `cases`, exactly so many bring something if their minimums fit; else as many as leaves
    everything most of its ideal length. With `check`, whole minutes of it stand before the check-out and the
    others pay, unless that would cost a part of the evening: then it waits, and a remark says so.
    `sessions_held` decides which sentence the check-in has; `others` are formats that may be named when this
    one does not fit.
    """
    tonight = _Asked(minutes, people, newcomers, is_review_due, cases)
    fewest, most = chosen.people
    if people < fewest:
        return Misfit(
            f"{chosen.title} needs {_people(fewest)} and there {_are(people)}: "
            f"wait for more to come, or choose {_instead(chosen, tonight, others)}."
        )
    if people > most:
        return Misfit(
            f"{chosen.title} holds {_people(most)} and there {_are(people)}: "
            "make two circles, or choose a topic for all."
        )
    if cases is not None and not 1 <= cases <= chosen.most_cases(people):
        return _wrong_number(chosen, tonight, cases)
    draft = _fitting(chosen, tonight)
    if draft is None:
        return _why_not(chosen, tonight)
    checked = _with_check(draft, tonight, check) if check is not None else None
    waits = (CHECK_WAITS,) if check is not None and checked is None else ()
    draft = checked or draft
    core = _core_segments(chosen, draft.standing, draft.shares, people)
    laid_out = (
        *opening_segments(draft.given, opening, joining, people),
        check_in_segment(chosen.frame, draft.given.check_in, people, sessions_held),
        *core,
        *(check_segments(check) if check is not None and checked is not None else ()),
        *closing_segments(chosen.frame, draft.given, people),
    )
    segments = tuple(segment for segment in laid_out if segment.seconds)
    held = sum(segment.kind == "case" for segment in core)
    return EveningPlan(segments=segments, cases=held, remarks=(*_remarks(draft, people), *waits))


def plan_rest(chosen: Format, /, *, minutes: int, people: int) -> tuple[Segment, ...]:
    """What a format makes of so many minutes between check-in and check-out; empty when it does not fit."""
    fewest, most = chosen.people
    if not fewest <= people <= most:
        return ()
    for tried in (chosen, chosen.without_optional()):
        standing = tried.standing(people)
        shares = fill([item.part(people) for item in standing], minutes, in_hand=chosen.open_floor)
        if shares is not None:
            return _core_segments(chosen, standing, shares, people)
    return ()


class _Draft(Struct, frozen=True):
    """A format that fits: what of it stands, and the minutes of everything."""

    chosen: Format
    standing: tuple[FormatSegment, ...]
    given: FrameMinutes
    shares: Shares
    is_short: bool
    is_lean: bool


def _fitting(chosen: Format, tonight: _Asked) -> _Draft | None:
    tries = ((False, False), (True, False), (True, True))
    drafts = (_tried(chosen, tonight, is_short=is_short, is_lean=is_lean) for is_short, is_lean in tries)
    return next((draft for draft in drafts if draft is not None), None)


def _tried(chosen: Format, tonight: _Asked, *, is_short: bool, is_lean: bool) -> _Draft | None:
    """The format with a short check-in, or without what is optional; None when it does not fit so."""
    standing = (chosen.without_optional() if is_lean else chosen).standing(tonight.people)
    given = frame_minutes(
        chosen.frame,
        minutes=tonight.minutes,
        people=tonight.people,
        newcomers=tonight.newcomers,
        is_review_due=tonight.is_review_due,
        is_short=is_short,
        check=tonight.check,
    )
    shares = fill(_parts(standing, tonight), tonight.minutes - given.total, in_hand=chosen.open_floor)
    return None if shares is None else _Draft(chosen, standing, given, shares, is_short, is_lean)


def _with_check(draft: _Draft, tonight: _Asked, check: Step) -> _Draft | None:
    """The same evening with minutes for the check, every part as often as before; None without room."""
    asked = replace(tonight, check=-(-check.seconds // 60), times=draft.shares.times)
    return _tried(draft.chosen, asked, is_short=draft.is_short, is_lean=draft.is_lean)


def _parts(standing: tuple[FormatSegment, ...], tonight: _Asked) -> list[Part]:
    if tonight.times:
        return [item.part(tonight.people, count) for item, count in zip(standing, tonight.times, strict=True)]
    if tonight.cases is None:
        return [item.part(tonight.people) for item in standing]
    still = tonight.cases - sum(item.kind == "case" and not item.repeats for item in standing)
    return [item.part(tonight.people, still if item.kind == "case" else None) for item in standing]


def _core_segments(
    chosen: Format, standing: tuple[FormatSegment, ...], shares: Shares, people: int
) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    for segment, count, lengths in zip(standing, shares.times, shares.lengths, strict=True):
        steps = tuple(
            step.step(minutes, people)
            for step, minutes in zip(segment.steps, lengths, strict=True)
            if minutes
        )
        segments += as_segments(segment, _steadied(chosen, segment, steps), count)
    if chosen.same_time_for_all:
        segments = [replace(segment, has_extensions=False) for segment in segments]
    return (*segments, open_floor(shares.left)) if shares.left else tuple(segments)


def _steadied(chosen: Format, standing: FormatSegment, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps, the last one steadying if the format's own last one is: also when that was left out."""
    whole = next(item for item in chosen.segments if item.id == standing.id)
    if not steps or whole.steps[-1].prompt != "steady" or steps[-1].prompt == "steady":
        return steps
    return (*steps[:-1], replace(steps[-1], prompt="steady"))


def open_floor(minutes: int) -> Segment:
    """The buffer with a name: minutes in hand, which give first when the evening runs late."""
    step = Step(
        id="open-floor",
        title="Open floor",
        seconds=minutes * 60,
        says="Time for all of us: what still wants a place?",
        speaks="whoever wishes",
    )
    return Segment(id="open-floor", title="Open floor", kind="buffer", steps=(step,))


def _remarks(draft: _Draft, people: int) -> tuple[str, ...]:
    given, shares = draft.given, draft.shares
    remarks = []
    if given.joining:
        remarks.append(f"The opening has {say_minutes(given.joining)} more for those new here.")
    if given.review:
        remarks.append(f"The review of the ground rules takes {say_minutes(given.review)}.")
    if given.check:
        remarks.append(
            f"{say_minutes(given.check)} before check-out for how we are working, as every third time."
        )
    if draft.is_short:
        remarks.append("The check-in is short, so that the rest fits.")
    for minutes, title in ((given.check_in, "Check-in"), (given.check_out, "Check-out")):
        if is_one_word(minutes, people):
            remarks.append(f"{title} is one word each.")
    remarks += [item.remark for item in draft.standing if item.remark]
    remarks += _on_size(draft.standing, people)
    used = sum(sum(own) * count for own, count in zip(shares.lengths, shares.times, strict=True))
    if (used + shares.left) * 100 < shares.comfort * COMFORT_PERCENT:
        remarks.append(
            f"A little tight: {say_minutes(shares.comfort - used)} more would suit {draft.chosen.title}."
        )
    if shares.left:
        remarks.append(f"{say_minutes(shares.left)} in hand as open floor{_room_for(draft)}.")
    return tuple(remarks)


def _room_for(draft: _Draft) -> str:
    """What a long open floor has room for, so that nobody has to wonder."""
    has_cases = "consultation" in draft.chosen.modes and draft.chosen.slug != QUICK_UNSTICK
    if has_cases and draft.shares.left >= ROOM_FOR_UNSTICK:
        return ": room for a quick unstick, with d and then 5"
    if draft.shares.left >= ROOM_FOR_TOPIC:
        return ": room for something that somebody names in a breath"
    return ""


def _on_size(standing: tuple[FormatSegment, ...], people: int) -> tuple[str, ...]:
    """What a small or a large group changes about a case."""
    steps = [step for segment in standing if segment.kind == "case" for step in segment.steps]
    if steps and people <= FEW:
        return ("So few of you: nobody only listens, and a round may go twice.",)
    if steps and people >= MANY and not any(step.each for step in steps):
        return ("With so many, four or five may answer, and everyone else adds a sentence.",)
    return ()


def _wrong_number(chosen: Format, tonight: _Asked, cases: int) -> Misfit:
    """Why not so many can bring something, however long the evening."""
    most = chosen.most_cases(tonight.people)
    if not most:
        return Misfit(
            f"{chosen.title} has no cases to count with {_people(tonight.people)}: "
            "leave their number open, or choose another format."
        )
    opening = f"{chosen.title} has room for {most} with {_people(tonight.people)}, not for {cases}"
    if fits := _most_that_fit(chosen, tonight, most):
        return Misfit(f"{opening}: tonight {fits} can.", cases=fits)
    return Misfit(f"{opening}, and {say_minutes(tonight.minutes)} are too short for one.")


def _why_not(chosen: Format, tonight: _Asked) -> Misfit:
    """Why it does not fit into the minutes, and what would."""
    opening = (
        f"{chosen.title} does not fit into {say_minutes(tonight.minutes)} with {_people(tonight.people)}"
    )
    needed = next(
        (
            length
            for length in range(tonight.minutes + 1, LONGEST_LOOK + 1)
            if _fitting(chosen, replace(tonight, minutes=length))
        ),
        0,
    )
    if (wanted := tonight.cases or 0) > 1:
        opening = f"{opening} when {wanted} bring something"
        if fits := _most_that_fit(chosen, tonight, wanted - 1):
            instead = f"it takes {say_minutes(needed)}" if needed else "choose a shorter format"
            return Misfit(f"{opening}: {fits} can, or {instead}.", needed, fits)
    if not needed:
        return Misfit(f"{opening}: choose a shorter format, or work in threes.")
    if tonight.is_review_due and _fitting(chosen, replace(tonight, is_review_due=False)):
        return Misfit(
            f"{opening}: it fits without the review of the ground rules, or into {say_minutes(needed)}.",
            needed,
        )
    return Misfit(f"{opening}: it takes {say_minutes(needed)}, or a shorter format.", needed)


def _most_that_fit(chosen: Format, tonight: _Asked, most: int) -> int:
    """How many can bring something tonight, up to `most`; 0 when not even one can."""
    counts = range(most, 0, -1)
    return next((count for count in counts if _fitting(chosen, replace(tonight, cases=count))), 0)


def _instead(chosen: Format, tonight: _Asked, others: Sequence[Format]) -> str:
    """Up to three formats of the same kind of evening that would fit; in general words without any."""
    asked = replace(tonight, cases=None)
    fitting = [
        other.title
        for other in others
        if other.slug != chosen.slug
        and set(other.modes) & set(chosen.modes)
        and other.people[0] <= tonight.people <= other.people[1]
        and _fitting(other, asked)
    ]
    return " or ".join(_parted(fitting[:MOST_NAMED])) if fitting else "another format"


def _parted(titles: Sequence[str]) -> tuple[str, ...]:
    """All but the last in one, so that they can be said in a row with one “or”."""
    return (", ".join(titles[:-1]), titles[-1]) if len(titles) > 1 else tuple(titles)


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def _are(count: int) -> str:
    return f"is {count}" if count == 1 else f"are {count}"
