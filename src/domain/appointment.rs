//! An appointment: what people agreed on, by whose clock, where, and who is there.
use super::attendee::{self, Attendee};
use super::face::{Due, Face, Find, Kept};
use super::field::{Field, Part, Record};
use super::kind::Kind;
use super::problem::{Fault, Problem, Ready};
use super::read;
use super::tag::{self, Tag};
use super::touch::{Outcome, Touched};
use super::value::{Choice, Id, Instant, Slot};
use super::worked::{self, Work, Worked};
use super::workspace::zone;
use super::world::World;
use crate::field;
use crate::lang::when::short;
use crate::lang::{Text, fault, say};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta};
use chrono_tz::Tz;
use std::hash::{DefaultHasher, Hash, Hasher};

/// How sure it is (RFC 5545, 3.8.1.11), and whether it took place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// All have agreed.
    #[default]
    Confirmed,
    /// Someone has yet to agree.
    Tentative,
    /// It took place.
    Held,
    /// It does not take place.
    Cancelled,
}

#[rustfmt::skip]
impl Choice for State {
    const ALL: &'static [(Self, &'static str, Text)] = &[
        (Self::Confirmed, "confirmed", say("confirmed", "đã chốt")),
        (Self::Tentative, "tentative", say("tentative", "tạm hẹn")),
        (Self::Held,      "held",      say("held", "đã diễn ra")),
        (Self::Cancelled, "cancelled", say("cancelled", "đã huỷ")),
    ];
}

/// Something that people agreed to be at.
#[derive(Clone, Debug, Default)]
pub struct Appointment {
    pub id: Id,
    pub subject: String,
    pub start: Option<Instant>,
    /// Its last instant; of an all-day one the last minute of its last day.
    pub end: Option<Instant>,
    pub all_day: bool,
    /// IANA name of the zone on whose clocks it was agreed.
    pub zone: String,
    /// A room of the house, which can be booked once at a time.
    pub room: Option<Id>,
    /// Where else.
    pub place: String,
    pub about: Option<Id>,
    /// Working minutes to prepare it; empty: as the policy has it.
    pub prepare: Option<i64>,
    pub note: String,
    pub state: State,
    pub prepared: Option<Instant>,
    pub created: Option<Instant>,
    pub ended: Option<Instant>,
    /// RFC 5545, 3.8.4.7.
    pub uid: String,
    /// How often what was agreed has changed (RFC 5545, 3.8.7.4).
    pub sequence: i64,
    /// Its start as the clock on the wall of its zone shows it, with the offset that held when it was agreed:
    /// `2026-11-27T14:00+07:00[Asia/Ho_Chi_Minh]` (RFC 9557).
    pub local: String,
    pub archived: Option<Instant>,
    pub work: Work,
    pub attendees: Vec<Attendee>,
    pub tags: Vec<Tag>,
}

#[rustfmt::skip]
impl Record for Appointment {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required  subject,  Kind::Text,              "Appointment",  "Lịch hẹn", "Subject", "Title", "Summary", "Tiêu đề", "Chủ đề", "Cuộc hẹn", "Cuộc họp", "Sự kiện"),
        field!(required  start,    Kind::At,                "From",         "Từ", "Start", "Start Time", "Bắt đầu", "Thời gian bắt đầu", "Start Date"),
        field!(free      end,      Kind::At,                "Until",        "Đến", "End", "End Time", "Kết thúc", "Thời gian kết thúc", "End Date"),
        field!(free      all_day,  Kind::Flag,              "All day",      "Cả ngày"),
        field!(free      room,     Kind::Code("room"),      "Room",         "Phòng"),
        field!(free      place,    Kind::Text,              "Place",        "Nơi", "Location", "Venue", "Địa điểm", "Where"),
        field!(free      about,    Kind::Any,               "About",        "Về"),
        field!(free      prepare,  Kind::Whole,             "Minutes to prepare", "Số phút chuẩn bị"),
        field!(free      note,     Kind::Note,              "Note",         "Ghi chú", "Description", "Notes", "Mô tả"),
        field!(free      zone,     Kind::Checked(zone),     "Time zone",    "Múi giờ"),
        field!(tags,                                        "Tags",         "Thẻ", "Tag"),
        field!(@field ByAction, who, Kind::Links("person"), Staff, |row| attendee::staff(&row.attendees), |_| None, |row, value| attendee::bring(&mut row.attendees, value),
                                                            "Our people",   "Người của mình"),
        field!(@field ByAction, guests, Kind::Text, Guests, |row| attendee::guests(&row.attendees), |_| None, |row, value| attendee::invite(&mut row.attendees, value),
                                                            "Guests",       "Khách mời", "Attendees"),
        field!(by_action state,    Kind::one_of::<State>(), "State",        "Trạng thái", "Status"),
        field!(by_action prepared, Kind::At,                "Prepared",     "Chuẩn bị xong"),
        field!(by_action created,  Kind::At,                "Created",      "Ngày tạo", "Created Time"),
        field!(by_action ended,    Kind::At,                "Closed",       "Khép lại lúc"),
        field!(by_action uid,      Kind::Text,              "UID",          "UID"),
        field!(by_action sequence, Kind::Whole,             "Changes",      "Số lần đổi"),
        field!(by_action archived, Kind::At,                "Archived",     "Lưu trữ lúc"),
        field!(settled   local,    Kind::Text,              "As agreed",    "Như đã hẹn"),
        field!(outside,                                     "Key",          "Mã", "Event Id", "Activity Id"),
    ];
    const MORE: &'static [Field<Self>] = worked::Fields::<Self>::ALL;
    const PARTS: &'static [Part<Self>] = &[
        Part { key: "who", label: say("Who is there", "Thành phần"), table: "appointment_attendee", shared: false,
               grows: true, rows: |row| &row.attendees, rows_mut: |row| &mut row.attendees },
        Part { key: "tags", label: say("Tags", "Thẻ"), table: tag::TABLE, shared: true, grows: false,
               rows: |row| &row.tags, rows_mut: |row| &mut row.tags },
    ];

    fn id(&self) -> Id { self.id }
    fn set_id(&mut self, id: Id) { self.id = id; }

    fn check(&self, world: &dyn World) -> Vec<Problem> {
        let Some((start, end)) = self.start.zip(self.end) else { return Vec::new() };
        let day = |at| world.local(at).date_naive();
        let wrong = if self.all_day { day(end) < day(start) } else { end <= start };
        if wrong { vec![Fault::new(fault::ENDS_BEFORE_IT_BEGINS).at("end")] } else { Vec::new() }
    }
}

