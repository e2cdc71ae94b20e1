//! What became of leads, and how long they waited.
use super::super::{act, at, store};
use super::{ask, lines, sums};
use insta::assert_snapshot;
use linchpin::domain::deed::Deed;
use linchpin::domain::lead::{Lead, State};
use linchpin::lang::Lang;
use linchpin::report::{Figure, Period};
use linchpin::store::Store;

fn day(text: &str) -> Option<chrono::NaiveDate> {
    Some(text.parse().unwrap())
}

/// Makes a lead that came at a time, and says how long after it was answered.
fn lead(store: &mut Store, came: &str, source: &str, answered: Option<&str>) -> i64 {
    at(store, came);
    let given = [("company", "Gạo Đồng Tháp"), ("source", source)];
    let id = act(store, "lead", "add", &[], &given[..if source.is_empty() { 1 } else { 2 }]).made[0].id;
    if let Some(answered) = answered {
        at(store, answered);
        act(store, "lead", "record", &[id], &[("outcome", "reached")]);
    }
    id
}

/// Leads around the turn of a month, which in UTC is seven hours later.
pub(super) fn leads() -> Store {
    let mut s = store();
    let late = lead(&mut s, "2026-10-31 23:30", "fair", Some("2026-11-02 09:00"));
    let early = lead(&mut s, "2026-11-01 00:10", "web", Some("2026-11-02 11:00"));
    lead(&mut s, "2026-11-03 08:00", "fair", Some("2026-11-03 08:45"));
    let lost = lead(&mut s, "2026-11-04 09:00", "fair", None);
    let sold = lead(&mut s, "2026-11-05 16:30", "web", Some("2026-11-06 08:30"));
    let same = lead(&mut s, "2026-11-06 10:00", "", None);
    lead(&mut s, "2026-11-24 08:00", "referral", None);
    at(&mut s, "2026-11-24 09:14");
    act(&mut s, "lead", "assign", &[late, early], &[("to", "Lan")]);
    act(&mut s, "lead", "qualify", &[early], &[]);
    act(&mut s, "lead", "disqualify", &[lost], &[("reason", "spam")]);
    act(&mut s, "lead", "same", &[same], &[("as_", "lead #1")]);
    s.write(&Deed::default(), |tx| {
        let mut row: Lead = tx.get(sold)?;
        row.state = State::Converted;
        tx.save(&mut row)
    })
    .unwrap();
    s
}

#[test]
fn the_funnel_counts_leads_by_source() {
    let s = leads();
    let all = ask(&s, "lead-funnel", Period::default(), None);
    assert_snapshot!(lines(&all, Lang::En, 100).lines().take(8).collect::<Vec<_>>().join("\n"), @r#"
    Lead funnel · all time

    Source    in  answered      %  qualified      %  customers     %  lost     %  duplicates
    fair       3         2   67 %          0    0 %          0   0 %     1  33 %           0
    web        2         2  100 %          2  100 %          1  50 %     0   0 %           0
    referral   1         0    0 %          0    0 %          0   0 %     0   0 %           0
    —          1         0    0 %          0    0 %          0   0 %     0   0 %           1
    total      7         4   57 %          2   29 %          1  14 %     1  14 %           1
    "#);
    for by in ["source", "month", "owner", "country"] {
        for period in [Period::default(), Period { from: day("2026-11-01"), till: day("2026-11-30") }] {
            let report = ask(&s, "lead-funnel", period, Some(by));
            sums(&s, &report, |_| "count(*)".to_owned());
        }
    }
}

#[test]
fn a_lead_of_half_past_eleven_on_the_last_of_october_is_octobers() {
    let s = leads();
    let months = ask(&s, "lead-funnel", Period::default(), Some("month"));
    let of: Vec<(String, Figure)> =
        months.rows.iter().map(|row| (row[0].figure.csv(), row[1].figure.clone())).collect();
    assert_eq!(of, [("2026-10".to_owned(), Figure::Count(1)), ("2026-11".to_owned(), Figure::Count(6))]);
    let october = ask(&s, "lead-funnel", Period { from: None, till: day("2026-10-31") }, None);
    assert_eq!(october.headline.figure, Figure::Count(1));
    assert_eq!(months.spark, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 6]);
}

#[test]
fn the_first_answer_is_timed_in_working_hours() {
    let s = leads();
    let report = ask(&s, "response-time", Period::default(), Some("month"));
    assert_snapshot!(lines(&report, Lang::En, 100).lines().take(6).collect::<Vec<_>>().join("\n"), @r#"
    First answer · all time

    month    leads  answered  within      %  too late  waiting  median  p90
    10/2026      1         1       1  100 %         0        0     1 h  1 h
    11/2026      6         3       2   67 %         1        1     1 h  3 h
    total        7         4       3   75 %         1        1     1 h  3 h
    "#);
    for by in ["owner", "month", "source"] {
        let report = ask(&s, "response-time", Period::default(), Some(by));
        sums(&s, &report, |_| "count(*)".to_owned());
    }
    // Saturday night to Monday 09:00 is an hour; midnight on Sunday to Monday 11:00 three; 45 minutes; half an hour
    // before closing and half an hour after opening.
    let median = report.totals[0][report.column("median").unwrap()].figure.clone();
    let p90 = report.totals[0][report.column("p90").unwrap()].figure.clone();
    assert_eq!((median, p90), (Figure::Minutes(60), Figure::Minutes(180)));
    assert_eq!(report.headline.figure, Figure::Minutes(60));
}
