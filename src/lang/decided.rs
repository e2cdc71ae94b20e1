//! What the preview of an import says of what a person decided, now or before, and of what comes of it.
use super::number::grouped;
use super::{Lang, Sentence, Text, say};

pub const LEFT: Text = say(
    "What you decided is kept for this file: opened again, it stands so",
    "Đã giữ các lựa chọn cho tệp này: mở lại sẽ như cũ",
);
pub const AS_LEFT: Text =
    say("As you left it; K and its kind lays it out anew", "Như lần bạn để lại; K và loại của nó để xếp lại từ đầu");

fn both(n: u64) -> (String, String) {
    (grouped(n, Lang::En), grouped(n, Lang::Vi))
}

/// Columns that are brought in no more, for another goes where they went.
pub fn gave_way(columns: &str) -> Sentence {
    Sentence::new(
        format!("No longer imported: {columns}; Enter on it takes it back"),
        format!("Không còn nhập: {columns}; Enter trên cột đó để nhập lại"),
    )
}

/// Of those that are added: how many owe no answer, how many come to the inbox now and later, of how many it is the turn of
/// others, and of how many nobody's; `all` where old ones come to the inbox, too.
pub fn history(kept: u64, all: bool, [inbox, later, others, nobody]: [u64; 4]) -> Sentence {
    let ((en, vi), (in_en, in_vi), (of_en, of_vi)) = (both(kept), both(inbox), both(others));
    let ((later_en, later_vi), (no_en, no_vi)) = (both(later), both(nobody));
    let come = if inbox == 1 { "comes" } else { "come" };
    let (mut said_en, mut said_vi) = (format!("{in_en} {come} to your inbox"), format!("{in_vi} vào việc cần làm"));
    if kept > 0 {
        said_en = format!("{en} old or past their first state: kept as history, {said_en}");
        said_vi = format!("{vi} đã cũ hoặc qua bước đầu: giữ làm dữ liệu cũ, {said_vi}");
    }
    if all {
        said_en = format!("old ones into the inbox too: {said_en}");
        said_vi = format!("cả dữ liệu cũ: {said_vi}");
    }
    if later > 0 {
        said_en.push_str(&format!(", {later_en} later"));
        said_vi.push_str(&format!(", {later_vi} để sau"));
    }
    if others > 0 {
        said_en.push_str(&format!(", {of_en} to others"));
        said_vi.push_str(&format!(", {of_vi} là việc của người khác"));
    }
    if nobody > 0 {
        said_en.push_str(&format!(", {no_en} {} nothing", if nobody == 1 { "owes" } else { "owe" }));
        said_vi.push_str(&format!(", {no_vi} không nợ gì"));
    }
    Sentence::new(said_en, said_vi)
}

/// Names that no record has, though some nearly do.
pub fn nearly(open: usize, decided: usize) -> Sentence {
    let names = if open == 1 { "name is" } else { "names are" };
    let both = match (open, decided) {
        (0, n) => (format!("{n} taken as decided"), format!("{n} tên theo lựa chọn trước")),
        (n, 0) => (format!("{n} {names} nearly one here"), format!("{n} tên gần giống tên đã có")),
        (n, m) => (
            format!("{n} {names} nearly one here, {m} taken as decided"),
            format!("{n} tên gần giống tên đã có, {m} tên theo lựa chọn trước"),
        ),
    };
    Sentence::new(format!("{}: n shows them", both.0), format!("{}: n để xem", both.1))
}

/// Names of records that are not here: they are better brought in before what names them, or made new where a name is
/// enough.
pub fn names_nobody(cells: u64, many: Text, made: bool) -> Sentence {
    let (en, vi) = both(cells);
    let new = if made { say(", or n makes them new", ", hoặc n để thêm mới") } else { say("", "") };
    Sentence::new(
        format!("{en} name {} that are not here: import those first{}", many.en, new.en),
        format!("{vi} ô ghi {} chưa có ở đây: nên nhập trước{}", many.vi, new.vi),
    )
}

/// What was decided before and is taken again, each as its names and how many there are, so many of them named.
pub fn as_before([columns, words, names]: [(&str, usize); 3], named: usize) -> Sentence {
    let (mut en, mut vi) = (Vec::new(), Vec::new());
    for ((listed, count), (one, of)) in
        [columns, words, names].into_iter().zip([("column", "cột"), ("word", "từ"), ("name", "tên")])
    {
        if count > 0 {
            let (many, more) = (if count == 1 { "" } else { "s" }, if count > named { " …" } else { "" });
            en.push(format!("{count} {one}{many} ({listed}{more})"));
            vi.push(format!("{count} {of} ({listed}{more})"));
        }
    }
    Sentence::new(
        format!("As last time: {}   Enter and n change them", en.join(", ")),
        format!("Như lần trước: {}   Enter và n để đổi", vi.join(", ")),
    )
}
