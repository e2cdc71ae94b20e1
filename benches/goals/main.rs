//! The figures that linchpin promises, each beside its goal and, where there is one, beside another program at the same
//! work on the same machine: `cargo bench --bench goals`. It works on made-up workspaces of 10,000 leads and of as many as
//! `LINCHPIN_ROWS` says (100,000 where it says nothing; at a million it takes half an hour), and keeps them in the folder
//! that `LINCHPIN_GOALS` names, where it names one. Words behind `--` choose figures: `G3 G7`.
//!
//! Only ratios of runs by turns mean something on a shared machine: each program runs once a round, and medians are told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod house;
mod ranked;
#[path = "../shared/mod.rs"]
mod shared;
mod taken;
mod terminal;

use chrono::NaiveDate;
use house::{House, program};
use linchpin::act::{self, Call};
use linchpin::report::{self, Period};
use linchpin::store::Store;
use linchpin::ui::stage::{Stage, Timings};
use shared::{LISTS, ON_LISTS, open, sought};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use taken::{Spread, by_turns, has, measured, ms};

/// A figure: its number, what it is, its goal, and how it is measured on a workspace.
struct Goal {
    name: &'static str,
    what: &'static str,
    limit: &'static str,
    measure: fn(&House) -> String,
    /// Whether it is measured on the small workspace, too, so that its growth is seen.
    grows: bool,
}

#[rustfmt::skip]
const GOALS: &[Goal] = &[
    Goal { name: "G1", what: "from nothing to the first frame, beside sqlite3's first 50 due leads", limit: "2.0 x", measure: first_frame, grows: true },
    Goal { name: "G2", what: "a key to its frame, 200x50, the slowest of all lists", limit: "p50 2 ms, p99 8 ms", measure: key_to_frame, grows: true },
    Goal { name: "G2b", what: "bytes to the terminal: a step of the cursor, a page", limit: "1 KB, 8 KB", measure: bytes, grows: false },
    Goal { name: "G3", what: "lookup of 1 to 12 letters, 20 rows with what is shown of them", limit: "p99 1 ms one word, 15 ms two", measure: lookup, grows: true },
    Goal { name: "G3b", what: "the best match first, 500 texts", limit: "500 of 500", measure: ranked::told, grows: true },
    Goal { name: "G4", what: "import of as many leads, one in twenty a likely duplicate, beside sqlite3's .import", limit: "12 x", measure: import, grows: false },
    Goal { name: "G5", what: "monthly report of all orders, beside sqlite3 over the orders' own totals", limit: "2 x duckdb", measure: monthly, grows: false },
    Goal { name: "G6", what: "memory at work", limit: "48 MiB", measure: memory, grows: true },
    Goal { name: "G7", what: "saving a record, beside an append of two pages and fdatasync", limit: "p50 3 x, p99.9 10 ms", measure: save, grows: true },
    Goal { name: "G8", what: "all badges", limit: "1 ms", measure: badges, grows: true },
    Goal { name: "G9", what: "sixty seconds of nothing", limit: "200 bytes, CPU 0.05 %", measure: idle, grows: false },
];

/// The size at which growth begins.
const SMALL: usize = 10_000;
const USUAL: usize = 100_000;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let rows = std::env::var("LINCHPIN_ROWS").map_or(USUAL, |rows| rows.parse().unwrap());
    let made = tempfile::tempdir().unwrap();
    let folder = std::env::var_os("LINCHPIN_GOALS").map_or_else(|| made.path().to_owned(), PathBuf::from);
    std::fs::create_dir_all(&folder).unwrap();
    let (small, large) = (House::of(&folder, SMALL), House::of(&folder, rows));
    linchpin::domain::phone::warm();
    for Goal { name, what, limit, measure, grows } in GOALS {
        if !wanted.is_empty() && !wanted.iter().any(|word| word == name) {
            continue;
        }
        println!("{name:<4}{what}\n      goal {limit}\n      {rows:>9}: {}", measure(&large));
        if *grows && rows > SMALL {
            println!("      {SMALL:>9}: {}", measure(&small));
        }
    }
}

fn first_frame(house: &House) -> String {
    let file = house.file.to_str().unwrap();
    let ours = || terminal::Workbench::begin(file).first;
    let first =
        "SELECT id, name, company, state, due_at FROM lead WHERE due_at IS NOT NULL ORDER BY due_at, id LIMIT 50";
    let theirs = || measured(|| drop(Command::new("sqlite3").args([file, first]).output().unwrap()));
    if !has("sqlite3") {
        let spent: Vec<Duration> = (0..20).map(|_| ours()).collect();
        return format!("{}; sqlite3 is not here", Spread::of(spent));
    }
    let (ours, theirs) = by_turns(20, ours, theirs);
    format!("{:.1} x ({} / {})", ours.over(&theirs), ms(ours.p50), ms(theirs.p50))
}

