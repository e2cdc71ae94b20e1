//! Rows that are lines of an order: the order is opened once for all of its lines that stand together, and saved once.
use super::Run;
use super::ahead::Ready;
use super::amiss::next_into;
use super::batch::STEP;
use super::coming::Coming;
use super::keyless::Places;
use super::known::Keys;
use super::row::{self, Got, Reader};
use super::write::{Written, set};
use crate::domain::deed::Ref;
use crate::domain::field::{Edit, Row};
use crate::domain::kind::Kind;
use crate::domain::kinds::KeptRow;
use crate::domain::money::{Currency, Money};
use crate::domain::order::is_no_goods;
use crate::domain::problem::Fault;
use crate::domain::value::{Id, Slot, Value};
use crate::domain::world::World;
use crate::exchange::column::read::How;
use crate::exchange::file::table::Line;
use crate::exchange::plan::own::Which;
use crate::exchange::plan::{File, From};
use crate::lang::import as said;
use crate::store::Outside;
use anyhow::{Context, Result};
use std::collections::HashSet;

/// An order whose lines are being brought in.
pub struct Open {
    id: Id,
    row: Box<dyn KeptRow>,
    /// Where the lines are among its parts.
    part: usize,
    /// Whether its currency is that of its lines, whatever their column shows.
    tells: bool,
    changed: bool,
    /// Lines that are new: their place, key and digest.
    new: Vec<(usize, String, i64)>,
    unread: Vec<Unread>,
}

