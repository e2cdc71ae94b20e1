//! Which column of a file is brought into which field, and why: by what it is called, by what its cells are, or because
//! a person said so.
use super::by_cells::{by_cells, by_key_of_owner, may_be, name_by_cells, unique};
use super::map::Map;
use crate::domain::field::{Edit, Head, Home};
use crate::domain::kind::Kind;
use crate::exchange::column::look::Looked;
use crate::exchange::file::header::Name;
use crate::lang::{Text, say};

/// Why a column is brought in as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Its name is the field's own, or one that the field goes by.
    Name,
    /// Its name is the field's, and says that keys stand there.
    Key,
    /// Its name begins so.
    Begins,
    /// Its cells are all there, and no two are alike.
    Unique,
    /// Its cells are telephone numbers, or mailboxes.
    Cells,
    /// It is put together with others.
    Joined,
    /// It is asked where another is empty.
    Instead,
    /// A person said so.
    Said,
}

impl Ground {
    /// As the preview says it.
    pub fn text(self) -> Text {
        match self {
            Self::Name => say("its name", "tên cột"),
            Self::Key => say("its name, a key", "tên cột, là mã"),
            Self::Begins => say("begins so", "đầu tên cột"),
            Self::Unique => say("unique", "không trùng"),
            Self::Cells => say("its cells", "nội dung"),
            Self::Joined => say("joined", "ghép"),
            Self::Instead => say("if that is empty", "khi cột kia trống"),
            Self::Said => say("as you said", "bạn chọn"),
        }
    }
}

/// A field, and the columns that are brought into it.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Its place among the fields of the target.
    pub head: usize,
    /// In the order in which they are put together, or asked one after another.
    pub columns: Vec<(usize, Ground)>,
}

/// Where everything goes.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    /// In the order of the target's fields.
    pub fields: Vec<Taken>,
    /// The column by which other systems know the rows. It may go into a field besides.
    pub key: Option<(usize, Ground)>,
}

impl Mapping {
    /// The field that a column goes into.
    pub fn of(&self, column: usize) -> Option<(usize, Ground)> {
        self.fields.iter().find_map(|taken| {
            let at = taken.columns.iter().find(|(at, _)| *at == column)?;
            Some((taken.head, at.1))
        })
    }

    /// Whether a field of one of these names is brought.
    pub fn brings(&self, heads: &[&'static Head], names: &[&str]) -> bool {
        let keyed = self.key.is_some() && names.contains(&"key");
        keyed || self.fields.iter().any(|taken| names.contains(&heads[taken.head].key))
    }
}

/// How well a name fits; the greater the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Begins,
    /// `Phone 1`, or the key of a link.
    Near,
    /// A name of a field that only actions change here.
    Action,
    Name,
    /// The very key, as linchpin itself writes it.
    Own,
}

/// A column that may go into a field.
#[derive(Clone, Copy)]
struct Fit {
    rank: Rank,
    ground: Ground,
    column: usize,
    head: usize,
    /// Which of the field's names it was, the first the best.
    nth: usize,
    /// How much of the header it was.
    length: usize,
}

/// Whether files can bring a field.
pub fn brought(head: &Head) -> bool {
    head.edit != Edit::Derived
}

