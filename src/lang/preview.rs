//! What the screen says of a file before it is brought in, while it is, and after; and of one written out.
use super::number::grouped;
use super::{Lang, Sentence, Text, say, toast};

pub const AT_WORK: Text = say(
    "Work under way holds the file for now; what you typed stays, save it again in a moment",
    "Việc đang chạy giữ dữ liệu; phần đã gõ vẫn còn, lát nữa lưu lại",
);
pub const FIRST: Text = say(
    "Doubtful columns first; the mapping is kept for such files",
    "Cột còn ngờ ở trên; cách ghép được giữ cho tệp cùng mẫu",
);
pub const MAPPING_KEPT: Text =
    say("The mapping is kept for the next file of this shape", "Cách ghép được giữ cho tệp cùng mẫu lần sau");
pub const AS_LAST_TIME: Text = say("as last time", "như lần trước");
pub const OUTSIDE_KEY: Text = say("outside key", "mã bên ngoài");
pub const KEY: Text = say("key", "mã");
pub const NOT_IMPORTED: Text = say("not imported", "không nhập");
pub const NOTHING_YET: Text = say("nothing written yet", "chưa ghi gì");
pub const CHANGED: Text = say(
    "the file was changed meanwhile; nothing was written, and it is counted again",
    "tệp vừa bị thay đổi; chưa ghi gì, đang đếm lại",
);
/// What was corrected of its rows may be of others by now.
pub const CORRECT_AGAIN: Text = say("; correct its rows again", "; hãy sửa lại các dòng");

/// The file is another by now; its rows may have been `corrected`.
pub fn changed(corrected: bool) -> Sentence {
    let again = if corrected { CORRECT_AGAIN } else { say("", "") };
    Sentence::new(format!("{}{}", CHANGED.en, again.en), format!("{}{}", CHANGED.vi, again.vi))
}

pub const CANCELLED: Text = say("Import cancelled; nothing was written", "Đã dừng nhập; chưa ghi gì");
pub const CANCELLING: Text = say("cancelling …", "đang dừng …");
pub const NO_REJECTS: Text = say("No row was rejected", "Không có dòng nào bị loại");
pub const ALL_TAKEN: Text = say("Every row and every cell was understood", "Dòng nào, ô nào cũng đã hiểu được");
pub const REJECTED: Text = say("rejected", "bị loại");
pub const KEPT: Text = say("kept", "giữ lại");
pub const TAKEN_SO: Text =
    say("The row is taken; this cell is kept as written", "Dòng vẫn được nhập; ô này giữ như đã ghi");
pub const NOT_COUNTED: Text = say("The rows are still being counted", "Các dòng còn đang được đếm");
pub const ONE_OF_HERE: Text = say("– Enter on a column says which", "– Enter trên một cột để chọn");
pub const NO_INBOX: Text = say("These owe no answer anyway", "Loại này vốn không nợ trả lời");
pub const NO_TWICE: Text =
    say("These are known again by their key or number alone", "Loại này chỉ nhận lại theo mã hay số");
pub const GUESSED: Text = say("as the file itself shows", "theo chính tệp");
pub const NO_HEADER: Text = say(
    "none: all rows are records, columns go by their places",
    "không có: dòng nào cũng là dữ liệu, gọi cột theo vị trí",
);
pub const BY_SHAPE: Text = say("this shape of file", "mẫu tệp này");
pub const EXPORT_STOPPED: Text = say("Export cancelled; no file was written", "Đã dừng xuất; không ghi tệp nào");
pub const NO_SUCH_FOLDER: Text =
    say("there is no such folder; Tab completes what there is", "không có thư mục này; Tab để gõ nốt tên có sẵn");
pub const TAB_COMPLETES: Text = say("Tab completes the path", "Tab để gõ nốt đường dẫn");

fn both(n: u64) -> (String, String) {
    (grouped(n, Lang::En), grouped(n, Lang::Vi))
}

