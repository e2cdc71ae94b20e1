//! Two at one record: what both changed is told and chosen, what one changed alone is kept, and a form's lines are those
//! that it was opened on.
use super::{act, has, has_not, morning_in, store_at};
use linchpin::act::Call;
use linchpin::domain::account::Account;
use linchpin::domain::deed::Ref;
use linchpin::domain::lead::Lead;
use linchpin::domain::order::Order;
use linchpin::domain::value::Id;
use linchpin::domain::world::World;
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

/// A number more is no other number: both are kept where both are wanted.
#[test]
fn of_a_field_that_holds_several_both_are_taken_by_a_third_choice() {
    for lang in LANGS {
        for (field, [was, mine, theirs, both]) in [
            (
                "phone",
                [
                    "0903 777 456",
                    "0903 777 456; 0912 000 111",
                    "+84 903 777 456; 0251 3856 422",
                    "+84 903 777 456; 0251 3856 422; 0912 000 111",
                ],
            ),
            ("tag", ["vip", "vip, gạo", "vip, sỉ", "vip, sỉ, gạo"]),
        ] {
            let (mut stage, mut lan) = two(lang);
            act(&mut lan, "lead", "set", &[1], &[(field, was)]);
            let form = Call::new("lead", "set", vec![1]).unwrap().with(field, mine).over_now(&lan).unwrap();
            stage.store().keep_draft(&form.draft(0, lan.instant())).unwrap();
            stage.keys(":drafts<enter>1");
            act(&mut lan, "lead", "set", &[1], &[(field, theirs)]);
            stage.keys("<c-s><f4>");
            has(&stage, &format!("3 {}{both}", words(lang, "both: ", "cả hai: ")));
            stage.keys("3<c-s>");
            has_not(&stage, "┌");
            let text = linchpin::domain::value::Value::Text(both.to_owned());
            assert_eq!(lan.any("lead", 1).unwrap().value(field), text);
        }
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
        says(&stage, said);
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

/// What stands on the screen, however its lines are broken.
fn says(stage: &Stage, text: &str) {
    let said = stage.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains(text), "no {text:?} in\n{}", stage.screen());
}

/// Lan's newest deed is taken back.
fn take_back(lan: &mut Store) {
    lan.undo_entry(lan.to_undo().unwrap().unwrap().entry).unwrap();
}

fn words(lang: Lang, en: &'static str, vi: &'static str) -> &'static str {
    if lang == Lang::Vi { vi } else { en }
}

/// A workbench on a morning's leads, with the form of one that Lan brought and took away again.
fn taken_away(lang: Lang) -> (Stage, Store) {
    let (mut stage, mut lan) = two(lang);
    let zelda = [("name", "Zelda Quux"), ("company", "Q"), ("phone", "0903 777 123"), ("note", "asks for rice")];
    act(&mut lan, "lead", "add", &[], &zelda);
    stage.keys("1/zelda<enter>e<tab>Y");
    take_back(&mut lan);
    (stage, lan)
}

/// All that was shown of her is in the new one, with what was typed.
fn is_saved_anew(stage: &mut Stage) {
    let store = stage.store();
    let zelda = lead(store, 9);
    let row = store.any("lead", 9).unwrap();
    let phone = row.heads().into_iter().find(|head| head.key == "phone").unwrap();
    let phone = phone.kind.show(&row.value("phone"), &**store);
    assert_eq!(
        (zelda.name.as_str(), zelda.company.as_str(), zelda.note.as_str()),
        ("Zelda Quux", "QY", "asks for rice")
    );
    assert_eq!(phone, "0903 777 123");
    assert!(store.drafts().unwrap().is_empty());
}

#[test]
fn what_is_typed_for_a_record_that_another_took_away_is_saved_as_a_new_one() {
    for lang in LANGS {
        let (mut stage, _lan) = taken_away(lang);
        stage.keys("<c-s>");
        says(
            &stage,
            words(lang, "Lan 09:14: Undone: new; it is gone", "Lan 09:14: Đã hoàn tác: mới; bản ghi không còn"),
        );
        says(&stage, words(lang, "^S saves it as a new one", "^S lưu thành bản ghi mới"));
        has(&stage, "QY");
        stage.keys("<c-s>");
        has_not(&stage, "┌");
        is_saved_anew(&mut stage);
    }
}

#[test]
fn its_draft_opens_as_a_new_one_with_all_that_was_shown() {
    for lang in LANGS {
        let (mut stage, _lan) = taken_away(lang);
        stage.keys("<esc>:drafts<enter>");
        has(&stage, "Zelda Quux · QY");
        stage.keys("1");
        says(&stage, words(lang, "Undone: new; it is gone", "Đã hoàn tác: mới; bản ghi không còn"));
        has(&stage, "asks for rice");
        stage.keys("<c-s>");
        has_not(&stage, "┌");
        is_saved_anew(&mut stage);
        // Left open once it is a new one, it is a draft of that.
        let (mut stage, _lan) = taken_away(lang);
        stage.keys("<c-s><esc>");
        assert_eq!(stage.store().drafts().unwrap().iter().map(|draft| &*draft.act).collect::<Vec<_>>(), ["add"]);
        stage.keys(":drafts<enter>1<c-s>");
        is_saved_anew(&mut stage);
    }
}

