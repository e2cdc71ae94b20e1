//! Rows of a file taken many at a time, for two threads to work at; and how often it is told how far it is.
use crate::exchange::file::table::{Line, Table};

/// After so many rows it is told how far it is, and asked whether another waits.
pub const STEP: u64 = 256;

/// Rows that are taken at a time, and so many bytes of the file at most but for the last row, so that long ones need no
/// more room.
const ROWS: usize = 512;
const BYTES: u64 = 1 << 20;

/// The next rows; none at the end. Lines that were done with are used again.
pub fn next<E>(
    table: &mut Table,
    spare: &mut Vec<Line>,
    next_into: impl Fn(&mut Table, &mut Line) -> Result<bool, E>,
) -> Result<Vec<Line>, E> {
    let (mut lines, begun) = (Vec::with_capacity(ROWS), Table::position(table));
    while lines.len() < ROWS && Table::position(table) - begun < BYTES {
        let mut line = spare.pop().unwrap_or_default();
        if !next_into(table, &mut line)? {
            break;
        }
        lines.push(line);
    }
    Ok(lines)
}
