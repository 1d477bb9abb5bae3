//! Bills as programs and people write them: each says a thing in another way, and means what is expected.

use serde_json::{Value as Json, json};

use super::tests::{check, cyclonedx, found, spdx};
use super::*;
use crate::model::BillElement;
use crate::words::Words;

/// What a figure says of a bill.
fn figure(bill: &str, measure: Measure) -> String {
    let reading = read("sbom.json", bill.as_bytes(), &Context::default());
    let figure = reading.figures.iter().find(|figure| figure.of == measure).unwrap();
    figure.value(Words::English)
}

#[test]
fn words_that_state_nothing_are_no_author_and_no_producer() {
    let nobody = &["incomplete: it does not say who made it"][..];
    check(&cyclonedx(), &[("/metadata/authors/0/name", json!("Unknown"))], nobody);
    check(
        &spdx(),
        &[("/creationInfo/creators", json!(["Organization: NOASSERTION", "Tool: syft-1.0"]))],
        &["incomplete: it does not say who made it, only with which program"],
    );
    for word in ["NOASSERTION", "UNKNOWN", "n/a", "-"] {
        check(
            &cyclonedx(),
            &[("/components/1/supplier/name", json!(word))],
            &["incomplete: 1 of 3 components has no producer: `zephyr`"],
        );
        for prefix in ["", "Organization: ", "Person: "] {
            check(
                &spdx(),
                &[("/packages/2/supplier", json!(format!("{prefix}{word}")))],
                &["incomplete: 1 of 2 components has no producer: `zephyr`"],
            );
        }
    }
}

#[test]
fn a_part_that_is_marked_as_unknown_is_allowed_and_counted_apart() {
    let unknown = |bill: &Json| figure(&bill.to_string(), Measure::MarkedUnknown);
    let nothing = Json::Null;
    let closed = json!([{"aggregate": "unknown", "assemblies": ["os"]}]);
    check(
        &cyclonedx(),
        &[("/components/1/supplier", nothing.clone()), ("/compositions", closed.clone())],
        &[],
    );
    check(&cyclonedx(), &[("/components/1/version", json!("UNKNOWN"))], &[]);
    check(
        &spdx(),
        &[("/packages/2/versionInfo", json!("NOASSERTION")), ("/packages/2/supplier", json!("NOASSERTION"))],
        &[],
    );
    let mut bill = cyclonedx();
    bill["compositions"] = closed;
    assert_eq!(unknown(&bill), "1");
    assert_eq!(unknown(&cyclonedx()), "0");
    let mut bill = spdx();
    let open = json!({"spdxElementId": "SPDXRef-os", "relationshipType": "CONTAINS", "relatedSpdxElement": "NOASSERTION"});
    bill["relationships"].as_array_mut().unwrap().push(open);
    assert_eq!(unknown(&bill), "1");
    // What says of everything that it is unknown says nothing.
    let all = json!([{"aggregate": "unknown", "assemblies": ["os", "app", "tls"]}]);
    check(
        &cyclonedx(),
        &[("/compositions", all)],
        &["incomplete: it marks all of its components as unknown"],
    );
    // An assembly that is complete, or whose state nobody has specified, is no such mark.
    let complete = json!([{"aggregate": "complete", "assemblies": ["os"]}]);
    check(
        &cyclonedx(),
        &[("/components/1/version", nothing), ("/compositions", complete)],
        &["incomplete: 1 of 3 components has no version: `zephyr`"],
    );
}

#[test]
fn what_a_document_describes_is_found() {
    let all = json!(["SPDXRef-infusor", "SPDXRef-tls", "SPDXRef-os"]);
    check(&spdx(), &[("/documentDescribes", all.clone())], &[]);
    check(&spdx(), &[("/documentDescribes", json!(["SPDXRef-infusor", "SPDXRef-tls"]))], &[]);
    let mut bill = spdx();
    bill["documentDescribes"] = all;
    bill["packages"][0]["name"] = json!("Monitor");
    assert_eq!(
        found(bill.to_string().as_bytes()),
        [
            "other-device: it is of `Monitor 4.1`, `mbedtls 3.6.2`, `zephyr 4.0`, and the device offered is `Infusor 4.1`",
            "incomplete: it lists no component",
        ]
    );
    let one = json!([spdx()["packages"][0]]);
    check(
        &spdx(),
        &[("/packages", one), ("/relationships", json!([]))],
        &["incomplete: it lists no component"],
    );
    check(
        &spdx(),
        &[(
            "/relationships/0",
            json!({"spdxElementId": "SPDXRef-os", "relationshipType": "OTHER", "relatedSpdxElement": "SPDXRef-tls"}),
        )],
        &["incomplete: it does not say which device it is of"],
    );
}

