"""A desk at 19:24 on a Tuesday, and the clock it stands by."""

from datetime import UTC, datetime

import pytest
from tests.circle_kit import make_desk
from tests.hand_clock import HandClock

from circle_tui.desk import Desk


@pytest.fixture
def clock() -> HandClock:
    return HandClock(datetime(2026, 11, 24, 18, 24, tzinfo=UTC))


@pytest.fixture
def desk(clock: HandClock) -> Desk:
    return make_desk(clock)
