"""Packs: of as many requirements as peers are given, of many more, and of the example."""

import shutil
import subprocess

import make
from bench import TENDER
from measure import in_turn, run
from table import Line, compared, size, time

PAGES = ("annex.html", "explanations.html")


def lines(bench):
    """A whole pack and its pages alone beside what peers publish as pages; then what a pack comes to."""
    yield from beside_peers(bench)
    yield from large(bench)
    yield from example(bench)


def beside_peers(bench):
    """The same requirements, written for each program in its own form, published as pages."""
    count = bench.size.build
    own = bench.library(count, lots=1)
    pages = [part for page in PAGES for part in ("--only", page)]
    programs = {
        "pack": lambda: build(bench, own / "tender", "--library", own / "library", "--no-pdf"),
        "pages": lambda: build(bench, own / "tender", "--library", own / "library", *pages),
        **published(bench, count),
    }
    taken = in_turn(programs, bench.size.long_rounds)
    for ours, what in (("pack", "the whole pack but PDF"), ("pages", "annex and explanations as pages")):
        for theirs, peer in (("doorstop", "doorstop publish, HTML"), ("strictdoc", "strictdoc export, HTML")):
            yield compared(f"build, {count:,} requirements, {what}", taken[ours], peer, taken.get(theirs))


def published(bench, count):
    """How the peers that are installed publish so many requirements."""
    programs = {}
    out = bench.work / "published"

    def publish(command, folder):
        shutil.rmtree(out, ignore_errors=True)
        return run(command, folder=folder)

    if doorstop := bench.peers.program("doorstop"):
        folder = bench.work / f"doorstop-{count}"
        make.doorstop(count, folder, seed=1)
        # It takes the folder of a repository for the top of a project.
        subprocess.run(["git", "init", "--quiet", folder], check=True)
        programs["doorstop"] = lambda: publish([doorstop, "publish", "all", out, "--html"], folder)
    if strictdoc := bench.peers.program("strictdoc"):
        of_strictdoc = bench.work / f"strictdoc-{count}"
        make.strictdoc(count, of_strictdoc, seed=1)
        export = [strictdoc, "export", of_strictdoc, "--formats=html", "--output-dir", out]
        programs["strictdoc"] = lambda: publish(export, of_strictdoc)
    return programs


def large(bench):
    """A tender of three lots over a library of many requirements."""
    folder = bench.library(bench.size.large)
    taken = build(bench, folder / "tender", "--library", folder / "library", "--no-pdf")
    what = f"build, {bench.size.large:,} requirements × 3 lots, no PDF"
    yield Line(what, f"{time(taken)}, memory {size(taken.peak)}, pack {size(sum(sizes(bench).values()))}")


def example(bench):
    """The pack of the example, and what of it is neither PDF nor for Word."""
    taken = in_turn({"pack": lambda: build(bench, tender(bench), *library(bench), "--no-pdf")}, bench.size.long_rounds)
    made = sizes(bench)
    yield Line("build, the ward's pack, no PDF", f"{time(taken['pack'])}, pack {size(sum(made.values()))}")
    others = [path for path in made if not path.endswith(".docx")]
    people = [path for path in others if path.endswith((".html", ".md", ".xlsx", ".svg", ".yaml", "blank.json"))]
    alone = [part for path in people for part in ("--only", path)]
    taken = in_turn({"pack": lambda: build(bench, tender(bench), *library(bench), *alone)}, bench.size.long_rounds)
    yield Line(
        "build, the ward's files for people but PDF and Word",
        f"{time(taken['pack'])}, whole pack without them {size(sum(made[path] for path in others))}",
    )


def tender(bench):
    """The tender of the example; of a trial, a generated one."""
    return bench.library(bench.size.build) / "tender" if bench.small else TENDER


def library(bench):
    """Its library."""
    return ["--library", bench.library(bench.size.build) / "library"] if bench.small else []


def build(bench, tender, *arguments):
    """Builds once, where nothing was built before."""
    out = bench.work / "out"
    shutil.rmtree(out, ignore_errors=True)
    return run([bench.tenderc, "build", tender, *arguments, "--out", out])


def sizes(bench):
    """The files of the pack that was built last, each with its bytes."""
    (folder,) = [path for path in (bench.work / "out").iterdir() if path.is_dir()]
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}
