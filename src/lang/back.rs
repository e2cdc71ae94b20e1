//! What is said of a list that was written out to be edited and comes back.
use super::number::grouped;
use super::{Lang, Sentence, Text, say, toast};

pub const TO_EDIT: [Text; 2] = [
    say("xlsx to edit and bring back (I)", "xlsx để sửa rồi đưa lại (I)"),
    say("csv to edit and bring back (I)", "csv để sửa rồi đưa lại (I)"),
];
pub const LINES_TO_EDIT: Text =
    say("xlsx of the order lines to edit and bring back", "xlsx các dòng hàng để sửa rồi đưa lại");
pub const TITLE: Text = say("Back from a spreadsheet", "Từ bảng tính trở lại");
pub const IN_FILE: Text = say("file", "tệp");
pub const HERE: Text = say("here", "ở đây");
pub const WAS: Text = say("was", "trước");
pub const WHY: Text = say("why", "vì sao");
pub const NO_DIFFERENCE: Text =
    say("no cell differs; there is nothing to do", "không ô nào khác; không có gì phải làm");
pub const ANOTHER_WORKSPACE: Text = say(
    "its ids are of another workspace; take the column 'linchpin id' out to import it as new",
    "mã dòng là của dữ liệu khác; bỏ cột 'linchpin id' để nhập như mới",
);
pub const NO_IDS: Text = say(
    "no row of it has an id; take the column 'linchpin id' out to import it as new",
    "không dòng nào có mã; bỏ cột 'linchpin id' để nhập như mới",
);
pub const OF_ANOTHER: Text = say("its id is of another workspace", "mã dòng là của dữ liệu khác");
pub const NO_ID: Text =
    say("its id cannot be read; it was changed in the file", "không đọc được mã dòng; mã đã bị sửa trong tệp");
pub const NO_KIND: Text = say(
    "its id does not say what it is of, and the columns are not those of such a list; write the list out anew",
    "mã không cho biết là của loại nào, mà các cột cũng không phải của danh sách này; hãy xuất lại danh sách",
);
pub const NOT_OF_THIS_STATE: Text = say(
    "it was written out of a state that is no more (a copy was put back since); write the list out anew",
    "tệp được ghi từ trạng thái không còn nữa (đã khôi phục bản sao); hãy xuất lại danh sách",
);
pub const GONE: Text = say("it is no longer here", "không còn ở đây nữa");
pub const ARCHIVED_SINCE: Text = say("it was archived since", "đã được lưu trữ sau khi xuất");
pub const STAYS_IN_ITS_ORDER: Text = say("a line stays in its order", "dòng hàng không chuyển sang đơn khác");
pub const NEW_LINES: Text = say(
    "a line without an id belongs to no order here; write the number of its order into the column order",
    "dòng hàng không có mã thì không thuộc đơn nào; hãy ghi số đơn vào cột order",
);
pub const CURRENCY_ALONE: Text = say(
    "the row has other amounts, which would change their currency with it",
    "dòng còn số tiền khác, sẽ bị đổi loại tiền theo",
);
pub const LOST_LETTERS: Text = say(
    "its letters were lost as ?; save the file as xlsx, or as CSV UTF-8",
    "chữ có dấu đã mất thành ?; hãy lưu tệp dạng xlsx, hay CSV UTF-8",
);
pub const CHANGED_MEANWHILE: Text = say(
    "something here changed while you looked; it was compared again, nothing was written",
    "vừa có thay đổi ở đây trong lúc xem; đã so lại, chưa ghi gì",
);
pub const ONE_FILE: Text = say("one file at a time comes back", "mỗi lần chỉ đưa lại một tệp");
pub const NOTHING_CHOSEN: Text = say("no cell is chosen; space takes one in", "chưa chọn ô nào; phím cách để chọn");
pub const COMPARING: Text = say("comparing", "đang so");
pub const NOT_TAKEN: Text = say("as here", "giữ ở đây");
pub const TAKEN: Text = say("as in the file", "theo tệp");
pub const NEW: Text = say("new", "mới");
pub const NOTHING_TO_CORRECT: Text = say("only a cell of the file can be corrected", "chỉ sửa được ô của tệp");
pub const NOT_TO_BE_TAKEN: Text = say("there is nothing here that could be taken in", "ở đây không có gì để nhận");
pub const NO_NEXT: Text = say("nothing else needs a look", "không còn gì phải xem");
pub const NO_NEW: Text = say("no row of the file is new", "tệp không có dòng mới");
pub const NO_CLASHES: Text = say("no cell was changed on both sides", "không ô nào đổi cả hai bên");
pub const DROPS_CHOICES: Text = say(
    "what you chose and corrected is not taken in: Ctrl-s takes it in, the same key again drops it",
    "những gì đã chọn và sửa chưa được nhận: Ctrl-s để nhận, bấm lại phím vừa rồi sẽ bỏ",
);
pub const NOT_HERE_ONLY: Text = say("nothing was changed here alone", "không có gì chỉ đổi ở đây");

