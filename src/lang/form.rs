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