/// How a text is written: `UTF-8 · comma`.
pub fn text_of(encoding: &str, mark: char) -> Sentence {
    let mark = match mark {
        ',' => say("comma", "dấu phẩy"),
        ';' => say("semicolon", "dấu chấm phẩy"),
        '\t' => say("tab", "tab"),
        _ => say("bar", "dấu |"),
    };
    Sentence::new(format!("{encoding} · {}", mark.en), format!("{encoding} · {}", mark.vi))
}

/// Which sheet of a workbook is read: `XLSX, sheet Orders`.
pub fn sheet_of(form: &str, sheet: &str) -> Sentence {
    Sentence::new(format!("{form}, sheet {sheet}"), format!("{form}, trang tính {sheet}"))
}

/// How a file is written, and what it looks like: `UTF-8 · comma · 3,900 rows · looks like leads`.
pub fn is_a(written: &Sentence, rows: u64, kind: Text, sure: bool) -> Sentence {
    let like = if sure { say("looks like", "có vẻ là") } else { say("as", "nhập làm") };
    let (en, vi) = both(rows);
    Sentence::new(
        format!("{} · {en} row{} · {} {}", written.en, if rows == 1 { "" } else { "s" }, like.en, kind.en),
        format!("{} · {vi} dòng · {} {}", written.vi, like.vi, kind.vi),
    )
}

/// Under which name the keys of the rows are kept.
pub fn keys_of(source: &str) -> Sentence {
    Sentence::new(format!("keys kept as those of {source}"), format!("mã giữ theo nguồn {source}"))
}

/// Cells that are not what their field takes; they are kept as written.
pub fn doubtful(cells: u64) -> Sentence {
    let (en, vi) = both(cells);
    Sentence::new(format!("! {en} doubtful"), format!("! {vi} còn ngờ"))
}

/// Heads the columns of the lines inside orders.
pub fn lines_of(list: &str) -> Sentence {
    Sentence::new(format!("Lines ({list})"), format!("Dòng hàng ({list})"))
}

/// Columns further down.
pub fn more_columns(count: usize) -> Sentence {
    Sentence::new(format!("↓ {count} more"), format!("↓ {count} cột nữa"))
}

/// Names of files further down.
pub fn more_names(count: usize) -> Sentence {
    Sentence::new(format!("↓ {count} more"), format!("↓ {count} tên nữa"))
}

/// The words of a column that is a choice: `12 words: 9 known, 3 kept`.
pub fn words(all: usize, kept: usize) -> Sentence {
    let known = all - kept;
    if kept == 0 {
        let words = if all == 1 { "1 word, known".to_owned() } else { format!("{all} words, all known") };
        return Sentence::new(words, format!("{all} từ, đều hiểu"));
    }
    Sentence::new(format!("{all} words: {known} known, {kept} kept"), format!("{all} từ: hiểu {known}, giữ {kept}"))
}

/// Which words are kept as they are written.
pub fn kept_words(words: &str) -> Sentence {
    Sentence::new(format!("kept as written: {words}"), format!("giữ như đã ghi: {words}"))
}

/// How day and month are read, where some dates could be either way round.
pub fn day_first(day_first: bool) -> Text {
    if day_first { say("day first", "ngày/tháng") } else { say("month first", "tháng/ngày") }
}

/// How far it is: `1,280 of 3,900 rows`.
pub fn so_far(doing: Text, done: u64, rows: u64) -> Sentence {
    let ((en, vi), (of_en, of_vi)) = (both(done), both(rows));
    Sentence::new(format!("{} {en} of {of_en} rows", doing.en), format!("{} {vi} trên {of_vi} dòng", doing.vi))
}

pub const LOOKING: Text = say("reading the file", "đang đọc tệp");
pub const WRITING: Text = say("writing", "đang ghi");

/// How much of it is done: `reading the file 40 %`.
pub fn share(doing: Text, at: u64, of: u64) -> Sentence {
    let part = at.saturating_mul(100).checked_div(of).unwrap_or(0);
    Sentence::new(format!("{} {part} %", doing.en), format!("{} {part} %", doing.vi))
}

