//! One row of a file as values of the fields that it brings; what could not be understood stays as it is written.
use super::keyless::{Places, keyless};
use super::known::{Codes, Others};
use crate::domain::digest::Digest;
use crate::domain::field::{Head, Home};
use crate::domain::firm::essence;
use crate::domain::kind::Kind;
use crate::domain::money::Currency;
use crate::domain::problem::Fault;
use crate::domain::reach::Sort;
use crate::domain::value::{Id, Instant, Value};
use crate::domain::world::World;
use crate::exchange::column::date::{DateStyle, Moment};
use crate::exchange::column::read::{How, addresses, plain, says_nothing};
use crate::exchange::file::table::Line;
use crate::exchange::plan::mapping::Ground;
use crate::exchange::plan::names::Meant;
use crate::exchange::plan::own::is_one;
use crate::exchange::plan::target::Target;
use crate::exchange::plan::words;
use crate::exchange::plan::{Field, File, From};
use crate::lang::{Sentence, fault, key};
use chrono::NaiveTime;
use std::collections::HashSet;

/// What a row says of one field.
#[derive(Debug)]
pub enum Got {
    /// Nothing.
    Blank,
    Value(Value),
    /// What could not be understood, why not, and in which column it stands.
    Unread {
        text: String,
        fault: Fault,
        column: usize,
    },
}

/// A word that a list has not and may take.
pub struct Grows {
    /// The place among the file's fields of the one that it goes into.
    pub at: usize,
    pub list: &'static str,
    pub word: String,
}

/// What a row says, by itself.
pub struct Said {
    /// By what it is known again.
    pub key: String,
    /// Whether that is a key of its own.
    pub keyed: bool,
    /// Whether a row without a key is the same as one before it.
    pub again: bool,
    /// All fields, in the order of the file's fields; those that grow a list are blank until it has grown.
    pub got: Vec<Got>,
    /// What the cells that were corrected say as they stand in the file, by the place of their field.
    pub before: Vec<(usize, Got)>,
    pub grows: Vec<Grows>,
}

/// The last minute of a day.
const LAST: NaiveTime = NaiveTime::from_hms_opt(23, 59, 0).unwrap();

/// Reads rows: the file's fields, and what is known of others.
pub struct Reader<'a> {
    pub target: &'static Target,
    pub file: &'a File,
    pub links: &'a Others,
    pub codes: &'a Codes,
    /// The currency of the record that the row is a line of, where it is known before what the column shows.
    pub of: Option<Currency>,
    pub world: &'a dyn World,
}

