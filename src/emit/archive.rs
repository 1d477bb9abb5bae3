//! Files into one archive: the same bytes for the same files.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::parallel::in_parallel;

/// The archive of files, in their order, with the path of each.
pub fn write<'f>(files: impl IntoIterator<Item = (String, &'f [u8])>) -> Vec<u8> {
    // Nothing is written but to memory.
    written(files).unwrap_or_default()
}

fn written<'f>(files: impl IntoIterator<Item = (String, &'f [u8])>) -> zip::result::ZipResult<Vec<u8>> {
    let files: Vec<(String, &[u8])> = files.into_iter().collect();
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // Making a file small is nearly all of the work.
    for one in in_parallel(&files, &|(name, bytes)| alone(name, bytes)) {
        archive.merge_archive(ZipArchive::new(Cursor::new(one?))?)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// An archive of one file.
fn alone(name: &str, bytes: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file(name, options)?;
    archive.write_all(bytes)?;
    Ok(archive.finish()?.into_inner())
}
