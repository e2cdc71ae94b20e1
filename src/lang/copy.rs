//! What is said of a copy before it is put back, and of the one that may be.
use super::number::many;
use super::{Sentence, Text, say};

pub const SAME: Text = say("the copy and the file are the same", "bản sao và tệp giống hệt nhau");
pub const IS_OF_ANOTHER: Text = say(
    "this copy is of another workspace: put back, it takes the place of all that is here",
    "bản sao này là của một tệp dữ liệu khác: dùng lại thì nó thay hết mọi thứ đang có ở đây",
);

/// What is of no record, by its table.
pub const BESIDE: [(&str, Text); 4] = [
    ("entry", say("Journal", "Nhật ký")),
    ("view", say("Saved views", "Mục đã lưu")),
    ("draft", say("Drafts", "Bản nháp")),
    ("mapping", say("How columns of files go", "Cách đọc cột của tệp")),
];

/// The last deed in the file, and in the copy.
pub const LAST: [Text; 2] = [say("last in the file", "lần cuối ở tệp"), say("last in the copy", "lần cuối ở bản sao")];

/// Records that are only there.
pub const ONLY: [Text; 2] = [say("only in the file", "chỉ có ở tệp"), say("only in the copy", "chỉ có ở bản sao")];

/// How a copy differs in one kind.
pub fn differs(kind: Text, here: u64, there: u64, changed: u64) -> Sentence {
    let (here, there, changed) = (many(here), many(there), many(changed));
    Sentence::new(
        format!(
            "{}: {} only in the file, {} only in the copy, {} not the same",
            kind.en, here.en, there.en, changed.en
        ),
        format!("{}: {} chỉ có ở tệp, {} chỉ có ở bản sao, {} khác nhau", kind.vi, here.vi, there.vi, changed.vi),
    )
}

/// A field of a record that is in both: as it is in the file, and in the copy.
pub fn unlike(field: &str, here: &str, there: &str) -> Sentence {
    let shown = |text: &str| if text.is_empty() { "—".to_owned() } else { text.to_owned() };
    let (here, there) = (shown(here), shown(there));
    Sentence::new(
        format!("{field}: in the file {here}, in the copy {there}"),
        format!("{field}: ở tệp {here}, ở bản sao {there}"),
    )
}

/// The command that puts the newest copy that is well in the place of a file.
pub fn newest_well(file: &str, copy: &str) -> Sentence {
    let command = format!("linchpin --db {} restore {}", in_shell(file), in_shell(copy));
    Sentence::new(
        format!(
            "{command} puts back the newest copy that is well; what was done since is then only in the copy that restore keeps"
        ),
        format!(
            "{command} để dùng lại bản sao lành mới nhất; những gì làm sau bản đó khi ấy chỉ còn trong bản sao mà restore giữ"
        ),
    )
}

/// A path as it is typed.
fn in_shell(path: &str) -> String {
    if path.contains(char::is_whitespace) { format!("\"{path}\"") } else { path.to_owned() }
}

/// No copy is well; where they are.
pub fn none_well(folder: &str) -> Sentence {
    Sentence::new(
        format!(
            "there is no copy of it in {folder} that is well; linchpin restore COPY puts one that is elsewhere back"
        ),
        format!("trong {folder} không có bản sao nào còn lành; linchpin restore BẢN_SAO để dùng lại bản ở nơi khác"),
    )
}

/// What stands on the screen of a file that is damaged; its newest copy, by name.
pub fn stays_damaged(newest: Option<&str>) -> Sentence {
    let (en, vi) = newest.map_or_else(
        || ("there is none in the folder backups".to_owned(), "thư mục backups chưa có bản nào".to_owned()),
        |name| (format!("the newest is {name}"), format!("bản mới nhất là {name}")),
    );
    Sentence::new(
        format!(
            "This file is damaged. Leave, then: linchpin doctor says where and which copy is well, linchpin restore puts a \
             copy back; {en}"
        ),
        format!(
            "Tệp này bị hỏng. Hãy thoát rồi chạy: linchpin doctor để biết hỏng ở đâu và bản sao nào còn lành, linchpin restore \
             để dùng lại bản sao; {vi}"
        ),
    )
}
