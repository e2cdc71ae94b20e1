//! The currency that a spreadsheet shows beside a number: its sign stands in the format of the cell, not in its value.
use super::unpacked;
use super::value::{self, Shown};
use super::workbook::broken;
use crate::domain::money::Currency;
use crate::lang::{Sentence, book as said};
use calamine::{Data, DataType, Style, Xlsx};
use std::collections::HashMap;
use std::io::{Read, Seek};

/// The cells of a sheet beside whose numbers a currency is shown, by row and column.
#[derive(Default)]
pub struct Signs(HashMap<(u32, u32), Currency>);

impl Signs {
    /// The cells whose format shows a currency. Most workbooks have none: they are not read for it.
    pub fn of<R: Read + Seek>(book: &mut Xlsx<R>, sheet: &str) -> Result<Self, Sentence> {
        let mut reader = book.worksheet_cells_reader(sheet).map_err(broken)?;
        let currency = |style: &Style| {
            let format = style.number_format.as_ref()?;
            let local = is_local(format.format_id, &format.format_code);
            if local { None } else { of_format(&format.format_code) }
        };
        let of: Vec<Option<Currency>> = reader.styles().iter().map(currency).collect();
        let mut signs = Self::default();
        if of.iter().all(Option::is_none) {
            return Ok(signs);
        }
        while let Some((row, column, style)) = reader.next_style_id().map_err(broken)? {
            let Some(currency) = of.get(style).copied().flatten() else { continue };
            if !signs.takes(1) {
                return Err(said::TOO_LARGE.into());
            }
            signs.put((row, column), currency);
        }
        Ok(signs)
    }

    pub fn put(&mut self, cell: (u32, u32), currency: Currency) {
        self.0.insert(cell, currency);
    }

    /// Whether there is room for so many more.
    pub fn takes(&self, more: u64) -> bool {
        // A table is up to half empty.
        let most = unpacked::HELD / (2 * size_of::<((u32, u32), Currency)>());
        (self.0.len() as u64).saturating_add(more) <= most as u64
    }

    /// A value as the text of its cell, a number with the code of its currency behind it.
    pub fn shown(&self, cell: (u32, u32), data: &Data) -> Shown {
        let sign = self.0.get(&cell).filter(|_| data.is_int() || data.is_float());
        match (value::shown(data), sign) {
            (Shown::Text(text), Some(currency)) => Shown::Text(format!("{text} {}", currency.code())),
            (shown, _) => shown,
        }
    }
}

/// The currency that a number format shows beside its numbers: `[$$-409]#,##0.00`, `#,##0\ "₫"` (ECMA-376, 18.8.31).
/// None where it shows no sign, or a word that may be something else.
pub fn of_format(code: &str) -> Option<Currency> {
    let (mut words, mut chars) = (String::new(), code.chars());
    let until = |chars: &mut std::str::Chars, end| chars.take_while(|c| *c != end).collect::<String>();
    while let Some(c) = chars.next() {
        match c {
            // What follows is for numbers below zero.
            ';' => break,
            // As much room as a sign takes, without the sign.
            '_' | '*' => drop(chars.next()),
            '\\' => words.extend(chars.next()),
            '"' => words.push_str(&until(&mut chars, '"')),
            '[' => {
                let inside = until(&mut chars, ']');
                let (sign, place) =
                    inside.strip_prefix('$').map_or(("", ""), |sign| sign.split_once('-').unwrap_or((sign, "")));
                if !sign.is_empty() {
                    return of_sign(sign, place);
                }
            }
            // Not quoted, a letter is a part of a date.
            c if c.is_ascii_alphanumeric() || "#?.,".contains(c) => {}
            c => words.push(c),
        }
    }
    of_sign(&words, "")
}

/// Whether a format only has the sign that the reader's own country has: spreadsheets know it by its number, which says
/// the sign of no country.
pub fn is_local(id: Option<u32>, code: &str) -> bool {
    matches!(id, Some(42 | 44)) && code.starts_with("_($*")
}

/// A currency by its sign or code in a format, and the place that the sign is of.
fn of_sign(sign: &str, place: &str) -> Option<Currency> {
    let sign = sign.trim();
    let of = |&&(shared, places, _): &&(&str, &[&str], &str)| {
        shared == sign && places.iter().any(|of| of.eq_ignore_ascii_case(place.trim_start_matches('0')))
    };
    if let Some((.., code)) = SHARED.iter().find(of) {
        return Currency::read(code);
    }
    let short = sign.len() == 1 && sign.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_code = sign.bytes().all(|byte| byte.is_ascii_uppercase());
    let by_sign = Currency::by_sign(&sign.to_lowercase()).filter(|_| !short);
    by_sign.or_else(|| Currency::read(sign).filter(|_| is_code))
}

/// Signs that several countries have: which is meant tells the place, by the number or the name of its language.
const SHARED: [(&str, &[&str], &str); 16] = [
    ("$", &["C09", "en-AU"], "AUD"),
    ("$", &["1009", "C0C", "en-CA", "fr-CA"], "CAD"),
    ("$", &["1409", "en-NZ"], "NZD"),
    ("$", &["1004", "4809", "zh-SG", "en-SG"], "SGD"),
    ("$", &["C04", "3C09", "zh-HK", "en-HK"], "HKD"),
    ("$", &["404", "zh-TW"], "TWD"),
    ("$", &["80A", "es-MX"], "MXN"),
    ("$", &["240A", "es-CO"], "COP"),
    ("$", &["340A", "es-CL"], "CLP"),
    ("$", &["2C0A", "es-AR"], "ARS"),
    ("¥", &["804", "zh-CN"], "CNY"),
    ("￥", &["804", "zh-CN"], "CNY"),
    ("￥", &["411", "ja-JP"], "JPY"),
    ("kr", &["41D", "sv-SE"], "SEK"),
    ("kr", &["406", "da-DK"], "DKK"),
    ("kr", &["414", "nb-NO"], "NOK"),
];
