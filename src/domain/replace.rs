//! Finding a text in another as it is found everywhere (case and accents aside, unless it was typed with accents), and
//! putting another in its place. What stands around it stays as it was written, byte for byte.
use super::fold::{fold, has_accents, toned};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// What is looked for.
pub struct Finder {
    whole: bool,
    accents: bool,
    /// It, in each way in which it may stand in a text.
    wanted: Vec<Form>,
}

/// A text as it is compared.
struct Form {
    text: String,
    /// Where the letters of it begin: here, and in the text as it was written; at last, where both end.
    bounds: Vec<(usize, usize)>,
}

impl Finder {
    /// Of a text; `whole` where nothing else may stand beside it. Nothing at all is found in what is empty, alone.
    pub fn new(find: &str, whole: bool) -> Self {
        let accents = has_accents(find);
        let trimmed = if whole { find.trim() } else { find };
        Self { whole: whole || trimmed.is_empty(), accents, wanted: forms(trimmed, accents) }
    }

    /// The text with another in place of what was looked for; nothing where it is not in it, or changes nothing.
    pub fn replaced(&self, text: &str, with: &str) -> Option<String> {
        let with: String = with.nfc().collect();
        let out = if self.whole {
            let same = |(form, wanted): (Form, &Form)| form.text == wanted.text;
            forms(text.trim(), self.accents).into_iter().zip(&self.wanted).any(same).then_some(with)?
        } else {
            let (mut out, mut at) = (String::new(), 0);
            for Range { start, end } in self.places(text) {
                out += &text[at..start];
                out += &with;
                at = end;
            }
            out + &text[at..]
        };
        (out != text).then_some(out)
    }

    /// Where it stands, none over another.
    fn places(&self, text: &str) -> Vec<Range<usize>> {
        let forms = forms(text, self.accents);
        let mut all: Vec<Range<usize>> =
            forms.iter().zip(&self.wanted).flat_map(|(form, wanted)| form.places(&wanted.text)).collect();
        all.sort_unstable_by_key(|place| (place.start, place.end));
        let mut end = 0;
        all.retain(|place| {
            let free = place.start >= end;
            end = if free { place.end } else { end };
            free
        });
        all
    }
}

impl Form {
    /// Letter by letter; what folds to nothing belongs to the letter before it.
    fn of(letters: &[(usize, String)], length: usize) -> Self {
        let mut form = Self { text: String::new(), bounds: Vec::new() };
        for (at, letter) in letters {
            if !letter.is_empty() {
                form.bounds.push((form.text.len(), *at));
                form.text += letter;
            }
        }
        form.bounds.push((form.text.len(), length));
        form
    }

    /// From letter to letter: half a letter is none.
    fn places(&self, wanted: &str) -> Vec<Range<usize>> {
        let mut all = Vec::new();
        let mut from = 0;
        for (at, start) in &self.bounds {
            if wanted.is_empty() || *at < from || !self.text[*at..].starts_with(wanted) {
                continue;
            }
            let end = self.bounds.iter().find(|(end, _)| *end == at + wanted.len());
            if let Some((end, till)) = end {
                all.push(*start..*till);
                from = *end;
            }
        }
        all
    }
}

/// A text without case and accents; with accents, both as it is and with the tones where the older spelling has them.
fn forms(text: &str, accents: bool) -> Vec<Form> {
    let mut letters: Vec<(usize, String)> = Vec::new();
    for (at, grapheme) in text.grapheme_indices(true) {
        let blank = grapheme.chars().all(char::is_whitespace);
        let letter = match (blank, accents) {
            (true, _) => " ".to_owned(),
            (false, false) => fold(grapheme),
            (false, true) => grapheme.nfkc().collect::<String>().to_lowercase().nfkc().collect(),
        };
        // Several blanks are one.
        let again = blank && letters.iter().rev().find(|(_, l)| !l.is_empty()).is_some_and(|(_, last)| last == " ");
        letters.push((at, if again { String::new() } else { letter }));
    }
    let plain = Form::of(&letters, text.len());
    if !accents {
        return vec![plain];
    }
    for word in letters.split_mut(|(_, letter)| !letter.chars().all(char::is_alphanumeric)) {
        let whole: String = word.iter().map(|(_, letter)| letter.as_str()).collect();
        let moved = toned(&whole);
        if moved.chars().count() == word.len() {
            word.iter_mut().zip(moved.chars()).for_each(|((_, letter), c)| *letter = c.to_string());
        }
    }
    vec![plain, Form::of(&letters, text.len())]
}
