//! Finding who calls: the order of what is found against a look at every record, and one row a person.
use super::demo::demo;
use super::{act, morning_in, now, store};
use linchpin::act::{find, whom};
use linchpin::domain::account::Account;
use linchpin::domain::deed::{Deed, Ref};
use linchpin::domain::digits::digits_typed;
use linchpin::domain::face::Kept;
use linchpin::domain::fold::{accented_words, has_accents, words};
use linchpin::domain::kinds::KINDS;
use linchpin::domain::lead::Lead;
use linchpin::domain::phone::Phone;
use linchpin::domain::world::World;
use linchpin::lang::Lang;
use linchpin::store::{Store, Tx};
use std::collections::BTreeSet;

/// A small generator (Knuth's MMIX constants), so that every run makes the same names.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.roll(list.len())]
    }
}

const FAMILY: [&str; 10] = ["Nguyễn", "Trần", "Lê", "Lệ", "Phạm", "Đặng", "Dang", "Bùi", "Hoàng", "Nguyen"];
const MIDDLE: [&str; 8] = ["Thị", "Văn", "Đức", "Ngọc", "Thi", "Minh", "Quốc", "Thiện"];
const GIVEN: [&str; 12] = ["Đào", "Đạo", "Dao", "Hà", "Hạ", "Hoa", "Hòa", "Hoà", "Anh", "Ánh", "Tuấn", "Kim Thoa"];
const TYPED: [&str; 20] = [
    "le thi",
    "lê thị",
    "lê th",
    "dang",
    "đặng",
    "Đặng v",
    "đào",
    "dao",
    "hoà",
    "hòa",
    "hoa",
    "ng",
    "nguyễn",
    "thi le",
    "nguyen van dao",
    "nguyễn văn đào",
    "kim",
    "a",
    "an",
    "minh nguyen ha",
];

/// What a record is found by, as this test knows it.
struct Known {
    at: Ref,
    tier: u8,
    name: String,
    words: String,
}

impl Known {
    /// The class by which the rule finds it, if it does.
    fn class(&self, typed: &str) -> Option<u8> {
        let plain = words(typed);
        let marked = has_accents(typed).then(|| accented_words(typed));
        if marked.as_ref().is_some_and(|marked| accented_words(&self.name).concat() == marked.concat()) {
            return Some(1);
        }
        if words(&self.name).concat() == plain.concat() {
            return Some(2);
        }
        let own: BTreeSet<String> = [&self.name, &self.words]
            .into_iter()
            .flat_map(|text| words(text).into_iter().chain(accented_words(text)))
            .collect();
        let all = |typed: &[String]| {
            typed.iter().enumerate().all(|(n, word)| {
                own.iter().any(|token| if n + 1 == typed.len() { token.starts_with(word) } else { token == word })
            })
        };
        match marked {
            Some(marked) if all(&marked) => Some(3 + 2 * self.tier),
            _ => all(&plain).then_some(4 + 2 * self.tier),
        }
    }
}

/// Some hundred people, companies and tasks.
fn crowd() -> (Store, Vec<Known>, Vec<(Ref, String)>) {
    let (mut store, mut dice) = (store(), Dice(7));
    let (mut known, mut phones) = (Vec::new(), Vec::new());
    let staff = ["Mai", "Lan", "Minh", "Huy"];
    for (n, name) in staff.iter().enumerate() {
        let at = Ref { kind: "person", id: i64::try_from(n).unwrap() + 1 };
        known.push(Known { at, tier: 2, name: (*name).to_owned(), words: String::new() });
    }
    for n in 0..300 {
        let name = format!("{} {} {}", dice.of(&FAMILY), dice.of(&MIDDLE), dice.of(&GIVEN));
        let company = format!("{} {}", dice.of(&["Gạo", "Phở", "Gỗ"]), dice.of(&GIVEN));
        let phone = format!("{} {:03} {:03}", dice.of(&["0903", "0987", "+84 912"]), dice.roll(1000), dice.roll(1000));
        let (kind, given, words): (&'static str, Vec<(&str, &str)>, &str) = match n % 5 {
            0 => ("account", vec![("name", &company), ("phone", &phone), ("city", "Hà Nội")], "Hà Nội"),
            1 => ("task", vec![("subject", &name)], ""),
            2 => ("contact", vec![("name", &name), ("phone", &phone)], ""),
            _ => ("lead", vec![("name", &name), ("company", &company), ("phone", &phone)], &company),
        };
        let at = act(&mut store, kind, "add", &[], &given).made[0];
        let tier = if kind == "task" { 2 } else { 0 };
        let (name, words) = match kind {
            "account" => (&company, words),
            // A task has no name, its words alone.
            "task" => (&String::new(), name.as_str()),
            _ => (&name, words),
        };
        known.push(Known { at, tier, name: name.clone(), words: words.to_owned() });
        if kind != "task" {
            phones.push((at, phone));
        }
    }
    (store, known, phones)
}

