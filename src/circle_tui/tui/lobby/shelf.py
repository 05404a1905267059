"""What the lobby knows: the groups on the shelf, which is looked at, what was left open, and the plan."""

from circle_tui.core.errors import BadInput
from circle_tui.core.people.group import Group, NextPlan
from circle_tui.core.shelf import NotSavedError, OpenSession
from circle_tui.desk import Desk
from circle_tui.tui.lobby.picture import PlanPicture, plan_picture
from circle_tui.tui.stage import StageScreen


class LobbyShelf(StageScreen):
    """A screen that knows the groups, and looks at one of them."""

    def __init__(self, desk: Desk, chosen: str | None = None) -> None:
        super().__init__()
        self.desk = desk
        self._chosen = chosen
        self._groups: tuple[Group, ...] = ()
        self._known: frozenset[str] | None = None
        self._left_open: dict[str, OpenSession] = {}
        self._plan: PlanPicture | None = None
        self._notices: list[str] = list(desk.library.problems)

    def _read_shelf(self) -> None:
        self._groups = self.desk.groups()
        ids = frozenset(group.id for group in self._groups)
        opened = reversed(self.desk.left_open())
        self._left_open = {item.group: item for item in opened if item.group in ids}
        if self._known is not None and (made := ids - self._known):
            self._chosen = next(iter(made))
            self._say_how_it_begins()
        self._known = ids
        if self._chosen not in ids:
            self._chosen = self._soonest()
        self._plan_anew()
        # Only now has all been read: planning looks at past evenings, and may find one of them damaged.
        self._notices.extend(self.desk.shelf.notices)
        self.desk.shelf.notices.clear()

    def _soonest(self) -> str | None:
        """The group with an evening that is open, else the one that meets next; None before there is one."""
        waiting = next((group.id for group in self._groups if group.id in self._left_open), None)
        if waiting is not None or not self._groups:
            return waiting
        return min(self._groups, key=self.desk.preparation.scheduled).id

    def _say_how_it_begins(self) -> None:
        version = self.group.rules_in_force if self.group else None
        if version is not None:
            self.say(
                f"Saved. You begin with a starter set of {len(version.rules)} ground rules; g changes them."
            )

    def _plan_anew(self) -> None:
        self._plan = plan_picture(self.desk, self.group, self.group.next_plan) if self.group else None

    @property
    def group(self) -> Group | None:
        """The group that is looked at; None before there is one."""
        return next((group for group in self._groups if group.id == self._chosen), None)

    @property
    def _open_one(self) -> OpenSession | None:
        return self._left_open.get(self._chosen or "")

    def _place(self) -> str:
        if len(self._groups) < 2:
            return ""
        place = next(place for place, group in enumerate(self._groups, 1) if group.id == self._chosen)
        return f"{place} of {len(self._groups)}"

    def _choose(self, by: int) -> None:
        ids = [group.id for group in self._groups]
        if self._chosen in ids:
            self._chosen = ids[(ids.index(self._chosen) + by) % len(ids)]
            self._plan_anew()

    def keep_plan(self, group: Group, planned: NextPlan) -> None:
        """Keep what was planned until the evening is opened, also when the program is left."""
        try:
            group = self.desk.preparation.keep_plan(group, planned)
        except (BadInput, NotSavedError) as exc:
            self.say(str(exc))
        self._put_in_place(group)
        self._plan_anew()

    def _put_in_place(self, group: Group) -> None:
        self._groups = tuple(group if item.id == group.id else item for item in self._groups)
