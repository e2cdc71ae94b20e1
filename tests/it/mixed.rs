//! One key over marks of several kinds: each by its own action, under one deed, told by kind.
use super::{act, at, has, has_not, morning_in, store_at};
use linchpin::act::{tell, whither};
use linchpin::domain::deed::{Deed, Ref};
use linchpin::domain::lead::{Lead, State};
use linchpin::domain::message::Message;
use linchpin::domain::order::{Order, State as OrderState};
use linchpin::domain::task::{State as TaskState, Task};
use linchpin::domain::value::{Id, Instant};
use linchpin::domain::worked::Work;
use linchpin::lang::Lang;
use linchpin::store::Store;
use linchpin::ui::stage::Stage;

const LANGS: [Lang; 2] = [Lang::En, Lang::Vi];

/// Seven leads, an order and a task are due.
fn house(lang: Lang) -> Store {
    let mut s = morning_in(lang);
    act(&mut s, "task", "add", &[], &[("subject", "send papers"), ("due", "today 10:06")]);
    act(&mut s, "account", "add", &[], &[("name", "An Phát")]);
    act(&mut s, "product", "add", &[], &[("name", "ST25"), ("price", "100.000"), ("stock", "900")]);
    at(&mut s, "2026-11-23 14:05");
    let line = [("lines.1.product", "ST25"), ("lines.1.quantity", "4"), ("lines.1.price", "100.000")];
    let head = [("number", "SO-1021"), ("account", "An Phát"), ("promised", "04/12/2026")];
    act(&mut s, "order", "add", &[], &[head, line].concat());
    at(&mut s, "2026-11-24 09:14");
    s
}

fn stage(lang: Lang) -> Stage {
    Stage::new(house(lang), 80, 24).unwrap()
}

/// Whose each lead is, the order and the task, and until when it is put off.
fn work(s: &Store) -> Vec<(Option<Id>, Option<Instant>)> {
    let leads = (1..8).map(|id| s.get::<Lead>(id).unwrap().work);
    let all: Vec<Work> = leads.chain([s.get::<Order>(1).unwrap().work, s.get::<Task>(1).unwrap().work]).collect();
    all.into_iter().map(|work| (work.owner, work.later)).collect()
}

fn entries(s: &Store) -> usize {
    s.entries(1000).unwrap().len()
}

fn newest(s: &Store, kind: &'static str) -> Deed {
    s.history(Ref { kind, id: 1 }).unwrap().remove(0).deed
}

/// Marks the lead, the order and the task; the cursor is on the first row.
const THREE: &str = "0/dao<enter><space><esc>/1021<enter><space><esc>/send<enter><space><esc>gg";

#[test]
fn find_and_replace_is_for_marks_of_one_kind_as_the_form_is() {
    for (lang, why) in [
        (Lang::En, "'find and replace' asks other things of each kind"),
        (Lang::Vi, "'tìm và thay' mỗi loại hỏi khác nhau"),
    ] {
        let mut s = stage(lang);
        s.keys(THREE).keys("%");
        has(&s, why);
        s.keys("<esc><esc>%");
        has_not(&s, why);
    }
}

#[test]
fn one_key_gives_all_kinds_and_one_takes_all_back_after_a_restart_too() {
    for lang in LANGS {
        let mut s = stage(lang);
        let [marked, told, undone, asked] = match lang {
            Lang::En => {
                ["9 marked", "7 leads, 1 order, 1 task → Minh. u undoes", "Undone: 7 leads, 1", "Undo what was"]
            }
            Lang::Vi => {
                ["đã chọn 9", "7 khách mới, 1 đơn, 1 việc → Minh. u", "Đã hoàn tác: 7 khách mới, 1", "Hoàn tác việc"]
            }
        };
        let (before, count) = (work(s.store()), entries(s.store()));
        s.keys("0gg*");
        has(&s, marked);
        s.keys("amin<enter>");
        has(&s, told);
        has_not(&s, marked);
        let minh = s.store().titles("person", 9).unwrap().into_iter().find(|(_, name)| name == "Minh").unwrap().0;
        assert!(work(s.store()).iter().all(|(owner, _)| *owner == Some(minh)));
        assert_eq!(entries(s.store()), count + 1);
        s.keys("u");
        has(&s, undone);
        assert_eq!(work(s.store()), before);
        s.keys("U");
        has(&s, told);
        let file = s.store().path().to_owned();
        drop(s);
        let mut again = store_at(&file, lang);
        again.session_mut().sitting = 2;
        let mut s = Stage::new(again, 80, 24).unwrap();
        s.keys("0u");
        has(&s, asked);
        s.keys("<enter>");
        has(&s, undone);
        assert_eq!(work(s.store()), before);
    }
}