fn both(n: u64) -> (String, String) {
    (grouped(n, Lang::En), grouped(n, Lang::Vi))
}

fn s(n: u64) -> &'static str {
    if n == 1 { "" } else { "s" }
}

/// The same record stands in two rows.
pub fn twice(lines: &[u64]) -> Sentence {
    let lines: Vec<String> = lines.iter().map(u64::to_string).collect();
    let lines = lines.join(", ");
    Sentence::new(
        format!("lines {lines} have the same id; leave one of them"),
        format!("các dòng {lines} có cùng mã; chỉ để lại một dòng"),
    )
}

/// All rows of a file are of another kind than was said.
pub fn of_other_list(many: Text, wanted: Text) -> Sentence {
    Sentence::new(
        format!("its ids are of {}, not of {}: import it as {}", many.en, wanted.en, many.en),
        format!("các mã là của {}, không phải {}: hãy nhập tệp làm {}", many.vi, wanted.vi, many.vi),
    )
}

/// The record of a row is of another kind than the list.
pub fn of_kind(one: Text, wanted: Text) -> Sentence {
    let a = if one.en.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    Sentence::new(
        format!("its id is of {a} {}, not of {}", one.en, wanted.en),
        format!("mã là của {}, không phải {}", one.vi, wanted.vi),
    )
}

/// What of the rows is different: `3 rows, 5 cells to change`.
pub fn changes(rows: u64, cells: u64) -> Sentence {
    let ((en, vi), (c_en, c_vi)) = (both(rows), both(cells));
    Sentence::new(
        format!("{en} row{} to change, {c_en} cell{}", s(rows), s(cells)),
        format!("{vi} dòng sẽ đổi, {c_vi} ô"),
    )
}

pub fn clashes(count: u64, taken: u64) -> Sentence {
    let ((en, vi), (t_en, t_vi)) = (both(count), both(taken));
    Sentence::new(
        format!("{en} changed on both sides, {t_en} taken from the file"),
        format!("{vi} ô đổi cả hai bên, lấy {t_vi} theo tệp"),
    )
}

pub fn refused(count: u64) -> Sentence {
    let (en, vi) = both(count);
    Sentence::new(format!("{en} refused"), format!("{vi} bị từ chối"))
}

/// What of a file stayed out, and where it was written: `3 refused, 1 as here: leads.rejects.csv`.
pub fn left(refused_count: u64, as_here: u64, path: &str) -> Sentence {
    let (en, vi) = both(as_here);
    let all = [
        (refused_count, refused(refused_count)),
        (as_here, Sentence::new(format!("{en} as here"), format!("{vi} giữ ở đây"))),
    ];
    let told: Vec<Sentence> = all.into_iter().filter(|(count, _)| *count > 0).map(|(_, told)| told).collect();
    let told = toast::listed(&told, ", ");
    Sentence::new(format!("{}: {path}", told.en), format!("{}: {path}", told.vi))
}

pub fn new_rows(count: u64, taken: bool) -> Sentence {
    let (en, vi) = both(count);
    if taken {
        return Sentence::new(format!("{en} new to add"), format!("thêm {vi} dòng mới"));
    }
    Sentence::new(format!("{en} new, not added"), format!("{vi} dòng mới, chưa thêm"))
}

