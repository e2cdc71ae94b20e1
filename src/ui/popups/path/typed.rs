//! Paths as people type them, and as terminals write those of files that are dropped on them.
use directories::BaseDirs;
use std::borrow::Cow;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

/// What a path begins with that is whole by itself.
pub const BEGINS: [char; 3] = ['/', '~', MAIN_SEPARATOR];

/// Whether it leads somewhere whatever stands before it.
pub fn is_whole(text: &str) -> bool {
    text.starts_with(BEGINS) || Path::new(text).is_absolute()
}

/// A folder as what lies in it goes on from it.
pub fn with_separator(text: &str) -> String {
    if text.is_empty() || text.ends_with(['/', MAIN_SEPARATOR]) { text.to_owned() } else { format!("{text}/") }
}

/// How far two names are alike, whole letters of the first.
pub fn alike<'a>(one: &'a str, other: &'a str) -> &'a str {
    let same = one.char_indices().zip(other.chars()).find(|((_, a), b)| a != b);
    same.map_or(if one.len() <= other.len() { one } else { &one[..other.len()] }, |((at, _), _)| &one[..at])
}

/// `~` is one's own folder.
pub fn at_home(text: &str) -> PathBuf {
    let rest = text.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(['/', MAIN_SEPARATOR]));
    match (rest, BaseDirs::new()) {
        (Some(rest), Some(dirs)) => dirs.home_dir().join(rest.trim_start_matches(['/', MAIN_SEPARATOR])),
        _ => PathBuf::from(text),
    }
}

/// A path as it was meant that stands quoted or escaped, as terminals write a file that was dropped on them.
pub fn unquoted(text: &str) -> Cow<'_, str> {
    let meant = Some(text).filter(|text| !at_home(text).exists()).and_then(word).filter(|word| is_whole(word));
    meant.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The one word of a shell's line that a text is.
fn word(text: &str) -> Option<String> {
    let (mut word, mut within) = (String::new(), None);
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match (within, letter) {
            (Some(quote), letter) if quote == letter => within = None,
            (None | Some('"'), '\\') if MAIN_SEPARATOR != '\\' => word.push(letters.next()?),
            (None, '\'' | '"') => within = Some(letter),
            (None, letter) if letter.is_whitespace() => return None,
            (_, letter) => word.push(letter),
        }
    }
    within.is_none().then_some(word)
}
