//! A text and the place in it where one writes: what a line and a note have in common.
use super::chord::Chord;
use crossterm::event::KeyCode;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// The text is composed (NFC, Unicode Annex 15), as the store keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pen {
    pub text: String,
    /// The caret's byte, always between two graphemes.
    pub at: usize,
    /// What it was before each change that is taken back by itself, the last one last.
    past: Vec<(String, usize)>,
    /// Where the last letter was written or erased, while nothing else was done since.
    stroke: Option<usize>,
}

/// So many changes can be taken back.
const STEPS: usize = 200;

/// A text fit to be kept: a line's end, of whatever make, is `line_end`; a tab is a space; what controls a terminal
/// or only the direction of writing (which copied phone numbers are full of) is gone. So is a last, empty line.
pub fn clean(text: &str, line_end: char) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let kept = text.strip_suffix('\n').unwrap_or(&text).chars().filter_map(|c| match c {
        '\n' => Some(line_end),
        '\t' => Some(' '),
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
        c => Some(c).filter(|c| !c.is_control()),
    });
    kept.collect()
}

/// How far from the start of a window of this size the caret may stand while more follows it.
pub fn ahead(size: usize) -> usize {
    size.saturating_sub(1) * 3 / 4
}

fn in_word(grapheme: &str) -> bool {
    grapheme.starts_with(char::is_alphanumeric)
}

fn no_space(grapheme: &str) -> bool {
    !grapheme.starts_with(char::is_whitespace)
}

impl Pen {
    /// A text to begin with: there is nothing to take back.
    pub fn new(text: &str) -> Self {
        let mut pen = Self::default();
        pen.write(text);
        pen
    }

    /// Writes at the caret.
    pub fn insert(&mut self, more: &str) {
        self.remember(false);
        self.write(more);
    }

    /// Writes this instead of all that is there.
    pub fn put(&mut self, text: &str) {
        self.remember(false);
        self.erase(0..self.text.len());
        self.write(text);
    }

    /// What comes now can be taken back: a stroke with those before it that wrote the same word.
    fn remember(&mut self, stroke: bool) {
        let goes_on = self.stroke.take() == Some(self.at) && !self.text[..self.at].ends_with(char::is_whitespace);
        if !(stroke && goes_on) {
            self.past.push((self.text.clone(), self.at));
            let old = self.past.len().saturating_sub(STEPS);
            self.past.drain(..old);
        }
    }

    fn take_back(&mut self) {
        self.stroke = None;
        if let Some((text, at)) = self.past.pop() {
            (self.text, self.at) = (text, at);
        }
    }

    /// A mark that comes after its letter is joined to it.
    fn write(&mut self, more: &str) {
        let rest = self.text.split_off(self.at);
        self.text = self.text.chars().chain(more.chars()).chain(rest.chars()).nfc().collect();
        let after = rest.trim_start_matches(is_combining_mark).len();
        self.at = self.text.ceil_char_boundary(self.text.len().saturating_sub(after));
        if !self.cursor().is_boundary(&self.text, 0).unwrap_or(true) {
            self.at = self.after();
        }
    }

    /// Whether the key was for the text.
    pub fn key(&mut self, key: Chord) -> bool {
        let Chord { code, control, alt, .. } = key;
        if let Some(letter) = key.letter() {
            self.remember(true);
            self.write(letter.encode_utf8(&mut [0; 4]));
            self.stroke = Some(self.at);
            return true;
        }
        if key.is_backspace() {
            self.remember(true);
            self.erase(self.before()..self.at);
            self.stroke = Some(self.at);
            return true;
        }
        match (code, control, alt) {
            (KeyCode::Left, false, false) => self.at = self.before(),
            (KeyCode::Right, false, false) => self.at = self.after(),
            (KeyCode::Left, true, false) | (KeyCode::Char('b'), false, true) => self.at = self.back_over(in_word),
            (KeyCode::Right, true, false) | (KeyCode::Char('f'), false, true) => self.at = self.on_over(in_word),
            (KeyCode::Home, false, false) | (KeyCode::Char('a'), true, false) => self.at = self.line().start,
            (KeyCode::End, false, false) | (KeyCode::Char('e'), true, false) => self.at = self.line().end,
            (KeyCode::Delete, false, false) | (KeyCode::Char('d'), true, false) => self.remove(self.at..self.after()),
            (KeyCode::Char('u'), true, false) => self.remove(self.line().start..self.at),
            (KeyCode::Char('k'), true, false) => self.remove(self.at..self.line().end),
            (KeyCode::Char('w'), true, false) => self.remove(self.back_over(no_space)..self.at),
            (KeyCode::Backspace, false, true) => self.remove(self.back_over(in_word)..self.at),
            (KeyCode::Char('d'), false, true) => self.remove(self.at..self.on_over(in_word)),
            // Terminals tell Ctrl-_ so, or as it is.
            (KeyCode::Char('7' | '_' | '/'), true, false) => self.take_back(),
            _ => return false,
        }
        true
    }

    fn remove(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.remember(false);
            self.erase(range);
        }
    }

    fn erase(&mut self, range: Range<usize>) {
        self.at = range.start;
        self.text.replace_range(range, "");
    }

    fn cursor(&self) -> GraphemeCursor {
        GraphemeCursor::new(self.at, self.text.len(), true)
    }

    /// The place one grapheme before the caret.
    pub fn before(&self) -> usize {
        self.cursor().prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn after(&self) -> usize {
        self.cursor().next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
    }

    /// The line the caret is in, as it was written.
    fn line(&self) -> Range<usize> {
        let start = self.text[..self.at].rfind('\n').map_or(0, |at| at + 1);
        start..self.text[self.at..].find('\n').map_or(self.text.len(), |end| self.at + end)
    }

    /// Where the word before the caret begins.
    fn back_over(&self, word: fn(&str) -> bool) -> usize {
        let mut left = self.text[..self.at].grapheme_indices(true).rev().peekable();
        let mut at = self.at;
        while let Some((start, _)) = left.next_if(|(_, grapheme)| !word(grapheme)) {
            at = start;
        }
        while let Some((start, _)) = left.next_if(|(_, grapheme)| word(grapheme)) {
            at = start;
        }
        at
    }

    /// Where the word after the caret ends.
    fn on_over(&self, word: fn(&str) -> bool) -> usize {
        let mut right = self.text[self.at..].graphemes(true).peekable();
        let mut at = self.at;
        while let Some(grapheme) = right.next_if(|grapheme| !word(grapheme)) {
            at += grapheme.len();
        }
        while let Some(grapheme) = right.next_if(|grapheme| word(grapheme)) {
            at += grapheme.len();
        }
        at
    }
}
