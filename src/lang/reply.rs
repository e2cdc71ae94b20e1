//! What a customer is told on the telephone, in their language.
use super::{Sentence, Text, say};

pub fn late(what: &Sentence, was: &Sentence, now: Option<&Sentence>) -> Sentence {
    match now {
        Some(now) => Sentence::new(
            format!("{} leaves {}; it was promised for {}.", what.en, now.en, was.en),
            format!("{} sẽ đi {}, trễ so với hẹn {} ạ.", what.vi, now.vi, was.vi),
        ),
        None => Sentence::new(
            format!("{} was promised for {} and has not left; you hear a new day today.", what.en, was.en),
            format!("{} hẹn {} mà chưa đi được, hôm nay bên em báo lại ngày mới ạ.", what.vi, was.vi),
        ),
    }
}

pub fn blocked(what: &Sentence, why: &Sentence) -> Sentence {
    Sentence::new(format!("{} waits: {}.", what.en, why.en), format!("{} đang chờ: {}.", what.vi, why.vi))
}

pub fn on_its_way(what: &Sentence, left: &Sentence, till: Option<&Sentence>) -> Sentence {
    match till {
        Some(till) => Sentence::new(
            format!("{} left {} and is awaited {}.", what.en, left.en, till.en),
            format!("{} đã đi {}, dự kiến đến {} ạ.", what.vi, left.vi, till.vi),
        ),
        None => Sentence::new(
            format!("{} left {} and is on its way.", what.en, left.en),
            format!("{} đã đi {}, đang trên đường ạ.", what.vi, left.vi),
        ),
    }
}

/// Some lines of an order, by their numbers: `Line 3 of SO-1019`.
pub fn lines_of(order: &str, lines: &[usize]) -> Sentence {
    let numbers = lines.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match lines {
        [] => Sentence::plain(order),
        [_] => Sentence::new(format!("Line {numbers} of {order}"), format!("Dòng {numbers} của {order}")),
        _ => Sentence::new(format!("Lines {numbers} of {order}"), format!("Các dòng {numbers} của {order}")),
    }
}

/// Why an order waits, as a customer may hear it.
pub const DEPOSIT: Text = say("we have not received the deposit", "bên em chưa nhận được tiền cọc");
pub const BEING_CHECKED: Text = say("we are checking it and confirm today", "bên em đang kiểm tra, hôm nay xác nhận");
pub const ON_HOLD: Text = say("it is on hold", "đơn đang tạm giữ");

pub fn on_track(what: &Sentence, by: &Sentence) -> Sentence {
    Sentence::new(format!("{} is on track for {}.", what.en, by.en), format!("{} vẫn đúng hẹn {} ạ.", what.vi, by.vi))
}

/// An answer that is owed; `None` where it should have been given already.
pub fn complaint(by: Option<&Sentence>) -> Sentence {
    match by {
        Some(by) => Sentence::new(
            format!("Your complaint is being looked into; you have an answer {}.", by.en),
            format!("Việc anh chị phản ánh đang được kiểm tra, {} bên em trả lời ạ.", by.vi),
        ),
        None => Sentence::new(
            "We still owe you an answer to your complaint.",
            "Bên em còn nợ câu trả lời về việc anh chị phản ánh ạ.",
        ),
    }
}

pub fn asked(by: Option<&Sentence>) -> Sentence {
    match by {
        Some(by) => Sentence::new(
            format!("We have your request; you have an answer {}.", by.en),
            format!("Bên em đã nhận yêu cầu, {} sẽ trả lời ạ.", by.vi),
        ),
        None => Sentence::new(
            "We have your request and owe you an answer.",
            "Bên em đã nhận yêu cầu mà chưa kịp trả lời ạ.",
        ),
    }
}

pub fn call_back(at: Option<&Sentence>) -> Sentence {
    match at {
        Some(at) => Sentence::new(
            format!("We were going to call you {}.", at.en),
            format!("Bên em định gọi lại cho anh chị {} ạ.", at.vi),
        ),
        None => Sentence::new("We promised to call you and have not.", "Bên em hẹn gọi lại mà chưa gọi ạ."),
    }
}

pub fn message(whom: &str) -> Sentence {
    Sentence::new(
        format!("{whom} has your message and calls you back."),
        format!("{whom} đã nhận lời nhắn và sẽ gọi lại ạ."),
    )
}

pub fn away(who: &str, till: &Sentence, deputy: Option<&str>) -> Sentence {
    match deputy {
        Some(deputy) => Sentence::new(
            format!("{who} is away until {}; {deputy} answers meanwhile.", till.en),
            format!("{who} nghỉ đến {}, {deputy} trả lời thay ạ.", till.vi),
        ),
        None => Sentence::new(format!("{who} is away until {}.", till.en), format!("{who} nghỉ đến {} ạ.", till.vi)),
    }
}

/// Said once, whatever there is to be sorry for.
pub fn sorry() -> Sentence {
    Sentence::new("We are sorry.", "Bên em xin lỗi ạ.")
}

pub fn nothing_open() -> Sentence {
    Sentence::new(
        "Nothing is open with us. How can we help?",
        "Bên em không còn việc gì dở với anh chị. Anh chị cần gì ạ?",
    )
}

/// An instant that is not past: `today by 16:00`, `by Fri 27/11`.
pub fn by(today: bool, time: &str, day: &Sentence) -> Sentence {
    if today {
        Sentence::new(format!("today by {time}"), format!("trước {time} hôm nay"))
    } else {
        Sentence::new(format!("by {}", day.en), format!("trước {}", day.vi))
    }
}

/// An instant that is not past: `today at 16:00`, `on Fri 27/11 at 10:00`.
pub fn at(today: bool, time: &str, day: &Sentence) -> Sentence {
    if today {
        Sentence::new(format!("today at {time}"), format!("lúc {time} hôm nay"))
    } else {
        Sentence::new(format!("on {} at {time}", day.en), format!("lúc {time} {}", day.vi))
    }
}
