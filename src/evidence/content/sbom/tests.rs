//! Bills of materials, sound and otherwise.

use serde_json::{Value as Json, json};

use super::*;
use crate::words::Words;

const OFFERED: Context<'_> = Context {
    vendor: "Acme",
    name: "Infusor",
    model: "I-3000",
    version: "4.1",
    deadline: Some(jiff::civil::date(2027, 3, 31)),
    elements: &[],
};

/// What is found of a bill, each with its state.
pub(super) fn found(bytes: &[u8]) -> Vec<String> {
    let reading = read("sbom.json", bytes, &OFFERED);
    let say = |fault: &evidence::Fault| format!("{}: {}", fault.state().word(), fault.say(Words::English));
    reading.findings.iter().map(say).collect()
}

/// What is found of a bill after changes of it: each the place, and what to put there.
pub(super) fn check(bill: &Json, changes: &[(&str, Json)], expected: &[&str]) {
    let mut bill = bill.clone();
    for (place, change) in changes {
        let (parent, key) = place.rsplit_once('/').unwrap();
        match bill.pointer_mut(parent).unwrap() {
            Json::Object(object) if change.is_null() => drop(object.remove(key)),
            Json::Object(object) => drop(object.insert(key.to_owned(), change.clone())),
            list => list.as_array_mut().unwrap()[key.parse::<usize>().unwrap()] = change.clone(),
        }
    }
    assert_eq!(found(bill.to_string().as_bytes()), expected, "{changes:?}");
}

pub(super) fn cyclonedx() -> Json {
    json!({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {
            "timestamp": "2027-01-18T10:30:00Z",
            "authors": [{"name": "Product security, Acme"}],
            "component": {"type": "device", "bom-ref": "infusor", "name": "Acme Infusor", "version": "4.1"},
        },
        "components": [
            {"type": "firmware", "bom-ref": "app", "name": "infusor-app", "version": "4.1", "supplier": {"name": "Acme"},
             "components": [
                {"type": "library", "bom-ref": "tls", "name": "mbedtls", "version": "3.6.2", "publisher": "Arm",
                 "cpe": "cpe:2.3:a:arm:mbed_tls:3.6.2:*:*:*:*:*:*:*",
                 "hashes": [{"alg": "SHA-256", "content": "0".repeat(64)}]},
             ]},
            {"type": "operating-system", "bom-ref": "os", "name": "zephyr", "version": "4.0",
             "supplier": {"name": "Zephyr Project"}, "purl": "pkg:github/zephyrproject-rtos/zephyr@4.0"},
        ],
        "dependencies": [
            {"ref": "infusor", "dependsOn": ["app", "os"]}, {"ref": "app", "dependsOn": ["tls"]}, {"ref": "os"},
        ],
    })
}