#[test]
fn what_is_found_stands_in_the_order_of_the_rule() {
    let (store, known, phones) = crowd();
    for typed in TYPED {
        let mut wanted: Vec<(u8, i64)> = known.iter().filter_map(|k| Some((k.class(typed)?, k.at.packed()))).collect();
        wanted.sort_by_key(|(class, packed)| (*class, -packed));
        if typed.chars().count() < 2 {
            wanted.clear();
        }
        let found: Vec<(u8, i64)> =
            store.lookup(typed, 25, None).unwrap().iter().map(|f| (f.class, f.at.packed())).collect();
        assert_eq!(found, wanted.into_iter().take(25).collect::<Vec<_>>(), "{typed}");
    }
    for typed in [
        "0903", "84903", "+84912", "903", "123", "0987 1", "00 84 98", "7", "55", "090", "0912", "09123", "678",
        "091234", "0912345",
    ] {
        let asked = digits_typed(typed, "VN").unwrap_or_default();
        let class = |phone: &str| {
            let national = Phone::read(phone, "VN").unwrap().national;
            if asked.starts.contains(&national) {
                return Some(2);
            }
            let starts = asked.starts.iter().any(|start| national.starts_with(start));
            let ends = asked.ends.iter().any(|end| national.ends_with(end));
            starts.then_some(3).or(ends.then_some(4))
        };
        let mut wanted: Vec<(u8, i64)> =
            phones.iter().filter_map(|(at, phone)| Some((class(phone)?, at.packed()))).collect();
        wanted.sort_by_key(|(class, packed)| (*class, -packed));
        let found: Vec<(u8, i64)> =
            store.lookup(typed, 200, None).unwrap().iter().map(|f| (f.class, f.at.packed())).collect();
        // Of the numbers that begin in one of two ways, the first way's come first.
        let (mut found, mut wanted) = (found, wanted);
        found.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(found, wanted, "{typed}");
    }
}

#[test]
fn a_number_is_found_by_its_first_digits_in_a_file_of_an_earlier_version_and_after_its_repair_alike() {
    let (mut store, _, _) = crowd();
    let typed = [
        "090", "0903", "849", "8490", "091", "912", "+849", "00849", "987", "123", "678", "09031", "091234", "+84 9",
        "+849123",
    ];
    let found = |store: &Store| typed.map(|typed| store.lookup(typed, 60, None).unwrap());
    let now = found(&store);
    assert!(!store.doctor(&mut |_, _| ()).unwrap().is_mendable());
    // Earlier versions knew whole numbers alone, and did not say that there is more.
    let sql = rusqlite::Connection::open(store.path()).unwrap();
    sql.execute("DELETE FROM exact WHERE rowid = 0", []).unwrap();
    assert_eq!(found(&store), now);
    let health = store.doctor(&mut |_, _| ()).unwrap();
    assert!(health.is_well() && health.is_mendable() && health.slow > 200);
    store.repair(&health, super::now().naive_local()).unwrap();
    assert_eq!(found(&store), now);
    assert!(!store.doctor(&mut |_, _| ()).unwrap().is_mendable());
}

