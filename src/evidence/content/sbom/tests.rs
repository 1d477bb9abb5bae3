//! Bills of materials, sound and otherwise.

use serde_json::{Value as Json, json};

use super::*;

const OFFERED: Context<'_> = Context { vendor: "Acme", name: "Infusor", model: "I-3000", version: "4.1" };

/// What is found of a bill, each with its state.
fn found(bytes: &[u8]) -> Vec<String> {
    let reading = read("sbom.json", bytes, &OFFERED);
    reading.findings.iter().map(|(state, words)| format!("{}: {words}", state.word())).collect()
}

/// What is found of a bill after changes of it: each the place, and what to put there.
fn check(bill: &Json, changes: &[(&str, Json)], expected: &[&str]) {
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

fn cyclonedx() -> Json {
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

fn spdx() -> Json {
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
        let all: Vec<String> =
            reading.figures.iter().map(|figure| format!("{}: {}", figure.name, figure.value)).collect();
        all.join("; ")
    };
    assert_eq!(
        figures(cyclonedx()),
        "Format: CycloneDX 1.6; Device: Acme Infusor 4.1; Components: 3; Without version: 0; Without supplier: 0; \
         Without hash: 2; Without unique identifier: 1; Relationships: 4; Author: Product security, Acme; \
         Timestamp: 2027-01-18T10:30:00Z"
    );
    assert_eq!(
        figures(spdx()),
        "Format: SPDX 2.3; Device: Infusor 4.1; Components: 2; Without version: 0; Without supplier: 0; \
         Without hash: 1; Without unique identifier: 1; Relationships: 2; Author: Acme; \
         Timestamp: 2027-01-18T10:30:00Z"
    );
}

#[test]
fn what_is_no_bill_is_said_to_be_none() {
    let check = |bytes: &[u8], expected: &str| {
        let found = found(bytes).join("\n");
        assert!(found.starts_with(&format!("wrong-kind: {expected}")), "{found}");
    };
    check(
        b"# Bill of materials",
        "it is no JSON; CycloneDX 1.4 to 1.7 and SPDX 2.2 and 2.3 are read, in JSON",
    );
    check(b"\xff\xfe{\0}\0", "it is no JSON;");
    check(b"<?xml version=\"1.0\"?><bom/>", "it is XML or HTML;");
    check(b"%PDF-1.7", "it is a PDF;");
    check(b"SPDXVersion: SPDX-2.3\n", "it is SPDX as tags and values;");
    check(b"{\"a\": 1, \"a\": 2}", "it is no JSON that can be read: the key `a` stands twice in one object");
    let deep = found(&b"[".repeat(1 << 20));
    assert_eq!(deep, ["unreadable: it is nested more than 64 levels deep at line 1 column 65"]);
    check(b"[]", "it has neither `bomFormat` nor `spdxVersion`");
    check(
        b"{\"@context\": \"https://spdx.org/rdf/3.0.1/spdx-context.jsonld\"}",
        "it is SPDX 3 or other linked data;",
    );
    check(b"{\"bomFormat\": \"CycloneDX\"}", "its `specVersion` is \"\";");
    check(b"{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.1\"}", "its `specVersion` is \"1.1\";");
    check(b"{\"spdxVersion\": \"SPDX-2.1\"}", "its `spdxVersion` is \"SPDX-2.1\";");
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
             `metadata.timestamp` is \"yesterday\", which has the wrong form; `components[1]` has a key `colour`, \
             which is none of the format; and more",
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
            "incomplete: 1 of 3 components has no supplier: `zephyr`",
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
            "incomplete: 1 of 2 components has no supplier: `mbedtls`",
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
        &["wrong-kind: it is of `Monitor 7 4.1`, and the device offered is `Infusor 4.1`"],
    );
    check(
        &cyclonedx(),
        &[("/metadata/component", Json::Null), ("/dependencies/0/ref", json!("os"))],
        &["incomplete: it does not say which device it is of"],
    );
    check(
        &spdx(),
        &[("/packages/0/versionInfo", json!("4.0"))],
        &["wrong-kind: it is of version `4.0`, and version `4.1` is offered"],
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
