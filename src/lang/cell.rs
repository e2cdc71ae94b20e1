//! What is wrong with a cell, a column or a file that was given to be read.
use super::{Sentence, Text, say};

pub const A_FOLDER: Text = say("is a folder, not a file", "là thư mục, không phải tệp");
pub const NO_SUCH_FILE: Text = say("there is no such file", "không có tệp này");
pub const NOT_ALLOWED: Text = say("may not be read by you", "bạn không có quyền đọc tệp này");
pub const WEB_PAGE: Text = say("a web page", "trang web");
pub const XML: Text = say("XML", "XML");
pub const BINARY: Text = say("a binary file", "tệp nhị phân");
pub const CHANGED: Text = say("changed while it was being read", "bị thay đổi trong lúc đang đọc");
pub const NOT_UTF_8: Text = say("has letters here that are not UTF-8", "có chữ không phải UTF-8 ở đây");
pub const NO_ROWS: Text =
    say("is empty: a table needs a line with the names of its columns", "trống: bảng cần một dòng tên cột");

/// Rows above the one with the names of the columns.
pub fn titles(passed: usize, header: u64) -> Sentence {
    let s = if passed == 1 { "" } else { "s" };
    Sentence::new(
        format!("the names of the columns are in row {header}; {passed} row{s} above passed over"),
        format!("tên cột ở dòng {header}; bỏ qua {passed} dòng phía trên"),
    )
}

/// Which row names the columns, because that was said of such a row before.
pub fn named_as_before(line: u64) -> Sentence {
    Sentence::new(
        format!("row {line} names the columns, as you said of such a file before"),
        format!("dòng {line} là tên cột, như bạn đã chọn cho tệp như vậy"),
    )
}

/// The first row is a record itself.
pub fn no_header(line: u64) -> Sentence {
    Sentence::new(
        format!("no row names the columns, row {line} is a record itself: they are called by their places"),
        format!("không có dòng tên cột, dòng {line} đã là dữ liệu: gọi cột theo vị trí"),
    )
}

pub fn no_line(line: u64) -> Sentence {
    Sentence::new(
        format!("has no row from line {line} on to name the columns"),
        format!("từ dòng {line} trở đi không còn dòng nào làm tên cột"),
    )
}

/// What a column is called that has no name: `column C`.
pub fn column(letters: &str) -> Sentence {
    Sentence::new(format!("column {letters}"), format!("cột {letters}"))
}

/// The letters of such a name, in either language.
pub fn column_letters(name: &str) -> Option<&str> {
    let letters = ["column ", "cột "].iter().find_map(|before| name.strip_prefix(before))?;
    letters.bytes().all(|letter| letter.is_ascii_uppercase()).then_some(letters)
}

pub fn not_money(text: &str) -> Sentence {
    Sentence::new(
        format!("'{text}' is not an amount; 1.250.000, $1,250.00 or 2k would do"),
        format!("'{text}' không phải số tiền; có thể gõ 1.250.000, $1,250.00 hay 1,5 tỷ"),
    )
}

pub fn two_readings(text: &str) -> Sentence {
    Sentence::new(
        format!("'{text}' can be read in two ways; write it in full, as 1250000"),
        format!("'{text}' có thể hiểu hai cách; hãy viết đủ số, ví dụ 1250000"),
    )
}

pub fn too_fine(text: &str, code: &str, digits: u32) -> Sentence {
    if digits == 0 {
        return Sentence::new(
            format!("'{text}' has decimals, and {code} has none"),
            format!("'{text}' có số lẻ, mà {code} không có số lẻ"),
        );
    }
    Sentence::new(
        format!("'{text}' has more decimals than the {digits} of {code}"),
        format!("'{text}' có nhiều hơn {digits} số lẻ của {code}"),
    )
}

pub fn too_large(text: &str) -> Sentence {
    Sentence::new(format!("'{text}' is too large"), format!("'{text}' lớn quá mức"))
}

pub fn not_a_currency(text: &str) -> Sentence {
    Sentence::new(
        format!("'{text}' is not a currency; VND, USD or ₫ would do"),
        format!("'{text}' không phải loại tiền; có thể gõ VND, USD hay ₫"),
    )
}

pub fn two_currencies(text: &str) -> Sentence {
    Sentence::new(format!("'{text}' names two currencies"), format!("'{text}' ghi hai loại tiền"))
}

/// No date, in a column whose dates are written with the day first, or the month.
pub fn not_a_date(text: &str, day_first: bool) -> Sentence {
    let date = if day_first { "24/11/2026" } else { "11/24/2026" };
    Sentence::new(
        format!("'{text}' is no date; {date} or 2026-11-24 14:05 would do"),
        format!("'{text}' không phải ngày; có thể ghi {date} hay 2026-11-24 14:05"),
    )
}

