//! The store as the world that rules ask: people, policies, lists, working time. What is small and asked on every key is
//! kept as long as nobody changes it (`remembered`).
use crate::domain::code::Code;
use crate::domain::deed::Ref;
use crate::domain::face::Kept;
use crate::domain::filter::Filter;
use crate::domain::fold::fold;
use crate::domain::holiday::Holiday;
use crate::domain::hours::{Calendar, Pattern};
use crate::domain::kinds::shape;
use crate::domain::lead::Lead;
use crate::domain::money::Currency;
use crate::domain::opportunity::Stage;
use crate::domain::order::Credit;
use crate::domain::person::{Absence, Person, Role};
use crate::domain::policy::{Area, Policy, ScoreRule};
use crate::domain::product::Product;
use crate::domain::value::{Choice, Id, Local};
use crate::domain::workspace::{self, Workspace};
use crate::domain::world::{Hit, World};
use crate::lang::{Lang, Sentence};
use crate::store::Db;
use crate::store::search::Found;
use anyhow::Result;
use chrono::NaiveDate;
use std::rc::Rc;

/// A name that several have is told with so many of them.
const SEVERAL: usize = 5;

impl Db {
    /// Every record of a small kind, in the order of their ids.
    pub fn all<T: Kept>(&self) -> Result<Vec<T>> {
        let ids: Vec<Id> = {
            let mut found = self.sql.prepare_cached(&format!("SELECT id FROM \"{}\" ORDER BY id", T::KIND))?;
            found.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        ids.into_iter().map(|id| self.get(id)).collect()
    }

    /// The house's people.
    pub fn people(&self) -> Rc<Vec<Person>> {
        self.kept(|known| &mut known.people, || Ok(Rc::new(self.all()?))).unwrap_or_default()
    }

    /// All absences that are entered.
    pub fn absences(&self) -> Rc<Vec<Absence>> {
        self.kept(|known| &mut known.absences, || Ok(Rc::new(self.all()?))).unwrap_or_default()
    }

    fn all_codes(&self) -> Rc<Vec<Code>> {
        self.kept(|known| &mut known.codes, || Ok(Rc::new(self.all()?))).unwrap_or_default()
    }

    /// The rows of a list that people own, in its order, without the retired.
    pub fn codes(&self, list: &str) -> Vec<Code> {
        let mut rows: Vec<Code> =
            self.all_codes().iter().filter(|c| c.list.key() == list && !c.retired).cloned().collect();
        rows.sort_by_key(|code| (code.rank, code.id));
        rows
    }

    fn policies(&self) -> Rc<Vec<Policy>> {
        self.kept(|known| &mut known.policies, || Ok(Rc::new(self.all()?))).unwrap_or_default()
    }

    /// A policy by its number.
    pub fn policy(&self, id: Id) -> Option<Policy> {
        self.policies().iter().find(|policy| policy.id == id).cloned()
    }

    /// The house itself.
    pub fn workspace(&self) -> Rc<Workspace> {
        let read = || Ok(Rc::new(self.get(workspace::ONLY)?));
        self.kept(|known| &mut known.workspace, read).unwrap_or_default()
    }

    /// Whether the five questions were answered.
    pub fn is_begun(&self) -> bool {
        self.workspace().id != 0
    }

    /// The one who acts.
    pub fn staff(&self) -> Option<Person> {
        self.people().iter().find(|p| p.id == self.session.who).cloned()
    }

    /// Myself, and those whom I cover today.
    pub fn mine(&self) -> Vec<Id> {
        let (me, today) = (self.me(), self.today());
        let people = self.people();
        let covered = people.iter().filter(|p| p.id != me && self.answers(p.id, today) == me).map(|p| p.id);
        std::iter::once(me).chain(covered).collect()
    }

    /// Someone's absence on a day.
    pub fn away(&self, person: Id, day: NaiveDate) -> Option<Absence> {
        let absences = self.absences();
        let there = |a: &&Absence| a.person == Some(person) && a.from <= Some(day) && Some(day) <= a.till;
        absences.iter().find(there).cloned()
    }

    fn found(&self, kind: &'static str, found: &[Found]) -> Hit {
        let best = found.first().map_or(0, |f| f.class);
        let same: Vec<Ref> = found.iter().filter(|f| f.class == best).map(|f| f.at).collect();
        match same.as_slice() {
            [] => Hit::None,
            [one] => Hit::One(one.id),
            several => {
                let name = |at: &Ref| self.name(kind, at.id).unwrap_or_default();
                Hit::Many(several.iter().take(SEVERAL).map(|at| format!("{} (#{})", name(at), at.id)).collect())
            }
        }
    }

    /// One of a few names: the whole of it, else what alone begins so, in any word.
    fn among(named: &[(Id, String)], text: &str) -> Hit {
        let wanted = fold(text);
        let whole: Vec<_> = named.iter().filter(|(_, name)| fold(name) == wanted).collect();
        let begins = |name: &str| {
            let name = fold(name);
            name.starts_with(&wanted) || name.split([' ', '-']).any(|word| word.starts_with(&wanted))
        };
        let found = if whole.is_empty() { named.iter().filter(|(_, name)| begins(name)).collect() } else { whole };
        match found.as_slice() {
            [] => Hit::None,
            [one] => Hit::One(one.0),
            several => {
                let twice = |name: &str| several.iter().filter(|(_, other)| fold(other) == fold(name)).count() > 1;
                let told =
                    |(id, name): &&(Id, String)| if twice(name) { format!("{name} (#{id})") } else { name.clone() };
                Hit::Many(several.iter().take(SEVERAL).map(told).collect())
            }
        }
    }
}

/// The number that a text names a record by: `#12`.
fn by_number(text: &str) -> Option<Id> {
    text.strip_prefix('#')?.parse().ok()
}

impl World for Db {
    fn lang(&self) -> Lang {
        self.session.lang
    }