#[test]
fn each_row_takes_its_own_proposal_and_all_are_put_off_together() {
    for lang in LANGS {
        let mut s = stage(lang);
        let before = work(s.store());
        s.keys("0gg*a1");
        has(
            &s,
            if lang == Lang::En {
                "7 leads → Lan 3, Minh 2, Huy 2; 1 order, 1 task → Lan"
            } else {
                "7 khách mới → Lan 3, Minh 2, Huy 2; 1 đơn, 1 việc → Lan"
            },
        );
        assert!(work(s.store()).iter().all(|(owner, _)| owner.is_some()));
        s.keys("u0gg*z1");
        let until = "24/11/2026 11:14";
        has(&s, &format!("{} {until}", if lang == Lang::En { "→ put off until" } else { "→ để đến" }));
        assert!(work(s.store()).iter().all(|(_, later)| later.is_some()));
        s.keys("u");
        assert_eq!(work(s.store()), before);
    }
}

#[test]
fn the_next_good_step_is_each_kinds_own_and_so_is_its_history() {
    for lang in LANGS {
        let mut s = stage(lang);
        let count = entries(s.store());
        s.keys(THREE).keys("+");
        let told = match lang {
            Lang::En => ["1 lead → qualified", "1 order → confirmed", "1 task → done"],
            Lang::Vi => ["1 khách mới → đạt", "1 đơn → đã xác nhận", "1 việc → xong"],
        };
        for told in told {
            has(&s, told);
        }
        let store = s.store();
        assert_eq!(entries(store), count + 1);
        assert_eq!(store.get::<Lead>(1).unwrap().state, State::Qualified);
        assert_eq!(store.get::<Order>(1).unwrap().stands(), OrderState::Confirmed);
        assert_eq!(store.get::<Task>(1).unwrap().state, TaskState::Done);
        for (kind, name, (done, whole)) in [
            ("lead", "qualify", ("đạt", "Nguyễn Thị Đào → đạt")),
            ("order", "confirm", ("đã xác nhận", "SO-1021")),
            ("task", "done", ("xong", "send papers → xong")),
        ] {
            let deed = newest(store, kind);
            assert_eq!((deed.kind.as_str(), deed.act.as_str(), deed.count), (kind, name, 1));
            assert_eq!(whither(&deed, store).to(Lang::Vi), done);
            assert!(tell(&deed, store).to(Lang::Vi).starts_with(whole), "{:?}", tell(&deed, store));
        }
        s.keys("u");
        assert_eq!(s.store().get::<Lead>(1).unwrap().state, State::New);
        assert_eq!(s.store().get::<Order>(1).unwrap().stands(), OrderState::Draft);
        assert_eq!(s.store().get::<Task>(1).unwrap().state, TaskState::Open);
    }
}

#[test]
fn who_asks_is_answered_wherever_the_cursor_is() {
    let mut s = stage(Lang::En);
    s.keys("0/dao<enter><space><esc>/send<enter><space><esc>-1");
    has(&s, "1 lead → turned down: no budget; 1 task → cancelled. u undoes");
    assert_eq!(newest(s.store(), "task").said, "");
    s.keys("u");
    has(&s, "Undone: 1 lead → turned down: no budget; 1 task → cancelled");
}

