"""Turns a theme of ours into one of Textual's; style sheets know the colours by their variables."""

from textual.theme import Theme as TextualTheme

from circle_tui.content.themes import Theme


def for_textual(theme: Theme) -> TextualTheme:
    """Give back the theme as Textual takes it."""
    return TextualTheme(
        name=f"circle-{theme.slug}",
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
        variables={"quiet": theme.quiet, "line": theme.line},
    )