#[test]
fn a_repair_writes_numbers_and_names_as_they_are_written_record_by_record() {
    let (mut store, known, _) = crowd();
    let leads: Vec<i64> = known.iter().filter(|k| k.at.kind == "lead").map(|k| k.at.id).take(3).collect();
    act(&mut store, "lead", "set", &leads[..1], &[("name", "Lê Thị Hường"), ("phone", "0903 999 888")]);
    act(&mut store, "lead", "archive", &leads[1..2], &[]);
    act(&mut store, "lead", "merge", &leads[..1], &[("with", &leads[2].to_string())]);
    let sql = rusqlite::Connection::open(store.path()).unwrap();
    sql.execute_batch("CREATE VIRTUAL TABLE temp.kept USING fts5vocab('main', 'exact', 'instance')").unwrap();
    let kept = || -> Vec<(String, i64)> {
        let mut all = sql.prepare("SELECT term, doc FROM temp.kept ORDER BY 1, 2").unwrap();
        all.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().collect::<Result<_, _>>().unwrap()
    };
    let whole = kept();
    assert!(whole.len() > 500 && whole.contains(&("-".to_owned(), 0)));
    // An earlier version wrote less; and something of a record that is not there any more may be left.
    sql.execute("DELETE FROM exact WHERE rowid = 0", []).unwrap();
    for at in known.iter().take(40) {
        sql.execute("INSERT OR REPLACE INTO exact (rowid, t) VALUES (?, '=less')", [at.at.packed()]).unwrap();
    }
    sql.execute("INSERT INTO exact (rowid, t) VALUES (?, '=gone')", [9_999_999]).unwrap();
    assert_ne!(kept(), whole);
    let health = store.doctor(&mut |_, _| ()).unwrap();
    store.repair(&health, super::now().naive_local()).unwrap();
    assert_eq!(kept(), whole);
    assert!(!store.doctor(&mut |_, _| ()).unwrap().is_mendable());
    // What is written since goes on from there.
    act(&mut store, "lead", "set", &leads[..1], &[("phone", "0903 777 666")]);
    assert!(store.lookup("0903777", 5, None).unwrap().iter().any(|found| found.at.id == leads[0]));
    assert!(!store.lookup("0903999", 5, None).unwrap().iter().any(|found| found.at.id == leads[0] && found.class < 4));
}

fn names(store: &Store, typed: &str) -> Vec<String> {
    find(store, typed, 9).unwrap().iter().map(|seen| store.name(seen.at.kind, seen.at.id).unwrap()).collect()
}

#[test]
fn whoever_calls_is_found_in_any_form() {
    let mut s = morning_in(Lang::En);
    act(&mut s, "lead", "add", &[], &[("name", "Le Thi Huong"), ("email", "huong.le@example.com")]);
    for (typed, first) in [
        ("le thi", "Le Thi Huong"),
        ("lê thị", "Lê Thị Hà"),
        ("ha le", "Lê Thị Hà"),
        ("dang", "Đặng Quốc Huy"),
        ("đặng", "Đặng Quốc Huy"),
        ("huy dang", "Đặng Quốc Huy"),
        ("nordlys", "Maria Jensen"),
        ("foods jen", "Maria Jensen"),
        ("huong.le", "Le Thi Huong"),
        ("HUONG.LE@", "Le Thi Huong"),
        ("0903.123", "Nguyễn Thị Đào"),
        ("+84903", "Nguyễn Thị Đào"),
        ("84 903", "Nguyễn Thị Đào"),
        ("0084 903 123", "Nguyễn Thị Đào"),
        ("(0903) 123-456", "Nguyễn Thị Đào"),
        ("456", "Nguyễn Thị Đào"),
        ("3 456", "Nguyễn Thị Đào"),
        ("900 11", "Maria Jensen"),
        ("+47900", "Maria Jensen"),
    ] {
        assert_eq!(names(&s, typed).first().map(String::as_str), Some(first), "{typed}");
    }
    assert_eq!(names(&s, "lê thị"), ["Lê Thị Hà", "Le Thi Huong"], "accents first, then without");
    for typed in ["", "a", "09", "zz", "0999"] {
        assert!(names(&s, typed).is_empty(), "{typed}");
    }
}