#[test]
fn what_is_in_another_document_or_describes_nothing_is_no_relationship() {
    let related = |from: &str, kind: &str, to: &str| {
        let mut bill = spdx();
        let one = json!({"spdxElementId": from, "relationshipType": kind, "relatedSpdxElement": to});
        bill["relationships"].as_array_mut().unwrap().push(one);
        assert_eq!(found(bill.to_string().as_bytes()), Vec::<String>::new());
        figure(&bill.to_string(), Measure::Relationships)
    };
    assert_eq!(figure(&spdx().to_string(), Measure::Relationships), "2");
    assert_eq!(related("SPDXRef-os", "CONTAINS", "SPDXRef-tls"), "3");
    assert_eq!(related("SPDXRef-os", "DEPENDS_ON", "DocumentRef-other:SPDXRef-x"), "3");
    assert_eq!(related("SPDXRef-os", "CONTAINS", "NONE"), "2");
    for kind in ["DESCRIBES", "DESCRIBED_BY", "AMENDS"] {
        assert_eq!(related("SPDXRef-os", kind, "SPDXRef-tls"), "2", "{kind}");
    }
}

#[test]
fn a_reference_of_two_things_is_said() {
    check(
        &cyclonedx(),
        &[
            ("/components/1/bom-ref", json!("app")),
            ("/dependencies", json!([{"ref": "infusor", "dependsOn": ["app"]}])),
        ],
        &["incomplete: a reference stands for more than one thing: `app`"],
    );
    check(
        &spdx(),
        &[
            ("/packages/2/SPDXID", json!("SPDXRef-tls")),
            ("/relationships/2/relatedSpdxElement", json!("SPDXRef-tls")),
        ],
        &["incomplete: a reference stands for more than one thing: `SPDXRef-tls`"],
    );
}

#[test]
fn a_malformed_address_is_a_note() {
    for url in [
        "https://exa mple",
        "git@github.com:aws/x.git",
        "ssh://git@github.com:my-org/my-repo.git",
        "https://example.org/${project.artifactId}",
    ] {
        let mut bill = cyclonedx();
        bill["components"][1]["externalReferences"] = json!([{"type": "vcs", "url": url}]);
        let text = bill.to_string();
        assert_eq!(found(text.as_bytes()), Vec::<String>::new(), "{url}");
        assert_eq!(figure(&text, Measure::MalformedAddresses), "1", "{url}");
        // Nor does it hide what is wrong beside it.
        bill["components"][1]["colour"] = json!(3);
        assert_eq!(found(bill.to_string().as_bytes()).len(), 1, "{url}");
    }
    check(
        &cyclonedx(),
        &[("/components/1/externalReferences", json!([{"type": "vcs", "url": 3}]))],
        &[
            "wrong-kind: it is not valid CycloneDX 1.6: `components[1].externalReferences[0].url` is `3`, which has the wrong form",
        ],
    );
}

#[test]
fn what_programs_put_around_a_bill_is_taken_off() {
    let none = Vec::<String>::new();
    assert_eq!(found(json!({"sbom": spdx()}).to_string().as_bytes()), none);
    let statement = json!({
        "_type": "https://in-toto.io/Statement/v1", "predicateType": "https://cyclonedx.org/bom",
        "subject": [], "predicate": cyclonedx(),
    });
    assert_eq!(found(statement.to_string().as_bytes()), none);
    // A type of another kind is no statement.
    assert_eq!(found(json!({"_type": "https://acme.example", "sbom": spdx()}).to_string().as_bytes()), none);
    let mark = [b"\xef\xbb\xbf", spdx().to_string().as_bytes()].concat();
    assert_eq!(found(&mark), none);
}

