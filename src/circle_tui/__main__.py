"""Lets `python -m circle_tui` open Circle."""

import sys

from circle_tui.cli.entry import main

sys.exit(main())
