//! Two records that are one: what the one that stays takes, that all which led to the other leads to it, and that one
//! undo brings back both whole, whatever was done meanwhile.
use super::desk::Desk;
use super::health::spoil;
use super::{act, store};
use linchpin::act::{Call, Unchanged};
use linchpin::domain::account::{Account, Contact};
use linchpin::domain::deed::Ref;
use linchpin::domain::kinds::{KINDS, shape};
use linchpin::domain::lead::{Lead, State};
use linchpin::domain::problem::Problems;
use linchpin::domain::reach::Consent;
use linchpin::domain::value::Id;
use linchpin::domain::world::{Hit, World};
use linchpin::lang::Lang;
use linchpin::store::{Later, Store};
use linchpin::ui::stage::Stage;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use std::path::Path;

/// A source of numbers that is the same at every run (xorshift64*).
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33).unwrap() % n
    }

    fn one(&mut self, n: usize) -> Id {
        Id::try_from(self.below(n)).unwrap() + 1
    }

    fn often(&mut self) -> bool {
        self.below(3) > 0
    }
}

#[track_caller]
fn well(store: &Store, when: &str) {
    let health = store.doctor(&mut |_, _| ()).unwrap();
    let what = (&health.damaged, &health.astray, &health.stale, &health.unfound, &health.ghosts);
    assert!(health.is_well(), "{when}: {what:?}");
}

/// Every table of the house, row by row. A row of a part is the same under another number.
pub fn dump(path: &Path) -> Vec<String> {
    const OTHER: [&str; 8] = ["entry", "change", "span", "name", "seq", "draft", "view", "mapping"];
    let sql = Connection::open(path).unwrap();
    let mut tables = sql.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
    let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut all = Vec::new();
    let searched =
        |name: &String| name == "find" || name == "exact" || name.contains("find_") || name.contains("exact_");
    for table in tables.iter().filter(|name| !OTHER.contains(&name.as_str()) && !searched(name)) {
        let mut found = sql.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
        let names: Vec<String> = found.column_names().map(str::to_owned).collect();
        let part = shape(table).is_none();
        let mut rows = found.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let own = names.iter().enumerate().filter(|(_, name)| !(part && *name == "id"));
            let cells: Vec<String> =
                own.map(|(at, name)| format!("{name}={}", cell(row.get_ref(at).unwrap()))).collect();
            all.push(format!("{table} {}", cells.join("|")));
        }
    }
    all.sort();
    all
}

fn cell(value: ValueRef) -> String {
    match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(n) => n.to_string(),
        ValueRef::Real(n) => n.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Blob(bytes) => format!("{bytes:?}"),
    }
}

#[track_caller]
pub fn equal(now: &[String], then: &[String], when: &str) {
    let only = |one: &[String], other: &[String]| -> Vec<String> {
        one.iter().filter(|row| !other.contains(row)).cloned().collect()
    };
    assert!(now == then, "{when}\nnow {:#?}\nwanted {:#?}", only(now, then), only(then, now));
}

/// Every column that leads to a record, in whatever table: by the database's own keys, and the packed ones.
fn leading(path: &Path, at: Ref) -> Vec<String> {
    let sql = Connection::open(path).unwrap();
    let mut found: Vec<(String, String, Id)> = Vec::new();
    let mut keys = sql
        .prepare("SELECT m.name, f.\"from\", f.\"table\" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'")
        .unwrap();
    let keys = keys.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?))).unwrap();
    for (table, column, to) in keys.map(Result::unwrap) {
        if to == at.kind {
            found.push((table, column, at.id));
        }
    }
    let packed = [("task", "about"), ("message", "about"), ("appointment", "about"), ("lead", "same_as")];
    for (table, column) in packed.into_iter().chain([("touch_subject", "subject")]) {
        found.push((table.to_owned(), column.to_owned(), at.packed()));
    }
    let leads = |(table, column, value): &(String, String, Id)| {
        let sql = sql.query_row(&format!("SELECT count(*) FROM \"{table}\" WHERE \"{column}\" = {value}"), [], |r| {
            r.get::<_, i64>(0)
        });
        sql.unwrap() > 0
    };
    found.iter().filter(|link| leads(link)).map(|(table, column, _)| format!("{table}.{column}")).collect()
}

pub fn entry(store: &Store) -> Id {
    store.entries(1).unwrap()[0].entry
}

#[track_caller]
pub fn refused(store: &mut Store, kind: &str, name: &str, ids: &[Id], given: &[(&str, &str)]) -> Vec<String> {
    let mut call = Call::new(kind, name, ids.to_vec()).unwrap();
    call.given = given.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    call.perform(store).unwrap_err().downcast::<Problems>().unwrap().lines(Lang::En)
}

