//! What is said of the whole journal: who did what, to what, when.
use super::{Sentence, Text, number, say};

pub const TITLE: Text = say("What was done", "Những gì đã làm");
pub const FOOT: Text = say("Enter what changed · u undo it · / narrow", "Enter xem đã đổi gì · u hoàn tác · / lọc");
pub const NARROW: Text = say(
    "who:lan · kind:lead · on:yesterday · from:1/11 · act:assign · words",
    "ai:lan · loại:đơn · ngày:hôm_qua · từ:1/11 · việc:giao · chữ",
);
pub const NOTHING: Text = say("Nothing was done that this asks for", "Không có việc nào như vậy");
pub const OF_ENTRY: Text = say("Enter the record · u undo it", "Enter xem bản ghi · u hoàn tác");
pub const BACK: Text = say("Esc back", "Esc quay lại");
pub const GONE: Text = say("is no longer there", "không còn nữa");
pub const TAKEN_BACK: Text = say("(undone since)", "(đã hoàn tác sau đó)");
pub const ALREADY: Text = say("is undone already", "đã được hoàn tác rồi");
pub const NO_SUCH_WORD: Text =
    say("the journal is asked by who: kind: on: from: till: act:", "nhật ký lọc theo ai: loại: ngày: từ: đến: việc:");

/// How a deed that stands in the way of an undo is taken back: on the screen, and on the command line.
pub const TAKE_BACK: Text = say("gH, then u on it", "gH, rồi u ở dòng đó");

pub fn take_back(entry: i64) -> Sentence {
    Sentence::plain(&format!("linchpin undo --entry {entry}"))
}

pub fn no_kind(name: &str) -> Sentence {
    Sentence::new(
        format!("'{name}' is no kind of record; lead, order or task would do"),
        format!("'{name}' không phải loại bản ghi; có thể gõ khách_mới, đơn hay việc"),
    )
}

pub fn no_act(name: &str) -> Sentence {
    Sentence::new(
        format!("'{name}' is nothing that is done; add, assign or import would do"),
        format!("'{name}' không phải việc nào; có thể gõ thêm, giao hay nhập"),
    )
}

/// How many records an entry was done to.
pub fn records(count: usize) -> Sentence {
    let told = number::many(count as u64);
    let many = if count == 1 { "record" } else { "records" };
    Sentence::new(format!("{} {many}", told.en), format!("{} bản ghi", told.vi))
}

/// How many more there are than are shown.
pub fn more(count: usize) -> Sentence {
    let told = number::many(count as u64);
    Sentence::new(format!("… {} more", told.en), format!("… còn {}", told.vi))
}

/// Of whom and when a deed is, before it is taken back.
pub fn undo_it(deed: &Sentence, who: &str, at: &str) -> Sentence {
    Sentence::new(
        format!("Undo what {who} did at {at}: {}?", deed.en),
        format!("Hoàn tác việc {who} làm lúc {at}: {}?", deed.vi),
    )
}
