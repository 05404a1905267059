"""The roll call of tonight: whom to ask, how it stands, and what keeps case work waiting.

Who answered what, other than by a yes, is in memory alone. What the shared screen shows rests on who is here
and who was asked, never on who said yes: so nobody can be told by being asked again.
"""

from collections.abc import Mapping, Sequence

from circle_tui.core.agreements import rollcall
from circle_tui.core.agreements.rollcall import Answer
from circle_tui.core.agreements.rules import AgreedRule, RulesVersion
from circle_tui.core.happening.events.agreements import RollCallTaken
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.work import parking
from circle_tui.room import Room
from circle_tui.tonight.memory import Memory, Said

PARKED = "a question about our rules"
"""The label of every parked question; what it is about is said aloud."""
SOME_TO_ASK = "Not all of you were asked about these yet: r asks."
BEFORE_A_RESTART = "Circle was started anew since the roll call: r asks each of you once more."


class RollCall:
    """One version of the ground rules, asked about by name. Keeps nothing but what the room keeps."""

    def __init__(
        self,
        room: Room,
        memory: Memory,
        version: RulesVersion,
        asked_about: Sequence[AgreedRule],
        agreed_before: Mapping[str, int],
        asked_before: frozenset[str],
    ) -> None:
        self._room = room
        self._memory = memory
        self._version = version.number
        self._is_about_recording = rollcall.asks_about_recording(asked_about)
        self._agreed_before = agreed_before
        self._asked_before = asked_before

    # -- who is asked

    @property
    def to_ask(self) -> tuple[str, ...]:
        """Ids of those here who have not been asked tonight."""
        said = self._said()
        return tuple(person for person in self._room.session.here if person not in said)

    @property
    def still_open(self) -> tuple[str, ...]:
        """Ids of those here who have not said yes. Never for the shared screen."""
        said = self._said()
        agreed = {**self._agreed_before, **self._room.session.agreed}
        without = rollcall.without_a_yes(self._room.session.here, agreed, self._version)
        return tuple(
            person
            for person in self._room.session.here
            if said.get(person, "question" if person in without else "yes") != "yes"
        )

    @property
    def was_asked_before(self) -> bool:
        """Whether this version was asked about on an earlier evening, or earlier tonight."""
        return bool(self._asked_before) or self._room.session.roll_call is not None

    def line(self) -> str:
        """What the ground rules say about the roll call on the shared screen; empty for nothing to say."""
        here, waiting = self._room.session.here, self.to_ask
        if len(waiting) < len(here):
            asked = len(here) - len(waiting)
            if waiting:
                return f"Asked tonight: {asked} of {len(here)} here. r goes on with the others."
            return "Everyone here has been asked tonight."
        if self._before_a_restart():
            return BEFORE_A_RESTART
        return SOME_TO_ASK if set(here) - self._asked_before else ""

    # -- how it stands

    def result(self) -> str:
        """How it stands among those here, without a name; empty where it would tell who answered what.

        That is so once somebody has come or gone since, and when one person alone was asked.
        """
        newest = next(reversed(self._standing()), None)
        here = self._room.session.here
        if newest is None or len(newest.answers) < 2 or newest.here != frozenset(here):
            return ""
        said = self._said()
        counted = {person: said[person] for person in here if person in said}
        open_ones = rollcall.open_ones(counted, version=self._version)
        return rollcall.result(len(here) - len(self.still_open), len(here), open_ones)

    @property
    def not_today(self) -> int:
        """How many of those here said not today; after a restart the log counts until all are asked.

        Whoever said so before the rules were worded anew tonight has not been asked since: that still counts,
        unless the new ones say nothing about recording.
        """
        if not self._is_about_recording:
            return 0
        here, said = self._room.session.here, _newest(self._said_tonight())
        is_known = all(person in said for person in here)
        before = () if is_known else self._taken_before_a_restart()
        return sum(said.get(person) == "not today" for person in here) + sum(
            item.not_today for item in before[-1:]
        )

    @property
    def is_case_work_waiting(self) -> bool:
        """Whether somebody here keeps case work from beginning."""
        return rollcall.is_case_work_waiting(self._room.session, self.not_today)

    # -- what is done

    def take(self, answers: Mapping[str, Answer]) -> Refusal | None:
        """Keep who said yes, count the rest, and park a question as a label without its words."""
        here = self._room.session.here
        before = {person: answer for person, answer in self._said().items() if person in here}
        refusal = self._room.do(
            rollcall.take,
            answers,
            version=self._version,
            is_about_recording=self._is_about_recording,
            before=before,
        )
        if refusal is not None:
            return refusal
        move = self._room.session.done[-1]
        self._memory.said[move] = Said(self._version, dict(answers), frozenset(here))
        if "question" in answers.values():
            parked = parking.with_label(self._memory.parked, PARKED)
            self._memory.parked = self._memory.parked if isinstance(parked, Refusal) else parked
        return None

    def agree_on_case_work(self) -> Refusal | None:
        """Each one here said yes to no recording, so that case work can begin."""
        return self._room.do(rollcall.agree_on_case_work, self.not_today)

    # -- what memory holds of it

    def _said_tonight(self) -> list[Said]:
        """What was said in each roll call that was not taken back, whatever it was about; the newest last."""
        said = self._memory.said
        return [said[move] for move in sorted(said) if move in self._holding]

    def _standing(self) -> list[Said]:
        """The same, about this version."""
        return [said for said in self._said_tonight() if said.version == self._version]

    @property
    def _holding(self) -> frozenset[int]:
        return frozenset(self._room.session.done)

    def _said(self) -> dict[str, Answer]:
        """The newest answer of each person who was asked about this version tonight."""
        return _newest(self._standing())

    def _taken_before_a_restart(self) -> tuple[RollCallTaken, ...]:
        """Roll calls that stand in the log, and memory knows nothing of."""
        if self._room.session.roll_call is None:
            return ()
        return tuple(
            entry.event
            for entry in self._room.entries
            if isinstance(entry.event, RollCallTaken)
            and entry.move in self._holding
            and entry.move not in self._memory.said
        )

    def _before_a_restart(self) -> tuple[RollCallTaken, ...]:
        """The same, about this version."""
        return tuple(item for item in self._taken_before_a_restart() if item.version == self._version)


def _newest(standing: Sequence[Said]) -> dict[str, Answer]:
    """The newest answer of each person, of what was said in order of time."""
    return {person: answer for said in standing for person, answer in said.answers.items()}
