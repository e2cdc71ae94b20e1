//! Nothing is lost when the program is killed: a child edits, keeps drafts, brings files in, makes copies and new
//! workspaces, and says what it has done; it is killed at any moment, and what it said must be there, whole.
//!
//! A hundred times in `cargo test`; a thousand by `cargo test kill::a_thousand -- --ignored --nocapture`.
use super::{act, now, store_at, store_in};
use linchpin::domain::lead::Lead;
use linchpin::lang::Lang;
use linchpin::store::copies::Reason;
use linchpin::store::{Draft, Session, Store};
use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

const LEADS: i64 = 5;
/// Rows of each file that is brought in.
const ROWS: usize = 30;
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
    for n in 0.. {
        let seq = round * 1_000 + n;
        let done = match n % 5 {
            0 => {
                let id = 1 + i64::try_from(seq).unwrap() % LEADS;
                act(&mut s, "lead", "set", &[id], &[("note", &seq.to_string())]);
                format!("set {id} {seq}")
            }
            1 => {
                let given = vec![("note".to_owned(), seq.to_string())];
                let (kind, act) = ("lead".to_owned(), "add".to_owned());
                draft =
                    s.keep_draft(&Draft { id: draft, kind, act, ids: Vec::new(), given, at: now().to_utc() }).unwrap();
                format!("draft {seq}")
            }
            2 => {
                let rows: Vec<String> = (0..ROWS).map(|row| format!("K{seq} {row},Cty {seq} {row}")).collect();
                let file = folder.join("in.csv");
                fs::write(&file, format!("name,company\n{}\n", rows.join("\n"))).unwrap();
                let db = folder.join("w.db");
                let words =
                    ["linchpin", "--db", db.to_str().unwrap(), "--as", "Mai", "import", "lead", file.to_str().unwrap()];
                linchpin::cli::run(words.map(Into::into)).unwrap();
                format!("import {seq}")
            }
            3 => {
                let at = now().naive_local() + chrono::TimeDelta::seconds(i64::try_from(seq).unwrap());
                format!("backup {}", s.keep_copy(Reason::Asked, at).unwrap().display())
            }
            _ => {
                let path = folder.join(format!("new-{seq}.db"));
                drop(Store::open(&path, session()).unwrap());
                format!("new {}", path.display())
            }
        };
        println!("\ndone {done}");
        std::io::stdout().flush().unwrap();
    }
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

/// Kills it after some things were done, in the middle of the next; what it said is given.
fn killed(folder: &Path, round: usize) -> Vec<String> {
    let mut child = start(folder, round);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let done = |line: String| line.strip_prefix("done ").map(str::to_owned);
    let chance = round.wrapping_mul(0x9E37_79B9).rotate_right(7);
    let mut said: Vec<String> = lines.by_ref().filter_map(done).take(1 + round % 6).collect();
    // How far the next has come is left to chance: turns of a loop, not of a clock.
    (0..chance % 2_000_000).for_each(|turn| {
        std::hint::black_box(turn);
    });
    child.kill().unwrap();
    said.extend(lines.filter_map(done));
    child.wait().unwrap();
    said
}

/// What was said and is not there, or is there by half.
fn lost(folder: &Path, said: &[String]) -> Vec<String> {
    let mut lost = Vec::new();
    let s = match Store::open(&folder.join("w.db"), session()) {
        Ok(s) => s,
        Err(error) => return vec![format!("the file does not open: {error:#}")],
    };
    let health = s.doctor(&mut |_| ()).unwrap();
    if !health.is_well() {
        lost.push(format!("{health:?}"));
    }
    let leads: Vec<Lead> = s.all().unwrap();
    let draft = s.drafts().unwrap().first().map_or(0, |draft| draft.given[0].1.parse::<usize>().unwrap());
    let mut rows: HashMap<&str, usize> = HashMap::new();
    for lead in leads.iter().filter(|lead| lead.name.starts_with('K')) {
        *rows.entry(lead.name.split(' ').next().unwrap()).or_default() += 1;
    }
    lost.extend(rows.iter().filter(|(_, count)| **count != ROWS).map(|(name, count)| format!("{count} of {name}")));
    for line in said {
        let there = match line.split_once(' ').unwrap() {
            ("set", rest) => {
                let (id, seq) = rest.split_once(' ').unwrap();
                let note = &leads.iter().find(|lead| lead.id.to_string() == id).unwrap().note;
                note.parse::<usize>().unwrap() >= seq.parse().unwrap()
            }
            ("draft", seq) => draft >= seq.parse().unwrap(),
            ("import", seq) => rows.contains_key(format!("K{seq}").as_str()),
            ("backup", path) => s.differs(Path::new(path)).is_ok(),
            ("new", path) => Store::open(Path::new(path), session()).is_ok(),
            _ => false,
        };
        if !there {
            lost.push(line.clone());
        }
    }
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let is_new = entry.file_stem().unwrap().to_string_lossy().starts_with("new-");
        if is_new && entry.extension().is_some_and(|ending| ending == "db") {
            if Store::open(&entry, session()).is_err() {
                lost.push(format!("{} does not open", entry.display()));
            }
            let _ = fs::remove_file(&entry);
        }
    }
    lost
}

/// So many kills one workspace goes through.
const LIVES: usize = 20;

/// A workspace with some leads, alone in a folder.
fn workspace() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.db");
    store_in(Lang::En).copy_to(&path).unwrap();
    let mut s = store_at(&path, Lang::En);
    for n in 0..LEADS {
        act(&mut s, "lead", "add", &[], &[("name", &format!("Lead {n}")), ("note", "0")]);
    }
    folder
}

fn kills(rounds: usize) {
    let (mut things, mut losses, mut folder) = (0, Vec::new(), workspace());
    for round in 1..=rounds {
        if round % LIVES == 0 {
            folder = workspace();
        }
        let said = killed(folder.path(), round);
        things += said.len();
        losses.extend(lost(folder.path(), &said).into_iter().map(|lost| format!("kill {round}: {lost}")));
    }
    println!("{rounds} kills, {things} things said to be done, {} losses", losses.len());
    assert!(losses.is_empty(), "{losses:#?}");
    let never = ["set 1 999999999", "draft 999999999", "import 5", "backup none.db"].map(str::to_owned);
    assert_eq!(lost(folder.path(), &never), never, "what was never done would be missed");
    assert!(things > rounds);
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
