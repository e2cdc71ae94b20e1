//! A list whose few written rows take their places anew is the list that is worked out whole.
use super::{act, store};
use linchpin::act::Call;
use linchpin::demo::crowd::{Size, fill};
use linchpin::domain::deed::Ref;
use linchpin::domain::filter::Filter;
use linchpin::domain::kinds::shape;
use linchpin::store::{Arranged, List, Order, Store};
use proptest::prelude::*;

const SIZE: Size = Size { leads: 60, accounts: 8, contacts: 10, orders: 30, lines: 70 };

/// Kind, filter, order: by what an index has, by texts, numbers, days and links, either way.
const LISTS: [(Option<&str>, &str, Option<&str>, bool); 14] = [
    (Some("lead"), "", None, false),
    (Some("lead"), "an", None, false),
    (Some("lead"), "nguyen", Some("name"), false),
    (Some("lead"), "", Some("name"), true),
    (Some("lead"), "owner:me", Some("company"), false),
    (Some("lead"), "open", Some("created"), true),
    (Some("lead"), "-archived:", Some("owner"), false),
    (Some("lead"), "likely", Some("name"), false),
    (Some("order"), "late", None, false),
    (Some("order"), "", Some("account"), true),
    (Some("order"), "-state:cancelled", Some("total"), false),
    (Some("order"), "", Some("promised"), false),
    (Some("account"), "", Some("name"), false),
    (None, "open", None, false),
];

/// What is done: the action, on which row of all, and what is said.
type Deed = (&'static str, &'static str, usize, &'static str, &'static str);

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let names = prop::sample::select(vec!["Nguyễn An", "Ánh", "Zoe", "an", "Đào", "Bà Tám"]);
    let one = (0..9_usize, 0..200_usize, names).prop_map(|(what, row, name)| match what {
        0 | 1 => ("lead", "set", row, "name", name),
        2 => ("lead", "set", row, "company", name),
        3 => ("lead", "assign", row, "to", "Lan"),
        4 => ("lead", "archive", row, "", ""),
        5 => ("lead", "add", 0, "name", name),
        6 => ("order", "set", row, "promised", "2026-12-24"),
        7 => ("account", "set", row, "name", name),
        _ => ("", "undo", 0, "", ""),
    });
    prop::collection::vec(one, 1..8)
}

fn filter(s: &Store, kind: Option<&str>, words: &str) -> Filter {
    let blank = (shape(kind.unwrap_or("lead")).unwrap().blank)();
    Filter::parse(words, &*blank, &**s).unwrap()
}

/// Does it, where it can be done.
fn done(s: &mut Store, (kind, name, row, field, text): Deed) {
    if name == "undo" {
        if let Some(turned) = s.to_undo().unwrap() {
            let _ = s.undo_entry(turned.entry);
        }
        return;
    }
    let all = Filter::default();
    let rows =
        s.every(&List { kind: shape(kind).map(|shape| shape.kind), filter: &all, order: Order::default() }).unwrap();
    let some = rows.get(row % rows.len().max(1)).map(|at| at.id).filter(|_| name != "add");
    let ids = some.into_iter().collect();
    let mut call = Call::new(kind, name, ids).unwrap();
    call.given = if field.is_empty() { Vec::new() } else { vec![(field.to_owned(), text.to_owned())] };
    let _ = call.perform(s);
}

fn all(arranged: &Arranged) -> Vec<Ref> {
    arranged.all().iter().filter_map(|at| Ref::unpack(*at)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn it_is_the_same_list(deeds in deeds()) {
        let mut s = store();
        fill(&mut s, &SIZE, 3, &mut |_, _| true).unwrap();
        let lists: Vec<(Option<&'static str>, Filter, Order)> = LISTS
            .iter()
            .map(|(kind, words, field, down)| (*kind, filter(&s, *kind, words), Order { field: *field, down: *down }))
            .collect();
        let mut held: Vec<Arranged> = lists
            .iter()
            .map(|(kind, filter, order)| s.arrange(&List { kind: *kind, filter, order: *order }).unwrap())
            .collect();
        for deed in deeds {
            let before = s.version().unwrap();
            done(&mut s, deed);
            let written = s.written(before, s.version().unwrap());
            for (n, (kind, filter, order)) in lists.iter().enumerate() {
                let list = List { kind: *kind, filter, order: *order };
                let whole = s.arrange(&list).unwrap();
                let told = written.as_ref().is_some_and(|written| s.rearrange(&mut held[n], &list, written).unwrap());
                prop_assert!(!told || all(&held[n]) == all(&whole), "{:?} after {deed:?}: {:?}", LISTS[n], written);
                held[n] = whole;
            }
        }
    }
}

#[test]
fn a_row_written_alone_is_told_apart() {
    let mut s = store();
    fill(&mut s, &SIZE, 3, &mut |_, _| true).unwrap();
    let by_name = Filter::default();
    let list = List { kind: Some("lead"), filter: &by_name, order: Order { field: Some("name"), down: false } };
    let mut held = s.arrange(&list).unwrap();
    let before = s.version().unwrap();
    act(&mut s, "lead", "set", &[7], &[("name", "Aaa")]);
    let written = s.written(before, s.version().unwrap()).unwrap();
    assert_eq!(written, [Ref { kind: "lead", id: 7 }]);
    assert!(s.rearrange(&mut held, &list, &written).unwrap());
    assert_eq!(held.all().first(), Some(&Ref { kind: "lead", id: 7 }.packed()));
    // What the house goes by may move any row.
    let before = s.version().unwrap();
    act(&mut s, "person", "set", &[2], &[("name", "Zzz")]);
    let written = s.written(before, s.version().unwrap()).unwrap();
    assert!(!s.rearrange(&mut held, &list, &written).unwrap());
}
