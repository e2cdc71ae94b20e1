//! What is said of files brought in and written out.
use super::number::grouped;
use super::{Lang, Sentence, Text, say, toast};

pub const ORDER_LINES: Text = say("order lines", "dòng hàng");
pub const ORDER_LINE: Text = say("order line", "dòng hàng");

/// So many of them.
pub fn order_lines(count: u64) -> Sentence {
    toast::many(count, if count == 1 { ORDER_LINE } else { ORDER_LINES })
}

pub const NOTHING_WRITTEN: Text = say("nothing was written", "chưa ghi gì");

fn both(n: u64) -> (String, String) {
    (grouped(n, Lang::En), grouped(n, Lang::Vi))
}

pub fn no_such_column(name: &str) -> Sentence {
    Sentence::new(format!("the file has no column '{name}'"), format!("tệp không có cột '{name}'"))
}

/// No column of a file is brought into a field that each row must have.
pub fn no_core(fields: &Sentence, many: Text) -> Sentence {
    Sentence::new(
        format!("no column is {}, and {} need one", fields.en, many.en),
        format!("không có cột nào là {}, mà {} phải có", fields.vi, many.vi),
    )
}

/// How a script says which column it is.
pub const BY_MAP: Text = say("(--map FILE says which)", "(dùng --map TỆP để chỉ cột)");

/// The same of a workbook of several sheets, of which the first may be another.
pub const BY_SHEET: Text = say(
    "(--sheet NAME says which sheet, --map FILE which column)",
    "(dùng --sheet TÊN để chỉ trang tính, --map TỆP để chỉ cột)",
);

pub fn of_column(name: &str, said: &Sentence) -> Sentence {
    Sentence::new(format!("{name}: {}", said.en), format!("{name}: {}", said.vi))
}

/// What a record is named by.
pub const NAME: Text = say("Name", "Tên");

/// Where in a file something stands, and what is said of it.
pub fn at_line(line: u64, column: &str, reason: &str, lang: Lang) -> String {
    let colon = if column.is_empty() { String::new() } else { format!(", {column}") };
    match lang {
        Lang::En => format!("line {line}{colon}: {reason}"),
        Lang::Vi => format!("dòng {line}{colon}: {reason}"),
    }
}

/// A row has none of the fields of which it must have one.
pub fn none_of(fields: &Sentence) -> Sentence {
    Sentence::new(format!("none of {} is given", fields.en), format!("không có {} nào", fields.vi))
}

/// No column is brought into what each row must have.
pub fn no_column_is(en: &str, vi: &str) -> Sentence {
    Sentence::new(format!("no column is brought into '{en}'"), format!("không cột nào nhập vào '{vi}'"))
}

/// A reference without which a row is nothing.
pub fn no_such(one: Text, text: &str) -> Sentence {
    Sentence::new(format!("no {} here is called '{text}'", one.en), format!("ở đây không có {} '{text}'", one.vi))
}

/// What is to be done before.
pub fn import_first(many: Text) -> Sentence {
    Sentence::new(
        format!("(import the {} first; this very file, where it has them)", many.en),
        format!("(nhập {} trước; bằng chính tệp này, nếu có trong đó)", many.vi),
    )
}

/// A row of less than nothing that comes to nothing, and that nobody gave back.
pub fn written_off(text: &str) -> Sentence {
    Sentence::new(
        format!("'{text}' at no price and of no order is stock written off: nobody ordered it or gave it back"),
        format!("'{text}' không có giá, không thuộc đơn nào là ghi giảm tồn kho: không ai đặt hay trả lại"),
    )
}

/// New orders of what came back.
pub fn returns(count: u64) -> Sentence {
    let (en, vi) = both(count);
    let are = if count == 1 { "new order is a return" } else { "new orders are returns" };
    Sentence::new(
        format!("{en} {are}, with an invoice of its own: what it comes to is taken off on its day"),
        format!("{vi} đơn mới là hàng trả lại, có hoá đơn riêng: giá trị được trừ vào ngày của hoá đơn đó"),
    )
}

/// New lines of what came back.
pub fn return_lines(count: u64) -> Sentence {
    let (en, vi) = both(count);
    let are = if count == 1 { "new line is" } else { "new lines are" };
    Sentence::new(
        format!("{en} {are} of what came back: taken off, and nothing is left to do for it"),
        format!("{vi} dòng mới là hàng trả lại: được trừ vào giá trị, không còn gì phải làm"),
    )
}

/// Lines that name what is no goods: each name with how often.
pub fn no_goods(names: &[(&str, u64)], others: usize, count: u64) -> Sentence {
    let (lines, dong) = both(count);
    let lines = if count == 1 { "1 added line names".to_owned() } else { format!("{lines} added lines name") };
    let told: Vec<String> = names.iter().map(|(name, n)| format!("{name} ({})", grouped(*n, Lang::En))).collect();
    let gom: Vec<String> = names.iter().map(|(name, n)| format!("{name} ({})", grouped(*n, Lang::Vi))).collect();
    let (more, nua) = match others {
        0 => (String::new(), String::new()),
        n => (format!(" and {n} other names"), format!(" và {n} tên khác")),
    };
    Sentence::new(
        format!("{lines} no goods but a charge or a remark: {}{more}", told.join(", ")),
        format!("{dong} dòng đã nhập không phải hàng mà là phí hoặc ghi chú: {}{nua}", gom.join(", ")),
    )
}

