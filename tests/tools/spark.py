#!/usr/bin/env python3
"""Whether Spark judges as check does: declarations of which some are broken, on two cores of this machine, by
examples/spark/judge.py, with a program that dies once on its way.

usage: python3 tests/tools/spark.py TENDERC PACK.zip [COUNT]

Needs what examples/spark/requirements.txt names, and Java. Says how many declarations a second each judges.
"""

import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIDS = [f"examples/smart-ward/declarations/{name}.json" for name in
        ("asclepia-volumetra", "borealis-drip-2", "meridian-poise", "solvane-prime", "tidewater-flow")]
BROKEN = ["{]", '{"format": 1', "", "no declaration", "[]", "{}"]

# Ends by a signal the first time it is run, and is tenderc from then on.
DYING = """#!/bin/sh
if mkdir '{mark}' 2>/dev/null; then kill -9 $$; fi
exec '{tenderc}' "$@"
"""


def main():
    tenderc, pack = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 2_000
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        table = folder / "declarations.ndjson"
        make = [sys.executable, "-B", ROOT / "bench/make.py", "declarations", str(count), *BIDS]
        with table.open("w", encoding="utf-8") as file:
            subprocess.run(make, cwd=ROOT, stdout=file, check=True)
            # At the end, where they come first in a partition of their own or among others, and never twice the same.
            file.writelines(f"{text}{' ' * at}\n" for at, text in enumerate(BROKEN))
        dying = folder / "dying"
        dying.write_text(DYING.format(mark=folder / "died", tenderc=tenderc), encoding="utf-8")
        run_spark(dying, pack, table, folder / "verdicts.parquet")
        if not (folder / "died").is_dir():
            sys.exit("the program was to die once, and did not")
        rows = read(folder / "verdicts.parquet")
        start = time.monotonic()
        with table.open("rb") as lines, (folder / "answers").open("wb") as answers:
            # Some of it is no declaration: 3.
            subprocess.run([tenderc, "check", "-", "--pack", pack, "--verdicts"], stdin=lines, stdout=answers)
        took = time.monotonic() - start
        with table.open(encoding="utf-8") as lines, (folder / "answers").open(encoding="utf-8") as answers:
            compare(lines, answers, rows)
        print(f"tenderc alone, all cores: {took:.1f} s, {count / took:.0f} a second")
    print(f"Spark agrees on {count + len(BROKEN)} declarations")


def run_spark(program, pack, table, verdicts):
    """Judges the table on two cores, with four tries of what fails."""
    submit = pathlib.Path(sys.executable).with_name("spark-submit")
    os.environ.update(PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
    command = [submit, "--master", "local[2,4]", "--conf", "spark.ui.enabled=false", ROOT / "examples/spark/judge.py"]
    command += ["--tenderc", program, "--pack", pack, table, verdicts]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"spark-submit ended with {done.returncode}\n{done.stderr[-6000:]}")
    print(done.stdout, end="")


def read(verdicts):
    """What the table of verdicts says, by the digest of the declaration."""
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    # Made short by the workers: Spark hands over a partition as a whole.
    rows = spark.read.parquet(str(verdicts)).rdd.map(lambda row: (row["sha256"], said(row.asDict())))
    return dict(rows.toLocalIterator())


def said(answer):
    """What counts of an answer, in short: of a hundred thousand, there is no room for all."""
    counts = [answer[key] for key in ("judged", "standing", "device", "lot", "verdicts", "faults")]
    return digest(json.dumps(counts, sort_keys=True))


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def compare(lines, answers, rows):
    """Each line is answered the same by both; one without anything, which `check` passes over, has a row as well."""
    for line in lines:
        line = line.rstrip("\n")
        if digest(line) not in rows:
            sys.exit(f"Spark has no row for: {line[:300]}")
        if line.strip():
            answer = next(answers)
            if said(json.loads(answer)) != rows[digest(line)]:
                sys.exit(f"Spark says something else than check, which says {answer}of: {line[:300]}")


if __name__ == "__main__":
    main()
