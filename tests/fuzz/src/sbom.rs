//! A bill of materials: read, held against the schema of its format, and judged.

use tenderc::evidence::content::{self, Context};

/// Takes the text for a bill.
pub fn run(text: &str) {
    let offered = Context { vendor: "Acme", name: "Infusor", model: "I-3000", version: "4.1" };
    let Some(sbom) = content::find("sbom") else { panic!("there is no reader of bills of materials") };
    let reading = (sbom.read)("sbom.json", text.as_bytes(), &offered);
    for (_, message) in reading.findings {
        assert!(message.len() < 2_000, "{message}");
    }
}
