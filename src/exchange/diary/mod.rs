//! Calendars (iCalendar), out and in.
pub(super) mod entry;
pub(super) mod read;
pub(super) mod series;
pub(super) mod time;
pub(super) mod who;
pub(super) mod write;
