"""Which prompts an evening offers, which one belongs to the edge of a step, and when a nudge is ready.

What was on the screen leaves the draw pile of the group, and that is all that stays of it. What is deep or
private never touches the pile.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from random import Random

from circle_tui.content.load import Library
from circle_tui.core.clock import timebox
from circle_tui.core.happening import edges, moves
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.happening.session import StepKey, step_after, steps_after
from circle_tui.core.plan.agenda import PromptSlot, Step
from circle_tui.core.plan.modes import Mode
from circle_tui.core.shelf import NotSavedError, Shelf
from circle_tui.core.work import care, prompts
from circle_tui.core.work.pile import Pile, after_showing, fresh_pile
from circle_tui.core.work.prompts import Deck, Prompt, SuitName, Tone, When
from circle_tui.room import Room
from circle_tui.tonight.memory import Memory
from circle_tui.tonight.unasked import Unasked

Chance = Callable[[str], Random]
"""Gives a generator for a seed, so that the same question is drawn the same way."""

MOST_NUDGES = 3
"""One at most for each third of a step."""
NO_NUDGE = Refusal("There are no more nudges in this part; the talk is yours.")


class Prompting:
    """The prompts of one evening."""

    def __init__(
        self,
        room: Room,
        library: Library,
        chance: Chance,
        memory: Callable[[], Memory],
        shelf: Shelf | None = None,
    ) -> None:
        self._room = room
        self._library = library
        self._chance = chance
        self._memory_now = memory
        self._shelf = shelf
        self._pile: Pile = ()

    @property
    def _decks(self) -> tuple[Deck, ...]:
        return tuple(self._library.decks.values())

    @property
    def _memory(self) -> Memory:
        return self._memory_now()

    @property
    def _unasked(self) -> Unasked:
        return Unasked(self._room, self._memory)

    @property
    def mode(self) -> Mode:
        """The mode of the evening, which decides what may be offered, and in which words."""
        return self._room.session.mode

    @property
    def segment(self) -> str:
        """The segment that runs; empty before the start."""
        position = self._room.session.position
        return position.segment if position else ""

    @property
    def slot(self) -> PromptSlot:
        """What the running step asks for."""
        step = self._room.session.current_step
        return step.prompt if step is not None else "none"

    def texts(self) -> dict[str, str]:
        """The words of every prompt that may be drawn, by its id, as the mode of the evening has them."""
        worded = (prompts.worded(item, self.mode) for deck in self._decks for item in deck.prompts)
        own = (
            (_own_nudge(StepKey(segment.id, step.id), place), text)
            for segment in self._room.session.segments
            for step in segment.steps
            for place, text in enumerate(step.nudges)
        )
        return {
            item.id: item.text for item in worded if item is not None and item.screen != "private"
        } | dict(own)

    # -- offering

    def tones(self) -> tuple[Tone, ...]:
        """The tones there is something to offer for tonight."""
        return prompts.tones_in(self._decks, self.mode)

    def offered(self, tone: Tone, avoid: tuple[str, ...] = ()) -> tuple[Prompt, ...]:
        """Three prompts for a tone in plain words; the tone itself is on no disk."""
        return prompts.offers(
            self._decks,
            tone=tone,
            mode=self.mode,
            chance=self._by_chance(tone, len(avoid)),
            avoid=self._avoiding(avoid),
            pile=self._drawing_from(),
            moment="during" if self.slot == "keep" else "before",
        )

    def offered_in_slot(self, avoid: tuple[str, ...] = ()) -> tuple[Prompt, ...]:
        """Three prompts that belong to the running step, where it asks for one of its own."""
        return self._for_slot(self.slot, self.segment, prompts.OFFERS, avoid)

    def offered_about(self, name: SuitName, avoid: tuple[str, ...] = ()) -> tuple[Prompt, ...]:
        """Up to three about one thing that somebody asked for."""
        return prompts.offers_about(
            self._decks,
            name,
            mode=self.mode,
            chance=self._by_chance(name, len(avoid)),
            avoid=self._avoiding(avoid),
            pile=self._drawing_from(),
        )

    def things_to_ask_about(self) -> tuple[SuitName, ...]:
        """What there is something about tonight, besides the tones."""
        return tuple(name for name in prompts.ABOUT_WORDS if prompts.about(self._decks, name, mode=self.mode))

    def deeper(self, tone: Tone | None) -> Prompt | None:
        """One that only the presenter's own wish may bring; None where there is none."""
        return self._apart(prompts.deeper(self._decks, mode=self.mode, tone=tone, moment=self._moment))

    def private(self) -> Prompt | None:
        """One to be copied for one member, never to be drawn; None where there is none."""
        return self._apart(prompts.for_one_member(self._decks, mode=self.mode, moment=self._moment))

    def shown(self, shown: Iterable[Prompt]) -> None:
        """Note what was on the screen, so that it does not come again soon."""
        self._note([prompt.id for prompt in shown])

    def choose(self, prompt: Prompt, tone: Tone | None = None) -> Refusal | None:
        """Let a prompt stand beside the clock; the tone behind it is remembered for this evening alone."""
        refusal = self._room.do(moves.place_prompt, self.segment, prompt.id)
        if refusal is None:
            self._unasked.came_with_move(self.segment, is_unasked=False)
            if tone is not None:
                presenter = self._room.session.presenters.get(self.segment)
                self._memory.tones[self.segment, presenter] = tone
        return refusal

    def decline(self) -> Refusal | None:
        """No prompt: take away the one that stands, if one does.

        A presenter who wants none is asked nothing more in this segment, but for what steadies at its end.
        """
        if self.segment not in self._room.session.prompts:
            self._unasked.ask_no_more(self.segment)
            return None
        is_meant_for_all = self.slot in edges.PRESENTING
        refusal = self._take_away()
        if refusal is None and is_meant_for_all:
            self._unasked.came_with_move(self.segment, is_unasked=True)
        return refusal

    @property
    def is_unasked(self) -> bool:
        """Whether nothing comes by itself any more in this segment, but for what steadies."""
        return self._unasked.is_unasked(self.segment)

    @property
    def ends_on_steadying(self) -> bool:
        """Whether the running segment has a steadying step still to come."""
        session = self._room.session
        ahead = (step for key, _, step in steps_after(session) if key.segment == self.segment)
        return any(step.prompt == "steady" for step in ahead)

    def enough(self) -> Refusal | None:
        """The presenter said enough: on to the last word, where one is still to come in this segment.

        Nothing comes by itself any more but what steadies; taken back, all is as it was.
        """
        closing = care.closing_step(self._room.session)
        if closing is None:
            return self._nothing_more_here()
        key, step = closing
        prompts = self.at_edge(key) if step.prompt == "steady" else {}
        refusal = self._room.do(care.go_to_closing, prompts)
        if refusal is None:
            self._unasked.came_with_move(self.segment, is_unasked=True)
            self.passed_edge(prompts)
        return refusal

    def _nothing_more_here(self) -> Refusal | None:
        if not self.asks_now:
            return None
        refusal = self._take_away()
        if refusal is None:
            self._unasked.came_with_move(self.segment, is_unasked=True)
        return refusal

    @property
    def asks_now(self) -> bool:
        """Whether a question stands beside the clock; what steadies asks nothing."""
        return self.segment in self._room.session.prompts and self.slot != "steady"

    def _take_away(self) -> Refusal | None:
        return self._room.do(moves.place_prompt, self.segment, None)

    # -- at the edge of a step

    def at_edge(self, following: StepKey | None = None) -> Mapping[PromptSlot, str]:
        """The prompt to place when the next step begins, by its slot; nothing where it asks for none.

        `following` is the step that begins when it is not the next one. A nudge for the group is never placed
        at an edge: it waits until somebody asks for it.
        """
        session = self._room.session
        following = following or step_after(session, session.position)
        if following is None:
            return {}
        slot = session.step(following).prompt
        if slot != "steady" and self._unasked.is_unasked(following.segment):
            return {}
        if slot in edges.PRESENTING:
            chosen = edges.presenters_prompt(session, following)
        elif slot == "group":
            chosen = None
        elif session.boxes[following].has_begun:
            chosen = session.stood.get(following)
        else:
            chosen = self._memory.placed.get(following) or self._drawn(slot, following.segment)
        return {slot: chosen} if chosen else {}

    def _drawn(self, slot: PromptSlot, segment: str) -> str | None:
        return next((prompt.id for prompt in self._for_slot(slot, segment, 1)), None)

    def passed_edge(self, placed: Mapping[PromptSlot, str]) -> None:
        """Note what was placed when the step that runs now began."""
        position = self._room.session.position
        for prompt in placed.values():
            if position is not None:
                self._memory.placed[position] = prompt
            self._note([prompt])

    # -- nudges

    @property
    def is_nudge_ready(self) -> bool:
        """Whether this third of the group's talk has a nudge that nobody has asked for yet.

        It comes in the middle of its third: a talk that has only just begun needs no help.
        """
        step, key = self._room.session.current_step, self._room.session.position
        if step is None or key is None or not self.has_nudges or not self._is_midway():
            return False
        thirds = {item.third for item in self._unasked.nudged(key)}
        return self._third() not in thirds and self._next_nudge(step, key) is not None

    @property
    def has_nudges(self) -> bool:
        """Whether the running step may have nudges, and the group did not ask to be left to itself."""
        step = self._room.session.current_step
        if step is None or self._unasked.is_left_alone(self.segment):
            return False
        return step.prompt == "group" or bool(step.nudges)

    def nudge(self) -> Refusal | None:
        """Let the next nudge stand beside the clock."""
        step, key = self._room.session.current_step, self._room.session.position
        chosen = self._next_nudge(step, key) if step is not None and key is not None else None
        if key is None or chosen is None:
            return NO_NUDGE
        refusal = self._room.do(moves.place_prompt, key.segment, chosen)
        if refusal is None:
            self._unasked.note_nudge(key, self._third())
            self._note([chosen])
        return refusal

    def leave_alone(self) -> Refusal | None:
        """No more nudges in this segment, and none beside the clock."""
        stands = self.segment in self._room.session.prompts
        refusal = self._take_away() if stands else None
        if refusal is None:
            self._unasked.leave_alone(self.segment, came_with_move=stands)
        return refusal

    def _next_nudge(self, step: Step, key: StepKey) -> str | None:
        place = len(self._unasked.nudged(key))
        if place >= MOST_NUDGES or not self.has_nudges:
            return None
        if place < len(step.nudges):
            return _own_nudge(key, place)
        return self._drawn("group", key.segment) if step.prompt == "group" else None

    def _third(self) -> int:
        box = self._room.session.current_box
        if box is None or not box.length:
            return 0
        return min(MOST_NUDGES - 1, timebox.spent(box, self._room.now()) * MOST_NUDGES // box.length)

    def _is_midway(self) -> bool:
        """Whether half of this third of the step is gone."""
        box = self._room.session.current_box
        if box is None or not box.length:
            return False
        return timebox.spent(box, self._room.now()) * 2 * MOST_NUDGES >= box.length * (2 * self._third() + 1)

    # -- drawing

    @property
    def _moment(self) -> When:
        return "after" if self.slot in ("after", "steady") else "before"

    def _for_slot(
        self, slot: PromptSlot, segment: str, most: int, avoid: tuple[str, ...] = ()
    ) -> tuple[Prompt, ...]:
        return prompts.for_slot(
            self._decks,
            slot,
            mode=self.mode,
            chance=self._by_chance(segment, slot, len(avoid)),
            tone=self._tone(segment),
            avoid=self._avoiding(avoid),
            pile=self._drawing_from(),
            most=most,
        )

    def _tone(self, segment: str) -> Tone | None:
        """The tone of whoever brings something there; one chosen before they were named is theirs too."""
        tones, presenter = self._memory.tones, self._room.session.presenters.get(segment)
        return tones.get((segment, presenter)) or tones.get((segment, None))

    def _apart(self, pool: tuple[Prompt, ...]) -> Prompt | None:
        """One of those that never touch the pile, nor the disk at all unless it is placed."""
        seen = self._memory.prompts_seen
        chosen = prompts.one_of(pool, chance=self._by_chance("apart", len(seen)), avoid=seen)
        if chosen is not None:
            self._remember([chosen.id])
        return chosen

    def _by_chance(self, *about: object) -> Random:
        return self._chance("/".join((self._room.session.opened.session, self.segment, *map(str, about))))

    def _avoiding(self, seen_here: tuple[str, ...]) -> tuple[str, ...]:
        earlier = (name for name in self._memory.prompts_seen if name not in seen_here)
        return (*earlier, *seen_here)

    def _drawing_from(self) -> Pile:
        if not self._pile:
            kept = self._shelf.pile(self._room.session.opened.group) if self._shelf else ()
            self._pile = kept or fresh_pile(self._decks, self._by_chance("pile"))
        return self._pile

    def _note(self, shown: list[str]) -> None:
        self._remember(shown)
        before = self._drawing_from()
        if self._room.is_read_only or not set(before) & set(shown):
            return
        chance = self._by_chance("pile", *shown)
        self._pile = after_showing(before, shown, self._decks, mode=self.mode, chance=chance)
        if self._shelf is not None:
            # A pile that could not be saved costs some variety next time, and nothing else.
            with suppress(NotSavedError):
                self._shelf.save_pile(self._room.session.opened.group, self._pile)

    def _remember(self, shown: list[str]) -> None:
        earlier = (name for name in self._memory.prompts_seen if name not in shown)
        self._memory.prompts_seen = (*earlier, *shown)


def _own_nudge(key: StepKey, place: int) -> str:
    """What a step's own nudge is called where a prompt has an id; no slug looks like it."""
    return f"{key.segment}/{key.step}/{place + 1}"
