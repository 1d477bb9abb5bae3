"""Word documents as others read them: python-docx, LibreOffice, and openxml-audit with the schemas of Microsoft's Open XML SDK.

usage: .cache/python/bin/python tests/tools/word.py MOST_PAGES FOLDER…

Every .docx below a folder is opened by all of them, and is as the schemas want it. It has a title, a language, a header row that repeats in every table, page
numbers in its footer, and the headings of the Markdown beside it where there is one. An annex has at most MOST_PAGES pages.
"""

import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

import docx
import openxml_audit
from docx.oxml.ns import qn


def headings_of_markdown(text):
    lines = re.sub(r"<a id=\"[^\"]*\"></a>", "", text).splitlines()
    found = (re.match(r"#{1,6} (.*)", line) for line in lines)
    return [re.sub(r"\\(.)|[*_`]", r"\1", match[1]).strip() for match in found if match]


def unlike_the_schemas(path, validator):
    """What the schemas do not allow, as a phrase each: in its elements, their places and attributes, and in the package."""
    for error in validator.validate(path).errors:
        yield f"the schemas: {error.part_uri}{error.path}: {error.description}"


def misspelt(path, folder):
    """A copy of a document with one name of an element that no schema has."""
    copy = pathlib.Path(folder) / "misspelt.docx"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(copy, "w") as damaged:
        for name in whole.namelist():
            content = whole.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:tblHeader/>", b"<w:tblHeadr/>", 1)
            damaged.writestr(name, content)
    return copy


def faults_of(path):
    document = docx.Document(path)
    properties = document.core_properties
    if not properties.title or not properties.language:
        yield "no title, or no language"
    fields = "".join(footer._element.xml for section in document.sections for footer in [section.footer])
    for field in ("PAGE", "NUMPAGES"):
        if not re.search(rf"\b{field}\b", fields):
            yield f"its footer has no {field}"
    for table in document.tables:
        first = table.rows[0]._tr.trPr
        if first is None or first.find(qn("w:tblHeader")) is None:
            yield f"the header of a table does not repeat: {table.rows[0].cells[0].text!r}"
    for relation in document.part.rels.values():
        if relation.is_external and not relation.reltype.endswith("/hyperlink"):
            yield f"it refers to {relation.target_ref}"
    beside = path.with_suffix(".md")
    if beside.exists():
        styles = ("Title", "Heading")
        found = [paragraph.text.strip() for paragraph in document.paragraphs if paragraph.style.name.startswith(styles)]
        wanted = headings_of_markdown(beside.read_text(encoding="utf-8"))
        for missing in (heading for heading in wanted if heading not in found):
            yield f"it has no heading {missing!r}"


def converted(documents, folder):
    """The pages that LibreOffice sets of each document."""
    copies = [folder / f"{number}.docx" for number, _ in enumerate(documents)]
    for copy, document in zip(copies, documents):
        copy.write_bytes(document.read_bytes())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *copies]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for copy in copies:
        said = subprocess.run(["pdfinfo", copy.with_suffix(".pdf")], check=True, capture_output=True, text=True).stdout
        yield int(re.search(r"^Pages: +(\d+)", said, re.MULTILINE)[1])


most = int(sys.argv[1])
documents = sorted(path for folder in sys.argv[2:] for path in pathlib.Path(folder).rglob("*.docx"))
if not documents:
    sys.exit("there are no Word documents to look at")
faults = [f"{path}: {fault}" for path in documents for fault in faults_of(path)]
validator = openxml_audit.OpenXmlValidator()
faults += [f"{path}: {fault}" for path in documents for fault in unlike_the_schemas(path, validator)]
with tempfile.TemporaryDirectory() as folder:
    # Who finds no fault in a document must be able to.
    if not any("tblHeadr" in fault for fault in unlike_the_schemas(misspelt(documents[0], folder), validator)):
        faults.append(f"openxml-audit does not see a misspelt element in {documents[0]}")
    pages = list(converted(documents, pathlib.Path(folder)))
for path, count in zip(documents, pages):
    print(f"{path}: {count} pages")
    if path.name == "annex.docx" and count > most:
        faults.append(f"{path}: {count} pages, {most} at most")
print(f"LibreOffice agrees with python-docx and openxml-audit on {len(documents)} documents")
sys.exit("\n".join(faults) or 0)
