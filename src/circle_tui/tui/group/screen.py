"""The group: when it meets, how it ends, what it agreed. Names only behind a gate."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from circle_tui.core.agreements.packs import Pack
from circle_tui.core.errors import BadInput
from circle_tui.core.people import roster
from circle_tui.core.people.group import Group
from circle_tui.core.people.policies import RotationPolicy, sentence
from circle_tui.core.plan.modes import MODE_WORDS
from circle_tui.core.record.ledger import decisions
from circle_tui.core.shelf import NotSavedError
from circle_tui.desk import Desk
from circle_tui.tui.commands import GROUP, Command
from circle_tui.tui.group import drawing, leading
from circle_tui.tui.group.about import AboutSheet, AgreedSheet
from circle_tui.tui.group.decided import DecidedSheet
from circle_tui.tui.group.draft import RulesDraft
from circle_tui.tui.group.editor import EditorSheet
from circle_tui.tui.group.meeting import MeetingSheet
from circle_tui.tui.group.people import People
from circle_tui.tui.group.rota import RotaSheet
from circle_tui.tui.group.wording import Wording
from circle_tui.tui.lobby.asking import Confirm, DecidedOrSlip, TextAnswer
from circle_tui.tui.lobby.fit import fit_window
from circle_tui.tui.stage import StageScreen
from circle_tui.tui.topics.packs import PacksSheet

GATE = "Not sharing this screen? Press r again to see who is in the group."
ROTA_GATE = "Not sharing this screen? Press t again to see who would be asked next."
DECIDED_GATE = "Not sharing this screen? Press d again: what was decided may name somebody who is not here."
AGREED_GATE = "Not sharing this screen? Press y again to see who said yes to which rules."


HAS_IT_DECIDED = "Has the group decided this?"
KEPT_WITH_ITS_DAY = "A yes stands with today's date among what you decided; d shows it."
IS_CLOSED = "Closed: somebody new joins once those in the group have said yes."
IS_OPEN = "Open: somebody new can join without asking everyone first."


class GroupScreen(StageScreen):
    """Shows what a group decided about itself, and changes it."""

    CSS_PATH = ["../stage.tcss", "group.tcss"]
    commands: ClassVar[tuple[Command, ...]] = GROUP
    long_part: ClassVar[str] = "group-body"

    def __init__(self, desk: Desk, group: Group) -> None:
        super().__init__()
        self.desk = desk
        self._group = group
        self._draft: RulesDraft | None = None
        self._version = len(group.rules) - 1
        self._people = People(self, desk, self._kept)
        self._leading: tuple[Group | None, Content] = (None, Content(""))
        """What is said about leading, and the group it was said of."""

    @property
    def group(self) -> Group:
        """The group as it stands."""
        return self._group

    def compose_stage(self) -> ComposeResult:
        """One calm column."""
        yield Static("", id="group-head")
        with VerticalScroll(id="group-body", can_focus=False):
            yield Static("", id="group-meets")
            yield Static("", id="group-leading")
            yield Static("", id="group-about")
            yield Static("", id="group-closing")
            yield Static("", id="group-rules")

    # -- drawing

    def redraw(self) -> None:
        """Draw what changed, and the key bar."""
        wide, high = self.window.width, self.window.height
        fit_window(self, wide, high)
        self.put("group-head", drawing.head(self._group, MODE_WORDS[self._group.mode], wide - 4))
        self.put("group-meets", drawing.meets(self._group))
        if self._leading[0] is not self._group:
            self._leading = (self._group, leading.leading_lines(self.desk, self._group))
        self.put("group-leading", self._leading[1])
        self.put("group-about", drawing.about(self._group))
        self.put("group-closing", drawing.closing_line(self._group))
        room = max(20, min(92, wide - 10))
        is_changing = self._draft is not None and self._draft.is_changed
        self.put("group-rules", drawing.rules(self._group, self._version, room, is_changing=is_changing))
        super().redraw()

    def why_not(self, command: Command) -> str:
        """Which versions there are to look at."""
        if command.id == "older" and self._version <= 0:
            return "This is the first version."
        if command.id == "newer" and self._version >= len(self._group.rules) - 1:
            return "This is the newest version."
        return ""

    def rows_for_list(self) -> int:
        """How many lines of a list there is room for in a sheet, beside its title and its keys."""
        return max(3, self.window.height * 17 // 20 - 13)

    # -- keeping

    def _kept(self, change: Callable[[], Group], sentence: str = "") -> bool:
        """Whether a change was saved; BadInput when it cannot be made to the group as it stands by now."""
        try:
            self._group = change()
        except NotSavedError as exc:
            self.say(str(exc))
            return False
        except BadInput:
            self._group = self.desk.register.now(self._group)  # what was refused may rest on an older copy
            raise
        if sentence:
            self.say(sentence)
        return True

    def _settled(self, change: Callable[[], Group], sentence: str = "") -> bool:
        """The same where nothing was typed: why it cannot be made is said."""
        try:
            return self._kept(change, sentence)
        except BadInput as exc:
            self.say(str(exc))
            return False

    # -- people

    def do_add_person(self) -> None:
        """Add somebody."""
        self._people.add()

    def do_roster(self) -> None:
        """Who is in the group; asks first whether the screen is shared."""
        if self.is_past_gate("roster", GATE):
            self._people.show()

    def do_closed(self) -> None:
        """Close the group for new members, or open it."""
        is_closed = not self._group.is_closed
        says = IS_CLOSED if is_closed else IS_OPEN
        self.ask_the_group(
            lambda: self.desk.register.settle(
                self._group, lambda now: roster.closed(now, is_closed=is_closed), says, about="joining"
            ),
            says,
            said=says,
        )

    def begin_anew(self) -> None:
        """Let go of rules that were being changed, and look at the newest version."""
        self._draft = None
        self._version = len(self._group.rules) - 1

    # -- leading

    def do_policy(self) -> None:
        """How leading goes round."""
        leading.open_policy(self)

    def keep_rotation(self, policy: RotationPolicy) -> None:
        """Keep what the group decided about leading."""
        self._settled(
            lambda: self.desk.register.settle(
                self._group, lambda now: replace(now, rotation=policy), sentence(policy), about="rotation"
            ),
            f"{sentence(policy)} From today on.",
        )
        self.close_all_sheets()

    def do_rota(self) -> None:
        """The next evenings; asks first whether the screen is shared."""
        if self.is_past_gate("rota", ROTA_GATE):
            self.open_sheet(RotaSheet(self))

    def copy_out(self, text: str) -> None:
        """Copy a text, and say what became of it."""
        self.circle.copy(text, self.say)

    # -- ground rules

    def do_edit_rules(self) -> None:
        """Change the ground rules, or go on with changing them."""
        if self._draft is None:
            version = self._group.rules_in_force
            self._draft = RulesDraft(version.rules if version else ())
        library = self.desk.library.adopting(self._group.packs)
        wording = Wording(self, self._draft, self.desk.register.own_rule, library)
        self.open_sheet(EditorSheet(self, wording))

    def write_version(self) -> None:
        """Ask whether these rules hold from today."""
        draft, version = self._draft, self._group.rules_in_force
        if draft is None or not draft.rules:
            return
        number = version.number if version else 0
        title = f"New version {number + 1}, from today?"
        text = f"Has the group decided this? Version {number} stays readable."
        if not draft.is_changed:
            title, text = f"Version {number} again, from today?", "Nothing is changed: only the date is new."
        elif version is not None and not draft.has_new_words:
            title = f"Version {number}, with what it looks after?"
            text = "No word is changed, so the number and the date stay."
        elif version is None:
            text = "Has the group decided this? It is its first."
        self.open_over(Confirm(self, title=title, text=text, yes="save it", then=self._write))

    def _write(self) -> None:
        draft = self._draft
        if draft is not None and self._settled(
            lambda: self.desk.register.write_rules(self._group, draft.rules)
        ):
            self._draft = None
            number = self._group.rules[-1].number
            is_noted = draft.is_changed and not draft.has_new_words
            self.say(f"Noted with version {number}." if is_noted else f"Version {number} holds from today.")
        self._version = len(self._group.rules) - 1
        self.close_all_sheets()

    def do_agreed(self) -> None:
        """Who said yes to which rules; asks first whether the screen is shared."""
        if self.is_past_gate("agreed", AGREED_GATE):
            self.open_sheet(AgreedSheet(self))

    def do_older(self) -> None:
        """The version before."""
        self._version -= 1

    def do_newer(self) -> None:
        """The version after."""
        self._version += 1

    # -- other keys

    def do_decided(self) -> None:
        """What the group decided; while an evening is open, whose screen counts as shared, it asks first."""
        is_open = any(item.group == self._group.id for item in self.desk.left_open())
        if is_open and not self.is_past_gate("decided", DECIDED_GATE):
            return
        made = decisions(self.desk.past(self._group))
        self.open_sheet(DecidedSheet(self, self._group, made, self.desk.today(self._group)))

    def do_about(self) -> None:
        """What the group is for, what it is not, and whom one can turn to."""
        self.open_sheet(AboutSheet(self))

    def do_meeting(self) -> None:
        """When the group meets, what it is called, and what its evenings are for."""
        self.open_sheet(MeetingSheet(self))

    def keep_about(self, change: Callable[[], Group], sentence: str = "") -> None:
        """Keep a changed group; BadInput when the change cannot be made."""
        self._kept(change, sentence)

    def ask_the_group(
        self,
        change: Callable[[], Group],
        says: str,
        *,
        then: Callable[[], None] | None = None,
        said: str = "",
        yes: str = "we decided",
        mended: Callable[[], Group] | None = None,
    ) -> None:
        """Ask whether the group has decided what others live with; a yes keeps it, says so, and goes on.

        `mended` makes the same change where it only mends a slip, which nobody has to decide.
        """

        def keep(made: Callable[[], Group]) -> None:
            if self._settled(made, said) and then is not None:
                then()

        text, decided = f"{says}\n\n{KEPT_WITH_ITS_DAY}", partial(keep, change)
        self.open_over(
            Confirm(self, title=HAS_IT_DECIDED, text=text, yes=yes, then=decided)
            if mended is None
            else DecidedOrSlip(
                self, title=HAS_IT_DECIDED, text=text, yes=yes, then=decided, mend=partial(keep, mended)
            )
        )

    def do_packs(self) -> None:
        """Packs of rules and prompts that the group can adopt."""
        packs = tuple(self.desk.library.packs.values())
        self.open_sheet(PacksSheet(self, packs, self._turn_pack))

    def _turn_pack(self, pack: Pack) -> None:
        is_given_back = pack.slug in self._group.packs
        says = f"{pack.title} is adopted: its prompts are offered, and its rules can be chosen."
        if is_given_back:
            says = f"{pack.title} is given back; rules that were agreed stay."

        def turned(now: Group) -> Group:
            others = tuple(slug for slug in now.packs if slug != pack.slug)
            return replace(now, packs=others if is_given_back else (*others, pack.slug))

        self.ask_the_group(
            lambda: self.desk.register.settle(self._group, turned, says, about=f"pack:{pack.slug}"),
            says,
            said=says,
            yes="all consent" if not is_given_back else "we decided",
        )

    def do_closing_line(self) -> None:
        """The group's own words to end with."""
        self.open_sheet(
            TextAnswer(
                self,
                title="Words to end with",
                text="Read together at the very end. Empty for none of your own.",
                initial=self._group.closing_line,
                then=self._take_closing_line,
            )
        )

    def _take_closing_line(self, words: str) -> None:
        self._kept(lambda: self.desk.register.with_closing_line(self._group, words))
        self.close_sheet()

    def do_back(self) -> None:
        """Back to the lobby; asks when rules were changed and not written."""
        if self._draft is None or not self._draft.is_changed:
            self._leave()
            return
        self.open_sheet(
            Confirm(
                self,
                title="Leave without the new version?",
                text="The changed rules are not saved yet: g, and w there, saves them.",
                yes="leave",
                no="stay",
                then=self._leave,
            )
        )

    def _leave(self) -> None:
        self.circle.pop_screen()

    def do_up(self) -> None:
        """A line up."""
        self.part("group-body", VerticalScroll).scroll_up(animate=False)

    def do_down(self) -> None:
        """A line down."""
        self.part("group-body", VerticalScroll).scroll_down(animate=False)
