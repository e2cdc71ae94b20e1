//! An import under way: each row of each file in its turn, known, merged, added or rejected.
pub(super) mod ahead;
pub(super) mod alike;
pub mod amiss;
mod another;
pub mod apply;
pub(super) mod batch;
pub(super) mod coming;
pub mod dry;
pub(super) mod end;
mod ended;
pub mod first;
pub(super) mod goods;
pub(super) mod here;
pub(super) mod keyless;
pub(super) mod known;
pub(super) mod lines;
pub(super) mod made;
pub mod rejects;
pub(super) mod row;
pub(super) mod staff;
pub(super) mod sums;
pub mod tally;
pub(super) mod twins;
pub(super) mod unknown;
mod which;
pub(super) mod write;

use crate::domain::code::Code;
use crate::domain::deed::Ref;
use crate::domain::face::Kept;
use crate::domain::kind::Kind;
use crate::domain::product::Product;
use crate::domain::value::{Id, Value};
use crate::domain::world::World;
use crate::exchange::file::table::Line;
use crate::exchange::plan::own;
use crate::exchange::plan::{Cancelled, File, Plan};
use crate::store::Tx;
use ahead::{Ahead, Ready, Rows, Spent};
use alike::Alike;
use amiss::{Amiss, next_into};
use anyhow::Result;
use apply::Watch;
use batch::STEP;
use coming::Coming;
use dry::Dry;
use goods::Goods;
use here::Here;
use known::{Codes, Keys, Others};
use made::Made;
use staff::Staff;
use std::collections::HashMap;
use std::sync::Arc;
use std::thread;
use sums::is_sum;
use tally::Outcome;
use twins::Twins;
use unknown::Unknown;
use write::{Written, is_awaited};

/// An import under way.
pub struct Run<'a, 't, 'w> {
    pub tx: &'a Tx<'t>,
    pub plan: &'a Plan,
    pub outcome: Outcome,
    pub codes: Arc<Codes>,
    /// All lists, where this import made some of them grow.
    pub lists: Option<Arc<Vec<Code>>>,
    /// Records that were made when rows were last read ahead.
    made: u64,
    /// What the row before was, where it made a record.
    spent: Option<Spent>,
    pub links: Others,
    twins: Option<Twins>,
    /// Whose turn is that of who brings the rows in.
    mine: Vec<Id>,
    /// What is sold, where the file is of that.
    pub goods: Option<Goods>,
    /// People of the house, where the file is of such.
    pub staff: Option<Staff>,
    /// What the house goes by, where the file is of that.
    pub alike: Option<Alike>,
    pub own: own::Marked,
    /// Names that no record has.
    pub unknown: Unknown,
    /// References to records of the same kind that may stand further down, and what is told of those that do not.
    ahead: Vec<(Id, Written, Option<Amiss>)>,
    pub dry: Option<Dry>,
    pub watch: &'a mut Watch<'w>,
    /// Bytes of the files before this one, and of all.
    before: u64,
    total: u64,
}

impl<'a, 't, 'w> Run<'a, 't, 'w> {
    pub fn new(
        tx: &'a Tx<'t>,
        plan: &'a Plan,
        dry: Option<Dry>,
        watch: &'a mut Watch<'w>,
        (before, total): (u64, u64),
        Here { links, twins }: Here,
    ) -> Result<Self> {
        Ok(Self {
            tx,
            plan,
            outcome: Outcome { of_lines: plan.target.part.is_some(), ..Outcome::default() },
            codes: Arc::new(Codes::of(tx)?),
            lists: None,
            made: 0,
            spent: None,
            links,
            mine: tx.mine(),
            twins,
            goods: (plan.target.kind == Product::KIND).then(|| Goods::of(tx)).transpose()?,
            staff: Staff::of(tx, plan.target.kind),
            alike: Alike::of(tx, plan.target)?,
            own: own::Marked::of(tx)?,
            unknown: Unknown::default(),
            ahead: Vec::new(),
            dry,
            watch,
            before,
            total,
        })
    }

