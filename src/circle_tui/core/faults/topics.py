"""What is wrong with a topic card that a person wrote, and with a walk."""

from collections.abc import Container

from circle_tui.core.faults.wording import first, sentence_fault, slug_fault
from circle_tui.core.plan.topics import WHY_LIMIT, Topic, Walk, WalkStep

MOST_PROMPTS = 6
FEWEST_STEPS, MOST_STEPS = 2, 9
LARGEST_SHARE = 5


def topic_fault(topic: Topic, walks: Container[str]) -> str:
    """One sentence on the first thing wrong with a topic card; `walks` are the slugs there are."""
    if fault := slug_fault("the slug", topic.slug) or sentence_fault("the question", topic.question):
        return fault
    if not topic.question.endswith("?"):
        return f"the question is “{topic.question}”: one that ends with a question mark is right"
    if not topic.why_now.strip() or len(topic.why_now) > WHY_LIMIT:
        return f"why_now has {len(topic.why_now)} characters: 1 to {WHY_LIMIT} are right"
    if fault := _lines_fault("takeaway", topic.takeaways):
        return fault
    if not 1 <= len(topic.prompts) <= MOST_PROMPTS:
        return f"prompts are {len(topic.prompts)}: 1 to {MOST_PROMPTS} are right"
    if fault := _lines_fault("prompt", topic.prompts):
        return fault
    if topic.lens not in walks:
        return f"lens is “{topic.lens}”, which is no walk there is: the slug of one that is there is right"
    return ""


def _lines_fault(what: str, lines: tuple[str, ...]) -> str:
    return first(sentence_fault(f"{what} {place}", line) for place, line in enumerate(lines, 1))


def walk_fault(walk: Walk) -> str:
    """One sentence on the first thing wrong with a walk."""
    if fault := (
        slug_fault("the slug", walk.slug)
        or sentence_fault("the title", walk.title)
        or sentence_fault("summary", walk.summary)
    ):
        return fault
    if not FEWEST_STEPS <= len(walk.steps) <= MOST_STEPS:
        return f"steps are {len(walk.steps)}: {FEWEST_STEPS} to {MOST_STEPS} are right"
    return first(_step_fault(place, step) for place, step in enumerate(walk.steps, 1))


def _step_fault(place: int, step: WalkStep) -> str:
    if fault := sentence_fault(f"the title of step {place}", step.title) or sentence_fault(
        f"says of step {place}", step.says
    ):
        return fault
    if not 1 <= step.share <= LARGEST_SHARE:
        return f"the share of step {place} is {step.share}: 1 to {LARGEST_SHARE} are right"
    return ""