#[test]
fn one_person_is_one_row_and_a_switchboard_is_its_company() {
    let mut s = morning_in(Lang::En);
    act(&mut s, "account", "add", &[], &[("name", "Gạo Đồng Tháp"), ("phone", "0277 387 1234")]);
    let dao = [("name", "Đào N."), ("account", "Gạo Đồng Tháp"), ("phone", "0903 123 456")];
    act(&mut s, "contact", "add", &[], &dao);
    let tam = [("name", "Lê Văn Tám"), ("account", "Gạo Đồng Tháp"), ("phone", "0277 387 1234")];
    act(&mut s, "contact", "add", &[], &tam);
    assert_eq!(names(&s, "0903123456"), ["Đào N."]);
    assert_eq!(names(&s, "nguyen thi dao"), ["Đào N."], "the lead of the same number is in her row");
    let row = find(&s, "nguyen thi dao", 5).unwrap()[0].shown(&s, "nguyen thi dao").unwrap();
    assert_eq!(
        [row.kind.as_str(), &row.detail, &row.reach],
        ["contact", "= Nguyễn Thị Đào · Gạo Đồng Tháp", "0903 123 456"]
    );
    assert_eq!(names(&s, "0277 387"), ["Gạo Đồng Tháp"]);
    assert_eq!(names(&s, "le van tam"), ["Lê Văn Tám"], "by name they are themselves");
    let row = find(&s, "0277 387", 5).unwrap()[0].shown(&s, "0277 387").unwrap();
    assert_eq!([row.detail.as_str(), &row.open], ["2 contacts", "quiet"]);
}

#[test]
fn a_task_about_an_open_matter_leads_to_whom_it_is_for() {
    let mut s = morning_in(Lang::En);
    act(&mut s, "account", "add", &[], &[("name", "Gạo Đồng Tháp")]);
    let at = act(&mut s, "account", "complaint", &[1], &[("subject", "wet bags")]).made[0];
    assert_eq!(whom(&s, at).unwrap(), Some(Ref { kind: "account", id: 1 }));
    let at = act(&mut s, "lead", "message", &[2], &[("text", "call me"), ("to", "Lan")]).made[0];
    assert_eq!(whom(&s, at).unwrap(), Some(Ref { kind: "lead", id: 2 }));
    let at = act(&mut s, "task", "add", &[], &[("subject", "tidy up")]).made[0];
    assert_eq!(whom(&s, at).unwrap(), None);
    let row = find(&s, "gao dong", 5).unwrap()[0].shown(&s, "gao dong").unwrap();
    assert_eq!((row.name.as_str(), row.kind.as_str(), row.open.as_str()), ("Nguyễn Thị Đào", "lead", "1 d late"));
    let row = find(&s, "gạo đồng tháp", 5).unwrap()[0].shown(&s, "gạo đồng tháp").unwrap();
    assert_eq!((row.name.as_str(), row.open.as_str()), ("Gạo Đồng Tháp", "17:00"));
}

#[test]
fn what_is_open_is_found_by_an_index() {
    let store = store();
    let sql = rusqlite::Connection::open(store.path()).unwrap();
    for (table, column) in linchpin::store::Db::open_columns() {
        let indexed: i64 = sql
            .query_row(
                "SELECT count(*) FROM pragma_index_list(?1) l, pragma_index_info(l.name) i
                 WHERE i.seqno = 0 AND i.name = ?2",
                [table, column],
                |row| row.get(0),
            )
            .unwrap();
        assert!(indexed > 0, "{table}.{column} leads to a customer and has no index");
    }
}

#[test]
fn who_is_looked_for_by_a_number_of_their_own_has_a_row_though_they_share_the_switchboard() {
    let s = super::card::house(Lang::En);
    let first = |text: &str| find(&s, text, 9).unwrap()[0].at;
    assert_eq!(first("0918"), Ref { kind: "contact", id: 2 });
    assert_eq!(first("0277"), Ref { kind: "account", id: 1 });
}

