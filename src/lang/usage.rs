//! What is said of words on the command line that were not understood, and of what they name and is not there.
use super::{Lang, Sentence, Text, number, say, toast};

/// The history of one record, without which.
pub fn history_of(kind: &str) -> Sentence {
    Sentence::new(
        format!("history {kind} ID tells of one, by its number or name; history --kind {kind} of all of them"),
        format!("history {kind} MÃ kể về một bản ghi, theo mã số hoặc tên; history --kind {kind} kể về tất cả"),
    )
}

pub const WHO_CALLS: Text = say(
    "call needs a telephone number or a name: linchpin call 0903123456",
    "call cần số điện thoại hoặc tên: linchpin call 0903123456",
);

pub fn no_field(key: &str, known: &[&str]) -> Sentence {
    let known = known.join(", ");
    Sentence::new(
        format!("no field '{key}' to sort by; there are {known}"),
        format!("không có mục '{key}' để sắp xếp; có các mục {known}"),
    )
}

/// What a list leaves out where nothing is said of it.
pub fn without_archived(count: usize) -> Sentence {
    let told = number::many(count as u64);
    let is = if count == 1 { "is" } else { "are" };
    Sentence::new(
        format!("{} archived {is} left out; --filter -archived: shows what is", told.en),
        format!("bỏ qua {} bản ghi đã lưu trữ; --filter -archived: để xem", told.vi),
    )
}

/// Beside a row of what is archived.
pub const ARCHIVED: Text = say("archived", "đã lưu trữ");

pub fn no_view(view: &str, many: Text, known: &[Sentence]) -> Sentence {
    let (en, vi) = (format!("no view '{view}' of {}", many.en), format!("{} không có cách xem '{view}'", many.vi));
    if known.is_empty() {
        return Sentence::new(en, vi);
    }
    let known = toast::listed(known, ", ");
    Sentence::new(format!("{en}; there are {}", known.en), format!("{vi}; có {}", known.vi))
}

pub fn no_screen(name: &str) -> Sentence {
    Sentence::new(format!("no screen '{name}'"), format!("không có màn '{name}'"))
}

pub fn not_a_size(text: &str) -> Sentence {
    Sentence::new(format!("--size as 80x24, not '{text}'"), format!("--size như 80x24, không phải '{text}'"))
}

