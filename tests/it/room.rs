//! No room on the disk, a file that can only be read, a lock that another holds: each is a sentence, nothing that was
//! acknowledged is lost, and a form keeps what was typed and saves once it can.
//!
//! Disks of a few megabytes are made where one may mount them; what needs one is skipped elsewhere, and says so.
use super::desk::Desk;
use super::term::{Term, words};
use super::{has, has_not, morning_in, store_at};
use linchpin::lang::Lang;
use linchpin::store::Store;
use linchpin::ui::stage::Stage;
use rusqlite::Connection;
use std::cell::Cell;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::rc::Rc;
use tempfile::TempDir;

/// A disk of its own, taken away at the end.
struct Disk {
    folder: TempDir,
    /// What is on it, where that is in a file.
    image: Option<TempDir>,
}

impl Disk {
    /// Nothing where none may be mounted.
    fn new(megabytes: u32, test: &str) -> Option<Self> {
        let disk = Self { folder: tempfile::tempdir().unwrap(), image: None };
        let size = format!("size={megabytes}m");
        let mounted = mount(&["-t", "tmpfs", "-o", &size, "tmpfs", disk.path("").to_str().unwrap()]);
        if !mounted {
            println!("skipped: {test}: no disk can be mounted");
        }
        mounted.then_some(disk)
    }

    /// One that can fail while it is in use.
    fn failing(test: &str) -> Option<Self> {
        let disk = Self { folder: tempfile::tempdir().unwrap(), image: Some(tempfile::tempdir().unwrap()) };
        let image = disk.image();
        fs::File::create(&image).unwrap().set_len(16 << 20).unwrap();
        let made = Command::new("mkfs.ext4").arg("-q").arg(&image).output().is_ok_and(|made| made.status.success());
        let mounted = made && disk.mount();
        if !mounted {
            println!("skipped: {test}: no disk can be made and mounted");
        }
        mounted.then_some(disk)
    }

    fn image(&self) -> PathBuf {
        self.image.as_ref().unwrap().path().join("disk")
    }

    fn mount(&self) -> bool {
        mount(&["-o", "loop", self.image().to_str().unwrap(), self.path("").to_str().unwrap()])
    }

    /// It can only be read from now on, whatever is open on it (ext4(5): abort), until it is mounted anew. What was written
    /// before is on it.
    fn fail(&self) {
        assert!(Command::new("sync").status().unwrap().success());
        assert!(mount(&["-o", "remount,abort", self.path("").to_str().unwrap()]));
    }

