//! Import and export: files of others made into what linchpin holds, and back.
pub mod back;
mod beside;
mod card;
pub mod column;
mod diary;
pub mod export;
pub mod file;
mod folded;
pub mod plan;
pub mod run;
