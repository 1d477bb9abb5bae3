"""Lint: of the built-in library, and how its time grows with the size of one."""

import math

from bench import TODAY
from measure import in_turn, run
from table import Line, time


def lines(bench):
    """The time of each size, and the power of the size with which it grows."""
    sizes = bench.size.lint
    programs = {"built-in": lambda: lint(bench)}
    for count in sizes:
        folder = bench.library(count)
        programs[count] = lambda folder=folder: lint(bench, folder / "tender", "--library", folder / "library")
    taken = in_turn(programs, bench.size.long_rounds)
    yield Line("lint, the built-in library", time(taken["built-in"]))
    for count in sizes:
        yield Line(f"lint, {count:,} requirements", time(taken[count]))
    small, large = sizes[-3], sizes[-1]
    power = math.log(taken[large].cpu / taken[small].cpu) / math.log(large / small)
    yield Line(f"lint, growth of the CPU time from {small:,} to {large:,}", f"n^{power:.2f}")


def lint(bench, *arguments):
    """Lints once."""
    return run([bench.tenderc, "lint", *arguments, "--today", TODAY], codes=(0,))