    fn mount_anew(&self) {
        assert!(Command::new("umount").arg(self.folder.path()).status().unwrap().success());
        assert!(self.mount());
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The workspace of a morning, moved here.
    fn morning(&self, lang: Lang) -> PathBuf {
        let here = self.path("w.db");
        let store = morning_in(lang);
        let from = store.path().to_owned();
        drop(store);
        fs::copy(&from, &here).unwrap();
        assert!(!Path::new(&format!("{}-wal", from.display())).exists());
        fs::remove_file(from).unwrap();
        here
    }

    /// Leaves so many bytes of room.
    fn fill(&self, room: usize) {
        let fill = self.path("fill");
        let _ = fs::write(&fill, vec![0; 64 << 20]);
        let size = fs::metadata(&fill).unwrap().len();
        fs::File::options().write(true).open(&fill).unwrap().set_len(size - room as u64).unwrap();
    }

    fn empty(&self) {
        fs::remove_file(self.path("fill")).unwrap();
    }

    /// Lets it be written, or only be read.
    fn writable(&self, yes: bool) -> bool {
        mount(&["-o", if yes { "remount,rw" } else { "remount,ro" }, self.path("").to_str().unwrap()])
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // What a thread still holds open goes with it.
        let _ = Command::new("umount").arg("-l").arg(self.folder.path()).output();
    }
}

fn mount(words: &[&str]) -> bool {
    Command::new("mount").args(words).output().is_ok_and(|output| output.status.success())
}

/// The program itself, on a file.
fn run(file: &Path, lang: &str, words: &[&str]) -> (i32, String, String) {
    let globals = ["--as", "Mai", "--lang", lang, "--now", "2026-11-24T09:14:00+07:00"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_linchpin"));
    let Output { status, stdout, stderr } =
        command.arg("--db").arg(file).args(globals).args(words).env_remove("LINCHPIN_USER").output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap_or(-1), text(stdout), text(stderr).trim().to_owned())
}

#[track_caller]
fn done(file: &Path, words: &[&str]) -> String {
    let (code, out, said) = run(file, "en", words);
    assert_eq!(code, 0, "{words:?}: {said}");
    out
}

fn leads(file: &Path) -> usize {
    done(file, &["list", "leads"]).lines().count()
}

/// Leads for an import.
fn table(rows: usize) -> String {
    let rows = (0..rows).map(|n| format!("Người {n},Công ty {n},09031{n:05},what they said {n}\n"));
    rows.fold("name,company,phone,note\n".to_owned(), |text, row| text + &row)
}

const FULL: &str = "the file cannot be written now: the disk is full; make room, then try again";

#[test]
fn an_import_and_an_add_on_a_full_disk() {
    let Some(disk) = Disk::new(4, "an_import_and_an_add_on_a_full_disk") else { return };
    let file = disk.morning(Lang::En);
    let desk = Desk::new();
    let many = desk.file("many.csv", table(20_000));
    let import = ["import", "leads", many.to_str().unwrap()];
    // The disk fills while the rows come in.
    assert_eq!(run(&file, "en", &import), (5, String::new(), format!("linchpin: {FULL}")));
    assert!(done(&file, &["doctor"]).contains("nothing is wrong"));
    assert_eq!(leads(&file), 7);
    done(&file, &["add", "lead", "name=Bà Một"]);
    // It is full before anything is written: to the last byte, then with a little room, as beside the file.
    for room in [0, 4 << 10, 16 << 10, 36 << 10, 48 << 10] {
        disk.fill(room);
        let (code, _, said) =
            run(&file, "en", &["add", "lead", "name=Bà Hai", &format!("note={}", "x".repeat(60_000))]);
        assert!(code == 5 && said.ends_with(FULL), "{code} with room of {room}: {said}");
        let (code, _, said) = run(&file, "en", &import);
        assert!(code == 5 && said.ends_with(FULL), "{code} with room of {room}: {said}");
        disk.empty();
    }
    disk.fill(0);
    let (code, _, said) = run(&file, "vi", &["add", "lead", "name=Bà Hai"]);
    assert_eq!(code, 5);
    assert!(said.ends_with("bây giờ chưa ghi được vào tệp: đĩa đã đầy; hãy dọn bớt rồi thử lại"), "{said}");
    disk.empty();
    assert_eq!(leads(&file), 8);
    assert!(done(&file, &["doctor"]).contains("nothing is wrong"));
    done(&file, &["add", "lead", "name=Bà Hai"]);
    assert_eq!(leads(&file), 9);
}

/// The program where no file may become larger than so many bytes.
fn run_limited(bytes: usize, file: &Path, words: &[&str], to: Stdio) -> (Option<i32>, String) {
    let limit = format!("ulimit -f {}; exec \"$0\" \"$@\"", bytes / 512);
    let mut command = Command::new("sh");
    command
        .args(["-c", &limit, env!("CARGO_BIN_EXE_linchpin"), "--db"])
        .arg(file)
        .args(["--as", "Mai", "--lang", "en"]);
    let output = command.args(words).env_remove("LINCHPIN_USER").stdout(to).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_limit_on_the_size_of_files_is_told_and_ends_nothing() {
    let desk = Desk::new();
    let file = morning_in(Lang::En).path().to_owned();
    let many = desk.file("many.csv", table(2_000));
    let [to, copy, printed] = ["leads.csv", "copy.db", "printed"].map(|name| desk.folder.path().join(name));
    let import = ["import", "leads", many.to_str().unwrap()];
    let fails = |words: &[&str], to: Stdio| {
        let (code, said) = run_limited(40 << 10, &file, words, to);
        assert!(code == Some(5) && said.lines().count() == 1, "{words:?}: {code:?} {said}");
        assert!(said.contains("ulimit -f"), "{words:?}: {said}");
    };
    fails(&["add", "lead", "name=Bà Một"], Stdio::null());
    fails(&["backup", copy.to_str().unwrap()], Stdio::null());
    fails(&import, Stdio::null());
    assert_eq!(leads(&file), 7);
    done(&file, &import);
    fails(&["export", "leads", "-o", to.to_str().unwrap()], Stdio::null());
    assert!(!to.exists() && !copy.exists());
    fails(&["export", "leads"], fs::File::create(&printed).unwrap().into());
    assert!(done(&file, &["doctor"]).contains("nothing is wrong"));
}

/// Opens the form of a lead and says its name; saves where it cannot be, then where it can.
fn form_is_kept(lang: Lang, mut stage: Stage, said: &str, hold: impl Fn(), let_go: impl Fn()) {
    stage.keys("1nBà Tám");
    hold();
    stage.keys("<c-s>");
    has(&stage, said);
    has(&stage, "Bà Tám");
    // What is typed on is taken, too.
    stage.keys(" Chợ Lớn<c-s>");
    has(&stage, "Bà Tám Chợ Lớn");
    let_go();
    stage.keys("<c-s>");
    has_not(&stage, said);
    let names: Vec<String> = names(stage.store());
    assert!(names.iter().any(|name| name == "Bà Tám Chợ Lớn"), "{lang:?} {names:?}\n{}", stage.screen());
    assert_eq!(names.len(), 8);
}

#[test]
fn what_cannot_be_kept_is_thrown_away_by_a_second_key_only() {
    for (lang, said) in [(Lang::En, "Esc again throws it away"), (Lang::Vi, "Esc lần nữa sẽ bỏ")] {
        let store = morning_in(lang);
        let other = Connection::open(store.path()).unwrap();
        let mut stage = Stage::new(store, 80, 24).unwrap();
        stage.store().hurry(true).unwrap();
        stage.keys("1nBà");
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        stage.keys(" Tám<esc>");
        has(&stage, said);
        has(&stage, "Bà Tám");
        other.execute_batch("ROLLBACK").unwrap();
        // It can be kept by now.
        stage.keys("<esc>n");
        has(&stage, "Bà Tám");
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        stage.keys(" Chợ Lớn<esc>");
        has(&stage, "Bà Tám Chợ Lớn");
        stage.keys("<esc>");
        other.execute_batch("ROLLBACK").unwrap();
        stage.keys("n");
        has(&stage, "Bà Tám");
        has_not(&stage, "Chợ Lớn");
    }
}

fn names(store: &Store) -> Vec<String> {
    let sql = Connection::open(store.path()).unwrap();
    let mut read = sql.prepare("SELECT name FROM lead ORDER BY id").unwrap();
    read.query_map([], |row| row.get(0)).unwrap().map(|name| name.unwrap()).collect()
}

#[test]
fn a_form_on_a_full_disk_keeps_what_was_typed() {
    for (lang, said) in [(Lang::En, "the disk is full"), (Lang::Vi, "đĩa đã đầy")] {
        let Some(disk) = Disk::new(4, "a_form_on_a_full_disk_keeps_what_was_typed") else { return };
        let stage = Stage::new(store_at(&disk.morning(lang), lang), 80, 24).unwrap();
        form_is_kept(lang, stage, said, || disk.fill(0), || disk.empty());
    }
}

#[test]
fn a_workspace_on_a_disk_that_is_only_read() {
    let Some(disk) = Disk::new(4, "a_workspace_on_a_disk_that_is_only_read") else { return };
    let file = disk.morning(Lang::En);
    assert!(disk.writable(false));
    let (code, _, said) = run(&file, "en", &["add", "lead", "name=Bà Hai"]);
    assert_eq!(code, 5, "{said}");
    assert!(said.contains("the file cannot be written now"), "{said}");
    // It is read all the same, and whatever would be written is refused with nothing done.
    assert_eq!(leads(&file), 7);
    let elsewhere = tempfile::tempdir().unwrap();
    let [table, copy] = ["leads.csv", "copy.db"].map(|name| elsewhere.path().join(name).to_str().unwrap().to_owned());
    let reads: [&[&str]; 9] = [
        &["find", "Đào"],
        &["show", "lead", "1"],
        &["today"],
        &["report", "lead-funnel"],
        &["sql", "SELECT count(*) FROM leads"],
        &["history"],
        &["doctor"],
        &["export", "leads", "-o", &table],
        &["backup", &copy],
    ];
    for words in reads {
        done(&file, words);
    }
    done(&file, &["--read-only", "list", "leads"]);
    for (words, lang) in [(&["undo"][..], "en"), (&["import", "leads", &table], "en"), (&["backup"], "vi")] {
        let (code, out, said) = run(&file, lang, words);
        let why = if lang == "vi" { "tệp này ở đây chỉ đọc được" } else { "it can only be read here" };
        assert_eq!((code, out.as_str()), (5, ""), "{words:?}: {said}");
        assert!(said.contains(why) && !said.contains("--read-only"), "{words:?}: {said}");
    }
    let Some(mut term) = Term::begin("a_workspace_on_a_disk_that_is_only_read", &words(&file, Lang::En)) else {
        return;
    };
    term.wait("This file can only be read here");
    term.write("1");
    term.wait("Nguyễn Thị Đào");
    term.write("q");
    assert_eq!(term.end(), 0);
    assert!(disk.writable(true));
    assert_eq!(leads(&file), 7);
}

#[test]
fn a_file_that_is_written_out_needs_room_and_is_whole_or_not_there() {
    let Some(disk) = Disk::new(1, "a_file_that_is_written_out_needs_room_and_is_whole_or_not_there") else { return };
    let store = morning_in(Lang::En);
    let file = store.path().to_owned();
    drop(store);
    let desk = Desk::new();
    done(&file, &["import", "leads", desk.file("many.csv", table(9000)).to_str().unwrap()]);
    for (ending, lang, why) in [
        ("csv", "en", "the disk is full; make room"),
        ("json", "vi", "đĩa đã đầy; hãy dọn bớt"),
        ("xlsx", "vi", "đĩa đã đầy; hãy dọn bớt"),
        ("xlsx", "en", "the disk is full; make room"),
    ] {
        let full = disk.path(&format!("leads.{ending}"));
        disk.fill(20_000);
        let (code, out, said) = run(&file, lang, &["export", "leads", "-o", full.to_str().unwrap()]);
        assert_eq!((code, out.as_str(), said.lines().count()), (5, "", 1), "{ending}: {said}");
        assert!(said.contains(why) && said.contains(full.to_str().unwrap()), "{ending}: {said}");
        disk.empty();
        assert_eq!(fs::read_dir(disk.path("")).unwrap().count(), 0, "{ending}");
    }
    // The rows of a spreadsheet wait in a file of no name.
    let to = desk.folder.path().join("leads.xlsx");
    disk.fill(20_000);
    let mut command = Command::new(env!("CARGO_BIN_EXE_linchpin"));
    command.arg("--db").arg(&file).args(["--as", "Mai", "export", "leads", "-o"]).arg(&to);
    let output = command.env("TMPDIR", disk.path("")).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), said.lines().count()), (Some(5), 1), "{said}");
    assert!(said.contains("the disk is full or only read now"), "{said}");
    assert!(!to.exists());
}

