//! Orders and opportunities in words: how far, and what is wrong with them.
use super::number::grouped;
use super::{Lang, Sentence, Text, say};

pub const NO_ACCOUNT: Text = say("has no customer", "chưa có khách hàng");
pub const NO_LINES: Text = say("has no lines", "chưa có dòng hàng");
pub const NO_PROMISE: Text = say("promises no day", "chưa hẹn ngày giao");
pub const NUMBER_TAKEN: Text = say("is another order's number", "là số của đơn khác");
pub const MOVED_BY_PROMISE: Text =
    say("is moved by a new promise (p), which asks why", "dời bằng lệnh hẹn lại (p), có hỏi lý do");
pub const NOT_ON_HOLD: Text = say("is not on hold", "không bị giữ");
pub const NOTHING_LEFT: Text = say("has nothing left for that", "không còn gì để làm việc này");
pub const ALL_PAID: Text = say("is paid already", "đã thanh toán rồi");
pub const NOT_PAID: Text = say("is not paid yet", "chưa thanh toán");
pub const NO_MORE_STAGES: Text = say("is at its last stage", "đang ở giai đoạn cuối");
pub const NO_STAGES: Text = say("no stage is marked so by the policies", "chưa có giai đoạn nào được quy định như vậy");
pub const BETWEEN_NONE_AND_ALL: Text = say("lies between 0 and 100 %", "phải từ 0 đến 100 %");
pub const NO_SUCH_LINE: Text = say("is no line of this order", "không phải dòng của đơn này");

pub const YET_TO_COME: Text = say("is a day that is yet to come", "là ngày chưa tới");

/// It cannot have left or arrived before it was ordered.
pub fn before_ordered(day: &str) -> Sentence {
    Sentence::new(format!("is before it was ordered, {day}"), format!("trước ngày đặt {day}"))
}

/// It cannot have arrived before it left.
pub fn before_shipped(day: &str) -> Sentence {
    Sentence::new(format!("is before it left, {day}"), format!("trước ngày xuất {day}"))
}

/// `in preparation, 2 of 3 shipped`.
pub fn so_far(state: &Sentence, left: impl std::fmt::Display, all: impl std::fmt::Display) -> Sentence {
    let (en, vi) = (format!(", {left} of {all} shipped"), format!(", đã xuất {left}/{all}"));
    Sentence::new(state.en.clone() + &en, state.vi.clone() + &vi)
}

pub fn po_taken(po: &str, number: &str, day: &str) -> Sentence {
    let (of, ngay) = if day.is_empty() { Default::default() } else { (format!(" of {day}"), format!(" ngày {day}")) };
    Sentence::new(format!("PO {po} is already on {number}{of}"), format!("PO {po} đã có ở đơn {number}{ngay}"))
}

pub fn before_order(day: &str) -> Sentence {
    Sentence::new(format!("is promised before it was ordered, {day}"), format!("hẹn giao trước ngày đặt {day}"))
}

pub fn no_product(n: usize) -> Sentence {
    Sentence::new(format!("line {n} names no product"), format!("dòng {n} chưa có sản phẩm"))
}

pub fn no_quantity(n: usize) -> Sentence {
    Sentence::new(format!("line {n} has no quantity"), format!("dòng {n} chưa có số lượng"))
}

pub fn no_price(n: usize) -> Sentence {
    Sentence::new(format!("line {n} has no price"), format!("dòng {n} chưa có đơn giá"))
}

pub fn other_currency(n: usize, own: &str, of: &str) -> Sentence {
    Sentence::new(
        format!("line {n} is in {own}, the order in {of}"),
        format!("dòng {n} tính bằng {own}, đơn tính bằng {of}"),
    )
}

pub fn short_of_stock(n: usize, left: i64, stock: i64) -> Sentence {
    Sentence::new(format!("line {n} needs {left}, {stock} in stock"), format!("dòng {n} cần {left}, kho còn {stock}"))
}

