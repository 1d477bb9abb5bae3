#!/usr/bin/env python3
"""Judges a table of declarations on Spark: each row by tenderc, and the verdicts as a table in Parquet.

    spark-submit examples/spark/judge.py --tenderc target/release/tenderc --pack out/smart-ward-2027-1.zip \\
        declarations.ndjson verdicts.parquet
    spark-submit --master 'local[2,4]' …        two cores of this machine, four tries of what fails

The table is text with a declaration a line, or Parquet with a column of them. Columns that it has besides are kept.
The program and the archive of the pack are sent to the workers, which need nothing else but Python; the program must
run on their system. A row that is no declaration has its faults, like any other. Where the program does not answer
every row, the task fails, and Spark tries it again as often as `spark.task.maxFailures` says.
"""

import argparse
import hashlib
import itertools
import json
import pathlib
import subprocess
import time

from pyspark import SparkFiles
from pyspark.sql import SparkSession

VERDICTS = {
    "sha256": "string",
    "judged": "boolean",
    "standing": "string",
    "device": "string",
    "lot": "string",
    "verdicts": "map<string, string>",
    "faults": "array<string>",
}
"""The columns of the result, as `tenderc schemas` describes them; the digest is that of the declaration's text."""

ROWS = 1000
"""Rows that one run of the program judges: enough that opening the pack does not count, and few enough to be held."""


def judged(rows, column, program, pack):
    """The rows of a partition, each with its verdicts in place of its declaration."""
    # Spark gives a task one core, and so does the task to the program.
    command = [SparkFiles.get(program), "check", "-", "--pack", SparkFiles.get(pack), "--verdicts", "--threads", "1"]
    rows = iter(rows)
    while batch := list(itertools.islice(rows, ROWS)):
        for row, answer in zip(batch, answers(command, [row[column] or "" for row in batch])):
            kept = [row[name] for name in row.__fields__ if name != column]
            digest = hashlib.sha256((row[column] or "").encode()).hexdigest()
            yield [*kept, digest, *(answer[name] for name in list(VERDICTS)[1:])]


def answers(command, declarations):
    """The program's answer to each declaration."""
    # The end of a line is space in JSON. A line without anything would not be answered. The first line shows that
    # declarations come one a line, whatever the first of them is.
    lines = ["{}", *(text.replace("\n", " ") if text.strip() else "null" for text in declarations)]
    run = subprocess.run(command, input="\n".join(lines).encode(), capture_output=True)
    found = [json.loads(line) for line in run.stdout.splitlines()]
    if len(found) != len(lines):
        said = run.stderr.decode(errors="replace")
        raise RuntimeError(f"{len(found)} answers to {len(lines)} lines, exit code {run.returncode}: {said}")
    return found[1:]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("declarations", help="a table of declarations: text, one a line, or Parquet")
    parser.add_argument("verdicts", help="where the table of verdicts is written; nothing may stand there")
    parser.add_argument("--tenderc", required=True, help="the program")
    parser.add_argument("--pack", required=True, help="the archive of the pack")
    parser.add_argument("--column", default="value", help="the column of the declarations")
    arguments = parser.parse_args()

    start = time.monotonic()
    spark = SparkSession.builder.appName("tenderc").getOrCreate()
    for file in (arguments.tenderc, arguments.pack):
        spark.sparkContext.addFile(file)
    kind = "parquet" if arguments.declarations.endswith(".parquet") else "text"
    table = spark.read.format(kind).load(arguments.declarations)
    kept = [f"`{field.name}` {field.dataType.simpleString()}" for field in table.schema if field.name != arguments.column]
    columns = ", ".join([*kept, *(f"{name} {of}" for name, of in VERDICTS.items())])
    column, program, pack = arguments.column, pathlib.Path(arguments.tenderc).name, pathlib.Path(arguments.pack).name
    result = table.rdd.mapPartitions(lambda rows: judged(rows, column, program, pack))
    spark.createDataFrame(result, columns, verifySchema=False).write.parquet(arguments.verdicts)

    counts = spark.read.parquet(arguments.verdicts).groupBy("standing").count().collect()
    took, count = time.monotonic() - start, sum(row["count"] for row in counts)
    for row in sorted(counts, key=lambda row: row["standing"] or ""):
        print(f"{row['count']:>9} {row['standing'] or 'not judged'}")
    print(f"{count:>9} declarations in {took:.1f} s, {count / took:.0f} a second")


if __name__ == "__main__":
    main()
