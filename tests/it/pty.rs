//! The workbench in a real terminal: what it leaves of it, and what only a terminal can tell.
use super::term::{Screening, Term, text, words, workbench};
use chrono::{DateTime, Utc};
use linchpin::lang::Lang;
use linchpin::ui::osc52;
use vt100::{Color, MouseProtocolMode, Screen};

/// The rows that have the list's cursor.
fn cursor_rows(screen: &Screen) -> Vec<u16> {
    (0..screen.size().0.get()).filter(|row| screen.cell(*row, 0).is_some_and(|cell| cell.contents() == "▌")).collect()
}

#[test]
fn it_takes_the_terminal_and_gives_it_back() {
    let Some(mut term) = Term::workbench("it_takes_the_terminal_and_gives_it_back") else { return };
    term.look(|screen| {
        assert!(screen.alternate_screen() && screen.bracketed_paste() && screen.hide_cursor());
        assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None);
    });
    term.write("q");
    assert_eq!(term.end(), 0);
    term.assert_restored();
}

#[test]
fn without_a_terminal_it_says_so() {
    for (lang, said) in [
        (Lang::En, "linchpin: the workbench needs a terminal; linchpin --help tells the commands that need none\n"),
        (Lang::Vi, "linchpin: bàn làm việc cần một cửa sổ dòng lệnh; linchpin --help kể ra các lệnh không cần\n"),
    ] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_linchpin"));
        let run = command.args(words(super::morning_in(lang).path(), lang)).output().unwrap();
        assert_eq!(run.status.code(), Some(1));
        assert!(run.stdout.is_empty());
        assert_eq!(String::from_utf8_lossy(&run.stderr), said);
    }
}

/// What a form left open has, in the file of a workbench that was ended.
fn kept(words: &[String]) -> Vec<(String, String)> {
    let store = super::store_at(words[1].as_ref(), linchpin::lang::Lang::En);
    store.drafts().unwrap().into_iter().flat_map(|draft| draft.given).collect()
}

#[test]
fn a_signal_ends_it_with_its_status_and_keeps_the_form() {
    let test = "a_signal_ends_it_with_its_status_and_keeps_the_form";
    for (signal, status) in [("TERM", 143), ("HUP", 129), ("INT", 130)] {
        let words = workbench();
        let Some(mut term) = Term::begin(test, &words) else { return };
        // In the middle of a form.
        term.write("1nBà Chín");
        term.wait("Bà Chín");
        term.wait("Esc keep as draft");
        term.signal(signal);
        assert_eq!(term.end(), status, "{signal}");
        term.assert_restored();
        assert_eq!(kept(&words), [("name".to_owned(), "Bà Chín".to_owned())], "{signal}");
    }
}

#[test]
fn what_was_made_up_is_gone_when_a_signal_ends_it() {
    let test = "what_was_made_up_is_gone_when_a_signal_ends_it";
    for (signal, status) in [("TERM", 143), ("HUP", 129)] {
        let folder = tempfile::tempdir().unwrap();
        let command = [env!("CARGO_BIN_EXE_linchpin"), "--lang", "en", "demo", "--empty"];
        let Some(term) = Term::open(test, &command, &[("TMPDIR", folder.path().to_str().unwrap())]) else { return };
        term.wait("Your name");
        assert_eq!(folder.path().read_dir().unwrap().count(), 1);
        term.signal(signal);
        assert_eq!(term.end(), status, "{signal}");
        term.assert_restored();
        assert_eq!(folder.path().read_dir().unwrap().count(), 0, "{signal}");
    }
}