#[test]
fn a_date_that_cannot_be_is_said() {
    let made = |written: &str| [("/metadata/timestamp", json!(written))];
    check(&cyclonedx(), &made("2016-12-31T23:59:60Z"), &[]);
    check(
        &cyclonedx(),
        &made("2027-02-30T10:30:00Z"),
        &["incomplete: it was made on \"2027-02-30T10:30:00Z\", and there is no such day or hour"],
    );
    check(
        &cyclonedx(),
        &made("2099-01-01T00:00:00Z"),
        &["incomplete: it was made on \"2099-01-01T00:00:00Z\", after the last day for bids (2027-03-31)"],
    );
}

const XML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<c:bom xmlns:c="http://cyclonedx.org/schema/bom/1.6" xmlns:x="urn:other" version="1">
  <c:metadata>
    <c:timestamp>2027-01-18T10:30:00Z</c:timestamp>
    <c:lifecycles><c:lifecycle><c:phase>build</c:phase></c:lifecycle></c:lifecycles>
    <c:tools><c:components><c:component type="application"><c:name>gen</c:name></c:component></c:components></c:tools>
    <c:authors><c:author><c:name>Product security, R&amp;D &#65;cme</c:name></c:author></c:authors>
    <c:component type="device" bom-ref="infusor"><c:name>Acme Infusor</c:name><c:version>4.1</c:version></c:component>
  </c:metadata>
  <c:components>
    <c:component type="firmware" bom-ref="app">
      <c:supplier><c:name>Acme</c:name></c:supplier><c:name>infusor-app</c:name><c:version>4.1</c:version>
      <c:components>
        <c:component type="library" bom-ref="tls">
          <c:publisher>Arm</c:publisher><c:name>mbedtls</c:name><c:version>3.6.2</c:version>
          <c:hashes><c:hash alg="SHA-256">00</c:hash></c:hashes>
          <c:licenses><c:license><c:id>Apache-2.0</c:id></c:license></c:licenses>
          <c:cpe>cpe:2.3:a:arm:mbed_tls:3.6.2:*:*:*:*:*:*:*</c:cpe>
        </c:component>
      </c:components>
    </c:component>
    <c:component type="operating-system" bom-ref="os">
      <c:supplier><c:name>Zephyr Project</c:name></c:supplier><c:name>zephyr</c:name><x:name>other</x:name>
      <c:version><![CDATA[4.0]]></c:version>
      <c:licenses><c:expression>Apache-2.0 OR MIT</c:expression></c:licenses>
    </c:component>
  </c:components>
  <c:dependencies>
    <c:dependency ref="infusor"><c:dependency ref="app"/><c:dependency ref="os"/></c:dependency>
    <c:dependency ref="os"/>
  </c:dependencies>
</c:bom>"#;

#[test]
fn cyclonedx_is_read_in_xml() {
    let none = Vec::<String>::new();
    assert_eq!(found(XML.as_bytes()), none);
    let reading = read("sbom.xml", XML.as_bytes(), &Context::default());
    let say = |figure: &Figure| format!("{}: {}", figure.name(Words::English), figure.value(Words::English));
    assert_eq!(
        reading.figures.iter().map(say).collect::<Vec<_>>().join("; "),
        "Format: CycloneDX 1.6 (XML); Device: Acme Infusor 4.1; Components: 3; Without version: 0; \
         Without producer: 0; Without unique identifier: 2; Without hash: 2; Without licence: 1; \
         Marked as unknown: 0; Relationships: 3; Author: Product security, R&D Acme; Tool: gen; \
         Timestamp: 2027-01-18T10:30:00Z; Generation context: build; \
         CISA's minimum elements (draft of 2025): 9 of 11, without component hash, licence; \
         Schema: none is at hand, so its form was not judged"
    );
    for version in ["1.4", "1.5", "1.7"] {
        assert_eq!(found(XML.replace("bom/1.6", &format!("bom/{version}")).as_bytes()), none);
    }
    let check = |from: &str, to: &str, expected: &str| {
        assert_eq!(found(XML.replace(from, to).as_bytes()), [expected], "{to}");
    };
    check("<c:version>3.6.2</c:version>", "", "incomplete: 1 of 3 components has no version: `mbedtls`");
    check(
        "Acme Infusor",
        "Monitor",
        "other-device: it is of `Monitor 4.1`, and the device offered is `Infusor 4.1`",
    );
    check(
        "Acme Infusor",
        "Acme&apos;s &quot;Monitor&quot;",
        "other-device: it is of `Acme's \"Monitor\" 4.1`, and the device offered is `Infusor 4.1`",
    );
    check(
        "ref=\"app\"/>",
        "ref=\"gone\"/>",
        "incomplete: its relationships name what it does not list: `gone`",
    );
    assert_eq!(
        found(b"<bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\" version=\"1\"/>"),
        [
            "incomplete: it does not say which device it is of",
            "incomplete: it does not say who made it",
            "incomplete: it does not say when it was made",
            "incomplete: it lists no component",
        ]
    );
}

