//! A long file is read ahead in another thread: what comes of it is what comes of the same rows a few at a time.
use super::desk::Desk;
use std::fmt::Write as _;

const HEADER: &str = "Lead ID,Name,Company,Phone,Email,Source,Owner,Created\n";

/// Rows of all sorts: some lack everything, are cut short, come again as they were or changed, have another's number,
/// a day that is none, a person whom the house does not know; new words of a list come first late.
fn rows(count: usize) -> Vec<String> {
    (0..count)
        .map(|n| {
            let mut row = String::new();
            let (id, phone) = (if n % 97 == 96 { n - 50 } else { n }, if n % 20 == 19 { n - 11 } else { n });
            let source = ["web", "fair", "", "Zalo OA", "kênh riêng"][if n < 700 { n % 3 } else { n % 5 }];
            let owner = ["Mai", "Lan", "Tư", ""][n % 4];
            let created = if n % 53 == 52 {
                "31/02/2026".to_owned()
            } else {
                format!("2026-{:02}-{:02} 09:00", [3, 11][n % 2], 1 + n % 23)
            };
            match n % 101 {
                99 => write!(row, "L{n},,,,,,,").unwrap(),
                100 => write!(row, "L{n},cut").unwrap(),
                _ => write!(
                    row,
                    "L{id},Nguyễn Văn {n},Công ty {},09{phone:08},kh{n}@{},{source},{owner},{created}",
                    n / 3,
                    if n % 31 == 30 { "" } else { "fpt.vn" }
                )
                .unwrap(),
            }
            row + "\n"
        })
        .collect()
}

/// A house with a rule about a word that none of its lists has any more: it holds again once one takes the word.
fn house() -> Desk {
    let desk = Desk::new();
    let code = desk.run(&["add", "code", "list=source", "name=zalo-oa", "en=Zalo OA", "vi=Zalo OA"]).unwrap().out;
    let id = serde_json::from_str::<serde_json::Value>(&code).unwrap()["id"].to_string();
    desk.run(&["add", "policy", "area=score", "name=zalo", "condition=source=zalo-oa", "value=70"]).unwrap();
    desk.run(&["set", "code", &id, "name=khac", "en=other", "vi=khác"]).unwrap();
    desk
}

/// All that a house has of its leads.
fn all(desk: &Desk) -> Vec<String> {
    let told = |words: &[&str]| desk.run(words).unwrap().out;
    vec![
        told(&["list", "leads"]),
        told(&["sql", "SELECT list, name, en, rank FROM codes ORDER BY 1, 2"]),
        told(&["list", "leads", "--filter", "likely"]),
        told(&["show", "lead", "1480"]),
    ]
}

#[test]
fn a_long_file_brings_what_its_pieces_bring() {
    let (whole, pieces) = (house(), house());
    let rows = rows(5_000);
    let counts = whole.counts("leads", &(HEADER.to_owned() + &rows.concat()), &["--source", "old"]);
    let mut sum = [0; 6];
    for some in rows.chunks(1_700) {
        let of = pieces.counts("leads", &(HEADER.to_owned() + &some.concat()), &["--source", "old"]);
        sum.iter_mut().zip(of).for_each(|(sum, of)| *sum += of);
    }
    assert_eq!(counts, sum);
    let [read, added, merged, _, rejected, history] = counts;
    assert!(read == 5_000 && added > 4_800 && merged > 40 && rejected > 40 && history > 2_000, "{counts:?}");
    for (whole, pieces) in all(&whole).iter().zip(all(&pieces)) {
        let other = whole.lines().zip(pieces.lines()).find(|(one, other)| one != other);
        assert!(other.is_none() && whole.len() == pieces.len(), "{other:?}");
    }
    assert!(whole.names("leads", "source=zalo-oa score>70").len() > 100, "a rule of a word that came with the file");
    assert!(whole.run(&["doctor"]).unwrap().out.contains("\"well\":true"));
    // Once more: all of it is known.
    let again = whole.counts("leads", &(HEADER.to_owned() + &rows.concat()), &["--source", "old"]);
    assert_eq!((again[0], again[1], again[4]), (read, 0, rejected));
}

#[test]
fn a_dry_run_of_a_long_file_counts_the_same_and_keeps_nothing() {
    let desk = Desk::new();
    let text = HEADER.to_owned() + &rows(2_600).concat();
    let dry = desk.counts("leads", &text, &["--dry-run"]);
    assert_eq!(desk.run(&["list", "leads"]).unwrap().out.trim(), "[]");
    assert_eq!(desk.counts("leads", &text, &[]), dry);
}

#[test]
fn a_long_file_that_breaks_off_in_the_middle_leaves_nothing() {
    let desk = Desk::new();
    let mut rows = rows(4_000);
    rows[3_500] = "L9,\"never closed,".to_owned();
    let file = desk.file("leads.csv", HEADER.to_owned() + &rows.concat());
    assert!(desk.run(&["import", "leads", file.to_str().unwrap()]).is_err());
    assert_eq!(desk.run(&["list", "leads"]).unwrap().out.trim(), "[]");
}
