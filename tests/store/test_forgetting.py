"""Forgetting a person: no file of the data folder has the name any more, and no closed evening changes."""

import errno
import json
from datetime import UTC, datetime, time
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace
from tests.circle_kit import NotedClipboard, make_group, written
from tests.hand_clock import HandClock
from tests.store.disk import Cut, DiedError, Disk, How
from tests.store.evening import HOLDER, now

from circle_tui.content.load import Library
from circle_tui.core.agreements.decisions import decide
from circle_tui.core.clock.recurrence import Recurrence
from circle_tui.core.errors import BadInput
from circle_tui.core.happening import moves
from circle_tui.core.happening.keeping import kept, words_apart
from circle_tui.core.people import leading, presenting, roster
from circle_tui.core.people.forgetting import forgotten, says_after, standing
from circle_tui.core.people.group import Group, Member, with_words_decided
from circle_tui.core.plan.planning import EveningPlan
from circle_tui.core.shelf import NotSavedError
from circle_tui.desk import Desk
from circle_tui.store.files import OWNER_ONLY, Files, Lock, RealFiles
from circle_tui.store.forgetting import MARK, finish, forget
from circle_tui.store.groups import read_group, write_group
from circle_tui.store.library import FileShelf
from circle_tui.store.memory import MemoryShelf
from circle_tui.store.names import beside

NAME = "Ottilië"
NAMES = ("Dana", NAME, "Jo")


def shelf_in(root: Path, files: Files | None = None) -> FileShelf:
    return FileShelf(root, holder=HOLDER, now=now, files=files)


def desk_over(shelf: FileShelf) -> Desk:
    ids = iter(f"{number:04x}" for number in range(1, 1000))
    clock = HandClock(datetime(2026, 11, 24, 18, 24, tzinfo=UTC))
    return Desk(shelf, Library(None), clock, NotedClipboard(), Random, lambda: next(ids))


def hold_an_evening(desk: Desk, group: Group) -> None:
    """Everyone comes, somebody leads and brings; it is closed as any other evening."""
    plan = desk.preparation.plan(group)
    assert isinstance(plan, EveningPlan)
    evening = desk.open(group, plan.segments)
    room, person = evening.room, group.members[1].id
    for member in group.members:
        assert room.do(moves.arrive, member.id) is None
    assert room.do(moves.begin) is None
    assert room.do(leading.name_leader, segment="check-in", person=person, how="offered") is None
    assert room.do(presenting.name_presenter, "case-1", person) is None
    assert room.do(decide, f"{NAME} keeps the list.", way="consent") is None
    desk.seal(evening)


def damage(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def files_with(root: Path, name: str) -> list[str]:
    """Files in which a name stands, in any case, in letters or as JSON may write them."""
    ways = {
        way.casefold() for way in (name, json.dumps(name)[1:-1], name.upper(), json.dumps(name.upper())[1:-1])
    }
    return [
        str(path.relative_to(root))
        for path in sorted(root.rglob("*"))
        if path.is_file() and any(way in path.read_text("utf-8", "replace").casefold() for way in ways)
    ]


def sealed(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / "sessions").glob("*.circle"))}


