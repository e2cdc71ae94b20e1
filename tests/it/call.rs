//! Calls taken in the middle of something else: found before the second ring, noted, and back to the very place.
use super::card::{house, with_order};
use super::{act, has, has_not, morning_in};
use chrono::TimeDelta;
use linchpin::domain::deed::Ref;
use linchpin::domain::message::Message;
use linchpin::domain::task::Task;
use linchpin::domain::touch::{Outcome, Touch};
use linchpin::lang::Lang;
use linchpin::store::Store;
use linchpin::ui::chord::Stroke;
use linchpin::ui::stage::Stage;

/// A lead's form half filled, in its second field.
const FORM: &str = "1nBà Chín<tab>Gạo X";
const FORM_LINES: std::ops::Range<usize> = 2..21;

/// A script played one key a frame, and all at once: both must end alike.
fn both(store: &dyn Fn() -> Store, size: (u16, u16), script: &str) -> Stage {
    let mut one = Stage::new(store(), size.0, size.1).unwrap();
    one.keys(script);
    let mut burst = Stage::new(store(), size.0, size.1).unwrap();
    burst.burst(script);
    assert_eq!(one.screen(), burst.screen(), "{script}");
    one
}

/// The lines of the popup that lies at the top.
fn popup(stage: &Stage) -> String {
    stage.screen().lines().skip(FORM_LINES.start).take(FORM_LINES.len()).collect::<Vec<_>>().join("\n")
}

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 36)];
const LANGS: [Lang; 2] = [Lang::En, Lang::Vi];

/// Plays a call over the half-filled form in both languages and sizes; the form is as it was, and can be saved.
fn over_a_form(script: &str, check: impl Fn(&mut Stage, Lang)) {
    for lang in LANGS {
        for size in SIZES {
            let store = || house(lang);
            let before = popup(&both(&store, size, FORM));
            let mut after = both(&store, size, &format!("{FORM}{script}"));
            assert_eq!(popup(&after), before, "{size:?}");
            check(&mut after, lang);
            after.keys("<c-s>");
            has(&after, "Bà Chín → ");
        }
    }
}

#[test]
fn a_look_and_back_leaves_the_screen_as_it_was() {
    for lang in LANGS {
        for size in SIZES {
            let store = || house(lang);
            let before = both(&store, size, FORM).screen();
            for call in [
                "<f2><esc>",
                "<f2>0903<esc>",
                "<f2>0903<enter><esc>",
                "<f2>0277<enter>jj<enter><esc>",
                "<f2>0277<enter><enter><esc><esc>",
            ] {
                assert_eq!(both(&store, size, &format!("{FORM}{call}")).screen(), before, "{call}");
            }
        }
    }
}

/// How many keys a call takes besides what is typed of a name, a number, a note.
fn keys(script: &str, typed: &[&str]) -> usize {
    let typed: usize = typed.iter().map(|text| text.chars().count()).sum();
    Stroke::all(script).unwrap().len() - typed
}

/// Besides the number and the words: F2, Enter, N, F5 1, Esc.
#[test]
fn a_known_caller_asks_after_what_is_open() {
    let script = "<f2>+84 912 34<enter>Nasks when the bags leave<f5>1<esc>";
    assert_eq!(keys(script, &["+84 912 34", "asks when the bags leave"]), 6);
    over_a_form(script, |stage, _| {
        let about = [Ref { kind: "lead", id: 2 }];
        let last = stage.store().timeline(&about, 5).unwrap()[0].touch;
        let touch: Touch = stage.store().get(last).unwrap();
        assert_eq!(
            (touch.outcome, touch.inward, touch.text.as_str(), touch.reach.as_str()),
            (Outcome::Reached, true, "asks when the bags leave", "0912 345 678")
        );
        assert!(
            stage.store().drafts().unwrap().iter().all(|draft| draft.act == "add"),
            "the note is no draft any more"
        );
    });
}

