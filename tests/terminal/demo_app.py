"""The smallest program on ShellApp, with a fault for every place where one can happen.

`python demo_app.py [--stock] [--debug] [--audit] [what]`. With --stock it stands on Textual alone. The
key `x` does what was asked for; other keys are shown. Whatever goes wrong here has SECRET in its message
and among its variables.
"""

import asyncio
import atexit
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

DEMO = Path(__file__)
SECRET = "Ottilie Blau"


def make_app(base: "type[App[int]]", what: str) -> "App[int]":
    """Make the program on a base: Textual's App or our ShellApp."""
    from textual import work
    from textual.app import ComposeResult
    from textual.command import DiscoveryHit, Hit, Hits, Provider
    from textual.events import Key
    from textual.screen import ModalScreen, Screen
    from textual.widgets import Input, Static

    class DemoCommands(Provider):
        async def discover(self) -> Hits:
            yield DiscoveryHit("Begin the round", lambda: self.app.query_one("#keys", Static).update("Begun"))

        async def search(self, query: str) -> Hits:
            yield Hit(1, "Begin the round", lambda: self.app.query_one("#keys", Static).update("Begun"))

    class FaultyScreen(Screen[None]):
        def compose(self) -> ComposeResult:
            raise KeyError(SECRET)

    class FaultyStatic(Static):
        def render(self) -> str:
            raise KeyError(SECRET)

    class Question(ModalScreen[None]):
        def compose(self) -> ComposeResult:
            yield Static("A question over it", markup=False)

    class DemoApp(base):  # type: ignore[misc, valid-type]  # the base is chosen at run time
        COMMANDS = base.COMMANDS | {DemoCommands}
        CSS = "Question { align: center middle; } Question Static { width: 20; }"

        def compose(self) -> ComposeResult:
            yield Static("The circle is open", markup=False)
            yield Static("Keys:", id="keys", markup=False)
            if what == "input":
                yield Input()
            for line in range(3, 24):
                yield Static(f"line {line}", markup=False)

        def on_mount(self) -> None:
            self.pressed: list[str] = []

        def on_key(self, event: Key) -> None:
            if event.key == "x" and what:
                getattr(self, f"do_{what}")()
                return
            self.pressed.append(event.key)
            self.query_one("#keys", Static).update("Keys: " + " ".join(self.pressed))

        def save_and_leave(self) -> None:
            Path("saved").write_text("saved", encoding="utf-8")
            if what == "fault_in_saving":
                self.do_fault()
            if what == "hang_in_saving":
                threading.Event().wait()

        def do_fault(self) -> None:
            name = SECRET
            raise KeyError(name)

        def do_fault_when_not_saved(self) -> None:
            self.what_is_safe = "Nothing was kept."
            self.do_fault()

        def do_fault_in_timer(self) -> None:
            self.set_timer(0.01, self.do_fault)

        def do_fault_in_compose(self) -> None:
            self.push_screen(FaultyScreen())

        def do_fault_in_render(self) -> None:
            self.mount(FaultyStatic())

        def do_fault_in_worker(self) -> None:
            self.faulty_worker()

        def do_fault_in_thread_worker(self) -> None:
            self.faulty_thread_worker()

        def do_fault_in_thread(self) -> None:
            threading.Thread(target=self.do_fault).start()

        def do_fault_in_loop(self) -> None:
            assert self._loop is not None
            self._loop.call_soon(self.do_fault)

        def do_exit_after_fault(self) -> None:
            self.exit(0)
            self.do_fault()

        def do_hang_after_fault(self) -> None:
            self.wait_for_ever()
            self.set_timer(0.05, self.do_fault)

        def do_notify(self) -> None:
            self.notify("Zed [@click=app.quit]x[/] [/] [b", title="[/]")

        def do_question(self) -> None:
            self.push_screen(Question())

        def do_ring_while_terminal_is_lent(self) -> None:
            self.lend_terminal()

        def do_exit_seven(self) -> None:
            self.exit(7)

        @work
        async def faulty_worker(self) -> None:
            self.do_fault()

        @work
        async def lend_terminal(self) -> None:
            rung = asyncio.Event()

            def ring() -> None:
                for _ in range(100):
                    self.bell()
                rung.set()

            with self.suspend():
                self.set_timer(0.01, ring)
                await rung.wait()
                sys.stdout.write("rung\n")
                sys.stdout.flush()

        @work(thread=True)
        def faulty_thread_worker(self) -> None:
            self.do_fault()

        @work(thread=True)
        def wait_for_ever(self) -> None:
            threading.Event().wait()

    app: App[int] = DemoApp()
    return app


def main() -> int:
    """Run the program as the arguments say."""
    flags = {argument for argument in sys.argv[1:] if argument.startswith("--")}
    what = "".join(argument for argument in sys.argv[1:] if not argument.startswith("--"))
    if "--stock" in flags:
        from textual.app import App

        stock = make_app(App, what)
        stock.run()
        return stock.return_code or 0

    if "--audit" in flags:
        _write_down_at_exit(_listen_for_sockets())

    from circle_tui.system.process import harden

    harden(debug="--debug" in flags)
    from circle_tui.tui.shell import ShellApp, run_app

    app = make_app(ShellApp, what)
    assert isinstance(app, ShellApp)
    return run_app(app, debug="--debug" in flags)


def _listen_for_sockets() -> list[str]:
    """Note every event about sockets that Python audits, with its kind where it has one."""
    heard: list[str] = []

    def hear(event: str, args: tuple[object, ...]) -> None:
        if event == "socket.__new__":
            heard.append(f"{event} {args[1]}")
        elif event.startswith("socket."):
            heard.append(event)

    sys.addaudithook(hear)
    return heard


def _write_down_at_exit(heard: list[str]) -> None:
    def write_down() -> None:
        Path("sockets").write_text("\n".join(heard), encoding="utf-8")
        Path("modules").write_text("\n".join(sys.modules), encoding="utf-8")

    atexit.register(write_down)


if __name__ == "__main__":
    sys.exit(main())
