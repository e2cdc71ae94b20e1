//! Words that people hang on any record: `fair`, `complaint`.
use super::field::{Field, Record};
use super::fold::fold;
use super::kind::Kind;
use super::problem::Fault;
use super::value::{Id, Slot, Value};
use crate::field;
use crate::lang::{Lang, Text, fault, say};

/// One tag of a record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tag {
    pub id: Id,
    pub tag: String,
}

#[rustfmt::skip]
impl Record for Tag {
    const FIELDS: &'static [Field<Self>] = &[
        field!(free tag, Kind::Text, "Tag", "Thẻ"),
    ];

    fn id(&self) -> Id { self.id }
    fn set_id(&mut self, id: Id) { self.id = id; }
}

/// Where the tags of every kind are kept.
pub const TABLE: &str = "tag";

/// Of a task that is a complaint: the one tag that is not only people's.
pub const COMPLAINT: &str = "complaint";
const CALLED: Text = say("complaint", "khiếu nại");

/// What people call a tag.
pub fn told(tag: &str, lang: Lang) -> &str {
    if tag == COMPLAINT { CALLED.to(lang) } else { tag }
}

/// A record's tags as people call them.
pub fn listed(list: &[Tag], lang: Lang) -> String {
    list.iter().map(|t| told(&t.tag, lang)).collect::<Vec<_>>().join(", ")
}

/// A tag as it is kept, by what someone calls it.
pub fn kept(word: &str) -> &str {
    if CALLED.both().iter().any(|called| fold(called) == fold(word)) { COMPLAINT } else { word }
}

/// A record's tags as a field shows them.
pub fn shown(list: &[Tag]) -> Value {
    let all: Vec<&str> = list.iter().map(|t| t.tag.as_str()).collect();
    all.join(", ").value()
}

/// Takes them as typed, without doubles.
pub fn put(list: &mut Vec<Tag>, value: Value) -> Result<(), Fault> {
    let text = match value {
        Value::Empty => String::new(),
        Value::Text(text) => text,
        _ => return Err(Fault::new(fault::WRONG_KIND)),
    };
    let before = std::mem::take(list);
    for word in text.split([',', ';', '#']).map(str::trim).filter(|word| !word.is_empty()).map(kept) {
        if !has(list, word) {
            let known = before.iter().find(|t| t.tag == word).cloned();
            list.push(known.unwrap_or_else(|| Tag { id: 0, tag: word.to_owned() }));
        }
    }
    Ok(())
}

/// Whether a tag is among them, accents and case aside.
pub fn has(list: &[Tag], word: &str) -> bool {
    list.iter().any(|t| fold(&t.tag) == fold(word))
}
