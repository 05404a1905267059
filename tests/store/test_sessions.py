from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.store.disk import Cut, DiedError, Disk, FaultyFiles, How
from tests.store.evening import HOLDER, RECORD, now

from circle_tui.store.frames import Document
from circle_tui.store.sessions import SessionLog
from circle_tui.store.trouble import DamagedError, NotSavedError, SealedError


@pytest.fixture(params=["disk", "memory"])
def log(request: pytest.FixtureRequest, record: Path) -> Iterator[SessionLog]:
    log = (
        SessionLog.open(record, holder=HOLDER, now=now) if request.param == "disk" else SessionLog.rehearse()
    )
    yield log
    log.close()


def test_documents_come_in_the_order_of_their_own_numbers(log: SessionLog) -> None:
    log.append([{"seq": 2}, {"seq": 3}])
    log.append([{"seq": 1}])

    assert log.documents() == [{"seq": 1}, {"seq": 2}, {"seq": 3}]


def test_a_number_is_used_once(log: SessionLog) -> None:
    log.append([{"seq": 1}])

    with pytest.raises(ValueError, match="used already"):
        log.append([{"seq": 2}, {"seq": 1}])

    assert log.documents() == [{"seq": 1}]


def test_a_number_is_used_once_within_one_append(log: SessionLog) -> None:
    with pytest.raises(ValueError, match="used already"):
        log.append([{"seq": 1}, {"seq": 1}])


@pytest.mark.parametrize("document", [{}, {"seq": "1"}, {"seq": True}, {"seq": 1.0}])
def test_a_document_needs_a_number_of_its_own(log: SessionLog, document: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="whole number"):
        log.append([document])

    assert log.documents() == []


def test_a_new_log_can_be_written_and_has_nothing_to_tell(log: SessionLog) -> None:
    assert not log.is_read_only
    assert log.held_by is None
    assert log.notices == ()
    assert log.is_saved


def test_sealing_keeps_what_is_given(log: SessionLog) -> None:
    log.append([{"seq": 1}, {"seq": 2}])

    log.seal([{"seq": 1}])

    assert log.documents() == [{"seq": 1}]
    assert log.is_read_only
    assert log.seal_hash


def test_nothing_is_appended_to_a_sealed_log(log: SessionLog) -> None:
    log.seal([])

    with pytest.raises(SealedError):
        log.append([{"seq": 1}])


def test_the_same_documents_have_the_same_seal_on_disk_and_in_memory(record: Path) -> None:
    on_disk, in_memory = SessionLog.open(record, holder=HOLDER, now=now), SessionLog.rehearse()

    on_disk.seal([{"seq": 1}])
    in_memory.seal([{"seq": 1}])

    assert on_disk.seal_hash == in_memory.seal_hash


def test_a_log_that_is_open_elsewhere_is_read_and_says_by_whom(record: Path) -> None:
    first = SessionLog.open(record, holder=HOLDER, now=now)
    first.append([{"seq": 1}])

    second = SessionLog.open(record, holder=HOLDER, now=now)

    assert second.is_read_only
    assert second.documents() == [{"seq": 1}]
    assert "open in another window" in (second.held_by or "")
    first.close()


def test_a_log_that_is_only_read_follows_the_other(record: Path) -> None:
    first = SessionLog.open(record, holder=HOLDER, now=now)
    second = SessionLog.read(record, now=now)
    first.append([{"seq": 1}])

    has_news = second.refresh()

    assert has_news
    assert second.documents() == [{"seq": 1}]
    first.close()


def test_a_rehearsal_has_nothing_to_follow() -> None:
    assert not SessionLog.rehearse().refresh()


def test_what_was_not_saved_is_still_there_and_can_be_saved_later(record: Path) -> None:
    files = FaultyFiles()
    log = SessionLog.open(record, holder=HOLDER, now=now, files=files)
    files.plan = {files.steps + 1: "ENOSPC"}
    with pytest.raises(NotSavedError, match="The disk is full"):
        log.append([{"seq": 1}])
    was_saved = log.is_saved

    log.save()

    assert not was_saved
    assert SessionLog.read(record, now=now).documents() == [{"seq": 1}]
    log.close()


def test_a_number_that_was_not_saved_is_used_all_the_same(record: Path) -> None:
    files = FaultyFiles()
    log = SessionLog.open(record, holder=HOLDER, now=now, files=files)
    files.plan = {files.steps + 1: "ENOSPC"}
    with pytest.raises(NotSavedError):
        log.append([{"seq": 1}])

    with pytest.raises(ValueError, match="used already"):
        log.append([{"seq": 1}])

    log.close()


def test_everything_can_be_saved_elsewhere(record: Path, tmp_path: Path) -> None:
    log = SessionLog.open(record, holder=HOLDER, now=now)
    log.append([{"seq": 1}])

    log.save_elsewhere(tmp_path / "copy.circle")

    assert SessionLog.read(tmp_path / "copy.circle", now=now).documents() == [{"seq": 1}]
    log.close()


def test_a_rehearsal_is_saved_nowhere(tmp_path: Path) -> None:
    SessionLog.rehearse().save_elsewhere(tmp_path / "copy.circle")

    assert list(tmp_path.iterdir()) == []


def test_a_damaged_log_is_refused(record: Path) -> None:
    SessionLog.open(record, holder=HOLDER, now=now).close()
    record.write_bytes(b"")

    with pytest.raises(DamagedError):
        SessionLog.open(record, holder=HOLDER, now=now)


def test_other_documents_take_the_place_of_all_there_are(log: SessionLog) -> None:
    log.append([{"seq": 1}, {"seq": 2}])

    log.replace([{"seq": 2, "new": True}])
    log.append([{"seq": 1}])

    assert log.documents() == [{"seq": 1}, {"seq": 2, "new": True}]


BEFORE, AFTER = [{"seq": 1}, {"seq": 2}], [{"seq": 1, "new": True}]
REOPENING = 60
"""More steps than it takes."""


@pytest.mark.parametrize("cut", ["kill", "nothing", "some"])
@pytest.mark.parametrize("how", ["die half-way", "die after", "EIO"])
def test_dying_while_a_sealed_log_gives_way_leaves_it_as_it_was_or_as_it_is_then(how: How, cut: Cut) -> None:
    left = [left_of_reopening(how, cut, step) for step in range(1, REOPENING)]

    assert [found for found in left if found not in (BEFORE, AFTER)] == []
    assert left[-1] == AFTER


def left_of_reopening(how: How, cut: Cut, step: int) -> list[Document]:
    """What stands in a log that was to be replaced, when the disk failed at that step."""
    disk = Disk()
    SessionLog.open(RECORD, holder=HOLDER, now=now, files=disk).seal(BEFORE)
    disk.steps, disk.plan = 0, {step: how}
    with suppress(DiedError, NotSavedError, DamagedError):
        log = SessionLog.reopen(RECORD, holder=HOLDER, now=now, files=disk)
        log.replace(AFTER)
        log.seal(AFTER)
    disk.restart(cut, step)
    return SessionLog.open(RECORD, holder=HOLDER, now=now, files=disk).documents()