#[test]
fn what_cannot_be_done_to_one_is_done_to_none_and_the_marks_stay() {
    for lang in LANGS {
        let [same, edit, bare, marked] = match lang {
            Lang::En => ["2 orders, 1 task: have no 'merge'", "'edit' asks other", "order SO-1022: ", "10 marked"],
            Lang::Vi => ["2 đơn, 1 việc: không có", "'sửa' mỗi loại hỏi khác nhau", "đơn SO-1022: ", "đã chọn 10"],
        };
        let mut store = house(lang);
        at(&mut store, "2026-11-23 14:10");
        act(&mut store, "order", "add", &[], &[("number", "SO-1022")]);
        at(&mut store, "2026-11-24 09:14");
        let mut s = Stage::new(store, 80, 24).unwrap();
        let (before, count) = (work(s.store()), entries(s.store()));
        s.keys("0gg*j");
        for (keys, said, on) in [("=", same, "1kj"), ("e", edit, "<esc>kj"), ("+", bare, "kj")] {
            s.keys(keys);
            has(&s, said);
            s.keys(on);
            has_not(&s, "┌");
            has(&s, marked);
        }
        assert_eq!(work(s.store()), before);
        assert_eq!(entries(s.store()), count);
        assert_eq!(s.store().get::<Lead>(1).unwrap().state, State::New);
        assert_eq!(s.store().get::<Task>(1).unwrap().state, TaskState::Open);
    }
}

/// Puts the cursor on the row of this name.
fn stand(s: &mut Stage, name: &str) {
    s.keys("gg");
    let on = |s: &Stage| s.screen().lines().any(|line| line.starts_with('▌') && line.contains(name));
    for _ in 0..20 {
        if on(s) {
            return;
        }
        s.keys("j");
    }
    panic!("no {name} in\n{}", s.screen());
}

#[test]
fn a_key_that_only_some_marked_kinds_have_names_the_others_wherever_the_cursor_is() {
    for lang in LANGS {
        let [ship, cancel, same, marked] = match lang {
            Lang::En => [
                "7 leads, 1 task: have no 'ship'; unmark them",
                "7 leads, 1 task: have no 'cancel the rest'; unmark them",
                "1 order, 1 task: have no 'merge'; unmark them",
                "9 marked",
            ],
            Lang::Vi => [
                "7 khách mới, 1 việc: không có thao tác 'xuất hàng'; hãy bỏ chọn",
                "7 khách mới, 1 việc: không có thao tác 'huỷ phần còn lại'; hãy bỏ chọn",
                "1 đơn, 1 việc: không có thao tác 'gộp'; hãy bỏ chọn",
                "đã chọn 9",
            ],
        };
        let mut s = stage(lang);
        let (before, count) = (work(s.store()), entries(s.store()));
        s.keys("0gg*");
        for on in ["Đào", "SO-1021", "send papers"] {
            stand(&mut s, on);
            // A task is cancelled too, by another key: `X` is not for it.
            has(s.keys("s"), ship);
            has_not(s.keys("<esc>"), "┌");
            for (key, said) in [("X", cancel), ("=", same)] {
                has(s.keys(key), said);
                // The digit that would answer closes what refuses.
                s.keys("1k");
                has_not(&s, "┌");
                has(s.keys("j"), marked);
            }
        }
        assert_eq!(work(s.store()), before);
        assert_eq!(entries(s.store()), count);
        assert_eq!(s.store().get::<Task>(1).unwrap().state, TaskState::Open);
        assert_eq!(s.store().get::<Order>(1).unwrap().stands(), OrderState::Draft);
    }
}

