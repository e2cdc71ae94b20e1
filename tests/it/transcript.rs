//! A whole import with its corrections as it is on the screen: what is shown after each step, with the keys between.
use super::act;
use super::import_screen::Bench;
use std::fmt::Write;

const CONTACTS: &str = "Name,Company,Phone,E-mail,Created\n\
    Nguyễn Thị Đào,Gạo Đồng Tháap,0903 123 456,dao@gaodongthap.example,2026-11-20\n\
    Lê Văn An,Gạo Đồng Tháap,0912 888 999,,2026-11-21\n\
    ,Phở Bắc Hà,hỏi chị Hà,,2026-11-22\n\
    Trần Bình,Phở Bắc Hà,09I2 000 111,,2026-02-31\n\
    Lê Văn An,Gạo Đồng Tháp,+84 912 888 999,an@gaodongthap.example,2026-11-23\n";

/// What is done, and the keys that do it; the first asks for the file, whose folder is another each time.
const STEPS: [(&str, &str); 15] = [
    ("the first rows as they will be saved", "pjjj"),
    ("back to the preview", "<esc>"),
    ("who is likely here already fills blanks instead of being added", "dd"),
    ("a company is nearly known: who is meant", "n"),
    ("the proposal is taken, for all its rows", "<enter>"),
    ("back to the preview, counted anew", "<esc>"),
    ("why a row is rejected", "r"),
    ("it is opened at the cell that is wrong", "<enter>"),
    ("the number is corrected, and a name is given", "<c-u>0912 345 777<s-tab><s-tab>Hà"),
    ("the row is corrected", "<enter>"),
    ("sent again: counted with the correction", "<c-s>"),
    ("the column with a date that is none", "jjjj"),
    ("imported", "<c-s>"),
    ("to the list of what came in", "<enter>"),
    ("undone", "u"),
];

#[test]
fn an_import_with_its_corrections() {
    let mut bench = Bench::small();
    for name in ["Gạo Đồng Tháp", "Phở Bắc Hà"] {
        act(bench.stage.store(), "account", "add", &[], &[("name", name)]);
    }
    bench.stage.keys(":contacts<enter>");
    bench.preview("contacts.csv", CONTACTS);
    let mut told = format!("I contacts.csv <enter>: looked through, and counted\n\n{}\n", bench.stage.screen());
    for (what, keys) in STEPS {
        bench.stage.keys(keys);
        write!(told, "\n\n{keys}: {what}\n\n{}\n", bench.stage.screen()).unwrap();
    }
    insta::assert_snapshot!(told);
}
