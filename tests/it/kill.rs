//! Nothing is lost when the program is killed: a child edits, keeps drafts, brings files in, alone and beside another who
//! saves, makes copies, puts them back, makes old files new and new ones; it says what it has done. It is killed at any
//! moment, and what it said must be there, whole.
//!
//! A hundred times in `cargo test`; a thousand by `cargo test kill::a_thousand -- --ignored --nocapture`.
use super::copies::first_version;
use super::{act, now, store_at, store_in};
use linchpin::domain::lead::Lead;
use linchpin::lang::Lang;
use linchpin::store::file::copies::Reason;
use linchpin::store::{Draft, Session, Store};
use rusqlite::Connection;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const LEADS: i64 = 5;
/// Rows of each file that is brought in.
const ROWS: usize = 30;
/// Rows of the one that pauses for another, and how often that one saves.
const PAUSING: usize = 600;
const SAVES: usize = 6;
/// An import that has not begun to write by then never will.
const DEADLINE: Duration = Duration::from_mins(1);
/// The two states between which a file is put back and forth.
const A: &str = "a.db";
const B: &str = "b.db";
/// Where the child works, and which of the kills this is.
const FOLDER: &str = "LINCHPIN_KILL_FOLDER";
const ROUND: &str = "LINCHPIN_KILL_ROUND";

fn session() -> Session {
    Session { lang: Lang::En, now: now(), who: 1, sitting: 1 }
}

/// The child: works until it is killed, and says each thing once it is done.
#[test]
#[ignore = "the child of the others"]
fn child() {
    let (Some(folder), Some(round)) = (std::env::var_os(FOLDER), std::env::var(ROUND).ok()) else { return };
    let (folder, round) = (PathBuf::from(folder), round.parse::<usize>().unwrap());
    let mut s = Store::open(&folder.join("w.db"), session()).unwrap();
    let mut draft = s.drafts().unwrap().first().map_or(0, |draft| draft.id);
    // Each life begins with another of the things.
    for n in 0.. {
        let seq = round * 1_000 + n;
        let at = now().naive_local() + chrono::TimeDelta::seconds(i64::try_from(seq).unwrap());
        let work = THINGS[(round + n) % THINGS.len()];
        say(&format!("begin {work}"));
        let of = match work {
            "set" => {
                let id = 1 + i64::try_from(seq).unwrap() % LEADS;
                act(&mut s, "lead", "set", &[id], &[("note", &seq.to_string())]);
                format!("{id} {seq}")
            }
            "draft" => {
                draft = keep(&mut s, draft, &seq.to_string());
                seq.to_string()
            }
            "import" => bring_in(&folder, &format!("K{seq}"), ROWS),
            "beside" => {
                let saving = saves_beside(&folder, seq);
                let said = bring_in(&folder, &format!("P{seq}"), PAUSING);
                saving.join().unwrap();
                said
            }
            "backup" => s.keep_copy(Reason::Asked, at).unwrap().display().to_string(),
            "restore" => {
                let copy = folder.join(if seq.is_multiple_of(2) { A } else { B });
                Store::open(&folder.join("r.db"), session()).unwrap().restore(&copy, at).unwrap();
                String::new()
            }
            "renew" => {
                let (made, path) = (folder.join("copying"), folder.join(format!("old-{seq}.db")));
                fs::copy(folder.join("first"), &made).unwrap();
                fs::rename(made, &path).unwrap();
                drop(Store::open(&path, session()).unwrap());
                path.display().to_string()
            }
            _ => {
                let path = folder.join(format!("new-{seq}.db"));
                drop(Store::open(&path, session()).unwrap());
                path.display().to_string()
            }
        };
        say(&format!("done {work} {of}"));
    }
}

/// What a child does, in turn.
const THINGS: [&str; 8] = ["set", "draft", "import", "beside", "backup", "restore", "renew", "new"];

/// So many things are done before it is killed.
const DONE: [usize; 5] = [1, 3, 2, 9, 1];

fn say(what: &str) {
    println!("\n{what}");
    std::io::stdout().flush().unwrap();
}

fn keep(s: &mut Store, id: i64, note: &str) -> i64 {
    let given = vec![("note".to_owned(), note.to_owned())];
    let (kind, act) = ("lead".to_owned(), "add".to_owned());
    s.keep_draft(&Draft { id, kind, act, ids: Vec::new(), given, at: now().to_utc() }).unwrap()
}

/// Brings in so many leads whose names begin so.
fn bring_in(folder: &Path, name: &str, rows: usize) -> String {
    let rows: Vec<String> = (0..rows).map(|row| format!("{name} {row},Cty {name} {row}")).collect();
    let (file, db) = (folder.join("in.csv"), folder.join("w.db"));
    fs::write(&file, format!("name,company\n{}\n", rows.join("\n"))).unwrap();
    let words = ["linchpin", "--db", db.to_str().unwrap(), "--as", "Mai", "import", "lead", file.to_str().unwrap()];
    linchpin::cli::run(words.map(Into::into)).unwrap();
    name.to_owned()
}

