//! What a form of many rows says.
use super::{Sentence, Text, say};

pub const EMPTIED: Text = say("(empty in all)", "(bỏ trống ở tất cả)");
pub const FOOT: Text = say(
    "Tab next · ^S save in all · ^X empty · F4 choose · Esc keep as draft",
    "Tab ô kế · ^S lưu cho tất cả · ^X để trống · F4 chọn · Esc để nháp",
);

/// So many different values stand in the rows that are edited together, or that many and more.
pub fn various(kinds: usize, or_more: bool) -> Sentence {
    let more = if or_more { "+" } else { "" };
    Sentence::new(format!("(various: {kinds}{more} kinds)"), format!("(khác nhau: {kinds}{more} giá trị)"))
}

pub const NOT_KEPT: Text = say(
    "What you typed cannot be kept as a draft now; Esc again throws it away",
    "Bây giờ chưa lưu nháp được; Esc lần nữa sẽ bỏ những gì đã gõ",
);

pub const TOSS: Text = say(
    "F8 again throws away what you typed here, its draft too",
    "F8 lần nữa sẽ bỏ những gì đã gõ ở đây, cả bản nháp",
);

/// What another wrote into a field meanwhile.
pub fn theirs(whose: &str, text: &str) -> Sentence {
    let (en, vi) = if whose.is_empty() { ("another", "người khác") } else { (whose, whose) };
    Sentence::new(format!("{en}: {text}"), format!("{vi}: {text}"))
}

pub fn mine(text: &str) -> Sentence {
    Sentence::new(format!("mine: {text}"), format!("của tôi: {text}"))
}

/// So many fields were changed by others, too, since the form was opened.
pub fn met(count: usize) -> Sentence {
    let (s, was) = if count == 1 { ("", "was") } else { ("s", "were") };
    Sentence::new(
        format!("{count} field{s} {was} changed meanwhile, nothing is saved: ^S keeps mine, F4 shows both"),
        format!("{count} ô vừa có người sửa, chưa lưu gì: ^S giữ của tôi, F4 xem cả hai"),
    )
}

/// So many of the rows cannot take what is to be saved in all, the first of them for this reason.
pub fn partly(refused: usize, of: usize, (name, why): (&str, &Sentence)) -> Sentence {
    let rest = of - refused;
    Sentence::new(
        format!("{refused} of {of} cannot ({name}: {}). ^S again: the other {rest}", why.en),
        format!("{refused}/{of} không được ({name}: {}). ^S lần nữa: {rest} cái còn lại", why.vi),
    )
}

/// None of the rows can.
pub fn none(of: usize, (name, why): (&str, &Sentence)) -> Sentence {
    Sentence::new(
        format!("none of {of} can ({name}: {})", why.en),
        format!("không cái nào trong {of} được ({name}: {})", why.vi),
    )
}
