//! What a file leaves open is said by a person, on the screen or by an option: which number of a date is the day, which
//! mark divides decimals, what divides the cells, what the rows become. It is kept for the next file of that shape.
use super::desk::Desk;
use super::has;
use super::import_screen::Bench;
use linchpin::cli::exit_code;
use linchpin::exchange::column::manner::{DATES, DECIMALS, GUESS, Manner, SEPARATOR};
use linchpin::lang::Lang;

const DATED: &str = "Lead Name,Phone,Created\nBà Tám,0903 111 222,03/07/2026\nÔng Sáu,0903 111 333,04/08/2026\n";
const PRICED: &str = "Name,Price\nGạo,1.250\nMuối,2.500\n";
/// By commas it has two columns, too.
const DIVIDED: &str = "Name, title;Phone\nTám, bà;0903 111 222\nSáu, ông;0903 111 333\n";

fn created(desk: &Desk, more: &[&str]) -> String {
    let (_, output) = desk.import("leads", DATED, more);
    let open = output.said.iter().any(|said| said.contains("do not tell the day from the month"));
    assert_eq!(open, more.is_empty(), "{:?}", output.said);
    desk.list("leads", "tam")[0]["created"].as_str().unwrap()[..10].to_owned()
}

#[test]
fn the_order_of_day_and_month_is_said_by_an_option() {
    for (more, day) in [
        (&[][..], "2026-07-03"),
        (&["--dates", "month-first"], "2026-03-07"),
        (&["--dates", "created=month-first"], "2026-03-07"),
        (&["--dates", "month-first", "--dates", "Created=day-first"], "2026-07-03"),
    ] {
        assert_eq!(created(&Desk::new(), more), day, "{more:?}");
    }
}

#[test]
fn the_mark_of_decimals_is_said_by_an_option() {
    for (more, price) in [
        (&[][..], "1250.00"),
        (&["--decimals", "point"], "1.25"),
        (&["--decimals", "comma"], "1250.00"),
        (&["--decimals", "Price=point"], "1.25"),
    ] {
        let desk = Desk::new();
        let more: Vec<&str> = more.iter().copied().chain(["--currency", "USD"]).collect();
        desk.import("products", PRICED, &more);
        assert_eq!(desk.list("products", "gao")[0]["price"]["amount"], price, "{more:?}");
    }
}

#[test]
fn what_divides_the_cells_is_said_by_an_option() {
    let desk = Desk::new();
    desk.import("leads", DIVIDED, &["--separator", "semicolon"]);
    assert_eq!(desk.list("leads", "tam")[0]["name"], "Tám, bà");
    assert_eq!(desk.list("leads", "tam")[0]["phone"], "0903 111 222");
}

#[test]
fn what_cannot_be_said_is_a_wrong_use() {
    let desk = Desk::new();
    let file = desk.file("leads.csv", DATED);
    for (option, word, said) in [
        ("--dates", "year-first", "--dates is one of day-first, month-first, not 'year-first'"),
        ("--decimals", "Phone=dot", "--decimals is one of point, comma, not 'dot'"),
        ("--separator", "blank", "--separator is one of comma, semicolon, tab, bar, not 'blank'"),
        ("--dates", "Creatd=day-first", "the file has no column 'Creatd'"),
    ] {
        let error = desk.run(&["import", "leads", file.to_str().unwrap(), option, word]).expect_err(word);
        assert_eq!((exit_code(&error), format!("{error:#}").as_str()), (2, said));
    }
    assert!(desk.list("leads", "").is_empty());
}

#[test]
fn what_was_said_last_counts_and_is_written_as_it_is_read() {
    let mut manner = Manner::default();
    for (what, column, word) in [
        (DATES, "", "day-first"),
        (DATES, "Ngày tạo", "month-first"),
        (DECIMALS, "Giá = giá", "comma"),
        (SEPARATOR, "", "tab"),
    ] {
        assert!(manner.say(what, column, word));
    }
    assert_eq!(Manner::read(&manner.write()), manner);
    assert_ne!(manner.cells("ngay_tao"), manner.cells("Created"));
    let mut taken_back = Manner::default();
    assert!(taken_back.say(DATES, "Ngày tạo", GUESS) && taken_back.say(SEPARATOR, "", GUESS));
    let both = manner.then(&taken_back);
    assert_eq!((both.separator(), both.cells("Ngày tạo").order), (None, None));
    assert_eq!(Manner::read(&both.write()).columns().collect::<Vec<_>>(), ["Giá = giá"]);
}

