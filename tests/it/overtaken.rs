//! A key that is pressed over what another program changed meanwhile: it is told whose change it met, with both, and
//! only a second one does it.
use super::card::with_order;
use super::{act, has, has_not, morning_in, store_at};
use linchpin::domain::lead::Lead;
use linchpin::domain::value::Id;
use linchpin::domain::world::World;
use linchpin::lang::Lang;
use linchpin::store::Store;
use linchpin::ui::stage::Stage;

const LANGS: [Lang; 2] = [Lang::En, Lang::Vi];

/// Mai's workbench on a house, and Lan at another program.
fn two(house: Store) -> (Stage, Store) {
    let mut lan = store_at(house.path(), house.session.lang);
    (lan.session_mut().who, lan.session_mut().sitting) = (2, 2);
    (Stage::new(house, 80, 24).unwrap(), lan)
}

fn lead(store: &Store, id: Id) -> Lead {
    store.get(id).unwrap()
}

fn owner(store: &Store, id: Id) -> String {
    lead(store, id).work.owner.and_then(|owner| store.name("person", owner)).unwrap_or_default()
}

/// The last line of the screen but one: what is said of the last key.
fn said(stage: &Stage) -> String {
    let screen = stage.screen();
    let from = screen.lines().position(|line| line.contains("Lan 09:14"));
    from.map_or_else(String::new, |from| screen.lines().nth(from).unwrap_or_default().trim().to_owned())
}

#[test]
fn both_are_told_and_a_second_key_does_it() {
    for lang in LANGS {
        let (mut stage, mut lan) = two(morning_in(lang));
        stage.keys("1<s-tab>/dao<enter>");
        act(&mut lan, "lead", "assign", &[1], &[("to", "Huy")]);
        stage.keys("aMinh<enter>");
        let told = match lang {
            Lang::En => "Lan 09:14: Owner → Huy; mine → Minh not done, again does it (Nguyễn Thị Đào)",
            Lang::Vi => "Lan 09:14: Phụ trách → Huy; của tôi → Minh chưa ghi, làm lại sẽ ghi (Nguyễn",
        };
        has(&stage, told);
        assert_eq!(owner(&lan, 1), "Huy");
        stage.keys("<enter>");
        has_not(&stage, "┌");
        assert_eq!(owner(&lan, 1), "Minh");
        // Theirs is there again after an undo.
        stage.keys("u");
        assert_eq!(owner(&lan, 1), "Huy");
        // A third change is told again.
        act(&mut lan, "lead", "assign", &[1], &[("to", "Lan")]);
        stage.keys(".");
        assert_ne!(said(&stage), "");
        assert_eq!(owner(&lan, 1), "Lan");
        stage.keys(".");
        assert_eq!(owner(&lan, 1), "Minh");
    }
}

#[test]
fn what_was_seen_what_is_another_field_and_what_is_as_it_was_is_not_asked_about() {
    let (mut stage, mut lan) = two(morning_in(Lang::En));
    stage.keys("1<s-tab>/dao<enter>");
    has(&stage, "Nguyễn Thị Đào");
    let assign = |stage: &mut Stage, lan: &Store, to: &str| {
        stage.keys(&format!("gga{to}<enter>"));
        has_not(stage, "not done");
        assert_eq!(owner(lan, 1), to);
    };
    // It was drawn before the key.
    act(&mut lan, "lead", "assign", &[1], &[("to", "Huy")]);
    stage.wake();
    assign(&mut stage, &lan, "Minh");
    act(&mut lan, "lead", "set", &[1], &[("company", "Gạo của Lan")]);
    act(&mut lan, "lead", "assign", &[2], &[("to", "Lan")]);
    assign(&mut stage, &lan, "Huy");
    act(&mut lan, "lead", "assign", &[1], &[("to", "Minh")]);
    let turned = lan.to_undo().unwrap().unwrap();
    lan.undo_entry(turned.entry).unwrap();
    stage.keys("a");
    stage.keys("Lan<enter>");
    has_not(&stage, "not done");
    assert_eq!(owner(&lan, 1), "Lan");
    // What another connection of this program did, as an import aside, is one's own.
    lan.session_mut().sitting = 1;
    act(&mut lan, "lead", "assign", &[1], &[("to", "Minh")]);
    assign(&mut stage, &lan, "Huy");
    // A burst that is not drawn between its keys is one's own, too.
    stage.burst("aLan<enter>aMinh<enter>");
    has_not(&stage, "not done");
    assert_eq!(owner(&lan, 1), "Minh");
}

