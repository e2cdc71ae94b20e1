//! What a person decides in the preview of an import, and what the preview says of it: fields that take several columns,
//! the picker of fields, an order of days that was said, what was decided and left, what was decided before, counts, new
//! words and new names.
use super::import_screen::{Bench, count};
use super::{has, has_not};
use linchpin::lang::Lang;

/// The line of the screen that has a text.
#[track_caller]
fn line(bench: &Bench, text: &str) -> String {
    let screen = bench.stage.screen();
    screen.lines().find(|line| line.contains(text)).unwrap_or_else(|| panic!("no '{text}' in\n{screen}")).to_owned()
}

/// Goes to a column.
fn at(bench: &mut Bench, column: &str) {
    bench.stage.keys("g");
    for _ in 0..20 {
        if line(bench, "▌").contains(column) {
            return;
        }
        bench.stage.keys("j");
    }
    panic!("no {column} in\n{}", bench.stage.screen());
}

const MAILS: &str = "Name,Company,Email 1,Email 2,Notes\n\
                     Bà Tám,Chợ Lớn,tam@cho.vn,tam@nha.vn,tam@khac.vn\n\
                     Ông Sáu,Chợ Nhỏ,sau@cho.vn,,\n";

#[test]
fn a_field_that_holds_several_takes_another_column_by_hand() {
    let mut bench = Bench::new(Lang::En, (100, 30));
    bench.preview("mails.csv", MAILS).keys("G<enter>").keys("e-m<enter>");
    for column in ["Email 1", "Email 2", "Notes"] {
        let line = line(&bench, column);
        assert!(line.contains("e-mail"), "{line}");
    }
    has_not(&bench.stage, "no longer imported");
    bench.stage.keys("p");
    has(&bench.stage, "tam@cho.vn; tam@nha.vn; tam@khac.vn");
}

#[test]
fn a_field_that_holds_one_says_which_column_gives_way() {
    for (lang, typed, told) in [
        (Lang::En, "comp", "No longer imported: Company; Enter on it takes it back"),
        (Lang::Vi, "công", "Không còn nhập: Company; Enter trên cột đó để nhập lại"),
    ] {
        let mut bench = Bench::new(lang, (100, 30));
        bench.preview("mails.csv", MAILS).keys("G<enter>").keys(&format!("{typed}<enter>"));
        has(&bench.stage, told);
    }
}

#[test]
fn the_picker_stands_on_what_begins_so() {
    let accounts = "account,sector,office_location\nAcme,medical,Kenya\nBeta,retail,Japan\n";
    for (lang, typed, wanted) in
        [(Lang::En, "coun", "country"), (Lang::Vi, "nuoc", "nước"), (Lang::En, "country", "country")]
    {
        let mut bench = Bench::new(lang, (100, 30));
        bench.preview("accounts.csv", accounts).keys("G<enter>").keys(&format!("{typed}<enter>"));
        let line = line(&bench, "office_location");
        assert!(line.contains(wanted), "{line}");
    }
    // The words of a name before what is inside one.
    let mut bench = Bench::new(Lang::En, (100, 30));
    bench.preview("accounts.csv", accounts).keys("G<enter>").keys("code");
    let line = line(&bench, "▌");
    assert!(line.to_lowercase().contains(" code"), "{line}");
}

/// Months first, most of them past the twelfth.
const DEALS: &str = "Deal Name,Created\na,10/20/2016\nb,10/25/2016\nc,11/3/2016\nd,11/18/2016\ne,12/1/2016\n";

#[test]
fn what_cannot_be_read_in_the_order_that_was_said_is_doubtful() {
    for (lang, doubt) in [(Lang::En, "! 3 doubtful"), (Lang::Vi, "! 3 còn ngờ")] {
        let mut bench = Bench::new(lang, (100, 30));
        bench.stage.keys("I");
        bench.stage.keys("<esc>");
        bench.preview("deals.csv", DEALS);
        has_not(&bench.stage, doubt);
        while !line(&bench, "▌").contains("Created") {
            bench.stage.keys("j");
        }
        bench.stage.keys("f").keys("1");
        let line = line(&bench, "Created ");
        assert!(line.contains(doubt), "{line}");
        bench.stage.keys("r");
        has(&bench.stage, "10/20/2016");
        // The other way round all are read.
        bench.stage.keys("<esc>f2");
        has_not(&bench.stage, doubt);
    }
}

