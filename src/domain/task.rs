//! Something to be done by a time.
use super::face::{Due, Face, Find, Kept, Tier};
use super::field::{Field, Part, Record};
use super::kind::Kind;
use super::problem::{Fault, Ready};
use super::tag::{self, Tag};
use super::touch::{Outcome, Touched};
use super::value::{Choice, Id, Instant, Slot};
use super::worked::{self, Work, Worked};
use super::world::World;
use crate::field;
use crate::lang::{Text, fault, say};

/// How far it has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// To be done.
    #[default]
    Open,
    /// Done.
    Done,
    /// Not to be done any more.
    Cancelled,
}

#[rustfmt::skip]
impl Choice for State {
    const ALL: &'static [(Self, &'static str, Text)] = &[
        (Self::Open,      "open",      say("open", "đang mở")),
        (Self::Done,      "done",      say("done", "xong")),
        (Self::Cancelled, "cancelled", say("cancelled", "đã huỷ")),
    ];
}

/// Something to be done: the owner does it, else the coordinator.
#[derive(Clone, Debug, Default)]
pub struct Task {
    pub id: Id,
    pub subject: String,
    pub due: Option<Instant>,
    pub about: Option<Id>,
    pub note: String,
    pub state: State,
    pub created: Option<Instant>,
    pub ended: Option<Instant>,
    pub work: Work,
    pub tags: Vec<Tag>,
}

#[rustfmt::skip]
impl Record for Task {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required  subject, Kind::Text,              "Task",    "Việc", "Subject", "Title", "Task Name", "Tên việc", "Nội dung", "Tiêu đề", "Công việc", "Tên công việc", "Task Title"),
        field!(free      due,     Kind::At,                "By",      "Hạn", "Due Date", "Deadline", "Hạn chót", "Due", "Đến hạn", "Hạn hoàn thành", "Ngày hết hạn"),
        field!(free      about,   Kind::Any,               "About",   "Về", "Related To", "Liên quan"),
        field!(free      note,    Kind::Note,              "Note",    "Ghi chú", "Notes", "Description", "Mô tả"),
        field!(tags,                                       "Tags",    "Thẻ", "Tag"),
        field!(by_action state,   Kind::one_of::<State>(), "State",   "Trạng thái", "Status", "Tình trạng"),
        field!(by_action created, Kind::At,                "Created", "Ngày tạo", "Created Time", "Created At", "Created On", "Created Date"),
        field!(by_action ended,   Kind::At,                "Ended",   "Kết thúc lúc"),
        field!(outside,                                    "Key",     "Mã", "Task Id"),
    ];
    const MORE: &'static [Field<Self>] = worked::Fields::<Self>::ALL;
    const PARTS: &'static [Part<Self>] = &[Part {
        key: "tags", label: say("Tags", "Thẻ"), table: tag::TABLE, shared: true, grows: false,
        rows: |row| &row.tags, rows_mut: |row| &mut row.tags,
    }];

    fn id(&self) -> Id { self.id }
    fn set_id(&mut self, id: Id) { self.id = id; }
}

impl Kept for Task {
    const KIND: &'static str = "task";
    const LEANS: &'static [&'static str] = &["about"];
    const FOUND: Tier = Tier::About;
    const WORKS: bool = true;

    fn settle(&mut self, world: &dyn World) {
        self.work.settle(world);
        self.created.get_or_insert_with(|| world.instant());
    }

    fn face(&self, world: &dyn World) -> Face {
        let about = self.about.and_then(|packed| super::kinds::named(packed, world)).unwrap_or_default();
        let find = Find::default().words([self.subject.as_str(), &about]);
        let due = self.due.filter(|_| self.open().is_ok()).map(|at| Due::new(at, "task", about));
        let due = self.work.due(due);
        Face { called: self.subject.clone(), find, turn: due.as_ref().and(self.work.whose()), due }
    }
}

impl Worked for Task {
    fn open(&self) -> Ready {
        if self.state == State::Open { Ok(()) } else { Err(Fault::new(fault::already(self.state.text()))) }
    }

    fn work(&self) -> &Work {
        &self.work
    }

    fn work_mut(&mut self) -> &mut Work {
        &mut self.work
    }
}

impl Touched for Task {
    fn owner(&self) -> Option<Id> {
        self.work.owner
    }

    fn subjects(&self) -> Vec<Id> {
        self.about.into_iter().collect()
    }

    fn touched(&mut self, _: Outcome, next: Option<Instant>, world: &dyn World) {
        self.work.put_off(next, world);
    }
}
