//! Whatever is done, undone and done again leaves the same tables: actions drawn from all families, with all they ask.
use super::{morning_in, now, path};
use linchpin::act::{Call, EACH, FAMILIES, Family, REPLACE, Role, Unchanged, family};
use linchpin::domain::appointment::{Appointment, State as Meeting};
use linchpin::domain::deed::Deed;
use linchpin::domain::draft::Entry;
use linchpin::domain::kind::Kind;
use linchpin::domain::lead::Lead;
use linchpin::domain::opportunity::Opportunity;
use linchpin::domain::order::Order;
use linchpin::domain::problem::Problems;
use linchpin::domain::value::{Id, Value};
use linchpin::domain::world::World;
use linchpin::exchange::plan::target::called;
use linchpin::exchange::plan::{Options, Plan, Twice};
use linchpin::exchange::run::apply::{Watch, apply};
use linchpin::lang::Lang;
use linchpin::store::{Session, Store};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
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
const OTHER: [&str; 9] = ["entry", "change", "span", "under_way", "name", "seq", "draft", "view", "mapping"];

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
const TEXTS: [&str; 12] = [
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
        Kind::Text | Kind::Score | Kind::Note => format!("{}text {}", ["", "fri 14:00 "][draw.below(2)], draw.below(5)),
        Kind::Whole => draw.below(9).to_string(),
        Kind::Money => format!("{}000", 1 + draw.below(9)),
        Kind::Percent => format!("{} %", draw.below(9)),
        Kind::Flag => ["yes", "no"][draw.below(2)].to_owned(),
        Kind::Day | Kind::At => TIMES[draw.below(TIMES.len())].to_owned(),
        Kind::OneOf(all) => all()[draw.below(all().len())].0.to_owned(),
        Kind::Link(kind) | Kind::Links(kind) => format!("#{}", draw.of(&ids(store, kind))?),
        Kind::Code(list) => draw.of(&store.codes(list))?.name.clone(),
        Kind::Any | Kind::Several => format!("lead #{}", draw.of(&ids(store, "lead"))?),
        Kind::Checked(_) => {
            let good = |text: &&&str| entry.head.kind.read(text, &entry.value, &**store).is_ok();
            TEXTS.iter().filter(good).nth(draw.below(3)).or_else(|| TEXTS.iter().find(good))?.to_string()
        }
    };
    let read = entry.head.kind.read(&text, &entry.value, &**store);
    read.is_ok_and(|value| value != Value::Empty).then_some(text)
}

/// Whether the newest entry changed a row of the house.
fn changed(sql: &Connection) -> bool {
    let newest = "(SELECT max(id) FROM entry)";
    let any = format!(
        "SELECT EXISTS (SELECT 1 FROM change WHERE entry = {newest} UNION ALL SELECT 1 FROM span WHERE entry = {newest})"
    );
    sql.query_row(&any, [], |row| row.get(0)).unwrap()
}

/// What is done besides the actions, as the tally has it.
const IMPORT: &str = "an import with merges";
/// So many of a hundred deeds are one.
const IMPORTS: usize = 6;

/// A file of another system: some of its leads are here already, by key or by number, and are filled or changed.
fn import(store: &mut Store, draw: &mut Draw, file: &Path, tally: &mut BTreeMap<String, u64>) -> bool {
    let phones: Vec<&str> = super::LEADS.iter().map(|lead| lead.5).chain(["0905 000 111", "0905 000 222"]).collect();
    let mut text = "Lead Id,Last Name,Company,Phone,Title\n".to_owned();
    for _ in 0..=draw.below(3) {
        let (key, phone) = (draw.below(4), draw.of(&phones).unwrap());
        let (name, title) = (draw.below(9), ["", "Buyer", "Owner"][draw.below(3)]);
        writeln!(text, "K{key},Name {name},House {name},{phone},{title}").unwrap();
    }
    std::fs::write(file, text).unwrap();
    let options = Options { twice: Twice::Merge, ..Options::default() };
    let plan = Plan::new(store, called("leads").unwrap(), &[file.to_owned()], options, &mut |_, _| true).unwrap();
    let mut watch = Watch { step: &mut |_, _| true, reject: &mut |_| Ok(()) };
    let outcome = apply(store, &plan, false, &mut watch).unwrap();
    if outcome.counts.merged > 0 {
        *tally.entry(IMPORT.to_owned()).or_default() += 1;
    }
    outcome.batch.is_some()
}

