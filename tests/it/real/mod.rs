//! Files that nobody here wrote, brought in whole; only where `LINCHPIN_REAL_DATA` names their folder. What is asked is
//! compared with plain counts of the very files.
mod cards;
mod crm;
mod retail;
mod strings;
mod texts;

use super::desk::Desk;
use super::real_data;
use chrono::NaiveDateTime;
use linchpin::report::{Figure, Period, named};
use rusqlite::Connection;
use rusqlite::types::Value as Sql;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The rows of a file by their headers.
fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// What a database answers, as a table of texts under other headers.
fn written_out(from: &Connection, folder: &Path, name: &str, header: &str, question: &str) -> PathBuf {
    let path = folder.join(format!("{name}.csv"));
    let mut writer = csv::Writer::from_path(&path).unwrap();
    writer.write_record(header.split(',')).unwrap();
    let mut found = from.prepare(question).unwrap();
    let count = found.column_count();
    let mut all = found.query([]).unwrap();
    while let Some(row) = all.next().unwrap() {
        let cell = |at: usize| match row.get::<_, Sql>(at).unwrap() {
            Sql::Null => String::new(),
            Sql::Integer(n) => n.to_string(),
            Sql::Real(n) => n.to_string(),
            Sql::Text(text) => text,
            Sql::Blob(_) => panic!("{name} has a blob"),
        };
        writer.write_record((0..count).map(cell)).unwrap();
    }
    writer.flush().unwrap();
    path
}

fn counted<'a>(all: impl Iterator<Item = &'a str>) -> BTreeMap<String, i64> {
    let mut counts = BTreeMap::new();
    for one in all {
        *counts.entry(one.to_owned()).or_default() += 1;
    }
    counts
}

impl Desk {
    fn sql(&self) -> Connection {
        Connection::open(self.store.path()).unwrap()
    }

    /// How often each value of a question with two columns stands there.
    fn tally(&self, question: &str) -> BTreeMap<String, i64> {
        let sql = self.sql();
        let mut found = sql.prepare(question).unwrap();
        let found = found.query_map([], |row| Ok((row.get::<_, Option<String>>(0)?.unwrap_or_default(), row.get(1)?)));
        found.unwrap().map(Result::unwrap).collect()
    }

    fn one(&self, question: &str) -> i64 {
        self.sql().query_row(question, [], |row| row.get::<_, Option<i64>>(0)).unwrap().unwrap_or(0)
    }

    /// Imports a file of the folder, and says how fast that was: read, added, merged, skipped, rejected, history.
    #[track_caller]
    fn take(&self, kind: &str, file: &Path, more: &[&str]) -> [u64; 6] {
        let from = Instant::now();
        let words: Vec<&str> =
            ["import", kind, file.to_str().unwrap()].into_iter().chain(more.iter().copied()).collect();
        let output = self.run(&words).unwrap_or_else(|error| panic!("{words:?}: {error:#}"));
        let json: Json = serde_json::from_str(&output.out).unwrap();
        let counts =
            ["read", "added", "merged", "skipped", "rejected", "history"].map(|key| json[key].as_u64().unwrap());
        assert_eq!(counts[0], counts[1..5].iter().sum::<u64>(), "{json}");
        assert_eq!(output.code, if counts[4] > 0 { 4 } else { 0 });
        let spent = from.elapsed().as_secs_f64();
        #[allow(clippy::cast_precision_loss)]
        let speed = counts[0] as f64 / spent;
        println!("{kind} {}: {counts:?} in {spent:.2} s, {speed:.0} rows/s", file.file_name().unwrap().display());
        counts
    }
}

/// The files of zoho in the order in which others name them.
const ZOHO: [(&str, &str, u64); 7] = [
    ("people", "Users", 11),
    ("accounts", "Accounts", 2_229),
    ("contacts", "Contacts", 1_265),
    ("products", "Products", 2_000),
    ("leads", "Leads", 3_900),
    ("opportunities", "Potentials", 3_632),
    ("orders", "Sales_Orders", 2_061),
];

const OWNERS: &str = "SELECT p.name, count(*) FROM \"{}\" t LEFT JOIN person p ON p.id = t.owner GROUP BY 1";

/// `15 Apr, 2021 00:03:00`, as it is told by json.
fn instant(text: &str) -> String {
    let at = NaiveDateTime::parse_from_str(text, "%d %b, %Y %H:%M:%S").unwrap();
    at.format("%Y-%m-%dT%H:%M:%S+07:00").to_string()
}

