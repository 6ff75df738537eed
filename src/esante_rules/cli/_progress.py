"""Progress of long work on standard error: on a terminal and with the extra `cli` (tqdm), else nothing at all."""

from __future__ import annotations

import sys
from typing import Any, Final

SECONDS_BEFORE_SHOWN: Final = 2.0


class Progress:
    """How many documents were done; of how many, unless there are archives, which are opened one by one."""

    def __init__(self, total: int, *, beside_output: bool) -> None:
        """`beside_output`: the output goes to the same terminal as it is made, and tells the progress by itself."""
        self._bar: Any = None
        hidden = beside_output and sys.stdout is not None and sys.stdout.isatty()
        if sys.stderr is not None and sys.stderr.isatty() and not hidden:
            try:
                from tqdm import tqdm
            except ImportError:
                return
            self._bar = tqdm(
                total=total, unit="doc", delay=SECONDS_BEFORE_SHOWN, file=sys.stderr, leave=False, dynamic_ncols=True
            )

    def forget_total(self) -> None:
        """A source held more than one document: how many remain is not known."""
        if self._bar is not None:
            self._bar.total = None

    def step(self) -> None:
        """Count one more as done."""
        if self._bar is not None:
            self._bar.update()

    def hide(self) -> None:
        """Clear the line before something else is written there; the next step shows it again."""
        if self._bar is not None:
            self._bar.clear()

    def close(self) -> None:
        """Take the line away."""
        if self._bar is not None:
            self._bar.close()
