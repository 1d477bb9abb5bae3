"""The pages that people open, in Chromium: comparisons of many bids, and the largest form of the example."""

import json
import os
import shutil
import subprocess

import make
from bench import BIDS, PACK
from lines.build import build
from measure import Failed, run
from table import Line, seconds, size

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def lines(bench):
    """How long each page takes until it is there to be read."""
    wide = bench.size.wide
    large = compared(bench, "large", *large_tender(bench, wide))
    bids = declared(bench, "example", 20, BIDS)
    example = compared(bench, "example", PACK, bids)
    form = max(PACK.glob("*/form.html"), key=lambda path: path.stat().st_size)
    named = {
        f"page of a comparison, 12 bids × {wide:,} requirements": large,
        "page of a comparison, 20 bids for a lot of the example": example,
        f"the example's largest form ({form.parent.name})": form,
    }
    found = opened(bench, list(named.values()))
    if found is None:
        return [Line(what, "needs Chromium and playwright-core") for what in named]
    return [Line(what, told(page)) for what, page in zip(named, found, strict=True)]


def told(page):
    """What was measured of a page, in words."""
    if page["stroke"] is not None:
        return f"opens in {seconds(page['took'] / 1000)}, a key stroke takes {page['stroke']:.0f} ms, {size(page['bytes'])}"
    if page["drawn"] > page["printed"]:
        raise Failed("a page prints less than it shows")
    drawn = f"{page['drawn']:,} of {page['printed']:,} rows drawn at first"
    return f"opens in {seconds(page['took'] / 1000)}, {drawn}, {size(page['bytes'])}"


def large_tender(bench, count):
    """The pack of one lot over a library, and a dozen bids for it."""
    folder = bench.library(count, lots=1)
    build(bench, folder / "tender", "--library", folder / "library", "--no-pdf")
    (built,) = [path for path in (bench.work / "out").iterdir() if path.is_dir()]
    pack = bench.work / "pack-of-pages"
    shutil.rmtree(pack, ignore_errors=True)
    built.rename(pack)
    (blank,) = pack.glob("*/declaration.blank.json")
    filled = bench.work / "filled.json"
    filled.write_text(json.dumps(make.filled(json.loads(blank.read_text(encoding="utf-8")), seed=1)), encoding="utf-8")
    return pack, declared(bench, "large", 12, [filled])


def declared(bench, name, count, files):
    """The paths of so many declarations, made of others."""
    folder = bench.work / f"bids-{name}"
    folder.mkdir(exist_ok=True)
    made = make.declarations(count, files, seed=1)
    paths = [folder / f"{at:02}.json" for at in range(count)]
    for path, text in zip(paths, made, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def compared(bench, name, pack, bids):
    """The page of a comparison."""
    page = bench.work / f"compare-{name}.html"
    with page.open("wb") as out:
        command = [bench.tenderc, "compare", *bids, "--pack", pack, "--format", "html"]
        done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise Failed(done.stderr.decode(errors="replace")[-2000:])
    return page


def opened(bench, pages):
    """What Chromium measures of each page; nothing where it is not there."""
    browser = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    command = bench.peers.node_command("playwright-core", "opened.mjs", bench.size.long_rounds, *pages)
    if not browser or not command:
        return None
    done = subprocess.run(
        command, env={**os.environ, "CHROMIUM": browser}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False
    )
    if done.returncode != 0:
        raise Failed(done.stderr.decode(errors="replace")[-2000:])
    return [json.loads(line) for line in done.stdout.splitlines()]
