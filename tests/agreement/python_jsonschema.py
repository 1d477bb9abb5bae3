"""Compares the verdicts written by `cargo test --test agreement` with those of Python's jsonschema.

Fails on the first disagreement, and prints the instance and who said what. The entries of single
requirements are compared for one instance in ten, since this validator is slow.

usage: python3 tests/agreement/python_jsonschema.py [target/agreement]
"""

import json
import os
import pathlib
import sys

from jsonschema import Draft202012Validator

default = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", "target")) / "agreement"
root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default
compared = 0


def compare(what, ours, validator, instance):
    global compared
    compared += 1
    if validator.is_valid(instance) != ours:
        errors = "\n".join(f"  {error.json_path}: {error.message}" for error in validator.iter_errors(instance))
        sys.exit(f"{what}: we say {ours}, jsonschema says {not ours}\n{errors}\n{json.dumps(instance)}")


for verdicts in sorted(root.glob("*/*.ndjson")):
    lot = verdicts.stem
    validators = {}
    for kind in ("declaration", "conformance"):
        schema = json.loads(verdicts.with_name(f"{lot}.{kind}.schema.json").read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        validators[kind] = Draft202012Validator(schema)
    with verdicts.open(encoding="utf-8") as lines:
        for at, line in enumerate(lines):
            verdict = json.loads(line)
            instance = verdict["instance"]
            for kind, validator in validators.items():
                compare(f"{lot} {kind}", verdict[kind], validator, instance)
            for requirement, met in verdict["met"].items() if at % 10 == 0 else ():
                entry = {
                    "$schema": schema["$schema"],
                    "$ref": f"#/$defs/{requirement}-met",
                    "$defs": schema["$defs"],
                }
                compare(f"{lot} {requirement}-met", met, Draft202012Validator(entry), instance)

if compared == 0:
    sys.exit(f"no verdicts in {root}: run `cargo test --test agreement` first")
print(f"Python's jsonschema agrees on {compared} verdicts")