/// As a known one; without a note F2, Enter, Esc.
#[test]
fn an_unknown_number_is_a_lead_with_what_was_said() {
    let script = "<f2>0938 111 222<enter>Nprice of ST25, 5 kg bags<f5>1<esc>";
    assert_eq!(keys(script, &["0938 111 222", "price of ST25, 5 kg bags"]), 6);
    over_a_form(script, |stage, lang| {
        let lead: linchpin::domain::lead::Lead = stage.store().get(8).unwrap();
        assert_eq!(lead.reaches[0].raw, "0938 111 222");
        assert!(lead.source.is_some() && lead.answered.is_some());
        stage.keys("<f2>0938111222");
        has(stage, if lang == Lang::Vi { "thấy 1" } else { "1 found" });
        stage.keys("<enter>");
        has(stage, "price of ST25, 5 kg bags");
        stage.keys("<esc>");
    });
}

/// Besides the number and the text: F2, Enter, jj to the row of who of them calls, m, Ctrl-s, Esc.
#[test]
fn a_switchboard_call_for_a_rep_who_is_away_is_a_message_to_the_deputy() {
    let script = "<f2>0277 387<enter>jjmwants the papers today<c-s><esc>";
    assert_eq!(keys(script, &["0277 387", "wants the papers today"]), 7);
    over_a_form(script, |stage, _| {
        let message: Message = stage.store().get(1).unwrap();
        assert_eq!(
            (message.text.as_str(), message.caller.as_str(), message.reach.as_str(), message.work.owner),
            ("wants the papers today", "Đào Ngọc Nga", "0903 123 456", Some(2))
        );
        stage.store().session_mut().who = 3;
        assert_eq!(stage.store().mine(), [3, 2], "Minh answers for Lan");
    });
}

/// Besides the number: F2, Enter, Esc, what to say stands there. With a new promise and its reason: F2, Enter, Enter for
/// the order, Enter for its lines, jj, p, the day, the reason, Esc Esc for the order and Esc for the call.
#[test]
fn where_is_line_three_is_answered_at_once_and_the_line_is_promised_anew() {
    assert_eq!(keys("<f2>1019<enter><esc>", &["1019"]), 3);
    assert_eq!(keys("<f2>so-10<enter><enter><enter>jjp11<esc><esc><esc>", &["so-10"]), 12);
    for (lang, said) in [
        (Lang::En, "Dòng 3 của SO-1019 hẹn 20/11 mà chưa đi được"),
        (Lang::Vi, "Dòng 3 của SO-1019 hẹn 20/11 mà chưa đi được"),
    ] {
        for size in SIZES {
            let store = || with_order(lang);
            let before = popup(&both(&store, size, FORM));
            let mut s = both(&store, size, &format!("{FORM}<f2>1019<enter>"));
            has(&s, said);
            has(&s, if lang == Lang::Vi { "▌Đơn       SO-1019" } else { "▌Orders    SO-1019" });
            s.keys("<esc>");
            assert_eq!(popup(&s), before);
            let mut s = both(&store, size, &format!("{FORM}<f2>so-10<enter><enter><enter>jjp1"));
            has(&s, if lang == Lang::Vi { "hãng vận chuyển" } else { "carrier" });
            s.keys("1<esc><esc>");
            has(&s, "Dòng 3 của SO-1019 sẽ đi T");
            s.keys("<esc>");
            assert_eq!(popup(&s), before);
        }
    }
}

#[test]
fn what_is_noted_goes_to_whom_the_message_is_for_in_two_keys() {
    let mut s = both(&|| house(Lang::En), (80, 24), "<f2>0903<enter>Nwants the papers<f11>1");
    has(&s, "Messages  Lan ← Đào Ngọc Nga");
    has(&s, "N to write");
    s.keys("<esc>");
    has_not(&s, "not recorded");
}

