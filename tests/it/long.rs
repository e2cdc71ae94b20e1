//! A list whose order is worked out aside: keys meet it as it will be, and a row that went meanwhile is not shown.
use super::desk::Desk;
use super::{act, has, has_not, now, store_at};
use linchpin::domain::value::Id;
use linchpin::lang::Lang;
use linchpin::store::{Session, Store};
use linchpin::ui::chord::Stroke;
use linchpin::ui::stage::Stage;

/// More customers than are ordered within a key; their names do not come in their order.
const MANY: usize = 16_200;

fn house() -> Desk {
    let desk = Desk::new();
    let rows: Vec<String> =
        (0..MANY).map(|n| format!("Kho {:05},{}", n * 1_009 % MANY, ["Lan", "Huy"][n % 2])).collect();
    let counts = desk.counts("account", &format!("name,owner\n{}\n", rows.join("\n")), &[]);
    assert_eq!(counts[1], u64::try_from(MANY).unwrap());
    desk
}

fn stage(desk: &Desk) -> Stage {
    Stage::new(store_at(desk.store.path(), Lang::En), 80, 24).unwrap()
}

#[test]
fn keys_in_a_burst_wait_for_the_order_they_are_meant_for() {
    let desk = house();
    let scripts = [
        "5",
        "5G",
        "5Gkk<c-b>",
        "5jjS2",
        "5S2Gk",
        "5S1S1gg",
        "5vGv",
        "5vGkk",
        "5*",
        "5**j",
        "5*j<space>k",
        "5*/kho 04<enter>",
        "5/kho 041<enter>G",
        "5/lan<enter>jj<space><space>",
        "5l",
        "5Gl<esc>j",
        "5jo<esc>",
        "5GS2kl",
        "5G<tab>j",
        "5vG<tab>",
        "5j*S2j<space>",
        "5jS2:history<enter>",
        "5jS1*.j",
        "5lS1<esc>e",
    ];
    for script in scripts {
        let (mut one, mut burst) = (stage(&desk), stage(&desk));
        for stroke in Stroke::all(script).unwrap() {
            // Each is done with before the next, the order that it asked for too.
            let Stroke::Key(key) = stroke else { panic!("{script}") };
            one.keys(&key.to_string());
        }
        burst.burst(script);
        assert_eq!(one.screen(), burst.screen(), "{script}");
    }
    let mut s = stage(&desk);
    s.keys("5");
    has(&s, "▌ Kho 00000");
    s.keys("G");
    has(&s, "▌ Kho 16199");
    s.keys("vggv");
    has(&s, "16,200 marked");
}

#[test]
fn an_order_by_what_a_link_leads_to_is_as_long_as_that() {
    use linchpin::domain::filter::Filter;
    use linchpin::store::{List, Order};
    let (desk, filter) = (house(), Filter::default());
    let length = |field| {
        let order = Order { field, down: false };
        desk.store.length_of(&List { kind: Some("opportunity"), filter: &filter, order }).unwrap()
    };
    assert!(length(None) < 100);
    assert!(length(Some("account")) >= Id::try_from(MANY).unwrap());
}

#[test]
fn what_is_done_at_once_to_all_of_a_long_list_is_done_to_all() {
    let desk = house();
    for script in ["5*f", "5vGf", "5S1*f"] {
        let mut s = stage(&desk);
        s.burst(script);
        has(&s, "follow up 16,200 customers");
    }
}

#[test]
fn what_is_done_at_once_after_a_filter_is_done_to_what_it_leaves() {
    let desk = house();
    let mut s = stage(&desk);
    s.burst("5/kho 03777<enter>l");
    has(&s, "┌ Kho 03777");
}

#[test]
fn a_filter_that_is_given_up_while_it_is_counted_leaves_nothing_to_wait_for() {
    let desk = Desk::new();
    // A list that is walked along its index.
    let rows: Vec<String> = (0..MANY).map(|n| format!("Khách {n},{}", ["Lan", "Huy"][n % 2])).collect();
    desk.counts("lead", &format!("name,owner\n{}\n", rows.join("\n")), &["--inbox"]);
    let mut s = stage(&desk);
    for filter in ["owner:lan", "-owner:huy", "created<gt>=2020"] {
        s.keys(&format!("1<s-tab>/{filter}<esc>"));
        has(&s, "All 10,000+");
    }
}

#[test]
fn words_that_cannot_be_read_yet_leave_nothing_to_wait_for() {
    let desk = house();
    let mut s = stage(&desk);
    s.keys("5/a:");
    has(&s, "'a'");
    s.keys("<esc>");
    has(&s, "▌ Kho 00000");
}