#[test]
fn what_was_typed_outlives_a_kill_and_is_offered_again() {
    let test = "what_was_typed_outlives_a_kill_and_is_offered_again";
    let words = workbench();
    let Some(mut term) = Term::begin(test, &words) else { return };
    term.write("1nBà Chín\tGạo X");
    term.wait("Gạo X");
    term.signal("KILL");
    term.end();
    let Some(mut term) = Term::begin(test, &words) else { return };
    term.wait("1 draft kept.");
    term.write(":drafts\r");
    term.wait("Bà Chín · Gạo X");
    term.write("1");
    term.wait("draft of ");
    term.wait_for("both fields as they were", |screen| {
        let lines = text(screen);
        let field = |label: &str, value: &str| lines.lines().any(|line| line.contains(label) && line.contains(value));
        field("Lead ", "Bà Chín") && field("Company ", "Gạo X")
    });
    term.write("\x13");
    term.wait("Bà Chín → new");
    term.write("q");
    assert_eq!(term.end(), 0);
    term.assert_restored();
    assert_eq!(kept(&words), []);
}

#[test]
fn what_was_done_in_another_run_is_named_before_it_is_undone() {
    let test = "what_was_done_in_another_run_is_named_before_it_is_undone";
    let words = workbench();
    let Some(mut term) = Term::begin(test, &words) else { return };
    term.write("1*a1");
    term.wait("7 leads →");
    term.write("q");
    assert_eq!(term.end(), 0);
    let Some(mut term) = Term::begin(test, &words) else { return };
    term.write("1");
    term.wait("‹Now 0›");
    term.write("u");
    term.wait("Undo what was done 09:14: 7 leads →");
    term.write("\r");
    term.wait("Undone: 7 leads →");
    term.wait("‹Now 7›");
}

/// `Trần Thị Đào` as an input method sends it: the letter that is made over comes fused with the Backspaces (`<`) that
/// take it away. Telex `Tran62 ThiJ D9ao2` tells marks by letters, VNI `Tra6n2 Thi5 D9a2o` by digits, which are swallowed.
const TELEX: [&str; 17] =
    ["T", "r", "a", "n", "<<ân", "<<ần", " ", "T", "h", "i", "<ị", " ", "D", "<Đ", "a", "o", "<<ào"];
const VNI: [&str; 16] = ["T", "r", "a", "<â", "n", "<<ần", " ", "T", "h", "i", "<ị", " ", "D", "<Đ", "a", "<à"];

#[test]
fn vietnamese_is_typed_into_a_form_by_either_backspace() {
    let vni = [&VNI[..], &["o"]].concat();
    for backspace in ["\x7f", "\x08"] {
        let all_at_once = [TELEX.concat()];
        let burst: Vec<&str> = all_at_once.iter().map(String::as_str).collect();
        for stream in [&TELEX[..], &vni, &burst] {
            let Some(mut term) = Term::workbench("vietnamese_is_typed_into_a_form_by_either_backspace") else { return };
            term.write("n");
            term.wait("Esc keep as draft");
            for chunk in stream {
                term.write(chunk.replace('<', backspace));
            }
            term.wait("Trần Thị Đào");
            term.write("\x13");
            term.wait("Trần Thị Đào → new");
            term.write("q");
            assert_eq!(term.end(), 0);
        }
    }
}

#[test]
fn a_paste_goes_into_the_field_one_is_in_and_is_no_key_there() {
    let test = "a_paste_goes_into_the_field_one_is_in_and_is_no_key_there";
    let words = workbench();
    let Some(mut term) = Term::begin(test, &words) else { return };
    term.write("1n");
    term.wait("Esc keep as draft");
    // What would save, leave, or go on, were it keys.
    term.write("\x1b[200~Bà\tChín\r\nq\x1b[201~");
    term.wait("Bà Chín q");
    term.write("\t\x1b[200~Gạo\u{a0}X \x1b[31m\x1b[201~");
    term.wait("Gạo");
    let mut fields = kept(&words);
    fields.sort();
    assert_eq!(fields[1], ("name".to_owned(), "Bà Chín q".to_owned()));
    assert!(fields[0].1.starts_with("Gạo") && !fields[0].1.contains('\x1b'), "{fields:?}");
    term.write("\x13");
    term.wait("Bà Chín q → new");
    term.write("q");
    assert_eq!(term.end(), 0);
    term.assert_restored();
}