    pub fn file(&mut self, at: usize) -> Result<()> {
        let plan = self.plan;
        let file = &plan.files[at];
        let mut keys = Keys::of(self.tx, plan.target.kind, &file.source, file.looked.rows)?;
        keys.orders_tell = plan.target.part.is_some() && self.orders_tell(file, at)?;
        let mut table = file.looked.table()?;
        table.down = file.down();
        let total = table.total();
        if ahead::can_be(plan, file, &self.links) {
            thread::scope(|scope| {
                let ahead = Ahead::begin(scope, self.tx, (plan, at), table);
                self.rows((at, file), &mut keys, Rows::Ahead(ahead))
            })?;
        } else {
            self.rows((at, file), &mut keys, Rows::Here(Box::new(table)))?;
        }
        self.before += total;
        Ok(())
    }

    /// Tells how far it is, and whether others wait to write and are to be let in.
    fn heed(&mut self, position: u64) -> Result<bool> {
        if !(self.watch.step)(self.before + position, self.total) {
            return Err(Cancelled.into());
        }
        Dry::pauses(self.dry, self.tx.is_waited_for()?)
    }

    fn let_in(&mut self) -> Result<()> {
        let others = self.tx.pause()?;
        self.hear(&others)
    }

    fn rows(&mut self, (at, file): (usize, &File), keys: &mut Keys, mut rows: Rows) -> Result<()> {
        let plan = self.plan;
        let (mut places, mut open, begun) = (HashMap::new(), None, self.outcome.counts.read());
        let mut line = Line::default();
        loop {
            let spent = self.spent.take();
            let read = match &mut rows {
                Rows::Ahead(ahead) => {
                    ahead.done(std::mem::take(&mut line), spent);
                    let Some(row) = ahead.next(|| self.knows())? else { break };
                    line = row.line;
                    Some(row.read)
                }
                Rows::Here(table) => {
                    if !next_into(table, (plan, at), &mut line)? {
                        break;
                    }
                    table.misfit(&line).map(Err)
                }
            };
            let before = self.outcome.counts;
            if let Some(Err(fault)) = read {
                self.reject(at, &line, String::new(), fault)?;
            } else if let Some((column, fault)) =
                is_sum(file, &line, file.looked.rows.saturating_sub(before.read() - begun + 1))
            {
                self.reject(at, &line, column, fault)?;
            } else if plan.target.part.is_some() {
                self.part_row((at, file), &line, keys, &mut places, &mut open)?;
            } else {
                let ready = read.and_then(Result::ok);
                let ready = ready.unwrap_or_else(|| self.read(file, &line, self.tx.currency(), &mut places));
                self.row((at, file), &line, ready, keys)?;
            }
            self.tell_fate(line.number, before);
            if self.outcome.counts.read().is_multiple_of(STEP) && self.heed(rows.position())? {
                self.close(&mut open, &file.source, keys)?;
                self.let_in()?;
            }
        }
        self.close(&mut open, &file.source, keys)
    }

    /// By what rows are read ahead.
    fn knows(&mut self) -> ahead::Known {
        let (codes, lists, counts) = (Arc::clone(&self.codes), self.lists.clone(), self.outcome.counts);
        let makes = counts.read() == 0 || counts.added > self.made;
        self.made = counts.added;
        ahead::Known { links: self.links.clone(), codes, lists, makes }
    }

    fn row(&mut self, of: (usize, &File), line: &Line, ready: Ready, keys: &mut Keys) -> Result<()> {
        if let Some((column, fault)) = of.1.written_off(line).or_else(|| self.is_title(of.1, line)) {
            return self.reject(of.0, line, column, fault);
        }
        let own = match self.own_row(of.1, &ready.said.key) {
            Ok(own) => own,
            Err(fault) => return self.of_another(of, line, fault),
        };
        let (coming, made) = self.coming(of, line, ready)?;
        let kind = self.plan.target.kind;
        if let Some((id, _)) = own.filter(|(id, _)| self.tx.name(kind, *id).is_some()) {
            let changed = self.merge(&coming, id, true)?;
            return self.is_known(&coming, id, changed);
        }
        if let Some(known) = keys.find(self.tx, &coming.said.key)? {
            if let Some((column, fault)) = self.is_another(&coming, known.id)? {
                return self.reject(coming.at, line, column, fault);
            }
            self.still_kept(&coming, known.id)?;
            if self.says_more(&coming, known.id) {
                let changed = self.fill_blanks(&coming, known.id)?;
                return self.is_known(&coming, known.id, changed);
            }
            if known.digest == coming.digest && line.before.is_none() {
                return self.is_known(&coming, known.id, false);
            }
            let changed = self.merge(&coming, known.id, false)?;
            let at = Ref { kind, id: known.id };
            self.tx.renew_outside(at, &coming.file.source, &coming.said.key, coming.digest)?;
            return self.is_known(&coming, known.id, changed);
        }
        if let Some((column, fault)) = self.lacks(&coming) {
            return self.reject(coming.at, line, column, fault);
        }
        if let Some(id) = self.numbered(&coming) {
            let again = self.is_met(id);
            let Some(changed) = self.say_again(&coming, id)? else { return self.is_known(&coming, id, false) };
            if !again {
                self.outcome.renumbered += 1;
                self.know(&coming, id, keys)?;
            }
            return self.is_known(&coming, id, changed);
        }
        self.add(coming, made, keys)
    }

