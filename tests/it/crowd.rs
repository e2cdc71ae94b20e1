//! A large made-up workspace: as many as are asked for, the same for a seed, of a shape that lists and reports know.
use super::{now, store};
use linchpin::demo::crowd::{Size, fill};
use linchpin::domain::deed::Ref;
use linchpin::domain::filter::Filter;
use linchpin::domain::lead::Lead;
use linchpin::domain::order::Order;
use linchpin::domain::reach::Sort;
use linchpin::store::{List, Order as By, Store};

const SIZE: Size = Size { leads: 600, accounts: 80, contacts: 90, orders: 300, lines: 901 };

fn made(seed: u64) -> Store {
    let mut s = store();
    fill(&mut s, &SIZE, seed, &mut |_, _| true).unwrap();
    s
}

fn count(s: &Store, kind: &'static str, words: &str) -> usize {
    let blank = (linchpin::domain::kinds::shape(kind).unwrap().blank)();
    let filter = Filter::parse(words, &*blank, &**s).unwrap();
    s.count(&List { kind: Some(kind), filter: &filter, order: By::default() }, 9_999).unwrap()
}

#[test]
fn a_crowd_is_as_large_as_asked_for_and_of_a_realistic_shape() {
    let s = made(7);
    for (kind, wanted) in [("lead", SIZE.leads), ("account", SIZE.accounts), ("contact", SIZE.contacts)] {
        assert_eq!(count(&s, kind, ""), wanted, "{kind}");
    }
    let orders: Vec<Order> = s.all().unwrap();
    assert_eq!(orders.iter().map(|order| order.lines.len()).sum::<usize>(), SIZE.lines);
    let late = orders.iter().filter(|order| order.delivered > order.first_promised).count();
    assert!((15..60).contains(&late), "{late}");
    let leads: Vec<Lead> = s.all().unwrap();
    let named = |name: &str| s.people().iter().find(|p| p.name == name).map(|p| p.id);
    let mut loads: Vec<usize> =
        s.people().iter().map(|p| leads.iter().filter(|lead| lead.work.owner == Some(p.id)).count()).collect();
    loads.sort_unstable();
    assert!(named("Mai").is_some() && loads.last() > Some(&150), "{loads:?}");
    assert!(count(&s, "lead", "likely") > 0);
    let has = |lead: &Lead, sort| lead.reaches.iter().any(|reach| reach.sort == sort);
    let silent: Vec<&Lead> = leads.iter().filter(|lead| !has(lead, Sort::Phone)).collect();
    assert!((8..35).contains(&silent.len()), "{}", silent.len());
    assert!(silent.iter().all(|lead| has(lead, Sort::Mail)));
    assert!((3..100).contains(&count(&s, "lead", "late")), "{}", count(&s, "lead", "late"));
}

#[test]
fn the_same_seed_makes_the_same_crowd() {
    let (one, same, other) = (made(7), made(7), made(8));
    let of = |s: &Store| -> Vec<String> {
        s.all::<Lead>().unwrap().into_iter().map(|lead| format!("{} {:?}", lead.name, lead.created)).collect()
    };
    assert_eq!(of(&one), of(&same));
    assert_ne!(of(&one), of(&other));
    assert_eq!(one.session.now, now());
}

#[test]
fn what_is_known_of_a_product_is_that_of_each_of_its_lines_however_many() {
    let mut s = store();
    fill(&mut s, &Size { leads: 10, accounts: 20, contacts: 20, orders: 700, lines: 2_200 }, 7, &mut |_, _| true)
        .unwrap();
    let sql = rusqlite::Connection::open(s.path()).unwrap();
    let ids = |question: &str, id: i64| -> Vec<i64> {
        let mut found = sql.prepare(question).unwrap();
        found.query_map([id], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let compare = |s: &Store| {
        let (mut most, mut waiting) = (0, 0);
        for id in ids("SELECT id FROM product WHERE id > ?", 0) {
            let lines = ids("SELECT id FROM order_line WHERE product = ?", id).len();
            most = most.max(lines);
            let mut orders = ids(
                "SELECT id FROM \"order\" WHERE due_at IS NOT NULL AND id IN (
                     SELECT parent FROM order_line WHERE product = ? AND state IN ('confirmed', 'preparing', 'held'))
                 ORDER BY due_at, id DESC LIMIT 20",
                id,
            );
            waiting = waiting.max(orders.len());
            let mut newest = ids("SELECT parent FROM order_line WHERE product = ? ORDER BY id DESC LIMIT 40", id);
            newest.sort_unstable_by(|one, other| other.cmp(one));
            newest.dedup();
            newest.retain(|order| !orders.contains(order));
            orders.extend(newest.into_iter().take(20 - orders.len()));
            let leading = s.leading(Ref { kind: "product", id }, 20).unwrap();
            assert_eq!(leading.iter().map(|at| at.id).collect::<Vec<_>>(), orders, "{lines} lines");
            let units = "SELECT coalesce(sum(quantity - cancelled - shipped), 0) FROM order_line
                         WHERE product = ? AND state IN ('confirmed', 'preparing', 'held')";
            let parents = "SELECT count(DISTINCT parent) FROM order_line
                           WHERE product = ? AND state IN ('confirmed', 'preparing', 'held')";
            assert_eq!(s.to_ship(id).unwrap(), (ids(units, id)[0], ids(parents, id)[0]));
        }
        (most, waiting)
    };
    let (most, waiting) = compare(&s);
    assert!(most > 500 && waiting > 5, "{most}, {waiting}");

    sql.execute_batch(
        "DROP TRIGGER order_line_u_product;
         UPDATE order_line SET product = 1, state = 'confirmed' WHERE parent % 3 > 0;
         UPDATE order_line SET product = 2 WHERE parent % 3 = 0",
    )
    .unwrap();
    let (most, waiting) = compare(&s);
    assert!(most > 1_300 && waiting > 5, "{most}, {waiting}");
}

#[test]
fn what_leads_to_a_reason_are_the_orders_that_say_it() {
    let mut s = store();
    fill(&mut s, &Size { leads: 10, accounts: 20, contacts: 20, orders: 30, lines: 90 }, 7, &mut |_, _| true).unwrap();
    let sql = rusqlite::Connection::open(s.path()).unwrap();
    // Its number is that of a product, too.
    sql.execute_batch("DROP TRIGGER order_line_u_hold; UPDATE order_line SET hold = NULL WHERE hold = 1").unwrap();
    let order = "UPDATE order_line SET hold = 1 WHERE id = 5 RETURNING parent";
    let order: i64 = sql.query_row(order, [], |row| row.get(0)).unwrap();
    let leading = s.leading(Ref { kind: "code", id: 1 }, 20).unwrap();
    let orders = leading.iter().filter(|at| at.kind == "order").map(|at| at.id);
    assert_eq!(orders.collect::<Vec<_>>(), [order]);
}
