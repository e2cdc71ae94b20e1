//! An import under way: each row of each file in its turn, known, merged, added or rejected.
use super::apply::Watch;
use super::core::NUMBERS;
use super::dry::Dry;
use super::goods::Goods;
use super::history;
use super::known::{Codes, Keys, Links, Twins};
use super::look::STEP;
use super::own;
use super::plan::{Cancelled, File, Plan, Twice};
use super::row::{Got, Reader, asks};
use super::table::{Line, Table};
use super::tally::{Outcome, Reject};
use super::unknown::Unknown;
use super::write::{Written, fill, set, unreached};
use crate::domain::account::Contact;
use crate::domain::deed::Ref;
use crate::domain::face::Kept;
use crate::domain::kind::Kind;
use crate::domain::problem::Fault;
use crate::domain::product::Product;
use crate::domain::value::{Id, Value};
use crate::domain::world::World;
use crate::store::Tx;
use anyhow::{Context, Result};
use std::collections::HashMap;

/// Rejected rows that are told without a file to write them to.
const TOLD: usize = 2_000;

/// An import under way.
pub(super) struct Run<'a, 'w> {
    pub tx: &'a Tx<'a>,
    pub plan: &'a Plan,
    pub outcome: Outcome,
    pub codes: Codes,
    pub links: HashMap<&'static str, Links>,
    twins: Option<Twins>,
    /// What is sold, where the file is of that.
    pub(super) goods: Option<Goods>,
    pub own: own::Marked,
    /// Names that no record has.
    pub(super) unknown: Unknown,
    /// References to records of the same kind that may stand further down.
    ahead: Vec<(Id, usize, &'static str, String)>,
    dry: Option<Dry>,
    watch: &'a mut Watch<'w>,
    /// Bytes of the files before this one, and of all.
    before: u64,
    total: u64,
}

/// A row on its way.
pub(super) struct Coming<'a> {
    pub at: usize,
    pub file: &'a File,
    pub line: &'a Line,
    pub key: String,
    pub keyed: bool,
    pub digest: i64,
    pub got: Vec<Got>,
    /// What names no product that is here, where nothing else says what was ordered.
    pub as_text: Option<String>,
}

impl<'a, 'w> Run<'a, 'w> {
    pub(super) fn new(
        tx: &'a Tx<'a>,
        plan: &'a Plan,
        dry: Option<Dry>,
        watch: &'a mut Watch<'w>,
        (before, total): (u64, u64),
    ) -> Result<Self> {
        let mut links = HashMap::new();
        for file in &plan.files {
            let asked = file.fields.iter().flat_map(|field| &field.from).filter_map(|from| asks(from.how));
            let numbered = plan.heads.iter().any(|head| NUMBERS.contains(&head.key)).then_some(plan.target.kind);
            for kind in asked.chain(numbered) {
                if !links.contains_key(kind) {
                    links.insert(kind, Links::of(tx, kind, plan.options.source.as_deref().unwrap_or(&file.source))?);
                }
            }
        }
        let people = plan.target.looks_for_twins();
        Ok(Self {
            tx,
            plan,
            outcome: Outcome { of_lines: plan.target.part.is_some(), ..Outcome::default() },
            codes: Codes::of(tx)?,
            links,
            twins: people.then(|| Twins::of(tx, plan.target.kind, plan.rows())).transpose()?,
            goods: (plan.target.kind == Product::KIND).then(|| Goods::of(tx)).transpose()?,
            own: own::Marked::of(tx)?,
            unknown: Unknown::default(),
            ahead: Vec::new(),
            dry,
            watch,
            before,
            total,
        })
    }

    pub(super) fn file(&mut self, at: usize) -> Result<()> {
        let plan = self.plan;
        let file = &plan.files[at];
        let mut keys = Keys::of(self.tx, plan.target.kind, &file.source, file.looked.rows)?;
        let mut table = Table::open_as(&file.looked.path, &plan.options.reading.here(&**self.tx))?;
        let mut places = HashMap::new();
        let mut open = None;
        let mut line = Line::default();
        while table.next_into(&mut line)? {
            if let Some(cells) = plan.options.mended.get(&(plan.first + at, line.number)) {
                line.cells.clone_from(cells);
            }
            if line.is_blank() {
                continue;
            }
            let before = self.outcome.counts;
            if let Some(fault) = table.misfit(&line) {
                self.reject(at, &line, String::new(), fault)?;
            } else if plan.target.part.is_some() {
                self.part_row((at, file), &line, &mut keys, &mut places, &mut open)?;
            } else {
                self.row((at, file), &line, &mut keys, &mut places)?;
            }
            self.tell_fate(line.number, before);
            if self.outcome.counts.read().is_multiple_of(STEP) {
                self.step(table.position())?;
                if Dry::pauses(self.dry, self.tx.is_waited_for()?)? {
                    self.close(&mut open, &file.source, &mut keys)?;
                    let others = self.tx.pause()?;
                    self.hear(&others)?;
                }
            }
        }
        self.close(&mut open, &file.source, &mut keys)?;
        self.before += table.total();
        Ok(())
    }

