//! What the preview of an import says of what a person decided, now or before, and of what comes of it.
use super::{Sentence, Text, say};

pub const LEFT: Text = say(
    "What you decided is kept for this file: opened again, it stands so",
    "Đã giữ các lựa chọn cho tệp này: mở lại sẽ như cũ",
);
pub const AS_LEFT: Text =
    say("As you left it; K and its kind lays it out anew", "Như lần bạn để lại; K và loại của nó để xếp lại từ đầu");

/// Columns that are brought in no more, for another goes where they went.
pub fn gave_way(columns: &str) -> Sentence {
    Sentence::new(
        format!("No longer imported: {columns}; Enter on it takes it back"),
        format!("Không còn nhập: {columns}; Enter trên cột đó để nhập lại"),
    )
}