#[test]
fn the_card_is_drawn() {
    let s = both(&|| house(Lang::En), (80, 24), "<f2>0903 123<enter>Nasks for the papers");
    insta::assert_snapshot!(s.screen(), @r#"
     0 Today 8  1·7  2  3  4  5                                Mai  Tue 24/11 09:14
     ‹Mine now 8›  Covered 0  Others, late 0  This week 8  All due 8       by due ↑
    ┌ Đào Ngọc Nga · Purchasing, Gạo Đồng Tháp · A ────────────────── 0903 123 456 ┐
    │  Owner     Lan, away until Thu 26/11 → Minh answers         vi · 09:14 there │
    │  Prefers   Zalo sau 15:00                                                    │
    │                                                                              │
    │ ▌Leads     Nguyễn Thị Đào new · first answer owed                 1 d late ! │
    │  Tasks     wet bags                                                  17:00 • │
    │  Last      09:14 call, Mai: asked for the papers                             │
    │  Next      Tue 24/11 17:00 wet bags, Mai                                     │
    │                                                                              │
    │  Say       Việc anh chị phản ánh đang được kiểm tra, trước 17:00 hôm nay bên │
    │            em trả lời ạ. Bên em đã nhận yêu cầu mà chưa kịp trả lời ạ. Bên   │
    │            em xin lỗi ạ. Lan nghỉ đến T5 26/11, Minh trả lời thay ạ.         │
    │                                                                              │
    │  Note      asks for the papers▏                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └ Esc back to where you were ─────────────────────────────── on the call 0 min ┘

     F5 record  F11 message  F4 edit  F2 look up  ^p commands  esc note done
    "#);
    let s = both(&|| house(Lang::Vi), (80, 24), "<f2>0277<enter><down><down>");
    insta::assert_snapshot!(s.screen(), @r#"
     0 Hôm nay 8  1·7  2  3  4  5                               Mai  T3 24/11 09:14
     ‹Cần làm 8›  Làm thay 0  Người khác trễ 0  Tuần này 8  Tất cả 8     theo hạn ↑
    ┌ Gạo Đồng Tháp · A ──────────────────────────────────────────── 0277 387 1234 ┐
    │  Phụ trách Lan, nghỉ đến T5 26/11 → Minh trả lời thay        vi · ở đó 09:14 │
    │  Ưa        Zalo sau 15:00                                                    │
    │                                                                              │
    │  Việc      wet bags                                                  17:00 • │
    │  Người     Lê Văn Tám   0918 222 333                                 24/11   │
    │ ▌          Đào Ngọc Nga Purchasing · 0903 123 456                            │
    │  Lần cuối  09:14 gọi, Mai: asked for the papers                              │
    │  Sắp tới   T3 24/11 17:00 wet bags, Mai                                      │
    │                                                                              │
    │  Trả lời   Việc anh chị phản ánh đang được kiểm tra, trước 17:00 hôm nay bên │
    │            em trả lời ạ. Lan nghỉ đến T5 26/11, Minh trả lời thay ạ.         │
    │                                                                              │
    │  Ghi chú   N để ghi                                                          │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    └ Esc về chỗ cũ ────────────────────────────────────────────── đang gọi 0 phút ┘

     enter mở dòng  r ghi lại  N ghi chú  m nhắn  ! khiếu nại  f hẹn việc  ? thêm
    "#);
}

#[test]
fn the_lookup_is_drawn() {
    let s = both(&|| house(Lang::En), (80, 24), "<f2>dao<down>");
    insta::assert_snapshot!(s.screen(), @r#"
     0 Today 8  1·7  2  3  4  5                                Mai  Tue 24/11 09:14
     ‹Mine now 8›  Covered 0  Others, late 0  This week 8  All due 8       by due ↑
    ┌ Find ─────────────────────────────────────────────────────────────── 2 found ┐
    │ dao▏                                                                         │
    │                                                                              │
    │  Đào Ngọc Nga       contact    = Nguyễn Thị Đ… 0903 123 456       1 d late ! │
    │ ▌wet bags           task       Đào Ngọc Nga                          17:00 • │
    │                                                                              │
    │  New lead dao                                                                │
    └ Enter card · type a name, company, number, order ────────────────── Esc back ┘
      17:00       • task        wet bags                     Đào Ngọc Nga



    ────────────────────────────────────────────────────────────────────────────────
     Nguyễn Thị Đào · Gạo Đồng Tháp                              new   0903 123 456
     Why now   first answer due 23/11 15:20 (2 h of work); none given yet
     Score 55  +30 met at a fair · +15 has a phone · +10 names a company
     Likely    contact Đào Ngọc Nga (same phone)                          = compare
     Source    fair
     Propose   assign → Minh: 0 open                                            a 1
     History   23/11 13:20 new (Mai)

     enter card  tab down  F2 look up  ^p commands  esc back
    "#);
    let s = both(&|| house(Lang::Vi), (120, 36), "<f2>0999 1");
    insta::assert_snapshot!(s.screen().lines().take(8).collect::<Vec<_>>().join("\n"), @r#"
     0 Hôm nay 8  1 Khách mới 7  2 Đơn  3 Lịch  4 Báo cáo  5 Khách                                      Mai  T3 24/11 09:14
     ‹Cần làm 8›  Làm thay 0  Người khác trễ 0  Tuần này 8  Tất cả 8                                             theo hạn ↑
    ┌ Tìm ───────────────────────────────────────────────────────────────────────────────────────────────────────── thấy 0 ┐
    │ 0999 1▏                                                                                                              │
    │                                                                                                                      │
    │ ▌Thêm khách mới 0999 1…                                                                                              │
    └ Enter mở thẻ · gõ tên, công ty, số điện thoại, số đơn ───────────────────────────────────────────────── Esc quay lại ┘
      10:40       • khách mới Lê Thị Hà                    chưa trả lời lần đầu │   việc); chưa trả lời
    "#);
}

#[test]
fn a_mistyped_order_number_makes_no_lead() {
    let mut s = both(&|| house(Lang::En), (80, 24), "<f2>1020<enter>");
    has(&s, "Nobody has this yet; the whole number makes a lead");
    s.keys("<esc>1");
    has(&s, "All 7");
}

#[test]
fn a_note_that_is_not_recorded_is_a_call_to_be_recorded() {
    let mut s = both(&|| house(Lang::En), (80, 24), "0<f2>0903<enter>Nasks for the papers<esc><esc>");
    has(&s, "The note is kept: a call to be recorded, in Today");
    let open = |stage: &mut Stage| {
        let touches = stage.store().timeline(&[Ref { kind: "contact", id: 1 }], 9).unwrap();
        let open: Vec<Touch> = touches.iter().map(|moment| stage.store().get(moment.touch).unwrap()).collect();
        open.into_iter().filter(|touch: &Touch| touch.outcome == Outcome::Open).collect::<Vec<_>>()
    };
    assert_eq!(open(&mut s)[0].text, "asks for the papers");
    s.keys("j");
    has(&s, "▌ now         • contact ma… Đào Ngọc Nga                 call not recorded");
    s.keys("r1");
    has(&s, "Đào Ngọc Nga → reached. u undoes");
    assert!(open(&mut s).is_empty());
}

#[test]
fn a_kill_in_the_middle_of_a_note_loses_nothing() {
    let store = house(Lang::En);
    let file = store.path().to_owned();
    let mut s = Stage::new(store, 80, 24).unwrap();
    s.keys("<f2>0903<enter>Nasks for");
    let kept = s.store().drafts().unwrap();
    assert_eq!((kept[0].act.as_str(), kept[0].given[0].1.as_str()), ("log", "asks for"), "as after kill -9");
    s.end();
    let store = super::store_at(&file, Lang::En);
    assert!(store.drafts().unwrap().is_empty());
    let touch = store.timeline(&[Ref { kind: "contact", id: 1 }], 1).unwrap()[0].touch;
    assert_eq!(store.get::<Touch>(touch).unwrap().text, "asks for");
}

#[test]
fn a_second_call_lies_over_the_first_and_leads_back_to_it() {
    let mut s = both(&|| house(Lang::En), (80, 24), &format!("{FORM}<f2>0903<enter>Nfirst note<esc>"));
    let first = s.screen();
    s.store().session_mut().now += TimeDelta::seconds(125);
    s.wake();
    has(&s, "on the call 2 min");
    s.keys("<f2>0912 345<enter>");
    has(&s, "Trần Văn Quốc · Phở Bắc Hà");
    has(&s, "Esc back to Đào Ngọc Nga, 2 min");
    has(&s, "on the call 0 min");
    s.keys("r1<esc>");
    has(&s, "first note");
    has(&s, "Esc back to where you were");
    s.store().session_mut().now = super::now();
    s.wake();
    assert_eq!(popup(&s).lines().skip(4).collect::<Vec<_>>(), first.lines().skip(6).take(15).collect::<Vec<_>>());
}

#[test]
fn a_call_never_closes_the_form_under_it() {
    let store = || house(Lang::En);
    for (keys, back) in [
        ("<f2>0903<enter>l<enter><enter>", "<esc><esc>"),
        ("<f2>0903<enter>:tasks<enter>", "<esc>"),
        ("<f2>0277<enter><enter><enter>", "<esc><esc>"),
    ] {
        let mut s = both(&store, (80, 24), &format!("{FORM}{keys}"));
        has(&s, "There is a form under this call; Esc ends the call first");
        s.keys(back);
        has(&s, "▌ Company          Gạo X");
    }
    for keys in ["]", "<c-o>"] {
        let s = both(&store, (80, 24), &format!("5<f2>0903<enter>{keys}<esc>"));
        has(&s, "5 Customers");
    }
    let s = both(&store, (80, 24), "<f2>0903<enter>:tasks<enter>");
    has(&s, "  Tasks");
}

#[test]
fn any_row_leads_to_the_card_of_whom_it_is_about() {
    let mut s = Stage::new(house(Lang::En), 80, 24).unwrap();
    for (keys, title) in [
        ("1<enter>", "Nguyễn Thị Đào · Gạo Đồng Tháp"),
        ("c", "Nguyễn Thị Đào · Gạo Đồng Tháp"),
        ("5<enter>", "Gạo Đồng Tháp · A"),
        (":tasks<enter>c", "Đào Ngọc Nga · Purchasing, Gạo Đồng Tháp · A"),
        (":people<enter>jc", "Lan · sales rep"),
    ] {
        s.keys(keys);
        has(&s, &format!("┌ {title} ─"));
        s.keys("<esc>");
    }
    s.keys(":absences<enter>c");
    has(&s, "there is nobody to call about this");
    let task: Task = s.store().get(1).unwrap();
    assert_eq!(task.subject, "wet bags");
    s.keys(":tasks<enter>c<enter>");
    has(&s, "┌ wet bags (task, open) ─");
}

#[test]
fn one_of_a_companys_people_turns_the_card_and_back() {
    let mut s = both(&|| house(Lang::En), (80, 24), "<f2>0277<enter>jj<enter>y");
    has(&s, "Copied by the terminal: 0903 123 456");
    has(&s, "┌ Đào Ngọc Nga · Purchasing");
    s.keys("<bs>");
    has(&s, "┌ Gạo Đồng Tháp · A");
    has(&s, "▌          Đào Ngọc Nga");
    s.keys("<esc>");
    has_not(&s, "┌");
}

#[test]
fn an_outgoing_call_is_recorded_as_ours() {
    let mut s = Stage::new(morning_in(Lang::En), 80, 24).unwrap();
    s.keys("1cr2");
    has(&s, "Nguyễn Thị Đào → no answer. u undoes");
    let touch = s.store().timeline(&[Ref { kind: "lead", id: 1 }], 1).unwrap()[0].touch;
    assert!(!s.store().get::<Touch>(touch).unwrap().inward);
}

#[test]
fn absences_are_entered_and_shown_on_the_card() {
    let mut s = Stage::new(house(Lang::En), 80, 24).unwrap();
    s.keys(":absences<enter>nMinh<tab>tomorrow<tab>+2d<tab>Huy<c-s>");
    has(&s, "Minh → new");
    s.keys("<f2>0903<enter>");
    has(&s, "Lan, away until Thu 26/11 → Minh answers");
    s.store().session_mut().now += TimeDelta::days(1);
    s.wake();
    has(&s, "Lan, away until Thu 26/11 → Huy answers");
}

#[test]
fn a_message_is_read_and_called_back() {
    let mut s = house(Lang::En);
    act(&mut s, "contact", "message", &[1], &[("text", "wants the papers"), ("to", "Lan")]);
    let mut s = Stage::new(s, 80, 24).unwrap();
    s.keys(":messages<enter><tab>+");
    has(&s, "Lan ← Đào Ngọc Nga → read");
    s.keys("r2");
    has(&s, "→ no answer");
    s.keys("-");
    has(&s, "→ called back");
}
