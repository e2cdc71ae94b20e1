//! Files that say how far they are read while they are looked at, and are read no further where nobody waits for it.
use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// Hears how many bytes were read of what takes long, and ends it by a no.
pub type Hears<'a> = dyn FnMut(u64) -> bool + 'a;

/// So often it hears that.
const OFTEN: u64 = 1 << 18;

/// One who hears of all that is read of a file, whoever reads it.
pub struct Ear<'a> {
    hears: RefCell<&'a mut Hears<'a>>,
    read: Cell<u64>,
    counts: Cell<bool>,
}

impl<'a> Ear<'a> {
    /// What is read soon, before what takes long, is none of it, and yet may be ended.
    pub fn new(hears: &'a mut Hears<'a>) -> Self {
        Self { hears: RefCell::new(hears), read: Cell::new(0), counts: Cell::new(false) }
    }

    /// What takes long begins.
    pub fn begin(&self) {
        self.read.set(0);
        self.counts.set(true);
    }

    fn hear(&self, more: usize) -> io::Result<()> {
        let before = self.read.get();
        let read = before + more as u64;
        self.read.set(read);
        let so_far = if self.counts.get() { read } else { 0 };
        let goes_on = before / OFTEN == read / OFTEN || (self.hears.borrow_mut())(so_far);
        if goes_on { Ok(()) } else { Err(io::Error::other("ended")) }
    }
}

/// Such a file.
pub struct Heard<'s, 'a> {
    pub file: File,
    pub ear: &'s Ear<'a>,
}

impl Read for Heard<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(into)?;
        self.ear.hear(read).map(|()| read)
    }
}

impl Seek for Heard<'_, '_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
