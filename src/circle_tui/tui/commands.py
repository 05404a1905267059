"""Every key of Circle, once. Key bar, help, palette and the table in the README come from here."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

Place = Literal["lobby", "arrive", "live", "close", "records", "group", "topics"]


class Command(NamedTuple):
    """One thing a facilitator can do with one key."""

    id: str
    """The screen answers with a method `do_<id>`."""
    keys: tuple[str, ...]
    """Names of keys as Textual gives them; the first one is shown."""
    label: str
    """One or two words for the key bar."""
    help: str
    """A sentence for the help screen and the palette."""
    in_bar: bool = True
    """Whether the key bar shows it."""
    rank: int = 3
    """Which ones the key bar shows where not all fit: the smaller, the sooner; its place stays the same."""


EVERYWHERE = (
    Command("curtain", ("c", "f2"), "curtain", "Draw a curtain over the screen; the same key opens it", True),
    Command("help", ("question_mark", "f1"), "keys", "All keys of this screen", True),
)

LOBBY = (
    Command("open", ("enter",), "open", "Open the evening: go to the arrival"),
    Command("previous", ("up",), "", "The group above", in_bar=False),
    Command("following", ("down",), "", "The group below", in_bar=False),
    Command("plan", ("p",), "plan", "Plan tonight: format and length"),
    Command("group", ("g",), "group", "The group: who is in it, ground rules, words to end with"),
    Command("topics", ("t",), "topics", "Topics, and a series of dated evenings"),
    Command("records", ("o",), "records", "What past evenings left"),
    Command("skip_week", ("s",), "skip", "Leave out the next date of the series"),
    Command("bring_back", ("u",), "bring back", "Bring back the last date that was left out", in_bar=False),
    Command("new_group", ("n",), "new group", "Set up another group"),
    Command("rehearse", ("r",), "rehearse", "Try an evening with a made-up group; nothing is kept"),
    Command(
        "close_open",
        ("e",),
        "end open",
        "Close an evening that is open, as of the last thing that happened",
        in_bar=False,
    ),
    Command(
        "view", ("v",), "view", "How it looks and sounds: quiet clock, theme, motion, bell", in_bar=False
    ),
    Command("dismiss", ("escape",), "", "Put away what was said about files", in_bar=False),
    *EVERYWHERE,
)

SETUP = (
    Command("next", ("enter", "tab", "down"), "next", "Go on to the next field; after the last one, done"),
    Command("previous", ("up", "shift+tab"), "back", "Back to the field above"),
    Command("turn", ("right",), "", "The next choice", in_bar=False),
    Command("turn_back", ("left",), "", "The choice before", in_bar=False),
    Command("done", ("ctrl+s",), "done", "Make the group as it stands here"),
    Command("back", ("escape",), "leave", "Back to the lobby; nothing is saved before the group is made"),
    Command("curtain", ("f2",), "curtain", "Draw a curtain over the screen; the same key opens it"),
    Command("help", ("f1", "question_mark"), "keys", "All keys of this screen"),
)

ARRIVE = (
    Command("begin", ("enter", "space"), "begin", "Begin the session", rank=0),
    Command("roll", ("r",), "roll", "Mark who is here, one by one"),
    Command("rules", ("g",), "rules", "Ground rules in force, and the limits card"),
    Command("link", ("m",), "meeting link", "Keep the meeting link in memory, to copy it; it is never shown"),
    Command("say_this", ("s",), "say this", "A sentence to say aloud, by what you want to do", in_bar=False),
    Command("copy", ("y",), "copy", "Copy agenda, rules or the meeting link"),
    Command(
        "view", ("v",), "view", "How it looks and sounds: quiet clock, theme, motion, bell", in_bar=False
    ),
    Command("agenda", ("tab",), "agenda", "The whole agenda, in a small window", in_bar=False),
    Command("undo", ("u",), "undo", "Take back the last thing"),
    Command("redo", ("ctrl+r",), "redo", "Bring back what was taken back", in_bar=False),
    Command("back", ("escape",), "lobby", "Back to the lobby; the session stays open", in_bar=False),
    *EVERYWHERE,
)

LIVE = (
    Command("pause", ("space",), "pause", "Begin, pause, go on", rank=0),
    Command("next", ("n",), "next", "The next step; after the last step, the next segment", rank=0),
    Command("previous", ("b",), "back", "Back one step; its clock goes on where it stood", in_bar=False),
    Command(
        "more",
        ("plus", "equals_sign"),
        "min",
        "Two minutes more, then one; the screen names who pays",
        rank=2,
    ),
    Command("less", ("minus",), "minute less", "A minute less for this step", in_bar=False),
    Command("payer", ("down",), "", "Let another segment pay for the extra minutes", in_bar=False),
    Command("fit", ("f",), "fit", "Fit what is left: who gives, so that the end stays", in_bar=False),
    Command(
        "minutes",
        ("m",),
        "minutes",
        "Started earlier, start anew, minutes in hand, move the end",
        in_bar=False,
    ),
    Command(
        "prompt", ("p",), "focus", "Focus prompt: a tone, three offers, one chosen; the next nudge", rank=2
    ),
    Command("leader", ("l",), "leads", "Who leads: one name, one reason; yes, pass, later, swap, together"),
    Command("presenter", ("w",), "brings", "Who brings something: a queue of its own; parts, lenses", rank=7),
    Command(
        "question", ("q",), "question", "The focus question, large, until its part is over", in_bar=False
    ),
    Command("stillness", ("z",), "stillness", "A silence together: a still screen, no digits", in_bar=False),
    Command(
        "rules",
        ("g",),
        "rules",
        "Ground rules: in force, asked one by one, of the day; the limits card",
        rank=5,
    ),
    Command("roll", ("r",), "roll", "Who is here, who left, the door", rank=4),
    Command("away", ("a",), "away", "Somebody stepped out, dropped out, or is back", in_bar=False),
    Command(
        "floor",
        ("h",),
        "floor",
        "Hands and the floor: whose turn in a round, the next hand, the first word",
        in_bar=False,
    ),
    Command(
        "insert",
        ("i",),
        "put in",
        "Put something in: a feeling round, a break, writing first; the end stays",
        rank=7,
    ),
    Command(
        "feeling_round",
        ("j",),
        "feelings",
        "A feeling round, next: one feeling, one sentence, no advice",
        in_bar=False,
    ),
    Command(
        "decide",
        ("d",),
        "decide",
        "Decide: consent, consensus, fist to five, a practice run, the kind of evening; how was it",
        in_bar=False,
    ),
    Command("turn_talk", ("o",), "in turn", "Make a talk a round, everyone in turn, and back", in_bar=False),
    Command("say_this", ("s",), "say this", "A sentence to say aloud, by what you want to do", rank=8),
    Command(
        "park", ("k",), "elsewhere", "Keep a label for elsewhere: in memory, for tonight only", in_bar=False
    ),
    Command(
        "gate",
        ("comma",),
        "ask first",
        "Ask first: before we answer, before more time, before a name; “no” needs no comment",
        in_bar=False,
    ),
    Command(
        "notice", ("1",), "notice", "Something heavy may follow: ask whether that is all right", in_bar=False
    ),
    Command("blur", ("2",), "blur", "Too close: ask for a blur", in_bar=False),
    Command(
        "enough", ("3",), "enough", "The presenter says enough; enter goes on to the last word", in_bar=False
    ),
    Command("back_to_you", ("4",), "back to you", "Bring it back to whoever is telling", in_bar=False),
    Command(
        "freeze",
        ("5",),
        "freeze",
        "Freeze for an echo: stop, look from above, one response each",
        in_bar=False,
    ),
    Command("step_out", ("6",), "step out", "Somebody steps out, and is called back", in_bar=False),
    Command("five_minutes", ("7",), "us", "Five minutes on us; the clock stands still", in_bar=False),
    Command("ouch", ("8",), "ouch", "Something hurt: stop, and look at it together", in_bar=False),
    Command("risk", ("9",), "risk", "Somebody may be at risk: slow down, step by step", in_bar=False),
    Command(
        "topic",
        ("t",),
        "topic",
        "The topic: takeaways and their marks, the lens; the ways that a step offers",
        in_bar=False,
    ),
    Command("care", ("x", "0"), "care", "All of these, and what a group has added", rank=1),
    Command("copy", ("y",), "copy", "Copy agenda, prompt, rules or summary", in_bar=False),
    Command("agenda", ("tab",), "agenda", "The whole agenda, in a small window", in_bar=False),
    Command(
        "view", ("v",), "view", "How it looks and sounds: quiet clock, theme, motion, bell", in_bar=False
    ),
    Command("ending", ("e",), "end", "Endings that fit, and the close; escape comes back", rank=6),
    Command("settle", ("enter",), "", "Leave a question of the screen as it is", in_bar=False),
    Command("undo", ("u",), "undo", "Take back the last thing", rank=1),
    Command("redo", ("ctrl+r",), "redo", "Bring back what was taken back", in_bar=False),
    *EVERYWHERE,
)

LIVE_PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "The clock",
        (
            "pause",
            "next",
            "previous",
            "more",
            "payer",
            "less",
            "fit",
            "minutes",
            "insert",
            "feeling_round",
            "turn_talk",
        ),
    ),
    ("Who", ("leader", "presenter", "floor", "roll", "away")),
    ("What we work on", ("prompt", "question", "topic", "stillness", "say_this", "park")),
    (
        "Care",
        (
            "gate",
            "notice",
            "blur",
            "enough",
            "back_to_you",
            "freeze",
            "step_out",
            "five_minutes",
            "ouch",
            "risk",
            "care",
        ),
    ),
    ("What we agreed", ("rules", "decide")),
    (
        "The screen and the end",
        ("copy", "agenda", "view", "ending", "settle", "undo", "redo", "curtain", "help"),
    ),
)
"""The keys of the live screen by what they are for, as the help shows them."""

CLOSE = (
    Command("seal", ("enter",), "close", "Close the evening, after a question"),
    Command("back", ("escape",), "go on", "Back to the running session"),
    Command("ending_1", ("1",), "first ending", "End with the first of the endings that fit", in_bar=False),
    Command("ending_2", ("2",), "second ending", "End with the second", in_bar=False),
    Command("ending_3", ("3",), "third ending", "End with the third", in_bar=False),
    Command(
        "loose_ends", ("j",), "loose ends", "Up to three labels to come back to next time, without content"
    ),
    Command("say_this", ("s",), "say this", "A sentence to say aloud, by what you want to do", in_bar=False),
    Command("topic", ("t",), "topic", "Mark the takeaways of the topic: touched, not yet", in_bar=False),
    Command("pulse", ("p",), "how was it", "How was it? Counts alone; not while the screen is shared"),
    Command("copy", ("y",), "copy", "Copy the summary of the evening"),
    Command(
        "view", ("v",), "view", "How it looks and sounds: quiet clock, theme, motion, bell", in_bar=False
    ),
    Command("undo", ("u",), "undo", "Take back the last thing", in_bar=False),
    Command("redo", ("ctrl+r",), "redo", "Bring back what was taken back", in_bar=False),
    *EVERYWHERE,
)

STILL = (
    Command("leave", ("z", "escape"), "back", "End the silence; the evening goes on"),
    EVERYWHERE[0],
)
"""While the silence lasts nothing else acts, and no key bar is shown."""

RECORDS = (
    Command("previous", ("up",), "", "The evening above", in_bar=False),
    Command("following", ("down",), "", "The evening below", in_bar=False),
    Command("reveal", ("enter",), "who came", "Show who came; not while the screen is shared"),
    Command(
        "copy", ("y",), "copy", "Copy the evening, to hand it back to where the group keeps its evenings"
    ),
    Command("back", ("escape",), "lobby", "Back to the lobby", rank=1),
    *EVERYWHERE,
)

GROUP = (
    Command("add_person", ("a",), "add", "Add somebody to the group"),
    Command("roster", ("r",), "roster", "Who is in the group; not while the screen is shared"),
    Command(
        "closed",
        ("m",),
        "open or closed",
        "Whether somebody new joins only once those in the group have said yes",
        in_bar=False,
    ),
    Command("edit_rules", ("g",), "rules", "Change the ground rules: a new version, with today's date"),
    Command("policy", ("w",), "leading", "How leading goes round: in turn, a term, volunteers first"),
    Command(
        "rota",
        ("t",),
        "rota",
        "Who would be asked next, and turns that two swap; not while the screen is shared",
        in_bar=False,
    ),
    Command(
        "decided", ("d",), "decided", "What the group decided, and when to look at it again", in_bar=False
    ),
    Command("about", ("o",), "about us", "What we are for, what we are not, and whom one can turn to"),
    Command(
        "agreed",
        ("y",),
        "agreed",
        "Who said yes to which rules, and when; not while the screen is shared",
        in_bar=False,
    ),
    Command(
        "meeting",
        ("e",),
        "when we meet",
        "When we meet, for how long, what kind of evening, and the group's name",
        in_bar=False,
    ),
    Command("closing_line", ("l",), "closing line", "The group's own words to end with"),
    Command("packs", ("p",), "packs", "Rules and prompts that the group can adopt as a pack", in_bar=False),
    Command("older", ("left",), "", "The version of the ground rules before this one", in_bar=False),
    Command("newer", ("right",), "", "The version after it", in_bar=False),
    Command("up", ("up",), "", "A line up, in a small window", in_bar=False),
    Command("down", ("down",), "", "A line down", in_bar=False),
    Command("back", ("escape",), "lobby", "Back to the lobby", rank=1),
    *EVERYWHERE,
)

TOPICS = (
    Command("previous", ("up",), "", "The card above", in_bar=False),
    Command("following", ("down",), "", "The card below", in_bar=False),
    Command("choose", ("enter",), "choose", "Choose this card for the next evening"),
    Command("no_topic", ("x",), "no topic", "The next evening without a topic"),
    Command("invite", ("y",), "invitation", "Copy the invitation: date, question, what to take away"),
    Command("new_card", ("n",), "new card", "A card of your own, in seven short answers"),
    Command("series", ("s",), "series", "A series of dated evenings, and their topics"),
    Command("back", ("escape",), "lobby", "Back to the lobby", rank=1),
    *EVERYWHERE,
)

BY_PLACE: dict[Place, tuple[Command, ...]] = {
    "lobby": LOBBY,
    "arrive": ARRIVE,
    "live": LIVE,
    "close": CLOSE,
    "records": RECORDS,
    "group": GROUP,
    "topics": TOPICS,
}

SHOWN_KEYS = {
    "question_mark": "?",
    "plus": "+",
    "minus": "−",
    "equals_sign": "=",
    "comma": ",",
    "escape": "esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "page up",
    "pagedown": "page down",
    "f1": "F1",
    "f2": "F2",
}


def shown(key: str) -> str:
    """How a key is written on screen."""
    return SHOWN_KEYS.get(key, key)


def all_keys(command: Command) -> str:
    """Every key of a command as written on screen: "c, F2"."""
    return ", ".join(shown(key) for key in command.keys)


def by_key(commands: Iterable[Command], key: str) -> Command | None:
    """The command a key stands for; letters mean the same in either case."""
    wanted = key.lower() if len(key) == 1 else key
    for command in commands:
        if wanted in command.keys:
            return command
    return None


def table(commands: Iterable[Command]) -> str:
    """Keys and what they do, as a table in Markdown: the one in the README."""
    lines = ["| key | what it does |", "|---|---|"]
    lines.extend(
        f"| {', '.join(f'`{shown(key)}`' for key in command.keys)} | {command.help} |"
        for command in commands
        if command.label
    )
    return "\n".join(lines)
