//! What the workspace knows of others before and while a file is brought in: who is meant by a name or a key, which word
//! of a list, whose number or mailbox. Read once, asked for each row.
use super::Run;
use crate::domain::code::{Code, List};
use crate::domain::deed::Ref;
use crate::domain::digest::Digest;
use crate::domain::face::Kept;
use crate::domain::fold::{fold, words as parted};
use crate::domain::kinds::shape;
use crate::domain::person::Person;
use crate::domain::product::Product;
use crate::domain::reach::Sort;
use crate::domain::value::{Choice, Id, Value};
use crate::exchange::plan::own::{Marked, bare};
use crate::exchange::plan::vocabulary::By;
use crate::exchange::plan::words;
use crate::store::{Db, Outside, Tx};
use anyhow::Result;
use foldhash::fast::RandomState;
use std::collections::HashSet;
use std::collections::hash_map::{Entry, HashMap};
use std::sync::Arc;

/// What a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    One(Id),
    /// Which: at this place of `Links::several`.
    Several(usize),
}

/// The records of each kind that a file names. Rows are read ahead by what is known here.
pub type Others = HashMap<&'static str, Arc<Links>>;

/// The records of one kind by what they are called and by their keys.
#[derive(Clone, Default)]
pub struct Links {
    names: HashMap<String, Named>,
    keys: HashMap<String, Named>,
    /// Those that the very source of this file gave.
    own: HashMap<String, Named>,
    /// Those that one name or key has, where they are several: the first of them.
    several: Vec<Vec<Id>>,
    /// What was merged, into which.
    merged: HashMap<Id, Id>,
    /// What the keys are read by that this workspace wrote.
    mark: Option<(&'static str, Marked)>,
}

/// So many of one name are told.
const TOLD: usize = 5;

fn add(into: &mut HashMap<String, Named>, several: &mut Vec<Vec<Id>>, key: String, id: Id) {
    if key.is_empty() {
        return;
    }
    match into.entry(key) {
        Entry::Vacant(entry) => {
            entry.insert(Named::One(id));
        }
        Entry::Occupied(mut entry) => match *entry.get() {
            Named::One(known) if known == id => {}
            Named::One(known) => {
                entry.insert(Named::Several(several.len()));
                several.push(vec![known, id]);
            }
            Named::Several(at) if several[at].len() < TOLD && !several[at].contains(&id) => several[at].push(id),
            Named::Several(_) => {}
        },
    }
}

/// The columns by which a kind's records are called, besides their own names.
fn columns(kind: &str) -> &'static [&'static str] {
    match kind {
        "order" => &["number"],
        "product" => &["name", "code"],
        "person" => &["name", "login"],
        "task" => &["subject"],
        // What other calendars know one by.
        "appointment" => &["uid"],
        _ => &["name"],
    }
}

impl Links {
    /// Of a kind; keys of `source` go before those of others.
    pub fn of(db: &Db, kind: &'static str, source: &str) -> Result<Self> {
        let mut links = Self { mark: Some((kind, Marked::of(db)?)), ..Self::default() };
        let merged = db.merges(kind)?;
        let has = |column: &str| shape(kind).is_some_and(|shape| shape.has(column));
        for column in columns(kind).iter().filter(|column| has(column)) {
            // The name of one that was merged is another name of the one that stayed.
            db.each_text(kind, column, |id, text| {
                add(&mut links.names, &mut links.several, fold(text), merged.get(&id).copied().unwrap_or(id));
            })?;
        }
        if kind == Person::KIND {
            for person in db.people().iter() {
                for reach in person.reaches.iter().filter(|reach| reach.sort == Sort::Mail) {
                    add(&mut links.names, &mut links.several, fold(&reach.raw), person.id);
                }
            }
        }
        db.each_key(kind, |from, key, id| {
            let keys = if from == source { &mut links.own } else { &mut links.keys };
            add(keys, &mut links.several, key.to_owned(), id);
        })?;
        links.merged = merged;
        Ok(links)
    }

    /// Whether any two are called alike.
    pub fn are_shared(&self) -> bool {
        !self.several.is_empty()
    }

