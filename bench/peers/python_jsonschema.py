"""Judges instances one a line by a JSON Schema, by Python's jsonschema, and answers each by a line with its errors.

usage: python3 python_jsonschema.py SCHEMA < LINES
"""

import json
import sys

from jsonschema import Draft202012Validator

with open(sys.argv[1], encoding="utf-8") as text:
    validator = Draft202012Validator(json.load(text))
for line in sys.stdin:
    errors = [{"path": error.json_path, "message": error.message} for error in validator.iter_errors(json.loads(line))]
    print(json.dumps({"valid": not errors, "errors": errors}))
