"""The shelf: the same over a folder and over memory, and what only a folder can do wrong."""

import errno
import os
import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import msgspec
import pytest
from bench import fill
from msgspec.structs import replace
from tests.hand_clock import HandClock
from tests.hostile import WORST_NAMES

from circle_tui.core.agreements.rules import AgreedRule, RulesVersion
from circle_tui.core.clock.recurrence import Recurrence
from circle_tui.core.errors import BadInput
from circle_tui.core.happening.events.clock import ClockPaused, StepBegan
from circle_tui.core.happening.events.evening import SessionEnded, SessionOpened
from circle_tui.core.happening.events.log import Entry
from circle_tui.core.happening.events.naming import LeaderPassed
from circle_tui.core.happening.events.presence import PersonArrived
from circle_tui.core.happening.keeping import kept
from circle_tui.core.people.group import Group, Member
from circle_tui.core.shelf import Journal, NotSavedError, Shelf
from circle_tui.core.text import clean
from circle_tui.room import Room
from circle_tui.store import frames
from circle_tui.store.files import Lock, RealFiles
from circle_tui.store.library import INDEX, FileShelf
from circle_tui.store.memory import MemoryShelf
from circle_tui.store.sessions import SessionLog
from circle_tui.store.trouble import Holder

START = datetime(2026, 11, 19, 18, 30, tzinfo=UTC)
HOLDER = Holder(host="lamp", pid=4242, since=START)
SESSION = "2026-11-19-0a1b2c3d"

SAYABLE = [name for name in WORST_NAMES if not any("\ud800" <= letter <= "\udfff" for letter in name)]
"""Names that a file can hold at all: half a character is none."""

MakeShelf = Callable[[], Shelf]


class MoodyFiles(RealFiles):
    """A disk that takes nothing while it is told so."""

    trouble: int | None = None
    reads = 0

    def _refuse(self) -> None:
        if self.trouble is not None:
            raise OSError(self.trouble, os.strerror(self.trouble))

    def make_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            self._refuse()
        super().make_folder(folder)

    def read(self, path: Path) -> bytes:
        self.reads += 1
        return super().read(path)

    def create(self, path: Path, mode: int) -> int:
        self._refuse()
        return super().create(path, mode)

    def write(self, handle: int, data: bytes) -> None:
        self._refuse()
        super().write(handle, data)

    def replace(self, source: Path, target: Path) -> None:
        self._refuse()
        super().replace(source, target)

    def lock(self, path: Path) -> Lock | None:
        if self.trouble == errno.EROFS:
            self._refuse()
        return super().lock(path)


def file_shelf(root: Path, files: RealFiles | None = None) -> FileShelf:
    return FileShelf(root, holder=HOLDER, now=lambda: START, files=files)


@pytest.fixture(params=["file", "memory"])
def make_shelf(request: pytest.FixtureRequest, tmp_path: Path) -> MakeShelf:
    if request.param == "file":
        return lambda: file_shelf(tmp_path)
    memory = MemoryShelf()
    return lambda: memory


def group(**changes: object) -> Group:
    made = Group(
        id="g-1",
        name="Tuesday Circle",
        mode="support",
        format="open-support-circle",
        recurrence=Recurrence("thursday", date(2026, 11, 19), time(19, 30), 60, "Europe/Berlin"),
        members=tuple(
            Member(id=f"p-{place}", name=name, joined=date(2026, 1, 1))
            for place, name in enumerate(("Dana", "Jo"))
        ),
        rules=(RulesVersion(1, date(2026, 1, 1), (AgreedRule("confidence", "It stays here."),)),),
        facilitator="p-0",
    )
    return replace(made, **changes)


def opened(session: str = SESSION, of: str = "g-1", start: datetime = START) -> Entry:
    event = SessionOpened(
        session=session,
        group=of,
        mode="support",
        format="open-support-circle",
        zone="Europe/Berlin",
        planned_start=start,
        minutes=60,
        segments=fill.segments(),
        expected=("p-0", "p-1"),
    )
    return Entry(seq=1, move=1, at=start, event=event)


def arrival(seq: int, person: str = "p-0") -> Entry:
    return Entry(seq=seq, move=seq, at=START + timedelta(minutes=seq), event=PersonArrived(person))


def evening() -> tuple[Entry, ...]:
    return (
        opened(),
        arrival(2),
        Entry(seq=3, move=3, at=START + timedelta(minutes=3), event=StepBegan("opening", "step-1")),
        Entry(seq=4, move=4, at=START + timedelta(minutes=4), event=LeaderPassed("case-1", "p-0")),
        Entry(seq=5, move=5, at=START + timedelta(minutes=60), event=SessionEnded()),
    )


def hold(shelf: Shelf, entries: tuple[Entry, ...]) -> Journal:
    first, *others = entries
    assert isinstance(first.event, SessionOpened)
    journal = shelf.create_session(first.event.session, first)
    for entry in others:
        journal.append([entry])
    return journal


