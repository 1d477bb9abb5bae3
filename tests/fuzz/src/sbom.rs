//! A bill of materials: read, held against the schema of its format, and judged.

use tenderc::evidence::content::{self, Context};
use tenderc::words::Words;

/// Takes the text for a bill.
pub fn run(text: &str) {
    let offered =
        Context { vendor: "Acme", name: "Infusor", model: "I-3000", version: "4.1", ..Context::default() };
    let Some(sbom) = content::find("sbom") else { panic!("there is no reader of bills of materials") };
    let reading = (sbom.read)("sbom.json", text.as_bytes(), &offered);
    for fault in reading.findings {
        let message = fault.say(Words::English);
        assert!(message.len() < 2_000, "{message}");
    }
}
