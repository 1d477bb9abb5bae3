"""Declarations one a line: how many are judged in a second, and in how much memory."""

import shlex

from bench import LOT, PACK
from measure import can_confine, in_turn, run
from peers import PINNED
from table import Line, seconds, size, times

FULL = ("--format", "json")
SHORT = ("--verdicts",)
SCHEMA = PACK / LOT / "conformance.schema.json"
# A bid that fails is an answer as well.
CODES = (0, 1)


def lines(bench):
    """Rates on one core and on two, the memory of ten times as many, and at last as many as are asked for."""
    yield from rates(bench)
    yield from memory(bench)
    yield from at_length(bench)


def judge(bench, form, feed, cores=None):
    """Judges files of declarations one a line."""
    return run([bench.tenderc, "check", "-", "--pack", PACK, *form], codes=CODES, feed=feed, cores=cores)


def rates(bench):
    """All that is found of each declaration, or its verdicts alone, beside what says yes or no with errors."""
    ajv, python = compiled(bench), bench.peers.python("jsonschema")
    for cores, called in ((1, "one core"), (2, "two cores")):
        if not can_confine(cores):
            yield Line(f"declarations a second, {called}", "programs cannot be kept to so many here")
            continue
        rate = rates_on(bench, cores, ajv, python)
        for form, what in (("full", "full report"), ("verdicts", "verdicts")):
            what = f"declarations a second, {called}, {what}"
            yield faster(what, rate, form, "Ajv, compiled beforehand", "ajv")
            if cores == 1:
                yield faster(what, rate, form, "Python jsonschema", "python")


def rates_on(bench, cores, ajv, python):
    """Declarations a second, by the name of what judges. On one core, which others may use as well, it is a second of
    the processor's time that counts; on several, one of the clock."""
    every, few = bench.size.declarations, bench.size.slow
    programs = {
        "full": lambda: judge(bench, FULL, [bench.declarations(every)], cores),
        "verdicts": lambda: judge(bench, SHORT, [bench.declarations(every)], cores),
    }
    if ajv:
        programs["ajv"] = lambda: ajv(bench.declarations(every), cores)
    if python and cores == 1:
        slow = [python, "-B", PINNED / "python_jsonschema.py", SCHEMA]
        programs["python"] = lambda: run(slow, feed=[bench.declarations(few)], cores=cores)
    taken = in_turn(programs, bench.size.long_rounds)
    count = {"python": few}
    return {name: count.get(name, every) / (took.cpu if cores == 1 else took.wall) for name, took in taken.items()}


def faster(what, rate, ours, peer, theirs):
    """A line of two rates."""
    if theirs not in rate:
        return Line(what, f"{rate[ours]:.0f}/s", peer, "not installed")
    return Line(what, f"{rate[ours]:.0f}/s", peer, f"{rate[theirs]:.0f}/s", times(rate[ours], rate[theirs]))


def compiled(bench):
    """How Ajv judges a file on so many cores, in as many processes, by a schema that it compiled; nothing where it is
    not installed."""
    module = bench.work / "conformance.cjs"
    compile_it = bench.peers.node_command("ajv", "ajv.mjs", "compile", SCHEMA, module)
    if not compile_it:
        return None
    run(compile_it)
    command = shlex.join(bench.peers.node_command("ajv", "ajv.mjs", "judge", module))

    def judge(path, cores):
        if cores == 1:
            return run(["sh", "-c", command], feed=[path], cores=cores)
        halves = [path.with_suffix(f".{half}") for half in ("first", "second")]
        if not halves[0].is_file():
            all_lines = path.read_bytes().splitlines(keepends=True)
            halves[0].write_bytes(b"".join(all_lines[::2]))
            halves[1].write_bytes(b"".join(all_lines[1::2]))
        first, second = (shlex.quote(str(half)) for half in halves)
        both = f"{command} <{first} & first=$!; {command} <{second} && wait $first"
        return run(["sh", "-c", both], cores=cores)

    return judge


def memory(bench):
    """The peak of a number of declarations and of ten times as many."""
    path = bench.declarations(bench.size.declarations)
    for form, what in ((FULL, "full report"), (SHORT, "verdicts")):
        peaks = [judge(bench, form, [path] * often).peak for often in (1, 10)]
        once, more = (f"{bench.size.declarations * often:,} declarations" for often in (1, 10))
        yield Line(f"memory of {once}, {what}", size(peaks[0]), more, size(peaks[1]), times(peaks[1], peaks[0]))


def at_length(bench):
    """As many declarations as are asked for."""
    some = bench.declarations(bench.size.declarations)
    often = max(2, bench.size.most // bench.size.declarations)
    taken = judge(bench, SHORT, [some] * often)
    count = often * bench.size.declarations
    rate = f"{seconds(taken.wall)}, {count / taken.wall:.0f}/s, memory {size(taken.peak)}"
    yield Line(f"{count:,} declarations, all cores, verdicts", rate)