pub fn over_credit(would: &str, limit: &str) -> Sentence {
    Sentence::new(
        format!("would owe {would}, over the limit of {limit}"),
        format!("sẽ nợ {would}, quá hạn mức {limit}"),
    )
}

/// A quantity that would be less than what left or was cancelled.
pub fn moved_already(moved: i64) -> Sentence {
    Sentence::new(format!("{moved} were shipped or cancelled already"), format!("{moved} đã xuất hoặc đã huỷ"))
}

/// A stage that comes before the end.
pub fn stage_before(stage: &str) -> Sentence {
    Sentence::new(
        format!("has '{stage}' before it; move stage=won leaves it out"),
        format!("còn giai đoạn '{stage}'; move stage=won để bỏ qua"),
    )
}

pub fn paid_in(own: &str, of: &str) -> Sentence {
    Sentence::new(format!("is in {own}, the order in {of}"), format!("tính bằng {own}, đơn tính bằng {of}"))
}

pub fn invoiced_so_far(said: &Sentence, done: usize, all: usize) -> Sentence {
    Sentence::new(
        format!("{}, {done} of {all} lines invoiced", said.en),
        format!("{}, đã xuất hoá đơn {done}/{all} dòng", said.vi),
    )
}

pub fn paid_so_far(said: &Sentence, paid: &str, total: &str) -> Sentence {
    Sentence::new(format!("{}, {paid} of {total}", said.en), format!("{}, {paid} trên {total}", said.vi))
}

pub fn deposit_asked(said: &Sentence, deposit: &str) -> Sentence {
    Sentence::new(format!("{}; deposit of {deposit} unpaid", said.en), format!("{}; chưa cọc {deposit}", said.vi))
}

pub fn pay_by(said: &Sentence, day: &str) -> Sentence {
    Sentence::new(format!("{}; by {day}", said.en), format!("{}; hạn {day}", said.vi))
}

/// Which lines are left of a promise, and whose turn it is: `3 4;carrier`.
pub fn left(with: &str) -> Sentence {
    let (lines, whose) = with.split_once(';').unwrap_or((with, ""));
    let all: Vec<&str> = lines.split(' ').filter(|n| !n.is_empty()).collect();
    let said = match all.as_slice() {
        [] => Sentence::new("nothing shipped", "chưa xuất gì"),
        [one] => Sentence::new(format!("line {one} left"), format!("còn dòng {one}")),
        many => {
            let many = many.join(", ");
            Sentence::new(format!("lines {many} left"), format!("còn dòng {many}"))
        }
    };
    turn(said, whose)
}

/// And whose turn it is.
pub fn turn(said: Sentence, whose: &str) -> Sentence {
    if whose.is_empty() {
        return said;
    }
    Sentence::new(format!("{}; turn: {whose}", said.en), format!("{}; lượt: {whose}", said.vi))
}

/// What has yet to leave of a product: `240 bag on 3 orders`.
pub fn to_ship(left: &str, orders: i64) -> Sentence {
    let on = if orders == 1 { "order" } else { "orders" };
    Sentence::new(format!("{left} on {orders} {on}"), format!("{left} ở {orders} đơn"))
}

/// A day on which what is not delivered is said to have left or arrived.
pub fn not_yet(text: &str) -> Sentence {
    Sentence::new(
        format!("'{text}' has yet to come, by how far the order is, and another day is promised"),
        format!("'{text}' là việc chưa diễn ra, theo trạng thái của đơn, và đơn đã hẹn ngày khác"),
    )
}

/// Orders whose day of delivery, or of leaving, is their promise.
pub fn awaited(count: u64) -> Sentence {
    let (en, vi) = (grouped(count, Lang::En), grouped(count, Lang::Vi));
    let (are, the) = if count == 1 { ("order is", "the day of it is") } else { ("orders are", "the days of it are") };
    Sentence::new(
        format!("{en} {are} not delivered yet: {the} taken as promised"),
        format!("{vi} đơn chưa giao: ngày giao trong tệp được lấy làm ngày hẹn"),
    )
}
