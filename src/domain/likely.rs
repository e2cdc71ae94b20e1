//! Likely duplicates: what two records of one person have alike. A number, a mailbox, or the name at the same company;
//! never the company alone. It is the one rule: for the flag of a row and the filter word, for what is said before a
//! record is saved, and for a file that is brought in.
use super::digest::Digest;
use super::fold::words;
use super::reach::{Reach, Sort};
use crate::lang::{Text, say};

/// Which rows of a kind may be the same as another, by filter words, and the kinds that the other may be of.
pub struct Alike {
    /// The filter words; none: all of them.
    pub of: &'static str,
    /// The kinds.
    pub among: &'static [&'static str],
}

/// What both have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A number; a desk behind it is someone else, but the number is the same.
    Phone,
    /// A mailbox.
    Mail,
    /// The name and the company.
    Name,
}

impl Sign {
    /// As a reason.
    pub fn text(self) -> Text {
        match self {
            Self::Phone => say("same phone", "cùng số điện thoại"),
            Self::Mail => say("same e-mail", "cùng e-mail"),
            Self::Name => say("same name and company", "cùng tên và công ty"),
        }
    }
}

/// What a person is told by, each as a digest that another with the same has, too. The addresses must have their normal
/// forms; what could not be understood is no sign.
pub fn marks(reaches: &[Reach], name: &str, company: &str) -> Vec<(Sign, i64)> {
    let mut all: Vec<(Sign, i64)> = Vec::new();
    let mut add = |sign, parts: &[&str]| {
        let mut digest = Digest::default();
        for part in parts {
            digest.add(part);
        }
        let digest = digest.value().cast_signed();
        if all.iter().all(|(_, known)| *known != digest) {
            all.push((sign, digest));
        }
    };
    for reach in reaches.iter().filter(|reach| !reach.normal.is_empty()) {
        let number = reach.normal.split(';').next().unwrap_or_default();
        add(if reach.sort == Sort::Mail { Sign::Mail } else { Sign::Phone }, &[number]);
    }
    let (name, company) = (words(name).concat(), words(company).concat());
    if !name.is_empty() && !company.is_empty() {
        add(Sign::Name, &["=", &name, &company]);
    }
    all
}
