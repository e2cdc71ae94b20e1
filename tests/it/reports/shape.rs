//! What scripts count on, and how a report is told.
use super::super::{act, store};
use super::ask;
use linchpin::lang::Lang;
use linchpin::lang::report::scaled;
use linchpin::report::{self, Figure, PERIODS, Period, REPORTS};
use serde_json::json;

#[test]
fn json_has_the_promised_shape() {
    let mut s = store();
    act(&mut s, "lead", "add", &[], &[("company", "A"), ("source", "fair")]);
    let report = ask(&s, "lead-funnel", Period::default(), None);
    let json = report::json(&report, Lang::En);
    let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["name", "title", "definition", "columns", "rows", "notes"]);
    assert_eq!(json["name"], "lead-funnel");
    assert_eq!(json["columns"][0], json!({ "key": "source", "label": "Source", "unit": "text" }));
    assert_eq!(json["columns"][3], json!({ "key": "answered_rate", "label": "%", "unit": "percent" }));
    let row = json!({ "source": "fair", "in": 1, "answered": 0, "answered_rate": 0.00, "qualified": 0,
        "qualified_rate": 0.00, "converted": 0, "converted_rate": 0.00, "lost": 0, "lost_rate": 0.00, "duplicates": 0 });
    assert_eq!(json["rows"], json!([row]));
    let csv = report::csv(&report).unwrap();
    assert_eq!(csv.lines().nth(1), Some("fair,1,0,0.00,0,0.00,0,0.00,0,0.00,0"));
}

#[test]
fn every_report_answers_on_an_empty_file_in_both_languages() {
    let s = store();
    for asked in REPORTS {
        for (by, _) in asked.by {
            let report = asked.ask(&s, Period::default(), Some(by)).unwrap();
            for lang in [Lang::En, Lang::Vi] {
                for width in [30, 56, 80, 120] {
                    let text = report::text(&report, lang, width);
                    let long = text.lines().find(|line| unicode_width::UnicodeWidthStr::width(*line) > width);
                    assert_eq!(long, None, "{} at {width}", asked.name);
                }
            }
            let names = report.columns.iter().map(|column| column.key).collect::<std::collections::BTreeSet<_>>();
            assert_eq!(names.len(), report.columns.len(), "{}", asked.name);
            assert!(report.rows.iter().chain(&report.totals).all(|row| row.len() == report.columns.len()));
            assert!(report.charted.iter().all(|key| report.column(key).is_some()), "{}", asked.name);
        }
        assert!(asked.by.iter().any(|(by, _)| *by == asked.shown), "{}", asked.name);
        assert_ne!(asked.title.to(Lang::En), asked.title.to(Lang::Vi));
    }
    let wrong = report::named("lead-funnel").unwrap().ask(&s, Period::default(), Some("moon")).unwrap_err();
    assert_eq!(wrong.to_string(), "by: 'moon' does not tell its rows apart; source, month, owner, country would do");
}

#[test]
fn periods_are_whole_months_of_the_house() {
    let today = "2026-11-24".parse().unwrap();
    let said = PERIODS.iter().map(|named| {
        let (name, Period { from, till }) = (named.name, (named.of)(today));
        let day = |day: Option<chrono::NaiveDate>| day.map_or("-".to_owned(), |day| day.to_string());
        format!("{name} {} {}", day(from), day(till))
    });
    let said: Vec<String> = said.collect();
    assert_eq!(
        said,
        [
            "month 2026-11-01 2026-11-30",
            "last-month 2026-10-01 2026-10-31",
            "quarter 2026-10-01 2026-12-31",
            "year 2026-01-01 2026-12-31",
            "last-year 2025-01-01 2025-12-31",
            "12-months 2025-12-01 2026-11-30",
            "all - -",
        ]
    );
}

#[test]
fn figures_are_told_as_people_say_them() {
    let cases = [
        (Figure::Count(12_345), "12,345", "12.345"),
        (Figure::Count(-1_000), "-1,000", "-1.000"),
        (Figure::Percent(8_571), "86 %", "86 %"),
        (Figure::Percent(240), "2.4 %", "2,4 %"),
        (Figure::Percent(996), "10 %", "10 %"),
        (Figure::Percent(0), "0 %", "0 %"),
        (Figure::rate(1, 3), "33 %", "33 %"),
        (Figure::rate(0, 0), "—", "—"),
        (Figure::Minutes(130), "2 h 10 m", "2 giờ 10 ph"),
        (Figure::Month("2026-11-01".parse().unwrap()), "11/2026", "11/2026"),
    ];
    for (figure, en, vi) in cases {
        assert_eq!((figure.said(Lang::En), figure.said(Lang::Vi)), (en.to_owned(), vi.to_owned()));
    }
    assert_eq!(Figure::Percent(-5).csv(), "-0.05");
}

#[test]
fn a_short_sum_is_rounded_half_up_and_carried_over() {
    for (n, vi, en) in [
        (999_999, None, None),
        (1_000_000, Some("1,00 tr"), Some("1.00 m")),
        (3_226_000_000, Some("3,23 tỷ"), Some("3.23 bn")),
        (3_224_999_999, Some("3,22 tỷ"), Some("3.22 bn")),
        (3_225_000_000, Some("3,23 tỷ"), Some("3.23 bn")),
        (-3_225_000_000, Some("3,23 tỷ"), Some("3.23 bn")),
        (11_586_000_000, Some("11,6 tỷ"), Some("11.6 bn")),
        (9_995_000, Some("10,0 tr"), Some("10.0 m")),
        (99_950_000, Some("100 tr"), Some("100 m")),
        (999_499_999, Some("999 tr"), Some("999 m")),
        (999_960_000, Some("1,00 tỷ"), Some("1.00 bn")),
        (1_234_500_000_000, Some("1.235 tỷ"), Some("1,235 bn")),
        (i64::MIN, Some("9.223.372.037 tỷ"), Some("9,223,372,037 bn")),
    ] {
        assert_eq!((scaled(n, Lang::Vi).as_deref(), scaled(n, Lang::En).as_deref()), (vi, en), "{n}");
    }
}
