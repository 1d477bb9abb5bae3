"""Every JSON file below a folder that says its format is valid against the published schema of it.

usage: python3 tests/tools/reports.py SCHEMAS FOLDER
"""

import json
import pathlib
import sys

from jsonschema import Draft202012Validator

schemas, folder = map(pathlib.Path, sys.argv[1:3])
faults, formats = [], {}
for path in sorted(folder.rglob("*.json")):
    data = json.loads(path.read_text(encoding="utf-8"))
    name, _, version = str(data.get("format", "")).removeprefix("tenderc-").partition("/")
    if not version or name == "declaration":
        continue
    schema = schemas / f"{name}.schema.json"
    if not schema.exists():
        faults.append(f"{path}: its format `{name}` has no published schema")
        continue
    formats[name] = formats.get(name, 0) + 1
    validator = Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    faults += [f"{path}: {error.json_path}: {error.message}" for error in validator.iter_errors(data)]
faults += [f"no file has the format `{name}`" for name in ("spec", "lot", "pack", "diagnostics", "check", "coverage", "compare", "diff") if name not in formats]
print(f"Python's jsonschema agrees with {sum(formats.values())} files of {len(formats)} formats")
sys.exit("\n".join(faults) or 0)
