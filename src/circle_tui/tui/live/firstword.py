"""The self-chosen first word: one sentence to all, ten quiet seconds, then the floor is open.

It asks nothing of anybody, and nothing about who they are; whoever takes the word has chosen to.
"""

from collections.abc import Callable
from textwrap import wrap

from textual.content import Content

from circle_tui.core.clock.stillness import Silence
from circle_tui.core.happening import seating
from circle_tui.core.people.floor import FIRST_WORD
from circle_tui.core.people.group import Member
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.people import keyed_tonight, tiles
from circle_tui.tui.sheet import KeyHint, Sheet
from circle_tui.tui.stage import StageScreen

OWN_KEYS = "how"
"""Keys of the floor's sheets that are nobody's."""
WIDEST = 30
QUIET, IS_OPEN = "We are quiet.", "The floor is open."
IS_NEXT = "Whoever would like to goes first; then the round goes on."
"""Where somebody has the floor already: it is not open, and still anybody may come first."""


class FirstWordSheet(Sheet):
    """The sentence, the quiet after it, and who may take the word."""

    title = "First word"
    is_beside = True

    def __init__(
        self,
        host: StageScreen,
        evening: Evening,
        beneath: Sheet,
        silence: Silence,
        take: Callable[[str], None],
    ) -> None:
        super().__init__(host)
        self._screen = host
        self._evening = evening
        self._beneath = beneath
        self._silence = silence
        self._take = take

    @property
    def is_timed(self) -> bool:
        """Whether it is quiet, or has only just been."""
        return not self._silence.is_left(self._evening.room.now())

    def body(self) -> Content:
        """The sentence to all, then a line that fills slowly, then that the floor is open."""
        sentence = "\n".join(wrap(FIRST_WORD, self.wide))
        people = tiles(self._people(), wide=self.wide)
        return Content.assemble((sentence, "bold"), "\n\n", self._quiet(), "\n\n", people)

    def _quiet(self) -> Content:
        now = self._evening.room.now()
        if self._silence.is_over(now):
            running = seating.running_round(self._evening.room.session)
            has_floor = running is not None and running.holder is not None
            return Content("\n".join(wrap(IS_NEXT, self.wide)) if has_floor else IS_OPEN)
        if self._screen.circle.settings.reduced_motion:
            return Content(QUIET)
        wide = min(WIDEST, self.wide)
        full = self._silence.filled(now, wide)
        return Content.assemble(("━" * full, "$quiet"), ("─" * (wide - full), "$line"))

    def hints(self) -> tuple[KeyHint, ...]:
        """Taking it and leaving it weigh the same."""
        return (("their key", "takes it"), ("esc", "nobody, we go on"))

    def press(self, key: str) -> bool:
        """Note who takes the word, for the order alone."""
        member = self._people().get(key)
        if member is None:
            return False
        self._take(member.id)
        return True

    def leave(self) -> None:
        """Back to the floor; it is open."""
        self.host.open_sheet(self._beneath)

    def _people(self) -> dict[str, Member]:
        """Everyone who can still have the word: in a round, those who have not been asked."""
        session = self._evening.room.session
        running = seating.running_round(session)
        wanted = seating.taking_part(session) if seating.is_round(session) else session.here
        if running is not None and running.holder is not None:
            wanted = running.waiting
        people = (member for member in self._evening.people_here() if member.id in wanted)
        return keyed_tonight(self._evening, people, without=OWN_KEYS)
