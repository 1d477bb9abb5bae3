//! The measures of the map, in pixels.

/// Size of letters in boxes.
pub const BOX_LETTERS: f64 = 14.0;
/// Size of letters on links.
pub const LINK_LETTERS: f64 = 12.0;
/// From one line of text to the next, as a share of the size of letters.
pub const LEADING: f64 = 1.25;
/// Width of every box.
pub const BOX_WIDTH: f64 = 168.0;
/// Width of the strip at the left that holds the names of zones.
pub const NAMES: f64 = 122.0;
/// Space around everything.
pub const MARGIN: f64 = 12.0;
/// Width of a gutter that no link uses.
pub const GUTTER: f64 = 26.0;
/// What each link adds to the width of its gutter, and least height of a track.
pub const TRACK: f64 = 12.0;
/// Greatest width of the text of a link.
pub const LABEL: f64 = 190.0;
