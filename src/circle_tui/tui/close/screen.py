"""The close: endings that fit, what is kept, when we meet again. Nothing is sealed without a question."""

from datetime import timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Static

from circle_tui.core.agreements.pulses import FEWEST_ANSWERS
from circle_tui.core.errors import BadInput
from circle_tui.core.plan import endings
from circle_tui.core.plan.endings import Ending
from circle_tui.core.plan.topics import say_mark
from circle_tui.core.shelf import NotSavedError
from circle_tui.core.shown.words import clock_time, in_round_words, number_in_words
from circle_tui.core.text import clean_line
from circle_tui.desk import MOST_LOOSE_ENDS, Desk
from circle_tui.rehearsal import what_is_kept
from circle_tui.room import NOT_OURS
from circle_tui.tonight.evening import Evening
from circle_tui.tonight.topic import AT_THE_END, marked, topic_tonight
from circle_tui.tui.commands import CLOSE, LIVE, Command
from circle_tui.tui.group.listing import hanging
from circle_tui.tui.live.blur import BlurSheet
from circle_tui.tui.live.drawing import marks
from circle_tui.tui.live.pulses import PulseSheet, words_taken
from circle_tui.tui.live.undoing import bring_back, take_back, why_no_redo, why_no_undo
from circle_tui.tui.lobby.leftopen import CLOSED
from circle_tui.tui.sheet import Question, Sheet, TextQuestion
from circle_tui.tui.stack import NARROW
from circle_tui.tui.stage import StageScreen

PULSE_GATE = "Not sharing this screen? Press p again to count answers."
AN_EVENING_ENDS = "The clock stops, and what is kept is sealed. This cannot be taken back."
A_REHEARSAL_ENDS = "The rehearsal ends here."
NEVER_BEGAN = "Taken away: it never began, so nothing of it is kept."
IS_ELSEWHERE = "The hat is passed: whoever has it closes the evening. u takes it back to this one."


