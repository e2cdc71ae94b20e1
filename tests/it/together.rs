//! Two at one file: what is brought in pauses for the one who saves, and is one deed all the same.
use super::desk::Desk;
use super::{act, now, store_at};
use chrono::TimeDelta;
use linchpin::domain::deed::{Deed, Ref};
use linchpin::domain::filter::Filter;
use linchpin::domain::lead::Lead;
use linchpin::exchange::plan::target::called;
use linchpin::exchange::plan::{Cancelled, Options, Plan, Twice};
use linchpin::exchange::run::apply::{Watch, apply};
use linchpin::exchange::run::tally::Outcome;
use linchpin::lang::Lang;
use linchpin::store::file::copies::Reason;
use linchpin::store::{Db, List, Order, Store, Tx};
use std::path::PathBuf;
use std::thread::{self, JoinHandle};

/// More rows than a save waits for.
const ROWS: usize = 10_000;

fn file(desk: &Desk) -> PathBuf {
    file_with(desk, "")
}

/// The same, with more rows at its end.
fn file_with(desk: &Desk, more: &str) -> PathBuf {
    let rows: Vec<String> = (0..ROWS).map(|n| format!("Người {n},Công ty {n}\n")).collect();
    desk.file("many.csv", format!("name,company\n{}{more}", rows.concat()))
}

fn plan(desk: &Desk, file: PathBuf) -> Plan {
    plan_as(desk, file, Options::default())
}

fn plan_as(desk: &Desk, file: PathBuf, options: Options) -> Plan {
    Plan::new(&desk.store, called("leads").unwrap(), &[file], options, &mut |_, _| true).unwrap()
}

/// Another, who has a lead to save; what its save met is how many leads there were by then.
fn other(path: PathBuf) -> JoinHandle<usize> {
    thread::spawn(move || {
        let mut store = store_at(&path, Lang::En);
        act(&mut store, "lead", "add", &[], &[("name", "Bà Tám"), ("company", "Gạo Tám")]);
        leads(&store).len()
    })
}

fn leads(store: &Store) -> Vec<Ref> {
    let filter = Filter::default();
    store.every(&List { kind: Some("lead"), filter: &filter, order: Order::default() }).unwrap()
}

/// An import beside which another saves; `then` is called at each step after that save.
fn beside(desk: &mut Desk, dry: bool, then: impl FnMut() -> bool) -> (anyhow::Result<Outcome>, usize) {
    let plan = plan(desk, file(desk));
    beside_plan(desk, &plan, dry, then)
}

fn beside_plan(
    desk: &mut Desk,
    plan: &Plan,
    dry: bool,
    mut then: impl FnMut() -> bool,
) -> (anyhow::Result<Outcome>, usize) {
    let path = desk.store.path().to_owned();
    let (mut saving, mut met) = (None, None);
    let mut step = |_, _| {
        let saver: &mut JoinHandle<usize> = saving.get_or_insert_with(|| other(path.clone()));
        saver.is_finished().then(&mut then).unwrap_or(true)
    };
    let end = apply(&mut desk.store, plan, dry, &mut Watch { step: &mut step, reject: &mut |_| Ok(()) });
    if let Some(saver) = saving.take() {
        met = Some(saver.join().unwrap());
    }
    (end, met.unwrap())
}

