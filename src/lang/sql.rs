//! What is said of a question in SQL that cannot be answered.
use super::{Sentence, Text, say};

pub const ONLY_READS: Text = say(
    "linchpin sql only reads; linchpin add, set and act change records: set lead 12 owner=Lan, act lead 12 archive",
    "linchpin sql chỉ đọc; muốn đổi thì dùng linchpin add, set, act: set lead 12 owner=Lan, act lead 12 archive",
);

/// What the engine says, up to what it names.
const KNOWN: [(&str, Text); 11] = [
    ("SQL is empty or comment only", say("it is empty", "câu hỏi trống")),
    ("Multiple statements provided", say("one question at a time", "mỗi lần chỉ hỏi một câu")),
    ("incomplete input", say("its end is missing", "câu chưa viết hết")),
    ("not authorized", say("this is not allowed here", "ở đây không được phép làm vậy")),
    ("no such table: ", say("there is no view", "không có bảng")),
    ("no such column: ", say("there is no column", "không có cột")),
    ("no such function: ", say("there is no function", "không có hàm")),
    ("ambiguous column name: ", say("several tables have the column", "nhiều bảng cùng có cột")),
    ("wrong number of arguments to function ", say("too many or too few arguments for", "thừa hoặc thiếu đối số cho")),
    ("unrecognized token: ", say("not understood:", "không đọc được")),
    ("unable to open database: ", say("this file cannot be opened:", "không mở được tệp")),
];

/// What is wrong with it, from what the engine says; where that is not known in words, it stands in brackets.
pub fn misread(said: &str) -> Sentence {
    let why = why(said).unwrap_or_else(|| Sentence::plain(&format!("(SQLite: {said})")));
    let mark = if why.en.starts_with('(') { "" } else { ":" };
    Sentence::new(
        format!("the question was not understood{mark} {}; linchpin sql tells the views and their columns", why.en),
        format!("không hiểu câu hỏi{mark} {}; linchpin sql kể ra các bảng và cột", why.vi),
    )
}

fn why(said: &str) -> Option<Sentence> {
    if let Some(place) = said.strip_prefix("near ").and_then(|rest| rest.strip_suffix(": syntax error")) {
        return Some(Sentence::new(format!("there is a mistake at {place}"), format!("viết sai ở chỗ {place}")));
    }
    let (known, text) = KNOWN.iter().find(|(known, _)| said.starts_with(known))?;
    let named = |text: &str| format!("{text} {}", &said[known.len()..]).trim_end().to_owned();
    Some(Sentence::new(named(text.en), named(text.vi)))
}
