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

/// A table beneath the views was asked for; the view that has the same, where one has.
pub fn beneath(view: Option<&str>, table: &str) -> Sentence {
    let (ask_en, ask_vi) = match view {
        Some(view) => (format!("the view {view} has it"), format!("hãy hỏi bảng {view}")),
        None => (
            "linchpin sql tells the views and their columns".to_owned(),
            "linchpin sql kể ra các bảng và cột".to_owned(),
        ),
    };
    Sentence::new(
        format!("{table} is a table of the program's own, which may change; {ask_en}"),
        format!("{table} là bảng riêng của chương trình, có thể đổi; {ask_vi}"),
    )
}

/// What is called so, and what of it stands in a column.
pub fn with(label: &Sentence, what: &Sentence) -> Sentence {
    Sentence::new(format!("{}: {}", label.en, what.en), format!("{}: {}", label.vi, what.vi))
}

pub const ID: Text = say("its number", "số của bản ghi");
pub const NAME: Text = say("its name", "tên");
pub const TITLE: Text = say("what lists call it", "tên hiện trong danh sách");
pub const INSTANT: Text = say("an instant in UTC, 2026-11-24T02:15:00Z", "thời điểm theo UTC, 2026-11-24T02:15:00Z");
pub const DAY: Text = say("a day, 2026-11-24", "ngày, 2026-11-24");
pub const PERCENT: Text = say("2.5 is 2.5 %", "2.5 là 2,5 %");
pub const FLAG: Text = say("1 yes, 0 no", "1 có, 0 không");
pub const SEVERAL: Text = say("several with ', ' between", "nhiều giá trị cách nhau bằng ', '");
pub const UNITS: Text = say("in whole units of its currency: 12.5 is $12.50", "theo đơn vị tiền: 12.5 là $12.50");
pub const MINOR: Text = say(
    "in the smallest unit of its currency, exact: 1250 is $12.50 or 1,250 ₫",
    "theo đơn vị nhỏ nhất của loại tiền, chính xác: 1250 là $12.50 hay 1.250 ₫",
);
pub const OF_KIND: Text = say("the kind of the record", "loại bản ghi");
pub const PACKED: Text = say("records as the program keeps them", "các bản ghi theo cách lưu của chương trình");
pub const SCORE: Text = say("points, then the rules that gave them", "điểm, sau đó là các quy tắc cho điểm");
pub const SCORE_WHY: Text =
    say("the rules that gave points, each with how many", "các quy tắc cho điểm, mỗi quy tắc kèm số điểm");
pub const DUE_WHY: Text = say(
    "why it is due: a word of the program's own, then what goes with it (show says it in full)",
    "vì sao đến hạn: một từ riêng của chương trình, rồi điều đi kèm (show ghi đầy đủ)",
);

/// The number of a record that a view has.
pub fn id_in(view: &str) -> Sentence {
    Sentence::new(format!("its id in {view}"), format!("id trong bảng {view}"))
}

/// The numbers of several.
pub fn ids_in(view: &str) -> Sentence {
    Sentence::new(
        format!("ids in {view} with a blank between"),
        format!("các id trong bảng {view}, cách nhau bằng dấu cách"),
    )
}

/// One word of these.
pub fn one_of(all: &[&str]) -> Sentence {
    let all = all.join(", ");
    Sentence::new(format!("one of {all}"), format!("một trong {all}"))
}

/// What a manual says over the views.
pub const VIEWS: Text = say("VIEWS", "CÁC BẢNG");
pub const ABOUT_VIEWS: Text = say(
    "What linchpin sql can be asked: each line is a column, its type and what stands in it. What is not known is NULL. \
     Instants are in UTC; list, show and export say them by the clock of the workspace.",
    "Những gì có thể hỏi bằng linchpin sql: mỗi dòng là một cột, kiểu và nội dung. Chưa biết thì là NULL. Thời điểm theo \
     UTC; list, show và export ghi theo giờ của nơi làm việc.",
);
