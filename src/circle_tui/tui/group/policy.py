"""The sheet on which one chooses how leading goes round: sentences, and no name of anybody."""

from collections.abc import Callable

from msgspec.structs import replace
from textual.content import Content

from circle_tui.core.people.policies import (
    KINDS,
    LONGEST_TERM,
    SHORTEST_TERM,
    RotationPolicy,
    sentence,
)
from circle_tui.tui.sheet import Host, KeyHint, Sheet, hanging

TERM_KEYS = {"plus": 1, "equals_sign": 1, "minus": -1}


class PolicySheet(Sheet):
    """Six ways, a digit each; the one in force has a mark."""

    title = "How leading goes round"
    opened_by = "w"

    def __init__(
        self, host: Host, policy: RotationPolicy, choose: Callable[[RotationPolicy], None], *, says: str
    ) -> None:
        super().__init__(host)
        self._policy = policy
        self._choose = choose
        self._says = says
        self._sessions = policy.sessions

    def body(self) -> Content:
        """Each way with its digit."""
        lines = [
            Content.styled(
                hanging(
                    f"{number}  {'✓' if kind == self._policy.kind else ' '} ",
                    sentence(RotationPolicy(kind, sessions=self._sessions)),
                    self.wide,
                ),
                "bold" if kind == self._policy.kind else "$foreground",
            )
            for number, kind in enumerate(KINDS, 1)
        ]
        return Content("\n").join([*lines, Content(""), Content.styled(self._says, "$quiet")])

    def hints(self) -> tuple[KeyHint, ...]:
        """Its own keys."""
        return ((f"1–{len(KINDS)}", "choose"), ("+ −", "length of a term"), ("esc", "back"))

    def press(self, key: str) -> bool:
        """Choose a way, or make a term longer or shorter."""
        if key in TERM_KEYS:
            self._sessions = min(LONGEST_TERM, max(SHORTEST_TERM, self._sessions + TERM_KEYS[key]))
            return True
        if not key.isdecimal() or not 1 <= int(key) <= len(KINDS):
            return False
        kind = KINDS[int(key) - 1]
        self._choose(replace(RotationPolicy(), kind=kind, sessions=self._sessions))
        return True