/// A text that a field of a line could not take: the place of the line, the field, the text.
type Unread = (usize, &'static str, String);

impl Open {
    fn currency(&self) -> Option<Currency> {
        let mut currency = Currency::default();
        currency.put(self.row.value("currency")).ok().map(|()| currency)
    }

    /// Whether it says an amount itself, so that its currency is no default.
    fn says_amount(&self) -> bool {
        let heads = self.row.heads();
        let mut amounts =
            heads.iter().enumerate().filter(|(_, head)| matches!(head.kind, Kind::Money) && head.edit != Edit::Derived);
        amounts.any(|(at, _)| self.row.get(at) != Value::Empty)
    }

    /// Whether it has lines at a price from before.
    fn has_priced(&self) -> bool {
        let parts = self.row.parts();
        let lines = parts[self.part].rows;
        lines.each().any(|line| line.id() != 0 && line.value("price") != Value::Empty)
    }

    /// The currency that the prices of its lines are in, where they agree.
    fn priced_in(&self) -> Option<Currency> {
        let parts = self.row.parts();
        let prices = parts[self.part].rows.each().map(|line| line.value("price"));
        let mut priced =
            prices.filter_map(|price| if let Value::Money(money) = price { Some(money.currency) } else { None });
        let first = priced.next()?;
        priced.all(|currency| currency == first).then_some(first)
    }

    /// An order that says no amount is in the currency of its lines.
    fn agree(&mut self) -> Result<()> {
        let currency = self.priced_in().filter(|_| !self.says_amount());
        if let Some((at, currency)) = self.row.place("currency").zip(currency) {
            set(&mut *self.row, at, Value::Text(currency.code().to_owned()))?;
        }
        Ok(())
    }
}

impl Run<'_, '_, '_> {
    /// Whether each line is in the currency of its order: the file has orders' currencies itself, or some of its lines are
    /// of an order that is in another than the workspace's, so that none is in that by default.
    pub fn orders_tell(&mut self, file: &File, at: usize) -> Result<bool> {
        let guessed = |from: &From| matches!(from.how, How::Money(_, Some(_)));
        if self.plan.named || !file.fields.iter().flat_map(|field| &field.from).any(guessed) {
            return Ok(self.plan.named);
        }
        let (mut other, usual) = (HashSet::new(), self.tx.currency());
        self.tx.each_text(self.plan.target.kind, "currency", |id, code| {
            if code != usual.code() {
                other.insert(id);
            }
        })?;
        if other.is_empty() {
            return Ok(false);
        }
        let mut table = file.looked.table()?;
        let (mut read, mut line) = (0_u64, Line::default());
        while next_into(&mut table, (self.plan, at), &mut line)? {
            if self.reader(file).owner(&line).is_some_and(|id| other.contains(&id)) {
                return Ok(true);
            }
            read += 1;
            if read.is_multiple_of(STEP) && self.heed(0)? {
                self.let_in()?;
            }
        }
        Ok(false)
    }

    pub fn part_row(
        &mut self,
        of: (usize, &File),
        line: &Line,
        keys: &mut Keys,
        places: &mut Places,
        open: &mut Option<Open>,
    ) -> Result<()> {
        let source = &of.1.source;
        let owner = self.reader(of.1).owner(line);
        if let Some(id) = owner {
            self.open(open, id, source, keys)?;
        }
        let order = open.as_ref().filter(|open| Some(open.id) == owner);
        let usual = order.and_then(Open::currency).unwrap_or_else(|| self.tx.currency());
        let known = Some(usual).filter(|_| order.is_some_and(|order| order.tells));
        let said = Reader { of: known, ..self.reader(of.1) }.read(line, usual, places);
        let ready = Ready { digest: row::digest(of.1, &said), said, made: None };
        let own = match self.own_row(of.1, &ready.said.key) {
            Ok(own) => own,
            Err(fault) => return self.of_another(of, line, fault),
        };
        let (mut coming, _) = self.coming(of, line, ready)?;
        coming.as_text = as_text(&coming);
        if let Some(known) = self.known(own, &coming, open, keys)? {
            if known.digest == coming.digest && line.before.is_none() {
                self.outcome.counts.skipped += 1;
                return Ok(());
            }
            let changed = self.change(open, known, &coming, keys)?;
            let at = Ref { kind: self.plan.target.kind, id: known.id };
            self.tx.renew_outside(at, source, &coming.said.key, coming.digest)?;
            return self.count_known(changed);
        }
        let lacking = self.lacks(&coming).map(|lacking| written_off(&coming).unwrap_or(lacking));
        match (lacking, owner, open) {
            (None, Some(id), Some(open)) => {
                let place = self.append(open, &coming)?;
                if let Some(called) = no_goods(&coming) {
                    *self.outcome.no_goods.entry(called).or_default() += 1;
                }
                self.outcome.returns += u64::from(below_none(&coming).is_some());
                open.new.push((place, coming.said.key.clone(), coming.digest));
                // The number of the line is given when the order is saved; until then its digest is all that is asked.
                keys.add_unsaved(coming.said.key, Outside { id, part: None, digest: coming.digest });
                self.outcome.counts.added += 1;
                Ok(())
            }
            (lacking, ..) => {
                let (column, fault) = lacking.context("a row without an order")?;
                self.reject(of.0, line, column, fault)
            }
        }
    }

    /// The line that a row is known for.
    fn known(
        &mut self,
        own: Option<Which>,
        coming: &Coming,
        open: &mut Option<Open>,
        keys: &mut Keys,
    ) -> Result<Option<Outside>> {
        if let Some((id, part)) = own
            && self.tx.name(self.plan.target.kind, id).is_some()
        {
            return Ok(Some(Outside { id, part, digest: 0 }));
        }
        if keys.unsaved(&coming.said.key).is_some_and(|known| known.digest != coming.digest) {
            self.close(open, &coming.file.source, keys)?;
        }
        keys.find(self.tx, &coming.said.key)
    }

    /// The part of a record whose rows the file has.
    fn part(&self) -> &'static str {
        self.plan.target.part.map_or("", |(key, _)| key)
    }

    /// Adds a line to an order; gives its place.
    fn append(&mut self, open: &mut Open, coming: &Coming) -> Result<usize> {
        let (_, place) = open.row.grow(self.part()).context("a kind without such a part")?;
        self.pour(open.row.part_mut(open.part).at_mut(place), coming, (place, &mut open.unread))?;
        open.changed = true;
        Ok(place)
    }

    /// Writes what a row says into a line; tells whether that changed anything.
    fn pour(&mut self, row: &mut dyn Row, coming: &Coming, (place, unread): (usize, &mut Vec<Unread>)) -> Result<bool> {
        let mut changed = false;
        for (field, got) in coming.file.fields.iter().zip(&coming.said.got) {
            let Some(at) = row.place(field.head.key) else { continue };
            match got {
                Got::Blank => {}
                Got::Value(value) => {
                    let before = row.get(at);
                    set(row, at, value.clone())?;
                    changed |= row.get(at) != before;
                }
                Got::Unread { text, fault, column } => {
                    self.flag(coming, &Written::unread(field, text, (fault, *column)));
                    if field.head.key != "product" {
                        unread.push((place, field.head.key, text.clone()));
                        changed = true;
                    }
                }
            }
        }
        if let (Some(text), Some(at)) = (&coming.as_text, row.place("text")) {
            let text = Value::Text(text.clone());
            changed |= row.get(at) != text;
            set(row, at, text)?;
        }
        Ok(changed)
    }

    fn change(&mut self, open: &mut Option<Open>, known: Outside, coming: &Coming, keys: &mut Keys) -> Result<bool> {
        self.open(open, known.id, &coming.file.source, keys)?;
        let Some(open) = open else { return Ok(false) };
        let rows = open.row.part_mut(open.part);
        let place = known.part.and_then(|line| rows.place(line));
        let Some(place) = place else { return Ok(false) };
        let changed = self.pour(rows.at_mut(place), coming, (place, &mut open.unread))?;
        open.changed |= changed;
        Ok(changed)
    }

    /// Opens an order; the one before is saved.
    fn open(&mut self, open: &mut Option<Open>, id: Id, source: &str, keys: &mut Keys) -> Result<()> {
        if open.as_ref().is_some_and(|open| open.id == id) {
            return Ok(());
        }
        self.close(open, source, keys)?;
        let row = self.tx.any(self.plan.target.kind, id)?;
        let part = row.parts().iter().position(|part| part.key == self.part()).context("a kind without such a part")?;
        let mut order = Open { id, row, part, tells: false, changed: false, new: Vec::new(), unread: Vec::new() };
        let house = order.currency() == Some(self.tx.currency());
        let tells = !house || keys.orders_tell || order.says_amount() || order.has_priced();
        order.tells = tells && self.plan.options.currency.is_none();
        *open = Some(order);
        Ok(())
    }

    /// Saves the order that is open, and keeps by which keys its new lines are known.
    pub fn close(&mut self, open: &mut Option<Open>, source: &str, keys: &mut Keys) -> Result<()> {
        let Some(mut order) = open.take().filter(|open| open.changed) else { return Ok(()) };
        let kind = self.plan.target.kind;
        order.agree()?;
        order.row.imported(&**self.tx);
        self.tx.save_row(&mut *order.row, kind)?;
        let at = Ref { kind, id: order.id };
        let parts = order.row.parts();
        let line = |place: usize| parts[order.part].rows.at(place).id();
        for (place, key, digest) in order.new {
            self.tx.keep_outside(at, Some(line(place)), source, &key, digest)?;
        }
        keys.saved();
        for (place, field, text) in order.unread {
            self.tx.keep_written(at, &format!("{}.{}.{field}", parts[order.part].key, line(place)), &text)?;
        }
        Ok(())
    }
}

