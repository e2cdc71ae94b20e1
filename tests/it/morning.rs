//! The morning: thirty rows of seven kinds are due, and a coordinator takes them to 'nothing due' from the keyboard. Each
//! row of the table has its keys and where they leave it; the keys together are the script.
use super::{act, at, has, store_in};
use linchpin::domain::appointment::Appointment;
use linchpin::domain::deed::Ref;
use linchpin::domain::lead::{Lead, State as LeadState};
use linchpin::domain::message::{Message, State as MessageState};
use linchpin::domain::opportunity::{Opportunity, State as Decided};
use linchpin::domain::order::{Order, State as OrderState};
use linchpin::domain::task::{State as TaskState, Task};
use linchpin::domain::touch::{Outcome, Touch};
use linchpin::domain::world::World;
use linchpin::lang::Lang;
use linchpin::store::Store;
use linchpin::ui::stage::Stage;
use std::collections::BTreeSet;

/// Where a row is left.
#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    /// Somebody's: Minh is proposed first, he speaks English and has least.
    Assigned,
    /// Someone was spoken with, or tried: what is kept of it.
    Answered(Outcome),
    /// Turned down, for this reason of the list.
    Down(&'static str),
    /// Put off until then.
    Off(&'static str),
    /// The same as this one.
    Same(&'static str, i64),
    /// An order that stands here now, with the day promised for the rest.
    Moved(OrderState, &'static str),
    Done,
}

use End::{Answered, Assigned, Done, Down, Moved, Off, Same};

type Given = &'static [(&'static str, &'static str)];

/// One row of the morning: when it was made, its kind, what was said of it, what was done to it since; the keys it takes
/// and where it ends.
struct Due(&'static str, &'static str, Given, &'static [(&'static str, &'static str)], &'static str, End);

const LINE: [(&str, &str); 3] = [("lines.1.product", "ST25"), ("lines.1.quantity", "40"), ("lines.1.price", "100.000")];

const fn lead(made: &'static str, given: Given, keys: &'static str, end: End) -> Due {
    Due(made, "lead", given, &[], keys, end)
}

/// In the order in which they are due.
#[rustfmt::skip]
const MORNING: [Due; 30] = [
    Due("2026-11-12 09:00", "order", &[("number", "SO-1019"), ("promised", "20/11/2026")],
        &[("2026-11-12 09:00", "confirm"), ("2026-11-12 09:05", "prepare")],    "p11", Moved(OrderState::Preparing, "25/11/2026")),
    Due("2026-11-21 09:00", "message", &[("text", "giá mới?"), ("owner", "Lan"), ("caller", "Mận"), ("reach", "0905 111 222")],
        &[],                                                                    "r1", Answered(Outcome::Reached)),
    Due("2026-11-16 08:00", "order", &[("number", "SO-1020"), ("promised", "18/11/2026")],
        &[("2026-11-16 08:00", "confirm"), ("2026-11-16 08:05", "prepare"), ("2026-11-18 10:00", "ship-all")],
                                                                                "+", Moved(OrderState::Delivered, "18/11/2026")),
    Due("2026-11-23 08:30", "call", &[("text", "hỏi giấy tờ")], &[],            "r1", Answered(Outcome::Reached)),
    lead("2026-11-23 08:10", &[("name", "Bùi Văn Ba")],                         "-1", Down("no-budget")),
    lead("2026-11-23 08:20", &[("name", "Phạm Thị Tư"), ("source", "fair")],    "<space>", Assigned),
    lead("2026-11-23 08:25", &[("name", "Võ Văn Năm"), ("source", "fair")],     "<space>", Assigned),
    lead("2026-11-23 08:30", &[("name", "Lý Sáu"), ("source", "fair")],         "<space>", Assigned),
    lead("2026-11-23 08:35", &[("name", "Hồ Thị Bảy"), ("source", "fair")],     "<space>a1", Assigned),
    lead("2026-11-23 08:50", &[("name", "Nga"), ("phone", "0903 123 456")],     "=1", Same("contact", 1)),
    Due("2026-11-20 10:00", "task", &[("subject", "gửi bảng giá"), ("due", "2026-11-23 11:30")], &[], "a1", Assigned),
    lead("2026-11-23 10:00", &[("name", "Trần Tám")],                           "r1", Answered(Outcome::Reached)),
    lead("2026-11-23 10:30", &[("name", "Đỗ Chín")],                            "-2", Down("not-our-product")),
    Due("2026-11-20 10:00", "opportunity", &[("name", "Gạo tấm"), ("next", "2026-11-23 14:00")], &[], "a1", Assigned),
    Due("2026-11-23 15:00", "message", &[("text", "gọi lại giúp"), ("owner", "Mai"), ("caller", "Ông Mười")], &[],
                                                                                "r1", Answered(Outcome::Reached)),
    Due("2026-11-24 08:40", "call", &[("text", "hẹn xem hàng")], &[],           "r1", Answered(Outcome::Reached)),
    lead("2026-11-23 16:00", &[("name", "Mai Thị Lụa")],                        "-2", Down("not-our-product")),
    Due("2026-11-23 14:05", "order", &[("number", "SO-1021"), ("promised", "04/12/2026")], &[],
                                                                                "+", Moved(OrderState::Confirmed, "04/12/2026")),
    Due("2026-11-20 10:00", "task", &[("subject", "in nhãn"), ("due", "2026-11-24 09:30")], &[], "+", Done),
    lead("2026-11-24 08:00", &[("name", "Cao Văn Lúa"), ("language", "English")],   "a1", Assigned),
    lead("2026-11-24 08:05", &[("name", "Ngô Thị Nếp"), ("company", "Nếp Mới")],    ".", Assigned),
    lead("2026-11-24 08:10", &[("name", "Đinh Khoai")],                         ".", Assigned),
    lead("2026-11-24 08:15", &[("name", "Tô Sắn")],                             ".", Assigned),
    lead("2026-11-24 08:20", &[("name", "Ngô Nếp"), ("email", "nep@nepmoi.vn")],"=1", Same("contact", 2)),
    lead("2026-11-24 08:30", &[("name", "Hà Ngô"), ("phone", "0911 222 333")],  "r2", Answered(Outcome::NoAnswer)),
    Due("2026-11-20 10:00", "opportunity", &[("name", "Gạo nếp"), ("next", "2026-11-24 11:00")], &[], "-4", Down("competitor")),
    lead("2026-11-24 09:05", &[("name", "Vũ Đậu")],                             "z3", Off("2026-11-25 08:00")),
    Due("2026-11-20 10:00", "task", &[("subject", "hỏi kho"), ("due", "2026-11-24 11:30")], &[], "a1", Assigned),
    Due("2026-11-20 10:00", "appointment", &[("subject", "Thử cơm"), ("start", "2026-11-24 14:30")], &[], ".", Assigned),
    Due("2026-11-20 10:00", "appointment", &[("subject", "Xem kho"), ("start", "2026-11-24 16:00")], &[], "z1", Off("2026-11-24 11:14")),
];

/// The house of that morning: Lan is away and Mai, who coordinates, answers for her.
fn house(lang: Lang) -> (Store, Vec<Ref>) {
    let mut s = store_in(lang);
    at(&mut s, "2026-11-10 08:00");
    let made: [(&str, Given); 5] = [
        ("absence", &[("person", "Lan"), ("from", "2026-11-20"), ("till", "2026-11-26"), ("deputy", "Mai")]),
        ("account", &[("name", "Gạo Đồng Tháp")]),
        ("contact", &[("name", "Đào Ngọc Nga"), ("account", "Gạo Đồng Tháp"), ("phone", "0903 123 456")]),
        ("contact", &[("name", "Ngô Thị Nếp"), ("account", "Gạo Đồng Tháp"), ("email", "nep@nepmoi.vn")]),
        ("product", &[("name", "ST25"), ("price", "100.000"), ("stock", "900")]),
    ];
    for (kind, given) in made {
        act(&mut s, kind, "add", &[], given);
    }
    let mut rows = Vec::new();
    for Due(made, kind, given, steps, ..) in &MORNING {
        at(&mut s, made);
        let done = match *kind {
            "call" => act(&mut s, "contact", "unrecorded", &[1], given),
            "order" => {
                let given: Vec<_> = given.iter().copied().chain([("account", "Gạo Đồng Tháp")]).chain(LINE).collect();
                act(&mut s, "order", "add", &[], &given)
            }
            "opportunity" => {
                let given: Vec<_> = given.iter().copied().chain([("account", "Gạo Đồng Tháp")]).collect();
                act(&mut s, "opportunity", "add", &[], &given)
            }
            kind => act(&mut s, kind, "add", &[], given),
        };
        rows.push(done.made[0]);
        for (then, step) in *steps {
            at(&mut s, then);
            act(&mut s, kind, step, &[done.made[0].id], &[]);
        }
    }
    at(&mut s, "2026-11-24 09:14");
    (s, rows)
}

/// How many keys a script is: `<space>` is one.
fn keys(script: &str) -> usize {
    linchpin::ui::chord::Stroke::all(script).unwrap().len()
}

/// What became of a row.
fn end(s: &Store, at: Ref) -> End {
    let reason = |id: Option<i64>| {
        let codes = s.codes("lost-reason");
        let code = codes.iter().find(|code| Some(code.id) == id).unwrap_or_else(|| panic!("no reason of {at:?}"));
        End::Down(Box::leak(code.name.clone().into_boxed_str()))
    };
    let spoken = || -> Option<End> {
        let touch = s.timeline(&[at], 1).unwrap().first().map(|moment| s.get::<Touch>(moment.touch).unwrap())?;
        Some(Answered(touch.outcome))
    };
    let off = |later: Option<_>| later.map(|at| s.local(at).format("%Y-%m-%d %H:%M").to_string());
    let off = |later| off(later).map(|told| Off(Box::leak(told.into_boxed_str())));
    let owned = |owner: Option<i64>| {
        let name = owner.and_then(|id| s.name("person", id)).unwrap_or_default();
        assert!(["Minh", "Huy"].contains(&name.as_str()), "{at:?} is of '{name}'");
        Assigned
    };
    match at.kind {
        "lead" => {
            let row: Lead = s.get(at.id).unwrap();
            match row.state {
                LeadState::Disqualified => reason(row.lost),
                LeadState::Duplicate => {
                    let same = Ref::unpack(row.same_as.unwrap()).unwrap();
                    Same(same.kind, same.id)
                }
                _ => spoken().or_else(|| off(row.work.later)).unwrap_or_else(|| owned(row.work.owner)),
            }
        }
        "order" => {
            let row: Order = s.get(at.id).unwrap();
            let day = row.promised.unwrap().format("%d/%m/%Y").to_string();
            Moved(row.stands(), Box::leak(day.into_boxed_str()))
        }
        "opportunity" => {
            let row: Opportunity = s.get(at.id).unwrap();
            if row.state == Decided::Lost { reason(row.lost) } else { owned(row.work.owner) }
        }
        "message" => {
            assert_eq!(s.get::<Message>(at.id).unwrap().state, MessageState::Returned);
            spoken().unwrap()
        }
        "touch" => Answered(s.get::<Touch>(at.id).unwrap().outcome),
        "task" => {
            let row: Task = s.get(at.id).unwrap();
            if row.state == TaskState::Done { Done } else { owned(row.work.owner) }
        }
        _ => {
            let row: Appointment = s.get(at.id).unwrap();
            off(row.work.later).unwrap_or_else(|| owned(row.work.owner))
        }
    }
}

fn count(of: impl Fn(&End) -> bool) -> usize {
    MORNING.iter().filter(|Due(.., end)| of(end)).count()
}

#[test]
fn the_table_is_the_morning_that_is_asked_for() {
    let kinds: BTreeSet<&str> = MORNING.iter().map(|Due(_, kind, ..)| *kind).collect();
    assert!(kinds.len() >= 6, "{kinds:?}");
    assert_eq!(count(|end| *end == Assigned), 12);
    assert_eq!(count(|end| matches!(end, Answered(_))), 6);
    assert_eq!(count(|end| matches!(end, Down(_))), 4);
    let reasons = MORNING.iter().filter_map(|Due(.., end)| if let Down(why) = end { Some(*why) } else { None });
    assert_eq!(reasons.collect::<BTreeSet<_>>().len(), 3);
    assert!(count(|end| matches!(end, Off(_))) <= 3);
    assert_eq!(count(|end| matches!(end, Same(..))), 2);
    assert_eq!(count(|end| matches!(end, Moved(..))), 3);
}

#[test]
fn the_morning_is_taken_to_nothing_due() {
    let script: String = MORNING.iter().map(|Due(.., keys, _)| *keys).collect();
    assert!(keys(&script) <= 66, "{} keys: {script}", keys(&script));
    for (lang, due, clear, next) in [
        (Lang::En, "‹Mine now 30›", "‹Mine now 0›", "Nothing under Mine now; 19 in all, next Hà Ngô: 11:14"),
        (Lang::Vi, "‹Cần làm 30›", "‹Cần làm 0›", "Cần làm: không có gì; tất cả 19, tiếp theo Hà Ngô: 11:14"),
    ] {
        for size in [(80, 24), (120, 36)] {
            let begun = || {
                let (store, rows) = house(lang);
                (Stage::new(store, size.0, size.1).unwrap(), rows)
            };
            let ((mut slow, rows), (mut fast, _)) = (begun(), begun());
            has(&slow, due);
            for (n, Due(_, kind, given, _, keys, _)) in MORNING.iter().enumerate() {
                let called = given.iter().find(|(key, _)| ["name", "subject", "number", "caller"].contains(key));
                let called = called.map_or("Đào Ngọc Nga", |(_, name)| name);
                let screen = slow.screen();
                let row = screen.lines().find(|line| line.starts_with('▌')).unwrap_or_default();
                assert!(row.contains(called), "row {n}, {kind} {called}, is not under the cursor:\n{screen}");
                slow.keys(keys);
            }
            fast.burst(&script);
            for stage in [&mut slow, &mut fast] {
                has(stage, clear);
                has(stage, next);
                let ends: Vec<End> = rows.iter().map(|at| end(stage.store(), *at)).collect();
                let wanted: Vec<End> = MORNING.iter().map(|Due(.., end)| *end).collect();
                assert_eq!(ends, wanted, "\n{}", stage.screen());
            }
            assert_eq!(slow.screen(), fast.screen());
        }
    }
}
