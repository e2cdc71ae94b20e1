//! The calendar on the screen: keys as text in, the screen as text out.
use super::{act, has, has_not, store_in};
use linchpin::lang::Lang;
use linchpin::store::Store;
use linchpin::ui::stage::Stage;

fn book(s: &mut Store, text: &str) -> i64 {
    act(s, "appointment", "book", &[], &[("text", text)]).made[0].id
}

/// A week in which a room is booked twice, Lan is away, and a call is due.
fn house(lang: Lang) -> Store {
    let mut s = store_in(lang);
    let vi = lang == Lang::Vi;
    act(&mut s, "account", "add", &[], &[("name", "Thuỷ sản An Giang")]);
    act(&mut s, "account", "add", &[], &[("name", "Nordlys Foods ApS"), ("zone", "Oslo")]);
    act(&mut s, "absence", "add", &[], &[("person", "Lan"), ("from", "24/11"), ("till", "25/11"), ("deputy", "Minh")]);
    book(&mut s, "26/11-27/11 hội chợ @ SECC with Huy");
    book(&mut s, "today 9:00-10:30 Call Đào about SO-1019 with Minh");
    book(&mut s, "today 14:00-16:00 Weekly stock @ room 2 with me");
    book(&mut s, "today 13:00-15:00 Demo Sakura @ room 2 with Huy");
    book(&mut s, "25/11 9:00-13:00 Visit An Giang with Minh");
    book(&mut s, "25/11 14:00 Demo Nordlys @ room 3 with Huy");
    book(&mut s, "27/11 13:00 Weekly review?");
    let cancelled = book(&mut s, "28/11 9:00 Stocktaking");
    act(&mut s, "appointment", "cancel", &[cancelled], &[]);
    let subject = if vi { "Chứng từ SO-1042" } else { "Papers SO-1042" };
    act(&mut s, "task", "add", &[], &[("subject", subject), ("due", "today 16:00")]);
    s
}

fn stage_in(lang: Lang, width: u16, height: u16) -> Stage {
    let mut stage = Stage::new(house(lang), width, height).unwrap();
    stage.open_on("calendar");
    stage
}

fn stage() -> Stage {
    stage_in(Lang::En, 120, 30)
}

