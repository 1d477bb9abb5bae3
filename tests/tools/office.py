"""Answers a workbook in LibreOffice as a vendor does, and has `check` judge it as it was saved.

    office.py TENDERC PACK DECLARATION [PACK DECLARATION…]

A DECLARATION says what is typed, or chosen from the list of a cell: one to a lot of PACK that conforms, in JSON, with its
evidence beside it. It needs LibreOffice with its bridge to the system's Python. Exits with 1 where something is not as it
should be.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.util.NumberFormat import TEXT


def wish(condition, what):
    if not condition:
        sys.exit(what)


def hidden(name, value):
    return PropertyValue(Name=name, Value=value)


class Office:
    """LibreOffice, started for some workbooks."""

    def __init__(self, desk):
        pipe = f"tenderc-{desk.name}"
        self.process = subprocess.Popen(
            ["soffice", f"-env:UserInstallation=file://{desk}/profile", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"]
        )
        resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
        for _ in range(240):
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                self.desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
                return
            except NoConnectException:
                time.sleep(0.5)
        self.process.kill()
        sys.exit("LibreOffice does not answer")

    def open(self, path):
        return self.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (hidden("Hidden", True),))

    def close(self):
        try:
            self.desktop.terminate()
        finally:
            self.process.wait(60)


class Book:
    """A workbook that is open. What its sheets, rows and columns are stands in its hidden first row and column."""

    def __init__(self, document):
        self.document = document
        self.sheets = {sheet.Name: sheet for sheet in document.Sheets}
        self.labels = self.kinds()

    def cells(self, name):
        cursor = self.sheets[name].createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        return self.sheets[name].getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow).getDataArray()

    def kinds(self):
        """What can be chosen at each key: labels by their ids."""
        rows = self.cells("tenderc")
        return {row[0]: dict(zip(below[2:], row[2:])) for row, below in zip(rows, rows[1:]) if row[0]}

    def type(self, name, column, row, key, words):
        said = self.labels.get(key, {}).get(words, words)
        cell = self.sheets[name].getCellByPosition(column, row)
        # What the tender settles is there already, and locked.
        if cell.String == said:
            return
        wish(not cell.CellProtection.IsLocked, f"{key} is locked")
        # A cell for texts takes what is typed as it is; elsewhere DEC-01 would become a day.
        if self.document.NumberFormats.getByKey(cell.NumberFormat).Type & TEXT:
            cell.setString(said)
        else:
            cell.setFormula(said)

    def answer(self, name, answers):
        cells = self.cells(name)
        columns = [at for at, head in enumerate(cells[0]) if head == "#value" or head.startswith("#of:")]
        rows = {row[0]: at for at, row in enumerate(cells)}
        for key, words in answers.items():
            wish(key in rows, f"{name} has no row of {key}")
            for column, word in zip(columns, words):
                self.type(name, column, rows[key], key, word)

    def list(self, key, entries, fits):
        """Writes entries on the sheet of a list, each into the first row that fits it."""
        name = next(name for name in self.sheets if self.cells(name)[0][0] == f"#rows:{key}")
        for entry in entries:
            cells = self.cells(name)
            free = (at for at, row in enumerate(cells) if at > 1 and fits(entry, row))
            row = next(free, max(2, len(cells)))
            for part, words in entry.items():
                self.type(name, cells[0].index(f"#of:{part}"), row, f"{key}/{part}", words)

    def states(self, name):
        return [row[6] for row in self.cells(name)[2:]]

    def open_rows(self):
        return [int(row[1]) for row in self.cells("Instructions")[1:3]]


def words(value):
    """A value as it is typed."""
    return value if isinstance(value, str) else json.dumps(value)


def given(declaration, *parts):
    """What a declaration says by its keys: a list of what is typed, and rows where it is a table."""
    said = {}
    for part in parts:
        for key, value in declaration[part].items():
            inner = value.items() if part == "answers" else [(None, value)]
            said |= {"/".join(filter(None, (part, key, name))): one for name, one in inner if one is not None}
    tables = {key: value for key, value in said.items() if isinstance(value, list) and value and isinstance(value[0], dict)}
    lists = {key: (value or ["[]"]) if isinstance(value, list) else [words(value)] for key, value in said.items()}
    return {key: value for key, value in lists.items() if key not in tables}, tables


def entry(row):
    return {part: "; ".join(value) if isinstance(value, list) else words(value) for part, value in row.items() if value is not None}


def fill(book, declaration):
    facts, _ = given(declaration, "vendor", "device", "facts")
    answers, tables = given(declaration, "answers")
    states = book.states("Device and facts")
    wish(0 < book.open_rows()[0] == len(states) - states.count("settled"), f"not every fact is open at first: {states}")
    wish("undecided" in book.states("Questions"), "nothing hangs on a fact at first")
    book.answer("Device and facts", facts)
    wish(book.open_rows()[0] == 0, "facts are open when all are stated")
    wish("undecided" not in book.states("Questions"), "something hangs on a fact when all are stated")
    book.answer("Questions", answers)
    deviations = declaration["deviations"].items()
    book.answer("Deviations", {f"deviations/{key}": [one["reason"], one["measure"]] for key, one in deviations})
    for number, (key, rows) in enumerate(tables.items()):
        wish(book.open_rows()[1] == len(tables) - number, f"{book.open_rows()} are open before the rows of {key}")
        book.list(key, map(entry, rows), lambda _, row: not any(row))
    wish(book.open_rows() == [0, 0], f"{book.open_rows()} are open when all is answered")
    kinds = book.labels["evidence/kind"]
    # A kind that is wanted has a row, which waits for its file.
    book.list("evidence", map(entry, declaration["evidence"]), lambda one, row: row[2] in (kinds[one["kind"]], "") and not row[3])


def answered(office, pack, example, desk):
    """The declaration, and the folder of a bid with its workbook."""
    declaration = json.loads(Path(example).read_text())
    lot = Path(pack) / declaration["lot"]
    # The pack is a new one whenever its library changes.
    declaration["pack"] = json.loads((lot / "declaration.blank.json").read_text())["pack"]
    bid = desk / "bid"
    (bid / "evidence").mkdir(parents=True)
    for piece in declaration["evidence"]:
        shutil.copy(Path(example).parent / piece["file"], bid / "evidence")
    book = Book(office.open(Path(shutil.copy(lot / "declaration.xlsx", desk))))
    fill(book, declaration)
    book.document.storeToURL((bid / "declaration.xlsx").as_uri(), (hidden("FilterName", "Calc MS Excel 2007 XML"),))
    book.document.close(True)
    return declaration, bid


def main(tenderc, *given):
    def run(*options):
        return json.loads(subprocess.run([tenderc, *options, "--format", "json"], stdout=subprocess.PIPE, text=True).stdout)

    judged = 0
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder))
        try:
            for number, (pack, example) in enumerate(zip(given[::2], given[1::2])):
                desk = Path(folder) / str(number)
                declaration, bid = answered(office, pack, example, desk)
                report = run("check", bid, "--pack", pack)["declarations"][0]
                wish(report["standing"] == "conforms", f"{example}: {report['standing']} {report['counts']} {report['diagnostics']}")
                written = desk / "bid" / "written.json"
                written.write_text(json.dumps(declaration))
                changes = run("diff", written, bid / "declaration.xlsx", "--pack", pack)["changes"]
                wish(changes == [], f"the workbook says something else than {example}: {changes}")
                judged += len(report["requirements"])
        finally:
            office.close()
    print(f"Workbooks answered in LibreOffice conform: check agrees on {judged} requirements")


if len(sys.argv) < 4 or len(sys.argv) % 2:
    sys.exit(__doc__)
main(*sys.argv[1:])