#[test]
fn a_form_and_a_card_over_it_live_through_any_size() {
    let words = words(super::card::house(Lang::En).path(), Lang::En);
    let Some(mut term) = Term::begin("a_form_and_a_card_over_it_live_through_any_size", &words) else { return };
    term.write("1nBà Chín\tGạo X");
    term.wait("Gạo X");
    term.wait_for_hint("F4");
    let form = term.text();
    term.write("\x1bOQ0903\r");
    term.wait("┌ Đào Ngọc Nga");
    term.wait_for_hint("N note");
    let card = term.text();
    for (width, height) in [(1, 1), (0, 0), (1, 50), (300, 1), (20, 5), (60, 15), (200, 60)] {
        term.resize(width, height);
        term.write("N\x1b");
    }
    term.resize(80, 24);
    term.wait_for("the card as it was", |screen| text(screen) == card);
    term.write("\x1b");
    term.wait_for("the form as it was", |screen| text(screen) == form);
    term.signal("TERM");
    assert_eq!(term.end(), 143);
    term.assert_restored();
    assert_eq!(kept(&words).len(), 2);
}

/// The file whose being there makes the clock of the child below fail, and the one it works on.
const FAILS: &str = "LINCHPIN_TEST_FAILS";
const WORKSPACE: &str = "LINCHPIN_TEST_WORKSPACE";

/// A clock that fails in the loop, as a fault of the program would.
fn faulty() -> DateTime<Utc> {
    let fails = std::env::var_os(FAILS).is_some_and(|file| std::path::Path::new(&file).exists());
    assert!(!fails, "a fault of the program");
    super::now().to_utc()
}

/// The workbench in a program of its own, with that clock.
#[test]
#[ignore = "the child of the next"]
fn child_with_a_faulty_clock() {
    let Some(file) = std::env::var_os(WORKSPACE) else { return };
    let store = super::store_at(file.as_ref(), Lang::En);
    let _ = linchpin::ui::run(store, Some(faulty), false, &mut |_| anyhow::bail!("nothing is made up here"));
}

#[test]
fn a_panic_gives_the_terminal_back_speaks_and_keeps_the_form() {
    let test = "a_panic_gives_the_terminal_back_speaks_and_keeps_the_form";
    let words = workbench();
    let fails = tempfile::tempdir().unwrap();
    let sign = fails.path().join("now");
    let this = std::env::current_exe().unwrap();
    let command =
        [this.to_str().unwrap(), "pty::child_with_a_faulty_clock", "--exact", "--ignored", "--nocapture", "--quiet"];
    let env = [(FAILS, sign.to_str().unwrap()), (WORKSPACE, words[1].as_str()), ("RUST_BACKTRACE", "0")];
    let Some(mut term) = Term::open(test, &command, &env) else { return };
    term.wait("? more");
    assert!(term.look(|screen| screen.alternate_screen() && screen.bracketed_paste() && screen.hide_cursor()));
    term.write("1nBà Chín");
    term.wait("Bà Chín");
    std::fs::write(&sign, "").unwrap();
    assert_eq!(term.end(), 101);
    term.assert_restored();
    term.wait("a fault of the program");
    term.wait("linchpin broke and has ended");
    assert_eq!(kept(&words), [("name".to_owned(), "Bà Chín".to_owned())]);
}