    /// The record of a key that this workspace wrote, if it is still here; the one that it was merged into.
    pub fn here(&self, key: &str) -> Option<Id> {
        let (kind, mark) = self.mark.as_ref()?;
        let (id, part) = mark.record(key, kind)?;
        part.is_none().then(|| self.merged.get(&id).copied().unwrap_or(id))
    }

    /// The record that a text names, if it is one alone; a column of keys asks keys first. A number that a program wrote with
    /// decimals is the same without: `17850.0`.
    pub fn find(&self, text: &str, keyed: bool) -> Option<Id> {
        match self.whole(text, keyed)? {
            Named::One(id) => Some(id),
            Named::Several(_) => None,
        }
    }

    /// Whether the source of this file gave a key.
    pub fn is_own(&self, key: &str) -> bool {
        self.own.contains_key(key)
    }

    /// Those that a text names, where they are several.
    pub fn several(&self, text: &str, keyed: bool) -> &[Id] {
        match self.whole(text, keyed) {
            Some(Named::Several(at)) => &self.several[at],
            _ => &[],
        }
    }

    fn whole(&self, text: &str, keyed: bool) -> Option<Named> {
        let whole = || text.strip_suffix(".0").filter(|whole| whole.bytes().all(|byte| byte.is_ascii_digit()));
        self.named(text, keyed).or_else(|| self.named(whole()?, keyed))
    }

    fn named(&self, text: &str, keyed: bool) -> Option<Named> {
        let key = || self.own.get(text).or_else(|| self.keys.get(text)).copied();
        let name = || self.names.get(&fold(text)).copied();
        if keyed { key().or_else(name) } else { name().or_else(key) }
    }

    /// All that records are called, each with the record, if it is one alone.
    pub fn names(&self) -> impl Iterator<Item = (&str, Id)> {
        self.names.iter().filter_map(|(name, named)| match named {
            Named::One(id) => Some((name.as_str(), *id)),
            Named::Several(_) => None,
        })
    }

    /// A record was made by this import.
    pub fn is_called(&mut self, id: Id, name: &str) {
        add(&mut self.names, &mut self.several, fold(name), id);
    }

    /// Its source knows a record by a key from now on.
    pub fn is_keyed(&mut self, id: Id, key: &str) {
        add(&mut self.own, &mut self.several, key.to_owned(), id);
    }

    /// A record was saved.
    pub fn hear(&mut self, db: &Db, at: Ref) -> Result<()> {
        let Ok(row) = db.any(at.kind, at.id) else { return Ok(()) };
        for column in columns(at.kind) {
            if let Value::Text(name) = row.value(column) {
                add(&mut self.names, &mut self.several, fold(&name), at.id);
            }
        }
        Ok(())
    }
}

/// The rows of the lists that people own.
#[derive(Clone, Default)]
pub struct Codes {
    by_word: HashMap<(&'static str, String), Id>,
    ranks: HashMap<&'static str, (i64, i64)>,
}

impl Codes {
    pub fn of(db: &Db) -> Result<Self> {
        let mut codes = Self::default();
        let ended: Vec<Id> = words::ended_stages(db);
        for code in db.all::<Code>()? {
            codes.add(&code, &ended);
        }
        Ok(codes)
    }

    fn add(&mut self, code: &Code, ended: &[Id]) {
        let list = code.list.key();
        for said in [&code.name, &code.en, &code.vi] {
            // The older row of a word is meant.
            self.by_word.entry((list, fold(said))).or_insert(code.id);
        }
        let (last, open) = self.ranks.entry(list).or_default();
        *last = (*last).max(code.rank);
        if !ended.contains(&code.id) {
            *open = (*open).max(code.rank);
        }
    }

    /// The row that is called so.
    pub fn called(&self, list: &'static str, text: &str) -> Option<Id> {
        self.by_word.get(&(list, fold(text))).copied()
    }

    /// The row that a word means, and why.
    pub fn meant(&self, list: &'static str, text: &str) -> Option<(Id, By)> {
        let named = self.called(list, text).map(|id| (id, By::Name));
        named.or_else(|| self.called(list, words::of_list(list, &fold(text))?).map(|id| (id, By::Table)))
    }