#[test]
fn of_marked_rows_the_first_is_named_and_none_is_done() {
    let (mut stage, mut lan) = two(morning_in(Lang::En));
    stage.keys("1<s-tab>*");
    act(&mut lan, "lead", "assign", &[1, 2], &[("to", "Huy")]);
    stage.keys("aMinh<enter>");
    has(&stage, "Owner → Huy; mine → Minh");
    has(&stage, "+1)");
    assert_eq!([1, 2, 3].map(|id| owner(&lan, id)), ["Huy", "Huy", ""]);
    stage.keys("<enter>");
    assert_eq!([1, 2, 3].map(|id| owner(&lan, id)), ["Minh", "Minh", "Minh"]);
}

/// Keys that lead to a row; what Lan does to it; keys that do the same; what is told of theirs and of mine.
type Case = (
    &'static str,
    (&'static str, &'static str, &'static [(&'static str, &'static str)]),
    &'static str,
    [&'static str; 2],
);

#[test]
fn it_is_so_for_every_key_that_changes_a_field_and_what_was_done_already_is_said_to_be() {
    #[rustfmt::skip]
    let cases: [Case; 8] = [
        ("1<s-tab>/dao<enter>",     ("lead", "later", &[("until", "fri")]),           "z1",               ["Fri", "mine → "]),
        ("1<s-tab>/dao<enter>",     ("lead", "disqualify", &[("reason", "budget")]),  "-2",               ["is already turned down", "no budget (Lan)"]),
        ("1<s-tab>/dao<enter>",     ("lead", "record", &[("outcome", "call-back"), ("next", "fri 10:00")]), "r41", ["27/11", "mine"]),
        ("gk/papers<enter>",        ("task", "later", &[("until", "fri")]),           "z1",               ["Fri", "mine"]),
        ("gk/papers<enter>",        ("task", "assign", &[("to", "Huy")]),             "aMinh<enter>",     ["→ Huy", "→ Minh"]),
        ("2<s-tab>/1019<enter>",    ("order", "assign", &[("to", "Huy")]),            "aMinh<enter>",     ["→ Huy", "→ Minh"]),
        ("2<s-tab>/1019<enter>",    ("order", "promise", &[("day", "30/11/2026"), ("reason", "carrier")]), "p02/12/2026<enter>1", ["30/11", "02/12"]),
        ("2<s-tab>/1019<enter>",    ("order", "ship-all", &[]),                      "+",                ["is already shipped", "carrier"]),
    ];
    for (way, (kind, name, given), keys, told) in cases {
        let mut house = with_order(Lang::En);
        let task = act(&mut house, "task", "add", &[], &[("subject", "papers"), ("due", "today 10:06")]).made[0].id;
        let (mut stage, mut lan) = two(house);
        stage.keys(way);
        let id = if kind == "task" { task } else { 1 };
        act(&mut lan, kind, name, &[id], given);
        let before = lan.entries(1000).unwrap().len();
        stage.keys(keys);
        for text in told {
            has(&stage, text);
        }
        assert_eq!(lan.entries(1000).unwrap().len(), before, "{kind} {name}");
    }
}

#[test]
fn whose_change_it_met_and_how_both_values_begin_are_in_sight_however_long_they_are() {
    let theirs = "Công Tằng Tôn Nữ Hoàng Huyền Trang Diệu Linh Phương Thảo Ngọc Anh";
    let mine = "Nguyễn Phúc Công Huyền Tôn Nữ Minh Châu Khánh Vân Bảo Trân Như Ý";
    for lang in LANGS {
        let mut house = morning_in(lang);
        for name in [theirs, mine] {
            act(&mut house, "person", "add", &[], &[("name", name)]);
        }
        let (mut stage, mut lan) = two(house);
        stage.keys("1<s-tab>/dao<enter>");
        act(&mut lan, "lead", "assign", &[1], &[("to", "Huy")]);
        stage.keys("aMinh<enter>");
        stage.keys("<enter>");
        act(&mut lan, "lead", "assign", &[1], &[("to", theirs)]);
        stage.keys("aNguyễn Phúc<enter>");
        let (field, own) = if lang == Lang::Vi { ("Phụ trách", "của tôi") } else { ("Owner", "mine") };
        let screen = stage.screen();
        let said: Vec<&str> = screen.lines().skip(22).map(str::trim).collect();
        let said = said.join(" ");
        assert!(said.starts_with(&format!("Lan 09:14: {field} → Công Tằng Tôn Nữ Hoàng")), "{said}");
        assert!(said.contains(&format!("; {own} → Nguyễn Phúc Công Huyền")), "{said}");
        assert!(said.contains(if lang == Lang::Vi { "làm lại sẽ ghi (Ng" } else { "again does it (Ng" }), "{said}");
        // The keys are told again after the next one.
        let more = if lang == Lang::Vi { "? thêm" } else { "? more" };
        has_not(&stage, more);
        stage.keys("<esc><esc>");
        has(&stage, more);
    }
}

#[test]
fn what_another_made_impossible_is_told_with_whose_deed_that_was() {
    for lang in LANGS {
        let told = |en: &'static str, vi: &'static str| if lang == Lang::Vi { vi } else { en };
        // At once, and where an answer was asked before the other's deed, which is met when it is given.
        for keys in [&["a"][..], &["aMinh", "<enter>"], &["d"]] {
            let (mut stage, mut lan) = two(morning_in(lang));
            stage.keys("1<s-tab>/dao<enter>");
            let (last, before) = keys.split_last().unwrap();
            for key in before {
                stage.keys(key);
            }
            act(&mut lan, "lead", "archive", &[1], &[]);
            lan.session_mut().now += chrono::TimeDelta::minutes(2);
            act(&mut lan, "lead", "set", &[1], &[("company", "Gạo của Lan")]);
            let entries = lan.entries(1000).unwrap().len();
            stage.keys(last);
            // What is said may go on in the next line.
            let said = stage.screen().split_whitespace().collect::<Vec<_>>().join(" ");
            for deed in [
                told("Lan 09:14: archived", "Lan 09:14: đã lưu trữ"),
                told("Lan 09:16: Company Gạo của Lan", "Lan 09:16: Công ty Gạo của Lan"),
            ] {
                assert!(said.contains(deed), "{deed}: {said}");
            }
            assert_eq!(lan.entries(1000).unwrap().len(), entries);
        }
        // What was seen to be so is told without it, and so is what was done here.
        let (mut stage, mut lan) = two(morning_in(lang));
        stage.keys("1<s-tab>/dao<enter>d/<c-u>archived:yes<enter>");
        stage.keys("a");
        has_not(&stage, "Mai 09:14: ");
        stage.keys("<esc>");
        act(&mut lan, "lead", "set", &[2], &[("company", "Gạo của Lan")]);
        stage.keys("a");
        has_not(&stage, "Lan 09:14");
    }
}

#[test]
fn a_card_whose_record_another_took_away_closes_and_says_so() {
    for (lang, told) in
        [(Lang::En, "Phan Thị Zoan is gone; Lan 09:14: Undone"), (Lang::Vi, "Phan Thị Zoan không còn; Lan 09:14")]
    {
        let (mut stage, mut lan) = two(morning_in(lang));
        act(&mut lan, "lead", "add", &[], &[("name", "Phan Thị Zoan"), ("phone", "0903 777 123")]);
        stage.keys("<f2>zoan<enter><enter>");
        stage.keys("Nasks for a price<esc>");
        lan.undo_entry(lan.to_undo().unwrap().unwrap().entry).unwrap();
        stage.keys("j");
        has(&stage, told);
        has_not(&stage, "┌");
    }
}
