//! The orders' screens, by their keys.
use super::{act, has, has_not, now, store_in};
use chrono::TimeDelta;
use linchpin::demo::crowd::{Size, fill};
use linchpin::domain::order::Order;
use linchpin::lang::Lang;
use linchpin::store::Store;
use linchpin::ui::stage::Stage;

/// The orders of one morning: a late third line, nothing shipped, a deposit unpaid, a draft that checks block, one held.
fn morning(lang: Lang) -> Store {
    let mut s = store_in(lang);
    let ago = |s: &mut Store, days: i64| s.session_mut().now = now() - TimeDelta::days(days);
    ago(&mut s, 14);
    for name in ["Gạo Đồng Tháp", "Nordlys Foods ApS", "Sakura Trading KK", "Phở Bắc Hà", "Lagos Rice Mills"]
    {
        act(&mut s, "account", "add", &[], &[("name", name)]);
    }
    for (name, price) in [("ST25 5 kg", "2.000.000"), ("Jasmine 25 kg", "4.500.000"), ("ST25 25 kg", "9.000.000")] {
        act(&mut s, "product", "add", &[], &[("name", name), ("price", price)]);
    }
    let mut order = |days: i64, given: &[(&str, &str)], steps: &[&str]| {
        ago(&mut s, days);
        let id = act(&mut s, "order", "add", &[], given).made[0].id;
        for name in steps {
            act(&mut s, "order", name, &[id], &[]);
        }
    };
    let three = [
        ("number", "SO-1019"),
        ("account", "gạo"),
        ("po", "4471"),
        ("incoterm", "fob"),
        ("place", "Cát Lái"),
        ("promised", "18/11/2026"),
        ("lines.1.product", "ST25 5 kg"),
        ("lines.1.quantity", "400"),
        ("lines.2.product", "jasmine"),
        ("lines.2.quantity", "120"),
        ("lines.3.product", "ST25 25 kg"),
        ("lines.3.quantity", "80"),
    ];
    order(12, &three, &["confirm", "prepare"]);
    let one = |number, account, promised, quantity| {
        [
            ("number", number),
            ("account", account),
            ("promised", promised),
            ("lines.1.product", "jasmine"),
            ("lines.1.quantity", quantity),
        ]
    };
    order(11, &one("SO-0997", "nordlys", "21/11/2026", "50"), &["confirm", "prepare"]);
    let deposit: Vec<_> = one("SO-1031", "sakura", "26/11/2026", "20")
        .into_iter()
        .chain([("deposit", "9.000.000"), ("pay_by", "23/11/2026")])
        .collect();
    order(6, &deposit, &["confirm"]);
    order(5, &one("SO-1044", "lagos", "27/11/2026", "4"), &["confirm"]);
    order(0, &[("number", "SO-1050"), ("account", "phở"), ("lines.1.text", "tấm"), ("lines.1.quantity", "1")], &[]);
    ago(&mut s, 6);
    act(&mut s, "order", "ship", &[1], &[("lines.3.quantity", "0"), ("carrier", "Hapag")]);
    act(&mut s, "order", "line-promise", &[1], &[("line", "3"), ("day", "20/11/2026"), ("reason", "stock")]);
    act(&mut s, "order", "hand", &[1], &[("side", "partner"), ("of", "Hapag")]);
    ago(&mut s, 1);
    act(&mut s, "order", "set", &[1], &[("lines.3.expected", "25/11/2026")]);
    act(&mut s, "order", "hold", &[4], &[("reason", "customer")]);
    ago(&mut s, 0);
    s
}

fn stage(lang: Lang) -> Stage {
    let mut stage = Stage::new(morning(lang), 80, 24).unwrap();
    stage.keys("2");
    stage
}

