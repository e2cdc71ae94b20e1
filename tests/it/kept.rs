//! What copies of the file are called and where they lie while they are made: nothing that is there is ever written over.
use super::copies::{desk, first_version, names, served, spoil};
use super::{act, has, now, store_at};
use linchpin::domain::lead::Lead;
use linchpin::lang::{Lang, health, unwritten};
use linchpin::store::file::copies::{Reason, folder};
use linchpin::store::{Store, Unusable, reason};
use linchpin::ui::stage::Stage;
use rusqlite::Connection;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::thread;

fn said(path: &Path, more: &[&str]) -> String {
    let told = served(path, "en", &[&["--now", "2026-11-24T09:14:00+07:00"], more].concat());
    assert_eq!(told.code, 0, "{more:?}: {:?}", told.said);
    told.out
}

/// The names in a folder that begin or end so.
fn called(folder: &Path, part: &str) -> Vec<String> {
    let all = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut all: Vec<String> = all.filter(|name| name.starts_with(part) || name.ends_with(part)).collect();
    all.sort();
    all
}

#[test]
fn what_two_copies_replace_within_a_second_is_kept_of_both() {
    let mut desk = desk();
    let path = desk.store.path().to_owned();
    let copies = ["a.db", "b.db"].map(|name| path.with_file_name(name).to_str().unwrap().to_owned());
    let mut kept = Vec::new();
    for copy in &copies {
        said(&path, &["backup", copy]);
    }
    for (note, copy) in ["B", "PRECIOUS"].into_iter().zip(&copies) {
        act(&mut desk.store, "lead", "set", &[3], &[("note", note)]);
        let told = said(&path, &["restore", copy, "--yes"]);
        kept.push(PathBuf::from(told.rsplit("kept in ").next().unwrap()));
    }
    let notes = kept.iter().map(|kept| store_at(kept, Lang::En).get::<Lead>(3).unwrap().note.clone());
    assert_eq!(notes.collect::<Vec<_>>(), ["B", "PRECIOUS"]);
}

