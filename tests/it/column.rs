//! What whole columns hold, and the dates in them.
use chrono::{FixedOffset, NaiveDate, NaiveDateTime};
use linchpin::domain::money::Currency;
use linchpin::domain::number::Marks;
use linchpin::exchange::column::date::{DateStyle, DayOrder, Moment, Stamp};
use linchpin::exchange::column::{Column, ColumnGuess, Holds};
use linchpin::exchange::file::table::{Line, Table};
use linchpin::lang::Lang;
use proptest::prelude::*;

fn column<'a>(cells: impl IntoIterator<Item = &'a str>) -> Column {
    let mut guess = ColumnGuess::default();
    cells.into_iter().for_each(|cell| guess.see(cell));
    guess.decide(DayOrder::DayFirst)
}

fn notes(column: &Column, lang: Lang) -> Vec<&str> {
    column.notes.iter().map(|note| note.to(lang)).collect()
}

fn style(order: DayOrder, timed: bool) -> DateStyle {
    DateStyle { order, timed, said: false }
}

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap()
}

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn dates_are_read_in_many_ways_of_writing() {
    let zone = FixedOffset::east_opt(7 * 3600).unwrap();
    let read = |text: &str| style(DayOrder::DayFirst, true).read(text, &zone);
    for (text, moment) in [
        ("15 Apr, 2021 00:03:00", "2021-04-15 00:03:00"),
        ("03-07-2021 01:09", "2021-07-03 01:09:00"),
        ("2021-04-15 00:03:00", "2021-04-15 00:03:00"),
        ("2021-04-15T00:03:00", "2021-04-15 00:03:00"),
        ("2021-04-15T00:03:00Z", "2021-04-15 07:03:00"),
        ("2021-04-15T00:03:00.123+00:00", "2021-04-15 07:03:00"),
        ("2021-04-15 00:03:00 +0900", "2021-04-14 22:03:00"),
        ("2021-04-15 00:03 UTC", "2021-04-15 07:03:00"),
        ("2021-04-15 20:03-05", "2021-04-16 08:03:00"),
        ("Apr 15, 2021 2:05 PM", "2021-04-15 14:05:00"),
        ("4/15/2021 12:05 am", "2021-04-15 00:05:00"),
        ("15/4/2021 2:05 CH", "2021-04-15 14:05:00"),
        ("15/4/2021 14h30", "2021-04-15 14:30:00"),
        ("14:30 15/4/2021", "2021-04-15 14:30:00"),
        ("15/4/2021 lúc 9h", "2021-04-15 09:00:00"),
        ("Thu, 15 Apr 2021 08:00:00 GMT", "2021-04-15 15:00:00"),
    ] {
        assert_eq!(read(text), Some(Moment::At(at(moment))), "{text}");
    }
    for text in [
        "2021-04-15",
        "2021/4/15",
        "2021.04.15",
        "20210415",
        "15/04/2021",
        "15-4-2021",
        "15.04.2021",
        "15/4/21",
        "15-Apr-21",
        "15 April 2021",
        "April 15th, 2021",
        "15th of April 2021",
        "Apr. 15 2021",
        "2021 Apr 15",
        "15 thg 4, 2021",
        "15 tháng 4 năm 2021",
        "ngày 15 tháng 4 năm 2021",
        "Thứ năm, 15/04/2021",
        " 15/04/2021 ",
    ] {
        assert_eq!(read(text), Some(Moment::Day(on("2021-04-15"))), "{text}");
    }
    for text in [
        "",
        "15",
        "2021",
        "15/4",
        "31/04/2021",
        "30/02/2021",
        "13/13/2021",
        "2021-13-01",
        "2021-02-29",
        "1/2/3/2021",
        "1.2.21",
        "192.168.1.1",
        "0903-123-456",
        "12-34-5678",
        "15/04-2021",
        "15/04/2021 25:00",
        "15/04/2021 xyz",
        "Acme 2021",
        "99999999",
        "12:30",
        "15 Foo 2021",
        "1.250",
        "15/04/2021 14:30 +99:99",
        "15 Apr",
        "5 of 10 2021",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
    assert_eq!(
        style(DayOrder::DayFirst, false).read("2021-04-15 00:00:00", &zone),
        Some(Moment::Day(on("2021-04-15")))
    );
    assert_eq!(style(DayOrder::MonthFirst, true).read("01/02/2021", &zone), Some(Moment::Day(on("2021-01-02"))));
    assert_eq!(style(DayOrder::MonthFirst, true).read("13/02/2021", &zone), Some(Moment::Day(on("2021-02-13"))));
    assert_eq!(style(DayOrder::DayFirst, true).read("02/13/2021", &zone), Some(Moment::Day(on("2021-02-13"))));
    assert_eq!(read("15/4/68"), Some(Moment::Day(on("2068-04-15"))));
    assert_eq!(read("15/4/69"), Some(Moment::Day(on("1969-04-15"))));
}

#[test]
fn one_cell_that_tells_day_from_month_settles_the_column() {
    let told = column(["03-07-2021 01:09", "13-07-2021 12:59", "05-06-2021 00:00"]);
    assert_eq!(told.holds, Holds::Dates(style(DayOrder::DayFirst, true)));
    assert_eq!((told.fit, told.open_dates, told.told), (3, 2, true));
    assert_eq!(
        notes(&told, Lang::En),
        ["2 of 3 dates alone do not tell the day from the month; the others do: day first"]
    );
    assert!(notes(&column(["13-07-2021", "14-07-2021"]), Lang::En).is_empty());
    let told = column(["10/20/2016", "3/1/2017", "3/3/2017"]);
    assert_eq!((told.holds, told.open_dates), (Holds::Dates(style(DayOrder::MonthFirst, false)), 1));

    let open = column(["01/02/2021", "03/03/2021", "05/04/2021"]);
    assert_eq!(open.holds, Holds::Dates(style(DayOrder::DayFirst, false)));
    assert_eq!((open.open_dates, open.told), (2, false));
    assert_eq!(notes(&open, Lang::En), ["2 of 3 dates do not tell the day from the month; read day first"]);
    assert_eq!(
        notes(&open, Lang::Vi),
        ["2 trong 3 ngày không rõ đâu là ngày, đâu là tháng; đang đọc ngày trước, tháng sau"]
    );
    let mut guess = ColumnGuess::default();
    guess.see("01/02/2021");
    assert_eq!(guess.decide(DayOrder::MonthFirst).holds, Holds::Dates(style(DayOrder::MonthFirst, false)));

    let mixed = column(["13/02/2021", "14/02/2021", "02/15/2021", "01/02/2021"]);
    assert_eq!(mixed.holds, Holds::Dates(style(DayOrder::DayFirst, false)));
    assert_eq!(notes(&mixed, Lang::En).len(), 1);
}

fn columns(all: &[&[&str]]) -> Vec<Column> {
    let guess = |cells: &&[&str]| {
        let mut guess = ColumnGuess::default();
        cells.iter().for_each(|cell| guess.see(cell));
        guess
    };
    ColumnGuess::decide_all(all.iter().map(guess).collect(), DayOrder::DayFirst)
}

#[test]
fn columns_of_one_file_are_written_alike() {
    let found = columns(&[
        &["02/13/2021", "01/02/2021"],
        &["01/02/2021", "03/04/2021"],
        &["An", "Minh"],
        &["2021-01-02", "2021-01-03"],
        &["9,326.84", "855.10"],
        &["7,982", "18,858"],
        &["1.250", "2.500"],
    ]);
    assert_eq!(found[1].holds, Holds::Dates(style(DayOrder::MonthFirst, false)));
    assert_eq!(
        notes(&found[1], Lang::En),
        ["2 dates do not tell the day from the month; read month first as the file's other dates"]
    );
    assert_eq!((&found[5].holds, found[5].notes.len()), (&Holds::Whole { marks: Marks::Point }, 0));
    assert_eq!(found[6].holds, Holds::Decimal { marks: Marks::Point, decimals: 2 });

    let found = columns(&[&["02/13/2021"], &["13/02/2021"], &["01/02/2021"], &["1,5"], &["1.5"], &["1.250"]]);
    assert_eq!(found[2].holds, Holds::Dates(style(DayOrder::DayFirst, false)));
    assert_eq!((&found[5].holds, found[5].notes.len()), (&Holds::Whole { marks: Marks::Undecided }, 1));
}

#[test]
fn a_column_is_what_its_cells_are() {
    use Holds::{Decimal, Mails, Money, Nothing, Percent, Phones, Text, Whole, YesNo};
    let (point, comma, open) = (Marks::Point, Marks::Comma, Marks::Undecided);
    let usd = Some(Currency::USD);
    for (cells, holds) in [
        (&["", " ", "N/A", "-"][..], Nothing),
        (&["1", "20", "300"], Whole { marks: open }),
        (&["18,858", "7,982"], Whole { marks: open }),
        (&["18,858", "7,982", "1,250,000"], Whole { marks: point }),
        (&["1.250.000", "500.000"], Whole { marks: comma }),
        (&["17850.0", "13047.0"], Whole { marks: point }),
        (&["9,326.84", "855.13", "18,858"], Decimal { marks: point, decimals: 2 }),
        (&["9.326,84", "18.858"], Decimal { marks: comma, decimals: 2 }),
        (&["1,5", "2,25"], Decimal { marks: comma, decimals: 2 }),
        (&["9,326.84", "0.355", "1.255"], Decimal { marks: point, decimals: 3 }),
        (&["-5", "+3", "−2"], Whole { marks: open }),
        (&["$2,372.00", "$56.90", "$1"], Money { marks: point, currency: usd, decimals: 0 }),
        (&["1.250.000 ₫", "500.000đ"], Money { marks: comma, currency: Some(Currency::VND), decimals: 0 }),
        (&["$5.25", "€5,25"], Money { marks: open, currency: None, decimals: 0 }),
        (&["$5.25", "€5,25", "7.5"], Money { marks: open, currency: None, decimals: 1 }),
        (&["5 tr", "1,5 tỷ"], Money { marks: open, currency: None, decimals: 0 }),
        (&["5%", "12.5 %"], Percent { marks: point }),
        (&["0903 123 456", "028-3822-1234"], Phones),
        (&["0903.123.456", "0912.345.678"], Phones),
        (&["0903123456", "0912345678", "+84 28 3822 1234"], Phones),
        (&["397.884.0519x718", "001-084-906-7849x73518", "2754733370"], Phones),
        (&["2754733370", "5153435776"], Whole { marks: open }),
        (&["a@x.vn", "b@y.vn; c@z.vn"], Mails),
        (&["Yes", "no", "YES"], YesNo),
        (&["có", "Không"], YesNo),
        (&["007", "008", "012"], Text),
        (&["An Phát", "Minh", "3M"], Text),
        (&["20210415", "20210416"], Holds::Dates(style(DayOrder::DayFirst, false))),
        (&["20210415", "20210416", "20219999"], Whole { marks: open }),
        (&["7AJX8E8Y", "C1I7A6R"], Text),
        (&["85123A", "84029", "71053B", "22423K", "84406", "21730"], Text),
        (&["5k", "12k", "3"], Money { marks: open, currency: None, decimals: 0 }),
        (&["20210415", "2021-04-16"], Holds::Dates(style(DayOrder::DayFirst, false))),
    ] {
        assert_eq!(column(cells.iter().copied()).holds, holds, "{cells:?}");
    }
}

#[test]
fn a_few_cells_that_do_not_fit_are_counted_and_do_not_spoil_the_column() {
    let mut cells = vec!["12/2021"; 1];
    cells.extend(["15/04/2021"; 12]);
    let dates = column(cells);
    assert!(matches!(dates.holds, Holds::Dates(_)));
    assert_eq!((dates.cells, dates.empty, dates.fit), (13, 0, 12));
    let half = column(["15/04/2021", "soon", "later"]);
    assert_eq!((half.holds, half.fit), (Holds::Text, 3));
}

#[test]
fn doubts_are_told() {
    assert_eq!(
        notes(&column(["18,858", "7,982"]), Lang::En),
        ["2 numbers such as 1.250 can be read in two ways; read as thousands"]
    );
    assert_eq!(notes(&column(["1,5", "1.5"]), Lang::Vi), ["1 số viết kiểu 1,234.56 và 1 số viết kiểu 1.234,56"]);
    assert_eq!(notes(&column(["$5", "€6"]), Lang::En), ["more than one currency: USD, EUR"]);
}

#[test]
fn a_key_is_all_there_and_all_different() {
    assert!(column(["a", "b", "c"]).key);
    assert!(!column(["a", "b", "a"]).key);
    assert!(!column(["a", "b", ""]).key);
    assert!(!column(["a"]).key);
    let constant = column(["VND", "VND", "", "VND"]);
    assert_eq!((constant.constant.as_deref(), constant.empty), (Some("VND"), 1));
    assert_eq!(column(["VND", "USD"]).constant, None);
    let many: Vec<String> = (0..100_000).map(|n| format!("key-{n}")).collect();
    assert!(column(many.iter().map(String::as_str)).key);
}

proptest! {
    #[test]
    fn any_cells_make_a_column(cells in prop::collection::vec(r"\PC{0,20}|[0-9.,:/ TAPM+-]{0,24}", 0..12)) {
        let column = column(cells.iter().map(String::as_str));
        prop_assert!(column.fit + column.empty <= column.cells);
        for cell in &cells {
            let _ = Stamp::read(cell);
        }
    }

    #[test]
    fn a_day_written_is_the_day_read(days in 0..100_000_i64, order: bool, mark in 0..3_usize) {
        let day = on("1950-01-01") + chrono::Days::new(u64::try_from(days).unwrap() % 90_000);
        let (order, format) = if order { (DayOrder::DayFirst, "%d/%m/%Y") } else { (DayOrder::MonthFirst, "%m/%d/%Y") };
        let text = day.format(format).to_string().replace('/', ["/", "-", "."][mark]);
        let read = style(order, true).read(&text, &chrono::Utc);
        prop_assert_eq!(read, Some(Moment::Day(day)), "{}", text);
    }
}

/// What every column of the real files is taken for, with the date columns in figures.
#[test]
fn columns_of_real_files() {
    let Some(folder) = super::real_data() else { return };
    let mut found = Vec::new();
    for name in [
        "zoho/Leads",
        "zoho/Contacts",
        "zoho/Accounts",
        "zoho/Potentials",
        "zoho/Products",
        "zoho/Sales_Orders",
        "zoho/Sales_Order_Line_Items",
        "zoho/Users",
        "maven-crm/sales_pipeline",
        "maven-crm/accounts",
        "maven-crm/products",
        "olist/olist_closed_deals_dataset",
        "olist/olist_marketing_qualified_leads_dataset",
        "datablist/csv-files/leads-100",
        "datablist/csv-files/customers-100",
        "datablist/csv-files/people-100",
        "online-retail/online-retail-2010-12",
        "atomic-crm/test-data/contacts",
    ] {
        let mut table = Table::open(&folder.join(format!("crm/{name}.csv"))).unwrap();
        let mut guesses: Vec<_> = table.header.iter().map(|_| ColumnGuess::default()).collect();
        let mut line = Line::default();
        while table.next_into(&mut line).unwrap() {
            guesses.iter_mut().enumerate().for_each(|(at, guess)| guess.see(line.cell(at)));
        }
        let columns = ColumnGuess::decide_all(guesses, DayOrder::DayFirst);
        for (header, column) in table.header.iter().zip(columns) {
            let key = if column.key { " key" } else { "" };
            println!(
                "{name} {header}: {:?}{key}, {} of {} fit, {} empty, {} dates open, told {}; {:?}",
                column.holds,
                column.fit,
                column.cells,
                column.empty,
                column.open_dates,
                column.told,
                notes(&column, Lang::En)
            );
            found.push((format!("{name} {header}"), column));
        }
    }
    let of = |name: &str| &found.iter().find(|(found, _)| found == name).unwrap().1;
    for (name, order, open) in [
        ("zoho/Sales_Orders Due Date", DayOrder::DayFirst, 729),
        ("zoho/Sales_Orders Created Time", DayOrder::DayFirst, 711),
        ("zoho/Sales_Orders Modified Time", DayOrder::DayFirst, 698),
        ("maven-crm/sales_pipeline engage_date", DayOrder::MonthFirst, 2972),
        ("maven-crm/sales_pipeline close_date", DayOrder::MonthFirst, 2423),
    ] {
        let column = of(name);
        assert!(matches!(column.holds, Holds::Dates(style) if style.order == order), "{name}");
        assert_eq!((column.open_dates, column.fit + column.empty), (open, column.cells), "{name}");
    }
    assert_eq!(of("zoho/Sales_Orders Grand Total").holds, Holds::Whole { marks: Marks::Point });
    assert!(matches!(of("zoho/Leads Mobile").holds, Holds::Phones) && of("zoho/Leads LEADID").key);
}