    fn now(&self) -> Local {
        self.session.now
    }

    fn me(&self) -> Id {
        self.session.who
    }

    fn find(&self, kind: &str, text: &str) -> Hit {
        let Some(shape) = shape(kind) else { return Hit::None };
        let text = text.trim();
        if let Some(id) = by_number(text) {
            let there = self.name(kind, id).and_then(|_| self.survivor(Ref { kind: shape.kind, id }).ok());
            return there.map_or(Hit::None, |at| Hit::One(at.id));
        }
        if kind == Person::KIND {
            if matches!(fold(text).as_str(), "me" | "toi") {
                return Hit::One(self.session.who);
            }
            let named: Vec<_> = self.people().iter().filter(|p| !p.left).map(|p| (p.id, p.name.clone())).collect();
            return Self::among(&named, text);
        }
        if kind == Policy::KIND {
            let named: Vec<_> = self.policies().iter().map(|p| (p.id, p.name.clone())).collect();
            return Self::among(&named, text);
        }
        let found = self.lookup(text, SEVERAL + 1, Some(shape.kind)).unwrap_or_default();
        self.found(shape.kind, &found)
    }

    fn person_at(&self, mailbox: &str) -> Option<Id> {
        self.people().iter().find(|person| person.has_mailbox(mailbox)).map(|person| person.id)
    }

    fn code(&self, list: &str, text: &str) -> Hit {
        if let Some(id) = by_number(text) {
            return if self.name(Code::KIND, id).is_some() { Hit::One(id) } else { Hit::None };
        }
        let wanted = fold(text);
        let rows = self.codes(list);
        let whole = rows.iter().find(|c| [&c.name, &c.en, &c.vi].into_iter().any(|said| fold(said) == wanted));
        if let Some(code) = whole {
            return Hit::One(code.id);
        }
        let named: Vec<_> = rows.iter().flat_map(|c| [(c.id, c.en.clone()), (c.id, c.vi.clone())]).collect();
        Self::among(&named, text)
    }

    fn name(&self, kind: &str, id: Id) -> Option<String> {
        match kind {
            Person::KIND => self.people().iter().find(|p| p.id == id).map(|p| p.name.clone()),
            Code::KIND => self.all_codes().iter().find(|c| c.id == id).map(|c| c.label(self.lang()).to_owned()),
            _ => {
                let sql = format!("SELECT called FROM \"{kind}\" WHERE id = ?");
                self.sql.prepare_cached(&sql).ok()?.query_row([id], |row| row.get(0)).ok()
            }
        }
    }

    fn rule(&self, key: &str) -> Option<i64> {
        let today = self.today();
        let policies = self.policies();
        let holds = |p: &&Policy| p.name == key && p.holds_on(today);
        policies.iter().filter(holds).max_by_key(|p| (p.since, p.id)).map(|p| p.value)
    }

