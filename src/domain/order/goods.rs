//! What stands in a line where goods should: a charge beside them, or a remark on the stock.
use crate::domain::fold::words;

/// Words of which such a name is made, as they are folded.
const WORDS: [&str; 60] = [
    "adjust",
    "adjustment",
    "amazon",
    "and",
    "away",
    "bank",
    "carriage",
    "charge",
    "charges",
    "check",
    "checked",
    "commission",
    "counted",
    "courier",
    "credit",
    "damage",
    "damaged",
    "damages",
    "debt",
    "delivery",
    "discount",
    "dotcom",
    "ebay",
    "error",
    "faulty",
    "fee",
    "fees",
    "for",
    "found",
    "freight",
    "given",
    "handling",
    "label",
    "lost",
    "made",
    "manual",
    "missing",
    "mix",
    "mouldy",
    "note",
    "of",
    "post",
    "postage",
    "return",
    "returned",
    "reverse",
    "rounding",
    "sale",
    "sales",
    "sample",
    "samples",
    "shipping",
    "sold",
    "surcharge",
    "test",
    "thrown",
    "to",
    "up",
    "wet",
    "wrong",
];

/// Such names whose words alone are also those of goods.
const NAMES: [&str; 22] = [
    "phi",
    "phi van chuyen",
    "van chuyen",
    "phi ship",
    "ship",
    "phi giao hang",
    "giao hang",
    "cuoc",
    "cuoc van chuyen",
    "phi ngan hang",
    "phu phi",
    "phu thu",
    "chiet khau",
    "giam gia",
    "hang mau",
    "hang tra",
    "hang hong",
    "hang vo",
    "that lac",
    "kiem kho",
    "dieu chinh",
    "lam tron",
];

/// Whether a text names no goods: it has no letter, or all that it says is a charge or a remark.
pub fn is_no_goods(text: &str) -> bool {
    if !text.chars().any(char::is_alphabetic) {
        return !text.chars().any(char::is_numeric);
    }
    let all = words(text);
    let said = |word: &String| WORDS.contains(&word.as_str()) || word.bytes().all(|byte| byte.is_ascii_digit());
    all.iter().all(said) || NAMES.contains(&all.join(" ").as_str())
}
