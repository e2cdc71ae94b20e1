//! What the rows of a file must have, and by what they are known that have no key of their own.
use super::mapping::{Ground, Mapping, Taken};
use super::target::Target;
use super::{File, Plan};
use crate::domain::field::Head;
use crate::lang::{Sentence, cell, fault, import as said};

/// The fields that have a document told from all others of its kind.
pub const NUMBERS: [&str; 2] = ["number", "uid"];

/// What a record is known by that has no key of its own.
const KNOWN_BY: [&str; 2] = ["number", "code"];

/// Whether a column says what rows are known by that have no key of their own.
pub fn is_known_by_number(heads: &[&'static Head], mapping: &Mapping) -> bool {
    mapping.brings(heads, &KNOWN_BY)
}

/// By which column rows are known that have no key of their own: by their number or code, however often a file has it. A
/// file of `goods` has keys of its lines.
pub fn known_by(target: &Target, heads: &[&'static Head], goods: bool, mapping: &mut Mapping) {
    let place = |key: &str| heads.iter().position(|head| head.key == key).filter(|_| target.part.is_none());
    let of = |place: Option<usize>, mapping: &Mapping| {
        mapping.fields.iter().find(|taken| Some(taken.head) == place).map(|taken| taken.columns[0])
    };
    if goods && mapping.key.is_some_and(|(_, ground)| ground != Ground::Said) {
        mapping.key = None;
    }
    if mapping.key.is_none() {
        mapping.key = KNOWN_BY.iter().find_map(|key| of(place(key), mapping));
    }
    if let (Some(head), Some((column, _))) = (place("number"), mapping.key) {
        // A document's key is its number, where it has no other.
        if of(Some(head), mapping).is_none() {
            mapping.fields.push(Taken { head, columns: vec![(column, Ground::Name)] });
            mapping.fields.sort_by_key(|taken| taken.head);
        }
    }
}

/// `none of name, company, phone is given`; where no column is brought there, what it is.
pub fn missing(heads: &[&'static Head], any: &[&str], nowhere: bool) -> Sentence {
    let of: Vec<&Head> = heads.iter().copied().filter(|head| any.contains(&head.key)).collect();
    if let ([head], true) = (of.as_slice(), nowhere) {
        let [en, vi] = head.label.both();
        return said::no_column_is(en, vi);
    }
    if of.len() < 2 {
        return fault::MUST_BE_GIVEN.into();
    }
    said::none_of(&called(&of))
}

/// What people call fields; that of a name is a name, whatever the column over it is called.
pub fn called(heads: &[&Head]) -> Sentence {
    let one = |head: &&Head| if head.key == "name" { said::NAME } else { head.label }.both().map(str::to_lowercase);
    let all: Vec<[String; 2]> = heads.iter().map(one).collect();
    let join = |n: usize| all.iter().map(|said| said[n].as_str()).collect::<Vec<_>>().join(", ");
    Sentence::new(join(0), join(1))
}

impl Plan {
    /// What no column is, though each row must have one of such; nothing, where it can be done.
    pub fn lacks(&self) -> Option<Sentence> {
        self.files.iter().find(|file| !self.has_core(file)).map(|file| self.lacking(file))
    }

    /// Whether any field is brought of which a row must have one; a key alone, of nothing, is none.
    pub(super) fn has_core(&self, file: &File) -> bool {
        // Of nothing nothing is lacking.
        if file.looked.header.is_empty() {
            return true;
        }
        !file.mapping.fields.is_empty() && self.target.core.iter().any(|any| file.mapping.brings(&self.heads, any))
    }

    /// What a file lacks.
    pub(super) fn lacking(&self, file: &File) -> Sentence {
        let core = |head: &&&Head| self.target.core.iter().any(|any| any.contains(&head.key));
        let fields: Vec<&Head> = self.heads.iter().filter(core).copied().collect();
        cell::in_file(&file.looked.called(), &said::no_core(&called(&fields), self.target.many()))
    }
}
