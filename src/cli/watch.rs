//! Doing something again whenever files change.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::{Stamps, stamps};
use super::{Exit, terminal};
use crate::say;
use crate::words::Words;

/// How long it takes at most until a change is seen. An editor that writes in several steps is given as long to end.
const PAUSE: Duration = Duration::from_millis(400);

/// Does something now and whenever a file or a folder of `inputs` changes, until the program is ended. What lies below
/// `except` does not count: it is what is written.
pub fn repeat(inputs: &[PathBuf], except: &Path, mut work: impl FnMut() -> Exit) -> ! {
    let look = || inputs.iter().flat_map(|path| stamps(path, except)).collect::<Stamps>();
    let mut known = look();
    loop {
        work();
        terminal::say(&say!(Words::English, "build-watching"));
        loop {
            std::thread::sleep(PAUSE);
            let now = look();
            if now == known {
                continue;
            }
            std::thread::sleep(PAUSE);
            let settled = look() == now;
            if settled {
                known = now;
                break;
            }
        }
    }
}