class CloseScreen(StageScreen):
    """Lies over the live screen; escape goes back to it."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../stage.tcss", "close.tcss"]
    commands: ClassVar[tuple[Command, ...]] = CLOSE
    long_part: ClassVar[str] = "close-body"
    elsewhere: ClassVar[tuple[Command, ...]] = LIVE

    def __init__(self, desk: Desk, evening: Evening) -> None:
        super().__init__()
        self.desk = desk
        self.evening = evening

    def compose_stage(self) -> ComposeResult:
        """One column."""
        with VerticalScroll(id="close-body", can_focus=False):
            yield Static("", id="close-title")
            yield Static("", id="endings")
            yield Static("", id="takeaways")
            yield Static("", id="kept")
            yield Static("", id="next-time")
            yield Static("", id="ends")
            yield Static("", id="pulse")

    def redraw(self) -> None:
        """Draw what the close shows."""
        now = self.evening.room.now()
        session = self.evening.room.session
        end = clock_time(session.planned_end, self.evening.zone)
        ends = f"was to end {end}" if now > session.planned_end else f"ends {end}"
        time = clock_time(now, self.evening.zone)
        marked = " · ".join(marks(self.evening.room))
        mark = f"   {marked}" if marked else ""
        self.set_class(self.window.width < NARROW, "-narrow")
        self.put(
            "close-title",
            Content.assemble("Close", (mark, "$warning"), (f"   {time} · {ends}", "$quiet not bold")),
        )
        self.put("endings", self._endings())
        self.part("endings", Static).display = self._may_choose
        taken = self._takeaways()
        self.put("takeaways", taken)
        self.part("takeaways", Static).display = bool(taken.plain)
        pulse = self._pulse()
        self.put("pulse", pulse)
        self.part("pulse", Static).display = bool(pulse.plain)
        self.put("kept", self._kept())
        self.put("next-time", self._next_time())
        self.put("ends", self._loose_ends())
        self.draw_keys()

    @property
    def _may_choose(self) -> bool:
        """Whether the evening runs and no ending has been chosen for it."""
        session = self.evening.room.session
        has_ending = any(segment.kind == "ending" for segment in session.segments)
        current = session.current_segment
        is_saying_goodbye = current is not None and current.kind == "admin"
        is_here = current is not None and not session.has_passed_hat
        return is_here and session.phase != "ended" and not (has_ending or is_saying_goodbye)

    def _fitting(self) -> tuple[Ending, ...]:
        return self.evening.endings() if self._may_choose else ()

    def _endings(self) -> Content:
        if not self._fitting():
            return Content.assemble(
                ("Endings", "bold $secondary"),
                "\nNone fits into what is left. ",
                ("enter", "bold"),
                " closes now.",
            )
        heading = Content.assemble(
            ("Endings that fit", "bold $secondary"),
            ("   1 2 3", "bold"),
            (" choose one · ", "$quiet"),
            ("enter", "bold"),
            (" closes now", "$quiet"),
        )
        lines = [heading]
        for place, ending in enumerate(self._fitting(), 1):
            length = timedelta(seconds=self.evening.ending_segment(ending).seconds)
            lines.append(
                Content.assemble(
                    (str(place), "bold $primary"),
                    f"  {ending.title} ",
                    (f"· {in_round_words(length)}", "$quiet"),
                )
            )
        return Content("\n").join(lines)

    def _kept(self) -> Content:
        session = self.evening.room.session
        if session.has_passed_hat:
            return Content.assemble(("What is kept", "bold $secondary"), "\n", IS_ELSEWHERE)
        if session.opened.is_rehearsal:
            what = (f"A rehearsal: {what_is_kept(self.desk.shelf)}", *self._parked())
            return Content.assemble(("What is kept", "bold $secondary"), "\n", "\n".join(what))
        card = {True: "that the limits card was read", False: "that the limits card was not read"}
        lines = [
            "When we began and ended, and the minutes of each segment.",
            "Who was here and for how long; who led, and who brought something or still wishes to.",
        ]
        if session.limits_read is not None:
            lines.append(f"The version of the ground rules, and {card[session.limits_read]}.")
        lines.append("The labels of loose ends below, with the group.")
        if session.opened.topic:
            lines.append("The topic, and which of its takeaways the group marked.")
        if session.decisions:
            lines.append("What you decided, in the words you approved.")
        if session.looked_at:
            lines.append("Which decisions you looked at again, and whether they still hold.")
        if session.protocols:
            lines.append("That steps for something hard were used, as you noted it, and no word of them.")
        if session.pulses:
            lines.append("The counts at the end, with nobody's name.")
        lines.append("Nothing that was said. No prompts, no passes, no meeting link.")
        lines.extend(self._parked())
        return Content.assemble(("What is kept", "bold $secondary"), "\n", "\n".join(lines))

    def _parked(self) -> tuple[str, ...]:
        """That labels were kept for elsewhere, and how to take them along; none of them is drawn."""
        said = "Parked tonight: some labels, which the close forgets; y then k copies them."
        return (said,) if self.evening.memory.parked else ()

    def _takeaways(self) -> Content:
        """What we hoped to take away, with the group's marks; nothing on an evening without a topic."""
        session = self.evening.room.session
        topic = topic_tonight(session, self.evening.library)
        if topic is None:
            return Content("")
        room = min(92, self.window.width - 8)
        lines = [
            hanging(Content(f"{say_mark(is_touched=is_touched)} "), text, room)
            for text, is_touched in marked(session, topic)
        ]
        heading = Content.assemble(
            (AT_THE_END, "bold $secondary"), ("   t", "bold"), (" marks them, together", "$quiet")
        )
        return Content("\n").join([heading, *lines])

    def _pulse(self) -> Content:
        """How it was, in one word a sentence; before it was counted, the key that counts it."""
        if len(self.evening.room.session.attended) < FEWEST_ANSWERS:
            return Content("")
        heading = Content.assemble(
            ("How was it?", "bold $secondary"),
            ("   p", "bold"),
            (" counts answers, when not sharing", "$quiet"),
        )
        words = words_taken(self.evening)
        lines = [Content.assemble(f"{sentence}  ", (word, "bold")) for sentence, word in words.items()]
        return Content("\n").join([heading, *lines])

    def _next_time(self) -> Content:
        lines = [self.evening.next_time_text()]
        if self.evening.group.closing_line:
            lines.append(f"“{self.evening.group.closing_line}”")
        return Content.assemble(("Next time", "bold $secondary"), "\n", "\n".join(lines))

    def _loose_ends(self) -> Content:
        labels = self.evening.group.loose_ends
        text = " · ".join(labels) if labels else "none"
        return Content.assemble(
            ("Loose ends for next time", "bold $secondary"),
            "\n",
            text,
            ("   j", "bold"),
            (" changes them", "$quiet"),
        )

    def lies_beside(self, sheet: Sheet) -> bool:
        """Never: nothing here gives way to a sheet, and no clock has to be seen."""
        return False

    def curtain_words(self) -> str:
        """A calm line and the time of day, as over the live screen."""
        return f"{super().curtain_words()}\n\n{clock_time(self.evening.room.now(), self.evening.zone)}"

    def why_not(self, command: Command) -> str:
        """Why a command cannot act now."""
        room = self.evening.room
        if command.id.startswith("ending_"):
            place = int(command.id[-1])
            return "" if place <= len(self._fitting()) else "No such ending is offered now."
        if command.id in ("seal", "loose_ends") and room.is_read_only:
            return NOT_OURS.why
        if command.id in ("seal", "loose_ends") and room.session.has_passed_hat:
            return IS_ELSEWHERE
        if command.id == "undo":
            return why_no_undo(self.evening)
        return why_no_redo(self.evening) if command.id == "redo" else ""

    # -- keys

    def _choose_ending(self, place: int) -> None:
        ending = self._fitting()[place - 1]
        refusal = self.evening.room.do(endings.choose_ending, self.evening.ending_segment(ending))
        if self.tell(refusal):
            self.do_back()
            if isinstance(self.circle.screen, StageScreen):
                self.circle.screen.say(
                    "This is how we end. The rest of the plan is left out; u takes it back."
                )

    def do_ending_1(self) -> None:
        """End with the first."""
        self._choose_ending(1)

    def do_ending_2(self) -> None:
        """End with the second."""
        self._choose_ending(2)

    def do_ending_3(self) -> None:
        """End with the third."""
        self._choose_ending(3)

    def do_loose_ends(self) -> None:
        """Ask for the labels."""
        self.open_sheet(LooseEndsQuestion(self))

    def do_say_this(self) -> None:
        """A sentence to say aloud."""
        from circle_tui.tui.live.phrases import PhrasesSheet

        self.open_sheet(PhrasesSheet(self, self.evening))

    def do_topic(self) -> None:
        """Mark the takeaways."""
        from circle_tui.tui.live.topic import NO_TOPIC, TopicSheet

        if topic_tonight(self.evening.room.session, self.evening.library) is None:
            self.say(NO_TOPIC)
            return
        self.open_sheet(TopicSheet(self, self.evening))

    def do_pulse(self) -> None:
        """Count answers; asks first whether the screen is shared."""
        if self.is_past_gate("pulse", PULSE_GATE):
            self.open_sheet(PulseSheet(self, self.evening, opened_by="p"))

    def do_copy(self) -> None:
        """Copy something to share."""
        from circle_tui.tui.live.copying import CopySheet

        self.open_sheet(CopySheet(self, self.evening))

    def do_view(self) -> None:
        """How the screen looks and sounds."""
        from circle_tui.tui.live.view import ViewSheet

        self.open_sheet(ViewSheet(self))

    def do_undo(self) -> None:
        """Take back the last thing."""
        take_back(self, self.evening)

    def do_redo(self) -> None:
        """Bring back what was taken back."""
        bring_back(self, self.evening)

    def do_back(self) -> None:
        """Back to the running session."""
        self.app.pop_screen()

    def do_seal(self) -> None:
        """Ask, then close."""
        self.open_sheet(SealQuestion(self))