    /// A row is known for a record, which it changed or not.
    fn is_known(&mut self, coming: &Coming, id: Id, changed: bool) -> Result<()> {
        self.note_saved(coming, id)?;
        if let Some(links) = self.links.get_mut(self.plan.target.kind).filter(|_| changed) {
            Arc::make_mut(links).hear(self.tx, Ref { kind: self.plan.target.kind, id })?;
        }
        self.is_seen(id);
        self.count_known(changed)
    }

    pub fn count_known(&mut self, changed: bool) -> Result<()> {
        let counts = &mut self.outcome.counts;
        *(if changed { &mut counts.merged } else { &mut counts.skipped }) += 1;
        Ok(())
    }

    /// Keeps the key by which a row is known from now on.
    fn know(&mut self, coming: &Coming, id: Id, keys: &mut Keys) -> Result<()> {
        let at = Ref { kind: self.plan.target.kind, id };
        self.tx.keep_outside(at, None, &coming.file.source, &coming.said.key, coming.digest)?;
        keys.add(&coming.said.key);
        if let Some(links) = self.links.get_mut(at.kind).filter(|_| coming.said.keyed) {
            Arc::make_mut(links).is_keyed(id, &coming.said.key);
        }
        Ok(())
    }

    fn add(&mut self, coming: Coming, made: Option<Box<Made>>, keys: &mut Keys) -> Result<()> {
        let (tx, kind) = (self.tx, self.plan.target.kind);
        let mut made = match made {
            Some(made) => made,
            None => Made::of(self.plan, &coming, &**tx, |row| tx.settled(row, kind))?,
        };
        if self.is_twin(&coming, &made, keys)? {
            return Ok(());
        }
        made.unreached.iter().for_each(|text| self.flag(&coming, text));
        tx.save_settled(&mut *made.row, kind, &mut made.settled)?;
        let at = Ref { kind, id: made.row.id() };
        let ahead = |text: &mut Written| matches!(text.head.kind, Kind::Link(of) if of == kind);
        let ahead: Vec<Written> = made.written.extract_if(.., ahead).collect();
        for text in ahead {
            let told = self.kept(&coming, &text);
            self.ahead.push((at.id, text, told));
        }
        self.keep(&coming, at, &made.written)?;
        self.is_sold(at.id, &*made.row);
        self.is_of_the_house(at.id, &*made.row);
        if let Some(due) = &made.settled.face.due {
            let mine = made.settled.face.turn.is_some_and(|turn| self.mine.contains(&turn));
            self.outcome.is_due(due.at < tx.tonight(), mine);
        }
        if let Some(links) = self.links.get_mut(kind) {
            let number = made.row.value("number");
            let name = if let Value::Text(number) = &number { number } else { &made.settled.face.called };
            Arc::make_mut(links).is_called(at.id, name);
        }
        self.outcome.counts.added += 1;
        self.outcome.counts.history += u64::from(made.is_history);
        self.outcome.returns += u64::from(coming.file.returned(coming.line).is_some());
        self.outcome.awaited += u64::from(is_awaited(&*made.row, &coming));
        self.know(&coming, at.id, keys)?;
        self.spent = Some((coming.said, made));
        Ok(())
    }
}
