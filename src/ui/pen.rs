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
}

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
    /// Writes at the caret. A mark that comes after its letter is joined to it.
    pub fn insert(&mut self, more: &str) {
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
            self.insert(letter.encode_utf8(&mut [0; 4]));
            return true;
        }
        if key.is_backspace() {
            self.remove(self.before()..self.at);
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
            _ => return false,
        }
        true
    }

    fn remove(&mut self, range: Range<usize>) {
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
