"""Away for a while: stepped out or dropped out, and back again. Says no reason, counts nothing aloud."""

from textual.content import Content

from circle_tui.core.clock import timekeeping, timing
from circle_tui.core.happening.events.presence import AwayWhy
from circle_tui.core.people.group import Member
from circle_tui.core.shown.asks import called_back
from circle_tui.core.text import cut
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.people import ChooseSheet, keyed_tonight
from circle_tui.tui.live.roll import mark
from circle_tui.tui.sheet import KeyHint, Sheet
from circle_tui.tui.stage import StageScreen

OWN_KEYS = "aos"
"""Keys of this sheet that are nobody's."""


class AwaySheet(Sheet):
    """Who is away now, and who comes back."""

    title = "Away for a while"
    opened_by = "a"

    def __init__(self, host: StageScreen, evening: Evening) -> None:
        super().__init__(host)
        self._screen = host
        self._evening = evening

    def _away(self) -> dict[str, Member]:
        return keyed_tonight(self._evening, self._evening.people_away(), without=OWN_KEYS)

    def body(self) -> Content:
        """Those who are away and would come back by their key."""
        away = self._away()
        if not away:
            return Content.styled("Nobody is away.", "$quiet")
        return Content("\n").join(
            Content.assemble(
                (key, "bold $primary"), f"  {cut(member.name, 30)} ", (self._how(member), "$quiet")
            )
            for key, member in away.items()
        )

    def _how(self, member: Member) -> str:
        session = self._evening.room.session
        if member.id in called_back(session):
            return "stepped out · that part is over: call them back"
        return session.away[member.id]

    def hints(self) -> tuple[KeyHint, ...]:
        """Out, or back."""
        back = (("their key", "is back again"),) if self._away() else ()
        return (("s", "somebody steps out"), ("o", "somebody dropped out"), *back, ("esc", "done"))

    def press(self, key: str) -> bool:
        """Ask who, or welcome somebody back."""
        if key in ("s", "o"):
            self._ask_who("stepped out" if key == "s" else "dropped out")
            return True
        member = self._away().get(key)
        if member is None:
            return False
        self.host.close_sheet()
        mark(self._screen, self._evening, member)
        return True

    def _ask_who(self, why: AwayWhy) -> None:
        title = "Who steps out?" if why == "stepped out" else "Who dropped out?"

        def choose(member: Member) -> None:
            room = self._evening.room
            has_closed = timing.door(room.session, room.now())[0] in ("ajar", "closed")
            refusal = room.do(timekeeping.step_away, member.id, why)
            said = f"{cut(member.name, 30)} {why}. a brings them back; their place is kept."
            if why == "dropped out" and has_closed:
                said = f"{cut(member.name, 30)} {why}. A locked meeting keeps them out; a brings them back."
            self.host.say(refusal.why if refusal else said)

        self.host.open_sheet(ChooseSheet(self._screen, self._evening, title=title, choose=choose))
