//! Who calls, told by another process to each workbench that is open on the same file: line by line in a file beside it,
//! which is there as long as one is open. It is no part of the workspace: no one waits for it, a call is heard while an
//! import goes on, and by who may only read.
use super::schema;
use crate::domain::deed::Ref;
use crate::store::Store;
use anyhow::Result;
use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A call that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    /// Who calls, or what they call about; nothing where nobody has the number.
    pub at: Option<Ref>,
    /// The number, or whatever else was known of who calls.
    pub text: String,
}

/// Hears calls.
pub struct Bell {
    path: PathBuf,
    /// Locked as long as this lives: the last one that hears takes it away.
    held: Option<File>,
    /// So many bytes were heard.
    heard: u64,
    rung: VecDeque<Rung>,
}

fn beside(workspace: &Path) -> PathBuf {
    // However either of the two was led to it.
    schema::beside(&fs::canonicalize(workspace).unwrap_or_else(|_| workspace.to_owned()), "-call")
}

/// No call can be told where nobody hears, or where nothing may be written beside the file.
fn is_unheard(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}

impl Store {
    /// Hears from now on who calls. Where nothing can be written beside the workspace, nobody can say so either.
    pub fn listen(&self) -> Bell {
        let mut bell = Bell { path: beside(self.path()), held: None, heard: 0, rung: VecDeque::new() };
        bell.hold();
        bell
    }

    /// Says who calls, where a workbench is open.
    pub fn ring(&self, rung: &Rung) -> Result<()> {
        let mut bell = match File::options().append(true).open(beside(self.path())) {
            Err(error) if is_unheard(&error) => return Ok(()),
            bell => bell?,
        };
        let packed = rung.at.map_or(0, Ref::packed);
        let text = rung.text.replace(['\r', '\n'], " ");
        // At once, so that no other's comes between.
        Ok(bell.write_all(format!("{packed} {text}\n").as_bytes())?)
    }
}

impl Bell {
    /// Who calls, each once, in their order.
    pub fn rung(&mut self) -> Option<Rung> {
        // What cannot be read now is heard at the next look.
        let _ = self.read();
        self.rung.pop_front()
    }

    /// Makes the file, or joins those who hear; what was said before is none of its own.
    fn hold(&mut self) {
        let Ok(file) = File::options().create(true).append(true).open(&self.path) else { return };
        let _ = schema::private(&self.path);
        if file.try_lock().is_ok() {
            let _ = file.set_len(0);
        }
        let _ = file.lock_shared();
        self.heard = file.metadata().map_or(0, |known| known.len());
        self.held = Some(file);
    }

    fn read(&mut self) -> io::Result<()> {
        let mut file = match File::open(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                self.hold();
                return Ok(());
            }
            file => file?,
        };
        let length = file.metadata()?.len();
        if length < self.heard {
            self.heard = 0;
        }
        if length == self.heard {
            return Ok(());
        }
        file.seek(SeekFrom::Start(self.heard))?;
        let mut said = Vec::new();
        file.read_to_end(&mut said)?;
        let whole = said.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        self.heard += whole as u64;
        self.rung.extend(String::from_utf8_lossy(&said[..whole]).lines().filter_map(heard));
        Ok(())
    }
}

fn heard(line: &str) -> Option<Rung> {
    let (packed, text) = line.split_once(' ')?;
    Some(Rung { at: packed.parse().ok().and_then(Ref::unpack), text: text.to_owned() })
}

impl Drop for Bell {
    fn drop(&mut self) {
        // Not where another holds it, too.
        if self.held.take().is_some_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(&self.path);
        }
    }
}
