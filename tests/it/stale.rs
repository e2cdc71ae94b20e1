//! Two at one record: what both changed is told and chosen, what one changed alone is kept, and a form's lines are those
//! that it was opened on.
use super::{act, has, has_not, morning_in, store_at};
use linchpin::domain::deed::Ref;
use linchpin::domain::lead::Lead;
use linchpin::domain::order::Order;
use linchpin::domain::value::Id;
use linchpin::lang::Lang;
use linchpin::store::Store;
use linchpin::ui::stage::Stage;

const LANGS: [Lang; 2] = [Lang::En, Lang::Vi];

/// A workbench on a morning's leads, and Lan at the same file.
fn two(lang: Lang) -> (Stage, Store) {
    let store = morning_in(lang);
    let mut lan = store_at(store.path(), lang);
    lan.session_mut().who = 2;
    (Stage::new(store, 80, 24).unwrap(), lan)
}

fn lead(store: &Store, id: Id) -> Lead {
    store.get(id).unwrap()
}

/// The form of the first lead, in which the company was changed.
const CHANGED: &str = "1e<tab><c-u>Gạo của tôi";

#[test]
fn what_both_changed_is_told_and_mine_is_saved_by_a_second_key_only() {
    for lang in LANGS {
        let (mut stage, mut lan) = two(lang);
        stage.keys(CHANGED);
        act(&mut lan, "lead", "set", &[1], &[("company", "Gạo của Lan"), ("title", "Trưởng phòng")]);
        stage.keys("<c-s>");
        has(&stage, "! Lan 09:14: Gạo của Lan");
        has(&stage, "Gạo của tôi");
        has(&stage, if lang == Lang::Vi { "1 ô vừa có người sửa" } else { "1 field was changed meanwhile" });
        assert_eq!(lead(&lan, 1).company, "Gạo của Lan");
        stage.keys("<c-s>");
        has_not(&stage, "┌");
        let saved = lead(&lan, 1);
        assert_eq!((saved.company.as_str(), saved.title.as_str()), ("Gạo của tôi", "Trưởng phòng"));
        // Theirs is in the history, and there again after an undo.
        let history = lan.history(Ref { kind: "lead", id: 1 }).unwrap();
        assert!(history.iter().flat_map(|told| &told.changes).any(|change| change.before == "Gạo của Lan"));
        stage.keys("u");
        assert_eq!(lead(&lan, 1).company, "Gạo của Lan");
    }
}

#[test]
fn theirs_is_taken_from_the_two_that_are_shown() {
    for lang in LANGS {
        let (mut stage, mut lan) = two(lang);
        stage.keys(CHANGED);
        act(&mut lan, "lead", "set", &[1], &[("company", "Gạo của Lan")]);
        stage.keys("<c-s><f4>");
        has(&stage, if lang == Lang::Vi { "1 của tôi: Gạo của tôi" } else { "1 mine: Gạo của tôi" });
        has(&stage, "2 Lan 09:14: Gạo của Lan");
        stage.keys("2<tab><tab> ghi<c-s>");
        has_not(&stage, "┌");
        assert_eq!(lead(&lan, 1).company, "Gạo của Lan");
        let mine: Vec<_> = lan.history(Ref { kind: "lead", id: 1 }).unwrap();
        assert!(mine[0].changes.iter().all(|change| change.before != "Gạo của Lan"));
    }
}

#[test]
fn what_only_one_changed_is_kept_without_a_question() {
    let (mut stage, mut lan) = two(Lang::En);
    stage.keys(CHANGED);
    act(&mut lan, "lead", "set", &[1], &[("title", "Trưởng phòng"), ("note", "Lan's note")]);
    stage.keys("<c-s>");
    has_not(&stage, "┌");
    let saved = lead(&lan, 1);
    assert_eq!(
        (saved.company.as_str(), saved.title.as_str(), saved.note.as_str()),
        ("Gạo của tôi", "Trưởng phòng", "Lan's note")
    );
    // Both said the same.
    stage.keys("e<tab><c-u>Cùng một");
    act(&mut lan, "lead", "set", &[1], &[("company", "Cùng một")]);
    stage.keys(" <bs><c-s>");
    has_not(&stage, "meanwhile");
    assert_eq!(lead(&lan, 1).company, "Cùng một");
}

