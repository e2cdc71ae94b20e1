//! Parts of a screen that know nothing of records: data in, lines out.
pub mod week;