fn beside(path: &Path, what: &str) -> PathBuf {
    PathBuf::from(format!("{}-{what}", path.display()))
}

/// Another that saves, one thing after the other, while an import goes on, which pauses for each.
fn saves_beside(folder: &Path, seq: usize) -> JoinHandle<()> {
    let path = folder.join("w.db");
    thread::spawn(move || {
        let mut s = Store::open(&path, session()).unwrap();
        let end = Instant::now() + DEADLINE;
        while !beside(&path, "bulk").exists() {
            assert!(Instant::now() < end, "waited for the import to begin");
            thread::yield_now();
        }
        for n in 0..SAVES {
            let name = format!("S{seq}-{n}");
            act(&mut s, "lead", "add", &[], &[("name", &name)]);
            say(&format!("done save {name}"));
        }
    })
}

fn start(folder: &Path, round: usize) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["kill::child", "--exact", "--ignored", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .env(ROUND, round.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Kills it after some things were done, in the middle of the next; what it said is given, and what it was at.
fn killed(folder: &Path, round: usize) -> (Vec<String>, Option<String>) {
    let mut child = start(folder, round);
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut at = None;
    let mut told = lines.filter_map(|line| {
        if let Some(work) = line.strip_prefix("begin ") {
            at = Some(work.to_owned());
        }
        let done = line.strip_prefix("done ")?.to_owned();
        at.take_if(|work| done.starts_with(&format!("{work} ")));
        Some(done)
    });
    let chance = round.wrapping_mul(0x9E37_79B9).rotate_right(7);
    let mut said: Vec<String> = told.by_ref().take(DONE[round / THINGS.len() % DONE.len()]).collect();
    // How far the next has come is left to chance: turns of a loop, not of a clock.
    (0..chance % 2_000_000).for_each(|turn| {
        std::hint::black_box(turn);
    });
    child.kill().unwrap();
    said.extend(told);
    child.wait().unwrap();
    (said, at)
}

/// What was said and is not there, or is there by half; and how many imports were found cut off.
fn lost(folder: &Path, said: &[String]) -> (Vec<String>, usize) {
    let mut lost = Vec::new();
    let under_way = || -> usize {
        let sql = Connection::open(folder.join("w.db")).unwrap();
        let count: i64 = sql.query_row("SELECT count(*) FROM under_way", [], |row| row.get(0)).unwrap();
        usize::try_from(count).unwrap()
    };
    let cut = under_way();
    let s = match Store::open(&folder.join("w.db"), session()) {
        Ok(s) => s,
        Err(error) => return (vec![format!("the file does not open: {error:#}")], cut),
    };
    if under_way() > 0 {
        lost.push("an import that was cut off is still under way".to_owned());
    }
    let health = s.doctor(&mut |_, _| ()).unwrap();
    if !health.is_well() {
        lost.push(format!("{health:?}"));
    }
    let leads: Vec<Lead> = s.all().unwrap();
    let draft = noted(&s).map_or(0, |note| note.parse::<usize>().unwrap());
    let mut rows: HashMap<&str, usize> = HashMap::new();
    for lead in leads.iter().filter(|lead| lead.name.starts_with(['K', 'P'])) {
        *rows.entry(lead.name.split(' ').next().unwrap()).or_default() += 1;
    }
    let whole = |name: &str| if name.starts_with('K') { ROWS } else { PAUSING };
    lost.extend(
        rows.iter().filter(|(name, count)| **count != whole(name)).map(|(name, count)| format!("{count} of {name}")),
    );
    for line in said {
        let there = match line.split_once(' ').unwrap() {
            ("set", rest) => {
                let (id, seq) = rest.split_once(' ').unwrap();
                let note = &leads.iter().find(|lead| lead.id.to_string() == id).unwrap().note;
                note.parse::<usize>().unwrap() >= seq.parse().unwrap()
            }
            ("draft", seq) => draft >= seq.parse().unwrap(),
            ("import" | "beside", name) => rows.contains_key(name),
            ("save", name) => leads.iter().any(|lead| lead.name == name),
            ("backup", path) => s.copy_at(Path::new(path)).and_then(|copy| s.differs(&copy)).is_ok(),
            ("renew" | "new", path) => Store::open(Path::new(path), session()).is_ok(),
            // Looked at below, whoever did it last.
            ("restore", _) => true,
            _ => false,
        };
        if !there {
            lost.push(line.clone());
        }
    }
    lost.extend(unlike_both(folder));
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !(name.starts_with("new-") || name.starts_with("old-")) {
            continue;
        }
        let is_copy = name.ends_with(".before-1.db");
        let copy = name.strip_suffix(".before-1.db").map(|stem| folder.join(format!("{stem}.db"))).unwrap_or_default();
        if path.extension().is_some_and(|ending| ending == "db") && !is_copy {
            lost.extend(wrong(&path, name.starts_with("old-")).map(|why| format!("{name}: {why}")));
        }
        if is_copy && copy.exists() {
            lost.extend(s.copy_at(&path).err().map(|why| format!("{name}: {why:#}")));
        }
    }
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if ["new-", "old-"].iter().any(|of| path.file_name().unwrap().to_string_lossy().starts_with(of)) {
            let _ = fs::remove_file(&path);
        }
    }
    (lost, cut)
}