#[test]
fn what_stands_beside_a_file_that_is_only_read_is_not_passed_over() {
    let Some(disk) = Disk::new(8, "what_stands_beside_a_file_that_is_only_read_is_not_passed_over") else { return };
    let file = disk.morning(Lang::En);
    // What was saved last stands in the log, as after a kill; what the programs shared is gone.
    let open = Connection::open(&file).unwrap();
    open.execute_batch("PRAGMA wal_autocheckpoint = 0; CREATE TABLE late (id)").unwrap();
    let [log, beside] = ["-wal", "-kept"].map(|end| format!("{}{end}", file.display()));
    fs::copy(&log, &beside).unwrap();
    drop(open);
    fs::rename(&beside, &log).unwrap();
    assert!(disk.writable(false));
    let (code, out, said) = run(&file, "en", &["list", "leads"]);
    assert_eq!((code, out.as_str()), (5, ""), "{said}");
    assert!(said.contains("still stands in the file -wal beside it; copy both into a folder"), "{said}");
    assert!(disk.writable(true));
    assert_eq!(leads(&file), 7);
}

/// Nothing that is there is kept back because nothing more can be.
#[test]
fn what_is_there_is_read_while_the_disk_is_full() {
    let test = "what_is_there_is_read_while_the_disk_is_full";
    for room in [0, 4 << 10, 16 << 10] {
        let Some(disk) = Disk::new(4, test) else { return };
        let file = disk.morning(Lang::En);
        disk.fill(room);
        for words in [&["list", "leads"][..], &["find", "Đào"], &["info"], &["doctor"]] {
            done(&file, words);
            done(&file, &[&["--read-only"], words].concat());
        }
        let (code, _, said) =
            run(&file, "en", &["add", "lead", "name=Bà Hai", &format!("note={}", "x".repeat(60_000))]);
        assert!(code == 5 && said.ends_with(FULL), "{code} with room of {room}: {said}");
        let Some(mut term) = Term::begin(test, &words(&file, Lang::En)) else { return };
        term.wait("the disk is full; make room");
        term.write("1");
        term.wait("Nguyễn Thị Đào");
        term.write("q");
        assert_eq!(term.end(), 0);
        // A form that was opened meanwhile is saved once there is room, and what is listed after it is of then.
        let mut stage = Stage::new(store_at(&file, Lang::En), 80, 24).unwrap();
        has(&stage, "the disk is full");
        stage.keys("1nBà Tám<c-s>");
        has(&stage, "the disk is full");
        has(&stage, "Bà Tám");
        disk.empty();
        stage.keys("<c-s>/Bà Tám<enter>");
        has(&stage, "▌");
        has_not(&stage, "the disk is full");
        assert_eq!(leads(&file), 8);
        done(&file, &["add", "lead", "name=Bà Hai"]);
        assert_eq!(leads(&file), 9);
    }
}

