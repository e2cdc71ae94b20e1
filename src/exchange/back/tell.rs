//! A difference in words: the same on the screen and on the command line.
use super::{Cell, Difference, State};
use crate::domain::world::World;
use crate::lang::{Lang, Sentence, Text, back as said, when};
use crate::store::{Db, Mark};

impl Cell {
    /// In one line: `Phone: 0901 → 0902`, with what became of it here and what is the matter with it.
    pub fn told(&self, db: &Db) -> Sentence {
        self.field().then(&self.change()).then(&self.doubt(db))
    }

    /// What its field is called, before what is said of it: `Phone:`.
    pub fn field(&self) -> Sentence {
        let [en, vi] = self.head.label.both();
        Sentence::new(format!("{en}:"), format!("{vi}:"))
    }

    /// From what to what: `0901 → 0902`; of a cell that changed here alone, how it came to what it is.
    pub fn change(&self) -> Sentence {
        let shown = |text: &str| if text.is_empty() { "—".to_owned() } else { text.replace('\n', " ") };
        let (from, to) = match self.state {
            State::Here(_) => (&self.then, &self.before),
            _ => (&self.before, &self.after),
        };
        Sentence::plain(&format!("{} → {}", shown(from), shown(to)))
    }

    /// Whose change it was here, and when; nothing, where it was not changed here.
    pub fn whose(&self, db: &Db) -> Sentence {
        match self.state {
            State::Here(mark) | State::Clash(mark) => here(mark, db),
            State::Changed | State::Refused(_) => Sentence::default(),
        }
    }

    /// Which side counts, of a cell that was changed on both.
    pub fn side(&self) -> Text {
        match self.state {
            State::Clash(_) if self.take => said::TAKEN,
            State::Clash(_) => said::NOT_TAKEN,
            _ => Text::default(),
        }
    }

    /// Why it is not taken, or should be looked at; nothing, where nothing is the matter with it.
    pub fn why(&self, db: &Db) -> Sentence {
        match &self.state {
            State::Changed => Sentence::default(),
            State::Refused(fault) => fault.sentence().clone(),
            State::Here(mark) => here(*mark, db),
            State::Clash(mark) => {
                let was = if self.then.is_empty() { "—".to_owned() } else { self.then.replace('\n', " ") };
                said::clash(&was, &here(*mark, db), self.side())
            }
        }
    }

    /// What a person should know before it is taken; nothing, where that is nothing.
    pub fn doubt(&self, db: &Db) -> Sentence {
        match &self.state {
            State::Changed => Sentence::default(),
            State::Refused(_) => Sentence::plain("!").then(&self.why(db)),
            State::Here(_) | State::Clash(_) => bracketed(&self.why(db)),
        }
    }
}

fn bracketed(said: &Sentence) -> Sentence {
    let bracket = |text: &str| format!("({text})");
    Sentence::new(bracket(said.to(Lang::En)), bracket(said.to(Lang::Vi)))
}

/// Whose change it was here, and when.
fn here(mark: Option<Mark>, db: &Db) -> Sentence {
    mark.map_or_else(Sentence::default, |mark| {
        let who = db.name("person", mark.who).unwrap_or_default();
        said::changed_here(&who, &when::stamp(db.local(mark.at), db.now()))
    })
}

impl Difference {
    /// What differs in all, thing by thing; empty, where nothing does. What was taken in already (`done`) is not told.
    pub fn summary(&self, done: bool) -> Vec<Sentence> {
        let counts = self.counts();
        let mut all = Vec::new();
        let mut tell = |is: bool, said: &dyn Fn() -> Sentence| {
            if is {
                all.push(said());
            }
        };
        tell(counts.rows > 0 && !done, &|| said::changes(counts.rows, counts.cells));
        tell(counts.clashes > 0, &|| said::clashes(counts.clashes, counts.clashes_taken));
        tell(counts.refused + counts.unknown > 0, &|| said::refused(counts.refused + counts.unknown));
        tell(counts.added > 0 && !done, &|| said::new_rows(counts.added, true));
        tell(counts.new > counts.added, &|| said::new_rows(counts.new - counts.added, false));
        tell(self.missing > 0, &|| said::missing(self.missing));
        tell(counts.here > 0, &|| said::here_alone(counts.here));
        tell(self.rewritten > 0, &|| said::rewritten(self.rewritten));
        all
    }
}