#[test]
fn of_one_second_each_copy_has_a_name_of_its_own() {
    let desk = desk();
    let path = desk.store.path().to_owned();
    let all: Vec<PathBuf> = (0..7).map(|_| desk.store.keep_copy(Reason::Asked, now().naive_local()).unwrap()).collect();
    let left = names(&folder(&path), "db");
    assert_eq!(left.len(), 5, "{left:?}");
    assert!(all[2..].iter().all(|copy| left.contains(copy)), "the newest stay: {left:?}");
    for n in 1..3 {
        fs::write(&path, format!("damaged {n}")).unwrap();
        said(&path, &["restore", all[6].to_str().unwrap(), "--yes"]);
    }
    let mut damaged: Vec<String> = names(&folder(&path), "db")
        .iter()
        .filter(|path| path.to_string_lossy().contains("-damaged"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    damaged.sort();
    assert_eq!(damaged, ["damaged 1", "damaged 2"]);
}

#[test]
fn files_beside_a_copy_stay_as_they_are() {
    let desk = desk();
    let path = desk.store.path().to_owned();
    let beside = |name: &str| path.with_file_name(name);
    let mine = ["export.part", "export.db.part", "w.new", "w.part", "linchpin-copy-x.part"].map(beside);
    for mine in &mine {
        fs::write(mine, "mine").unwrap();
    }
    let copy = beside("export.db");
    said(&path, &["backup", copy.to_str().unwrap()]);
    fs::write(&path, "damaged").unwrap();
    said(&path, &["restore", copy.to_str().unwrap(), "--yes"]);
    assert!(mine.iter().all(|mine| fs::read_to_string(mine).unwrap() == "mine"));
    assert!(called(desk.folder.path(), "linchpin-copy-") == ["linchpin-copy-x.part"]);
}

#[test]
fn what_is_left_of_copies_goes_as_soon_as_nobody_makes_them() {
    let desk = desk();
    let (path, folder) = (desk.store.path().to_owned(), folder(desk.store.path()));
    fs::create_dir_all(&folder).unwrap();
    let part = |n: u8| folder.join(format!("linchpin-copy-{n}.part"));
    let made = File::create(part(1)).unwrap();
    made.lock().unwrap();
    fs::write(part(7), "killed").unwrap();
    fs::write(folder.join("linchpin-copy-7.part-journal"), "killed").unwrap();
    // The engine would play it back into what is written there.
    fs::write(folder.join("linchpin-copy-2.part-journal"), "killed").unwrap();
    desk.store.keep_copy(Reason::Asked, now().naive_local()).unwrap();
    assert_eq!(called(&folder, "linchpin-copy-"), ["linchpin-copy-1.part"]);
    drop(made);
    desk.store.keep_copy(Reason::Asked, now().naive_local()).unwrap();
    assert!(called(&folder, "linchpin-copy-").is_empty());
    // One that fails leaves nothing either.
    Connection::open(&path).unwrap().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    spoil(&path, 4096 * 40);
    assert!(store_at(&path, Lang::En).keep_copy(Reason::Asked, now().naive_local()).is_err());
    assert!(called(&folder, "linchpin-copy-").is_empty());
}

/// Several copy at once, each in a thread with a connection of its own.
fn at_once<T: Send + 'static>(path: &Path, copy: fn(&Store) -> T) -> Vec<T> {
    let threads = (0..3).map(|_| {
        let path = path.to_owned();
        thread::spawn(move || copy(&store_at(&path, Lang::En)))
    });
    let threads: Vec<_> = threads.collect();
    threads.into_iter().map(|thread| thread.join().unwrap()).collect()
}

#[test]
fn several_copy_at_the_same_time() {
    let desk = desk();
    let path = desk.store.path().to_owned();
    let mut all =
        at_once(&path, |store| store.keep_copy(Reason::Asked, now().naive_local()).map_err(|error| error.to_string()));
    all.sort();
    all.dedup();
    assert!(all.len() == 3 && all.iter().all(|copy| copy.as_ref().is_ok_and(|copy| copy.exists())), "{all:?}");
    let made = at_once(&path, |store| store.keep_daily(now().naive_local()).map_err(|error| error.to_string()));
    assert!(made.iter().all(Result::is_ok), "{made:?}");
    assert!(called(&folder(&path), "-day.db") == ["w-2026-11-24-091400-day.db"], "{made:?}");
}

#[test]
fn why_no_copy_is_made_is_told_of_what_is_the_matter() {
    let desk = desk();
    let path = desk.store.path().to_owned();
    let taken = path.with_file_name("taken.db");
    fs::write(&taken, "mine").unwrap();
    let error = desk.store.copy_to(&taken).unwrap_err();
    assert!(matches!(Unusable::of(&error), Some(Unusable::Misnamed(_))), "{error:#}");
    assert_eq!(fs::read_to_string(&taken).unwrap(), "mine");
    fs::write(folder(&path), "a file").unwrap();
    for (lang, end) in [("en", "backups: is a file, where the folder of copies"), ("vi", "backups: là tệp, trong khi")]
    {
        let told = served(&path, lang, &["backup"]);
        assert!(told.code == 2 && told.said[0].contains(end), "{} {:?}", told.code, told.said);
    }
    Connection::open(&path).unwrap().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    spoil(&path, 4096 * 40);
    let to = path.with_file_name("x200.db");
    let told = served(&path, "en", &["backup", to.to_str().unwrap()]);
    assert!(told.code == 6 && told.said[0].contains("w.db: ") && !told.said[0].contains("x200"), "{:?}", told.said);
    // On a line of a screen there is no room for the name of the copy.
    let full = anyhow::Error::from(Unusable::Busy(unwritten::FULL.into())).context("/a/long/path/to/backups");
    let line = health::not_copied(&reason(&full));
    assert_eq!(line.to(Lang::En), "no copy of today could be kept: the disk is full; make room, then try again");
    assert!(line.to(Lang::Vi).chars().count() < 80, "{}", line.to(Lang::Vi));
}

#[test]
fn where_a_file_of_an_earlier_version_is_kept_is_said() {
    let desk = desk();
    for (lang, part) in [("en", "as it was it is kept in "), ("vi", "tệp như cũ được giữ ở ")] {
        let old = desk.folder.path().join(lang).join("work.lp");
        fs::create_dir_all(old.parent().unwrap()).unwrap();
        first_version(desk.store.path(), &old);
        fs::copy(&old, old.with_extension("db")).unwrap();
        let told = served(&old, lang, &["list", "leads"]);
        let kept = told.said.iter().find_map(|said| said.split_once(part)).map(|(_, kept)| PathBuf::from(kept));
        assert!(kept.is_some_and(|kept| kept.exists()), "{:?}", told.said);
        assert!(served(&old, lang, &["list", "leads"]).said.is_empty());
        let lang = if lang == "en" { Lang::En } else { Lang::Vi };
        let screen = Stage::new(store_at(&old.with_extension("db"), lang), 160, 24).unwrap();
        has(&screen, part);
        assert_eq!(called(&folder(&old), "version.db").len(), 2);
    }
}

#[test]
fn what_only_scripts_work_on_has_its_copy_of_the_day() {
    let desk = desk();
    let path = desk.store.path();
    let lead = ["set", "lead", "3", "note=by a script"];
    said(path, &["list", "leads"]);
    assert!(!folder(path).exists(), "a copy was made of nothing done");
    said(path, &lead);
    said(path, &["set", "lead", "3", "note=once more"]);
    let copies = called(&folder(path), "day.db");
    assert_eq!(copies, ["w-2026-11-24-091400-day.db"]);
    let note = |path: &Path| store_at(path, Lang::En).get::<Lead>(3).unwrap().note.clone();
    assert_eq!(note(&folder(path).join(&copies[0])), "by a script");
    fs::remove_dir_all(folder(path)).unwrap();
    fs::write(folder(path), "a file").unwrap();
    let told = served(path, "en", &lead[..3].iter().chain(&["note=x"]).copied().collect::<Vec<_>>());
    assert!(told.code == 0 && told.said[0].starts_with("no copy of today could be kept: "), "{:?}", told.said);
}
