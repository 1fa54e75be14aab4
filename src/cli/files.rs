//! Writing results: each file whole or not at all.
//!
//! In: names and bytes. Out: files. Must not know: what is in them.

use std::fs;
use std::io::Write;
use std::path::Path;

/// Writes a file beside its place and moves it there, so that an interruption leaves the old one.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("cannot write {}: {error}", path.display());
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".partial");
    let mut file = fs::File::create(&beside).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(failed)?;
    fs::rename(&beside, path).map_err(failed)
}
