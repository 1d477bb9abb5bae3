#!/usr/bin/env python3
"""Makes inputs of any size, the same from the same seed: libraries with a tender, and declarations.

    bench/make.py library 10000 FOLDER              FOLDER/library, FOLDER/tender with three lots
    bench/make.py library 1000 FOLDER --lots 1
    bench/make.py declarations 100000 FILE…         one a line on standard output, made of the files by
                                                    changing some answers of each
    bench/make.py doorstop 1000 FOLDER              the requirements of the library alone, as doorstop reads them
    bench/make.py strictdoc 1000 FOLDER             the same for strictdoc

Only what Python has is needed.
"""

import argparse
import json
import pathlib
import random
import re

THEMES = ["access", "logging", "network", "updates", "records", "power"]
VERBS = ["record", "refuse", "encrypt", "report", "keep", "sign", "erase", "limit", "verify", "display"]
NOUNS = "alarms backups certificates commands configurations credentials exports firmware images keys licences " \
    "logins logs measurements messages passwords ports prescriptions recipes reports schedules sessions settings " \
    "signatures tokens transfers trends updates waveforms workloads".split()
PLACES = "bench bus cabinet cart console dock gateway handset hub link module network panel port rack reader relay " \
    "screen sensor shelf socket station storage switch terminal theatre tray unit ward".split()
CATEGORIES = ["pump", "monitor", "gateway"]

FACTS = """\
zone: {title: Zone, ask: In which zone does it stand?, type: choice, known-by: tender, derive: {own: zone}, options: {inside: Inside, outside: Outside}}
updatable: {title: Updatable, ask: Can its software be updated?, type: flag, known-by: vendor}
wireless: {title: Wireless, ask: Does it have a radio?, type: flag, known-by: vendor}
interfaces: {title: Interfaces, ask: Which interfaces does it have?, type: choices, known-by: vendor, options: {wifi: Wi-Fi, usb: USB, serial: Serial port, bluetooth: Bluetooth}}
"""

TABLES = {
    "library.yaml": "name: Bench\nbuyer: hospital\n",
    "facts.yaml": FACTS,
    "categories.yaml": "device: {title: Device}\n"
    + "".join(f"{name}: {{title: {name.capitalize()}, parent: device}}\n" for name in CATEGORIES),
    "threats.yaml": "malware: {title: Malware}\ntampering: {title: Tampering}\n",
    "evidence.yaml": "test-report: {title: Test report}\nsupport-policy: {title: Support policy}\n",
    "standards/bench-1.yaml": "name: Bench standard\nshort: Bench\nedition: '1'\ndate: '2026'\npublisher: Nobody\nentries:\n"
    + "".join(f"  - {{id: '{at}', title: Entry {at}}}\n" for at in range(1, 201)),
}


def requirement(rng, identifier):
    """A requirement with a flag, a number with a parameter, and a choice."""
    verb, nouns, place = rng.choice(VERBS), rng.sample(NOUNS, 3), rng.sample(PLACES, 2)
    when = rng.choice(["", "", "\n  when: {updatable: true}", "\n  when: {interfaces: {includes: [wifi]}}",
                       "\n  when: {any: [{wireless: true}, {interfaces: {includes: [bluetooth]}}]}"])
    days, code = rng.randrange(10, 90), f"{rng.randrange(10**6):06}"
    # Words that nobody has, so that few statements are alike.
    coined = ["".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(4)) for _ in range(4)]
    return f"""---
id: {identifier}
title: {nouns[0].capitalize()} of the {place[0]}, case {code}
obligation: {rng.choice(["shall", "shall", "should"])}
applies:
  categories: [{rng.choice(["device", "device", *CATEGORIES])}]{when}
parameters:
  longest: {{title: Longest time, type: integer, unit: days, default: {days}, at-least: 1, at-most: 365}}
questions:
  does: {{ask: "Does it {verb} {nouns[0]}?", type: flag, accept: {{equals: true}}}}
  within: {{ask: "Within how many days are {nouns[1]} gone?", type: integer, unit: days, when: {{does: true}}, accept: {{at-most: "{{{{ longest }}}}"}}}}
  means:
    ask: "By which means are {nouns[2]} kept?"
    type: choice
    options: {{apart: In a store of their own, beside: Beside other data, nowhere: Nowhere}}
    accept: {{not: {{equals: nowhere}}}}
evidence:
  - {{kind: {rng.choice(["test-report", "support-policy"])}, obligation: {rng.choice(["shall", "may"])}}}
verify: test
references:
  - {{standard: bench-1, ids: ['{rng.randrange(1, 201)}'], covers: related}}
threats: [{rng.choice(["malware", "tampering"])}]
review-by: 2030-12-31
---
The device {{{{ obligation }}}} {verb} {nouns[0]} and {nouns[1]} of the {coined[0]} {place[0]} {code} within {{{{ longest }}}} days of a
{coined[1]} change of {coined[2]} {nouns[2]} at the {coined[3]} {place[1]}, kept in a store of their own or beside other data.

## Rationale
Without it {nouns[1]} of one {place[1]} are taken for those of another.

## Verification
The {{{{ buyer }}}} looks at the {place[0]} after a change.

## Guidance
Count from the day of the change.
"""


def requirements(count, seed):
    """So many requirements, each with its theme and its id."""
    rng = random.Random(seed)
    for at in range(count):
        theme = THEMES[at % len(THEMES)]
        identifier = f"{theme[:3].upper()}-{at // len(THEMES) + 1:05}"
        yield theme, identifier, requirement(rng, identifier)


