//! What is saved is carried from the log into the file and merged while nobody types, and all of it in the end.
use super::lookup::pieces;
use super::{act, store};
use linchpin::store::Store;
use std::fs;
use std::path::PathBuf;

fn log(s: &Store) -> u64 {
    let mut path = s.path().as_os_str().to_owned();
    path.push("-wal");
    fs::metadata(PathBuf::from(path)).map_or(0, |log| log.len())
}

/// Saves until the log holds more than is carried at a time; gives how many.
fn fill(s: &mut Store) -> i64 {
    let mut saved = 0;
    while log(s) < 1_200 * 4_096 {
        let (name, phone) = (format!("Phan Văn {saved}"), format!("09{saved:08}"));
        act(s, "lead", "add", &[], &[("name", &name), ("phone", &phone)]);
        saved += 1;
    }
    saved
}

#[test]
fn no_save_carries_what_is_carried_at_rest() {
    let mut s = store();
    s.carries_at_rest().unwrap();
    let saved = fill(&mut s);
    let held = log(&s);
    assert!(held > 1_000 * 4_096);
    s.carry();
    // From its beginning again.
    act(&mut s, "lead", "add", &[], &[("name", "Bà Chín")]);
    assert_eq!(log(&s), held);
    s.carry_all();
    assert_eq!(log(&s), 0);
    let file = fs::read(s.path()).unwrap();
    let copy = tempfile::NamedTempFile::new().unwrap();
    fs::write(copy.path(), file).unwrap();
    let there = rusqlite::Connection::open(copy.path()).unwrap();
    let leads: i64 = there.query_row("SELECT count(*) FROM lead", [], |row| row.get(0)).unwrap();
    assert_eq!(leads, saved + 1);
}

/// Saves so many leads that are found by words of their own.
fn save(s: &mut Store, count: i64) {
    for n in 0..count {
        act(s, "lead", "add", &[], &[("name", &format!("Người thứ {n}")), ("phone", &format!("0903{n:06}"))]);
    }
}

#[test]
fn no_save_merges_what_is_merged_at_rest() {
    let mut s = store();
    s.carries_at_rest().unwrap();
    let before = pieces(&s);
    save(&mut s, 40);
    let unmerged = pieces(&s);
    assert!(unmerged.iter().zip(&before).all(|(now, before)| now - before >= 40), "{before:?} {unmerged:?}");
    let entries = s.version().unwrap();
    for _ in 0..5 {
        s.carry();
    }
    let merged = pieces(&s);
    assert!(merged.iter().zip(&unmerged).all(|(now, before)| now * 2 < *before), "{unmerged:?} {merged:?}");
    // Nothing on the screen is another for it.
    assert_eq!(s.version().unwrap(), entries);
    assert_eq!(s.lookup("nguoi thu 39", 5, None).unwrap().len(), 1);
    assert!(s.doctor(&mut |_, _| ()).unwrap().is_well());
}

#[test]
fn who_never_rests_merges_in_the_end_and_before_there_is_too_much() {
    let mut s = store();
    s.carries_at_rest().unwrap();
    save(&mut s, 60);
    let unmerged = pieces(&s);
    s.carry_all();
    let merged = pieces(&s);
    assert!(merged.iter().zip(&unmerged).all(|(now, before)| now * 2 < *before), "{unmerged:?} {merged:?}");
    save(&mut s, 300);
    assert!(pieces(&s).iter().all(|pieces| *pieces < 150), "{:?}", pieces(&s));
}
