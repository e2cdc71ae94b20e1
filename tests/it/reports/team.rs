//! Who has how much to do, and what is wrong in the records.
use super::super::{act, at, has, morning_in, store, store_at};
use super::{ask, behind, lines, sums};
use insta::assert_snapshot;
use linchpin::domain::deed::{Deed, Ref};
use linchpin::domain::filter::Filter;
use linchpin::domain::kinds::shape;
use linchpin::domain::lead::Lead;
use linchpin::domain::opportunity::Opportunity;
use linchpin::domain::order::Order;
use linchpin::lang::Lang;
use linchpin::report::{Figure, Period};
use linchpin::ui::stage::Stage;

#[test]
fn the_workload_is_what_each_owns_and_whose_turn_it_is() {
    let mut s = store();
    at(&mut s, "2026-11-23 08:00");
    for company in ["A", "B", "C"] {
        act(&mut s, "lead", "add", &[], &[("company", company)]);
    }
    act(&mut s, "lead", "assign", &[1, 2], &[("to", "Lan")]);
    act(&mut s, "lead", "message", &[3], &[("text", "wants CIF"), ("to", "Lan")]);
    act(&mut s, "task", "add", &[], &[("subject", "C/O"), ("due", "24/11/2026 16:00"), ("owner", "Huy")]);
    at(&mut s, "2026-11-24 09:14");
    let report = ask(&s, "workload", Period::default(), None);
    assert_snapshot!(lines(&report, Lang::En, 80).lines().take(10).collect::<Vec<_>>().join("\n"), @r#"
    Workload

    person  leads  orders  opportunities  tasks  messages  late  today
    Lan         2       0              0      0         1     3      0
    Mai         0       0              0      0         0     1      1
    Huy         0       0              0      1         0     0      0
    Minh        0       0              0      0         0     0      0
    nobody      1       0              0      0         0
    total       3       0              0      1         1     4      1
    "#);
    sums(&s, &report, |_| "count(*)".to_owned());
}

#[test]
fn data_quality_names_each_fault_and_the_key_that_mends_it() {
    let mut s = store();
    act(&mut s, "account", "add", &[], &[("name", "Gạo Đồng Tháp")]);
    act(&mut s, "lead", "add", &[], &[("name", "Đào"), ("phone", "0903 123 456"), ("source", "fair")]);
    act(&mut s, "lead", "add", &[], &[("name", "Đào N."), ("phone", "0903123456"), ("email", "dao@example.com")]);
    act(&mut s, "lead", "add", &[], &[("name", "Ngắn"), ("phone", "1234")]);
    act(&mut s, "lead", "add", &[], &[("company", "Không số")]);
    act(&mut s, "contact", "add", &[], &[("name", "Quốc"), ("phone", "0912 000 111"), ("account", "Gạo Đồng Tháp")]);
    act(&mut s, "contact", "add", &[], &[("name", "Mồ côi")]);
    s.write(&Deed::default(), |tx| tx.keep_written(Ref { kind: "lead", id: 1 }, "owner", "Phạm Văn Nào")).unwrap();
    let report = ask(&s, "data-quality", Period::default(), None);
    assert_snapshot!(lines(&report, Lang::En, 100).lines().take(13).collect::<Vec<_>>().join("\n"), @r#"
    Data quality

    what                            of             records  mended by
    open and nobody's               leads                4  a assign
    no source                       leads                3  e edit
    phone but no e-mail             leads                2  e edit
    likely duplicate                leads                2  = compare
    no phone and no e-mail          leads                1  e edit
    number that fits no region      leads                1  e edit
    no phone and no e-mail          contacts             1  e edit
    phone but no e-mail             contacts             1  e edit
    of no customer                  contacts             1  e edit
    no phone and no e-mail          customers            1  e edit
    "#);
    sums(&s, &report, |_| "count(*)".to_owned());
    // What the words of a row find goes as soon as it is mended.
    let bad = report.rows.iter().find(|row| row[0].figure.csv() == "bad-phone" && row[2].figure == Figure::Count(1));
    let words = bad.unwrap()[2].behind.clone().unwrap();
    assert_eq!(behind(&s, &words), [("lead", 3)]);
    act(&mut s, "lead", "set", &[3], &[("phone", "0905 111 222")]);
    assert_eq!(behind(&s, &words), []);
}

#[test]
fn the_key_that_a_row_of_data_quality_names_is_for_the_first_of_its_rows_and_esc_leads_back() {
    let mut s = store();
    act(&mut s, "lead", "add", &[], &[("name", "Đào"), ("source", "fair")]);
    act(&mut s, "lead", "add", &[], &[("name", "Quốc"), ("source", "web"), ("phone", "0903 123 456")]);
    act(&mut s, "lead", "assign", &[2], &[("to", "Lan")]);
    let mut s = Stage::new(s, 100, 30).unwrap();
    s.keys("4/Data<enter><enter>");
    has(&s, "open and nobody's");
    while !s.screen().contains("▌ open and nobody's") {
        s.keys("j");
    }
    s.keys("a");
    has(&s, "Minh");
    s.keys("<esc>");
    has(&s, "Đào");
    s.keys("<esc>");
    has(&s, "open and nobody's");
    // From where one went of oneself there is no way back.
    s.keys("1/source:fair<enter><esc>");
    has(&s, "Đào");
}

#[test]
fn each_row_of_data_quality_has_a_key_that_mends_it() {
    let report = ask(&store(), "data-quality", Period::default(), None);
    for row in &report.rows {
        assert!(!row[3].figure.csv().is_empty(), "{}", row[0].figure.csv());
    }
    let of = |key: &str| report.rows.iter().find(|row| row[0].figure.csv() == key).unwrap()[3].figure.csv();
    assert_eq!([of("date-past"), of("arrived-before"), of("no-source")], ["e", "D", "e"]);
}

#[test]
fn what_arrived_before_it_was_ordered_is_put_right_where_it_is_told() {
    for (lang, said, form) in
        [(Lang::En, "arrived before it was ordered", "▌ Ordered "), (Lang::Vi, "giao trước ngày đặt", "▌ Ngày đặt ")]
    {
        let mut s = morning_in(lang);
        let deed = Deed { kind: "order".into(), act: "import".into(), count: 1, ..Deed::default() };
        let day = |text: &str| Some(text.parse().unwrap());
        let mut old = Order { number: "SO-77".into(), bare: "delivered".into(), ..Order::default() };
        (old.ordered, old.delivered) = (day("2026-11-20"), day("2026-11-02"));
        s.write(&deed, |tx| tx.save(&mut old)).unwrap();
        let mut s = Stage::new(s, 80, 40).unwrap();
        s.keys("4G").keys("l");
        while !s.screen().lines().any(|line| line.starts_with('▌') && line.contains(said)) {
            s.keys("j");
        }
        s.keys("D");
        has(&s, form);
        s.keys("<c-u>1/11/2026<c-s>");
        let order: Order = s.store().get(1).unwrap();
        assert_eq!((order.ordered, order.delivered), (day("2026-11-01"), day("2026-11-02")));
        let report = ask(s.store(), "data-quality", Period::default(), None);
        let row = report.rows.iter().find(|row| row[0].figure.csv() == "arrived-before").unwrap();
        assert_eq!(row[2].figure.csv(), "0");
    }
}

#[test]
fn an_address_that_was_kept_as_written_is_a_bad_one_and_counted_once() {
    let mut s = store();
    act(&mut s, "lead", "add", &[], &[("name", "A b"), ("phone", "0903 111 222")]);
    act(&mut s, "lead", "add", &[], &[("name", "C d"), ("email", "q@x.vn")]);
    s.write(&Deed::default(), |tx| {
        tx.keep_written(Ref { kind: "lead", id: 1 }, "email", "zzz")?;
        tx.keep_written(Ref { kind: "lead", id: 2 }, "phone", "12x")
    })
    .unwrap();
    let report = ask(&s, "data-quality", Period::default(), None);
    for (key, words) in [("bad-mail", "email:? archived:"), ("bad-phone", "phone:? archived:")] {
        let of = |row: &&Vec<linchpin::report::Cell>| row[1].figure.csv() == "lead" && row[4].figure.csv() == words;
        let rows: Vec<_> = report.rows.iter().filter(of).collect();
        let told: Vec<_> = rows.iter().map(|row| (row[0].figure.csv(), row[2].figure.csv())).collect();
        assert_eq!(told, [(key.to_owned(), "1".to_owned())], "{words}");
    }
    sums(&s, &report, |_| "count(*)".to_owned());
}

#[test]
fn from_a_row_of_data_quality_to_its_rows_and_on_to_the_field_that_is_wrong() {
    for (lang, phone, customer) in [(Lang::En, "▌ Phone ", "▌ Customer "), (Lang::Vi, "▌ Điện thoại ", "▌ Khách hàng ")]
    {
        let mut s = morning_in(lang);
        act(&mut s, "lead", "set", &[2, 3], &[("phone", "1234")]);
        act(&mut s, "order", "add", &[], &[("promised", "30/11/2026")]);
        let mut s = Stage::new(s, 80, 40).unwrap();
        s.keys("4G").keys("l");
        let at = |s: &Stage, what: &str| s.screen().lines().any(|line| line.starts_with('▌') && line.contains(what));
        let (number, none) = match lang {
            Lang::En => ("number that fits no region", "no customer "),
            Lang::Vi => ("số không hợp vùng nào", "không có khách hàng "),
        };
        while !at(&s, number) {
            s.keys("j");
        }
        // Right of the last column are the rows.
        s.keys("ll");
        has(&s, if lang == Lang::Vi { "/điện_thoại:? lưu_trữ_lúc:" } else { "/phone:? archived:" });
        has(&s, "Maria Jensen");
        s.keys("e");
        has(&s, phone);
        has(
            &s,
            if lang == Lang::Vi {
                "! '1234' không phải số điện thoại"
            } else {
                "! '1234' is no telephone number"
            },
        );
        s.keys("<c-u>+47 900 11 222<c-s>");
        assert_eq!(s.store().get::<Lead>(2).unwrap().reaches[0].raw, "+47 900 11 222");
        s.keys("4");
        s.keys("g").keys("g");
        while !at(&s, none) {
            s.keys("j");
        }
        s.keys("<enter>").keys("e");
        has(&s, customer);
    }
}

#[test]
fn the_cursor_stays_on_its_row_of_a_report_when_another_is_mended() {
    let mut s = morning_in(Lang::En);
    act(&mut s, "lead", "set", &[2], &[("phone", "1234")]);
    let (path, mut s) = (s.path().to_owned(), Stage::new(s, 80, 40).unwrap());
    let row = |s: &Stage| s.screen().lines().rfind(|line| line.starts_with('▌')).unwrap().to_owned();
    s.keys("4G").keys("l");
    for _ in 0..40 {
        if row(&s).contains("number that fits no region") {
            break;
        }
        s.keys("j");
    }
    assert!(row(&s).contains("number that fits no region"));
    s.keys("j");
    let here = row(&s);
    act(&mut store_at(&path, Lang::En), "lead", "set", &[2], &[("phone", "0905 111 222")]);
    assert_eq!(row(s.wake()), here);
}

#[test]
fn what_came_as_history_is_counted_where_the_report_says_so() {
    let mut s = store();
    let deed = Deed { kind: "opportunity".into(), act: "import".into(), count: 1, ..Deed::default() };
    let mut old = Opportunity { name: "Old".into(), amount: Some(1_000_000), history: true, ..Opportunity::default() };
    old.work.owner = Some(1);
    s.write(&deed, |tx| tx.save(&mut old)).unwrap();
    let (deals, loads) = (ask(&s, "pipeline", Period::default(), None), ask(&s, "workload", Period::default(), None));
    assert_eq!((&deals.rows[0][1].figure, &loads.totals[0][3].figure), (&Figure::Count(1), &Figure::Count(0)));
    let told = |name: &str, lang| linchpin::report::named(name).unwrap().definition.to(lang).to_owned();
    assert!(told("pipeline", Lang::En).ends_with("What came as history with an import counts, too."));
    assert!(told("pipeline", Lang::Vi).ends_with("Tính cả dữ liệu cũ nhập vào."));
    assert!(told("workload", Lang::En).contains("what came as history with an import is not counted"));
    assert!(told("workload", Lang::Vi).contains("dữ liệu cũ nhập vào cũng không"));
}

#[test]
fn a_row_that_counts_nothing_has_nothing_to_mend() {
    for (lang, said) in [(Lang::En, "There is nothing to mend here"), (Lang::Vi, "Ở đây không có gì phải sửa")]
    {
        let mut s = Stage::new(morning_in(lang), 80, 40).unwrap();
        s.keys("4G").keys("l").keys("G").keys("e");
        has(&s, said);
        has(&s, "4 ");
    }
}

#[test]
fn the_words_of_data_quality_are_those_of_the_reader_and_ask_for_the_same() {
    let s = morning_in(Lang::Vi);
    for row in ask(&s, "data-quality", Period::default(), None).rows {
        let (kind, words) = (row[1].figure.csv(), row[4].figure.csv());
        let blank = (shape(&kind).unwrap().blank)();
        let said = row[4].figure.said(Lang::Vi);
        let read =
            |words: &str| Filter::parse(words, &*blank, &*s).map_err(|problem| problem.fault.text(Lang::En).to_owned());
        assert!(read(&said).unwrap() == read(&words).unwrap(), "{said}");
        assert!(!["archived", "phone", "email:?x", "likely", "open"].iter().any(|word| said.contains(word)), "{said}");
    }
}

#[test]
fn a_report_is_found_among_the_commands_by_its_name_in_either_language() {
    for (lang, title) in [(Lang::En, "▌ Data quality"), (Lang::Vi, "▌ Chất lượng dữ liệu")] {
        for typed in ["data quality", "chat luong du lieu"] {
            let mut s = Stage::new(morning_in(lang), 80, 40).unwrap();
            s.keys("1:").keys(typed).keys("<enter>");
            has(&s, title);
        }
    }
}