/// So long each line of keys is played, and so often at least: of each of its keys the middle of all rounds counts, for a
/// shared machine stands still for some milliseconds now and then.
const LONG: Duration = Duration::from_secs(2);
const FEWEST: usize = 5;

fn key_to_frame(house: &House) -> String {
    let mut slowest = Vec::new();
    for screen in LISTS {
        for (what, keys) in ON_LISTS {
            let begun = Instant::now();
            let mut rounds: Vec<Vec<(u64, usize)>> = Vec::new();
            while rounds.len() < FEWEST || begun.elapsed() < LONG {
                let mut stage = Stage::new(open(&house.file), 200, 50).unwrap();
                assert!(stage.open_on(screen), "{screen}");
                rounds.push(stage.keys(keys).cost().to_vec());
            }
            let middle = |key: usize| {
                let mut of_key: Vec<(u64, usize)> = rounds.iter().map(|round| round[key]).collect();
                of_key.sort_unstable();
                of_key[of_key.len() / 2]
            };
            let cost: Vec<(u64, usize)> = (0..rounds[0].len()).map(middle).collect();
            slowest.push((Timings::of(&cost, 0), format!("{screen}: {what}")));
        }
    }
    let tell = |micros: u64| ms(Duration::from_micros(micros));
    let over: Vec<String> = slowest
        .iter()
        .filter(|(cost, _)| cost.p50 > 2000 || cost.p99 > 8000)
        .map(|(cost, name)| format!("\n        {name}: p50 {}, p99 {}", tell(cost.p50), tell(cost.p99)))
        .collect();
    let p50 = slowest.iter().max_by_key(|(cost, _)| cost.p50).unwrap();
    let p99 = slowest.iter().max_by_key(|(cost, _)| cost.p99).unwrap();
    format!(
        "p50 at most {} ({}), p99 at most {} ({}); {} of {} lines above the goal{}",
        tell(p50.0.p50),
        p50.1,
        tell(p99.0.p99),
        p99.1,
        over.len(),
        slowest.len(),
        over.concat()
    )
}

fn bytes(house: &House) -> String {
    let of = |keys: &str| {
        let mut stage = Stage::new(open(&house.file), 200, 50).unwrap();
        assert!(stage.open_on("leads"));
        Timings::of(stage.keys(keys).cost(), 0).bytes
    };
    format!("{}, {}", of("jjjjjjjjjjkkkkkkkkjjjjjj"), of("<c-f><c-f><c-f><c-f><c-b><c-b><c-f><c-f>"))
}

/// Rows of a lookup.
const FOUND: usize = 20;

fn lookup(house: &House) -> String {
    let store = open(&house.file);
    let look = |text: &str| {
        measured(|| {
            // Of one state of the file, as the workbench does.
            store.hold().unwrap();
            for seen in act::find(&store, text, FOUND).unwrap() {
                seen.shown(&store, text).unwrap();
            }
            store.release().unwrap();
        })
    };
    let words: Vec<String> = sought(&house.file).into_iter().flat_map(|(_, words)| words).collect();
    let one: Vec<(Duration, String)> = words
        .iter()
        .flat_map(|text| text.split_whitespace())
        .flat_map(|word| (1..=12).map(move |letters| word.chars().take(letters).collect::<String>()))
        .filter(|text| text.chars().count() > 1)
        .map(|text| (look(&text), text))
        .collect();
    // The quickest of three looks: what else runs here is none of it.
    let mut slow: Vec<&(Duration, String)> = one.iter().collect();
    slow.sort_unstable();
    let slow = slow.iter().rev().map(|(_, text)| text).take(40).collect::<std::collections::BTreeSet<_>>();
    let mut slow: Vec<(Duration, &String)> =
        slow.into_iter().map(|text| ((0..3).map(|_| look(text)).min().unwrap(), text)).collect();
    slow.sort_unstable();
    let slow: Vec<String> = slow.iter().rev().take(5).map(|(time, text)| format!("{text} {}", ms(*time))).collect();
    let one = one.into_iter().map(|(time, _)| time).collect();
    let two: Vec<Duration> = ["nguyen an", "cong ty", "tran van", "thi ha", "gao an", "co ltd", "le anh", "pham minh"]
        .iter()
        .cycle()
        .take(200)
        .map(|text| look(text))
        .collect();
    format!(
        "one word {}; two {}; the slowest words, looked up again: {}",
        Spread::of(one),
        Spread::of(two),
        slow.join(", ")
    )
}

