//! Likely duplicates: what two records of one person have alike, or two of one company. Of a person a number, a mailbox, or
//! the name at the same company, never the company alone; of a company its tax code, a number, a mailbox, or its name
//! whatever it is by law. It is the one rule: for the flag of a row and the filter word, for what is said before a record
//! is saved, and for a file that is brought in.
use super::digest::Digest;
use super::firm::{essence, tax_code};
use super::fold::words;
use super::kinds::KeptRow;
use super::reach::{Reach, Sort};
use super::value::Value;
use crate::lang::{Text, say};

/// Which rows of a kind may be the same as another, by filter words, and the kinds that the other may be of.
pub struct Alike {
    /// The filter words; none: all of them.
    pub of: &'static str,
    /// The kinds.
    pub among: &'static [&'static str],
    /// The tax code: two that have one each, and not the same, are two whatever else they have alike.
    pub apart: Option<&'static str>,
}

impl Alike {
    /// The tax code of a record, if that tells it from others.
    pub fn code(&self, row: &dyn KeptRow) -> Option<String> {
        match row.value(self.apart?) {
            Value::Text(text) => tax_code(&text),
            _ => None,
        }
    }
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
    /// The tax code of a company.
    Code,
    /// What a company is called.
    Firm,
}

impl Sign {
    /// As a reason.
    pub fn text(self) -> Text {
        match self {
            Self::Phone => say("same phone", "cùng số điện thoại"),
            Self::Mail => say("same e-mail", "cùng e-mail"),
            Self::Name => say("same name and company", "cùng tên và công ty"),
            Self::Code => say("same tax code", "cùng mã số thuế"),
            Self::Firm => say("same name", "cùng tên"),
        }
    }
}

/// What stands before the names and codes that a company is told by.
const FIRM: &str = "firm";
/// So far behind the mark of a person with an address stand those of a company and of an archived record with it: none is
/// that of another, and all who have one address lie together.
const OF_FIRM: i64 = 1;
const OF_ARCHIVED: i64 = 2;
/// The last of them.
pub const LAST_OF_ADDRESS: i64 = OF_ARCHIVED;

/// What a person is told by, each as a digest that another with the same has, too. The addresses must have their normal
/// forms; what could not be understood is no sign.
pub fn marks(reaches: &[Reach], name: &str, company: &str) -> Vec<(Sign, i64)> {
    let mut all = Vec::new();
    reached(&mut all, reaches, 0);
    let (name, company) = (words(name).concat(), words(company).concat());
    if !name.is_empty() && !company.is_empty() {
        add(&mut all, Sign::Name, digest(&["=", &name, &company]));
    }
    all
}

/// The same of a company.
pub fn firm_marks(reaches: &[Reach], name: &str, code: &str) -> Vec<(Sign, i64)> {
    let mut all: Vec<(Sign, i64)> = tax_code(code).into_iter().map(|code| (Sign::Code, code_mark(&code))).collect();
    reached(&mut all, reaches, OF_FIRM);
    let name = essence(name).concat();
    if !name.is_empty() {
        add(&mut all, Sign::Firm, digest(&[FIRM, "=", &name]));
    }
    all
}

/// That of a tax code as it is compared.
pub fn code_mark(code: &str) -> i64 {
    digest(&[FIRM, "#", code])
}

/// What an archived record is told by: nothing that one in use has, too.
pub fn archived_marks(reaches: &[Reach]) -> Vec<i64> {
    let mut all = Vec::new();
    reached(&mut all, reaches, OF_ARCHIVED);
    all.into_iter().map(|(_, mark)| mark).collect()
}

/// The mark that a person has by an address in its normal form; those of others by it stand behind, up to the last.
pub fn address_mark(normal: &str) -> i64 {
    digest(&[number_of(normal)])
}

/// A number without the extension behind it, at which another is reached.
pub fn number_of(normal: &str) -> &str {
    normal.split(';').next().unwrap_or_default()
}

fn reached(all: &mut Vec<(Sign, i64)>, reaches: &[Reach], behind: i64) {
    for reach in reaches.iter().filter(|reach| !reach.normal.is_empty()) {
        let sign = if reach.sort == Sort::Mail { Sign::Mail } else { Sign::Phone };
        add(all, sign, address_mark(&reach.normal).wrapping_add(behind));
    }
}

fn digest(parts: &[&str]) -> i64 {
    let mut digest = Digest::default();
    for part in parts {
        digest.add(part);
    }
    digest.value().cast_signed()
}

fn add(all: &mut Vec<(Sign, i64)>, sign: Sign, mark: i64) {
    if all.iter().all(|(_, known)| *known != mark) {
        all.push((sign, mark));
    }
}
