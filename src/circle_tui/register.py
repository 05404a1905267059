"""The register: groups as they are written down, and what is changed in them between evenings.

A change is made to the group as it stands on the shelf, never to the copy that somebody looks at: another
window may have written meanwhile. It is on the shelf before it is given back, and a NotSavedError says when
it is not; what may be written down about whom is the business of the core.
"""

from collections.abc import Callable, Sequence
from datetime import date

from msgspec.structs import replace

from circle_tui.content.load import Library
from circle_tui.core.agreements.decisions import Settled
from circle_tui.core.agreements.rules import AgreedRule, RulesVersion, agreed, next_version
from circle_tui.core.clock.recurrence import Recurrence
from circle_tui.core.errors import BadInput
from circle_tui.core.people import contacts, roster, swaps
from circle_tui.core.people.forgetting import Parting, Standing, forgotten, parting, standing
from circle_tui.core.people.group import Group, Member, same_name, with_people_of, with_settled
from circle_tui.core.people.swaps import Swap
from circle_tui.core.plan.modes import STARTER_FORMATS, STARTER_RULES, Mode
from circle_tui.core.ports import Clock
from circle_tui.core.shelf import Shelf
from circle_tui.core.text import NAME_LIMIT, clean, clean_line

LONGEST_RULE = 200
"""Characters of a rule or a closing line; what is longer cannot be read aloud in one breath."""
RULES_WENT_ON = "Another version of the ground rules was written meanwhile: look at that one first."