#[test]
fn what_asks_from_another_list_is_refused_with_what_to_do_about_it() {
    for lang in LANGS {
        let [leads, lead, order] = match lang {
            Lang::En => [
                "! 7 leads: unmark them; 'turn down' asks its own 'Reason' ",
                "! lead Nguyễn Thị Đào: unmark it; 'turn down' asks its own 'Reason' ",
                "! order SO-1021 An Phát: unmark it; 'hold' asks its own 'Reason' ",
            ],
            Lang::Vi => [
                "! 7 khách mới: hãy bỏ chọn; 'loại' có 'Lý do' riêng ",
                "! khách mới Nguyễn Thị Đào: hãy bỏ chọn; 'loại' có 'Lý do' riêng ",
                "! đơn SO-1021 An Phát: hãy bỏ chọn; 'giữ' có 'Lý do' riêng ",
            ],
        };
        let mut store = house(lang);
        act(&mut store, "order", "confirm", &[1], &[]);
        let mut s = Stage::new(store, 80, 24).unwrap();
        let (before, count) = (work(s.store()), entries(s.store()));
        s.keys("0<s-tab>gg*");
        // Who asks is the kind that the cursor is on; a task asks nothing, then it is another.
        for (on, said) in [("Đào", order), ("SO-1021", leads), ("send papers", order)] {
            stand(&mut s, on);
            has(s.keys("-"), said);
            s.keys("1j");
            has_not(&s, "┌");
        }
        assert_eq!(work(s.store()), before);
        s.keys("<esc>/dao<enter><space><esc>/1021<enter><space><esc>");
        stand(&mut s, "SO-1021");
        has(s.keys("-"), lead);
        assert_eq!(entries(s.store()), count);
        // As it says: without the lead the order is held.
        s.keys("1");
        stand(&mut s, "Đào");
        s.keys("<space>");
        stand(&mut s, "SO-1021");
        s.keys("-1");
        assert_eq!(s.store().get::<Order>(1).unwrap().state, OrderState::Held);
        assert_eq!(s.store().get::<Lead>(1).unwrap().state, State::New);
    }
}

#[test]
fn one_row_that_lacks_the_key_is_named_and_the_key_is_done_once_it_is_unmarked() {
    let mut s = stage(Lang::En);
    s.keys("0/1021<enter><space><esc>/send<enter><space><esc>");
    stand(&mut s, "send papers");
    has(s.keys("s"), "task send papers: has no 'ship'; unmark it");
    s.keys("<esc>");
    stand(&mut s, "Trần Văn Quốc");
    has(s.keys("s"), "task send papers: has no 'ship'; unmark it");
    s.keys("<esc>");
    stand(&mut s, "send papers");
    s.keys("<space>");
    stand(&mut s, "Trần Văn Quốc");
    has_not(s.keys("s"), "send papers: has");
    has(&s, "SO-1021");
}

#[test]
fn a_form_over_several_kinds_is_kept_and_says_to_all_what_it_shows() {
    let mut s = stage(Lang::En);
    s.keys("0/dao<enter><space><esc>/send<enter><space><esc>ggm").keys("call me<tab>Lan<esc>");
    let file = s.store().path().to_owned();
    drop(s);
    let mut s = Stage::new(store_at(&file, Lang::En), 80, 24).unwrap();
    s.keys("0:drafts<enter>1");
    has(&s, "message 1 lead, 1 task");
    has(&s, "call me");
    s.keys("<c-s>");
    has(&s, "1 lead, 1 task → message: call me");
    let about: Vec<_> = (1..3).map(|id| s.store().get::<Message>(id).unwrap().about.and_then(Ref::unpack)).collect();
    assert_eq!(about, [Some(Ref { kind: "lead", id: 1 }), Some(Ref { kind: "task", id: 1 })]);
    assert_eq!(s.store().drafts().unwrap().len(), 0);
}

#[test]
fn keys_are_for_the_marks_where_the_cursor_is_on_another_kind() {
    let mut store = morning_in(Lang::En);
    act(&mut store, "task", "add", &[], &[("subject", "send papers"), ("due", "today 10:06")]);
    let mut s = Stage::new(store, 80, 24).unwrap();
    s.keys("0<space>j");
    has(&s, "1 marked");
    s.keys("+");
    has(&s, "Nguyễn Thị Đào → qualified");
    assert_eq!(s.store().get::<Task>(1).unwrap().state, TaskState::Open);
}

#[test]
fn a_burst_over_several_kinds_does_what_the_keys_do_one_by_one() {
    for keys in ["0gg*amin<enter>u", "0gg*z1U", "0gg*+", "0gg*a1u.", "0gg*r1u"] {
        let (mut slow, mut fast) = (stage(Lang::En), stage(Lang::En));
        assert_eq!(slow.keys(keys).screen(), fast.burst(keys).screen(), "{keys}");
        assert_eq!(work(slow.store()), work(fast.store()), "{keys}");
    }
}
