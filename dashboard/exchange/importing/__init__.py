"""Reading other people's files of events: any format, any dirt, every row accounted for.

`read` gives a stream of Arrow batches of one schema and a report whose counts add up to the records of the file. Nothing is
guessed: what the file leaves open is a :class:`Question` that names the option which answers it.
"""

from dashboard.exchange.importing.options import Options, Question, Unreadable
from dashboard.exchange.importing.reading import Imported, read
from dashboard.exchange.importing.report import Report
from dashboard.exchange.importing.schema import SCHEMA

__all__ = ["SCHEMA", "Imported", "Options", "Question", "Report", "Unreadable", "read"]
