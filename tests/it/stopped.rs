//! A signal ends an import: it says so in one sentence, and nothing of it is kept.
use super::morning_in;
use linchpin::domain::deed::Deed;
use linchpin::domain::lead::Lead;
use linchpin::lang::Lang;
use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// An import that has not begun to write by then never will.
const DEADLINE: Duration = Duration::from_mins(1);

#[test]
fn a_signal_ends_an_import_with_its_sentence_and_nothing_is_kept() {
    for (signal, status, lang, said) in [
        ("TERM", 143, Lang::En, "stopped; nothing was imported"),
        ("INT", 130, Lang::Vi, "đã dừng; chưa nhập gì"),
        ("HUP", 129, Lang::En, "stopped; nothing was imported"),
    ] {
        let mut store = morning_in(lang);
        let (file, rows) = (store.path().to_owned(), store.path().with_extension("csv"));
        let table: Vec<String> = (0..2_000).map(|n| format!("Trần Văn {n},09{n:08}")).collect();
        fs::write(&rows, format!("name,phone\n{}\n", table.join("\n"))).unwrap();
        let begun = file.with_file_name(format!("{}-bulk", file.file_name().unwrap().to_str().unwrap()));
        let mut command = Command::new(env!("CARGO_BIN_EXE_linchpin"));
        command.args(super::term::words(&file, lang)).args(["import", "leads"]).arg(&rows);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        // It waits for the turn that is had here, so that the signal comes before its first row.
        let child = store
            .write(&Deed { kind: "lead".into(), act: "set".into(), count: 1, ..Deed::default() }, |_| {
                let (child, until) = (command.spawn()?, Instant::now() + DEADLINE);
                while !begun.exists() {
                    assert!(Instant::now() < until, "the import does not begin");
                    thread::yield_now();
                }
                assert!(Command::new("kill").args([format!("-{signal}"), child.id().to_string()]).status()?.success());
                Ok(child)
            })
            .unwrap();
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(status), "{signal}");
        assert_eq!(String::from_utf8_lossy(&ended.stdout), "");
        let told = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!(told.lines().last(), Some(&*format!("linchpin: {said}")), "{told}");
        assert_eq!(store.all::<Lead>().unwrap().len(), 7);
    }
}
