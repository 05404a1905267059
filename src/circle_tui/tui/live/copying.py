"""Copying what may be shared. Shows what it is first, says truthfully what became of it."""

from collections.abc import Callable

from textual.content import Content

from circle_tui.core.happening import moves
from circle_tui.export.hat import pack
from circle_tui.tonight.evening import Evening
from circle_tui.tonight.rooms import rooms_text
from circle_tui.tonight.sharing import agenda_text, rules_text, summary_text
from circle_tui.tui.sheet import KeyHint, Question, Sheet, choice
from circle_tui.tui.stage import StageScreen


class CopySheet(Sheet):
    """One key for each thing that may be copied."""

    title = "Copy for the chat"
    opened_by = "y"

    def __init__(self, host: StageScreen, evening: Evening) -> None:
        super().__init__(host)
        self._screen = host
        self._evening = evening
        self._preview = ""

    def _choices(self) -> dict[str, tuple[str, Callable[[], str]]]:
        evening = self._evening
        choices: dict[str, tuple[str, Callable[[], str]]] = {
            "a": ("tonight's agenda", lambda: agenda_text(evening))
        }
        if rooms_text(evening.room):
            choices["r"] = ("the plan for the breakout rooms", lambda: rooms_text(evening.room))
        if evening.picture().prompt:
            choices["p"] = ("the prompt beside the clock", lambda: evening.picture().prompt)
        if evening.group.rules_in_force is not None:
            choices["g"] = ("the ground rules", lambda: rules_text(evening))
        choices["s"] = ("the summary of the evening", lambda: summary_text(evening))
        if evening.memory.parked:
            choices["k"] = ("what is kept for elsewhere", lambda: "\n".join(evening.memory.parked))
        choices["h"] = ("the hat: somebody else goes on from here · for one member", lambda: _hat(evening))
        if evening.memory.meeting_link:
            choices["m"] = ("the meeting link · for one member", lambda: evening.memory.meeting_link)
        return choices

    def body(self) -> Content:
        """What can be copied; after copying, the text itself, to select by hand."""
        if self._preview:
            return Content(self._preview)
        return Content("\n").join(
            choice(key, name, self.wide, key_cells=3) for key, (name, _) in self._choices().items()
        )

    def hints(self) -> tuple[KeyHint, ...]:
        """A letter copies."""
        return (("esc", "back"),) if self._preview else (("a letter", "copies"), ("esc", "back"))

    def press(self, key: str) -> bool:
        """Copy what this letter stands for."""
        if self._preview or key not in self._choices():
            return False
        text = self._choices()[key][1]()
        self.host.say("Copying …")
        self._screen.circle.copy(text, self.host.say)
        if key == "m":
            self.host.close_sheet()
            return True
        if key == "h":
            self.host.open_sheet(HatQuestion(self._screen, self._evening))
            return True
        self._preview = text
        return True


def _hat(evening: Evening) -> str:
    return pack(evening.room.entries, evening.group)


class HatQuestion(Question):
    """Asks whether somebody else has taken the hat; only then does this copy stop."""

    def __init__(self, host: StageScreen, evening: Evening) -> None:
        super().__init__(
            host,
            title="The hat is copied, for one member",
            text=(
                "Send it to them alone: names are in it. They copy it, open circle, and paste it there.\n\n"
                "Once it runs there, this copy only looks on, so that there is one evening and not two. "
                "It comes back the same way: y and h there or, once it is closed there, o and y."
            ),
            yes="it runs there",
            no="not yet",
        )
        self._evening = evening

    def confirmed(self) -> None:
        """Look on from now."""
        refusal = self._evening.room.do(moves.pass_hat)
        self.host.say(refusal.why if refusal else "The hat is passed. This copy looks on; u takes it back.")
