//! Why a file cannot be written now, and what to do.
use super::{Sentence, Text, say};

/// What cannot be done, with one of the reasons.
pub fn unwritten(why: &Sentence) -> Sentence {
    Sentence::new(
        format!("the file cannot be written now: {}", why.en),
        format!("bây giờ chưa ghi được vào tệp: {}", why.vi),
    )
}

pub const BULK_AT_WORK: Text = say(
    "another import is at work; try again once it is done",
    "đang có một lần nhập khác; hãy thử lại khi lần đó xong",
);
pub const HELD: Text =
    say("another program holds it; try again in a moment", "chương trình khác đang giữ tệp; hãy thử lại sau giây lát");
pub const WAITS: Text =
    say("Waiting to write: another program holds the file …", "Đang chờ ghi: chương trình khác đang giữ tệp …");
pub const FULL: Text = say("the disk is full; make room, then try again", "đĩa đã đầy; hãy dọn bớt rồi thử lại");
pub const READ_ONLY: Text = say(
    "it can only be read here; open a copy of it in a folder that can be written",
    "tệp này ở đây chỉ đọc được; hãy mở bản sao trong thư mục ghi được",
);
pub const AS_ASKED: Text = say(
    "it can only be read here; open it without --read-only",
    "tệp này ở đây chỉ đọc được; hãy mở không kèm --read-only",
);
pub const READ_ONLY_FOLDER: Text =
    say("it can only be read here; another folder would do", "tệp này ở đây chỉ đọc được; hãy chọn thư mục khác");
pub const NOT_ALLOWED: Text =
    say("you may not write there; another folder would do", "bạn không có quyền ghi ở đó; hãy chọn thư mục khác");
pub const GONE: Text = say(
    "it was moved or deleted while it was open; put it back where it was, then try again",
    "tệp đã bị dời hoặc xóa trong lúc đang mở; hãy đưa tệp về chỗ cũ rồi thử lại",
);
pub const NO_FILE: Text = say(
    "there is no such file; --db FILE names another, and linchpin without a command begins it",
    "không có tệp này; --db TỆP để chọn tệp khác, hoặc chạy linchpin không kèm lệnh để bắt đầu tệp mới",
);
pub const NO_FOLDER: Text = say(
    "there is no such folder; make it first, or name another",
    "không có thư mục này; hãy tạo trước, hoặc chọn thư mục khác",
);
pub const A_FOLDER: Text =
    say("is a folder, not a file; name a file in it", "là thư mục, không phải tệp; hãy nêu tên một tệp trong đó");
pub const TAKEN: Text = say("is there already; name another", "đã có sẵn; hãy đặt tên khác");
pub const NO_ROOM_FOR_COPIES: Text = say(
    "is a file, where the folder of copies is to be; call it otherwise, or put it elsewhere",
    "là tệp, trong khi thư mục bản sao phải nằm ở đó; hãy đổi tên hoặc dời tệp đi",
);
pub const NO_NAME: Text = say(
    "no file can have this name; a shorter one, of letters and digits, would do",
    "tên này không đặt cho tệp được; hãy dùng tên ngắn hơn, chỉ chữ và số",
);
pub const OLD: Text = say(
    "an earlier version wrote it, and it is made new only where it can be written",
    "tệp do phiên bản cũ ghi, phải ghi được thì mới đổi sang bản mới",
);
pub const LOG_BESIDE: Text = say(
    "what was saved last still stands in the file -wal beside it; copy both into a folder that can be written, to read them",
    "những gì lưu sau cùng còn nằm trong tệp -wal bên cạnh; hãy chép cả hai vào thư mục ghi được để đọc",
);
pub const TAKES_NOTHING: Text = say(
    "the disk is full or only read now, or files are limited (ulimit -f); look to it",
    "đĩa đã đầy hoặc nay chỉ đọc, hoặc tệp bị giới hạn cỡ (ulimit -f); hãy kiểm tra đĩa",
);
pub const TOO_LARGE: Text = say(
    "no file may become so large here (ulimit -f); have the limit raised, then try again",
    "ở đây tệp không được lớn đến thế (ulimit -f); hãy nhờ nâng giới hạn rồi thử lại",
);

/// What a command prints did not come to its end.
pub fn cut_off(why: &Sentence) -> Sentence {
    Sentence::new(format!("what is printed is cut off: {}", why.en), format!("phần in ra bị cắt ngang: {}", why.vi))
}

/// It is there and cannot be opened: by itself, or for want of what must lie beside it.
pub fn unopened(why: &str) -> Sentence {
    Sentence::new(
        format!("you may not open it, or nothing can be written beside it (SQLite: {why})"),
        format!("bạn không có quyền mở, hoặc không ghi được gì bên cạnh tệp (SQLite: {why})"),
    )
}

/// The disk answers with an error.
pub fn disk(why: &str) -> Sentence {
    Sentence::new(
        format!("the disk answers with an error ({why}); look to it, then try again"),
        format!("đĩa báo lỗi ({why}); hãy kiểm tra đĩa rồi thử lại"),
    )
}
