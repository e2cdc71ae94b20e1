//! Amounts as people write them, print them and hand them on.
use linchpin::domain::money::{Currency, Money, line};
use linchpin::domain::number::Marks;
use linchpin::lang::Lang;
use proptest::prelude::*;

fn currency(code: &str) -> Currency {
    Currency::read(code).unwrap()
}

fn all() -> Vec<Currency> {
    let letters = || (b'A'..=b'Z').map(char::from);
    let codes = letters().flat_map(|a| letters().flat_map(move |b| letters().map(move |c| format!("{a}{b}{c}"))));
    codes.filter_map(|code| Currency::read(&code)).collect()
}

#[track_caller]
fn reads(text: &str, default: &str, minor: i64, code: &str) {
    let money = Money::read(text, currency(default)).unwrap_or_else(|fault| panic!("{}", fault.text(Lang::En)));
    assert_eq!(money, Money { minor, currency: currency(code) }, "{text}");
}

#[test]
fn digits_are_those_of_the_currency() {
    for (code, digits) in [("VND", 0), ("USD", 2), ("JPY", 0), ("KWD", 3), ("EUR", 2), ("CLF", 4), ("XAU", 0)] {
        assert_eq!(currency(code).digits(), digits, "{code}");
    }
    assert_eq!(Currency::default().code(), "VND");
    assert_eq!(Currency::read("usd"), Some(Currency::USD));
    for none in ["", "US", "USDX", "ABC", "₫₫", "12€"] {
        assert_eq!(Currency::read(none), None, "{none}");
    }
}

#[test]
fn amounts_are_read_as_people_write_them() {
    for (text, minor) in [
        ("1.250.000", 1_250_000),
        ("1,250,000", 1_250_000),
        ("1 250 000", 1_250_000),
        ("1250000", 1_250_000),
        ("1.250", 1250),
        ("1,250", 1250),
        ("1.250.000 ₫", 1_250_000),
        ("1.250.000₫", 1_250_000),
        ("₫1.250.000", 1_250_000),
        ("1.250.000 đ", 1_250_000),
        ("1.250.000 đồng", 1_250_000),
        ("VNĐ 1.250.000", 1_250_000),
        ("1.250.000,00 VND", 1_250_000),
        ("1,250,000.00", 1_250_000),
        ("18,858", 18_858),
        ("100m", 100_000_000),
        ("100tr", 100_000_000),
        ("100 triệu", 100_000_000),
        ("1,5 tỷ", 1_500_000_000),
        ("1.5 tỉ", 1_500_000_000),
        ("1,5 tỷ đồng", 1_500_000_000),
        ("1 tỷ 250 triệu", 1_250_000_000),
        ("2tr5", 2_500_000),
        ("2tr250", 2_250_000),
        ("1tỷ2", 1_200_000_000),
        ("2k", 2000),
        ("2K", 2000),
        ("250kđ", 250_000),
        ("12.5tr₫", 12_500_000),
        ("12,34,567", 1_234_567),
        ("-5", -5),
        ("−5", -5),
        ("5-", -5),
        ("(1.200)", -1200),
        ("+7", 7),
        ("0", 0),
        ("１．２５０．０００", 1_250_000),
        (" 1.250.000. ", 1_250_000),
    ] {
        reads(text, "VND", minor, "VND");
    }
    for (text, minor, code) in [
        ("$2,372.00", 237_200, "USD"),
        ("US$2,372", 237_200, "USD"),
        ("2372 $", 237_200, "USD"),
        ("-$5.00", -500, "USD"),
        ("$-5.00", -500, "USD"),
        ("($5.00)", -500, "USD"),
        ("$(5.00)", -500, "USD"),
        ("1,250.00 USD", 125_000, "USD"),
        ("USD 1,250", 125_000, "USD"),
        ("usd1.250,5", 125_050, "USD"),
        ("$.5", 50, "USD"),
        ("€ 1.250,00", 125_000, "EUR"),
        ("1'250.00 CHF", 125_000, "CHF"),
        ("¥1,250", 1250, "JPY"),
        ("2.5k USD", 250_000, "USD"),
        ("KWD 1.250", 1250, "KWD"),
        ("KWD 1,250", 1_250_000, "KWD"),
        ("S$ 12", 1200, "SGD"),
    ] {
        reads(text, "VND", minor, code);
    }
    for (text, minor) in
        [("9,326.84", 932_684), ("(1,200.00)", -120_000), ("1.250", 125_000), ("855.1", 85_510), ("0.350", 35)]
    {
        reads(text, "USD", minor, "USD");
    }
}

#[test]
fn what_is_no_amount_is_refused_with_a_sentence_in_both_languages() {
    let is = |text: &str, default: &str, en: &str, vi: &str| {
        let fault = Money::read(text, currency(default)).unwrap_err();
        assert!(fault.text(Lang::En).contains(en), "{text}: {}", fault.text(Lang::En));
        assert!(fault.text(Lang::Vi).contains(vi), "{text}: {}", fault.text(Lang::Vi));
    };
    for text in ["", " ", "-", "₫", "1.2.3", "1.25.000", "12 5", "03-07-2021", "1/2", "5%", "1..5", "(5", "--5", "5-6"]
    {
        is(text, "VND", "is not an amount", "không phải số tiền");
    }
    for text in ["abc", "Liên hệ"] {
        is(text, "VND", "is not an amount", "không phải số tiền");
    }
    for text in ["12 apples", "5 ABC", "tr 5"] {
        is(text, "VND", "is not a currency", "không phải loại tiền");
    }
    is("$5 EUR", "VND", "two currencies", "hai loại tiền");
    is("1.5", "VND", "has decimals, and VND has none", "không có số lẻ");
    is("$1.2551", "USD", "more decimals than the 2 of USD", "nhiều hơn 2 số lẻ của USD");
    is("99999999999 tỷ", "VND", "too large", "lớn quá mức");
    is("1.250 tỷ", "VND", "in two ways", "hai cách");
}