#[test]
fn what_one_makes_is_under_the_cursor_though_another_saved_meanwhile() {
    let desk = house();
    let mut other = Store::open(desk.store.path(), Session { lang: Lang::En, now: now(), who: 1, sitting: 2 }).unwrap();
    let mut s = stage(&desk);
    s.keys("5nAaa Mine");
    act(&mut other, "account", "add", &[], &[("name", "Aaa Script")]);
    s.keys("<c-s>");
    has(&s, "▌ Aaa Mine");
    has(&s, "Aaa Script");
    s.keys("j");
    has(&s, "▌ Aaa Script");
}

#[test]
fn an_order_that_one_comes_back_to_is_of_what_is_there_now() {
    let desk = house();
    let mut other = Store::open(desk.store.path(), Session { lang: Lang::En, now: now(), who: 1, sitting: 2 }).unwrap();
    // The orders of a list come round again.
    let round =
        |s: &mut Stage| ["gg", "S1", "gg", "S1", "gg", "S1", "gg", "S2", "gg"].map(|keys| s.keys(keys).screen());
    let mut s = stage(&desk);
    s.keys("5").keys("/kho 000<enter>");
    let (first, again) = (round(&mut s), round(&mut s));
    assert_eq!(first[2..7], again[2..7]);
    act(&mut other, "account", "add", &[], &[("name", "Kho 000zz")]);
    let now = round(&mut s);
    assert_ne!(now, again);
    let mut fresh = stage(&desk);
    fresh.keys("5").keys("/kho 000<enter>");
    round(&mut fresh);
    assert_eq!(round(&mut fresh)[2..7], now[2..7]);
}

#[test]
fn a_row_that_another_took_away_is_not_shown_until_the_order_has_come() {
    let desk = house();
    let mut other = Store::open(desk.store.path(), Session { lang: Lang::En, now: now(), who: 1, sitting: 2 }).unwrap();
    let made: Id = act(&mut other, "account", "add", &[], &[("name", "An Bình")]).made[0].id;
    let mut s = stage(&desk);
    s.keys("5");
    has(&s, "▌ An Bình");
    let last = other.to_undo().unwrap().unwrap();
    other.undo_entry(last.entry).unwrap();
    assert!(other.get::<linchpin::domain::account::Account>(made).is_err());
    s.wake();
    has_not(&s, "An Bình");
    has(&s, "▌ Kho 00000");
    s.keys("j");
    has(&s, "▌ Kho 00001");
}

#[test]
fn what_takes_too_long_is_given_up_and_a_small_file_is_read_to_its_end() {
    use linchpin::domain::filter::Filter;
    use linchpin::store::{List, Order};
    use std::time::Duration;
    let count = |desk: &Desk, patience| {
        let list = List { kind: Some("account"), filter: &Filter::default(), order: Order::default() };
        desk.store.within(patience, || desk.store.count(&list, 2 * MANY)).unwrap()
    };
    let long = house();
    assert_eq!(count(&long, Duration::ZERO), None);
    // It is given up once, not for ever.
    assert_eq!(count(&long, Duration::from_hours(1)), Some(MANY));
    let list = List { kind: Some("account"), filter: &Filter::default(), order: Order::default() };
    assert_eq!(long.store.count(&list, 2 * MANY).unwrap(), MANY);
    let short = Desk::new();
    short.counts("account", "name\nKho\n", &[]);
    assert_eq!(count(&short, Duration::ZERO), Some(1));
}

#[test]
fn a_file_too_large_to_be_looked_over_is_not_said_to_be_whole() {
    let desk = house();
    let store = store_at(desk.store.path(), Lang::En);
    assert!(!store.look_over(std::time::Duration::ZERO).unwrap());
    assert!(store.look_over(std::time::Duration::from_mins(10)).unwrap());
}

#[test]
fn what_is_mine_now_is_walked_in_parts_that_together_are_the_whole() {
    use linchpin::domain::filter::Filter;
    use linchpin::domain::lead::Lead;
    use linchpin::domain::value::Id;
    use linchpin::store::{List, Order};
    let store = super::demo::demo(now(), Lang::En);
    let every = |words: &str| -> Vec<Id> {
        let filter = Filter::parse(words, &Lead::default(), &*store).unwrap();
        let list = List { kind: None, filter: &filter, order: Order::default() };
        let mut all: Vec<Id> = store.every(&list).unwrap().iter().map(|at| at.packed()).collect();
        let page = store.page(&list, None, false, 999).unwrap();
        assert!(page.windows(2).all(|two| two[0].is_before(&two[1])), "{words}");
        let mut paged: Vec<Id> = page.iter().map(|key| key.at.packed()).collect();
        assert_eq!(store.count(&list, 999).unwrap(), all.len(), "{words}");
        all.sort_unstable();
        paged.sort_unstable();
        assert_eq!(paged, all, "{words}");
        all
    };
    let [all, now, not, others] = ["", "now", "-now", "others"].map(every);
    let mut together = [now.clone(), not].concat();
    together.sort_unstable();
    assert_eq!(together, all);
    assert!(!others.is_empty() && others.len() < now.len() && others.iter().all(|at| now.contains(at)));
}