/// A customer with a person who is there twice, and what leads to the second.
fn twice() -> Store {
    let mut s = store();
    act(&mut s, "account", "add", &[], &[("name", "Gạo Đồng Tháp")]);
    let first = [("name", "Đào Nga"), ("phone", "0903 123 456"), ("tag", "vip"), ("title", "buyer")];
    act(&mut s, "contact", "add", &[], &first);
    let second = [
        ("name", "Đào Ngọc Nga"),
        ("account", "gạo"),
        ("phone", "+84903123456; 0912 000 111"),
        ("email", "nga@gao.vn"),
        ("tag", "fair"),
        ("title", "manager"),
        ("note", "asks for CIF"),
    ];
    act(&mut s, "contact", "add", &[], &second);
    act(&mut s, "order", "add", &[], &[("number", "SO-1"), ("account", "gạo"), ("contact", "#2")]);
    act(&mut s, "contact", "record", &[2], &[("outcome", "reached"), ("text", "wants samples")]);
    act(&mut s, "task", "add", &[], &[("subject", "send samples"), ("about", "contact #2")]);
    act(&mut s, "opportunity", "add", &[], &[("name", "rice"), ("contact", "#2")]);
    s
}

#[test]
fn the_one_that_stays_takes_what_it_lacks_and_all_that_led_to_the_other() {
    let mut s = twice();
    let before = dump(s.path());
    let at = |id| Ref { kind: "contact", id };
    assert_eq!(leading(s.path(), at(2)).len(), 4, "{:?}", leading(s.path(), at(2)));
    act(&mut s, "contact", "merge", &[1], &[("with", "2")]);
    let nga: Contact = s.get(1).unwrap();
    let reaches: Vec<&str> = nga.reaches.iter().map(|reach| reach.raw.as_str()).collect();
    assert_eq!(reaches, ["0903 123 456", "0912 000 111", "nga@gao.vn"]);
    assert_eq!((nga.title.as_str(), nga.note.as_str(), nga.account), ("buyer", "asks for CIF", Some(1)));
    assert_eq!(nga.tags.iter().map(|tag| tag.tag.as_str()).collect::<Vec<_>>(), ["vip", "fair"]);
    let gone: Contact = s.get(2).unwrap();
    assert_eq!((gone.merged, gone.archived.is_some(), gone.title.as_str()), (Some(1), true, "manager"));
    assert_eq!(leading(s.path(), at(2)), Vec::<String>::new());
    well(&s, "merged");
    // By its old name, number and mailbox the one that stayed is found, and by its own number it is led to.
    for text in ["Đào Ngọc Nga", "0912 000 111", "nga@gao.vn", "#2"] {
        assert_eq!(s.find("contact", text), Hit::One(1), "{text}");
    }
    // A lead with their number stands in their row.
    act(&mut s, "lead", "add", &[], &[("name", "Nga nào đó"), ("phone", "0912 000 111")]);
    let seen = linchpin::act::find(&s, "Nga nào đó", 5).unwrap();
    assert_eq!(seen.iter().map(|seen| seen.at).collect::<Vec<_>>(), [at(1)]);
    let added = entry(&s);
    s.undo_entry(added).unwrap();
    // Its history tells the merge, and what happened to the other before.
    let told = s.history(at(1)).unwrap();
    assert_eq!(told.iter().map(|told| told.deed.act.as_str()).collect::<Vec<_>>(), ["merge", "add", "add"]);
    assert!(told[0].changes.iter().any(|change| change.part.starts_with("Đào Ngọc Nga · ")));
    // Of its entry each record tells its own, and each cell is told once.
    let cells = |at: Ref| s.changed_by(told[0].entry, at).unwrap().map_or(Vec::new(), |told| told.changes);
    assert!(cells(at(1)).iter().all(|change| !change.part.contains(" · ")));
    assert_eq!(cells(at(2)).iter().filter(|change| change.told(Lang::En).starts_with("Merged into: ")).count(), 1);
    let touch = s.touched(told[0].entry, 99).unwrap().0.into_iter().find(|at| at.kind == "touch").unwrap();
    let lines: Vec<String> = cells(touch).iter().map(|change| change.told(Lang::En)).collect();
    assert_eq!(lines, ["About: contact Đào Ngọc Nga → contact Đào Nga"]);
    assert_eq!(linchpin::act::tell(&told[0].deed, &s).to(Lang::En), "Đào Nga → merged with Đào Ngọc Nga");
    let merge = s.entries(3).unwrap()[2].entry;
    s.undo_entry(merge).unwrap();
    equal(&dump(s.path()), &before, "undone");
    well(&s, "undone");
}