fn noted(s: &Store) -> Option<String> {
    Some(s.drafts().unwrap().first()?.given[0].1.clone())
}

/// What is wrong with a file that was made, or made new of the first version: that one's leads and draft are in it.
fn wrong(path: &Path, was_old: bool) -> Option<String> {
    let s = match Store::open(path, session()) {
        Ok(s) => s,
        Err(error) => return Some(format!("{error:#}")),
    };
    let (leads, note): (Vec<Lead>, _) = (s.all().unwrap(), noted(&s));
    let is_whole = !was_old || leads.len() == usize::try_from(LEADS).unwrap() && note.as_deref() == Some("A");
    (!is_whole).then(|| format!("{} leads, draft {note:?}", leads.len()))
}

/// What is wrong with the file that copies were put back into: it is as one of the two, all of it.
fn unlike_both(folder: &Path) -> Option<String> {
    let s = match Store::open(&folder.join("r.db"), session()) {
        Ok(s) => s,
        Err(error) => return Some(format!("r.db does not open: {error:#}")),
    };
    let is_as = |copy: &str| s.differs(&s.copy_at(&folder.join(copy)).unwrap()).unwrap().kinds.is_empty();
    let (as_a, as_b, note) = (is_as(A), is_as(B), noted(&s).unwrap_or_default());
    let well = s.doctor(&mut |_, _| ()).unwrap().is_well();
    let same = as_a != as_b && note == if as_a { "A" } else { "B" };
    (!same || !well).then(|| format!("r.db: as a {as_a}, as b {as_b}, draft {note}, well {well}"))
}

/// So many kills one workspace goes through.
const LIVES: usize = 20;

/// A workspace with some leads and a draft, alone in a folder; beside it a file that was copied in two states, and one
/// of the first version.
fn workspace() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    store_in(Lang::En).copy_to(&at("w.db")).unwrap();
    let mut s = store_at(&at("w.db"), Lang::En);
    for n in 0..LEADS {
        act(&mut s, "lead", "add", &[], &[("name", &format!("Lead {n}")), ("note", "0")]);
    }
    s.copy_to(&at("r.db")).unwrap();
    let mut r = store_at(&at("r.db"), Lang::En);
    let draft = keep(&mut r, 0, "A");
    r.copy_to(&at(A)).unwrap();
    first_version(&at(A), &at("first"));
    keep(&mut r, draft, "B");
    for n in 0..100 {
        act(&mut r, "lead", "add", &[], &[("name", &format!("B {n}"))]);
    }
    act(&mut r, "lead", "set", &[1], &[("note", "B")]);
    r.copy_to(&at(B)).unwrap();
    folder
}

fn kills(rounds: usize) {
    let (mut things, mut at_work): (BTreeMap<String, usize>, BTreeMap<String, usize>) = Default::default();
    let (mut cut, mut losses, mut folder) = (0, Vec::new(), workspace());
    for round in 1..=rounds {
        if round % LIVES == 0 {
            folder = workspace();
        }
        let (said, at) = killed(folder.path(), round);
        if let Some(work) = at {
            *at_work.entry(work).or_default() += 1;
        }
        for line in &said {
            *things.entry(line.split(' ').next().unwrap().to_owned()).or_default() += 1;
        }
        let (lost, cut_now) = lost(folder.path(), &said);
        cut += cut_now;
        losses.extend(lost.into_iter().map(|lost| format!("kill {round}: {lost}")));
    }
    let count: usize = things.values().sum();
    println!("{rounds} kills, in the middle of {at_work:?}; {cut} imports found cut off after a pause");
    println!("{count} things said to be done {things:?}, {} losses", losses.len());
    assert!(losses.is_empty(), "{losses:#?}");
    let never = ["set 1 999999999", "draft 999999999", "import K5", "beside P5", "save S5-1", "backup none.db"];
    let never = never.map(str::to_owned);
    assert_eq!(lost(folder.path(), &never).0, never, "what was never done would be missed");
    assert!(count > rounds && things.len() > THINGS.len(), "{things:?}");
    assert!(cut > 0, "no import was cut off after it had paused");
}

#[test]
fn a_hundred_kills_lose_nothing() {
    kills(100);
}

#[test]
#[ignore = "heavy: several minutes"]
fn a_thousand_kills_lose_nothing() {
    kills(1_000);
}
