"""Ground rules that are being changed: not agreed yet, and every change can be taken back."""

from msgspec.structs import replace

from circle_tui.core.agreements.rules import AgreedRule, Cover, has_same_words


class RulesDraft:
    """The rules as they would be, the one that is chosen, and what they were before each change."""

    def __init__(self, rules: tuple[AgreedRule, ...]) -> None:
        self.rules = rules
        self.place = 0
        self._agreed = rules
        self._before: list[tuple[AgreedRule, ...]] = []

    @property
    def is_changed(self) -> bool:
        """Whether they differ from those in force."""
        return self.rules != self._agreed

    @property
    def has_new_words(self) -> bool:
        """Whether they are worded otherwise than those in force, so that people are asked anew."""
        return not has_same_words(self.rules, self._agreed)

    @property
    def chosen(self) -> AgreedRule | None:
        """The rule the cursor is on; None when there is none."""
        return self.rules[self.place] if self.rules else None

    def choose(self, by: int) -> None:
        """Move the cursor, round and round."""
        if self.rules:
            self.place = (self.place + by) % len(self.rules)

    def add(self, rule: AgreedRule) -> None:
        """Put a rule at the end, and the cursor on it."""
        self.take((*self.rules, rule))
        self.place = len(self.rules) - 1

    def reword(self, rule: AgreedRule) -> None:
        """Say the chosen rule in other words; it stays the same rule."""
        words = [
            replace(item, text=rule.text) if place == self.place else item
            for place, item in enumerate(self.rules)
        ]
        self.take(tuple(words))

    def note_covers(self, covers: tuple[Cover, ...]) -> None:
        """Note what the chosen rule looks after."""
        noted = [
            replace(item, covers=covers) if place == self.place else item
            for place, item in enumerate(self.rules)
        ]
        self.take(tuple(noted))

    def remove(self) -> None:
        """Take the chosen rule out."""
        self.take(tuple(item for place, item in enumerate(self.rules) if place != self.place))

    def take(self, rules: tuple[AgreedRule, ...]) -> None:
        """Put these rules in place of the ones there are."""
        if rules == self.rules:
            return
        self._before.append(self.rules)
        self.rules = rules
        self.place = min(self.place, max(0, len(rules) - 1))

    def take_back(self) -> bool:
        """Take back the last change; gives back whether there was one."""
        if not self._before:
            return False
        self.rules = self._before.pop()
        self.place = min(self.place, max(0, len(self.rules) - 1))
        return True
