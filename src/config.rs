//! Where data and settings lie, and who is at the keys.
use directories::ProjectDirs;
use std::path::PathBuf;

/// Of this program among the others of the user.
fn project() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "linchpin")
}

/// The workspace file, unless `--db` names another.
pub fn data_file() -> PathBuf {
    project().map_or_else(|| PathBuf::from("linchpin.db"), |dirs| dirs.data_dir().join("linchpin.db"))
}

/// Settings that are files: keys, themes, templates, reports.
pub fn config_dir() -> Option<PathBuf> {
    project().map(|dirs| dirs.config_dir().to_owned())
}

/// The log.
pub fn state_dir() -> Option<PathBuf> {
    project().map(|dirs| dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_owned())
}

/// Under which name the terminal was opened.
pub fn login() -> String {
    ["LINCHPIN_USER", "USER", "LOGNAME", "USERNAME"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|name| !name.is_empty())
        .unwrap_or_default()
}