/// A deed at random, that may be refused.
fn deed(store: &mut Store, sql: &Connection, draw: &mut Draw, tally: &mut BTreeMap<String, u64>) -> bool {
    if draw.below(100) < IMPORTS {
        let file = store.path().with_extension("csv");
        return import(store, draw, &file, tally);
    }
    if draw.below(100) < SEVERALS {
        return several(store, sql, draw, tally);
    }
    // One of two at random, else what was done least.
    let mut acts: Vec<_> = FAMILIES.iter().flat_map(|f| f.acts().map(|act| (f.shape.kind, act))).collect();
    let name_of =
        |(kind, act): &(&'static str, &'static dyn linchpin::act::Act)| format!("{kind} {}", act.about().name);
    for act in &acts {
        tally.entry(name_of(act)).or_default();
    }
    if draw.below(2) == 0 {
        acts.sort_by_key(|act| tally[&name_of(act)]);
        acts.truncate(12);
    }
    let Some((kind, act)) = draw.of(&acts).copied() else { return false };
    let name = name_of(&(kind, act));
    let rows = ids(store, kind);
    let ids = if act.on_rows() { draw.of(&rows).into_iter().copied().collect() } else { Vec::new() };
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
    let call = if act.about().name == REPLACE { replacing(call, store, draw) } else { answered(call, store, draw) };
    let done = tried(&call, store);
    *tally.entry(name).or_default() += u64::from(done && changed(sql));
    done
}

/// In some field of a row all that stands there gives way to another text.
fn replacing(call: Call, store: &Store, draw: &mut Draw) -> Call {
    let mut asked = family(call.kind).unwrap().act("set").unwrap().entries(store, &call.ids).unwrap();
    asked.retain(|entry| !entry.path.contains('.'));
    let entry = draw.of(&asked).unwrap();
    let with = answer(store, entry, draw).unwrap_or_default();
    call.with("field", &entry.path).with("find", &entry.text).with("with", with).with("whole", "yes")
}

/// The same with something said to most of what it asks.
fn answered(call: Call, store: &Store, draw: &mut Draw) -> Call {
    call.act.entries(store, &call.ids).unwrap().into_iter().fold(call, |call, entry| {
        let wanted = entry.text.is_empty() || draw.below(3) == 0;
        let text = match entry.path.as_str() {
            // What is merged is of the same kind.
            "with" => draw.of(&ids(store, call.kind)).map(|id| format!("{} #{id}", call.kind)),
            "take" => Some(["note", "tag"][draw.below(2)].to_owned()),
            // What has left was ordered before.
            "ordered" => Some(["20/11/2026", "21/11/2026"][draw.below(2)].to_owned()),
            _ => answer(store, &entry, draw),
        };
        match text.filter(|_| wanted && draw.below(4) > 0) {
            Some(text) => call.with(&entry.path, text),
            None => call,
        }
    })
}

/// Whether it was done; else it was refused in words.
fn tried(call: &Call, store: &mut Store) -> bool {
    let done = call.perform(store);
    if let Err(error) = &done {
        let refused = error.is::<Problems>() || error.is::<Unchanged>();
        assert!(refused, "{} {} {:?}: {error:#}", call.kind, call.act.about().name, call.given);
    }
    done.is_ok()
}

/// What one key can change in marked rows of several kinds; a message only makes others.
const PARTS: [Role; 6] = [Role::Forward, Role::Back, Role::Assign, Role::Later, Role::Contact, Role::Archive];

