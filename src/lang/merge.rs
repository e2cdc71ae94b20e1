//! What is said where records are compared and merged.
use super::{Sentence, Text, say};

pub const STAYS: Text = say("stays", "giữ");
pub const FULLER: Text = say("fuller", "đủ hơn");
pub const OLDER: Text = say("older", "có trước");
pub const LINKED: Text = say("A record of another kind is linked, not merged", "Bản ghi loại khác chỉ nối, không gộp");
pub const SIGNS: Text = say("✓ stands · + stands too · = both say it", "✓ được giữ · + giữ cả hai · = như nhau");
pub const NO_OTHER: Text = say("no other likely one; / finds any", "không còn bản nào có lẽ trùng; / để tìm");

/// What keys do where two are of one kind; `others`, whether there are more than that one.
pub fn merges(others: bool) -> Text {
    if others {
        return say(
            "Enter merge · space h l take · s which stays · n others · x not the same",
            "Enter gộp · space h l lấy bên · s giữ bản nào · n bản khác · x không phải",
        );
    }
    say(
        "Enter merge · space h l take · s which stays · / another · x not the same",
        "Enter gộp · space h l lấy bên · s giữ bản nào · / tìm · x không phải",
    )
}

/// The same where they are of two kinds.
pub fn links(others: bool) -> Text {
    if others {
        return say(
            "Enter the same: link · n others · / another · x not the same · Esc back",
            "Enter là một: nối lại · n bản khác · / tìm bản khác · x không phải",
        );
    }
    say(
        "Enter the same: link · / another · x not the same · Esc back",
        "Enter là một: nối lại · / tìm bản khác · x không phải · Esc quay lại",
    )
}

pub const MERGES_ALL: Text = say(
    "Enter merge all · space h l take · s which stays · n next · x not the same",
    "Enter gộp cả · space h l lấy bên · s giữ bản nào · n bản kế · x không phải",
);

/// A field that no hand changes.
pub fn stays_as_it_is(label: &str) -> Sentence {
    Sentence::new(format!("{label} stays as it is"), format!("{label} giữ nguyên"))
}

/// The side has no value to take.
pub fn nothing_there(label: &str) -> Sentence {
    Sentence::new(format!("{label}: nothing to take there"), format!("{label}: bên đó không có gì để lấy"))
}

/// A number that stands for another record by now.
pub fn was_merged(one: Text, id: i64, name: &str, into: i64) -> Sentence {
    Sentence::new(
        format!("{} {id} was merged into {name} (#{into})", one.en),
        format!("{} {id} đã gộp vào {name} (#{into})", one.vi),
    )
}
