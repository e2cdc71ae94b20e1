//! Cells that a field cannot take: they are shown before anything is written, corrected where they stand as rejected rows
//! are, and what was corrected stays when the same file comes again. Every fixture is made here.
use super::desk::Desk;
use super::has;
use super::import_screen::Bench;
use linchpin::domain::deed::Ref;
use linchpin::domain::value::Value;
use linchpin::domain::world::World;
use linchpin::lang::Lang;
use linchpin::ui::stage::Stage;
use std::fmt::Write;

/// A state that is no word for one, a day that is none, a number of nobody beside one that is somebody's; and a row of which nothing can
/// be made.
const LEADS: &str = "Full Name,Mobile,Lead Status,Created Time\n\
                     Bà Tám,0903 111 222,Contacted,2026-11-20 10:00\n\
                     Ông Sáu,0903 111 333,Dreaming,2026-11-23 10:00\n\
                     ,,Contacted,2026-11-23 10:00\n\
                     Cô Ba,0903 111 444; 12 34 56,Qualified,hôm kia kìa\n";

#[track_caller]
fn told(stage: &Stage, lang: Lang, both: [&str; 2]) {
    has(stage, both[usize::from(lang == Lang::Vi)]);
}

fn kept(stage: &mut Stage) -> Vec<(&'static str, String, i64)> {
    let mut kept = stage.store().flagged().unwrap();
    kept.sort();
    kept
}

/// The state of the lead of a name.
fn state(stage: &mut Stage, name: &str) -> Value {
    let store = stage.store();
    let id = (1..40).find(|id| store.name("lead", *id).as_deref() == Some(name)).unwrap();
    store.any("lead", id).unwrap().value("state")
}

