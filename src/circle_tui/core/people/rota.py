"""The next evenings as they stand: who would be asked to lead, and whether leading has come round.

Worked out from turns and members alone, and never kept. What it gives is for behind the gate: a rota holds
names of people who may not be here.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from random import Random
from statistics import median_low

from msgspec import Struct

from circle_tui.core.people.asking import settled_on
from circle_tui.core.people.group import Member
from circle_tui.core.people.policies import RotationPolicy
from circle_tui.core.people.rotation import GRACE_SESSIONS, Turn, foremost, is_newcomer, last_of
from circle_tui.core.people.swaps import Moved, Swap, moved_on

LOOKED_BACK = 8
"""Sessions by which it is seen who usually comes."""
MOST_LEADS = 3
"""Names an evening of a rota has at most; further ahead than that nobody can say."""


class RotaRow(Struct, frozen=True):
    """One evening to come, and who would be asked."""

    on: date
    people: tuple[str, ...]
    """Ids in the order in which they would be asked; empty when nobody can be."""
    is_drawn: bool = False
    """Whether several had waited as long, so that the lot may fall otherwise on the evening itself."""
    moved: tuple[Moved, ...] = ()
    """Whose turn it is by a swap, and in whose place."""


def rota(
    policy: RotationPolicy,
    past: Sequence[Turn],
    members: Sequence[Member],
    dates: Iterable[date],
    chance: Callable[[str], Random],
    swaps: Sequence[Swap] = (),
) -> tuple[RotaRow, ...]:
    """Give back who would be asked on each date, if those come who usually do and everyone says yes.

    A swap of turns decides who is asked first where both who swapped would come. `members` are without
    guests; `chance` gives a generator for a seed, so that asking twice says the same.
    """
    turns, rows = list(past), []
    leads = 1 if policy.is_for_evening else _usual_leads(past)
    for on in dates:
        coming = [item.id for item in members if _belongs(item, on) and _usually_comes(item, past)]
        resting = {item.id for item in members if _rests(item, on)}
        willing = [person for person in coming if person not in resting and not is_newcomer(person, turns)]
        settled = settled_on(policy, turns)
        moved = tuple(item for item in moved_on(swaps, on, turns) if item.leads in willing)
        if settled is not None and settled in willing:
            row = RotaRow(on, (settled,))
        elif moved and policy.may_swap:
            row = _with_swaps(on, willing, turns, leads, chance, moved)
        else:
            row = _asked(on, willing, turns, leads, chance)
        rows.append(row)
        turns.append(Turn(on=on, attended=tuple(coming), led=row.people))
    return tuple(rows)


def has_come_round(past: Sequence[Turn], members: Sequence[Member]) -> bool:
    """Whether with the last evening everyone who wished to has led since leading last came round.

    Who rests, who still has the newcomers' grace and who has not come lately is not waited for.
    """
    founders = next((turn.attended for turn in past if turn.attended), ())
    attended = Counter(dict.fromkeys(founders, GRACE_SESSIONS))
    led: set[str] = set()
    has_come = False
    for place, turn in enumerate(past, 1):
        led |= set(turn.led)
        lately = past[max(0, place - LOOKED_BACK) : place]
        settled = [item for item in members if attended[item.id] >= GRACE_SESSIONS]
        attended.update(turn.attended)
        is_waiting = any(_wishes(item, turn.on, lately) for item in settled if item.id not in led)
        has_come = not is_waiting and sum(_wishes(item, turn.on, lately) for item in settled) > 1
        if has_come:
            led.clear()
    return has_come


def _asked(
    on: date, willing: Sequence[str], turns: Sequence[Turn], leads: int, chance: Callable[[str], Random]
) -> RotaRow:
    asked: list[str] = []
    is_drawn = False
    last: Collection[str] = last_of(turns)
    while len(asked) < min(leads, len(willing)):
        left = [person for person in willing if person not in asked]
        equals = sorted(foremost([person for person in left if person not in last] or left, turns))
        asked.append(equals[0] if len(equals) == 1 else chance(f"{on}/{'+'.join(equals)}").choice(equals))
        is_drawn |= len(equals) > 1
        last = ()
    return RotaRow(on, tuple(asked), is_drawn)


def _with_swaps(
    on: date,
    willing: Sequence[str],
    turns: Sequence[Turn],
    leads: int,
    chance: Callable[[str], Random],
    moved: tuple[Moved, ...],
) -> RotaRow:
    """Whoever has a turn by a swap first, then the others in turn, without those who gave theirs away."""
    first = tuple(item.leads for item in moved)
    gave = {item.instead_of for item in moved}
    others = [person for person in willing if person not in {*first, *gave}]
    rest = _asked(on, others, turns, max(0, leads - len(first)), chance)
    return RotaRow(on, (*first, *rest.people), rest.is_drawn, moved)


def _wishes(member: Member, on: date, lately: Sequence[Turn]) -> bool:
    """Whether somebody is waited for until they have led: belongs to the group, comes, and does not rest."""
    return _belongs(member, on) and not _rests(member, on) and _usually_comes(member, lately)


def _belongs(member: Member, on: date) -> bool:
    return member.joined <= on and (member.left is None or member.left >= on) and not member.is_guest


def _rests(member: Member, on: date) -> bool:
    return member.rests_until is not None and member.rests_until >= on


def _usually_comes(member: Member, past: Sequence[Turn]) -> bool:
    """Whether somebody came to half of the last evenings since they joined, or there was none yet."""
    lately = [turn for turn in past if turn.attended and turn.on >= member.joined][-LOOKED_BACK:]
    return 2 * sum(member.id in turn.attended for turn in lately) >= len(lately)


def _usual_leads(past: Sequence[Turn]) -> int:
    """How many people usually lead something in one evening."""
    counts = [len(set(turn.led)) for turn in past if turn.led][-LOOKED_BACK:]
    return min(MOST_LEADS, median_low(counts)) if counts else 1