/// Works out where the columns go; `kinds` are the names of what the rows are, for a key that is named after it.
pub fn guess(heads: &[&'static Head], looked: &Looked, kinds: &[&str], map: &Map) -> Mapping {
    let Looked { header, labels, columns, samples, .. } = looked;
    let names: Vec<Name> = labels.iter().map(|text| Name::new(text)).collect();
    let mut mapping = Mapping::default();
    let mut free: Vec<bool> = vec![true; header.len()];
    for (at, text) in header.iter().enumerate() {
        let Some(said) = map.of(text) else { continue };
        free[at] = false;
        match said.and_then(|name| place(heads, name)) {
            Some(head) if heads[head].home == Home::Outside => mapping.key = Some((at, Ground::Said)),
            Some(head) => add(&mut mapping, head, at, Ground::Said),
            None => {}
        }
    }
    let mut fits = fits(heads, labels, &names, &free);
    // A name that only begins so is no ground where the cells say otherwise: `Phone Type`.
    fits.retain(|fit| fit.rank > Rank::Begins || may_be(heads[fit.head], &samples[fit.column]));
    fits.sort_by_key(|fit| (std::cmp::Reverse((fit.rank, fit.length)), fit.nth, fit.column));
    join_names(heads, &names, &fits, &mut free, &mut mapping);
    let own = labels.iter().any(|text| text == SAID);
    for fit in &fits {
        take(heads, fit, own, &mut free, &mut mapping);
    }
    by_cells(heads, columns, &mut free, &mut mapping);
    if labels.iter().all(String::is_empty) {
        name_by_cells(heads, columns, &mut free, &mut mapping);
    }
    by_key_of_owner(heads, columns, &names, &mut free, &mut mapping);
    if mapping.key.is_none() {
        mapping.key = unique(heads, columns, &names, kinds, map, header, &mapping);
    }
    mapping.fields.sort_by_key(|taken| taken.head);
    mapping
}

/// A field by its key or one of its labels.
pub fn place(heads: &[&'static Head], name: &str) -> Option<usize> {
    let wanted = Name::new(name);
    let own = heads.iter().position(|head| head.key == name);
    let labelled = || {
        heads.iter().position(|head| {
            let mut said = std::iter::once(head.key).chain(head.label.both()).chain(head.also.iter().copied());
            said.any(|said| Name::new(said).whole == wanted.whole)
        })
    };
    own.or_else(labelled).filter(|at| brought(heads[*at]))
}

fn fits(heads: &[&'static Head], labels: &[String], names: &[Name], free: &[bool]) -> Vec<Fit> {
    let mut all = Vec::new();
    for (head, known) in heads.iter().enumerate().filter(|(_, head)| brought(head)) {
        let said = std::iter::once(known.key).chain(known.label.both()).chain(known.also.iter().copied());
        for (nth, said) in said.enumerate() {
            let said = Name::new(said);
            for (column, name) in names.iter().enumerate().filter(|(at, name)| free[*at] && !name.whole.is_empty()) {
                let fit = |rank, ground| Fit { rank, ground, column, head, nth, length: said.words.len() };
                let own = nth == 0 && labels[column] == known.key;
                all.extend(match rank(known, name, &said) {
                    _ if own => Some(fit(Rank::Own, Ground::Name)),
                    Some((rank, ground)) => Some(fit(rank, ground)),
                    None => None,
                });
            }
        }
    }
    all
}

fn rank(head: &Head, name: &Name, said: &Name) -> Option<(Rank, Ground)> {
    let link = matches!(head.kind, Kind::Link(_));
    if name.whole == said.whole {
        let hand = head.edit.by_hand() || head.home == Home::Outside;
        return Some((if hand { Rank::Name } else { Rank::Action }, Ground::Name));
    }
    if link && name.is_key_of(said) {
        return Some((Rank::Near, Ground::Key));
    }
    let reached = matches!(head.home, Home::Reach(_));
    if reached && name.beside(said).is_some_and(is_sort) {
        return Some((Rank::Near, Ground::Name));
    }
    let rest = name.rest(said)?;
    match rest {
        // What ends as keys do is no name of anything but a number; and what actions set is not guessed at.
        _ if name.keyed().is_some() && !reached
            || !(head.edit.by_hand() || head.key == "state" || head.key == "created") =>
        {
            None
        }
        _ => Some((Rank::Begins, Ground::Begins)),
    }
}

/// What tells one address of a record from another, in front of `Phone` or behind it.
const SORTS: [&str; 16] = [
    "number",
    "no",
    "address",
    "work",
    "home",
    "other",
    "office",
    "business",
    "personal",
    "main",
    "primary",
    "secondary",
    "alternate",
    "mobile",
    "direct",
    "assistant",
];

fn is_sort(word: &str) -> bool {
    SORTS.contains(&word) || word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The field of what another system said of an order, as linchpin itself writes it.
const SAID: &str = "imported_state";

/// Gives a column to a field, if both are free for each other; `own` is of a file that linchpin wrote.
fn take(heads: &[&'static Head], fit: &Fit, own: bool, free: &mut [bool], mapping: &mut Mapping) {
    let (head, Fit { column, rank, ground, .. }) = (heads[fit.head], *fit);
    if !free[column] {
        return;
    }
    if head.home == Home::Outside {
        if mapping.key.is_none() && rank > Rank::Near {
            (mapping.key, free[column]) = (Some((column, ground)), false);
        }
        return;
    }
    let taken = mapping.fields.iter().find(|taken| taken.head == fit.head);
    let many = matches!(head.home, Home::Reach(_) | Home::Tags) || matches!(head.kind, Kind::Link(_));
    let room = match taken {
        None => true,
        Some(taken) => many && rank > Rank::Begins && taken.columns.iter().all(|(_, g)| *g != Ground::Said),
    };
    // Our own orders say how far they are beside what another system said of them once.
    let instead = own && !room && head.key == SAID && rank == Rank::Action;
    if room || instead {
        free[column] = false;
        add(mapping, fit.head, column, if instead { Ground::Instead } else { ground });
    }
}

fn add(mapping: &mut Mapping, head: usize, column: usize, ground: Ground) {
    match mapping.fields.iter_mut().find(|taken| taken.head == head) {
        // A key is asked before a name.
        Some(taken) if ground == Ground::Key => taken.columns.insert(0, (column, ground)),
        Some(taken) => {
            let at = taken.columns.partition_point(|(at, g)| *g == Ground::Key || *at < column);
            taken.columns.insert(at, (column, ground));
        }
        None => mapping.fields.push(Taken { head, columns: vec![(column, ground)] }),
    }
}

/// What the parts of a name are called; the second list is that of Vietnamese, whose order is the other way round.
const PARTS: [[&[&str]; 3]; 2] = [
    [
        &["firstname", "givenname", "forename", "first"],
        &["middlename", "middle"],
        &["lastname", "surname", "familyname", "last"],
    ],
    [&["ho"], &["tendem", "hodem", "dem", "holot", "tenlot", "chulot"], &["ten"]],
];

/// A name that stands in two or three columns, where none has the whole.
fn join_names(heads: &[&'static Head], names: &[Name], fits: &[Fit], free: &mut [bool], mapping: &mut Mapping) {
    let Some(head) = heads.iter().position(|head| head.key == "name" && brought(head)) else { return };
    if mapping.fields.iter().any(|taken| taken.head == head) {
        return;
    }
    for parts in PARTS {
        let find = |part: &[&str]| names.iter().position(|name| part.contains(&name.whole.as_str()));
        let found: Vec<usize> = parts.iter().filter_map(|part| find(part)).filter(|at| free[*at]).collect();
        let ends = [parts[0], parts[2]].map(|part| find(part).is_some_and(|at| free[at]));
        let latin = parts[0].contains(&"first");
        // A last name alone is a name; `Tên` alone is one by its own right.
        let enough = if latin { ends[0] || ends[1] } else { ends[0] && ends[1] };
        let whole = fits
            .iter()
            .any(|fit| fit.head == head && fit.rank > Rank::Near && free[fit.column] && !found.contains(&fit.column));
        if enough && !whole {
            let ground = if found.len() > 1 { Ground::Joined } else { Ground::Name };
            for at in &found {
                free[*at] = false;
            }
            mapping.fields.push(Taken { head, columns: found.into_iter().map(|at| (at, ground)).collect() });
            return;
        }
    }
}
