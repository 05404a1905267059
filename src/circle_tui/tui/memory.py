"""What Textual keeps of widgets that are gone, and how it is let go."""

from textual._styles_cache import StylesCache


def let_go_of_lines() -> None:
    """Have Textual forget the painted lines of widgets that are gone.

    It keeps the lines of up to 1024 widgets in a cache whose key holds them: some thirty megabytes after an
    evening of screens opened and closed. This can go when Textual's issue 6665 is closed.
    """
    StylesCache.get_inner_outer.cache_clear()
