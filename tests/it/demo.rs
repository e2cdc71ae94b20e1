//! The made-up company, whatever day it starts on.
use super::{has, path};
use chrono::{DateTime, TimeZone};
use linchpin::demo::fill;
use linchpin::domain::filter::Filter;
use linchpin::domain::world::World;
use linchpin::lang::Lang;
use linchpin::store::{List, Order, Session, Store};
use linchpin::ui::stage::Stage;
use std::collections::HashMap;

pub fn demo(now: DateTime<chrono_tz::Tz>, lang: Lang) -> Store {
    let mut store = Store::open(&path(), Session { lang, now, who: 0, sitting: 7 }).unwrap();
    fill(&mut store).unwrap();
    store
}

fn at(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> DateTime<chrono_tz::Tz> {
    chrono_tz::Asia::Ho_Chi_Minh.with_ymd_and_hms(year, month, day, hour, minute, 0).unwrap()
}

#[test]
fn it_starts_right_on_any_day() {
    let days = [
        at(2026, 11, 22, 23, 30), // a Sunday night
        at(2027, 2, 6, 10, 0),    // Tết
        at(2026, 12, 31, 16, 50),
        at(2028, 2, 29, 7, 0),
        at(2027, 1, 1, 0, 0),
    ];
    for now in days {
        let store = demo(now, Lang::Vi);
        assert_eq!(store.session.now, now);
        assert_eq!(store.staff().unwrap().name, "Mai", "{now}");
        let lead = linchpin::domain::lead::Lead::default();
        let words = Filter::parse("now", &lead, &*store).unwrap();
        let count = store.count(&List { kind: Some("lead"), filter: &words, order: Order::default() }, 99).unwrap();
        assert!((9..15).contains(&count), "{now}: {count}");
        let mut s = Stage::new(store, 80, 24).unwrap();
        s.keys("1");
        has(&s, "Nguyễn Thị Đào");
    }
}

#[test]
fn each_record_of_the_story_is_found_and_has_its_history() {
    let store = demo(at(2026, 11, 24, 9, 14), Lang::En);
    for text in
        ["nguyen thi dao", "Đào Ngọc Nga", "gao dong thap", "0912 120 888", "jensen", "anders", "nordlys", "sato"]
    {
        let found = store.lookup(text, 5, None).unwrap();
        assert!(!found.is_empty(), "{text}");
        assert!(!store.history(found[0].at).unwrap().is_empty(), "{text}");
    }
    let lan = store.people().iter().find(|p| p.name == "Lan").unwrap().id;
    let minh = store.people().iter().find(|p| p.name == "Minh").unwrap().id;
    assert_eq!(store.answers(lan, store.today()), minh);
}

/// The keys that an export bears begin with it: another demo takes them for a stranger's.
#[test]
fn one_made_up_company_is_told_from_another() {
    let of = |sitting| {
        let session = Session { lang: Lang::En, now: at(2026, 11, 24, 9, 14), who: 0, sitting };
        let mut store = Store::open(&path(), session).unwrap();
        fill(&mut store).unwrap();
        assert_eq!(store.session.sitting, sitting);
        assert!(!store.to_undo().unwrap().unwrap().sitting, "u would take the demo back without asking");
        store.birth().unwrap()
    };
    assert_ne!(of(7), of(8));
}

#[test]
fn no_two_hundred_rows_are_due_at_one_instant() {
    let store = demo(at(2026, 11, 24, 9, 14), Lang::En);
    let everything = Filter::default();
    let list = List { kind: None, filter: &everything, order: Order::default() };
    let mut at: HashMap<i64, usize> = HashMap::new();
    for key in store.page(&list, None, false, 10_000).unwrap() {
        *at.entry(store.urgency(key.at).unwrap().0.unwrap().at.timestamp()).or_default() += 1;
    }
    assert!(at.values().max().unwrap() < &20, "{:?}", at.values().max());
}

/// Over every stage, each rep and both currencies, by the house's own words.
#[test]
fn the_pipeline_has_something_at_every_stage() {
    let now = at(2026, 11, 24, 9, 14);
    let store = demo(now, Lang::Vi);
    let report = linchpin::report::named("pipeline").unwrap();
    let rows = |by: &str| {
        let found = report.ask(&store, linchpin::report::Period { from: None, till: None }, Some(by)).unwrap();
        linchpin::report::text(&found, Lang::Vi, 120)
    };
    let (stages, owners) = (rows("stage"), rows("owner"));
    for stage in ["tìm hiểu", "thẩm định", "báo giá", "thương lượng"] {
        assert!(stages.contains(stage), "{stages}");
    }
    for owner in ["Lan", "Minh", "Huy"] {
        assert!(owners.contains(owner), "{owners}");
    }
    assert!(stages.contains('₫') && stages.contains('$'), "{stages}");
    let mut s = Stage::new(store, 120, 36).unwrap();
    s.keys("1<f2>anders<enter>");
    has(&s, "Phụ trách mua hàng");
    s.keys("<esc>1/maria<enter>");
    has(&s, "nói tiếng Anh");
}

/// What is due of them is on Today, too, and each view has one.
#[test]
fn some_opportunities_are_due() {
    for lang in [Lang::En, Lang::Vi] {
        let mut s = Stage::new(demo(at(2026, 11, 24, 9, 14), lang), 120, 36).unwrap();
        s.keys(":opportunities<enter>");
        has(&s, if lang == Lang::Vi { "‹Cần làm 2›" } else { "‹Now 2›" });
        has(&s, if lang == Lang::Vi { "Quá hạn 1" } else { "Overdue 1" });
        has(&s, "16:30");
        let (own, late) = if lang == Lang::Vi {
            ("Tấm cho bếp Phở Bắc Hà", "Jasmine cho Nordlys, vụ hè")
        } else {
            ("Broken rice for Phở Bắc", "Jasmine for Nordlys, summ")
        };
        s.keys("0");
        has(&s, own);
        has(&s, late);
    }
}

/// Each line of its two screens is one of the demo's, in that order.
#[test]
fn the_readme_shows_what_the_demo_shows() {
    let readme = include_str!("../../README.md");
    let drawn: Vec<&str> = readme.split("```").skip(1).step_by(2).collect();
    for (drawn, keys) in drawn.iter().zip(["1", "1<f2>dao ngoc<enter>"]) {
        let mut stage = Stage::new(demo(at(2026, 11, 24, 9, 14), Lang::En), 80, 24).unwrap();
        let screen = stage.keys(keys).screen();
        let mut shown = screen.lines();
        for line in drawn.lines().filter(|line| !line.is_empty()) {
            assert!(shown.any(|there| there.trim_end() == line.trim_end()), "no '{line}' in\n{screen}");
        }
    }
    assert_eq!(drawn.len(), 2);
}