/// Twelve rows, from the first to the last.
fn twelve<T>(all: &[T]) -> impl Iterator<Item = &T> {
    let step = all.len() / 11 - 1;
    (0..12).map(move |n| &all[n * step])
}

#[test]
fn a_whole_crm_comes_in_and_nothing_is_lost() {
    let Some(data) = real_data().map(|data| data.join("crm/zoho")) else { return };
    let desk = Desk::new();
    let file = |name: &str| data.join(format!("{name}.csv"));
    for (kind, name, count) in ZOHO {
        let out = desk.folder.path().join("out.csv");
        let counts = desk.take(kind, &file(name), &["--rejects", out.to_str().unwrap()]);
        assert_eq!(counts[0], count);
        assert!(counts[4] * 50 < count, "{name}: {} of {count} are rejected", counts[4]);
        let rejected = rows(&out);
        assert_eq!(rejected.len() as u64, counts[4]);
        assert!(rejected.iter().all(|row| !row["rejected_because"].is_empty() && row["Account Name"].is_empty()));
    }
    leads(&desk, &rows(&file("Leads")));
    opportunities(&desk, &rows(&file("Potentials")));
    orders(&desk, &rows(&file("Sales_Orders")));
    ambiguous(&desk, &file("Sales_Orders"));
    others(&desk, &file);
    lines(&desk, &file("Sales_Order_Line_Items"));
    for (kind, name, count) in ZOHO {
        let counts = desk.take(kind, &file(name), &[]);
        assert_eq!(counts, [count, 0, 0, count - counts[4], counts[4], 0], "{name}");
    }
}

fn leads(desk: &Desk, file: &[BTreeMap<String, String>]) {
    let words = |status: &str| match status {
        "Not Contacted" => "new",
        "Contacted" | "Attempted to Contact" | "Pre Qualified" => "working",
        "Contact in Future" => "nurturing",
        _ => "disqualified",
    };
    assert_eq!(
        desk.tally("SELECT state, count(*) FROM lead GROUP BY 1"),
        counted(file.iter().map(|r| words(&r["Lead Status"])))
    );
    assert_eq!(desk.tally(&OWNERS.replace("{}", "lead")), counted(file.iter().map(|r| r["Lead Owner"].as_str())));
    let sources = "SELECT c.en, count(*) FROM lead t JOIN code c ON c.id = t.source GROUP BY 1";
    let (mut told, mut asked) = (counted(file.iter().map(|r| r["Lead Source"].as_str())), desk.tally(sources));
    // The house knows partners already.
    asked.insert("Partner".to_owned(), asked["partner"]);
    asked.remove("partner");
    assert_eq!(std::mem::take(&mut told), asked);
    assert_eq!(desk.list("leads", "now"), Vec::<Json>::new());
    assert_eq!(desk.one("SELECT count(*) FROM lead WHERE history = 1 AND due_at IS NULL"), 3_900);
    assert_eq!(desk.one("SELECT count(*) FROM as_written WHERE of_kind = 9"), 0);
    for row in twelve(file) {
        let id = desk.one(&format!("SELECT parent FROM outside WHERE of_kind = 9 AND key = '{}'", row["LEADID"]));
        let lead = desk.show("lead", &id.to_string());
        for (field, header) in [
            ("name", "Last Name"),
            ("company", "Company"),
            ("owner", "Lead Owner"),
            ("email", "Email"),
            ("phone", "Mobile"),
            ("website", "Website"),
            ("industry", "Industry"),
            ("key", "LEADID"),
        ] {
            assert_eq!(lead[field], row[header].trim(), "{} {field}", row["LEADID"]);
        }
        assert_eq!(lead["source"].as_str().unwrap().to_lowercase(), row["Lead Source"].to_lowercase());
        assert_eq!(lead["created"], instant(&row["Created Time"]).as_str());
        assert_eq!(lead["state"], words(&row["Lead Status"]));
    }
}

/// `$22,700.00` in cents.
fn cents(text: &str) -> i64 {
    let plain = text.replace(['$', ',', '.'], "");
    plain.parse().unwrap()
}

