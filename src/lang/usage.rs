//! What is said of words on the command line that were not understood, and of what they name and is not there.
use super::{Sentence, Text, say};

pub const HISTORY: Text = say("history KIND ID", "history LOẠI MÃ");

pub fn no_field(key: &str) -> Sentence {
    Sentence::new(format!("no field '{key}' to sort by"), format!("không có mục '{key}' để sắp xếp"))
}

pub fn no_view(view: &str, many: Text) -> Sentence {
    Sentence::new(format!("no view '{view}' of {}", many.en), format!("{} không có cách xem '{view}'", many.vi))
}

pub fn no_screen(name: &str) -> Sentence {
    Sentence::new(format!("no screen '{name}'"), format!("không có màn '{name}'"))
}

pub fn not_a_size(text: &str) -> Sentence {
    Sentence::new(format!("--size as 80x24, not '{text}'"), format!("--size như 80x24, không phải '{text}'"))
}

pub fn not_an_instant(text: &str) -> Sentence {
    Sentence::new(
        format!("--now '{text}' is no instant, as 2026-11-24T09:14:00+07:00"),
        format!("--now '{text}' không phải thời điểm, như 2026-11-24T09:14:00+07:00"),
    )
}

/// The name of a file tells its form by its ending.
pub fn no_such_ending(name: &str, endings: &[&str]) -> Sentence {
    let (en, vi) = (endings.join(" nor in "), endings.join(" hay "));
    Sentence::new(format!("'{name}' ends neither in {en}"), format!("'{name}' không có đuôi {vi}"))
}

pub fn may_be(text: &str, names: &[String]) -> Sentence {
    let names = names.join(", ");
    Sentence::new(format!("'{text}' may be {names}"), format!("'{text}' có thể là {names}"))
}

pub fn no_kind(name: &str, known: &[&str]) -> Sentence {
    let known = known.join(", ");
    Sentence::new(
        format!("no kind '{name}'; there are {known}"),
        format!("không có loại '{name}'; có các loại {known}"),
    )
}

pub fn no_action(name: &str, one: Text, known: &[&str]) -> Sentence {
    let known = known.join(", ");
    Sentence::new(
        format!("no action '{name}' of {}; there are {known}", one.en),
        format!("{} không có việc '{name}'; có các việc {known}", one.vi),
    )
}

pub fn not_imported(name: &str, known: &[&str]) -> Sentence {
    let known = known.join(", ");
    Sentence::new(
        format!("'{name}' cannot be imported; there are {known}"),
        format!("'{name}' không nhập được; có thể nhập {known}"),
    )
}

pub fn no_encoding(name: &str) -> Sentence {
    Sentence::new(
        format!("no encoding '{name}'; utf-8, utf-16 or windows-1252"),
        format!("không có bảng mã '{name}'; có utf-8, utf-16 hoặc windows-1252"),
    )
}

pub fn no_currency(code: &str) -> Sentence {
    Sentence::new(
        format!("'{code}' is no currency, as VND or USD"),
        format!("'{code}' không phải loại tiền, như VND hay USD"),
    )
}

pub fn not_a_pair(word: &str) -> Sentence {
    Sentence::new(format!("field=value, not '{word}'"), format!("phải là mục=giá trị, không phải '{word}'"))
}

/// What is missing and is no record: by the name that the error has for it.
pub fn thing(name: &str) -> Option<Text> {
    Some(match name {
        "file" => say("file", "tệp"),
        "caller" => say("caller", "người gọi"),
        "report" => say("report", "báo cáo"),
        "entry" => say("entry", "việc đã làm số"),
        _ => return None,
    })
}

pub fn missing(one: Text, text: &str) -> Sentence {
    Sentence::new(format!("no {} {text}", one.en), format!("không có {} {text}", one.vi))
}