    /// A new row for a word that the list has not: people own it, and may retire it. A stage is open, so it stands before
    /// those at which all is over.
    pub fn make(&mut self, tx: &Tx, list: &'static str, text: &str) -> Result<Option<Id>> {
        let Some(of) = List::of(list) else { return Ok(None) };
        let slug = parted(text).join("-");
        let name = if slug.is_empty() { text.to_owned() } else { slug };
        let (last, open) = self.ranks.get(list).copied().unwrap_or_default();
        let rank = if list == words::STAGES { open } else { last + 1 };
        let (en, vi) = (text.to_owned(), text.to_owned());
        let mut code = Code { list: of, name, en, vi, rank, ..Code::default() };
        tx.save(&mut code)?;
        self.add(&code, &[]);
        Ok(Some(code.id))
    }
}

/// The keys by which the source of a file knows records here. Of each a digest is held alone, for a file of a million rows
/// has as many; what a key that is met again stands for is asked of the workspace.
pub struct Keys {
    kind: &'static str,
    source: String,
    met: HashSet<u32, RandomState>,
    /// Parts of a record that is not saved yet.
    unsaved: HashMap<String, Outside>,
    /// Of lines: whether each is in the currency of its order.
    pub orders_tell: bool,
}

impl Keys {
    /// Those of a source, with room for as many rows.
    pub fn of(db: &Db, kind: &'static str, source: &str, rows: u64) -> Result<Self> {
        let mut met = HashSet::with_capacity_and_hasher(usize::try_from(rows)?, RandomState::default());
        db.each_key_of(kind, source, |key| {
            met.insert(digest(key));
        })?;
        Ok(Self { kind, source: source.to_owned(), met, unsaved: HashMap::new(), orders_tell: false })
    }

    /// What a key stands for; one of linchpin's may be known from when keys did not say their kind.
    pub fn find(&self, db: &Db, key: &str) -> Result<Option<Outside>> {
        let known = self.met(db, key)?;
        bare(key).filter(|_| known.is_none()).map_or(Ok(known), |key| self.met(db, key))
    }

    fn met(&self, db: &Db, key: &str) -> Result<Option<Outside>> {
        if !self.met.contains(&digest(key)) {
            return Ok(None);
        }
        match self.unsaved.get(key) {
            Some(known) => Ok(Some(*known)),
            None => db.outside(self.kind, &self.source, key),
        }
    }

    /// The part that a key stands for, of a record that is not saved yet.
    pub fn unsaved(&self, key: &str) -> Option<Outside> {
        self.unsaved.get(key).copied()
    }

    /// A key stands for a record from now on.
    pub fn add(&mut self, key: &str) {
        self.met.insert(digest(key));
    }

    /// A key stands for a part of a record that is not saved yet.
    pub fn add_unsaved(&mut self, key: String, part: Outside) {
        self.met.insert(digest(&key));
        self.unsaved.insert(key, part);
    }

    /// The record is saved, with all its parts.
    pub fn saved(&mut self) {
        self.unsaved.clear();
    }
}

impl Run<'_, '_, '_> {
    /// What others saved in a pause is known to the rows that follow.
    pub fn hear(&mut self, others: &[Ref]) -> Result<()> {
        for at in others {
            if let Some(twins) = &mut self.twins {
                twins.hear(self.tx, *at)?;
            }
            if let Some(links) = self.links.get_mut(at.kind) {
                Arc::make_mut(links).hear(self.tx, *at)?;
            }
            if let (Some(goods), Product::KIND) = (&mut self.goods, at.kind) {
                goods.add(at.id, &*self.tx.any(at.kind, at.id)?);
            }
            if let (Some(staff), Person::KIND) = (&mut self.staff, at.kind) {
                staff.add(at.id, &*self.tx.any(at.kind, at.id)?);
            }
        }
        Ok(())
    }
}

/// Half of a digest: some keys of a million have the same one, and cost a question more.
fn digest(key: &str) -> u32 {
    let mut digest = Digest::default();
    digest.add(key);
    let [.., a, b, c, d] = digest.value().to_le_bytes();
    u32::from_le_bytes([a, b, c, d])
}
