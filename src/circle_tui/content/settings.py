"""Settings as a text file that a person may edit too: what it says, and how a change is written into it."""

import re

import msgspec

from circle_tui.core.ports import TextFile
from circle_tui.core.settings import Settings
from circle_tui.core.shelf import NotSavedError

NAME = "settings.toml"

HEADING = "# How Circle looks and sounds here; v on the screen changes it, and so may you.\n"


class Preferences:
    """The settings in force, and the file they are remembered in; without a file, for this run only."""

    def __init__(self, file: TextFile | None = None) -> None:
        self._file = file
        self._settings: Settings | None = None
        self._fault = ""

    @property
    def settings(self) -> Settings:
        """What holds now; the standing ones until `begin` was called."""
        return self._settings or Settings()

    def begin(self, read: Settings, fault: str = "") -> None:
        """Take over what the file says, once; with a fault in it, it is not written over."""
        if self._settings is None:
            self._settings, self._fault = read, fault

    def keep(self, settings: Settings) -> None:
        """Have these settings hold from now on, and remember them.

        NotSavedError when they could not be remembered; they hold all the same.
        """
        self._settings = settings
        if self._fault:
            raise NotSavedError(f"It holds until you leave, and is not remembered: {self._fault}")
        if self._file is None:
            return
        try:
            self._file.write(written(settings, self._file.read()))
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "it cannot be read"
            raise NotSavedError(
                f"It holds until you leave, and is not remembered: {NAME} could not be written ({why})."
            ) from None


def written(settings: Settings, before: str) -> str:
    """The text of a file that says these settings; what else stood in it, such as comments, stays."""
    text = before or HEADING
    for name, value in msgspec.to_builtins(settings).items():
        line = f"{name} = {_literal(value)}"
        pattern = re.compile(rf"^[ \t]*{name}[ \t]*=[^#\r\n]*?(?P<rest>[ \t]*(?:#.*)?)$", re.MULTILINE)
        found = pattern.search(text)
        if found:
            text = f"{text[: found.start()]}{line}{found['rest']}{text[found.end() :]}"
        else:
            text = f"{text.rstrip()}\n{line}\n"
    return text if _says(text) == settings else HEADING + _plain(settings)


def _says(text: str) -> Settings | None:
    import tomllib

    try:
        return msgspec.convert(tomllib.loads(text), Settings)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError):
        return None


def _plain(settings: Settings) -> str:
    return "".join(f"{name} = {_literal(value)}\n" for name, value in msgspec.to_builtins(settings).items())


def _literal(value: object) -> str:
    # For these, TOML and JSON write the same.
    return msgspec.json.encode(value).decode()
