//! What a key costs on every screen, and what it costs to start and to bring files in: `cargo bench --bench
//! keys`.
//!
//! It works on the file that `LINCHPIN_BENCH` names (a copy of it); else on the real files of the folder that
//! `LINCHPIN_REAL_DATA` names, brought in by the command line; else on the made-up company. Printed are milliseconds from
//! a key to its frame at 200x50, where the next comes at once; until all that it asked for is there, where the next waits
//! for that; and bytes sent to the terminal for half of the frames at most. Words behind
//! `--` choose the lines that have them in their names, and have the slowest keys of each told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod shared;
use linchpin::ui::chord::Stroke;
use linchpin::ui::stage::{Stage, Timings};
use shared::{LISTS, ON_LISTS, open, sought};
use std::ffi::OsString;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// The files of a real house: kind, and where they are in the folder.
const FILES: &[(&str, &str)] = &[
    ("person", "crm/zoho/Users.csv"),
    ("account", "crm/zoho/Accounts.csv"),
    ("contact", "crm/zoho/Contacts.csv"),
    ("product", "crm/zoho/Products.csv"),
    ("lead", "crm/zoho/Leads.csv"),
    ("opportunity", "crm/zoho/Potentials.csv"),
    ("order", "crm/zoho/Sales_Orders.csv"),
    ("lead", "crm/olist/olist_marketing_qualified_leads_dataset.csv"),
    ("person", "crm/maven-crm/sales_teams.csv"),
    ("account", "crm/maven-crm/accounts.csv"),
    ("product", "crm/maven-crm/products.csv"),
    ("opportunity", "crm/maven-crm/sales_pipeline.csv"),
];

const ELSEWHERE: &[(&str, &str, &str)] = &[
    ("calendar", "days, views", "lllllllhhhhjjjjkk<tab>llllllll<c-f><c-f><c-b>T<tab>jjjjjj<tab>ll"),
    ("reports", "each report", "jjjjjjjkkkkkkkj<enter>jjj<esc>jC<enter>jj<esc>j<enter>jj<esc>j<enter>jj<esc>jCjj"),
    ("reports", "periods", "p1p2p3p4jp1p2p3p4jp1p2p3jp1p2p3"),
    ("leads", "other screens", "0123450123]]]]]][[[[[["),
];

/// How often each is done, from the start of the program, at least.
const ROUNDS: usize = 8;

/// Of so many keys one in a hundred is more than the slowest alone.
const KEYS: usize = 400;

/// So long a line goes on, on a file of millions of rows; so often at least.
const LONG: Duration = Duration::from_secs(5);
const FEWEST: usize = 2;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bench.db");
    let mut told = String::new();
    match (named("LINCHPIN_BENCH"), named("LINCHPIN_REAL_DATA")) {
        (Some(from), _) => drop(std::fs::copy(from, &file).unwrap()),
        (None, Some(real)) => bring_in(&file, &real, &mut told),
        (None, None) => make_up(&file),
    }
    told.push_str(&start(&file));
    linchpin::domain::phone::warm();
    let _ = writeln!(
        told,
        "\n{:<34}{:>6}{:>9}{:>9}{:>9}{:>9}{:>8}",
        "key to frame, 200x50", "keys", "p50 ms", "p99", "max", "all p99", "bytes"
    );
    let mut slow = 0;
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    println!("{}", std::mem::take(&mut told));
    let mut line = |screen: &str, what: &str, keys: &str, told: &mut String| {
        let name = format!("{screen}: {what}");
        if !wanted.is_empty() && !wanted.iter().any(|word| name.contains(word)) {
            return;
        }
        let round = |_| {
            let mut stage = Stage::new(open(&file), 200, 50).unwrap();
            assert!(stage.open_on(screen), "{screen}");
            stage.keys(keys).cost().to_vec()
        };
        let count = ROUNDS.max(KEYS.div_ceil(Stroke::all(keys).unwrap().len()));
        let begun = Instant::now();
        let rounds: Vec<Vec<(u64, usize)>> =
            (0..count).take_while(|n| *n < FEWEST || begun.elapsed() < LONG).map(round).collect();
        let cost = Timings::of(&rounds.concat(), 0);
        let settled: Vec<(u64, usize)> = (0..count.div_ceil(4))
            .take_while(|n| *n == 0 || begun.elapsed() < 2 * LONG)
            .flat_map(|_| settled(&file, screen, keys))
            .collect();
        let all = Timings::of(&settled, 0).p99;
        slow += usize::from(cost.p99 > 8000);
        let ms = |micros: u64| format!("{}.{:02}", micros / 1000, micros % 1000 / 10);
        let (p50, p99, max, all) = (ms(cost.p50), ms(cost.p99), ms(cost.max), ms(all));
        let _ = writeln!(told, "{name:<34}{:>6}{p50:>9}{p99:>9}{max:>9}{all:>9}{:>8}", cost.keys, cost.bytes);
        if !wanted.is_empty() {
            slowest(keys, &rounds, told);
        }
        print!("{}", std::mem::take(told));
    };
    for screen in LISTS {
        for (what, keys) in ON_LISTS {
            line(screen, what, keys, &mut told);
        }
    }
    for (screen, what, keys) in ELSEWHERE {
        line(screen, what, keys, &mut told);
    }
    for (what, words) in sought(&file) {
        let keys: Vec<String> = words.iter().map(|word| format!("<f2>{word}<esc>")).collect();
        line("leads", &format!("lookup, {what}"), &keys.concat(), &mut told);
    }
    println!("\n{slow} lines with a p99 above 8 ms");
}

