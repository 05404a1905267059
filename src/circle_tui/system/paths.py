"""Where Circle keeps things on this machine; it makes folders and knows nothing of what is in them."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from circle_tui.core.errors import BadInput
from circle_tui.core.text import clean_line

NAME = "circle"
HOME_VARIABLE = "CIRCLE_HOME"
OWNER_ONLY = 0o700

NO_HOME = (
    "Circle cannot tell where your home folder is: "
    f"set HOME, or name a folder with --home or {HOME_VARIABLE}, such as --home /path/to/folder."
)


class Places(NamedTuple):
    """The two folders Circle has; they need not exist yet."""

    config: Path
    """What a person may edit: formats, decks, rules, themes and the like, as TOML."""
    data: Path
    """What Circle keeps: groups and sessions."""

    def make(self) -> None:
        """Make both folders, for their owner only; raises `BadInput` when that cannot be done."""
        for folder in (self.config, self.data):
            _make(folder)


def standard_folders() -> tuple[str, str]:
    """Where this system wants a program's configuration and data; raises `RuntimeError` without a home."""
    # Textual imports platformdirs as well; commands without a screen and with --home do without.
    from platformdirs import PlatformDirs

    folders = PlatformDirs(NAME, appauthor=False)
    return folders.user_config_dir, folders.user_data_dir


def places(
    home: str | None,
    environ: Mapping[str, str],
    standard: Callable[[], tuple[str, str]] = standard_folders,
) -> Places:
    """Tell where the folders are: under `home`, else under CIRCLE_HOME, else where the system wants them.

    Makes nothing. Raises `BadInput` for a home that cannot be one.
    """
    if home is not None and not home.strip():
        raise BadInput("--home needs a folder, such as --home /path/to/folder.")
    if chosen := home or environ.get(HOME_VARIABLE):
        return _within(_absolute(chosen))
    try:
        config, data = map(Path, standard())
    except RuntimeError:
        raise BadInput(NO_HOME) from None
    if not (config.is_absolute() and data.is_absolute()):
        raise BadInput(NO_HOME)
    return _within(config) if config == data else Places(config, data)


def _within(home: Path) -> Places:
    return Places(config=home / "config", data=home / "data")


def _absolute(folder: str) -> Path:
    try:
        return Path(folder).expanduser().absolute()
    except RuntimeError:
        raise BadInput(NO_HOME) from None


def _make(folder: Path) -> None:
    try:
        for missing in reversed([above for above in (folder, *folder.parents) if not above.exists()]):
            missing.mkdir(OWNER_ONLY, exist_ok=True)
        if not folder.is_dir():
            raise NotADirectoryError
        is_open_to_others = folder.stat().st_mode & 0o077
    except OSError as exc:
        why = os.strerror(exc.errno) if exc.errno else "it is a file"
        raise BadInput(
            f"Circle cannot use the folder {clean_line(str(folder), limit=200)} ({why}): "
            "make it yours to write to, or name another with --home."
        ) from None
    if is_open_to_others:
        # Some file systems have no modes; what Circle puts there is as open as they are.
        with suppress(OSError):
            folder.chmod(OWNER_ONLY)