#[test]
fn of_each_field_the_others_can_be_taken() {
    let mut s = twice();
    let before = dump(s.path());
    act(&mut s, "contact", "merge", &[1], &[("with", "contact #2"), ("take", "name, title,phone")]);
    let nga: Contact = s.get(1).unwrap();
    assert_eq!((nga.name.as_str(), nga.title.as_str()), ("Đào Ngọc Nga", "manager"));
    assert_eq!(nga.reaches[0].raw, "0912 000 111");
    assert_eq!(nga.reaches.iter().filter(|reach| reach.raw.starts_with('0')).count(), 2);
    // Its own name is not lost.
    assert_eq!(s.find("contact", "Đào Nga"), Hit::One(1));
    well(&s, "merged");
    s.undo_entry(entry(&s)).unwrap();
    equal(&dump(s.path()), &before, "undone");
    assert_eq!(refused(&mut s, "contact", "merge", &[1], &[]), ["with: must be given"]);
    assert_eq!(
        refused(&mut s, "contact", "merge", &[1], &[("with", "#1")]),
        ["with: is this one itself; name another"]
    );
    assert!(refused(&mut s, "contact", "merge", &[1], &[("with", "#2"), ("take", "colour")])[0].starts_with("take: "));
    assert!(refused(&mut s, "contact", "merge", &[1], &[("with", "account #1")])[0].contains("must be a contact"));
    act(&mut s, "contact", "archive", &[2], &[]);
    assert!(refused(&mut s, "contact", "merge", &[1], &[("with", "#2")])[0].contains("is archived"));
}

#[test]
fn an_edit_since_stays_where_the_merge_is_taken_back() {
    let mut s = twice();
    act(&mut s, "contact", "merge", &[1], &[("with", "2")]);
    let merge = entry(&s);
    act(&mut s, "contact", "set", &[1], &[("title", "director")]);
    act(&mut s, "order", "set", &[1], &[("po", "4471")]);
    assert!(s.undo_entry(merge).unwrap().kept.is_empty());
    let [one, two] = [1, 2].map(|id| s.get::<Contact>(id).unwrap());
    assert_eq!((one.title.as_str(), one.note.as_str(), two.archived, two.merged), ("director", "", None, None));
    well(&s, "undone");
    // Where the same was changed since, it stays, and is named.
    s.undo_entry(entry(&s)).unwrap();
    assert_eq!(s.get::<Contact>(2).unwrap().merged, Some(1));
    let again = entry(&s);
    act(&mut s, "contact", "set", &[1], &[("note", "asks for FOB")]);
    let turned = s.undo_entry(again).unwrap();
    assert_eq!(turned.kept, [Ref { kind: "contact", id: 1 }]);
    let told = linchpin::act::tell_kept(&turned, &s).unwrap();
    assert_eq!(told.to(Lang::En), "(1 kept, changed or used since: Đào Nga: Note)");
    assert_eq!(s.get::<Contact>(1).unwrap().note, "asks for FOB");
    well(&s, "undone again");
}

/// A number that was added since is none of what the merge brought; that goes, whatever stands beside it by now.
#[test]
fn what_a_merge_brought_goes_out_again_whatever_was_added_beside_it() {
    for take in ["", "phone,tag"] {
        let mut s = twice();
        act(&mut s, "contact", "merge", &[1], &[("with", "2"), ("take", take)]);
        let merge = entry(&s);
        let held = |s: &Store, key: &str| s.any("contact", 1).unwrap().value(key);
        let more = |s: &Store, key: &str, more: &str| match held(s, key) {
            linchpin::domain::value::Value::Text(text) => format!("{text}{more}"),
            other => panic!("{other:?}"),
        };
        let (phone, tags) = (more(&s, "phone", "; 0908 777 666"), more(&s, "tag", ", sỉ"));
        act(&mut s, "contact", "set", &[1], &[("phone", &phone), ("tag", &tags)]);
        assert!(s.undo_entry(merge).unwrap().kept.is_empty(), "{take}");
        let text = |text: &str| linchpin::domain::value::Value::Text(text.to_owned());
        let sorted = |s: &Store, key: &str, between: &str| {
            let all = more(s, key, "");
            let mut all: Vec<String> = all.split(between).map(str::to_owned).collect();
            all.sort();
            text(&all.join(between))
        };
        assert_eq!(sorted(&s, "phone", "; "), text("0903 123 456; 0908 777 666"), "{take}");
        assert_eq!(sorted(&s, "tag", ", "), text("sỉ, vip"), "{take}");
        assert_eq!(s.get::<Contact>(2).unwrap().merged, None);
        well(&s, "undone");
    }
}

#[test]
fn of_two_merges_the_later_is_taken_back_first() {
    let mut s = twice();
    act(&mut s, "contact", "add", &[], &[("name", "Nga")]);
    let before = dump(s.path());
    act(&mut s, "contact", "merge", &[1], &[("with", "2")]);
    let first = entry(&s);
    act(&mut s, "contact", "merge", &[3], &[("with", "1")]);
    let second = entry(&s);
    // Whoever was merged into the one that went is the one that stayed.
    assert_eq!(s.get::<Contact>(2).unwrap().merged, Some(3));
    assert_eq!(s.find("contact", "#2"), Hit::One(3));
    well(&s, "both");
    let later = s.undo_entry(first).err().unwrap().downcast::<Later>().unwrap();
    assert_eq!(later.told.unwrap().entry, second);
    s.undo_entry(second).unwrap();
    s.undo_entry(first).unwrap();
    equal(&dump(s.path()), &before, "both undone");
}

