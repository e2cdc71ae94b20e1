//! Likely duplicates: one rule for the flag of a row, the filter word, what is said before a record is saved, and the
//! figure of the data-quality report.
use super::desk::Desk;
use super::{act, store};
use linchpin::domain::account::Contact;
use linchpin::domain::deed::Ref;
use linchpin::domain::filter::Filter;
use linchpin::domain::lead::Lead;
use linchpin::domain::value::Id;
use linchpin::domain::worked::Worked;
use linchpin::lang::Lang;
use linchpin::report;
use linchpin::store::{Db, List, Order, Store};
use linchpin::ui::stage::Stage;

pub fn ids(db: &Db, kind: &'static str, words: &str) -> Vec<Id> {
    let filter = Filter::parse(words, &*(linchpin::domain::kinds::shape(kind).unwrap().blank)(), db);
    let filter = filter.unwrap_or_else(|problem| panic!("{words}: {problem:?}"));
    let list = List { kind: Some(kind), filter: &filter, order: Order::default() };
    let mut ids: Vec<Id> = db.page(&list, None, false, 1_000).unwrap().iter().map(|key| key.at.id).collect();
    ids.sort_unstable();
    assert_eq!(db.count(&list, 1_000).unwrap(), ids.len());
    ids
}

/// Those with a flag are those that the filter finds, those of whom another would be told if they were made now, and as
/// many as the report says.
#[track_caller]
fn agree(db: &Db, leads: &[Id], contacts: &[Id]) {
    for (kind, wanted) in [("lead", leads), ("contact", contacts)] {
        assert_eq!(ids(db, kind, "likely"), wanted, "{kind}");
        let all = ids(db, kind, "");
        let flagged: Vec<Id> = all.iter().copied().filter(|id| db.is_likely(Ref { kind, id: *id }).unwrap()).collect();
        assert_eq!(flagged, wanted, "{kind}");
        let others: Vec<Id> = all.into_iter().filter(|id| !wanted.contains(id)).collect();
        assert_eq!(ids(db, kind, "-likely"), others, "{kind}");
    }
    let told = |id: &Id| {
        let lead: Lead = db.get(*id).unwrap();
        let but = Some(Ref { kind: "lead", id: *id });
        lead.open().is_ok() && !db.likely(&lead.reaches, &lead.name, &lead.company, but).unwrap().is_empty()
    };
    assert_eq!(ids(db, "lead", "").into_iter().filter(told).collect::<Vec<_>>(), leads);
    let told = |id: &Id| {
        let contact: Contact = db.get(*id).unwrap();
        let company = contact.company(db);
        let but = Some(Ref { kind: "contact", id: *id });
        let found = db.likely(&contact.reaches, &contact.name, &company, but).unwrap();
        contact.archived.is_none() && found.iter().any(|likely| likely.at.kind == "contact")
    };
    assert_eq!(ids(db, "contact", "").into_iter().filter(told).collect::<Vec<_>>(), contacts);
    let found = report::named("data-quality").unwrap().ask(db, report::Period::default(), None).unwrap();
    let [what, of, count, filter] = ["flag", "kind", "count", "filter"].map(|key| found.column(key).unwrap());
    let likely = found.rows.iter().filter(|row| row[what].figure.csv() == "likely-duplicate");
    let rows = likely.filter(|row| row[of].figure.csv() != "account");
    let mut seen = 0;
    for row in rows {
        let kind = if row[of].figure.csv() == "lead" { "lead" } else { "contact" };
        let behind = ids(db, kind, &row[filter].figure.csv());
        assert_eq!(row[count].figure.number(), Some(i64::try_from(behind.len()).unwrap()), "{kind}");
        assert_eq!(row[count].behind.as_ref().unwrap().filter, row[filter].figure.csv());
        let kept = |id: &&Id| kind == "lead" || db.get::<Contact>(**id).unwrap().archived.is_none();
        let wanted: Vec<Id> = if kind == "lead" { leads } else { contacts }.iter().filter(kept).copied().collect();
        assert_eq!(behind, wanted, "{kind}");
        seen += 1;
    }
    assert_eq!(seen, 2);
}

