//! What goes wrong and nobody foresaw: it is said in the reader's language, with what to do.
use super::copies::served;
use super::{has, morning_in};
use linchpin::job::{Control, Job};
use linchpin::lang::Lang;
use linchpin::ui::fault::in_words;
use linchpin::ui::stage::Stage;
use rusqlite::Connection;
use std::path::Path;

/// A table that is not as this version has it.
fn spoil(path: &Path) {
    Connection::open(path).unwrap().execute_batch("ALTER TABLE view RENAME COLUMN filter TO words").unwrap();
}

#[test]
fn work_that_ends_by_a_breakage_says_so_in_both_languages() {
    let end = Job::start(Box::new(|| ()), |_: &Control<()>| panic!("of the test")).wait();
    let said = in_words(&end.unwrap_err());
    assert!(said.to(Lang::En).contains("this work broke off"), "{said:?}");
    assert!(said.to(Lang::Vi).contains("việc này đứt giữa chừng"), "{said:?}");
}

#[test]
fn the_workbench_says_what_nobody_foresaw_in_the_readers_language() {
    for (lang, said) in [(Lang::En, "linchpin broke here"), (Lang::Vi, "linchpin gặp lỗi ở đây")] {
        let store = morning_in(lang);
        let path = store.path().to_owned();
        let mut stage = Stage::new(store, 120, 24).unwrap();
        spoil(&path);
        stage.keys("2");
        has(&stage, said);
    }
}

#[test]
fn so_does_the_command_line() {
    for (lang, said) in [("en", "linchpin broke here ("), ("vi", "linchpin gặp lỗi ở đây (")] {
        let store = morning_in(Lang::En);
        spoil(store.path());
        let told = served(store.path(), lang, &["list", "leads", "--view", "x"]);
        assert_eq!(told.code, 1);
        assert!(told.said[0].starts_with(said) && told.said[0].contains("doctor"), "{:?}", told.said);
    }
}
