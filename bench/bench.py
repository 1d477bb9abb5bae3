"""What the parts of the table have in common: the program, the peers, the inputs, and how much is measured."""

import pathlib
from dataclasses import dataclass

import make
from peers import ROOT, Peers

PACK = ROOT / "out/smart-ward-2027"
LOT = "pumps"
BIDS = [
    ROOT / f"examples/smart-ward/declarations/{name}.json"
    for name in ("asclepia-volumetra", "borealis-drip-2", "meridian-poise", "solvane-prime", "tidewater-flow")
]
TENDER = ROOT / "examples/smart-ward"
TODAY = "2027-01-01"
"""The day of every run, so that what is overdue for review stays the same."""


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    short_rounds: int
    """Runs of what takes less than a second."""
    long_rounds: int
    """Runs of what takes longer."""
    declarations: int
    """Declarations one a line."""
    slow: int
    """As many of them for what judges a few dozen a second."""
    most: int
    """Declarations for the last line, one a line."""
    lint: tuple
    """Requirements of the libraries that are linted."""
    build: int
    """Requirements of the tender that is built as peers do."""
    large: int
    """Requirements of the large tender of three lots."""
    wide: int
    """Requirements of the lot whose bids are compared on a page."""


SIZES = {
    "small": Size(1, 1, 20, 5, 60, (10, 20, 40), 12, 24, 400),
    "usual": Size(11, 3, 2_000, 60, 50_000, (100, 316, 1_000, 3_162, 10_000), 1_000, 10_000, 2_003),
    "full": Size(21, 5, 10_000, 200, 1_000_000, (100, 316, 1_000, 3_162, 10_000), 1_000, 10_000, 2_003),
}


@dataclass(frozen=True)
class Bench:
    """One run of the bench."""

    tenderc: pathlib.Path
    peers: Peers
    work: pathlib.Path
    """A folder for inputs and outputs, empty at first."""
    size: Size
    name: str
    """What the size is called."""

    @property
    def small(self):
        """Whether this is a trial of the bench rather than of what it measures."""
        return self.name == "small"

    def library(self, count, lots=3):
        """The folder of a generated library with its tender."""
        folder = self.work / f"library-{count}-{lots}"
        if not folder.is_dir():
            make.library(count, folder, lots, seed=1)
        return folder

    def declarations(self, count):
        """A file of declarations one a line, made of the bids of the example."""
        path = self.work / f"declarations-{count}.ndjson"
        if not path.is_file():
            with path.open("w", encoding="utf-8") as file:
                file.writelines(f"{one}\n" for one in make.declarations(count, BIDS, seed=1))
        return path