/// What playing a part over rows of several kinds is called in the tally.
fn several_by(role: Role) -> String {
    format!("{role:?} over rows of several kinds")
}

/// So many of a hundred deeds are one.
const SEVERALS: usize = 20;

/// What one key does to marked rows of two or three kinds, that may be refused.
fn several(store: &mut Store, sql: &Connection, draw: &mut Draw, tally: &mut BTreeMap<String, u64>) -> bool {
    let works: Vec<&Family> = FAMILIES.iter().filter(|family| family.shape.works).collect();
    let mut kinds: Vec<(&Family, Vec<Id>)> = Vec::new();
    for _ in 0..2 + draw.below(2) {
        let family = draw.of(&works).copied().unwrap();
        let marked: BTreeSet<Id> = (0..2).filter_map(|_| draw.of(&ids(store, family.shape.kind)).copied()).collect();
        if !marked.is_empty() && kinds.iter().all(|(known, _)| known.shape.kind != family.shape.kind) {
            kinds.push((family, marked.into_iter().collect()));
        }
    }
    if kinds.len() < 2 {
        return false;
    }
    let (family, rows) = kinds.remove(0);
    let acts: Vec<_> = family.acts().filter(|act| act.about().part.is_none() && act.joint().is_some()).collect();
    let act = draw.of(&acts).copied().unwrap();
    let call = Call {
        kind: family.shape.kind,
        act,
        ids: rows,
        given: Vec::new(),
        also: Vec::new(),
        basis: None,
        born: std::collections::BTreeMap::new(),
    };
    let mut call = answered(call.over(kinds, store).unwrap(), store, draw);
    if act.about().role == Role::Assign && draw.below(3) == 0 {
        call = call.with("to", EACH);
    }
    let marked: Vec<(&str, Vec<Id>)> =
        call.also.iter().map(|part| (part.kind, part.ids.clone())).chain([(call.kind, call.ids.clone())]).collect();
    let done = tried(&call, store);
    let touched = marked.iter().filter(|(kind, ids)| done && has_changed(sql, kind, ids)).count();
    if touched > 1 {
        *tally.entry(several_by(call.act.about().role)).or_default() += 1;
    }
    done
}

/// Whether the newest entry changed one of these rows.
fn has_changed(sql: &Connection, kind: &str, ids: &[Id]) -> bool {
    let newest = "SELECT change.row FROM change JOIN name ON name.id = change.tbl
                  WHERE change.entry = (SELECT max(id) FROM entry) AND name.tbl = ?";
    let mut rows = sql.prepare_cached(newest).unwrap();
    rows.query_map([kind], |row| row.get::<_, Id>(0)).unwrap().any(|row| ids.contains(&row.unwrap()))
}

fn open(path: &Path) -> Store {
    Store::open(path, Session { lang: Lang::En, now: now(), who: 1, sitting: 1 }).unwrap()
}

const ORDER: [(&str, &str); 8] = [
    ("account", "An Phát"),
    ("promised", "+9d"),
    ("lines.1.product", "ST25"),
    ("lines.1.quantity", "10"),
    ("lines.1.price", "100.000"),
    ("lines.2.product", "ST25"),
    ("lines.2.quantity", "4"),
    ("lines.2.price", "90.000"),
];

