//! Orders as they stand: how far they have come, what blocks them, what they came with.
use super::{act, store};
use linchpin::act::{Call, brief};
use linchpin::domain::deed::{Deed, Ref};
use linchpin::domain::face::Kept;
use linchpin::domain::money::Currency;
use linchpin::domain::order::{Billing, Line, Order, Stage, State, word};
use linchpin::domain::problem::Problems;
use linchpin::domain::value::{Choice, Id};
use linchpin::domain::world::{Hit, World};
use linchpin::lang::Lang;
use linchpin::store::Store;
use proptest::prelude::*;
use rusqlite::Connection;

/// What an act is told.
pub type Said = &'static [(&'static str, &'static str)];
/// Stages with what was ordered, shipped, delivered and cancelled.
type Lines = &'static [(Stage, [i64; 4])];

/// A house with a customer and two products, one of them scarce.
pub fn house() -> Store {
    let mut s = store();
    act(&mut s, "account", "add", &[], &[("name", "Gạo Đồng Tháp")]);
    let st25 = [("name", "ST25 5 kg"), ("code", "ST25-5"), ("price", "120000"), ("unit", "bag"), ("stock", "500")];
    act(&mut s, "product", "add", &[], &st25);
    act(&mut s, "product", "add", &[], &[("name", "Jasmine 25 kg"), ("code", "8021"), ("price", "450000")]);
    s
}

/// SO-1001: 400 bags and 120, promised for Friday 27/11.
const TWO: &[(&str, &str)] = &[
    ("account", "gao dong"),
    ("po", "4471"),
    ("promised", "fri"),
    ("lines.1.product", "ST25-5"),
    ("lines.1.quantity", "400"),
    ("lines.2.product", "jasmine"),
    ("lines.2.quantity", "120"),
];

pub fn ordered() -> Store {
    let mut s = house();
    act(&mut s, "order", "add", &[], TWO);
    s
}

pub fn confirmed() -> Store {
    let mut s = ordered();
    act(&mut s, "order", "confirm", &[1], &[]);
    s
}

pub fn order(s: &Store, id: Id) -> Order {
    s.get(id).unwrap()
}

/// What a refused act says, a line each.
#[track_caller]
pub fn refused(s: &mut Store, name: &str, ids: &[Id], given: &[(&str, &str)]) -> Vec<String> {
    let mut call = Call::new("order", name, ids.to_vec()).unwrap();
    call.given = given.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    call.perform(s).unwrap_err().downcast::<Problems>().unwrap().lines(Lang::En)
}

pub fn why(s: &Store, id: Id) -> (String, String) {
    let due = s.urgency(Ref { kind: "order", id }).unwrap().0;
    due.map_or((String::new(), String::new()), |due| {
        (s.local(due.at).format("%d/%m %H:%M").to_string(), due.reason(s.now()).to(s.lang()).to_owned())
    })
}

/// A line at a stage, with what was ordered, shipped, delivered and cancelled of it.
fn line(stage: Stage, [quantity, shipped, delivered, cancelled]: [i64; 4]) -> Line {
    Line { stage, quantity, shipped, delivered, cancelled, ..Line::default() }
}

