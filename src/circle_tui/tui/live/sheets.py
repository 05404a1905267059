"""The keys of the live screen that open a sheet, one each. What a sheet does is its own business."""

from circle_tui.core.plan.ways import step_with_ways
from circle_tui.desk import Desk
from circle_tui.tonight.evening import Evening
from circle_tui.tui.stage import StageScreen


class LiveSheets(StageScreen):
    """Opens sheets over the evening; each is imported when it is first asked for."""

    desk: Desk
    evening: Evening

    def catch_up(self) -> None:
        """Take over what another window changed about the group: a name, a rest, what was decided."""
        self.evening.catch_up(self.desk.register.now(self.evening.group))

    def do_fit(self) -> None:
        """Who gives, so that the end stays."""
        from circle_tui.tui.live.fit import FitSheet

        self.open_sheet(FitSheet(self, self.evening))

    def do_minutes(self) -> None:
        """Mend the clock."""
        from circle_tui.tui.live.minutes import MinutesSheet

        self.open_sheet(MinutesSheet(self, self.evening))

    def do_away(self) -> None:
        """Who is away for a while, and who is back."""
        from circle_tui.tui.live.away import AwaySheet

        self.open_sheet(AwaySheet(self, self.evening))

    def do_floor(self) -> None:
        """Who has the floor in a round, and whose hand is next in open talk."""
        from circle_tui.tui.live.floor import FloorSheet

        self.open_sheet(FloorSheet(self, self.evening))

    def do_leader(self) -> None:
        """Who leads."""
        from circle_tui.tui.live.leader import LeaderSheet

        self.catch_up()
        segment = self.evening.segment_to_lead()
        if segment is None:
            self.say("No segment from here on has a leader.")
            return
        self.open_sheet(LeaderSheet(self, self.evening, segment.id))

    def do_presenter(self) -> None:
        """Who brings something."""
        from circle_tui.tui.live.presenting import NextTimeSheet, PresenterSheet

        self.catch_up()
        segment = self.evening.presenting.segment()
        if segment is None:
            self.open_sheet(NextTimeSheet(self, self.evening))
            return
        self.open_sheet(PresenterSheet(self, self.evening, segment.id))

    def do_question(self) -> None:
        """The focus question."""
        from circle_tui.tui.live.question import FocusQuestionSheet

        self.open_sheet(FocusQuestionSheet(self, self.evening))

    def do_stillness(self) -> None:
        """A silence together."""
        from circle_tui.tui.live.stillness import open_stillness

        open_stillness(self, self.evening)

    def do_prompt(self) -> None:
        """A focus prompt, or the next nudge."""
        from circle_tui.tui.live.prompt import open_prompts

        open_prompts(self, self.evening)

    def do_rules(self) -> None:
        """Ground rules in force."""
        from circle_tui.tui.live.rules import RulesSheet

        self.catch_up()
        self.open_sheet(RulesSheet(self, self.evening))

    def do_roll(self) -> None:
        """Who is here."""
        from circle_tui.tui.live.roll import RollSheet

        self.catch_up()
        self.open_sheet(RollSheet(self, self.evening))

    def do_copy(self) -> None:
        """Copy something to share."""
        from circle_tui.tui.live.copying import CopySheet

        self.open_sheet(CopySheet(self, self.evening))

    def do_insert(self) -> None:
        """Put something in."""
        from circle_tui.tui.live.inserts import InsertSheet

        self.open_sheet(InsertSheet(self, self.evening))

    def do_feeling_round(self) -> None:
        """One feeling, one sentence, no advice."""
        from circle_tui.tui.live.inserts import put_in_feeling_round

        put_in_feeling_round(self, self.evening)

    def do_decide(self) -> None:
        """What the group decides, and how."""
        from circle_tui.tui.live.deciding import DecideSheet

        self.catch_up()
        self.open_sheet(DecideSheet(self, self.evening))

    def do_say_this(self) -> None:
        """A sentence to say aloud."""
        from circle_tui.tui.live.phrases import PhrasesSheet

        self.open_sheet(PhrasesSheet(self, self.evening))

    def do_park(self) -> None:
        """Keep something for elsewhere."""
        from circle_tui.tui.live.park import open_park

        open_park(self, self.evening)

    def do_care(self) -> None:
        """Gates, cues and protocols, all of them."""
        from circle_tui.tui.live.care import CareSheet

        self.open_sheet(CareSheet(self, self.evening))

    def do_gate(self) -> None:
        """Ask first, whatever fits the running step."""
        from circle_tui.tui.live.gates import open_gate

        open_gate(self, self.evening)

    def do_notice(self) -> None:
        """Something heavy may follow."""
        self._care_for("notice")

    def do_blur(self) -> None:
        """Too close."""
        self._care_for("blur")

    def do_enough(self) -> None:
        """The presenter says enough."""
        self._care_for("enough")

    def do_back_to_you(self) -> None:
        """Bring it back."""
        self._care_for("back-to-you")

    def do_freeze(self) -> None:
        """Freeze for an echo."""
        self._care_for("freeze")

    def do_step_out(self) -> None:
        """Somebody steps out."""
        self._care_for("step-out")

    def do_five_minutes(self) -> None:
        """Five minutes on us."""
        self._care_for("five-minutes")

    def do_ouch(self) -> None:
        """Something hurt."""
        self._care_for("ouch")

    def do_risk(self) -> None:
        """Slow down, step by step."""
        self._care_for("risk")

    def _care_for(self, slug: str) -> None:
        from circle_tui.tui.live.care import open_care

        open_care(self, self.evening, slug)

    def do_topic(self) -> None:
        """The ways of the running step; or the topic of tonight, and its lens."""
        if step_with_ways(self.evening.room.session) is not None:
            from circle_tui.tui.live.ways import WaysSheet

            self.open_sheet(WaysSheet(self, self.evening))
            return
        from circle_tui.tui.live.topic import NO_TOPIC, TopicSheet, has_topic_or_lens

        if not has_topic_or_lens(self.evening):
            self.say(NO_TOPIC)
            return
        self.open_sheet(TopicSheet(self, self.evening))

    def do_agenda(self) -> None:
        """The whole agenda."""
        from circle_tui.tui.live.agenda import AgendaSheet

        self.open_sheet(AgendaSheet(self, self.evening))

    def do_view(self) -> None:
        """How the screen looks and sounds."""
        from circle_tui.tui.live.view import ViewSheet

        self.open_sheet(ViewSheet(self, is_beside=True))