fn opportunities(desk: &Desk, file: &[BTreeMap<String, String>]) {
    let stages = "SELECT c.en, count(*) FROM opportunity t JOIN code c ON c.id = t.stage GROUP BY 1";
    let asked: BTreeMap<String, i64> = desk.tally(stages).into_iter().map(|(k, n)| (k.to_lowercase(), n)).collect();
    let told = counted(file.iter().map(|r| r["Stage"].as_str()));
    assert_eq!(asked, told.into_iter().map(|(k, n)| (k.to_lowercase(), n)).collect());
    let ends = |stage: &str| match stage {
        "Closed Won" => "won",
        "Closed Lost" => "lost",
        _ => "open",
    };
    assert_eq!(
        desk.tally("SELECT state, count(*) FROM opportunity GROUP BY 1"),
        counted(file.iter().map(|r| ends(&r["Stage"])))
    );
    assert_eq!(
        desk.tally(&OWNERS.replace("{}", "opportunity")),
        counted(file.iter().map(|r| r["Potential Owner"].as_str()))
    );
    let amounts: i64 = file.iter().map(|r| cents(&r["Amount"])).sum();
    assert_eq!(desk.one("SELECT sum(amount) FROM opportunity WHERE currency = 'USD'"), amounts);
    // Each came of a lead that is here.
    assert_eq!(desk.one("SELECT count(*) FROM opportunity WHERE lead IS NOT NULL"), 3_632);
    for row in twelve(file) {
        // The lead's key is none of what came of it.
        let lead = format!("SELECT parent FROM outside WHERE of_kind = 9 AND key = '{}'", row["LEADID"]);
        let id = desk.one(&format!("SELECT id FROM opportunity WHERE lead = ({lead})"));
        let deal = desk.show("opportunity", &id.to_string());
        assert_eq!(
            (&deal["name"], &deal["owner"]),
            (&row["Potential Name"].as_str().into(), &row["Potential Owner"].as_str().into())
        );
        assert_eq!(deal["amount"]["amount"].as_str().unwrap(), row["Amount"].replace(['$', ','], ""));
        assert_eq!(deal["created"], instant(&row["Created Time"]).as_str());
        assert_eq!(deal["close"].as_str().unwrap(), &instant(&row["Closing Date"])[..10]);
        assert_eq!(deal["stage"].as_str().unwrap().to_lowercase(), row["Stage"].to_lowercase());
        assert_eq!(deal["probability"], Json::from(row["Probability"].parse::<i64>().unwrap()));
    }
}

/// `03-07-2021 01:09`: the day first, as those above 12 tell.
fn dashed(text: &str) -> String {
    let at = NaiveDateTime::parse_from_str(text, "%d-%m-%Y %H:%M").unwrap();
    at.format("%Y-%m-%d").to_string()
}

/// What is said of a column whose cells could be read either way by themselves: how many, and how it is read.
fn ambiguous(desk: &Desk, file: &Path) {
    let output = desk.run(&["import", "orders", file.to_str().unwrap(), "--dry-run", "--on-duplicate", "add"]).unwrap();
    let cells = rows(file);
    for (header, count) in [("Due Date", 729), ("Created Time", 711)] {
        let open = |cell: &str| {
            let numbers: Vec<u32> = cell.split(['-', ' ']).take(2).map(|n| n.parse().unwrap()).collect();
            numbers[0] <= 12 && numbers[1] <= 12 && numbers[0] != numbers[1]
        };
        assert_eq!(cells.iter().filter(|row| open(&row[header])).count(), count);
        let told = format!(
            "{header}: {count} of 2061 dates alone do not tell the day from the month; the others do: day first"
        );
        assert!(output.said.contains(&told), "{:?}", output.said);
    }
}

