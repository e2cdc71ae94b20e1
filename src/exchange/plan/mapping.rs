//! Which column of a file is brought into which field, and why: by what it is called, by what its cells are, or because
//! a person said so.
use super::by_cells::{by_cells, by_key_of_owner, may_be, name_by_cells};
use super::called::{brought, names_of, place};
use super::core::is_known_by_number;
use super::currency;
use super::days::day_of_order;
use super::discount;
use super::joined::{join_clocks, join_names};
use super::keyed::unique;
use super::map::Map;
use super::stages;
use crate::domain::field::{Head, Home};
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
    /// It is called after keys of such rows, its cells are all there, and no two are alike: a guess.
    Unique,
    /// It is called after keys, of whatever: a guess that each row must bear out.
    Perhaps,
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
            Self::Unique | Self::Perhaps => say("guess: unique", "đoán: duy nhất"),
            Self::Cells => say("its cells", "nội dung"),
            Self::Joined => say("joined", "ghép"),
            Self::Instead => say("if that is empty", "khi cột kia trống"),
            Self::Said => say("as you said", "bạn chọn"),
        }
    }

    /// Whether a key is no more than guessed.
    pub const fn is_guess_of_key(self) -> bool {
        matches!(self, Self::Unique | Self::Perhaps)
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
    /// Columns that are called as a discount is, and hold amounts: they go nowhere.
    pub amounts: Vec<usize>,
}

impl Mapping {
    /// The field that a column goes into.
    pub fn of(&self, column: usize) -> Option<(usize, Ground)> {
        self.fields.iter().find_map(|taken| {
            let at = taken.columns.iter().find(|(at, _)| *at == column)?;
            Some((taken.head, at.1))
        })
    }

    /// Whether no column goes into a field yet, by its place.
    pub fn lacks(&self, head: usize) -> bool {
        self.fields.iter().all(|taken| taken.head != head)
    }

    /// Gives a column to a field that has none, where there is one for it.
    pub(super) fn give(&mut self, head: usize, column: Option<(usize, Ground)>, free: &mut [bool]) {
        if let Some((column, ground)) = column.filter(|_| self.lacks(head)) {
            free[column] = false;
            self.fields.push(Taken { head, columns: vec![(column, ground)] });
        }
    }

    /// Whether a field of one of these names is brought.
    pub fn brings(&self, heads: &[&'static Head], names: &[&str]) -> bool {
        let keyed = self.key.is_some() && names.contains(&"key");
        keyed || self.fields.iter().any(|taken| names.contains(&heads[taken.head].key))
    }
}

/// How well a name fits; the greater the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
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
pub struct Fit {
    pub rank: Rank,
    ground: Ground,
    pub column: usize,
    pub head: usize,
    /// Which of the field's names it was, the first the best.
    nth: usize,
    /// How much of the header it was.
    length: usize,
}

/// Works out where the columns go; `kinds` are the names of what the rows are, for a key that is named after it.
pub fn guess(heads: &[&'static Head], looked: &Looked, kinds: &[&str], map: &Map) -> Mapping {
    let Looked { header, labels, columns, samples, .. } = looked;
    let names: Vec<Name> = labels.iter().map(|text| Name::new(without_kind(text, kinds))).collect();
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
    fits.retain(|fit| fit.rank > Rank::Begins || may_be(heads[fit.head], &columns[fit.column], &samples[fit.column]));
    stages::tell_apart(heads, samples, &mut fits);
    mapping.amounts = discount::take_out(heads, looked, &names, &mut fits);
    // What people know a thing by goes before what other systems do: a `Mã` of goods.
    let outside = |fit: &Fit| heads[fit.head].home == Home::Outside;
    fits.sort_by_key(|fit| (std::cmp::Reverse((fit.rank, fit.length)), outside(fit), fit.nth, fit.column));
    join_names(heads, &names, &fits, &mut free, &mut mapping);
    join_clocks(heads, &names, &mut free, &mut mapping);
    let own = labels.iter().any(|text| text == SAID);
    for fit in &fits {
        take(heads, fit, own, &mut free, &mut mapping);
    }
    currency::by_cells(heads, samples, &names, &mut free, &mut mapping);
    by_cells(heads, columns, &mut free, &mut mapping);
    day_of_order(heads, looked, &names, &mut free, &mut mapping);
    if labels.iter().all(String::is_empty) {
        name_by_cells(heads, columns, &mut free, &mut mapping);
    }
    by_key_of_owner(heads, columns, &names, &mut free, &mut mapping);
    if mapping.key.is_none() && !is_known_by_number(heads, &mapping) {
        mapping.key = unique(heads, looked, &names, kinds, map, &mapping);
    }
    mapping.fields.sort_by_key(|taken| taken.head);
    mapping
}

/// What a column is called without what its rows are, which some programs put before each: `Deal - Value`.
pub(super) fn without_kind<'a>(text: &'a str, kinds: &[&str]) -> &'a str {
    let of_kind = |before: &str| kinds.contains(&Name::new(before).whole.as_str());
    text.split_once(" - ").filter(|(before, _)| of_kind(before)).map_or(text, |(_, name)| name)
}

