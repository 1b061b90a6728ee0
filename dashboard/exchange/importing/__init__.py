"""Reading other people's files of events: any format, any dirt, every row accounted for.

`read` (:mod:`dashboard.exchange.importing.reading`) gives a stream of Arrow batches of one schema, and a report whose counts
add up to the records of the file. Nothing is guessed: what the file leaves open is a `Question` that names the option which
answers it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dashboard.exchange.importing.options import Options, Question, Unreadable
    from dashboard.exchange.importing.reading import Imported, read
    from dashboard.exchange.importing.report import Report
    from dashboard.exchange.importing.schema import SCHEMA

__all__ = ["SCHEMA", "Imported", "Options", "Question", "Report", "Unreadable", "read"]

_HOMES = {"SCHEMA": "schema", "Imported": "reading", "read": "reading", "Report": "report"}


def __getattr__(name: str) -> Any:
    """Load a public name when it is asked for: Arrow takes a while, and the command line must not wait for it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'options')}"), name)
