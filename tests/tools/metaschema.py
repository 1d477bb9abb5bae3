"""Every schema below a folder is valid against the 2020-12 metaschema.

usage: python3 tests/tools/metaschema.py FOLDER
"""

import json
import pathlib
import sys

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

schemas = sorted(pathlib.Path(sys.argv[1]).rglob("*.schema.json"))
faults = [] if schemas else [f"no schemas below {sys.argv[1]}"]
for path in schemas:
    try:
        Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))
    except SchemaError as error:
        faults.append(f"{path}: {error.json_path}: {error.message}")
print(f"Python's jsonschema agrees with {len(schemas)} schemas")
sys.exit("\n".join(faults) or 0)