#[test]
fn an_error_in_the_loop_gives_the_terminal_back_says_so_and_keeps_the_form() {
    let test = "an_error_in_the_loop_gives_the_terminal_back_says_so_and_keeps_the_form";
    for (lang, said) in [(Lang::En, "the terminal takes nothing more"), (Lang::Vi, "cửa sổ dòng lệnh không nhận")]
    {
        // It is drawn on a screen of its own, which goes away; where it is typed and where errors are told stays.
        let Some(screen) = Screening::new(test) else { return };
        let words = words(super::morning_in(lang).path(), lang);
        let script = format!("exec \"$0\" \"$@\" >{}", screen.name);
        let mut command = vec!["sh", "-c", &script, env!("CARGO_BIN_EXE_linchpin")];
        command.extend(words.iter().map(String::as_str));
        let Some(mut term) = Term::open(test, &command, &[]) else { return };
        let screen = screen.until(if lang == Lang::Vi { "? thêm" } else { "? more" });
        term.write("1nBà Chín");
        drop(screen.until("Chín"));
        term.write("!");
        assert_eq!(term.end(), 1);
        term.assert_restored();
        term.wait(said);
        assert!(kept(&words)[0].1.starts_with("Bà Chín"));
    }
}

#[test]
fn a_file_that_cannot_be_opened_leaves_the_terminal_as_it_was() {
    let words = workbench();
    let newer = rusqlite::Connection::open(&words[1]).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    let test = "a_file_that_cannot_be_opened_leaves_the_terminal_as_it_was";
    let mut command = vec![env!("CARGO_BIN_EXE_linchpin")];
    command.extend(words.iter().map(String::as_str));
    let Some(term) = Term::open(test, &command, &[]) else { return };
    assert_eq!(term.end(), 6);
    term.wait("newer");
    term.assert_restored();
}

#[test]
fn what_was_saved_is_in_the_one_file_once_it_has_ended() {
    let words = workbench();
    let Some(mut term) = Term::begin("what_was_saved_is_in_the_one_file_once_it_has_ended", &words) else { return };
    term.wait("? more");
    term.write("1nBà Chín\x13");
    term.wait("u undoes");
    term.write("qq");
    assert_eq!(term.end(), 0);
    let copy = tempfile::tempdir().unwrap();
    let alone = copy.path().join("alone.db");
    std::fs::copy(&words[1], &alone).unwrap();
    let sql = rusqlite::Connection::open(&alone).unwrap();
    let count = "SELECT count(*) FROM lead WHERE name = 'Bà Chín'";
    assert_eq!(sql.query_row(count, [], |row| row.get::<_, i64>(0)).unwrap(), 1);
}

#[test]
fn suspended_it_leaves_the_shell_a_clean_terminal() {
    let words = workbench();
    let script = "set -m; \"$0\" \"$@\"; echo \"stopped with $?\"; read line; fg; echo \"ended with $?\"";
    let mut command = vec!["sh", "-c", script, env!("CARGO_BIN_EXE_linchpin")];
    command.extend(words.iter().map(String::as_str));
    let Some(mut term) = Term::open("suspended_it_leaves_the_shell_a_clean_terminal", &command, &[]) else { return };
    term.wait("? more");
    term.write("1jj");
    term.wait_for("the cursor two rows on", |screen| cursor_rows(screen) == [5]);
    term.wait("Maria Jensen · Nordlys Foods");
    let before = term.text();
    term.write("\x1a");
    // 128 and SIGTSTP.
    term.wait("stopped with 148");
    term.assert_restored();
    term.write("\r");
    term.wait("Leads");
    term.wait_for("all that was there", |screen| text(screen) == before);
    assert!(term.look(|screen| screen.alternate_screen() && screen.bracketed_paste() && screen.hide_cursor()));
    term.write("q");
    term.wait("ended with 0");
    assert_eq!(term.end(), 0);
    term.assert_restored();
}

#[test]
fn where_no_shell_waits_it_stops_all_the_same() {
    let Some(mut term) = Term::workbench("where_no_shell_waits_it_stops_all_the_same") else { return };
    let Ok(true) = std::fs::exists("/proc/self/stat") else {
        return println!("skipped, no /proc: stops without a shell");
    };
    let before = term.text();
    term.write("\x1a");
    term.wait_for_stop();
    term.assert_restored();
    term.signal("CONT");
    term.wait_for("all that was there", |screen| screen.alternate_screen() && text(screen) == before);
    term.write("q");
    assert_eq!(term.end(), 0);
}