#[test]
fn r05_the_state_is_that_of_the_least_advanced_line() {
    use Stage::{Closed, Confirmed, Draft, Preparing};
    let rows: [(Lines, State, &str, &str); 14] = [
        (&[], State::Draft, "draft", "nháp"),
        (&[(Draft, [5, 0, 0, 0])], State::Draft, "draft", "nháp"),
        (&[(Preparing, [5, 0, 0, 0]), (Confirmed, [5, 0, 0, 0])], State::Confirmed, "confirmed", "đã xác nhận"),
        // 250,000 and 2 of them are 99.9996 %, and yet the second line has not left (frappe/erpnext#12354).
        (
            &[(Preparing, [250_000, 250_000, 250_000, 0]), (Preparing, [2, 0, 0, 0])],
            State::Preparing,
            "in preparation, 1 of 2 shipped",
            "đang chuẩn bị, đã xuất 1/2",
        ),
        (
            &[(Preparing, [250_002, 250_000, 0, 0])],
            State::Preparing,
            "in preparation, 250000 of 250002 shipped",
            "đang chuẩn bị, đã xuất 250000/250002",
        ),
        (&[(Preparing, [2, 2, 0, 0]), (Preparing, [3, 3, 3, 0])], State::Shipped, "shipped", "đã xuất"),
        (&[(Preparing, [2, 2, 2, 0]), (Preparing, [3, 3, 3, 0])], State::Delivered, "delivered", "đã giao"),
        (&[(Closed, [2, 2, 2, 0]), (Preparing, [3, 3, 3, 0])], State::Delivered, "delivered", "đã giao"),
        (&[(Closed, [2, 2, 2, 0])], State::Closed, "closed", "đã đóng"),
        // More was asked for after all of it had arrived (frappe/erpnext#50596).
        (&[(Closed, [5, 2, 2, 0])], State::Preparing, "in preparation, 2 of 5 shipped", "đang chuẩn bị, đã xuất 2/5"),
        // What is cancelled holds nothing up.
        (&[(Draft, [4, 0, 0, 4]), (Preparing, [2, 2, 2, 0])], State::Delivered, "delivered", "đã giao"),
        (&[(Preparing, [4, 3, 3, 1])], State::Delivered, "delivered", "đã giao"),
        (&[(Confirmed, [4, 0, 0, 4]), (Draft, [1, 0, 0, 1])], State::Cancelled, "cancelled", "đã huỷ"),
        (&[(Confirmed, [5, 1, 0, 0]), (Confirmed, [5, 0, 0, 0])], State::Confirmed, "confirmed", "đã xác nhận"),
    ];
    for (lines, state, en, vi) in rows {
        let lines = lines.iter().map(|(stage, counts)| line(*stage, *counts)).collect();
        let order = Order { lines, ..Order::default() };
        let told = order.told();
        assert_eq!((order.fulfilment(), told.to(Lang::En), told.to(Lang::Vi)), (state, en, vi), "{:?}", order.lines);
    }
}

#[test]
fn r05_a_hold_covers_what_has_yet_to_leave_and_nothing_else() {
    let held = Some(super::now().to_utc());
    for (counts, state) in [([5, 0, 0, 0], State::Held), ([5, 3, 0, 0], State::Held), ([5, 5, 0, 0], State::Shipped)] {
        let order = Order { held, lines: vec![line(Stage::Preparing, counts)], ..Order::default() };
        assert_eq!(order.fulfilment(), state);
    }
}

#[test]
fn r05_billing_follows_what_was_invoiced_and_paid() {
    let today = super::now().date_naive();
    let past = today.pred_opt();
    // Invoiced of 5 and of 5, paid of 100, whether its day is past; without a day, and today.
    let rows = [
        ([0, 0], 0, false, Billing::Open, Billing::Open),
        ([5, 0], 0, false, Billing::Open, Billing::Open),
        ([5, 5], 0, false, Billing::Invoiced, Billing::Invoiced),
        ([0, 0], 30, false, Billing::Deposit, Billing::Deposit),
        ([5, 5], 30, false, Billing::Invoiced, Billing::Invoiced),
        ([5, 5], 100, true, Billing::Paid, Billing::Paid),
        ([0, 0], 100, false, Billing::Paid, Billing::Paid),
        ([5, 5], 99, true, Billing::Invoiced, Billing::Overdue),
        ([0, 0], 0, true, Billing::Open, Billing::Overdue),
    ];
    for (invoiced, paid, late, then, now) in rows {
        let lines = invoiced.map(|n| Line { invoiced: n, ..line(Stage::Confirmed, [5, 0, 0, 0]) }).to_vec();
        let order = Order {
            lines,
            total: Some(100),
            paid: Some(paid).filter(|paid| *paid > 0),
            pay_by: if late { past } else { Some(today) },
            ..Order::default()
        };
        assert_eq!((order.billed(None), order.billed(Some(today))), (then, now), "{invoiced:?} {paid} {late}");
    }
}

