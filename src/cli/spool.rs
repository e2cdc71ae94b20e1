//! Files that can be read but once, from their beginning to their end: what comes in by a pipe is put by as a file first.
use crate::store::Unusable;
use anyhow::{Context, Result};
use std::fs::{self, File};
use std::io;
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
        let pipe = fs::metadata(path).is_ok_and(|of| !of.is_file() && !of.is_dir());
        if !pipe {
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

/// Whether standard output is named in the place of a file.
pub fn is_standard_output(path: &Path) -> bool {
    path == Path::new(STANDARD) || path == Path::new(OUTPUT)
}