/// What each key costs until nothing is under way any more.
fn settled(file: &Path, screen: &str, keys: &str) -> Vec<(u64, usize)> {
    let mut stage = Stage::new(open(file), 200, 50).unwrap();
    stage.open_on(screen);
    let mut cost = Vec::new();
    for stroke in Stroke::all(keys).unwrap() {
        let Stroke::Key(key) = stroke else { continue };
        let from = Instant::now();
        stage.keys(&key.to_string());
        cost.push((u64::try_from(from.elapsed().as_micros()).unwrap(), 0));
    }
    cost
}

/// The keys that cost most, by the middle of their rounds.
fn slowest(script: &str, rounds: &[Vec<(u64, usize)>], told: &mut String) {
    let strokes = Stroke::all(script).unwrap();
    let middle = |n: usize| {
        let mut times: Vec<u64> = rounds.iter().map(|round| round[n].0).collect();
        times.sort_unstable();
        times[times.len() / 2]
    };
    let mut keys: Vec<(u64, usize)> = (0..strokes.len()).map(|n| (middle(n), n)).collect();
    keys.sort_unstable_by(|a, b| b.cmp(a));
    for (micros, n) in keys.into_iter().take(5) {
        let Stroke::Key(key) = &strokes[n] else { continue };
        let _ =
            writeln!(told, "    {key:<8} the {n}th {:>6} ms", format!("{}.{:02}", micros / 1000, micros % 1000 / 10));
    }
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from)
}

fn make_up(file: &Path) {
    let mut store = open(file);
    linchpin::demo::fill(&mut store).unwrap();
}

fn bring_in(file: &Path, real: &Path, told: &mut String) {
    let _ = writeln!(told, "{:<34}{:>9}{:>9}{:>10}", "import", "rows", "s", "rows/s");
    for (kind, name) in FILES {
        let from = Instant::now();
        let words = ["linchpin", "--db", file.to_str().unwrap(), "--as", "Mai", "--format", "json", "import", kind];
        let path = real.join(name);
        let words = words.iter().map(OsString::from).chain([path.into_os_string()]);
        let output = linchpin::cli::run(words).unwrap();
        let spent = from.elapsed().as_secs_f64();
        let json: serde_json::Value = serde_json::from_str(&output.out).unwrap();
        let rows = json["read"].as_f64().unwrap();
        let _ = writeln!(told, "{name:<34.34}{rows:>9}{spent:>9.2}{:>10.0}", rows / spent);
    }
}

/// The whole program, twenty times: from nothing to a first frame, and out again.
fn start(file: &Path) -> String {
    let mut spent: Vec<f64> = (0..20)
        .map(|_| {
            let from = Instant::now();
            let mut program = Command::new(env!("CARGO_BIN_EXE_linchpin"));
            let done = program.arg("--db").arg(file).args(["play", "--screen", "leads", "--size", "200x50"]).output();
            assert!(done.unwrap().status.success());
            from.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    spent.sort_by(f64::total_cmp);
    format!("\nstart, two first frames, end: {:.1} ms, of twenty at most {:.1} ms\n", spent[10], spent[19])
}
