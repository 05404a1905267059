"""A child process that writes a session and says on its output what was acknowledged.

`python -m tests.store.writer PATH write` goes on until it is killed; `... hold` writes one document and waits
for its input to end; `... until-full SIZE` may not make a file longer than that.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from circle_tui.store.sessions import SessionLog
from circle_tui.store.trouble import Holder, NotSavedError

INSTANT = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)


def main(path: Path, what: str, size: int) -> None:
    log = SessionLog.open(path, holder=Holder("lamp", os.getpid(), INSTANT), now=lambda: INSTANT)
    seq = max((int(str(document["seq"])) for document in log.documents()), default=0)
    if what == "hold":
        log.append([{"seq": seq + 1}])
        say("holding")
        sys.stdin.read()
        return
    if what == "until-full":
        forbid_longer_files(size)
    while True:
        seq += 2
        try:
            log.append([{"seq": seq - 1, "note": "é" * (seq % 90)}, {"seq": seq}])
        except NotSavedError as exc:
            say(f"full {seq} {exc}")
            return
        say(str(seq))


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def forbid_longer_files(size: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 0)