#[test]
fn a_week_in_english_at_120() {
    insta::assert_snapshot!(stage().keys("j").screen(), @r#"
     0 Today 4  1 Leads  2 Orders  3 Calendar 4  4 Reports  5 Customers                                Mai  Tue 24/11 09:14
     Day  ‹Week 48›  Agenda                                                                     Ho Chi Minh +07 · clashes 1
           Mon 23         ▌Tue 24          Wed 25          Thu 26          Fri 27          Sat 28          Sun 29
                           Lan: on leave → Minh ─────────  hội chợ ──────────────────────
    08:00

    09:14                  Call Đào !      Visit An                                        Stocktaking ×
                          │ about         │ Giang                                         │ Mai
    10:00                 │ SO-1019       │ Minh
                                          │
    11:00                                 │
                                          │
    12:00                                 │
                                          │
    13:00                 ▌Demo Sakura !                                   Weekly ?
                          ▌ Room 2                                        │ review
    14:00                 │Weekly !        Demo Nordlys
                          │ stock         │ 08:00 in Os…
    15:00                 │ Room 2
                          │ Mai
    16:00                  · Papers S… •



    ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
     ▌ Tue 24/11 13:00–15:00  Demo Sakura
       Room 2 · Huy · owner Huy
     ! Room 2 is booked twice, 14:00–15:00 (Demo Sakura, Weekly stock)                                        → Room 1  = 1

     + prepared  - cancel  M move  n book in words  F free time  A absence  T today  a assign  z later  r record  ? more
    "#);
}

#[test]
fn three_days_in_vietnamese_at_80() {
    insta::assert_snapshot!(stage_in(Lang::Vi, 80, 24).keys("jj").screen(), @r#"
     0·4  1  2  3 Lịch 4  4  5                                  Mai  T3 24/11 09:14
     Ngày  ‹3 ngày›  Danh sách                            Ho Chi Minh +07 · trùng 1
          ▌T3 24                   T4 25                   T5 26
           Lan: nghỉ phép → Minh ────────────────────────  hội chợ
    08:00
    09:14  Call Đào about !        Visit An Giang
    10:00 │ SO-1019               │ Minh
    11:00                         │
    12:00                         │
    13:00  Demo !
    14:00 │ Sakura   ▌Weekly !     Demo Nordlys
    15:00            ▌ stock
    16:00  · Chứng từ SO-1042 •





    ────────────────────────────────────────────────────────────────────────────────
     ▌ T3 24/11 14:00–16:00  Weekly stock
       Phòng 2 · Mai · phụ trách Mai
     ! Phòng 2 bị đặt trùng 14:00–15:00 (Weekly stock, Demo Sakura)  → Phòng 1  = 1

     + chuẩn bị xong  - huỷ hẹn  M dời lịch  n đặt lịch bằng lời  F giờ rảnh  ? thêm
    "#);
}

#[test]
fn a_day_and_the_agenda() {
    let mut s = stage_in(Lang::Vi, 120, 30);
    insta::assert_snapshot!(s.keys("<s-tab>j").screen(), @r#"
     0 Hôm nay 4  1 Khách mới  2 Đơn  3 Lịch 4  4 Báo cáo  5 Khách                                      Mai  T3 24/11 09:14
     ‹Ngày›  Tuần 48  Danh sách                                                                   Ho Chi Minh +07 · trùng 1
          ▌T3 24
           Lan: nghỉ phép → Minh
    08:00

    09:14  Call Đào about SO-1019 !
          │ Minh
    10:00 │

    11:00

    12:00

    13:00 ▌Demo Sakura !
          ▌ Phòng 2
    14:00 ▌ Huy                                                    Weekly stock !
          ▌                                                       │ Phòng 2
    15:00                                                         │ Mai
                                                                  │
    16:00  · Chứng từ SO-1042 •



    ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
     ▌ T3 24/11 13:00–15:00  Demo Sakura
       Phòng 2 · Huy · phụ trách Huy
     ! Phòng 2 bị đặt trùng 14:00–15:00 (Demo Sakura, Weekly stock)                                          → Phòng 1  = 1

     + chuẩn bị xong  - huỷ hẹn  M dời lịch  n đặt lịch bằng lời  F giờ rảnh  A báo nghỉ  T hôm nay  a giao  ? thêm
    "#);
    let mut s = stage_in(Lang::En, 80, 24);
    insta::assert_snapshot!(s.keys("<tab>jjj").screen(), @r#"
     0·4  1  2  3 Calendar 4  4  5                             Mai  Tue 24/11 09:14
     Day  3 days  ‹Agenda›                              Ho Chi Minh +07 · clashes 1
    ▌Tue 24/11
      all day       Lan: on leave → Minh
      09:00–10:30 ! Call Đào about SO-1019                       Minh
      13:00–15:00 ! Demo Sakura                                  Room 2 · Huy
      14:00–16:00 ! Weekly stock                                 Room 2 · Mai
    ▌ 16:00       • · Papers SO-1042                             to be done by 24/…
     Wed 25/11
      all day       Lan: on leave → Minh
      09:00–13:00   Visit An Giang                               Minh
      14:00–15:00   Demo Nordlys                                 08:00 in Oslo · R…
     Thu 26/11
      all day       hội chợ                                      SECC · Huy
     Fri 27/11
      all day       hội chợ                                      SECC · Huy
      13:00–14:00 ? Weekly review                                Mai
     Sat 28/11
    ────────────────────────────────────────────────────────────────────────────────
     ▌ task  Papers SO-1042                                                    open
       Why now: to be done by 24/11 16:00
       History: 09:14 new (Mai)

     + done  - cancel  n book in words  F free time  A absence  T today  ? more
    "#);
}

#[test]
fn a_small_terminal_shows_the_hours_around_the_cursor() {
    insta::assert_snapshot!(stage_in(Lang::En, 60, 15).keys("jj").screen(), @r#"
     0·4  1  2  3 Calendar 4  4  5         Mai  Tue 24/11 09:14
     Day  ‹3 days›  Agenda          Ho Chi Minh +07 · clashes 1
          ▌Tue 24            Wed 25            Thu 26
           Lan: on leave → Minh ─────────────  hội chợ
    10:00  09:00 Call Đ… !   09:00 Visit An
    11:00                   │ Giang
    12:00                   │ Minh
    13:00  Demo !
    14:00 │ Sakur ▌Wee… !    Demo Nordlys
    ────────────────────────────────────────────────────────────
     ▌ Tue 24/11 14:00–16:00  Weekly stock
       Room 2 · Mai · owner Mai
     ! Room 2 is booked twice, 14:00–15:00 (Week… → Room 1  = 1

     + prepared  - cancel  M move  n book in words  ? more
    "#);
}

#[test]
fn days_and_items_are_walked() {
    let mut s = stage();
    has(&s, "▌ Tue 24/11 09:00–10:30  Call Đào about SO-1019");
    s.keys("l");
    has(&s, "▌ Wed 25/11 09:00–13:00  Visit An Giang · Thuỷ sản An Giang");
    s.keys("j");
    has(&s, "Demo Nordlys · Nordlys Foods ApS");
    // The next day has no other than the fair, then comes the review of Friday.
    s.keys("jjj");
    has(&s, "▌ Fri 27/11 13:00–14:00  Weekly review");
    s.keys("k");
    has(&s, "▌ Thu 26/11–Fri 27/11  hội chợ");
    s.keys("ll");
    has(&s, "Nothing on Sun 29/11.  n new · F free time · h l other days");
    s.keys("l");
    has(&s, "‹Week 49›");
    s.keys("T");
    has(&s, "‹Week 48›");
    has(&s, "▌ Tue 24/11 09:00–10:30  Call Đào");
    s.keys("<pgdn>h<pgup>");
    has(&s, "▌Mon 23");
}

#[test]
fn a_line_of_words_is_read_as_it_is_typed() {
    let mut s = stage();
    s.keys("nfri 2pm demo Sakura @ room 2 with Hu");
    has(&s, "→ Fri 27/11 14:00–15:00 · demo Sakura · Room 2 · Huy");
    has(&s, "! Huy is wanted twice, 14:00–15:00 (demo Sakura, hội chợ)");
    s.keys("<bs><bs>Minh for 45m");
    has(&s, "→ Fri 27/11 14:00–14:45 · demo Sakura · Room 2 · Minh");
    has_not(&s, "wanted twice");
    s.keys("<enter>");
    has(&s, "demo Sakura → booked for 27/11/2026 14:00. u undoes");
    has(&s, "▌ Fri 27/11 14:00–14:45  demo Sakura");
    s.keys("u");
    has_not(&s, "▌ Fri 27/11 14:00–14:45  demo Sakura");
}

#[test]
fn what_cannot_be_read_is_said_with_what_would_do() {
    let mut s = stage();
    s.keys("ndemo<enter>");
    has(&s, "! has no day or time; fri 2pm demo Nordlys or 27/11 9:30-11:00 ");
    has(&s, "│ demo▏");
    // Esc keeps it; n takes it up again.
    s.keys("<esc>n");
    has(&s, "│ demo▏");
    s.keys("<c-u>fri 2pm review with Lan<enter>n");
    has_not(&s, "review with Lan▏");
}

#[test]
fn a_line_without_a_day_is_of_the_day_one_is_on() {
    let mut s = stage();
    s.keys("lln8h giao ban");
    has(&s, "→ Thu 26/11 08:00–09:00 · giao ban");
    s.keys("<enter>");
    has(&s, "▌ Thu 26/11 08:00–09:00  giao ban");
    s.keys("nfri 8h giao ban");
    has(&s, "→ Fri 27/11 08:00–09:00 · giao ban");
}

#[test]
fn an_appointment_is_moved_stretched_and_cancelled_by_keys() {
    let mut s = stage();
    s.keys("lj");
    has(&s, "▌ Wed 25/11 14:00–15:00  Demo Nordlys");
    s.keys(">");
    has(&s, "▌ Wed 25/11 14:00–15:15  Demo Nordlys");
    s.keys("<lt><lt>");
    has(&s, "▌ Wed 25/11 14:00–14:45  Demo Nordlys");
    s.keys("M");
    has(&s, "1 26/11/2026 14:00      same time, a day later · Huy is wanted");
    s.keys("2");
    has(&s, "Demo Nordlys → moved to 25/11/2026 14:45. u undoes");
    has(&s, "▌ Wed 25/11 14:45–15:30  Demo Nordlys");
    s.keys("Mmon 9:00<enter>");
    has(&s, "‹Week 49›");
    has(&s, "▌ Mon 30/11 09:00–09:45  Demo Nordlys");
    s.keys("+");
    has(&s, "Demo Nordlys → prepared");
    s.keys("-");
    has(&s, "▌Demo ×");
    s.keys("M");
    has(&s, "is already cancelled");
    s.keys("1");
    s.keys("d");
    has(&s, "Nothing on Mon 30/11.");
    s.keys("u");
    has(&s, "▌Demo ×");
}

#[test]
fn a_clash_is_shown_and_taken_away_by_two_keys() {
    let mut s = stage();
    has(&s, "3 Calendar 4");
    s.keys("=");
    has(&s, "Nothing stands in its way");
    s.keys("j");
    has(&s, "! Room 2 is booked twice, 14:00–15:00 (Demo Sakura, Weekly stock)");
    has(&s, "→ Room 1  = 1");
    s.keys("=");
    has(&s, "▌ 1 Room 1                free Tue 24/11 13:00–15:00");
    s.keys("1");
    has(&s, "Demo Sakura → to Room 1. u undoes");
    has_not(&s, "booked twice");
    has_not(&s, "clashes");
    has(&s, "3 Calendar 3");
}

#[test]
fn an_absence_is_entered_with_its_deputy() {
    let mut s = stage();
    s.keys("AHuy<tab>25/11<tab>25/11<tab>minh");
    has(&s, "Huy is booked then: Demo Nordlys");
    s.keys("<c-s>");
    has(&s, "Huy: on leave…");
    s.keys("lj");
    has(&s, "▌ Wed 25/11 14:00–15:00  Demo Nordlys");
    has(&s, "! Huy is on leave until Wed 25/11; Minh answers");
}

#[test]
fn free_time_is_found_and_booked() {
    let mut s = stage();
    s.keys("FLan, Huy @ room 2 for 2h");
    has(&s, "▌ 1 Sat 28/11 08:00–10:00    Room 2 · Lan, Huy");
    s.keys("<enter>");
    has(&s, "│ 28/11 08:00-10:00 @ Room 2 with Lan, Huy ▏");
    s.keys("họp kho<enter>");
    has(&s, "▌ Sat 28/11 08:00–10:00  họp kho");
    has(&s, "Room 2 · Lan, Huy · owner Lan");
    s.keys("F");
    // As the one under the cursor: its people, its room, as long.
    has(&s, "Room 2 · Lan, Huy");
    s.keys("hu<enter>");
    has(&s, "▌");
}

#[test]
fn what_is_due_stands_among_them_with_its_own_verbs() {
    let mut s = stage();
    s.keys("jjj");
    has(&s, "▌ task  Papers SO-1042");
    s.keys("+");
    has(&s, "Papers SO-1042 → done. u undoes");
    has_not(&s, "· Papers");
}

#[test]
fn a_record_is_opened_and_found_again() {
    let mut s = stage();
    s.keys("lj<enter>");
    has(&s, "Demo Nordlys · Nordlys Foods ApS (appointment, confirmed)");
    s.keys("<esc>0<f2>demo nordlys<enter><enter>");
    has(&s, "▌ Wed 25/11 14:00–15:00  Demo Nordlys");
    s.keys("ge");
    has(&s, "Appointments");
    s.keys("<tab>");
    has(&s, "‹To come ");
}

#[test]
fn another_zone_is_told_beside_ours() {
    let mut s = stage();
    s.keys("lj<s-tab>");
    has(&s, "08:00 in Oslo");
    s.keys("nmon 9am Oslo time call Jensen<enter>");
    has(&s, "call Jensen → booked for 30/11/2026 15:00");
}

#[test]
fn a_burst_does_what_the_same_keys_do_one_by_one() {
    for keys in ["nfri 2pm demo with Huy<enter>>>u", "j=1lj<tab>jjM2", "FHuy<enter>x<enter>hhT<tab>kk", "l-u-dU<esc>jj"]
    {
        let (mut slow, mut fast) = (stage(), stage());
        assert_eq!(slow.keys(keys).screen(), fast.burst(keys).screen(), "{keys}");
    }
}

#[test]
fn the_demo_tells_of_a_room_booked_twice() {
    let session = linchpin::store::Session { lang: Lang::En, now: super::now(), who: 0, sitting: 7 };
    let mut store = Store::open(&super::path(), session).unwrap();
    linchpin::demo::fill(&mut store).unwrap();
    let mut s = Stage::new(store, 120, 30).unwrap();
    s.open_on("calendar");
    insta::assert_snapshot!(s.keys("j").screen(), @r#"
     0 Today 22  1 Leads 9  2 Orders 4  3 Calendar 5  4 Reports  5 Customers                           Mai  Tue 24/11 09:14
     Day  ‹Week 48›  Agenda                                                                     Ho Chi Minh +07 · clashes 2
           Mon 23         ▌Tue 24          Wed 25          Thu 26          Fri 27          Sat 28          Sun 29
                           Lan: on leave → Minh ─────────────────────────
    08:00
                           08:34 · Tr… !
    09:14                  Call Đào !      Visit An                                        · Booth plan…
                          │ about         │ Giang
    10:00                 ▌· C/O fo… •+7  │ An Giang
                                          │ Minh, Tuấn
    11:00                                 │
                                          │
    12:00                                 │
                                          │
    13:00                  Demo !     +1                                   Weekly review
                          │ Sakura                                        │ Room 2
    14:00                 │Weekly !        Demo Nordlys
                          │ stock         │ 08:00 in Co…
    15:00  15:20 · Ng… !  │· Send sam… •
                          │ Hoa, Mai
    16:00
                           · Broken r… •
    17:00  · SO-103… !+1                   · SO-1044 La…   · SO-1042 Gạ…   · SO-0949 Si…   · SO-0899 Lư…

    ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
     ▌ task  C/O for SO-1042: papers to the customs office                                                             open
       Why now: to be done by 24/11 10:00
       Note: The office closes at 16:00

     + done  - cancel  n book in words  F free time  A absence  T today  a assign  z later  r record  F2 look up  ? more
    "#);
}
