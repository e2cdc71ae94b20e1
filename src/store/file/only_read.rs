//! Opening a file so that nothing can be written: also where the disk, or who works here, may not write beside it.
use super::kept;
use super::schema::{self, beside};
use super::unusable::{Unusable, Wanted, unopened};
use crate::lang::unwritten;
use crate::store::READ_ONLY;
use anyhow::Result;
use rusqlite::ErrorCode::{CannotOpen, DiskFull, PermissionDenied, ReadOnly};
use rusqlite::ffi::SQLITE_IOERR_SHMSIZE;
use rusqlite::{Connection, OpenFlags};
use std::fs;
use std::path::Path;

/// A connection that only reads.
pub fn open(path: &Path) -> Result<Connection> {
    let wrong = |error: rusqlite::Error| unopened(path, Wanted::There, error.into());
    let sql = Connection::open_with_flags(path, READ_ONLY).map_err(wrong)?;
    // What is shared by all who have it open would have to be made beside it.
    match sql.pragma_query_value(None, "schema_version", |_| Ok(())) {
        Err(error) if path.is_dir() => Err(wrong(error)),
        Err(error) if may_not_write(&error) => unshared(path),
        _ => Ok(sql),
    }
}

/// The same of a file that this program can read.
pub fn open_known(path: &Path) -> Result<Connection> {
    kept::whole(path)?;
    let sql = open(path)?;
    schema::check(&sql)?;
    if schema::is_old(&sql)? {
        return Err(Unusable::Busy(unwritten::OLD.into()).into());
    }
    Ok(sql)
}

/// Whether an error says that nothing may be written here, or that there is no room to.
pub fn may_not_write(error: &rusqlite::Error) -> bool {
    lacks_room(error) || matches!(error.sqlite_error_code(), Some(CannotOpen | ReadOnly | PermissionDenied))
}

/// Whether it says that there is no room, for what lies beside the file too.
pub fn lacks_room(error: &rusqlite::Error) -> bool {
    let beside = error.sqlite_error().is_some_and(|error| error.extended_code == SQLITE_IOERR_SHMSIZE);
    beside || error.sqlite_error_code() == Some(DiskFull)
}

/// Of a file that nobody has open, for whoever has it open has made what they share: it stands as it is.
fn unshared(path: &Path) -> Result<Connection> {
    if fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0) {
        return Err(Unusable::Busy(unwritten::LOG_BESIDE.into()).into());
    }
    let uri = format!("file:{}?immutable=1", escaped(path));
    Ok(Connection::open_with_flags(uri, READ_ONLY.union(OpenFlags::SQLITE_OPEN_URI))?)
}

/// A path as it stands in an address (RFC 3986).
fn escaped(path: &Path) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    let one = |byte: &u8| if plain(*byte) { char::from(*byte).to_string() } else { format!("%{byte:02X}") };
    path.as_os_str().as_encoded_bytes().iter().map(one).collect()
}