#[test]
fn a_save_comes_between_two_parts_of_an_import_which_one_undo_takes_back() {
    let mut desk = Desk::new();
    let (end, met) = beside(&mut desk, false, || true);
    assert_eq!(end.unwrap().counts.added, ROWS as u64);
    assert!(met < ROWS, "the save waited for all of {met}");
    assert_eq!(leads(&desk.store).len(), ROWS + 1);
    // What is saved row by row is followed in the pause and afterwards, though the rows of the import are not.
    act(&mut desk.store, "lead", "add", &[], &[("name", "Bà Chín")]);
    for name in ["Bà Tám", "Bà Chín"] {
        let saved = desk.store.lookup(name, 1, None).unwrap()[0].at;
        assert_eq!(desk.store.history(saved).unwrap().len(), 1, "{name}");
    }
    let turned = desk.store.to_undo().unwrap().unwrap();
    desk.store.undo_entry(turned.entry).unwrap();
    let told = desk.store.entries(9).unwrap();
    let acts: Vec<&str> = told.iter().map(|told| told.deed.act.as_str()).collect();
    assert_eq!(acts.iter().filter(|act| **act == "import").count(), 1, "{acts:?}");
    // A row of a later part has the import in its history; it is the deed that is taken back.
    let last = *leads(&desk.store).iter().max_by_key(|at| at.id).unwrap();
    let history = desk.store.history(last).unwrap();
    assert_eq!(history.last().unwrap().deed.title, "many.csv");
    let turned = desk.store.undo_entry(history.last().unwrap().entry).unwrap();
    assert_eq!((turned.deed.count, turned.kept.len()), (ROWS as u64, 0));
    let left = leads(&desk.store);
    assert_eq!(left.len(), 1);
    assert_eq!(desk.store.get::<Lead>(left[0].id).unwrap().name, "Bà Tám");
    let redo = desk.store.to_redo().unwrap().unwrap();
    desk.store.undo_entry(redo.entry).unwrap();
    assert_eq!(leads(&desk.store).len(), ROWS + 1);
    assert!(desk.store.doctor(&mut |_, _| ()).unwrap().is_well());
}

#[test]
fn who_is_saved_in_a_pause_is_known_to_the_rows_that_follow() {
    let mut desk = Desk::new();
    let options = Options { twice: Twice::Skip, ..Options::default() };
    let plan = plan_as(&desk, file_with(&desk, "bà tám,Gạo Tám\n"), options);
    let (end, _) = beside_plan(&mut desk, &plan, false, || true);
    let counts = end.unwrap().counts;
    assert_eq!((counts.added, counts.skipped), (ROWS as u64, 1));
}

#[test]
fn what_others_write_while_one_reads_for_a_bulk_deed_is_told_as_it_begins() {
    let mut desk = Desk::new();
    let path = desk.store.path().to_owned();
    let deed = Deed { kind: "lead".into(), act: "import".into(), ..Deed::default() };
    let read = |db: &Db| {
        assert_eq!(other(path.clone()).join().unwrap(), 1);
        Ok(db.every(&List { kind: Some("lead"), filter: &Filter::default(), order: Order::default() })?.len())
    };
    let told = |tx: &Tx, found: usize, others: Vec<Ref>| {
        tx.save(&mut Lead { name: "Ông Tư".into(), ..Lead::default() })?;
        Ok((found, others.iter().map(|at| at.kind).collect::<Vec<_>>()))
    };
    let ((found, others), _) = desk.store.write_bulk_after(&deed, read, told).unwrap();
    assert_eq!((found, others), (1, vec!["lead"]));
    assert_eq!(leads(&desk.store).len(), 2);
}

/// Lines are looked through for the currencies of their orders before any comes in: who saves meanwhile is let in then.
#[test]
fn a_save_comes_before_lines_are_read_whose_orders_tell_their_currency() {
    let mut desk = Desk::new();
    desk.import("orders", "number,currency\nA1,USD\nA2,VND\n", &[]);
    let rows: Vec<String> = (0..ROWS).map(|n| format!("A2,Gạo {n},1,1.50\n")).collect();
    let lines = desk.file("lines.csv", format!("order,text,quantity,price\n{}", rows.concat()));
    let plan = Plan::new(&desk.store, called("order-lines").unwrap(), &[lines], Options::default(), &mut |_, _| true);
    let path = desk.store.path().to_owned();
    let (mut saving, mut before) = (None, None);
    let mut step = |at, _| {
        let saver: &mut JoinHandle<usize> = saving.get_or_insert_with(|| other(path.clone()));
        if saver.is_finished() {
            before.get_or_insert(at == 0);
        }
        true
    };
    let mut watch = Watch { step: &mut step, reject: &mut |_| Ok(()) };
    let end = apply(&mut desk.store, &plan.unwrap(), false, &mut watch).unwrap();
    assert_eq!((end.counts.added, before), (ROWS as u64, Some(true)));
}