fn orders(desk: &Desk, file: &[BTreeMap<String, String>]) {
    let told = counted(file.iter().map(|r| r["Status"].as_str()));
    assert_eq!(desk.tally("SELECT imported_state, count(*) FROM \"order\" GROUP BY 1"), told);
    let words = |status: &str| match status {
        "Created" => "draft",
        "Approved" => "confirmed",
        "Delivered" => "delivered",
        _ => "cancelled",
    };
    assert_eq!(
        desk.tally("SELECT state, count(*) FROM \"order\" GROUP BY 1"),
        counted(file.iter().map(|r| words(&r["Status"])))
    );
    assert_eq!(
        desk.tally(&OWNERS.replace("{}", "order")),
        counted(file.iter().map(|r| r["Sales Order Owner"].as_str()))
    );
    let of = |header: &str| file.iter().map(|row| row[header].as_str()).filter(|cell| !cell.is_empty()).collect();
    for (field, header) in [("ordered", "Created Time"), ("promised", "Due Date")] {
        let cells: Vec<&str> = of(header);
        let days: Vec<String> = cells.iter().map(|cell| dashed(cell)).collect();
        let told = desk.tally(&format!("SELECT {field}, count(*) FROM \"order\" GROUP BY 1"));
        assert_eq!(told, counted(days.iter().map(String::as_str)), "{header}");
    }
    // Whole numbers in a house of đồng.
    let totals: i64 = file.iter().map(|r| r["Grand Total"].replace(',', "").parse::<i64>().unwrap()).sum();
    assert_eq!(desk.one("SELECT sum(imported_total) FROM \"order\""), totals);
    assert_eq!(desk.one("SELECT sum(total) FROM \"order\""), totals);
    assert_eq!(desk.list("orders", "now"), Vec::<Json>::new());
    for row in twelve(file) {
        let order = desk.show("order", &row["SALESORDERID"]);
        assert_eq!(
            (&order["number"], &order["owner"]),
            (&row["SALESORDERID"].as_str().into(), &row["Sales Order Owner"].as_str().into())
        );
        assert_eq!(
            (&order["imported_state"], &order["note"]),
            (&row["Status"].as_str().into(), &row["Subject"].trim().into())
        );
        assert_eq!(order["ordered"], dashed(&row["Created Time"]).as_str());
        assert_eq!(order["promised"], dashed(&row["Due Date"]).as_str());
        assert_eq!(order["total"]["amount"].as_str().unwrap(), row["Grand Total"].replace(',', ""));
    }
}

fn others(desk: &Desk, file: &impl Fn(&str) -> std::path::PathBuf) {
    let accounts = rows(&file("Accounts"));
    let named: Vec<_> = accounts.iter().filter(|r| !r["Account Name"].trim().is_empty()).collect();
    assert_eq!(
        desk.tally(&OWNERS.replace("{}", "account")),
        counted(named.iter().map(|r| r["Account Owner"].as_str()))
    );
    let contacts = rows(&file("Contacts"));
    assert_eq!(
        desk.tally(&OWNERS.replace("{}", "contact")),
        counted(contacts.iter().map(|r| r["Contact Owner"].as_str()))
    );
    let names: BTreeMap<&str, &str> =
        named.iter().map(|r| (r["ACCOUNTID"].as_str(), r["Account Name"].as_str())).collect();
    let of_account =
        "SELECT c.name || '/' || a.name, count(*) FROM contact c JOIN account a ON a.id = c.account GROUP BY 1";
    let told = contacts
        .iter()
        .filter_map(|r| Some(format!("{}/{}", r["Last Name"].trim(), names.get(r["Account Id"].as_str())?.trim())));
    let told: Vec<String> = told.collect();
    assert_eq!(desk.tally(of_account), counted(told.iter().map(String::as_str)));
    let stock: i64 = rows(&file("Products")).iter().map(|r| r["Quantity In Stock"].parse::<i64>().unwrap()).sum();
    assert_eq!(desk.one("SELECT sum(stock) FROM product"), stock);
}

/// Lines that name no order that is here: all of them are written out, and nothing else is touched.
fn lines(desk: &Desk, file: &Path) {
    let all = |desk: &Desk| {
        ["entry", "change", "span", "order", "order_line", "outside", "as_written", "code", "product"]
            .map(|table| desk.one(&format!("SELECT count(*) FROM \"{table}\"")))
    };
    let (before, out) = (all(desk), desk.folder.path().join("lines.csv"));
    assert_eq!(desk.take("order-lines", file, &["--rejects", out.to_str().unwrap()]), [6_138, 0, 0, 0, 6_138, 0]);
    assert_eq!(all(desk), before);
    let (written, source) = (rows(&out), rows(file));
    assert_eq!(written.len(), source.len());
    for (written, source) in written.iter().zip(&source) {
        assert_eq!(written["rejected_column"], "BOOKID");
        let told = format!("no order here is called '{}' (import the orders first", source["BOOKID"]);
        assert!(written["rejected_because"].starts_with(&told), "{}", written["rejected_because"]);
        assert!(source.iter().all(|(header, cell)| written[header] == *cell));
    }
}