def hold_and_seal(shelf: Shelf, entries: tuple[Entry, ...]) -> None:
    journal = hold(shelf, entries)
    journal.seal(kept(entries))
    journal.close()


def session_file(root: Path, session: str = SESSION) -> Path:
    return root / "sessions" / f"{session}.circle"


def damage(path: Path) -> None:
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    data[-20] ^= 1
    path.write_bytes(data)


# Groups


def test_a_group_comes_back_as_it_was(make_shelf: MakeShelf) -> None:
    make_shelf().save_group(group())

    assert make_shelf().groups() == (group(),)


def test_groups_come_by_name(make_shelf: MakeShelf) -> None:
    shelf = make_shelf()
    for id_, name in (("g-1", "beta"), ("g-2", "Alpha"), ("g-3", "Gamma")):
        shelf.save_group(group(id=id_, name=name))

    assert [item.name for item in make_shelf().groups()] == ["Alpha", "beta", "Gamma"]


@pytest.mark.parametrize(
    "changed",
    [
        group(name="Other Circle"),
        group(members=(Member(id="p-9", name="Zoe", joined=date(2026, 2, 2)), *group().members)),
        group(members=group().members[::-1]),
        group(members=()),
        group(rules=(*group().rules, RulesVersion(2, date(2026, 3, 3), ()))),
        group(loose_ends=("a call", "the fee")),
    ],
)
def test_a_changed_group_takes_the_place_of_the_old_one(make_shelf: MakeShelf, changed: Group) -> None:
    make_shelf().save_group(group())

    make_shelf().save_group(changed)

    assert make_shelf().groups() == (changed,)


def test_a_group_is_changed_as_it_stands_by_then_and_not_as_somebody_saw_it(make_shelf: MakeShelf) -> None:
    make_shelf().save_group(group())
    one, other = make_shelf(), make_shelf()

    one.change_group("g-1", lambda now: replace(now, name="Other Circle"))
    given = other.change_group("g-1", lambda now: replace(now, loose_ends=("a call",)))

    assert given == group(name="Other Circle", loose_ends=("a call",))
    assert make_shelf().groups() == (given,)


def test_a_change_that_cannot_be_made_leaves_the_group_as_it_is(make_shelf: MakeShelf) -> None:
    make_shelf().save_group(group())

    with pytest.raises(BadInput, match="not today"):
        make_shelf().change_group("g-1", refuse)

    assert make_shelf().groups() == (group(),)


def refuse(now: Group) -> Group:
    raise BadInput("not today")


def test_a_group_that_is_gone_cannot_be_changed(make_shelf: MakeShelf) -> None:
    with pytest.raises(BadInput, match="This group is not on this machine any more"):
        make_shelf().change_group("g-1", refuse)


def test_a_group_that_another_window_is_just_writing_is_left_and_said(tmp_path: Path) -> None:
    file_shelf(tmp_path).save_group(group())
    lock = RealFiles().lock(tmp_path / "groups" / "g-1.circle.lock")
    assert lock is not None

    with pytest.raises(NotSavedError, match="Another window is just writing this group"):
        file_shelf(tmp_path).change_group("g-1", refuse)

    lock.release()


def test_a_group_that_is_damaged_is_not_changed_but_named(tmp_path: Path) -> None:
    file_shelf(tmp_path).save_group(group())
    damage(tmp_path / "groups" / "g-1.circle")

    with pytest.raises(NotSavedError, match=r"The file g-1\.circle was changed or damaged"):
        file_shelf(tmp_path).change_group("g-1", refuse)


def test_a_group_that_makes_no_sense_is_not_changed_but_named(tmp_path: Path) -> None:
    file_shelf(tmp_path).save_group(group(id="g-2"))
    tables: frames.Tables = {"profile": {"1": {"place": 0, "id": "g-1", "name": "x"}}}
    data = frames.write_snapshot(tables, generation=1, is_sealed=True, written=START)
    (tmp_path / "groups" / "g-1.circle").write_bytes(data)

    with pytest.raises(NotSavedError, match=r"What stands in the file g-1\.circle makes no sense"):
        file_shelf(tmp_path).change_group("g-1", refuse)