#[test]
fn what_was_decided_and_left_is_taken_up_when_the_file_is_opened_again() {
    for lang in [Lang::En, Lang::Vi] {
        let (kept, as_left) = match lang {
            Lang::En => ("What you decided is kept for this file", "As you left it"),
            Lang::Vi => ("Đã giữ các lựa chọn cho tệp này", "Như lần bạn để lại"),
        };
        for leave in ["<esc>", "q", "h", "<left>"] {
            let mut bench = Bench::new(lang, (110, 30));
            // Where nothing was decided nothing is kept.
            bench.preview("mails.csv", MAILS).keys(leave);
            has_not(&bench.stage, kept);
            bench.preview("mails.csv", MAILS);
            has_not(&bench.stage, as_left);
            bench.stage.keys("G<enter>").keys("e-m<enter>").keys("d").keys(leave);
            has(&bench.stage, kept);
            bench.preview("mails.csv", MAILS);
            has(&bench.stage, as_left);
            has(&bench.stage, if lang == Lang::En { "is left out" } else { "thì bỏ qua" });
            let line = line(&bench, "Notes");
            assert!(
                line.contains("e-mail") && line.contains(if lang == Lang::En { "as you said" } else { "bạn chọn" })
            );
            // Another file of that shape has none of it, nor this one once it is in.
            bench.stage.keys(leave);
            bench.preview("other.csv", MAILS);
            has_not(&bench.stage, as_left);
            bench.stage.keys(leave);
            bench.preview("mails.csv", MAILS).keys("<c-s>").keys("<enter>");
            bench.preview("mails.csv", MAILS);
            has_not(&bench.stage, as_left);
        }
    }
}

#[test]
fn what_an_earlier_import_taught_is_counted_and_named() {
    let leads = "Name,Lead Status,Source,Notes,Created\nBà Tám,Ngâm,FB,tam@khac.vn,03/07/2026\n";
    for (lang, told, because) in [
        (
            Lang::En,
            "As last time: 3 columns (Lead Status, Notes, Created), 1 word (Ngâm)   Enter and n change them",
            "as last time",
        ),
        (
            Lang::Vi,
            "Như lần trước: 3 cột (Lead Status, Notes, Created), 1 từ (Ngâm)   Enter và n để đổi",
            "như lần trước",
        ),
    ] {
        let mut bench = Bench::new(lang, (120, 30));
        bench.preview("a.csv", leads);
        has_not(&bench.stage, because);
        at(&mut bench, "Notes");
        bench.stage.keys("<enter>").keys("e-m<enter>");
        at(&mut bench, "Created");
        bench.stage.keys("f2");
        at(&mut bench, "Lead Status");
        bench.stage.keys("n<enter>2<esc>");
        has_not(&bench.stage, because);
        bench.stage.keys("<c-s>").keys("u");
        bench.preview("b.csv", leads);
        has(&bench.stage, told);
        for column in ["Lead Status", "Notes", "Created"] {
            let line = line(&bench, column);
            assert!(line.contains(because), "{line}");
        }
        let source = line(&bench, "Source");
        assert!(!source.contains(because), "{source}");
    }
}

#[test]
fn names_that_were_decided_before_are_named() {
    let mut bench = Bench::new(Lang::En, (120, 30));
    let contacts = "Contact Name,Account\nBà Tám,Hàng Mới\nÔng Sáu,Khác Hẳn\n";
    bench.preview("contacts.csv", contacts).keys("n").keys("x").keys("<esc>");
    bench.stage.keys("<c-s>").keys("u");
    bench.preview("contacts.csv", contacts);
    has(&bench.stage, "As last time: 1 column (Account), 1 name (");
}

