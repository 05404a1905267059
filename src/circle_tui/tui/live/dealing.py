"""Parts and lenses, dealt by chance to those who are here, and copied for the chat. Kept nowhere."""

from textual.content import Content

from circle_tui.core.people.dealing import DEALT, PART_DUTIES, PART_NAMES, Seat
from circle_tui.core.text import cells, cut, pad
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.people import keyed_tonight
from circle_tui.tui.sheet import KeyHint, Sheet, hanging
from circle_tui.tui.stage import StageScreen

NAME_CELLS = 16
ROOMY = 58
"""From so many cells on there is room to say what a part or a lens is."""
LISTENS, MAY_BRING = "listens", "may bring something"
OWN_KEYS = "dxlpyw"


class _DealtSheet(Sheet):
    """What both have in common: a line a person, a key to pass, one to deal anew, one to copy."""

    opened_by = "w"

    def __init__(self, host: StageScreen, evening: Evening) -> None:
        super().__init__(host)
        self._screen = host
        self._evening = evening
        if not self._lines():
            self._deal()

    def _deal(self) -> None:
        """Deal to everyone anew."""

    def _lines(self) -> list[tuple[str, str, str]]:
        """Person, what they have, and what that is."""
        return []

    def _passes(self, person: str) -> bool:
        """Whether somebody may pass here."""
        return True

    def _pass(self, person: str) -> None:
        """Somebody would rather not have this one."""

    def _keys(self) -> dict[str, str]:
        wanted = {person for person, _, _ in self._lines() if self._passes(person)}
        people = (member for member in self._evening.people_here() if member.id in wanted)
        keys = keyed_tonight(self._evening, people, without=OWN_KEYS)
        return {key: member.id for key, member in keys.items()}

    def body(self) -> Content:
        """Everyone here, by name and word."""
        lines = self._lines()
        if not lines:
            return Content("Nobody is marked as here yet. r opens the roll.")
        keys = {person: key for key, person in self._keys().items()}
        return Content("\n").join(
            self._row(keys.get(person, " "), self._evening.name(person), has, does)
            for person, has, does in lines
        )

    def _row(self, key: str, called: str, has: str, does: str) -> Content:
        widest = max(cells(self._evening.name(person)) for person, _, _ in self._lines())
        room = min(widest, NAME_CELLS, self.wide // 3)
        name = Content.assemble((f"{key}  ", "bold $primary"), f"{pad(cut(called, room), room)}  ")
        if not does or self.wide < ROOMY:
            return Content.assemble(name, (has, "bold"))
        name_cells, said = room + 5, f"{has} · {does}"
        lines = Content(hanging(" " * name_cells, said, self.wide)[name_cells:])
        return Content.assemble(name, lines.stylize("bold", 0, len(has)).stylize("$quiet", len(has)))

    def press(self, key: str) -> bool:
        """Deal anew, copy, or let somebody pass."""
        if key == "d":
            self._deal()
        elif key == "y" and self._lines():
            self._screen.circle.copy(self._text(), self.host.say)
        elif (person := self._keys().get(key)) is not None:
            self._pass(person)
        else:
            return False
        return True

    def _text(self) -> str:
        return "\n".join(
            f"{self._evening.name(person)}: {has}{f' – {does}' if does else ''}"
            for person, has, does in self._lines()
        )


class PartsSheet(_DealtSheet):
    """A part for everyone, so that nobody only watches."""

    title = "A part for everyone"

    def _deal(self) -> None:
        self._evening.dealing.deal_parts()

    def _seats(self) -> tuple[Seat, ...]:
        return self._evening.dealing.seats()

    def _lines(self) -> list[tuple[str, str, str]]:
        return [
            (
                seat.person,
                " and ".join(PART_NAMES[part] for part in seat.parts) or self._without_part(seat.person),
                PART_DUTIES[seat.parts[-1]] if seat.parts else "",
            )
            for seat in self._seats()
        ]

    def _without_part(self, person: str) -> str:
        return MAY_BRING if person == self._evening.dealing.proposed else LISTENS

    def _passes(self, person: str) -> bool:
        return any(seat.person == person and set(seat.parts) & set(DEALT) for seat in self._seats())

    def _pass(self, person: str) -> None:
        self._evening.dealing.pass_part(person)
        self.host.say("Passed on. The others keep what they have, as far as it goes.")

    def hints(self) -> tuple[KeyHint, ...]:
        """A pass is one key."""
        return (("their key", "would rather listen"), ("d", "deal anew"), ("l", "lenses"), ("y", "copy"))

    def press(self, key: str) -> bool:
        """The lenses are one key away."""
        if key == "l":
            self.host.open_sheet(LensesSheet(self._screen, self._evening))
            return True
        return super().press(key)


class LensesSheet(_DealtSheet):
    """A lens for everyone who listens; no two have the same."""

    title = "A lens for everyone who listens"

    def __init__(self, host: StageScreen, evening: Evening) -> None:
        super().__init__(host, evening)
        evening.dealing.complete_lenses()

    def _deal(self) -> None:
        self._evening.dealing.deal_lenses()

    def _lines(self) -> list[tuple[str, str, str]]:
        return [(person, lens.title, lens.says) for person, lens in self._evening.dealing.lenses().items()]

    def _pass(self, person: str) -> None:
        self._evening.dealing.another_lens(person)

    def hints(self) -> tuple[KeyHint, ...]:
        """Another lens is one key."""
        return (
            ("their key", "another lens"),
            ("d", "deal anew"),
            ("x", "take away"),
            ("p", "parts"),
            ("y", "copy"),
        )

    def press(self, key: str) -> bool:
        """Parts are one key away, and lenses can go."""
        if key == "p":
            self.host.open_sheet(PartsSheet(self._screen, self._evening))
        elif key == "x":
            self._evening.dealing.forget_lenses()
            self.host.close_sheet()
        else:
            return super().press(key)
        return True
