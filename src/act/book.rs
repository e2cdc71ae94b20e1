//! An appointment of one line of words: see `domain::booking`.
use super::run::carry_out;
use super::{About, Act, Done, Proposal, Role};
use crate::domain::appointment::Appointment;
use crate::domain::booking;
use crate::domain::deed::{Deed, lines};
use crate::domain::draft::{Entry, Given, entries};
use crate::domain::face::Kept;
use crate::domain::field::{Field, Head, Record, heads};
use crate::domain::kind::Kind;
use crate::domain::problem::{Problem, Problems};
use crate::domain::value::{Id, Slot, Value};
use crate::field;
use crate::lang::say;
use crate::store::{Db, Store};
use anyhow::Result;

/// Makes an appointment.
pub struct Book;

/// The line.
#[derive(Clone, Default)]
pub struct Line {
    pub text: String,
}

#[rustfmt::skip]
impl Record for Line {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required text, Kind::Text, "When, what, @ where, with whom", "Lúc nào, việc gì, @ ở đâu, với ai"),
    ];
}

static BOOK: About =
    About::new("book", Role::Quiet, say("book in words", "đặt lịch bằng lời"), say("booked for", "đặt vào"));

impl Act for Book {
    fn about(&self) -> &About {
        &BOOK
    }

    fn on_rows(&self) -> bool {
        false
    }

    fn refusals(&self, _: &Db, _: &[Id]) -> Result<Vec<Problem>> {
        Ok(Vec::new())
    }

    fn entries(&self, db: &Db, _: &[Id]) -> Result<Vec<Entry>> {
        Ok(entries(&Line::default(), db))
    }

    fn heads(&self) -> Vec<&'static Head> {
        heads::<Line>()
    }

    fn proposals(&self, _: &Db, _: &[Id], _: &str) -> Result<Vec<Proposal>> {
        Ok(Vec::new())
    }

    fn act(&self, store: &mut Store, _: &[Id], given: &Given) -> Result<Done> {
        let text = given.iter().find(|(path, _)| path == "text").map_or("", |(_, text)| text.as_str());
        let booking = booking::read(text, &**store).map_err(|fault| Problems::from(fault.at("text")))?;
        let mut appointment = booking.appointment(&**store);
        let said = lines(&vec![("when".to_owned(), Kind::At.show(&Value::At(booking.start), &**store))]);
        let (kind, act) = (Appointment::KIND.to_owned(), BOOK.name.to_owned());
        let deed = Deed { kind, act, title: booking.subject, count: 1, said };
        carry_out(&BOOK, &deed, Vec::new(), store, |tx, _| tx.save(&mut appointment))
    }
}
