"""Turns a theme of ours into one of Textual's; style sheets know the colours by their variables."""

from textual.theme import Theme as TextualTheme

from circle_tui.content.themes import Theme


def name_of(theme: Theme) -> str:
    """What Textual calls a theme of ours."""
    return f"circle-{theme.slug}"


def for_textual(theme: Theme) -> TextualTheme:
    """Give back the theme as Textual takes it."""
    return TextualTheme(
        name=name_of(theme),
        primary=theme.clock,
        secondary=theme.prompt,
        warning=theme.notice,
        error=theme.notice,
        success=theme.done,
        accent=theme.clock,
        foreground=theme.text,
        background=theme.background,
        surface=theme.surface,
        panel=theme.surface,
        dark=theme.is_dark,
        ansi=theme.is_of_the_terminal,
        # Textual lets the surface of a terminal's theme be transparent, whatever it is given.
        variables={"quiet": theme.quiet, "line": theme.line, "surface": theme.surface},
    )
