//! Filter words, as lists, views, reports and scripts ask by them.
use super::{act, at, store, store_in};
use linchpin::domain::deed::{Deed, Ref};
use linchpin::domain::field::Row;
use linchpin::domain::filter::{Filter, equals};
use linchpin::domain::kinds::KINDS;
use linchpin::domain::lead::Lead;
use linchpin::domain::value::{Id, Value};
use linchpin::domain::worded::worded;
use linchpin::lang::{Lang, Sentence, import};
use linchpin::store::{Db, List, Order, Store};

fn found(db: &Db, words: &str) -> Vec<Id> {
    let filter = Filter::parse(words, &Lead::default(), db).unwrap_or_else(|p| panic!("{words}: {p:?}"));
    let list = List { kind: Some("lead"), filter: &filter, order: Order { field: Some("created"), down: false } };
    db.page(&list, None, false, 100).unwrap().into_iter().map(|key| key.at.id).collect()
}

/// The source that was added to those of the house.
fn expo(s: &Store) -> Id {
    s.codes("source").iter().find(|code| code.name == "expo").unwrap().id
}

fn leads() -> Store {
    let mut s = store();
    at(&mut s, "2026-11-23 08:00");
    act(&mut s, "code", "add", &[], &[("list", "source"), ("name", "expo"), ("en", "Expo, Hanoi"), ("vi", "Expo, HN")]);
    act(&mut s, "lead", "add", &[], &[("name", "Đào"), ("phone", "0903 123 456"), ("source", "fair")]);
    act(&mut s, "lead", "add", &[], &[("name", "Đào N."), ("phone", "0903123456; 12345"), ("source", "expo")]);
    act(&mut s, "lead", "add", &[], &[("name", "Quốc"), ("email", "quoc@example.com")]);
    act(&mut s, "lead", "record", &[1], &[("outcome", "reached")]);
    at(&mut s, "2026-11-24 09:14");
    act(&mut s, "lead", "record", &[3], &[("outcome", "reached")]);
    s.write(&Deed::default(), |tx| tx.keep_written(Ref { kind: "lead", id: 3 }, "source", "hội nghị")).unwrap();
    s
}

#[test]
fn words_find_what_was_not_understood_what_came_late_and_who_may_be_the_same() {
    let s = leads();
    let cases: &[(&str, &[Id])] = &[
        ("phone:?", &[2]),
        ("-phone:?", &[1, 3]),
        ("email:?", &[]),
        ("source:?", &[3]),
        ("source:", &[3]),
        (&format!("source:#{}", expo(&s)), &[2]),
        ("missed", &[3]),
        ("-answered: -missed", &[1]),
        ("\"lỡ hẹn\"", &[3]),
        ("likely", &[1, 2]),
        ("\"có thể trùng\" -phone:?", &[1]),
        ("created>=23/11/2026 created<24/11/2026", &[1, 2, 3]),
        ("created<23/11/2026", &[]),
    ];
    for (words, ids) in cases {
        assert_eq!(found(&s, words), *ids, "{words}");
    }
}

#[test]
fn an_address_that_no_field_could_take_is_found_as_one_that_was_not_understood() {
    let mut s = leads();
    s.write(&Deed::default(), |tx| {
        tx.keep_written(Ref { kind: "lead", id: 1 }, "email", "zzz")?;
        tx.keep_written(Ref { kind: "lead", id: 3 }, "phone", "12x")
    })
    .unwrap();
    for (words, ids) in [("email:?", &[1][..]), ("phone:?", &[2, 3]), ("-phone:?", &[1]), ("email:? phone:?", &[])] {
        assert_eq!(found(&s, words), ids, "{words}");
    }
    // Given something else, it is no longer what was written.
    act(&mut s, "lead", "set", &[1], &[("email", "dao@example.com")]);
    assert!(found(&s, "email:?").is_empty());
}

#[test]
fn an_address_that_is_no_number_is_seen_before_it_is_kept() {
    let s = leads();
    let filter = Filter::parse("phone:?", &Lead::default(), &*s).unwrap();
    let holds = |id| filter.holds(&s.get::<Lead>(id).unwrap(), &*s);
    assert_eq!([holds(1), holds(2), holds(3)], [false, true, false]);
}

#[test]
fn a_value_is_asked_for_by_its_name_where_that_leads_back_to_it() {
    let mut s = leads();
    act(&mut s, "person", "add", &[], &[("name", "Lan")]);
    act(&mut s, "person", "add", &[], &[("name", "Trần Văn An")]);
    let heads = Lead::default().heads();
    let head = |key: &str| *heads.iter().find(|head| head.key == key).unwrap();
    let (fair, expo) = (s.codes("source").iter().find(|code| code.name == "fair").unwrap().id, expo(&s));
    let by_number = &format!("source:#{expo}");
    let cases = [
        ("source", Value::Whole(fair), "source:fair"),
        // A comma parts two values; a name of two people leads to neither.
        ("source", Value::Whole(expo), by_number),
        ("source", Value::Empty, "source:"),
        ("owner", Value::Whole(2), "owner:#2"),
        ("owner", Value::Whole(3), "owner:Minh"),
        ("owner", Value::Whole(6), "owner:\"Trần Văn An\""),
        ("state", Value::Text("disqualified".into()), "state:\"turned down\""),
    ];
    for (key, value, words) in cases {
        assert_eq!(equals(head(key), &value, &*s), words);
        Filter::parse(words, &Lead::default(), &*s).unwrap();
    }
}

