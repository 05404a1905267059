"""What is gone from the screen is gone from memory, however often screens come and go."""

import pytest
from tests.tui.pilot_kit import consultation, on_live
from textual._styles_cache import StylesCache

OFTEN = 12


@pytest.mark.parametrize("keys", [("e", "escape"), ("ctrl+p", "escape")])
async def test_screens_that_come_and_go_leave_nothing_painted_in_memory(keys: tuple[str, str]) -> None:
    async with on_live(consultation()) as seen:
        await seen.press(*keys)
        once = StylesCache.get_inner_outer.cache_info().currsize
        await seen.press(*keys * OFTEN)
        often = StylesCache.get_inner_outer.cache_info().currsize

        assert often - once < OFTEN
