//! The folder of copies beside a workspace: what they are called, which of them are of that file, and how many stay.
use super::unusable::Unusable;
use anyhow::{Context, Result};
use chrono::NaiveDateTime;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Why a copy was made: its name says so, and so many of each are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The first of a day.
    Day,
    /// Someone asked for it.
    Asked,
    /// A large import was about to begin.
    Import,
    /// Another copy was about to be put back.
    Restore,
    /// What is derived was about to be worked out anew.
    Repair,
}

/// A copy that is there.
pub struct Kept {
    /// When it was made, as its name says.
    pub at: NaiveDateTime,
    pub reason: Reason,
    pub path: PathBuf,
}

/// How the name of a copy says when it was made.
const STAMP: &str = "%Y-%m-%d-%H%M%S";

/// A copy that nobody has written to for so long is not being made any more: who made it was killed.
const DEAD: Duration = Duration::from_mins(10);

impl Reason {
    const ALL: [Self; 5] = [Self::Day, Self::Asked, Self::Import, Self::Restore, Self::Repair];

    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Asked => "asked",
            Self::Import => "import",
            Self::Restore => "restore",
            Self::Repair => "repair",
        }
    }

    fn most(self) -> usize {
        if self == Self::Day { 14 } else { 5 }
    }
}

/// Where copies of a file are kept.
pub fn folder(path: &Path) -> PathBuf {
    path.with_file_name("backups")
}

/// Where the copy of a file lies that is made then and for that.
pub fn called(path: &Path, at: NaiveDateTime, why: &str) -> PathBuf {
    folder(path).join(format!("{}-{}-{why}.db", stem(path), at.format(STAMP)))
}

/// What the names of a file's copies begin with. Of two files that differ in what they end with each has its own.
fn stem(path: &Path) -> String {
    let name = if path.extension().is_some_and(|end| end == "db") { path.file_stem() } else { path.file_name() };
    name.unwrap_or_default().to_string_lossy().into_owned()
}

/// When and why a copy of a file was made, by its name up to the first `.` of its end. Nothing where it is another file's,
/// whose name may begin alike.
fn read(stem: &str, name: &str) -> Option<(NaiveDateTime, Reason)> {
    let (stamp, why) = name.strip_prefix(stem)?.strip_prefix('-')?.rsplit_once('-')?;
    let at = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?;
    let reason = Reason::ALL.into_iter().find(|reason| reason.name() == why)?;
    (at.format(STAMP).to_string() == stamp).then_some((at, reason))
}

/// The copies of a file, the oldest first.
pub fn all(path: &Path) -> Result<Vec<Kept>> {
    let (stem, mut all) = (stem(path), Vec::new());
    let Ok(found) = fs::read_dir(folder(path)) else { return Ok(all) };
    for entry in found {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some((at, reason)) = name.strip_suffix(".db").and_then(|name| read(&stem, name)) {
            all.push(Kept { at, reason, path });
        }
    }
    all.sort_by_key(|copy| copy.at);
    Ok(all)
}

/// Makes the folder, and takes away what is left there of copies of a file that came to no end.
pub fn prepare(path: &Path) -> Result<()> {
    let (folder, stem) = (folder(path), stem(path));
    fs::create_dir_all(&folder).map_err(Unusable::from).with_context(|| folder.display().to_string())?;
    for entry in fs::read_dir(folder).map_err(Unusable::from)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_part = name.rsplit_once(".part").is_some_and(|(name, _)| read(&stem, name).is_some());
        let is_dead = || Some(entry.metadata().ok()?.modified().ok()?.elapsed().ok()? > DEAD);
        if is_part && is_dead().unwrap_or(false) {
            // Another may have taken it away already; what cannot be taken away is no reason to keep no copy.
            let _ = fs::remove_file(entry.path());
        }
    }
    Ok(())
}

/// Takes the oldest copies of a reason away that are too many; never the one that was just made, and first those of a time
/// to come, which a clock that was ahead gave them.
pub fn let_go(path: &Path, reason: Reason, made: &Path, now: NaiveDateTime) {
    let Ok(mut old) = all(path) else { return };
    old.retain(|copy| copy.reason == reason && copy.path != made);
    old.sort_by_key(|copy| (copy.at <= now, copy.at));
    for copy in old.iter().take((old.len() + 1).saturating_sub(reason.most())) {
        // One that stays is no reason to say that the new one was not made.
        let _ = fs::remove_file(&copy.path);
    }
}

/// Refuses a file that was cut to nothing, of which there are copies: the engine would begin it anew, and throw away the
/// log beside it.
pub fn whole(path: &Path) -> Result<()> {
    let is_empty = fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() == 0);
    let newest = if is_empty { all(path)?.pop() } else { None };
    newest.map_or(Ok(()), |copy| Err(Unusable::Emptied(copy.path).into()))
}