@pytest.mark.parametrize("trouble", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_change_that_the_disk_does_not_take_is_said_and_nothing_is_lost(
    tmp_path: Path, trouble: int
) -> None:
    file_shelf(tmp_path).save_group(group())
    files = MoodyFiles()
    files.trouble = trouble

    with pytest.raises(NotSavedError, match="Everything saved before is safe"):
        file_shelf(tmp_path, files).change_group("g-1", lambda now: replace(now, name="Other Circle"))

    assert file_shelf(tmp_path).groups() == (group(),)


def test_a_name_that_was_taken_away_stands_in_no_file(tmp_path: Path) -> None:
    shelf = file_shelf(tmp_path)
    shelf.save_group(group())

    shelf.save_group(group(members=group().members[1:]))

    assert not any(b"Dana" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


@pytest.mark.parametrize("trouble", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_group_that_cannot_be_saved_is_said_in_a_sentence(tmp_path: Path, trouble: int) -> None:
    files = MoodyFiles()
    files.trouble = trouble

    with pytest.raises(NotSavedError, match=r"^[A-Z].*not saved yet\. Everything saved before is safe\.$"):
        file_shelf(tmp_path, files).save_group(group())


@pytest.mark.parametrize("name", WORST_NAMES, ids=range(len(WORST_NAMES)))
def test_the_worst_names_can_be_saved_and_come_back_clean(make_shelf: MakeShelf, name: str) -> None:
    cleaned = clean(name) or "Someone"
    make_shelf().save_group(group(members=(Member(id="p-0", name=cleaned, joined=date(2026, 1, 1)),)))

    assert make_shelf().groups()[0].members[0].name == cleaned


@pytest.mark.parametrize("name", SAYABLE, ids=range(len(SAYABLE)))
def test_names_are_cleaned_on_load(tmp_path: Path, name: str) -> None:
    tables: frames.Tables = {
        "profile": {"1": {"place": 0, **msgspec.to_builtins(group(name=name))}},
        "members": {"1": {"place": 0, "id": "p-0", "name": name, "joined": "2026-01-01"}},
    }
    tables["profile"]["1"].pop("members")
    tables["profile"]["1"].pop("rules")
    file_shelf(tmp_path).save_group(group(id="g-2"))
    data = frames.write_snapshot(tables, generation=1, is_sealed=True, written=START)
    (tmp_path / "groups" / "g-1.circle").write_bytes(data)

    loaded = next(item for item in file_shelf(tmp_path).groups() if item.id == "g-1")

    assert (loaded.name, loaded.members[0].name) == (clean(name) or "A group", clean(name) or "Someone")


def test_a_damaged_group_is_set_aside_in_one_sentence_and_the_others_stay(tmp_path: Path) -> None:
    shelf = file_shelf(tmp_path)
    shelf.save_group(group())
    shelf.save_group(group(id="g-2"))
    damage(tmp_path / "groups" / "g-1.circle")

    groups = shelf.groups()

    assert [item.id for item in groups] == ["g-2"]
    assert shelf.notices == [
        "The file g-1.circle was changed or damaged since Circle wrote it; "
        "it was set aside as g-1.circle.damaged-20261119T183000Z, and everything else goes on."
    ]
    assert shelf.names_set_aside() == ("g-1.circle.damaged-20261119T183000Z",)


def test_a_group_under_another_name_is_not_trusted(tmp_path: Path) -> None:
    shelf = file_shelf(tmp_path)
    shelf.save_group(group())
    for path in (tmp_path / "groups").glob("g-1.circle*"):
        path.rename(path.with_name(path.name.replace("g-1", "g-7")))

    assert shelf.groups() == ()
    assert shelf.notices[0].startswith(
        "What stands in the file g-7.circle makes no sense to Circle; it was set"
    )


# Sessions


def test_a_session_comes_back_with_everything_in_it(make_shelf: MakeShelf) -> None:
    hold(make_shelf(), evening()).close()

    journal = make_shelf().open_session(SESSION)

    assert journal.entries() == evening()
    assert (journal.is_read_only, journal.held_by, journal.unsaved, journal.trouble) == (False, "", (), "")


def test_a_session_left_open_goes_on(make_shelf: MakeShelf) -> None:
    hold(make_shelf(), evening()[:2]).close()
    journal = make_shelf().open_session(SESSION)

    journal.append(evening()[2:3])
    journal.close()

    assert make_shelf().entries(SESSION) == evening()[:3]


def test_entries_handed_in_again_are_there_once(make_shelf: MakeShelf) -> None:
    journal = hold(make_shelf(), evening()[:2])

    journal.append(evening()[:3])

    assert journal.entries() == make_shelf().entries(SESSION) == evening()[:3]


def test_open_sessions_come_newest_first_with_the_last_thing_that_happened(make_shelf: MakeShelf) -> None:
    shelf = make_shelf()
    older = START - timedelta(days=7)
    hold(shelf, (opened("2026-11-12-older", start=older),)).close()
    hold(shelf, evening()).close()

    newest, oldest = make_shelf().open_sessions()

    assert (newest.id, newest.last_at, newest.has_ended) == (SESSION, evening()[-1].at, True)
    assert (oldest.id, oldest.planned_start, oldest.has_ended) == ("2026-11-12-older", older, False)


def test_a_sealed_session_is_in_the_records_and_not_among_the_open(make_shelf: MakeShelf) -> None:
    hold_and_seal(make_shelf(), evening())

    (found,) = make_shelf().records("g-1")

    assert (found.id, found.attendance[0].person, found.ended_at) == (SESSION, "p-0", evening()[-1].at)
    assert make_shelf().open_sessions() == ()


def test_sealing_keeps_what_is_kept_and_nothing_else(make_shelf: MakeShelf) -> None:
    hold_and_seal(make_shelf(), evening())

    entries = make_shelf().entries(SESSION)

    assert [entry.seq for entry in entries] == [1, 2, 3, 5]


def test_what_was_for_tonight_only_is_in_no_file_after_sealing(tmp_path: Path) -> None:
    hold_and_seal(file_shelf(tmp_path), evening())

    assert list((tmp_path / "sessions").iterdir()) == [session_file(tmp_path)]
    assert b"LeaderPassed" not in session_file(tmp_path).read_bytes()


def test_sealed_sessions_can_only_be_read(make_shelf: MakeShelf) -> None:
    hold_and_seal(make_shelf(), evening())

    journal = make_shelf().open_session(SESSION)

    assert journal.is_read_only
    with pytest.raises(NotSavedError):
        journal.append([arrival(6)])


def test_records_are_of_one_group_or_of_all(make_shelf: MakeShelf) -> None:
    shelf = make_shelf()
    hold_and_seal(shelf, (opened("2026-11-20-b", of="g-2", start=START + timedelta(days=1)), *evening()[1:]))
    hold_and_seal(shelf, evening())

    assert [item.group for item in shelf.records()] == ["g-1", "g-2"]
    assert [item.group for item in shelf.records("g-2")] == ["g-2"]
    assert shelf.records("g-3") == ()


@pytest.mark.parametrize("session", ["2026-11-19-none", "../../etc/passwd", "", "[/]", "x" * 500])
def test_a_session_that_is_not_there_is_said_so(make_shelf: MakeShelf, session: str) -> None:
    shelf = make_shelf()

    for ask in (shelf.entries, shelf.open_session):
        with pytest.raises(BadInput, match=r"^There is no such session here; `circle sessions` lists"):
            ask(session)


def test_an_empty_home_has_nothing_and_reading_makes_nothing(tmp_path: Path) -> None:
    shelf = file_shelf(tmp_path / "home")

    assert (
        shelf.groups(),
        shelf.records(),
        shelf.open_sessions(),
        shelf.faults(),
        shelf.names_set_aside(),
    ) == (((),) * 5)
    assert not (tmp_path / "home").exists()


def test_a_second_shelf_looks_on_and_follows(tmp_path: Path) -> None:
    journal = hold(file_shelf(tmp_path), evening()[:1])
    onlooker = file_shelf(tmp_path).open_session(SESSION)

    journal.append([arrival(2)])

    assert onlooker.is_read_only
    assert "open in another window" in onlooker.held_by
    assert onlooker.entries() == evening()[:2]
    with pytest.raises(NotSavedError):
        onlooker.append([arrival(3)])


def test_an_onlooker_keeps_what_it_read_when_the_file_goes_bad(tmp_path: Path) -> None:
    journal = hold(file_shelf(tmp_path), evening()[:2])
    onlooker = file_shelf(tmp_path).open_session(SESSION)

    damage(session_file(tmp_path))

    assert onlooker.entries() == evening()[:2]
    assert onlooker.trouble.startswith("The file")
    journal.close()


def test_a_session_that_is_held_is_listed_without_disturbing_it(tmp_path: Path) -> None:
    journal = hold(file_shelf(tmp_path), evening()[:2])

    listed = file_shelf(tmp_path).open_sessions()

    journal.append([arrival(3, "p-1")])
    assert [item.id for item in listed] == [SESSION]


# A session that comes back, and one that goes

WHOLE = (*evening()[:3], arrival(4, "p-1"), Entry(seq=5, move=5, at=START, event=ClockPaused()))
"""The same session as it went on elsewhere."""


@pytest.mark.parametrize("is_sealed", [False, True])
def test_a_session_comes_back_in_place_of_what_stayed_behind(make_shelf: MakeShelf, is_sealed: bool) -> None:
    hold(make_shelf(), evening()[:2]).close()
    if is_sealed:
        make_shelf().open_session(SESSION).seal(evening()[:2])

    journal = make_shelf().replace_session(SESSION, WHOLE)
    journal.append([arrival(6)])
    journal.close()

    assert make_shelf().entries(SESSION) == (*WHOLE, arrival(6))
    assert [item.id for item in make_shelf().open_sessions()] == [SESSION]
    assert make_shelf().records() == ()


def test_a_session_that_came_back_can_be_sealed_again(make_shelf: MakeShelf) -> None:
    hold_and_seal(make_shelf(), evening())

    journal = make_shelf().replace_session(SESSION, WHOLE)
    journal.seal(WHOLE)
    journal.close()

    assert make_shelf().entries(SESSION) == WHOLE
    assert len(make_shelf().records()) == 1


def test_a_session_that_is_not_here_cannot_come_back_in_place_of_anything(make_shelf: MakeShelf) -> None:
    with pytest.raises(BadInput, match="There is no such session here"):
        make_shelf().replace_session(SESSION, WHOLE)


def test_a_session_that_is_open_in_another_window_does_not_give_way(tmp_path: Path) -> None:
    journal = hold(file_shelf(tmp_path), evening()[:2])

    with pytest.raises(NotSavedError, match="open in another window"):
        file_shelf(tmp_path).replace_session(SESSION, WHOLE)

    journal.close()
    assert file_shelf(tmp_path).entries(SESSION) == evening()[:2]


@pytest.mark.parametrize("is_sealed", [False, True])
def test_what_stayed_behind_is_there_when_the_disk_takes_nothing_else(
    tmp_path: Path, is_sealed: bool
) -> None:
    hold(file_shelf(tmp_path), evening()[:2]).close()
    if is_sealed:
        file_shelf(tmp_path).open_session(SESSION).seal(evening()[:2])
    files = MoodyFiles()
    files.trouble = errno.ENOSPC

    with pytest.raises(NotSavedError, match="The disk is full"):
        file_shelf(tmp_path, files).replace_session(SESSION, WHOLE)

    assert file_shelf(tmp_path).entries(SESSION) == evening()[:2]


class LateFullFiles(MoodyFiles):
    """A disk that is full once the session is open."""

    def fsync(self, handle: int) -> None:
        super().fsync(handle)
        self.fsyncs = getattr(self, "fsyncs", 0) + 1
        if self.fsyncs == 2:
            self.trouble = errno.ENOSPC


def test_a_session_that_was_opened_and_not_taken_is_let_go(tmp_path: Path) -> None:
    hold(file_shelf(tmp_path), evening()[:2]).close()

    with pytest.raises(NotSavedError, match="The disk is full"):
        file_shelf(tmp_path, LateFullFiles()).replace_session(SESSION, WHOLE)

    assert not file_shelf(tmp_path).open_session(SESSION).is_read_only


def test_a_session_is_taken_away_whole(make_shelf: MakeShelf) -> None:
    hold(make_shelf(), evening()[:2]).close()

    make_shelf().discard_session(SESSION)

    assert (make_shelf().open_sessions(), make_shelf().records()) == ((), ())
    with pytest.raises(BadInput, match="There is no such session here"):
        make_shelf().discard_session(SESSION)


def test_no_file_of_a_session_that_was_taken_away_is_left(tmp_path: Path) -> None:
    hold(file_shelf(tmp_path), evening()[:2]).close()

    file_shelf(tmp_path).discard_session(SESSION)

    assert list((tmp_path / "sessions").iterdir()) == []


def test_a_session_that_is_open_in_another_window_is_not_taken_away(tmp_path: Path) -> None:
    journal = hold(file_shelf(tmp_path), evening()[:2])

    with pytest.raises(NotSavedError, match="open in another window"):
        file_shelf(tmp_path).discard_session(SESSION)

    assert journal.entries() == file_shelf(tmp_path).entries(SESSION)
    journal.close()


class StickyFiles(RealFiles):
    """A disk on which a record cannot be taken away."""

    def unlink(self, path: Path) -> None:
        if path.suffix == ".circle":
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        super().unlink(path)


def test_a_session_that_cannot_be_taken_away_is_closed_and_no_damage(tmp_path: Path) -> None:
    hold(file_shelf(tmp_path), evening()[:2]).close()

    with pytest.raises(NotSavedError, match="Circle may not write to its folder"):
        file_shelf(tmp_path, StickyFiles()).discard_session(SESSION)

    shelf = file_shelf(tmp_path)
    assert (shelf.open_sessions(), shelf.faults()) == ((), ())
    assert [item.has_begun for item in shelf.records()] == [False]


# A disk that takes nothing


@pytest.mark.parametrize("trouble", [errno.ENOSPC, errno.EROFS])
def test_an_evening_can_be_held_though_its_file_cannot_be_made(tmp_path: Path, trouble: int) -> None:
    files = MoodyFiles()
    files.trouble = trouble

    journal = file_shelf(tmp_path, files).create_session(SESSION, opened())

    assert journal.entries() == journal.unsaved == (opened(),)
    assert journal.trouble.endswith("not saved yet. Everything saved before is safe.")
    assert not journal.is_read_only


@pytest.mark.parametrize("trouble", [errno.ENOSPC, errno.EROFS])
def test_the_whole_evening_is_on_disk_once_there_is_room(tmp_path: Path, trouble: int) -> None:
    files = MoodyFiles()
    files.trouble = trouble
    journal = file_shelf(tmp_path, files).create_session(SESSION, opened())
    with pytest.raises(NotSavedError):
        journal.append([opened(), arrival(2)])
    files.trouble = None

    journal.append([opened(), arrival(2), arrival(3, "p-1")])

    assert (journal.unsaved, journal.trouble) == ((), "")
    assert file_shelf(tmp_path).entries(SESSION) == (opened(), arrival(2), arrival(3, "p-1"))


def test_a_session_that_was_never_saved_can_be_let_go(tmp_path: Path) -> None:
    files = MoodyFiles()
    files.trouble = errno.ENOSPC
    journal = file_shelf(tmp_path, files).create_session(SESSION, opened())

    journal.close()

    assert journal.unsaved == (opened(),)


def test_the_room_says_that_not_even_the_beginning_is_saved(tmp_path: Path) -> None:
    files, clock = MoodyFiles(), HandClock(START)
    files.trouble = errno.ENOSPC

    room = Room(file_shelf(tmp_path, files).create_session(SESSION, opened()), clock)

    assert not room.is_saved
    assert room.trouble.startswith("The disk is full")


def test_the_room_saves_the_beginning_when_it_tries_again(tmp_path: Path) -> None:
    files, clock = MoodyFiles(), HandClock(START)
    files.trouble = errno.ENOSPC
    room = Room(file_shelf(tmp_path, files).create_session(SESSION, opened()), clock)
    files.trouble = None

    is_saved = room.retry()

    assert (is_saved, room.is_saved, room.trouble) == (True, True, "")
    assert file_shelf(tmp_path).entries(SESSION) == (opened(),)


def test_a_disk_that_fills_up_in_the_middle_loses_nothing(tmp_path: Path) -> None:
    files = MoodyFiles()
    journal = hold(file_shelf(tmp_path, files), evening()[:2])
    files.trouble = errno.ENOSPC
    with pytest.raises(NotSavedError):
        journal.append([arrival(3, "p-1")])
    assert journal.unsaved == (arrival(3, "p-1"),)
    files.trouble = None

    journal.append([arrival(3, "p-1")])

    assert file_shelf(tmp_path).entries(SESSION) == (*evening()[:2], arrival(3, "p-1"))


def test_a_session_goes_on_in_memory_where_its_folder_is_read_only(tmp_path: Path) -> None:
    hold(file_shelf(tmp_path), evening()[:2]).close()
    files = MoodyFiles()
    files.trouble = errno.EROFS
    journal = file_shelf(tmp_path, files).open_session(SESSION)
    with pytest.raises(NotSavedError):
        journal.append([arrival(3, "p-1")])
    files.trouble = None

    journal.append([arrival(3, "p-1")])

    assert file_shelf(tmp_path).entries(SESSION) == (*evening()[:2], arrival(3, "p-1"))


def test_what_went_on_elsewhere_meanwhile_is_not_mixed_up(tmp_path: Path) -> None:
    hold(file_shelf(tmp_path), evening()[:2]).close()
    files = MoodyFiles()
    files.trouble = errno.EROFS
    journal = file_shelf(tmp_path, files).open_session(SESSION)
    files.trouble = None
    elsewhere = file_shelf(tmp_path).open_session(SESSION)
    elsewhere.append([arrival(3, "p-1")])
    elsewhere.close()

    with pytest.raises(NotSavedError, match="went on in another window"):
        journal.append([evening()[2]])

    assert file_shelf(tmp_path).entries(SESSION) == (*evening()[:2], arrival(3, "p-1"))


def test_a_session_that_is_held_by_then_is_not_written(tmp_path: Path) -> None:
    hold(file_shelf(tmp_path), evening()[:2]).close()
    files = MoodyFiles()
    files.trouble = errno.EROFS
    journal = file_shelf(tmp_path, files).open_session(SESSION)
    files.trouble = None
    elsewhere = file_shelf(tmp_path).open_session(SESSION)

    with pytest.raises(NotSavedError, match="open in another window"):
        journal.append([evening()[2]])

    assert elsewhere.entries() == evening()[:2]


def test_an_evening_that_was_never_saved_can_still_be_sealed(tmp_path: Path) -> None:
    files = MoodyFiles()
    files.trouble = errno.ENOSPC
    journal = file_shelf(tmp_path, files).create_session(SESSION, opened())
    with pytest.raises(NotSavedError):
        journal.append(evening()[1:])
    with pytest.raises(NotSavedError):
        journal.seal(kept(evening()))
    files.trouble = None

    journal.append(())
    journal.seal(kept(evening()))

    assert [item.id for item in file_shelf(tmp_path).records()] == [SESSION]


# Damage


@pytest.mark.parametrize("is_sealed", [True, False])
def test_a_damaged_session_is_set_aside_and_the_others_go_on(tmp_path: Path, is_sealed: bool) -> None:
    shelf = file_shelf(tmp_path)
    other = "2026-11-12-other"
    for session in (SESSION, other):
        journal = hold(shelf, (opened(session), *evening()[1:]))
        if is_sealed:
            journal.seal(kept(journal.entries()))
        journal.close()
    damage(session_file(tmp_path))

    found = [*(item.id for item in shelf.records()), *(item.id for item in shelf.open_sessions())]

    assert found == [other]
    assert len(shelf.notices) == 1
    assert f"it was set aside as {SESSION}.circle.damaged-" in shelf.notices[0]
    assert not session_file(tmp_path).exists()


def test_a_damaged_session_that_is_asked_for_is_set_aside_and_said(tmp_path: Path) -> None:
    hold(file_shelf(tmp_path), evening()).close()
    damage(session_file(tmp_path))
    shelf = file_shelf(tmp_path)

    with pytest.raises(BadInput, match="was set aside as"):
        shelf.open_session(SESSION)

    assert len(shelf.notices) == 1


def test_a_session_that_lost_its_snapshot_is_set_aside(tmp_path: Path) -> None:
    hold(file_shelf(tmp_path), evening()).close()
    session_file(tmp_path).unlink()
    shelf = file_shelf(tmp_path)

    assert shelf.open_sessions() == ()
    assert shelf.notices[0].startswith(f"The file {SESSION}.circle is missing; it was set aside as")


def test_a_damaged_session_that_is_held_is_left_as_it_is(tmp_path: Path) -> None:
    journal = hold(file_shelf(tmp_path), evening())
    damage(session_file(tmp_path))
    shelf = file_shelf(tmp_path)

    assert (shelf.open_sessions(), shelf.open_sessions()) == ((), ())
    assert len(shelf.notices) == 1
    assert "it is open in another window and was left as it is" in shelf.notices[0]
    assert session_file(tmp_path).exists()
    journal.close()


def test_damage_in_a_read_only_folder_is_said_once(tmp_path: Path) -> None:
    hold_and_seal(file_shelf(tmp_path), evening())
    damage(session_file(tmp_path))
    files = MoodyFiles()
    files.trouble = errno.EROFS
    shelf = file_shelf(tmp_path, files)

    assert (shelf.records(), shelf.records()) == ((), ())
    assert len(shelf.notices) == 1
    assert "it could not be set aside" in shelf.notices[0]


def test_a_file_of_a_newer_circle_stays_where_it_is(tmp_path: Path) -> None:
    hold_and_seal(file_shelf(tmp_path), evening())
    path = session_file(tmp_path)
    header, _, body = path.read_bytes().partition(b"\n")
    fields = {**msgspec.json.decode(header), "version": 2}
    text = frames.to_text({name: value for name, value in fields.items() if name != "crc"})
    fields["crc"] = f"{zlib.crc32(text.encode()):08x}"
    path.unlink()
    path.write_bytes(frames.to_text(fields).encode() + b"\n" + body)
    shelf = file_shelf(tmp_path)

    assert shelf.records() == ()
    assert shelf.notices == [
        f"The file {SESSION}.circle was written by a newer Circle; "
        "it was left as it is, and everything else goes on."
    ]
    assert path.exists()


def test_a_file_with_the_entries_of_another_session_is_set_aside(tmp_path: Path) -> None:
    hold_and_seal(file_shelf(tmp_path), evening())
    session_file(tmp_path).rename(session_file(tmp_path, "another"))
    shelf = file_shelf(tmp_path)

    assert shelf.records() == ()
    assert shelf.notices[0].startswith("What stands in the file another.circle makes no sense to Circle")


def test_files_of_others_are_let_be(tmp_path: Path) -> None:
    hold_and_seal(file_shelf(tmp_path), evening())
    for name in ("Not An Id.circle", "Not An Id.circle.journal-1", "notes.txt", ".circle.journal-1"):
        (tmp_path / "sessions" / name).write_text("mine")
    shelf = file_shelf(tmp_path)

    assert ([item.id for item in shelf.records()], shelf.open_sessions(), shelf.faults()) == (
        [SESSION],
        (),
        (),
    )
    assert shelf.notices == []


def test_a_session_that_never_came_to_be_is_nothing_to_speak_of(tmp_path: Path) -> None:
    hold(file_shelf(tmp_path), evening()).close()
    session_file(tmp_path).unlink()
    journal = tmp_path / "sessions" / f"{SESSION}.circle.journal-1"
    journal.write_bytes(journal.read_bytes().partition(b"\n")[0] + b"\n")
    shelf = file_shelf(tmp_path)

    assert (shelf.open_sessions(), shelf.faults(), shelf.notices) == ((), (), [])


def test_a_session_without_its_first_entry_is_nothing_to_speak_of(tmp_path: Path) -> None:
    file_shelf(tmp_path).save_group(group())
    SessionLog.open(session_file(tmp_path), holder=HOLDER, now=lambda: START).close()
    shelf = file_shelf(tmp_path)

    assert (shelf.open_sessions(), shelf.faults(), shelf.notices) == ((), (), [])


def test_what_sealing_left_behind_is_cleared_away(tmp_path: Path) -> None:
    hold(file_shelf(tmp_path), evening()).close()
    left = {path.name: path.read_bytes() for path in (tmp_path / "sessions").glob("*journal*")}
    journal = file_shelf(tmp_path).open_session(SESSION)
    journal.seal(kept(evening()))
    for name, data in left.items():
        (tmp_path / "sessions" / name).write_bytes(data)
    shelf = file_shelf(tmp_path)

    assert shelf.open_sessions() == ()
    assert not list((tmp_path / "sessions").glob("*journal*"))
    assert [item.id for item in shelf.records()] == [SESSION]


def test_titles_are_cleaned_on_load(tmp_path: Path) -> None:
    first = opened()
    assert isinstance(first.event, SessionOpened)
    (segment, *others) = first.event.segments
    hostile = replace(first.event, segments=(replace(segment, title="\x1b]0;x\x07Opening\u202e"), *others))
    hold(file_shelf(tmp_path), (replace(first, event=hostile),)).close()

    (loaded,) = file_shelf(tmp_path).entries(SESSION)

    assert isinstance(loaded.event, SessionOpened)
    assert loaded.event.segments[0].title == "Opening"


def test_faults_are_told_and_nothing_is_touched(tmp_path: Path) -> None:
    shelf = file_shelf(tmp_path)
    shelf.save_group(group())
    hold_and_seal(shelf, evening())
    assert shelf.faults() == ()
    damage(tmp_path / "groups" / "g-1.circle")
    damage(session_file(tmp_path))

    faults = shelf.faults()

    assert faults == (
        "The file g-1.circle was changed or damaged since Circle wrote it.",
        f"The file {SESSION}.circle was changed or damaged since Circle wrote it.",
    )
    assert session_file(tmp_path).exists()
    assert shelf.notices == []


# The index


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("filled")
    fill.fill(root, sessions=1000)
    file_shelf(root).records()
    return root


def test_a_thousand_sealed_sessions_are_told_from_the_index_alone(filled: Path) -> None:
    files = MoodyFiles()

    records = file_shelf(filled, files).records("g-filled")

    assert (len(records), files.reads) == (1000, 1)


def test_records_from_the_index_are_those_from_the_files(filled: Path) -> None:
    from_index = file_shelf(filled).records()
    (filled / INDEX).unlink()

    assert file_shelf(filled).records() == from_index


def test_no_sealed_session_is_read_to_find_the_open_ones(filled: Path) -> None:
    files = MoodyFiles()

    assert (file_shelf(filled, files).open_sessions(), files.reads) == ((), 0)


def test_a_thousand_sealed_sessions_have_no_fault(filled: Path) -> None:
    assert file_shelf(filled).faults() == ()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: b"garbage",
        lambda data: data[:-1],
        lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
        lambda data: data.replace(b"circle-index-2", b"circle-index-0"),
        lambda data: data[:15] + bytes(4),
    ],
)
def test_a_broken_index_is_made_anew_in_silence(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    fill.fill(tmp_path, sessions=3)
    right = file_shelf(tmp_path).records()
    index = tmp_path / INDEX
    good = index.read_bytes()
    index.write_bytes(spoil(good))
    shelf = file_shelf(tmp_path)

    assert (shelf.records(), shelf.notices) == (right, [])
    assert index.read_bytes() == good


def test_only_what_is_new_or_differs_is_read_again(tmp_path: Path) -> None:
    fill.fill(tmp_path, sessions=5)
    file_shelf(tmp_path).records()
    hold_and_seal(file_shelf(tmp_path), evening())
    os.utime(session_file(tmp_path, fill.session_id(2)), ns=(1, 1))
    files = MoodyFiles()

    records = file_shelf(tmp_path, files).records()

    assert (len(records), files.reads) == (6, 3)


def test_a_record_goes_with_its_file(tmp_path: Path) -> None:
    fill.fill(tmp_path, sessions=3)
    shelf = file_shelf(tmp_path)
    shelf.records()
    session_file(tmp_path, fill.session_id(1)).unlink()

    assert [item.id for item in shelf.records()] == [fill.session_id(0), fill.session_id(2)]


def test_records_are_there_though_the_index_cannot_be_written(tmp_path: Path) -> None:
    fill.fill(tmp_path, sessions=3)
    files = MoodyFiles()
    files.trouble = errno.EROFS
    shelf = file_shelf(tmp_path, files)

    assert (len(shelf.records()), len(shelf.records()), shelf.notices) == (3, 3, [])
    assert not (tmp_path / INDEX).exists()
