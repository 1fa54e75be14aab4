//! Writing results: each file whole or not at all.
//!
//! In: names and bytes. Out: files. Must not know: what is in them.

use std::fs;
use std::io::Write;
use std::path::Path;

/// Writes a file beside its place and moves it there, so that an interruption leaves the old one.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let failed = |error: std::io::Error| failed(path, &error);
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".partial");
    let written = fs::File::create(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        // Half a file helps nobody; where it cannot be removed either, the first problem is the one to tell.
        drop(fs::remove_file(&beside));
        failed(error)
    })
}

/// Removes a file, where there is one.
pub(crate) fn remove(path: &Path) -> Result<(), String> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("cannot remove {}: {error}; name another folder with --out", path.display()))
        }
        _ => Ok(()),
    }
}

/// Makes a folder for results; said before a run rather than after it where that cannot be.
pub(crate) fn make_folder(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))
}

fn failed(path: &Path, error: &std::io::Error) -> String {
    format!("cannot write {}: {error}; name a place that can be written", path.display())
}
