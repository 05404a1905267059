"""A group as a record on disk, in the one file where names stand: its profile, a document for each member
and one for each version of the rules.

A file is held only while it is written, so that a second Circle can read it at any time. This must not know
where the file stands.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import cast

import msgspec
from msgspec.structs import replace

from circle_tui.core.people.group import Group
from circle_tui.store.documents import Database
from circle_tui.store.files import Files
from circle_tui.store.journal import cleaned
from circle_tui.store.storage import JournalStorage
from circle_tui.store.trouble import Holder

PROFILE, MEMBERS, RULES = "profile", "members", "rules"
NAMELESS_GROUP, NAMELESS = "A group", "Someone"
"""What a group or a member is called whose name had nothing visible in it."""

Document = Mapping[str, object]


def read_group(path: Path, *, now: Callable[[], datetime], files: Files | None = None) -> Group:
    """The group in a file, its texts cleaned, without holding the file.

    Raises `DamagedError`, and `msgspec.ValidationError` when the documents make no group.
    """
    database = Database(JournalStorage(path, mode="read", holder=None, now=now, files=files))
    try:
        return _group_in(database)
    finally:
        database.close()


def change_group(
    path: Path,
    change: Callable[[Group], Group],
    *,
    holder: Holder,
    now: Callable[[], datetime],
    files: Files | None = None,
) -> Group:
    """Change the group in a file as it stands there now, and give back how it stands then.

    The file is held from the reading to the writing, so that two windows never undo what the other wrote.
    Whatever `change` raises is raised, and nothing is written. Raises what reading and writing raise.
    """
    with HeldGroup(path, holder=holder, now=now, files=files) as held:
        before = held.read()
        after = change(before)
        if after != before:
            held.write(after)
        return held.read()


class HeldGroup:
    """The file of a group, held from the first reading to the last writing."""

    def __init__(
        self, path: Path, *, holder: Holder, now: Callable[[], datetime], files: Files | None = None
    ) -> None:
        self._storage = JournalStorage(path, mode="own", holder=holder, now=now, files=files)
        self._database = Database(self._storage)

    def __enter__(self) -> "HeldGroup":
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def read(self) -> Group:
        """The group as it stands in the file; `msgspec.ValidationError` when the documents make no group."""
        return _group_in(self._database)

    def settle(self) -> None:
        """Have the disk as it was read: what was cut off lies set aside from here on, and not later."""
        self._storage.save()

    def write(self, group: Group) -> None:
        """Put the group there, only what changed, and leave no old text in the file."""
        _put_group(self._storage, self._database, group)


def write_group(
    path: Path,
    group: Group,
    *,
    holder: Holder,
    now: Callable[[], datetime],
    files: Files | None = None,
) -> None:
    """Put a group in its file in one transaction, only what changed.

    When something was taken away or changed, the file is written anew, so that no old name stays in it.
    Whoever was forgotten in the file stays so, also when another Circle still had them.
    Raises `HeldError`, `DamagedError` and `NotSavedError`.
    """
    storage = JournalStorage(path, mode="own", holder=holder, now=now, files=files)
    database = Database(storage)
    try:
        _put_group(storage, database, group)
    finally:
        database.close()


def _group_in(database: Database) -> Group:
    profiles = _in_order(database, PROFILE)
    fields: dict[str, object] = dict(profiles[0]) if profiles else {}
    fields[MEMBERS] = _in_order(database, MEMBERS)
    fields[RULES] = _in_order(database, RULES)
    fields = cast("dict[str, object]", cleaned(fields))
    fields["name"] = fields.get("name") or NAMELESS_GROUP
    for member in cast("list[dict[str, object]]", fields[MEMBERS]):
        member["name"] = member.get("name") or NAMELESS
    return msgspec.convert(fields, Group)


def _put_group(storage: JournalStorage, database: Database, group: Group) -> None:
    group = _without_forgotten(group, database)
    fields = cast("dict[str, object]", cleaned(msgspec.to_builtins(group)))
    members = cast("list[Document]", fields.pop(MEMBERS))
    rules = cast("list[Document]", fields.pop(RULES))
    with storage.batch():
        has_replaced = [
            _put(database, PROFILE, [fields]),
            _put(database, MEMBERS, members),
            _put(database, RULES, rules),
        ]
    if any(has_replaced):
        storage.compact()


def _without_forgotten(group: Group, database: Database) -> Group:
    there = [name for profile in database.table(PROFILE) for name in profile.get("forgotten", ())]
    gone = (*there, *(name for name in group.forgotten if name not in there))
    members = tuple(member for member in group.members if member.id not in gone)
    return replace(group, members=members, forgotten=gone)


def _in_order(database: Database, table: str) -> list[Document]:
    documents = sorted(database.table(table), key=lambda document: cast("int", document["place"]))
    return [{key: value for key, value in document.items() if key != "place"} for document in documents]


def _put(database: Database, name: str, wanted: Sequence[Document]) -> bool:
    """Make the table hold these documents, each at its place; gives back whether anything went."""
    table = database.table(name)
    placed = [{"place": place, **document} for place, document in enumerate(wanted)]
    gone = [document.doc_id for document in table if dict(document) not in placed]
    if gone:
        table.remove(doc_ids=gone)
    there = [dict(document) for document in table]
    table.insert_multiple([document for document in placed if document not in there])
    return bool(gone)
