//! Working time: when people work, and how much of it lies between two instants or passes until one. Whose calendar it
//! is, and which clock counts by it, is the caller's to say.
mod calendar;
mod exceptions;
mod pattern;

pub use calendar::Calendar;
pub use exceptions::{Exception, Exceptions, Holiday, Holidays, holidays};
pub use pattern::{Hours, Pattern, Range};
