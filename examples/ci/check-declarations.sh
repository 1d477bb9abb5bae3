#!/bin/sh
# Checks every declaration that a merge request adds or changes, for a pipeline.
#
# usage: check-declarations.sh BASE PACK OUT
#   BASE   the commit or branch that the merge request goes into
#   PACK   the tender pack: a folder, or a zip of it
#   OUT    the folder for report.sarif (code scanning) and comment.md (the merge request)
#
# Exit code: that of `tenderc check`; 0 where no declaration was touched.
# TENDERC names the program, if it is not on the path.
set -eu

base=$1 pack=$2 out=$3
tenderc=${TENDERC:-tenderc}
mkdir -p "$out"

# What the merge request brings, and is a declaration: the format says so itself.
git diff --name-only --diff-filter=d "$base...HEAD" -- '*.json' '*.yaml' '*.yml' >"$out/changed"
set --
while IFS= read -r file; do
    if head -n 20 -- "$file" | grep -q 'tenderc-declaration/'; then set -- "$@" "./$file"; fi
done <"$out/changed"
rm "$out/changed"

if [ $# -eq 0 ]; then
    echo 'No declaration is added or changed.' >"$out/comment.md"
    exit 0
fi

"$tenderc" check "$@" --pack "$pack" --format sarif >"$out/report.sarif" || true
code=0
"$tenderc" check "$@" --pack "$pack" --format comment >"$out/comment.md" || code=$?
exit $code
