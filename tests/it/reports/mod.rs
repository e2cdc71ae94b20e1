//! Reports: every figure is the sum of the rows behind it, in the workspace's own months.
mod leads;
mod orders;
mod pane;
mod shape;
mod team;

use linchpin::domain::filter::Filter;
use linchpin::domain::kinds::shape;
use linchpin::domain::value::Id;
use linchpin::lang::Lang;
use linchpin::report::{self, Behind, Cell, Figure, Period, Report};
use linchpin::store::{Db, List, Order, Store};
use rusqlite::Connection;

fn ask(store: &Store, name: &str, period: Period, by: Option<&str>) -> Report {
    report::named(name).unwrap().ask(store, period, by).unwrap()
}

fn lines(report: &Report, lang: Lang, width: usize) -> String {
    report::text(report, lang, width)
}

/// The rows behind a figure, listed by its filter words as any list would.
fn behind(db: &Db, behind: &Behind) -> Vec<(&'static str, Id)> {
    let blank = (shape(behind.kind.unwrap_or("lead")).unwrap().blank)();
    let filter = Filter::parse(&behind.filter, &*blank, db)
        .unwrap_or_else(|problem| panic!("{}: {}", behind.filter, problem.fault.text(Lang::En)));
    let list = List { kind: behind.kind, filter: &filter, order: Order::default() };
    db.page(&list, None, false, 10_000).unwrap().into_iter().map(|key| (key.at.kind, key.at.id)).collect()
}

/// Each figure of a report that has rows, summed from them by `sum`: a query on their ids that gives one whole number.
fn sums(store: &Store, report: &Report, sum: impl Fn(&str) -> String) {
    let sql = Connection::open(store.path()).unwrap();
    let mut seen = 0;
    for row in report.rows.iter().chain(&report.totals).chain([&vec![report.headline.clone()]]) {
        for (at, cell) in row.iter().enumerate() {
            let Cell { figure, behind: Some(rows) } = cell else { continue };
            let key = if row.len() == 1 { "" } else { report.columns[at].key };
            let mut found = 0;
            for kind in ["lead", "contact", "account", "order", "opportunity", "product", "task", "message", "touch"] {
                let ids = behind(store, rows).into_iter().filter(|(of, _)| *of == kind).map(|(_, id)| id.to_string());
                let ids: Vec<String> = ids.collect();
                if !ids.is_empty() {
                    let query = format!("SELECT {} FROM \"{kind}\" WHERE id IN ({})", sum(key), ids.join(", "));
                    found += sql.query_row(&query, [], |r| r.get::<_, i64>(0)).unwrap();
                }
            }
            match figure {
                Figure::Count(n) => assert_eq!(*n, found, "{} {key}: {}", report.name, rows.filter),
                Figure::Money(money) => assert_eq!(money.minor, found, "{} {key}: {}", report.name, rows.filter),
                Figure::Percent(n) => {
                    let count = |key| report.column(key).and_then(|at| row[at].figure.number()).unwrap_or(0);
                    let whole: i64 = match (report.name, key) {
                        ("on-time", "") => continue,
                        ("on-time", _) => ["on_time", "late", "open_late"].map(count).iter().sum(),
                        (_, "within_rate") => count("answered"),
                        _ => count("in"),
                    };
                    assert_eq!(*n, (found * 10_000 + whole / 2) / whole, "{} {key}: {}", report.name, rows.filter);
                }
                _ => continue,
            }
            seen += 1;
        }
    }
    assert!(seen > 0, "{} has no figures", report.name);
}
