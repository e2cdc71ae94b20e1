//! Whatever is done, undone and done again leaves the same tables: actions drawn from all families, with all they ask.
use super::{morning_in, now, path};
use linchpin::act::{Call, FAMILIES};
use linchpin::domain::deed::Deed;
use linchpin::domain::draft::Entry;
use linchpin::domain::kind::Kind;
use linchpin::domain::lead::Lead;
use linchpin::domain::opportunity::Opportunity;
use linchpin::domain::order::Order;
use linchpin::domain::problem::Problems;
use linchpin::domain::value::{Id, Value};
use linchpin::lang::Lang;
use linchpin::store::{Session, Store};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Runs, and deeds in each.
const RUNS: u64 = 256;
const DEEDS: usize = 20;

/// A source of numbers that is the same at every run (xorshift64*).
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap() % n.max(1)
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        if list.is_empty() { None } else { Some(&list[self.below(list.len())]) }
    }
}

/// What journal, drafts and search keep is no record of the house.
const OTHER: [&str; 8] = ["entry", "change", "span", "name", "seq", "draft", "view", "mapping"];

/// Every table of the house, row by row, what follows from the rest included, and what the records are found by.
fn dump(path: &Path) -> Vec<String> {
    let sql = Connection::open(path).unwrap();
    let mut tables = sql.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
    let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut all = Vec::new();
    let shadow = |name: &String| ["find_", "exact_"].iter().any(|part| name.starts_with(part)) && name != "find_key";
    let own = |name: &&String| {
        !OTHER.contains(&name.as_str()) && !shadow(name) && !["find", "exact"].contains(&name.as_str())
    };
    for table in tables.iter().filter(own) {
        let mut found = sql.prepare(&format!("SELECT * FROM \"{table}\" ORDER BY 1, 2")).unwrap();
        let n = found.column_count();
        let mut rows = found.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<String> = (0..n).map(|i| cell(row.get_ref(i).unwrap())).collect();
            all.push(format!("{table} {}", cells.join("|")));
        }
    }
    all
}

/// Texts that some checked field takes.
const TEXTS: [&str; 13] = [
    "0903 123 456",
    "a@b.vn",
    "Asia/Tokyo",
    "EUR",
    "Mon–Fri 08–12",
    "vi",
    "source:fair",
    "VN",
    "3",
    "abc",
    "5 %",
    "08–11",
    "FOB",
];
const TIMES: [&str; 6] = ["tomorrow", "fri 9:30", "+2h", "+3d", "27/11", "next mon 14:00"];

fn cell(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => String::new(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        other => format!("{other:?}").replace("Integer", "").replace(['(', ')'], ""),
    }
}

fn ids(store: &Store, kind: &str) -> Vec<Id> {
    store.titles(kind, 50).unwrap().into_iter().map(|(id, _)| id).collect()
}

/// An answer that the field takes; none where there is nothing to choose from.
fn answer(store: &Store, entry: &Entry, draw: &mut Draw) -> Option<String> {
    let text = match entry.head.kind {
        Kind::Text | Kind::Note => format!("text {}", draw.below(5)),
        Kind::Whole => draw.below(9).to_string(),
        Kind::Money => format!("{}000", 1 + draw.below(9)),
        Kind::Percent => format!("{} %", draw.below(9)),
        Kind::Flag => ["yes", "no"][draw.below(2)].to_owned(),
        Kind::Day | Kind::At => TIMES[draw.below(TIMES.len())].to_owned(),
        Kind::OneOf(all) => all()[draw.below(all().len())].0.to_owned(),
        Kind::Link(kind) => format!("#{}", draw.of(&ids(store, kind))?),
        Kind::Code(list) => draw.of(&store.codes(list))?.name.clone(),
        Kind::Any => format!("lead #{}", draw.of(&ids(store, "lead"))?),
        Kind::Checked(_) => {
            let good = |text: &&&str| entry.head.kind.read(text, &entry.value, &**store).is_ok();
            TEXTS.iter().filter(good).nth(draw.below(3)).or_else(|| TEXTS.iter().find(good))?.to_string()
        }
    };
    let read = entry.head.kind.read(&text, &entry.value, &**store);
    read.is_ok_and(|value| value != Value::Empty).then_some(text)
}

