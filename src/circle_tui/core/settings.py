"""What a person chose about how the screen looks and sounds; the same for every group on this machine."""

from msgspec import Struct


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """What `settings.toml` may say; what it does not say stands as here."""

    theme: str = "dark"
    """Slug of a theme: dark, light, high-contrast, colour-blind-safe, terminal, or one of your own."""
    quiet_clock: bool = False
    """Whether the clock shows whole minutes until the last one."""
    reduced_motion: bool = False
    """Whether even the cursor of a text field stands still."""
    bell: bool = False
    """Whether the terminal sounds once, softly, when a step's time is over."""
