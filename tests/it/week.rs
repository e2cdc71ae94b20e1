//! The grid of days, as data in and lines out.
use linchpin::ui::cells;
use linchpin::ui::widgets::week::{Bar, Block, Day, Drawn, Grid, Mark, draw};

fn block(day: usize, from: u32, till: u32, title: &str) -> Block {
    let clock = format!("{:02}:{:02}", from / 60, from % 60);
    Block { day, from, till, clock, title: title.into(), ..Block::default() }
}

fn days(labels: &[&str]) -> Vec<Day> {
    labels.iter().map(|label| Day { label: (*label).into(), ..Day::default() }).collect()
}

fn text(drawn: &Drawn) -> String {
    let lines = drawn.lines.iter().map(|line| line.to_string().trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

const NINE: u32 = 9 * 60;

#[test]
fn what_overlaps_stands_side_by_side() {
    let mut grid = Grid { days: days(&["Mon 23", "Tue 24"]), open: 8 * 60..12 * 60, ..Grid::default() };
    grid.days[1] = Day { label: "Tue 24".into(), here: true, today: true, off: false };
    grid.now = Some((1, NINE + 14, "09:14".into()));
    grid.blocks = vec![
        Block {
            more: vec!["Room 2".into(), "Huy".into()],
            mark: Mark::Wrong,
            ..block(0, NINE, NINE + 90, "Demo Sakura about rice")
        },
        Block { here: true, ..block(0, NINE + 60, NINE + 120, "Họp kho tuần") },
        block(0, NINE + 120, NINE + 150, "Gọi chị Đào"),
        Block { mark: Mark::Soon, ..block(1, 11 * 60 + 15, 11 * 60 + 15, "papers") },
    ];
    let drawn = draw(&grid, 70, 20);
    insta::assert_snapshot!(text(&drawn), @"
           Mon 23                         ▌Tue 24
    08:00



    09:14  Demo Sakura !                  ──────────────────────────────
          │ about rice
          │ Room 2
          │ Huy
    10:00 │              ▌Họp kho tuần
          │              ▌
                         ▌
                         ▌
    11:00  Gọi chị Đào
          │                                papers •
    ");
    assert_eq!(drawn.cursor, Some(9));
    // Not a cell more or less, whatever marks stand on the letters.
    for line in &drawn.lines {
        assert!(cells::width(&line.to_string()) <= 70);
    }
}

#[test]
fn what_has_no_room_is_counted_and_the_cursor_always_shown() {
    let mut grid = Grid { days: days(&["Mon 23", "Tue 24"]), open: NINE..NINE + 180, ..Grid::default() };
    grid.blocks = vec![
        block(0, NINE, NINE + 120, "first"),
        block(0, NINE, NINE + 60, "second"),
        block(0, NINE, NINE + 60, "third"),
        block(0, NINE + 60, NINE + 90, "fourth"),
    ];
    insta::assert_snapshot!(text(&draw(&grid, 42, 8)), @"
           Mon 23            Tue 24
    09:00  first   seco+1
          │       │ nd
    10:00 │        fourth
          │
    11:00
    ");
    grid.blocks[2].here = true;
    insta::assert_snapshot!(text(&draw(&grid, 42, 8)), @"
           Mon 23            Tue 24
    09:00  first  ▌thir+1
          │       ▌ d
    10:00 │        fourth
          │
    11:00
    ");
}

#[test]
fn all_day_is_a_bar_over_its_days() {
    let mut grid =
        Grid { days: days(&["Mon 23", "Tue 24", "Wed 25", "Thu 26"]), open: NINE..NINE + 60, ..Grid::default() };
    let bar = |first, last, title: &str| Bar { days: (first, last), title: title.into(), ..Bar::default() };
    grid.bars = vec![bar(1, 2, "Lan: away"), bar(0, 0, "Lễ"), bar(2, 3, "hội chợ Vietfood"), bar(2, 2, "東京フェア")];
    insta::assert_snapshot!(text(&draw(&grid, 66, 8)), @"
           Mon 23         Tue 24         Wed 25         Thu 26
           Lễ             Lan: away ──────────────────
                                         hội chợ Vietfood ─────────+1
    09:00
    ");
    grid.bars[3].here = true;
    let drawn = draw(&grid, 66, 8);
    insta::assert_snapshot!(text(&drawn), @"
           Mon 23         Tue 24         Wed 25         Thu 26
                                         hội chợ Vietfood ───────────
                      +1             +1 ▌東京フェア +1
    09:00
    ");
    assert_eq!(drawn.cursor, Some(2));
}

#[test]
fn hours_are_as_fine_as_there_is_room_for() {
    let mut grid = Grid { days: days(&["Mon 23"]), open: 8 * 60..17 * 60, ..Grid::default() };
    grid.blocks = vec![block(0, NINE + 30, NINE + 60, "half past")];
    let rows = |height: usize| draw(&grid, 40, height).lines.len();
    assert_eq!((rows(10), rows(18), rows(19), rows(36), rows(37)), (10, 10, 19, 19, 37));
    // Too little for all: the working hours from their start, or where the cursor is.
    grid.blocks.push(Block { here: true, ..block(0, 20 * 60, 21 * 60, "dinner") });
    insta::assert_snapshot!(text(&draw(&grid, 40, 6)), @"
           Mon 23
    16:00
    17:00
    18:00
    19:00
    20:00 ▌dinner
    ");
    grid.blocks[1].here = false;
    insta::assert_snapshot!(text(&draw(&grid, 40, 6)), @"
           Mon 23
    08:00
    09:00  09:30 half past
    10:00
    11:00
    12:00
    ");
}

#[test]
fn nothing_breaks_it() {
    use proptest::prelude::*;
    let block = (0..3_usize, 0..1440_u32, 0..1441_u32, "[a-z東ễ ]{0,30}", any::<bool>()).prop_map(
        |(day, from, length, title, here)| Block {
            here,
            more: vec![title.clone()],
            mark: if here { Mark::Wrong } else { Mark::Plain },
            ..super::week::block(day, from, (from + length).min(1440), &title)
        },
    );
    let bar = (0..3_usize, 0..3_usize, any::<bool>()).prop_map(|(a, b, here)| Bar {
        days: (a.min(b), a.max(b)),
        title: "hội chợ".into(),
        here,
        mark: Mark::Soon,
    });
    let strategy =
        (proptest::collection::vec(block, 0..12), proptest::collection::vec(bar, 0..6), 30..130_usize, 3..40_usize);
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) };
    proptest::test_runner::TestRunner::new(config)
        .run(&strategy, |(blocks, bars, width, height)| {
            let grid = Grid {
                days: days(&["Mon 23", "Tue 24", "Wed 25"]),
                bars,
                blocks,
                now: Some((1, 600, "10:00".into())),
                open: 480..1020,
            };
            let drawn = draw(&grid, width, height);
            let wide = drawn.lines.iter().map(|line| cells::width(&line.to_string())).max().unwrap_or(0);
            prop_assert!(wide <= width.max(30), "{wide} of {width}\n{}", text(&drawn));
            Ok(())
        })
        .unwrap();
}
