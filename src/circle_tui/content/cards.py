"""Topic cards of a person's own: written as files that they may change, and never over one that is there."""

from collections.abc import Callable, Container

import msgspec
from msgspec.structs import replace

from circle_tui.core.plan.topics import Topic
from circle_tui.core.ports import TextFile
from circle_tui.core.shelf import NotSavedError

FOLDER = "topics"
HEADING = "# A topic card of your own; change it here as you like.\n"


class OwnCards:
    """Where cards of one's own go; `file_of` gives the file of a name within the person's own folder."""

    def __init__(self, file_of: Callable[[str], TextFile]) -> None:
        self._file_of = file_of

    def keep(self, topic: Topic, taken: Container[str]) -> Topic:
        """Write a card to a file of its own, under a slug that is free; gives back the card as it is kept.

        NotSavedError when it could not be written.
        """
        slug, count = topic.slug, 1
        while slug in taken or self._is_there(slug):
            count += 1
            slug = f"{topic.slug}-{count}"
        kept = replace(topic, slug=slug)
        try:
            self._file(slug).write(written(kept))
        except OSError as error:
            raise NotSavedError(
                f"The card could not be written ({error.strerror or 'no reason given'})."
            ) from None
        return kept

    def _is_there(self, slug: str) -> bool:
        try:
            return bool(self._file(slug).read())
        except (OSError, UnicodeDecodeError):
            return True

    def _file(self, slug: str) -> TextFile:
        return self._file_of(f"{FOLDER}/{slug}.toml")


def written(topic: Topic) -> str:
    """The text of a file that says this card."""
    lines = [
        HEADING,
        f"slug = {_quoted(topic.slug)}",
        f"question = {_quoted(topic.question)}",
        f"why_now = {_quoted(topic.why_now)}",
        *_listed("takeaways", topic.takeaways),
        *_listed("prompts", topic.prompts),
        f"lens = {_quoted(topic.lens)}",
    ]
    return "\n".join(lines) + "\n"


def _listed(name: str, texts: tuple[str, ...]) -> list[str]:
    return [f"{name} = [", *(f"    {_quoted(text)}," for text in texts), "]"]


def _quoted(text: str) -> str:
    # For a line of text, TOML and JSON write the same.
    return msgspec.json.encode(text).decode()
