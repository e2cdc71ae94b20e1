//! Files that can be read but once, from their beginning to their end: what comes in by a pipe is put by as a file first.
use crate::store::Unusable;
use anyhow::{Context, Result};
use std::fs::{self, File, FileType};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// What is written for standard input and output where a file is named.
const STANDARD: &str = "-";
/// What they are called in the system.
const INPUT: &str = "/dev/stdin";
const OUTPUT: &str = "/dev/stdout";

/// What was put by, as long as it is held.
#[derive(Default)]
pub struct Spool(Vec<TempDir>);

impl Spool {
    /// The file that was named, or what comes in by it, as a file of its name.
    pub fn file(&mut self, path: &Path) -> Result<PathBuf> {
        let path = if path == Path::new(STANDARD) { Path::new(INPUT) } else { path };
        let typed = path == Path::new(INPUT) && io::stdin().is_terminal();
        if !typed && !fs::metadata(path).is_ok_and(|of| ends_once(of.file_type())) {
            return Ok(path.to_owned());
        }
        let name = path.file_name().unwrap_or(path.as_os_str());
        let folder = tempfile::tempdir().map_err(Unusable::from)?;
        let aside = folder.path().join(name);
        let copy = || io::copy(&mut File::open(path)?, &mut File::create(&aside)?);
        copy().map_err(Unusable::from).with_context(|| name.display().to_string())?;
        self.0.push(folder);
        Ok(aside)
    }
}

/// Whether it can be read once, and is at an end some time: a pipe, not a device such as `/dev/zero`.
#[cfg(unix)]
fn ends_once(of: FileType) -> bool {
    use std::os::unix::fs::FileTypeExt;
    of.is_fifo() || of.is_socket()
}

#[cfg(not(unix))]
fn ends_once(of: FileType) -> bool {
    !of.is_file() && !of.is_dir()
}

/// Whether standard output is named in the place of a file.
pub fn is_standard_output(path: &Path) -> bool {
    path == Path::new(STANDARD) || path == Path::new(OUTPUT)
}
