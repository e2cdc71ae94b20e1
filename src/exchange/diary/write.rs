//! Appointments, and what is to be done by a time, as other calendars take them (iCalendar, RFC 5545). Instants stand in
//! UTC, so that no table of a zone is needed; what lasts all day is of its own days.
use crate::domain::appointment::{Appointment, State};
use crate::domain::deed::Ref;
use crate::domain::face::Kept;
use crate::domain::kinds::{named, shape};
use crate::domain::mail::mailboxes;
use crate::domain::person::Person;
use crate::domain::reach::Sort;
use crate::domain::tag::Tag;
use crate::domain::task::{self, Task};
use crate::domain::value::{Choice, Id, Instant};
use crate::domain::world::World;
use crate::exchange::beside::{self as own, NOWHERE};
use crate::exchange::export::record::held;
use crate::exchange::folded::{line, line_of, parameter, text};
use crate::exchange::plan::own::Marked;
use crate::lang::export as said;
use crate::store::Db;
use anyhow::Result;
use chrono::NaiveDate;
use std::io::Write;

/// Begins a calendar.
pub fn begin(to: &mut dyn Write) -> Result<()> {
    line(to, "BEGIN", "VCALENDAR")?;
    line(to, "VERSION", "2.0")?;
    line(to, "PRODID", "-//linchpin//linchpin//EN")?;
    line(to, "CALSCALE", "GREGORIAN")?;
    Ok(())
}

/// Ends it.
pub fn end(to: &mut dyn Write) -> Result<()> {
    Ok(line(to, "END", "VCALENDAR")?)
}

/// Writes what a record puts into a calendar: an appointment, a task, what is due; and whether there is anything.
pub fn write(db: &Db, mark: &Marked, at: Ref, to: &mut dyn Write) -> Result<bool> {
    let mut entry = Entry { db, mark, at, to };
    match at.kind {
        Appointment::KIND => entry.event(&db.get(at.id)?),
        Task::KIND => entry.task(&db.get(at.id)?),
        _ => entry.due(),
    }
}

/// One entry on its way into a calendar.
struct Entry<'a> {
    db: &'a Db,
    mark: &'a Marked,
    at: Ref,
    to: &'a mut dyn Write,
}

