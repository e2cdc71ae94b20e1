//! Import and export: files of others made into what linchpin holds, and back.
pub mod column;
pub mod date;
mod dates;
pub mod encoding;
mod figures;
pub mod record;
mod shapes;
mod sniff;
mod stamp;
pub mod table;
