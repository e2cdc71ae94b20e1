//! The folder of copies beside a workspace: what they are called, which of them are of that file, and how many stay.
use super::part::claim;
use super::schema::beside;
use super::unusable::Unusable;
use crate::lang::unwritten;
use anyhow::{Context, Result};
use chrono::NaiveDateTime;
use std::fs;
use std::iter::once;
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
    /// It was about to become one of this program's version.
    Version,
}

/// A copy that is there.
pub struct Kept {
    /// When it was made, as its name says.
    pub at: NaiveDateTime,
    /// Of those of one second and reason, the first, second …
    pub nth: u32,
    pub reason: Reason,
    pub path: PathBuf,
}

/// How the name of a copy says when it was made.
const STAMP: &str = "%Y-%m-%d-%H%M%S";

/// What an earlier version left that nobody has written to for so long is not being made any more: it took no lock.
const DEAD: Duration = Duration::from_mins(10);

impl Reason {
    const ALL: [Self; 6] = [Self::Day, Self::Asked, Self::Import, Self::Restore, Self::Repair, Self::Version];

    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Asked => "asked",
            Self::Import => "import",
            Self::Restore => "restore",
            Self::Repair => "repair",
            Self::Version => "version",
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

/// A name for the copy of a file that is made then and for that, which nothing has: an empty file holds it.
pub fn claimed(path: &Path, at: NaiveDateTime, why: &str) -> Result<PathBuf> {
    let first = format!("{}-{}-{why}", stem(path), at.format(STAMP));
    let mut names = once(first.clone()).chain((2..).map(|nth: u32| format!("{first}-{nth}")));
    loop {
        let to = folder(path).join(names.next().unwrap_or_default() + ".db");
        // A log that is left of another would be taken for its own.
        let is_free = !beside(&to, "-wal").exists();
        if is_free && claim(&to).with_context(|| to.display().to_string())? {
            return Ok(to);
        }
    }
}

/// What the names of a file's copies begin with. Of two files that differ in what they end with each has its own.
fn stem(path: &Path) -> String {
    let name = if path.extension().is_some_and(|end| end == "db") { path.file_stem() } else { path.file_name() };
    name.unwrap_or_default().to_string_lossy().into_owned()
}

/// When and why a copy of a file was made, and which of those it is, by its name up to the first `.` of its end. Nothing
/// where it is another file's, whose name may begin alike.
fn read(stem: &str, name: &str) -> Option<(NaiveDateTime, Reason, u32)> {
    let name = name.strip_prefix(stem)?.strip_prefix('-')?;
    let (name, nth) = match name.rsplit_once('-') {
        Some((name, nth)) if nth.starts_with(|c: char| c.is_ascii_digit()) => (name, nth.parse().ok()?),
        _ => (name, 1),
    };
    let (stamp, why) = name.rsplit_once('-')?;
    let at = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?;
    let reason = Reason::ALL.into_iter().find(|reason| reason.name() == why)?;
    (at.format(STAMP).to_string() == stamp).then_some((at, reason, nth))
}

/// The copies of a file, the oldest first; not what only holds a name.
pub fn all(path: &Path) -> Result<Vec<Kept>> {
    let (stem, mut all) = (stem(path), Vec::new());
    let Ok(found) = fs::read_dir(folder(path)) else { return Ok(all) };
    for entry in found {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_whole = || entry.metadata().is_ok_and(|file| file.len() > 0);
        if let Some((at, reason, nth)) = name.strip_suffix(".db").and_then(|name| read(&stem, name))
            && is_whole()
        {
            all.push(Kept { at, nth, reason, path: entry.path() });
        }
    }
    all.sort_by_key(|copy| (copy.at, copy.nth));
    Ok(all)
}

/// Makes the folder, and takes away what an earlier version left there of copies of a file that came to no end.
pub fn prepare(path: &Path) -> Result<()> {
    let (folder, stem) = (folder(path), stem(path));
    let made = match fs::create_dir_all(&folder) {
        Err(_) if folder.is_file() => Err(Unusable::Misnamed(unwritten::NO_ROOM_FOR_COPIES)),
        made => made.map_err(Unusable::from),
    };
    made.with_context(|| folder.display().to_string())?;
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
    old.sort_by_key(|copy| (copy.at <= now, copy.at, copy.nth));
    for copy in old.iter().take((old.len() + 1).saturating_sub(reason.most())) {
        // One that stays is no reason to say that the new one was not made.
        let _ = fs::remove_file(&copy.path);
    }
}

/// Refuses a file that was cut to nothing, of which there are copies: the engine would begin it anew, and throw away the
/// log beside it.
pub fn whole(path: &Path) -> Result<()> {
    match newest(path)?.filter(|_| is_empty(path)) {
        Some(copy) => Err(Unusable::Emptied(Some(copy)).into()),
        None => Ok(()),
    }
}

/// Refuses a file that has nothing in it, whether or not there are copies: for what looks at one that is.
///
/// # Errors
/// Which copy is the newest; or that the folder of copies cannot be read.
pub fn filled(path: &Path) -> Result<()> {
    if is_empty(path) { Err(Unusable::Emptied(newest(path)?).into()) } else { Ok(()) }
}

fn is_empty(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() == 0)
}

/// The newest copy of a file, well or not.
///
/// # Errors
/// The folder of copies cannot be read.
pub fn newest(path: &Path) -> Result<Option<PathBuf>> {
    Ok(all(path)?.pop().map(|copy| copy.path))
}