/// Rows that say the same as one before them, and where the first of them stand.
pub fn the_same(count: u64, first: &[u64]) -> Sentence {
    let (en, vi) = both(count);
    let (en, own) = if count == 1 {
        ("1 row is".to_owned(), "is counted by itself")
    } else {
        (format!("{en} rows are"), "are counted each by itself")
    };
    let lines: Vec<String> = first.iter().map(u64::to_string).collect();
    let (lines, more) = (lines.join(", "), if count > first.len() as u64 { " …" } else { "" });
    Sentence::new(
        format!("{en} letter for letter the same as one before, and {own}: lines {lines}{more}"),
        format!("{vi} dòng giống hệt một dòng trước đó, vẫn tính là dòng riêng: dòng {lines}{more}"),
    )
}

/// Cells of order lines that their fields could not take.
pub fn kept_in_line(key: &str, label: Text, count: u64) -> Sentence {
    let told = not_understood(key, label, count);
    Sentence::new(
        format!("{}: the line has what is written there", told.en),
        format!("{}: dòng hàng giữ như đã ghi", told.vi),
    )
}

/// Cells of a field, which English calls as its filter does.
fn not_understood(key: &str, label: Text, count: u64) -> Sentence {
    let (en, vi) = both(count);
    let cells = if count == 1 { format!("cell of {key} was") } else { format!("cells of {key} were") };
    Sentence::new(format!("{en} {cells} not understood"), format!("{vi} ô {} chưa hiểu được", label.vi.to_lowercase()))
}

pub fn two_currencies(text: &str) -> Sentence {
    Sentence::new(
        format!("'{text}' is in another currency than the row's other amounts"),
        format!("'{text}' khác loại tiền với các số khác cùng dòng"),
    )
}

pub fn kept_as_history(count: u64) -> Sentence {
    let (en, vi) = both(count);
    Sentence::new(
        format!(
            "{en} kept as history: they are old, or past their first state, and owe no answer (--inbox takes them in)"
        ),
        format!("{vi} giữ làm dữ liệu cũ: đã lâu hoặc đã qua bước đầu, không nợ trả lời (--inbox để đưa vào việc)"),
    )
}

pub fn kept_as_written(key: &str, label: Text, count: u64) -> Sentence {
    let told = not_understood(key, label, count);
    Sentence::new(
        format!("{}, kept as written: the filter {key}:? finds what is so", told.en),
        format!("{}, giữ như đã ghi: lọc {}:? để xem", told.vi, label.vi.to_lowercase().replace(' ', "_")),
    )
}

pub fn likely(count: u64) -> Sentence {
    let (en, vi) = both(count);
    Sentence::new(
        format!("{en} likely someone who is here already: the filter likely finds them"),
        format!("{vi} có thể đã có ở đây: lọc có_thể_trùng để xem"),
    )
}

/// People of the house who came in under the name of another.
pub fn namesakes(count: u64) -> Sentence {
    let (en, vi) = both(count);
    let en = if count == 1 { "1 is".to_owned() } else { format!("{en} are") };
    Sentence::new(
        format!(
            "{en} likely somebody of the house already, of the same name: who is meant is said by number from now on, as #1"
        ),
        format!("{vi} người có thể đã có ở đây, trùng tên nhân viên: từ nay phải gọi bằng số, ví dụ #1"),
    )
}

/// Entries of a calendar that came from records here that are none of its own.
pub fn due_here(count: u64) -> Sentence {
    let (en, vi) = both(count);
    let en = if count == 1 { "1 entry tells".to_owned() } else { format!("{en} entries tell") };
    Sentence::new(
        format!("{en} what is due of leads, orders and the like that are here: passed over"),
        format!("{vi} mục nhắc hạn của khách mới, đơn hàng… đã có ở đây: bỏ qua"),
    )
}

pub fn known_by_number(count: u64) -> Sentence {
    let (en, vi) = both(count);
    Sentence::new(
        format!("{en} here already under the same number, code, login or name"),
        format!("{vi} dòng đã có ở đây theo số, mã, tên đăng nhập hoặc tên"),
    )
}

/// A name that no record has and one nearly has.
pub fn nearly(one: Text, name: &str, other: &str, rows: u64) -> Sentence {
    let (en, vi) = rows_of(rows);
    Sentence::new(
        format!("{en}: no {} is called '{name}', '{other}' nearly (--same '{name}={other}' takes it for that)", one.en),
        format!("{vi}: không có {} '{name}', gần giống '{other}' (--same '{name}={other}' để coi là một)", one.vi),
    )
}

/// A name that several records have.
pub fn several(name: &str, names: &str, id: i64, rows: u64) -> Sentence {
    let (en, vi) = rows_of(rows);
    Sentence::new(
        format!("{en}: '{name}' may be {names} (--same '{name}=#{id}' takes it for one of them)"),
        format!("{vi}: '{name}' có thể là {names} (--same '{name}=#{id}' để chọn một)"),
    )
}

