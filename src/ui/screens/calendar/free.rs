//! When people and a room are free: typed as in a booking, the next times listed; the one taken is booked in words.
use super::book::Book;
use crate::act::clash;
use crate::domain::appointment::{Appointment, usual};
use crate::domain::attendee::Attendee;
use crate::domain::booking::{self, Wanted};
use crate::domain::clash::Search;
use crate::domain::value::{Instant, Local};
use crate::domain::world::World;
use crate::lang::{agenda as said, say, when};
use crate::ui::cells;
use crate::ui::cx::Cx;
use crate::ui::pane::Flow;
use crate::ui::popups::Pick;
use anyhow::Result;
use chrono::TimeDelta;

/// So many times are listed.
const TIMES: usize = 9;

/// A time and who was asked for, as a line of words to go on from.
type Found = Option<(Instant, String)>;

/// The list. While nothing is typed it is for the people, the room and the length of the appointment under the cursor,
/// else for an hour of one's own.
pub fn pick(like: Option<Appointment>, cx: &Cx) -> Result<Pick<Found>> {
    let base = like.map_or_else(|| mine(cx), |appointment| of(&appointment));
    let title = say("Free time of whom, @ room, for how long", "Giờ rảnh của ai, @ phòng, bao lâu");
    let pick = Pick::new(
        title,
        move |cx, text| {
            let typed = booking::wanted(text, &*cx.store);
            Ok(match typed {
                Err(fault) => vec![(None, format!("! {}", fault.text(cx.lang)))],
                Ok(typed) => list(&merged(&base, typed), cx)?,
            })
        },
        |cx, found| {
            let Some((at, words)) = found else { return Ok(Flow::Done) };
            let book = Book::new(&words, cx.store.local(at).date_naive(), cx)?;
            cx.open(book).map(|_| Flow::Close)
        },
    );
    Ok(pick.numbered())
}

fn mine(cx: &Cx) -> Wanted {
    let me = Attendee { person: Some(cx.store.me()), ..Attendee::default() };
    Wanted { who: vec![me], ..Wanted::default() }
}

fn of(appointment: &Appointment) -> Wanted {
    let who = appointment.people().into_iter().map(|id| Attendee { person: Some(id), ..Attendee::default() });
    let length = appointment.start.zip(appointment.end).map(|(from, till)| till - from);
    let length = length.filter(|_| !appointment.all_day);
    Wanted { who: who.collect(), room: appointment.room, length, ..Wanted::default() }
}

/// What is typed takes the place of what is there.
fn merged(base: &Wanted, typed: Wanted) -> Wanted {
    Wanted {
        who: if typed.who.is_empty() { base.who.clone() } else { typed.who.clone() },
        room: typed.room.or(base.room),
        length: typed.length.or(base.length),
        ..typed
    }
}

fn list(wanted: &Wanted, cx: &Cx) -> Result<Vec<(Found, String)>> {
    let db = &*cx.store;
    let length = wanted.length.unwrap_or_else(|| usual(db)).max(TimeDelta::minutes(1));
    let from = db.instant();
    let search = Search { who: wanted.people(), room: wanted.room, length, from, till: from };
    let told = wanted.told(db);
    let found = clash::free(db, &search, 0, TIMES)?;
    if found.is_empty() {
        return Ok(vec![(None, format!("! {told} {}", said::NO_FREE_TIME.to(cx.lang)))]);
    }
    let line = |at: Instant| {
        let (from, till) = (db.local(at), db.local(at + length));
        let span = said::span(from, till, false, db.now()).to(cx.lang).to_owned();
        (Some((at, words(wanted, at, till, cx))), format!("{} {told}", cells::left(&span, 24)))
    };
    Ok(found.into_iter().map(line).collect())
}

/// `27/11 14:00-14:45 @ Room 2 with Huy `: what is typed after it says what it is.
fn words(wanted: &Wanted, at: Instant, till: Local, cx: &Cx) -> String {
    let db = &*cx.store;
    let from = db.local(at);
    let day = when::short(from.date_naive(), db.today());
    let name = |a: &Attendee| a.person.and_then(|id| db.name("person", id)).unwrap_or_else(|| a.name.clone());
    let others = wanted.who.iter().filter(|a| a.person != Some(db.me()) || wanted.who.len() > 1);
    let who = others.map(name).collect::<Vec<_>>().join(", ");
    let room = wanted.room.and_then(|id| db.name("code", id)).unwrap_or_default();
    let room = if room.is_empty() { room } else { format!("@ {room} ") };
    let who = if who.is_empty() { who } else { format!("{} {who} ", say("with", "với").to(cx.lang)) };
    format!("{day} {}-{} {room}{who}", from.format("%H:%M"), till.format("%H:%M"))
}