#[test]
fn r05_orders_are_checked_before_confirmation() {
    let mut s = ordered();
    act(&mut s, "account", "set", &[1], &[("credit", "150000000")]);
    act(&mut s, "order", "confirm", &[1], &[]);
    // Nothing is known of it but a number.
    act(&mut s, "order", "add", &[], &[("number", "SO-1050")]);
    assert_eq!(refused(&mut s, "confirm", &[2], &[]), ["SO-1050: has no customer; has no lines"]);
    assert_eq!(why(&s, 2), ("24/11 09:14".into(), "2 checks block it".into()));
    // Every other fault.
    let faulty = [
        ("account", "gao dong"),
        ("po", "4471"),
        ("ordered", "24/11/2026"),
        ("promised", "23/11/2026"),
        ("lines.1.product", "jasmine"),
        ("lines.1.quantity", "200"),
        ("lines.2.text", "pallets"),
        ("lines.2.quantity", "1"),
    ];
    act(&mut s, "order", "set", &[2], &faulty);
    // As a file may bring it.
    let mut brought = order(&s, 2);
    brought.lines[1].quantity = 0;
    s.write(&Deed::default(), |tx| tx.save(&mut brought)).unwrap();
    let said = "is promised before it was ordered, 24/11; line 2 has no quantity; line 2 has no price; \
                PO 4471 is already on SO-1001 of 24/11; would owe 192.000.000 ₫, over the limit of 150.000.000 ₫";
    assert_eq!(refused(&mut s, "confirm", &[2], &[]), [format!("SO-1050 Gạo Đồng Tháp: {said}")]);
    assert_eq!(order(&s, 2).faults, 3, "those that lean on other orders are not kept");
    // Each mended, and one that the house only says since its policy was changed.
    let mended = [
        ("po", "4472"),
        ("promised", "27/11/2026"),
        ("lines.2.quantity", "1"),
        ("lines.2.price", "0"),
        ("lines.1.quantity", "4"),
    ];
    act(&mut s, "order", "set", &[2], &mended);
    assert_eq!(order(&s, 2).faults, 0);
    act(&mut s, "order", "confirm", &[2], &[]);
    assert_eq!(order(&s, 2).state, State::Confirmed);
    let rule = policy(&s, "check-po");
    act(&mut s, "policy", "set", &[rule], &[("value", "1")]);
    act(&mut s, "order", "add", &[], TWO);
    assert_eq!(order(&s, 3).faults, 0);
    assert!(order(&s, 3).checks(&*s).iter().any(|check| !check.hard && check.problem.field == "po"));
}

