import errno

import pytest
from tests.store.evening import HOLDER

from circle_tui.store.trouble import HeldError, NotSavedError


def test_a_holder_on_another_computer_is_told_by_its_name() -> None:
    told = str(HeldError(HOLDER, own_host="desk"))

    assert told.startswith("This is open in another window on lamp since 22 Nov ")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EFBIG, "The disk is full"),
        (errno.EACCES, "Circle may not write to its folder"),
        (errno.EROFS, "Circle may not write to its folder"),
        (errno.EEXIST, "There is a file of that name already"),
        (errno.EIO, "The disk did not take the last step"),
    ],
)
def test_why_something_is_not_saved_is_told_in_words(number: int, words: str) -> None:
    told = str(NotSavedError(OSError(number, "")))

    assert told.startswith(words)
    assert told.endswith("Everything saved before is safe.")