#[test]
fn what_is_kept_as_history_is_of_those_that_are_added() {
    let mut bench = Bench::new(Lang::En, (110, 30));
    let old = "Full Name,Mobile,Lead Status,Created Time\n\
               Cô Ba,0903 111 444,New,2026-01-05 10:00\n\
               Cô Ba,0903 111 444,New,2026-01-05 10:30\n\
               Ông Sáu,0903 111 333,New,2026-11-23 10:00\n";
    bench.preview("old.csv", old);
    has(&bench.stage, "3 rows: 3 new");
    has(&bench.stage, "2 old or past their first state: kept as history, 1 comes to your inbox");
    for _ in 0..2 {
        bench.stage.keys("d");
        has(&bench.stage, "3 rows: 2 new");
        has(&bench.stage, "1 old or past their first state: kept as history, 1 comes to your inbox");
    }
}

#[test]
fn each_of_those_that_are_added_is_counted_where_i_is_on() {
    for (lang, told) in [
        (Lang::En, "old ones into the inbox too: 2 come to your inbox, 1 owes nothing"),
        (Lang::Vi, "cả dữ liệu cũ: 2 vào việc cần làm, 1 không nợ gì"),
    ] {
        let mut bench = Bench::new(lang, (110, 30));
        let old = "Full Name,Mobile,Lead Status,Created Time\n\
                   Cô Ba,0903 111 444,New,2026-01-05 10:00\n\
                   Cô Tư,0903 111 555,Closed Won,2026-01-05 10:00\n\
                   Ông Sáu,0903 111 333,New,2026-11-23 10:00\n";
        bench.preview("old.csv", old).keys("i");
        has(&bench.stage, told);
    }
}

#[test]
fn rejected_rows_are_counted_past_those_that_are_listed() {
    let mut bench = Bench::new(Lang::En, (100, 30));
    let rows = (0..2_100).fold(String::new(), |rows, n| rows + &format!("SO-{n},Gạo,1\n"));
    bench.preview("lines.csv", &format!("Order,Product,Quantity\n{rows}"));
    has(&bench.stage, "2,100 rejected");
    has(&bench.stage, "2,100 rejected: their orders are not here");
    bench.stage.keys("r");
    let shown = bench.stage.screen().lines().filter(|line| line.contains("rejected line")).count();
    let below = 2_100 - shown;
    has(&bench.stage, &format!("and {},{:03} more", below / 1_000, below % 1_000));
    bench.stage.keys("G");
    has(&bench.stage, "and 100 more");
}

#[test]
fn new_words_of_lists_are_told_before_and_after() {
    let accounts: String = ["Rice", "Mining", "Rice", "Fishing", "Weaving", "Salt", "Tea"]
        .iter()
        .enumerate()
        .fold("Account Name,Industry\n".to_owned(), |text, (n, word)| text + &format!("Company {n},{word}\n"));
    for (lang, told, shows) in [
        (Lang::En, "6 new words of industry: Rice, Mining, Fishing, Weaving, Salt …", "   n shows them"),
        (Lang::Vi, "6 từ mới của ngành: Rice, Mining, Fishing, Weaving, Salt …", "   n để xem"),
    ] {
        let mut bench = Bench::new(lang, (110, 30));
        bench.preview("accounts.csv", &accounts);
        has(&bench.stage, &format!("{told}{shows}"));
        bench.stage.keys("<c-s>");
        has(&bench.stage, told);
        has_not(&bench.stage, shows);
    }
}