#[test]
fn cells_kept_as_written_are_shown_beside_rejected_rows_and_corrected() {
    for lang in [Lang::En, Lang::Vi] {
        let mut bench = Bench::new(lang, (80, 24));
        bench.preview("old.csv", LEADS);
        told(
            &bench.stage,
            lang,
            [
                "3 cells are not understood, and kept as written   r shows them",
                "3 ô chưa hiểu được, giữ như đã ghi   r để xem",
            ],
        );
        bench.stage.keys("r");
        told(
            &bench.stage,
            lang,
            ["┌ Rejected rows 1 · cells kept as written 3 ─", "┌ Dòng bị loại 1 · ô giữ như đã ghi 3 ─"],
        );
        told(&bench.stage, lang, ["▌ rejected line 4", "▌ bị loại  dòng 4"]);
        told(
            &bench.stage,
            lang,
            ["  kept     line 3, Lead Status: 'Dreaming' ", "  giữ lại  dòng 3, Lead Status: 'Dreaming' "],
        );
        told(
            &bench.stage,
            lang,
            [
                "  kept     line 5, Mobile: '12 34 56' is no telephone",
                "  giữ lại  dòng 5, Mobile: '12 34 56' không phải",
            ],
        );
        told(
            &bench.stage,
            lang,
            ["  kept     line 5, Created Time: 'hôm kia kìa' ", "  giữ lại  dòng 5, Created Time: 'hôm kia kìa' "],
        );
        bench.stage.keys("j");
        told(
            &bench.stage,
            lang,
            ["The row is taken; this cell is kept as written", "Dòng vẫn được nhập; ô này giữ như đã ghi"],
        );
        bench.stage.keys("<enter>");
        has(&bench.stage, "▌ Lead Status          Dreaming");
        // What would do.
        told(&bench.stage, lang, ["? 'Dreaming' is none of new, working, ", "? 'Dreaming' không có trong mới, "]);
        bench.stage.keys("<c-u>Contacted<enter>");
        told(&bench.stage, lang, ["kept     ✓ line 3", "giữ lại  ✓ dòng 3"]);
        // The cursor is on the next cell, whose row has another: that one is not corrected with it.
        let next = bench.stage.screen();
        let (mobile, created) = if next.find("Mobile:") < next.find("Created Time:") { (0, 1) } else { (1, 0) };
        bench.stage.keys(&format!("{}<enter><c-u>0903 111 444<enter>", "j".repeat(mobile)));
        told(&bench.stage, lang, ["✓ line 5, Mobile", "✓ dòng 5, Mobile"]);
        told(&bench.stage, lang, ["kept     line 5, Created", "giữ lại  dòng 5, Created"]);
        bench.stage.keys(&format!("{}<enter>", if created == 0 { "k" } else { "" }));
        has(&bench.stage, "▌ Created Time         hôm kia kìa");
        has(&bench.stage, "  Mobile               0903 111 444");
        bench.stage.keys("<c-u>2026-11-22<enter><c-s>");
        let counted =
            ["4 rows: 3 new · 0 changed · 0 known · 1 rejected", "4 dòng: 3 mới · 0 đổi · 0 đã có · 1 bị loại"];
        told(&bench.stage, lang, counted);
        told(
            &bench.stage,
            lang,
            [
                "  Lead Status      state           its name        Contacted",
                "  Lead Status      trạng thái      tên cột         Contacted",
            ],
        );
        assert!(
            !bench.stage.screen().contains(["not understood", "chưa hiểu được"][usize::from(lang == Lang::Vi)]),
            "{}",
            bench.stage.screen()
        );
        bench.stage.keys("<c-s>");
        assert_eq!(bench.leads(), 10);
        assert_eq!(kept(&mut bench.stage), []);
        assert_eq!(state(&mut bench.stage, "Ông Sáu"), Value::Text("working".to_owned()));
        assert_eq!(std::fs::read_to_string(bench.path("old.csv")).unwrap(), LEADS);
        // The same file again is known, and what was corrected stays.
        bench.stage.keys("<esc>");
        bench.preview("old.csv", LEADS);
        told(
            &bench.stage,
            lang,
            ["4 rows: 0 new · 0 changed · 3 known · 1 rejected", "4 dòng: 0 mới · 0 đổi · 3 đã có · 1 bị loại"],
        );
        bench.stage.keys("<c-s><esc>");
        assert_eq!((bench.leads(), kept(&mut bench.stage)), (10, vec![]));
        assert_eq!(state(&mut bench.stage, "Ông Sáu"), Value::Text("working".to_owned()));
    }
}

#[test]
fn a_cell_corrected_after_the_import_changes_the_record_that_it_made() {
    let keyed = "Lead Id,Full Name,Lead Status\nL1,Bà Tám,Contacted\nL2,Ông Sáu,Dreaming\nL3,Cô Ba,Qualified\n";
    for (lang, text, keys) in [(Lang::En, LEADS, "rj"), (Lang::Vi, LEADS, "rj"), (Lang::En, keyed, "r")] {
        let mut bench = Bench::new(lang, (80, 24));
        bench.preview("old.csv", text);
        bench.stage.keys("<c-s>");
        assert_eq!(bench.leads(), 10);
        assert!(kept(&mut bench.stage).contains(&("lead", "state".to_owned(), 1)), "{}", bench.stage.screen());
        bench.stage.keys(&format!("{keys}<enter><c-u>Contacted<enter><c-s>"));
        told(&bench.stage, lang, [" rows: 0 new · 1 changed · 2 known · ", " dòng: 0 mới · 1 đổi · 2 đã có · "]);
        assert_eq!((bench.leads(), state(&mut bench.stage, "Ông Sáu")), (10, Value::Text("working".to_owned())));
        assert!(!kept(&mut bench.stage).iter().any(|(_, field, _)| field == "state"));
        bench.stage.keys("u");
        assert!(kept(&mut bench.stage).contains(&("lead", "state".to_owned(), 1)));
    }
}

