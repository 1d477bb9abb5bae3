"""SARIF logs are valid against the schema of SARIF 2.1.0, and at least one of them has results.

usage: python3 tests/tools/sarif.py SCHEMA LOG…
"""

import json
import pathlib
import sys

from jsonschema.validators import validator_for

schema = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
kind = validator_for(schema)
kind.check_schema(schema)
validator = kind(schema, format_checker=kind.FORMAT_CHECKER)
faults, results = [], 0
for path in sys.argv[2:]:
    log = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    results += sum(len(run.get("results", [])) for run in log.get("runs", []))
    faults += [f"{path}: {error.json_path}: {error.message}" for error in validator.iter_errors(log)]
if results == 0:
    faults.append("no log has a result: the check has nothing to look at")
print(f"The schema of SARIF agrees with {len(sys.argv) - 2} logs and {results} results")
sys.exit("\n".join(faults) or 0)
