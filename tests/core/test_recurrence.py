from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from circle_tui.core.clock.recurrence import (
    DAYS,
    Monthly,
    Recurrence,
    Rule,
    Weekly,
    default_first,
    describe,
    occurrences,
    parse_every,
    phrase_of,
    recur,
    say_countdown,
    say_when,
    zone_meant,
    zone_named,
)
from circle_tui.core.errors import BadInput
from circle_tui.core.plan.series import next_start

THURSDAY, FRIDAY = 3, 4
BERLIN = "Europe/Berlin"
TODAY = date(2025, 6, 10)
FORTNIGHTLY = Recurrence(
    every="2 weeks on thursday", first=date(2025, 6, 12), at=time(13, 30), minutes=90, zone=BERLIN
)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)

RULES = st.one_of(
    st.builds(Weekly, weekday=st.integers(0, 6), weeks=st.integers(1, 52)),
    st.builds(Monthly, weekday=st.integers(0, 6), which=st.sampled_from([1, 2, 3, 4, -1])),
)
DATES = st.dates(date(2001, 1, 1), date(2150, 1, 1))
ZONES = st.sampled_from(
    [BERLIN, "America/New_York", "Australia/Sydney", "Asia/Kathmandu", "Pacific/Apia", "UTC"]
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def days(recurrence: Recurrence, count: int, after: datetime = LONG_AGO) -> list[str]:
    return [f"{moment:%m-%d}" for moment in occurrences(recurrence, after, count)]


def instants(recurrence: Recurrence, count: int) -> list[str]:
    return [moment.isoformat(timespec="minutes") for moment in occurrences(recurrence, LONG_AGO, count)]


@pytest.mark.parametrize(
    ("phrase", "rule"),
    [
        ("thursday", Weekly(THURSDAY)),
        ("Every Thursday", Weekly(THURSDAY)),
        ("  EVERY   monday ", Weekly(0)),
        ("2 weeks on thursday", Weekly(THURSDAY, 2)),
        ("every 3 Weeks on Sunday", Weekly(6, 3)),
        ("1 week on thursday", Weekly(THURSDAY)),
        ("52 weeks on thursday", Weekly(THURSDAY, 52)),
        ("thursdays", Weekly(THURSDAY)),
        ("Thursday evenings", Weekly(THURSDAY)),
        ("on Thursdays", Weekly(THURSDAY)),
        ("every 2 weeks on thursday evening", Weekly(THURSDAY, 2)),
        ("month on the 2nd thursday", Monthly(THURSDAY, 2)),
        ("every month on the 1st Friday", Monthly(FRIDAY, 1)),
        ("Month On The Last Friday", Monthly(FRIDAY, -1)),
    ],
)
def test_a_rhythm_is_read_as_it_is_said(phrase: str, rule: Rule) -> None:
    assert parse_every(phrase) == rule


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "every",
        "every every thursday",
        "thu",
        "thursdays on",
        "weekly on thursday",
        "day",
        "2 weeks",
        "-1 weeks on thursday",
        "٢ weeks on thursday",
        "1.5 weeks on thursday",
        "2 months on the 2nd thursday",
        "month on the 5th thursday",
        "month on the second thursday",
        "month on the 13th",
        "thursday\x1b[2J",
        "x" * 500,
    ],
)
def test_any_other_rhythm_is_refused_with_examples(phrase: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_every(phrase)

    assert '"Thursday", "2 weeks on Thursday" or "month on the 2nd Thursday"' in str(refused.value)
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 180


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("0 weeks on thursday", "would never meet"),
        ("53 weeks on thursday", "say 1 to 52 weeks"),
        ("999 weeks on thursday", "say 1 to 52 weeks"),
    ],
)
def test_a_rhythm_that_never_comes_round_is_refused(phrase: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        parse_every(phrase)


@given(RULES)
@settings(max_examples=60)
def test_a_rhythm_is_written_so_that_it_can_be_read(rule: Rule) -> None:
    assert parse_every(phrase_of(rule)) == rule


@pytest.mark.parametrize(
    ("phrase", "today", "first"),
    [
        ("thursday", "2025-06-12", "2025-06-12"),
        ("thursday", "2025-06-13", "2025-06-19"),
        ("thursday", "2025-06-11", "2025-06-12"),
        ("3 weeks on thursday", "2025-06-13", "2025-06-19"),
        ("monday", "2025-06-10", "2025-06-16"),
        ("month on the 2nd thursday", "2025-06-12", "2025-06-12"),
        ("month on the 2nd thursday", "2025-06-13", "2025-07-10"),
        ("month on the 1st monday", "2025-12-31", "2026-01-05"),
        ("month on the last friday", "2025-06-30", "2025-07-25"),
        ("month on the last saturday", "2024-02-20", "2024-02-24"),
    ],
)
def test_the_first_meeting_is_the_next_such_day(phrase: str, today: str, first: str) -> None:
    assert default_first(parse_every(phrase), date.fromisoformat(today)) == date.fromisoformat(first)


def test_a_recurrence_is_made_from_what_was_typed() -> None:
    skipped = (date(2025, 7, 10), date(2025, 6, 26), date(2025, 6, 26))

    made = recur(
        "Every 2 weeks on Thursday", at=time(13, 30), minutes=90, zone=BERLIN, today=TODAY, skipped=skipped
    )

    assert made == msgspec.structs.replace(FORTNIGHTLY, skipped=(date(2025, 6, 26), date(2025, 7, 10)))


def test_a_first_meeting_may_be_named() -> None:
    made = recur("thursday", at=time(13, 30), minutes=90, zone=BERLIN, today=TODAY, first=date(2025, 9, 4))

    assert made.first == date(2025, 9, 4)


@pytest.mark.parametrize(
    ("phrase", "first", "nearest"),
    [
        ("thursday", "2025-06-13", "Thursday 12 June (2025-06-12) and Thursday 19 June (2025-06-19)"),
        (
            "3 weeks on thursday",
            "2025-06-13",
            "Thursday 12 June (2025-06-12) and Thursday 19 June (2025-06-19)",
        ),
        (
            "month on the 2nd thursday",
            "2025-06-05",
            "Thursday 8 May (2025-05-08) and Thursday 12 June (2025-06-12)",
        ),
        (
            "month on the last friday",
            "2025-01-01",
            "Friday 27 December (2024-12-27) and Friday 31 January (2025-01-31)",
        ),
    ],
)
def test_a_first_day_off_the_rhythm_is_refused_with_the_nearest_days(
    phrase: str, first: str, nearest: str
) -> None:
    with pytest.raises(BadInput) as refused:
        recur(phrase, at=time(13, 30), minutes=90, zone=BERLIN, today=TODAY, first=date.fromisoformat(first))

    assert str(refused.value).endswith(f"the nearest ones are {nearest}.")


@pytest.mark.parametrize("first", [date.min, date(25, 6, 12), date.max])
def test_a_first_day_in_a_far_year_is_refused(first: date) -> None:
    with pytest.raises(BadInput, match="say 2000 to 2199"):
        recur("thursday", at=time(13, 30), minutes=90, zone=BERLIN, today=TODAY, first=first)


@pytest.mark.parametrize("minutes", [15, 480])
def test_a_meeting_may_be_as_short_and_as_long_as_this(minutes: int) -> None:
    assert recur("thursday", at=time(9), minutes=minutes, zone="UTC", today=TODAY).minutes == minutes


@pytest.mark.parametrize("minutes", [-1, 0, 14, 481])
def test_a_meeting_too_short_or_too_long_is_refused(minutes: int) -> None:
    with pytest.raises(BadInput, match=f"cannot last {minutes} minutes: say 15 to 480"):
        recur("thursday", at=time(9), minutes=minutes, zone="UTC", today=TODAY)


@pytest.mark.parametrize(
    ("at", "why"),
    [
        (time(13, 30, tzinfo=UTC), "without a zone"),
        (time(13, 30, 5), "such as 13:30: leave the seconds out"),
        (time(13, 30, 0, 1), "whole minute"),
    ],
)
def test_a_time_of_day_is_a_plain_minute(at: time, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        recur("thursday", at=at, minutes=90, zone=BERLIN, today=TODAY)


@pytest.mark.parametrize(
    ("zone", "hint"),
    [
        ("Europe/Berlim", "did you mean Europe/Berlin?"),
        ("berlin", "did you mean Europe/Berlin?"),
        ("new york", "did you mean America/New_York?"),
        ("Europe", "did you mean Europe/"),
        ("", "such as"),
        ("xyzzy", "such as"),
        ("../../etc/passwd", "such as"),
        ("/etc/localtime", ""),
        ("a\x00b", "such as"),
        ("\ud800", "such as"),
        pytest.param("x" * 5000, "such as", id="5000 characters"),
    ],
)
def test_a_zone_that_does_not_exist_is_refused_with_the_closest(zone: str, hint: str) -> None:
    with pytest.raises(BadInput, match="There is no time zone") as refused:
        recur("thursday", at=time(9), minutes=90, zone=zone, today=TODAY)

    assert hint in str(refused.value)
    assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Vienna", "Europe/Vienna"),
        ("new  york", "America/New_York"),
        ("europe/berlin", "Europe/Berlin"),
        ("Buenos Aires", "Buenos Aires"),
        ("Berlyn", "Berlyn"),
    ],
)
def test_a_zone_is_meant_by_its_city_where_only_one_has_it(said: str, meant: str) -> None:
    assert zone_meant(said, available_timezones()) == meant


