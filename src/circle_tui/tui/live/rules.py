"""Ground rules over the right half of the screen; the clock stays to be seen and goes on."""

from textual.content import Content

from circle_tui.core import moves
from circle_tui.core.recurrence import say_day
from circle_tui.tonight.evening import Evening
from circle_tui.tui.sheet import Host, KeyHint, Sheet, hanging


class RulesSheet(Sheet):
    """The set in force with its version and date, and the limits card."""

    opened_by = "g"
    is_beside = True

    def __init__(self, host: Host, evening: Evening) -> None:
        super().__init__(host)
        self._evening = evening
        self._shows_limits = False
        version = evening.group.rules_in_force
        self.title = (
            f"Ground rules · version {version.number} of {say_day(version.on)} {version.on.year}"
            if version
            else "Ground rules"
        )

    def body(self) -> Content:
        """The rules, or the limits card."""
        if self._shows_limits:
            title, text = self._evening.scene.cards.get("limits", ("Limits of confidentiality", ""))
            return Content.assemble((title, "bold $secondary"), "\n", text)
        version = self._evening.group.rules_in_force
        if version is None or not version.rules:
            return Content(
                "No rules are agreed yet. The group screen, g in the lobby, begins with a starter set."
            )
        rules = enumerate(version.rules, 1)
        return Content("\n".join(hanging(f"{place:>2}  ", rule.text, self.wide) for place, rule in rules))

    def hints(self) -> tuple[KeyHint, ...]:
        """What can be done from here."""
        limits = ("m", "the rules" if self._shows_limits else "limits card")
        settled = self._evening.room.session.limits_read
        skip = (
            ()
            if settled is not None or self._evening.room.session.phase == "ended"
            else (("x", "limits card: not tonight"),)
        )
        return (limits, *skip, ("↑ ↓", "more"), ("esc", "back"))

    def press(self, key: str) -> bool:
        """Turn to the limits card, or note that it is not read tonight."""
        if key == "m":
            self._shows_limits = not self._shows_limits
            return True
        if key == "x":
            refusal = self._evening.room.do(moves.skip_limits)
            self.host.say(refusal.why if refusal else "The limits card is noted as not read tonight.")
            if refusal is None:
                self.host.close_sheet()
            return True
        return False
