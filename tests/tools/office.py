"""Answers a workbook in LibreOffice as a vendor does, and has `check` judge it as it was saved.

    office.py TENDERC PACK EVIDENCE

PACK is the pack of tests/second-library, EVIDENCE the folder with the files of a bid for it. It needs LibreOffice with its
bridge to the system's Python. Exits with 1 where something is not as it should be.
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

LOT = "controllers"

# What is typed, or chosen from the list of a cell, at which key.
FACTS = {
    "vendor/name": ["Voltwerk"],
    "vendor/contact": ["psirt@voltwerk.example"],
    "device/name": ["Regler"],
    "device/model": ["R 3"],
    "device/version": ["3.1"],
    "facts/updatable": ["true"],
}
ANSWERS = {
    "answers/LIM-1/loss_of_link": ["safe"],
    "answers/LIM-1/step_share": ["12.5"],
    "answers/UPD-1/updates_until": ["2040-12-31"],
    "answers/UPD-1/update_signature": ["signature"],
    "answers/UPD-1/first_version": ["3.1"],
    "answers/UPD-2/list_days": ["7"],
    "answers/UPD-2/list_address": ["https://voltwerk.example/sbom"],
}
# Rows of a table, on its sheet.
ROWS = ("answers/ACC-2/service_accounts", [["service", "true", "unique"]])
# What hangs on a fact.
HANGING = "answers/UPD-1/updates_until"
POLICY = ("evidence/support-policy.md", "85d1d5f9becf7b197d1889f7f81ac9e8c44c587d57ce8610b48e3d05d569609d")


def wish(condition, what):
    if not condition:
        sys.exit(what)


def hidden(name, value):
    return PropertyValue(Name=name, Value=value)


class Office:
    """LibreOffice, started for one workbook."""

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
    """A workbook that is open."""

    def __init__(self, document):
        self.document = document
        self.sheets = {sheet.Name: sheet for sheet in document.Sheets}
        self.labels = self.kinds()

    def text(self, sheet, column, row):
        return self.sheets[sheet].getCellByPosition(column, row).String

    def rows(self, sheet):
        cursor = self.sheets[sheet].createCursor()
        cursor.gotoEndOfUsedArea(False)
        return range(cursor.RangeAddress.EndRow + 1)

    def kinds(self):
        """What can be chosen at each key: labels by their ids."""
        kinds = {}
        for row in self.rows("tenderc"):
            key = self.text("tenderc", 0, row)
            labels = [self.text("tenderc", column, row) for column in range(2, 40)]
            ids = [self.text("tenderc", column, row + 1) for column in range(2, 40)]
            kinds[key] = {name: label for name, label in zip(ids, labels) if name}
        return kinds

    def type(self, sheet, column, row, key, words):
        said = self.labels.get(key, {}).get(words, words)
        cell = self.sheets[sheet].getCellByPosition(column, row)
        wish(not cell.CellProtection.IsLocked, f"{key} is locked")
        cell.setFormula(said)

    def answer(self, sheet, answers):
        left = dict(answers)
        for row in self.rows(sheet):
            key = self.text(sheet, 0, row)
            for step, words in enumerate(left.pop(key, [])):
                self.type(sheet, 8 + step, row, key, words)
        wish(not left, f"{sheet} has no rows of {', '.join(left)}")

    def state(self, sheet, key):
        rows = [row for row in self.rows(sheet) if self.text(sheet, 0, row) == key]
        return self.text(sheet, 6, rows[0])

    def open_rows(self):
        return [int(self.sheets["Instructions"].getCellByPosition(1, row).Value) for row in (1, 2)]


def fill(book):
    facts, questions = book.open_rows()
    wish(facts == len(FACTS), f"{facts} facts are open at first")
    wish(book.state("Questions", HANGING) == "undecided", "what hangs on a fact is not undecided at first")
    book.answer("Device and facts", FACTS)
    wish(book.open_rows()[0] == 0, "facts are open when all are stated")
    wish(book.state("Questions", HANGING) == "open", "what hangs on a fact is not open when that is stated")
    book.answer("Questions", ANSWERS)
    key, rows = ROWS
    sheet = next(name for name in book.sheets if name.startswith("ACC-2"))
    wish(book.open_rows()[1] == 1, f"{book.open_rows()[1]} questions are open before the rows of the table")
    for number, cells in enumerate(rows):
        for column, words in enumerate(cells):
            part = book.text(sheet, column + 1, 0).split(":")[-1]
            book.type(sheet, column + 1, 2 + number, f"{key}/{part}", words)
    wish(book.open_rows() == [0, 0], f"{book.open_rows()} are open when all is answered")
    for row in book.rows("Evidence"):
        if "UPD-1" in book.text("Evidence", 1, row).split("; "):
            for column, words in zip((3, 4), POLICY):
                book.type("Evidence", column, row, "", words)
    return questions


def main(tenderc, pack, evidence):
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        bid = desk / "bid"
        bid.mkdir()
        shutil.copytree(evidence, bid / "evidence")
        office = Office(desk)
        try:
            blank = shutil.copy(Path(pack) / LOT / "declaration.xlsx", desk)
            book = Book(office.open(Path(blank)))
            fill(book)
            saved = (bid / "declaration.xlsx").as_uri()
            book.document.storeToURL(saved, (hidden("FilterName", "Calc MS Excel 2007 XML"),))
            book.document.close(True)
        finally:
            office.close()
        done = subprocess.run([tenderc, "check", bid, "--pack", pack, "--format", "json"], capture_output=True, text=True)
        report = json.loads(done.stdout)["declarations"][0]
        wish(report["standing"] == "conforms", done.stdout)
        print(f"A workbook answered in LibreOffice conforms: check agrees with it on {len(report['requirements'])} requirements")


main(*sys.argv[1:])
