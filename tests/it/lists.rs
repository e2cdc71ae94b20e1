//! A list in any order, read page by page either way, is the whole list once.
use super::{act, morning_in, store, store_at};
use linchpin::domain::filter::Filter;
use linchpin::domain::fold::fold;
use linchpin::domain::lead::Lead;
use linchpin::domain::world::World;
use linchpin::lang::Lang;
use linchpin::store::{Key, List, Order, Store};
use linchpin::ui::stage::Stage;

const NAMES: [&str; 9] = ["Ánh", "anh", "  Bình", "binh", "Đào", "dao", "Zoë", "Ōta", "中村"];

fn house() -> Store {
    let mut store = store();
    for n in 0..45 {
        let (name, owner) = (format!("{} {}", NAMES[n % 9], n % 2), ["Lan", "Minh", "Huy", ""][n % 4]);
        let given = [("name", name.as_str()), ("owner", owner), ("source", ["fair", "web", ""][n % 3])];
        act(&mut store, "lead", "add", &[], &given);
    }
    store
}

/// The whole list by pages of seven.
fn paged(store: &Store, list: &List, back: bool) -> Vec<i64> {
    let (mut all, mut from): (Vec<i64>, Option<Key>) = (Vec::new(), None);
    loop {
        let page = store.page(list, from.as_ref(), back, 7).unwrap();
        let ids = page.iter().map(|key| key.at.id);
        if back {
            all.extend(ids.rev());
        } else {
            all.extend(ids);
        }
        from = if back { page.first().cloned() } else { page.last().cloned() };
        if page.len() < 7 {
            return all;
        }
    }
}

#[test]
fn a_list_in_any_order_is_whole_by_pages_and_by_folds() {
    let store = house();
    let filter = Filter::default();
    let called = |kind: &str, id: Option<i64>| id.and_then(|id| store.name(kind, id)).map(|name| fold(&name));
    for field in ["name", "owner", "source"] {
        for down in [false, true] {
            let list = List { kind: Some("lead"), filter: &filter, order: Order { field: Some(field), down } };
            let all = paged(&store, &list, false);
            let mut back = paged(&store, &list, true);
            back.reverse();
            assert_eq!(all, back, "{field} {down}");
            let key = |id: &i64| {
                let lead: Lead = store.get(*id).unwrap();
                match field {
                    "name" => Some(fold(&lead.name)).filter(|name| !name.is_empty()),
                    "owner" => called("person", lead.work.owner),
                    _ => called("code", lead.source),
                }
            };
            let (some, none): (Vec<i64>, Vec<i64>) = all.iter().partition(|id| key(id).is_some());
            assert_eq!([some.clone(), none.clone()].concat(), all, "what has nothing stands last: {field} {down}");
            let mut sorted = some.clone();
            sorted.sort_by_key(|id| (key(id), *id));
            if down {
                sorted.reverse();
            }
            assert_eq!(some, sorted, "{field} {down}");
            assert!(none.is_sorted_by(|a, b| a > b), "newest first: {field} {down}");
            assert_eq!(all.len(), 45);
        }
    }
}

/// What is found by a text is so for one row as for all.
#[test]
fn a_row_is_in_a_list_where_the_list_has_it() {
    let store = house();
    for words in ["anh", "ánh", "bin", "dao 1", "-dao", "web", "12", "zoe owner:lan", ""] {
        let filter = Filter::parse(words, &Lead::default(), &*store).unwrap();
        let list = List { kind: Some("lead"), filter: &filter, order: Order::default() };
        let all = paged(&store, &list, false);
        for at in
            store.every(&List { kind: Some("lead"), filter: &Filter::default(), order: Order::default() }).unwrap()
        {
            let found = store.key_of(&list, at).unwrap().is_some();
            assert_eq!(found, all.contains(&at.id), "{words} {at:?}");
        }
        assert_eq!(store.count(&list, 100).unwrap(), all.len(), "{words}");
    }
}

#[test]
fn a_name_is_found_by_the_number_in_it() {
    let mut store = store();
    for name in ["Phở 24", "Công ty 319", "Kho 3777", "Kho 37"] {
        act(&mut store, "account", "add", &[], &[("name", name)]);
    }
    let blank = linchpin::domain::account::Account::default();
    for (typed, wanted) in [("24", "Phở 24"), ("319", "Công ty 319"), ("3777", "Kho 3777"), ("377", "Kho 3777")] {
        let found = store.lookup(typed, 20, None).unwrap();
        let names: Vec<_> = found.iter().filter_map(|found| store.name(found.at.kind, found.at.id)).collect();
        assert_eq!(names, [wanted], "{typed}");
        for words in [typed.to_owned(), format!("{} {typed}", wanted.split(' ').next().unwrap())] {
            let filter = Filter::parse(&words, &blank, &*store).unwrap();
            let list = List { kind: Some("account"), filter: &filter, order: Order::default() };
            assert_eq!(store.every(&list).unwrap().len(), 1, "{words}");
        }
    }
}

/// What comes in while there is no room to show it leaves the rows, and the cursor among them, where they stood.
#[test]
fn a_list_stands_where_it_stood_once_the_terminal_has_room_again() {
    let mut store = morning_in(Lang::En);
    for n in 10..50 {
        act(&mut store, "lead", "add", &[], &[("name", &format!("Bà {n}"))]);
    }
    let mut other = store_at(store.path(), Lang::En);
    for (sort, (width, height)) in ["", "S1", "S2"].into_iter().zip([(1, 1), (70, 15), (80, 20)]) {
        let mut s = Stage::new(store_at(store.path(), Lang::En), 80, 24).unwrap();
        s.keys("1<s-tab>").keys(sort).keys("<c-f><c-f>kkk");
        let before = s.screen();
        s.resize(width, height);
        act(&mut other, "person", "set", &[2], &[("phone", &format!("0903 123 4{width:02}"))]);
        s.wake();
        assert!(height == 1 || s.screen().contains("\n▌"), "{}", s.screen());
        s.resize(80, 24);
        assert_eq!(s.screen(), before);
        s.resize(80, 40);
        let filled = s.screen().lines().skip(3).take(27).all(|line| line.len() > 40);
        assert!(filled, "{}", s.screen());
    }
}
