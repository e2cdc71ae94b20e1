//! The column by which rows are known again where none is called a key. It is a guess, and a wrong one writes one record
//! over another: so it is never made of what is named after something else, shown as one, and kept for the next file of that
//! shape, whether or not its cells happen to differ, too. Of what is not named after these very rows each row must bear
//! it out (`run/another`).
use super::kinship::kind_names;
use super::map::Map;
use super::mapping::{Ground, Mapping, without_kind};
use super::target::TARGETS;
use crate::domain::field::{Head, Home};
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::exchange::column::look::Looked;
use crate::exchange::column::{Column, Holds};
use crate::exchange::file::header::Name;
use crate::store::Db;
use anyhow::Result;
use std::cmp::Reverse;

/// What is numbered by itself, and never twice: its `Id` is a key of whatever rows there are. A row is numbered anew in
/// each file.
const ANY: [&str; 3] = ["record", "external", "legacy"];
/// What has a key behind it that is counted or dialled, not kept: `Line No`, `Contact Number`.
const COUNTED: [&str; 7] = ["record", "line", "lines", "quantity", "details", "contact", "contacts"];
/// What several rows have, or each has anew, though it is written as a key: `Zip Code`, `Owner Id`, `Mã vùng`.
#[rustfmt::skip]
const ANOTHER: [&str; 72] = [
    "zip", "postal", "post", "postcode", "area", "region", "territory", "country", "province", "city", "state", "district", "ward", "street",
    "house", "room", "floor", "building", "bank", "swift", "branch", "tax", "vat", "currency", "phone", "mobile", "tel", "fax", "extension",
    "ext", "campaign", "source", "owner", "manager", "parent", "agent", "rep", "client", "supplier", "vendor", "partner", "shop", "store",
    "warehouse", "batch", "lot", "row", "language", "group", "category", "type", "promo", "discount", "coupon", "list",
    "vung", "buu", "dien", "tinh", "huyen", "xa", "khach", "hang", "cong", "ty", "thue", "vien", "kho", "lo", "nhom", "loai", "gia",
];

/// Whether a column is called after the keys of rows that are called by `kinds`, and how surely after keys at all; nothing
/// for what may be that of something else.
fn sure(name: &Name, kinds: &[&str]) -> Option<(Ground, u8)> {
    let sure = name.keyed()?;
    let (mut of, mut counted) = (name.words.clone(), false);
    match of.last().map(String::as_str) {
        Some("id" | "key" | "code" | "ma") => drop(of.pop()),
        Some("number" | "no" | "nr") => {
            of.pop();
            counted = true;
        }
        _ if of[0] == "ma" => drop(of.remove(0)),
        _ => of = vec![of[0].strip_suffix("id")?.to_owned()],
    }
    let whole = of.concat();
    let is = |kinds: &[&str], word: &str| kinds.iter().any(|kind| fold(kind).replace(' ', "") == word);
    let number = !of.is_empty() && of.iter().all(|word| !COUNTED.contains(&word.as_str()));
    if counted && !number {
        return None;
    }
    let kind = |word: &str| is(kinds, word);
    if kind(&whole) || of.iter().all(|word| kind(word) || ANY.contains(&word.as_str())) {
        return Some((Ground::Unique, sure));
    }
    let others: Vec<&str> = TARGETS.iter().flat_map(kind_names).filter(|other| !kinds.contains(other)).collect();
    let another = |word: &String| ANOTHER.contains(&word.as_str()) || is(&others, word);
    (!of.iter().any(another) && !is(&others, &whole)).then_some((Ground::Perhaps, sure))
}

/// Whether a column may be it: it goes nowhere that names something else, nor was anything said of it.
fn is_free(at: usize, heads: &[&'static Head], looked: &Looked, map: &Map, mapping: &Mapping) -> bool {
    let other = |head: &Head| matches!(head.home, Home::Reach(_)) || matches!(head.kind, Kind::Link(_) | Kind::Any);
    map.of(&looked.header[at]).is_none() && mapping.of(at).is_none_or(|(head, _)| !other(heads[head]))
}

/// The column that can be the outside key when none is called so, nor anything else by which rows are known.
pub fn unique(
    heads: &[&'static Head],
    looked: &Looked,
    names: &[Name],
    kinds: &[&str],
    map: &Map,
    mapping: &Mapping,
) -> Option<(usize, Ground)> {
    let plain = |column: &Column| matches!(column.holds, Holds::Text | Holds::Whole { .. } | Holds::YesNo);
    let able = |at: &usize| {
        let column = &looked.columns[*at];
        column.key && plain(column) && is_free(*at, heads, looked, map, mapping)
    };
    let all = (0..names.len()).filter(able).filter_map(|at| Some((sure(&names[at], kinds)?, at)));
    let ((ground, _), best) =
        all.max_by_key(|((ground, sure), at)| (*ground == Ground::Unique, *sure, Reverse(*at)))?;
    Some((best, ground))
}

/// Under which is kept what was guessed of files of a shape.
fn kept(shape: &str) -> String {
    format!("{shape}:key")
}

/// The same guess as for the file of that shape that was brought in first.
pub fn as_before(
    db: &Db,
    shape: &str,
    (heads, looked, kinds, map): (&[&'static Head], &Looked, &[&str], &Map),
    mapping: &mut Mapping,
) -> Result<()> {
    let guessed = mapping.key.is_none_or(|(_, ground)| ground.is_guess_of_key());
    let Some(before) = db.mapping(&kept(shape))?.filter(|_| guessed) else { return Ok(()) };
    let at = looked.header.iter().position(|header| *header == before && !before.is_empty());
    let at = at.filter(|at| is_free(*at, heads, looked, map, mapping));
    let ground = |at: usize| sure(&Name::new(without_kind(&looked.labels[at], kinds)), kinds).map(|(ground, _)| ground);
    mapping.key = at.map(|at| (at, ground(at).unwrap_or(Ground::Perhaps)));
    Ok(())
}

/// Keeps for the next files of that shape which column was guessed, or that none was.
pub fn keep(db: &Db, shape: &str, looked: &Looked, mapping: &Mapping) -> Result<()> {
    let guess = mapping.key.filter(|(_, ground)| ground.is_guess_of_key());
    let header = guess.map_or("", |(at, _)| looked.header[at].as_str());
    let at = kept(shape);
    if db.mapping(&at)?.is_none() { db.keep_mapping(&at, header) } else { Ok(()) }
}
