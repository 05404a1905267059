"""How a group leads, on disk: it comes back as it was, and files from before it was kept still open."""

from datetime import date, time
from pathlib import Path

import msgspec
from tests.store.evening import HOLDER, now

from circle_tui.core.clock.recurrence import Recurrence
from circle_tui.core.people.group import Group, Member
from circle_tui.core.people.mending import LedInstead
from circle_tui.core.people.policies import EACH_SEGMENT, RotationPolicy
from circle_tui.store.groups import read_group, write_group

GROUP = Group(
    id="g-1",
    name="Tuesday Circle",
    mode="support",
    format="open-support-circle",
    recurrence=Recurrence("thursday", date(2026, 11, 19), time(19, 30), 60, "Europe/Berlin"),
    members=(Member(id="p-1", name="Dana", joined=date(2026, 1, 1)),),
    rotation=RotationPolicy("fixed", "p-1", decided_on=date(2026, 11, 24), decision="d-1"),
    mends=(LedInstead("2026-11-24-0001", "check-in", "p-1"), LedInstead("2026-11-24-0001", "topic-1")),
)


def test_how_a_group_leads_and_what_was_mended_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "g-1.circle"

    write_group(path, GROUP, holder=HOLDER, now=now)

    assert read_group(path, now=now) == GROUP


def test_a_group_from_before_policies_is_asked_part_by_part() -> None:
    fields = msgspec.to_builtins(GROUP)
    del fields["rotation"], fields["mends"]

    group = msgspec.convert(fields, Group)

    assert (group.rotation, group.mends) == (EACH_SEGMENT, ())
