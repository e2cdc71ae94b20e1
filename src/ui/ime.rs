//! A Vietnamese input method left on where letters are commands. It keeps a word of its own, and where a key changes
//! what it wrote it sends Backspaces and the changed end anew: after `a`, Telex turns `j` into Backspace and `ạ`. What
//! the key was is read from what it did to the word:
//!
//! | word, then sent                    | read as (Telex)       | (VNI)         |
//! |------------------------------------|-----------------------|---------------|
//! | `a`, `<bs>` and `á à ả ã ạ`        | `s f r x j`           | `1 2 3 4 5`   |
//! | `a e o`, `<bs>` and `â ê ô`        | `a e o`               | `6`           |
//! | `o u`, `<bs>` and `ơ ư`            | `w`                   | `7`           |
//! | `a`, `<bs>` and `ă`                | `w`                   | `8`           |
//! | `d`, `<bs>` and `đ`                | `d`                   | `9`           |
//! | `á`, `<bs>` and `a`, no more       | `z`                   | `0`           |
//! | `á`, `<bs>` and `as` (a mark twice undoes it) | `s`        | (`a1`) `1`    |
//! | `hòa`, `<bs><bs>` and `oàn` (the mark moves)  | `n`        | `n`           |
//! | `tiê`, `<bs><bs>` and `iế`         | `s`                   | `1`           |
//! | `u`, a combining dot below         | `j`                   | `5`           |
//! | nothing, `ư` or `ơ` alone          | `w` or `[`            | `u7` or `o7`  |
//! | nothing, any other such letter     | its keys: `ạ` is `aj` | `a5`          |
//!
//! A key is taken for a capital where the letter it changed is one. Backspaces that nothing of the word follows are the
//! person's own. In a text the letters are meant as they come, but the Backspaces that go on into the word's commands,
//! as after `a` had opened a list of answers, are read as above.
use super::chord::Chord;
pub use super::vietnamese::Method;
use super::vietnamese::{HORN, Letter, is_mark};
use crate::lang::{Text, say};
use crossterm::event::KeyCode;
use unicode_normalization::UnicodeNormalization;

/// Said once, when a key was first read so.
pub const HINT: Text = say(
    "Vietnamese input is on: keys are read as you press them",
    "Bộ gõ tiếng Việt đang bật: phím vẫn được hiểu đúng như bạn bấm",
);

/// What a key came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unbent {
    /// The keys as they were pressed; none while it is not known yet.
    pub keys: Vec<Chord>,
    /// Whether an input method was found out just now.
    pub hint: bool,
}

/// Undoes what an input method makes of commands.
#[derive(Debug, Default)]
pub struct Unbend {
    method: Method,
    /// What the input method takes for written in the word so far.
    word: Vec<char>,
    /// How many letters of the word, from its start, were commands.
    commands: usize,
    /// Backspaces since, each over a letter of the word, and what came after them.
    back: usize,
    again: Vec<char>,
    /// How many of the Backspaces were handed on.
    told: usize,
    hinted: bool,
}

/// The longest word kept: the longest Vietnamese syllable has seven letters, and a mark may be typed twice.
const LONGEST: usize = 16;

fn tone(word: &[char]) -> Option<(char, char)> {
    word.iter().find_map(|c| Letter::of(*c).tone.map(|tone| (tone, Letter::of(*c).base)))
}

impl Unbend {
    pub fn new(method: Method) -> Self {
        Self { method, ..Self::default() }
    }

    /// Takes the next key; `typing` tells whether letters are text now.
    pub fn take(&mut self, key: Chord, typing: bool) -> Unbent {
        let mut out = Unbent::default();
        // What was text when it was typed is no longer.
        if !typing {
            self.commands = self.word.len();
        }
        match key.letter() {
            _ if key.is_backspace() => self.backspace(key, typing, &mut out),
            Some(c) if self.back > 0 => self.follow(c, typing, &mut out),
            Some(c) => self.letter(c, typing, &mut out),
            None => {
                self.settle(&mut out);
                self.forget();
                out.keys.push(key);
            }
        }
        if !typing {
            self.commands = self.word.len();
        }
        out
    }

    /// Whether Backspaces are kept back until it is known whose they are: `rest` is due when nothing follows at once.
    pub fn waits(&self) -> bool {
        self.back > self.told || !self.again.is_empty()
    }

    /// Nothing more came: the Backspaces were the person's. Should the letter follow late, it is read all the same.
    pub fn rest(&mut self) -> Unbent {
        let mut out = Unbent::default();
        if self.again.is_empty() {
            out.keys = vec![Chord::plain(KeyCode::Backspace); self.back - self.told];
            self.told = self.back;
        } else {
            self.settle(&mut out);
        }
        out
    }

    fn forget(&mut self) {
        (self.commands, self.back, self.told) = (0, 0, 0);
        self.word.clear();
        self.again.clear();
    }

    fn backspace(&mut self, key: Chord, typing: bool, out: &mut Unbent) {
        if !self.again.is_empty() {
            self.settle(out);
        }
        if self.back == self.word.len() {
            self.settle(out);
            self.word.clear();
            out.keys.push(key);
            return;
        }
        self.back += 1;
        // Over letters of the text it works at once, whoever it is from.
        if typing && self.word.len() - self.back >= self.commands {
            self.told += 1;
            out.keys.push(key);
        }
    }

