"""Circle under an ear for sockets: runs what it is told to, and writes down every event about one."""

import atexit
import sys
from pathlib import Path


def main() -> int:
    """Run `circle` with the arguments behind the first, which names the file to write to."""
    heard: list[str] = []

    def hear(event: str, args: tuple[object, ...]) -> None:
        if event.startswith("socket."):
            heard.append(f"{event} {args[1]}" if event == "socket.__new__" else event)

    sys.addaudithook(hear)
    atexit.register(lambda: Path(sys.argv[1]).write_text("\n".join(heard), encoding="utf-8"))
    from circle_tui.cli.entry import main as circle

    return circle(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
