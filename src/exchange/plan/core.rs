//! What a row must have to be one, and why it is none.
use super::mapping::{Ground, Mapping, Taken};
use super::own::Which;
use super::target::Target;
use super::{File, Plan};
use crate::domain::field::Head;
use crate::domain::kinds::shape;
use crate::domain::problem::Fault;
use crate::domain::value::{Id, Value};
use crate::exchange::file::table::Line;
use crate::exchange::file::written::CARDS;
use crate::exchange::run::Run;
use crate::exchange::run::coming::Coming;
use crate::exchange::run::row::Got;
use crate::lang::{Sentence, cell, fault, import as said};
use anyhow::Result;

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

impl Run<'_, '_, '_> {
    /// What a row is of by its key, if that was written here. A card of something else makes what anyone's card makes.
    pub fn own_row(&self, file: &File, key: &str) -> Result<Option<Which>, Fault> {
        let own = self.own.row(key, self.plan.target, file.like);
        if file.looked.written.is(CARDS) { own.or(Ok(None)) } else { own }
    }

    /// A row that is of something else here, by its key. What a calendar tells of that follows from it, and is passed over.
    pub fn of_another(&mut self, (at, file): (usize, &File), line: &Line, fault: Fault) -> Result<()> {
        if file.looked.written.is_diary() {
            self.outcome.due_here += 1;
            return self.count_known(false);
        }
        let column = file.mapping.key.and_then(|(column, _)| file.looked.header.get(column)).cloned();
        self.reject(at, line, column.unwrap_or_default(), fault)
    }

    /// What a row must have and has not: the column, and what is wrong. A line that a draft has here may say nothing of
    /// what is ordered yet, and comes back as it went out.
    pub fn lacks(&self, coming: &Coming) -> Option<(String, Fault)> {
        let asked = |any: &&&[&str]| !(coming.file.own && any.contains(&"text"));
        self.plan.target.core.iter().filter(asked).find_map(|any| lacks(coming, any, &self.plan.heads))
    }

    /// The record that is here under the number of a row, or under what all calendars know it by, or what is sold by; of what
    /// the house goes by, the one that says the same; of its people, the one who is meant.
    pub fn numbered(&self, coming: &Coming) -> Option<Id> {
        let number = || {
            let at = coming.file.fields.iter().position(|field| NUMBERS.contains(&field.head.key))?;
            let Got::Value(Value::Text(number)) = &coming.said.got[at] else { return None };
            self.links.get(self.plan.target.kind)?.find(number, false)
        };
        let of_house = || self.alike.as_ref()?.find(coming);
        self.sold(coming).or_else(number).or_else(of_house).or_else(|| self.is_staff(coming))
    }
}

fn lacks(coming: &Coming, any: &[&str], heads: &[&'static Head]) -> Option<(String, Fault)> {
    let mut of = coming.file.fields.iter().zip(&coming.said.got).filter(|(field, _)| any.contains(&field.head.key));
    let there = of.clone().any(|(_, got)| matches!(got, Got::Value(_)));
    let keyed = coming.said.keyed && any.contains(&"key");
    if there || keyed || (coming.as_text.is_some() && any.contains(&"text")) {
        return None;
    }
    let header = |column: usize| coming.file.looked.header.get(column).cloned().unwrap_or_default();
    let unread = of.clone().find_map(|(field, got)| match got {
        Got::Unread { text, fault, column } => {
            let link = field.head.kind.links().filter(|kind| *kind != "code");
            let named = link
                .and_then(shape)
                .map(|shape| Fault::new(said::no_such(shape.one, text).then(&said::import_first(shape.many))));
            Some((header(*column), named.unwrap_or_else(|| fault.clone())))
        }
        _ => None,
    });
    unread.or_else(|| {
        let column = of.next().and_then(|(field, _)| Some(header(field.from.first()?.column)));
        let nowhere = column.is_none();
        Some((column.unwrap_or_default(), Fault::new(missing(heads, any, nowhere))))
    })
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
