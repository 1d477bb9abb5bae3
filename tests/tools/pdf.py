"""Every PDF below a folder as other programs see it: sound (qpdf), tagged, in letters of its own, with bookmarks and
links that lead somewhere (poppler), and with every word of the Markdown of the same name beside it.

usage: python3 tests/tools/pdf.py FOLDER MOST_PAGES
MOST_PAGES holds for files called annex.pdf.
"""

import html
import pathlib
import re
import subprocess
import sys


def run(*command):
    return subprocess.run(command, capture_output=True, check=False)


def said(*command):
    return run(*command).stdout.decode("utf-8", "replace")


def bare(text):
    """Letters and digits only: lines, cells and pages are broken elsewhere in each format."""
    return "".join(c for c in text if c.isalnum())


def passages(markdown):
    """What stands in a paragraph or a cell of Markdown, without its marks."""
    for line in markdown.splitlines():
        line = re.sub(r"!\[[^\]]*\]\([^)]*\)|<a id=\"[^\"]*\"></a>", "", line)
        line = re.sub(r"\]\([^)\s]*\)", "]", line)
        line = re.sub(r"^\s*(?:[-*#>]+|\d+[.)])\s+", "", line)
        cells = re.split(r"(?<!\\)\|", line) if line.startswith("|") else [line]
        yield from (bare(html.unescape(re.sub(r"\\([^\w\s])", r"\1", cell))) for cell in cells)


def faults(path, most):
    checked = run("qpdf", "--check", path)
    if checked.returncode != 0:
        yield "qpdf: " + checked.stdout.decode()[-500:] + checked.stderr.decode()[-500:]
    info = said("pdfinfo", path)
    facts = dict(re.findall(r"^([^:]+):\s+(.*)$", info, re.M))
    pages = int(facts.get("Pages", 0))
    if facts.get("Tagged") != "yes" or not facts.get("Title") or "x 841" not in facts.get("Page size", "") + facts.get("Page size", ""):
        yield "not tagged, without a title, or not A4:\n" + info
    if path.name == "annex.pdf" and pages > most:
        yield f"{pages} pages, not {most} at most"
    loose = [line for line in said("pdffonts", path).splitlines()[2:] if " yes yes yes " not in line]
    if loose:
        yield "letters that are not in the file, or not known by their characters: " + "; ".join(loose)
    plain = run("qpdf", "--qdf", "--object-streams=disable", path, "-").stdout
    for wanted in (b"<pdfaid:part>2", b"<pdfaid:conformance>A", b"<pdfuaid:part>1", b"/Lang (en", b"/Type /Outlines", b"/Subtype /Link"):
        if wanted not in plain:
            yield f"it has no {wanted.decode()}"
    if b"/JavaScript" in plain or b"/Launch" in plain:
        yield "it can run something"
    beside = path.with_suffix(".md")
    if beside.exists():
        text = said("pdftotext", "-raw", "-enc", "UTF-8", path, "-")
        # The foot of each page, which stands within what goes on overleaf.
        text = bare(re.sub(r"^.*\nPage \d+ of \d+\n\f?", "", text, flags=re.M))
        all_of_it = list(passages(beside.read_text(encoding="utf-8")))
        missing = [passage for passage in all_of_it if passage not in text]
        # What goes on overleaf has the heads of the table within.
        if len(missing) > pages:
            yield f"{len(missing)} of {len(all_of_it)} passages of {beside.name} are not in it, such as\n" + "\n".join(missing[:5])


folder, most = pathlib.Path(sys.argv[1]), int(sys.argv[2])
files = sorted(folder.rglob("*.pdf"))
found = [f"{path}: {fault}" for path in files for fault in faults(path, most)]
print(f"Poppler and qpdf agree on {len(files)} files")
sys.exit("\n".join(found) or (0 if files else "there is no PDF"))
