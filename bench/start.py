"""Starts one program, waits for its end, and writes what it took: its exit code, seconds by the clock and of the
processor, and the most bytes that it held at a time.

usage: python3 -I -S start.py CORES FILE PROGRAM ARGUMENT…     on so many cores (0: all); what it complains of goes to FILE

A process of its own, as small as can be: to the system a program has held, from the start, as much as the one that
started it, so that the memory of a large bench would be taken for that of each small program.
"""

import os
import sys
import time

cores, complaints, *command = sys.argv[1:]
if int(cores):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(cores)])
files = [
    (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
    (os.POSIX_SPAWN_OPEN, 2, complaints, os.O_WRONLY | os.O_TRUNC, 0),
]
start = time.perf_counter()
child = os.posix_spawnp(command[0], command, os.environ, file_actions=files)
_, status, used = os.wait4(child, 0)
wall = time.perf_counter() - start
# Linux counts in kilobytes, macOS in bytes.
unit = 1 if sys.platform == "darwin" else 1024
print(os.waitstatus_to_exitcode(status), wall, used.ru_utime + used.ru_stime, used.ru_maxrss * unit)