#[test]
fn a_company_written_otherwise_is_offered() {
    let mut s = store();
    for name in ["Công ty TNHH Sao Mai", "Sao Mai Co., Ltd", "Sao Hôm", "Sao Maii"] {
        act(&mut s, "account", "add", &[], &[("name", name)]);
    }
    let call = Call::new("account", "merge", vec![1]).unwrap();
    let offered: Vec<String> =
        call.act.proposals(&s, &[1], "with").unwrap().into_iter().map(|offer| offer.text).collect();
    assert_eq!(offered, ["account #2", "account #4"]);
}

#[test]
fn marked_ones_are_merged_into_the_first_by_one_deed() {
    let mut s = twice();
    act(&mut s, "contact", "add", &[], &[("name", "Nga"), ("language", "vi"), ("note", "third")]);
    let before = dump(s.path());
    act(&mut s, "contact", "merge", &[1, 2, 3], &[("take", "note@3")]);
    let one: Contact = s.get(1).unwrap();
    assert_eq!((one.note.as_str(), one.language.as_str(), one.account), ("third", "vi", Some(1)));
    assert_eq!([2, 3].map(|id| s.get::<Contact>(id).unwrap().merged), [Some(1); 2]);
    well(&s, "merged");
    s.undo_entry(entry(&s)).unwrap();
    equal(&dump(s.path()), &before, "undone");
}

#[test]
fn a_company_takes_its_orders_and_people_and_is_no_part_of_itself() {
    let mut s = store();
    act(&mut s, "account", "add", &[], &[("name", "Sakura Trading"), ("tax_code", "0301 999")]);
    act(&mut s, "account", "add", &[], &[("name", "Sakura"), ("tax_code", "0301 888"), ("parent", "#1")]);
    // An earlier version let this be.
    spoil(&s, "UPDATE account SET parent = 2 WHERE id = 1");
    for n in ["SO-1", "SO-2"] {
        act(&mut s, "order", "add", &[], &[("number", n), ("account", "#2"), ("po", "77")]);
    }
    act(&mut s, "contact", "add", &[], &[("name", "Kenji"), ("account", "#2")]);
    // Both were spoken with at once: that is told once.
    act(&mut s, "contact", "record", &[1], &[("outcome", "reached"), ("text", "hello")]);
    let before = dump(s.path());
    act(&mut s, "account", "merge", &[1], &[("with", "Sakura")]);
    assert_eq!(s.get::<Account>(1).unwrap().parent, None);
    assert_eq!(s.get::<Contact>(1).unwrap().account, Some(1));
    assert_eq!(s.name("order", 1).unwrap(), "SO-1 Sakura Trading");
    assert_eq!(s.find("account", "0301 888"), Hit::One(1));
    well(&s, "merged");
    s.undo_entry(entry(&s)).unwrap();
    // They are a part of each other again, as before; the doctor says so.
    equal(&dump(s.path()), &before, "undone");
    assert_eq!(s.doctor(&mut |_, _| ()).unwrap().circles.len(), 2);
}

#[test]
fn a_lead_that_was_answered_is_answered_and_who_refused_has_refused() {
    let mut s = store();
    act(&mut s, "lead", "add", &[], &[("name", "Anh"), ("phone", "0903 111 222")]);
    act(&mut s, "lead", "add", &[], &[("name", "Anh Ba"), ("phone", "0903 111 222")]);
    act(&mut s, "lead", "record", &[2], &[("outcome", "reached")]);
    let path = s.path().to_owned();
    let deed = linchpin::domain::deed::Deed { kind: "lead".into(), act: "set".into(), ..Default::default() };
    let refuse = |tx: &linchpin::store::Tx| {
        let mut lead: Lead = tx.get(2)?;
        lead.reaches[0].consent = Consent::Refused;
        tx.save(&mut lead)
    };
    s.write(&deed, refuse).unwrap();
    let before = dump(&path);
    act(&mut s, "lead", "merge", &[1], &[("with", "2")]);
    let lead: Lead = s.get(1).unwrap();
    assert_eq!((lead.state, lead.answered.is_some(), lead.reaches.len()), (State::Working, true, 1));
    assert_eq!(lead.reaches[0].consent, Consent::Refused);
    well(&s, "merged");
    s.undo_entry(entry(&s)).unwrap();
    equal(&dump(&path), &before, "undone");
}

