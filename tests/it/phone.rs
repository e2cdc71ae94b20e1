//! Numbers as people write them, and digits as they type them to find one.
use super::store;
use linchpin::domain::digits::{Typed, digits_typed};
use linchpin::domain::phone::{Phone, search_tokens, several, warm};
use linchpin::domain::reach::Sort;
use linchpin::domain::value::Value;
use linchpin::lang::Lang;
use proptest::prelude::*;

fn read(raw: &str) -> Phone {
    Phone::read(raw, "VN").unwrap_or_else(|| panic!("{raw} is none"))
}

#[test]
fn one_number_has_one_form_however_it_is_written() {
    for raw in [
        "0903123456",
        "0903 123 456",
        "0903.123.456",
        "0903-123-456",
        "(0903) 123 456",
        "+84903123456",
        "+84 903 123 456",
        "+84 (0)903 123 456",
        "84903123456",
        "84 903 123 456",
        "0084903123456",
        "00 84 903 123 456",
        "903123456",
        "903123456.0",
        "'0903123456",
        "０９０３１２３４５６",
        "0903\u{a0}123\u{2011}456",
        "\u{202a}0903123456\u{202c}",
        "tel:+84-903-123-456",
        "ĐT: 0903.123.456 (chị Lan)",
        "0903123456 / 0912345678",
        "0903 123 456 - 0912 345 678",
        "0903123456; 0912345678",
        "0903123456, 0912345678",
        "0903123456 hoặc 0912345678",
    ] {
        let phone = read(raw);
        assert_eq!((phone.e164.as_str(), phone.national.as_str()), ("+84903123456", "903123456"), "{raw}");
        assert!(phone.valid && phone.mobile && phone.extension.is_none(), "{raw}: {phone:?}");
    }
}

#[test]
fn extensions_stand_aside() {
    for (raw, e164, extension) in [
        ("028 3822 1234 x105", "+842838221234", "105"),
        ("(028) 3822-1234 ext. 105", "+842838221234", "105"),
        ("028 3822 1234 máy lẻ 105", "+842838221234", "105"),
        ("028 3822 1234 (số máy lẻ: 105)", "+842838221234", "105"),
        ("028 3822 1234 nội bộ 105", "+842838221234", "105"),
        ("028 3822 1234#105", "+842838221234", "105"),
        ("028 3822 1234 - 105", "+842838221234", "105"),
        ("tel:+84-28-3822-1234;ext=105", "+842838221234", "105"),
        ("001-672-799-2170x5610", "+16727992170", "5610"),
        ("+1-650-253-0000x42", "+16502530000", "42"),
    ] {
        let phone = read(raw);
        assert_eq!((phone.e164.as_str(), phone.extension.as_deref()), (e164, Some(extension)), "{raw}");
        assert!(phone.valid, "{raw}");
    }
}

#[test]
fn mobiles_of_eleven_digits_are_those_they_became() {
    for (old, new) in [
        ("0120", "070"),
        ("0121", "079"),
        ("0122", "077"),
        ("0126", "076"),
        ("0128", "078"),
        ("0123", "083"),
        ("0124", "084"),
        ("0125", "085"),
        ("0127", "081"),
        ("0129", "082"),
        ("0162", "032"),
        ("0163", "033"),
        ("0164", "034"),
        ("0165", "035"),
        ("0166", "036"),
        ("0167", "037"),
        ("0168", "038"),
        ("0169", "039"),
        ("0186", "056"),
        ("0188", "058"),
        ("0199", "059"),
    ] {
        let new = read(&format!("{new}8765432"));
        assert!(new.valid && new.mobile, "{new:?}");
        assert_eq!(read(&format!("{old} 876 5432")), new);
        assert_eq!(read(&format!("+84{}8765432", &old[1..])), new);
        assert_eq!(Phone::read(&format!("+84{}8765432", &old[1..]), "US").unwrap(), new);
    }
}

#[test]
fn what_is_no_number_is_not_valid_or_none() {
    for raw in ["123", "113", "1080", "0903 123 45", "0903 123 4567", "12345678", "+1 200 000 0000"] {
        assert!(!read(raw).valid, "{raw}");
    }
    for raw in
        ["", " ", "12", "abc", "SO-1019", "9.03E+08", "Công ty 3", "lan1987@gmail.com", "0903123456789012345678", "+"]
    {
        assert_eq!(Phone::read(raw, "VN"), None, "{raw}");
    }
}