    /// A letter with no Backspace before it.
    fn letter(&mut self, c: char, typing: bool, out: &mut Unbent) {
        let letter = Letter::of(c);
        if typing || !(letter.marked() || is_mark(c)) {
            out.keys.push(Chord::plain(KeyCode::Char(c)));
        } else if is_mark(c) {
            let last = self.word.pop();
            self.read(self.method.key(c, last.map_or(c, |last| Letter::of(last).base)), out);
            self.word.extend(last.into_iter().chain([c]).nfc());
            return;
        } else {
            for key in self.method.keys(letter) {
                self.read(key, out);
            }
        }
        // What else is typed begins a new word, for the input method too.
        if !(c.is_alphabetic() || self.method == Method::Vni && c.is_ascii_digit()) {
            return self.forget();
        }
        self.word.push(c);
        if self.word.len() > LONGEST {
            self.word.remove(0);
            self.commands = self.commands.saturating_sub(1);
        }
    }

    /// A letter after Backspaces: the word's own, written anew, or another.
    fn follow(&mut self, c: char, typing: bool, out: &mut Unbent) {
        let from = self.word.len() - self.back;
        let in_text = typing && from >= self.commands;
        if in_text {
            self.word.truncate(from);
            (self.back, self.told) = (0, 0);
            return self.letter(c, typing, out);
        }
        let old = &self.word[from..];
        if let Some(was) = old.get(self.again.len()) {
            if Letter::of(*was).shape == Some(HORN) && c.eq_ignore_ascii_case(&'w') {
                return self.found(c, c, out);
            }
            if !Letter::of(*was).like(Letter::of(c)) {
                self.settle(out);
                return self.letter(c, typing, out);
            }
            self.again.push(c);
            if self.again.len() == self.back
                && let Some(key) = self.judge()
            {
                self.again.pop();
                self.found(key, c, out);
            }
        } else if is_mark(c) {
            let base = self.again.last().map_or(c, |last| Letter::of(*last).base);
            let composed = self.again.pop().into_iter().chain([c]).nfc().next().unwrap_or(c);
            self.found(self.method.key(c, base), composed, out);
        } else if old != self.again.as_slice() {
            self.found(c, c, out);
        } else {
            self.settle(out);
            self.letter(c, typing, out);
        }
    }

    /// The key that gave the word a mark, once all that was erased is there again. None where a mark was only lost or
    /// moved: the letter that did it is yet to come.
    fn judge(&self) -> Option<char> {
        let old = &self.word[self.word.len() - self.back..];
        let (before, after) = (tone(&self.word), tone(&self.again));
        if let Some((mark, base)) = after
            && before.map(|(mark, _)| mark) != Some(mark)
        {
            return Some(self.method.key(mark, base));
        }
        let pairs = old.iter().zip(&self.again).map(|(old, new)| (Letter::of(*old), Letter::of(*new)));
        let had_horn = old.iter().any(|c| Letter::of(*c).shape == Some(HORN));
        let mut gained = pairs.filter(|(old, new)| new.shape.is_some() && new.shape != old.shape);
        // `uơ` becomes `ươ` by itself when a letter follows.
        gained
            .find(|(_, new)| !(had_horn && new.shape == Some(HORN)))
            .and_then(|(_, new)| Some((new.shape?, new.base)))
            .map(|(mark, base)| self.method.key(mark, base))
    }

    /// Ends the Backspaces: `key` was pressed, and the input method's word goes on with `last`.
    fn found(&mut self, key: char, last: char, out: &mut Unbent) {
        let from = self.word.len() - self.back;
        let erased = self.word.split_off(from);
        // Letters of the text that were erased on the way to the commands are the person's still.
        for c in erased.iter().skip(self.commands.saturating_sub(from)) {
            out.keys.push(Chord::plain(KeyCode::Char(Letter::of(*c).base)));
        }
        self.word.append(&mut self.again);
        self.word.push(last);
        (self.back, self.told) = (0, 0);
        self.read(key, out);
    }

    /// Nothing of the word follows any more. A tone that is gone was taken off by its key; else the Backspaces were the
    /// person's, and so is what came after them.
    fn settle(&mut self, out: &mut Unbent) {
        let from = self.word.len() - self.back;
        let old = self.word.split_off(from);
        let whole = !old.is_empty() && self.again.len() == old.len();
        if whole && tone(&old).is_some() && tone(&self.again).is_none() {
            self.read(self.method.no_tone(), out);
        } else if !whole || old == self.again {
            out.keys.extend(vec![Chord::plain(KeyCode::Backspace); self.back - self.told]);
            out.keys.extend(self.again.iter().map(|c| Chord::plain(KeyCode::Char(*c))));
        }
        self.word.append(&mut self.again);
        self.commands = self.commands.min(self.word.len());
        (self.back, self.told) = (0, 0);
    }

    fn read(&mut self, key: char, out: &mut Unbent) {
        out.keys.push(Chord::plain(KeyCode::Char(key)));
        out.hint |= !std::mem::replace(&mut self.hinted, true);
    }
}