class SealQuestion(Question):
    """The one thing of an evening that cannot be taken back is asked about."""

    def __init__(self, host: CloseScreen) -> None:
        super().__init__(
            host,
            title="Close the evening?",
            text=A_REHEARSAL_ENDS if host.evening.room.session.opened.is_rehearsal else AN_EVENING_ENDS,
            yes="close it",
            no="not yet",
        )
        self._screen = host

    def confirmed(self) -> None:
        """Seal, and say what became of it."""
        try:
            past = self._screen.desk.seal(self._screen.evening)
        except (BadInput, NotSavedError) as exc:
            self._screen.say(str(exc))
            return
        said = CLOSED if past.has_begun else NEVER_BEGAN
        self._screen.circle.show_lobby("The rehearsal is over." if past.is_rehearsal else said)


LONGEST_LABELS = 200
"""Characters of all labels together; each is cut where it is kept."""


class LooseEndsQuestion(TextQuestion):
    """Labels without content, up to three."""

    def __init__(self, host: CloseScreen, initial: str | None = None) -> None:
        super().__init__(
            host,
            title="Loose ends for next time",
            text=(
                f"Up to {MOST_LOOSE_ENDS} labels, parted by commas, without content: "
                "“the room”, “the review”. Nothing about a client."
            ),
            placeholder="label, label, label",
            initial=", ".join(host.evening.group.loose_ends) if initial is None else initial,
        )
        self._screen = host

    def submit(self, text: str) -> None:
        """Keep them with the group, or ask first about what may point to somebody."""
        labels = clean_line(text, limit=LONGEST_LABELS)
        if len([label for label in labels.split(",") if label.strip()]) > MOST_LOOSE_ENDS:
            most = number_in_words(MOST_LOOSE_ENDS).capitalize()
            self.host.say(f"{most} at most: leave one out, or put two together.")
            return
        found = self._screen.evening.label_looked_over(labels)
        if not found:
            self._keep(labels)
            return

        def change() -> None:
            self.host.open_sheet(LooseEndsQuestion(self._screen, labels))

        self.host.open_sheet(BlurSheet(self.host, labels, found, take=self._keep, change=change))

    def _keep(self, text: str) -> None:
        try:
            group = self._screen.desk.keep_loose_ends(self._screen.evening.group, text.split(","))
        except (BadInput, NotSavedError) as exc:
            self._screen.say(str(exc))
            return
        self._screen.evening.regroup(group)
        self._screen.close_sheet()