impl Kept for Appointment {
    const KIND: &'static str = "appointment";
    const WORKS: bool = true;
    const LEANS: &'static [&'static str] = &["about"];

    fn settle(&mut self, world: &dyn World) {
        self.work.settle(world);
        self.created.get_or_insert_with(|| world.instant());
        if self.zone.is_empty() {
            world.now().timezone().name().clone_into(&mut self.zone);
        }
        self.attendees.retain(|a| a.person.is_some() || !a.name.is_empty());
        if self.all_day {
            self.whole_days(world);
        } else {
            let usual = self.start.and_then(|at| at.checked_add_signed(usual(world)));
            self.end = self.end.or(usual);
        }
        self.agree(world);
        if self.uid.is_empty() {
            self.uid = self.fresh_uid(world);
        }
    }

    fn face(&self, world: &dyn World) -> Face {
        let about = self.about.and_then(|packed| super::kinds::named(packed, world)).unwrap_or_default();
        let find = Find::default().words([self.subject.as_str(), &about, &self.place]);
        let due = if self.open().is_ok() { self.work.due(self.due(world)) } else { None };
        Face { called: self.subject.clone(), find, turn: due.as_ref().and(self.work.whose()), due }
    }

    fn imported(&mut self, world: &dyn World) {
        attendee::recognize(&mut self.attendees, world);
    }

    fn edited(&mut self, _: &dyn World) {
        if self.id != 0 {
            self.sequence += 1;
        }
    }
}

impl Worked for Appointment {
    fn open(&self) -> Ready {
        match self.state {
            State::Confirmed | State::Tentative if self.archived.is_none() => Ok(()),
            State::Held | State::Cancelled => Err(Fault::new(fault::already(self.state.text()))),
            _ => Err(Fault::new(fault::ARCHIVED)),
        }
    }

    fn work(&self) -> &Work {
        &self.work
    }

    fn work_mut(&mut self) -> &mut Work {
        &mut self.work
    }
}

impl Touched for Appointment {
    fn owner(&self) -> Option<Id> {
        self.work.owner
    }

    fn subjects(&self) -> Vec<Id> {
        self.about.into_iter().collect()
    }

    fn touched(&mut self, outcome: Outcome, next: Option<Instant>, world: &dyn World) {
        match outcome {
            // An appointment to call is done by the call.
            Outcome::Reached if self.open().is_ok() && self.start <= Some(world.instant()) => {
                (self.state, self.ended) = (State::Held, Some(world.instant()));
            }
            Outcome::NoAnswer | Outcome::Busy | Outcome::CallBack => {
                (self.work.later, self.work.later_by) = (next, Some(world.me()));
            }
            Outcome::Reached | Outcome::WrongNumber | Outcome::Open => {}
        }
    }
}

/// How long one lasts that says nothing of it.
pub fn usual(world: &dyn World) -> TimeDelta {
    TimeDelta::minutes(world.rule("meeting").unwrap_or(60).clamp(1, 24 * 60))
}

impl Appointment {
    /// The zone on whose clocks it was agreed.
    pub fn tz(&self, world: &dyn World) -> Tz {
        self.zone.parse().unwrap_or_else(|_| world.now().timezone())
    }