#[test]
fn a_cancel_after_a_pause_leaves_what_the_other_saved_and_nothing_else() {
    let mut desk = Desk::new();
    let (end, _) = beside(&mut desk, false, || false);
    assert!(end.err().unwrap().is::<Cancelled>());
    let left = leads(&desk.store);
    assert_eq!(left.len(), 1);
    assert!(desk.store.lookup("nguoi 7", 5, None).unwrap().is_empty());
    assert!(desk.store.doctor(&mut |_, _| ()).unwrap().is_well());
    // It comes in whole the next time.
    let plan = plan(&desk, file(&desk));
    let mut watch = Watch { step: &mut |_, _| true, reject: &mut |_| Ok(()) };
    assert_eq!(apply(&mut desk.store, &plan, false, &mut watch).unwrap().counts.added, ROWS as u64);
}

#[test]
fn an_import_that_was_cut_off_is_taken_back_by_who_opens_the_file_next() {
    let mut desk = Desk::new();
    let path = desk.store.path().to_owned();
    let mut copy = None;
    let (end, _) = beside(&mut desk, false, || {
        // As the file would be left if the program were killed now.
        copy.get_or_insert_with(|| {
            let at = (now() + TimeDelta::days(1)).naive_local();
            store_at(&path, Lang::En).keep_copy(Reason::Asked, at).unwrap()
        });
        true
    });
    end.unwrap();
    let store = store_at(&copy.unwrap(), Lang::En);
    let left = leads(&store);
    assert_eq!(left.len(), 1);
    assert_eq!(store.get::<Lead>(left[0].id).unwrap().name, "Bà Tám");
    assert!(store.doctor(&mut |_, _| ()).unwrap().is_well());
    // Who opens the file while the import goes on leaves it alone.
    assert_eq!(leads(&desk.store).len(), ROWS + 1);
}

#[test]
fn a_dry_run_gives_way_and_counts_all_the_same() {
    let mut desk = Desk::new();
    let (end, met) = beside(&mut desk, true, || true);
    assert_eq!((end.unwrap().counts.added, met), (ROWS as u64, 1));
    assert_eq!(leads(&desk.store).len(), 1);
}

/// One that gave way too often counts in a copy: whoever saves then, waits for nothing.
#[test]
fn a_dry_run_that_gave_way_often_has_nobody_wait() {
    let mut desk = Desk::new();
    let plan = plan(&desk, file(&desk));
    let path = desk.store.path().to_owned();
    let (mut saved, mut saving, mut at_once) = (0, None, None);
    let mut step = |_, _| {
        if saved < 3 {
            let saver: &mut JoinHandle<usize> = saving.get_or_insert_with(|| other(path.clone()));
            if saver.is_finished() {
                saved = saving.take().unwrap().join().unwrap();
            }
        } else if at_once.is_none() {
            at_once = Some(other(path.clone()).join().unwrap());
        }
        true
    };
    let end = apply(&mut desk.store, &plan, true, &mut Watch { step: &mut step, reject: &mut |_| Ok(()) });
    assert_eq!(end.unwrap().counts.added, ROWS as u64);
    assert_eq!((saved, at_once), (3, Some(4)));
    assert_eq!(leads(&desk.store).len(), 4);
}

#[test]
fn two_imports_do_not_go_on_at_once() {
    let mut desk = Desk::new();
    let (plan, path) = (plan(&desk, file(&desk)), desk.store.path().to_owned());
    let mut refused = 0;
    let mut step = |_, _| {
        if refused == 0 {
            let mut second = store_at(&path, Lang::En);
            let error =
                apply(&mut second, &plan, false, &mut Watch { step: &mut |_, _| true, reject: &mut |_| Ok(()) });
            let told = format!("{:#}", error.err().unwrap());
            assert!(told.contains("another import is at work"), "{told}");
            refused += 1;
        }
        true
    };
    apply(&mut desk.store, &plan, false, &mut Watch { step: &mut step, reject: &mut |_| Ok(()) }).unwrap();
    assert_eq!(refused, 1);
}
