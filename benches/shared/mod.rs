//! What both benches do: a file opened under a clock that stands still, the lists and the keys that are played on them.
use linchpin::lang::Lang;
use linchpin::store::{Session, Store};
use rusqlite::Connection;
use std::path::Path;

/// The lists, by their names; the first is Today.
pub const LISTS: &[&str] = &[
    "today",
    "leads",
    "orders",
    "customers",
    "contacts",
    "opportunities",
    "products",
    "tasks",
    "messages",
    "people",
    "appointments",
    "policies",
];

/// What is done on each list: what it is called, and the keys of it.
pub const ON_LISTS: &[(&str, &str)] = &[
    ("rows", "jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"),
    ("views", "<tab><tab><tab><tab><tab><tab><tab><tab><tab><tab><tab><tab><s-tab><s-tab><s-tab><s-tab><s-tab><s-tab>"),
    ("pages, ends", "<s-tab><c-f><c-f><c-f><c-f><c-d><c-d><c-u><c-b><c-b>GkkkggG<c-b><c-b><c-b>ggG"),
    ("sorts", "<s-tab>S1S1S2S2S3S3S4S4S5S5S6S6GggS2G"),
    ("filter by text", "<s-tab>/maria<esc>/co ltd<esc>/an<esc>/x@gmail<esc>"),
    ("filter by words", "<s-tab>/owner:me<esc>/late<esc>/-late due<lt>today<esc>/tag:fair<esc>/created>=2021<esc>"),
    ("mark all", "<s-tab>**jj*j*vGv*"),
    ("into, history", "l<esc>jl<esc>jH<esc>jH<esc>o<esc>"),
];

/// A clock that stands still, so that two runs see the same.
pub fn open(file: &Path) -> Store {
    let now = "2026-11-24T02:14:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    let now = now.with_timezone(&chrono_tz::Asia::Ho_Chi_Minh);
    Store::open(file, Session { lang: Lang::En, now, who: 1, sitting: 1 }).unwrap()
}

/// What is typed into the lookup: names, two words without their marks, numbers, of records far from each other.
pub fn sought(file: &Path) -> Vec<(&'static str, Vec<String>)> {
    let sql = Connection::open(file).unwrap();
    let every = |question: &str| -> Vec<String> {
        let mut found = sql.prepare(question).unwrap();
        let rows = found.query_map([], |row| row.get::<_, String>(0)).unwrap();
        rows.map(Result::unwrap).map(|text| text.replace(['<', '>'], " ").to_lowercase()).collect()
    };
    let table = |name: &str| format!("SELECT called FROM \"{name}\" WHERE called <> '' AND id % 97 = 3 LIMIT 15");
    let mut lists = vec![
        ("companies", every(&table("account"))),
        ("names", every(&table("contact"))),
        ("leads", every(&table("lead"))),
        ("products", every(&table("product"))),
        ("orders", every("SELECT number FROM \"order\" WHERE id % 97 = 3 LIMIT 15")),
        ("numbers", every("SELECT substr(normal, 4, 7) FROM reach WHERE normal LIKE '+%' AND id % 97 = 3 LIMIT 15")),
        ("short", ["a", "an", "co", "ng", "thi", "inc", "ltd", "com"].map(str::to_owned).to_vec()),
    ];
    lists.retain(|(_, words)| !words.is_empty());
    lists
}