#[test]
fn who_were_merged_or_are_not_the_same_are_flagged_no_more() {
    let mut s = store();
    for name in ["Anh", "Bình", "Chi"] {
        act(&mut s, "contact", "add", &[], &[("name", name), ("phone", "0903 111 222")]);
    }
    let likely = |s: &Store| -> Vec<Id> {
        (1..=3).filter(|id| s.is_likely(Ref { kind: "contact", id: *id }).unwrap()).collect()
    };
    assert_eq!(likely(&s), [1, 2, 3]);
    act(&mut s, "contact", "apart", &[1], &[("with", "#2")]);
    assert_eq!(likely(&s), [1, 2, 3]);
    act(&mut s, "contact", "apart", &[3], &[("with", "#1")]);
    assert_eq!(likely(&s), [2, 3]);
    well(&s, "apart");
    // Whoever the other is, is none of those that it was said not to be.
    act(&mut s, "contact", "merge", &[2], &[("with", "#3")]);
    assert_eq!(likely(&s), Vec::<Id>::new());
    s.undo_entry(entry(&s)).unwrap();
    assert_eq!(likely(&s), [2, 3]);
    act(&mut s, "contact", "archive", &[3], &[]);
    assert_eq!(likely(&s), Vec::<Id>::new());
    for _ in 0..3 {
        let last = s.to_undo().unwrap().unwrap().entry;
        s.undo_entry(last).unwrap();
    }
    assert_eq!(likely(&s), [1, 2, 3]);
    well(&s, "undone");
}

#[test]
fn the_key_of_either_finds_the_one_that_stays() {
    let desk = Desk::new();
    let file = "Contact Id,Name,Phone\nA1,Đào Nga,0903 123 456\nA2,Đào Ngọc Nga,0912 000 111\n";
    assert_eq!(desk.counts("contacts", file, &[]), [2, 2, 0, 0, 0, 0]);
    desk.run(&["act", "contact", "1", "merge", "with=2", "take=phone"]).unwrap();
    assert_eq!(desk.show("contact", "2")["id"], 1);
    let said = desk.run(&["show", "contact", "2"]).unwrap().said;
    assert_eq!(said, ["contact 2 was merged into Đào Nga (#1)"]);
    assert_eq!(desk.show("contact", "1")["phone"], "0912 000 111; 0903 123 456");
    assert_eq!(desk.counts("contacts", file, &[]), [2, 0, 0, 2, 0, 0]);
    // What it was called leads to it, as a link of another file.
    let orders = "Order Id,Order Number,Contact Name\n7,SO-7,Đào Nga\n";
    assert_eq!(desk.counts("orders", orders, &[]), [1, 1, 0, 0, 0, 0]);
    assert_eq!(desk.list("orders", "contact:#1").len(), 1);
    let changed = file.replace("0912 000 111", "0912 000 222");
    assert_eq!(desk.counts("contacts", &changed, &[]), [2, 0, 1, 1, 0, 0]);
    assert_eq!(desk.list("contacts", "archived:").len(), 1);
}

/// A house drawn from numbers: in it records of one kind that are to be merged, and others around them.
fn drawn(kind: &str, draw: &mut Draw) -> Store {
    let mut s = store();
    for n in 1..=4 {
        let name = format!("Công ty {n}");
        let more = if draw.often() { format!("0281 000 {n:03}") } else { String::new() };
        act(
            &mut s,
            "account",
            "add",
            &[],
            &[("name", &name), ("phone", &more), ("city", if n % 2 == 0 { "Huế" } else { "" })],
        );
        let (name, phone) = (format!("Người {n}"), format!("0903 000 {:03}", draw.below(3)));
        let account = if draw.often() { format!("#{}", draw.one(usize::try_from(n).unwrap())) } else { String::new() };
        let title = if draw.often() { "buyer" } else { "" };
        act(
            &mut s,
            "contact",
            "add",
            &[],
            &[("name", &name), ("phone", &phone), ("account", &account), ("title", title), ("tag", "vip")],
        );
        let note = if draw.often() { format!("note {n}") } else { String::new() };
        act(&mut s, "lead", "add", &[], &[("name", &name), ("phone", &phone), ("note", &note), ("company", "X")]);
        act(
            &mut s,
            "product",
            "add",
            &[],
            &[("name", &format!("Gạo {n}")), ("code", &format!("G{n}")), ("price", if n > 2 { "1000" } else { "" })],
        );
    }
    for n in 1..=8 {
        let [account, contact, product, lead] = std::array::from_fn(|_| format!("#{}", draw.one(4)));
        let number = format!("SO-{n}");
        act(
            &mut s,
            "order",
            "add",
            &[],
            &[
                ("number", &number),
                ("account", &account),
                ("contact", &contact),
                ("lines.1.product", &product),
                ("lines.1.quantity", "3"),
            ],
        );
        act(
            &mut s,
            "opportunity",
            "add",
            &[],
            &[("name", &format!("Cơ hội {n}")), ("account", &account), ("contact", &contact), ("product", &product)],
        );
        for of in ["contact", "account", "lead", "product", "opportunity"] {
            let about =
                format!("{of} #{}", draw.one(if of == "opportunity" { usize::try_from(n).unwrap().min(4) } else { 4 }));
            act(&mut s, "task", "add", &[], &[("subject", "do"), ("about", &about)]);
        }
        let (of, id) = [("contact", draw.one(4)), ("lead", draw.one(4)), ("account", draw.one(4))][draw.below(3)];
        if of != "lead" || s.get::<Lead>(id).unwrap().state != State::Duplicate {
            act(&mut s, of, "record", &[id], &[("outcome", "reached"), ("text", "hello")]);
        }
        if n % 4 == 0 {
            let same = [("as_", format!("contact {contact}"))];
            let id = n / 4;
            if s.get::<Lead>(id).unwrap().state != State::Duplicate {
                act(&mut s, "lead", "same", &[id], &same.each_ref().map(|(key, text)| (*key, text.as_str())));
            }
            let _ = lead;
        }
    }
    act(&mut s, kind, "apart", &[1], &[("with", &format!("{kind} #4"))]);
    act(&mut s, kind, "apart", &[2], &[("with", &format!("{kind} #3"))]);
    s
}