/// However many records stand in one row, there are as many rows as are asked for.
#[test]
fn records_of_one_person_take_no_rows_from_others() {
    let mut s = store();
    for n in 0..8 {
        act(&mut s, "lead", "add", &[], &[("name", &format!("Bích {n}")), ("phone", &format!("0903 123 40{n}"))]);
    }
    act(&mut s, "contact", "add", &[], &[("name", "Bích"), ("phone", "0912 345 678")]);
    for n in 0..5 {
        act(&mut s, "lead", "add", &[], &[("name", &format!("Chị Bích {n}")), ("phone", "0912 345 678")]);
    }
    let rows = find(&s, "bich", 4).unwrap();
    let at = |kind, id| Ref { kind, id };
    let rows: Vec<Ref> = rows.iter().map(|row| row.at).collect();
    assert_eq!(rows, [at("contact", 1), at("lead", 8), at("lead", 7), at("lead", 6)]);
}

#[test]
fn an_order_of_a_contact_and_of_their_company_is_counted_once() {
    let mut s = super::card::house(Lang::En);
    let given = [("account", "Gạo Đồng Tháp"), ("contact", "Lê Văn Tám")];
    for _ in 0..2 {
        act(&mut s, "order", "add", &[], &given);
    }
    let row = find(&s, "le van tam", 5).unwrap()[0].shown(&s, "le van tam").unwrap();
    assert_eq!(row.open, "2 orders");
}

#[test]
fn an_order_is_found_by_the_number_of_the_customer_without_what_stands_before_it() {
    let mut s = store();
    act(&mut s, "account", "add", &[], &[("name", "Gạo Đồng Tháp")]);
    act(&mut s, "order", "add", &[], &[("account", "Gạo Đồng Tháp"), ("po", "PO 4471")]);
    act(&mut s, "order", "add", &[], &[("account", "Gạo Đồng Tháp"), ("po", "NF-2207/B")]);
    for (text, id) in [("4471", 1), ("447", 1), ("po 4471", 1), ("2207", 2), ("nf-2207", 2)] {
        let found = s.lookup(text, 9, None).unwrap();
        assert_eq!(found.iter().map(|found| found.at).collect::<Vec<_>>(), [Ref { kind: "order", id }], "{text}");
    }
}

/// In how many pieces each structure of words lies.
pub fn pieces(store: &Store) -> Vec<i64> {
    let sql = rusqlite::Connection::open(store.path()).unwrap();
    let count = |table: &str| {
        // The first 27 bits of a page's number are its segment's (SQLite's FTS5, fts5_index.c).
        let pieces = format!("SELECT count(DISTINCT id >> 37) FROM {table}_data WHERE id >> 37 > 0");
        sql.query_row(&pieces, [], |row| row.get(0)).unwrap()
    };
    ["find", "exact"].into_iter().map(count).collect()
}

#[test]
fn many_saves_leave_a_lookup_few_pieces_to_ask() {
    let mut store = morning_in(Lang::En);
    for n in 0..400 {
        let (name, phone) = (format!("Người thứ {n}"), format!("0903{n:06}"));
        act(&mut store, "lead", "set", &[1 + n % 7], &[("name", name.as_str()), ("phone", phone.as_str())]);
    }
    let left = pieces(&store);
    assert!(left.iter().all(|pieces| *pieces < 24), "{left:?}");
    assert_eq!(find(&store, "nguoi thu 399", 5).unwrap().len(), 1);
    assert_eq!(find(&store, "0903000398", 5).unwrap().len(), 1);
    assert!(store.doctor(&mut |_, _| ()).unwrap().is_well());
    // What comes in at once is merged with what it finds.
    for n in 400..430 {
        if pieces(&store)[0] > 6 {
            break;
        }
        act(&mut store, "lead", "set", &[1], &[("name", &format!("Người thứ {n}"))]);
    }
    assert!(pieces(&store)[0] > 6);
    let deed = Deed { kind: "lead".into(), act: "import".into(), count: 1, ..Deed::default() };
    let mut lead = Lead { name: "Người cuối".into(), ..Lead::default() };
    store.write_bulk(&deed, |tx| tx.save(&mut lead)).unwrap();
    let left = pieces(&store);
    assert!(left.iter().all(|pieces| *pieces < 5), "{left:?}");
    assert_eq!(find(&store, "nguoi cuoi", 5).unwrap().len(), 1);
    assert_eq!(find(&store, "nguoi thu 399", 5).unwrap().len(), 1);
    assert!(store.doctor(&mut |_, _| ()).unwrap().is_well());
}