/// What was decided of such a name.
pub fn taken_for(one: Text, name: &str, other: &str, rows: u64) -> Sentence {
    let (en, vi) = rows_of(rows);
    Sentence::new(
        format!("{en}: '{name}' taken for the {} '{other}', as decided", one.en),
        format!("{vi}: coi '{name}' là {} '{other}' như đã chọn", one.vi),
    )
}

pub fn made_new(one: Text, name: &str, rows: u64) -> Sentence {
    let (en, vi) = rows_of(rows);
    Sentence::new(
        format!("{en}: '{name}' made a new {}, as decided", one.en),
        format!("{vi}: thêm {} mới '{name}' như đã chọn", one.vi),
    )
}

pub fn left_so(one: Text, name: &str, rows: u64) -> Sentence {
    let (en, vi) = rows_of(rows);
    Sentence::new(
        format!("{en}: {} '{name}' left as written, as decided", one.en),
        format!("{vi}: để {} '{name}' như đã ghi theo lựa chọn trước", one.vi),
    )
}

pub fn more_names(count: usize) -> Sentence {
    let word = if count == 1 { "name" } else { "names" };
    Sentence::new(format!("and {count} more such {word}"), format!("và {count} tên nữa như vậy"))
}

fn rows_of(rows: u64) -> (String, String) {
    let (en, vi) = both(rows);
    (format!("{en} {}", if rows == 1 { "row" } else { "rows" }), format!("{vi} dòng"))
}

/// What became of the rows: `3,900 rows: 3,874 added, 0 changed, 0 known, 26 rejected`.
pub fn counted(read: u64, added: u64, merged: u64, skipped: u64, rejected: u64) -> Sentence {
    let told = |lang: Lang, words: [&str; 5]| {
        let of = |n: u64, word: &str| format!("{} {word}", grouped(n, lang));
        let rest = [(added, words[1]), (merged, words[2]), (skipped, words[3]), (rejected, words[4])];
        let rest: Vec<String> = rest.iter().map(|(n, word)| of(*n, word)).collect();
        format!("{}: {}", of(read, words[0]), rest.join(" · "))
    };
    Sentence::new(
        told(Lang::En, [if read == 1 { "row" } else { "rows" }, "new", "changed", "known", "rejected"]),
        told(Lang::Vi, ["dòng", "mới", "đổi", "đã có", "bị loại"]),
    )
}

/// The lines inside records.
pub const LINES: Text = say("lines", "dòng hàng");

/// The same of one of several lists.
pub fn counted_of(many: Text, counted: &Sentence) -> Sentence {
    Sentence::new(
        format!("{} · {}", many.to(Lang::En), counted.to(Lang::En)),
        format!("{} · {}", many.to(Lang::Vi), counted.to(Lang::Vi)),
    )
}

/// Where the rows of an import came from, as the journal tells it.
pub fn from(file: &str) -> Sentence {
    Sentence::new(format!("imported from {file}"), format!("nhập từ {file}"))
}

/// Where a column goes: `LEADID → key (unique)`.
pub fn goes(column: &str, field: &str, ground: Text) -> Sentence {
    Sentence::new(format!("{column} → {field} ({})", ground.en), format!("{column} → {field} ({})", ground.vi))
}

/// `more` is how many there are beside those.
pub fn not_brought(columns: &str, more: usize) -> Sentence {
    let (en, vi) = match more {
        0 => (String::new(), String::new()),
        _ => (format!(" and {more} more"), format!(" và {more} cột nữa")),
    };
    Sentence::new(format!("not imported: {columns}{en}"), format!("không nhập: {columns}{vi}"))
}

pub fn and_more(count: u64) -> Sentence {
    let (en, vi) = both(count);
    Sentence::new(
        format!("and {en} more; --rejects FILE writes them out"),
        format!("và {vi} dòng nữa; --rejects TỆP để ghi ra"),
    )
}

/// `untimed` have no place in a calendar.
pub fn exported(rows: &Sentence, untimed: u64, to: &str) -> Sentence {
    let (Sentence { en, vi }, (left_en, left_vi)) = (rows, both(untimed));
    if untimed > 0 {
        return Sentence::new(
            format!("{en} written, {left_en} with nothing due left out: {to}"),
            format!("đã ghi {vi}, bỏ {left_vi} không có hạn hay giờ hẹn: {to}"),
        );
    }
    Sentence::new(format!("{en} written to {to}"), format!("đã ghi {vi} vào {to}"))
}

pub fn dry_run() -> Sentence {
    Sentence::new(format!("({})", NOTHING_WRITTEN.en), format!("({})", NOTHING_WRITTEN.vi))
}

/// Words of a choice that are not known: `state: 7 words, kept as written: Foo, Bar`.
pub fn words(field: &str, all: usize, unknown: &str) -> Sentence {
    Sentence::new(
        format!("{field}: of {all} words not known, and kept as written: {unknown}"),
        format!("{field}: trong {all} từ, chưa biết và giữ như đã ghi: {unknown}"),
    )
}
