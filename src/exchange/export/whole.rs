//! A file that is written whole or not at all.
use crate::store::Unusable;
use anyhow::{Context, Result};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Where it is written to; whichever thread may write there.
pub type To<'a> = &'a mut (dyn Write + Send);

/// Says once that it cannot be written, and takes no more from then on: who puts an archive together goes on to its end,
/// and would say so on the screen.
struct Once<W> {
    to: W,
    failed: Option<io::ErrorKind>,
}

impl<W: Write> Once<W> {
    fn done<T>(&mut self, instead: T, work: impl FnOnce(&mut W) -> io::Result<T>) -> io::Result<T> {
        if self.failed.is_some() {
            return Ok(instead);
        }
        work(&mut self.to).inspect_err(|error| self.failed = Some(error.kind()))
    }
}

impl<W: Write> Write for Once<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.done(bytes.len(), |to| to.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.done((), W::flush)
    }
}

/// Writes a file whole or not at all: what is there under its name stays until all is written, and where nothing comes
/// of it, because it was given up.
pub fn whole(path: &Path, write: impl FnOnce(To) -> Result<Option<u64>>) -> Result<Option<u64>> {
    let wrong = || path.display().to_string();
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let aside = path.with_file_name(format!(".{name}.part"));
    if path.is_dir() {
        return Err(Unusable::from(io::Error::from(io::ErrorKind::IsADirectory))).with_context(wrong);
    }
    let to = BufWriter::new(File::create(&aside).map_err(Unusable::from).with_context(wrong)?);
    let mut to = Once { to, failed: None };
    let count = write(&mut to).and_then(|count| Ok(to.flush().map(|()| count)?));
    let count = match to.failed {
        Some(kind) => Err(Unusable::from(io::Error::from(kind)).into()),
        None => count,
    };
    // What is left in it has no place to go.
    drop(to.to.into_parts());
    if let Ok(Some(_)) = count {
        fs::rename(&aside, path).map_err(Unusable::from).with_context(wrong)?;
    } else {
        // What is half written is nobody's.
        let _ = fs::remove_file(&aside);
    }
    if to.failed.is_some() { count.with_context(wrong) } else { count }
}