fn policy(s: &Store, name: &str) -> Id {
    match s.find("policy", name) {
        Hit::One(id) => id,
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn r05_what_contradicts_itself_is_not_even_kept_as_a_draft() {
    let mut s = confirmed();
    act(&mut s, "order", "ship", &[1], &[("lines.1.quantity", "100"), ("lines.2.quantity", "0")]);
    let rows: [(Said, &str); 4] = [
        (&[("lines.1.quantity", "99")], "lines.1.quantity: 100 were shipped or cancelled already"),
        (&[("lines.2.quantity", "-1")], "lines.2.quantity: line 2 has no quantity"),
        (&[("promised", "30/11/2026")], "promised: is moved by a new promise (p), which asks why"),
        (&[("incoterm", "FBO")], "incoterm: 'FBO' is no Incoterm, as FOB or CIF"),
    ];
    for (given, said) in rows {
        assert_eq!(refused(&mut s, "set", &[1], given), [said]);
    }
    let mut call = Call::new("order", "add", Vec::new()).unwrap();
    call.given = vec![("number".into(), "SO-1001".into())];
    let problems = call.perform(&mut s).unwrap_err().downcast::<Problems>().unwrap();
    assert_eq!(problems.lines(Lang::En), ["number: is another order's number"]);
    act(&mut s, "order", "set", &[1], &[("note", "as it was")]);
}

proptest! {
    /// Whatever is tried, nothing is delivered that was not shipped, and nothing shipped that was not ordered.
    #[test]
    fn r05_quantities_stay_within_each_other(quantity in 0..60_i64, deeds in prop::collection::vec((0..5_u8, -3..40_i64), 0..60)) {
        let day = super::now().date_naive();
        let mut line = line(Stage::Preparing, [quantity, 0, 0, 0]);
        for (deed, count) in deeds {
            let before = line.clone();
            let done = match deed {
                0 => line.ship(count, day),
                1 => line.deliver(count, day),
                2 => line.cancel(count),
                3 => line.give_back(count),
                _ => line.invoice(count),
            };
            let Line { shipped, delivered, returned, cancelled, invoiced, .. } = line;
            prop_assert!(0 <= returned && returned <= delivered && delivered <= shipped);
            prop_assert!(0 <= cancelled && shipped + cancelled <= quantity);
            prop_assert!(0 <= invoiced && invoiced <= quantity);
            if done.is_err() {
                prop_assert_eq!(format!("{before:?}"), format!("{line:?}"));
            }
        }
    }
}

/// Every table of orders and what hangs on them, row by row.
pub fn dump(s: &Store) -> Vec<String> {
    let sql = Connection::open(s.path()).unwrap();
    let mut all = Vec::new();
    let tables = [
        "order",
        "order_line",
        "order_slip",
        "product",
        "account",
        "contact",
        "opportunity",
        "lead",
        "reach",
        "tag",
        "task",
        "touch",
    ];
    for table in tables {
        let mut found = sql.prepare(&format!("SELECT * FROM \"{table}\" ORDER BY id")).unwrap();
        let n = found.column_count();
        let mut rows = found.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<String> = (0..n).map(|i| format!("{:?}", row.get_ref(i).unwrap())).collect();
            all.push(format!("{table} {}", cells.join(" ")));
        }
    }
    all
}

#[track_caller]
pub fn similar(now: &[String], then: &[String]) {
    for (now, then) in now.iter().zip(then) {
        assert_eq!(now, then);
    }
    assert_eq!(now.len(), then.len());
}

pub fn undo(s: &mut Store) {
    let entry = s.to_undo().unwrap().unwrap().entry;
    s.undo_entry(entry).unwrap();
}

#[test]
fn numbers_of_a_series_never_repeat() {
    let mut s = house();
    let number = |s: &mut Store, given: &[(&str, &str)]| {
        let done = act(s, "order", "add", &[], given);
        (order(s, done.made[0].id).number, done.deed.title)
    };
    assert_eq!(number(&mut s, &[]), ("SO-1001".into(), "SO-1001".into()));
    assert_eq!(number(&mut s, &[("account", "gao")]).1, "SO-1002 Gạo Đồng Tháp");
    undo(&mut s);
    assert_eq!(number(&mut s, &[]).0, "SO-1003");
    number(&mut s, &[("number", "SO-1004")]);
    number(&mut s, &[("number", "SO-1017")]);
    assert_eq!(number(&mut s, &[]).0, "SO-1018");
    assert_eq!(s.entries(1).unwrap()[0].deed.title, "SO-1018");
}

#[test]
fn an_order_is_found_by_its_numbers_and_its_customer() {
    let mut s = ordered();
    act(&mut s, "order", "add", &[], &[("number", "SO-10011"), ("po", "44713")]);
    for text in ["SO-1001", "so 1001", "1001", "4471", "SO-1001 Gạo Đồng Tháp", "#1"] {
        assert_eq!(s.find("order", text), Hit::One(1), "{text}");
    }
    assert_eq!(s.find("order", "10011"), Hit::One(2));
    assert_eq!(s.find("order", "gạo đồng"), Hit::One(1));
    assert!(matches!(s.find("order", "447"), Hit::Many(_)));
    for (text, id) in [("ST25-5", 1), ("st25 5", 1), ("8021", 2), ("jas", 2)] {
        assert_eq!(s.find("product", text), Hit::One(id), "{text}");
    }
}

#[test]
fn amounts_without_a_sign_are_in_the_currency_of_their_record() {
    let mut s = house();
    let usd = [("currency", "USD"), ("lines.1.price", "8.10"), ("lines.1.text", "rice"), ("lines.1.quantity", "400")];
    act(&mut s, "order", "add", &[], &usd);
    let order_one = order(&s, 1);
    assert_eq!((order_one.currency.code(), order_one.lines[0].currency.code()), ("USD", "USD"));
    assert_eq!(order_one.total, Some(324_000));
    // Half up: 7 × 15 cents less 2.5 % are 102.375 cents; 3 × 5 less half are 7.5.
    act(
        &mut s,
        "order",
        "set",
        &[1],
        &[("lines.1.price", "0.15"), ("lines.1.quantity", "7"), ("lines.1.discount", "2.5")],
    );
    assert_eq!(order(&s, 1).total, Some(102));
    act(
        &mut s,
        "order",
        "set",
        &[1],
        &[("lines.1.price", "0.05"), ("lines.1.quantity", "3"), ("lines.1.discount", "50")],
    );
    assert_eq!(order(&s, 1).total, Some(8));
    // A sign says it, too.
    let signed = [("lines.1.price", "$8.10"), ("lines.1.text", "rice"), ("lines.1.quantity", "1")];
    act(&mut s, "order", "add", &[], &signed);
    assert_eq!((order(&s, 2).currency.code(), order(&s, 2).total), ("USD", Some(810)));
    assert_eq!(refused(&mut s, "set", &[1], &[("lines.1.quantity", "9223372036854775807")]).len(), 1);
    act(&mut s, "account", "set", &[1], &[("currency", "USD"), ("credit", "5000")]);
    let account: linchpin::domain::account::Account = s.get(1).unwrap();
    assert_eq!((account.currency.code(), account.credit), ("USD", Some(500_000)));
    let told = s.entries(1).unwrap()[0].deed.said.clone();
    assert_eq!(told, "currency=USD\ncredit=$5,000.00");
    act(&mut s, "account", "set", &[1], &[("credit", "6000")]);
    assert_eq!(s.get::<linchpin::domain::account::Account>(1).unwrap().currency.code(), "USD");
}

#[test]
fn a_price_in_another_currency_than_its_orders_is_refused_to_people() {
    let mut s = house();
    let rice = [("lines.1.text", "rice"), ("lines.1.quantity", "4"), ("lines.1.price", "35.000"), ("account", "gao")];
    act(&mut s, "order", "add", &[], &rice);
    let mixed = |n| format!("lines.{n}.price: line {n} is in USD, the order in VND");
    assert_eq!(refused(&mut s, "set", &[1], &[("lines.1.price", "$5")]), [mixed(1)]);
    let second = [("lines.2.text", "fish"), ("lines.2.quantity", "1"), ("lines.2.price", "$5")];
    assert_eq!(refused(&mut s, "set", &[1], &second), [mixed(2)]);
    assert_eq!(refused(&mut s, "add", &[], &[&rice[..], &second].concat()), [mixed(2)]);
    let said = "lines.1.price: line 1 is in VND, the order in USD";
    assert_eq!(refused(&mut s, "set", &[1], &[("currency", "USD")]), [said]);
    assert_eq!((order(&s, 1).currency.code(), order(&s, 1).total), ("VND", Some(140_000)));
    act(&mut s, "order", "set", &[1], &[("currency", "USD"), ("lines.1.price", "$5")]);
    assert_eq!((order(&s, 1).currency.code(), order(&s, 1).total), ("USD", Some(2_000)));
}

#[test]
fn nothing_ordered_is_refused_to_people_as_less_than_nothing_is() {
    let mut s = house();
    let rice = [("lines.1.text", "rice"), ("lines.1.quantity", "4"), ("lines.1.price", "35.000")];
    act(&mut s, "order", "add", &[], &rice);
    for quantity in ["0", "-3"] {
        let said = ["lines.1.quantity: line 1 has no quantity"];
        assert_eq!(refused(&mut s, "set", &[1], &[("lines.1.quantity", quantity)]), said);
        assert_eq!(refused(&mut s, "add", &[], &[("lines.1.text", "rice"), ("lines.1.quantity", quantity)]), said);
    }
}

#[test]
fn what_a_file_brought_in_several_currencies_is_told_and_can_be_mended() {
    let mut s = house();
    let rice = [("lines.1.text", "rice"), ("lines.1.quantity", "4"), ("lines.1.price", "35.000"), ("account", "gao")];
    act(&mut s, "order", "add", &[], &[&rice[..], &[("promised", "+9d")]].concat());
    act(&mut s, "order", "confirm", &[1], &[]);
    let mut brought = order(&s, 1);
    brought.lines[0].currency = Currency::USD;
    let fish = Line { text: "fish".into(), stage: Stage::Confirmed, price: Some(1), ..Line::default() };
    brought.lines.push(fish);
    s.write(&Deed::default(), |tx| tx.save(&mut brought)).unwrap();
    assert_eq!(order(&s, 1).total, None);
    let told = |s: &Store| {
        let brief = brief(s, Ref { kind: "order", id: 1 }).unwrap();
        brief.notes.iter().find(|note| note.label.to(Lang::En) == "Checks").unwrap().lines.join(" ")
    };
    assert!(told(&s).contains("! line 1 is in USD, the order in VND"), "{}", told(&s));
    act(&mut s, "order", "set", &[1], &[("note", "asked by phone")]);
    assert_eq!(
        refused(&mut s, "set", &[1], &[("lines.2.quantity", "0")]),
        ["lines.2.quantity: line 2 has no quantity"]
    );
    act(&mut s, "order", "set", &[1], &[("lines.1.price", "35.000 ₫")]);
    act(&mut s, "order", "set", &[1], &[("lines.2.quantity", "2"), ("lines.2.price", "10.000 ₫")]);
    assert_eq!((order(&s, 1).total, told(&s).as_str()), (Some(160_000), "all pass"));
}

#[test]
fn the_states_of_other_systems() {
    for (text, state) in [
        ("Delivered", Some(State::Delivered)),
        ("Created", Some(State::Draft)),
        ("Approved", Some(State::Confirmed)),
        ("Cancelled", Some(State::Cancelled)),
        ("canceled", Some(State::Cancelled)),
        ("In Process", Some(State::Preparing)),
        ("Shipped", Some(State::Shipped)),
        ("On Hold", Some(State::Held)),
        ("Resolved", Some(State::Closed)),
        ("Đã giao", Some(State::Delivered)),
        ("đang xử lý", Some(State::Preparing)),
        ("Chờ sếp ký", None),
    ] {
        assert_eq!(word(text), state, "{text}");
    }
    for (_, key, said) in State::ALL {
        for text in said.both().into_iter().chain([*key]) {
            assert!(word(text).is_some(), "{text}");
        }
    }
}

#[test]
fn r05_an_imported_order_without_lines_keeps_its_state_and_total() {
    let mut s = house();
    let deed =
        linchpin::domain::deed::Deed { kind: "order".into(), act: "import".into(), count: 1, ..Default::default() };
    let mut came = |said: &str, shipped: Option<&str>, lines: usize| {
        let mut order = Order { imported_state: said.into(), imported_total: Some(798_200), ..Order::default() };
        (order.shipped, order.promised) =
            (shipped.map(|day| day.parse().unwrap()), Some("2026-11-20".parse().unwrap()));
        order.lines = vec![Line { text: "rice".into(), quantity: 5, price: Some(10), ..Line::default() }; lines];
        s.write(&deed, |tx| {
            order.imported(&**tx);
            tx.save(&mut order)
        })
        .unwrap();
        let first = order.lines.first().map(|line| (line.shipped, line.delivered, line.cancelled));
        (order.state, order.total, order.next_promise.is_some(), first)
    };
    let rows = [
        ("Delivered", None, 0, State::Delivered, Some(798_200), false, None),
        ("Approved", None, 0, State::Confirmed, Some(798_200), true, None),
        ("On hold", None, 0, State::Held, Some(798_200), true, None),
        ("Created", None, 0, State::Draft, Some(798_200), false, None),
        ("chờ sếp ký", None, 0, State::Confirmed, Some(798_200), true, None),
        ("", None, 0, State::Confirmed, Some(798_200), true, None),
        ("", Some("2026-11-18"), 0, State::Shipped, Some(798_200), false, None),
        ("Delivered", None, 2, State::Delivered, Some(100), false, Some((5, 5, 0))),
        ("Cancelled", None, 2, State::Cancelled, Some(0), false, Some((0, 0, 5))),
        ("", Some("2026-11-18"), 2, State::Shipped, Some(100), false, Some((5, 0, 0))),
        ("", None, 1, State::Confirmed, Some(50), true, Some((0, 0, 0))),
    ];
    for (said, shipped, lines, state, total, promised, first) in rows {
        assert_eq!(came(said, shipped, lines), (state, total, promised, first), "{said} {shipped:?} {lines}");
    }
    // What came without lines can be moved on all the same.
    act(&mut s, "order", "prepare", &[2], &[]);
    act(&mut s, "order", "ship-all", &[2], &[]);
    act(&mut s, "order", "deliver", &[2], &[]);
    let moved = order(&s, 2);
    assert_eq!((moved.state, moved.imported_state.as_str()), (State::Delivered, "Approved"));
}