/// A plus is at the front of a number, or there is none.
#[test]
fn a_plus_inside_is_a_fault_and_a_dash_at_the_end_is_left_out() {
    let typed = |text: &str| Sort::Phone.kind().read(text, &Value::Empty, &*store());
    for raw in ["+849875+849279", "0987+509279", "0987 +509279", "0903 123 456+", "0903123456+84912345678"] {
        assert!(typed(raw).is_err() && Phone::read(raw, "VN").is_none(), "{raw}");
    }
    for raw in [
        "+84 903 123 456",
        " (+84) 903 123 456",
        "tel:+84-903-123-456",
        "ĐT: +84 903 123 456",
        "0903 123 456 / +84 912 345 678",
        "0903 123 456 +84 912 345 678",
        "028 3822 1234 x105, +84 912 345 678",
    ] {
        assert!(typed(raw).is_ok() && Phone::read(raw, "VN").is_some_and(|phone| phone.valid), "{raw}");
    }
    for raw in ["9.01235E+08", "8,4903E+10", "9E8", "0903123456; 9.01235e+08"] {
        let fault = typed(raw).err().unwrap();
        assert!(fault.text(Lang::En).contains("what a spreadsheet makes of a long number"), "{fault:?}");
    }
    assert_eq!(typed("0903-123-456-; 113 –"), Ok(Value::Text("0903-123-456; 113".into())));
}

#[test]
fn several_numbers_are_parted_where_each_is_one_and_all_together_are_none() {
    for (raw, parts) in [
        ("0903123461 - 0903123462", &["0903123461", "0903123462"][..]),
        ("0903123461-0903123462", &["0903123461", "0903123462"]),
        ("0903 123 461 & 0903 123 462", &["0903 123 461", "0903 123 462"]),
        ("0903123461 hoặc 0903123462", &["0903123461", "0903123462"]),
        ("0903123461|0903123462", &["0903123461", "0903123462"]),
        ("0903123461 0903123462 02838221234", &["0903123461", "0903123462", "02838221234"]),
        ("0903 123 461   0903 123 462", &["0903 123 461", "0903 123 462"]),
        ("+84 903 123 461 +84 903 123 462", &["+84 903 123 461", "+84 903 123 462"]),
        ("(028) 3822 1234 - 0903 123 462", &["(028) 3822 1234", "0903 123 462"]),
    ] {
        assert_eq!(several(raw, "VN").as_deref(), Some(parts), "{raw}");
    }
    for raw in [
        "0903 123 456",
        "0903-123-456",
        "(028) 3822-1234",
        "+1 (617) 555-0101",
        "028 3822 1234 - 1235",
        "028 3822 1234 x105 0903",
        "0903123461 (Lan) 0903123462",
        "0903123461 - 12345678901",
        "1234567890123456",
        "",
    ] {
        assert_eq!(several(raw, "VN"), None, "{raw}");
    }
}

#[test]
fn kinds_and_countries_are_told_apart() {
    for (raw, country, e164, mobile) in [
        ("19001234", "VN", "+8419001234", false),
        ("1800 1234", "VN", "+8418001234", false),
        ("024 3826 1234", "VN", "+842438261234", false),
        ("084 123 4567", "VN", "+84841234567", true),
        ("841234567", "VN", "+84841234567", true),
        ("650-253-0000", "US", "+16502530000", true),
        ("020 7946 0018", "GB", "+442079460018", false),
        ("+44 (0)20 7946 0018", "VN", "+442079460018", false),
        ("06 698 12345", "IT", "+390669812345", false),
        ("8 (912) 345-67-89", "RU", "+79123456789", true),
        ("011 15-2345-6789", "AR", "+5491123456789", true),
        ("090-1234-5678", "JP", "+819012345678", true),
        ("0084 903 123 456", "JP", "+84903123456", true),
    ] {
        let phone = Phone::read(raw, country).unwrap();
        assert_eq!((phone.e164.as_str(), phone.valid, phone.mobile), (e164, true, mobile), "{raw}");
    }
    assert_eq!(Phone::read("0903123456", "??").map(|phone| phone.valid), Some(false));
    assert_eq!(Phone::read("+84903123456", "??").map(|phone| phone.valid), Some(true));
}