class Register:
    """The groups on a shelf, by the day that it is."""

    def __init__(self, shelf: Shelf, library: Library, clock: Clock, new_id: Callable[[], str]) -> None:
        self._shelf = shelf
        self._library = library
        self._clock = clock
        self._new_id = new_id

    # -- a group

    def make_group(
        self,
        *,
        name: str,
        members: Sequence[str],
        recurrence: Recurrence,
        mode: Mode = "support",
        format_slug: str | None = None,
        venue: str = "video call",
        facilitator: str | None = None,
    ) -> Group:
        """Make a group with a starter set of rules and save it.

        BadInput when a name is missing or stands twice; NotSavedError when it could not be saved.
        """
        title = clean(name, limit=2 * NAME_LIMIT)
        if not title:
            raise BadInput("The group has no name yet: give it one, like “Tuesday Circle”.")
        if len(title) > NAME_LIMIT:
            raise BadInput(f"A group's name has at most {NAME_LIMIT} characters: a shorter one is right.")
        today = recurrence.day_of(self._clock.now())
        people = self._members(members, today)
        facilitators = {member.name.casefold(): member.id for member in people}
        holder = facilitators.get(clean(facilitator or "").casefold(), people[0].id)
        group = Group(
            id=f"g-{self._new_id()}",
            name=title,
            mode=mode,
            format=format_slug or STARTER_FORMATS[mode],
            recurrence=recurrence,
            members=people,
            rules=(next_version(None, self._starter_rules(mode), today),),
            facilitator=holder,
            venue=clean(venue),
        )
        if same_group := next(
            (item for item in self._shelf.groups() if item.name.casefold() == title.casefold()), None
        ):
            raise BadInput(f"There is a group called “{same_group.name}” already: choose another name.")
        self._shelf.save_group(group)
        return group

    def _members(self, names: Sequence[str], today: date) -> tuple[Member, ...]:
        wanted = [roster.usable_name(name) for name in names if clean(name)]
        if not wanted:
            raise BadInput("Nobody is in the group yet: names, parted by commas, like “Dana, Ines, Jo”.")
        for name in wanted:
            if sum(other.casefold() == name.casefold() for other in wanted) > 1:
                raise BadInput(f"“{name}” stands twice: add a letter, so that the two can be told apart.")
        return tuple(Member(id=f"p-{self._new_id()}", name=name, joined=today) for name in wanted)

    def _starter_rules(self, mode: Mode) -> tuple[AgreedRule, ...]:
        """The rules a new group begins with in a mode."""
        chosen = self._library.rule_sets[STARTER_RULES[mode]]
        return agreed(self._library.rules[rule] for rule in chosen.rules)

    def now(self, group: Group) -> Group:
        """The group as it stands on the shelf now; as it was given where it is not there any more."""
        return next((item for item in self._shelf.groups() if item.id == group.id), group)

    def change(self, group: Group, change: Callable[[Group], Group]) -> Group:
        """Change a group as it stands on the shelf now, and give back how it stands then.

        Guests of tonight whom the disk did not take yet go along. BadInput when the change cannot be made to
        the group as it stands now; NotSavedError when it could not be saved.
        """
        return self._shelf.change_group(group.id, lambda now: change(with_people_of(now, group)))

    def settle(self, group: Group, change: Callable[[Group], Group], says: str, *, about: str = "") -> Group:
        """Make a change that the group has decided, and keep that it did with today's date; as `change`.

        `says` is what holds from now on, without a name; where nothing changes nothing is kept.
        """

        def settled(now: Group) -> Group:
            after = change(now)
            return after if after == now else with_settled(after, Settled(self._today(now), says, about))

        return self.change(group, settled)

    # -- who is in it

    def add_person(self, group: Group, name: str, *, is_guest: bool) -> tuple[Group, Member]:
        """Put somebody new on the roster and save the group.

        BadInput for a name that cannot be used, NotSavedError when the group could not be saved.
        """
        added: list[Member] = []

        def change(now: Group) -> Group:
            now, member = self.with_person(now, name, is_guest=is_guest)
            added.append(member)
            return now

        return self.change(group, change), added[-1]

    def with_person(self, group: Group, name: str, *, is_guest: bool) -> tuple[Group, Member]:
        """The group with somebody new in it, not saved yet; BadInput for a name that cannot be used."""
        cleaned = roster.usable_name(name)
        if (known := same_name(group, cleaned)) is not None:
            return group, known
        member = Member(id=f"p-{self._new_id()}", name=cleaned, joined=self._today(group), is_guest=is_guest)
        return replace(group, members=(*group.members, member)), member

    def without_guest(self, group: Group, guest: Member) -> Group:
        """A guest who was written down by mistake stands on the roster no more; changed since, they stay."""

        def without(of: Group) -> Group:
            return replace(of, members=tuple(item for item in of.members if item != guest))

        return self.change(without(group), without)

    def with_guest(self, group: Group, guest: Member) -> Group:
        """The same guest stands on the roster again; whoever has taken their name meanwhile does instead."""

        def again(of: Group) -> Group:
            return of if same_name(of, guest.name) else replace(of, members=(*of.members, guest))

        return self.change(group, again)

    def with_rest(self, group: Group, person: str, until: date | None) -> Group:
        """Somebody is not asked to lead up to a day; None ends that."""
        return self.change(group, lambda now: roster.with_rest(now, person, until))

    def with_last_day(self, group: Group, person: str, last: date | None) -> Group:
        """Somebody belongs to the group up to a day; None lets them stay."""
        return self.change(group, lambda now: roster.with_last_day(now, person, last))

    def with_guest_joined(self, group: Group, person: str) -> Group:
        """Somebody who came as a guest belongs to the group from now on."""
        return self.change(group, lambda now: roster.with_guest_joined(now, person))

    def with_joining_heard(self, group: Group, person: str, on: date | None) -> Group:
        """Somebody heard the joining card and said yes on a day; None takes that back."""
        return self.change(group, lambda now: roster.with_joining_heard(now, person, on))

    def parting(self, group: Group, member: Member) -> Parting:
        """What it changes to forget somebody; BadInput while an evening of the group is still open."""
        self._check_that_none_is_open(group)
        return parting(
            group,
            member,
            records=self._shelf.records(group.id),
            set_aside=self._shelf.set_aside_with(group.id, member.name),
            others=self._shelf.groups(),
        )

    def forget(self, group: Group, member: Member, taken_out: Sequence[Standing] = ()) -> Group:
        """Forget somebody for good, as the group stands by now; gives back how it stands then.

        BadInput while an evening is open, or when somebody else changed them meanwhile; NotSavedError when it
        was not done to the end.
        """
        self._check_that_none_is_open(group)
        texts = {words.text for words in taken_out}

        def change(now: Group) -> Group:
            current = next((item for item in now.members if item.id == member.id), None)
            if current is None:
                raise BadInput(roster.NOT_THERE)
            if current.name != member.name:
                raise BadInput(f"{member.name} goes by another name by now: look at it once more.")
            words = [item for item in standing(now, member.name) if item.text in texts]
            return forgotten(now, current, words)

        return self._shelf.forget(group.id, change, member.name)

    def _check_that_none_is_open(self, group: Group) -> None:
        if any(item.group == group.id for item in self._shelf.open_sessions()):
            raise BadInput(f"An evening of {group.name} is still open: once it is closed, this can be done.")

    def with_swap(self, group: Group, swap: Swap) -> Group:
        """Keep that two swapped turns of evenings to come; BadInput when one of these is swapped already."""

        def change(now: Group) -> Group:
            return replace(now, swaps=swaps.with_swap(swaps.to_come(now.swaps, self._today(now)), swap))

        return self.change(group, change)

    def without_swap(self, group: Group, swap: Swap) -> Group:
        """Keep a swap no longer, nor any that is past."""

        def change(now: Group) -> Group:
            standing = swaps.to_come(now.swaps, self._today(now))
            return replace(now, swaps=tuple(item for item in standing if item != swap))

        return self.change(group, change)

    # -- what it agreed on, and what it says of itself

    def write_rules(self, group: Group, rules: Sequence[AgreedRule]) -> Group:
        """Agree on rules from today: a new version, or the same one reaffirmed when nothing was changed.

        BadInput when another version was written since the group was looked at: nobody has seen both.
        """

        def change(now: Group) -> Group:
            if now.rules_in_force != group.rules_in_force:
                raise BadInput(RULES_WENT_ON)
            version = next_version(now.rules_in_force, tuple(rules), self._today(now))
            earlier = tuple(item for item in now.rules if item.number != version.number)
            return replace(now, rules=(*earlier, version))

        return self.change(group, change)

    def with_versions(
        self, group: Group, versions: Sequence[RulesVersion], *, instead_of: Sequence[RulesVersion]
    ) -> Group:
        """Put other versions of the rules in place: what was just written is taken back, or brought back.

        BadInput when those it is instead of are not there any more: another one was written since.
        """

        def change(now: Group) -> Group:
            if now.rules != tuple(instead_of):
                raise BadInput(RULES_WENT_ON)
            return replace(now, rules=tuple(versions))

        return self.change(group, change)

    def own_rule(self, text: str) -> AgreedRule:
        """A rule in the group's own words, which looks after nothing yet; BadInput when there are none."""
        words = clean_line(text, limit=LONGEST_RULE)
        if not words:
            raise BadInput("The rule has no words yet.")
        return AgreedRule(id=f"own-{self._new_id()}", text=words)

    def with_closing_line(self, group: Group, words: str) -> Group:
        """Keep the group's own words for the very end; none for the standing ones."""
        line = clean_line(words, limit=LONGEST_RULE)
        return self.change(group, lambda now: replace(now, closing_line=line))

    def with_purpose(self, group: Group, words: str) -> Group:
        """Keep what the group is for, in its own words."""
        line = clean_line(words, limit=LONGEST_RULE)
        return self.settle(
            group, lambda now: replace(now, purpose=line), "What we are for, in new words.", about="purpose"
        )

    def with_not_for(self, group: Group, words: str) -> Group:
        """Keep what the group is not, in its own words."""
        line = clean_line(words, limit=LONGEST_RULE)
        return self.settle(
            group, lambda now: replace(now, not_for=line), "What we are not, in new words.", about="not for"
        )

    def with_outside_contact(self, group: Group, words: str) -> Group:
        """Keep the way outside of the group; BadInput for none where it leaves one contact person alone."""
        line = clean_line(words, limit=LONGEST_RULE)
        return self.settle(
            group,
            lambda now: contacts.with_outside(now, line, self._today(now)),
            "Another way outside.",
            about="outside",
        )

    def with_contacts(self, group: Group, names: str) -> Group:
        """Keep the contact persons, named in one line; BadInput for what cannot be, one alone included."""
        return self.settle(
            group,
            lambda now: contacts.with_contacts(now, names, self._today(now)),
            "Who the contact persons are.",
            about="contacts",
        )

    def _today(self, group: Group) -> date:
        return group.recurrence.day_of(self._clock.now())
