//! What is asked of a file's rows: names that nobody here quite has, and words that stand for a choice; what is meant by
//! each as it stands until now.
use crate::domain::field::Head;
use crate::domain::fold::{clean, fold};
use crate::domain::kinds::shape;
use crate::domain::world::World;
use crate::exchange::plan::mapping::Ground;
use crate::exchange::plan::names::{Meant, Near, words_of};
use crate::exchange::plan::vocabulary::{Word, choices};
use crate::exchange::plan::{Field, File, Plan};
use crate::lang::{Lang, Sentence, word as told};
use crate::store::Db;

/// What is asked about.
pub(super) enum Asked {
    Name(Near),
    Word(Spoken),
}

/// A word of a field.
pub(super) struct Spoken {
    pub head: &'static Head,
    pub of: String,
    pub word: Word,
    /// What the choice is called that it is taken for where nobody says otherwise.
    pub guessed: String,
    /// What the one is called that it was said to mean.
    pub called: String,
}

impl Asked {
    pub fn rows(&self) -> u64 {
        match self {
            Self::Name(near) => near.rows,
            Self::Word(spoken) => spoken.word.rows,
        }
    }

    pub fn text(&self) -> &str {
        match self {
            Self::Name(near) => &near.name,
            Self::Word(spoken) => &spoken.word.text,
        }
    }

    /// Of what it is: a kind, or the words of a field.
    pub fn of(&self) -> &str {
        match self {
            Self::Name(near) => near.kind,
            Self::Word(spoken) => &spoken.of,
        }
    }

    pub fn label(&self, lang: Lang) -> &str {
        match self {
            Self::Name(near) => shape(near.kind).map_or("", |shape| shape.one.to(lang)),
            Self::Word(spoken) => spoken.head.label.to(lang),
        }
    }

    /// What nobody knows stands before what comes in by itself, and that before what is known.
    pub fn rank(&self) -> u8 {
        match self {
            Self::Word(spoken) if spoken.word.is_open() && !spoken.word.grows => 0,
            Self::Name(near) if near.meant.is_none() && !near.may_be.is_empty() => 1,
            Self::Name(near) if near.meant.is_none() => 2,
            Self::Word(spoken) if spoken.word.is_open() => 2,
            _ => 3,
        }
    }

    /// Who may be meant, where nobody decided.
    pub fn open(&self, lang: Lang) -> String {
        match self {
            Self::Name(near) if near.may_be.is_empty() => format!("? {}", told::KEPT.to(lang)),
            Self::Name(near) => {
                let first = near.may_be.first().map_or("", |(_, name)| name.as_str());
                format!("? {first}{}", if near.may_be.len() > 1 { " …" } else { "" })
            }
            Self::Word(Spoken { word, guessed, .. }) => match &word.guess {
                Some((_, by)) => format!("  {guessed} · {}", by.text().to(lang)),
                None if word.grows => format!("+ {}", told::NEW.to(lang)),
                None => format!("? {}", told::KEPT.to(lang)),
            },
        }
    }

    /// What the one that is meant is called.
    pub fn called(&self, meant: &Meant, lang: Lang) -> String {
        match (self, meant) {
            (Self::Name(near), Meant::Is(id)) => {
                let known = near.may_be.iter().find(|(of, _)| of == id).map(|(_, name)| name);
                known.unwrap_or(&near.called).clone()
            }
            (Self::Name(near), _) => near.called.clone(),
            (Self::Word(spoken), _) => format!("{} · {}", spoken.called, Ground::Said.text().to(lang)),
        }
    }
}

/// What a choice is called here.
pub(super) fn named(head: &Head, meant: &Meant, db: &Db) -> String {
    let called = |key: &str| choices(head)?.into_iter().find(|(known, _)| *known == key).map(|(_, called)| called);
    match meant {
        Meant::As(name) => name.clone(),
        Meant::Choice(key) => called(key).map_or_else(|| key.clone(), |called| called.to(db.lang()).to_owned()),
        _ => meant.value().map_or_else(String::new, |value| head.kind.show(&value, db)),
    }
}

/// The words of a file, each with what it is taken for here.
pub(super) fn spoken(file: &File, db: &Db) -> Vec<Asked> {
    let of = |head: &'static Head, word: &Word| Spoken {
        head,
        of: words_of(head.key),
        guessed: word.guess.as_ref().map_or_else(String::new, |(meant, _)| named(head, meant, db)),
        called: word.said.as_ref().map_or_else(String::new, |meant| named(head, meant, db)),
        word: word.clone(),
    };
    let all = file.fields.iter().flat_map(|field| field.vocabulary.words.iter().map(|word| of(field.head, word)));
    all.map(Asked::Word).collect()
}

/// So many new words of a list are named.
pub(super) const NAMED: usize = 5;

/// What lists take in of the words of a plan's files: of each field how many, and the first.
pub(super) fn new_words(plan: &Plan) -> Vec<Sentence> {
    let fields = plan.all_files().flat_map(|file| &file.fields);
    let told = |field: &Field| {
        let mut new: Vec<&str> = field.vocabulary.words.iter().filter_map(Word::new_name).collect();
        new.sort_by_key(|name| fold(name));
        new.dedup_by_key(|name| fold(name));
        let first = field.vocabulary.words.iter().filter_map(Word::new_name).take(NAMED).collect::<Vec<_>>().join(", ");
        (!new.is_empty()).then(|| told::new_words(field.head.label, new.len(), &clean(&first, false), NAMED))
    };
    fields.filter_map(told).collect()
}