#[test]
fn a_file_of_before_that_is_only_read_is_told_to_be() {
    let Some(disk) = Disk::new(8, "a_file_of_before_that_is_only_read_is_told_to_be") else { return };
    let file = disk.morning(Lang::En);
    Connection::open(&file).unwrap().pragma_update(None, "user_version", 1).unwrap();
    let (code, _, said) = run(&file, "en", &["--read-only", "list", "leads"]);
    assert_eq!(code, 5, "{said}");
    assert!(said.contains("an earlier version wrote it"), "{said}");
}

#[test]
fn a_disk_that_turns_read_only_while_the_workbench_is_open() {
    for (lang, said) in
        [(Lang::En, "the disk is full or only read now, or"), (Lang::Vi, "đĩa đã đầy hoặc nay chỉ đọc, hoặc")]
    {
        let Some(disk) = Disk::failing("a_disk_that_turns_read_only_while_the_workbench_is_open") else { return };
        let file = disk.morning(lang);
        let mut stage = Stage::new(store_at(&file, lang), 80, 24).unwrap();
        stage.keys("1nBà Tám");
        disk.fail();
        stage.keys("<c-s>");
        has(&stage, said);
        has(&stage, "Bà Tám");
        stage.keys(" Chợ Lớn<c-s>");
        has(&stage, "Bà Tám Chợ Lớn");
        has(&stage, said);
        // What can be read is read on; to leave the form takes a second key, for it cannot be kept.
        stage.keys("<esc>");
        has(&stage, "Bà Tám Chợ Lớn");
        stage.keys("<esc>j");
        has(&stage, "▌");
        let (code, _, told) = run(&file, "en", &["add", "lead", "name=Bà Hai"]);
        assert_eq!(code, 5, "{told}");
        drop(stage);
        disk.mount_anew();
        assert_eq!(leads(&file), 7);
        assert!(done(&file, &["doctor"]).contains("nothing is wrong"));
        // As it was typed before the disk failed.
        let drafts = store_at(&file, lang).drafts().unwrap();
        assert_eq!(drafts[0].given, [("name".to_owned(), "Bà Tám".to_owned())]);
    }
}