/// Rows that were written out and are not in the file any more.
pub fn missing(count: u64) -> Sentence {
    let (en, vi) = both(count);
    Sentence::new(format!("not in the file: {en}, kept"), format!("không có trong tệp: {vi}, vẫn giữ"))
}

/// What changed here alone since the file was written.
pub fn here_alone(cells: u64) -> Sentence {
    let (en, vi) = both(cells);
    Sentence::new(format!("{en} changed here meanwhile, kept"), format!("{vi} ô đã đổi ở đây, vẫn giữ"))
}

/// Cells that say the same as a spreadsheet writes it.
pub fn rewritten(cells: u64) -> Sentence {
    let (en, vi) = both(cells);
    Sentence::new(
        format!("{en} cell{} lost a zero or a plus to the spreadsheet, and stay as they were", s(cells)),
        format!("{vi} ô bị bảng tính bỏ số 0 hay dấu +, giữ như cũ"),
    )
}

pub fn not_compared(columns: &str) -> Sentence {
    Sentence::new(format!("not compared: {columns}"), format!("không so: {columns}"))
}

/// Who changed a cell here and when: `Lan, Tue 14:02`.
pub fn changed_here(who: &str, when: &str) -> Sentence {
    Sentence::new(format!("here {who}, {when}"), format!("ở đây {who}, {when}"))
}

/// What a file changed and added, as the journal tells it: `5 cells, 1 new from leads.xlsx`.
pub fn from(cells: u64, added: u64, file: &str) -> Sentence {
    let ((en, vi), (new_en, new_vi)) = (both(cells), both(added));
    let all = [
        (cells, Sentence::new(format!("{en} cell{}", s(cells)), format!("{vi} ô"))),
        (added, Sentence::new(format!("{new_en} new"), format!("{new_vi} dòng mới"))),
    ];
    let told: Vec<Sentence> = all.into_iter().filter(|(count, _)| *count > 0).map(|(_, told)| told).collect();
    let told = toast::listed(&told, ", ");
    Sentence::new(format!("{} from {file}", told.en), format!("{} theo {file}", told.vi))
}

/// What would be put into a cell in place of what the file has.
pub fn correct(field: Text, name: &str) -> Sentence {
    Sentence::new(format!("{} of {name}", field.en), format!("{} của {name}", field.vi))
}

/// Options that a file which comes back does not know.
pub fn no_option(option: &str) -> Sentence {
    Sentence::new(
        format!("{option} is for files of others; this one has ids of its own"),
        format!("{option} chỉ dành cho tệp của nơi khác; tệp này đã có mã dòng"),
    )
}

/// A word that its list has not, to be made a row of it.
pub fn new_word(word: &str) -> Sentence {
    Sentence::new(format!("new in the list: {word}"), format!("thêm vào danh sách: {word}"))
}

/// Where a row stands in the file.
pub fn line(number: u64) -> Sentence {
    Sentence::new(format!("line {number}"), format!("dòng {number}"))
}

/// A cell that was changed on both sides: what it was, whose change stands here, and which side counts, which its mark
/// tells too.
pub fn clash(was: &str, here: &Sentence, side: Text) -> Sentence {
    Sentence::new(format!("was {was}; {}; {}", here.en, side.en), format!("trước là {was}; {}; {}", here.vi, side.vi))
}

pub fn more_rows(count: u64) -> Sentence {
    let (en, vi) = both(count);
    Sentence::new(format!("and {en} more rows"), format!("và {vi} dòng nữa"))
}

/// Which side counts of what was changed on both.
pub fn sides(count: u64, file: bool) -> Sentence {
    let (en, vi) = both(count);
    if file {
        return Sentence::new(format!("{en} conflict{} as in the file", s(count)), format!("{vi} xung đột theo tệp"));
    }
    Sentence::new(format!("{en} conflict{} as here", s(count)), format!("{vi} xung đột giữ ở đây"))
}
