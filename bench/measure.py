"""Runs programs, each in turn with those it is compared with, and says what they took."""

import os
import statistics
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Taken:
    """What a program took."""

    wall: float
    """Seconds from its start to its end."""
    cpu: float
    """Seconds of processor time, its own and the system's, with all that it started."""
    peak: int
    """The most bytes that it held at a time, and no less than the bench itself holds: some 20 MB."""


class Failed(Exception):
    """A program did not do what it was to do."""


def run(command, codes=(0,), feed=(), folder=None, cores=None):
    """Runs a program once. `feed`: files that it reads from standard input, one after the other; `codes`: how it may
    end; `cores`: how many it may use. What it writes goes nowhere."""
    with tempfile.TemporaryFile() as said, fed(feed) as stdin, confined(cores):
        start = time.perf_counter()
        child = subprocess.Popen(
            [str(part) for part in command], stdin=stdin, stdout=subprocess.DEVNULL, stderr=said, cwd=folder
        )
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in codes:
            said.seek(0)
            words = said.read()[-2000:].decode(errors="replace")
            raise Failed(f"{' '.join(map(str, command))}\nended with {child.returncode}\n{words}")
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1 if os.uname().sysname == "Darwin" else 1024
    return Taken(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * unit)


@contextmanager
def fed(paths):
    """Files as one stream."""
    if len(paths) < 2:
        with open(paths[0] if paths else os.devnull, "rb") as one:
            yield one
        return
    with subprocess.Popen(["cat", *map(str, paths)], stdout=subprocess.PIPE) as feeder:
        yield feeder.stdout


@contextmanager
def confined(cores):
    """Lets what is started use so many cores only. It is the bench that moves, since a program that is started through
    another one takes over what that one held."""
    if cores is None:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[:cores])
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


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
