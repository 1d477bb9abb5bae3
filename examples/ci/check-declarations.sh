#!/usr/bin/env bash
# Checks every declaration that a merge request adds or changes, for a pipeline.
#
# usage: check-declarations.sh BASE PACK OUT [FOLDER...]
#   BASE     the commit or branch that the merge request goes into; its history must be there
#   PACK     the tender pack: a folder, or a zip of it
#   OUT      the folder for comment.md (the merge request) and report.sarif (code scanning)
#   FOLDER   where declarations for this pack lie; everywhere if none is named
#
# Where the merge request changes the pack as well, every declaration is checked: what was in order may
# not be so any more. Paths are below the folder it is run in. TENDERC names the program, if it is not
# on the path.
#
# Exit code: that of `tenderc check`: 0 all conform or none was touched, 1 one does not, 2 wrong usage or
# no such BASE, 3 one cannot be judged. There is no report.sarif where nothing was checked.
set -euo pipefail

if [ $# -lt 3 ]; then
    sed -n 's/^# \(usage: .*\)/\1/p' "$0" >&2
    exit 2
fi
base=$1 pack=$2 out=$3
shift 3
tenderc=${TENDERC:-tenderc}
most=60000 # characters that a comment may have on GitHub, with a reserve

mkdir -p -- "$out"
out=$(cd -- "$out" && pwd -P)
rm -f -- "$out/comment.md" "$out/report.sarif"
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
list=$work/list
tenderc=$(type -P -- "$tenderc") || {
    echo 'check-declarations.sh: there is no program tenderc; name it with TENDERC' >&2
    exit 2
}
case "$tenderc" in /*) ;; *) tenderc=$PWD/$tenderc ;; esac

if ! base=$(git rev-parse --verify --quiet --end-of-options "$base^{commit}") ||
    ! base=$(git merge-base "$base" HEAD); then
    echo 'check-declarations.sh: BASE is no commit that this one comes from; fetch the whole history' >&2
    exit 2
fi
if [ ! -e "$pack" ]; then
    echo "check-declarations.sh: there is no pack $pack" >&2
    exit 2
fi
pack_path=$(cd -- "$(dirname -- "$pack")" && pwd -P)/$(basename -- "$pack")

in_pack() {
    case "$PWD/$1" in "$pack_path" | "$pack_path"/*) return 0 ;; *) return 1 ;; esac
}

# The format says so itself, wherever in the file it stands. A link is not followed: it may lead anywhere.
is_declaration() {
    case "$1" in *.json | *.yaml | *.yml | *.ndjson) ;; *) return 1 ;; esac
    [ -f "$1" ] && [ ! -L "$1" ] && ! in_pack "$1" &&
        tr '\n\r' '  ' <"./$1" | grep -Eq "[\"']?format[\"']?[[:space:]]*:[[:space:]]*[\"']?tenderc-declaration/"
}

# Names are parted by NUL, as they may hold anything else. Of what is renamed, the new name counts.
pack_changed=false
git diff --relative --name-only --no-ext-diff -z "$base" HEAD -- >"$list"
while IFS= read -r -d '' file; do
    if in_pack "$file"; then pack_changed=true; fi
done <"$list"
[ $# -gt 0 ] || set -- .
if $pack_changed; then
    git --literal-pathspecs ls-files -z -- "$@" >"$list"
else
    git --literal-pathspecs diff --relative --name-only --no-ext-diff --diff-filter=d -z "$base" HEAD -- "$@" >"$list"
fi
files=()
while IFS= read -r -d '' file; do
    if is_declaration "$file"; then files+=("$file"); fi
done <"$list"

# By its first line a job finds the comment again.
echo '<!-- tenderc check-declarations -->' >"$out/comment.md"
if $pack_changed; then
    printf '**The pack itself is changed here: every declaration is checked, by the changed pack.**\n\n' >>"$out/comment.md"
fi
if [ ${#files[@]} -eq 0 ]; then
    echo 'No declaration is added or changed.' >>"$out/comment.md"
    exit 0
fi

code=0
"$tenderc" check --pack "$pack" --format comment -- "${files[@]}" >>"$out/comment.md" || code=$?
# What is wrong has been said by the first run.
"$tenderc" check --pack "$pack" --format sarif -- "${files[@]}" >"$out/report.sarif" 2>"$list" || true
[ -s "$out/report.sarif" ] || rm -f -- "$out/report.sarif"

# What changed in those that were there before, as long as there is room for it.
left=0
for file in "${files[@]}"; do
    git cat-file -e "$base:./$file" 2>"$list" || continue
    mkdir -p -- "$work/before/$(dirname -- "$file")" "$work/after/$(dirname -- "$file")"
    git show "$base:./$file" >"$work/before/$file"
    cp -- "$file" "$work/after/$file"
    if cmp -s -- "$work/before/$file" "$work/after/$file"; then continue; fi
    # From there, so that the comment names no path of the machine.
    if ! (cd -- "$work" && "$tenderc" diff --pack "$pack_path" --format comment \
        -- "before/$file" "after/$file") >"$list" 2>"$work/said"; then
        echo 'A changed declaration cannot be compared with what it was.' >"$list"
    fi
    if [ $(($(wc -c <"$out/comment.md") + $(wc -c <"$list"))) -lt $most ]; then
        { printf '\n---\n\n' && cat -- "$list"; } >>"$out/comment.md"
    else
        left=$((left + 1))
    fi
done
if [ $left -gt 0 ]; then
    printf '\n%s more comparisons have no room here; `tenderc diff` shows them.\n' $left >>"$out/comment.md"
fi
exit $code