/// A deed at random, that may be refused.
fn deed(store: &mut Store, draw: &mut Draw, tally: &mut BTreeMap<String, u64>) -> bool {
    let family = &FAMILIES[draw.below(FAMILIES.len())];
    let kind = family.shape.kind;
    let acts: Vec<_> = family.acts().collect();
    let Some(act) = draw.of(&acts) else { return false };
    let name = format!("{kind} {}", act.about().name);
    tally.entry(name.clone()).or_default();
    let rows = ids(store, kind);
    // Mostly on a row that is ready for it, lest a step that few rows can take is never drawn.
    let from = draw.below(rows.len());
    let mut turned = rows[from..].iter().chain(&rows[..from]).copied();
    let first = rows.get(from).copied();
    let ready = |id: &Id| act.refusals(store, &[*id]).is_ok_and(|refusals| refusals.is_empty());
    let id = if draw.below(4) == 0 { first } else { turned.find(ready).or(first) };
    let ids: Vec<Id> = if act.on_rows() { id.into_iter().collect() } else { Vec::new() };
    if act.on_rows() && ids.is_empty() || (kind == "workspace" && act.about().name == "add") {
        return false;
    }
    let mut call = Call::new(kind, act.about().name, ids.clone()).unwrap();
    if let (Some(part), Some(id)) = (act.about().part, ids.first()) {
        let row = store.any(kind, *id).unwrap();
        let lines: Vec<Id> = row
            .parts()
            .iter()
            .filter(|p| p.key == part)
            .flat_map(|p| (0..p.rows.len()).map(|n| p.rows.at(n).id()).collect::<Vec<_>>())
            .collect();
        let Some(line) = draw.of(&lines) else { return false };
        call = call.with("line", line.to_string());
    }
    for entry in act.entries(store, &call.ids).unwrap() {
        let wanted = entry.text.is_empty() || draw.below(3) == 0;
        if let Some(text) = answer(store, &entry, draw).filter(|_| wanted && draw.below(4) > 0) {
            call = call.with(&entry.path, text);
        }
    }
    match call.perform(store) {
        Ok(_) => {
            *tally.entry(name).or_default() += 1;
            true
        }
        Err(error) => {
            let refused = error.downcast_ref::<Problems>().is_some();
            assert!(refused, "{name} {:?}: {error:#}", call.given);
            false
        }
    }
}

fn open(path: &Path) -> Store {
    Store::open(path, Session { lang: Lang::En, now: now(), who: 1, sitting: 1 }).unwrap()
}

fn begun() -> PathBuf {
    let mut store = morning_in(Lang::En);
    for (kind, given) in [
        ("account", vec![("name", "An Phát")]),
        ("contact", vec![("name", "Lê Tám"), ("account", "An Phát"), ("phone", "0911 222 333")]),
        ("task", vec![("subject", "call")]),
        ("absence", vec![("person", "Lan"), ("from", "today"), ("till", "+2d"), ("deputy", "Minh")]),
    ] {
        super::act(&mut store, kind, "add", &[], &given);
    }
    orders(&mut store);
    super::act(&mut store, "lead", "message", &[1], &[("text", "call me"), ("to", "Lan")]);
    super::act(&mut store, "lead", "disqualify", &[7], &[("reason", "spam")]);
    super::act(&mut store, "lead", "record", &[2], &[("outcome", "reached")]);
    let deed = Deed { kind: "lead".into(), act: "import".into(), count: 1, ..Deed::default() };
    let old = Lead { name: "Old".into(), history: true, ..Lead::default() };
    store.write(&deed, |tx| tx.save(&mut old.clone())).unwrap();
    store.path().to_owned()
}

