"""The README says what is there: its numbers are those of the data."""

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", ["events", "places", "figures", "sources", "occupations", "checks", "corrections"])
def test_the_readme_counts_the_rows_of(table: str) -> None:
    """In the line of the table that names the file."""
    line = next(line for line in README.splitlines() if line.startswith("|") and f"`{table}.csv`" in line)
    told = re.search(r"\| (\d+) \|", line)
    with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        assert told
        assert int(told[1]) == sum(1 for _ in csv.DictReader(file))


def test_the_readme_opens_with_the_number_of_events() -> None:
    """The same as in its table."""
    opening = re.search(r"(\d+) events with their sources", README)
    row = re.search(r"four languages \| (\d+) \|", README)
    assert opening
    assert row
    assert opening[1] == row[1]