#[test]
fn hostile_xml_is_refused() {
    let check = |text: &str, expected: &str| {
        let found = found(text.as_bytes()).join("\n");
        assert!(found.starts_with(expected), "{found}");
    };
    let laughs = "<!DOCTYPE bom [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><bom>&b;</bom>";
    check(laughs, "wrong-kind: it is no XML that can be read: it has a document type (DTD)");
    check("<bom>&b;</bom>", "wrong-kind: it is no XML that can be read: it names the entity `b`");
    check("<bom a='&b;'/>", "wrong-kind: it is no XML that can be read");
    check("<bom>&#xFFFFFFFF;</bom>", "wrong-kind: it is no XML that can be read");
    check(&"<a>".repeat(100_000), "unreadable: it is nested more than 64 levels deep");
    check(&format!("<a>{}", "<b/>".repeat(200_001)), "unreadable: it has more than 200000 values");
    // An element with attributes leaps over the limit.
    check(
        &format!("<a>{}<b c='' d=''/>", "<b/>".repeat(199_998)),
        "unreadable: it has more than 200000 values",
    );
    check("<bom><a></bom>", "wrong-kind: it is no XML that can be read");
    check("<bom", "wrong-kind: it is no XML that can be read");
    check("<", "wrong-kind: it is no XML that can be read");
    check("<bom a='1' a='2'/>", "wrong-kind: it is no XML that can be read");
}

/// An SPDX 3 document as the published examples are built.
fn spdx3() -> Json {
    let package = |id: &str, name: &str, version: &str| {
        json!({
            "type": "software_Package", "spdxId": format!("urn:{id}"), "creationInfo": "_:made", "name": name,
            "software_packageVersion": version, "suppliedBy": "urn:acme",
        })
    };
    let mut tls = package("tls", "mbedtls", "3.6.2");
    tls["externalIdentifier"] = json!([{"type": "ExternalIdentifier", "externalIdentifierType": "cpe23",
        "identifier": "cpe:2.3:a:arm:mbed_tls:3.6.2:*:*:*:*:*:*:*"}]);
    tls["verifiedUsing"] = json!([{"type": "Hash", "algorithm": "sha256", "hashValue": "00"}]);
    let related = |id: &str, kind: &str, from: &str, to: &[&str]| {
        json!({"type": "Relationship", "spdxId": format!("urn:{id}"), "creationInfo": "_:made",
            "relationshipType": kind, "from": from, "to": to})
    };
    json!({
        "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
        "@graph": [
            {"type": "CreationInfo", "@id": "_:made", "specVersion": "3.0.1", "created": "2027-01-18T10:30:00Z",
             "createdBy": ["urn:acme"], "createdUsing": ["urn:gen"]},
            {"type": "Organization", "spdxId": "urn:acme", "creationInfo": "_:made", "name": "Acme"},
            {"type": "Tool", "spdxId": "urn:gen", "creationInfo": "_:made", "name": "gen"},
            {"type": "SpdxDocument", "spdxId": "urn:document", "creationInfo": "_:made", "rootElement": ["urn:sbom"]},
            {"type": "software_Sbom", "spdxId": "urn:sbom", "creationInfo": "_:made", "software_sbomType": ["build"],
             "rootElement": ["urn:infusor"]},
            package("infusor", "Infusor", "4.1"), tls, package("os", "zephyr", "4.0"),
            related("r1", "dependsOn", "urn:infusor", &["urn:tls"]),
            related("r2", "contains", "urn:infusor", &["urn:os"]),
            related("r3", "hasDeclaredLicense", "urn:tls", &["urn:licence"]),
            {"type": "simplelicensing_LicenseExpression", "spdxId": "urn:licence", "creationInfo": "_:made",
             "simplelicensing_licenseExpression": "Apache-2.0"},
        ],
    })
}

