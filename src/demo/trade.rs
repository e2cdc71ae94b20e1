//! The orders of the months before the story: most are over, some are under way, each due on a day of its own.
use super::when::Days;
use crate::domain::account::Account;
use crate::domain::deed::Deed;
use crate::domain::face::Kept;
use crate::domain::order::{Line, Order, Stage};
use crate::domain::product::Product;
use crate::domain::value::Id;
use crate::domain::worked::Work;
use crate::store::{Store, Tx};
use anyhow::Result;
use chrono::NaiveDate;

const ORDERS: usize = 114;
/// The first number: the story's own follow.
const FIRST: usize = 880;

/// Makes them, in one deed.
pub fn trade(store: &mut Store, days: &Days) -> Result<()> {
    let accounts: Vec<(Id, String)> = store.titles("account", 60)?;
    let products: Vec<Product> = store.all()?;
    let deed = Deed { kind: Order::KIND.into(), act: "begin".into(), count: ORDERS as u64, ..Deed::default() };
    store.write_bulk(&deed, |tx| (0..ORDERS).try_for_each(|n| order(tx, n, &accounts, &products, days)))?;
    Ok(())
}

/// One of them. Nine in ten are over; of those that are not, promises lie ahead.
fn order(tx: &Tx, n: usize, accounts: &[(Id, String)], products: &[Product], days: &Days) -> Result<()> {
    let (account, _) = &accounts[(n * 7) % accounts.len()];
    let owner = tx.get::<Account>(*account)?.owner;
    let age = 4 + (ORDERS - n) * 76 / ORDERS;
    let (ordered, over) = (days.back(age), n % 10 != 9);
    let promised = if over { days.back(age.saturating_sub(6)) } else { days.on(2 + n % 17) };
    let mut order = Order {
        number: format!("SO-0{}", FIRST + n),
        account: Some(*account),
        ordered: Some(ordered),
        promised: Some(promised),
        first_promised: Some(promised),
        work: Work { owner, ..Work::default() },
        ..Order::default()
    };
    // One in six leaves two working days late.
    let left = days.back(age.saturating_sub(if n % 6 == 5 { 8 } else { 5 }));
    order.lines = (0..=(n % 3)).map(|k| line(n + k, products, promised, over.then_some(left))).collect();
    if over {
        (order.shipped, order.delivered) = (Some(left), Some(left));
    }
    tx.save(&mut order)
}

fn line(n: usize, products: &[Product], promised: NaiveDate, left: Option<NaiveDate>) -> Line {
    let quantity = i64::try_from(20 + n * 13 % 180).unwrap_or(20);
    line_of(&products[n % products.len()], quantity, promised, left, Stage::Preparing)
}

/// A line of a product, promised for a day: all of it left and arrived on another, or it is at a stage.
pub(super) fn line_of(
    product: &Product,
    quantity: i64,
    promised: NaiveDate,
    left: Option<NaiveDate>,
    stage: Stage,
) -> Line {
    let done = if left.is_some() { quantity } else { 0 };
    Line {
        product: Some(product.id),
        quantity,
        unit: product.unit.clone(),
        price: product.price,
        currency: product.currency,
        first_confirmed: Some(promised),
        promised: Some(promised),
        stage: if left.is_some() { Stage::Closed } else { stage },
        shipped: done,
        delivered: done,
        shipped_on: left,
        delivered_on: left,
        ..Line::default()
    }
}