#[test]
fn of_several_drafts_the_one_that_is_chosen_opens() {
    let (mut stage, _lan) = taken_away(Lang::En);
    stage.keys("<c-s><esc>nAnother<esc>:drafts<enter>");
    has(&stage, "Another");
    stage.keys("<esc>:drafts<enter>2");
    has(&stage, "Zelda Quux");
    has(&stage, "QY");
}

#[test]
fn of_many_rows_those_that_are_left_are_saved() {
    for lang in LANGS {
        let (mut stage, mut lan) = two(lang);
        act(&mut lan, "lead", "add", &[], &[("name", "Zelda Quux"), ("company", "Q")]);
        stage.keys("1<s-tab><c-a>eGạo của tôi");
        take_back(&mut lan);
        stage.keys("<c-s>");
        says(&stage, words(lang, "1 is gone, nothing is saved: ^S saves in the 7 left", "1 bản ghi không còn"));
        assert_ne!(lead(&lan, 1).company, "Gạo của tôi");
        stage.keys("<c-s>");
        has_not(&stage, "┌");
        assert_eq!([1, 7].map(|id| lead(&lan, id).company), ["Gạo của tôi", "Gạo của tôi"]);
    }
}

#[test]
fn what_was_to_be_done_to_a_record_that_is_gone_can_be_read_and_thrown_away() {
    let (mut stage, mut lan) = two(Lang::En);
    act(&mut lan, "lead", "add", &[], &[("name", "Zelda Quux"), ("company", "Q")]);
    let call = Call::new("lead", "log", vec![8]).unwrap().with("text", "asks for rice");
    stage.store().keep_draft(&call.draft(0, lan.instant())).unwrap();
    take_back(&mut lan);
    stage.keys(":drafts<enter>1");
    has(&stage, "1 asks for rice");
    has(&stage, "Undone: new");
    stage.keys("2");
    has_not(&stage, "┌");
    assert!(stage.store().drafts().unwrap().is_empty());
}

#[test]
fn what_is_typed_for_a_record_that_was_merged_is_saved_into_the_one_that_stays() {
    for lang in LANGS {
        let (mut stage, mut lan) = two(lang);
        lan.session_mut().sitting = 2;
        act(&mut lan, "lead", "add", &[], &[("name", "Zelda Quux"), ("company", "Q")]);
        act(&mut lan, "lead", "add", &[], &[("name", "Zelda Quux2"), ("company", "Q Foods"), ("note", "theirs")]);
        let form = Call::new("lead", "set", vec![8]).unwrap().with("company", "QM").over_now(&lan).unwrap();
        stage.store().keep_draft(&form.draft(0, lan.instant())).unwrap();
        act(&mut lan, "lead", "merge", &[9], &[("with", "8")]);
        stage.keys(":drafts<enter>1<c-s>");
        says(&stage, words(lang, "Lan 09:14: merged into Zelda Quux2", "Lan 09:14: đã gộp vào Zelda Quux2"));
        has(&stage, "Q Foods");
        has(&stage, "QM");
        assert_eq!([8, 9].map(|id| lead(&lan, id).company), ["Q", "Q Foods"]);
        stage.keys("<c-s>");
        has_not(&stage, "┌");
        let stays = lead(&lan, 9);
        assert_eq!((stays.company.as_str(), stays.note.as_str()), ("QM", "theirs"));
        assert_eq!(lead(&lan, 8).company, "Q");
        assert!(stage.store().drafts().unwrap().is_empty());
    }
}

#[test]
fn what_is_typed_over_a_file_that_a_copy_replaced_meanwhile_is_held_against_the_copy() {
    for lang in LANGS {
        let (mut stage, mut lan) = two(lang);
        act(&mut lan, "lead", "set", &[1], &[("company", "AAA")]);
        let copy = lan.path().with_extension("copy.db");
        lan.copy_to(&copy).unwrap();
        act(&mut lan, "lead", "set", &[1], &[("company", "BBB")]);
        stage.keys("1e<tab>X");
        has(&stage, "BBBX");
        let at = lan.session.now.naive_local();
        lan.restore(&copy, at).unwrap();
        stage.keys("<c-s>");
        says(&stage, words(lang, "A copy was put in place; 1 field holds", "Tệp đã thay bằng bản sao; 1 ô"));
        has(&stage, "AAA");
        has(&stage, "BBBX");
        assert_eq!(lead(&lan, 1).company, "AAA");
        stage.keys("<c-s>");
        has_not(&stage, "┌");
        assert_eq!(lead(&lan, 1).company, "BBBX");
        // What stands there as it was shown is saved by the first key.
        let copy = lan.path().with_extension("later.db");
        lan.copy_to(&copy).unwrap();
        act(&mut lan, "lead", "set", &[1], &[("note", "later")]);
        stage.keys("e<tab>X");
        lan.restore(&copy, at).unwrap();
        stage.keys("<c-s>");
        has_not(&stage, "┌");
        assert_eq!((lead(&lan, 1).company.as_str(), lead(&lan, 1).note.as_str()), ("BBBXX", ""));
    }
}

