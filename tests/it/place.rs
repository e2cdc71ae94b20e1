//! Where a file is wanted and cannot be: said in our words, with what would do, in both languages, by its exit code.
use super::{has, morning_in};
use linchpin::cli::{exit_code, run, sentence};
use linchpin::lang::Lang;
use linchpin::store::{Missing, Unusable};
use linchpin::ui::stage::Stage;
use std::ffi::OsString;
use std::fs;
use std::io::{Error, ErrorKind};
use std::path::Path;

/// The exit code of what fails, and its sentence.
#[track_caller]
fn fails(file: &Path, lang: Lang, rest: &[&str]) -> (u8, String) {
    let tongue = if lang == Lang::Vi { "vi" } else { "en" };
    let words = ["linchpin", "--db", file.to_str().unwrap(), "--as", "Mai", "--lang", tongue];
    let error = run(words.iter().chain(rest).map(OsString::from)).map(|output| output.out).expect_err("it should fail");
    (exit_code(&error), sentence(&error, lang))
}

#[test]
fn a_place_where_no_file_can_be_is_told_in_our_words_with_what_would_do() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let file = morning_in(Lang::En).path().to_owned();
    fs::write(at("rows.csv"), "name,colour\n,red\n").unwrap();
    for name in ["is.csv", "is.xlsx", "is.db"] {
        fs::create_dir(at(name)).unwrap();
    }
    let [rows, none, none_xlsx, is, is_xlsx, is_db, within, copy, long] = [
        "rows.csv",
        "none/x.csv",
        "none/x.xlsx",
        "is.csv",
        "is.xlsx",
        "is.db",
        "rows.csv/x.csv",
        "none/x.db",
        &format!("{}.csv", "x".repeat(300)),
    ]
    .map(at);
    let no_folder = ["there is no such folder; make it first", "không có thư mục này; hãy tạo trước"];
    let a_folder = ["is a folder, not a file; name a file in it", "là thư mục, không phải tệp; hãy nêu tên"];
    let unread = ["is a folder, not a file", "là thư mục, không phải tệp"];
    let no_file = ["no file", "không có tệp"];
    let cases: [(&[&str], u8, [&str; 2]); 14] = [
        (&["export", "leads", "-o", &none], 3, no_folder),
        (&["export", "leads", "-o", &none_xlsx], 3, no_folder),
        (&["export", "leads", "-o", &within], 3, no_folder),
        (&["export", "leads", "-o", &is], 2, a_folder),
        (&["export", "leads", "-o", &is_xlsx], 2, a_folder),
        (&["export", "leads", "-o", &long], 2, ["no file can have this name", "tên này không đặt cho tệp được"]),
        (&["report", "pipeline", "-o", &none], 3, no_folder),
        (&["import", "leads", &rows, "--rejects", &none], 3, no_folder),
        (&["import", "leads", &rows, "--rejects", &is], 2, a_folder),
        (&["import", "leads", &rows, "--map", &is], 1, unread),
        (&["backup", &copy], 3, no_folder),
        (&["restore", &copy], 3, no_file),
        (&["restore", &is_db], 2, a_folder),
        (&["bench", "phones", &is], 1, unread),
    ];
    for lang in [Lang::En, Lang::Vi] {
        let said = |told: [&'static str; 2]| told[usize::from(lang == Lang::Vi)];
        for (words, code, why) in cases {
            let told = fails(&file, lang, words);
            assert!(
                told.0 == code && told.1.contains(said(why)) && !told.1.contains("os error"),
                "{words:?}: {told:?}"
            );
        }
        // The workspace itself.
        for (path, code, why) in [(&is_db, 2, a_folder), (&format!("{rows}/x.db"), 3, no_folder)] {
            let told = fails(Path::new(path), lang, &["add", "lead", "name=x"]);
            assert!(told.0 == code && told.1.contains(said(why)), "{path}: {told:?}");
            assert!(!told.1.contains("unable to open"), "{told:?}");
        }
        let told = fails(Path::new(&is_db), lang, &["--read-only", "today"]);
        assert!(told.0 == 2 && told.1.contains(said(a_folder)), "{told:?}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4, "nothing half written is left");
}

#[test]
fn what_the_system_says_of_a_file_stands_behind_our_words() {
    let of = |kind: ErrorKind| {
        let error = anyhow::Error::from(Unusable::from(Error::from(kind))).context("/a/b.csv");
        (exit_code(&error), sentence(&error, Lang::En))
    };
    let said = "/a/b.csv: the file cannot be written now: you may not write there; another folder would do";
    assert_eq!(of(ErrorKind::PermissionDenied), (5, said.to_owned()));
    assert_eq!(
        of(ErrorKind::ReadOnlyFilesystem),
        (5, "/a/b.csv: the file cannot be written now: it can only be read here; another folder would do".to_owned())
    );
    let other = anyhow::Error::from(Unusable::from(Error::other("a wire is loose")));
    assert_eq!(
        sentence(&other, Lang::En),
        "the file cannot be written now: the disk answers with an error (a wire is loose); look to it, then try again"
    );
    assert_eq!(exit_code(&Missing("file".into(), "a".into()).into()), 3);
}

#[test]
fn a_place_where_no_file_can_be_leaves_the_question_open_in_the_workbench() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::create_dir(at("is.csv")).unwrap();
    fs::write(at("rows.csv"), "").unwrap();
    for (lang, no_folder, a_folder, no_name) in [
        (Lang::En, "there is no such folder", "is a folder, not a file", "shorter"),
        (Lang::Vi, "không có thư mục này", "là thư mục, không phải tệp", "ngắn"),
    ] {
        let mut stage = Stage::new(morning_in(lang), 120, 24).unwrap();
        let long = format!("{}.csv", "x".repeat(300));
        for (path, said) in
            [("none/x.csv", no_folder), ("rows.csv/x.csv", no_folder), ("is.csv", a_folder), (&*long, no_name)]
        {
            stage.keys(&format!("1x1<c-u><paste:{}><enter>", at(path)));
            has(&stage, said);
            has(&stage, if lang == Lang::Vi { "Ghi vào" } else { "Write it to" });
            stage.keys("<esc>");
        }
    }
}