    /// The people of the house who are taken up by it: those who are there and who answers for it, else who booked it.
    /// One that lasts all day takes up only those who are there.
    pub fn people(&self) -> Vec<Id> {
        let answers = if self.all_day { None } else { self.work.owner };
        let mut all: Vec<Id> = Vec::new();
        for id in self.attendees.iter().filter_map(|a| a.person).chain(answers) {
            if !all.contains(&id) {
                all.push(id);
            }
        }
        if all.is_empty() && self.attendees.is_empty() && !self.all_day {
            all.extend(self.work.coordinator);
        }
        all
    }

    /// Its first and last day in its zone.
    pub fn days(&self, world: &dyn World) -> Option<(NaiveDate, NaiveDate)> {
        let tz = self.tz(world);
        let start = self.start?;
        let day = |at: Instant| at.with_timezone(&tz).date_naive();
        Some((day(start), day(self.end.unwrap_or(start)).max(day(start))))
    }

    /// Puts it at another time for as long as it lasts.
    pub fn move_to(&mut self, to: Instant, world: &dyn World) {
        let (Some(start), Some(end)) = (self.start, self.end) else {
            self.start = Some(to);
            return;
        };
        let shift = match (self.all_day, self.days(world)) {
            (true, Some((first, _))) => to.with_timezone(&self.tz(world)).date_naive() - first,
            _ => to - start,
        };
        self.put(start.checked_add_signed(shift), end.checked_add_signed(shift));
    }

    /// Lets it end so much later, or earlier.
    pub fn stretch(&mut self, by: TimeDelta) -> Ready {
        if self.all_day {
            return Err(Fault::new(fault::LASTS_ALL_DAY));
        }
        let end = self.end.and_then(|end| end.checked_add_signed(by));
        if end <= self.start {
            return Err(Fault::new(fault::IS_SHORT));
        }
        self.put(self.start, end);
        Ok(())
    }

    fn put(&mut self, start: Option<Instant>, end: Option<Instant>) {
        (self.start, self.end, self.work.later) = (start, end, None);
        self.sequence += 1;
    }

    /// From the first minute of its first day to the last of its last.
    fn whole_days(&mut self, world: &dyn World) {
        const LAST: NaiveTime = NaiveTime::from_hms_opt(23, 59, 0).unwrap();
        let (Some((first, last)), tz) = (self.days(world), self.tz(world)) else { return };
        self.start = read::at(first, NaiveTime::MIN, &tz);
        self.end = read::at(last, LAST, &tz);
    }

    /// Keeps the wall clock's time beside the instant. Where the rules of the zone have changed since, the instant
    /// follows the wall clock, which is what people agreed on.
    fn agree(&mut self, world: &dyn World) {
        let Some(start) = self.start else { return };
        let tz = self.tz(world);
        let kept = self.local.split_once('[').and_then(|(wall, name)| {
            let wall = DateTime::parse_from_str(wall, WALL).ok()?;
            (name.strip_suffix(']') == Some(tz.name()) && wall == start).then_some(wall.naive_local())
        });
        let meant = kept.and_then(|wall| read::at(wall.date(), wall.time(), &tz));
        if let Some(meant) = meant.filter(|meant| *meant != start) {
            self.end = self.end.and_then(|end| end.checked_add_signed(meant - start));
            self.start = Some(meant);
        }
        self.local = format!("{}[{}]", self.start.unwrap_or(start).with_timezone(&tz).format(WALL), tz.name());
    }

    /// Told apart from all others by what it is, when it was made and by whom; from its equals by how many there are.
    fn fresh_uid(&self, world: &dyn World) -> String {
        let made = self.created.unwrap_or_default().format("%Y%m%dT%H%M%SZ");
        let mut digest = DefaultHasher::new();
        (&self.subject, self.start, self.end, &self.place, self.room, world.me()).hash(&mut digest);
        loop {
            let uid = format!("{made}-{:016x}@linchpin", digest.finish());
            if !world.uid_taken(&uid) {
                return uid;
            }
            self.subject.hash(&mut digest);
        }
    }

    /// When it is to be prepared; once it is, or needs nothing, when it is to be said whether it took place.
    fn due(&self, world: &dyn World) -> Option<Due> {
        let start = self.start?;
        let minutes = self.prepare.or_else(|| world.rule("prepare")).unwrap_or(0);
        let ahead = TimeDelta::try_minutes(minutes).filter(|ahead| *ahead > TimeDelta::zero());
        let prepare = ahead.filter(|_| self.prepared.is_none()).and_then(|ahead| world.hours().add(start, -ahead));
        match prepare {
            Some(at) => {
                let start = world.local(start);
                let day = short(start.date_naive(), world.local(at).date_naive());
                let time = if self.all_day { String::new() } else { start.format(" %H:%M").to_string() };
                Some(Due::new(at, "prepare", day + &time))
            }
            None => self.end.map(|at| Due::new(at, "took-place", "")),
        }
    }
}

/// `2026-11-27T14:00+07:00`.
const WALL: &str = "%Y-%m-%dT%H:%M%:z";
