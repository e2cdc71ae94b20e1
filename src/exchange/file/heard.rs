//! Files that say how far they are read while they are looked at, and are read no further where nobody waits for it.
use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// Hears how many bytes were read of what takes long, and ends it by a no.
pub type Hears<'a> = dyn FnMut(u64) -> bool + 'a;

/// One who hears that of several readers.
pub type Ear<'a> = RefCell<&'a mut Hears<'a>>;

/// So often it hears that.
const OFTEN: u64 = 1 << 18;

/// Such a file.
pub struct Heard<'s, 'a> {
    file: File,
    read: u64,
    counts: bool,
    by: &'s Ear<'a>,
}

impl<'s, 'a> Heard<'s, 'a> {
    /// A file whose bytes count.
    pub fn new(file: File, by: &'s Ear<'a>) -> Self {
        Self { file, read: 0, counts: true, by }
    }

    /// One that is read soon, before what takes long: no byte of it counts, and yet it may be ended.
    pub fn before(file: File, by: &'s Ear<'a>) -> Self {
        Self { counts: false, ..Self::new(file, by) }
    }
}

impl Read for Heard<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(into)?;
        let before = self.read;
        self.read += read as u64;
        let so_far = if self.counts { self.read } else { 0 };
        let goes_on = before / OFTEN == self.read / OFTEN || (self.by.borrow_mut())(so_far);
        if goes_on { Ok(read) } else { Err(io::Error::other("ended")) }
    }
}

impl Seek for Heard<'_, '_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