#[test]
fn r05_the_orders_of_a_morning_in_both_languages() {
    insta::assert_snapshot!(stage(Lang::En).screen(), @r#"
     0·4  1  2 Orders 4  3  4  5                               Mai  Tue 24/11 09:14
     ‹Now 4›  Late 2  At risk 2  Blocked 1  On hold 1  Open 5  All 5       by due ↑
      Order     Customer          State          Out  Prom. Due           Turn
    ▌ SO-1019   Gạo Đồng Tháp     in preparation 2/3  20/11 4 d late    ! Hapag
      SO-0997   Nordlys Foods ApS in preparation 0/1  21/11 3 d late    ! warehouse
      SO-1031   Sakura Trading KK confirmed      0/1  26/11 1 d late    ! finance
      SO-1050   Phở Bắc Hà        draft          0/1  —     now         • Mai







    ────────────────────────────────────────────────────────────────────────────────
     SO-1019 · Gạo Đồng Tháp · PO… in preparation, 2 of 3 shipped   2.060.000.000 ₫
     Why now   promised 20/11; line 3 left; turn: Hapag
       ✓ ST25 5 kg      400  400  18/11
       ✓ Jasmine 25 kg  120  120  18/11
       ! ST25 25 kg      80    0  20/11  out of stock → 25/11
     Checks    all pass
     Propose   new promise → Wed 25/11: expected Hapag                          p 1

     + ship all  - hold  a assign  z later  c call  r record  p new promise  ? more
    "#);
    insta::assert_snapshot!(stage(Lang::Vi).keys("jjjj").screen(), @r#"
     0·4  1  2 Đơn 4  3  4  5                                   Mai  T3 24/11 09:14
     ‹Cần làm 4›  Trễ 2  Có nguy cơ 2  Vướng 1  Đang giữ 1  Đang mở 5  Tất cả 5
      Đơn       Khách hàng        Trạng thái     Xuất Hẹn   Hạn           Lượt
      SO-1019   Gạo Đồng Tháp     đang chuẩn bị  2/3  20/11 trễ 4 ngày  ! Hapag
      SO-0997   Nordlys Foods ApS đang chuẩn bị  0/1  21/11 trễ 3 ngày  ! kho
      SO-1031   Sakura Trading KK đã xác nhận    0/1  26/11 trễ 1 ngày  ! kế toán
    ▌ SO-1050   Phở Bắc Hà        nháp           0/1  —     bây giờ     • Mai







    ────────────────────────────────────────────────────────────────────────────────
     SO-1050 · Phở Bắc Hà                                                nháp   0 ₫
     Vì sao    vướng 1 mục kiểm tra
         tấm  1  0  —
     Kiểm tra  ! dòng 1 chưa có đơn giá · chưa hẹn ngày giao                      e
     Lượt      Mai, từ 09:14
     Lịch sử   09:14 mới (Mai)


     - huỷ  a giao  z để sau  c gọi  r ghi lại  p hẹn lại  ? thêm
    "#);
}

#[test]
fn r05_how_late_an_order_is_stands_whole_beside_its_detail() {
    for (lang, late) in [(Lang::Vi, "20/11 trễ 4 ngày  !"), (Lang::En, "20/11 4 d late    !")] {
        let mut wide = Stage::new(morning(lang), 120, 36).unwrap();
        has(wide.keys("2"), late);
    }
}

#[test]
fn r05_from_the_list_to_a_lines_new_promise_in_six_keys() {
    let mut s = stage(Lang::En);
    for (key, shown) in [
        ("<enter>", "▌ ✓ ST25 5 kg"),
        ("j", "▌ ✓ Jasmine 25 kg"),
        ("j", "▌ ! ST25 25 kg"),
        ("p", "1 Wed 25/11             expected Hapag"),
        ("1", "1 carrier"),
        ("1", "SO-1019 Gạo Đồng Tháp → promised for 25/11/2026 · carrier. u undoes"),
    ] {
        s.keys(key);
        has(&s, shown);
    }
    // It is late no more, and has left what is to be done now.
    s.keys("<tab>");
    has_not(&s, "SO-1019");
    s.keys("u");
    has(&s, "SO-1019");
}

#[test]
fn r05_one_key_is_the_next_good_step_and_its_neighbour_holds() {
    let mut s = stage(Lang::En);
    // A draft that checks block says which.
    s.keys("<s-tab>/1050<enter>+");
    has(&s, "SO-1050 Phở Bắc Hà: line 1 has no price");
    // One that is held is asked why it is cancelled: the digit is for that, never for a tab.
    s.keys("<esc>/1044<enter>-4");
    has(&s, "SO-1044 Lagos Rice Mills → cancelled: bought elsewhere. u undoes");
    s.keys("u<esc>/1031<enter>-1");
    has(&s, "SO-1031 Sakura Trading KK → on hold: deposit unpaid. u undoes");
    for said in ["released", "in preparation", "all shipped", "delivered"] {
        s.keys("+");
        has(&s, &format!("SO-1031 Sakura Trading KK → {said}. u undoes"));
    }
    s.keys("+");
    has(&s, "SO-1031 Sakura Trading KK: is not paid yet");
}

#[test]
fn r05_what_leaves_is_asked_line_by_line() {
    let mut s = stage(Lang::En);
    s.keys("<s-tab>s");
    has(&s, "3 ST25 25 kg         Quantity         80");
    s.keys("<tab><tab><tab><tab><c-u>81<c-s>");
    has(&s, "more than the 80 left");
    s.keys("<c-u>30<c-s>");
    has(&s, "SO-1019 Gạo Đồng Tháp → shipped");
    // Of one line, what is typed, or all that is left.
    s.keys("k<enter>jjs20<c-s>");
    has(&s, "! ST25 25 kg      80   50");
    s.keys("s<c-s>");
    has(&s, "✓ ST25 25 kg      80   80");
    has(&s, "shipped");
}

#[test]
fn r05_a_lines_keys_are_the_lines_own() {
    let mut s = stage(Lang::En);
    let hints = |s: &mut Stage| s.screen().lines().last().unwrap_or_default().to_owned();
    s.keys("<enter>jj");
    assert!(hints(&mut s).contains("p new promise") && hints(&mut s).contains("e edit"), "{}", hints(&mut s));
    has(s.keys("p"), "new promise ST25 25 kg · SO-1019");
    // Of one that has left nothing is asked in vain.
    s.keys("<esc>kp");
    has(&s, "Jasmine 25 kg: has nothing left for that");
    has_not(&s, "30/11");
    for (key, name) in [("-", "hold"), ("s", "ship"), ("X", "cancel")] {
        let screen = s.keys("<esc><esc>k<enter>").keys(key).screen();
        assert!(screen.contains("nothing left for that"), "{key} {name}: {screen}");
    }
    s.keys("<esc><esc>");
    let mut s = stage(Lang::En);
    s.keys("<enter>jjp");
    // The form of the order stands at the line that one stands on.
    let form = s.keys("<esc>e").screen();
    assert!(form.lines().any(|line| line.contains("▌ 3 ST25 25 kg")), "{form}");
    s.keys("<tab><tab><c-u>85<c-s>");
    has(&s, "ST25 25 kg      85");
}

#[test]
fn r05_a_reason_is_read_whole_in_the_list() {
    let mut s = stage(Lang::En);
    has(s.keys("-"), "2 over the credit limit");
}

#[test]
fn r05_a_new_order_is_made_from_the_customer_or_their_call() {
    let mut s = Stage::new(morning(Lang::En), 80, 24).unwrap();
    s.keys("5/nordlys<enter>O");
    let screen = s.screen();
    assert!(screen.lines().any(|line| line.contains("▌ Customer ") && line.contains(" Nordlys Foods ApS")), "{screen}");
    s.keys("<tab>NF-1<c-s>");
    has(&s, "Nordlys Foods ApS → new");
    // On the call card too; what was begun for one customer is not taken up for another.
    s.keys("O<tab>NF-2<esc><esc>/sakura<enter><enter>O");
    has(&s, "Sakura Trading KK");
    has_not(&s, "NF-2");
    s.keys("<esc><esc><esc>/nordlys<enter>cO");
    has(&s, "NF-2");
}

#[test]
fn the_numbers_that_a_house_gives_are_shown_whole() {
    for lang in [Lang::En, Lang::Vi] {
        let mut store = store_in(lang);
        fill(&mut store, &Size { leads: 0, accounts: 3, contacts: 3, orders: 4, lines: 4 }, 7, &mut |_, _| true)
            .unwrap();
        act(&mut store, "order", "add", &[], &[]);
        let numbers: Vec<String> = store.all::<Order>().unwrap().into_iter().map(|order| order.number).collect();
        let mut s = Stage::new(store, 80, 24).unwrap();
        s.keys("2<s-tab>");
        assert!(numbers.len() == 5 && numbers.iter().any(|number| number.len() == 10), "{numbers:?}");
        for number in numbers {
            has(&s, &format!(" {number} "));
        }
    }
}

#[test]
fn a_promise_of_another_year_stands_whole_in_the_list() {
    for lang in [Lang::En, Lang::Vi] {
        let mut store = morning(lang);
        for (number, promised) in [("SO-0012000", "5/1/2027"), ("SO-1060", "20/1/2027")] {
            let given = [
                ("number", number),
                ("account", "nordlys"),
                ("promised", promised),
                ("lines.1.product", "jasmine"),
                ("lines.1.quantity", "1"),
            ];
            let id = act(&mut store, "order", "add", &[], &given).made[0].id;
            act(&mut store, "order", "confirm", &[id], &[]);
        }
        let mut s = Stage::new(store, 80, 24).unwrap();
        s.keys("2<s-tab>");
        let late = if lang == Lang::Vi { "trễ 4 ngày" } else { "4 d late" };
        for (width, height) in [(80, 24), (160, 40)] {
            s.resize(width, height);
            for whole in [" SO-0012000 ", " 05/01/2027 ", " 20/01/2027 ", " 20/11 ", "Nordlys Fo", late] {
                has(&s, whole);
            }
        }
    }
}