/// Does what may be so already.
fn may_change(s: &mut Store, kind: &str, name: &str, ids: &[Id], given: &[(&str, &str)]) {
    let mut call = Call::new(kind, name, ids.to_vec()).unwrap();
    call.given = given.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    if let Err(error) = call.perform(s) {
        assert!(error.is::<Unchanged>(), "{kind} {name}: {error:#}");
    }
}

/// Edits that know nothing of the two: of the one that stays, the one that went, and what leads to them.
fn edits(s: &mut Store, kind: &str, draw: &mut Draw) {
    for n in 0..10 {
        let (id, text) = (draw.one(8), format!("edit {n}"));
        let other = format!("#{}", 3 + draw.below(2));
        let field = if kind == "opportunity" || kind == "product" || draw.often() { "note" } else { "language" };
        match draw.below(8) {
            0 => may_change(s, kind, "set", &[1], &[(field, &text)]),
            1 => may_change(s, kind, "set", &[2], &[(field, &text)]),
            2 => may_change(s, kind, "set", &[1], &[("tag", &text)]),
            3 => may_change(s, "order", "set", &[id], &[("contact", &other)]),
            4 => may_change(s, "order", "set", &[id], &[("account", &other), ("note", &text)]),
            5 => may_change(s, "task", "set", &[draw.one(40)], &[("about", &format!("contact {other}"))]),
            6 => may_change(s, "opportunity", "set", &[3 + draw.one(5)], &[("product", &other), ("note", &text)]),
            _ if ["contact", "account", "lead"].contains(&kind) => {
                may_change(s, kind, "set", &[draw.one(2)], &[("phone", &format!("0977 000 {:03}", draw.below(999)))]);
            }
            _ => may_change(s, "task", "add", &[], &[("subject", &text), ("about", &format!("contact {other}"))]),
        }
    }
}

#[test]
fn a_merge_with_edits_since_is_taken_back_to_the_edits_alone() {
    for run in 1..=3_u64 {
        for kind in ["contact", "account", "lead", "product", "opportunity"] {
            let seed = run * 7919 + kind.len() as u64;
            let [mut merged, mut alone] = [(); 2].map(|()| drawn(kind, &mut Draw(seed)));
            let before = dump(merged.path());
            equal(&before, &dump(alone.path()), "two houses drawn alike");
            let take: &[(&str, &str)] = match run % 3 {
                0 => &[("with", "#2"), ("take", "note")],
                1 => &[("with", "#2")],
                _ => &[("with", "#2"), ("take", "tag,note,name")],
            };
            act(&mut merged, kind, "merge", &[1], take);
            let merge = entry(&merged);
            assert_eq!(leading(merged.path(), Ref { kind: shape(kind).unwrap().kind, id: 2 }), Vec::<String>::new());
            well(&merged, &format!("{kind} {run} merged"));
            if run % 2 == 0 {
                for store in [&mut merged, &mut alone] {
                    edits(store, kind, &mut Draw(seed + 1));
                }
                well(&merged, &format!("{kind} {run} edited"));
            }
            merged.undo_entry(merge).unwrap();
            equal(&dump(merged.path()), &dump(alone.path()), &format!("{kind} {run}"));
            well(&merged, &format!("{kind} {run} undone"));
            // And done again, and taken back again.
            let undone = entry(&merged);
            merged.undo_entry(undone).unwrap();
            well(&merged, &format!("{kind} {run} again"));
        }
    }
}

#[test]
fn whatever_can_be_merged_keeps_what_it_was_merged_into() {
    let can: Vec<&str> = KINDS.iter().filter(|shape| shape.has("merged")).map(|shape| shape.kind).collect();
    assert_eq!(can, ["account", "contact", "lead", "product", "opportunity"]);
    for kind in can {
        assert!(Call::new(kind, "merge", vec![1]).is_some() && Call::new(kind, "apart", vec![1]).is_some(), "{kind}");
    }
}

fn compared(lang: Lang) -> Stage {
    let mut store = twice();
    store.session_mut().lang = lang;
    let mut stage = Stage::new(store, 80, 24).unwrap();
    stage.keys(":contacts<enter>");
    stage
}

