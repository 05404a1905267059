"""What is done with people on the group screen: adding, naming, resting, leaving, forgetting."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Protocol

from circle_tui.core.errors import BadInput
from circle_tui.core.people import roster
from circle_tui.core.people.forgetting import Parting, Standing, says_after
from circle_tui.core.people.group import Group, Member, same_name, size_remark
from circle_tui.core.record.ledger import turns
from circle_tui.core.shelf import NotSavedError
from circle_tui.core.text import cut
from circle_tui.desk import Desk
from circle_tui.tui.group.parting import PartingSheet, WordsSheet
from circle_tui.tui.group.roster import RosterSheet
from circle_tui.tui.lobby.asking import Confirm, TextAnswer
from circle_tui.tui.lobby.picture import say_date
from circle_tui.tui.setup.moments import parse_day
from circle_tui.tui.sheet import Host, Sheet

Keep = Callable[[Callable[[], Group], str], bool]
"""Makes a change and says a sentence; gives back whether it was saved, and says why when it was not.

BadInput when the change cannot be made to the group as it stands by now.
"""


class KeepsGroup(Host, Protocol):
    """The screen on which a group is looked after."""

    @property
    def group(self) -> Group:
        """The group as it stands."""
        ...

    def rows_for_list(self) -> int:
        """How many lines of a list there is room for."""
        ...

    def open_over(self, sheet: Sheet) -> None:
        """Put a sheet on top of the one that is there, which comes back afterwards."""
        ...

    def close_all_sheets(self) -> None:
        """Take every sheet away."""
        ...

    def begin_anew(self) -> None:
        """Let go of what was being changed: the words it began from are others now."""
        ...


class People:
    """The people of one group, as they are changed on its screen."""

    def __init__(self, screen: KeepsGroup, desk: Desk, keep: Keep) -> None:
        self._screen = screen
        self._desk = desk
        self._keep = keep
        self._before: list[Member] = []
        """What was written down about somebody before each change, for as long as the roster is open."""
        self._have_come: frozenset[str] = frozenset()
        """Ids of all who were in an evening, as of when the roster was opened."""

    @property
    def group(self) -> Group:
        """The group as it stands."""
        return self._screen.group

    @property
    def today(self) -> date:
        """The day it is where the group meets."""
        return self._desk.today(self.group)

    def rows_for_list(self) -> int:
        """How many lines of a list there is room for."""
        return self._screen.rows_for_list()

    def is_new(self, member: Member) -> bool:
        """Whether somebody has not been in any evening yet, although there were some."""
        return bool(self._have_come) and member.id not in self._have_come

    def show(self) -> None:
        """Open the roster."""
        self._before.clear()
        past = turns(self._desk.shelf.records(self.group.id))
        self._have_come = frozenset(person for turn in past for person in turn.attended)
        self._screen.open_sheet(RosterSheet(self._screen, self))

    def _change(self, before: Member, change: Callable[[Group], Group]) -> None:
        """Change what is written down about somebody; BadInput when that cannot be."""
        if self._keep(lambda: self._desk.register.change(self.group, change), ""):
            self._before.append(before)

    def _turn(self, before: Member, change: Callable[[Group], Group]) -> None:
        """The same where nothing was typed: why it cannot be is said."""
        try:
            self._change(before, change)
        except BadInput as exc:
            self._screen.say(str(exc))

    def take_back(self) -> None:
        """Take back the last change on the roster; what another window changed meanwhile stays."""
        if not self._before:
            self._screen.say("Nothing was changed here since the roster was opened.")
            return
        before = self._before.pop()
        try:
            self._keep(
                lambda: self._desk.register.change(self.group, lambda now: roster.restored(now, before)),
                "Taken back.",
            )
        except BadInput as exc:
            self._screen.say(str(exc))

    # -- adding

    def add(self) -> None:
        """Add somebody; a closed group is asked first whether those in it have said yes."""
        if not self.group.is_closed:
            self._ask_who()
            return
        self._screen.open_sheet(self._have_they_said_yes(self._ask_who))

    def _have_they_said_yes(self, then: Callable[[], None]) -> Confirm:
        """The question before somebody comes into a closed group."""
        words = roster.words_on_joining(self.group, self._desk.library.rules)
        return Confirm(
            self._screen,
            title="Have those in the group said yes?",
            text=f"“{words}” This group is closed. In a session, d asks everyone, one after the other.",
            yes="they have",
            no="not yet",
            then=then,
        )

    def _ask_who(self) -> None:
        self._screen.open_sheet(
            TextAnswer(
                self._screen,
                title="Who joins the group?",
                text="The name they give themselves.",
                then=self._add,
            )
        )

    def _add(self, name: str) -> None:
        known = same_name(self.group, " ".join(name.split()))
        if known is not None and known.is_guest and known.left is None:
            self._join(lambda: self._desk.register.with_guest_joined(self.group, known.id), known.name)
            return
        if known is not None:
            raise BadInput(_why_not_added(known))
        self._join(lambda: self._desk.register.add_person(self.group, name, is_guest=False)[0], name)

    def _join(self, change: Callable[[], Group], name: str) -> None:
        if self._keep(change, ""):
            count = len(self.group.current_members(self.today))
            self._screen.say(f"{' '.join(name.split())[:40]} is in the group. {size_remark(count)}".strip())
        self._screen.close_all_sheets()

    # -- one line of the roster

    def rename(self, member: Member) -> None:
        """Ask for another name."""
        self._ask(
            "Another name",
            "As they want to be called here. The name before is kept nowhere.",
            initial=member.name,
            then=lambda text: self._change(member, lambda now: roster.renamed(now, member.id, text)),
        )

    def ask_pronouns(self, member: Member) -> None:
        """Ask for pronouns."""
        self._ask(
            "Pronouns, as they give them",
            "Only if they like. Shown here alone, behind this gate. Empty for none.",
            initial=member.pronouns,
            placeholder="they/them",
            then=lambda text: self._change(member, lambda now: roster.with_pronouns(now, member.id, text)),
        )

    def turn_joining_heard(self, member: Member) -> None:
        """Keep that they heard the joining card and said yes today, or take that back."""
        heard = self.today if member.consented_on is None else None
        self._turn(member, lambda now: roster.with_joining_heard(now, member.id, heard))

    def turn_rest(self, member: Member) -> None:
        """Ask until when somebody is not asked to lead, or end that."""
        if member.rests_until is not None and member.rests_until >= self.today:
            self._turn(member, lambda now: roster.with_rest(now, member.id, None))
            return
        self._ask(
            "Not asked to lead until when?",
            "No reason is kept. Up to and including that day.",
            placeholder="in 4 weeks",
            then=partial(self._rest, member),
        )

    def _rest(self, member: Member, text: str) -> None:
        until = parse_day(text.strip() or "in 4 weeks", self.today)
        if until < self.today:
            raise BadInput(f"{say_date(until)} is past: say a day that is still to come.")
        self._change(member, lambda now: roster.with_rest(now, member.id, until))

    def turn_last_day(self, member: Member) -> None:
        """Let today be somebody's last day, or let them stay; back into a closed group by all their yes."""
        last = self.today if member.left is None else None

        def turn() -> None:
            self._turn(member, lambda now: roster.with_last_day(now, member.id, last))

        if self.group.is_closed and roster.would_come_back(self.group, member.id, last, self.today):
            self._screen.open_over(self._have_they_said_yes(turn))
        else:
            turn()

    def _ask(
        self,
        title: str,
        text: str,
        *,
        then: Callable[[str], None],
        initial: str = "",
        placeholder: str = "",
    ) -> None:
        def take(answer: str) -> None:
            then(answer)
            self._screen.close_sheet()

        self._screen.open_over(
            TextAnswer(
                self._screen, title=title, text=text, placeholder=placeholder, initial=initial, then=take
            )
        )

    # -- forgetting

    def look_at_forgetting(self, member: Member) -> None:
        """Show what forgetting somebody changes."""
        try:
            parting = self._desk.register.parting(self.group, member)
        except (BadInput, NotSavedError) as exc:
            self._screen.say(str(exc))
            return
        self._screen.open_over(PartingSheet(self._screen, parting, partial(self._look_at_words, parting)))

    def _look_at_words(self, parting: Parting) -> None:
        ask = partial(self._ask_to_forget, parting)
        if not parting.words:
            ask(())
            return
        self._screen.open_over(WordsSheet(self._screen, parting, self._screen.rows_for_list(), ask))

    def _ask_to_forget(self, parting: Parting, taken_out: Sequence[Standing]) -> None:
        self._screen.open_over(
            Confirm(
                self._screen,
                title=f"Forget {cut(parting.member.name, 30)} for good?",
                text="This alone cannot be taken back.",
                yes="forget",
                no="keep",
                then=lambda: self._forget(parting, taken_out),
            )
        )

    def _forget(self, parting: Parting, taken_out: Sequence[Standing]) -> None:
        self._screen.close_all_sheets()
        try:
            is_done = self._keep(
                lambda: self._desk.register.forget(self.group, parting.member, taken_out), ""
            )
        except BadInput as exc:
            self._screen.say(str(exc))
            return
        if not is_done:
            return
        self._before.clear()
        self._screen.begin_anew()
        self._screen.say(says_after(self.group, parting))


def _why_not_added(known: Member) -> str:
    if known.left is not None:
        return f"{known.name} was in the group before: r, and x there, brings them back."
    return f"{known.name} is in the group already: add a letter, so that the two can be told apart."