fn fits(heads: &[&'static Head], labels: &[String], names: &[Name], free: &[bool]) -> Vec<Fit> {
    let mut all = Vec::new();
    for (head, known) in heads.iter().enumerate().filter(|(_, head)| brought(head)) {
        for (nth, said) in names_of(known).enumerate() {
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
    // The second of several, as address books write it: `Phone 2 - Value`.
    if reached && matches!(rest, [n, value] if value == "value" && is_sort(n)) {
        return Some((Rank::Near, Ground::Name));
    }
    // What ends as keys do is no name of anything but a number; and what actions set is seldom guessed at.
    let number = name.keyed().is_some() && !reached;
    let guessed = head.edit.by_hand() || GUESSED.contains(&head.key) && !matches!(head.kind, Kind::Whole);
    (guessed && !number && !is_another(head, rest)).then_some((Rank::Begins, Ground::Begins))
}

/// What actions set here, and files of others say.
const GUESSED: [&str; 7] = ["state", "stage", "created", SAID, "imported_total", "shipped", "delivered"];

/// What follows the name of an amount that is another: what it cost, a part of it, a number of things.
#[rustfmt::skip]
const OTHER_AMOUNTS: [&str; 30] = [
    "von", "nhap", "cost", "mua", "tri", "thue", "tax", "vat", "giam", "chiet", "discount", "phi", "fee", "fees", "ship",
    "shipping", "weight", "khoi", "can", "qty", "quantity", "so", "sl", "items", "item", "lines", "orders", "paid", "da", "no",
];
/// What stands behind a day that something was done where it is yet to be.
const PLANNED: [&str; 8] = ["du", "hen", "expected", "estimated", "planned", "promised", "requested", "scheduled"];
/// What follows a state that is of something else: of the payment, the invoice.
const OTHER_STATES: [&str; 8] = ["thanh", "hoa", "payment", "billing", "invoice", "date", "reason", "note"];

/// Whether what stands behind the name of a field says that another is meant: `Giá vốn`, `Ngày giao dự kiến`.
fn is_another(head: &Head, rest: &[String]) -> bool {
    let of = |words: &[&str], word: &String| words.contains(&word.as_str());
    match head.kind {
        Kind::Money => rest.first().is_some_and(|word| of(&OTHER_AMOUNTS, word)),
        Kind::Day if !head.edit.by_hand() => rest.iter().any(|word| of(&PLANNED, word)),
        _ if head.edit.by_hand() => false,
        _ => rest.first().is_some_and(|word| of(&OTHER_STATES, word)),
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
pub const SAID: &str = "imported_state";

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
    let several = matches!(head.home, Home::Reach(_) | Home::Tags);
    let alone = |taken: &Taken| taken.columns.iter().all(|(_, g)| *g != Ground::Said);
    let many = |taken: &Taken| several || matches!(head.kind, Kind::Link(_)) && alone(taken);
    let room = taken.is_none_or(|taken| rank > Rank::Begins && many(taken));
    // Our own orders say how far they are beside what another system said of them once; a sale was won one day, or lost.
    let instead = !room && rank == Rank::Action && (own && head.key == SAID || head.key == "ended");
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