#[test]
fn the_order_of_day_and_month_is_said_here_and_kept() {
    for (lang, wanted, first, other) in [
        (Lang::En, "Created: month first: 03/07 is 7 March", "Created            03/07/2026", "f how it is read"),
        (Lang::Vi, "Created: tháng trước, ngày sau: 03/07 là 7 tháng 3", "Ngày tạo           03/07/2026", "f cách đọc"),
    ] {
        let mut bench = Bench::new(lang, (100, 24));
        bench.preview("old.csv", DATED);
        has(&bench.stage, other);
        bench.stage.keys("p");
        has(&bench.stage, first);
        bench.stage.keys("<esc>f");
        has(&bench.stage, wanted);
        bench.stage.keys("2").keys("p");
        has(&bench.stage, "07/03/2026");
        bench.stage.keys("<esc><c-s>").keys("<enter>");
        // Another file of that shape.
        bench.preview("next.csv", &DATED.replace("03/07", "05/07")).keys("p");
        has(&bench.stage, "07/05/2026");
        // And the file itself tells again, once that is said.
        bench.stage.keys("<esc>f3").keys("p");
        has(&bench.stage, "05/07/2026");
        bench.stage.keys("<esc><c-s>").keys("<enter>");
        bench.preview("last.csv", &DATED.replace("03/07", "06/07")).keys("p");
        has(&bench.stage, "06/07/2026");
    }
}

#[test]
fn the_mark_of_decimals_is_said_here() {
    let mut bench = Bench::small();
    bench.preview("goods.csv", &PRICED.replace("Name", "Product Name"));
    bench.stage.keys("$USD<enter>Gf");
    has(&bench.stage, "Price: 1,250 is a thousand, 1.250 a little more than one");
    bench.stage.keys("1").keys("p");
    has(&bench.stage, "$1.25");
    bench.stage.keys("<esc>f2").keys("p");
    has(&bench.stage, "$1,250.00");
}

#[test]
fn what_divides_the_cells_is_said_here_and_kept() {
    for (lang, leads, said) in
        [(Lang::En, "leads", "old.csv · UTF-8 · semicolon"), (Lang::Vi, "khách mới", "old.csv · UTF-8 · dấu chấm phẩy")]
    {
        let mut bench = Bench::new(lang, (100, 24));
        let before = bench.leads();
        bench.preview("old.csv", DIVIDED).keys(&format!("K{leads}<enter>")).keys("f2");
        has(&bench.stage, said);
        has(&bench.stage, "Name, title");
        bench.stage.keys("<c-s>").keys("<enter>");
        assert_eq!(bench.leads(), before + 2);
        bench.preview("old.csv", &DIVIDED.replace("Tám", "Bảy"));
        has(&bench.stage, said);
    }
}

#[test]
fn what_the_rows_become_is_kept() {
    for (lang, as_leads, tasks, as_tasks) in
        [(Lang::En, "looks like leads", "tasks", "as tasks"), (Lang::Vi, "có vẻ là khách mới", "việc", "nhập làm việc")]
    {
        let text = "Full Name,Subject,Due\nBà Tám,Gọi lại,2026-12-01\n";
        let mut bench = Bench::new(lang, (100, 24));
        bench.preview("some.csv", "Full Name,Mobile\nBà Tám,0903 111 222\n");
        has(&bench.stage, as_leads);
        bench.stage.keys("<esc>");
        bench.preview("odd.csv", text).keys(&format!("K{tasks}<enter>")).keys("<c-s>").keys("<enter>");
        bench.preview("next.csv", &text.replace("Gọi", "Viết"));
        has(&bench.stage, as_tasks);
        bench.stage.keys("<esc>");
        bench.preview("some.csv", "Full Name,Mobile\nBà Tám,0903 111 222\n");
        has(&bench.stage, as_leads);
    }
}

/// The second row says what the first one only groups.
const GROUPED: &str = "Name,,Note\nHọ tên,Điện thoại,Created\nBà Tám,0903 111 222,2026-11-20\n";

#[test]
fn which_row_names_the_columns_is_kept_by_that_row() {
    let mut bench = Bench::small();
    bench.stage.keys("1");
    bench.preview("old.csv", GROUPED);
    bench.stage.keys("H").keys("2");
    has(&bench.stage, "Họ tên           lead");
    bench.stage.keys("<c-s><esc>");
    // Whatever stands above it, and however it is read first.
    for above in ["", "Báo cáo tháng 12,,\n\n", "Khách hàng,Liên hệ,Lúc\n"] {
        let text = format!("{above}{}", GROUPED.replace("Bà Tám", "Ông Sáu"));
        bench.preview("new.csv", &text);
        has(&bench.stage, "names the columns, as you said of such a file before");
        has(&bench.stage, "1 new");
        bench.stage.keys("<esc>");
    }
    // It is forgotten where the file itself is to show it.
    bench.preview("new.csv", GROUPED);
    bench.stage.keys("H").keys("4");
    has(&bench.stage, "Note  ");
    bench.stage.keys("<c-s><esc>");
    bench.preview("new.csv", GROUPED);
    assert!(!bench.stage.screen().contains("names the columns"), "{}", bench.stage.screen());
}
