"""Who led, mended after an evening was closed. Its sealed file stays as it is; the group keeps the rest."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from circle_tui.core.record.ledger import SegmentRecord, SessionRecord


class LedInstead(Struct, frozen=True, forbid_unknown_fields=True):
    """Of one segment of one evening, who really led it."""

    session: str
    segment: str
    person: str | None = None
    """Person id; None when nobody did."""


def mended(records: Sequence[SessionRecord], mends: Sequence[LedInstead]) -> tuple[SessionRecord, ...]:
    """Give back the records as they are remembered, with what was mended since."""
    return tuple(_mended(record, [item for item in mends if item.session == record.id]) for record in records)


def with_mend(mends: Sequence[LedInstead], mend: LedInstead) -> tuple[LedInstead, ...]:
    """The mends with one more, which takes the place of an earlier one about the same segment."""
    others = (item for item in mends if (item.session, item.segment) != (mend.session, mend.segment))
    return (*others, mend)


def _mended(record: SessionRecord, mends: Sequence[LedInstead]) -> SessionRecord:
    for mend in mends:
        before = next((item for item in record.segments if item.id == mend.segment), None)
        if before is None or before.leader == mend.person:
            continue
        segments = tuple(_led_by(item, mend.person) if item == before else item for item in record.segments)
        led = _led_instead(record.led, before, mend.person)
        record = replace(record, segments=segments, led=led)
    return record


def _led_by(segment: SegmentRecord, person: str | None) -> SegmentRecord:
    beside = None if person in (None, segment.beside) else segment.beside
    return replace(segment, leader=person, how=None, beside=beside)


def _led_instead(led: tuple[str, ...], before: SegmentRecord, person: str | None) -> tuple[str, ...]:
    """Everyone who led, in order; somebody who stands where nobody was named comes first, not last."""
    result = list(led)
    if before.beside is not None and person in (None, before.beside):
        result.remove(before.beside)
    if before.leader is None:
        return (*([person] if person is not None else []), *result)
    place = result.index(before.leader)
    result[place : place + 1] = [person] if person is not None else []
    return tuple(result)
