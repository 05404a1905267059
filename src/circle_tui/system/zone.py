"""Which time zone the machine is set to, by its IANA name. Reads; asks no network."""

import os
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

FALLBACK = "UTC"
"""Said where the machine does not tell, as on Windows; set-up shows it, to be changed."""


def local_zone(environ: Mapping[str, str] = os.environ, etc: Path = Path("/etc")) -> str:
    """Give back the name of the machine's time zone, such as Europe/Berlin."""
    named = (
        environ.get("TZ", "").removeprefix(":"),
        _where_it_points(etc / "localtime"),
        _what_it_says(etc / "timezone"),
    )
    zone = next((zone for zone in map(_name_in, named) if _is_zone(zone)), FALLBACK)
    return zone.removeprefix("Etc/") if zone.endswith("/UTC") else zone


def _where_it_points(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        return ""


def _what_it_says(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _name_in(text: str) -> str:
    return text.rpartition("zoneinfo/")[2]


def _is_zone(name: str) -> bool:
    if not name or name.startswith(("/", ".")):
        return False
    try:
        ZoneInfo(name)
    except (LookupError, OSError, ValueError):
        return False
    return True
