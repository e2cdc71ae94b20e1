//! Which columns are a discount in percent, of those that are called so: what was taken off in money is called alike.
use super::mapping::Fit;
use crate::domain::field::Head;
use crate::domain::kind::Kind;
use crate::domain::number::{Marks, Written};
use crate::exchange::column::look::{Looked, Sample};
use crate::exchange::column::{Column, Holds};
use crate::exchange::file::header::Name;

/// What a price is called after which nothing is taken off any more.
const PAID: [&str; 8] = [
    "giauudai",
    "giasaugiam",
    "giasauchietkhau",
    "giasaukhuyenmai",
    "dealprice",
    "discountedprice",
    "netprice",
    "priceafterdiscount",
];
/// Words that say that it is a share, and those that say that it is money.
const SHARES: [&str; 4] = ["percent", "percentage", "pct", "rate"];
const MONEY: [&str; 5] = ["giam", "tien", "amount", "value", "tri"];

/// Takes from what may be a discount what holds amounts, and all of it beside a price that is paid; gives the columns whose
/// amounts are left out by that.
pub fn take_out(heads: &[&'static Head], looked: &Looked, names: &[Name], fits: &mut Vec<Fit>) -> Vec<usize> {
    let of = |fit: &Fit| matches!(heads[fit.head].kind, Kind::Percent) && heads[fit.head].key == "discount";
    let paid =
        heads.iter().any(|head| head.key == "price") && names.iter().any(|name| PAID.contains(&name.whole.as_str()));
    let share = |at: usize| says_share(&looked.labels[at], &names[at]);
    // Beside a share what is called alike is the same in money.
    let beside = fits.iter().any(|fit| of(fit) && share(fit.column));
    let is_left = |at: usize| {
        let column = &looked.columns[at];
        paid || !share(at)
            && !matches!(column.holds, Holds::Percent { .. })
            && (beside || is_money(&names[at]) || most(column, &looked.samples[at]) > WHOLE)
    };
    let mut left: Vec<usize> = fits.iter().filter(|fit| of(fit) && is_left(fit.column)).map(|fit| fit.column).collect();
    left.sort_unstable();
    left.dedup();
    fits.retain(|fit| !(of(fit) && left.contains(&fit.column)));
    left.retain(|at| !paid && most(&looked.columns[*at], &looked.samples[*at]) > 0);
    left
}

/// Whether a column says that shares stand in it: `Giảm giá %`, `Tỷ lệ CK`.
fn says_share(label: &str, name: &Name) -> bool {
    let words = || name.words.iter().map(String::as_str);
    label.contains('%') || words().any(|word| SHARES.contains(&word)) || name.whole.contains("tyle")
}

fn is_money(name: &Name) -> bool {
    name.words.iter().any(|word| MONEY.contains(&word.as_str()))
}

/// Hundredths of a percent in a whole.
const WHOLE: i128 = 10_000;

/// The greatest number of a column, in hundredths.
fn most(column: &Column, sample: &Sample) -> i128 {
    let marks = column.holds.marks();
    let first = std::slice::from_ref(&sample.first);
    let words = sample.words.iter().flatten().map(|(word, _)| word);
    words.chain(first).filter_map(|text| hundredths(text, marks)).max().unwrap_or(0)
}

fn hundredths(text: &str, marks: Marks) -> Option<i128> {
    let bare = text.trim_matches(|c: char| !c.is_ascii_digit());
    let number = Written::read(bare).ok()?.number(marks, 0)?;
    let scaled = number.digits.checked_mul(100)?;
    Some(scaled / 10_i128.checked_pow(number.scale)?)
}
