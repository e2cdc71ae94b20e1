//! Address cards (vCard), out and in.
pub(super) mod read;
pub(super) mod write;
