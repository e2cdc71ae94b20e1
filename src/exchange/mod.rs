//! Files in and out.
pub mod record;
