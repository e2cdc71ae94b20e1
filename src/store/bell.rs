//! Who calls, told by another process to each workbench that is open on the same file: by a file beside it, which is
//! there as long as one is open. It is no part of the workspace: no one waits for it, and a call is heard while an import
//! goes on.
use super::{Store, schema};
use crate::domain::deed::Ref;
use anyhow::Result;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
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
    /// The last one heard, as it stood there.
    heard: String,
}

fn beside(workspace: &Path) -> PathBuf {
    // However either of the two was led to it.
    let mut name = fs::canonicalize(workspace).unwrap_or_else(|_| workspace.to_owned()).into_os_string();
    name.push("-call");
    PathBuf::from(name)
}

impl Store {
    /// Hears from now on who calls. Where nothing can be written beside the workspace, nobody can say so either.
    pub fn listen(&self) -> Bell {
        let mut bell = Bell { path: beside(self.path()), heard: String::new() };
        bell.read();
        bell
    }

    /// Says who calls, where a workbench is open.
    pub fn ring(&self, rung: &Rung) -> Result<()> {
        if self.is_read_only() {
            return Ok(());
        }
        let mut bell = match File::options().write(true).open(beside(self.path())) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            bell => bell?,
        };
        let packed = rung.at.map_or(0, Ref::packed);
        let text = rung.text.replace(['\r', '\n'], " ");
        let line = format!("{} {packed} {text}\n", self.session.sitting);
        bell.write_all(line.as_bytes())?;
        Ok(bell.set_len(line.len() as u64)?)
    }
}

impl Bell {
    /// Who calls, once.
    pub fn rung(&mut self) -> Option<Rung> {
        if !self.read() {
            return None;
        }
        let mut words = self.heard.splitn(3, ' ').skip(1);
        let at = words.next()?.parse().ok().and_then(Ref::unpack);
        Some(Rung { at, text: words.next()?.to_owned() })
    }

    /// Whether something new stands there. Another that was closed took the file with it: it is made again.
    fn read(&mut self) -> bool {
        let said = match fs::read_to_string(&self.path) {
            Ok(said) => said,
            Err(error) => {
                if error.kind() == ErrorKind::NotFound && File::create(&self.path).is_ok() {
                    let _ = schema::private(&self.path);
                }
                return false;
            }
        };
        match said.split_once('\n') {
            Some((line, _)) if line != self.heard => {
                line.clone_into(&mut self.heard);
                true
            }
            _ => false,
        }
    }
}

impl Drop for Bell {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}