#[test]
fn spdx_3_is_read() {
    check(&spdx3(), &[], &[]);
    let reading = read("sbom.spdx.json", spdx3().to_string().as_bytes(), &Context::default());
    let say = |figure: &Figure| format!("{}: {}", figure.name(Words::English), figure.value(Words::English));
    assert_eq!(
        reading.figures.iter().map(say).collect::<Vec<_>>().join("; "),
        "Format: SPDX 3.0; Device: Infusor 4.1; Components: 2; Without version: 0; Without producer: 0; \
         Without unique identifier: 1; Without hash: 1; Without licence: 1; Marked as unknown: 0; Relationships: 2; \
         Author: Acme; Tool: gen; Timestamp: 2027-01-18T10:30:00Z; Generation context: build; \
         CISA's minimum elements (draft of 2025): 9 of 11, without component hash, licence; \
         Schema: none is at hand, so its form was not judged"
    );
    let nothing = Json::Null;
    check(
        &spdx3(),
        &[("/@graph/7/software_packageVersion", nothing.clone()), ("/@graph/6/suppliedBy", nothing)],
        &[
            "incomplete: 1 of 2 components has no version: `zephyr`",
            "incomplete: 1 of 2 components has no producer: `mbedtls`",
        ],
    );
    check(
        &spdx3(),
        &[("/@graph/5/name", json!("Monitor"))],
        &["other-device: it is of `Monitor 4.1`, and the device offered is `Infusor 4.1`"],
    );
    check(
        &spdx3(),
        &[("/@graph/9/to", json!(["urn:gone"]))],
        &[
            "incomplete: 1 of 2 components has no relationship to others: `zephyr`",
            "incomplete: its relationships name what it does not list: `urn:gone`",
        ],
    );
    // A part whose content nobody knows is marked.
    let open = json!({"type": "Relationship", "spdxId": "urn:r4", "relationshipType": "contains", "from": "urn:os",
        "to": ["NoAssertionElement"]});
    check(&spdx3(), &[("/@graph/7/suppliedBy", json!(null)), ("/@graph/10", open)], &[]);
    check(
        &json!({"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": []}),
        &[],
        &[
            "incomplete: it does not say which device it is of",
            "incomplete: it does not say who made it",
            "incomplete: it does not say when it was made",
            "incomplete: it lists no component",
        ],
    );
    for value in [json!(null), json!(3), json!("x"), json!([[]]), json!({"a": {}})] {
        for place in ["/@graph", "/@graph/0/createdBy", "/@graph/3", "/@graph/5/suppliedBy", "/@graph/8/to"] {
            let mut bill = spdx3();
            *bill.pointer_mut(place).unwrap() = value.clone();
            assert!(found(bill.to_string().as_bytes()).len() < 10);
        }
    }
}

#[test]
fn what_an_spdx_3_document_is_of_is_its_root_or_what_it_describes_or_all_that_it_lists() {
    let nothing = || json!([]);
    let unrooted = [("/@graph/3/rootElement", nothing()), ("/@graph/4/rootElement", nothing())];
    let unsaid = "incomplete: it does not say which device it is of";
    check(&spdx3(), &unrooted, &[unsaid]);
    let describes = json!({"type": "Relationship", "spdxId": "urn:r4", "relationshipType": "describes",
        "from": "urn:document", "to": ["urn:infusor"]});
    let [one, other] = unrooted;
    check(&spdx3(), &[one, other, ("/@graph/10", describes)], &[]);
    let mut bill = spdx3();
    let graph = bill["@graph"].as_array_mut().unwrap();
    graph.truncate(6);
    graph[3]["rootElement"] = nothing();
    graph[4]["rootElement"] = nothing();
    assert_eq!(found(bill.to_string().as_bytes()), ["incomplete: it lists no component"]);
}

