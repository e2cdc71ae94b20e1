//! What became of the rows of an import: counts, the rows that could not be taken, and what a person should know.
use super::amiss::Amiss;
use super::first::First;
use crate::domain::kinds::shape;
use crate::domain::value::Id;
use crate::exchange::plan::names::{Meant, Near};
use crate::exchange::plan::target::{Target, called};
use crate::lang::{Sentence, Text, import as said, order, say};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// Counts of rows; what was read is what was added, merged, skipped and rejected together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub added: u64,
    /// Known here already, and changed by the file.
    pub merged: u64,
    /// Known here already, and the same.
    pub skipped: u64,
    /// Lacking what it must have.
    pub rejected: u64,
    /// Of those added, how many owe no answer.
    pub history: u64,
}

impl Counts {
    /// Those that something was done to.
    pub fn written(&self) -> u64 {
        self.added + self.merged
    }

    pub fn read(&self) -> u64 {
        self.added + self.merged + self.skipped + self.rejected
    }

    /// All of them in a line.
    pub fn told(&self) -> Sentence {
        said::counted(self.read(), self.added, self.merged, self.skipped, self.rejected)
    }
}

/// What became of an import.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    pub counts: Counts,
    /// The entry under which it is in the journal; none, where nothing was written.
    pub batch: Option<Id>,
    /// New ones that someone has to do something about: who brings them in, or stands in for another, by the end of the
    /// day or later; and others.
    pub inbox: u64,
    pub later: u64,
    pub others: u64,
    /// What a field is called, and how many texts of it are kept as written.
    pub flagged: BTreeMap<&'static str, (Text, u64)>,
    /// Of each field and column, how many texts are kept as written.
    pub flagged_in: BTreeMap<(&'static str, usize), u64>,
    /// Rejected rows that name a record without which they are none, and which is not here.
    pub orphans: u64,
    /// Whether they are fields of lines, which no filter asks.
    pub of_lines: bool,
    /// What was ordered where no goods are, by what it is called.
    pub no_goods: BTreeMap<String, u64>,
    /// What came back: new lines of less than nothing, or new orders of such.
    pub returns: u64,
    /// Orders whose day of delivery, or of leaving, is their promise.
    pub awaited: u64,
    /// Rows without a key that say the same as one before them, and the first lines of such.
    pub same: u64,
    pub same_at: Vec<u64>,
    /// Rows that are likely someone who is here already.
    pub likely: u64,
    /// People who are called as somebody of the house is already.
    pub namesakes: u64,
    /// Entries of a calendar that tell what is due of records here.
    pub due_here: u64,
    /// Orders that were here under their number.
    pub renumbered: u64,
    /// Names that no record has, though some nearly do, and those of which it was decided who is meant.
    pub near: Vec<Near>,
    /// Names that no record has, nor nearly has.
    pub strange: Vec<Near>,
    /// So many records were made for such names, as was decided, by kind.
    pub made: BTreeMap<&'static str, u64>,
    /// The first of the rejected rows, and after them the first of the cells kept as written; also of the lines inside.
    pub amiss: Vec<Amiss>,
    /// The first rows, also of the lines inside.
    pub first: Vec<First>,
    /// What became of the lines inside the records.
    pub lines: Option<Box<Outcome>>,
}

impl Outcome {
    /// A row is the same as one before it.
    pub fn is_the_same(&mut self, line: u64) {
        self.same += 1;
        if self.same_at.len() < NAMED {
            self.same_at.push(line);
        }
    }

    /// A new one is due today or not, and it is the turn of who brings it in or not.
    pub fn is_due(&mut self, today: bool, mine: bool) {
        *match (mine, today) {
            (true, true) => &mut self.inbox,
            (true, false) => &mut self.later,
            (false, _) => &mut self.others,
        } += 1;
    }

    /// What became of the lines inside the records: what is asked or shown of rows is so of theirs, too.
    pub fn with_lines(&mut self, mut lines: Self) {
        self.amiss.append(&mut lines.amiss);
        self.in_order();
        self.near.append(&mut lines.near);
        self.strange.append(&mut lines.strange);
        for (kind, count) in std::mem::take(&mut lines.made) {
            *self.made.entry(kind).or_default() += count;
        }
        self.first.append(&mut lines.first);
        self.lines = Some(Box::new(lines));
    }

    /// Rejected rows, also of the lines inside.
    pub fn rejected(&self) -> u64 {
        self.counts.rejected + self.lines.as_ref().map_or(0, |lines| lines.rejected())
    }

    /// Cells that are kept as they are written, also of the lines inside.
    pub fn kept_cells(&self) -> u64 {
        self.flagged.values().map(|(_, count)| count).sum::<u64>()
            + self.lines.as_ref().map_or(0, |lines| lines.kept_cells())
    }

    /// Rejected rows before cells that are kept as written, and each as it stands in the files.
    pub fn in_order(&mut self) {
        self.amiss.sort_by_key(|amiss| (amiss.taken, amiss.place()));
    }

    /// What was written, as the journal tells it: the records, or the lines alone where nothing else was.
    pub fn wrote(&self) -> &Self {
        match &self.lines {
            Some(lines) if self.counts.written() == 0 => lines,
            _ => self,
        }
    }

