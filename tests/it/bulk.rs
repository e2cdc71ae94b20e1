//! The form of many marked rows: what they share is shown, what they differ in is left to each unless something is said.
use super::{act, has, has_not, morning_in, stage};
use linchpin::act::Call;
use linchpin::domain::lead::Lead;
use linchpin::domain::order::Order;
use linchpin::domain::problem::Problems;
use linchpin::domain::value::Id;
use linchpin::domain::world::World;
use linchpin::lang::Lang;
use linchpin::store::Store;
use linchpin::ui::stage::Stage;

fn entries(s: &Store) -> usize {
    s.entries(1000).unwrap().len()
}

fn leads(s: &Store, of: impl Fn(Lead) -> String) -> Vec<String> {
    (1..8).map(|id| of(s.get::<Lead>(id).unwrap())).collect()
}

/// Opens the form of all seven leads.
fn opened(lang: Lang) -> Stage {
    let mut s = Stage::new(morning_in(lang), 80, 24).unwrap();
    s.keys("1<s-tab>*e");
    s
}

#[test]
fn the_form_of_seven_rows_says_where_they_differ_and_saves_only_what_is_typed() {
    for (lang, title, various, sources) in [
        (Lang::En, "edit 7 leads", "(various: 7 kinds)", "(various: 4 kinds)"),
        (Lang::Vi, "sửa 7 khách mới", "(khác nhau: 7 giá trị)", "(khác nhau: 4 giá trị)"),
    ] {
        let mut s = opened(lang);
        has(&s, title);
        has(&s, various);
        has(&s, sources);
        let (before, companies) = (entries(s.store()), leads(s.store(), |lead| lead.company));
        s.keys("<tab>Buyer<c-s>");
        has_not(&s, title);
        assert!(leads(s.store(), |lead| lead.title).iter().all(|title| title == "Buyer"));
        assert_eq!(leads(s.store(), |lead| lead.company), companies, "each keeps its own");
        assert_eq!(entries(s.store()), before + 1, "one deed");
        s.keys("u");
        assert!(leads(s.store(), |lead| lead.title).iter().all(String::is_empty));
    }
}

#[test]
fn a_field_that_was_not_touched_keeps_each_rows_own_and_one_that_is_emptied_is_empty_in_all() {
    let mut s = opened(Lang::En);
    // Typed and taken away again: nothing is said of it, nothing is done, and the marks stay.
    s.keys("X<bs><c-s>");
    assert_eq!(leads(s.store(), |lead| lead.company)[1], "Phở Bắc Hà");
    s.keys("e<c-x>");
    has(&s, "(empty in all)");
    // The same key again leaves it as it was.
    s.keys("<c-x>");
    has_not(&s, "(empty in all)");
    s.keys("<c-x><c-s>");
    has(&s, "7 leads → Company —. u undoes");
    assert!(leads(s.store(), |lead| lead.company).iter().all(String::is_empty));
    s.keys("u");
    assert_eq!(leads(s.store(), |lead| lead.company)[1], "Phở Bắc Hà");
}

#[test]
fn what_was_emptied_is_so_in_the_draft_too() {
    let mut s = opened(Lang::En);
    s.keys("<c-x><esc>*e");
    has_not(&s, "(empty in all)");
    s.keys("<esc>*e");
    has(&s, "(empty in all)");
    s.keys("<c-s>");
    assert!(leads(s.store(), |lead| lead.company).iter().all(String::is_empty));
}

#[test]
fn what_no_row_can_take_is_said_under_the_field_and_what_one_cannot_names_it() {
    let mut s = opened(Lang::En);
    let before = entries(s.store());
    s.keys("<c-x><c-s>");
    assert_eq!(entries(s.store()), before + 1);
    s.keys("u*e<tab><tab><tab><tab>nosuch<c-s>");
    has(&s, "edit 7 leads");
    has(&s, "! ");
    has_not(&s, "! Nguyễn Thị Đào:");
    s.keys("<esc>");
    let mut store = morning_in(Lang::En);
    for (who, from, till) in [("Lan", "1/12/2026", "3/12/2026"), ("Minh", "5/12/2026", "8/12/2026")] {
        act(&mut store, "absence", "add", &[], &[("person", who), ("from", from), ("till", till)]);
    }
    let call = Call::new("absence", "set", vec![1, 2]).unwrap().with("till", "4/12/2026");
    let error = call.perform(&mut store).unwrap_err();
    let lines = error.downcast_ref::<Problems>().unwrap().lines(Lang::En);
    assert!(lines[0].contains("Minh") && lines[0].contains("ends before it begins"), "{lines:?}");
}