#[test]
fn a_misspelt_word_is_made_new_under_what_is_typed() {
    let accounts = "Account Name,Industry\nA,technolgy\nB,technolgy\n";
    for (lang, offer) in [(Lang::En, "+ new in the list: technology"), (Lang::Vi, "+ mới trong danh mục: technology")]
    {
        let mut bench = Bench::new(lang, (100, 30));
        bench.preview("accounts.csv", accounts).keys("n").keys("<enter>");
        bench.stage.keys("technology");
        has(&bench.stage, offer);
        bench.stage.keys("<enter>");
        has(&bench.stage, "technology");
        bench.stage.keys("<esc>").keys("p");
        has(&bench.stage, "technology");
        has_not(&bench.stage, "technolgy");
        bench.stage.keys("<esc><c-s>").keys("<enter>");
        // The next file of that shape is read so, too.
        bench.preview("more.csv", "Account Name,Industry\nC,technolgy\n").keys("p");
        has(&bench.stage, "technology");
    }
}

#[test]
fn whom_nobody_is_like_is_made_new_once_for_all_rows() {
    let contacts = "Name,Account Name\nBà Tám,Hàng Mới\nÔng Sáu,Hàng Mới\nCô Ba,Khác Hẳn\n";
    for lang in [Lang::En, Lang::Vi] {
        let mut bench = Bench::new(lang, (100, 30));
        bench.preview("contacts.csv", contacts).keys("K").keys("contact");
        bench.stage.keys("<esc>");
        let before = count(bench.stage.store(), "account");
        bench.stage.keys("n");
        has(&bench.stage, "Hàng Mới");
        has(&bench.stage, if lang == Lang::En { "2 rows" } else { "2 dòng" });
        has(&bench.stage, if lang == Lang::En { "N all such new" } else { "N thêm hết tên lạ" });
        bench.stage.keys("n").keys("<esc>").keys("<c-s>");
        assert_eq!(count(bench.stage.store(), "account"), before + 1);
    }
}

#[test]
fn all_whom_nobody_is_like_are_made_new_also_where_they_are_many() {
    let contacts = (0..250).fold("Contact Name,Account\n".to_owned(), |all, n| all + &format!("Bà {n},Xyz{n}qw{n}\n"));
    let mut bench = Bench::new(Lang::En, (100, 30));
    bench.preview("contacts.csv", &contacts);
    let before = count(bench.stage.store(), "account");
    for listed in [" 200 ┐", " 250 ┐"] {
        bench.stage.keys("n");
        has(&bench.stage, listed);
        bench.stage.keys("N").keys("<esc>");
    }
    bench.stage.keys("<c-s>");
    assert_eq!(count(bench.stage.store(), "account"), before + 250);
}

#[test]
fn doubt_stands_at_the_column_that_it_is_of() {
    let mails = "Name,Email 1,Email 2\nBà Tám,tam@cho.vn,\nÔng Sáu,,not one\nCô Ba,ba@cho.vn,nor this\n";
    let mut bench = Bench::new(Lang::En, (100, 30));
    bench.preview("mails.csv", mails);
    let (first, second) = (line(&bench, "Email 1"), line(&bench, "Email 2"));
    assert!(!first.contains("doubtful") && second.contains("! 2 doubtful"), "{first}\n{second}");
}

#[test]
fn a_date_shows_a_sample_and_words_their_count_in_80_columns() {
    let mut bench = Bench::new(Lang::Vi, (80, 24));
    bench.preview("old.csv", "Name,Lead Status,Created\nBà Tám,Ngâm,03/07/2026\nÔng Sáu,New,04/30/2026\n");
    has(&bench.stage, "2 từ: hiểu 1, giữ 1");
    let line = line(&bench, "Created");
    assert!(line.contains("03/07/2026") && line.contains("tháng/ngày"), "{line}");
}

#[test]
fn the_smallest_screen_has_the_name_of_the_file_and_the_whole_foot() {
    for (lang, foot) in [
        (Lang::En, "Enter change · Ctrl-s import · i inbox too ─"),
        (Lang::Vi, "Enter đổi · Ctrl-s nhập · i vào cả việc ─"),
    ] {
        let mut bench = Bench::new(lang, (60, 15));
        bench.preview("khách-quan-tâm-2026.csv", MAILS);
        has(&bench.stage, "khách-quan-tâm-2026.csv");
        has(&bench.stage, foot);
    }
}
