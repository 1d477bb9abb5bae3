//! Long texts, kept small: what is found of thousands of bids says much the same of each.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

/// Bytes of text that are packed together.
const PART: usize = 256 * 1024;

/// A text that grows at its end, and is read again from its start. What is pushed at once stays together in
/// one of its parts.
#[derive(Clone, Debug, Default)]
pub struct Packed {
    packed: Vec<Vec<u8>>,
    /// What comes behind that, not packed yet.
    rest: String,
}

impl Packed {
    /// Puts a text behind the others.
    pub fn push(&mut self, text: &str) {
        self.rest.push_str(text);
        if self.rest.len() >= PART {
            self.packed.push(pack(&std::mem::take(&mut self.rest)));
        }
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.packed.is_empty() && self.rest.is_empty()
    }

    /// The parts of the text, in their order.
    pub fn parts(&self) -> impl Iterator<Item = String> {
        let rest = Some(&self.rest).filter(|rest| !rest.is_empty());
        self.packed.iter().map(|packed| unpack(packed)).chain(rest.cloned())
    }

    /// The same, each given up once it is read.
    pub fn into_parts(self) -> impl Iterator<Item = String> {
        let rest = Some(self.rest).filter(|rest| !rest.is_empty());
        self.packed.into_iter().map(|packed| unpack(&packed)).chain(rest)
    }
}

impl std::fmt::Display for Packed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.parts().try_for_each(|part| f.write_str(&part))
    }
}

fn pack(text: &str) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    // Writing into a vector does not fail.
    let _ = encoder.write_all(text.as_bytes());
    encoder.finish().unwrap_or_default()
}

fn unpack(packed: &[u8]) -> String {
    let mut text = String::new();
    // It is what `pack` wrote.
    let _ = DeflateDecoder::new(packed).read_to_string(&mut text);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pushed_is_read_again_and_stays_together() {
        let mut packed = Packed::default();
        assert!(packed.is_empty());
        let pieces: Vec<String> = (0..40_000).map(|at| format!("é piece {at}\n")).collect();
        pieces.iter().for_each(|piece| packed.push(piece));
        assert!(!packed.is_empty());
        assert_eq!(packed.to_string(), pieces.concat());
        let parts: Vec<String> = packed.parts().collect();
        assert!(parts.len() > 1 && parts.iter().all(|part| part.ends_with('\n')));
        assert!(packed.packed.iter().map(Vec::len).sum::<usize>() < pieces.concat().len() / 3);
        assert_eq!(packed.into_parts().collect::<Vec<String>>(), parts);
    }
}
