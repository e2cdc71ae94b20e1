//! What is wrong with an order, each fault by its name. How much weight a check has is the house's: its policy says
//! whether it refuses the confirmation (2), is only said (1), or is not made (0).
use super::{Order, State};
use crate::domain::kind::Kind;
use crate::domain::money::Money;
use crate::domain::problem::{Fault, Problem};
use crate::domain::value::Value;
use crate::domain::world::World;
use crate::lang::order as said;
use crate::lang::{fault, when};

/// Something that is wrong.
#[derive(Clone, Debug)]
pub struct Check {
    /// Whether the order cannot be confirmed so.
    pub hard: bool,
    /// Whether it is told of a confirmed order, too: it can still be mended, or nothing can be counted.
    pub lasts: bool,
    /// What, and at which field.
    pub problem: Problem,
}

/// What a customer may owe, and does by their other orders, in minor units of the currency of the limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Credit {
    /// The most.
    pub limit: Money,
    /// By confirmed orders that are not paid.
    pub owed: i64,
}

/// From this weight on a check refuses.
const HARD: i64 = 2;

/// Lines in several currencies have no total.
const CURRENCY: &str = "check-currency";

/// The checks made so far.
struct Checks<'a> {
    world: &'a dyn World,
    list: Vec<Check>,
}

impl Checks<'_> {
    fn add(&mut self, policy: &str, at: &str, fault: Fault) {
        let weight = self.world.rule(policy).unwrap_or(0);
        if weight > 0 {
            let hard = weight >= HARD;
            self.list.push(Check { hard, lasts: !hard || policy == CURRENCY, problem: fault.at(at) });
        }
    }
}

impl Order {
    /// All that is wrong with it as it stands.
    pub fn checks(&self, world: &dyn World) -> Vec<Check> {
        let mut checks = Checks { world, list: Vec::new() };
        self.check_head(&mut checks);
        self.check_lines(&mut checks);
        self.check_others(&mut checks);
        checks.list
    }

    /// Why it cannot be confirmed.
    pub fn blocked(&self, world: &dyn World) -> Vec<Problem> {
        self.checks(world).into_iter().filter(|check| check.hard).map(|check| check.problem).collect()
    }

    /// How many checks block it by what it says itself: this is kept. A PO number, the stock and the credit limit lean on
    /// other records, and are looked at whenever it is asked.
    pub(super) fn own_faults(&self, world: &dyn World) -> usize {
        let mut checks = Checks { world, list: Vec::new() };
        self.check_head(&mut checks);
        self.check_lines(&mut checks);
        checks.list.iter().filter(|check| check.hard).count()
    }

    fn check_head(&self, checks: &mut Checks) {
        let world = checks.world;
        if self.account.is_none() {
            checks.add("check-account", "account", Fault::new(said::NO_ACCOUNT));
        }
        if self.lines.is_empty() {
            checks.add("check-lines", "lines", Fault::new(said::NO_LINES));
        }
        let first = self.lines.iter().filter_map(|line| line.promised).chain(self.promised).min();
        match (first, self.ordered) {
            (None, _) => checks.add("check-promise", "promised", Fault::new(said::NO_PROMISE)),
            (Some(day), Some(ordered)) if day < ordered => {
                let ordered = when::short(ordered, world.today());
                checks.add("check-promise-day", "promised", Fault::new(said::before_order(&ordered)));
            }
            _ => {}
        }
    }

    fn check_lines(&self, checks: &mut Checks) {
        for (n, line) in (1..).zip(&self.lines) {
            let at = |field: &str| format!("lines.{n}.{field}");
            if line.product.is_none() && line.text.is_empty() {
                checks.add("check-product", &at("product"), Fault::new(said::no_product(n)));
            }
            if line.stands() == State::Cancelled || line.is_return() {
                continue;
            }
            if line.quantity < 1 {
                checks.add("check-quantity", &at("quantity"), Fault::new(said::no_quantity(n)));
            }
            if line.price.is_none() {
                checks.add("check-price", &at("price"), Fault::new(said::no_price(n)));
            } else if let Some(fault) = line.foreign(n, self.currency) {
                checks.add(CURRENCY, &at("price"), fault);
            }
        }
    }

    fn check_others(&self, checks: &mut Checks) {
        let world = checks.world;
        if let Some(account) = self.account.filter(|_| !self.po.is_empty())
            && let Some((number, day)) = world.po_taken(account, &self.po, self.id)
        {
            let day = day.map(|day| when::short(day, world.today())).unwrap_or_default();
            checks.add("check-po", "po", Fault::new(said::po_taken(&self.po, &number, &day)));
        }
        for (n, line) in (1..).zip(&self.lines) {
            let stock = line.product.and_then(|id| world.product(id)).and_then(|product| product.stock);
            if let Some(stock) = stock.filter(|stock| *stock < line.left()) {
                let fault = Fault::new(said::short_of_stock(n, line.left(), stock));
                checks.add("check-stock", &format!("lines.{n}.quantity"), fault);
            }
        }
        let Some(credit) = self.account.and_then(|account| world.credit(account, self.id)) else { return };
        let limit = credit.limit;
        if limit.currency != self.currency {
            return;
        }
        let own = self.total.unwrap_or(0).saturating_sub(self.paid.unwrap_or(0));
        let would = credit.owed.saturating_add(own);
        if would > limit.minor {
            let shown = |minor| Money { minor, ..limit }.show();
            checks.add("check-credit", "account", Fault::new(said::over_credit(&shown(would), &shown(limit.minor))));
        }
    }

    /// What cannot be true of any order, draft or not.
    pub(super) fn contradictions(&self, world: &dyn World) -> Vec<Problem> {
        let (mut problems, currency) = (Vec::new(), self.agreed(world));
        if !self.number.is_empty() && world.number_taken(&self.number, self.id) {
            problems.push(Fault::new(said::NUMBER_TAKEN).at("number"));
        }
        for (n, line) in (1..).zip(&self.lines) {
            let moved = line.shipped.saturating_add(line.cancelled);
            if line.quantity < 1 && !line.is_return() {
                problems.push(Fault::new(said::no_quantity(n)).at(format!("lines.{n}.quantity")));
            } else if line.quantity < moved && !line.is_return() {
                problems.push(Fault::new(said::moved_already(moved)).at(format!("lines.{n}.quantity")));
            } else if let Err(fault) = line.worth() {
                problems.push(fault.at(format!("lines.{n}.quantity")));
            }
            problems.extend(line.foreign(n, currency).map(|fault| fault.at(format!("lines.{n}.price"))));
        }
        // Once the lines have our word, their promises move by their own action, which asks why.
        let firm = self.lines.iter().filter(|line| line.stage != super::Stage::Draft && line.owed() > 0);
        let last = firm.filter_map(|line| line.promised).max();
        if last.is_some() && self.promised != last {
            problems.push(Fault::new(said::MOVED_BY_PROMISE).at("promised"));
        }
        if self.deposit.is_some_and(|deposit| deposit < 0) {
            let shown = Value::money(self.deposit, self.currency);
            let shown = Kind::Money.show(&shown, world);
            problems.push(Fault::new(fault::below_none(&shown)).at("deposit"));
        }
        problems
    }
}
