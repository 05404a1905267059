"""The joining card stands in an evening for those who are new, and is passed by when none of them is here."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from tests.core.hour import JO, SUPPORT_HOUR, Hour, ListJournal, minutes, opened, turn

from circle_tui.core.agreements.rules import AgreedRule, Rule, RulesVersion, for_joining
from circle_tui.core.clock import timing
from circle_tui.core.happening import moves
from circle_tui.core.happening.events.evening import SessionOpened
from circle_tui.core.happening.session import StepKey
from circle_tui.core.people.group import Member
from circle_tui.core.people.roster import to_welcome
from circle_tui.core.plan.agenda import Step
from circle_tui.core.shown.agendarows import next_words

CARD = Step("joining", "For those new here", seconds=120, minimum=60, card="joining")
KEY = StepKey("opening", "joining")


def hour_with(newcomers: tuple[str, ...] | None) -> Hour:
    """An hour whose opening ends with the card, at its last step before it."""
    opening = replace(SUPPORT_HOUR[0], steps=(*SUPPORT_HOUR[0].steps, CARD))
    entry = opened((opening, *SUPPORT_HOUR[1:]), length=62)
    assert isinstance(entry.event, SessionOpened)
    event = replace(entry.event, newcomers=newcomers)
    hour = Hour(journal=ListJournal([replace(entry, event=event)]))
    hour.begin()
    hour.go_to("opening", SUPPORT_HOUR[0].steps[-1].id)
    return hour


@pytest.mark.parametrize("newcomers", [(JO,), (JO, "p-somebody-else"), None])
def test_it_comes_when_somebody_new_is_here_or_nobody_noted_who_is(newcomers: tuple[str, ...] | None) -> None:
    hour = hour_with(newcomers)

    hour.do(moves.go_on)

    assert hour.session.position == KEY


@pytest.mark.parametrize("newcomers", [(), ("p-somebody-else",)])
def test_without_any_of_them_it_is_passed_by_and_its_minutes_are_in_hand(newcomers: tuple[str, ...]) -> None:
    hour = hour_with(newcomers)
    ahead = timing.project(hour.session, hour.now).behind
    following = next_words(hour.session, hour.now)

    hour.do(moves.go_on)

    assert following.startswith("Check-in")
    assert hour.session.position == StepKey("check-in", "round")
    assert hour.session.boxes[KEY].length == minutes(0)
    assert timing.project(hour.session, hour.now).behind <= ahead - minutes(2)
    hour.do(moves.go_back)
    assert hour.session.position == StepKey("opening", SUPPORT_HOUR[0].steps[-1].id)


def test_it_is_for_whoever_joined_since_the_first_evening_and_has_not_said_yes() -> None:
    day = date(2026, 11, 24)
    founder, new, heard, guest = (Member(name, name, day) for name in ("founder", "new", "heard", "guest"))
    heard, guest = replace(heard, consented_on=day), replace(guest, is_guest=True)
    people = (founder, new, heard, guest)
    first, second, third = (turn(7 * week, ("founder", "new")[: week + 1], ()) for week in range(3))

    asked = [to_welcome(people, past) for past in ((), (first,), (first, second), (first, second, third))]

    assert asked == [(), (new,), (new,), ()]


def test_it_is_not_for_somebody_who_was_in_the_group_before_and_missed_its_first_evening() -> None:
    began = turn(0, ("founder",), ())
    absent = Member("absent", "Absent", began.on - timedelta(days=1))
    later = Member("later", "Later", began.on)

    asked = to_welcome((absent, later), (began,))

    assert asked == (later,)


def test_the_rules_one_is_asked_about_on_joining_are_those_of_the_version_in_force() -> None:
    once = Rule("once", "I say goodbye.", "time", "joining", ("cycle",))
    often = Rule("often", "We begin on time.", "time", "roll-call", ("cycle",))
    version = RulesVersion(
        2, date(2026, 1, 6), tuple(AgreedRule(rule.id, rule.text) for rule in (once, often))
    )

    asked = for_joining(version, {"once": once, "often": often, "other": replace(once, id="other")})

    assert asked == (AgreedRule("once", "I say goodbye."),)
    assert for_joining(None, {"once": once}) == ()