/// The number of what is gone with the other file may be another's in this one.
#[test]
fn what_is_typed_for_a_record_whose_number_is_anothers_by_now_is_saved_as_a_new_one() {
    for lang in LANGS {
        let (mut stage, mut lan) = two(lang);
        lan.session_mut().sitting = 2;
        act(&mut lan, "account", "add", &[], &[("name", "Zeta Co")]);
        let copy = lan.path().with_extension("copy.db");
        lan.copy_to(&copy).unwrap();
        act(&mut lan, "account", "add", &[], &[("name", "Alpha Co")]);
        let known = lan.newest().unwrap().unwrap().entry;
        let form = Call::new("account", "set", vec![2]).unwrap().with("phone", "0901 777 111").over_now(&lan).unwrap();
        let draft = form.draft(0, lan.instant());
        stage.store().keep_draft(&draft).unwrap();
        stage.keys(":drafts<enter>1");
        has(&stage, "Alpha Co");
        lan.restore(&copy, lan.session.now.naive_local()).unwrap();
        lan.session_mut().sitting = 3;
        act(&mut lan, "account", "add", &[], &[("name", "Beta GmbH")]);
        assert_eq!(lan.newest().unwrap().unwrap().entry, known);
        stage.keys("<c-s>");
        says(&stage, words(lang, "it is gone, nothing is saved: ^S saves it as", "bản ghi không còn, chưa lưu gì: ^S"));
        has(&stage, "Alpha Co");
        has_not(&stage, "Beta GmbH");
        stage.keys("<c-s>");
        let phone = |id| lan.get::<Account>(id).unwrap().reaches;
        assert_eq!((lan.name("account", 3).as_deref(), phone(2).len(), phone(3).len()), (Some("Alpha Co"), 0, 1));
        // Nor is a draft of the other one's number taken up over it.
        stage.store().keep_draft(&draft).unwrap();
        stage.keys(":drafts<enter>1");
        says(&stage, words(lang, "it is gone, nothing is saved", "bản ghi không còn"));
        has_not(&stage, "Beta GmbH");
    }
}

#[test]
fn that_a_copy_replaced_the_file_is_said_and_nothing_is_done_over_what_was_shown_before() {
    for lang in LANGS {
        let said = words(lang, "A copy was put in the place of this file", "vừa được thay bằng một bản sao");
        let (mut stage, mut lan) = two(lang);
        let copy = lan.path().with_extension("copy.db");
        lan.copy_to(&copy).unwrap();
        let at = lan.session.now.naive_local();
        stage.keys("1aLan<enter>");
        has(&stage, "Lan");
        lan.restore(&copy, at).unwrap();
        stage.wake();
        says(&stage, said);
        has_not(&stage, words(lang, "u undoes", "u hoàn tác"));
        stage.keys("j");
        has_not(&stage, said);
        // Where the key comes first, it does nothing.
        stage.keys("d");
        let here = lan.entries(100).unwrap().len();
        lan.restore(&copy, at).unwrap();
        stage.keys("d");
        says(&stage, said);
        assert_eq!(lan.entries(100).unwrap().len(), here - 1);
    }
}

#[test]
fn a_form_of_a_file_that_is_only_read_is_refused_by_the_key_that_would_open_it() {
    for lang in LANGS {
        let store = morning_in(lang);
        let session = store.session;
        let mut stage = Stage::new(Store::open_read_only(store.path(), session).unwrap(), 80, 24).unwrap();
        for (key, end) in [("e", "<enter>"), ("n", "<esc>"), ("m", "<c-s>")] {
            let before = stage.keys("1").screen();
            stage.keys(key);
            has(&stage, "--read-only");
            // What is typed by who does not look is for no list.
            stage.keys("2Bà Chín 0903q/x<tab>u<bs>G<paste:Bà Chín>");
            has(&stage, "--read-only");
            stage.keys(end);
            assert_eq!(stage.screen(), before);
        }
        // What asks nothing is only told.
        stage.keys("1d");
        has(&stage, "--read-only");
        has_not(&stage, "┌");
        // The list opens all the same: the digit that follows is for it.
        stage.keys("1a");
        has(&stage, words(lang, "it can only be read here", "chỉ đọc được"));
        stage.keys("1");
        has_not(&stage, "┌");
    }
}