fn lead(s: &mut Store, given: &[(&str, &str)]) -> Id {
    act(s, "lead", "add", &[], given).made[0].id
}

fn undo(s: &mut Store) {
    let last = s.entries(1).unwrap()[0].entry;
    s.undo_entry(last).unwrap();
}

/// A file so long that rows of it are written before all are there, so that what several have is told at its end.
#[test]
#[ignore = "heavy: 150,000 rows"]
fn of_a_long_file_those_are_likely_whom_another_row_brings_too() {
    const ROWS: usize = 150_000;
    let mut desk = Desk::new();
    let first = lead(&mut desk.store, &[("name", "Mai"), ("phone", "0900 000 007")]);
    // One has the number of who is here, two that of a row long before, the last that of the first.
    let number = |n: usize| match n {
        140_000 => 7,
        140_001 | 140_002 => 140_001,
        n if n + 1 == ROWS => 10_000,
        n => n + 10_000,
    };
    let line = |n: usize| format!("Người {n},Công ty {n},09{:08},kh{n}@gao.vn\n", number(n));
    let text = (0..ROWS).fold("name,company,phone,email\n".to_owned(), |text, n| text + &line(n));
    assert_eq!(desk.counts("leads", &text, &["--inbox"])[1], 150_000);
    let of_row = |n: usize| first + 1 + Id::try_from(n).unwrap();
    let rows = [0, 130_001, 140_000, 140_001, 140_002, ROWS - 1].map(of_row);
    assert_eq!(ids(&desk.store, "lead", "likely"), [&[first], &rows[..]].concat());
    assert!(desk.store.doctor(&mut |_, _| ()).unwrap().is_well());
}

#[test]
fn flag_filter_warning_and_report_agree() {
    let mut s = store();
    act(&mut s, "account", "add", &[], &[("name", "Gạo Đồng Tháp")]);
    act(&mut s, "account", "add", &[], &[("name", "Phở Bắc Hà")]);
    agree(&s, &[], &[]);
    // A number written otherwise, a desk behind it, and one that is no number.
    lead(&mut s, &[("name", "Một"), ("phone", "0903 123 456")]);
    agree(&s, &[], &[]);
    lead(&mut s, &[("name", "Hai"), ("phone", "+84903123456")]);
    lead(&mut s, &[("name", "Ba"), ("phone", "0903.123.456 x12")]);
    lead(&mut s, &[("name", "Bốn"), ("phone", "12345")]);
    lead(&mut s, &[("name", "Năm"), ("phone", "12345")]);
    agree(&s, &[1, 2, 3], &[]);
    // A mailbox in capitals and with a name before it.
    lead(&mut s, &[("name", "Sáu"), ("email", "Dao@Gao.vn")]);
    lead(&mut s, &[("name", "Bảy"), ("email", "dao@gao.vn")]);
    agree(&s, &[1, 2, 3, 6, 7], &[]);
    // A name at a company, with accents or without; never the company alone, never the name alone.
    lead(&mut s, &[("name", "Nguyễn Thị Đào"), ("company", "Gạo Đồng Tháp")]);
    lead(&mut s, &[("name", "nguyen thi dao"), ("company", "GAO DONG THAP")]);
    lead(&mut s, &[("name", "Lê Hà"), ("company", "Gạo Đồng Tháp")]);
    lead(&mut s, &[("name", "Nguyễn Thị Đào"), ("company", "Phở Bắc Hà")]);
    lead(&mut s, &[("name", "Nguyễn Thị Đào")]);
    agree(&s, &[1, 2, 3, 6, 7, 8, 9], &[]);
    // A contact of that name at that company; then one more, and the company is called otherwise.
    let of = |name: &'static str, account: &'static str| [("name", name), ("account", account)];
    act(&mut s, "contact", "add", &[], &of("Nguyễn Thị Đào", "Phở Bắc Hà"));
    agree(&s, &[1, 2, 3, 6, 7, 8, 9, 11], &[]);
    act(&mut s, "contact", "add", &[], &of("Nguyen Thi Dao", "Phở Bắc Hà"));
    agree(&s, &[1, 2, 3, 6, 7, 8, 9, 11], &[1, 2]);
    act(&mut s, "account", "set", &[2], &[("name", "Bún Bắc Hà")]);
    agree(&s, &[1, 2, 3, 6, 7, 8, 9], &[1, 2]);
    undo(&mut s);
    agree(&s, &[1, 2, 3, 6, 7, 8, 9, 11], &[1, 2]);
    // What is archived is nobody's duplicate.
    act(&mut s, "contact", "archive", &[2], &[]);
    agree(&s, &[1, 2, 3, 6, 7, 8, 9, 11], &[]);
    // What is over is flagged no more, and what is taken back is as it was.
    act(&mut s, "lead", "archive", &[2], &[]);
    act(&mut s, "lead", "same", &[9], &[("as_", "lead #8")]);
    act(&mut s, "lead", "disqualify", &[7], &[("reason", "spam")]);
    agree(&s, &[1, 3, 6, 8, 11], &[]);
    act(&mut s, "lead", "set", &[3], &[("phone", "0912 000 001")]);
    agree(&s, &[6, 8, 11], &[]);
    undo(&mut s);
    agree(&s, &[1, 3, 6, 8, 11], &[]);
}

