//! Who did what in the whole file: by pages, narrowed by words, entry by entry down to the cells, and taken back.
use super::{act, at, has, has_not, morning_in, store_at};
use linchpin::act::{audit, named_acts, tell};
use linchpin::domain::deed::{Deed, Ref};
use linchpin::domain::lead::Lead;
use linchpin::domain::sought::Sought;
use linchpin::lang::Lang;
use linchpin::store::Store;
use linchpin::ui::stage::Stage;
use rusqlite::Connection;

const LANGS: [Lang; 2] = [Lang::En, Lang::Vi];

/// Mai added seven leads; Lan gave two away the day before, and Mai wrote a task.
fn house(lang: Lang) -> Store {
    let mut s = morning_in(lang);
    let file = s.path().to_owned();
    drop(s);
    let mut lan = store_at(&file, lang);
    lan.session_mut().who = 2;
    at(&mut lan, "2026-11-23 16:00");
    act(&mut lan, "lead", "assign", &[1, 2], &[("to", "Minh")]);
    drop(lan);
    s = store_at(&file, lang);
    act(&mut s, "task", "add", &[], &[("subject", "send papers"), ("due", "today 10:06")]);
    act(&mut s, "lead", "set", &[3, 4], &[("title", "Buyer")]);
    s
}

fn found(s: &Store, words: &str) -> Vec<String> {
    let sought = Sought::parse(words, named_acts, &**s).unwrap_or_else(|p| panic!("{words}: {p:?}"));
    let all = audit(s, &sought, None, 100).unwrap().told;
    all.into_iter().map(|told| format!("{} {} {}", told.deed.kind, told.deed.act, told.deed.count)).collect()
}

#[test]
fn the_journal_is_narrowed_by_person_kind_day_action_and_words() {
    for lang in LANGS {
        let s = house(lang);
        for (words, wanted) in [
            ("who:lan", &["lead assign 2"][..]),
            ("ai:lan loại:lead", &["lead assign 2"]),
            ("by:lan kind:task", &[]),
            ("kind:task", &["task add 1"]),
            ("kind:task,leads on:today act:add,edit papers", &["task add 1"]),
            ("act:assign", &["lead assign 2"]),
            ("việc:giao", &["lead assign 2"]),
            ("loai:khach_moi ngày:hôm_qua ai:lan", &["lead assign 2"]),
            ("loại:\"khách mới\" act:assign", &["lead assign 2"]),
            ("on:yesterday who:lan", &["lead assign 2"]),
            ("ngày:23/11 who:lan", &["lead assign 2"]),
            ("from:24/11 kind:lead act:set", &["lead set 2"]),
            ("till:22/11 kind:lead", &[]),
            // A day of the week is the latest: what was done lies in the past.
            ("on:mon kind:lead act:assign", &["lead assign 2"]),
            ("on:t2 kind:lead act:assign", &["lead assign 2"]),
            ("ngày:\"thứ hai\" kind:lead act:assign", &["lead assign 2"]),
            ("on:tue kind:lead act:set", &["lead set 2"]),
            ("from:wed till:mon who:lan", &["lead assign 2"]),
            ("on:wed", &[]),
            ("đào giao", &[]),
            ("dao minh", &["lead assign 2"]),
            ("papers", &["task add 1"]),
            ("lan minh", &["lead assign 2"]),
            ("Mai papers", &["task add 1"]),
        ] {
            assert_eq!(found(&s, words), wanted, "{words}");
        }
        for wrong in ["nosuch:x", "who:nobody", "kind:xx", "on:someday"] {
            assert!(Sought::parse(wrong, named_acts, &*s).is_err(), "{wrong}");
        }
    }
}

#[test]
fn pages_follow_one_another_without_a_gap() {
    let mut s = house(Lang::En);
    for n in 0..40 {
        act(&mut s, "lead", "set", &[1], &[("title", &format!("Title {n}"))]);
    }
    let whole: Vec<i64> = s.entries(1000).unwrap().into_iter().map(|told| told.entry).collect();
    let (mut paged, mut before) = (Vec::new(), None);
    loop {
        let page = s.audit(&Sought::default(), before, 7).unwrap();
        let Some(last) = page.last() else { break };
        before = Some(last.entry);
        paged.extend(page.iter().map(|told| told.entry));
    }
    assert_eq!(paged, whole);
    assert!(whole.is_sorted_by(|a, b| a > b));
}

