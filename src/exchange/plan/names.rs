//! What was decided of names in a file that no record has: which record is meant, that a new one is made, or that it stays
//! as it is written; and the same of words that stand for a choice. It is decided once for all rows, and kept for the next
//! file of that shape.
use super::{Plan, keyed};
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::kinds::shape;
use crate::domain::problem::{Fault, Problems};
use crate::domain::value::{Id, Value};
use crate::domain::world::{Hit, World};
use crate::lang::fault;
use crate::store::Db;
use anyhow::Result;

/// Kinds of which a name is enough to make one.
pub const MADE: [&str; 4] = ["account", "contact", "product", "person"];

/// Begins what is said of a name or word that a new one is made for.
pub const NEW: char = '+';

/// What was decided of a name or a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// This record, or this row of a list.
    Is(Id),
    /// This choice, by its key.
    Choice(String),
    /// A new one of that name.
    New,
    /// A new one of another name.
    As(String),
    /// Nobody knows: it stays as it is written, and is not asked again.
    Left,
}

impl Meant {
    /// What stands for it where it is kept.
    fn read(text: &str) -> Self {
        match text {
            "-" => Self::Left,
            text => Self::made(text)
                .unwrap_or_else(|| text.parse().map_or_else(|_| Self::Choice(text.to_owned()), Self::Is)),
        }
    }

    /// That a new one is made, as `+` says, or `+NAME` of another name; nothing, where it is not said.
    pub fn made(text: &str) -> Option<Self> {
        let name = text.strip_prefix(NEW)?.trim();
        Some(if name.is_empty() { Self::New } else { Self::As(name.to_owned()) })
    }

    fn write(&self) -> String {
        match self {
            Self::Is(id) => id.to_string(),
            Self::Choice(key) => key.clone(),
            Self::New => "+".to_owned(),
            Self::As(name) => format!("{NEW}{name}"),
            Self::Left => "-".to_owned(),
        }
    }

    /// As a field holds it; nothing, where that is not here yet or stays as it is written.
    pub fn value(&self) -> Option<Value> {
        match self {
            Self::Is(id) => Some(Value::Whole(*id)),
            Self::Choice(key) => Some(Value::Text(key.clone())),
            Self::New | Self::As(_) | Self::Left => None,
        }
    }
}

/// The names of which something was decided, each of a kind; and the words, each of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(Vec<(String, String, Meant)>);

/// Under which name they are kept beside how the columns go.
const KEPT: &str = ":names";
/// Stands before the field that words are of: what names are of is a kind.
const WORDS: &str = "words.";

/// What the words of a field are of, as names are of a kind.
pub fn words_of(field: &str) -> String {
    format!("{WORDS}{field}")
}

impl Names {
    /// Reads what `write` wrote: of what it is, what is meant and the name in a line each.
    pub fn read(text: &str) -> Self {
        let line = |line: &str| {
            let mut parts = line.splitn(3, '\t');
            let (of, meant, name) = (parts.next()?, parts.next()?, parts.next()?);
            let known = of.starts_with(WORDS) || shape(of).is_some();
            known.then(|| (of.to_owned(), name.to_owned(), Meant::read(meant)))
        };
        Self(text.lines().filter_map(line).collect())
    }

    /// As it is read again.
    pub fn write(&self) -> String {
        let line = |(of, name, meant): &(String, String, Meant)| {
            let plain = |text: &str| text.replace(['\n', '\t'], " ");
            format!("{of}\t{}\t{}", plain(&meant.write()), plain(name))
        };
        self.0.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// What was decided of a name.
    pub fn of(&self, of: &str, name: &str) -> Option<&Meant> {
        if self.0.is_empty() {
            return None;
        }
        let folded = fold(name);
        self.0.iter().find(|(known, text, _)| known == of && fold(text) == folded).map(|(.., meant)| meant)
    }

    /// Decides of a name.
    pub fn put(&mut self, of: &str, name: &str, meant: Meant) {
        self.forget(of, name);
        self.0.push((of.to_owned(), name.to_owned(), meant));
    }

    /// Takes back what was decided.
    pub fn forget(&mut self, of: &str, name: &str) {
        let folded = fold(name);
        self.0.retain(|(known, text, _)| !(known == of && fold(text) == folded));
    }

    /// What was decided of the words of a field.
    pub fn words<'a>(&'a self, field: &'a str) -> impl Iterator<Item = (&'a str, &'a Meant)> {
        let of = move |of: &str| of.strip_prefix(WORDS) == Some(field);
        self.0.iter().filter(move |(known, ..)| of(known)).map(|(_, text, meant)| (text.as_str(), meant))
    }

    /// The same, and after it what else was decided.
    pub fn then(mut self, other: &Self) -> Self {
        for (of, name, meant) in &other.0 {
            self.put(of, name, meant.clone());
        }
        self
    }

    /// What was decided for files of a shape.
    pub fn kept(db: &Db, shape: &str) -> Result<Self> {
        Ok(db.mapping(&format!("{shape}{KEPT}"))?.map_or_else(Self::default, |text| Self::read(&text)))
    }

    /// Keeps it for the next file of that shape.
    pub fn keep(&self, db: &Db, shape: &str) -> Result<()> {
        db.keep_mapping(&format!("{shape}{KEPT}"), &self.write())
    }
}

/// What a file names that no record is called, though some nearly are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The kind that is named.
    pub kind: &'static str,
    /// The name.
    pub name: String,
    /// In how many rows it stands.
    pub rows: u64,
    /// Who may be meant and what each is called, the nearest first.
    pub may_be: Vec<(Id, String)>,
    /// Whether they are all called so, and a number alone tells which is meant.
    pub several: bool,
    /// What was decided of it.
    pub meant: Option<Meant>,
    /// What the one that is meant is called.
    pub called: String,
}

impl Plan {
    /// Decides whom a name in its files means: a record by its name or number, a new one (`+`, or `+NAME`), nobody (`-`);
    /// nothing is decided of it any more where nothing is said.
    pub fn decide(&mut self, db: &Db, name: &str, to: &str) -> Result<(), Problems> {
        let mut known = false;
        let lines = self.inside.iter_mut().flat_map(|lines| &mut lines.files);
        for file in self.files.iter_mut().chain(lines) {
            let mut kinds: Vec<&'static str> = file.fields.iter().filter_map(|field| linked(field.head.kind)).collect();
            kinds.sort_unstable();
            kinds.dedup();
            for kind in kinds {
                let meant = match to {
                    "" => None,
                    "-" => Some(Meant::Left),
                    _ if to.starts_with(NEW) => Meant::made(to).filter(|_| MADE.contains(&kind)),
                    _ => match db.find(kind, to) {
                        Hit::One(id) => Some(Meant::Is(id)),
                        _ => continue,
                    },
                };
                known = true;
                match meant {
                    Some(meant) => file.names.put(kind, name, meant),
                    None => file.names.forget(kind, name),
                }
            }
        }
        if known { Ok(()) } else { Err(Fault::new(fault::not_known(to)).at(name).into()) }
    }

    /// Keeps what was decided for the next files of these shapes, and which columns were guessed to be their keys.
    pub fn keep_decided(&self, db: &Db) -> Result<()> {
        for file in self.all_files() {
            keyed::keep(db, &file.shape, &file.looked, &file.mapping)?;
            if Names::kept(db, &file.shape)? != file.names {
                file.names.keep(db, &file.shape)?;
            }
        }
        Ok(())
    }
}

/// The kind of records that a field leads to.
pub fn linked(kind: Kind) -> Option<&'static str> {
    if let Kind::Link(kind) = kind { Some(kind) } else { None }
}