#[test]
fn the_screen_lays_them_side_by_side_and_merges_field_by_field() {
    for lang in [Lang::En, Lang::Vi] {
        let mut s = compared(lang);
        s.keys("/nga<enter>gg=");
        let screen = s.screen();
        for text in ["buyer", "manager", "asks for CIF", "0912 000 111"] {
            assert!(screen.contains(text), "{text}\n{screen}");
        }
        // The fuller one stays; its title is taken of the other.
        let row =
            |s: &Stage, text: &str| s.screen().lines().find(|line| line.contains(text)).unwrap_or_default().to_owned();
        assert!(row(&s, "manager").contains("✓ manager"), "{screen}");
        for _ in 0..3 {
            if row(&s, "manager").contains('▌') {
                break;
            }
            s.keys("j");
        }
        s.keys("<space>");
        assert!(row(&s, "manager").contains("✓ buyer"), "{}", s.screen());
        s.keys("<enter>");
        let one: Contact = s.store().get(2).unwrap();
        assert_eq!(
            (one.title.as_str(), one.merged, s.store().get::<Contact>(1).unwrap().merged),
            ("buyer", None, Some(2))
        );
        s.keys("u");
        assert_eq!(s.store().get::<Contact>(1).unwrap().merged, None);
        // The other way round, and not at all.
        s.keys("gg=s<esc>");
        assert_eq!(s.store().get::<Contact>(1).unwrap().merged, None);
        s.keys("=s<enter>");
        assert_eq!(s.store().get::<Contact>(2).unwrap().merged, Some(1));
        s.keys("u");
        // They are two: nobody asks again.
        s.keys("=x");
        assert!(!s.store().is_likely(Ref { kind: "contact", id: 1 }).unwrap());
        s.keys("u");
        assert!(s.store().is_likely(Ref { kind: "contact", id: 1 }).unwrap());
    }
}

#[test]
fn what_stands_of_both_is_told_by_signs_and_two_notes_can_both_stand() {
    for (lang, signs) in [(Lang::En, "✓ stands · + stands too · = both"), (Lang::Vi, "✓ được giữ · + giữ cả hai · =")]
    {
        let mut s = compared(lang);
        act(s.store(), "contact", "set", &[1], &[("note", "pays late")]);
        s.keys("/nga<enter>gg=");
        let screen = s.screen();
        assert!(screen.contains(signs), "{screen}");
        // However it is written, that number is one.
        assert!(screen.contains("= 0903 123 456") && screen.contains("✓ +84903123456; 0912"), "{screen}");
        for _ in 0..9 {
            if s.screen().lines().any(|line| line.contains('▌') && line.contains("pays late")) {
                break;
            }
            s.keys("j");
        }
        s.keys("<space>");
        assert!(s.screen().contains("✓ pays late"), "{}", s.screen());
        s.keys("<space>");
        assert!(s.screen().contains("+ pays late") && s.screen().contains("✓ asks for CIF"), "{}", s.screen());
        s.keys("<enter>");
        assert_eq!(s.store().get::<Contact>(2).unwrap().note, "asks for CIF\n\npays late");
        s.keys("u");
        assert_eq!(s.store().get::<Contact>(2).unwrap().note, "asks for CIF");
    }
}

/// A key that can do nothing says why; the foot names none of them.
#[test]
fn of_two_kinds_nothing_is_taken_and_of_one_alone_there_is_no_next() {
    for (lang, linked, none, foot) in [
        (Lang::En, "A record of another kind is linked, not merged", "no other likely one", "n others"),
        (Lang::Vi, "Bản ghi loại khác chỉ nối, không gộp", "không còn bản nào có lẽ trùng", "n bản khác"),
    ] {
        let mut store = store();
        store.session_mut().lang = lang;
        let given = [("name", "Zoe Quux"), ("phone", "0903 111 222")];
        act(&mut store, "contact", "add", &[], &given);
        act(&mut store, "lead", "add", &[], &given);
        let mut s = Stage::new(store, 80, 24).unwrap();
        s.keys("1<s-tab>gg=");
        assert!(!s.screen().contains(foot), "{}", s.screen());
        for key in ["<space>", "h", "l"] {
            s.keys(key);
            assert!(s.screen().contains(linked), "{key}\n{}", s.screen());
        }
        s.keys("n");
        assert!(s.screen().contains(none), "{}", s.screen());
    }
}

/// Whoever finds another one means to keep the one at hand; of those that are shown the fuller one stays.
#[test]
fn the_one_at_hand_stays_where_the_other_was_found_by_its_name() {
    let mut s = compared(Lang::En);
    s.keys("/nga<enter>gg=");
    assert!(s.screen().contains("#2 · stays: fuller"), "{}", s.screen());
    s.keys("/ngoc<enter>");
    assert!(s.screen().contains("#1 · stays "), "{}", s.screen());
}

#[test]
fn who_was_merged_is_counted_in_no_view() {
    for (lang, [before, after]) in [(Lang::En, ["All 7", "All 6"]), (Lang::Vi, ["Tất cả 7", "Tất cả 6"])] {
        let mut s = Stage::new(super::morning_in(lang), 80, 24).unwrap();
        s.keys("1");
        assert!(s.screen().contains(before), "{}", s.screen());
        act(s.store(), "lead", "merge", &[1], &[("with", "2")]);
        s.keys("j");
        assert!(s.screen().contains(after), "{}", s.screen());
    }
}