#[test]
fn an_entry_shows_each_record_cell_by_cell_and_leads_to_it_and_back() {
    for (lang, title, foot, cells, asked, told) in [
        (
            Lang::En,
            "2 leads → Title Buyer",
            "2 records",
            ["lead Maria Jensen", "Title: — → Buyer", "lead Đặng Quốc Huy"],
            "Undo what Mai did at 09:14: 2 leads → Title Buyer?",
            "Undone: 2 leads → Title Buyer",
        ),
        (
            Lang::Vi,
            "2 khách mới → Chức vụ Buyer",
            "2 bản ghi",
            ["khách mới Maria Jensen", "Chức vụ: — → Buyer", "khách mới Đặng Quốc Huy"],
            "Hoàn tác việc Mai làm lúc 09:14: 2 khách mới → Chức vụ Buyer?",
            "Đã hoàn tác: 2 khách mới → Chức vụ Buyer",
        ),
    ] {
        let mut s = Stage::new(house(lang), 80, 24).unwrap();
        s.keys("gH");
        has(&s, title);
        s.keys("<enter>");
        has(&s, foot);
        for cell in cells {
            has(&s, cell);
        }
        s.keys("<enter>");
        has(&s, "Nordlys Foods ApS");
        s.keys("<esc>u");
        has(&s, asked);
        s.keys("2");
        assert_eq!(s.store().get::<Lead>(3).unwrap().title, "Buyer");
        s.keys("u1");
        has(&s, told);
        assert_eq!(s.store().get::<Lead>(3).unwrap().title, "");
        // It is not undone twice.
        s.keys("u");
        has(&s, if lang == Lang::En { "is undone already" } else { "đã được hoàn tác rồi" });
        s.keys("<esc>");
        has(&s, if lang == Lang::En { "(undone since)" } else { "(đã hoàn tác sau đó)" });
        // What took it back stands first, and can be taken back itself.
        s.keys("ggu1");
        assert_eq!(s.store().get::<Lead>(3).unwrap().title, "Buyer");
    }
}

#[test]
fn a_question_is_answered_though_the_undo_is_refused() {
    let mut s = house(Lang::En);
    act(&mut s, "lead", "set", &[3], &[("title", "Boss")]);
    let mut s = Stage::new(s, 100, 24).unwrap();
    s.keys("gHju");
    has(&s, "Undo what Mai did at 09:14: 2 leads → Title Buyer?");
    s.keys("1");
    has_not(&s, "no, leave it");
    has(&s, "was changed since, by Mai 09:14: Title Boss");
}

#[test]
fn what_was_said_in_several_lines_is_told_in_one_and_ends_with_one_stop() {
    let mut s = Stage::new(house(Lang::En), 100, 24).unwrap();
    s.keys("1e<tab><tab><tab><tab><tab><tab>one<enter>two.<c-s>");
    has(&s, "Note one ⏎ two. u undoes");
    s.keys("u");
    has(&s, "Note one ⏎ two. U does it again");
}

#[test]
fn words_narrow_the_screen_as_they_are_typed_and_wrong_ones_leave_it() {
    let mut s = Stage::new(house(Lang::En), 80, 24).unwrap();
    s.keys("gH/who:lan");
    has(&s, "2 leads → Minh");
    has_not(&s, "Title Buyer");
    s.keys("<c-u>kind:nosuch");
    has(&s, "! 'nosuch' is no kind of record");
    s.keys("<c-u>who:huy<enter>");
    has(&s, "Nothing was done that this asks for");
    s.keys("<esc>");
    has(&s, "Title Buyer");
    s.keys("<esc>");
    has_not(&s, "What was done");
}

#[test]
fn what_came_and_went_with_a_record_that_is_gone_is_told_all_the_same() {
    let mut s = house(Lang::En);
    act(&mut s, "account", "add", &[], &[("name", "An Phát")]);
    let line = [("account", "An Phát"), ("lines.1.text", "rice"), ("lines.1.quantity", "4")];
    act(&mut s, "order", "add", &[], &line);
    let made = s.entries(1).unwrap()[0].entry;
    assert_eq!(s.touched(made, 10).unwrap(), (vec![Ref { kind: "order", id: 1 }], 1), "a line is its order's");
    s.undo_entry(made).unwrap();
    let undone = s.entries(1).unwrap()[0].entry;
    assert_eq!(s.touched(undone, 10).unwrap().0[0], Ref { kind: "order", id: 1 });
    let mut s = Stage::new(s, 80, 24).unwrap();
    s.keys("gH<enter>");
    has(&s, "is no longer there");
    s.keys("<enter>");
    has(&s, "is no longer there");
}

#[test]
fn an_import_is_told_by_its_first_rows_and_their_count() {
    let s = &mut house(Lang::En);
    let deed =
        Deed { kind: "lead".into(), act: "import".into(), title: "leads.csv".into(), count: 120, said: String::new() };
    let ((), entry) = s
        .write_bulk(&deed, |tx| {
            (0..120).try_for_each(|n| tx.save(&mut Lead { name: format!("Lead {n}"), ..Lead::default() }))
        })
        .unwrap();
    let (first, count) = s.touched(entry, 10).unwrap();
    assert_eq!((first.len(), count), (10, 120));
    assert_eq!(found(s, "act:import"), ["lead import 120"]);
    assert_eq!(found(s, "việc:nhập"), ["lead import 120"]);
}

