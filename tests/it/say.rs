//! What a caller is told, from facts.
use super::now;
use chrono::{NaiveDate, TimeDelta};
use linchpin::domain::say::{Fact, say};
use linchpin::lang::{Lang, Sentence};

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

fn what(en: &str, vi: &str) -> Sentence {
    Sentence::new(en, vi)
}

#[test]
fn facts_are_said_in_the_order_in_which_they_matter() {
    let so = || Sentence::plain("SO-1042");
    let line = || what("Line 3 of SO-1019", "Dòng 3 của SO-1019");
    let away = || Fact::Away { who: "Lan".into(), till: day(26), deputy: Some("Minh".into()) };
    let hours = |hours| now() + TimeDelta::hours(hours);
    let cases: [(Vec<Fact>, &str, &str); 11] = [
        (
            vec![],
            "Nothing is open with us. How can we help?",
            "Bên em không còn việc gì dở với anh chị. Anh chị cần gì ạ?",
        ),
        (
            vec![away()],
            "Nothing is open with us. How can we help? Lan is away until Thu 26/11; Minh answers meanwhile.",
            "Bên em không còn việc gì dở với anh chị. Anh chị cần gì ạ? Lan nghỉ đến T5 26/11, Minh trả lời thay ạ.",
        ),
        (
            vec![
                away(),
                Fact::OnTrack { what: so(), by: day(26) },
                Fact::Late { what: line(), was: day(20), now: Some(day(25)) },
            ],
            "Line 3 of SO-1019 leaves Wed 25/11; it was promised for 20/11. We are sorry. Lan is away until Thu 26/11; \
             Minh answers meanwhile.",
            "Dòng 3 của SO-1019 sẽ đi T4 25/11, trễ so với hẹn 20/11 ạ. Bên em xin lỗi ạ. Lan nghỉ đến T5 26/11, Minh \
             trả lời thay ạ.",
        ),
        (
            vec![Fact::Late { what: line(), was: day(20), now: None }, Fact::Complaint { by: hours(7) }],
            "Line 3 of SO-1019 was promised for 20/11 and has not left; you hear a new day today. We are \
             sorry. Your complaint is being looked into; you have an answer today by 16:14.",
            "Dòng 3 của SO-1019 hẹn 20/11 mà chưa đi được, hôm nay bên em báo lại ngày mới ạ. Bên em xin lỗi ạ. Việc anh \
             chị phản ánh đang được kiểm tra, trước 16:14 hôm nay bên em trả lời ạ.",
        ),
        (
            vec![Fact::Blocked {
                what: so(), why: what("the deposit is not paid", "chưa nhận được tiền cọc")
            }],
            "SO-1042 waits: the deposit is not paid.",
            "SO-1042 đang chờ: chưa nhận được tiền cọc.",
        ),
        (
            (24..28).map(|n| Fact::OnTrack { what: Sentence::plain(&format!("SO-{n}")), by: day(n) }).collect(),
            "SO-24 is on track for Tue 24/11. SO-25 is on track for Wed 25/11.",
            "SO-24 vẫn đúng hẹn T3 24/11 ạ. SO-25 vẫn đúng hẹn T4 25/11 ạ.",
        ),
        (
            vec![Fact::Complaint { by: hours(-1) }, Fact::Complaint { by: hours(-2) }],
            "We still owe you an answer to your complaint. We are sorry.",
            "Bên em còn nợ câu trả lời về việc anh chị phản ánh ạ. Bên em xin lỗi ạ.",
        ),
        (
            vec![Fact::Asked { by: hours(26) }],
            "We have your request; you have an answer by Wed 25/11.",
            "Bên em đã nhận yêu cầu, trước T4 25/11 sẽ trả lời ạ.",
        ),
        (
            vec![Fact::CallBack { at: hours(2) }],
            "We were going to call you today at 11:14.",
            "Bên em định gọi lại cho anh chị lúc 11:14 hôm nay ạ.",
        ),
        (
            vec![Fact::CallBack { at: hours(-1) }],
            "We promised to call you and have not. We are sorry.",
            "Bên em hẹn gọi lại mà chưa gọi ạ. Bên em xin lỗi ạ.",
        ),
        (
            vec![Fact::Message { whom: "Minh".into() }, Fact::Asked { by: hours(-3) }],
            "We have your request and owe you an answer. We are sorry. Minh has your message and calls you back.",
            "Bên em đã nhận yêu cầu mà chưa kịp trả lời ạ. Bên em xin lỗi ạ. Minh đã nhận lời nhắn và sẽ gọi lại ạ.",
        ),
    ];
    for (facts, en, vi) in cases {
        let said = say(&facts, now());
        assert_eq!((said.to(Lang::En), said.to(Lang::Vi)), (en, vi), "{facts:?}");
    }
}
