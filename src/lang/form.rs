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

/// What both of them say of a field that holds several.
pub fn all_of_both(text: &str) -> Sentence {
    Sentence::new(format!("both: {text}"), format!("cả hai: {text}"))
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

/// The record of a form was taken away meanwhile: by which deed, where one is known.
pub fn taken_away(theirs: Option<&Sentence>) -> Sentence {
    let gone = Sentence::new(
        "it is gone, nothing is saved: ^S saves it as a new one",
        "bản ghi không còn, chưa lưu gì: ^S lưu thành bản ghi mới",
    );
    after(theirs, gone)
}

/// Some of the records of a form were; so many are left.
pub fn some_taken_away(theirs: Option<&Sentence>, gone: usize, left: usize) -> Sentence {
    let is = if gone == 1 { "is" } else { "are" };
    let gone = Sentence::new(
        format!("{gone} {is} gone, nothing is saved: ^S saves in the {left} left"),
        format!("{gone} bản ghi không còn, chưa lưu gì: ^S lưu cho {left} bản ghi còn lại"),
    );
    after(theirs, gone)
}

/// What came of a deed, after the deed.
fn after(theirs: Option<&Sentence>, said: Sentence) -> Sentence {
    let Some(theirs) = theirs else { return said };
    Sentence::new(format!("{}; {}", theirs.en, said.en), format!("{}; {}", theirs.vi, said.vi))
}

/// The record of a form was merged into another meanwhile: by whom, where that is known, and into which.
pub fn merged(whose: &str, into: &str) -> Sentence {
    let (by_en, by_vi) = if whose.is_empty() {
        ("Merged".to_owned(), "Đã".to_owned())
    } else {
        (format!("{whose}: merged"), format!("{whose}: đã"))
    };
    Sentence::new(
        format!("{by_en} into {into}; nothing is saved: ^S saves there, F4 shows both"),
        format!("{by_vi} gộp vào {into}; chưa lưu gì: ^S lưu vào đó, F4 xem cả hai"),
    )
}

pub const EXCHANGED: Text = say(
    "A copy was put in the place of this file: what is shown is what it holds now",
    "Tệp này vừa được thay bằng một bản sao: màn hình hiện những gì đang có trong đó",
);

/// The same, and a form that was filled in before it: so many of its fields hold something else now.
pub fn exchanged(count: usize) -> Sentence {
    let (s, holds) = if count == 1 { ("", "holds") } else { ("s", "hold") };
    Sentence::new(
        format!("A copy was put in place; {count} field{s} {holds} something else: ^S keeps mine, F4 shows both"),
        format!("Tệp đã thay bằng bản sao; {count} ô giờ khác, chưa lưu: ^S giữ của tôi, F4 xem cả hai"),
    )
}

/// What was typed for a record that is gone, where it can only be read: each can be copied, and all thrown away.
pub fn left_of(title: &Sentence) -> Sentence {
    Sentence::new(format!("{} · gone; Enter copies", title.en), format!("{} · không còn; Enter chép", title.vi))
}

pub const THROW_AWAY: Text = say("throw this draft away", "bỏ bản nháp này");
