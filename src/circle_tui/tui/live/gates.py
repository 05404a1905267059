"""Gates: a question for everyone that one key answers. No needs no comment, and neither is noted anywhere.

What a yes is a yes to is done by the same key: the others' answers begin, or the minutes are given.
"""

from collections.abc import Sequence

from circle_tui.core.agreements.protocols import Protocol, StepAnswer
from circle_tui.core.clock import timekeeping
from circle_tui.core.happening import moves
from circle_tui.core.people.group import Member
from circle_tui.core.work import care
from circle_tui.core.work.care import GATES
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.given import who_pays
from circle_tui.tui.live.people import ChooseSheet
from circle_tui.tui.live.steps import StepsSheet
from circle_tui.tui.sheet import KeyHint
from circle_tui.tui.stage import StageScreen

YES_OR_NO = (
    StepAnswer("y", "yes", "leave", "Thank you. We go on gently; anyone may still step away."),
    StepAnswer("n", "no", "leave", "Then we leave it there."),
)
"""What answers a gate that says nothing else: y and n, of equal weight."""


class GateSheet(StepsSheet):
    """One question; with others beside it, the arrows turn to them."""

    def __init__(
        self,
        host: StageScreen,
        evening: Evening,
        protocol: Protocol,
        *,
        opened_by: str = "",
        beside: Sequence[Protocol] = (),
    ) -> None:
        super().__init__(host, evening, protocol, opened_by=opened_by)
        self._beside = beside

    @property
    def answers(self) -> tuple[StepAnswer, ...]:
        """Its own, or yes and no."""
        return self.step.answers or YES_OR_NO

    def hints(self) -> tuple[KeyHint, ...]:
        """Yes and no; that somebody steps away first, where that helps; the other gates."""
        answers = tuple((" ".join(item.keys), item.says) for item in self.answers)
        away: tuple[KeyHint, ...] = (("s", "somebody steps away"),) if self._protocol.lets_step_away else ()
        others: tuple[KeyHint, ...] = (("← →", "another question"),) if len(self._beside) > 1 else ()
        return (*answers, *away, *others, ("esc", "not now"))

    def press(self, key: str) -> bool:
        """Take the answer, let somebody step away, or turn to another gate."""
        if key == "s" and self._protocol.lets_step_away:
            self._screen.open_over(StepAwaySheet(self._screen, self._evening))
            return True
        if key in ("left", "right") and len(self._beside) > 1:
            place = self._beside.index(self._protocol) + (1 if key == "right" else -1)
            turned = self._beside[place % len(self._beside)]
            self.host.open_sheet(
                GateSheet(self._screen, self._evening, turned, opened_by=self.opened_by, beside=self._beside)
            )
            return True
        return super().press(key)

    def take(self, answer: StepAnswer) -> None:
        """Do what was asked about, and say what came of it."""
        self.leave()
        match answer.goes:
            case "next" if care.answers_follow(self._evening.room.session):
                refusal = self._evening.go_on()
                self.host.say(refusal.why if refusal else answer.reply)
            case "minutes":
                refusal = self._evening.room.do(moves.add_minutes)
                self.host.say(refusal.why if refusal else who_pays(self._evening.room, asks=False))
            case _:
                self.host.say(answer.reply)


def open_gate(screen: StageScreen, evening: Evening) -> None:
    """Ask what fits the running step: before the others answer, before more time, before a name is shown."""
    gates = tuple(evening.library.care[slug] for slug in GATES)
    fitting = evening.library.care[care.fitting_gate(evening.room.session, evening.room.now())]
    screen.open_sheet(GateSheet(screen, evening, fitting, opened_by="comma", beside=gates))


class StepAwaySheet(ChooseSheet):
    """Somebody steps out for a while: by one key, without a word about why."""

    def __init__(self, host: StageScreen, evening: Evening, *, opened_by: str = "") -> None:
        super().__init__(host, evening, title="Who steps out? No reason is needed.", choose=self._step_out)
        self.opened_by = opened_by

    def _step_out(self, member: Member) -> None:
        refusal = self._evening.room.do(timekeeping.step_away, member.id, "stepped out")
        said = "Stepped out; the place is kept. a calls them back."
        self.host.say(refusal.why if refusal else said)
