"""Runs programs, each in turn with those it is compared with, and says what they took."""

import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass

START = pathlib.Path(__file__).resolve().with_name("start.py")


@dataclass(frozen=True)
class Taken:
    """What a program took."""

    wall: float
    """Seconds from its start to its end."""
    cpu: float
    """Seconds of processor time, its own and the system's, with all that it started."""
    peak: int
    """The most bytes that it held at a time, or that one of those did which it started: 10 MB where it was less."""


class Failed(Exception):
    """A program did not do what it was to do."""


def run(command, codes=(0,), feed=(), folder=None, cores=None):
    """Runs a program once. `feed`: files that it reads from standard input, one after the other; `codes`: how it may
    end; `cores`: how many it may use. What it writes goes nowhere."""
    with tempfile.NamedTemporaryFile() as complaints, fed(feed) as stdin:
        starter = [sys.executable, "-I", "-S", START, str(cores or 0), complaints.name, *map(str, command)]
        done = subprocess.run(starter, stdin=stdin, stdout=subprocess.PIPE, cwd=folder, text=True, check=False)
        code, wall, cpu, peak = map(float, done.stdout.split()) if done.returncode == 0 else (None, 0, 0, 0)
        if code not in codes:
            words = complaints.read()[-2000:].decode(errors="replace")
            raise Failed(f"{' '.join(map(str, command))}\nended with {code}\n{words}")
    return Taken(wall, cpu, int(peak))


@contextmanager
def fed(paths):
    """Files as one stream."""
    if len(paths) < 2:
        with open(paths[0] if paths else os.devnull, "rb") as one:
            yield one
        return
    with subprocess.Popen(["cat", *map(str, paths)], stdout=subprocess.PIPE) as feeder:
        yield feeder.stdout


def can_confine(cores):
    """Whether programs can be kept to so many cores here."""
    return hasattr(os, "sched_setaffinity") and len(os.sched_getaffinity(0)) >= cores


def in_turn(programs, rounds):
    """Runs each program so often, always one after the other, so that what else the machine does falls on all of them.
    `programs`: functions that run one, by name. Medians of each; where there are several runs, a first one does not
    count, which finds nothing in the system's memory yet."""
    for start in programs.values() if rounds > 1 else ():
        start()
    taken = {name: [] for name in programs}
    for _ in range(rounds):
        for name, start in programs.items():
            taken[name].append(start())
    return {name: middle(runs) for name, runs in taken.items()}


def middle(runs):
    """The median of each figure."""
    return Taken(
        statistics.median(run.wall for run in runs),
        statistics.median(run.cpu for run in runs),
        round(statistics.median(run.peak for run in runs)),
    )