/// What a row says of a field.
fn of<'a>(coming: &'a Coming, key: &str) -> Option<&'a Got> {
    coming.file.fields.iter().zip(&coming.said.got).find(|(field, _)| field.head.key == key).map(|(_, got)| got)
}

/// What a row says was ordered, in its own words.
fn in_words<'a>(coming: &'a Coming) -> Option<&'a str> {
    match of(coming, "text") {
        Some(Got::Value(Value::Text(text))) => Some(text),
        _ => None,
    }
}

/// What names no product that is here is what was ordered, as written; before the words that stand beside it.
fn as_text(coming: &Coming) -> Option<String> {
    let Got::Unread { text, .. } = of(coming, "product")? else { return None };
    Some(match in_words(coming) {
        Some(words) if words.contains(text.as_str()) => words.to_owned(),
        Some(words) => format!("{text} {words}"),
        None => text.clone(),
    })
}

/// What is ordered where no goods are: `POSTAGE`, `?`. A product of that name is one.
fn no_goods(coming: &Coming) -> Option<String> {
    let called = match of(coming, "product") {
        Some(Got::Value(_)) => return None,
        Some(Got::Unread { text, .. }) => in_words(coming).unwrap_or(text),
        _ => in_words(coming)?,
    };
    is_no_goods(called).then(|| called.to_owned())
}

/// The quantity of what came back.
fn below_none(coming: &Coming) -> Option<i64> {
    if let Some(Got::Value(Value::Whole(n @ ..0))) = of(coming, "quantity") { Some(*n) } else { None }
}

/// Why a row of less than nothing that is in no order is no return: it comes to nothing.
fn written_off(coming: &Coming) -> Option<(String, Fault)> {
    let free = |money: &Money| money.minor == 0;
    let n =
        below_none(coming).filter(|_| matches!(of(coming, "price"), Some(Got::Value(Value::Money(m))) if free(m)))?;
    let field = coming.file.fields.iter().find(|field| field.head.key == "quantity")?;
    let header = coming.file.looked.column_name(field.from.first()?.column);
    Some((header, Fault::new(said::written_off(&n.to_string()))))
}
