"""Who led, mended after an evening was closed."""

import pytest
from msgspec.structs import replace
from tests.core.hour import DANA, INES, JO, MARA, SAM, Hour

from circle_tui.core.people import leading
from circle_tui.core.people.mending import LedInstead, mended, with_mend
from circle_tui.core.record import ledger
from circle_tui.core.record.ledger import SessionRecord


def closed() -> SessionRecord:
    """An evening in which Jo led the check-in, and Mara and Sam the first topic together."""
    hour = Hour()
    hour.begin()
    hour.lead("check-in", JO)
    hour.do(leading.name_leader, segment="topic-1", person=SAM, how="offered", beside=MARA)
    return replace(ledger.record(hour.session, hour.now), id="s-1")


@pytest.mark.parametrize(
    ("segment", "person", "led", "pairs"),
    [
        ("check-in", INES, (INES, SAM, MARA), ((SAM, MARA),)),
        ("check-in", None, (SAM, MARA), ((SAM, MARA),)),
        ("check-in", JO, (JO, SAM, MARA), ((SAM, MARA),)),
        ("topic-2", DANA, (DANA, JO, SAM, MARA), ((SAM, MARA),)),
        ("topic-2", None, (JO, SAM, MARA), ((SAM, MARA),)),
        ("topic-1", INES, (JO, INES, MARA), ((INES, MARA),)),
        ("topic-1", MARA, (JO, MARA), ()),
        ("topic-1", None, (JO,), ()),
        ("gone", INES, (JO, SAM, MARA), ((SAM, MARA),)),
    ],
)
def test_what_is_mended_counts_as_if_it_had_been_so(
    segment: str, person: str | None, led: tuple[str, ...], pairs: tuple[tuple[str, str], ...]
) -> None:
    record, other = mended([closed(), replace(closed(), id="s-2")], [LedInstead("s-1", segment, person)])

    assert (ledger.turn(record).led, ledger.turn(record).pairs) == (led, pairs)
    assert other == replace(closed(), id="s-2")


def test_how_somebody_came_to_lead_is_not_said_of_whoever_led_instead() -> None:
    (record,) = mended([closed()], [LedInstead("s-1", "check-in", INES), LedInstead("s-1", "topic-2", DANA)])

    assert {part.leader: part.how for part in record.segments if part.leader in (INES, DANA)} == {
        INES: None,
        DANA: None,
    }


def test_to_mend_again_takes_the_place_of_the_earlier_mend() -> None:
    first, other = LedInstead("s-1", "check-in", INES), LedInstead("s-1", "topic-2", INES)

    mends = with_mend((first, other), LedInstead("s-1", "check-in", DANA))

    assert mends == (other, LedInstead("s-1", "check-in", DANA))