/// Orders at every step, an opportunity at its last stage and one that is lost, and leads that can become both.
fn orders(store: &mut Store) {
    let rice = [("name", "ST25"), ("code", "S1"), ("price", "9000"), ("stock", "40")];
    super::act(store, "product", "add", &[], &rice);
    let lines =
        [("lines.1.product", "S1"), ("lines.1.quantity", "9"), ("lines.2.product", "S1"), ("lines.2.quantity", "5")];
    let steps = ["confirm", "prepare", "ship-all", "deliver", "close"];
    for step in (0..=steps.len()).chain([2, 3]) {
        let given: Vec<_> =
            lines.into_iter().chain([("account", "An Phát"), ("promised", "+3d"), ("po", "7")]).collect();
        let id = super::act(store, "order", "add", &[], &given).made[0].id;
        super::act(store, "order", "set", &[id], &[("po", &format!("PO {id}"))]);
        for name in &steps[..step] {
            super::act(store, "order", name, &[id], &[]);
        }
    }
    for (id, name) in [(7, "hold"), (8, "archive")] {
        super::act(store, "order", name, &[id], if name == "hold" { &[("reason", "quality")] } else { &[] });
    }
    let deed = Deed { kind: "order".into(), act: "import".into(), count: 1, ..Deed::default() };
    for history in [false, true] {
        let old = Order { imported_state: "Approved".into(), history, ..Order::default() };
        store.write(&deed, |tx| tx.save(&mut old.clone())).unwrap();
    }
    for name in ["Tết", "Rotterdam", "Oslo"] {
        super::act(store, "opportunity", "add", &[], &[("name", name), ("amount", "5000"), ("account", "An Phát")]);
    }
    super::act(store, "opportunity", "lose", &[1], &[("reason", "spam")]);
    super::act(store, "opportunity", "move", &[2], &[("stage", "negotiation")]);
    let old = Opportunity { name: "Old".into(), history: true, ..Opportunity::default() };
    store.write(&deed, |tx| tx.save(&mut old.clone())).unwrap();
    super::act(store, "lead", "qualify", &[3, 4], &[]);
}

#[test]
fn whatever_is_done_undone_and_done_again_leaves_the_same_tables() {
    let start = begun();
    let mut tally = BTreeMap::new();
    let mut without: BTreeSet<String> = BTreeSet::new();
    for seed in 1..=RUNS {
        let (file, mut draw) = (path(), Draw(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        std::fs::copy(&start, &file).unwrap();
        let mut store = open(&file);
        let before = dump(&file);
        let done = (0..DEEDS * 4).filter(|_| deed(&mut store, &mut draw, &mut tally)).take(DEEDS).count();
        let after = dump(&file);
        for n in 0..done {
            let turned = store.to_undo().unwrap().unwrap();
            store.undo_entry(turned.entry).unwrap_or_else(|e| panic!("seed {seed}, undo {n}: {:?} {e:#}", turned.deed));
        }
        same(&dump(&file), &before, seed);
        for n in 0..done {
            let turned = store.to_redo().unwrap().unwrap();
            store.undo_entry(turned.entry).unwrap_or_else(|e| panic!("seed {seed}, redo {n}: {:?} {e:#}", turned.deed));
        }
        same(&dump(&file), &after, seed);
        drop(store);
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", file.display()));
        }
    }
    without.extend(
        tally.iter().filter(|(name, count)| **count == 0 && *name != "workspace add").map(|(name, _)| name.clone()),
    );
    assert!(without.is_empty(), "never done: {without:?}");
}

#[track_caller]
fn same(now: &[String], then: &[String], seed: u64) {
    let (a, b): (BTreeSet<_>, BTreeSet<_>) = (now.iter().collect(), then.iter().collect());
    let (more, less): (Vec<_>, Vec<_>) = (a.difference(&b).collect(), b.difference(&a).collect());
    assert!(more.is_empty() && less.is_empty(), "seed {seed}\nnow  {more:#?}\nthen {less:#?}");
}