pub fn no_key(word: &str) -> Sentence {
    Sentence::new(
        format!("--keys: '{word}' is no key; keys are written as jj<enter>, <c-k> or <f2>"),
        format!("--keys: '{word}' không phải phím; viết như jj<enter>, <c-k> hay <f2>"),
    )
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

/// What has rows of its own in files, and is no kind of record.
pub const PART_OF_ORDERS: Text = say(
    "order-lines are parts of orders: linchpin show order NUMBER shows those of one, linchpin export order-lines writes all \
     out, linchpin list orders --filter lines.product:… finds orders by them",
    "order-lines là phần của đơn hàng: linchpin show order SỐ để xem dòng của một đơn, linchpin export order-lines để xuất \
     tất cả, linchpin list orders --filter lines.product:… để tìm đơn theo dòng",
);

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

pub fn no_encoding(name: &str, known: &[&str]) -> Sentence {
    let known = known.join(", ");
    Sentence::new(format!("no encoding '{name}'; there are {known}"), format!("không có bảng mã '{name}'; có {known}"))
}

pub fn no_header(line: &str) -> Sentence {
    Sentence::new(
        format!("no header line '{line}'; the number of a line, none or guess"),
        format!("không có dòng tên cột '{line}'; ghi số dòng, none hoặc guess"),
    )
}

/// What can be said of how cells are read.
pub fn not_said(what: &str, word: &str, known: &[&str]) -> Sentence {
    let known = known.join(", ");
    Sentence::new(
        format!("--{what} is one of {known}, not '{word}'"),
        format!("--{what} là một trong {known}, không phải '{word}'"),
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

/// Of a line of a map.
pub fn no_map_line(line: &str) -> Sentence {
    Sentence::new(
        format!("'{line}' says nothing of a column; Header = field would, or Header = -"),
        format!("'{line}' không nói gì về cột nào; phải là Tên cột = mục, hoặc Tên cột = -"),
    )
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

/// `known` is what tells which there are.
pub fn missing(one: Text, text: &str, known: Option<Text>) -> Sentence {
    let known = |lang| known.map(|known| format!("; {}", known.to(lang))).unwrap_or_default();
    Sentence::new(
        format!("no {} {text}{}", one.en, known(Lang::En)),
        format!("không có {} {text}{}", one.vi, known(Lang::Vi)),
    )
}

/// What tells which of what is missing there are.
pub fn known_by(name: &str) -> Option<Text> {
    Some(match name {
        "report" => say("linchpin reports tells which there are", "linchpin reports kể ra các báo cáo"),
        "entry" => say("linchpin history tells which there are", "linchpin history kể ra các việc đã làm"),
        _ => return None,
    })
}

/// `a, b or c`.
fn either(all: &[String], or: &str) -> String {
    match all {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {or} {last}", first.join(", ")),
    }
}

/// `known` is what was likely meant, or all there are.
pub fn no_option(word: &str, known: &[String]) -> Sentence {
    Sentence::new(
        format!("no option '{word}' here; there is {}", either(known, "and")),
        format!("ở đây không có tuỳ chọn '{word}'; có {}", either(known, "và")),
    )
}

pub fn no_command(word: &str, known: &[String]) -> Sentence {
    Sentence::new(
        format!("no command '{word}'; there is {}", either(known, "and")),
        format!("không có lệnh '{word}'; có {}", either(known, "và")),
    )
}

/// `usage` is how the command is written, as both languages show it.
pub fn too_much(word: &str, usage: &Sentence) -> Sentence {
    Sentence::new(
        format!("'{word}' is one word too many; it is {}", usage.en),
        format!("thừa '{word}'; cách viết: {}", usage.vi),
    )
}

/// What is missing, by what stands for it.
pub fn lacking(names: &[Sentence], usage: &Sentence) -> Sentence {
    let names = |lang| names.iter().map(|name| name.to(lang)).collect::<Vec<_>>().join(", ");
    let (en, vi) = (names(Lang::En), names(Lang::Vi));
    Sentence::new(format!("missing {en}; it is {}", usage.en), format!("thiếu {vi}; cách viết: {}", usage.vi))
}

/// An option without its value: `--db FILE`.
pub fn without_value(option: &str, value: &Sentence) -> Sentence {
    Sentence::new(
        format!("{option} needs a value: {option} {}", value.en),
        format!("{option} còn thiếu giá trị: {option} {}", value.vi),
    )
}

/// A file that is named by nothing.
pub fn without_name(value: &Sentence) -> Sentence {
    Sentence::new(
        format!("{} is empty; the name of a file would do", value.en),
        format!("{} còn để trống; hãy ghi tên tệp", value.vi),
    )
}

/// What a value may be; one that was given stands behind.
pub fn one_of(name: &Sentence, known: &[String], value: &str) -> Sentence {
    let (en, vi) = (either(known, "or"), either(known, "hoặc"));
    if value.is_empty() {
        return Sentence::new(format!("{} is {en}", name.en), format!("{} là {vi}", name.vi));
    }
    Sentence::new(format!("{} is {en}, not '{value}'", name.en), format!("{} là {vi}, không phải '{value}'", name.vi))
}

/// Every value that is read and may not be is a count or a number of an entry.
pub fn no_number(name: &Sentence, value: &str) -> Sentence {
    Sentence::new(
        format!("{} is a whole number, as 3, not '{value}'", name.en),
        format!("{} là số nguyên, như 3, không phải '{value}'", name.vi),
    )
}

/// So many deeds that none would be meant.
pub fn no_count() -> Sentence {
    Sentence::new("a count from 1 on, not 0", "số việc từ 1 trở lên, không phải 0")
}

pub fn no_value(option: &str, value: &str) -> Sentence {
    Sentence::new(
        format!("{option} takes no value, '{value}' is too much"),
        format!("{option} không kèm giá trị, thừa '{value}'"),
    )
}

pub fn twice(option: &str) -> Sentence {
    Sentence::new(format!("{option} is given twice, once is enough"), format!("{option} ghi hai lần, một lần là đủ"))
}

pub fn apart(one: &str, other: &str) -> Sentence {
    Sentence::new(
        format!("{one} and {other} do not go together; one of them"),
        format!("{one} và {other} không dùng cùng nhau; chỉ một trong hai"),
    )
}

pub fn not_utf8() -> Sentence {
    Sentence::new("a word that is not UTF-8; texts are UTF-8", "có chữ không phải UTF-8; chữ phải là UTF-8")
}

pub fn no_column(path: &str, name: &str) -> Sentence {
    Sentence::new(format!("{path} has no column '{name}'"), format!("{path} không có cột '{name}'"))
}

/// What was read of a number, and what it is; nothing where it is none.
pub fn not_agreed(line: u64, text: &str, region: &str, is: &str, read: Option<&str>) -> Sentence {
    let (is, read) = (if is.is_empty() { "—" } else { is }, read.unwrap_or("—"));
    Sentence::new(
        format!("line {line}: {text} in {region} is {is}, read as {read}"),
        format!("dòng {line}: {text} ở {region} là {is}, đọc thành {read}"),
    )
}

pub fn is_there(path: &str) -> Sentence {
    Sentence::new(format!("{path} is there already; name another file"), format!("{path} đã có rồi; nêu tên tệp khác"))
}

pub fn not_empty(path: &str) -> Sentence {
    Sentence::new(
        format!("{path} has records; name a new file: --db NEW.db"),
        format!("{path} đã có bản ghi; nêu một tệp mới: --db MỚI.db"),
    )
}

pub fn not_understood(usage: &Sentence) -> Sentence {
    Sentence::new(format!("not understood; it is {}", usage.en), format!("không hiểu; cách viết: {}", usage.vi))
}

/// What was asked of a file that was not there.
pub fn begun_there(path: &str) -> Sentence {
    Sentence::new(
        format!("{path}: there was no such file; an empty workspace was begun there (--db FILE names another)"),
        format!("{path}: chưa có tệp này; đã bắt đầu một tệp trống ở đó (--db TỆP để chọn tệp khác)"),
    )
}

/// A signal ended an import.
pub const STOPPED: Text = say("stopped; nothing was imported", "đã dừng; chưa nhập gì");
/// The same, where a file that holds several kinds was brought in by half.
pub const STOPPED_BETWEEN: Text = say(
    "stopped; the kinds brought in before stay, and linchpin undo takes each back",
    "đã dừng; các loại nhập xong trước đó vẫn còn, dùng linchpin undo để lấy lại từng loại",
);
