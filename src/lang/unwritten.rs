//! Why a file cannot be written now, and what to do.
use super::{Sentence, Text, say};

/// What cannot be done, with one of the reasons.
pub fn unwritten(why: &Sentence) -> Sentence {
    Sentence::new(
        format!("the file cannot be written now: {}", why.en),
        format!("bây giờ chưa ghi được vào tệp: {}", why.vi),
    )
}

pub const BULK_AT_WORK: Text = say("another import is at work", "đang có một lần nhập khác");
pub const HELD: Text =
    say("another program holds it; try again in a moment", "chương trình khác đang giữ tệp; hãy thử lại sau giây lát");
pub const FULL: Text = say("the disk is full; make room, then try again", "đĩa đã đầy; hãy dọn bớt rồi thử lại");
pub const READ_ONLY: Text = say("it can only be read here", "tệp này ở đây chỉ đọc được");
pub const OLD: Text = say(
    "an earlier version wrote it, and it is made new only where it can be written",
    "tệp do phiên bản cũ ghi, phải ghi được thì mới đổi sang bản mới",
);
pub const LOG_BESIDE: Text = say(
    "what was saved last still stands in the file -wal beside it; copy both into a folder that can be written, to read them",
    "những gì lưu sau cùng còn nằm trong tệp -wal bên cạnh; hãy chép cả hai vào thư mục ghi được để đọc",
);
pub const TAKES_NOTHING: Text =
    say("the disk is full or only read now; look to it", "đĩa đã đầy hoặc nay chỉ đọc; hãy kiểm tra đĩa");

/// The disk answers with an error.
pub fn disk(why: &str) -> Sentence {
    Sentence::new(
        format!("the disk answers with an error ({why}); look to it, then try again"),
        format!("đĩa báo lỗi ({why}); hãy kiểm tra đĩa rồi thử lại"),
    )
}