def test_a_recurrence_comes_back_from_a_file_as_it_went() -> None:
    skipping = msgspec.structs.replace(FORTNIGHTLY, skipped=(date(2025, 6, 26),))

    assert msgspec.json.decode(msgspec.json.encode(skipping), type=Recurrence) == skipping


def test_a_file_with_a_recurrence_that_cannot_be_is_refused() -> None:
    damaged = msgspec.json.encode(FORTNIGHTLY).replace(b"thursday", b"someday")

    with pytest.raises(msgspec.ValidationError, match='say "Thursday"'):
        msgspec.json.decode(damaged, type=Recurrence)


def test_a_fortnightly_series_counts_from_its_first_meeting() -> None:
    assert days(FORTNIGHTLY, 4) == ["06-12", "06-26", "07-10", "07-24"]


def test_a_skipped_meeting_moves_no_other() -> None:
    skipping = msgspec.structs.replace(FORTNIGHTLY, skipped=(date(2025, 6, 26), date(2025, 6, 27)))

    assert days(skipping, 3) == ["06-12", "07-10", "07-24"]


@pytest.mark.parametrize(
    ("phrase", "first", "following"),
    [
        ("monday", "2025-12-22", ["12-22", "12-29", "01-05"]),
        ("month on the last friday", "2025-01-31", ["01-31", "02-28", "03-28", "04-25", "05-30"]),
        ("month on the 2nd thursday", "2025-06-12", ["06-12", "07-10", "08-14"]),
        ("month on the 1st sunday", "2025-11-02", ["11-02", "12-07", "01-04"]),
        ("month on the 4th monday", "2025-02-24", ["02-24", "03-24", "04-28"]),
    ],
)
def test_a_series_keeps_its_rhythm(phrase: str, first: str, following: list[str]) -> None:
    series = Recurrence(every=phrase, first=date.fromisoformat(first), at=time(9), minutes=60, zone="UTC")

    assert days(series, len(following)) == following


