//! Whether a lookup gives the best first: what it finds, beside a look at every record by the rule alone.
use crate::house::House;
use crate::shared::open;
use linchpin::domain::deed::Ref;
use linchpin::domain::face::{Find, Tier};
use linchpin::domain::fold::{accented_words, fold, has_accents, words};
use linchpin::domain::kinds::KINDS;
use linchpin::store::Store;
use rusqlite::Connection;
use std::collections::{BTreeSet, HashMap};

/// Texts that are looked up, and rows of each.
const TEXTS: usize = 500;
const ROWS: usize = 20;

/// Where a record stands among what a text finds: its class; within one, words before the beginnings of keys, those by
/// key; then the newest first.
type Place = (u8, Option<String>, i64);

/// A text, and the best of what was met so far.
struct Sought {
    text: String,
    plain: Vec<String>,
    marked: Option<Vec<String>>,
    key: String,
    best: BTreeSet<Place>,
}

/// Which texts may find a record that has a word, a name or the beginning of a key.
type May = HashMap<String, Vec<usize>>;

/// How many texts find what the rule says that they find, in its order; and the first that does not.
pub fn told(house: &House) -> String {
    let store = open(&house.file);
    let mut all: Vec<Sought> = texts(house).into_iter().map(Sought::of).collect();
    look_at_all(&store, &house.file, &mut all);
    let is_right = |sought: &Sought| {
        let found = store.lookup(&sought.text, ROWS, None).unwrap();
        let found = found.iter().map(|found| found.at.packed());
        !sought.best.is_empty() && found.eq(sought.best.iter().take(ROWS).map(|(_, _, newest)| -newest))
    };
    let wrong: Vec<&Sought> = all.iter().filter(|sought| !is_right(sought)).collect();
    let first = wrong.first().map_or_else(String::new, |sought| format!("; the first that does not: {}", sought.text));
    format!("{} of {} find what a look at every record finds, in its order{first}", all.len() - wrong.len(), all.len())
}

/// Beginnings of names, of one to three words, every other without its marks.
fn texts(house: &House) -> Vec<String> {
    let sql = Connection::open(&house.file).unwrap();
    let mut all = Vec::new();
    for table in ["account", "contact", "lead", "product"] {
        let mut found = sql.prepare(&format!("SELECT called FROM \"{table}\" WHERE id % 17 = 5 LIMIT 400")).unwrap();
        let rows = found.query_map([], |row| row.get::<_, String>(0)).unwrap();
        all.extend(rows.map(Result::unwrap));
    }
    // Some names have no word without digits.
    let step = (all.len() * 4 / 5 / TEXTS).max(1);
    let some = all.into_iter().step_by(step).enumerate().filter_map(|(n, called)| {
        let parts = if n % 2 == 0 { words(&called) } else { accented_words(&called) };
        let mut some: Vec<String> = parts.into_iter().filter(|word| word.chars().all(char::is_alphabetic)).collect();
        let count = some.len().max(1);
        some.rotate_left(n % count);
        some.truncate(1 + n % 3);
        let last = some.pop()?;
        some.push(last.chars().take(1 + n % last.chars().count()).collect());
        Some(some.join(" ")).filter(|text| text.chars().count() > 1)
    });
    some.take(TEXTS).collect()
}

fn look_at_all(store: &Store, file: &std::path::Path, all: &mut [Sought]) {
    let (mut by_word, mut by_name, mut by_key) = (May::new(), May::new(), May::new());
    for (n, sought) in all.iter().enumerate() {
        for words in [Some(&sought.plain), sought.marked.as_ref()].into_iter().flatten() {
            by_word.entry(words.last().cloned().unwrap_or_default()).or_default().push(n);
            by_name.entry(words.concat()).or_default().push(n);
        }
        by_key.entry(sought.key.clone()).or_default().push(n);
    }
    let sql = Connection::open(file).unwrap();
    for shape in KINDS {
        let tier = [Tier::Who, Tier::What, Tier::About, Tier::Never].iter().position(|tier| *tier == shape.found);
        let tier = u8::try_from(tier.unwrap()).unwrap();
        let mut ids = sql.prepare(&format!("SELECT id FROM \"{}\"", shape.kind)).unwrap();
        let ids = ids.query_map([], |row| row.get::<_, i64>(0)).unwrap();
        for id in ids.map(Result::unwrap) {
            let at = Ref { kind: shape.kind, id };
            let known = Known::of(&store.any(at.kind, id).unwrap().face(&**store).find);
            let mut may = BTreeSet::new();
            let mut add = |from: &May, text: &str| may.extend(from.get(text).into_iter().flatten().copied());
            known.words.iter().for_each(|word| beginnings(word).for_each(|begin| add(&by_word, begin)));
            known.keys.iter().for_each(|key| beginnings(key).for_each(|begin| add(&by_key, begin)));
            known.names.iter().for_each(|name| add(&by_name, name));
            for n in may {
                if let Some((class, key)) = all[n].class(&known, tier) {
                    let best = &mut all[n].best;
                    best.insert((class, key, -at.packed()));
                    if best.len() > ROWS {
                        best.pop_last();
                    }
                }
            }
        }
    }
}

fn beginnings(word: &str) -> impl Iterator<Item = &str> {
    word.char_indices().map(|(at, c)| &word[..at + c.len_utf8()])
}

/// What a record is found by.
struct Known {
    names: BTreeSet<String>,
    words: BTreeSet<String>,
    keys: BTreeSet<String>,
}

impl Known {
    fn of(find: &Find) -> Self {
        let names = find.names.iter().flat_map(|name| [words(name).concat(), accented_words(name).concat()]);
        let all = find.names.iter().chain(&find.words).flat_map(|text| [words(text), accented_words(text)]);
        let keys = find.keys.iter().map(|key| fold(key));
        Self { names: names.collect(), words: all.flatten().collect(), keys: keys.collect() }
    }

    fn has(&self, sought: &[String]) -> bool {
        sought.split_last().is_some_and(|(last, whole)| {
            let begins = self.words.range(last.clone()..).next().is_some_and(|word| word.starts_with(last));
            begins && whole.iter().all(|word| self.words.contains(word))
        })
    }
}

impl Sought {
    fn of(text: String) -> Self {
        let marked = has_accents(&text).then(|| accented_words(&text));
        Self { plain: words(&text), marked, key: fold(&text), text, best: BTreeSet::new() }
    }

    /// By the rule: a whole name as it is typed, without its marks; then by whom or what it is, with marks and without.
    fn class(&self, known: &Known, tier: u8) -> Option<(u8, Option<String>)> {
        let is_found = tier < 3;
        let is = |words: &Vec<String>| is_found && known.names.contains(&words.concat());
        if self.marked.as_ref().is_some_and(is) {
            return Some((1, None));
        }
        if is(&self.plain) {
            return Some((2, None));
        }
        if self.marked.as_ref().is_some_and(|marked| known.has(marked)) {
            return Some((3 + 2 * tier, None));
        }
        let word = known.has(&self.plain).then_some((4 + 2 * tier, None));
        let key = known.keys.range(self.key.clone()..).next().filter(|key| is_found && key.starts_with(&self.key));
        word.into_iter().chain(key.map(|key| (4, Some(key.clone())))).min()
    }
}
