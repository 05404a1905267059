"""What is not asked any more tonight: a presenter said no, or enough; a group wants to be left to itself.

In memory only. What came with a move is taken back with that move, and brought back with it; what no entry
tells of, memory takes back.
"""

from circle_tui.core.happening.session import StepKey
from circle_tui.room import Room
from circle_tui.tonight.memory import Asking, Memory, Nudged
from circle_tui.tonight.takingback import TakingBack


class Unasked:
    """Where nothing is asked by itself, where no nudge comes, and which nudges a step has had."""

    def __init__(self, room: Room, memory: Memory) -> None:
        self._room = room
        self._memory = memory

    def is_unasked(self, segment: str) -> bool:
        """Whether nothing comes by itself any more in a segment, but for what steadies."""
        presenter = self._presenter(segment)
        said = (item for item in reversed(self._memory.asking) if item.segment == segment)
        holds = (item for item in said if self._holds(item.move) and item.presenter in (None, presenter))
        return next((item.is_unasked for item in holds), False)

    def came_with_move(self, segment: str, *, is_unasked: bool) -> None:
        """Note that the newest move ended the asking in a segment, or began it again."""
        self._memory.asking.append(Asking(segment, is_unasked, self._newest_move, self._presenter(segment)))

    def ask_no_more(self, segment: str) -> None:
        """Ask nothing more in a segment, of which no entry tells."""
        before = list(self._memory.asking)
        self._memory.asking.append(
            Asking(segment, is_unasked=True, move=None, presenter=self._presenter(segment))
        )

        def take_back() -> None:
            self._memory.asking = before

        TakingBack(self._room, self._memory).note("no prompt", take_back)

    # -- nudges

    def is_left_alone(self, segment: str) -> bool:
        """Whether the group asked for no more nudges in a segment."""
        left_alone = self._memory.left_alone
        return segment in left_alone and self._holds(left_alone[segment])

    def leave_alone(self, segment: str, *, came_with_move: bool) -> None:
        """No more nudges in a segment; whether the newest move came with it, or no entry tells of it."""
        left_alone = self._memory.left_alone
        left_alone[segment] = self._newest_move if came_with_move else None

        def take_back() -> None:
            left_alone.pop(segment, None)

        if not came_with_move:
            TakingBack(self._room, self._memory).note("being left to ourselves", take_back)

    def nudged(self, key: StepKey) -> tuple[Nudged, ...]:
        """The nudges a step has had, without those that were taken back."""
        return tuple(item for item in self._memory.nudged.get(key, ()) if self._holds(item.move))

    def note_nudge(self, key: StepKey, third: int) -> None:
        """Note that the newest move showed a nudge, and in which third of the step."""
        self._memory.nudged[key] = (*self.nudged(key), Nudged(third, self._newest_move))

    # -- moves

    def _presenter(self, segment: str) -> str | None:
        return self._room.session.presenters.get(segment)

    @property
    def _newest_move(self) -> int:
        return self._room.session.done[-1]

    def _holds(self, move: int | None) -> bool:
        """Whether what came with a move has not been taken back with it."""
        return move is None or move in self._room.session.done
