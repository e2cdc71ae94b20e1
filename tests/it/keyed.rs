//! By what the rows of a file are known again where no column is called a key: never by what names something else, and in
//! the next file of that shape as in the first. Every fixture is made here.
use super::desk::Desk;
use super::has;
use super::import_screen::Bench;
use linchpin::lang::Lang;

const SOLD: &str = "Ngày chứng từ,Số hóa đơn,Mã khách hàng,Tên khách hàng,Tổng thanh toán\n";

#[test]
fn the_code_of_a_customer_is_no_key_of_an_order() {
    let desk = Desk::new();
    let first = format!(
        "{SOLD}28/11/2026,0000123,KH0001,Gạo Đồng Tháp,25.000.000\n28/11/2026,0000124,KH0002,Út Mười,3.000.000\n"
    );
    let next = format!(
        "{SOLD}29/11/2026,0000125,KH0001,Gạo Đồng Tháp,8.000.000\n29/11/2026,0000126,KH0003,Phở Bắc Hà,1.000.000\n"
    );
    assert_eq!(desk.counts("orders", &first, &[])[..4], [2, 2, 0, 0]);
    assert_eq!(desk.counts("orders", &next, &[])[..4], [2, 2, 0, 0]);
    assert_eq!(desk.counts("orders", &next, &[])[..4], [2, 0, 0, 2]);
    let all: Vec<_> = desk.list("orders", "").iter().map(|order| order["number"].clone()).collect();
    assert_eq!(all.len(), 4, "{all:?}");
    assert_eq!(desk.show("order", "0000123")["imported_total"]["amount"], "25000000");
}

#[test]
fn what_names_another_thing_writes_nobody_over() {
    for (kind, header, first, next) in [
        (
            "contacts",
            "Name,Email,Mobile,Company ID",
            ["An,an@x.vn,0903111222,7", "Bình,b@y.vn,0903111223,8"],
            "Cúc,c@x.vn,0903111224,7",
        ),
        ("leads", "Full Name,Phone,Zip Code", ["An,0903111222,70000", "Bình,0903111223,10000"], "Cúc,0903111224,70000"),
    ] {
        let desk = Desk::new();
        desk.import(kind, &format!("{header}\n{}\n{}\n", first[0], first[1]), &[]);
        let next = format!("{header}\n{next}\n{}\n", first[1]);
        assert_eq!(desk.counts(kind, &next, &[])[..4], [2, 1, 0, 1], "{kind}");
        assert_eq!(desk.show(&kind[..kind.len() - 1], "1")["name"], "An");
    }
}

#[test]
fn a_line_is_not_known_by_its_order() {
    let desk = Desk::new();
    let header = "Mã đơn hàng,Ngày đặt hàng,Tên sản phẩm,Số lượng,Giá gốc\n";
    let first = format!("{header}A1,2026-11-01,Gạo,2,100\nA2,2026-11-02,Nếp,1,200\nA3,2026-11-02,Nếp,1,200\n");
    let next = format!("{header}A2,2026-11-02,Nếp,1,200\nA2,2026-11-02,Đường,1,50\nA3,2026-11-02,Nếp,1,200\n");
    desk.import("orders", &first, &[]);
    assert_eq!(desk.counts("order-lines", &first, &[])[..4], [3, 3, 0, 0]);
    assert_eq!(desk.counts("order-lines", &next, &[])[..4], [3, 1, 0, 2]);
    assert_eq!(desk.show("order", "A2")["lines"].as_array().unwrap().len(), 2);
}

/// What happens to differ in one file need not in the next.
#[test]
fn a_guessed_key_is_one_in_every_file_of_that_shape_or_in_none() {
    let header = "Full Name,Lead No\n";
    let twice = format!("{header}An,1\nBình,2\nCúc,2\n");
    let once = format!("{header}An,1\nBình,2\n");
    // None in the first file: the rows of the next are known by what they say.
    let desk = Desk::new();
    desk.import("leads", &twice, &[]);
    assert_eq!(desk.counts("leads", &once, &[])[..4], [2, 0, 0, 2]);
    // A dry run decides nothing.
    let desk = Desk::new();
    desk.import("leads", &twice, &["--dry-run"]);
    desk.import("leads", &once, &[]);
    let changed = format!("{header}An Lê,1\nBình,2\nDũng,3\nDũng,3\n");
    assert_eq!(desk.counts("leads", &changed, &[])[..4], [4, 1, 1, 2]);
    assert_eq!(desk.show("lead", "1")["name"], "An Lê");
}

/// What is called after keys, but not of these rows, may be what several have.
#[test]
fn a_row_that_a_guessed_key_alone_has_be_somebody_else_is_not_taken_for_them() {
    let header = "Full Name,Phone,Ref Number\n";
    let desk = Desk::new();
    desk.import("leads", &format!("{header}An,0903111222,1\nBình,0903111223,2\n"), &[]);
    let next = format!("{header}An,0903111999,1\nBình Lê,+84 903 111 223,2\nCúc,0903111224,2\n");
    let (outcome, output) = desk.import("leads", &next, &[]);
    assert_eq!(desk.counts("leads", &next, &[])[..4], [3, 0, 0, 2]);
    let said = output.said.join("\n");
    assert!(said.contains("Ref Number"), "{said} {outcome:?}");
    assert!(desk.show("lead", "1")["phone"].as_str().unwrap().contains("0903111999"));
    assert_eq!(desk.show("lead", "2")["name"], "Bình Lê");
    // Who says that it is the key is believed.
    let map = desk.file("a.map", "Ref Number = key\n");
    assert_eq!(desk.counts("leads", &next, &["--map", map.to_str().unwrap()])[..4], [3, 0, 1, 2]);
}

#[test]
fn a_guessed_key_is_shown_as_a_guess() {
    let text = "Full Name,Phone,Lead No\nAn,0903111222,1\nBình,0903111223,2\n";
    let (_, output) = Desk::new().import("leads", text, &["--dry-run"]);
    let said = output.said.join("\n");
    assert!(said.contains("Lead No → key (guess: unique)"), "{said}");
    assert!(said.contains("Lead No: a guessed key"), "{said}");
    for (lang, because, told) in [
        (Lang::En, "guess: unique", "a guessed key: a later file with it changes what is here"),
        (Lang::Vi, "đoán: duy nhất", "đoán là mã: tệp sau có cùng mã sẽ sửa bản ghi này"),
    ] {
        let mut bench = Bench::new(lang, (120, 36));
        bench.preview("leads.csv", text);
        has(&bench.stage, because);
        // It stands first, with what it means.
        has(&bench.stage, told);
    }
}
