"""How large each file of the example's pack is, as it is committed."""

from bench import PACK
from table import Line, size


def lines(_):
    """Each file, and all of them together."""
    found = {path: path.stat().st_size for path in sorted(PACK.rglob("*")) if path.is_file()}
    for path, count in found.items():
        yield Line(path.relative_to(PACK).as_posix(), size(count))
    yield Line(f"all {len(found)} files", size(sum(found.values())))