impl Reader<'_> {
    /// What a row says. `usual` is the currency of amounts that name none.
    pub fn read(&self, line: &Line, usual: Currency, places: &mut Places) -> Said {
        let (key, keyed, again) = self.key(line, places);
        let (row, mut grows) = (self.currency(line).or(self.of), Vec::new());
        let fields = || self.file.fields.iter().enumerate();
        let mut got: Vec<Got> =
            fields().map(|(at, field)| self.field((at, field), line, (row, usual), &mut grows)).collect();
        if let Some((at, end)) = self.last_minute(line, &got) {
            got[at] = Got::Value(Value::At(end));
        }
        let before = line.before.as_ref().map_or_else(Vec::new, |cells| {
            let before = Line { cells: cells.clone(), ..Line::default() };
            let same = |from: &From| before.cell(from.column) == line.cell(from.column);
            let corrected = fields().filter(|(_, field)| !field.from.iter().all(same));
            corrected.map(|of| (of.0, self.field(of, &before, (row, usual), &mut Vec::new()))).collect()
        });
        Said { key, keyed, again, got, before, grows }
    }

    /// The end of what lasts whole days, where the file says midnight by the clock: so programs write it that let it end
    /// as the next day begins. A calendar's own days are told when it is read.
    fn last_minute(&self, line: &Line, got: &[Got]) -> Option<(usize, Instant)> {
        let of = |key: &str| self.file.fields.iter().position(|field| field.head.key == key);
        let (whole, end) = (of("all_day")?, of("end")?);
        if !matches!(got[whole], Got::Value(Value::Whole(1))) || self.file.looked.written.is_diary() {
            return None;
        }
        let from = &self.file.fields[end].from;
        let How::At(style, _) = from.first()?.how else { return None };
        let text = from.iter().map(|from| plain(line.cell(from.column))).collect::<Vec<_>>().join(" ");
        // Where no cell of the column has another hour, midnight is one all the same.
        let moment = DateStyle { timed: true, ..style }.read(&text, &self.world.now().timezone())?;
        let Moment::At(midnight) = moment else { return None };
        let last = midnight.date().pred_opt().filter(|_| midnight.time() == NaiveTime::MIN)?;
        let begun = of("start").is_some_and(
            |start| matches!(&got[start], Got::Value(Value::At(at)) if self.world.local(*at).date_naive() <= last),
        );
        begun.then(|| (end, self.world.at(last, LAST)))
    }

    /// The currency that the row names.
    fn currency(&self, line: &Line) -> Option<Currency> {
        let field = self.file.fields.iter().find(|field| field.head.key == "currency")?;
        Currency::read(plain(line.cell(field.from.first()?.column)).as_str())
    }

    fn field(
        &self,
        (at, field): (usize, &Field),
        line: &Line,
        currency: (Option<Currency>, Currency),
        grows: &mut Vec<Grows>,
    ) -> Got {
        let head = field.head;
        let cells = field.from.iter().map(|from| (from, plain(line.cell(from.column))));
        let mut said: Vec<(&From, String)> =
            cells.filter(|(_, text)| !says_nothing(head, text, self.file.own)).collect();
        let instead = |(from, _): &(&From, String)| from.ground == Ground::Instead;
        if !said.iter().all(instead) {
            said.retain(|one| !instead(one));
        }
        let Some((first, text)) = said.first() else { return Got::Blank };
        match (head.home, head.kind) {
            (Home::Reach(sort), _) => reached(head, sort, &said, self.world),
            (Home::Tags, _) => Got::Value(Value::Text(join(&said, ", "))),
            (_, Kind::Link(kind)) => self.link(kind, &said),
            (_, Kind::Code(list)) => self.of_list(list, (at, field), (first, text), grows),
            (_, Kind::OneOf(all)) => {
                let said = field.vocabulary.said(text);
                let guess = || words::choice(self.target.kind, head, text).map(|(key, _)| Value::Text(key.to_owned()));
                let none = || unread(text, first.column, fault::none_of(text, &all()));
                said.map_or_else(guess, Meant::value).map_or_else(none, Got::Value)
            }
            _ if said.len() > 1 => got(first, &join(&said, " "), head, currency, self.world),
            // What is meant by a word that stays as it is written.
            _ => match field.vocabulary.said(text).map(Meant::value) {
                Some(meant) => meant.map_or_else(|| unread(text, first.column, fault::not_known(text)), Got::Value),
                None => got(first, text, head, currency, self.world),
            },
        }
    }

    /// The row of a list that a word means, or that it may become.
    fn of_list(
        &self,
        list: &'static str,
        (at, field): (usize, &Field),
        (from, word): (&From, &str),
        grows: &mut Vec<Grows>,
    ) -> Got {
        let said = field.vocabulary.said(word);
        let name = if let Some(Meant::As(name)) = said { name } else { word };
        let (known, new) = match said {
            Some(Meant::New | Meant::As(_)) => (self.codes.called(list, name).map(Value::Whole), true),
            Some(meant) => (meant.value(), false),
            None => (self.codes.meant(list, word).map(|(id, _)| Value::Whole(id)), from.grows),
        };
        match known {
            Some(value) => Got::Value(value),
            None if new => {
                grows.push(Grows { at, list, word: name.to_owned() });
                Got::Blank
            }
            None => unread(word, from.column, fault::not_known(word)),
        }
    }

    /// The record that a row's part is in.
    pub fn owner(&self, line: &Line) -> Option<Id> {
        let (_, of) = self.target.part?;
        let field = self.file.fields.iter().find(|field| field.head.key == of.key)?;
        let Kind::Link(kind) = of.kind else { return None };
        let said: Vec<(&From, String)> = field.from.iter().map(|from| (from, plain(line.cell(from.column)))).collect();
        match self.link(kind, &said) {
            Got::Value(Value::Whole(id)) => Some(id),
            _ => None,
        }
    }

    /// The first of the columns that names a record here.
    fn link(&self, kind: &'static str, said: &[(&From, String)]) -> Got {
        let find = |(from, text): &(&From, String)| {
            let (keyed, links) = (from.ground == Ground::Key, self.links.get(kind)?);
            let here = links.here(text).filter(|id| self.world.name(kind, *id).is_some());
            here.or_else(|| links.find(text, keyed))
        };
        // What linchpin wrote a key of is called as others are: where the key is not known, its name does not tell which.
        let own = said.iter().find(|(_, text)| is_one(text));
        if let Some(id) = own.map_or_else(|| said.iter().find_map(find), find) {
            let other = if own.is_none() { self.belies(kind, id, said) } else { None };
            return other.unwrap_or(Got::Value(Value::Whole(id)));
        }
        // What it is called says more than its key.
        match said.iter().rfind(|(_, text)| !is_one(text)) {
            Some((from, text)) => unread(text, from.column, self.unnamed(kind, text, from.ground == Ground::Key)),
            None => Got::Blank,
        }
    }

    /// What is doubtful where the key of a row is of one record and its name says another: a name that somebody else has
    /// here, or one that has no word in common with what the record is called whose key another source gave.
    fn belies(&self, kind: &'static str, id: Id, said: &[(&From, String)]) -> Option<Got> {
        let links = self.links.get(kind)?;
        let (_, text) = said.iter().find(|(from, text)| from.ground == Ground::Key && !text.is_empty())?;
        let (from, name) = said.iter().find(|(from, text)| from.ground != Ground::Key && !text.is_empty())?;
        let other = links.find(name, false);
        if other == Some(id) || links.several(name, false).contains(&id) {
            return None;
        }
        let called = self.world.name(kind, id)?;
        let another = other.is_some() || !links.is_own(text) && !share_a_word(&called, name);
        another.then(|| unread(name, from.column, key::of_two(text, &called, name)))
    }

    /// Why a text names nobody: nobody is called so, or several are.
    fn unnamed(&self, kind: &'static str, text: &str, keyed: bool) -> Sentence {
        let several = self.links.get(kind).map_or(&[][..], |links| links.several(text, keyed));
        if several.is_empty() {
            return fault::not_known(text);
        }
        let called = |id: &Id| self.world.name(kind, *id).unwrap_or_else(|| text.to_owned());
        fault::several(text, &several.iter().map(|id| format!("{} (#{id})", called(id))).collect::<Vec<_>>())
    }

    /// By what the row is known again: its key, else all of it as it stands in the file; whether that is a key, and whether
    /// such a row was there.
    fn key(&self, line: &Line, places: &mut Places) -> (String, bool, bool) {
        let own = self.file.mapping.key.map(|(column, _)| plain(line.cell(column))).filter(|key| !key.is_empty());
        if let Some(key) = own {
            return (key, true, false);
        }
        let cells = line.before.as_ref().unwrap_or(&line.cells);
        let full = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        let (key, again) = keyless(cells[..full].iter(), places);
        (key, false, again)
    }
}

