//! What keys do in the calendar.
use super::{Calendar, away};
use crate::lang::say;
use crate::ui::pane::{Flow, Keyed, Verb};
use crate::ui::popups::{History, linked};

#[rustfmt::skip]
impl Keyed for Calendar {
    const VERBS: &'static [Verb<Self>] = &[
        Verb::new("earlier",   &["h", "<left>"],    say("day before", "ngày trước"),      |c, _| c.walk(-1)),
        Verb::new("later-day", &["l", "<right>"],   say("next day", "ngày sau"),          |c, _| c.walk(1)),
        Verb::new("up",        &["k", "<up>"],      say("up", "lên"),                     |c, _| c.step(-1)),
        Verb::new("down",      &["j", "<down>"],    say("down", "xuống"),                 |c, _| c.step(1)),
        Verb::new("page-up",   &["<c-b>", "<pgup>", "<c-u>"], say("days before", "các ngày trước"), |c, _| c.page(-1)),
        Verb::new("page-down", &["<c-f>", "<pgdn>", "<c-d>"], say("days after", "các ngày sau"),    |c, _| c.page(1)),
        Verb::new("today-day", &["T", "<home>"],    say("today", "hôm nay"),              Calendar::today),
        Verb::new("view-on",   &["<tab>"],          say("next view", "mục kế"),           |c, _| c.turn(1)),
        Verb::new("view-back", &["<s-tab>"],        say("view before", "mục trước"),      |c, _| c.turn(2)),
        Verb::new("into",      &["<enter>"],        say("open", "mở"),                    Calendar::open),
        Verb::new("book",      &["n", "<f7>"],      say("book in words", "đặt lịch bằng lời"), Calendar::book),
        Verb::new("free",      &["F"],              say("free time", "giờ rảnh"),         Calendar::free),
        Verb::new("rearrange", &["="],              say("clash", "gỡ trùng"),             Calendar::rearrange),
        Verb::new("away",      &["A"],              say("absence", "báo nghỉ"),           |_, cx| away(cx)),
        Verb::new("linked",    &["o"],              say("linked records", "bản ghi liên quan"), |c, cx| c.on(cx, linked)),
        Verb::new("copy",      &["y"],              say("copy", "chép"),                  Calendar::copy),
        Verb::new("history",   &["H"],              say("history", "lịch sử"),            |c, cx| c.on(cx, |at, cx| cx.open(History::new(at)))),
        Verb::new("export",    &["x"],              say("export these days", "xuất các ngày này"), Calendar::export),
        Verb::new("nothing",   &["<esc>", "<bs>"],  say("", ""),                          |_, _| Ok(Flow::Done)),
    ];
}
