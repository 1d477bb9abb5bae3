"""Every PDF below a folder as other programs see it: sound (qpdf), tagged, in letters of its own, with bookmarks and
links that lead somewhere (poppler), as PDF/UA-1 wants it (outloud), and with every word of the Markdown of the same name
beside it.

usage: .cache/python/bin/python tests/tools/pdf.py FOLDER MOST_PAGES
MOST_PAGES holds for files called annex.pdf, whose letters have 9 points and more.
"""

import html
import pathlib
import re
import subprocess
import sys
import tempfile

import outloud

# Points of the smallest letters of an annex, but for those of this colour: the words in pictures, which are as wide as
# their boxes.
SMALLEST = 9
PICTURED = "#15202b"

# Times as large as on paper: what pdftohtml says of sizes are whole numbers, and it enlarges no further.
LARGER = 3

# Rules of PDF/UA-1 that are not asked, with the reason.
UNASKED = {"PAG-001": "it takes the heads of different tables that begin at the top of a page for one that runs over pages"}


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


def small(path):
    """Letters of an annex that are too small, as a phrase for each kind of them."""
    text = said("pdftohtml", "-xml", "-i", "-zoom", str(LARGER), "-stdout", path)
    kinds = re.findall(r'<fontspec id="(\d+)" size="(\d+)" family="([^"]*)" color="([^"]*)"', text)
    if not kinds:
        yield "pdftohtml finds no letters"
    for kind, size, family, colour in kinds:
        if colour != PICTURED and int(size) < SMALLEST * LARGER:
            shown = re.search(rf'<text [^>]*font="{kind}">(.*?)</text>', text, re.S)
            shown = re.sub(r"<[^>]*>|\u200b", "", shown[1])[:60] if shown else ""
            yield f"letters of {int(size) / LARGER:.1f} points ({family}, {colour}), such as {shown!r}"


def inaccessible(path):
    """What PDF/UA-1 does not allow, as a phrase for each of its rules."""
    result = outloud.check(str(path), layers={"conformance"}, skip=set(UNASKED))
    if result.error:
        yield f"outloud cannot read it: {result.error}"
    for run_of in result.runs:
        if run_of.status == "crashed":
            yield f"outloud did not come to the end of {run_of.rule}: {run_of.reason}"
    for finding in result.findings:
        page = f", page {finding.page}" if finding.page else ""
        evidence = f" ({finding.evidence})" if finding.evidence else ""
        yield f"PDF/UA-1, {finding.rule}{page}: {finding.message}{evidence}"


def unmarked(path, folder):
    """A copy of a PDF whose tags are not to be found."""
    plain = run("qpdf", "--qdf", "--object-streams=disable", path, "-").stdout
    copy = pathlib.Path(folder) / "unmarked.pdf"
    copy.write_bytes(plain.replace(b"/StructTreeRoot", b"/StructTreeLost"))
    return copy


def faults(path, most):
    checked = run("qpdf", "--check", path)
    if checked.returncode != 0:
        yield "qpdf: " + checked.stdout.decode()[-500:] + checked.stderr.decode()[-500:]
    info = said("pdfinfo", path)
    facts = dict(re.findall(r"^([^:]+):\s+(.*)$", info, re.M))
    pages = int(facts.get("Pages", 0))
    if facts.get("Tagged") != "yes" or not facts.get("Title") or "x 841" not in facts.get("Page size", "") + facts.get("Page size", ""):
        yield "not tagged, without a title, or not A4:\n" + info
    if path.name == "annex.pdf":
        if pages > most:
            yield f"{pages} pages, not {most} at most"
        yield from small(path)
    yield from inaccessible(path)
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
with tempfile.TemporaryDirectory() as scratch:
    # Who finds no fault in a file must be able to.
    if files and not any("DOC-002" in fault for fault in inaccessible(unmarked(files[0], scratch))):
        found.append(f"outloud does not miss the tags of {files[0]} where they are taken out")
print(f"Poppler, qpdf and outloud agree on {len(files)} files")
sys.exit("\n".join(found) or (0 if files else "there is no PDF"))
