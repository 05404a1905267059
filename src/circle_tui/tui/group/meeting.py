"""When a group meets, what it is called and what its evenings are for: a digit changes one of them."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from msgspec.structs import replace
from textual.content import Content

from circle_tui.core.clock.recurrence import describe, say_every
from circle_tui.core.people.group import Group
from circle_tui.core.plan.modes import MODE_WORDS, STARTER_FORMATS, Mode
from circle_tui.core.text import clean, cut, pad
from circle_tui.desk import Desk
from circle_tui.tui.lobby.asking import TextAnswer
from circle_tui.tui.lobby.picture import say_date
from circle_tui.tui.setup.form import ASKS, MODES_TO_MEET_IN, Asked, SetupForm
from circle_tui.tui.sheet import Host, KeyHint, Sheet

ROWS: tuple[tuple[Asked, str], ...] = (
    ("name", "Group"),
    ("every", "Every"),
    ("first", "Counted from"),
    ("at", "At"),
    ("minutes", "Minutes"),
    ("zone", "Time zone"),
    ("mode", "Evenings are"),
    ("venue", "Where"),
)
LABEL_CELLS = 14
SAYS: dict[Asked, str] = {
    "first": "One of the days you meet, such as next thursday; all others are counted from it.",
    "minutes": "How long an evening lasts, such as 75.",
    "venue": "In a few words, such as video call, or in person.",
}
"""What is asked otherwise than in set-up."""
FROM_THE_NEXT = "That holds from the next evening."
SETS_FOR_IT = f"{FROM_THE_NEXT} g, then s: ground rules for such evenings."


class KeepsMeeting(Host, Protocol):
    """The screen that keeps a changed group."""

    desk: Desk

    @property
    def group(self) -> Group:
        """The group as it stands."""
        ...

    def open_over(self, sheet: Sheet) -> None:
        """Put a sheet on top of the one that is there."""
        ...

    def keep_about(self, change: Callable[[], Group], sentence: str = "") -> None:
        """Keep a changed group, and say so; BadInput when the change cannot be made."""
        ...

    def ask_the_group(
        self,
        change: Callable[[], Group],
        says: str,
        *,
        then: Callable[[], None],
        said: str = "",
        mended: Callable[[], Group] | None = None,
    ) -> None:
        """Ask whether the group has decided something, or a slip is mended; then keep it, and go on."""
        ...


def changed(desk: Desk, group: Group, asked: Asked, text: str) -> Group:
    """The group with one answer of set-up given anew, not saved yet; BadInput when it cannot be used."""
    form = _form_of(desk, group)
    form.type(asked, text)
    if asked == "every":
        form.type("first", "")
    form.check(asked)
    recurrence = replace(form.recurrence(), skipped=group.recurrence.skipped)
    return replace(group, name=form.name, recurrence=recurrence, venue=clean(form.value("venue")))


def with_kind(desk: Desk, group: Group, mode: Mode) -> Group:
    """The group with evenings of another kind, in its usual format where that suits them; not saved yet."""
    suits = any(item.slug == group.format for item in desk.preparation.formats(mode))
    return replace(group, mode=mode, format=group.format if suits else STARTER_FORMATS[mode])


def _form_of(desk: Desk, group: Group) -> SetupForm:
    """Set-up as it would have been filled in for the group as it stands."""
    meets = group.recurrence
    others = [other.name for other in desk.groups() if other.id != group.id]
    form = SetupForm(today=desk.today(group), zone=meets.zone, taken=others)
    for asked, text in _said(group).items():
        form.type(asked, text)
    return form


def _said(group: Group) -> dict[Asked, str]:
    meets = group.recurrence
    return {
        "name": group.name,
        "every": say_every(meets.rule),
        "first": meets.first.isoformat(),
        "at": f"{meets.at:%H:%M}",
        "minutes": str(meets.minutes),
        "zone": meets.zone,
        "venue": group.venue,
    }


class MeetingSheet(Sheet):
    """What set-up asked, a digit each; a change holds from the next evening."""

    title = "When we meet"
    opened_by = "e"

    def __init__(self, host: KeepsMeeting) -> None:
        super().__init__(host)
        self._keeper = host

    def body(self) -> Content:
        """Each with its digit, and what it says now."""
        group = self._keeper.group
        said = {**_said(group), "first": say_date(group.recurrence.first), "mode": MODE_WORDS[group.mode]}
        room = max(8, self.wide - LABEL_CELLS - 3)
        lines = [
            Content.assemble(
                (f"{place}  ", "bold $primary"), (pad(label, LABEL_CELLS), "$quiet"), cut(said[asked], room)
            )
            for place, (asked, label) in enumerate(ROWS, 1)
        ]
        return Content("\n").join(lines)

    def hints(self) -> tuple[KeyHint, ...]:
        """Its own keys."""
        return ((f"1–{len(ROWS)}", "change it"), ("esc", "back"))

    def press(self, key: str) -> bool:
        """Ask for one of them anew."""
        if not key.isdecimal() or not 1 <= int(key) <= len(ROWS):
            return False
        asked, label = ROWS[int(key) - 1]
        if asked == "mode":
            self._keeper.open_over(KindSheet(self._keeper))
            return True
        self._keeper.open_over(
            TextAnswer(
                self._keeper,
                title=label,
                text=SAYS.get(asked, ASKS[asked].hint),
                initial=_said(self._keeper.group)[asked],
                then=partial(self._take, asked),
            )
        )
        return True

    def _take(self, asked: Asked, text: str) -> None:
        """Keep a new name; anything else is for the group to decide."""
        desk, group = self._keeper.desk, self._keeper.group
        anew = changed(desk, group, asked, text) if text.strip() else group
        if anew == group:
            self._keeper.close_sheet()
            return
        if asked == "name":
            self._keeper.keep_about(
                lambda: desk.register.change(group, lambda now: changed(desk, now, asked, text))
            )
            self._keeper.close_sheet()
            return
        says = f"We meet {describe(anew.recurrence)}."
        if asked == "venue":
            says = f"Where we meet: {anew.venue}."
        about = "venue" if asked == "venue" else "meeting"
        _ask(self._keeper, lambda now: changed(desk, now, asked, text), says, about)


class KindSheet(Sheet):
    """What the group usually meets for, a digit each."""

    title = "Evenings are"

    def __init__(self, host: KeepsMeeting) -> None:
        super().__init__(host)
        self._keeper = host

    def body(self) -> Content:
        """The kinds there are."""
        return Content("\n").join(
            Content.assemble((f"{place}  ", "bold $primary"), MODE_WORDS[mode])
            for place, mode in enumerate(MODES_TO_MEET_IN, 1)
        )

    def hints(self) -> tuple[KeyHint, ...]:
        """Its own keys."""
        return ((f"1–{len(MODES_TO_MEET_IN)}", "choose"), ("esc", "back"))

    def press(self, key: str) -> bool:
        """Choose one."""
        if not key.isdecimal() or not 1 <= int(key) <= len(MODES_TO_MEET_IN):
            return False
        desk, group, mode = self._keeper.desk, self._keeper.group, MODES_TO_MEET_IN[int(key) - 1]
        if mode == group.mode:
            self._keeper.close_sheet()
            return True
        says = f"Our evenings: {MODE_WORDS[mode]}."
        _ask(self._keeper, lambda now: with_kind(desk, now, mode), says, "kind of evening", said=SETS_FOR_IT)
        return True


def _ask(
    keeper: KeepsMeeting,
    change: Callable[[Group], Group],
    says: str,
    about: str,
    *,
    said: str = FROM_THE_NEXT,
) -> None:
    """Ask whether the group decided it, or whether it only was a slip in set-up."""
    register, group = keeper.desk.register, keeper.group
    keeper.ask_the_group(
        lambda: register.settle(group, change, says, about=about),
        says,
        then=keeper.close_sheet,
        said=said,
        mended=lambda: register.change(group, change),
    )