    /// The document of the command line.
    pub fn json(&self, kind: &str) -> Json {
        let mut document = self.document(kind);
        if let (Some(lines), Some(target)) = (&self.lines, called(kind).and_then(Target::lines)) {
            document["lines"] = lines.document(target.name);
        }
        document
    }

    fn document(&self, kind: &str) -> Json {
        let Counts { added, merged, skipped, rejected, history } = self.counts;
        json!({
            "kind": kind, "read": self.counts.read(), "added": added, "merged": merged, "skipped": skipped,
            "rejected": rejected, "history": history, "batch": self.batch, "same": self.same,
            "no_goods": self.no_goods, "returns": self.returns,
            "names": self.near.iter().map(name).collect::<Vec<_>>(),
        })
    }

    /// What a person should know besides.
    pub fn notes(&self) -> Vec<Sentence> {
        let mut notes = Vec::new();
        if self.counts.history > 0 {
            notes.push(said::kept_as_history(self.counts.history));
        }
        notes.extend(self.kept());
        notes.extend(self.odd());
        if self.namesakes > 0 {
            notes.push(said::namesakes(self.namesakes));
        }
        if self.due_here > 0 {
            notes.push(said::due_here(self.due_here));
        }
        if self.renumbered > 0 {
            notes.push(said::known_by_number(self.renumbered));
        }
        if self.likely > 0 {
            notes.push(said::likely(self.likely));
        }
        notes.extend(self.near.iter().take(NAMED).map(nearly));
        if self.near.len() > NAMED {
            notes.push(said::more_names(self.near.len() - NAMED));
        }
        notes.extend(self.lines.iter().flat_map(|lines| lines.notes()));
        notes
    }

    /// Rows that are taken, and that a person would look at twice: what came back, what is no goods, what stands there
    /// before.
    pub fn odd(&self) -> Vec<Sentence> {
        let mut odd = Vec::new();
        if self.returns > 0 {
            odd.push(if self.of_lines { said::return_lines(self.returns) } else { said::returns(self.returns) });
        }
        if self.awaited > 0 {
            odd.push(order::awaited(self.awaited));
        }
        if !self.no_goods.is_empty() {
            let mut names: Vec<(&str, u64)> = self.no_goods.iter().map(|(name, n)| (name.as_str(), *n)).collect();
            names.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
            let told = &names[..names.len().min(NAMED)];
            odd.push(said::no_goods(told, names.len() - told.len(), names.iter().map(|(_, n)| n).sum()));
        }
        if self.same > 0 {
            odd.push(said::the_same(self.same, &self.same_at));
        }
        odd
    }

    /// Texts that were kept as they are written.
    pub fn kept(&self) -> impl Iterator<Item = Sentence> + '_ {
        let told = if self.of_lines { said::kept_in_line } else { said::kept_as_written };
        self.flagged.iter().map(move |(field, (label, count))| told(field, *label, *count))
    }
}

/// The document of several lists that came from one form of file, with that of each in it.
pub fn json_of_all(form: &str, all: &[(&'static Target, Outcome)]) -> Json {
    let lists: Vec<Json> = all.iter().map(|(target, outcome)| outcome.json(target.name)).collect();
    let sum = |key: &str| lists.iter().filter_map(|list| list[key].as_u64()).sum::<u64>();
    let newest = lists.iter().filter_map(|list| list["batch"].as_i64()).max();
    json!({
        "kind": form, "read": sum("read"), "added": sum("added"), "merged": sum("merged"), "skipped": sum("skipped"),
        "rejected": sum("rejected"), "history": sum("history"), "batch": newest, "lists": lists,
    })
}

/// So many names are told.
const NAMED: usize = 5;

/// What is said of a name that no record has.
fn nearly(near: &Near) -> Sentence {
    let one = shape(near.kind).map_or(say("", ""), |shape| shape.one);
    let first = near.may_be.first().map_or("", |(_, name)| name.as_str());
    match &near.meant {
        None if near.several => {
            let names: Vec<&str> = near.may_be.iter().map(|(_, name)| name.as_str()).collect();
            let id = near.may_be.first().map_or(0, |(id, _)| *id);
            said::several(&near.name, &names.join(", "), id, near.rows)
        }
        None => said::nearly(one, &near.name, first, near.rows),
        Some(Meant::Is(_) | Meant::Choice(_)) => said::taken_for(one, &near.name, &near.called, near.rows),
        Some(Meant::New) => said::made_new(one, &near.name, near.rows),
        Some(Meant::As(name)) => said::made_new(one, name, near.rows),
        Some(Meant::Left) => said::left_so(one, &near.name, near.rows),
    }
}

/// The same for scripts: `decided` is null where nobody decided, else the record's number, `new` or `left`.
fn name(near: &Near) -> Json {
    let decided = match &near.meant {
        None => Json::Null,
        Some(Meant::Is(id)) => json!(id),
        Some(Meant::Choice(key)) => json!(key),
        Some(Meant::New | Meant::As(_)) => json!("new"),
        Some(Meant::Left) => json!("left"),
    };
    let may_be: Vec<Json> = near.may_be.iter().map(|(id, name)| json!({ "id": id, "name": name })).collect();
    json!({ "kind": near.kind, "name": near.name, "rows": near.rows, "may_be": may_be, "decided": decided })
}