/// A number of nobody is let go where it was corrected; one that was told besides stays.
#[test]
fn a_number_corrected_after_the_import_takes_the_place_of_the_one_that_stood_there() {
    for (wrong, right, stays) in [
        ("090312", "0903123457", "0903123457"),
        ("0903 12", "0903123457", "0903123457"),
        ("0903 111 222; 12 34 56", "0903 111 222; 0903 111 444", "0903 111 222; 0903 111 444"),
    ] {
        let mut bench = Bench::small();
        bench.preview("old.csv", &format!("Full Name,Mobile\nBà Tám,{wrong}\n"));
        bench.stage.keys("<c-s>").keys(&format!("r<enter><c-u>{right}<enter><c-s>"));
        let row = bench.stage.store().any("lead", 8).unwrap();
        assert_eq!(row.value("phone"), Value::Text(stays.to_owned()), "{wrong}");
        assert!(!kept(&mut bench.stage).iter().any(|(_, field, _)| field == "phone"), "{wrong}");
        bench.stage.keys("u");
        let row = bench.stage.store().any("lead", 8).unwrap();
        assert_eq!(row.value("phone"), Value::Text(wrong.to_owned()), "{wrong}");
    }
}

/// Lines inside orders are rows of their own here, too.
#[test]
fn a_cell_of_a_line_inside_an_order_is_corrected() {
    let text = r#"[{"number": "X-1", "items": [{"text": "Gạo", "quantity": 5, "price": "10000"},
        {"text": "Cá", "quantity": 2, "price": "hỏi chị Hà"}, {"text": "Tôm", "quantity": 1, "price": "7000"}]}]"#;
    for before in [true, false] {
        let mut bench = Bench::small();
        bench.stage.keys("2");
        bench.preview("o.json", text);
        has(&bench.stage, "1 cell is not understood, and kept as written   r shows them");
        if !before {
            bench.stage.keys("<c-s>");
            assert_eq!(kept(&mut bench.stage).len(), 1);
        }
        bench.stage.keys("r<enter><c-u>20000<enter><c-s>");
        if before {
            bench.stage.keys("<c-s>");
        }
        has(&bench.stage, if before { "3 order lines added" } else { "0 new · 1 changed · 2 known" });
        assert_eq!(kept(&mut bench.stage), [], "{}", bench.stage.screen());
        let store = bench.stage.store();
        let id = (1..40).find(|id| store.name("order", *id).is_some_and(|name| name.starts_with("X-1"))).unwrap();
        let order = store.any("order", id).unwrap();
        let parts = order.parts();
        let lines = parts.iter().find(|part| part.key == "lines").unwrap().rows;
        let prices: Vec<Value> = (0..lines.len()).map(|n| lines.at(n).value("price")).collect();
        let amounts = prices.iter().map(|price| if let Value::Money(money) = price { money.minor } else { 0 });
        assert_eq!(amounts.collect::<Vec<_>>(), [10_000, 20_000, 7_000]);
        assert_eq!(store.as_written(Ref { kind: "order", id }).unwrap(), []);
    }
}

#[test]
fn the_command_line_names_the_first_of_them() {
    let desk = Desk::new();
    let (_, output) = desk.import("leads", LEADS, &["--dry-run"]);
    let said = output.said.join("\n");
    for told in [
        "kept as written: line 3, Lead Status: 'Dreaming' ",
        "kept as written: line 5, Mobile: '12 34 56' is no telephone number",
        "kept as written: line 5, Created Time: 'hôm kia kìa' ",
    ] {
        assert!(said.contains(told), "{told}\n{said}");
    }
    assert!(said.contains("line 4, "), "{said}");
    // What is in a second currency, and who is not here, though a row further down might have been it.
    let (_, output) = desk.import("accounts", "Name,Parent\nChợ Lớn,Tổng\nChợ Nhỏ,Chợ Lớn\n", &[]);
    let said = output.said.join("\n");
    assert!(said.contains("kept as written: line 2, Parent: nobody and nothing here is called 'Tổng'"), "{said}");
    assert_eq!(said.matches("kept as written: line").count(), 1, "{said}");
    // Of several files each is named with its lines.
    let (one, two) = (desk.file("one.csv", "Name\nBà Tư\n"), desk.file("two.csv", LEADS));
    let words = ["import", "leads", one.to_str().unwrap(), two.to_str().unwrap(), "--dry-run"];
    let said = desk.run(&words).unwrap().said.join("\n");
    assert!(said.contains("kept as written: two.csv: line 3, Lead Status: 'Dreaming' "), "{said}");
    assert!(said.contains("\ntwo.csv: line 4, "), "{said}");
    // Of many the first are told, and how many more there are.
    let many = (0..30).fold("Name,Lead Status\n".to_owned(), |mut all, n| {
        let _ = writeln!(all, "Bà {n},Dreaming {n}");
        all
    });
    let said = desk.import("leads", &many, &[]).1.said.join("\n");
    assert!(said.contains("and 25 more kept as written"), "{said}");
}

