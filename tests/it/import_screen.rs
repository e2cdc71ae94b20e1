//! Files brought in and written out on the screen: what is shown before anything is written, and what is in the file
//! after. Every fixture is made here.
use super::workbook::{texts, xlsx};
use super::{has, has_not, morning_in};
use linchpin::domain::filter::Filter;
use linchpin::domain::value::Value;
use linchpin::domain::world::World;
use linchpin::lang::Lang;
use linchpin::store::{List, MANY, Order, Store};
use linchpin::ui::stage::Stage;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const LEADS: &str = "Full Name,Company,Mobile,Lead Status,Created Time,Colour\n\
                     Bà Tám,Chợ Lớn,0903 111 222,Contacted,2026-11-20 10:00,red\n\
                     Ông Sáu,Chợ Nhỏ,0903 111 333,Dreaming,2026-11-23 10:00,blue\n\
                     ,,,Not Contacted,2026-11-23 10:00,green\n\
                     Cô Ba,,0903 111 444,Not Contacted,2026-01-05 10:00,\n\
                     Dì Út,too,few\n";

/// A folder with files, and the workbench of a morning beside it.
pub struct Bench {
    pub folder: TempDir,
    pub stage: Stage,
}

impl Bench {
    pub fn new(lang: Lang, (width, height): (u16, u16)) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), stage: Stage::new(morning_in(lang), width, height).unwrap() }
    }

    pub fn small() -> Self {
        Self::new(Lang::En, (80, 24))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// The keys that ask for a file's import.
    pub fn asked(path: &Path) -> String {
        format!("I<c-u><paste:{}><enter>", path.display())
    }

    pub fn preview(&mut self, name: &str, text: &str) -> &mut Stage {
        let path = self.file(name, text);
        self.stage.keys(&Self::asked(&path))
    }

    pub fn leads(&mut self) -> usize {
        count(self.stage.store(), "lead")
    }

    pub fn lying(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

pub fn count(store: &Store, kind: &'static str) -> usize {
    let filter = Filter::default();
    store.count(&List { kind: Some(kind), filter: &filter, order: Order::default() }, MANY).unwrap()
}

/// The line of the screen that has a text.
#[track_caller]
fn line(stage: &Stage, text: &str) -> String {
    let screen = stage.screen();
    screen.lines().find(|line| line.contains(text)).unwrap_or_else(|| panic!("no '{text}' in\n{screen}")).to_owned()
}

#[test]
fn an_import_with_rejects() {
    for lang in [Lang::En, Lang::Vi] {
        for size in [(80, 24), (120, 36)] {
            for burst in [false, true] {
                let mut bench = Bench::new(lang, size);
                let path = bench.file("old.csv", LEADS);
                let script = format!("1{}", Bench::asked(&path));
                if burst {
                    bench.stage.burst(&(script + "<c-s>"));
                } else {
                    bench.stage.keys(&script);
                    let told = match lang {
                        Lang::En => "5 rows: 3 new · 0 changed · 0 known · 2 rejected   r shows them",
                        Lang::Vi => "5 dòng: 3 mới · 0 đổi · 0 đã có · 2 bị loại   r để xem",
                    };
                    has(&bench.stage, told);
                    assert_eq!(bench.leads(), 7);
                    assert_eq!(bench.lying(), ["old.csv"]);
                    bench.stage.keys("<c-s>");
                }
                has(&bench.stage, if lang == Lang::En { "3 leads added. u undoes" } else { "Đã thêm 3 khách" });
                assert_eq!(bench.leads(), 10);
                assert_eq!(bench.lying(), ["old.csv", "old.rejects.csv"]);
                let rejects = std::fs::read_to_string(bench.path("old.rejects.csv")).unwrap();
                let lines: Vec<&str> = rejects.lines().collect();
                assert_eq!(lines.len(), 3, "{rejects}");
                let wanted = match lang {
                    Lang::En => "is given",
                    Lang::Vi => "không có",
                };
                assert!(lines[1].starts_with("4,") && lines[1].contains(wanted), "{rejects}");
                assert!(lines[2].starts_with("6,,") && lines[2].ends_with("Dì Út,too,few"), "{rejects}");
                bench.stage.keys("u");
                assert_eq!(bench.leads(), 7);
                bench.stage.keys("U");
                assert_eq!(bench.leads(), 10);
            }
        }
    }
}

#[test]
fn the_preview_says_where_each_column_goes_and_why() {
    let mut bench = Bench::small();
    bench.stage.keys("1");
    bench.preview("old.csv", LEADS);
    insta::assert_snapshot!(bench.stage.screen(), @r#"
     0·7  1 Leads 7  2  3  4  5                                Mai  Tue 24/11 09:14
     ‹Now 7›  Mine 7  Unassigned 7  Asleep 0  All 7                        by due ↑
    ┌ Import ───────────────────────────────────────────────── nothing written yet ┐
    │ old.csv · UTF-8 · comma · 5 rows · looks like leads                          │
    │                                                                              │
    │   column           as              because         sample                    │
    │ ▌ Lead Status      state           its name         3 words: 2 known, 1 kept │
    │   Full Name        lead            its name        Bà Tám                    │
    │   Company          company         its name        Chợ Lớn                   │
    │   Mobile           phone           its name        0903 111 222              │
    │   Created Time     created         its name        2026-11-20 10:00          │
    │   Colour           not imported    –               red                       │
    │                                                                              │
    │ 5 rows: 3 new · 0 changed · 0 known · 2 rejected   r shows them              │
    │ 1 cell is not understood, and kept as written   r shows them                 │
    │ 2 old or past their first state: kept as history, 1 comes to your inbox      │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └ Enter change · Ctrl-s import · i inbox too ────────────────────── Esc cancel ┘
     kept as written, n says what they mean: Dreaming
     enter change  p first rows  K as another kind  f how it is read  ? more
    "#);
    let mut wide = Bench::new(Lang::Vi, (120, 36));
    wide.stage.keys("1");
    wide.preview("old.csv", LEADS);
    insta::assert_snapshot!(wide.stage.screen(), @r#"
     0 Hôm nay 7  1 Khách mới 7  2 Đơn  3 Lịch  4 Báo cáo  5 Khách                                      Mai  T3 24/11 09:14
     ‹Cần làm 7›  Của tôi 7  Chưa giao 7  Đang ngủ 0  Tất cả 7                                                   theo hạn ↑
    ┌ Nhập tệp ─────────────────────────────────────────────────────────────────────────────────────────────── chưa ghi gì ┐
    │ old.csv · UTF-8 · dấu phẩy · 5 dòng · có vẻ là khách mới                                                             │
    │                                                                                                                      │
    │   cột                       nhập làm                vì              ví dụ                                            │
    │ ▌ Lead Status               trạng thái              tên cột         Contacted                    3 từ: hiểu 2, giữ 1 │
    │   Full Name                 khách tiềm năng         tên cột         Bà Tám                                           │
    │   Company                   công ty                 tên cột         Chợ Lớn                                          │
    │   Mobile                    điện thoại              tên cột         0903 111 222                                     │
    │   Created Time              ngày tạo                tên cột         2026-11-20 10:00                                 │
    │   Colour                    không nhập              –               red                                              │
    │                                                                                                                      │
    │ 5 dòng: 3 mới · 0 đổi · 0 đã có · 2 bị loại   r để xem                                                               │
    │ 1 ô chưa hiểu được, giữ như đã ghi   r để xem                                                                        │
    │ 2 đã cũ hoặc qua bước đầu: giữ làm dữ liệu cũ, 1 vào việc cần làm                                                    │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    │                                                                                                                      │
    └ Enter đổi · Ctrl-s nhập · i vào cả việc ─────────────────────────────────────────────────────────────────── Esc thôi ┘
     giữ như đã ghi, n để chọn nghĩa: Dreaming
     enter đổi  p các dòng đầu  K nhập làm loại khác  f cách đọc  e bảng mã  H dòng tên cột  d có thể đã có  ? thêm
    "#);
}

/// The first rows as they will be saved: each date and amount as it is understood, what is not as it is written.
#[test]
fn the_first_rows_are_shown_as_they_will_be_saved() {
    for (lang, told) in [
        (
            Lang::En,
            [
                "First rows, as they will be saved",
                "▌ Line 2 new        Bà Tám · Chợ Lớn · 0903 111 222 · working",
                "  Line 4 rejected",
                "  Created            20/11/2026 10:00",
                "  State              Dreaming   ? kept as written",
            ],
        ),
        (
            Lang::Vi,
            [
                "Các dòng đầu, như sẽ được lưu",
                "▌ Dòng 2 mới        Bà Tám",
                "  Dòng 4 bị loại",
                "  Ngày tạo           20/11/2026 10:00",
                "Dreaming   ? giữ như đã ghi",
            ],
        ),
    ] {
        let mut bench = Bench::new(lang, (80, 24));
        bench.preview("old.csv", LEADS);
        bench.stage.keys("p");
        told[..4].iter().for_each(|told| has(&bench.stage, told));
        bench.stage.keys("j");
        has(&bench.stage, told[4]);
        bench.stage.keys("<esc>");
        has(&bench.stage, "old.csv");
        assert_eq!(bench.leads(), 7);
    }
}

/// A row that only fills blanks is shown as its record will be, not as the file has it.
#[test]
fn the_first_rows_of_who_is_here_are_shown_as_they_will_be_saved() {
    for (lang, leads, changed) in [(Lang::En, "leads", "Line 2  changed"), (Lang::Vi, "khách mới", "Dòng 2  đổi")]
    {
        let mut bench = Bench::new(lang, (100, 36));
        let mut text = "Name,Phone,Note\nNguyen Thi D,0903 123 456,Gọi sáng\n".to_owned();
        for n in 3..12 {
            writeln!(text, "Người {n},0904 000 0{n:02},").unwrap();
        }
        bench.preview("who.csv", &text).keys(&format!("K{leads}<enter>")).keys("dd").keys("p");
        let first = line(&bench.stage, changed);
        assert!(first.contains("Nguyễn Thị Đào") && first.contains("Gọi sáng"), "{first}");
        assert!(!first.contains("Nguyen Thi D"), "{first}");
        // What comes behind the number of a line stands under that of the line before.
        let at = |text: &str| {
            let line = line(&bench.stage, text);
            line.find(text).map(|at| line[..at].chars().count())
        };
        assert_eq!(at("Người 9"), at("Người 10"), "{}", bench.stage.screen());
        bench.stage.keys("<esc><c-s>").keys("<enter>");
        bench.preview("who.csv", &text).keys(&format!("K{leads}<enter>")).keys("p");
        assert!(bench.stage.screen().contains("Nguyễn Thị Đào"), "{}", bench.stage.screen());
    }
}

/// What is said to come to the inbox is there afterwards, and no more: not what is turned down, or another's turn.
#[test]
fn what_is_said_to_come_to_the_inbox_comes() {
    for (lang, inbox, view) in [(Lang::En, " come to your inbox", "Now "), (Lang::Vi, " vào việc cần làm", "Cần làm ")]
    {
        let mut bench = Bench::new(lang, (100, 30));
        let mut text = "Lead Name,Phone,Owner,Lead Status,Created\n".to_owned();
        for (n, (owner, state)) in
            [("", "New"), ("Lan", "New"), ("Minh", "New"), ("Lan", "Contacted"), ("", "Junk"), ("Minh", "Junk")]
                .into_iter()
                .enumerate()
        {
            writeln!(text, "Người {n},0904 000 00{n},{owner},{state},2026-11-24 08:00").unwrap();
        }
        let number = |line: &str, text: &str, before: bool| -> usize {
            let (head, tail) = line.split_once(text).unwrap();
            let word = if before { head.rsplit(' ').next() } else { tail.split(['›', ' ']).next() };
            word.unwrap().parse().unwrap()
        };
        bench.stage.keys("1");
        let here = |bench: &Bench| number(bench.stage.screen().lines().nth(1).unwrap(), view, false);
        let before = here(&bench);
        bench.preview("leads.csv", &text).keys("i");
        let said = number(&line(&bench.stage, inbox), inbox, true);
        bench.stage.keys("<c-s>").keys("<enter>").keys("1");
        assert_eq!(here(&bench) - before, said, "{}", bench.stage.screen());
        assert!((1..=4).contains(&said), "{said}");
    }
}

/// What the rows tell once they are counted counts as well as what the columns tell before.
#[test]
fn columns_that_are_doubtful_once_they_are_counted_stand_first() {
    let text = "Full Name,Lead Owner,Mobile\nBà Tám,Nobody Here,0903 111 222\nÔng Sáu,No One,0903 111 333\n";
    for (lang, doubtful, hint) in
        [(Lang::En, "! 2 doubtful", "Doubtful columns first"), (Lang::Vi, "! 2 còn ngờ", "Cột còn ngờ ở trên")]
    {
        let mut bench = Bench::new(lang, (100, 24));
        bench.preview("old.csv", text);
        let first = line(&bench.stage, "▌ ");
        assert!(first.contains("Lead Owner") && first.contains(doubtful), "{}", bench.stage.screen());
        bench.stage.keys("j");
        has(&bench.stage, hint);
    }
}

/// What is sent again and still rejected stands in the file that was told, and nothing else does.
#[test]
fn rows_that_are_sent_again_leave_one_file_of_those_that_are_rejected() {
    let mut bench = Bench::small();
    bench.preview("old.csv", LEADS).keys("<c-s>");
    let rejects = |bench: &Bench| std::fs::read_to_string(bench.path("old.rejects.csv")).unwrap().lines().count();
    assert_eq!(rejects(&bench), 3);
    bench.stage.keys("r<enter>Ông Bảy<enter><c-s>");
    has(&bench.stage, "old.rejects.csv");
    assert_eq!((rejects(&bench), bench.lying()), (2, vec!["old.csv".to_owned(), "old.rejects.csv".to_owned()]));
    bench.stage.keys("r<enter><tab><tab><c-u>0903 111 555<tab>Contacted<enter><c-s>");
    assert_eq!((bench.leads(), bench.lying()), (12, vec!["old.csv".to_owned()]), "{}", bench.stage.screen());
}

#[test]
fn rejected_rows_are_shown_and_written_out() {
    let mut bench = Bench::small();
    bench.preview("old.csv", LEADS);
    bench.stage.keys("r");
    has(&bench.stage, "line 6: has only 3 cells where the header names 6 columns");
    has(&bench.stage, "Created Time=2026-11-23 10:00 · Colour=green");
    bench.stage.keys("j");
    has(&bench.stage, "Full Name=Dì Út · Company=too · Mobile=few");
    let out = bench.path("out.csv");
    bench.stage.keys(&format!("w<c-u><paste:{}><enter>", out.display()));
    has(&bench.stage, "2 rejected, written out with the reason to");
    assert_eq!(std::fs::read_to_string(&out).unwrap().lines().count(), 3);
    bench.stage.keys(&format!("w<c-u><paste:{}><enter>", out.display()));
    has(&bench.stage, "is there already");
    bench.stage.keys("<esc><esc>");
    has(&bench.stage, "nothing written yet");
    assert_eq!(bench.leads(), 7);
}

#[test]
fn a_rejected_row_is_corrected_where_it_stands_and_sent_again() {
    for lang in [Lang::En, Lang::Vi] {
        let mut bench = Bench::new(lang, (80, 24));
        bench.preview("old.csv", LEADS);
        // Before anything is written it is counted anew; the file stays as it is.
        bench.stage.keys("rj<enter>");
        has(&bench.stage, "▌ Full Name            Dì Út");
        bench.stage.keys("<tab><tab><c-u>0903 111 555<tab>Contacted<enter>");
        has(&bench.stage, "✓ ");
        bench.stage.keys("<c-s>");
        let told = |stage: &Stage, en: &str, vi: &str| has(stage, if lang == Lang::En { en } else { vi });
        told(
            &bench.stage,
            "5 rows: 4 new · 0 changed · 0 known · 1 rejected",
            "5 dòng: 4 mới · 0 đổi · 0 đã có · 1 bị loại",
        );
        bench.stage.keys("<c-s>");
        assert_eq!(bench.leads(), 11);
        // After the rest was written, what is corrected comes alone.
        bench.stage.keys("r<enter>Ông Bảy<enter><c-s>");
        assert_eq!(bench.leads(), 12, "{}", bench.stage.screen());
        told(
            &bench.stage,
            "5 rows: 1 new · 0 changed · 4 known · 0 rejected",
            "5 dòng: 1 mới · 0 đổi · 4 đã có · 0 bị loại",
        );
        assert_eq!(std::fs::read_to_string(bench.path("old.csv")).unwrap(), LEADS);
        bench.stage.keys("u");
        assert_eq!(bench.leads(), 11);
        // Esc leaves a row as it was, and sends nothing.
        let mut bench = Bench::new(lang, (80, 24));
        bench.preview("old.csv", LEADS);
        bench.stage.keys("r<enter>Ai<esc><c-s>");
        told(&bench.stage, "No row was corrected yet", "Chưa sửa dòng nào");
    }
}

#[test]
fn a_mapping_changed_is_applied_and_kept() {
    let mut bench = Bench::small();
    let text = "Wer,Wo,Nr\nBà Tám,Chợ Lớn,7\nÔng Sáu,Chợ Nhỏ,8\n";
    bench.preview("odd.csv", text);
    has(&bench.stage, "as leads");
    has(&bench.stage, "Enter on a column says which");
    bench.stage.keys("<c-s>");
    assert_eq!(bench.leads(), 7);
    bench.stage.keys("<enter>");
    has(&bench.stage, "Wer: import as");
    bench.stage.keys("lead<enter>");
    assert!(line(&bench.stage, "Wer ").contains("as you said"));
    has(&bench.stage, "2 rows: 2 new · 0 changed · 0 known · 0 rejected");
    bench.stage.keys("j<enter>company<enter>j<enter>outside<enter>");
    assert!(line(&bench.stage, "Nr ").contains("as you said"));
    assert!(line(&bench.stage, "Nr ").contains("outside key"));
    bench.stage.keys("<c-s>");
    has(&bench.stage, "2 leads added. u undoes");
    bench.stage.keys("<enter>");
    assert_eq!(bench.leads(), 9);
    assert_eq!(bench.stage.store().name("lead", 8).unwrap(), "Bà Tám");
    // Another file of that shape.
    bench.preview("next.csv", &text.replace("Ông Sáu", "Ông Bảy"));
    assert!(line(&bench.stage, "Wer ").contains("as last time"));
    assert!(line(&bench.stage, "Nr ").contains("outside key"));
    has(&bench.stage, "2 rows: 0 new · 1 changed · 1 known · 0 rejected");
    // What was said before stays when one column is changed.
    bench.stage.keys("gj<enter>1");
    assert!(line(&bench.stage, "Wo ").contains("not imported"));
    assert!(line(&bench.stage, "Wer ").contains("as last time"));
    bench.stage.keys("<esc>");
    assert_eq!(bench.leads(), 9);
}

#[test]
fn the_kind_the_inbox_and_twins_are_said_here() {
    let mut bench = Bench::small();
    let text = "Name,Phone,Created\nBà Tám,0903 111 222,2026-01-05\nĐào,0903 123 456,2026-01-06\n";
    bench.preview("who.csv", text);
    bench.stage.keys("K");
    has(&bench.stage, "What are its rows?");
    bench.stage.keys("leads<enter>");
    has(&bench.stage, "2 old or past their first state: kept as history, 0 come to your inbox");
    has(&bench.stage, "1 likely here already: added all the same");
    bench.stage.keys("i");
    has(&bench.stage, "2 come to your inbox");
    bench.stage.keys("d");
    has(&bench.stage, "2 rows: 1 new · 0 changed · 1 known · 0 rejected");
    bench.stage.keys("<c-s>").keys("<enter>");
    assert_eq!(bench.leads(), 8);
    bench.stage.keys("1/tam<enter>");
    has(&bench.stage, "323 d late");
    // Of orders neither is asked.
    bench.preview("orders.csv", "Order Number,Created\nA-1,2026-01-05\n");
    bench.stage.keys("d");
    has(&bench.stage, "known again by their key or number alone");
}

#[test]
fn the_currency_of_amounts_is_said_here() {
    let mut bench = Bench::small();
    let path = bench.file("deals.csv", "Deal Name,Amount,Stage\nOne,\"1,250.50\",new\nTwo,\"2,000.25\",new\n");
    bench.stage.keys(":import a file<enter>").keys(&format!("<c-u><paste:{}><enter>", path.display()));
    has(&bench.stage, "looks like opportunities");
    assert!(line(&bench.stage, "Amount ").contains("! USD"));
    has(&bench.stage, "amounts have more decimals than VND");
    bench.stage.keys("$shells<enter>");
    has(&bench.stage, "'shells' is not a currency");
    bench.stage.keys("<c-u>EUR<enter>");
    assert!(!line(&bench.stage, "Amount ").contains("USD"));
    bench.stage.keys("<c-s>").keys("<enter>");
    // One goes to their list, whichever one came from.
    has(&bench.stage, "Opportunities");
    let row = bench.stage.store().any("opportunity", 1).unwrap();
    assert!(matches!(row.value("amount"), Value::Money(money) if money.currency.code() == "EUR"));
}

/// What is written is what was shown: of a file that is another by now nothing is, until it was looked at again.
#[test]
fn a_file_that_changed_since_it_was_shown_is_counted_again() {
    const SHORT: &str = "Full Name,Mobile\nBà Tám,0903 111 222\nÔng Sáu,0903 111\n";
    for (lang, told, counted, again) in [
        (Lang::En, "the file was changed meanwhile; nothing was written", "4 rows: 3 new", "correct its rows again"),
        (Lang::Vi, "tệp vừa bị thay đổi; chưa ghi gì", "4 dòng: 3 mới", "hãy sửa lại các dòng"),
    ] {
        for corrected in [false, true] {
            let mut bench = Bench::new(lang, (120, 24));
            bench.preview("old.csv", SHORT);
            if corrected {
                bench.stage.keys("r<enter><c-u>0903 111 333<enter><esc>");
            }
            bench.file("old.csv", format!("{SHORT}Cô Ba,0903 111 444\n,\n,,too many\n"));
            bench.stage.keys("<c-s>");
            has(&bench.stage, told);
            assert_eq!(bench.stage.screen().contains(again), corrected, "{}", bench.stage.screen());
            has(&bench.stage, counted);
            assert_eq!(bench.leads(), 7);
            bench.stage.keys("<c-s>");
            assert_eq!(bench.leads(), 10);
        }
        // One that is gone is told, and nothing is written.
        let mut bench = Bench::new(lang, (120, 24));
        bench.preview("old.csv", SHORT);
        std::fs::remove_file(bench.path("old.csv")).unwrap();
        bench.stage.keys("<c-s>");
        assert_eq!(bench.leads(), 7);
    }
}

/// What the command line says of rows that are taken and odd stands here, too, before they are in and after.
#[test]
fn charges_and_rows_that_stand_there_twice_are_told_here() {
    let flat = "Order Number,Product,Quantity,Unit Price\n7,Bowl,6,2.50\n7,POSTAGE,1,18.00\n7,Bowl,6,2.50\n";
    for (lang, charge, twice) in [
        (
            Lang::En,
            "1 added line names no goods but a charge or a remark: POSTAGE (1)",
            "1 row is letter for letter the same as one before",
        ),
        (
            Lang::Vi,
            "1 dòng đã nhập không phải hàng mà là phí hoặc ghi chú: POSTAGE (1)",
            "1 dòng giống hệt một dòng trước đó",
        ),
    ] {
        let mut bench = Bench::new(lang, (80, 24));
        bench.preview("orders.csv", "Order Number,Ordered\n7,2026-11-20\n").keys("<c-s><enter>");
        bench.preview("lines.csv", flat);
        for _ in 0..2 {
            has(&bench.stage, charge);
            has(&bench.stage, twice);
            bench.stage.keys("<c-s>");
        }
    }
}

#[test]
fn another_sheet_of_a_workbook_is_chosen_here() {
    for (lang, shown, asked) in [
        (Lang::En, "two.xlsx · XLSX, sheet Leads · 1 row · looks like leads", "Which sheet?"),
        (Lang::Vi, "two.xlsx · XLSX, trang tính Leads · 1 dòng", "Trang tính nào?"),
    ] {
        let mut bench = Bench::new(lang, (100, 24));
        let sheets = [texts(1, &[&["Full Name"], &["Bà Tám"]]), texts(3, &[&["Name"], &["Ông Sáu"], &["Cô Ba"]])];
        let path = bench.file("two.xlsx", xlsx(false, &[("Leads", &sheets[0]), ("Old", &sheets[1])]));
        bench.stage.keys(&Bench::asked(&path));
        has(&bench.stage, shown);
        has(&bench.stage, if lang == Lang::En { " · t sheet " } else { " · t trang tính " });
        bench.stage.keys("t");
        has(&bench.stage, asked);
        bench.stage.keys("2");
        has(&bench.stage, "Old · 2 ");
        assert!(line(&bench.stage, "Name ").contains("Ông Sáu"), "{}", bench.stage.screen());
        bench.stage.keys("e");
        has(
            &bench.stage,
            if lang == Lang::En {
                "Its encoding is fixed by its form"
            } else {
                "Dạng tệp này có sẵn bảng mã"
            },
        );
        let before = bench.leads();
        bench.stage.keys("<c-s>");
        assert_eq!(bench.leads(), before + 2);
    }
}

#[test]
fn the_encoding_is_said_here_and_the_preview_read_again() {
    for (lang, note, asked, wrong) in [
        (Lang::En, "note", "In which encoding is it?", "line 1: has letters here that are not UTF-8"),
        (Lang::Vi, "ghi chu", "Tệp theo bảng mã nào?", "có chữ không phải UTF-8 ở đây"),
    ] {
        // A small file is read at once, a long one aside.
        for rows in [1, 600] {
            let mut bench = Bench::new(lang, (80, 24));
            let text = format!("Name,Tên\nJosé,b\n{}", format!("Anna,{}\n", "c".repeat(rows * 2)).repeat(rows));
            let path = bench.file("old.csv", &text);
            bench.stage.keys(&Bench::asked(&path)).keys(&format!("jj<enter>{note}<enter>"));
            has(&bench.stage, "old.csv · UTF-8");
            assert!(line(&bench.stage, "Name ").contains("José"), "{}", bench.stage.screen());
            // A column that is called otherwise now takes what was said of it along.
            bench.stage.keys("e");
            has(&bench.stage, asked);
            bench.stage.keys("1252<enter>");
            has(&bench.stage, "old.csv · Windows-1252");
            assert!(line(&bench.stage, "Name ").contains("JosÃ©"), "{}", bench.stage.screen());
            has(&bench.stage, "TÃªn");
            bench.stage.keys("e<up><up><up><up><enter>");
            has(&bench.stage, "old.csv · UTF-8");
            assert!(line(&bench.stage, "Name ").contains("José"), "{}", bench.stage.screen());
            // What cannot be read so is told, and all stands as before.
            let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
            let path = bench.file("latin.csv", latin);
            bench.stage.keys("<esc>").keys(&Bench::asked(&path));
            has(&bench.stage, "latin.csv · Windows-1252");
            bench.stage.keys("eutf-8<enter>");
            has(&bench.stage, wrong);
            has(&bench.stage, "latin.csv · Windows-1252");
            assert!(line(&bench.stage, "Name ").contains("José"), "{}", bench.stage.screen());
            if rows == 1 {
                bench.stage.keys("e1252<enter><c-s>");
                assert_eq!(bench.stage.store().name("lead", 8).unwrap(), "José");
            }
        }
    }
}

#[test]
fn letters_that_nobody_knows_are_said_here() {
    for (lang, said, foot) in
        [(Lang::En, "is neither UTF-8", "e encoding"), (Lang::Vi, "không phải UTF-8", "e bảng mã")]
    {
        // A small file is read at once, a long one aside.
        for rows in [1, 600] {
            let mut bench = Bench::new(lang, (80, 24));
            let row = format!("Иванов Пётр,0903 111 222,{}\n", "c".repeat(rows * 2));
            let text = "Name,Phone,Note\n".to_owned() + &row.repeat(rows);
            let path = bench.file("moscow.csv", encoding_rs::WINDOWS_1251.encode(&text).0);
            bench.stage.keys(&Bench::asked(&path));
            has(&bench.stage, said);
            has(&bench.stage, foot);
            bench.stage.keys("eutf-8<enter>");
            has(&bench.stage, "UTF-8");
            bench.stage.keys("e1251<enter>");
            has(&bench.stage, "moscow.csv · Windows-1251");
            assert!(line(&bench.stage, "Name ").contains("Иванов Пётр"));
        }
    }
}

#[test]
fn the_row_of_names_is_said_here() {
    for (lang, asked, none, named) in [
        (Lang::En, "Which row names the columns?", "6 none: all rows are records", "column A"),
        (Lang::Vi, "Dòng nào là tên cột?", "6 không có: dòng nào cũng là dữ liệu", "cột A"),
    ] {
        let mut bench = Bench::new(lang, (80, 24));
        bench.preview("groups.csv", "Group,A,\nName,Phone,Name\nBà Tám,0903 111 222,x\nÔng Sáu,0903 111 333,y\n");
        bench.stage.keys("H");
        has(&bench.stage, asked);
        has(&bench.stage, none);
        has(&bench.stage, "Group · A");
        bench.stage.keys("2");
        line(&bench.stage, "Name ");
        // The second of two that are called the same goes where it is told, and the first stays.
        bench.stage.keys("G<enter>note<enter>");
        line(&bench.stage, "Name (2) ");
        bench.stage.keys("<c-s>");
        assert_eq!(bench.stage.store().name("lead", 8).unwrap(), "Bà Tám");
        bench.stage.keys("<esc><esc>");
        let path = bench.path("groups.csv");
        bench.stage.keys(&Bench::asked(&path)).keys("H6");
        line(&bench.stage, named);
        bench.stage.keys("H1");
        line(&bench.stage, "Group ");
    }
    let mut bench = Bench::small();
    bench.preview("a.json", "[{\"name\": \"Bà Tám\"}]").keys("H");
    has(&bench.stage, "Its form names each value");
}

#[test]
fn the_source_of_the_keys_is_said_here() {
    let mut bench = Bench::small();
    bench.preview("one.csv", "Lead Id,Name\n7,Bà Tám\n8,Ông Sáu\n");
    has_not(&bench.stage, "keys kept as those of");
    bench.stage.keys("szoho<enter>");
    has(&bench.stage, "keys kept as those of zoho");
    bench.stage.keys("<c-s>");
    assert_eq!(bench.leads(), 9);
    // Another file of the same program, of another shape.
    bench.preview("two.csv", "Name,Company,Lead Id\nBà Tám,Chợ Lớn,7\nÔng Sáu,,8\n");
    has(&bench.stage, "2 rows: 2 new · 0 changed · 0 known");
    bench.stage.keys("s");
    has(&bench.stage, "this shape of file");
    bench.stage.keys("zoho<enter>");
    has(&bench.stage, "2 rows: 0 new · 1 changed · 1 known");
    assert!(line(&bench.stage, "│ two.csv").ends_with('│'));
    assert_eq!(bench.stage.screen().lines().count(), 24);
    bench.stage.keys("s<down><enter>");
    has(&bench.stage, "2 rows: 2 new · 0 changed · 0 known");
    has_not(&bench.stage, "keys kept as those of");
    bench.stage.keys("szoho<enter><c-s>");
    assert_eq!(bench.leads(), 9);
    assert_eq!(bench.stage.store().name("lead", 8).unwrap(), "Bà Tám");
    // And the command line meets them there.
    let mut wide = Bench::new(Lang::Vi, (80, 24));
    wide.preview("one.csv", "Lead Id,Name\n7,Bà Tám\n");
    wide.stage.keys("s");
    has(&wide.stage, "Mã giữ theo nguồn nào");
    wide.stage.keys("zoho<enter>");
    has(&wide.stage, "mã giữ theo nguồn zoho");
    wide.stage.keys("<c-s>");
    let known = wide.stage.store().outside("lead", "zoho", "7").unwrap();
    assert_eq!(known.map(|known| known.id), Some(8));
}

#[test]
fn a_cancelled_import_leaves_nothing() {
    let mut bench = Bench::small();
    let mut text = "Name,Phone\n,\"\",\n".replace(",\"\",", "x,y,z");
    for n in 0..3_000 {
        writeln!(text, "Người {n},0903{n:06}").unwrap();
    }
    let path = bench.file("many.csv", &text);
    let before = bench.stage.store().entries(1).unwrap().len();
    bench.stage.burst(&format!("1{}<c-s><esc>", Bench::asked(&path)));
    has(&bench.stage, "Import cancelled; nothing was written");
    has_not(&bench.stage, "many.csv");
    assert_eq!(bench.leads(), 7);
    assert_eq!(bench.stage.store().entries(1).unwrap().len(), before);
    assert_eq!(bench.lying(), ["many.csv"]);
    // And the next one is free to begin.
    bench.preview("old.csv", LEADS);
    bench.stage.keys("<c-s>");
    assert_eq!(bench.leads(), 10);
}

#[test]
fn what_is_no_table_is_told_where_it_was_asked_for() {
    let cases: [(&str, Option<&[u8]>, &str, &str); 5] = [
        ("nowhere.csv", None, "there is no such file", "không có tệp này"),
        ("no/folder/a.csv", None, "there is no such folder", "không có thư mục này"),
        ("", None, "is a folder, not a file", "là thư mục, không phải tệp"),
        ("empty.csv", Some(b""), "is empty", "trống"),
        ("picture.csv", Some(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"), "is PNG, not a table", "PNG"),
    ];
    for lang in [Lang::En, Lang::Vi] {
        for (name, bytes, en, vi) in cases {
            let mut bench = Bench::new(lang, (80, 24));
            let path = bench.path(name);
            if let Some(bytes) = bytes {
                bench.file(name, bytes);
            }
            bench.stage.keys(&Bench::asked(&path));
            // A long folder may break the sentence.
            let screen = bench.stage.screen().replace("│\n│ ", "").replace("  ", "");
            let wanted = if lang == Lang::En { en } else { vi };
            let joined: String = screen.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(joined.replace("│ │ ", "").contains(wanted), "{name}\n{}", bench.stage.screen());
            has(&bench.stage, if lang == Lang::En { "Import which file?" } else { "Nhập tệp nào?" });
            bench.stage.keys("<esc>");
            has_not(&bench.stage, wanted);
        }
    }
    // A file that breaks off is told, too, and nothing is in.
    let mut bench = Bench::small();
    bench.preview("broken.csv", "Name,Note\nBà Tám,\"never closed\nÔng Sáu,x\n");
    has(&bench.stage, "Import which file?");
    has(&bench.stage, "line 2");
    assert_eq!(bench.leads(), 7);
}

#[test]
fn what_was_corrected_and_not_brought_in_is_dropped_by_a_second_key_only() {
    for (lang, told) in [
        (Lang::En, "1 corrected row is not imported: r shows them"),
        (Lang::Vi, "1 dòng đã sửa chưa được nhập: r để xem"),
    ] {
        for leave in ["<esc>", "q", "h"] {
            let mut bench = Bench::new(lang, (80, 24));
            bench.preview("old.csv", LEADS);
            bench.stage.keys(leave);
            has_not(&bench.stage, "old.csv");
            bench.preview("old.csv", LEADS);
            bench.stage.keys("r<enter>Ông Bảy<enter><esc>").keys(leave);
            has(&bench.stage, told);
            has(&bench.stage, "old.csv · UTF-8");
            // No other list takes it away, and a correction more is asked about again.
            bench.stage.keys("gk");
            has(&bench.stage, "old.csv · UTF-8");
            bench.stage.keys("rj<enter><tab><tab><c-u>0903 111 555<enter><esc>").keys(leave);
            has(&bench.stage, if lang == Lang::En { "2 corrected rows are" } else { "2 dòng đã sửa" });
            bench.stage.keys(leave);
            has_not(&bench.stage, "old.csv");
            bench.preview("old.csv", LEADS);
            bench.stage.keys("r<enter>Ông Bảy<enter><esc><c-s>").keys(leave);
            has_not(&bench.stage, "old.csv");
            assert_eq!(bench.leads(), 11);
        }
    }
}

#[test]
fn tab_completes_a_path() {
    let mut bench = Bench::small();
    bench.file("alpha-one.csv", LEADS);
    bench.file("alpha-two.csv", LEADS);
    bench.file("beta.csv", LEADS);
    bench.file("picture.png", "");
    let folder = format!("{}/", bench.folder.path().display());
    bench.stage.keys(&format!("I<c-u><paste:{folder}>"));
    has(&bench.stage, "beta.csv");
    has_not(&bench.stage, "picture.png");
    bench.stage.keys("a<tab>");
    has(&bench.stage, "/alpha-▏");
    has_not(&bench.stage, "beta.csv");
    bench.stage.keys("t<tab><enter>");
    has(&bench.stage, "alpha-two.csv · UTF-8 · comma · 5 rows");
    // The next one begins in the same folder; arrows take from what lies there.
    bench.stage.keys("<esc>I<down><down><down><enter>");
    has(&bench.stage, "beta.csv · UTF-8 · comma · 5 rows");
}

#[test]
fn every_form_that_is_read_is_offered_and_those_below_the_eighth_are_told_and_reached() {
    for (lang, more) in [(Lang::En, "↓ 3 more"), (Lang::Vi, "↓ 3 tên nữa")] {
        let mut bench = Bench::new(lang, (80, 24));
        for name in ["b.xlsx", "c.ods", "d.xls", "e.json", "f.vcf", "g.ics", "h.tsv", "i.JSONL", "j.xlsb", "k.txt"] {
            bench.file(name, "");
        }
        bench.file("picture.png", "");
        bench.file("a.csv", LEADS);
        bench.stage.keys(&format!("I<c-u><paste:{}/>", bench.folder.path().display()));
        has(&bench.stage, "  h.tsv");
        for name in ["picture.png", "i.JSONL", "j.xlsb"] {
            has_not(&bench.stage, name);
        }
        has(&bench.stage, more);
        bench.stage.keys(&"<down>".repeat(8));
        has(&bench.stage, "▌ h.tsv");
        has(&bench.stage, more);
        bench.stage.keys(&"<down>".repeat(9));
        has(&bench.stage, "▌ k.txt");
        for gone in [more, "c.ods"] {
            has_not(&bench.stage, gone);
        }
        bench.stage.keys(&"<up>".repeat(10));
        has(&bench.stage, "▌ a.csv");
        bench.stage.keys("b<tab>");
        has(&bench.stage, "/b.xlsx▏");
    }
}

/// What is typed or pasted at a proposal that nobody touched begins anew, and is not put behind it.
#[test]
fn a_path_takes_the_place_of_the_one_proposed() {
    let mut bench = Bench::small();
    let (one, two) = (bench.file("one.csv", LEADS), bench.file("two.csv", LEADS));
    bench.stage.keys(&Bench::asked(&one)).keys("<esc>");
    let folder = bench.folder.path().display().to_string();
    bench.stage.keys(&format!("I<paste:{}>", two.display()));
    has(&bench.stage, &format!("│ {folder}/two.csv▏"));
    bench.stage.keys("<enter>");
    has(&bench.stage, "two.csv · UTF-8");
    bench.stage.keys(&format!("<esc>I{}<enter>", two.display()));
    has(&bench.stage, "two.csv · UTF-8");
    bench.stage.keys("<esc>I~");
    has(&bench.stage, "│ ~▏");
    // A name goes on from the folder that is proposed, and so does what comes behind what was typed.
    bench.stage.keys("<esc>I<paste:two.csv>");
    has(&bench.stage, &format!("│ {folder}/two.csv▏"));
    bench.stage.keys("<c-w>x/");
    has(&bench.stage, "│ x/▏");
    // The name of an export is proposed whole.
    bench.stage.keys(&format!("<esc>1x1<paste:{folder}/out.csv>"));
    has(&bench.stage, &format!("│ {folder}/out.csv▏"));
}

#[cfg(unix)]
#[test]
fn a_file_that_was_dropped_is_understood_quoted_or_escaped() {
    let mut bench = Bench::small();
    let folder = bench.folder.path().display().to_string();
    for (name, dropped) in [
        ("rej two.csv", format!("'{folder}/rej two.csv'")),
        ("rej two.csv", format!("\"{folder}/rej two.csv\" ")),
        ("rej two.csv", format!("{folder}/rej\\ two.csv")),
        ("rej two.csv", format!("{folder}/rej two.csv")),
        ("Bà's.csv", format!("'{folder}/Bà'\\''s.csv'")),
        ("a\\b.csv", format!("{folder}/a\\b.csv")),
        ("it's.csv", format!("{folder}/it's.csv")),
    ] {
        bench.file(name, LEADS);
        bench.stage.keys(&format!("I<paste:{}>", dropped.replace('\\', r"\\")));
        has(&bench.stage, &format!("│ {folder}/{name}▏"));
        bench.stage.keys("<enter>");
        has(&bench.stage, &format!("{name} · UTF-8"));
        // Typed, as by a terminal that does not say what is pasted.
        bench.stage.keys(&format!("<esc>I<c-u>{dropped}<enter>"));
        has(&bench.stage, &format!("{name} · UTF-8"));
        bench.stage.keys("<esc>");
    }
}

#[test]
fn what_is_exported_comes_back_as_the_same() {
    let mut bench = Bench::small();
    super::act(bench.stage.store(), "lead", "set", &[2], &[("note", "=1+1")]);
    let out = bench.path("leads.csv");
    let ask = |out: &Path| format!("1<s-tab>x1<c-u><paste:{}><enter>", out.display());
    bench.stage.keys(&ask(&out));
    has(&bench.stage, "7 leads written to");
    let text = std::fs::read_to_string(&out).unwrap();
    assert_eq!(text.lines().count(), 8);
    assert!(text.contains("'=1+1"), "{text}");
    assert_eq!(bench.lying(), ["leads.csv"]);
    bench.stage.keys(&Bench::asked(&out));
    has(&bench.stage, "7 rows: 0 new · 0 changed · 7 known · 0 rejected");
    bench.stage.keys("<c-s>");
    has(&bench.stage, "Nothing new: 7 rows were known already");
    bench.stage.keys("<enter>");
    // Never over another unasked.
    bench.stage.keys(&format!("1/quốc<enter>x1<c-u><paste:{}><enter>", out.display()));
    has(&bench.stage, "leads.csv is there already");
    bench.stage.keys("1");
    has(&bench.stage, "Write it to");
    bench.stage.keys("<esc>");
    assert_eq!(std::fs::read_to_string(&out).unwrap(), text);
    bench.stage.keys(&format!("x1<c-u><paste:{}><enter>2", out.display()));
    has(&bench.stage, "2 leads written to");
    assert_eq!(std::fs::read_to_string(&out).unwrap().lines().count(), 3);
}

#[test]
fn an_export_has_the_order_of_its_list_and_the_form_of_its_name() {
    let mut bench = Bench::small();
    let out = bench.path("leads.json");
    bench.stage.keys("1<s-tab>Slead<enter>x2");
    has(&bench.stage, "leads-all-2026-11-24.json");
    bench.stage.keys(&format!("<c-u><paste:{}><enter>", out.display()));
    let json: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&out).unwrap()).unwrap();
    let names: Vec<&str> = json.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
    let shown: Vec<String> = bench.stage.screen().lines().skip(3).take(7).map(str::to_owned).collect();
    assert_eq!(names.len(), 7);
    for (name, shown) in names.iter().zip(shown) {
        assert!(shown.contains(name), "{name} not in {shown}");
    }
    bench.stage.keys(&format!("x1<c-u><paste:{}><enter>", bench.path("leads.ods").display()));
    has(&bench.stage, "must end in .csv, .json, .xlsx, .vcf or .ics");
    bench.stage.keys("<esc>0x");
    has_not(&bench.stage, "csv:");
    bench.stage.keys(&format!("1<c-u><paste:{}><enter>", bench.path("due.json").display()));
    has(&bench.stage, "rows written to");
}

#[test]
fn counting_gives_way_to_a_call() {
    let mut bench = Bench::small();
    let mut text = "Name,Phone\n".to_owned();
    for n in 0..2_000 {
        writeln!(text, "Người {n},0903{n:06}").unwrap();
    }
    let path = bench.file("many.csv", &text);
    bench.stage.keys(&format!("1{}<f2>zzz<enter>", Bench::asked(&path)));
    has_not(&bench.stage, "Work under way holds the file");
    assert_eq!(bench.leads(), 8);
    bench.stage.keys("<esc>");
    has(&bench.stage, "2,000 rows: 2,000 new · 0 changed · 0 known · 0 rejected");
}

#[test]
fn a_save_beside_an_import_is_told_and_the_form_stays() {
    let mut bench = Bench::small();
    bench.stage.keys("1nBà Tám");
    let mut other = bench.stage.store().place().open().unwrap();
    let deed = linchpin::domain::deed::Deed::default();
    let held: anyhow::Result<()> = other.write(&deed, |_| {
        bench.stage.store().hurry(true).unwrap();
        bench.stage.keys("<c-s>");
        has(&bench.stage, "Work under way holds the file for now");
        has(&bench.stage, "new lead");
        anyhow::bail!("not kept")
    });
    held.unwrap_err();
    bench.stage.store().hurry(false).unwrap();
    bench.stage.keys("<c-s>");
    assert_eq!(bench.leads(), 8);
}

/// Rows that were copied from a spreadsheet come in as a file does; what was rejected stays beside the workspace.
#[test]
fn rows_that_are_pasted_are_a_file() {
    for (lang, name, foot, counted) in [
        (Lang::En, "pasted-1", "or paste rows", "3 rows: 2 new · 0 changed · 0 known · 1 rejected"),
        (Lang::Vi, "dong-dan-1", "hoặc dán các dòng", "3 dòng: 2 mới · 0 đổi · 0 đã có · 1 bị loại"),
    ] {
        let mut bench = Bench::new(lang, (80, 24));
        let beside = bench.stage.store().path().with_file_name(format!("{name}.rejects.csv"));
        let _ = std::fs::remove_file(&beside);
        bench.stage.keys("I");
        has(&bench.stage, foot);
        bench.stage.keys("<paste:Name\tPhone\r\nBà Tám\t0903 111 222\rÔng Sáu\t0903 111 333\n\tno number\n>");
        has(&bench.stage, &format!("{name}.tsv"));
        has(&bench.stage, counted);
        bench.stage.keys("<c-s>");
        assert_eq!(bench.leads(), 9);
        assert!(std::fs::read_to_string(&beside).unwrap().contains("no number"));
        std::fs::remove_file(beside).unwrap();
        // A path that is pasted is a path.
        bench.stage.keys("<esc><esc>I<c-u><paste:/nowhere/at.csv><enter>");
        has(&bench.stage, "/nowhere/at.csv");
    }
}

#[test]
fn a_field_is_found_by_its_name_in_files_too() {
    let mut bench = Bench::small();
    bench.preview("who.csv", "Full nm;Tel no\nBà Tám;0903 111 222\n");
    bench.stage.keys("j<enter>name<enter>");
    has(&bench.stage, "as you said");
    bench.stage.keys("<c-s><enter>");
    bench.stage.keys("1/tam<enter>");
    has(&bench.stage, "Bà Tám");
}

#[test]
fn what_is_marked_is_written_out_alone() {
    for (lang, title, told) in [
        (Lang::En, "Export the 2 rows marked", "2 leads written to"),
        (Lang::Vi, "Xuất 2 dòng đã chọn", "đã ghi 2 khách mới vào"),
    ] {
        let mut bench = Bench::new(lang, (100, 24));
        let path = bench.path("out.csv");
        bench.stage.keys("1<s-tab><space><space>x");
        has(&bench.stage, title);
        bench.stage.keys("1").keys(&format!("<c-u><paste:{}><enter>", path.display()));
        has(&bench.stage, told);
        assert_eq!(std::fs::read_to_string(&path).unwrap().lines().count(), 3);
    }
}

/// What one opens to change stands on what holds: Enter alone leaves it so.
#[test]
fn what_is_picked_from_stands_on_what_holds() {
    let mut bench = Bench::small();
    bench.preview("leads.csv", "Full Name,Company,Lead Status\nBà Tám,Chợ Lớn,Contacted\nÔng Sáu,Chợ Nhỏ,Dreaming\n");
    let counted = "2 rows: 2 new";
    has(&bench.stage, counted);
    let goes =
        |stage: &Stage| ["Full Name", "Company", "Lead Status"].map(|header| line(stage, header)[32..40].to_owned());
    let before = goes(&bench.stage);
    bench.stage.keys("<enter><enter>").keys("j<enter><enter>").keys("j<enter><enter>").keys("K<enter>");
    assert_eq!(goes(&bench.stage), before);
    has(&bench.stage, "as leads");
    has(&bench.stage, counted);
    // Words: what each is taken for, or that it stays.
    bench.stage.keys("n<enter>");
    has(&bench.stage, "Dreaming");
    let here = |stage: &Stage| stage.screen().lines().rfind(|line| line.contains('▌')).unwrap().to_owned();
    assert!(here(&bench.stage).contains("kept as written"), "{}", here(&bench.stage));
    bench.stage.keys("<esc>j<enter>");
    assert!(here(&bench.stage).contains("working"), "{}", here(&bench.stage));
    bench.stage.keys("<enter><enter>");
    assert!(here(&bench.stage).contains("working"), "{}", here(&bench.stage));
}

/// Of a choice that is fixed neither a new one nor another record is offered.
#[test]
fn keys_that_a_word_has_not_are_not_hinted() {
    for (lang, no) in [(Lang::En, ["n a new one", "/ another"]), (Lang::Vi, ["n thêm mới", "/ bản khác"])] {
        let mut bench = Bench::new(lang, (120, 30));
        bench.preview(
            "leads.csv",
            "Full Name,Company,Lead Status\nBà Tám,Chợ Lớn,Contacted\nÔng Sáu,Chợ Nhỏ,Dreaming\n",
        );
        bench.stage.keys("n");
        has(&bench.stage, "Dreaming");
        has_not(&bench.stage, no[0]);
        has_not(&bench.stage, no[1]);
    }
}

#[test]
fn lines_without_their_orders_are_named_before_anything_is_written() {
    for (lang, said) in [
        (Lang::En, "2 rejected: their orders are not here; import those first (this very file, where it has them)"),
        (Lang::Vi, "2 dòng bị loại vì chưa có đơn ở đây; nhập đơn trước (bằng chính tệp này, nếu có)"),
    ] {
        let mut bench = Bench::new(lang, (130, 30));
        bench.preview("lines.csv", "Order Number,Product Name,Quantity,Unit Price\n7001,Gạo,2,5\n7002,Muối,1,7\n");
        has(&bench.stage, said);
    }
}

/// The key is beside the sentence that nothing was written: what it takes back would be another deed.
#[test]
fn an_import_that_wrote_nothing_offers_no_undo_and_takes_nothing_back() {
    for (lang, hint, said) in
        [(Lang::En, "u undo", "nothing to undo"), (Lang::Vi, "u hoàn tác", "không có gì để hoàn tác")]
    {
        let mut bench = Bench::new(lang, (80, 24));
        let text = "Lead Id,Name,Phone\nK1,Bà Tám,0903 111 222\n";
        bench.preview("one.csv", text).keys("<c-s>");
        has(&bench.stage, hint);
        assert_eq!(bench.leads(), 8);
        bench.stage.keys("<esc>");
        bench.preview("again.csv", text).keys("<c-s>");
        has_not(&bench.stage, hint);
        bench.stage.keys("u");
        assert_eq!(bench.leads(), 8);
        let screen = bench.stage.screen().to_lowercase();
        assert!(screen.contains(said), "{screen}");
    }
}

/// What is sent again is only what was corrected; the cells beside that are still not understood, and still told.
#[test]
fn cells_that_were_not_corrected_are_told_after_the_others_were_sent() {
    let mut bench = Bench::small();
    let text = "Name,Phone,Email,Status\nAnn,0903123456,ann@,New\nBob,09x3,bob@x.vn,New\nCy,0903123458,cy@,Weird\n";
    bench.preview("l.csv", text);
    bench.stage.keys("<c-s>").keys("r");
    has(&bench.stage, "ann@");
    bench.stage.keys("<enter><c-u>ann@x.vn<enter>").keys("<c-s>");
    has(&bench.stage, "1 changed");
    bench.stage.keys("r");
    for left in ["09x3", "Weird", "cy@"] {
        has(&bench.stage, left);
    }
    has_not(&bench.stage, "ann@,");
}

#[test]
fn a_file_that_goes_under_the_preview_is_told_by_its_name() {
    let mut bench = Bench::small();
    bench.preview("v.csv", "Name,Phone\nAnn,0903123456\n");
    std::fs::remove_file(bench.path("v.csv")).unwrap();
    bench.stage.keys("<c-s>");
    has(&bench.stage, "v.csv: there is no such file");
    has_not(&bench.stage, "linchpin broke");
    bench.stage.keys("p");
    has_not(&bench.stage, "still being counted");
}

#[test]
fn first_rows_that_are_left_out_are_shown_as_who_is_here() {
    let mut bench = Bench::small();
    bench.preview("a.csv", "Name,Phone,Company\nLan Anh,0977123456,Viet Rice\n");
    bench.stage.keys("<c-s><esc>");
    bench.preview("b.csv", "Name,Phone,Email,Company\nLAN ANH,+84 977 123 456,lan@x.vn,\n");
    bench.stage.keys("d").keys("p");
    has(&bench.stage, "Line 2 known");
    has(&bench.stage, "Lan Anh");
    has_not(&bench.stage, "lan@x.vn");
}