#[test]
fn a_row_that_is_flagged_on_the_screen_is_one_that_the_filter_finds() {
    let mut s = store();
    for (name, phone) in [("Anh", "0903 111 222"), ("Bình", "0903 111 222"), ("Chi", "0903 111 333")] {
        lead(&mut s, &[("name", name), ("phone", phone)]);
    }
    s.session_mut().lang = Lang::En;
    let mut stage = Stage::new(s, 80, 24).unwrap();
    let flagged = |stage: &Stage| {
        stage.screen().lines().filter(|line| line.contains("• Anh = ") || line.contains("• Bình = ")).count()
    };
    stage.keys("1<s-tab>");
    assert_eq!(flagged(&stage), 2, "{}", stage.screen());
    stage.keys("/likely<enter>");
    assert_eq!(flagged(&stage), 2, "{}", stage.screen());
    assert!(!stage.screen().contains("Chi"), "{}", stage.screen());
    stage.keys("<esc>/-likely<enter>");
    assert!(stage.screen().contains("Chi") && !stage.screen().contains("Anh"), "{}", stage.screen());
}

/// Contacts of a company that is not here, as a file names it.
#[test]
fn twins_at_a_company_that_is_only_in_words_are_found() {
    let desk = Desk::new();
    let well = || {
        let health = desk.store.doctor(&mut |_, _| ()).unwrap();
        assert!(health.is_well(), "{:?} {:?}", health.stale, health.unfound);
    };
    let likely = || {
        let mut ids: Vec<i64> = desk.list("contacts", "likely").iter().map(|row| row["id"].as_i64().unwrap()).collect();
        ids.sort_unstable();
        ids
    };
    let text = "Name,Account Name\nAna Lima,Lima Ltd\nAna Lima,LIMA LTD.\nAna Lima,Other\n,Lima Ltd\nBob,\n";
    let (json, output) = desk.import("contacts", text, &[]);
    assert_eq!((json["added"].as_u64(), json["rejected"].as_u64()), (Some(4), Some(1)));
    assert!(output.said.iter().any(|line| line.contains("1 likely someone who is here already")), "{:?}", output.said);
    assert_eq!(likely(), [1, 2]);
    agree(&desk.store, &[], &[1, 2]);
    well();
    // The next file meets them, too, and a lead of that company.
    desk.import("contacts", "Full Name,Company,Title\nAna Lima,Lima Ltd,Dr\n", &[]);
    desk.import("leads", "Name,Company\nAna Lima,Other\n", &[]);
    assert_eq!(likely(), [1, 2, 5]);
    well();
    // The company is found, and who is in it by that.
    let found: Vec<serde_json::Value> = serde_json::from_str(&desk.run(&["find", "lima ltd"]).unwrap().out).unwrap();
    assert_eq!(found.len(), 3);
    // Who turns out to be elsewhere is nobody's twin any more.
    desk.import("accounts", "Name\nThird\n", &[]);
    desk.run(&["set", "contact", "2", "account=Third"]).unwrap();
    assert_eq!(likely(), [1, 5]);
    well();
    desk.run(&["undo"]).unwrap();
    assert_eq!(likely(), [1, 2, 5]);
    well();
    // What is merged takes the words along.
    desk.run(&["add", "contact", "name=Ana"]).unwrap();
    desk.run(&["act", "contact", "6", "merge", "with=1"]).unwrap();
    well();
    desk.run(&["undo"]).unwrap();
    well();
    // A file that names another company anew changes whom they are like.
    let (keyed, again) = ("Contact Id,Name,Account Name\nk1,Cy,Lima\n", "Contact Id,Name,Account Name\nk1,Cy,Nova\n");
    desk.import("contacts", keyed, &[]);
    desk.import("contacts", again, &[]);
    desk.import("contacts", "Name,Firm,Company\nCy,,Nova\n", &[]);
    assert_eq!(likely().len(), 5);
    well();
}