#[test]
fn a_number_is_found_from_either_end() {
    warm();
    assert_eq!(search_tokens(&read("0903 123 456")), ["q903123456", "p654321309"]);
}

fn typed(text: &str) -> (Vec<String>, Vec<String>) {
    let Typed { starts, ends } = digits_typed(text, "VN").unwrap_or_else(|| panic!("{text} is none"));
    (starts, ends)
}

#[test]
fn digits_typed_are_read_every_way_they_can_be_meant() {
    for (text, starts, ends) in [
        ("0903", &["903"][..], &["0903"][..]),
        ("090 3", &["903"], &["0903"]),
        ("903", &["903"], &["903"]),
        ("84903", &["84903", "903"], &["84903"]),
        ("+84903", &["903"], &[]),
        ("+84 (0)903", &["903"], &[]),
        ("0084903", &["903"], &["0084903"]),
        ("001672", &["672"], &["001672"]),
        ("+1 672", &["672"], &[]),
        ("+672", &[], &["672"]),
        ("456", &["456"], &["456"]),
        ("0168", &["38", "168"], &["0168"]),
        ("+84168", &["38", "168"], &[]),
        ("0168 345 6789", &["383456789", "1683456789"], &["01683456789"]),
        ("16727992170", &["16727992170", "6727992170"], &["16727992170"]),
    ] {
        let (found, last) = typed(text);
        assert_eq!(
            (found.as_slice(), last.as_slice()),
            (
                &starts.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>()[..],
                &ends.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>()[..]
            ),
            "{text}"
        );
    }
    for text in ["", "12", "+84", "SO-1019", "an phát", "0903x", "0903,5", "1".repeat(21).as_str()] {
        assert_eq!(digits_typed(text, "VN"), None, "{text}");
    }
    assert_eq!(digits_typed("1650", "US").unwrap().starts, ["650"]);
    assert_eq!(digits_typed("0207", "GB").unwrap().starts, ["207"]);
}

proptest! {
    /// Whatever part of a number is typed, in whatever of its forms, one of its readings meets the number.
    #[test]
    fn a_part_of_a_number_meets_it(rest in 0..10_000_000_u64, form in 0..5_usize, cut in 4..14_usize, tail: bool) {
        let national = format!("90{rest:07}");
        let form = ["0", "+84", "84", "0084", ""][form];
        let whole = format!("{form}{national}");
        let cut = cut.min(whole.len());
        let part = if tail { &national[national.len() - cut.clamp(3, 9)..] } else { &whole[..cut.max(form.len() + 3)] };
        let Typed { starts, ends } = digits_typed(part, "VN").unwrap();
        prop_assert!(
            starts.iter().any(|s| national.starts_with(s.as_str())) || ends.iter().any(|s| national.ends_with(s.as_str())),
            "{} of {}: {:?} {:?}", part, whole, starts, ends
        );
    }

    #[test]
    fn any_text_is_a_number_or_none(text in r"\PC*|[-+0-9x#() .／/áẻ]{0,30}", pick in 0..6_usize) {
        let country = ["VN", "US", "AR", "BR", "IT", ""][pick];
        if let Some(phone) = Phone::read(&text, country) {
            prop_assert!(phone.national.bytes().all(|b| b.is_ascii_digit()), "{:?}", phone);
            if phone.valid {
                let again = Phone::read(&phone.e164, country);
                prop_assert_eq!(again.map(|again| again.e164), Some(phone.e164));
            }
        }
        let _ = digits_typed(&text, country);
    }
}

/// Example numbers of every country and kind, where they are at hand.
#[test]
fn examples_of_all_regions_agree() {
    let Some(folder) = super::real_data() else { return };
    let (mut cases, mut agree) = (0, 0);
    for row in csv::Reader::from_path(folder.join("phone/examples-all-regions.csv")).unwrap().into_records() {
        let row = row.unwrap();
        let (region, e164, forms) = (&row[0], &row[4], [&row[3], &row[4], &row[5], &row[6]]);
        for raw in forms {
            cases += 1;
            // Numbers of no country have no national form.
            let same = Phone::read(raw, region).is_some_and(|phone| phone.valid && phone.e164 == e164);
            agree += usize::from(same);
            assert!(same || region == "001", "{raw} in {region} is not {e164}");
        }
    }
    println!("{agree} of {cases} forms agree");
}