/// As somebody who is not its owner: what nobody may write, root writes.
const SOMEBODY: [&str; 4] = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

/// The workspace of a morning, in a folder of theirs.
fn theirs(test: &str) -> Option<(TempDir, PathBuf)> {
    let binary = env!("CARGO_BIN_EXE_linchpin");
    let may = Command::new(SOMEBODY[0]).args(&SOMEBODY[1..]).args([binary, "--version"]).output();
    if !may.is_ok_and(|output| output.status.success()) {
        println!("skipped: {test}: nobody else can be played");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("w.db");
    morning_in(Lang::En).copy_to(&file).unwrap();
    for path in [folder.path(), &file] {
        std::os::unix::fs::chown(path, Some(65534), Some(65534)).unwrap();
    }
    Some((folder, file))
}

/// Who may do so much with a file or folder.
fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_file_that_could_only_be_read_for_a_while_is_written_again() {
    let test = "a_file_that_could_only_be_read_for_a_while_is_written_again";
    let Some((folder, file)) = theirs(test) else { return };
    let words = words(&file, Lang::En);
    let run = |more: &[&str]| {
        let mut command = Command::new(SOMEBODY[0]);
        command.args(&SOMEBODY[1..]).arg(env!("CARGO_BIN_EXE_linchpin")).args(&words).args(more);
        command.env("HOME", folder.path()).output().unwrap()
    };
    assert_eq!(run(&["add", "lead", "name=Bà Không"]).status.code(), Some(0));
    for mode in [0o400, 0o444] {
        allow(&file, mode);
        assert_eq!(run(&["list", "leads"]).status.code(), Some(0));
        assert_eq!(run(&["add", "lead", "name=Bà Một"]).status.code(), Some(5));
        allow(&file, 0o600);
        let add = run(&["add", "lead", "name=Bà Hai"]);
        assert_eq!(add.status.code(), Some(0), "after {mode:o}: {}", String::from_utf8_lossy(&add.stderr));
    }
    assert_eq!(leads(&file), 10);
}

#[test]
fn a_form_of_a_file_that_may_only_be_read_does_not_open_and_takes_no_letters() {
    let test = "a_form_of_a_file_that_may_only_be_read_does_not_open_and_takes_no_letters";
    let Some((folder, file)) = theirs(test) else { return };
    allow(&file, 0o444);
    for (lang, said) in [(Lang::En, "it can only be read here"), (Lang::Vi, "tệp này ở đây chỉ đọc được")]
    {
        let play = |keys: &str| {
            let mut command = Command::new(SOMEBODY[0]);
            command.args(&SOMEBODY[1..]).arg(env!("CARGO_BIN_EXE_linchpin")).args(words(&file, lang));
            let played = command.args(["play", "--size", "80x24", "--keys", keys]).env("HOME", folder.path());
            String::from_utf8(played.output().unwrap().stdout).unwrap()
        };
        let refused = play("1nBà Chín2q");
        assert!(refused.contains(said) && refused.contains('┌'), "{refused}");
        assert_eq!(play("1nBà Chín2q<enter>j"), play("1j"));
    }
}

#[test]
fn a_file_that_nobody_may_write_any_more() {
    let test = "a_file_that_nobody_may_write_any_more";
    let Some((folder, file)) = theirs(test) else { return };
    let binary = env!("CARGO_BIN_EXE_linchpin");
    let allow = |folder_mode: u32, file_mode: u32| {
        allow(folder.path(), folder_mode);
        allow(&file, file_mode);
    };
    let words = words(&file, Lang::En);
    let command: Vec<&str> = SOMEBODY.into_iter().chain([binary]).chain(words.iter().map(String::as_str)).collect();
    let home = folder.path().to_str().unwrap();
    let Some(mut term) = Term::open(test, &command, &[("HOME", home)]) else { return };
    term.wait("? more");
    term.write("1nBà Tám");
    term.wait("Bà Tám");
    allow(0o555, 0o444);
    // What another begins now is refused; whoever has it open is let on by the system, and what they save is there.
    let add = Command::new(command[0]).args(&command[1..]).args(["add", "lead", "name=Bà Hai"]).output().unwrap();
    let said = String::from_utf8(add.stderr).unwrap();
    assert_eq!(add.status.code(), Some(5), "{said}");
    assert!(said.contains("the file cannot be written now: it can only be read here"), "{said}");
    term.write("\x13");
    term.wait("Bà Tám → new");
    term.write("q");
    assert_eq!(term.end(), 0);
    term.assert_restored();
    allow(0o755, 0o644);
    assert_eq!(leads(&file), 8);
}

#[test]
fn a_lock_that_another_holds() {
    let store = morning_in(Lang::En);
    let file = store.path().to_owned();
    let other = Connection::open(&file).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    // What only reads is not kept from it.
    assert_eq!(leads(&file), 7);
    done(&file, &["find", "Đào"]);
    let said = "linchpin: the file cannot be written now: another program holds it; try again in a moment";
    assert_eq!(run(&file, "en", &["add", "lead", "name=Bà Hai"]), (5, String::new(), said.to_owned()));
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(leads(&file), 7);
    for (lang, said) in [(Lang::En, "another program holds it"), (Lang::Vi, "chương trình khác đang giữ")] {
        let store = morning_in(lang);
        let other = Connection::open(store.path()).unwrap();
        let stage = Stage::new(store, 80, 24).unwrap();
        let begin = || other.execute_batch("BEGIN IMMEDIATE").unwrap();
        form_is_kept(lang, stage, said, begin, || other.execute_batch("ROLLBACK").unwrap());
    }
}

/// What is written into a file that nobody finds any more is lost, though the system takes it.
#[test]
fn a_file_that_is_moved_or_deleted_while_it_is_open() {
    for (lang, said) in [
        (Lang::En, "it was moved or deleted while it was open"),
        (Lang::Vi, "tệp đã bị dời hoặc xóa trong lúc đang mở"),
    ] {
        let store = morning_in(lang);
        let (file, aside) = (store.path().to_owned(), store.path().with_extension("aside"));
        let session = store.session;
        let stage = Stage::new(store, 80, 24).unwrap();
        let moved = |from: &Path, to: &Path| fs::rename(from, to).unwrap();
        form_is_kept(lang, stage, said, || moved(&file, &aside), || moved(&aside, &file));
        let mut stage = Stage::new(Store::open(&file, session).unwrap(), 80, 24).unwrap();
        fs::remove_file(&file).unwrap();
        stage.keys("1nBà Chín<c-s>");
        has(&stage, said);
        has(&stage, "Bà Chín");
        stage.keys("<esc>");
        has(&stage, "Bà Chín");
        assert!(!file.exists(), "it was begun anew");
    }
}

#[test]
fn work_aside_begins_no_other_file_where_the_one_that_was_opened_is_gone() {
    let store = morning_in(Lang::En);
    let file = store.path().to_owned();
    let leads = file.with_extension("csv");
    fs::write(&leads, "name,phone\nAn,0903 111 222\n").unwrap();
    let mut stage = Stage::new(store, 80, 24).unwrap();
    fs::remove_file(&file).unwrap();
    stage.keys(&format!("1I<c-u><paste:{}><enter><c-s>", leads.display()));
    assert!(!file.exists(), "{}", stage.screen());
    has(&stage, "it was moved or deleted while it was open");
}

/// A save and a draft that wait for another say so before they go on.
#[test]
fn who_waits_for_another_is_told_once() {
    let mut store = morning_in(Lang::En);
    let other = Rc::new(Connection::open(store.path()).unwrap());
    let told = Rc::new(Cell::new(0));
    let (seen, held) = (Rc::clone(&told), Rc::clone(&other));
    store.tell_waiting(move |lang| {
        assert_eq!(lang, Lang::En);
        seen.set(seen.get() + 1);
        held.execute_batch("ROLLBACK").unwrap();
    });
    let mut stage = Stage::new(store, 80, 24).unwrap();
    stage.keys("1nBà Tám");
    assert_eq!(told.get(), 0);
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    stage.keys("<c-s>");
    assert_eq!(told.get(), 1);
    assert_eq!(names(stage.store()).len(), 8);
    stage.keys("nBà Hai");
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    stage.keys(" Chợ Lớn<esc>");
    assert_eq!(told.get(), 2);
    stage.keys("n");
    has(&stage, "Bà Hai Chợ Lớn");
}

#[test]
fn the_workbench_says_that_a_save_waits_and_draws_all_of_itself_after() {
    let test = "the_workbench_says_that_a_save_waits_and_draws_all_of_itself_after";
    for (lang, said, done) in [
        (Lang::En, "Waiting to write: another program holds the file", "Bà Tám → new"),
        (Lang::Vi, "Đang chờ ghi: chương trình khác đang giữ tệp", "Bà Tám → mới"),
    ] {
        let store = morning_in(lang);
        let Some(mut term) = Term::begin(test, &words(store.path(), lang)) else { return };
        let other = Connection::open(store.path()).unwrap();
        term.write("1nBà Tám");
        term.wait("Bà Tám");
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        term.write("\x13");
        term.wait(said);
        other.execute_batch("ROLLBACK").unwrap();
        term.gone(said);
        term.wait(done);
        assert_eq!(names(&store).len(), 8);
        term.write("q");
        assert_eq!(term.end(), 0);
        term.assert_restored();
    }
}