#[test]
fn one_day_is_compared_with_another_of_the_same_record() {
    use linchpin::domain::order::Order as Sold;
    let mut s = store();
    act(&mut s, "account", "add", &[], &[("name", "An Phát")]);
    for (ordered, promised) in [("10/11/2026", "12/11/2026"), ("10/11/2026", "9/11/2026"), ("10/11/2026", "")] {
        act(&mut s, "order", "add", &[], &[("account", "An Phát"), ("ordered", ordered), ("promised", promised)]);
    }
    for (words, ids) in [
        ("promised<ordered", &[2][..]),
        ("promised>ordered", &[1]),
        ("-promised<ordered", &[1, 3]),
        ("promised<=ordered", &[2]),
        ("promised<11/11/2026", &[2]),
    ] {
        let filter = Filter::parse(words, &Sold::default(), &*s).unwrap();
        let list = List { kind: Some("order"), filter: &filter, order: Order { field: Some("number"), down: false } };
        let found: Vec<Id> = s.page(&list, None, false, 100).unwrap().into_iter().map(|key| key.at.id).collect();
        assert_eq!(found, ids, "{words}");
        for id in 1..4 {
            assert_eq!(filter.holds(&s.get::<Sold>(id).unwrap(), &*s), ids.contains(&id), "{words} {id}");
        }
    }
    // A day of another kind, and what is no day, is none of these.
    assert!(Filter::parse("promised<account", &Sold::default(), &*s).is_err());
}

#[test]
fn a_field_and_a_condition_are_typed_as_the_reader_calls_them_without_a_blank() {
    let s = leads();
    let read = |words: &str| Filter::parse(words, &Lead::default(), &*s).map_err(|problem| problem.fault);
    for (typed, meant) in [
        ("điện_thoại:?", "phone:?"),
        ("dien_thoai:?", "phone:?"),
        ("-phụ_trách:", "-owner:"),
        ("có_thể_trùng", "likely"),
        ("đang_mở", "open"),
    ] {
        assert!(read(typed).unwrap() == read(meant).unwrap(), "{typed}");
    }
    let said = read("nope:1").err().unwrap();
    assert!(said.text(Lang::En).starts_with("there is no field 'nope'; there are name, company, title, phone, "));
    let vi = said.text(Lang::Vi);
    assert!(vi.contains("công_ty, ") && vi.contains("điện_thoại, ") && !vi.contains("phone"), "{vi}");
}

#[test]
fn the_words_that_a_hint_names_ask_for_what_it_says() {
    let s = leads();
    for (lang, before, after) in [(Lang::En, "the filter ", " finds"), (Lang::Vi, "lọc ", " để xem")] {
        let named = |hint: &Sentence| {
            let (_, rest) = hint.to(lang).split_once(before).unwrap();
            rest.split_once(after).unwrap().0.to_owned()
        };
        let read = |words: &str, row: &dyn Row| {
            Filter::parse(words, row, &*s).unwrap_or_else(|problem| panic!("{words}: {problem:?}"))
        };
        assert!(read(&named(&import::likely(2)), &Lead::default()) == read("likely", &Lead::default()), "{lang:?}");
        for shape in KINDS {
            let row = (shape.blank)();
            for head in row.heads() {
                let words = named(&import::kept_as_written(head.key, head.label, 2));
                let same = read(&words, &*row) == read(&format!("{}:?", head.key), &*row);
                assert!(same, "{} {words}: not {}", shape.kind, head.key);
            }
        }
    }
}

#[test]
fn words_are_said_in_the_readers_language_around_what_is_quoted() {
    let mut s = store_in(Lang::Vi);
    act(&mut s, "account", "add", &[], &[("name", "An Phát, Hà Nội")]);
    for (words, said) in [
        (
            "account:\"An Phát, Hà Nội\" state:new,working",
            "thành_khách:\"An Phát, Hà Nội\" trạng_thái:mới,\"đang theo\"",
        ),
        ("-state:new,\"đang theo\" likely", "-trạng_thái:mới,\"đang theo\" có_thể_trùng"),
        ("created>=tomorrow archived:", "ngày_tạo>=mai lưu_trữ_lúc:"),
        ("created<today -created>yesterday", "ngày_tạo<\"hôm nay\" -ngày_tạo>\"hôm qua\""),
        ("clocks.owed:first-answer missed", "thời_hạn.phải_làm:\"trả lời đầu\" lỡ_hẹn"),
        ("\"state:new and\" open", "\"state:new and\" đang_mở"),
        ("name:\"Đào  state:new", "khách_tiềm_năng:\"Đào  state:new"),
    ] {
        assert_eq!(worded(words, &Lead::default(), &*s), said, "{words}");
        let read = |words: &str| Filter::parse(words, &Lead::default(), &*s).map_err(|problem| problem.fault);
        assert!(read(words).ok() == read(said).ok(), "{words}");
    }
    assert_eq!(
        worded("account:\"An Phát, Hà Nội\" created>=tomorrow", &Lead::default(), &*store()),
        "account:\"An Phát, Hà Nội\" created>=tomorrow"
    );
}