#[test]
fn what_an_spdx_3_document_leaves_open_is_counted() {
    let check = |relation: Json, measure: Measure, expected: &str| {
        let mut bill = spdx3();
        let mut one = json!({"type": "Relationship", "spdxId": "urn:r4", "from": "urn:os"});
        one.as_object_mut().unwrap().extend(relation.as_object().unwrap().clone());
        bill["@graph"].as_array_mut().unwrap().push(one);
        assert_eq!(figure(&bill.to_string(), measure), expected, "{relation}");
    };
    let contains = |to: Json, completeness: &str| json!({"relationshipType": "contains", "to": to, "completeness": completeness});
    check(contains(json!(["NoAssertionElement"]), "complete"), Measure::MarkedUnknown, "1");
    check(contains(json!([]), "noAssertion"), Measure::MarkedUnknown, "1");
    check(contains(json!(["urn:tls"]), "noAssertion"), Measure::MarkedUnknown, "0");
    check(contains(json!(["NoneElement"]), "complete"), Measure::MarkedUnknown, "0");
    let licence = |id: &str| json!({"relationshipType": "hasDeclaredLicense", "to": [id]});
    check(licence("urn:licence"), Measure::WithoutLicence, "0");
    check(licence("NoneLicense"), Measure::WithoutLicence, "0");
    check(licence("NoAssertionLicense"), Measure::WithoutLicence, "1");
}

#[test]
fn a_tender_chooses_the_elements() {
    let check = |bill: &Json, elements: &[BillElement], expected: &[&str]| {
        let context = Context { name: "Infusor", version: "4.1", elements, ..Context::default() };
        let found = read("sbom.json", bill.to_string().as_bytes(), &context).findings;
        let found: Vec<String> = found.iter().map(|fault| fault.say(Words::English)).collect();
        assert_eq!(found, expected, "{elements:?}");
    };
    check(
        &cyclonedx(),
        &BillElement::ALL,
        &[
            "it does not say with which program it was made",
            "it does not say in which phase it was made (before, during or after the build)",
            "2 of 3 components have no hash: `infusor-app`, `zephyr`",
            "3 of 3 components have no licence: `infusor-app`, `mbedtls`, `zephyr`",
        ],
    );
    // That a licence is not known is an answer; that it stands nowhere is none.
    let mut bill = spdx();
    bill["packages"][1]["licenseConcluded"] = json!("NOASSERTION");
    check(&bill, &[BillElement::Licence], &["1 of 2 components has no licence: `zephyr`"]);
    check(&bill, &[BillElement::Tool], &[]);
    let mut bare = cyclonedx();
    bare["metadata"].as_object_mut().unwrap().remove("authors");
    bare["metadata"].as_object_mut().unwrap().remove("timestamp");
    bare["dependencies"] = json!([]);
    for component in bare["components"].as_array_mut().unwrap() {
        for key in ["version", "supplier", "purl", "components"] {
            component.as_object_mut().unwrap().remove(key);
        }
    }
    check(&bare, &[BillElement::Name], &[]);
    check(
        &bare,
        &[],
        &[
            "it does not say who made it",
            "it does not say when it was made",
            "2 of 2 components have no version: `infusor-app`, `zephyr`",
            "2 of 2 components have no producer: `infusor-app`, `zephyr`",
            "no component has a unique identifier: a package URL, a CPE name or a SWID tag",
            "it states no relationship between components",
        ],
    );
    check(&bare, &BillElement::NTIA, &read_all(&bare).iter().map(String::as_str).collect::<Vec<_>>());
}

fn read_all(bill: &Json) -> Vec<String> {
    let context = Context { name: "Infusor", version: "4.1", ..Context::default() };
    let found = read("sbom.json", bill.to_string().as_bytes(), &context).findings;
    found.iter().map(|fault| fault.say(Words::English)).collect()
}
