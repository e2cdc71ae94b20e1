//! A call told by another process: the card comes up in the workbench that is open on the same file.
use super::card::house;
use super::term::{Term, text, words};
use linchpin::lang::Lang;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

/// Longer than this nobody waits for the card of who is on the telephone: a second, and what a busy machine adds.
const SOON: Duration = Duration::from_secs(5);

/// A house's file that no one has open.
fn file(lang: Lang) -> PathBuf {
    house(lang).path().to_owned()
}

fn call(words: &[String], who: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_linchpin")).args(words).args(["call", who]).output().unwrap()
}

#[test]
fn who_rings_twice_has_one_card() {
    let file = file(Lang::En);
    let words = words(&file, Lang::En);
    let Some(mut term) = Term::begin("who_rings_twice_has_one_card", &words) else { return };
    term.write("5");
    assert!(call(&words, "0903 123 456").status.success());
    term.wait("Đào Ngọc Nga · Purchasing");
    assert!(call(&words, "0903 123 456").status.success());
    // What was committed after it rang is on the screen: it was heard by then.
    super::act(&mut super::store_at(&file, Lang::En), "lead", "add", &[], &[("name", "Bà Tám")]);
    term.wait(" 1·8 ");
    term.write("\x1b");
    term.gone("┌");
}

fn bell(file: &Path) -> PathBuf {
    PathBuf::from(format!("{}-call", file.display()))
}

#[test]
fn a_call_brings_the_card_up_over_whatever_is_open() {
    let test = "a_call_brings_the_card_up_over_whatever_is_open";
    for (lang, owner, back) in
        [(Lang::En, "Owner     Lan, away until", "Esc back to"), (Lang::Vi, "Phụ trách Lan, nghỉ đến", "Esc về chỗ cũ")]
    {
        let file = file(lang);
        let words = words(&file, lang);
        let Some(mut term) = Term::begin(test, &words) else { return };
        // Over a list.
        term.write("5");
        term.wait("▌ Gạo Đồng Tháp");
        term.wait("0·8  1·7");
        term.wait_for_hint("c ");
        let before = term.text();
        let start = Instant::now();
        assert!(call(&words, "0903 123 456").status.success());
        term.wait("Đào Ngọc Nga · Purchasing, Gạo Đồng Tháp · A");
        assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
        println!("the card was there {:?} after the command began", start.elapsed());
        term.wait(owner);
        term.wait(back);
        term.write("\x1b");
        term.wait_for("the list as it was", |screen| text(screen) == before);
        // Over a form that is half filled.
        term.write("1nBà Chín\tGạo X");
        term.wait("Gạo X");
        term.wait_for_hint("F4");
        let form = term.text();
        assert!(call(&words, "0277 387 1234").status.success());
        term.wait("┌ Gạo Đồng Tháp · A ─");
        term.write("\x1b");
        term.wait_for("the form as it was", |screen| text(screen) == form);
        term.write(" Y\x13");
        term.wait("Bà Chín → ");
        term.write("q");
        assert_eq!(term.end(), 0);
        let store = super::store_at(&file, lang);
        let made = store.lookup("Bà Chín", 1, None).unwrap()[0].at;
        assert_eq!(store.get::<linchpin::domain::lead::Lead>(made.id).unwrap().company, "Gạo X Y");
        assert!(!bell(&file).exists());
    }
}

#[test]
fn whom_nobody_knows_is_looked_up_and_is_a_lead_in_one_key() {
    let file = file(Lang::En);
    let words = words(&file, Lang::En);
    let Some(mut term) = Term::begin("whom_nobody_knows_is_looked_up_and_is_a_lead_in_one_key", &words) else { return };
    let run = call(&words, "0938 777 888");
    assert_eq!(run.status.code(), Some(3));
    term.wait("New lead 0938 777 888");
    term.write("\r");
    term.wait("┌ 0938 777 888 ─");
    term.write("\x1b");
    term.gone("┌");
}

#[test]
fn a_call_comes_up_in_each_workbench_and_in_none_that_is_opened_later() {
    let test = "a_call_comes_up_in_each_workbench_and_in_none_that_is_opened_later";
    let file = file(Lang::En);
    let words = words(&file, Lang::En);
    let title = "Lê Văn Tám · Gạo Đồng Tháp";
    let link = std::env::temp_dir().join(format!("linchpin-link-{}.db", std::process::id()));
    let _ = std::fs::remove_file(&link);
    std::os::unix::fs::symlink(&file, &link).unwrap();
    // Nobody hears it, and nothing is left of it.
    assert!(call(&words, "0918 222 333").status.success());
    assert!(!bell(&file).exists());
    let Some(mut first) = Term::begin(test, &words) else { return };
    let Some(second) = Term::begin(test, &words) else { return };
    assert!(call(&words, "0918 222 333").status.success());
    first.wait(title);
    second.wait(title);
    let Some(mut later) = Term::begin(test, &words) else { return };
    // One that is left takes no other's bell with it.
    first.write("\x1b");
    first.gone("┌");
    first.write("q");
    assert_eq!(first.end(), 0);
    assert!(bell(&file).exists());
    // By another name of the same file.
    assert!(call(&super::term::words(&link, Lang::En), "0903 123 456").status.success());
    second.wait("Đào Ngọc Nga · Purchasing");
    later.wait("Đào Ngọc Nga · Purchasing");
    later.write("\x1b");
    later.gone("┌");
    later.wait("? more");
    assert!(!later.text().contains("Tám ·"));
}

#[test]
fn of_two_who_call_at_once_both_are_heard() {
    let file = file(Lang::En);
    let words = words(&file, Lang::En);
    let Some(mut term) = Term::begin("of_two_who_call_at_once_both_are_heard", &words) else { return };
    term.write("5");
    term.wait("▌ Gạo Đồng Tháp");
    // Both are said before either is heard: the workbench is held for as long.
    term.signal("STOP");
    assert!(call(&words, "0918 222 333").status.success());
    assert!(call(&words, "0903 123 456").status.success());
    assert_eq!(call(&words, "0938 777 888").status.code(), Some(3));
    term.signal("CONT");
    // The later over the earlier, and who nobody knows is looked up.
    term.wait("New lead 0938 777 888");
    term.write("\x1b");
    term.wait("┌ Đào Ngọc Nga");
    term.write("\x1b");
    term.wait("┌ Lê Văn Tám");
    term.write("\x1b");
    term.gone("┌");
}

#[test]
fn who_may_only_read_hears_it_too() {
    let file = file(Lang::En);
    let words = words(&file, Lang::En);
    let only = [words.clone(), vec!["--read-only".to_owned()]].concat();
    let Some(mut term) = Term::begin("who_may_only_read_hears_it_too", &only) else { return };
    assert!(call(&words, "0903 123 456").status.success());
    term.wait("┌ Đào Ngọc Nga");
    term.write("\x1b");
    term.gone("┌");
    term.write("q");
    assert_eq!(term.end(), 0);
    assert!(!bell(&file).exists());
}