@pytest.mark.parametrize(
    ("after", "following"),
    [
        ("2025-06-12T11:29", ["06-12", "06-26"]),
        ("2025-06-12T11:30", ["06-26", "07-10"]),
        ("2025-06-19T00:00", ["06-26", "07-10"]),
        ("2026-06-11T11:30", ["06-25", "07-09"]),
        ("2095-01-01T00:00", ["01-06", "01-20"]),
    ],
)
def test_only_later_meetings_are_told(after: str, following: list[str]) -> None:
    assert days(FORTNIGHTLY, 2, utc(after)) == following


@pytest.mark.parametrize(
    ("zone", "first", "at", "expected"),
    [
        (
            BERLIN,
            "2025-10-23",
            "13:30",
            ["2025-10-23T13:30+02:00", "2025-10-30T13:30+01:00", "2025-11-06T13:30+01:00"],
        ),
        (
            BERLIN,
            "2025-03-23",
            "02:30",
            ["2025-03-23T02:30+01:00", "2025-03-30T03:30+02:00", "2025-04-06T02:30+02:00"],
        ),
        (
            BERLIN,
            "2025-10-19",
            "02:30",
            ["2025-10-19T02:30+02:00", "2025-10-26T02:30+02:00", "2025-11-02T02:30+01:00"],
        ),
        (
            "America/New_York",
            "2025-03-02",
            "02:15",
            ["2025-03-02T02:15-05:00", "2025-03-09T03:15-04:00", "2025-03-16T02:15-04:00"],
        ),
        ("America/New_York", "2025-11-02", "01:30", ["2025-11-02T01:30-04:00", "2025-11-09T01:30-05:00"]),
        (
            "Australia/Sydney",
            "2025-09-28",
            "18:00",
            ["2025-09-28T18:00+10:00", "2025-10-05T18:00+11:00", "2025-10-12T18:00+11:00"],
        ),
        ("Australia/Sydney", "2025-10-05", "02:30", ["2025-10-05T03:30+11:00", "2025-10-12T02:30+11:00"]),
        ("Australia/Sydney", "2025-04-06", "02:30", ["2025-04-06T02:30+11:00", "2025-04-13T02:30+10:00"]),
        ("Australia/Lord_Howe", "2025-10-05", "02:15", ["2025-10-05T02:45+11:00", "2025-10-12T02:15+11:00"]),
    ],
)
def test_the_time_of_day_stays_when_the_clocks_change(
    zone: str, first: str, at: str, expected: list[str]
) -> None:
    day = date.fromisoformat(first)
    series = Recurrence(
        every=DAYS[day.weekday()].lower(), first=day, at=time.fromisoformat(at), minutes=60, zone=zone
    )

    assert instants(series, len(expected)) == expected


