"""The documents of the example's pack: how long each format of each takes by itself."""

from bench import LOT
from lines.build import build, library, tender
from measure import Failed, in_turn
from table import Line, time


def lines(bench):
    """Each format of each kind of document; what every run takes besides is that of the map."""
    lot = "pumps" if bench.small else LOT
    kinds = [("annex", ("md", "html", "docx", "pdf")), ("explanations", ("html", "docx", "pdf"))]
    kinds += [(f"{lot}/questionnaire", ("md", "html", "docx", "pdf"))]
    names = [f"{kind}.{extension}" for kind, extensions in kinds for extension in extensions]
    names += [f"{lot}/form.html", f"{lot}/declaration.xlsx", f"{lot}/declaration.blank.yaml", "map.svg"]
    without = set() if writes_pdf(bench) else {name for name in names if name.endswith(".pdf")}
    programs = {
        name: lambda name=name: build(bench, tender(bench), *library(bench), "--only", name)
        for name in names
        if name not in without
    }
    taken = in_turn(programs, bench.size.long_rounds)
    for name in names:
        took = time(taken[name]) if name in taken else "not made by this program, built without PDF"
        yield Line(f"build --only {name}", took)


def writes_pdf(bench):
    """Whether the program was built with what sets PDFs."""
    try:
        build(bench, bench.library(12) / "tender", "--library", bench.library(12) / "library", "--only", "annex.pdf")
    except Failed:
        return False
    return True