/// As many are kept to be corrected as rejected rows are; the others are counted.
#[test]
fn the_first_of_many_are_kept_to_be_corrected() {
    let many = (0..2_100).fold("Full Name,Lead Status,Created Time\n".to_owned(), |mut all, n| {
        let _ = writeln!(all, "Bà {n},Contacted,ngày {n} gì đó");
        all
    });
    let mut bench = Bench::small();
    bench.preview("long.csv", &many);
    has(&bench.stage, "2,100 cells are not understood");
    bench.stage.keys("r");
    has(&bench.stage, "and 2,088 more kept as written");
    bench.stage.keys("G");
    has(&bench.stage, "and 100 more kept as written");
    bench.stage.keys("<enter>");
    has(&bench.stage, "▌ Created Time         ngày 1999 gì đó");
    bench.stage.keys("<c-u>2026-11-22<enter><c-s>");
    has(&bench.stage, "2,099 cells are not understood");
}

/// A rejected row that was corrected is known when the same file comes again, also where it is rejected anew as it stands.
#[test]
fn a_rejected_row_that_was_corrected_comes_once() {
    let text = "Full Name,Mobile,Lead Status\nBà Tám,0903 111 222,Contacted\n,,Contacted\nDì Út,0903\n";
    let mut bench = Bench::small();
    for added in [3, 0] {
        let before = bench.leads();
        bench.preview("old.csv", text);
        has(&bench.stage, if added > 0 { "1 new · 0 changed · 0 known · 2 rejected" } else { "2 known · 1 rejected" });
        let both = "r<enter><c-u>Ông Bảy<enter><enter><tab><tab>Contacted<enter><c-s>";
        bench.stage.keys(if added > 0 { both } else { "r<enter><tab><tab>Qualified<enter><c-s>" });
        has(
            &bench.stage,
            if added > 0 { "3 new · 0 changed · 0 known · 0 rejected" } else { "0 new · 1 changed · 2 known" },
        );
        bench.stage.keys("<c-s><esc>");
        assert_eq!(bench.leads(), before + added);
    }
}

#[test]
fn what_is_said_to_do_in_place_of_a_cell_is_taken_there() {
    let desk = Desk::new();
    for (dates, wanted) in [("25/11/2026", "24/11/2026"), ("11/25/2026", "11/24/2026")] {
        let csv = |last: &str| {
            let rows: Vec<String> = (0..12).map(|n| format!("L{n},An {n},{dates}")).collect();
            format!("Lead ID,Name,Created\n{}\nM,Ba,{last}\n", rows.join("\n"))
        };
        let told = desk.import("leads", &csv("31/02/2026"), &["--dry-run"]).1.said.join("\n");
        assert!(told.contains(&format!("'31/02/2026' is no date; {wanted} or 2026-11-24 14:05 would do")), "{told}");
        for would_do in [wanted, "2026-11-24 14:05"] {
            let told = desk.import("leads", &csv(would_do), &["--dry-run"]).1.said.join("\n");
            assert!(!told.contains("kept as written"), "{told}");
        }
    }
}
