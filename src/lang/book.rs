//! What is said of workbooks, lists of objects and address cards and calendars that are brought in.
use super::number::grouped;
use super::{Lang, Sentence, Text, say};
use chrono::NaiveDate;

pub const LOCKED: Text = say(
    "is protected by a password; save it without one, then import it",
    "được bảo vệ bằng mật khẩu; hãy lưu lại không mật khẩu rồi nhập",
);
pub const TOO_LARGE: Text = say(
    "unpacks to more than can be held; save the sheet as CSV, then import that",
    "giải nén ra quá lớn; hãy lưu trang tính thành CSV rồi nhập",
);
pub const UNORDERED: Text = say(
    "has rows that are not in their order; open it in a spreadsheet program and save it, then import that",
    "có các dòng không theo thứ tự; hãy mở bằng chương trình bảng tính rồi lưu lại, sau đó nhập",
);
pub const NO_ROWS: Text = say(
    "has no sheet with rows: a table needs a row with the names of its columns",
    "không trang tính nào có dòng: bảng cần một dòng tên cột",
);
pub const NO_SHEETS: Text = say("It has no sheets to choose from", "Tệp này không có trang tính để chọn");
pub const NO_LETTERS: Text =
    say("Its encoding is fixed by its form; there is none to choose", "Dạng tệp này có sẵn bảng mã; không phải chọn");
pub const OWN_NAMES: Text = say(
    "Its form names each value; there is no row of names to choose",
    "Dạng tệp này tự ghi tên từng mục; không phải chọn dòng tên cột",
);

pub const NEVER_CALCULATED: Text = say(
    "its formula was never calculated; open the file in a spreadsheet and save it",
    "công thức chưa được tính; hãy mở tệp bằng bảng tính rồi lưu lại",
);

/// A cell of a spreadsheet that came to nothing.
pub fn is_error(text: &str) -> Sentence {
    Sentence::new(format!("{text} is an error of the spreadsheet"), format!("{text} là báo lỗi của bảng tính"))
}

pub fn broken(why: &str) -> Sentence {
    Sentence::new(
        format!("is a broken workbook ({why}); open it in a spreadsheet and save it again"),
        format!("là bảng tính bị hỏng ({why}); hãy mở bằng phần mềm bảng tính rồi lưu lại"),
    )
}

pub fn no_sheet(name: &str, all: &str) -> Sentence {
    Sentence::new(format!("has no sheet '{name}'; it has {all}"), format!("không có trang tính '{name}'; có {all}"))
}

pub fn other_sheets(taken: &str, others: &str) -> Sentence {
    Sentence::new(
        format!("sheet {taken} is read; there are also: {others}"),
        format!("đọc trang tính {taken}; còn có: {others}"),
    )
}

pub fn errors(count: u64, first: &str) -> Sentence {
    let s = if count == 1 { "cell holds an error and was" } else { "cells hold an error and were" };
    Sentence::new(
        format!("{count} {s} read as blank, first {first}"),
        format!("{count} ô báo lỗi, được đọc là trống; ô đầu tiên là {first}"),
    )
}

pub fn uncounted(count: u64, first: &str) -> Sentence {
    let s = if count == 1 { "cell holds a formula" } else { "cells hold formulas" };
    let was = if count == 1 { "was" } else { "were" };
    Sentence::new(
        format!(
            "{count} {s} never calculated, and {was} read as blank, first {first}; open the file in a spreadsheet and save it"
        ),
        format!(
            "{count} ô có công thức chưa tính, được đọc là trống; ô đầu tiên là {first}; hãy mở tệp bằng bảng tính rồi lưu lại"
        ),
    )
}

/// Nothing else stands in any sheet.
pub fn only_errors(count: u64, first: &str) -> Sentence {
    let s = if count == 1 { "cell holds an error" } else { "cells hold errors" };
    Sentence::new(
        format!("has no sheet with anything but errors: {count} {s}, first {first}"),
        format!("trang tính nào cũng chỉ có ô báo lỗi: {count} ô, ô đầu tiên là {first}"),
    )
}

/// Cells that are merged over several rows.
pub fn merged(count: u64) -> Sentence {
    let s = if count == 1 { "merged cell was" } else { "merged cells were" };
    Sentence::new(
        format!("{count} {s} filled with what stands in the first of them"),
        format!("{count} ô gộp được điền theo ô đầu của chúng"),
    )
}

/// Why a text is no JSON.
pub const ENDS: Text = say("it ends in the middle", "tệp hết giữa chừng");
pub const NOT_CLOSED: Text = say("a , or the ] is missing", "thiếu dấu , hoặc ]");
pub const GOES_ON: Text = say("there is more after its end", "còn chữ sau chỗ kết thúc");

/// The reader of it says why in English alone.
pub fn not_well_formed(why: &str) -> Sentence {
    Sentence::new(why, "viết sai cú pháp")
}

pub fn not_json(why: &Sentence) -> Sentence {
    Sentence::new(format!("is no JSON from here on ({})", why.en), format!("từ đây không phải JSON ({})", why.vi))
}

pub const NO_OBJECTS: Text =
    say("has no list of objects: each row is one { … }", "không có danh sách đối tượng: mỗi dòng là một { … }");

pub fn inner_lists(names: &str) -> Sentence {
    Sentence::new(
        format!("lists of objects were left out: {names}"),
        format!("bỏ qua các danh sách đối tượng: {names}"),
    )
}

/// And where their columns go.
pub fn lines_inside(list: &str, goes: &str) -> Sentence {
    Sentence::new(
        format!("the lines inside the orders ({list}) come with them: {goes}"),
        format!("các dòng hàng trong đơn ({list}) được nhập cùng đơn: {goes}"),
    )
}

