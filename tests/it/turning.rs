//! A deed of many rows that is taken back or done again on the screen: aside, told how far it is, and given up by Esc.
use super::import_screen::Bench;
use super::{has, has_not};
use linchpin::act::find;
use linchpin::lang::Lang;
use std::fmt::Write;

/// Of so many rows a key does not wait for the end.
const ROWS: usize = 1_200;

fn imported(lang: Lang) -> Bench {
    let mut bench = Bench::new(lang, (80, 24));
    let mut text = "Name,Phone\n".to_owned();
    for n in 0..ROWS {
        writeln!(text, "Người {n},0903{n:06}").unwrap();
    }
    let path = bench.file("many.csv", &text);
    bench.stage.keys("1").keys(&Bench::asked(&path)).keys("<c-s>").keys("<esc>");
    assert_eq!(bench.leads(), 7 + ROWS);
    bench
}

fn first_frame(bench: &mut Bench, key: &str) -> String {
    let mut frames = Vec::new();
    bench.stage.each(key, |frame| frames.push(frame));
    frames.swap_remove(0)
}

#[test]
fn an_import_is_taken_back_and_brought_again_while_the_screen_says_how_far_it_is() {
    for (lang, back, again, undone, redone) in [
        (
            Lang::En,
            "taking it back",
            "doing it again",
            "Undone: 1,200 leads",
            "1,200 leads → imported from many.csv. u undoes",
        ),
        (
            Lang::Vi,
            "đang hoàn tác",
            "đang làm lại",
            "Đã hoàn tác: 1.200 khách mới",
            "1.200 khách mới → nhập từ many.csv. u hoàn tác",
        ),
    ] {
        let mut bench = imported(lang);
        let frame = first_frame(&mut bench, "u");
        assert!(frame.contains(back) && frame.contains(" %"), "{frame}");
        has(&bench.stage, undone);
        has_not(&bench.stage, back);
        assert_eq!(bench.leads(), 7);
        let frame = first_frame(&mut bench, "U");
        assert!(frame.contains(again), "{frame}");
        has(&bench.stage, redone);
        assert_eq!(bench.leads(), 7 + ROWS);
        assert_eq!(find(bench.stage.store(), "Người 1199", 10).unwrap().len(), 1);
    }
}

#[test]
fn esc_ends_it_and_leaves_all_as_it_was() {
    let mut bench = imported(Lang::En);
    let before = bench.stage.store().entries(1_000).unwrap().len();
    bench.stage.burst("u<esc>");
    has(&bench.stage, "Nothing was changed; u takes it back after all");
    assert_eq!(bench.leads(), 7 + ROWS);
    bench.stage.keys("u");
    assert_eq!(bench.leads(), 7);
    bench.stage.burst("U<esc>");
    has(&bench.stage, "Nothing was changed; U does it again after all");
    assert_eq!(bench.leads(), 7);
    assert_eq!(bench.stage.store().entries(1_000).unwrap().len(), before + 1);
}

#[test]
fn a_second_key_waits_for_the_first() {
    let mut bench = imported(Lang::En);
    let frame = bench.stage.burst("uu").screen();
    assert_eq!(bench.leads(), 7, "{frame}");
    has(&bench.stage, "Undone: 1,200 leads");
    // The keys are alive: whoever calls is found, and nothing else is done to the file.
    bench.stage.burst("U<f2>Ng<esc>");
    assert_eq!(bench.leads(), 7 + ROWS);
}

#[test]
fn what_was_changed_since_stays_and_is_named() {
    let mut bench = imported(Lang::En);
    bench.stage.keys("1<s-tab>/1199<enter>e<tab>X<c-s>").keys("gHju").keys("<enter>");
    has(&bench.stage, "Undone: 1,200 leads");
    has(&bench.stage, "(1 kept, changed");
    assert_eq!(bench.leads(), 8);
}