pub fn not_mail(text: &str) -> Sentence {
    Sentence::new(
        format!("'{text}' is not an e-mail address, as lan@anphat.vn"),
        format!("'{text}' không phải địa chỉ e-mail, ví dụ lan@anphat.vn"),
    )
}

fn first(day: bool) -> Sentence {
    if day {
        Sentence::new("day first", "ngày trước, tháng sau")
    } else {
        Sentence::new("month first", "tháng trước, ngày sau")
    }
}

pub fn open_dates(open: u64, of: u64, day_first: bool) -> Sentence {
    let first = first(day_first);
    Sentence::new(
        format!("{open} of {of} dates do not tell the day from the month; read {}", first.en),
        format!("{open} trong {of} ngày không rõ đâu là ngày, đâu là tháng; đang đọc {}", first.vi),
    )
}

pub fn told_dates(open: u64, of: u64, day_first: bool) -> Sentence {
    let first = first(day_first);
    Sentence::new(
        format!("{open} of {of} dates alone do not tell the day from the month; the others do: {}", first.en),
        format!("{open} trong {of} ngày đứng riêng không rõ ngày hay tháng trước; các ngày khác cho thấy {}", first.vi),
    )
}

pub fn mixed_dates(against: u64, of: u64, day_first: bool) -> Sentence {
    let first = first(day_first);
    Sentence::new(
        format!("{against} of {of} dates have day and month the other way round; the rest are read {}", first.en),
        format!("{against} trong {of} ngày ghi ngày tháng ngược với số còn lại; còn lại đọc {}", first.vi),
    )
}

pub fn dates_follow(open: u64, day_first: bool) -> Sentence {
    let first = first(day_first);
    Sentence::new(
        format!("{open} dates do not tell the day from the month; read {} as the file's other dates", first.en),
        format!("{open} ngày không rõ đâu là ngày, đâu là tháng; đọc {} như các cột khác trong tệp", first.vi),
    )
}

pub fn mixed_marks(point: u64, comma: u64) -> Sentence {
    Sentence::new(
        format!("{point} numbers are written as 1,234.56 and {comma} as 1.234,56"),
        format!("{point} số viết kiểu 1,234.56 và {comma} số viết kiểu 1.234,56"),
    )
}

pub fn open_marks(open: u64) -> Sentence {
    Sentence::new(
        format!("{open} numbers such as 1.250 can be read in two ways; read as thousands"),
        format!("{open} số kiểu 1.250 có thể hiểu hai cách; đang đọc là hàng nghìn"),
    )
}

pub const DOUBT: Text = say("!", "!");

/// Of a column that is called as a discount is.
pub const NO_PERCENT: Text = say(
    "an amount, no percentage: not taken as the discount",
    "là số tiền, không phải phần trăm: không nhập làm chiết khấu",
);

/// How numbers such as 1.250 are read, of which none shows what the mark divides.
pub fn marks_read(point: bool, divides: bool) -> Text {
    match (point, divides) {
        (true, false) => say("1.250 = 1250", "1.250 = 1250"),
        (true, true) => say("1.250 = 1.25", "1.250 = 1,25"),
        (false, false) => say("1,250 = 1250", "1,250 = 1250"),
        (false, true) => say("1,250 = 1.25", "1,250 = 1,25"),
    }
}

/// Amounts have cents, and the currency that they would be in has none. What is known of the orders of `lines` goes before.
pub fn in_dollars(code: &str, lines: bool) -> Sentence {
    if lines {
        return Sentence::new(
            format!("amounts have more decimals than {code}; read as USD, unless their order says its currency"),
            format!("số tiền có nhiều số lẻ hơn {code}; đang đọc là USD, trừ khi đơn đã rõ loại tiền"),
        );
    }
    Sentence::new(
        format!("amounts have more decimals than {code}; read as USD, unless you name their currency"),
        format!("số tiền có nhiều số lẻ hơn {code}; đang đọc là USD, trừ khi bạn chọn loại tiền khác"),
    )
}

/// Amounts that are taken for dollars, since the currency of the house has no cents.
pub fn in_dollars_here(code: &str) -> Sentence {
    Sentence::new(
        format!("amounts have more decimals than {code}; read as USD; $ names another currency"),
        format!("số tiền có nhiều số lẻ hơn {code}; đang đọc là USD; $ để chọn loại khác"),
    )
}

pub fn many_currencies(codes: &str) -> Sentence {
    Sentence::new(format!("more than one currency: {codes}"), format!("nhiều loại tiền: {codes}"))
}

/// Where in a file something is wrong.
pub fn at_line(file: &str, line: u64, said: &Sentence) -> Sentence {
    Sentence::new(format!("{file}, line {line}: {}", said.en), format!("{file}, dòng {line}: {}", said.vi))
}

pub fn in_file(file: &str, said: &Sentence) -> Sentence {
    Sentence::new(format!("{file}: {}", said.en), format!("{file}: {}", said.vi))
}

