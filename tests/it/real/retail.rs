//! What a wholesaler sold in three months, a line of an invoice a row.
use super::super::desk::Desk;
use super::super::real_data;
use super::rows;
use serde_json::Value as Json;
use std::collections::{BTreeMap, HashSet};
use std::time::Instant;

const LINES: u64 = 105_335;

/// What a row comes to, in pence.
fn worth(row: &BTreeMap<String, String>) -> i64 {
    let (pounds, pence) = row["UnitPrice"].split_once('.').unwrap();
    let price = pounds.parse::<i64>().unwrap() * 100 + format!("{pence:0<2}").parse::<i64>().unwrap();
    row["Quantity"].parse::<i64>().unwrap() * price
}

fn by_month<'a>(all: impl Iterator<Item = &'a BTreeMap<String, String>>) -> BTreeMap<String, i64> {
    let mut sums = BTreeMap::new();
    for row in all {
        *sums.entry(row["InvoiceDate"][..7].to_owned()).or_default() += worth(row);
    }
    sums
}

#[test]
fn a_quarter_of_a_wholesaler_comes_to_the_penny() {
    let Some(data) = real_data().map(|data| data.join("crm/online-retail")) else { return };
    let files = ["2010-12", "2011-01", "2011-02"].map(|month| data.join(format!("online-retail-{month}.csv")));
    let told: Vec<_> = files.iter().flat_map(|file| rows(file)).collect();
    assert_eq!(told.len() as u64, LINES);
    let desk = Desk::new();
    let out = desk.folder.path().join("rejects.csv");
    let mut words: Vec<&str> = vec!["import", "orders"];
    words.extend(files.iter().map(|file| file.to_str().unwrap()));
    words.extend(["--currency", "GBP", "--rejects", out.to_str().unwrap()]);
    let mut take = |kind: &'static str| {
        words[1] = kind;
        let from = Instant::now();
        let output = desk.run(&words).unwrap();
        println!("{kind}: {LINES} rows in {:.1} s", from.elapsed().as_secs_f64());
        (serde_json::from_str::<Json>(&output.out).unwrap(), output)
    };
    // Invoices with a C are returns; what else is less than nothing is stock that was written off, worth nothing.
    let is_back = |row: &BTreeMap<String, String>| row["InvoiceNo"].starts_with('C');
    let lost: Vec<_> = told.iter().filter(|row| row["Quantity"].starts_with('-') && !is_back(row)).collect();
    assert_eq!((told.iter().filter(|row| is_back(row)).count(), lost.len()), (1_904, 214));
    let invoices: HashSet<&str> = told.iter().map(|row| row["InvoiceNo"].as_str()).collect();
    let returns: HashSet<&str> = invoices.iter().copied().filter(|number| number.starts_with('C')).collect();
    let of_nobody: HashSet<&str> = lost.iter().map(|row| row["InvoiceNo"].as_str()).collect();
    let (json, output) = take("orders");
    assert_eq!((json["read"].as_u64(), json["rejected"].as_u64()), (Some(LINES), Some(lost.len() as u64)));
    assert_eq!((json["added"].as_u64(), output.code), (Some((invoices.len() - of_nobody.len()) as u64), 4));
    assert_eq!(json["returns"].as_u64(), Some(returns.len() as u64));
    let (json, output) = take("order-lines");
    assert_eq!(json["added"].as_u64(), Some(LINES - lost.len() as u64));
    assert_eq!((json["rejected"].as_u64(), json["returns"].as_u64()), (Some(lost.len() as u64), Some(1_904)));
    // Each row that was written off is written out whole, and says what it is.
    let rejected = rows(&out);
    assert_eq!(rejected.len(), lost.len());
    for (written, row) in rejected.iter().zip(&lost) {
        assert!(row.iter().all(|(header, cell)| written[header] == *cell));
        assert_eq!((written["rejected_column"].as_str(), worth(row)), ("Quantity", 0));
        let because = &written["rejected_because"];
        assert!(because.starts_with(&format!("'{}' at no price", row["Quantity"])), "{because}");
    }
    // A return is an order by itself, and all done.
    let of_returns = "FROM \"order\" WHERE number LIKE 'C%'";
    let done = desk.one(&format!("SELECT count(*) {of_returns} AND net < 0 AND state = 'closed'"));
    assert_eq!(usize::try_from(done).unwrap(), returns.len());
    assert_eq!(desk.one(&format!("SELECT count(*) {of_returns} AND due_at IS NOT NULL")), 0);
    assert_eq!(desk.one("SELECT count(*) FROM order_line WHERE quantity < 0"), 1_904);
    // What is no goods, by its name.
    for (name, count) in [("POSTAGE", 216), ("DOTCOM POSTAGE", 175), ("Manual", 91), ("CARRIAGE", 20)] {
        assert_eq!(json["no_goods"][name], count, "{}", json["no_goods"]);
    }
    assert!(output.said.iter().any(|line| line.contains("POSTAGE (216), DOTCOM POSTAGE (175), Manual (91)")));
    // Rows that stand there twice.
    let seen: HashSet<Vec<&str>> = told.iter().map(|row| row.values().map(String::as_str).collect()).collect();
    assert_eq!(json["same"].as_u64(), Some(LINES - seen.len() as u64));
    assert!(output.said.iter().any(|line| line.starts_with("975 rows are letter for letter the same")));
    // By month it is the plain sum of the file, by both ways of asking.
    let months = by_month(told.iter());
    assert_eq!(months.values().copied().collect::<Vec<_>>(), [74_895_702, 56_000_026, 49_806_265]);
    let json = |words: &[&str]| -> Json { serde_json::from_str(&desk.run(words).unwrap().out).unwrap() };
    let (asked, report) = (json(&["sql", MONTHLY]), json(&["report", "orders-by-month"]));
    for (n, (month, sum)) in months.iter().enumerate() {
        let came = asked[n]["pence"].as_i64().unwrap();
        assert_eq!((asked[n]["month"].as_str(), came), (Some(month.as_str()), *sum));
        let row = report["rows"].as_array().unwrap().iter().find(|row| row["month"] == month.as_str()).unwrap();
        assert_eq!(row["net"]["amount"].as_str().unwrap().replace('.', ""), came.to_string(), "{month}");
        assert_eq!(row["net"]["currency"], "GBP");
    }
    // No code is lost.
    assert_eq!(desk.one("SELECT count(*) FROM order_line WHERE text GLOB '85123A*'"), {
        i64::try_from(
            told.iter()
                .filter(|row| row["StockCode"] == "85123A" && !of_nobody.contains(row["InvoiceNo"].as_str()))
                .count(),
        )
        .unwrap()
    });
}

const MONTHLY: &str = "SELECT substr(o.ordered, 1, 7) AS month, sum(l.amount_minor) AS pence FROM order_lines l \
                       JOIN orders o ON o.id = l.order_id WHERE l.currency = 'GBP' GROUP BY 1 ORDER BY 1";