/// Lines that stay out, and why.
pub fn lines_left(list: &str, why: &Sentence) -> Sentence {
    Sentence::new(
        format!("the lines inside the orders ({list}) stay out: {}", why.to(Lang::En)),
        format!("các dòng hàng trong đơn ({list}) không được nhập: {}", why.to(Lang::Vi)),
    )
}

pub const OPEN_CARD: Text = say(
    "begins a card that is not closed by END:VCARD; the file may have been cut off",
    "mở một danh thiếp không có END:VCARD; có thể tệp bị cắt",
);

pub fn strays(lines: u64) -> Sentence {
    let s = if lines == 1 { "line was" } else { "lines were" };
    Sentence::new(format!("{lines} {s} no part of a card"), format!("{lines} dòng không thuộc danh thiếp nào"))
}

pub fn open_entry(list: &str) -> Sentence {
    Sentence::new(
        format!("begins an entry that is not closed by END:{list}; the file may have been cut off"),
        format!("mở một mục không có END:{list}; có thể tệp bị cắt"),
    )
}

/// A calendar without entries, or without those that are wanted; it may have others.
/// A file is none of the form that was named.
pub fn is_no(form: &str) -> Sentence {
    Sentence::new(format!("is no {form}"), format!("không phải {form}"))
}

/// A calendar is to become something else.
const CALENDAR: Text = say(
    "is a calendar, which holds appointments and tasks and nothing else: import those (ics)",
    "là lịch, chỉ có lịch hẹn và việc: hãy nhập thành hai loại đó (ics)",
);

pub fn no_entries(wanted: Option<&str>, others: &str) -> Sentence {
    let [en, vi] = match wanted {
        Some("task") => ["tasks (VTODO);", "việc (VTODO);"],
        Some("appointment") => ["appointments (VEVENT);", "lịch hẹn (VEVENT);"],
        Some(_) => return CALENDAR.into(),
        None => ["appointments (VEVENT) and no tasks (VTODO)", "lịch hẹn (VEVENT) lẫn việc (VTODO)"],
    };
    let none =
        |en: &str, vi: &str| Sentence::new(format!("is a calendar that has no {en}"), format!("là lịch không có {vi}"));
    let by = match others {
        "VEVENT" => {
            Sentence::new("it has VEVENT: import appointments", "tệp có VEVENT: hãy nhập lịch hẹn (appointments)")
        }
        "VTODO" => Sentence::new("it has VTODO: import tasks", "tệp có VTODO: hãy nhập việc (tasks)"),
        _ => return none(en.trim_end_matches(';'), vi.trim_end_matches(';')),
    };
    none(en, vi).then(&by)
}

pub fn other_entries(read: &str, count: usize, other: &str) -> Sentence {
    Sentence::new(
        format!("{read} is read; {count} {other} of the file can be imported for themselves"),
        format!("đọc {read}; còn {count} {other} trong tệp có thể nhập riêng"),
    )
}

pub fn repeats(count: u64) -> Sentence {
    let s = if count == 1 { "entry comes again" } else { "entries come again" };
    Sentence::new(
        format!("{count} {s} by a rule: the first time of each is brought in, the rule stands in its note (RRULE)"),
        format!("{count} mục lặp lại theo quy tắc: nhập lần đầu của mỗi mục, quy tắc nằm trong ghi chú (RRULE)"),
    )
}

/// The times of what repeats that come in.
pub fn times(entries: u64, times: u64, until: NaiveDate) -> Sentence {
    let s = if entries == 1 { "entry comes again" } else { "entries come again" };
    let until = until.format("%d/%m/%Y");
    Sentence::new(
        format!(
            "{entries} {s} by a rule (RRULE, in the note of the first): {times} more from today up to {until} come in"
        ),
        format!(
            "{entries} mục lặp lại theo quy tắc (RRULE, ở ghi chú của lần đầu): nhập thêm {times} lần từ hôm nay đến {until}"
        ),
    )
}

pub const UNTITLED: Text = say("(no title)", "(không có tiêu đề)");

pub fn untitled(count: u64) -> Sentence {
    let s = if count == 1 { "entry has" } else { "entries have" };
    Sentence::new(
        format!(
            "{count} {s} no title (SUMMARY): called by the first words, the place or who called it, else '{}'",
            UNTITLED.en
        ),
        format!(
            "{count} mục không có tiêu đề (SUMMARY): gọi theo lời đầu, địa điểm hay người mời, không thì '{}'",
            UNTITLED.vi
        ),
    )
}

pub fn unknown_zones(names: &str) -> Sentence {
    Sentence::new(
        format!("no such time zone is known: {names}; times in it are read by the clock of this workspace"),
        format!("không biết múi giờ: {names}; giờ ghi theo đó được đọc theo đồng hồ của không gian này"),
    )
}

pub fn left_out(names: &str) -> Sentence {
    Sentence::new(format!("there is no field for: {names}"), format!("không có trường nào cho: {names}"))
}

/// Rows that are rejected because what they belong to is not here.
pub fn orphans(rows: u64, many: Text) -> Sentence {
    let [en, vi] = [Lang::En, Lang::Vi].map(|lang| grouped(rows, lang));
    Sentence::new(
        format!(
            "{en} rejected: their {} are not here; import those first (this very file, where it has them)",
            many.en
        ),
        format!("{vi} dòng bị loại vì chưa có {} ở đây; nhập {} trước (bằng chính tệp này, nếu có)", many.vi, many.vi),
    )
}