fn import(house: &House) -> String {
    let leads = house.leads();
    let file = house.aside("import.db");
    let begun = Instant::now();
    let most = taken::memory_of(program(&file).args(["import", "leads"]).arg(&leads));
    let ours = begun.elapsed();
    let size = std::fs::metadata(&file).unwrap().len();
    #[allow(clippy::cast_precision_loss)]
    let pace = house.rows as f64 / ours.as_secs_f64();
    let told = format!("{pace:.0} rows/s, {} MiB at most, a file of {} MiB", most >> 10, size >> 20);
    if !has("sqlite3") {
        return format!("{} s, {told}; sqlite3 is not here", ours.as_secs());
    }
    let raw = house.aside("raw.db");
    let orders = [".mode csv".to_owned(), format!(".import '{}' lead", leads.display())];
    let theirs = measured(|| drop(Command::new("sqlite3").arg(&raw).args(&orders).output().unwrap()));
    format!(
        "{:.1} x ({:.1} s / {:.1} s), {told}",
        ours.div_duration_f64(theirs),
        ours.as_secs_f64(),
        theirs.as_secs_f64()
    )
}

fn monthly(house: &House) -> String {
    let asked = report::named("orders-by-month").unwrap();
    let from = NaiveDate::from_ymd_opt(2000, 1, 1);
    let period = Period { from, till: None };
    let ours = || measured(|| drop(asked.ask(&open(&house.file), period, None).unwrap()));
    let own = "SELECT substr(ordered, 1, 7), currency, count(*), sum(total) FROM \"order\"
               WHERE state <> 'cancelled' AND ordered IS NOT NULL GROUP BY 1, 2";
    let theirs = || measured(|| drop(Command::new("sqlite3").arg(&house.file).arg(own).output().unwrap()));
    if !has("sqlite3") {
        return format!("{}; sqlite3 is not here", Spread::of((0..5).map(|_| ours()).collect()));
    }
    let (ours, theirs) = by_turns(5, ours, theirs);
    format!("{:.2} x ({} / {})", ours.over(&theirs), ms(ours.p50), ms(theirs.p50))
}

fn memory(house: &House) -> String {
    let mut workbench = terminal::Workbench::begin(house.file.to_str().unwrap());
    for keys in ["1", "jjjj", "\x06\x06\x06", "G", "gg", "/an\r", "\x1b", "2", "\x06\x06", "G", "S1", "0", "3", "4"] {
        workbench.keys(keys);
    }
    format!("{:.1} MiB", f64::from(u32::try_from(workbench.memory()).unwrap()) / 1024.0)
}

/// What is saved by turns: a note; a name, a number and a mailbox, which are searched for.
const SAVES: usize = 2000;

fn save(house: &House) -> String {
    let file = house.copy("save.db");
    let mut store = open(&file);
    store.carries_at_rest().unwrap();
    let mut raw = OpenOptions::new().create(true).append(true).open(house.aside("raw.log")).unwrap();
    let mut n = 0;
    let ours = |store: &mut Store, given: &[(&str, String)]| {
        let id = house.lead(n);
        n += 1;
        let mut call = Call::new("lead", "set", vec![id]).unwrap();
        call.given = given.iter().map(|(field, text)| ((*field).to_owned(), text.clone())).collect();
        let spent = measured(|| drop(call.perform(store).unwrap()));
        // As the workbench does once nobody types.
        store.carry();
        spent
    };
    let page = [7_u8; 8192];
    let mut append = || {
        measured(|| {
            raw.write_all(&page).unwrap();
            raw.sync_data().unwrap();
        })
    };
    let mut ours = ours;
    let (mut notes, mut whole, mut appends) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..SAVES {
        // Each is as often the one that comes after the disk was given much.
        for turn in 0..3 {
            match (round + turn) % 3 {
                0 => notes.push(ours(&mut store, &[("note", format!("asked {round}"))])),
                1 => appends.push(append()),
                _ => {
                    let (phone, mail) = (format!("09{round:08}"), format!("n{round}@nhaplieu.vn"));
                    let name = format!("Phan Văn {round}");
                    whole.push(ours(&mut store, &[("name", name), ("phone", phone), ("email", mail)]));
                }
            }
        }
    }
    let (notes, whole, appends) = (Spread::of(notes), Spread::of(whole), Spread::of(appends));
    format!(
        "note {:.2} x, {}; name, phone and mail {:.2} x, {}; an append {}, {}",
        notes.over(&appends),
        notes.tail(),
        whole.over(&appends),
        whole.tail(),
        ms(appends.p50),
        appends.tail()
    )
}

fn badges(house: &House) -> String {
    let stage = Stage::new(open(&house.file), 200, 50).unwrap();
    let spent = (0..50).map(|_| measured(|| drop(stage.badges().unwrap()))).collect();
    Spread::of(spent).to_string()
}

fn idle(house: &House) -> String {
    let mut workbench = terminal::Workbench::begin(house.file.to_str().unwrap());
    workbench.keys("1");
    let (bytes, spent) = workbench.rest(Duration::from_mins(1));
    format!("{bytes} bytes, CPU {:.3} %", spent.as_secs_f64() / 60.0 * 100.0)
}

/// Takes away a workspace and what lies beside it.
fn fresh(path: &Path) {
    for end in ["", "-wal", "-shm", "-bulk", "-turn"] {
        let mut whole = path.as_os_str().to_owned();
        whole.push(end);
        let _ = std::fs::remove_file(whole);
    }
}
