//! How many pixels a picture has, by its first bytes: whoever shows it keeps all of them in memory, however few
//! bytes they are packed into.

/// Pixels of a picture: a page at 600 dots an inch, and some more.
const MOST: u64 = 40_000_000;

/// Whether a picture with that ending can be shown: one in lines always can.
///
/// # Errors
/// Where it has too many pixels, or none are found, as a clause that follows the name of the picture.
pub fn check(extension: &str, bytes: &[u8]) -> Result<(), String> {
    if matches!(extension, "emf" | "wmf" | "svg") {
        return Ok(());
    }
    match size(bytes) {
        None | Some((0, _) | (_, 0)) => Err("is damaged, or no picture".to_owned()),
        Some((width, height)) if width * height > MOST => Err(format!(
            "has {width} × {height} pixels, and {} million are the most: make it smaller",
            MOST / 1_000_000
        )),
        Some(_) => Ok(()),
    }
}

/// Width and height.
fn size(bytes: &[u8]) -> Option<(u64, u64)> {
    let big = |at: usize, count: usize| number(bytes.get(at..at + count)?, false);
    let little = |at: usize, count: usize| number(bytes.get(at..at + count)?, true);
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some((big(16, 4)?, big(20, 4)?)),
        [b'G', b'I', b'F', ..] => Some((little(6, 2)?, little(8, 2)?)),
        // The height is negative where lines go from top to bottom.
        [b'B', b'M', ..] => Some((little(18, 4)?, u64::from((little(22, 4)? as u32 as i32).unsigned_abs()))),
        [0xff, 0xd8, ..] => jpeg(bytes),
        [b'I', b'I', 42, 0, ..] => tiff(bytes, true),
        [b'M', b'M', 0, 42, ..] => tiff(bytes, false),
        _ => None,
    }
}

/// The size in the first frame; what stands before it is passed over, segment by segment.
fn jpeg(bytes: &[u8]) -> Option<(u64, u64)> {
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1)?;
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let word = |at: usize| number(bytes.get(at..at + 2)?, false);
        match marker {
            // A marker may have any number of these before it.
            0xff => at += 1,
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return Some((word(at + 7)?, word(at + 5)?));
            }
            _ => at += 2 + usize::try_from(word(at + 2)?).ok()?,
        }
    }
}

/// The size in the first directory.
fn tiff(bytes: &[u8], little: bool) -> Option<(u64, u64)> {
    let read = |at: usize, count: usize| number(bytes.get(at..at.checked_add(count)?)?, little);
    let directory = usize::try_from(read(4, 4)?).ok()?;
    let entries = usize::try_from(read(directory, 2)?).ok()?;
    let find = |wanted: u64| {
        let mut places = (0..entries).map(|entry| directory.saturating_add(2 + 12 * entry));
        let place = places.find(|place| read(*place, 2) == Some(wanted))?;
        // A number of two bytes, or of four.
        read(place + 8, if read(place + 2, 2)? == 3 { 2 } else { 4 })
    };
    Some((find(256)?, find(257)?))
}

fn number(bytes: &[u8], little: bool) -> Option<u64> {
    let digit = |sum: u64, byte: &u8| sum * 256 + u64::from(*byte);
    Some(if little { bytes.iter().rev().fold(0, digit) } else { bytes.iter().fold(0, digit) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_are_counted_by_the_first_bytes() {
        let check = |parts: &[&[u8]], expected: Option<(u64, u64)>| {
            assert_eq!(size(&parts.concat()), expected, "{parts:?}");
        };
        let png: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";
        check(&[png, &[0, 0, 0x27, 0x10, 0, 0, 0, 9]], Some((10_000, 9)));
        check(&[png, &[0, 0, 0x27]], None);
        check(&[b"GIF89a", &[1, 2, 3, 0]], Some((513, 3)));
        let bmp: &[u8] = &[0; 16];
        check(&[b"BM", bmp, &[7, 0, 0, 0], &(-5_i32).to_le_bytes()], Some((7, 5)));
        let frame: &[u8] = &[0xff, 0xc2, 0, 17, 8, 0, 4, 1, 0];
        check(&[&[0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff], frame], Some((256, 4)));
        check(&[&[0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0]], None);
        let entry = |tag: u8, value: u8| [tag, 1, 3, 0, 1, 0, 0, 0, value, 0, 0, 0];
        check(&[b"II*\0", &[8, 0, 0, 0, 2, 0], &entry(0, 9), &entry(1, 4)], Some((9, 4)));
        check(&[b"II*\0", &[0xff; 4]], None);
        check(&[b"MM\0*"], None);
        check(&[b"<svg/>"], None);
        check(&[], None);
    }

    #[test]
    fn a_picture_of_a_hundred_million_pixels_is_refused() {
        let png = |side: u32| {
            let side = side.to_be_bytes();
            [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".as_slice(), &side, &side].concat()
        };
        let check = |extension: &str, bytes: &[u8], expected: &str| {
            assert_eq!(super::check(extension, bytes).err().unwrap_or_default(), expected);
        };
        check("png", &png(6_000), "");
        check("png", &png(10_000), "has 10000 × 10000 pixels, and 40 million are the most: make it smaller");
        check(
            "png",
            &png(u32::MAX),
            "has 4294967295 × 4294967295 pixels, and 40 million are the most: make it smaller",
        );
        check("png", &png(0), "is damaged, or no picture");
        check("jpg", b"hello", "is damaged, or no picture");
        check("svg", b"<svg/>", "");
    }
}