#[test]
fn any_size_is_lived_through() {
    let Some(mut term) = Term::workbench("any_size_is_lived_through") else { return };
    let before = term.text();
    term.resize(20, 5);
    term.wait("60x15 needed");
    for (width, height) in [(1, 1), (0, 0), (1, 50), (300, 1), (59, 15), (60, 15)] {
        term.resize(width, height);
        // A key between, so that what is loaded and what is drawn meet each size.
        term.write("k");
    }
    term.wait("▌");
    term.resize(80, 24);
    term.wait_for("all that was there", |screen| text(screen) == before);
    term.write("q");
    assert_eq!(term.end(), 0);
    term.assert_restored();
}

#[test]
fn the_terminals_cursor_is_where_one_types() {
    let Some(mut term) = Term::workbench("the_terminals_cursor_is_where_one_types") else { return };
    term.write("/gạo");
    term.wait("/gạo");
    let column = |typed: &str, screen: &Screen| {
        let line = screen.contents().lines().nth(1).unwrap_or_default().to_owned();
        line.find(typed).map(|at| line[..at + typed.len()].chars().count())
    };
    term.wait_for("the cursor behind the text", |screen| {
        !screen.hide_cursor() && column("/gạo", screen) == Some(screen.cursor_position().1.into())
    });
    term.write("\x1b[D\x1b[D");
    term.wait_for("the cursor behind its g", |screen| {
        screen.cursor_position().0 == 1 && column("/g", screen) == Some(screen.cursor_position().1.into())
    });
    term.write("\x1b");
    term.wait_for("no cursor on a list", Screen::hide_cursor);
}

#[test]
fn vietnamese_comes_as_backspaces_and_letters_in_one() {
    for backspace in ["\x7f", "\x08"] {
        let Some(mut term) = Term::workbench("vietnamese_comes_as_backspaces_and_letters_in_one") else { return };
        term.write("/");
        for chunk in ["n", "g", "u", "y", "e", "<ê", "n", "<<ễn", " ", "t", "h", "i", "<ị"] {
            term.write(chunk.replace('<', backspace));
        }
        term.wait("/nguyễn thị");
        term.wait("Nguyễn Thị Đào");
        term.write("\x1b");
        term.gone("/nguyễn");
        // On the list: `o`, then `j` for a dot below, is `j`.
        term.write("o");
        term.write(format!("{backspace}ọ"));
        term.wait("Vietnamese input is on");
        term.wait_for("the cursor one row on", |screen| cursor_rows(screen) == [4]);
    }
}

#[test]
fn a_paste_is_no_key() {
    let Some(mut term) = Term::workbench("a_paste_is_no_key") else { return };
    term.write("\x1b[200~jjq\x1b[201~");
    term.wait("has no place here");
    assert_eq!(term.look(cursor_rows), [3]);
    term.write("/\x1b[200~gạo\rđồng\x1b[201~");
    term.wait("/gạo đồng");
}

#[test]
fn more_keys_than_one_read_takes_are_all_heard() {
    let Some(mut term) = Term::workbench("more_keys_than_one_read_takes_are_all_heard") else { return };
    term.write(format!("/{}\x15gao", "x".repeat(2500)));
    term.wait("/gao");
}

#[test]
fn everything_is_drawn_anew_on_demand() {
    let Some(mut term) = Term::workbench("everything_is_drawn_anew_on_demand") else { return };
    let (before, bytes) = (term.text(), term.bytes());
    term.write("\x0c");
    term.wait_for_bytes(bytes + 1000);
    term.wait_for("all that was there", |screen| text(screen) == before);
}

