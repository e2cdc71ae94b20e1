//! What find and replace says.
use super::{Sentence, Text, number, say};

pub const TITLE: Text = say("Find and replace", "Tìm và thay");
pub const COLUMN: Text = say("Replace in which field?", "Thay ở mục nào?");
pub const IN: Text = say("In", "Ở mục");
pub const FIND: Text = say("Find", "Tìm");
pub const PUT: Text = say("Put", "Thay bằng");
pub const PART: Text = say("a part of the cell will do", "chỉ cần một phần ô");
pub const WHOLE: Text = say("the whole cell", "cả ô");
pub const NOTHING_FOUND: Text = say("nothing here has it, so nothing changes", "không dòng nào có, nên không đổi gì");
pub const TYPE: Text =
    say("Type what to find; what would change is shown here", "Gõ chữ cần tìm; những gì sẽ đổi hiện ở đây");
pub const FOOT: Text =
    say("Tab next · F4 column · ^X whole cell · Enter replace", "Tab ô kế · F4 chọn mục · ^X cả ô · Enter thay");
pub const FOOT_FINDING: Text =
    say("Enter next · F4 column · ^X whole cell · ^S replace", "Enter ô kế · F4 chọn mục · ^X cả ô · ^S thay");
pub const TAKEN_OUT: Text = say("what is found is taken out", "chữ tìm thấy sẽ bị bỏ đi");
pub const FOOT_END: Text = say("Esc nothing", "Esc thôi");
/// What a day, an amount or a name of a list is found by.
pub const AS_SHOWN: Text = say(
    "nothing reads so; a cell is looked through as the list shows it (24/12/2026, 1.250.000 ₫)",
    "không ô nào viết như vậy; ô được tìm theo cách danh sách hiện (24/12/2026, 1.250.000 ₫)",
);
pub const EMPTY: Text = say("(empty)", "(trống)");

/// Which of the rows are in sight, where there is no room for all.
pub fn in_sight(from: usize, till: usize, of: usize) -> Sentence {
    Sentence::new(format!("PgDn reads on: {from}–{till} of {of}"), format!("PgDn đọc tiếp: {from}–{till} trong {of}"))
}

/// What was put where: `Company: ltd → Limited`, and how many rows could not take it.
pub fn replaced(field: Text, find: &str, with: &str, refused: usize) -> Sentence {
    let [en, vi] = field.both();
    let shown = |text: &str| if text.is_empty() { "—".to_owned() } else { text.to_owned() };
    let (find, with) = (shown(find), shown(with));
    let told = Sentence::new(format!("{en}: {find} → {with}"), format!("{vi}: {find} → {with}"));
    if refused == 0 {
        return told;
    }
    let count = number::many(refused as u64);
    told.then(&Sentence::new(
        format!("· {} could not take it", count.en),
        format!("· {} dòng không nhận được", count.vi),
    ))
}

/// How many rows change, and how many are left since a rule forbids it.
pub fn counted(changed: usize, refused: usize) -> Sentence {
    let (change, not) = (number::many(changed as u64), number::many(refused as u64));
    let verb = if changed == 1 { "row changes" } else { "rows change" };
    let told = Sentence::new(format!("{} {verb}", change.en), format!("{} dòng đổi", change.vi));
    if refused == 0 {
        return told;
    }
    Sentence::new(format!("{}, {} refused", told.en, not.en), format!("{}, {} không được", told.vi, not.vi))
}

/// How many more could not take it than were named.
pub fn more(count: usize) -> Sentence {
    let count = number::many(count as u64);
    Sentence::new(
        format!("and {} more could not take it", count.en),
        format!("và {} dòng nữa không nhận được", count.vi),
    )
}