fn begun() -> PathBuf {
    let mut store = morning_in(Lang::En);
    for (kind, given) in [
        ("account", vec![("name", "An Phát")]),
        ("contact", vec![("name", "Lê Tám"), ("account", "An Phát"), ("phone", "0911 222 333")]),
        ("task", vec![("subject", "call")]),
        ("product", vec![("name", "ST25"), ("code", "P1"), ("price", "100.000")]),
        ("order", ORDER.to_vec()),
        ("order", ORDER.to_vec()),
        ("order", ORDER.to_vec()),
        ("order", ORDER.to_vec()),
        ("order", ORDER.to_vec()),
        ("order", ORDER.to_vec()),
        ("opportunity", vec![("name", "Rice"), ("account", "An Phát"), ("amount", "5.000.000")]),
        ("opportunity", vec![("name", "More rice"), ("account", "An Phát"), ("amount", "5.000.000")]),
        ("absence", vec![("person", "Lan"), ("from", "today"), ("till", "+2d"), ("deputy", "Minh")]),
    ] {
        super::act(&mut store, kind, "add", &[], &given);
    }
    super::act(&mut store, "lead", "message", &[1], &[("text", "call me"), ("to", "Lan")]);
    super::act(&mut store, "lead", "qualify", &[3], &[]);
    super::act(&mut store, "order", "confirm", &[2, 3, 4, 5, 6], &[]);
    super::act(&mut store, "opportunity", "move", &[2], &[("stage", "negotiation")]);
    super::act(&mut store, "order", "prepare", &[3, 5, 6], &[]);
    super::act(&mut store, "order", "ship-all", &[3, 5], &[]);
    super::act(&mut store, "order", "deliver", &[3], &[]);
    super::act(&mut store, "order", "hold", &[4], &[("reason", "payment")]);
    super::act(&mut store, "lead", "disqualify", &[7], &[("reason", "spam")]);
    super::act(&mut store, "lead", "record", &[2], &[("outcome", "reached")]);
    let deed = Deed { kind: "lead".into(), act: "import".into(), count: 1, ..Deed::default() };
    let old = Lead { name: "Old".into(), history: true, ..Lead::default() };
    let old_order = Order { history: true, ..Order::default() };
    let old_chance = Opportunity { name: "Old".into(), history: true, ..Opportunity::default() };
    let start = Some(store.instant() + chrono::TimeDelta::days(2));
    let end = start.map(|at| at + chrono::TimeDelta::hours(1));
    let perhaps =
        Appointment { subject: "Perhaps".into(), start, end, state: Meeting::Tentative, ..Appointment::default() };
    store
        .write(&deed, |tx| {
            tx.save(&mut old.clone())?;
            tx.save(&mut old_order.clone())?;
            tx.save(&mut old_chance.clone())?;
            tx.save(&mut perhaps.clone())
        })
        .unwrap();
    store.path().to_owned()
}