/// Which one stays, and what is done to them, is read however long their names are.
#[test]
fn a_long_name_gives_way_to_what_stays() {
    for (lang, stays, linked) in [(Lang::En, "#2 · stays", "the same: link"), (Lang::Vi, "#2 · giữ", "là một: nối lại")]
    {
        let mut store = twice();
        store.session_mut().lang = lang;
        for id in [1, 2] {
            act(&mut store, "contact", "set", &[id], &[("name", "Công Tằng Tôn Nữ Đào Ngọc Phương Nga")]);
        }
        let given = [("name", "Công Tằng Tôn Nữ Đào Ngọc Phương Nga"), ("phone", "0903 123 456")];
        act(&mut store, "lead", "add", &[], &given);
        let mut s = Stage::new(store, 80, 24).unwrap();
        s.keys(":contacts<enter>gg=");
        let screen = s.screen();
        assert!(screen.contains(stays) && screen.contains("… #1"), "{screen}");
        s.keys("<esc>1<s-tab>gg=");
        let screen = s.screen();
        assert!(screen.contains(linked) && !screen.contains(stays), "{screen}");
    }
}

#[test]
fn marked_rows_are_compared_and_merged_as_one() {
    let mut s = compared(Lang::En);
    s.keys("gg<space>j<space>=");
    assert!(s.screen().contains("marked"), "{}", s.screen());
    assert!(s.screen().contains("enter merge all"), "{}", s.screen());
    s.keys("<enter>");
    let merged = [1, 2].map(|id| s.store().get::<Contact>(id).unwrap().merged);
    assert_eq!(merged.iter().flatten().count(), 1, "{merged:?}\n{}", s.screen());
    // What was done to them ends their marks, and its undo brings none back.
    s.keys("u");
    assert!(!s.screen().contains("marked"), "{}", s.screen());
    s.keys("d");
    let away = [1, 2].map(|id| s.store().get::<Contact>(id).unwrap().archived.is_some());
    assert_eq!(away.iter().filter(|away| **away).count(), 1, "{away:?}\n{}", s.screen());
}

/// A line of the list has room for half of a line of each.
#[test]
fn all_that_both_say_in_a_field_is_read_below_them() {
    let mut store = twice();
    let words = |word: &str| (0..60).map(|n| format!("{word}{n}")).collect::<Vec<_>>().join(" ");
    act(&mut store, "contact", "set", &[1], &[("note", &words("one"))]);
    act(&mut store, "contact", "set", &[2], &[("note", &words("two"))]);
    let mut s = Stage::new(store, 80, 24).unwrap();
    s.keys(":contacts<enter>/nga<enter>gg=");
    for _ in 0..9 {
        if s.screen().contains("─ Note ") {
            break;
        }
        s.keys("j");
    }
    let mut all = s.screen();
    for _ in 0..20 {
        s.keys("J");
        all += &s.screen();
    }
    for told in ["#1  one0 one1", "one59", "#2  two0 two1", "two59"] {
        assert!(all.contains(told), "{told}\n{all}");
    }
}

#[test]
fn only_what_is_chosen_or_tells_them_apart_stands_side_by_side() {
    for lang in [Lang::En, Lang::Vi] {
        let mut store = super::morning_in(lang);
        let given = [("name", "Nguyễn Thị Đào"), ("phone", "0903 123 456"), ("source", "web")];
        act(&mut store, "lead", "add", &[], &given);
        act(&mut store, "lead", "assign", &[8], &[("to", "Lan")]);
        let screen = |store: Store| {
            let mut s = Stage::new(store, 80, 24).unwrap();
            s.keys("1<s-tab>/dao<enter>gg=");
            (s.screen(), s)
        };
        let (shown, mut s) = screen(store);
        let labels = |shown: &str| -> Vec<String> {
            let lines = shown.lines().filter(|line| line.starts_with("│"));
            lines.map(|line| line.chars().skip(3).take(15).collect::<String>().trim().to_owned()).collect()
        };
        let told = |en: &'static str, vi: &'static str| if lang == Lang::Vi { vi } else { en };
        let all = labels(&shown);
        for label in [told("Company", "Công ty"), told("Phone", "Điện thoại"), told("Owner", "Phụ trách")] {
            assert!(all.iter().any(|known| known == label), "{label}\n{shown}");
        }
        let untold = [("Turn of", "Lượt của"), ("Since", "Từ lúc"), ("Created", "Ngày tạo"), ("State", "Trạng thái")];
        for (en, vi) in untold {
            assert!(!all.iter().any(|known| known == told(en, vi)), "{en}\n{shown}");
        }
        // One of them has come further.
        s.keys("<esc>");
        act(s.store(), "lead", "qualify", &[8], &[]);
        s.wake();
        s.keys("gg=");
        assert!(labels(&s.screen()).iter().any(|known| known == told("State", "Trạng thái")), "{}", s.screen());
    }
}