#[test]
fn without_colours_the_cursor_row_is_still_told() {
    let coloured = |screen: &Screen| {
        let cells = (0..24).flat_map(|row| (0..80).filter_map(move |column| screen.cell(row, column)));
        cells.filter(|cell| cell.fgcolor() != Color::Default || cell.bgcolor() != Color::Default).count()
    };
    for (no_color, colours) in [("", true), ("1", false)] {
        let test = "without_colours_the_cursor_row_is_still_told";
        let Some(mut term) = Term::workbench_with(test, &[("NO_COLOR", no_color)]) else { return };
        term.write("j");
        term.wait_for("the cursor one row on", |screen| cursor_rows(screen) == [4]);
        term.look(|screen| {
            assert_eq!(coloured(screen) > 0, colours, "NO_COLOR={no_color}");
            for row in 3..12 {
                let cells = (0..80).filter_map(|column| screen.cell(row, column)).filter(|c| c.contents().trim() != "");
                let told: Vec<bool> = cells.map(|cell| cell.bold() || cell.inverse()).collect();
                assert!(told.iter().all(|told| *told == (row == 4)), "row {row} with NO_COLOR={no_color}: {told:?}");
            }
        });
    }
}

#[test]
fn the_clipboard_is_told_through_tmux_too() {
    assert_eq!(osc52("Gạo", false), "\x1b]52;c;R+G6oW8=\x1b\\");
    let both = osc52("Gạo", true);
    assert_eq!(both, "\x1b]52;c;R+G6oW8=\x1b\\\x1bPtmux;\x1b\x1b]52;c;R+G6oW8=\x1b\x1b\\\x1b\\");
}

/// What takes long says how far it is where a person looks on; it leaves nothing on the screen, and nothing in a pipe.
#[test]
fn a_command_that_takes_long_says_how_far_it_is_on_a_terminal_alone() {
    let test = "a_command_that_takes_long_says_how_far_it_is_on_a_terminal_alone";
    let folder = tempfile::tempdir().unwrap();
    let [rows, list] = ["rows.csv", "list.csv"].map(|name| folder.path().join(name).to_str().unwrap().to_owned());
    let many: Vec<String> = (100..600).map(|n| format!("Bà Chín,0903 111 {n}")).collect();
    std::fs::write(&rows, format!("name,phone\n{}\n", many.join("\n"))).unwrap();
    for (lang, [pages, records, read, share, of]) in [
        (
            Lang::En,
            [
                "linchpin: looking at the pages of the file …",
                "linchpin: 0 of ",
                "linchpin: reading the file ",
                "linchpin: writing ",
                " records looked at …",
            ],
        ),
        (
            Lang::Vi,
            [
                "linchpin: đang xem các trang của tệp …",
                "linchpin: đã xem 0 trên ",
                "linchpin: đang đọc tệp ",
                "linchpin: đang ghi ",
                " bản ghi …",
            ],
        ),
    ] {
        let words = words(super::morning_in(lang).path(), lang);
        let cases: [(&[&str], &[&str]); 3] = [
            (&["doctor"], &[pages, records, of]),
            (&["export", "leads", "-o", &list], &[share]),
            (&["import", "leads", &rows], &[read, share]),
        ];
        for (command, said) in cases {
            let Some(mut screen) = Screening::new(test) else { return };
            let script = format!("\"$0\" \"$@\" 2>{0} >/dev/null; echo \"end $?\" >{0}", screen.name);
            let mut shell = std::process::Command::new("sh");
            shell.args(["-c", &script, env!("CARGO_BIN_EXE_linchpin")]).args(&words).args(command);
            let mut shell = shell.spawn().unwrap();
            let all = screen.all_until("end 0");
            shell.wait().unwrap();
            assert!(said.iter().all(|said| all.contains(said)), "{command:?}: {all:?}");
            assert!(!said.iter().any(|said| screen.text().contains(said.trim())), "{command:?}: {}", screen.text());
        }
        let mut piped = std::process::Command::new(env!("CARGO_BIN_EXE_linchpin"));
        assert_eq!(piped.args(&words).arg("doctor").output().unwrap().stderr, b"");
    }
}
