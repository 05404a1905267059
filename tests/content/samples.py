"""Small files of each kind that a person might write, all without fault."""

from pathlib import Path

FORMAT = """
slug = "mine"
title = "Mine"
summary = "A format of my own."
modes = ["topic"]
people = [2, 12]

[[segments]]
id = "talk"
title = "Talk"
kind = "talk"

[[segments.steps]]
id = "talk"
title = "Talk"
minimum = 5
ideal = 20
maximum = 60
says = "What now?"
"""
CASE = """
slug = "mine"
title = "Mine"
summary = "A format of my own."
modes = ["consultation"]
people = [3, 12]

[[segments]]
id = "case"
title = "Case"
kind = "case"
repeats = true
leader = true
presenter = true

[[segments.steps]]
id = "tell"
title = "Tell"
minimum = 5
ideal = 20
maximum = 60
prompt = "choose"

[[segments.steps]]
id = "settle"
title = "Settle"
minimum = 2
ideal = 4
maximum = 6
prompt = "steady"
"""
DECK = """
slug = "mine"
title = "Mine"

[[suits]]
name = "flooded"

[[suits.prompts]]
id = "flooded-9"
text = "What now?"
when = "before"
to = "presenter"
depth = 1
"""
RULES = """
[[rules]]
id = "tea"
text = "There is tea."
category = "care"
consent = "reminder"
review = ["cycle"]
"""
SET = """
slug = "mine"
title = "Mine"
summary = "Two rules."
rules = ["on-time", "passing"]
"""
OPENING = """
[[steps]]
id = "bell"
title = "Bell"
seconds = 30
"""
ENDINGS = """
[[endings]]
slug = "song"
title = "A song"
says = "We hum."
minutes = 2
"""


def put(config: Path, place: str, content: str | bytes) -> Path:
    path = config / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return config