#[test]
fn a_pipeline_with_gaps_and_misspellings_comes_in_as_it_is_written() {
    let Some(data) = real_data().map(|data| data.join("crm/maven-crm")) else { return };
    let desk = Desk::new();
    assert_eq!(desk.take("people", &data.join("sales_teams.csv"), &[])[1], 35);
    assert_eq!(desk.take("accounts", &data.join("accounts.csv"), &[])[1], 85);
    assert_eq!(desk.take("products", &data.join("products.csv"), &[])[1], 7);
    assert_eq!(desk.take("opportunities", &data.join("sales_pipeline.csv"), &[])[..5], [8_800, 8_800, 0, 0, 0]);
    let file = rows(&data.join("sales_pipeline.csv"));
    assert_eq!(desk.one("SELECT sum(amount) FROM opportunity WHERE state = 'won'"), 10_005_534);
    assert_eq!(
        desk.tally("SELECT state, count(*) FROM opportunity GROUP BY 1"),
        [("lost", 2_473), ("open", 2_089), ("won", 4_238)].map(|(k, n)| (k.to_owned(), n)).into()
    );
    let accounts = "SELECT a.name, count(*) FROM opportunity t LEFT JOIN account a ON a.id = t.account GROUP BY 1";
    let told = counted(file.iter().map(|r| r["account"].as_str()));
    assert_eq!(told[""], 1_425);
    assert_eq!(desk.tally(accounts), told);
    assert_eq!(
        desk.tally(&OWNERS.replace("{}", "opportunity")),
        counted(file.iter().map(|r| r["sales_agent"].as_str()))
    );
    // What the list of products writes otherwise is kept, and found.
    assert_eq!(desk.tally("SELECT text, count(*) FROM as_written GROUP BY 1"), [("GTXPro".to_owned(), 1_480)].into());
    let flagged = desk.list("opportunities", "product:?");
    assert_eq!((flagged.len(), &flagged[0]["product"]), (1_480, &"GTXPro".into()));
    assert_eq!(desk.take("opportunities", &data.join("sales_pipeline.csv"), &[]), [8_800, 0, 0, 8_800, 0, 0]);
}

#[test]
fn leads_with_neither_name_nor_company_come_in() {
    let Some(data) = real_data().map(|data| data.join("crm/olist")) else { return };
    let (desk, file) = (Desk::new(), data.join("olist_marketing_qualified_leads_dataset.csv"));
    assert_eq!(desk.take("leads", &file, &[]), [8_000, 8_000, 0, 0, 0, 8_000]);
    let told = rows(&file);
    assert_eq!(desk.one("SELECT count(*) FROM lead WHERE name IS NULL AND company IS NULL AND called <> ''"), 8_000);
    let sources = "SELECT c.en, count(*) FROM lead t LEFT JOIN code c ON c.id = t.source GROUP BY 1";
    let renamed = |origin: &str| if origin == "email" { "email".to_owned() } else { origin.to_owned() };
    let origins: Vec<String> = told.iter().map(|r| renamed(&r["origin"])).collect();
    assert_eq!(desk.tally(sources), counted(origins.iter().map(String::as_str)));
    let days = "SELECT date(created + 7 * 3600, 'unixepoch'), count(*) FROM lead GROUP BY 1";
    assert_eq!(desk.tally(days), counted(told.iter().map(|r| r["first_contact_date"].as_str())));
    assert_eq!(desk.list("leads", "now"), Vec::<Json>::new());
    assert_eq!(desk.take("leads", &file, &[]), [8_000, 0, 0, 8_000, 0, 0]);
}

#[test]
fn two_numbers_two_mailboxes_and_extensions_are_kept() {
    let Some(data) = real_data().map(|data| data.join("crm/datablist/csv-files")) else { return };
    let desk = Desk::new();
    for (kind, name) in [
        ("leads", "leads-100"),
        ("contacts", "customers-100"),
        ("contacts", "people-100"),
        ("accounts", "organizations-100"),
        ("products", "products-100"),
    ] {
        assert_eq!(desk.take(kind, &data.join(format!("{name}.csv")), &[])[..5], [100, 100, 0, 0, 0], "{name}");
    }
    for (n, row) in (1..).zip(rows(&data.join("leads-100.csv"))) {
        let lead = desk.show("lead", &n.to_string());
        assert_eq!(lead["name"], format!("{} {}", row["First Name"], row["Last Name"]).as_str());
        assert_eq!(lead["phone"], format!("{}; {}", row["Phone 1"], row["Phone 2"]).as_str());
        assert_eq!(lead["email"], format!("{}; {}", row["Email 1"], row["Email 2"]).as_str());
        // The key of an account is none of a lead.
        assert_eq!((&lead["key"], &lead["note"]), (&Json::Null, &row["Notes"].as_str().into()));
    }
    let extended = "SELECT count(*) FROM reach WHERE sort = 'phone' AND raw LIKE '%x%'";
    let told = |name: &str, headers: &[&str]| {
        let file = rows(&data.join(format!("{name}.csv")));
        file.iter()
            .flat_map(|r| headers.iter().map(|h| i64::from(r[*h].contains('x'))).collect::<Vec<_>>())
            .sum::<i64>()
    };
    let both = ["Phone 1", "Phone 2"];
    assert_eq!(
        desk.one(extended),
        told("leads-100", &both) + told("customers-100", &both) + told("people-100", &["Phone"])
    );
    let understood = desk.one("SELECT count(*) FROM reach WHERE normal LIKE '+%;ext=%'");
    println!("{understood} numbers with an extension have a normal form");
    assert!(understood > 0);
}

