//! What was right and then had a few of its signs changed: it is understood or refused, the same way each time, and
//! nothing stumbles over it.
use super::desk::Desk;
use super::workbook::{texts, xlsx};
use chrono::{NaiveDate, NaiveTime, TimeZone};
use linchpin::cli::exit_code;
use linchpin::domain::money::{Currency, Money};
use linchpin::domain::phone::Phone;
use linchpin::domain::read;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value as Json;

/// What is done at a place: a sign put in, changed, taken out, said twice, or all behind it cut off.
#[derive(Clone, Debug)]
enum Change<T> {
    In(T),
    To(T),
    Out,
    Twice,
    Cut,
}

type Changes<T> = Vec<(Index, Change<T>)>;

fn changes<T: Clone + std::fmt::Debug + 'static>(
    signs: impl Strategy<Value = T> + Clone + 'static,
) -> impl Strategy<Value = Changes<T>> {
    let change = prop_oneof![
        4 => signs.clone().prop_map(Change::In),
        4 => signs.prop_map(Change::To),
        3 => Just(Change::Out),
        2 => Just(Change::Twice),
        1 => Just(Change::Cut),
    ];
    vec((any::<Index>(), change), 1..6)
}

fn changed<T: Clone>(mut whole: Vec<T>, changes: &Changes<T>) -> Vec<T> {
    for (at, change) in changes {
        let at = at.index(whole.len() + 1);
        match change {
            Change::In(sign) => whole.insert(at, sign.clone()),
            Change::Cut => whole.truncate(at),
            _ if at == whole.len() => {}
            Change::To(sign) => whole[at] = sign.clone(),
            Change::Out => drop(whole.remove(at)),
            Change::Twice => whole.insert(at, whole[at].clone()),
        }
    }
    whole
}

/// A text of signs that matter to what reads them, and of any.
fn sign() -> impl Strategy<Value = char> + Clone {
    prop_oneof![
        select("0123456789+-./:;,()'\" \t\nhdwmtkx>$₫%*?\\áẻđĐ\u{301}🙂\0".chars().collect::<Vec<_>>()),
        any::<char>()
    ]
}

fn texts_of(right: &'static [&'static str]) -> impl Strategy<Value = String> {
    (select(right), changes(sign()))
        .prop_map(|(text, changes)| changed(text.chars().collect(), &changes).iter().collect())
}

#[test]
fn files_that_were_mangled() {
    let desk = Desk::new();
    let rows: &[&[&str]] = &[&["name", "company", "phone"], &["Bà Tám", "Chợ Lớn", "0903 111 222"]];
    let right: Vec<(&str, Vec<u8>)> = vec![
        ("a.csv", "Full Name,Company,Mobile,Created Time,Note\n\"Bà \"\"Tám\"\"\",Chợ Lớn,0903 111 222,2026-11-20 10:00,\"a\nb\"\n".into()),
        ("b.csv", "name;company;amount\r\nÔng Sáu;Chợ Nhỏ;1.250.000\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("c.json", "[{\"name\": \"Bà Tám\", \"at\": {\"city\": \"Huế\"}, \"tags\": [\"a\", 1.5e3]},\n{\"name\": null, \"n\": -0}]".into()),
        ("d.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Bà Tám\nN:Tám;Bà;;;\nTEL;TYPE=CELL:tel:+84-903;ext=5\nNOTE;ENCODING=QUOTED-PRINTABLE:=C3=A1\nEND:VCARD\n".into()),
        ("e.xlsx", xlsx(false, &[("S", &texts(1, rows)), ("-T", "")])),
    ];
    let mut runner = TestRunner::new(Config { cases: 120, ..Config::default() });
    let cases = (select(right), changes(any::<u8>()), vec(any::<u8>(), 0..400), 0..10);
    runner
        .run(&cases, |((name, right), changes, noise, kind)| {
            let path = desk.file(name, if kind == 0 { noise } else { changed(right, &changes) });
            let words = ["import", "leads", path.to_str().unwrap(), "--dry-run"];
            let told = |_| match desk.run(&words) {
                Ok(output) => {
                    let json: Json = serde_json::from_str(&output.out).unwrap();
                    let [read, rest @ ..] =
                        ["read", "added", "merged", "skipped", "rejected"].map(|key| json[key].as_u64().unwrap());
                    assert_eq!(read, rest.iter().sum::<u64>());
                    (output.code, output.out, output.said.join("\n"))
                }
                Err(error) => (exit_code(&error), String::new(), format!("{error:#}")),
            };
            let [once, again] = [0, 1].map(told);
            prop_assert!([0, 1, 4].contains(&once.0), "{once:?}");
            prop_assert!(once.0 == 0 || !once.2.is_empty(), "nothing is said: {once:?}");
            prop_assert_eq!(once, again);
            Ok(())
        })
        .unwrap();
    assert_eq!(desk.list("leads", "").len(), 0);
}

#[test]
fn filters_that_were_mangled() {
    const RIGHT: &[&str] = &[
        "state:open",
        "owner:me due<today",
        "-source:web \"Chợ Lớn\"",
        "created:>=2026-11-01 phone:0903",
        "next:..fri",
        "tag:vip,vop",
        "turn:ours due:2026-11-01..2026-11-30",
    ];
    let desk = Desk::new();
    let mut runner = TestRunner::new(Config { cases: 100, ..Config::default() });
    runner
        .run(&texts_of(RIGHT), |text| {
            let told = |_| match desk.run(&["list", "leads", "--filter", &text]) {
                Ok(output) => (output.code, output.out),
                Err(error) => (exit_code(&error), format!("{error:#}")),
            };
            let [once, again] = [0, 1].map(told);
            prop_assert!([0, 2].contains(&once.0), "{text:?}: {once:?}");
            prop_assert_eq!(once, again);
            Ok(())
        })
        .unwrap();
}

proptest! {
    #![proptest_config(Config::with_cases(2_000))]

    #[test]
    fn days_and_times_that_were_mangled(text in texts_of(&[
        "27/11/2026", "2026-11-27", "thứ 6 tuần sau", "next mon 9:00", "2h chiều mai", "+2w", "+1h30", "cuối tháng",
        "9 giờ 30 ngày 27/11", "29/2/2028", "2026-11-24T09:14:00+07:00",
    ])) {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let now = chrono_tz::Asia::Ho_Chi_Minh.with_ymd_and_hms(2026, 11, 24, 9, 14, 0).unwrap();
        let all = |_| {
            let at = read::instant(&text, now, NaiveTime::MIN);
            format!("{:?} {:?} {:?} {at:?}", read::day(&text, today), read::time(&text), read::span(&text))
        };
        let [once, again] = [0, 1].map(all);
        prop_assert_eq!(once, again);
    }

    #[test]
    fn amounts_and_numbers_that_were_mangled(
        amount in texts_of(&["1.250.000 ₫", "1,250.50 USD", "$12", "12tr5", "1,5 tỷ", "-3.400 EUR", "(500)", "92233720368547758.07"]),
        phone in texts_of(&["0903 123 456", "+84 (0)903.123.456", "0296 381 2222 ext 5", "tel:+47-900-11-222", "００９０３"]),
    ) {
        let money = |_| format!("{:?}", Money::read(&amount, Currency::default()));
        let number = |_| format!("{:?}", Phone::read(&phone, "VN"));
        let [once, again] = [0, 1].map(money);
        prop_assert_eq!(once, again);
        let [once, again] = [0, 1].map(number);
        prop_assert_eq!(once, again);
    }
}
