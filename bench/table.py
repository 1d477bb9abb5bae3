"""The lines of the table: what was measured, in words that people read."""

from dataclasses import dataclass

NONE = "–"


@dataclass(frozen=True)
class Line:
    """What was measured of one thing, and of the peer that it was compared with."""

    what: str
    ours: str
    peer: str = NONE
    theirs: str = NONE
    ratio: str = NONE


HEAD = Line("measured", "tenderc", "against", "it took", "times")


def markdown(lines):
    """A table for a Markdown document, without the columns in which no line has anything."""
    rows = [[line.what, line.ours, line.peer, line.theirs, line.ratio] for line in (HEAD, *lines)]
    used = [at for at in range(len(rows[0])) if any(row[at] != NONE for row in rows[1:])]
    rows = [[row[at] for at in used] for row in rows]
    rows.insert(1, ["---" if at in (0, 2) else "---:" for at in used])
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def compared(what, ours, peer, theirs):
    """A line of a program and its peer; `theirs` is nothing where the peer is not installed."""
    if theirs is None:
        return Line(what, time(ours), peer, "not installed")
    ratio = f"{times(theirs.wall, ours.wall)} (CPU {times(theirs.cpu, ours.cpu)})"
    return Line(what, time(ours), peer, time(theirs), ratio)


def time(taken):
    """How long it took, and how much of the processor."""
    return f"{seconds(taken.wall)} (CPU {seconds(taken.cpu)})"


def seconds(value):
    """Three digits that mean something."""
    if value < 1:
        return f"{value * 1000:.0f} ms"
    return f"{value:.1f} s" if value < 100 else f"{value:.0f} s"


def times(theirs, ours):
    """How many times as much."""
    ratio = theirs / ours
    return f"{ratio:.2f}×" if ratio < 2 else f"{ratio:.1f}×" if ratio < 20 else f"{ratio:.0f}×"


def size(count):
    """Bytes as people read them."""
    if count < 10_000:
        return f"{count} B"
    if count < 1_000_000:
        return f"{count / 1000:.0f} kB"
    return f"{count / 1_000_000:.1f} MB" if count < 1_000_000_000 else f"{count / 1_000_000_000:.1f} GB"