#[test]
fn the_old_traders_of_the_north_come_to_the_cent() {
    let Some(data) = real_data().map(|data| data.join("crm/northwind-sqlite/create.sql")) else { return };
    let north = Connection::open_in_memory().unwrap();
    north.execute_batch(&std::fs::read_to_string(data).unwrap()).unwrap();
    let desk = Desk::new();
    let take = |kind: &str, header: &str, question: &str, count: u64| {
        let file = written_out(&north, desk.folder.path(), kind, header, question);
        assert_eq!(desk.take(kind, &file, &[])[..5], [count, count, 0, 0, 0], "{kind}");
        file
    };
    take("people", "Employee Id,Full Name", "SELECT EmployeeID, FirstName || ' ' || LastName FROM Employees", 9);
    let customers = "SELECT CustomerID, CompanyName, City, Country, Phone FROM Customers";
    take("accounts", "Customer ID,Company Name,City,Country,Phone", customers, 93);
    take(
        "products",
        "Product Id,Product Name,Unit Price,Units In Stock",
        "SELECT ProductID, ProductName, UnitPrice, UnitsInStock FROM Products",
        77,
    );
    let orders = "SELECT o.OrderID, c.CompanyName, e.FirstName || ' ' || e.LastName, substr(OrderDate, 1, 10), substr(RequiredDate, 1, 10),
                  substr(ShippedDate, 1, 10) FROM Orders o JOIN Customers c USING (CustomerID) JOIN Employees e USING (EmployeeID)";
    take("orders", "Order Number,Customer,Owner,Order Date,Required Date,Shipped Date", orders, 830);
    let lines = "SELECT OrderID, ProductName, Quantity, d.UnitPrice, Discount FROM [Order Details] d JOIN Products USING (ProductID)";
    let file = take("order-lines", "Order Number,Product Name,Quantity,Unit Price,Discount", lines, 2_155);
    assert_eq!(desk.one("SELECT sum(amount) FROM order_line WHERE currency = 'USD'"), 126_579_329);
    assert_eq!(desk.one("SELECT sum(net) FROM \"order\" WHERE currency = 'USD'"), 126_579_329);
    assert_eq!(desk.one("SELECT count(*) FROM order_line WHERE product IS NULL"), 0);
    assert_eq!(desk.one("SELECT count(*) FROM \"order\" WHERE account IS NULL OR owner IS NULL OR ordered IS NULL"), 0);
    let figures = |name: &str| {
        let report = named(name).unwrap().ask(&desk.store, Period::default(), None).unwrap();
        let total = report.totals.last().or(report.rows.last()).unwrap().clone();
        move |key: &str| total[report.column(key).unwrap()].figure.clone()
    };
    let of = figures("orders-by-month");
    let Figure::Money(net) = of("net") else { panic!("{:?}", of("net")) };
    assert_eq!((net.decimal().as_str(), net.currency.code()), ("1265793.29", "USD"));
    assert_eq!(of("orders").number(), Some(830));
    let of = figures("on-time");
    assert_eq!(["orders", "late", "open_late"].map(|key| of(key).number()), [Some(830), Some(37), Some(21)]);
    let shipped = desk.tally("SELECT state, count(*) FROM \"order\" GROUP BY 1");
    assert_eq!(shipped, [("confirmed".to_owned(), 21), ("shipped".to_owned(), 809)].into());
    assert_eq!(desk.take("order-lines", &file, &[]), [2_155, 0, 0, 2_155, 0, 0]);
}