def library(count, folder, count_of_lots, seed):
    base = pathlib.Path(folder)
    files = {f"library/{path}": text for path, text in TABLES.items()}
    for theme, identifier, text in requirements(count, seed):
        files[f"library/{theme}/{identifier}.md"] = text
    of_lot = "  - {{id: {0}s, title: {1}s, category: {0}, quantity: 5, zone: inside}}\n"
    lots = "".join(of_lot.format(name, name.capitalize()) for name in CATEGORIES[:count_of_lots])
    files["tender/tender.yaml"] = (
        f"id: bench-{count}\ntitle: A tender of {count} requirements\nbuyer: Example hospital\n"
        f"deadline: 2029-03-31\nassurance: substantial\nlots:\n{lots}"
        "assets:\n  - {id: record, title: Record, zone: inside}\nlinks:\n"
        + "".join(f"  - {{from: {name}s, to: record, over: lan}}\n" for name in CATEGORIES[:count_of_lots])
    )
    write(base, files)


def write(base, files):
    for path, text in files.items():
        place = base / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def in_words(text):
    """The title of a requirement and the paragraphs under its headings, the statement first, with its values put in."""
    _, head, body = text.split("---\n")
    values = {"obligation": re.search(r"^obligation: (.*)$", head, re.M)[1], "buyer": "hospital",
              "longest": re.search(r"default: (\d+)", head)[1]}
    body = re.sub(r"\{\{ (\w+) \}\}", lambda found: values[found[1]], body)
    paragraphs = [" ".join(part.split("\n", 1)[1].split()) for part in ("\n" + body).split("\n## ")]
    asked = re.findall(r"ask: \"(.*?)\"", head)
    return re.search(r"^title: (.*)$", head, re.M)[1], [*paragraphs, " ".join(asked)]


def doorstop(count, folder, seed):
    """One document, with an item for each requirement."""
    files = {".doorstop.yml": "settings:\n  digits: 5\n  prefix: REQ\n  sep: ''\n"}
    for at, (_, identifier, text) in enumerate(requirements(count, seed), 1):
        title, paragraphs = in_words(text)
        said = "\n\n".join(f"  {paragraph}" for paragraph in [f"**{identifier}** {title}", *paragraphs])
        files[f"REQ{at:05}.yml"] = (
            f"active: true\nderived: false\nheader: ''\nlevel: 1.{at}\nlinks: []\nnormative: true\nref: ''\n"
            f"reviewed: null\ntext: |\n{said}\n"
        )
    write(pathlib.Path(folder), files)


def strictdoc(count, folder, seed):
    """One document, with a node for each requirement."""
    nodes = ["[DOCUMENT]\nTITLE: Requirements\n"]
    for _, identifier, text in requirements(count, seed):
        title, (statement, *others) = in_words(text)
        comments = "".join(f"COMMENT: >>>\n{other}\n<<<\n" for other in others)
        nodes.append(f"[REQUIREMENT]\nUID: {identifier}\nTITLE: {title}\nSTATEMENT: >>>\n{statement}\n<<<\n{comments}")
    write(pathlib.Path(folder), {"requirements.sdoc": "\n".join(nodes)})


def filled(blank, seed):
    """A blank of a generated library, answered at random."""
    rng = random.Random(seed)
    vendor, device = {"name": "Bench Devices", "contact": "security@bench.example"}, {"name": "Bench", "model": "B", "version": "1"}
    facts = {"updatable": True, "wireless": True, "interfaces": ["wifi", "usb"]}
    answers = {
        identifier: {"does": True, "within": rng.randrange(1, 60), "means": rng.choice(["apart", "beside", "nowhere"])}
        for identifier in blank["answers"]
    }
    return {**blank, "vendor": vendor, "device": device, "facts": facts, "answers": answers, "evidence": []}


def declarations(count, files, seed):
    """The texts of so many declarations, made of others by changing some answers of each."""
    rng = random.Random(seed)
    known = [json.loads(pathlib.Path(file).read_text(encoding="utf-8")) for file in files]
    texts = [json.dumps(one, ensure_ascii=False) for one in known]
    for at in range(count):
        which = at % len(known)
        one = json.loads(texts[which])
        one["device"]["version"] = f"{at % 9}.{at}"
        answered = list(one["answers"])
        for identifier in rng.sample(answered, min(4, len(answered))):
            answers = one["answers"][identifier]
            for question, answer in answers.items():
                if isinstance(answer, bool):
                    answers[question] = rng.random() < 0.8
                elif isinstance(answer, int):
                    answers[question] = rng.randrange(0, 2 * answer + 2)
        yield json.dumps(one, ensure_ascii=False, separators=(",", ":"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["library", "declarations", "doorstop", "strictdoc"])
    parser.add_argument("count", type=int)
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--lots", type=int, default=len(CATEGORIES), help="lots of the tender, at most three")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.what == "library":
        library(arguments.count, arguments.paths[0], arguments.lots, arguments.seed)
    elif arguments.what == "declarations":
        for text in declarations(arguments.count, arguments.paths, arguments.seed):
            print(text)
    else:
        {"doorstop": doorstop, "strictdoc": strictdoc}[arguments.what](arguments.count, arguments.paths[0], arguments.seed)


if __name__ == "__main__":
    main()