#[test]
fn whatever_is_done_undone_and_done_again_leaves_the_same_tables() {
    let start = begun();
    let mut tally = BTreeMap::from([(IMPORT.to_owned(), 0)]);
    tally.extend(PARTS.map(|role| (several_by(role), 0)));
    let mut without: BTreeSet<String> = BTreeSet::new();
    for seed in 1..=RUNS {
        let (file, mut draw) = (path(), Draw(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        std::fs::copy(&start, &file).unwrap();
        let mut store = open(&file);
        let (before, sql) = (dump(&file), Connection::open(&file).unwrap());
        let done = (0..DEEDS * 8).filter(|_| deed(&mut store, &sql, &mut draw, &mut tally)).take(DEEDS).count();
        assert_eq!(done, DEEDS, "seed {seed}");
        drop(sql);
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
        let _ = std::fs::remove_file(file.with_extension("csv"));
    }
    assert!(["lead convert", IMPORT].iter().all(|name| tally.contains_key(*name)));
    without.extend(
        tally.iter().filter(|(name, count)| **count == 0 && *name != "workspace add").map(|(name, _)| name.clone()),
    );
    assert!(without.is_empty(), "never done, or never changed a row: {without:?}");
}

#[track_caller]
fn same(now: &[String], then: &[String], seed: u64) {
    let (a, b): (BTreeSet<_>, BTreeSet<_>) = (now.iter().collect(), then.iter().collect());
    let (more, less): (Vec<_>, Vec<_>) = (a.difference(&b).collect(), b.difference(&a).collect());
    assert!(more.is_empty() && less.is_empty(), "seed {seed}\nnow  {more:#?}\nthen {less:#?}");
}

/// Files that bring what leads to each other, and words and names that are new in the same deed.
const BROUGHT: [(&str, &[&str]); 6] = [
    (
        "accounts",
        &[
            "Name,Industry,Tier,Tags,Phone,Parent",
            "Foo Co,shipping,platinum,vip,0281 222 001,Bar Co",
            "Bar Co,fishing,gold,new,0281 222 002,Qux Co",
            "Qux Co,shipping,,vip,0281 222 003,",
        ],
    ),
    (
        "contacts",
        &[
            "First Name,Last Name,Account Name,Mobile,Role,Reports To",
            "Ann,Bee,New House,0903 777 001,taster,",
            "Cee,Dee,Other House,0903 777 002,buyer,Ann Bee",
        ],
    ),
    (
        "leads",
        &[
            "Last Name,Company,Phone,Lead Source,Industry,Tags",
            "Tám,Chợ Lớn,0903 888 001,on the boat,shipping,vip",
            "Sáu,Chợ Nhỏ,0903 888 002,at the gate,weaving,",
        ],
    ),
    (
        "opportunities",
        &[
            "Opportunity Name,Account Name,Amount,Stage,Lead Source",
            "Rice for all,An Phát,5000000,Proposal,on the boat",
            "More of it,Newest House,7000000,Haggling,at the gate",
        ],
    ),
    (
        "orders",
        &[
            "Order Number,Account,Order Date,Product,Quantity,Price,Currency",
            "B-1,An Phát,2026-11-20,ST25,5,100000,VND",
            "B-1,An Phát,2026-11-20,Nàng Hương,3,90000,VND",
            "B-2,Far House,2026-11-21,Nàng Hương,2,90000,VND",
        ],
    ),
    ("tasks", &["Subject,Due Date,Related To", "call them,2026-12-01,An Phát", "write,2026-12-02,An Phát"]),
];

#[test]
fn whatever_a_file_brought_goes_and_comes_back_whatever_the_order_of_its_rows() {
    let start = begun();
    let mut codes = 0;
    for (kind, lines) in BROUGHT {
        for seed in 1..=4 {
            let (file, mut draw) = (path(), Draw(seed * 77));
            std::fs::copy(&start, &file).unwrap();
            let mut store = open(&file);
            let mut rows = lines[1..].to_vec();
            for n in (1..rows.len()).rev() {
                rows.swap(n, draw.below(n + 1));
            }
            let csv = file.with_extension("csv");
            std::fs::write(&csv, format!("{}\n{}\n", lines[0], rows.join("\n"))).unwrap();
            let before = dump(&file);
            let options = Options::default();
            let plan = Plan::new(&store, called(kind).unwrap(), std::slice::from_ref(&csv), options, &mut |_, _| true)
                .unwrap();
            let mut watch = Watch { step: &mut |_, _| true, reject: &mut |_| Ok(()) };
            let outcome = apply(&mut store, &plan, false, &mut watch).unwrap();
            assert!(outcome.batch.is_some() && outcome.counts.rejected == 0, "{kind} {seed}");
            let after = dump(&file);
            let count = |rows: &[String]| rows.iter().filter(|row| row.starts_with("code ")).count();
            codes += count(&after) - count(&before);
            for _ in 0..2 {
                let turned = store.to_undo().unwrap().unwrap();
                store.undo_entry(turned.entry).unwrap_or_else(|e| panic!("{kind} {seed}, undo: {e:#}"));
                same(&dump(&file), &before, seed);
                let turned = store.to_redo().unwrap().unwrap();
                store.undo_entry(turned.entry).unwrap_or_else(|e| panic!("{kind} {seed}, redo: {e:#}"));
                same(&dump(&file), &after, seed);
            }
            drop(store);
            for end in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{}{end}", file.display()));
            }
            let _ = std::fs::remove_file(csv);
        }
    }
    assert!(codes > 0);
}
