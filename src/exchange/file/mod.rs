//! A file as rows under a header, whatever it is: how it is written, found by what is in it.
pub mod caught;
pub mod encoding;
pub mod header;
pub(super) mod held;
pub(super) mod json;
pub(super) mod json_place;
pub(super) mod objects;
pub(super) mod one_byte;
pub(super) mod sniff;
pub(super) mod source;
pub mod table;
pub(super) mod text;
pub(super) mod top;
pub(super) mod unpacked;
pub(super) mod value;
pub(super) mod workbook;
pub mod written;