/// What the rows of `found_by` say of each record is what lies in `find_key` and `alike`, no more and no less.
#[track_caller]
fn known_by_its_row(store: &Store) -> usize {
    let sql = rusqlite::Connection::open(store.path()).unwrap();
    let each = "SELECT f.packed, 'key', own.value FROM found_by f, json_each(f.keys) own
                UNION ALL SELECT f.packed, 'mark', own.value FROM found_by f, json_each(f.marks) own";
    let apart = "SELECT packed, 'key', key FROM find_key UNION ALL SELECT packed, 'mark', mark FROM alike";
    let all = |question: &str| -> Vec<String> {
        let mut found = sql.prepare(&format!("SELECT * FROM ({question}) ORDER BY 1, 2, 3")).unwrap();
        let rows = found.query_map([], |row| {
            let said: rusqlite::types::Value = row.get(2)?;
            Ok(format!("{} {} {said:?}", row.get::<_, Id>(0)?, row.get::<_, String>(1)?))
        });
        rows.unwrap().map(Result::unwrap).collect()
    };
    assert_eq!(all(each), all(apart));
    all(each).len()
}

#[test]
fn the_keys_and_marks_of_a_record_are_known_by_it_whatever_was_done() {
    let mut desk = Desk::new();
    let csv =
        "Lead ID,Name,Company,Phone,Email\nA,An,Gạo,0903111222,an@gao.vn\nB,Bình,Gạo,0903111222,b@gao.vn; bb@gao.vn\n";
    desk.import("leads", csv, &[]);
    let s = &mut desk.store;
    let imported = known_by_its_row(s);
    assert_eq!(imported, 10, "three mailboxes as keys and as marks, two numbers, two names with a company");
    act(s, "lead", "set", &[1], &[("phone", "0903333444"), ("email", "x@gao.vn")]);
    act(s, "contact", "add", &[], &[("name", "Bình"), ("phone", "0903111222")]);
    assert_eq!(known_by_its_row(s), imported + 1);
    act(s, "lead", "merge", &[1], &[("with", "2")]);
    known_by_its_row(s);
    for _ in 0..4 {
        let last = s.to_undo().unwrap().unwrap();
        s.undo_entry(last.entry).unwrap();
        known_by_its_row(s);
    }
    assert_eq!(known_by_its_row(s), 0, "all of it is undone");
}