#[test]
fn a_save_into_a_record_that_another_put_away_says_so() {
    for (lang, said) in [
        (Lang::En, "Lan 09:14: archived, saved all the same; restore brings it back. "),
        (Lang::Vi, "Lan 09:14: đã lưu trữ, vẫn lưu thay đổi; khôi phục để lấy lại. "),
    ] {
        let (mut stage, mut lan) = two(lang);
        lan.session_mut().sitting = 2;
        stage.keys(CHANGED);
        act(&mut lan, "lead", "archive", &[1], &[]);
        stage.keys("<c-s>");
        has(&stage, said);
        let saved = lead(&lan, 1);
        assert!(saved.company == "Gạo của tôi" && saved.archived.is_some());
        // One that was put away before, or back again, needs no word.
        let (mut stage, mut lan) = two(lang);
        lan.session_mut().sitting = 2;
        stage.keys(CHANGED);
        act(&mut lan, "lead", "archive", &[1], &[]);
        act(&mut lan, "lead", "restore", &[1], &[]);
        stage.keys("<c-s>");
        has_not(&stage, "Lan 09:14");
        assert_eq!(lead(&lan, 1).company, "Gạo của tôi");
    }
}

#[test]
fn both_notes_are_shown_to_choose_from() {
    let (mut stage, mut lan) = two(Lang::En);
    let to_note = "<tab>".repeat(6);
    stage.keys(&format!("1e{to_note}của tôi"));
    act(&mut lan, "lead", "set", &[1], &[("note", "của Lan\nhai dòng")]);
    stage.keys("<c-s>");
    has(&stage, "! Lan 09:14: của Lan ⏎ hai dòng");
    stage.keys("<f4>2<c-s>");
    has_not(&stage, "┌");
    assert_eq!(lead(&lan, 1).note, "của Lan\nhai dòng");
}

#[test]
fn a_third_change_is_told_again() {
    let (mut stage, mut lan) = two(Lang::En);
    stage.keys(CHANGED);
    act(&mut lan, "lead", "set", &[1], &[("company", "Một")]);
    stage.keys("<c-s>");
    has(&stage, "! Lan 09:14: Một");
    act(&mut lan, "lead", "set", &[1], &[("company", "Hai")]);
    stage.keys("<c-s>");
    has(&stage, "! Lan 09:14: Hai");
    stage.keys("<c-s>");
    assert_eq!(lead(&lan, 1).company, "Gạo của tôi");
}

#[test]
fn a_draft_that_is_taken_up_again_meets_what_was_changed_since_it_was_begun() {
    let (mut stage, mut lan) = two(Lang::En);
    stage.keys(CHANGED).keys("<esc>");
    act(&mut lan, "lead", "set", &[1], &[("company", "Gạo của Lan")]);
    stage.keys("e");
    has(&stage, "Gạo của tôi");
    stage.keys("<c-s>");
    has(&stage, "! Lan 09:14: Gạo của Lan");
    stage.keys("<c-s>");
    assert_eq!(lead(&lan, 1).company, "Gạo của tôi");
    assert!(lan.drafts().unwrap().is_empty());
}

#[test]
fn of_many_rows_the_one_that_was_changed_is_named() {
    let (mut stage, mut lan) = two(Lang::En);
    stage.keys("1  e");
    has(&stage, "2 leads");
    stage.keys("Gạo của tôi");
    act(&mut lan, "lead", "set", &[1], &[("company", "Gạo của Lan")]);
    stage.keys("<c-s>");
    has(&stage, "! Nguyễn Thị Đào: Lan 09:14: Gạo của Lan");
    stage.keys("<c-s>");
    has_not(&stage, "┌");
    assert_eq!([1, 2].map(|id| lead(&lan, id).company), ["Gạo của tôi", "Gạo của tôi"]);
}

#[test]
fn a_forms_lines_are_those_that_it_was_opened_on() {
    let store = super::card::with_order(Lang::En);
    let mut lan = store_at(store.path(), Lang::En);
    lan.session_mut().who = 2;
    let before: Order = lan.get(1).unwrap();
    let n = before.lines.len();
    assert!(n > 1);
    let call = |ids: Vec<Id>, given: &[(String, &str)], store: &Store| {
        let mut call = linchpin::act::Call::new("order", "set", ids).unwrap().over_now(store).unwrap();
        call.given = given.iter().map(|(path, text)| (path.clone(), (*text).to_owned())).collect();
        call
    };
    // Two forms are open on the same lines; each adds one.
    let mut mai = store_at(lan.path(), Lang::En);
    let added = format!("lines.{}.quantity", n + 1);
    let product = format!("lines.{}.text", n + 1);
    let mine = call(vec![1], &[(product.clone(), "của tôi"), (added.clone(), "2")], &mai);
    let theirs = call(vec![1], &[(product, "của Lan"), (added, "3")], &lan);
    theirs.perform(&mut lan).unwrap();
    mine.perform(&mut mai).unwrap();
    let all: Vec<String> = lan.get::<Order>(1).unwrap().lines.into_iter().map(|line| line.text).collect();
    assert_eq!(all.len(), n + 2, "{all:?}");
    assert_eq!(all[n..], ["của Lan", "của tôi"]);
}