/// How fast it goes, and for how long still.
pub fn pace(rows: u64, seconds: u64) -> Sentence {
    let (en, vi) = both(rows);
    Sentence::new(format!("· {en} rows/s · {seconds} s left"), format!("· {vi} dòng/giây · còn {seconds} giây"))
}

pub const HOW_READ: Text = say("How is it read?", "Đọc thế nào?");
pub const ONE_WAY: Text = say(
    "This column is read in one way only; f on a date or a number says which way",
    "Cột này chỉ có một cách đọc; f trên ngày hay số để chọn cách đọc",
);

/// A way of reading cells, in the words of `exchange::manner`, as it is chosen.
pub fn manner(what: &str, column: &str, word: &str) -> Sentence {
    let told = match (what, word) {
        ("dates", "day-first") => say("day first: 03/07 is 3 July", "ngày trước, tháng sau: 03/07 là 3 tháng 7"),
        ("dates", "month-first") => say("month first: 03/07 is 7 March", "tháng trước, ngày sau: 03/07 là 7 tháng 3"),
        ("decimals", "point") => {
            say("1,250 is a thousand, 1.250 a little more than one", "1,250 là hơn nghìn, 1.250 là hơn một")
        }
        ("decimals", "comma") => {
            say("1.250 is a thousand, 1,250 a little more than one", "1.250 là hơn nghìn, 1,250 là hơn một")
        }
        ("separator", "comma") => say("cells divided by commas", "các ô cách nhau bằng dấu phẩy"),
        ("separator", "semicolon") => say("cells divided by semicolons", "các ô cách nhau bằng dấu chấm phẩy"),
        ("separator", "tab") => say("cells divided by tabs", "các ô cách nhau bằng tab"),
        ("separator", "bar") => say("cells divided by |", "các ô cách nhau bằng dấu |"),
        ("separator", _) => say("cells divided as the file itself shows", "các ô cách nhau theo chính tệp"),
        _ => GUESSED,
    };
    let of = if column.is_empty() { String::new() } else { format!("{column}: ") };
    Sentence::new(format!("{of}{}", told.en), format!("{of}{}", told.vi))
}

/// Rows of which we have someone likely the same; `d` says what becomes of them.
pub fn likely_added(count: u64) -> Sentence {
    let (en, vi) = both(count);
    Sentence::new(format!("{en} likely here already: added all the same"), format!("{vi} có thể đã có ở đây: vẫn thêm"))
}

pub const ANOTHER_WAY: Text = say("  d another way", "  d cách khác");
pub const LIKELY_LEFT: Text = say("who is likely here already is left out", "ai có thể đã có ở đây thì bỏ qua");
pub const LIKELY_MERGED: Text =
    say("who is likely here already gets what is blank there", "ai có thể đã có ở đây thì điền chỗ trống");

/// What an import did: `3,874 leads imported, 12 changed`; of orders with lines both are told.
pub fn imported(added: &[Sentence], changed: u64) -> Sentence {
    let all = toast::listed(added, ", ");
    let said = Sentence::new(format!("{} added", all.en), format!("Đã thêm {}", all.vi));
    if changed == 0 {
        return said;
    }
    let (en, vi) = both(changed);
    Sentence::new(format!("{}, {en} changed", said.en), format!("{}, đổi {vi}", said.vi))
}

pub fn nothing_new(known: u64) -> Sentence {
    let (en, vi) = both(known);
    if known == 0 {
        return Sentence::new("No row could be taken; nothing was written", "Không nhận được dòng nào; chưa ghi gì");
    }
    Sentence::new(
        format!("Nothing new: {en} rows were known already"),
        format!("Không có gì mới: {vi} dòng đã có ở đây"),
    )
}

/// Where the rejected rows went.
pub fn rejects_in(count: u64, path: &str) -> Sentence {
    let (en, vi) = both(count);
    Sentence::new(
        format!("{en} rejected, written out with the reason to {path}"),
        format!("{vi} dòng bị loại, ghi kèm lý do vào {path}"),
    )
}

