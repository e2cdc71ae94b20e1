//! Which names that are here a text nearly is: but for spaces and dots, for what a company is by law, or for a letter or
//! two. Where it has digits, they are the same: a number that is one off is another number.
use super::firm::essence;
use std::collections::HashMap;

/// So many names are compared letter by letter with all texts together: beyond that only what is the same but for spaces,
/// dots and legal forms is found.
const COMPARED: usize = 20_000_000;
/// Letters below which a text is nearly nothing.
const SHORT: usize = 4;
/// Letters from which on two may be off, else one.
const LONG: usize = 8;
const GROUP: [&str; 2] = ["tap", "doan"];

/// What of a name tells it from others: its letters and digits, without what a company is by law. A group is nearly the
/// company that it is of.
pub fn core(name: &str) -> String {
    let words = essence(name);
    match words.windows(GROUP.len()).position(|some| some == GROUP) {
        Some(at) if words.len() > GROUP.len() => [&words[..at], &words[at + GROUP.len()..]].concat().concat(),
        _ => words.concat(),
    }
}

fn digits(core: &str) -> String {
    core.chars().filter(char::is_ascii_digit).collect()
}

/// How many letters are off, if not more than so many: one that is missing, one too many, another, or two in the other
/// order.
fn off(one: &[char], other: &[char], most: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let mut least = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        if row.iter().all(|n| *n > most) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|n| *n <= most)
}

/// The names of one kind, laid out to be compared.
pub struct Names<T> {
    by_core: HashMap<String, Vec<T>>,
    by_length: HashMap<usize, Vec<(Vec<char>, String, T)>>,
    left: usize,
}

impl<T: Copy + PartialEq> Names<T> {
    /// Of names with what each is the name of.
    pub fn new<'a>(names: impl Iterator<Item = (&'a str, T)>) -> Self {
        let mut all = Self { by_core: HashMap::new(), by_length: HashMap::new(), left: COMPARED };
        for (name, of) in names {
            let core = core(name);
            let letters: Vec<char> = core.chars().collect();
            all.by_length.entry(letters.len()).or_default().push((letters, digits(&core), of));
            all.by_core.entry(core).or_default().push(of);
        }
        all
    }

    /// What a text may name, the nearest first.
    pub fn near(&mut self, text: &str) -> Vec<T> {
        let core = core(text);
        let letters: Vec<char> = core.chars().collect();
        let mut found: Vec<(usize, T)> = Vec::new();
        if !letters.iter().any(|c| c.is_alphabetic()) {
            return Vec::new();
        }
        found.extend(self.by_core.get(&core).into_iter().flatten().map(|of| (0, *of)));
        if letters.len() >= SHORT {
            let (most, own) = (if letters.len() < LONG { 1 } else { 2 }, digits(&core));
            for length in letters.len().saturating_sub(most)..=letters.len() + most {
                let names = self.by_length.get(&length).map_or(&[][..], Vec::as_slice);
                if names.len() > self.left {
                    break;
                }
                self.left -= names.len();
                let like = names.iter().filter(|(_, digits, _)| *digits == own);
                found.extend(like.filter_map(|(other, _, of)| Some((off(&letters, other, most)?, *of))));
            }
        }
        found.sort_by_key(|(off, _)| *off);
        let mut all: Vec<T> = Vec::new();
        for (_, of) in found {
            if !all.contains(&of) {
                all.push(of);
            }
        }
        all
    }
}