#[test]
fn the_lines_of_marked_orders_are_each_orders_own() {
    let mut store = morning_in(Lang::En);
    act(&mut store, "account", "add", &[], &[("name", "An Phát")]);
    for (currency, price) in [("VND", "100.000"), ("USD", "20")] {
        let line = [("lines.1.text", "rice"), ("lines.1.quantity", "4"), ("lines.1.price", price)];
        act(&mut store, "order", "add", &[], &[&[("account", "An Phát"), ("currency", currency)], &line[..]].concat());
    }
    let call = Call::new("order", "set", vec![1, 2]).unwrap();
    let asked = call.act.entries(&store, &call.ids).unwrap();
    assert!(asked.iter().all(|entry| !entry.path.contains('.')));
    assert_eq!(asked.iter().find(|entry| entry.path == "currency").unwrap().various, 2);
    assert_eq!(asked.iter().find(|entry| entry.path == "account").unwrap().text, "An Phát");
    let prices = |s: &Store, id: Id| s.get::<Order>(id).unwrap().lines[0].price;
    let before = (prices(&store, 1), prices(&store, 2));
    call.with("incoterm", "FOB").perform(&mut store).unwrap();
    assert_eq!((prices(&store, 1), prices(&store, 2)), before);
}

#[test]
fn a_form_of_one_row_is_as_it_was() {
    let mut s = stage();
    s.keys("1e");
    has(&s, "Nguyễn Thị Đào");
    has_not(&s, "various");
    s.keys("<tab><c-x><c-s>");
    assert_eq!(leads(s.store(), |lead| lead.company)[0], "");
}

#[test]
fn what_was_emptied_or_chosen_in_a_field_is_taken_back_there() {
    let mut s = Stage::new(morning_in(Lang::En), 80, 24).unwrap();
    s.keys("1<s-tab>je<tab>");
    has(&s, "▌ Company          Phở Bắc Hà");
    s.keys("<c-x>");
    has_not(&s, "Phở Bắc Hà");
    s.keys("<c-_><tab><tab><tab><tab>");
    has(&s, "Company          Phở Bắc Hà");
    has(&s, "▌ Source           web");
    s.keys("<f4><down><enter>");
    has(&s, "▌ Source           call");
    s.keys("<c-_>");
    has(&s, "▌ Source           web");
}

/// Three orders; one of them has a line in the house's currency.
fn orders() -> Store {
    let mut store = morning_in(Lang::En);
    act(&mut store, "account", "add", &[], &[("name", "An Phát")]);
    for price in [None, Some("100.000"), None] {
        let mut given = vec![("account", "An Phát")];
        if let Some(price) = price {
            given.extend([("lines.1.text", "rice"), ("lines.1.quantity", "4"), ("lines.1.price", price)]);
        }
        act(&mut store, "order", "add", &[], &given);
    }
    store
}

#[test]
fn what_some_rows_cannot_take_is_saved_in_the_others_by_the_same_key_again() {
    for (lang, told) in [
        (Lang::En, "1 of 3 cannot (SO-1002 An Phát: line 1 is in VND, the order in USD). ^S again: the other 2"),
        (
            Lang::Vi,
            "1/3 không được (SO-1002 An Phát: dòng 1 tính bằng VND, đơn tính bằng USD). ^S lần nữa: 2 cái còn lại",
        ),
    ] {
        let mut store = orders();
        store.session_mut().lang = lang;
        let mut s = Stage::new(store, 120, 30).unwrap();
        s.keys("2<s-tab>*e");
        let before = entries(s.store());
        while !s.screen().contains(&format!("▌ {}", if lang == Lang::En { "Currency" } else { "Loại tiền" })) {
            s.keys("<tab>");
        }
        s.keys("<c-u>USD<c-s>");
        has(&s, told);
        assert_eq!(entries(s.store()), before, "nothing is done unasked");
        // What is typed since is another question.
        s.keys("<bs>D<c-s>");
        has(&s, told);
        s.keys("<c-s>");
        let currency = |s: &mut Stage, id| s.store().get::<Order>(id).unwrap().currency.code().to_owned();
        assert_eq!([1, 2, 3].map(|id| currency(&mut s, id)), ["USD", "VND", "USD"]);
        assert_eq!(entries(s.store()), before + 1, "one deed");
        s.keys("u");
        assert_eq!(currency(&mut s, 1), "VND");
    }
}

#[test]
fn each_row_that_cannot_take_it_is_named_to_the_command_line_without_its_paths() {
    let mut store = orders();
    let call = Call::new("order", "set", vec![1, 2, 3]).unwrap().with("currency", "USD");
    let error = call.perform(&mut store).unwrap_err();
    let lines = error.downcast_ref::<Problems>().unwrap().lines(Lang::En);
    assert_eq!(lines, ["SO-1002 An Phát: line 1 is in VND, the order in USD"]);
}

#[test]
fn what_is_each_records_own_is_not_asked_of_many() {
    let mut store = orders();
    for (kind, own) in [("lead", "name"), ("order", "number"), ("account", "tax_code"), ("product", "code")] {
        let call = Call::new(kind, "set", vec![1, 2]).unwrap();
        if store.name(kind, 2).is_some() {
            let asked = call.act.entries(&store, &call.ids).unwrap();
            assert!(asked.iter().all(|entry| entry.path != own), "{kind}");
        }
    }
    let call = Call::new("lead", "set", vec![1, 2]).unwrap().with("name", "X");
    let error = call.perform(&mut store).unwrap_err();
    let lines = error.downcast_ref::<Problems>().unwrap().lines(Lang::En);
    assert_eq!(lines, ["name: is each record's own; change it one by one"]);
}
