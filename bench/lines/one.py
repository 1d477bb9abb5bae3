"""One declaration, checked by a program that starts for it alone."""

import zipfile

from bench import BIDS, LOT, PACK
from measure import in_turn, run
from table import compared

CLIS = ("check-jsonschema", "ajv-cli")


def lines(bench):
    """A check by the folder of a pack and by its archive, beside two validators of JSON Schema, which look at answers
    alone; then with the files that the declaration encloses."""
    bid, archive = BIDS[0], archived(bench)
    check = [bench.tenderc, "check", bid, "--pack"]
    programs = {
        "pack as a folder": [*check, PACK, "--answers-only"],
        "pack as a zip": [*check, archive, "--answers-only"],
        "pack as a folder, with its evidence": [*check, PACK],
    }
    ours = list(programs)
    schema = PACK / LOT / "conformance.schema.json"
    if cli := bench.peers.program("check-jsonschema"):
        programs["check-jsonschema"] = [cli, "--schemafile", schema, bid]
    if folder := bench.peers.node("ajv-cli"):
        judge = ["validate", "--spec=draft2020", "-s", schema, "-d", bid]
        programs["ajv-cli"] = ["node", folder / "ajv-cli/dist/index.js", *judge]
    starts = {name: lambda command=command: run(command) for name, command in programs.items()}
    taken = in_turn(starts, bench.size.short_rounds)
    for name in ours:
        for theirs in CLIS:
            yield compared(f"one declaration, {name}", taken[name], theirs, taken.get(theirs))


def archived(bench):
    """The pack as bidders get it."""
    archive = bench.work / "pack.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(PACK.rglob("*")):
            if path.is_file() and "internal" not in path.parts:
                packed.write(path, path.relative_to(PACK))
    return archive
