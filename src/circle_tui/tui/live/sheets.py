"""The keys of the live screen that open a sheet, one each. What a sheet does is its own business."""

from circle_tui.tonight.evening import Evening
from circle_tui.tui.stage import StageScreen


class LiveSheets(StageScreen):
    """Opens sheets over the evening; each is imported when it is first asked for."""

    evening: Evening

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

    def do_leader(self) -> None:
        """Who leads."""
        from circle_tui.tui.live.leader import LeaderSheet

        segment = self.evening.segment_to_lead()
        if segment is None:
            self.say("No segment from here on has a leader.")
            return
        self.open_sheet(LeaderSheet(self, self.evening, segment.id))

    def do_presenter(self) -> None:
        """Who brings something."""
        from circle_tui.tui.live.people import PresenterSheet

        segment = self.evening.room.session.current_segment
        if segment is not None:
            self.open_sheet(PresenterSheet(self, self.evening, segment.id))

    def do_prompt(self) -> None:
        """A focus prompt."""
        from circle_tui.tui.live.prompt import PromptSheet

        self.open_sheet(PromptSheet(self, self.evening))

    def do_rules(self) -> None:
        """Ground rules in force."""
        from circle_tui.tui.live.rules import RulesSheet

        self.open_sheet(RulesSheet(self, self.evening))

    def do_roll(self) -> None:
        """Who is here."""
        from circle_tui.tui.live.roll import RollSheet

        self.open_sheet(RollSheet(self, self.evening))

    def do_copy(self) -> None:
        """Copy something to share."""
        from circle_tui.tui.live.copying import CopySheet

        self.open_sheet(CopySheet(self, self.evening))

    def do_agenda(self) -> None:
        """The whole agenda."""
        from circle_tui.tui.live.agenda import AgendaSheet

        self.open_sheet(AgendaSheet(self, self.evening))

    def do_view(self) -> None:
        """How the screen looks and sounds."""
        from circle_tui.tui.live.view import ViewSheet

        self.open_sheet(ViewSheet(self, is_beside=True))
