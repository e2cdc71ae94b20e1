//! What is said of files that are written: their forms, and what one of them cannot hold.
use super::number::grouped;
use super::{Lang, Sentence, Text, say, toast};

pub const CSV: Text = say("csv: a table that imports again", "csv: bảng, nhập lại được");
pub const TABLE: Text = say("csv: a table", "csv: bảng");
pub const JSON: Text = say("json: objects by field keys", "json: đối tượng theo khoá mục");
pub const XLSX: Text = say("xlsx: a spreadsheet, cells by their type", "xlsx: bảng tính, ô đúng kiểu");
pub const VCF: Text = say("vcf: cards for telephones and mail", "vcf: danh thiếp cho điện thoại, thư");
pub const ICS: Text = say("ics: entries for another calendar", "ics: mục cho lịch khác");
pub const LINES_XLSX: Text = say("xlsx of the order lines", "xlsx các dòng hàng");
pub const LINES: Text = say("csv of the order lines", "csv các dòng hàng");
pub const CHAT: Text = say("chat", "chat");
pub const IS_ABOUT: Text = say("About", "Về");
pub const IS_THERE: Text = say("Also there", "Cùng dự");
pub const NOTHING_TIMED: Text = say(
    "none of these has a time by which something is to be done; a calendar of them would be empty",
    "không mục nào ở đây có hạn hay giờ hẹn; tệp lịch sẽ trống",
);
pub const ABOUT: Text = say("About", "Giới thiệu");
pub const REPORT: Text = say("Report", "Báo cáo");
pub const PERIOD: Text = say("Period", "Kỳ");
pub const DEFINITION: Text = say("What it means", "Ý nghĩa");
pub const NOTE: Text = say("Note", "Ghi chú");
pub const IN_MINUTES: Text = say("minutes", "phút");

fn listed(endings: &[&str], or: &str) -> String {
    match endings.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {or} {last}", rest.join(", ")),
        _ => endings.concat(),
    }
}

/// A name whose ending says no form: `the name must end in .csv or .json`.
pub fn must_end_in(endings: &[&str]) -> Sentence {
    Sentence::new(
        format!("the name must end in {}", listed(endings, "or")),
        format!("tên tệp phải kết thúc bằng {}", listed(endings, "hay")),
    )
}

/// So many rows.
pub fn rows(count: u64) -> Sentence {
    toast::many(count, if count == 1 { say("row", "dòng") } else { say("rows", "dòng") })
}

/// How the marked rows of a list are to be written out.
pub fn of_marked(count: u64) -> Sentence {
    let told = rows(count);
    Sentence::new(format!("Export the {} marked", told.en), format!("Xuất {} đã chọn", told.vi))
}

/// Where a report is asked to be written to.
pub fn report_to(endings: &[&str]) -> Sentence {
    Sentence::new(
        format!("Write this report to, {}", listed(endings, "or")),
        format!("Ghi báo cáo này vào, {}", listed(endings, "hay")),
    )
}

/// More rows than a sheet has.
pub fn too_many_rows(most: usize) -> Sentence {
    let (en, vi) = both(most);
    Sentence::new(
        format!("a spreadsheet holds {en} rows, and these are more; write .csv, which holds them all"),
        format!("bảng tính chứa được {vi} dòng, mà đây nhiều hơn; hãy ghi ra .csv, chứa được hết"),
    )
}

/// A text that is longer than a cell of a sheet can be.
pub fn too_long_for_a_cell(field: &str, of: &str, length: usize, most: usize) -> Sentence {
    let ((en, vi), (most_en, most_vi)) = (both(length), both(most));
    Sentence::new(
        format!("{field} of {of} has {en} characters, a cell of a spreadsheet holds {most_en}; write .csv instead"),
        format!("{field} của {of} có {vi} ký tự, một ô bảng tính chứa được {most_vi}; hãy ghi ra .csv"),
    )
}

fn both(n: usize) -> (String, String) {
    let n = i128::try_from(n).unwrap_or(i128::MAX);
    (grouped(n, Lang::En), grouped(n, Lang::Vi))
}
