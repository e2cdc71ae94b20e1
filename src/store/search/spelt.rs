//! The words, keys and marks of a record as they are written into the structures of `search`.
use super::found_by::Listed;
use crate::domain::face::Find;
use crate::domain::fold::{each_accented_word, each_word, fold};
use crate::domain::phone::{self, Phone};

/// What finds a record, as it is written.
#[derive(Default)]
pub(in crate::store) struct Words {
    pub(super) list: String,
    pub(super) exact: String,
    pub(super) keys: Vec<String>,
    pub(super) marks: Vec<i64>,
    /// Both as they are kept with the record.
    pub(in crate::store) listed: Option<Listed>,
}

impl Words {
    /// Of a record in a house of this country.
    pub fn of(find: &Find, country: &str) -> Self {
        let (mut list, mut exact) = (Tokens::default(), Tokens::default());
        for name in &find.names {
            exact.begin("=");
            each_word(name, |word| exact.go_on(word));
            exact.begin("~");
            each_accented_word(name, |word| exact.go_on(word));
        }
        for text in find.names.iter().chain(&find.words) {
            each_word(text, |word| list.add_once(word));
            each_accented_word(text, |word| list.add_once(word));
        }
        for phone in find.phones.iter().filter_map(|raw| Phone::read(raw, country)) {
            for token in phone::search_tokens(&phone).into_iter().chain(phone::parts(&phone)) {
                exact.begin(&token);
            }
        }
        let (keys, marks) = keys_and_marks(find);
        let listed = Listed::of(&keys, &marks);
        Self { list: list.text, exact: exact.text, keys, marks, listed }
    }

    /// What is written of them into each structure of words.
    pub(super) fn written(&self) -> [&str; 2] {
        [&self.list, &self.exact]
    }

    /// Whether there is a letter or a digit to find it by.
    pub fn has_some(&self) -> bool {
        !self.list.is_empty()
    }
}

/// The keys and marks of a record, each once and in order.
pub(in crate::store) fn keys_and_marks(find: &Find) -> (Vec<String>, Vec<i64>) {
    let mut keys: Vec<String> = find.keys.iter().map(|key| fold(key)).filter(|key| !key.is_empty()).collect();
    let mut marks = find.alike.clone();
    keys.sort_unstable();
    keys.dedup();
    marks.sort_unstable();
    marks.dedup();
    (keys, marks)
}

/// Words of a structure as they are written into it, a blank between them.
#[derive(Default)]
struct Tokens {
    text: String,
    /// Where each begins that was added once.
    begun: Vec<usize>,
}

impl Tokens {
    /// Another word begins so.
    fn begin(&mut self, token: &str) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(token);
    }

    /// And goes on so.
    fn go_on(&mut self, token: &str) {
        self.text.push_str(token);
    }

    /// Another word, unless it is there.
    fn add_once(&mut self, token: &str) {
        let is_it = |begin: &usize| {
            let rest = &self.text.as_bytes()[*begin..];
            rest.starts_with(token.as_bytes()) && rest.get(token.len()).is_none_or(|next| *next == b' ')
        };
        if !self.begun.iter().any(is_it) {
            self.begin(token);
            self.begun.push(self.text.len() - token.len());
        }
    }
}
