//! What is said where linchpin itself broke: nobody foresaw it, so that no remedy of its own is known.
use super::{Sentence, Text, say};

pub const STOPPED: Text = say(
    "this work broke off inside linchpin; try again, or let linchpin doctor look at the file",
    "việc này đứt giữa chừng vì lỗi của linchpin; hãy thử lại, hoặc chạy linchpin doctor để xem tệp",
);

pub const ENDED: Text = say(
    "linchpin broke and has ended; what was saved is there, and a form that was open is a draft when it starts again",
    "linchpin gặp lỗi nên đã dừng; những gì đã lưu vẫn còn, phiếu đang điền thành bản nháp khi mở lại",
);

/// Whatever else went wrong, with what the system or the engine says of it.
pub fn unforeseen(why: &str) -> Sentence {
    Sentence::new(
        format!("linchpin broke here ({why}); try again, or let linchpin doctor look at the file"),
        format!("linchpin gặp lỗi ở đây ({why}); hãy thử lại, hoặc chạy linchpin doctor để xem tệp"),
    )
}
