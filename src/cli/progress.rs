//! How far a command is that takes long: one line on a terminal, which is gone when the command is through.
use crate::lang::{Lang, Sentence, Text, preview};
use crate::ui::cells;
use std::io::{IsTerminal, Write, stderr};

/// Who speaks, as before all that is said on stderr.
const PROGRAM: &str = "linchpin: ";

/// The line; it goes as this does. Where stderr is no terminal nothing is said.
pub struct Progress {
    lang: Lang,
    is_heard: bool,
    said: String,
}

impl Progress {
    /// For a reader of this language.
    pub fn new(lang: Lang) -> Self {
        Self { lang, is_heard: stderr().is_terminal(), said: String::new() }
    }

    /// Says this in place of what stands there.
    pub fn say(&mut self, said: &Sentence) {
        if self.is_heard && self.said != said.to(self.lang) {
            self.wipe();
            said.to(self.lang).clone_into(&mut self.said);
            write(&format!("{PROGRAM}{}", self.said));
        }
    }

    /// Says how much of it is done; true, so that it goes on.
    pub fn part(&mut self, doing: Text, at: u64, of: u64) -> bool {
        if self.is_heard {
            self.say(&preview::share(doing, at, of));
        }
        true
    }

    fn wipe(&self) {
        if !self.said.is_empty() {
            write(&format!("\r{}\r", " ".repeat(cells::width(PROGRAM) + cells::width(&self.said))));
        }
    }
}

/// Who shut it hears nothing.
fn write(text: &str) {
    let mut to = stderr().lock();
    let _ = to.write_all(text.as_bytes()).and_then(|()| to.flush());
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.wipe();
    }
}