    fn score_rules(&self) -> Rc<[ScoreRule]> {
        let today = self.today();
        if let Some((day, rules)) = &self.known.borrow().scores
            && *day == today
        {
            return Rc::clone(rules);
        }
        let blank = Lead::default();
        let policies = self.policies();
        let holds = |p: &&Policy| p.area == Area::Score && p.holds_on(today);
        let rule = |p: &Policy| {
            let condition = Filter::parse(&p.condition, &blank, self).ok()?;
            Some(ScoreRule { id: p.id, version: p.version, condition, points: p.value })
        };
        let rules: Rc<[ScoreRule]> = policies.iter().filter(holds).filter_map(rule).collect();
        self.known.borrow_mut().scores = Some((today, Rc::clone(&rules)));
        rules
    }

    fn hours(&self) -> Rc<Calendar> {
        let read = || {
            let pattern = Pattern::parse(&self.workspace().hours).unwrap_or_default();
            let mut calendar = Calendar::new(self.now().timezone(), pattern);
            calendar.exceptions = self.all::<Holiday>()?.into_iter().filter_map(|h| h.exception()).collect();
            Ok(Rc::new(calendar))
        };
        let usual = || Rc::new(Calendar::new(self.now().timezone(), Pattern::default()));
        self.kept(|known| &mut known.hours, read).unwrap_or_else(usual)
    }

    fn currency(&self) -> Currency {
        self.workspace().currency
    }

    fn country(&self) -> String {
        let country = self.workspace().country.clone();
        if country.is_empty() { "VN".to_owned() } else { country }
    }

    fn coordinator(&self) -> Id {
        let people = self.people();
        let of = |p: &&Person| p.role == Role::Coordinator && !p.left;
        let me = people.iter().find(|p| p.id == self.me()).filter(of);
        me.or_else(|| people.iter().find(of)).map_or(self.me(), |p| p.id)
    }

    fn in_words(&self, at: Ref, field: &str) -> Option<String> {
        self.written(at, field).ok().flatten()
    }

    fn product(&self, id: Id) -> Option<Product> {
        self.get(id).ok()
    }

    fn po_taken(&self, account: Id, po: &str, order: Id) -> Option<(String, Option<NaiveDate>)> {
        self.order_of_po(account, po, order).ok().flatten()
    }

    fn number_taken(&self, number: &str, order: Id) -> bool {
        self.is_number_taken(number, order).unwrap_or(false)
    }

    fn uid_taken(&self, uid: &str) -> bool {
        let taken = self.sql.prepare_cached("SELECT 1 FROM appointment WHERE uid = ?");
        taken.and_then(|mut taken| taken.exists([uid])).unwrap_or(false)
    }

    fn code_taken(&self, code: &str, product: Id) -> Option<String> {
        let no = shape(Product::KIND)?.no;
        let sql = "SELECT p.called, p.code FROM find_key k JOIN product p ON p.id = k.packed >> 6
                   WHERE k.key = ?1 AND k.packed & 63 = ?2 AND p.id <> ?3 AND p.archived IS NULL AND p.code IS NOT NULL
                   ORDER BY p.id";
        let mut found = self.sql.prepare_cached(sql).ok()?;
        let rows = found.query_map((fold(code), no, product), |row| Ok((row.get(0)?, row.get::<_, String>(1)?)));
        // What else it is called is a key, too.
        rows.ok()?.flatten().find(|(_, other)| other.to_lowercase() == code.to_lowercase()).map(|(name, _)| name)
    }

    fn credit(&self, account: Id, order: Id) -> Option<Credit> {
        self.credit_of(account, order).ok().flatten()
    }

    fn label(&self, code: Id) -> Option<Sentence> {
        let all = self.all_codes();
        let code = all.iter().find(|c| c.id == code)?;
        Some(Sentence::new(code.label(Lang::En), code.label(Lang::Vi)))
    }

    fn leads_to(&self, at: Ref, field: &str, to: Id) -> bool {
        self.is_on_the_way(at, field, to).unwrap_or(false)
    }

    fn stages(&self) -> Vec<Stage> {
        self.stages_of_list()
    }

    fn answers(&self, person: Id, day: NaiveDate) -> Id {
        // A deputy may be away too: whoever is there at the end of the chain, and nobody twice.
        let mut seen = vec![person];
        while let Some(deputy) = self.away(seen[seen.len() - 1], day).and_then(|a| a.deputy) {
            if seen.contains(&deputy) {
                break;
            }
            seen.push(deputy);
        }
        seen[seen.len() - 1]
    }
}
