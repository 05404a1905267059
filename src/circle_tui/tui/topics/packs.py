"""Packs: what one holds, and whether the group has adopted it. Adopting is a decision of all."""

from collections.abc import Callable
from typing import Protocol

from textual.content import Content

from circle_tui.core.agreements.packs import Pack
from circle_tui.core.people.group import Group, settled_on
from circle_tui.tui.group.listing import hanging
from circle_tui.tui.lobby.picture import say_date
from circle_tui.tui.sheet import Host, KeyHint, Sheet


class KeepsPacks(Host, Protocol):
    """The screen that keeps what the group adopted."""

    @property
    def group(self) -> Group:
        """The group as it stands."""
        ...


class PacksSheet(Sheet):
    """One pack at a time: its rules and how many prompts; enter adopts it, or gives it back."""

    title = "Packs of rules and prompts"
    opened_by = "p"

    def __init__(self, host: KeepsPacks, packs: tuple[Pack, ...], turn: Callable[[Pack], None]) -> None:
        super().__init__(host)
        self._keeper = host
        self._packs = packs
        self._turn = turn
        self._place = 0

    @property
    def _pack(self) -> Pack:
        return self._packs[self._place]

    @property
    def _is_adopted(self) -> bool:
        return self._pack.slug in self._keeper.group.packs

    def body(self) -> Content:
        """What the pack holds, and whether it acts."""
        pack = self._pack
        since = settled_on(self._keeper.group, f"pack:{pack.slug}")
        adopted = f"✓ adopted on {say_date(since)}" if since is not None else "✓ adopted"
        stands = adopted if self._is_adopted else "· not adopted: nothing of it is offered"
        count = len(pack.deck.prompts)
        lines = [
            Content.assemble((pack.title, "bold"), "  ", (stands, "$quiet")),
            Content(pack.summary),
            Content(""),
            *(hanging(Content("· "), rule.text, self.wide) for rule in pack.rules),
            Content.styled(
                f"\nand {count} prompts. Its rules are added to the library; g chooses from it.", "$quiet"
            ),
        ]
        return Content("\n").join(lines)

    def hints(self) -> tuple[KeyHint, ...]:
        """Its own keys."""
        turn = "give it back" if self._is_adopted else "adopt it, if all consent"
        more: tuple[KeyHint, ...] = (("← →", "another pack"),) if len(self._packs) > 1 else ()
        return (("enter", turn), *more, ("↑ ↓", "more"), ("esc", "back"))

    def press(self, key: str) -> bool:
        """Adopt, give back, or look at another."""
        match key:
            case "left" | "right":
                self._place = (self._place + (1 if key == "right" else -1)) % len(self._packs)
            case "enter":
                self._turn(self._pack)
            case _:
                return False
        return True
