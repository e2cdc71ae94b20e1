//! Files are opened, and why one cannot be is told with its name.
use super::table::TableFault;
use crate::domain::fold::clean;
use crate::lang::cell;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// What a file is called, without its folders.
pub fn name_of(path: &Path) -> String {
    clean(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy(), false).into_owned()
}

pub(super) fn broken(name: &str, error: &io::Error) -> TableFault {
    let said = match error.kind() {
        ErrorKind::NotFound => cell::NO_SUCH_FILE.into(),
        ErrorKind::PermissionDenied => cell::NOT_ALLOWED.into(),
        ErrorKind::InvalidData => cell::NOT_UTF_8.into(),
        _ => cell::cannot_be_read(&error.to_string()),
    };
    let mut fault = TableFault::new(cell::in_file(name, &said));
    fault.missing = error.kind() == ErrorKind::NotFound;
    fault
}

/// A file's whole text.
pub fn text_of(path: &Path) -> Result<String, TableFault> {
    let (mut file, mut text) = (opened(path)?.0, String::new());
    file.read_to_string(&mut text).map_err(|error| broken(&name_of(path), &error))?;
    Ok(text)
}

/// The file, and its size.
pub(super) fn opened(path: &Path) -> Result<(File, u64), TableFault> {
    let name = name_of(path);
    if path.is_dir() {
        return Err(TableFault::new(cell::in_file(&name, &cell::A_FOLDER.into())));
    }
    let file = File::open(path).map_err(|error| broken(&name, &error))?;
    let total = file.metadata().map_err(|error| broken(&name, &error))?.len();
    Ok((file, total))
}