pub(super) fn spdx() -> Json {
    let package = |id: &str, name: &str, version: &str| {
        json!({
            "SPDXID": format!("SPDXRef-{id}"), "name": name, "versionInfo": version,
            "downloadLocation": "NOASSERTION", "supplier": "Organization: Acme (security@acme.example)",
        })
    };
    let mut tls = package("tls", "mbedtls", "3.6.2");
    tls["externalRefs"] = json!([{"referenceCategory": "SECURITY", "referenceType": "cpe23Type",
        "referenceLocator": "cpe:2.3:a:arm:mbed_tls:3.6.2:*:*:*:*:*:*:*"}]);
    tls["checksums"] = json!([{"algorithm": "SHA256", "checksumValue": "00"}]);
    json!({
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
        "name": "infusor", "documentNamespace": "https://acme.example/spdx/infusor-4.1",
        "creationInfo": {
            "created": "2027-01-18T10:30:00Z", "creators": ["Tool: gen-1.0", "Organization: Acme ()"],
        },
        "packages": [package("infusor", "Infusor", "4.1"), tls, package("os", "zephyr", "4.0")],
        "relationships": [
            {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-infusor"},
            {"spdxElementId": "SPDXRef-infusor", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "SPDXRef-tls"},
            {"spdxElementId": "SPDXRef-infusor", "relationshipType": "CONTAINS", "relatedSpdxElement": "SPDXRef-os"},
        ],
    })
}

#[test]
fn figures_say_what_there_is() {
    let figures = |bill: Json| {
        let reading = read("sbom.json", bill.to_string().as_bytes(), &OFFERED);
        assert_eq!(reading.findings, []);
        let say =
            |figure: &Figure| format!("{}: {}", figure.name(Words::English), figure.value(Words::English));
        let all: Vec<String> = reading.figures.iter().map(say).collect();
        all.join("; ")
    };
    assert_eq!(
        figures(cyclonedx()),
        "Format: CycloneDX 1.6; Device: Acme Infusor 4.1; Components: 3; Without version: 0; Without producer: 0; \
         Without unique identifier: 1; Without hash: 2; Without licence: 3; Marked as unknown: 0; Relationships: 4; \
         Author: Product security, Acme; Tool: not stated; Timestamp: 2027-01-18T10:30:00Z; \
         Generation context: not stated; CISA's minimum elements (draft of 2025): 7 of 11, without component hash, \
         licence, tool name, generation context"
    );
    assert_eq!(
        figures(spdx()),
        "Format: SPDX 2.3; Device: Infusor 4.1; Components: 2; Without version: 0; Without producer: 0; \
         Without unique identifier: 1; Without hash: 1; Without licence: 2; Marked as unknown: 0; Relationships: 2; \
         Author: Acme; Tool: gen-1.0; Timestamp: 2027-01-18T10:30:00Z; Generation context: not stated; \
         CISA's minimum elements (draft of 2025): 8 of 11, without component hash, licence, generation context"
    );
}

#[test]
fn what_is_no_bill_is_said_to_be_none() {
    let check = |bytes: &[u8], expected: &str| {
        let found = found(bytes).join("\n");
        assert!(found.starts_with(expected), "{found}");
    };
    let read = "CycloneDX 1.4, 1.5, 1.6 or 1.7 in JSON or XML and SPDX 2.2, 2.3 or 3.0 in JSON are read";
    check(b"# Bill of materials", &format!("wrong-kind: it is neither JSON nor XML; {read}"));
    check(b"%PDF-1.7", "wrong-kind: it is a PDF;");
    check(b"PK\x03\x04", "wrong-kind: it is a zip archive or an Office document;");
    check(b"<!-- --><html/>", "wrong-kind: it is HTML;");
    check(b"<project/>", "wrong-kind: it is XML of another kind, with the root `project`;");
    check(
        b"{\"a\": 1, \"a\": 2}",
        "wrong-kind: it is no JSON that can be read: the key `a` stands twice in one object",
    );
    check(b"[]", "wrong-kind: it has neither `bomFormat` nor `spdxVersion`");
    let deep = found(&b"[".repeat(1 << 20));
    assert_eq!(deep, ["unreadable: it is nested more than 64 levels deep at line 1 column 65"]);
}

#[test]
fn a_bill_in_a_format_that_is_not_read_is_no_other_devices() {
    let check = |bytes: &[u8], expected: &str| {
        let found = found(bytes).join("\n");
        assert!(found.starts_with(&format!("unreadable: {expected};")), "{found}");
    };
    check(b"\xff\xfe{\0}\0", "it is a text in UTF-16, as PowerShell's `>` writes it, and belongs in UTF-8");
    check(b"\x1f\x8b\x08", "it is compressed with gzip");
    check(b"SPDXVersion: SPDX-2.3\n", "it is SPDX as tags and values");
    check(b"spdxVersion: SPDX-2.3\n", "it is a bill of materials in YAML");
    check(
        b"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/>",
        "it is SPDX or other data in RDF",
    );
    check(
        b"{\"payloadType\": \"x\", \"payload\": \"e30=\"}",
        "it is a signed envelope, whose content is not unpacked here",
    );
    check(b"{\"@context\": \"https://schema.org\"}", "it is linked data without the context of SPDX");
    check(
        b"{\"@context\": \"https://spdx.org/rdf/4.0/x\"}",
        "its `@context` is \"https://spdx.org/rdf/4.0/x\"",
    );
    check(b"{\"bomFormat\": \"CycloneDX\"}", "it has no `specVersion`");
    check(b"{\"bomFormat\": \"cyclonedx\"}", "its `bomFormat` is \"cyclonedx\"");
    check(b"{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.1\"}", "its `specVersion` is \"1.1\"");
    check(
        b"{\"bomFormat\": \"CycloneDX\", \"specVersion\": 1.6}",
        "its `specVersion` is the number 1.6, and belongs in quotes: \"1.6\"",
    );
    check(b"{\"spdxVersion\": \"SPDX-2.1\"}", "its `spdxVersion` is \"SPDX-2.1\"");
    check(b"{\"spdxVersion\": \"SPDX-3.0\"}", "its `spdxVersion` is \"SPDX-3.0\"");
    check(b"<bom xmlns=\"http://cyclonedx.org/schema/bom/1.3\"/>", "its `xmlns` is \"1.3\"");
}

#[test]
fn a_bill_is_valid_by_the_schema_of_its_version() {
    for version in ["1.4", "1.5", "1.6", "1.7"] {
        check(&cyclonedx(), &[("/specVersion", json!(version))], &[]);
    }
    check(&spdx(), &[("/spdxVersion", json!("SPDX-2.2"))], &[]);
    check(
        &cyclonedx(),
        &[
            ("/components/1/type", json!("operating system")),
            ("/components/0/components/0/hashes/0/alg", json!("SHA256")),
        ],
        &[
            "wrong-kind: it is not valid CycloneDX 1.6: `components[0].components[0].hashes[0].alg` is \"SHA256\", \
           which is none of its words (did you mean `SHA-256`?); `components[1].type` is \"operating system\", \
           which is none of its words (did you mean `operating-system`?)",
        ],
    );
    check(
        &cyclonedx(),
        &[("/components/1/licenses", json!([{"license": {"id": "Apache2"}}]))],
        &[
            "wrong-kind: it is not valid CycloneDX 1.6: `components[1].licenses[0].license.id` is \"Apache2\", \
           which is none of its words (did you mean `Apache-2.0`?)",
        ],
    );
    check(
        &cyclonedx(),
        &[
            ("/metadata/timestamp", json!("yesterday")),
            ("/components/1/colour", json!(3)),
            ("/extra", json!({})),
            ("/version", json!("1")),
        ],
        &[
            "wrong-kind: it is not valid CycloneDX 1.6: `version` is \"1\", where a number belongs; \
             `components[1]` has a key `colour`, which is none of the format; the text has a key `extra`, \
             which is none of the format",
            "incomplete: it was made on \"yesterday\", which is no date with a time and a zone",
        ],
    );
    check(
        &spdx(),
        &[("/packages/1/downloadLocation", Json::Null)],
        &["wrong-kind: it is not valid SPDX 2.3: `packages[1]` lacks `downloadLocation`"],
    );
}

#[test]
fn faults_of_form_are_told_up_to_a_number() {
    let told = |count: usize| {
        let mut bill = cyclonedx();
        for at in 0..count {
            let component = json!({"type": "library", "name": format!("zlib-{at}"), "version": "1", "supplier": {"name": "Acme"}, "colour": 1});
            bill["components"].as_array_mut().unwrap().push(component);
        }
        let said = found(bill.to_string().as_bytes()).concat();
        (said.matches("colour").count(), said.contains("; and more"))
    };
    assert_eq!(told(0), (0, false));
    assert_eq!(told(3), (3, false));
    assert_eq!(told(4), (3, true));
    assert_eq!(told(9), (3, true));
}

#[test]
fn a_bill_has_the_minimum_elements() {
    let nothing = Json::Null;
    check(
        &cyclonedx(),
        &[("/metadata/authors", nothing.clone()), ("/metadata/timestamp", nothing.clone())],
        &["incomplete: it does not say who made it", "incomplete: it does not say when it was made"],
    );
    let tools = json!({"components": [{"type": "application", "name": "gen"}]});
    check(
        &cyclonedx(),
        &[("/metadata/authors", nothing.clone()), ("/metadata/tools", tools)],
        &["incomplete: it does not say who made it, only with which program"],
    );
    check(
        &cyclonedx(),
        &[
            ("/components/0/components/0/version", nothing.clone()),
            ("/components/0/components/0/cpe", nothing.clone()),
            ("/components/1/supplier", json!({"name": " "})),
            ("/components/1/purl", nothing.clone()),
        ],
        &[
            "incomplete: 1 of 3 components has no version: `mbedtls`",
            "incomplete: 1 of 3 components has no producer: `zephyr`",
            "incomplete: no component has a unique identifier: a package URL, a CPE name or a SWID tag",
        ],
    );
    check(
        &cyclonedx(),
        &[("/dependencies", json!([{"ref": "infusor", "dependsOn": ["app", "gone", "urn:cdx:other"]}]))],
        &[
            "incomplete: 1 of 3 components has no relationship to others: `zephyr`",
            "incomplete: its relationships name what it does not list: `gone`",
        ],
    );
    check(
        &cyclonedx(),
        &[("/components", json!([])), ("/dependencies", json!([]))],
        &["incomplete: it lists no component"],
    );
    let files = json!([{"type": "file", "name": "logo.png"}, {"type": "cryptographic-asset", "name": "AES"}]);
    check(
        &cyclonedx(),
        &[("/components", files), ("/dependencies", json!([]))],
        &["incomplete: it lists no component"],
    );
    check(
        &spdx(),
        &[
            ("/creationInfo/creators", json!(["Tool: gen-1.0", "Person: anonymous"])),
            ("/creationInfo/created", json!("2027-01-18")),
            ("/packages/1/supplier", json!("NOASSERTION")),
            ("/packages/2/versionInfo", json!("NONE")),
            ("/packages/1/externalRefs/0/referenceType", json!("advisory")),
            ("/relationships/2/relatedSpdxElement", json!("NOASSERTION")),
        ],
        &[
            "incomplete: it does not say who made it, only with which program",
            "incomplete: it was made on \"2027-01-18\", which is no date with a time and a zone",
            "incomplete: 1 of 2 components has no version: `zephyr`",
            "incomplete: 1 of 2 components has no producer: `mbedtls`",
            "incomplete: no component has a unique identifier: a package URL, a CPE name or a SWID tag",
            "incomplete: 1 of 2 components has no relationship to others: `zephyr`",
        ],
    );
    check(
        &spdx(),
        &[("/relationships", nothing), ("/documentDescribes", json!(["SPDXRef-infusor"]))],
        &["incomplete: it states no relationship between components"],
    );
}

#[test]
fn a_bill_is_of_the_device_offered() {
    check(
        &cyclonedx(),
        &[("/metadata/component/name", json!("Monitor 7"))],
        &["other-device: it is of `Monitor 7 4.1`, and the device offered is `Infusor 4.1`"],
    );
    check(
        &cyclonedx(),
        &[("/metadata/component", Json::Null), ("/dependencies/0/ref", json!("os"))],
        &["incomplete: it does not say which device it is of"],
    );
    check(
        &spdx(),
        &[("/packages/0/versionInfo", json!("4.0"))],
        &["other-device: it is of version `4.0`, and version `4.1` is offered"],
    );
    // Of several things that are described, one is the device.
    check(&spdx(), &[("/documentDescribes", json!(["SPDXRef-os"]))], &[]);
}

#[test]
fn hostile_bills_are_read_all_the_same() {
    let mut deep = json!({"type": "library", "name": "x"});
    for _ in 0..25 {
        deep = json!({"type": "library", "name": "x", "components": [deep]});
    }
    let mut bill = cyclonedx();
    bill["components"][0] = deep;
    // Whatever depends on itself, or on nothing.
    bill["dependencies"] =
        json!([{"ref": "os", "dependsOn": ["os", "app"]}, {"ref": "app", "dependsOn": ["os"]}]);
    let words = found(bill.to_string().as_bytes());
    assert!(
        words[0].starts_with("incomplete: 26 of 27 components have no version: `x`, `x`, `x` and 23 more"),
        "{words:?}"
    );

    for place in [
        "/components",
        "/metadata",
        "/metadata/component",
        "/dependencies",
        "/components/0/supplier",
        "/components/0/name",
        "/dependencies/0/dependsOn",
        "/metadata/authors",
        "/metadata/tools",
    ] {
        for value in
            [json!(null), json!(3), json!("x".repeat(5000)), json!([[]]), json!([3]), json!({"a": {}})]
        {
            let mut bill = cyclonedx();
            *bill.pointer_mut(place).unwrap_or(&mut Json::Null) = value;
            assert!(found(bill.to_string().as_bytes()).iter().all(|words| words.len() < 1000));
        }
    }
    for place in
        ["/packages", "/relationships", "/creationInfo", "/packages/0/SPDXID", "/packages/1/externalRefs"]
    {
        for value in [json!(null), json!(3), json!("x"), json!([[]]), json!([3]), json!({"a": {}})] {
            let mut bill = spdx();
            *bill.pointer_mut(place).unwrap() = value;
            assert!(found(bill.to_string().as_bytes()).len() < 10);
        }
    }
}
