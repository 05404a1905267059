"""Turns a theme of ours into one of Textual's; style sheets know the colours by their variables."""

from textual.theme import Theme as TextualTheme

from circle_tui.content.themes import Theme

OF_THE_TERMINAL = {
    # Textual's own style sheets name these two, and end the program when a theme for terminals lacks them.
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "block-cursor-background": "ansi_magenta",
    "block-cursor-foreground": "ansi_black",
    "input-selection-background": "ansi_cyan",
    "input-selection-foreground": "ansi_black",
}
"""What a theme of the terminal's own colours needs beside ours: the palette and text fields are Textual's."""


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
        variables={
            "quiet": theme.quiet,
            "line": theme.line,
            # Textual lets the surface of a terminal's theme be transparent, whatever it is given.
            "surface": theme.surface,
            **(OF_THE_TERMINAL if theme.is_of_the_terminal else {}),
        },
    )