@given(RULES, DATES, ZONES, st.integers(0, 4_000), st.integers(0, 24 * 60 - 1))
@settings(max_examples=100)
def test_meetings_come_in_order_on_days_of_the_rhythm(
    rule: Rule, first: date, zone: str, hours: int, minute: int
) -> None:
    at = time(minute // 60, minute % 60)
    series = recur(phrase_of(rule), at=at, minutes=60, zone=zone, today=first)
    after = datetime.combine(first, time(), tzinfo=UTC) + timedelta(hours=hours)

    found = [moment.astimezone(UTC) for moment in occurrences(series, after, 4)]

    assert len(found) == 4
    assert all(later > earlier for earlier, later in pairwise([after, *found]))
    from_the_first = [moment.astimezone(UTC) for moment in occurrences(series, LONG_AGO, 30)]
    assert [moment for moment in from_the_first if moment > after][:4] == found


@pytest.mark.parametrize(
    ("now", "still_on", "day"),
    [
        ("2025-01-01T00:00", FORTNIGHTLY.length, "06-12"),
        ("2025-06-12T11:00", FORTNIGHTLY.length, "06-12"),
        ("2025-06-12T12:59", FORTNIGHTLY.length, "06-12"),
        ("2025-06-12T13:00", FORTNIGHTLY.length, "06-26"),
        ("2025-06-12T13:29", timedelta(minutes=120), "06-12"),
        ("2025-06-12T13:30", timedelta(minutes=120), "06-26"),
        ("2025-06-12T11:30", timedelta(), "06-26"),
        ("2025-06-20T00:00", FORTNIGHTLY.length, "06-26"),
    ],
)
def test_the_next_meeting_is_the_one_running_or_the_one_to_come(
    now: str, still_on: timedelta, day: str
) -> None:
    found = next_start(FORTNIGHTLY, None, utc(now) - still_on)

    assert f"{found:%m-%d}" == day
    assert f"{found:%H:%M %Z}" == "13:30 CEST"


def test_a_skipped_meeting_is_never_the_next() -> None:
    skipping = msgspec.structs.replace(FORTNIGHTLY, skipped=(date(2025, 6, 12),))

    assert next_start(skipping, None, utc("2025-06-12T11:30") - skipping.length).date() == date(2025, 6, 26)


@pytest.mark.parametrize(
    ("every", "first", "said"),
    [
        ("thursday", "2025-06-12", "every Thursday, 13:30, 90 minutes, Europe/Berlin"),
        (
            "Every 2 weeks on thursday",
            "2025-06-12",
            "every 2 weeks on Thursday, 13:30, 90 minutes, Europe/Berlin",
        ),
        (
            "month on the last friday",
            "2025-06-27",
            "every month on the last Friday, 13:30, 90 minutes, Europe/Berlin",
        ),
    ],
)
def test_a_recurrence_is_said_in_one_line(every: str, first: str, said: str) -> None:
    series = Recurrence(
        every=every, first=date.fromisoformat(first), at=time(13, 30), minutes=90, zone=BERLIN
    )

    assert describe(series) == said


@pytest.mark.parametrize(
    ("moment", "now", "zone", "said"),
    [
        ("2026-11-26T12:30", "2026-11-01T00:00", BERLIN, "Thursday 26 November, 13:30 (Europe/Berlin)"),
        ("2026-01-01T12:30", "2025-12-30T00:00", BERLIN, "Thursday 1 January 2026, 13:30 (Europe/Berlin)"),
        ("2025-12-31T23:30", "2025-12-31T23:00", BERLIN, "Thursday 1 January, 00:30 (Europe/Berlin)"),
        (
            "2025-06-12T11:30",
            "2025-06-12T00:00",
            "America/New_York",
            "Thursday 12 June, 07:30 (America/New_York)",
        ),
    ],
)
def test_a_moment_is_said_on_the_wall_of_its_zone(moment: str, now: str, zone: str, said: str) -> None:
    assert say_when(utc(moment), utc(now), zone_named(zone)) == said


@pytest.mark.parametrize(
    ("left", "days", "said"),
    [
        (timedelta(days=-1), -1, "now"),
        (timedelta(), 0, "now"),
        (timedelta(microseconds=1), 0, "in 1 minute"),
        (timedelta(seconds=60), 0, "in 1 minute"),
        (timedelta(seconds=61), 0, "in 2 minutes"),
        (timedelta(minutes=12), 1, "in 12 minutes"),
        (timedelta(minutes=59, seconds=1), 0, "in 1 hour"),
        (timedelta(minutes=61), 0, "in 1 hour 1 minute"),
        (timedelta(hours=3, minutes=5), 0, "in 3 hours 5 minutes"),
        (timedelta(hours=23, minutes=59), 1, "in 23 hours 59 minutes"),
        (timedelta(hours=23, minutes=59, seconds=30), 1, "tomorrow"),
        (timedelta(hours=24, minutes=30), 0, "in 24 hours 30 minutes"),
        (timedelta(hours=24), 1, "tomorrow"),
        (timedelta(hours=41, minutes=28), 1, "tomorrow"),
        (timedelta(hours=30), 2, "in 2 days"),
        (timedelta(days=14), 14, "in 14 days"),
    ],
)
def test_a_countdown_is_said_as_people_say_it(left: timedelta, days: int, said: str) -> None:
    assert say_countdown(left, days) == said


def test_occurrences_are_in_the_zone_of_the_group() -> None:
    assert occurrences(FORTNIGHTLY, LONG_AGO, 1)[0].tzinfo == ZoneInfo(BERLIN)