    /// What others saved in a pause is known to the rows that follow.
    fn hear(&mut self, others: &[Ref]) -> Result<()> {
        for at in others {
            if let Some(twins) = &mut self.twins {
                twins.hear(self.tx, *at)?;
            }
            if let Some(links) = self.links.get_mut(at.kind) {
                links.hear(self.tx, *at)?;
            }
            if let (Some(goods), Product::KIND) = (&mut self.goods, at.kind) {
                goods.add(at.id, &*self.tx.any(at.kind, at.id)?);
            }
        }
        Ok(())
    }

    fn step(&mut self, position: u64) -> Result<()> {
        if (self.watch.step)(self.before + position, self.total) { Ok(()) } else { Err(Cancelled.into()) }
    }

    /// Reads a row by what is known until now.
    pub(super) fn coming<'l>(
        &mut self,
        (at, file): (usize, &'l File),
        line: &'l Line,
        usual: crate::domain::money::Currency,
        places: &mut HashMap<u64, u32>,
    ) -> Result<Coming<'l>> {
        let reader = Reader { target: self.plan.target, file, links: &self.links };
        let (key, keyed, again) = reader.key(line, places);
        let mut got = reader.read(line, usual, &mut self.codes, self.tx)?;
        self.unknown.mean(file, &mut got, self.tx)?;
        let digest = reader.digest(&got);
        if again {
            self.outcome.is_the_same(line.number);
        }
        let coming = Coming { at, file, line, key, keyed, digest, got, as_text: None };
        self.note(&coming);
        Ok(coming)
    }

    fn row(&mut self, of: (usize, &File), line: &Line, keys: &mut Keys, places: &mut HashMap<u64, u32>) -> Result<()> {
        if let Some((column, fault)) = of.1.returned(line) {
            return self.reject(of.0, line, column, fault);
        }
        let coming = self.coming(of, line, self.tx.currency(), places)?;
        let kind = self.plan.target.kind;
        if let Some((id, _)) = self.own.record(&coming.key, kind).filter(|(id, _)| self.tx.name(kind, *id).is_some()) {
            let changed = self.merge(&coming, id, true)?;
            return self.count_known(changed);
        }
        if let Some(known) = keys.find(self.tx, &coming.key)? {
            if self.says_more(&coming, known.id) {
                let changed = self.fill_blanks(&coming, known.id)?;
                return self.count_known(changed);
            }
            if known.digest == coming.digest {
                return self.count_known(false);
            }
            let changed = self.merge(&coming, known.id, false)?;
            let at = Ref { kind, id: known.id };
            self.tx.renew_outside(at, &coming.file.source, &coming.key, coming.digest)?;
            return self.count_known(changed);
        }
        if let Some((column, fault)) = self.lacks(&coming) {
            return self.reject(coming.at, line, column, fault);
        }
        if let Some(id) = self.numbered(&coming) {
            let again = self.is_met(id);
            let more = self.says_more(&coming, id);
            let changed = if more { self.fill_blanks(&coming, id)? } else { self.merge(&coming, id, false)? };
            if !again {
                self.outcome.renumbered += 1;
                self.know(&coming, id, keys)?;
            }
            return self.count_known(changed);
        }
        self.add(&coming, keys)
    }

    pub(super) fn count_known(&mut self, changed: bool) -> Result<()> {
        let counts = &mut self.outcome.counts;
        *(if changed { &mut counts.merged } else { &mut counts.skipped }) += 1;
        Ok(())
    }

    /// Keeps the key by which a row is known from now on.
    fn know(&mut self, coming: &Coming, id: Id, keys: &mut Keys) -> Result<()> {
        let at = Ref { kind: self.plan.target.kind, id };
        self.tx.keep_outside(at, None, &coming.file.source, &coming.key, coming.digest)?;
        keys.add(&coming.key);
        Ok(())
    }

    fn add(&mut self, coming: &Coming, keys: &mut Keys) -> Result<()> {
        let (tx, kind) = (self.tx, self.plan.target.kind);
        let mut row = self.plan.target.blank().context("a kind that is not kept")?;
        row.begin(&**tx);
        let mut written = fill(&mut *row, coming, &**tx)?;
        self.old(&mut *row, coming)?;
        row.imported(&**tx);
        let mut face = tx.settled(&mut *row, kind)?;
        // What the record will have in words once it is saved.
        if let Some(company) = written.iter().find(|text| kind == Contact::KIND && text.head.key == Contact::COMPANY) {
            let name = match (row.value("archived"), row.value("name")) {
                (Value::Empty, Value::Text(name)) => name,
                _ => String::new(),
            };
            face.find = face.find.at_company(&name, &company.text);
        }
        let alike = face.find.alike.clone();
        if let Some(twins) = &mut self.twins {
            let known = twins.know(&alike);
            if known && self.plan.options.twice == Twice::Skip {
                self.outcome.counts.skipped += 1;
                return Ok(());
            }
            let merged = if known && self.plan.options.twice == Twice::Merge { twins.who(tx, &alike)? } else { None };
            twins.add(&alike);
            if let Some(id) = merged {
                let changed = self.fill_blanks(coming, id)?;
                self.know(coming, id, keys)?;
                return self.count_known(changed);
            }
            self.outcome.likely += u64::from(known);
        }
        for key in unreached(&*row) {
            *self.outcome.flagged.entry(key).or_default() += 1;
        }
        let called = face.called.clone();
        tx.save_settled(&mut *row, kind, face)?;
        let at = Ref { kind, id: row.id() };
        written.retain(|text| !self.is_ahead(at.id, text));
        self.keep(at, &written)?;
        self.is_sold(at.id, &*row);
        if let Some(links) = self.links.get_mut(kind) {
            let name = if let Value::Text(number) = row.value("number") { number } else { called };
            links.made(at.id, &name, coming.keyed.then_some(coming.key.as_str()));
        }
        self.outcome.counts.added += 1;
        self.know(coming, at.id, keys)
    }

    /// Whether a text may name a record of the same kind that comes further down; it is asked again at the end.
    fn is_ahead(&mut self, id: Id, text: &Written) -> bool {
        let own = matches!(text.head.kind, Kind::Link(kind) if kind == self.plan.target.kind);
        if own {
            self.ahead.push((id, text.at, text.head.key, text.text.clone()));
        }
        own
    }

    /// What came from an old system owes no first answer, unless the file itself says so or a person wants it.
    fn old(&mut self, row: &mut dyn crate::domain::kinds::KeptRow, coming: &Coming) -> Result<()> {
        let Some(place) = history::field(row) else { return Ok(()) };
        let told = coming.file.fields.iter().any(|field| field.at == place);
        if !told && !self.plan.options.inbox && history::is_history(self.plan.target, row, &**self.tx) {
            set(row, place, Value::Whole(1))?;
        }
        self.outcome.counts.history += u64::from(row.get(place) != Value::Empty);
        Ok(())
    }

    /// Keeps texts as they are written, and counts them.
    pub(super) fn keep(&mut self, at: Ref, written: &[Written]) -> Result<()> {
        for text in written {
            self.tx.keep_written(at, text.head.key, &text.text)?;
            *self.outcome.flagged.entry(text.head.key).or_default() += 1;
        }
        Ok(())
    }

    pub(super) fn reject(&mut self, file: usize, line: &Line, column: String, reason: Fault) -> Result<()> {
        let reject =
            Reject { file: self.plan.first + file, line: line.number, column, reason, cells: line.cells.clone() };
        self.outcome.counts.rejected += 1;
        if self.dry.is_none_or(|dry| !dry.gives_way) {
            (self.watch.reject)(&reject)?;
        }
        if self.outcome.rejects.len() < TOLD {
            self.outcome.rejects.push(reject);
        }
        Ok(())
    }

    /// References that stood before what they name.
    pub(super) fn end(&mut self) -> Result<()> {
        let kind = self.plan.target.kind;
        for (id, at, key, text) in std::mem::take(&mut self.ahead) {
            let found = self.links.get(kind).and_then(|links| links.find(&text, false)).filter(|found| *found != id);
            if let Some(found) = found {
                let mut row = self.tx.any(kind, id)?;
                set(&mut *row, at, Value::Whole(found))?;
                self.tx.save_row(&mut *row, kind)?;
            } else {
                self.tx.keep_written(Ref { kind, id }, key, &text)?;
                *self.outcome.flagged.entry(key).or_default() += 1;
            }
        }
        self.outcome.near = std::mem::take(&mut self.unknown).end(&self.links, self.tx);
        Ok(())
    }
}
