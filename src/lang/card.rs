//! What the lookup and the call card say.
use super::{Sentence, Text, say};

pub const QUIET: Text = say("quiet", "yên");
pub const CALLBACK: Text = say("callback", "hẹn gọi");
pub const NO_OWNER: Text = say("nobody yet", "chưa giao ai");
pub const DO_NOT_CALL: Text = say("does not want to be called", "không muốn nghe gọi");
pub const HERE: Text = say("here today", "hôm nay có mặt");
pub const NOTHING: Text = say("nothing", "không có gì");
pub const DEALS: Text = say("deals", "cơ hội");
pub const MEETINGS: Text = say("meetings", "lịch hẹn");
pub const CALLS: Text = say("calls", "cuộc gọi");
pub const PEOPLE: Text = say("people", "người");
/// A new order is wanted of someone who is none yet.
pub const NO_CUSTOMER: Text =
    say("is no customer yet: there is nobody to order", "chưa phải khách hàng nên chưa lập đơn được");
pub const NOBODY: Text = say("there is nobody to call about this", "việc này chưa biết gọi cho ai");

/// How many people of a company are known.
pub fn contacts(count: usize) -> Sentence {
    let plural = if count == 1 { "" } else { "s" };
    Sentence::new(format!("{count} contact{plural}"), format!("{count} liên hệ"))
}

pub fn in_stock(count: &str) -> Sentence {
    Sentence::new(format!("{count} in stock"), format!("còn {count}"))
}

/// Of a colleague.
pub fn away_until(day: &Sentence) -> Sentence {
    Sentence::new(format!("away until {}", day.en), format!("nghỉ đến {}", day.vi))
}

/// The time where a customer is.
pub fn time_there(time: &str) -> Sentence {
    Sentence::new(format!("{time} there"), format!("ở đó {time}"))
}

/// What is to be done about someone who wants to be called again.
pub fn call_back(name: &str) -> Sentence {
    Sentence::new(format!("Call {name} back"), format!("Gọi lại {name}"))
}

/// Of who answers for someone away.
pub fn for_whom(name: &str) -> Sentence {
    Sentence::new(format!("answers for {name}"), format!("trả lời thay {name}"))
}

pub const TYPE_ON: Text =
    say("Nobody has this yet; the whole number makes a lead", "Chưa có ai; gõ đủ số để thêm khách mới");
pub const NO_NOTE: Text = say("m leaves them a message", "m để nhắn lại cho họ");
pub const NOT_RECORDED: Text =
    say("The note is kept: a call to be recorded, in Today", "Đã giữ ghi chú: cuộc gọi chưa ghi, ở Hôm nay");

pub fn on_call(minutes: i64) -> Sentence {
    Sentence::new(format!("on the call {minutes} min"), format!("đang gọi {minutes} phút"))
}

/// A call that another lies over.
pub fn waits(name: &str, minutes: i64) -> Sentence {
    Sentence::new(format!("{name}, {minutes} min"), format!("{name}, {minutes} phút"))
}

pub fn back_to(other: &str) -> Sentence {
    Sentence::new(format!("Esc back to {other}"), format!("Esc về {other}"))
}

/// Rows that are not shown.
pub fn more(count: usize) -> Sentence {
    Sentence::new(format!("⋮ {count} more"), format!("⋮ còn {count}"))
}

/// How many rows a lookup shows.
pub fn found(count: usize) -> Sentence {
    Sentence::new(format!("{count} found"), format!("thấy {count}"))
}

/// Where more is found than is shown.
pub fn first(count: usize) -> Sentence {
    Sentence::new(format!("the first {count}"), format!("{count} dòng đầu"))
}

/// The last row of a lookup: makes what was not found.
pub fn new_lead(typed: &str) -> Sentence {
    Sentence::new(format!("New lead {typed}"), format!("Thêm khách mới {typed}"))
}
