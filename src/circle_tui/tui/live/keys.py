"""The keys of the live screen that act at once, and why one cannot act now."""

from circle_tui.core.clock import timing
from circle_tui.core.happening import moves
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.happening.session import steps_after
from circle_tui.core.plan import inserts
from circle_tui.core.shown.asks import DOOR_ASKS, PAST_OUR_END
from circle_tui.core.shown.words import roughly
from circle_tui.tonight.giving import change_payer, given_last
from circle_tui.tui.commands import Command
from circle_tui.tui.live import given
from circle_tui.tui.live.sheets import LiveSheets
from circle_tui.tui.live.undoing import bring_back, take_back, why_no_redo, why_no_undo

WITHOUT_QUESTIONS = ("opening", "check-in", "check-out", "admin", "ending", "break")
"""Kinds of segments in which nothing is worked on, so that neither a question nor a prompt belongs there."""


class LiveKeys(LiveSheets):
    """Turns keys into moves."""

    def done(self, refusal: Refusal | None, sentence: str = "") -> bool:
        """Say why a move was refused, or what was done, or that it is not on disk."""
        if refusal is not None:
            self.say(refusal.why)
            return False
        if self.evening.room.trouble:
            sentence = self.evening.room.trouble
        if sentence:
            self.say(sentence)
        return True

    def do_pause(self) -> None:
        """Begin, pause, go on."""
        self.done(self.evening.room.do(moves.begin_or_pause))

    def do_next(self) -> None:
        """Go to the next step, and ask first what is to be asked on the way."""
        from circle_tui.tui.live.onward import asks_first, words_for_those_waiting

        waiting = words_for_those_waiting(self.evening)
        if waiting and not self.is_past_gate("next", waiting):
            return
        if not asks_first(self, self.evening, self._go_on):
            self._go_on()

    def _go_on(self) -> None:
        """Go on; a step that is held in silence is still at once."""
        if self.done(self.evening.go_on()):
            self._be_still()

    def _be_still(self) -> None:
        step = self.evening.room.session.current_step
        if step is not None and step.is_still:
            from circle_tui.tui.live.stillness import be_still_in_step

            be_still_in_step(self, self.evening)

    def do_previous(self) -> None:
        """Go back a step."""
        self.done(self.evening.room.do(moves.go_back))

    def do_more(self) -> None:
        """Two minutes more, and who pays: given at once, and taken back where thumbs say no."""
        if self.done(self.evening.room.do(moves.add_minutes)):
            self.say(given.who_pays(self.evening.room))

    def do_payer(self) -> None:
        """Let another segment pay for the extra minutes just given."""
        before = self._payer()
        refusal = change_payer(self.evening.room)
        if refusal is not None:
            self.say(refusal.why)
        elif self._payer() == before:
            self.say("Nobody else can pay for them. u takes the minutes back.")
        else:
            self.say(given.who_pays(self.evening.room))

    def _payer(self) -> tuple[str | None, str | None] | None:
        """Which segment, and which step of it, gives the minutes that were just given."""
        last = given_last(self.evening.room)
        return (last.payer, last.payer_step) if last is not None else None

    def do_turn_talk(self) -> None:
        """A round for everyone, or open talk again."""
        room = self.evening.room
        if self.done(room.do(inserts.turn_talk)):
            length = roughly(timing.turn_length(room.session))
            each = f", about {length} each" if length else ""
            is_round = room.session.position in room.session.rounds
            step = room.session.current_step
            who = "The listeners in turn" if step is not None and step.is_for_listeners else "In turn"
            self.say(f"{who} now{each}; passing is fine." if is_round else "Open talk again.")

    def do_less(self) -> None:
        """A minute less."""
        if self.done(self.evening.room.do(moves.take_minute)):
            self.say(given.who_gets(self.evening.room))

    def do_undo(self) -> None:
        """Take back the last thing."""
        take_back(self, self.evening)

    def do_redo(self) -> None:
        """Bring back what was taken back."""
        bring_back(self, self.evening)

    def do_settle(self) -> None:
        """Leave the door's question as it is."""
        if self.evening.picture().asks == DOOR_ASKS:
            self.done(self.evening.room.do(moves.ask_at_door))

    def do_ending(self) -> None:
        """Go to the close."""
        self.circle.show_close()

    def why_not(self, command: Command) -> str:
        """Why a command cannot act now."""
        room = self.evening.room
        match command.id:
            case "pause":
                return room.why_not(moves.begin_or_pause)
            case "next":
                return self.evening.why_not_go_on()
            case "previous":
                return room.why_not(moves.go_back)
            case "more":
                return room.why_not(moves.add_minutes)
            case "less":
                return room.why_not(moves.take_minute)
            case "fit":
                return PAST_OUR_END if room.now() >= room.session.planned_end else ""
            case "turn_talk":
                return room.why_not(inserts.turn_talk)
            case "minutes" | "insert" | "feeling_round" | "floor":
                return "" if room.session.position is not None else moves.NOT_BEGUN.why
            case "undo":
                return self._why_no_undo()
            case "redo":
                return why_no_redo(self.evening)
            case "stillness":
                return "" if room.session.position is not None else moves.NOT_BEGUN.why
            case "question":
                return self._why_no_question()
            case "prompt":
                return self._why_no_prompt()
            case _:
                return ""

    def _why_no_undo(self) -> str:
        why = why_no_undo(self.evening)
        if why or self.evening.taking_back.has_unwritten:
            return why
        return next((why for sheet in self.sheets if (why := sheet.why_no_undo())), "")

    def _why_no_question(self) -> str:
        segment = self.evening.room.session.current_segment
        if segment is None:
            return moves.NOT_BEGUN.why
        if segment.kind in WITHOUT_QUESTIONS:
            return "No question belongs to this part; q acts in those in which we work on something."
        return ""

    def _why_no_prompt(self) -> str:
        segment, prompting = self.evening.room.session.current_segment, self.evening.prompting
        if segment is None:
            return moves.NOT_BEGUN.why
        if any(step.prompt != "none" for step in segment.steps):
            return ""
        if prompting.tones():
            return self._where_prompts_are()
        # An evening on which nobody brings anything has prompts all the same, to be asked for by name.
        if segment.kind in WITHOUT_QUESTIONS or not prompting.things_to_ask_about():
            return "No focus prompt belongs to this part."
        return ""

    def _where_prompts_are(self) -> str:
        """That a part has no prompt, and where the next ones are."""
        ahead = (
            segment for _, segment, step in steps_after(self.evening.room.session) if step.prompt != "none"
        )
        following = next(ahead, None)
        if following is None:
            return "No focus prompt belongs to this part."
        when = "once somebody brings something" if following.has_presenter else f"in “{following.title}”"
        return f"This segment has no focus prompt; p acts {when}."