#[test]
fn what_leads_to_one_in_two_ways_waits_once() {
    let mut store = morning_in(Lang::En);
    let deed = Deed { kind: "lead".into(), act: "add".into(), count: 1, ..Deed::default() };
    let work = |tx: &Tx| {
        let mut account = Account { name: "Twice".into(), ..Account::default() };
        tx.save(&mut account)?;
        let at = Ref { kind: Account::KIND, id: account.id };
        let (account, same_as) = (Some(at.id), Some(at.packed()));
        tx.save(&mut Lead { name: "Two ways".into(), account, same_as, ..Lead::default() })?;
        Ok(at)
    };
    let account = store.write(&deed, work).unwrap();
    let waiting = store.waiting(account, 50).unwrap();
    assert_eq!(waiting.iter().filter(|at| at.kind == "lead").count(), 1, "{waiting:?}");
}

/// A row of the lookup is made of few of the columns of its record: each of them says what it does there.
#[test]
fn a_glimpse_of_a_record_shows_what_the_record_does() {
    let store = demo(now(), Lang::Vi);
    let columns =
        ["about", "account", "city", "code", "company", "name", "number", "price", "role", "stock", "subject"];
    let columns = columns.into_iter().chain(["title", "total"]);
    let mut seen = BTreeSet::new();
    for shape in KINDS {
        for (id, _) in store.titles(shape.kind, 400).unwrap() {
            let at = Ref { kind: shape.kind, id };
            let (glimpse, alone) = (store.glimpse(at).unwrap(), store.columns(at.kind, id).unwrap());
            let whole = store.any(at.kind, id).unwrap();
            let reached = ["phone", "email"].into_iter().map(|key| (key, whole.shown(key, &*store)));
            for (key, shown) in columns.clone().map(|key| (key, alone.shown(key, &*store))).chain(reached) {
                assert_eq!(glimpse.shown(key, &*store), shown, "{} {id} {key}", shape.kind);
                if !shown.is_empty() {
                    seen.insert(key);
                }
            }
        }
    }
    assert_eq!(seen.len(), columns.count() + 2, "{seen:?}");
}

#[test]
fn one_or_two_digits_are_a_whole_word_of_a_name_and_three_may_begin_one() {
    let mut s = store();
    for name in ["Phở 24", "Quán 2403", "Công ty 319"] {
        act(&mut s, "account", "add", &[], &[("name", name)]);
    }
    let names = |typed: &str| -> Vec<String> {
        let found = s.lookup(typed, 9, None).unwrap();
        found.iter().map(|found| s.name(found.at.kind, found.at.id).unwrap()).collect()
    };
    assert_eq!(names("24"), ["Phở 24"]);
    assert_eq!(names("240"), ["Quán 2403"]);
    assert_eq!(names("31"), Vec::<String>::new());
    assert_eq!(names("319"), ["Công ty 319"]);
    assert_eq!(names("công ty 31"), ["Công ty 319"]);
}

#[test]
fn the_number_of_an_order_that_is_there_is_all_that_is_meant_by_it() {
    let mut s = store();
    let account = act(&mut s, "account", "add", &[], &[("name", "SO 1 Phú Thọ")]).made[0].id.to_string();
    act(&mut s, "order", "add", &[], &[("account", &account)]);
    let kinds =
        |typed: &str| -> Vec<&str> { s.lookup(typed, 9, None).unwrap().iter().map(|found| found.at.kind).collect() };
    assert_eq!(kinds("so-1"), ["order"]);
    assert_eq!(kinds("so-9"), Vec::<&str>::new());
    assert_eq!(kinds("so 1"), ["account", "order"], "who is called so, and what is ordered there");
}
