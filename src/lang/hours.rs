//! What is wrong with working hours as they were written.
use super::{Sentence, Text, say};

pub const EMPTY: Text = say("has no hours; Mon–Fri 08–12 13–17 would do", "chưa có giờ; có thể gõ T2–T6 08–12 13–17");

pub fn not_a_weekday(piece: &str) -> Sentence {
    Sentence::new(
        format!("'{piece}' is not a day of the week; Mon, Mon–Fri or T2–T6 would do"),
        format!("'{piece}' không phải thứ trong tuần; có thể gõ T2, T2–T6 hay CN"),
    )
}

pub fn not_hours(piece: &str) -> Sentence {
    Sentence::new(
        format!("'{piece}' is not a range of hours; 08–12 or 13:30–17:30 would do"),
        format!("'{piece}' không phải khoảng giờ; có thể gõ 08–12 hay 13:30–17:30"),
    )
}

pub fn end_first(piece: &str, instead: &str) -> Sentence {
    Sentence::new(
        format!("'{piece}' does not end after it begins; {instead} would do"),
        format!("'{piece}' kết thúc trước khi bắt đầu; có thể gõ {instead}"),
    )
}

pub fn past_midnight(piece: &str, evening: &str, morning: &str) -> Sentence {
    Sentence::new(
        format!("'{piece}' runs past midnight; {evening} on that day and {morning} on the next would do"),
        format!("'{piece}' qua nửa đêm; có thể gõ {evening} ngày đó và {morning} ngày sau"),
    )
}

pub fn overlap(piece: &str, held: &str, day: Option<Text>) -> Sentence {
    let (en, vi) = day.map_or_else(Default::default, |day| (format!(" on {}", day.en), format!(" {}", day.vi)));
    Sentence::new(
        format!("'{piece}' overlaps {held}{en}; one must end before the next begins, as 08–12 13–17"),
        format!("'{piece}' trùng với {held}{vi}; khoảng trước phải hết rồi mới đến khoảng sau, như 08–12 13–17"),
    )
}

pub fn of_no_day(piece: &str) -> Sentence {
    Sentence::new(
        format!("'{piece}' has no day before it; Mon–Fri {piece} would do"),
        format!("'{piece}' chưa có thứ đứng trước; có thể gõ T2–T6 {piece}"),
    )
}

pub fn day_of_no_hours(piece: &str) -> Sentence {
    Sentence::new(
        format!("'{piece}' has no hours; {piece} 08–12 or {piece} closed would do"),
        format!("'{piece}' chưa có giờ; có thể gõ {piece} 08–12 hay {piece} nghỉ"),
    )
}
