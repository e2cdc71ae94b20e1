//! The file itself: opened, borrowed, taken in turns, copied, examined.
pub(super) mod aside;
pub(super) mod bell;
pub mod copies;
pub mod differs;
pub mod doctor;
mod kept;
pub(super) mod made;
pub(super) mod only_read;
mod pages;
mod part;
pub(super) mod place;
pub(super) mod schema;
pub mod sql;
mod strays;
pub(super) mod timed;
pub(super) mod turns;
pub(super) mod unusable;
pub mod views;