/// A digest of what a row says as it stands in the file: where it is the same the next time, nothing has to be done, and
/// what was corrected stays.
pub fn digest(file: &File, said: &Said) -> i64 {
    let mut digest = Digest::default();
    for (at, (field, got)) in file.fields.iter().zip(&said.got).enumerate() {
        let got = said.before.iter().find(|(place, _)| *place == at).map_or(got, |(_, got)| got);
        let (kind, text, n) = match got {
            Got::Blank => continue,
            Got::Unread { text, .. } => ("?", text.as_str(), 0),
            Got::Value(Value::Text(text)) => ("t", text.as_str(), 0),
            Got::Value(Value::Whole(n)) => ("n", "", *n),
            Got::Value(Value::Day(day)) => ("d", "", i64::from(chrono::Datelike::num_days_from_ce(day))),
            Got::Value(Value::At(at)) => ("@", "", at.timestamp()),
            Got::Value(Value::Money(money)) => ("m", money.currency.code(), money.minor),
            Got::Value(Value::Empty) => ("-", "", 0),
        };
        digest.add(field.head.key);
        digest.add(kind);
        digest.add(text);
        digest.number(n);
    }
    digest.value().cast_signed()
}

fn unread(text: &str, column: usize, fault: Sentence) -> Got {
    Got::Unread { text: text.to_owned(), fault: Fault::new(fault), column }
}

fn join(said: &[(&From, String)], between: &str) -> String {
    said.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(between)
}

fn got(from: &From, text: &str, head: &Head, (row, usual): (Option<Currency>, Currency), world: &dyn World) -> Got {
    match from.how.read(head, text, row, usual, world) {
        // A cell that says no takes back what was yes.
        Ok(Value::Empty) if !matches!(head.kind, Kind::Flag) => Got::Blank,
        Ok(value) => Got::Value(value),
        Err(fault) => Got::Unread { text: text.to_owned(), fault, column: from.column },
    }
}

/// All addresses of all columns. Where one of them is none, it is kept beside the others as it is written, and seen to be
/// without a normal form; where none is, nothing can be reached.
fn reached(head: &Head, sort: Sort, said: &[(&From, String)], world: &dyn World) -> Got {
    let (mut all, mut seen) = (Vec::new(), HashSet::new());
    let mut wrong = None;
    let (mut good, country) = (false, world.country());
    for (from, text) in said {
        for one in addresses(text, sort == Sort::Mail, &country) {
            match head.kind.read(&one, &Value::Empty, world) {
                Ok(_) => good = true,
                Err(fault) => wrong = wrong.or(Some((fault, from.column))),
            }
            if seen.insert(one.clone()) {
                all.push(one);
            }
        }
    }
    let text = all.join("; ");
    match wrong {
        Some((fault, column)) if !good => Got::Unread { text, fault, column },
        _ => Got::Value(Value::Text(text)),
    }
}

/// Whether a field's way of reading asks what is known.
pub fn asks(how: How) -> Option<&'static str> {
    if let How::Link(kind) = how { Some(kind) } else { None }
}

/// Whether two names have a word in common that says more than what a company is by law.
fn share_a_word(one: &str, other: &str) -> bool {
    let words = essence(one);
    essence(other).iter().any(|word| words.contains(word))
}