/// Rejected rows that are not shown.
pub fn more_rejects(count: u64) -> Sentence {
    let (en, vi) = both(count);
    Sentence::new(format!("and {en} more; w writes all to a file"), format!("và {vi} dòng nữa; w ghi hết ra tệp"))
}

/// What there is to correct: `Rejected rows 1 · cells kept as written 2`.
pub fn amiss(rejected: u64, kept: u64) -> Sentence {
    let ((en, vi), (kept_en, kept_vi)) = (both(rejected), both(kept));
    match (rejected, kept) {
        (_, 0) => Sentence::new(format!("Rejected rows {en}"), format!("Dòng bị loại {vi}")),
        (0, _) => Sentence::new(format!("Cells kept as written {kept_en}"), format!("Ô giữ như đã ghi {kept_vi}")),
        _ => Sentence::new(
            format!("Rejected rows {en} · cells kept as written {kept_en}"),
            format!("Dòng bị loại {vi} · ô giữ như đã ghi {kept_vi}"),
        ),
    }
}

/// Cells kept as written that are not shown.
pub fn more_kept(count: u64) -> Sentence {
    let (en, vi) = both(count);
    Sentence::new(format!("and {en} more kept as written"), format!("và {vi} ô nữa giữ như đã ghi"))
}

/// Cells that their fields cannot take, in rows that are taken.
pub fn cells_kept(count: u64) -> Sentence {
    let (en, vi) = both(count);
    let cells = if count == 1 { "cell is" } else { "cells are" };
    Sentence::new(
        format!("{en} {cells} not understood, and kept as written   r shows them"),
        format!("{vi} ô chưa hiểu được, giữ như đã ghi   r để xem"),
    )
}

/// Something is there under a name already.
pub fn is_there(name: &str) -> Sentence {
    Sentence::new(format!("{name} is there already"), format!("đã có tệp {name}"))
}

/// Behind a text that stays as it is.
pub const KEPT_SO: Text = say("   ? kept as written", "   ? giữ như đã ghi");
pub const NEARLY: Text = say("Names nearly known here", "Tên gần giống tên đã có");
pub const MADE_NEW: Text = say("a new one", "thêm mới");
pub const LEFT_SO: Text = say("left as written", "để như đã ghi");
pub const NEEDS_MORE: Text =
    say("A name is not enough for a new one of that kind", "Loại này chỉ có tên thì chưa thêm mới được");
pub const NO_NAMES: Text = say("Every name and every word is known here", "Tên nào, từ nào cũng đã có ở đây");

/// Whom a name means.
pub fn who_is(name: &str) -> Sentence {
    Sentence::new(format!("Who or what is '{name}'?"), format!("'{name}' là ai, là gì?"))
}

pub fn in_rows(rows: u64) -> Sentence {
    let word = if rows == 1 { "row" } else { "rows" };
    Sentence::new(format!("{} {word}", grouped(rows, Lang::En)), format!("{} dòng", grouped(rows, Lang::Vi)))
}

pub const NOTHING_MENDED: Text =
    say("No row was corrected yet: Enter opens one", "Chưa sửa dòng nào: Enter để mở một dòng");

/// Rows that were corrected and are not brought in, where the preview is about to be left.
pub fn unsent(rows: u64) -> Sentence {
    let (en, vi) = both(rows);
    let are = if rows == 1 { "row is" } else { "rows are" };
    Sentence::new(
        format!("{en} corrected {are} not imported: r shows them, the same key again drops what you corrected"),
        format!("{vi} dòng đã sửa chưa được nhập: r để xem, bấm lại phím vừa rồi sẽ bỏ những chỗ đã sửa"),
    )
}

/// Which line of a file is corrected.
pub fn line(number: u64) -> Sentence {
    Sentence::new(format!("Line {}", grouped(number, Lang::En)), format!("Dòng {}", grouped(number, Lang::Vi)))
}
