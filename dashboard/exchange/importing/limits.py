"""How much a file may hold before it is refused: all limits of the import, in one place."""

from __future__ import annotations

from typing import Final

FILE_BYTES: Final = 16 * 2**30
"""Of a table that is read in blocks (CSV, Parquet)."""

DOCUMENT_BYTES: Final = 256 * 2**20
"""Of a file that must be held in memory as a whole (JSON, XML, a spreadsheet, shapes)."""

ROWS: Final = 50_000_000
"""Records of one file."""

COLUMNS: Final = 2_000
"""Columns of a table."""

CELL_CHARACTERS: Final = 1_000_000
"""Length of one cell."""

JSON_DEPTH: Final = 100
"""Levels of lists and objects in each other."""

ARCHIVE_BYTES: Final = 16 * 2**30
"""Of all members of an archive together, unpacked."""

ARCHIVE_RATIO: Final = 250
"""How many times larger than the archive its members may be, once they exceed :data:`ARCHIVE_FREE`. A table of numbers packs
to a tenth, the most regular log to a hundredth."""

ARCHIVE_FREE: Final = 32 * 2**20
"""Bytes up to which an archive may unpack whatever its ratio."""

ARCHIVE_MEMBERS: Final = 5_000
"""Files in an archive."""