pub fn cannot_be_read(why: &str) -> Sentence {
    Sentence::new(format!("cannot be read ({why})"), format!("không đọc được ({why})"))
}

/// What some programs write under the name of a workbook.
pub fn no_workbook(what: Text) -> Sentence {
    Sentence::new(
        format!("is {}, not a workbook; open it in a spreadsheet program and save it as XLSX", what.en),
        format!("là {}, không phải tệp bảng tính; hãy mở bằng chương trình bảng tính rồi lưu thành XLSX", what.vi),
    )
}

pub fn not_text(what: &Sentence) -> Sentence {
    Sentence::new(
        format!("is {}, not a table (CSV, TSV, XLSX, XLS, ODS, JSON, vCard or iCalendar)", what.en),
        format!("là {}, không phải bảng (CSV, TSV, XLSX, XLS, ODS, JSON, vCard hay iCalendar)", what.vi),
    )
}

pub fn quotes_open(lines: u64) -> Sentence {
    Sentence::new(
        format!("a \" opens here and is not closed within {lines} lines; the rest of the file was not read"),
        format!("dấu \" mở ở đây nhưng {lines} dòng sau vẫn chưa đóng; phần còn lại của tệp chưa đọc"),
    )
}

/// `megabytes` is the most that a line may have.
pub fn long_line(megabytes: u64) -> Sentence {
    Sentence::new(
        format!(
            "is longer than {megabytes} MB; each row must stand on a line of its own; the rest of the file was not read"
        ),
        format!("dài hơn {megabytes} MB; mỗi dòng dữ liệu phải nằm trên một dòng riêng; phần còn lại của tệp chưa đọc"),
    )
}

/// `most` is how many there may be.
pub fn too_wide(most: usize) -> Sentence {
    Sentence::new(
        format!("has more than {most} columns; leave out those that are not needed, then import it"),
        format!("có hơn {most} cột; hãy bỏ bớt cột không cần rồi nhập"),
    )
}

/// Of the cell of a column that takes more than `megabytes`.
pub fn long_cell(column: &str, megabytes: usize) -> Sentence {
    Sentence::new(
        format!("the cell in {column} is larger than {megabytes} MB; shorten it or leave the column out"),
        format!("ô ở cột {column} lớn hơn {megabytes} MB; hãy rút ngắn hoặc bỏ cột này"),
    )
}

pub fn more_cells(cells: usize, columns: usize) -> Sentence {
    Sentence::new(
        format!(
            "has {cells} cells where the header names {columns} {}",
            if columns == 1 { "column" } else { "columns" }
        ),
        format!("có {cells} ô trong khi dòng tên cột chỉ có {columns} cột"),
    )
}

pub fn fewer_cells(cells: usize, columns: usize) -> Sentence {
    Sentence::new(
        format!(
            "has only {cells} {} where the header names {columns} columns",
            if cells == 1 { "cell" } else { "cells" }
        ),
        format!("chỉ có {cells} ô trong khi dòng tên cột có {columns} cột"),
    )
}

/// Letters that are none of those that are found out.
pub fn unknown_letters(line: u64) -> Sentence {
    Sentence::new(
        format!(
            "line {line} is neither UTF-8 nor Windows-1252 nor Windows-1258; save it as UTF-8, or say what it is (linchpin import --encoding big5, gb18030, shift-jis, euc-kr, windows-1251)"
        ),
        format!(
            "dòng {line} không phải UTF-8, Windows-1252 hay Windows-1258; hãy lưu lại theo UTF-8, hoặc nêu bảng mã (linchpin import --encoding big5, gb18030, shift-jis, euc-kr, windows-1251)"
        ),
    )
}

pub fn read_as(encoding: &str, line: u64) -> Sentence {
    Sentence::new(
        format!("line {line} is not UTF-8; the file was read as {encoding}: look at its accents"),
        format!("dòng {line} không phải UTF-8; đã đọc tệp theo {encoding}: nên xem lại dấu tiếng Việt"),
    )
}

/// A row of a list of prices with a text and nothing else.
pub fn title_of_group(text: &str) -> Sentence {
    Sentence::new(
        format!("'{text}' is the title of the rows below it, nothing that is sold"),
        format!("'{text}' là tiêu đề của nhóm hàng bên dưới, không phải một mặt hàng"),
    )
}

/// A row at the end of a table.
pub fn total_of_rows(text: &str) -> Sentence {
    Sentence::new(
        format!("'{text}' is the total of the rows above it, no record of its own"),
        format!("'{text}' là dòng cộng của các dòng phía trên, không phải một bản ghi"),
    )
}

/// A column of numbers of orders with blanks.
pub fn from_above(column: &str) -> Sentence {
    Sentence::new(
        format!("{column}: where it is blank beside goods, that of the row above is meant"),
        format!("{column}: ô trống bên cạnh hàng được hiểu theo dòng phía trên"),
    )
}