#[test]
fn the_last_key_goes_to_the_end_of_the_history() {
    let mut s = house(Lang::En);
    for n in 0..700 {
        act(&mut s, "task", "add", &[], &[("subject", &format!("Task {n:03}"))]);
    }
    let oldest = s.audit(&Sought::default(), None, 10_000).unwrap().last().map(|told| tell(&told.deed, &s)).unwrap();
    let mut stage = Stage::new(s, 100, 24).unwrap();
    stage.keys("gH");
    has(&stage, "Task 699");
    stage.keys("G");
    has(&stage, oldest.to(Lang::En));
    has_not(&stage, "Task 050");
    // And on from there.
    stage.keys("kkgg");
    has(&stage, "Task 699");
    stage.burst("Gk");
    has_not(&stage, "Task 699");
}

#[test]
fn free_words_are_those_that_stand_there_in_the_language_of_who_reads() {
    let told = "as=lead\nadded=3\nmerged=0".to_owned();
    let deed = Deed { kind: "lead".into(), act: "import".into(), title: "leads.csv".into(), count: 3, said: told };
    for (lang, words) in [
        (
            Lang::En,
            [("imported", &["lead import 3"][..]), ("merged", &[]), ("title buyer", &["lead set 2"]), ("chuc", &[])],
        ),
        (Lang::Vi, [("NHẬP", &["lead import 3"][..]), ("gộp", &[]), ("chuc vu", &["lead set 2"]), ("title", &[])]),
    ] {
        let mut s = house(lang);
        s.write_bulk(&deed, |tx| (0..3).try_for_each(|_| tx.save(&mut Lead::default()))).unwrap();
        for (words, wanted) in words {
            assert_eq!(found(&s, words), wanted, "{words}");
        }
        let entry = s.entries(1).unwrap()[0].entry;
        s.undo_entry(entry).unwrap();
        let undone = if lang == Lang::En { "undone" } else { "đã hoàn tác" };
        assert_eq!(found(&s, undone).len(), 1);
    }
}

#[test]
fn one_walk_goes_so_far_and_the_next_goes_on_from_there() {
    let s = house(Lang::En);
    let file = Connection::open(s.path()).unwrap();
    let more = "INSERT INTO entry (site, sitting, at, who, kind, act, title, count, said, open)
                WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
                SELECT site, sitting, at, who, 'task', 'add', 'Task ' || i, 1, '', 0 FROM n, (SELECT * FROM entry LIMIT 1)";
    file.execute(more, []).unwrap();
    let sought = Sought::parse("minh", named_acts, &*s).unwrap();
    let first = audit(&s, &sought, None, 10).unwrap();
    assert!(first.told.is_empty() && first.next.is_some());
    let (mut walks, mut next) = (1, first.next);
    while next.is_some() {
        let past = audit(&s, &sought, next, 1).unwrap();
        (walks, next) = (walks + 1, past.next.filter(|_| past.told.is_empty()));
    }
    assert_eq!(walks, 3);
    let mut s = Stage::new(s, 80, 24).unwrap();
    s.keys("gH/minh");
    has(&s, "2 leads → Minh");
    // The whole was walked, and no more is there than that.
    s.keys("<enter>jG");
    has_not(&s, "Task");
    s.keys("<esc>");
    has(&s, "Task 5000");
}

#[test]
fn a_deed_is_asked_for_as_it_is_told_and_one_that_is_none_is_said_to_be() {
    for lang in LANGS {
        let s = house(lang);
        for (words, wanted) in [
            ("việc:mới loại:task", &["task add 1"][..]),
            ("act:new loại:task", &["task add 1"]),
            ("việc:thêm loại:task", &["task add 1"]),
            ("act:mới,assign,nhập kind:lead ai:lan", &["lead assign 2"]),
            ("act:begin", &["workspace begin 1"]),
            ("act:back", &[]),
        ] {
            assert_eq!(found(&s, words), wanted, "{words}");
        }
        for wrong in ["việc:abc", "act:", "act:add,abc"] {
            let said = Sought::parse(wrong, named_acts, &*s).unwrap_err().fault;
            let name = if wrong == "act:" { "''" } else { "'abc'" };
            assert_eq!(said.text(Lang::En), format!("{name} is nothing that is done; add, assign or import would do"));
            assert_eq!(said.text(Lang::Vi), format!("{name} không phải việc nào; có thể gõ thêm, giao hay nhập"));
        }
    }
}