impl Entry<'_> {
    fn event(&mut self, meeting: &Appointment) -> Result<bool> {
        let (Some(start), Some((first, last))) = (meeting.start, meeting.days(self.db)) else { return Ok(false) };
        line(self.to, "BEGIN", "VEVENT")?;
        self.head(&meeting.uid, &meeting.subject, meeting.created)?;
        line(self.to, "SEQUENCE", &meeting.sequence.to_string())?;
        if meeting.all_day {
            line(self.to, "DTSTART;VALUE=DATE", &day(first))?;
            line(self.to, "DTEND;VALUE=DATE", &day(last.succ_opt().unwrap_or(last)))?;
        } else {
            line(self.to, "DTSTART", &instant(start))?;
            line(self.to, "DTEND", &instant(meeting.end.unwrap_or(start)))?;
        }
        let state = match meeting.state {
            State::Confirmed | State::Held => "CONFIRMED",
            State::Tentative => "TENTATIVE",
            State::Cancelled => "CANCELLED",
        };
        line(self.to, "STATUS", state)?;
        let room = meeting.room.and_then(|id| self.db.name("code", id));
        let place = Some(meeting.place.clone()).filter(|place| !place.is_empty());
        let place = room.into_iter().chain(place).collect::<Vec<_>>().join(", ");
        line_of(self.to, "LOCATION", &place)?;
        let guests = self.who(meeting)?;
        self.body(&meeting.note, meeting.about, &guests, &meeting.tags)?;
        self.own(if meeting.state == State::Held { meeting.state.key() } else { "" })?;
        line(self.to, "END", "VEVENT")?;
        Ok(true)
    }

    /// Who is there by their mailboxes; gives the names of those who have none here.
    fn who(&mut self, meeting: &Appointment) -> Result<Vec<String>> {
        let holds = meeting.work.owner.or(meeting.work.coordinator);
        if let Some((name, mailbox)) = holds.map(|id| self.person(id)).transpose()?
            && !mailbox.is_empty()
        {
            line(self.to, &format!("ORGANIZER;CN={}", parameter(&name)), &format!("mailto:{mailbox}"))?;
        }
        let mut others = Vec::new();
        for attendee in &meeting.attendees {
            let (name, mailbox) = match attendee.person {
                Some(id) => self.person(id)?,
                None => guest(&attendee.name),
            };
            let address = if mailbox.is_empty() { NOWHERE.to_owned() } else { format!("mailto:{mailbox}") };
            line(self.to, &format!("ATTENDEE;CN={}", parameter(&name)), &address)?;
            if mailbox.is_empty() {
                others.push(name);
            }
        }
        Ok(others)
    }

    /// Name and mailbox of someone of the house.
    fn person(&self, id: Id) -> Result<(String, String)> {
        let person: Person = self.db.get(id)?;
        let mailbox = person.reaches.iter().find(|reach| reach.sort == Sort::Mail);
        Ok((person.name, mailbox.map_or_else(String::new, |reach| reach.normal.clone())))
    }

    fn task(&mut self, task: &Task) -> Result<bool> {
        line(self.to, "BEGIN", "VTODO")?;
        self.head(&self.mark.key(self.at, None), &task.subject, task.created)?;
        if let Some(due) = task.due {
            line(self.to, "DUE", &instant(due))?;
        }
        let state = match task.state {
            task::State::Open => "NEEDS-ACTION",
            task::State::Done => "COMPLETED",
            task::State::Cancelled => "CANCELLED",
        };
        line(self.to, "STATUS", state)?;
        if let Some(ended) = task.ended.filter(|_| task.state == task::State::Done) {
            line(self.to, "COMPLETED", &instant(ended))?;
        }
        self.body(&task.note, task.about, &[], &task.tags)?;
        self.own("")?;
        line(self.to, "END", "VTODO")?;
        Ok(true)
    }

    /// What any other record waits for, where it waits for something.
    fn due(&mut self) -> Result<bool> {
        let (Some(due), _) = self.db.urgency(self.at)? else { return Ok(false) };
        let (lang, one) = (self.db.lang(), shape(self.at.kind).map(|shape| shape.one));
        let name = self.db.name(self.at.kind, self.at.id).unwrap_or_default();
        let title = one.map_or_else(|| name.clone(), |one| format!("{name} ({})", one.to(lang)));
        line(self.to, "BEGIN", "VTODO")?;
        self.head(&self.mark.key(self.at, None), &title, None)?;
        line(self.to, "DUE", &instant(due.at))?;
        line(self.to, "STATUS", "NEEDS-ACTION")?;
        line_of(self.to, "DESCRIPTION", due.reason(self.db.now()).to(lang))?;
        line(self.to, "END", "VTODO")?;
        Ok(true)
    }

    fn head(&mut self, uid: &str, summary: &str, created: Option<Instant>) -> Result<()> {
        line(self.to, "UID", &text(uid))?;
        line(self.to, "DTSTAMP", &instant(self.db.instant()))?;
        if let Some(created) = created {
            line(self.to, "CREATED", &instant(created))?;
        }
        if let Some(changed) = self.db.changed_at(self.at)? {
            line(self.to, "LAST-MODIFIED", &instant(changed))?;
        }
        Ok(line_of(self.to, "SUMMARY", summary)?)
    }

    /// What a calendar has no place for; a state, where it has no word for that.
    fn own(&mut self, state: &str) -> Result<()> {
        for (head, held) in held(self.db, self.at)?.iter().filter(|(head, _)| own::FIELDS.contains(&head.key)) {
            line_of(self.to, &own::name(head.key), &held.text(self.db))?;
        }
        line_of(self.to, &own::name(own::STATE), state)?;
        Ok(())
    }

    /// The note, what it is about, and who else is there.
    fn body(&mut self, note: &str, about: Option<Id>, guests: &[String], tags: &[Tag]) -> Result<()> {
        let lang = self.db.lang();
        let about = about.and_then(|packed| named(packed, self.db));
        let about = about.map(|name| format!("{}: {name}", said::IS_ABOUT.to(lang)));
        let guests = Some(guests.join(", ")).filter(|names| !names.is_empty());
        let guests = guests.map(|names| format!("{}: {names}", said::IS_THERE.to(lang)));
        let added = [about, guests].into_iter().flatten().collect::<Vec<_>>().join("\n");
        let told: Vec<&str> = [note, &added].into_iter().filter(|text| !text.is_empty()).collect();
        line_of(self.to, "DESCRIPTION", &told.join("\n"))?;
        line_of(self.to, &own::name(own::ADDED), &added)?;
        let tags: Vec<String> = tags.iter().map(|tag| text(&tag.tag)).collect();
        if !tags.is_empty() {
            line(self.to, "CATEGORIES", &tags.join(","))?;
        }
        Ok(())
    }
}

/// A guest by what was typed: a name, a mailbox, or both.
fn guest(typed: &str) -> (String, String) {
    let found = mailboxes(typed).ok().and_then(|all| all.into_iter().next());
    found.map_or_else(
        || (typed.to_owned(), String::new()),
        |mailbox| {
            let name = if mailbox.name.is_empty() { mailbox.address.clone() } else { mailbox.name };
            (name, mailbox.address)
        },
    )
}

/// `20261124T021400Z`.
fn instant(at: Instant) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

fn day(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}