#[test]
fn more_decimals_than_the_currency_has_are_refused_unless_zeros() {
    for (text, code, minor) in [("12.3000", "USD", Some(1230)), ("12.3456", "USD", None), ("5.00", "JPY", Some(5))] {
        assert_eq!(Money::read(text, currency(code)).ok().map(|m| m.minor), minor, "{text}");
    }
}

#[test]
fn a_column_that_has_shown_its_marks_settles_what_one_cell_cannot() {
    let usd = |text, marks| Money::read_as(text, Currency::USD, marks).map(|m| m.minor).ok();
    assert_eq!(usd("1.250", Marks::Point), Some(125));
    assert_eq!(usd("1.250", Marks::Comma), Some(125_000));
    assert_eq!(usd("1.255", Marks::Point), None);
    assert_eq!(usd("1.250 tỷ", Marks::Undecided), None);
    assert_eq!(usd("1.250 tỷ", Marks::Comma), Some(125_000_000_000_000));
}

#[test]
fn nothing_overflows() {
    let most = i64::MAX.to_string();
    reads(&most, "VND", i64::MAX, "VND");
    for text in ["9223372036854775808", "99999999999 tỷ", &"9".repeat(60), &format!("{most}k"), "1e400"] {
        assert!(Money::read(text, Currency::VND).is_err(), "{text}");
    }
    let price = |minor| Money { minor, currency: Currency::VND };
    assert!(line(i64::MAX, price(i64::MAX), 0).is_err());
    assert!(line(i64::MIN, price(i64::MIN), i64::MIN).is_err());
    assert_eq!(line(1, price(i64::MAX), 0).unwrap().minor, i64::MAX);
    assert_eq!(price(i64::MIN).show(), "-9.223.372.036.854.775.808 ₫");
}

#[test]
fn money_prints_with_its_currencys_own_digits() {
    for (code, minor, text, decimal) in [
        ("VND", 2_480_000_000, "2.480.000.000 ₫", "2480000000"),
        ("VND", -1250, "-1.250 ₫", "-1250"),
        ("VND", 0, "0 ₫", "0"),
        ("USD", 1_840_000, "$18,400.00", "18400.00"),
        ("USD", -5, "-$0.05", "-0.05"),
        ("EUR", 125_000, "€1,250.00", "1250.00"),
        ("JPY", 1250, "¥1,250", "1250"),
        ("KWD", 1250, "1.250 KWD", "1.250"),
        ("CHF", 125_000, "1,250.00 CHF", "1250.00"),
        ("MYR", 100, "RM 1.00", "1.00"),
    ] {
        let money = Money { minor, currency: currency(code) };
        assert_eq!((money.show().as_str(), money.decimal().as_str()), (text, decimal));
    }
}

#[test]
fn a_line_is_rounded_half_up() {
    let total =
        |quantity, minor, discount| line(quantity, Money { minor, currency: Currency::USD }, discount).unwrap().minor;
    assert_eq!(total(400, 810, 200), 317_520);
    assert_eq!(total(1, 1, 5000), 1);
    assert_eq!(total(1, 1, 5001), 0);
    assert_eq!(total(-1, 1, 5000), -1);
    assert_eq!(total(3, 333, 0), 999);
    assert_eq!(total(1, 999, 10_000), 0);
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(minor: i64, pick in 0..1000_usize, default in 0..1000_usize) {
        let all = all();
        let money = Money { minor, currency: all[pick % all.len()] };
        let default = all[default % all.len()];
        prop_assert_eq!(Money::read(&money.show(), default).ok(), Some(money));
    }

    #[test]
    fn any_text_is_an_amount_or_a_fault(text in r"\PC*|[-0-9.,'$₫ktrmỷ ()]{0,40}", pick in 0..1000_usize) {
        let all = all();
        let _ = Money::read(&text, all[pick % all.len()]);
    }
}

/// The list of ISO 4217 as published, where it is at hand.
#[test]
fn digits_agree_with_the_published_list() {
    let Some(folder) = super::real_data() else { return };
    let mut seen = 0;
    for row in csv::Reader::from_path(folder.join("iso/codes-all.csv")).unwrap().records().map(Result::unwrap) {
        let (code, digits, withdrawn) = (&row[2], &row[4], &row[5]);
        let Some(known) = Currency::read(code).filter(|_| withdrawn.is_empty()) else {
            assert!(!withdrawn.is_empty() || code.is_empty(), "{code} is not known");
            continue;
        };
        assert_eq!(known.digits(), digits.parse().unwrap_or(0), "{code}");
        seen += 1;
    }
    println!("{seen} currencies agree");
}