def someone(group: Group) -> Member:
    return next(member for member in group.members if member.name == NAME)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder after an evening, with the name in every place in which it can come to stand."""
    root = tmp_path / "data"
    desk = desk_over(shelf_in(root))
    group = make_group(desk, NAMES)
    damaged = make_group(desk, [NAME, "Kofi"], name="An older circle")
    group = written(desk, roster.with_pronouns(group, group.members[1].id, "they/them"))
    hold_an_evening(desk, group)
    group = desk.register.with_closing_line(group, f"{NAME.upper()} has the last word.")
    desk.keep_loose_ends(group, [f"what {NAME} asked"])
    damage(root / "groups" / f"{damaged.id}.circle")
    escaped = json.dumps({"name": NAME})
    (root / "groups" / f"{group.id}.circle.torn-20261101T190000Z").write_text(escaped)
    (root / "groups" / "g-gone.circle.damaged-20261101T190000Z-2").write_text(escaped)
    (root / "sessions" / "s-1.circle.damaged-20261101T190000Z").write_text(f'{{"text":"{NAME} leads"}}')
    return root


def test_no_file_has_the_name_of_whoever_was_forgotten(root: Path) -> None:
    desk = desk_over(shelf_in(root))
    (group,) = desk.groups()
    before = sealed(root)
    assert len(files_with(root, NAME)) == 5

    group = desk.register.forget(group, someone(group), standing(group, NAME))

    assert files_with(root, NAME) == []
    assert sealed(root) == before
    assert desk.groups() == (group,)
    assert [member.name for member in group.members] == ["Dana", "Jo"]
    assert (group.closing_line, group.loose_ends) == ("Somebody has the last word.", ("what somebody asked",))
    assert [len(record.attendance) for record in desk.shelf.records()] == [3]
    assert [item.text for item in desk.past(group)[0].decisions] == ["Somebody keeps the list."]


def test_no_evening_and_no_index_has_the_words_of_what_was_decided(root: Path) -> None:
    desk = desk_over(shelf_in(root))
    (group,) = desk.groups()

    assert [item.text for item in desk.past(group)[0].decisions] == [f"{NAME} keeps the list."]
    assert [path for path in files_with(root, "keeps the list") if not path.startswith("groups/")] == []


def test_words_in_an_evening_that_was_closed_before_stay_and_are_said_to(root: Path) -> None:
    desk = desk_over(shelf_in(root))
    (group,) = desk.groups()
    plan = desk.preparation.plan(group)
    assert isinstance(plan, EveningPlan)
    evening = desk.open(group, plan.segments)
    evening.room.do(moves.begin)
    evening.room.do(decide, f"{NAME} brings tea.", way="consent")
    evening.room.do(moves.end_session)
    evening.room.journal.seal(kept(evening.room.entries))
    before = sealed(root)

    known = desk.register.parting(group, someone(group))
    group = desk.register.forget(group, someone(group), known.words)

    assert known.decided == (datetime(2026, 11, 24, tzinfo=UTC).date(),)
    assert "It still stands in what was decided on Tuesday 24 November 2026" in says_after(group, known)
    assert {Path(file).parts[0] for file in files_with(root, NAME)} == {"sessions", "index"}
    assert sealed(root) == before


def test_the_words_are_on_disk_before_the_evening_is_sealed(root: Path) -> None:
    desk = desk_over(shelf_in(root))
    (group,) = desk.groups()
    plan = desk.preparation.plan(group)
    assert isinstance(plan, EveningPlan)
    evening = desk.open(group, plan.segments)
    evening.room.do(moves.begin)
    evening.room.do(decide, "We bring tea.", way="consent")
    lock = RealFiles().lock(beside(root / "groups" / f"{group.id}.circle", "lock"))
    assert lock is not None

    with pytest.raises(NotSavedError, match="Another window is just writing this group"):
        desk.seal(evening)
    still_open = desk.left_open()
    lock.release()
    desk.seal(evening)

    assert [item.has_ended for item in still_open] == [True]
    assert desk.left_open() == ()
    assert {item.text for past in desk.past(desk.groups()[0]) for item in past.decisions} == {
        f"{NAME} keeps the list.",
        "We bring tea.",
    }


def test_words_written_down_by_a_sealing_that_was_cut_short_are_there_once(root: Path) -> None:
    desk = desk_over(shelf_in(root))
    (group,) = desk.groups()
    plan = desk.preparation.plan(group)
    assert isinstance(plan, EveningPlan)
    evening = desk.open(group, plan.segments)
    evening.room.do(moves.begin)
    evening.room.do(decide, "We bring tea.", way="consent")
    evening.room.do(moves.end_session)
    _, words = words_apart(evening.room.entries)
    desk.register.change(group, lambda now: with_words_decided(now, words))
    evening.room.journal.close()

    desk.close_as_of_last(desk.left_open()[0])

    assert [item.text for item in desk.groups()[0].decided] == [f"{NAME} keeps the list.", "We bring tea."]


def test_the_end_of_a_journal_that_is_cut_off_goes_though_nobody_had_set_it_aside_yet(root: Path) -> None:
    desk = desk_over(shelf_in(root))
    (group,) = desk.groups()
    (journal,) = (root / "groups").glob(f"{group.id}.circle.journal-*")
    with journal.open("ab") as file:
        file.write(f'00000000 {{"g":1,"name":"{NAME}'.encode())

    desk.register.forget(group, someone(group), standing(group, NAME))

    assert files_with(root, NAME) == []
    assert list((root / "groups").glob(f"{group.id}.circle.torn-*")) == []


def test_nobody_is_forgotten_while_something_for_one_evening_lies_beside_a_closed_one(root: Path) -> None:
    shelf = shelf_in(root)
    (group,) = shelf.groups()
    (evening,) = (root / "sessions").glob("*.circle")
    beside(evening, "journal-7").write_text(NAME)

    with pytest.raises(NotSavedError, match="could not be removed yet from beside a closed evening"):
        shelf.forget(group.id, lambda now: forgotten(now, someone(now)), NAME)

    assert someone(shelf.groups()[0])


def test_whoever_was_renamed_in_another_window_is_looked_at_once_more(root: Path) -> None:
    desk = desk_over(shelf_in(root))
    (group,) = desk.groups()
    her = someone(group)
    desk.register.change(group, lambda now: roster.renamed(now, her.id, "Tilly"))

    with pytest.raises(BadInput, match=f"{NAME} goes by another name by now"):
        desk.register.forget(group, her)

    assert "Tilly" in [member.name for member in desk.groups()[0].members]


def test_whoever_was_forgotten_in_another_window_is_not_forgotten_twice(root: Path) -> None:
    desk = desk_over(shelf_in(root))
    (group,) = desk.groups()
    desk.register.forget(group, someone(group))

    with pytest.raises(BadInput, match="They are not in this group any more"):
        desk.register.forget(group, someone(group))


def test_what_another_window_wrote_stays_when_somebody_is_forgotten(root: Path) -> None:
    desk = desk_over(shelf_in(root))
    (group,) = desk.groups()
    desk.register.add_person(group, "Zoe", is_guest=False)

    after = desk.register.forget(group, someone(group))

    assert [member.name for member in after.members] == ["Dana", "Jo", "Zoe"]


def test_it_is_said_first_which_damaged_files_go(root: Path) -> None:
    desk = desk_over(shelf_in(root))
    (group,) = desk.groups()

    known = desk.register.parting(group, someone(group))

    assert (len(known.set_aside), known.evenings, len(known.words)) == (4, 1, 3)
    assert known.decided == ()


def test_a_damaged_file_of_a_group_in_which_somebody_of_that_name_stays_is_left(root: Path) -> None:
    desk = desk_over(shelf_in(root))
    (group,) = desk.groups()
    other = make_group(desk, [NAME], name="Thursday Circle")
    torn = root / "groups" / f"{other.id}.circle.torn-20261101T190000Z"
    torn.write_text(f'{{"name":"{NAME}"')
    unnamed = root / "groups" / "g-old.circle.damaged-20261101T190000Z"
    unnamed.write_text("Dana")

    known = desk.register.parting(group, someone(group))
    desk.register.forget(group, someone(group), known.words)

    assert known.is_elsewhere
    assert {Path(file).name.partition(".circle")[0] for file in files_with(root, NAME)} == {other.id}
    assert torn.exists()
    assert unnamed.exists()


def test_nobody_is_forgotten_while_an_evening_of_the_group_is_open(root: Path) -> None:
    desk = desk_over(shelf_in(root))
    (group,) = desk.groups()
    plan = desk.preparation.plan(group)
    assert isinstance(plan, EveningPlan)
    desk.open(group, plan.segments)

    with pytest.raises(BadInput, match="still open: once it is closed"):
        desk.register.forget(group, someone(group))

    assert someone(desk.groups()[0])


def test_a_group_that_somebody_else_holds_is_left_as_it_is(root: Path) -> None:
    desk = desk_over(shelf_in(root))
    (group,) = desk.groups()
    lock = RealFiles().lock(beside(root / "groups" / f"{group.id}.circle", "lock"))
    assert lock is not None
    before = files_with(root, NAME)

    with pytest.raises(NotSavedError, match="Another window is just writing this group"):
        desk.register.forget(group, someone(group))

    lock.release()
    assert files_with(root, NAME) == before


def test_an_older_copy_of_the_group_does_not_bring_anybody_back(root: Path) -> None:
    desk = desk_over(shelf_in(root))
    (older,) = desk.groups()
    desk.register.forget(older, someone(older), standing(older, NAME))

    desk.register.change(older, lambda now: replace(now, closing_line="Go well."))
    written(desk, replace(older, closing_line="Go well.", loose_ends=(), decided=()))

    assert files_with(root, NAME) == []
    assert desk.groups()[0].closing_line == "Go well."


DANA, OTTILIE = Member("p-1", "Dana", joined=now().date()), Member("p-2", NAME, joined=now().date())
CIRCLE = Group(
    id="g-1",
    name="Tuesday Circle",
    mode="support",
    format="open-support-circle",
    recurrence=Recurrence(every="sunday", first=now().date(), at=time(19, 30), minutes=60, zone="UTC"),
    members=(DANA, OTTILIE),
)
RECORD = Path("/data/groups/g-1.circle")
TORN = beside(RECORD, "torn-20261101T190000Z")
STEPS = 110
"""More than it takes."""


@pytest.mark.parametrize(
    ("how", "cut"), [("die half-way", "kill"), ("die half-way", "nothing"), ("die after", "some")]
)
def test_dying_at_any_step_leaves_all_of_it_or_is_brought_to_its_end(how: How, cut: Cut) -> None:
    left = [left_after_death(how, step, cut) for step in range(1, STEPS)]

    assert left == [[]] * (STEPS - 1)


def left_after_death(how: How, step: int, cut: Cut) -> list[str]:
    """Files that have the name after a death at that step, and after what a reading shelf does then."""
    disk = Disk()
    write_group(RECORD, CIRCLE, holder=HOLDER, now=now, files=disk)
    torn = disk.create(TORN, OWNER_ONLY)
    disk.write(torn, NAME.encode())
    disk.fsync(torn)
    disk.sync_folder(TORN.parent)
    cut_off(disk)
    disk.steps, disk.plan = 0, {step: how}
    try:
        take_out(disk)
        assert disk.steps < STEPS
    except DiedError:
        disk.restart(cut, step)
    disk.plan = {}
    if beside(RECORD, MARK) in disk.now:
        finish(RECORD, holder=HOLDER, now=now, files=disk)
    if OTTILIE in read_group(RECORD, now=now, files=disk).members:
        take_out(disk)
    return [path.name for path, inode in disk.now.items() if NAME.encode() in inode.data]


def cut_off(disk: Disk) -> None:
    """Let the journal end in the middle of a record that has the name."""
    (journal,) = (inode for path, inode in disk.now.items() if ".journal-" in path.name)
    journal.data += f'00000000 {{"g":1,"name":"{NAME}'.encode()
    journal.sync()


def take_out(disk: Disk) -> None:
    forget(RECORD, without_her, NAME, spared=(), holder=HOLDER, now=now, files=disk)


def without_her(group: Group) -> Group:
    return forgotten(group, OTTILIE, standing(group, NAME))


def test_what_cannot_be_written_is_said_and_is_done_another_time(root: Path) -> None:
    desk = desk_over(shelf_in(root))
    (group,) = desk.groups()
    mark = beside(root / "groups" / f"{group.id}.circle", MARK)
    mark.mkdir()

    with pytest.raises(NotSavedError):
        desk.register.forget(group, someone(group), standing(group, NAME))
    mark.rmdir()
    mark.touch()
    desk.groups()

    assert files_with(root, NAME) == []
    assert not mark.exists()


class ReluctantFiles(RealFiles):
    """A disk on which no journal can be taken away for as long as the record is held."""

    is_held = False

    def lock(self, path: Path) -> Lock | None:
        self.is_held = True
        return Released(self, super().lock(path))

    def unlink(self, path: Path) -> None:
        if self.is_held and ".journal-" in path.name:
            raise PermissionError
        super().unlink(path)


class Released:
    """A lock that tells its disk when it is given back."""

    def __init__(self, files: ReluctantFiles, lock: Lock | None) -> None:
        self._files = files
        self._lock = lock

    def release(self) -> None:
        assert self._lock is not None
        self._lock.release()
        self._files.is_held = False


def test_an_earlier_text_that_could_not_be_taken_away_at_once_goes_with_the_last_step(tmp_path: Path) -> None:
    shelf_in(tmp_path).save_group(CIRCLE)
    shelf = shelf_in(tmp_path, ReluctantFiles())

    shelf.forget(CIRCLE.id, without_her, NAME)

    assert files_with(tmp_path, NAME) == []


def test_an_empty_folder_and_memory_have_nothing_to_take_away(tmp_path: Path) -> None:
    memory = MemoryShelf([CIRCLE])

    memory.forget(CIRCLE.id, without_her, NAME)

    assert memory.groups()[0].members == (DANA,)
    assert memory.set_aside_with(CIRCLE.id, NAME) == shelf_in(tmp_path).set_aside_with(CIRCLE.id, NAME) == ()


class UnreadableFiles(RealFiles):
    """A disk that does not let anything be read that was set aside."""

    def read(self, path: Path) -> bytes:
        if "damaged" in path.name:
            raise PermissionError(errno.EACCES, path.name)
        return super().read(path)


def test_a_file_set_aside_that_cannot_be_read_is_named_before_anybody_is_forgotten(root: Path) -> None:
    (group,) = shelf_in(root).groups()

    with pytest.raises(NotSavedError, match=r"The file g-.* cannot be read, so nobody is forgotten yet"):
        shelf_in(root, UnreadableFiles()).set_aside_with(group.id, NAME)


def test_what_is_no_file_is_left_where_it_is(root: Path) -> None:
    folder = root / "groups" / "g-folder.circle.damaged-20261101T190000Z"
    folder.mkdir()
    desk = desk_over(shelf_in(root))
    (group,) = desk.groups()

    desk.register.forget(group, someone(group), standing(group, NAME))

    assert folder.exists()
    assert files_with(root, NAME) == []
