//! Figures of reports, and what is said about them.
use super::number::grouped;
use super::{Lang, Sentence, Text, say};
use chrono::NaiveDate;

pub const TOTAL: Text = say("total", "tổng");
pub const MONTH: Text = say("month", "tháng");
pub const OWNER: Text = say("owner", "phụ trách");
pub const SOURCE: Text = say("source", "nguồn");
pub const STAGE: Text = say("stage", "giai đoạn");
pub const COUNTRY: Text = say("country", "nước");

/// Hundredths of a percent, by whole percents from ten on and by tenths below.
pub fn percent(n: i64, lang: Lang) -> String {
    let (sign, n) = (if n < 0 { "-" } else { "" }, n.unsigned_abs());
    let tenths = (n + 5) / 10;
    if n >= 995 || tenths.is_multiple_of(10) {
        return format!("{sign}{} %", (n + 50) / 100);
    }
    format!("{sign}{}{}{} %", tenths / 10, point(lang), tenths % 10)
}

fn point(lang: Lang) -> char {
    if lang == Lang::Vi { ',' } else { '.' }
}

/// A long number by its millions or thousands of millions, rounded to three digits, the half up: `1.84 bn`, `1,84 tỷ`.
/// Nothing below a million.
pub fn scaled(n: i64, lang: Lang) -> Option<String> {
    let size = n.unsigned_abs();
    let by = |step: u64| (size + step / 2) / step;
    let of = |unit: u64| match [by(unit / 100), by(unit / 10), by(unit)] {
        [n @ 0..1_000, ..] => format!("{}{}{:02}", n / 100, point(lang), n % 100),
        [_, n @ 0..1_000, _] => format!("{}{}{}", n / 10, point(lang), n % 10),
        [.., n] => grouped(i64::try_from(n).unwrap_or(i64::MAX), lang),
    };
    let (unit, said) = match size {
        0..1_000_000 => return None,
        1_000_000..999_500_000 => (1_000_000, say("m", "tr")),
        _ => (1_000_000_000, say("bn", "tỷ")),
    };
    Some(format!("{} {}", of(unit), said.to(lang)))
}

/// From one day to another, both included.
pub fn days(from: Option<NaiveDate>, till: Option<NaiveDate>) -> Sentence {
    let said = |day: NaiveDate| day.format("%d/%m/%Y");
    match (from, till) {
        (None, None) => Sentence::new("all time", "từ trước đến nay"),
        (Some(from), None) => Sentence::new(format!("from {}", said(from)), format!("từ {}", said(from))),
        (None, Some(till)) => Sentence::new(format!("until {}", said(till)), format!("đến {}", said(till))),
        (Some(from), Some(till)) => Sentence::plain(&format!("{} – {}", said(from), said(till))),
    }
}

/// By what the rows are told apart: `by month`.
pub fn by(what: Text) -> Sentence {
    let [en, vi] = what.both();
    Sentence::new(format!("by {}", en.to_lowercase()), format!("theo {}", vi.to_lowercase()))
}

/// So many in both languages, the English verb with them: `1 order has`, `12 orders have`.
fn so_many(count: i64, one: &str, many: &str, verbs: [&str; 2]) -> (String, String) {
    let (what, verb) = if count == 1 { (one, verbs[0]) } else { (many, verbs[1]) };
    (format!("{} {what} {verb}", grouped(count, Lang::En)), grouped(count, Lang::Vi))
}

const HAVE: [&str; 2] = ["has", "have"];

/// Leads of an old system, of which it is not known when they were answered.
pub fn from_old_system(count: i64) -> Sentence {
    let (en, vi) = so_many(count, "lead", "leads", ["comes", "come"]);
    Sentence::new(
        format!("{en} from an old system: when they were answered is not known."),
        format!("{vi} khách lấy từ hệ thống cũ: không rõ được trả lời lúc nào."),
    )
}

/// A count that stops at a bound.
pub fn counted_to(bound: i64) -> Sentence {
    let (en, vi) = (grouped(bound, Lang::En), grouped(bound, Lang::Vi));
    Sentence::new(format!("Likely duplicates are counted up to {en}."), format!("Khách có thể trùng chỉ đếm đến {vi}."))
}

/// What a report cannot be told apart by.
pub fn not_by(word: &str, choices: &str) -> Sentence {
    Sentence::new(
        format!("'{word}' does not tell its rows apart; {choices} would do"),
        format!("không xếp theo '{word}' được; có thể dùng {choices}"),
    )
}

/// A field whose text could not be understood: `owner kept as written`.
pub fn as_written(field: Text) -> Sentence {
    let [en, vi] = field.both();
    Sentence::new(format!("{}: kept as written", en.to_lowercase()), format!("{vi}: giữ nguyên văn, chưa hiểu"))
}

/// What a chart has no room for.
pub fn more(count: usize) -> Sentence {
    Sentence::new(format!("{count} more"), format!("còn {count}"))
}

/// A report that is not there yet.
pub fn counting() -> Sentence {
    Sentence::new("counting …", "đang đếm …")
}

/// Where Enter leads from a figure.
pub fn opens(list: Text) -> Sentence {
    let [en, vi] = list.both();
    Sentence::new(format!("Enter: its rows, in {en}"), format!("Enter: các dòng, ở {vi}"))
}

/// Orders that came without lines.
pub fn without_lines(count: i64) -> Sentence {
    let (en, vi) = so_many(count, "order", "orders", HAVE);
    Sentence::new(
        format!("{en} no lines: the total that came with the order is counted, taxes and all."),
        format!("{vi} đơn nhập vào không có dòng hàng: tính theo tổng ghi trên đơn, gồm cả thuế."),
    )
}

/// Orders whose worth is not known.
pub fn orders_without_amount(count: i64) -> Sentence {
    let (en, vi) = so_many(count, "order", "orders", HAVE);
    Sentence::new(format!("{en} no amount."), format!("{vi} đơn chưa có giá trị."))
}

/// Orders that are returns.
pub fn returns(count: i64) -> Sentence {
    let (en, vi) = so_many(count, "order", "orders", ["is a return", "are returns"]);
    Sentence::new(
        format!("{en}: counted among the orders, and taken off what they come to."),
        format!("{vi} đơn là hàng trả lại: vẫn tính trong số đơn, và được trừ khỏi giá trị."),
    )
}

/// Opportunities whose worth is not known.
pub fn deals_without_amount(count: i64) -> Sentence {
    let (en, vi) = so_many(count, "opportunity", "opportunities", HAVE);
    Sentence::new(format!("{en} no amount."), format!("{vi} cơ hội chưa có giá trị."))
}

/// Orders of which it is not known when they arrived.
pub fn without_delivery(count: i64) -> Sentence {
    let (en, vi) = so_many(count, "order", "orders", HAVE);
    Sentence::new(
        format!("{en} no day of delivery: the day of shipping counts."),
        format!("{vi} đơn không rõ ngày giao tới: tính theo ngày xuất hàng."),
    )
}

/// Orders that are done, nobody knows when.
pub fn without_dates(count: i64) -> Sentence {
    let (en, vi) = so_many(count, "order", "orders", ["is", "are"]);
    Sentence::new(
        format!("{en} done, with neither a day of shipping nor one of delivery: neither on time nor late."),
        format!("{vi} đơn đã xong nhưng không rõ ngày xuất lẫn ngày giao: không tính vào đúng hạn hay trễ."),
    )
}
