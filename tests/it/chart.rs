//! Charts as text: what they show, and that they keep to their width.
use insta::assert_snapshot;
use linchpin::lang::{Lang, say};
use linchpin::report::{Figure, Series};
use linchpin::ui::cells;
use linchpin::ui::widgets::chart::{ASCII, BLOCKS, bars, chart, line, spark};

fn months(like: Figure, numbers: &[Option<i64>]) -> Series {
    let month = |n: usize| {
        let first = chrono::NaiveDate::from_ymd_opt(
            2025 + i32::try_from(n / 12).unwrap(),
            u32::try_from(n % 12).unwrap() + 1,
            1,
        );
        Figure::Month(first.unwrap())
    };
    let points = numbers.iter().enumerate().map(|(n, number)| (month(n + 11), *number)).collect();
    Series { label: say("on time", "đúng hạn"), like, points }
}

fn sources() -> Series {
    let points = [("fair", Some(212)), ("hội chợ Vietfood ở Sài Gòn", Some(50)), ("東京支店", Some(1)), ("mail", None)];
    let points = points.map(|(name, n)| (Figure::plain(name), n)).to_vec();
    Series { label: say("in", "vào"), like: Figure::Count(0), points }
}

const RATES: [Option<i64>; 12] = [
    Some(8_900),
    Some(8_900),
    Some(9_300),
    None,
    Some(9_000),
    Some(9_400),
    Some(9_000),
    Some(8_700),
    Some(8_700),
    Some(8_600),
    Some(8_500),
    Some(8_600),
];

#[test]
fn a_spark_is_a_cell_a_number() {
    assert_eq!(spark(&[0, 1, 50, 100, 80, 60], 12, &BLOCKS), "▁▂▅█▇▆");
    assert_eq!(spark(&[0, 1, 50, 100, 80, 60], 3, &BLOCKS), "█▇▆");
    assert_eq!(spark(&[0, 1, 50, 100, 80, 60], 12, &ASCII), "_.=#*+");
    assert_eq!(spark(&[0, 0, -5], 12, &BLOCKS), "▁▁▁");
    assert_eq!(spark(&[], 12, &BLOCKS), "");
}

#[test]
fn a_line_has_an_axis_and_its_months() {
    assert_snapshot!(line(&months(Figure::Percent(0), &RATES), 60, 8, Lang::En, &BLOCKS).join("\n"), @r#"
    95 % ┤
         │       ╭•         ╭─•╮
         │     ╭─╯        ╭─╯  ╰─╮
    90 % ┤    ╭╯          •      ╰•╮
         │•───•                    ╰─╮
         │                           ╰•───•───•      ╭•
    85 % ┤                                    ╰───•──╯
         └12  01  02  03  04  05  06  07  08  09  10  11
    "#);
    assert_snapshot!(line(&months(Figure::Percent(0), &RATES), 60, 8, Lang::En, &ASCII).join("\n"), @r#"
    95 % +
         |       /*         /-*\
         |     /-/        /-/  \-\
    90 % +    //          *      \*\
         |*---*                    \-\
         |                           \*---*---*      /*
    85 % +                                    \---*--/
         +12  01  02  03  04  05  06  07  08  09  10  11
    "#);
    let counts: Vec<Option<i64>> = [3, 0, 12, 40, 38, 41].map(Some).to_vec();
    assert_snapshot!(line(&months(Figure::Count(0), &counts), 40, 7, Lang::En, &BLOCKS).join("\n"), @r#"
    60 ┤
       │
    40 ┤             ╭─•────•────•
    20 ┤           ╭─╯
       │       ╭──•╯
     0 ┤•────•─╯
       └12   01   02   03   04   05
    "#);
    let minutes: Vec<Option<i64>> = [190, 130, 95, 100].map(Some).to_vec();
    assert_snapshot!(line(&months(Figure::Minutes(0), &minutes), 40, 7, Lang::Vi, &BLOCKS).join("\n"), @r#"
    4 giờ ┤
          │•
    3 giờ ┤╰───╮
    2 giờ ┤    ╰─•─╮
          │        ╰───•─────•
    1 giờ ┤
          └12    01    02    03
    "#);
}

#[test]
fn bars_have_their_names_and_numbers() {
    assert_snapshot!(bars(&sources(), 50, 9, Lang::En, &BLOCKS).join("\n"), @r#"
    fair             █████████████████████████████ 212
    hội chợ Vietfoo… ██████▊ 50
    東京支店         ▏ 1
    mail              —
    "#);
    assert_snapshot!(bars(&sources(), 50, 3, Lang::Vi, &ASCII).join("\n"), @r#"
    fair             ============================= 212
    hội chợ Vietfoo… ======= 50
    : còn 2
    "#);
}

#[test]
fn no_chart_is_wider_or_higher_than_it_may() {
    let one = months(Figure::Count(0), &[Some(5)]);
    let none = months(Figure::Count(0), &[]);
    let huge = months(Figure::Count(0), &[Some(i64::MAX), Some(0), Some(i64::MAX / 2), None]);
    let negative = months(Figure::Percent(0), &[Some(-200), Some(300)]);
    let long = months(Figure::Count(0), &(0..90).map(|n| Some(n * n)).collect::<Vec<_>>());
    for series in [one, none, huge, negative, long, sources(), months(Figure::Percent(0), &RATES)] {
        for (width, height) in [(8, 3), (20, 4), (33, 6), (60, 9), (120, 14)] {
            for marks in [&BLOCKS, &ASCII] {
                let drawn = chart(&series, width, height, Lang::Vi, marks);
                assert!(drawn.iter().all(|line| cells::width(line) <= width), "{width}: {drawn:#?}");
                assert!(drawn.len() <= height, "{height}: {drawn:#?}");
            }
        }
    }
}
