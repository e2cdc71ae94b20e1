//! The workspaces that the figures are of: made up, the same each time.
use rusqlite::Connection;
use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A workspace of so many leads and orders, a fifth as many customers and contacts, three times as many lines.
pub struct House {
    pub rows: usize,
    pub file: PathBuf,
    folder: PathBuf,
    leads: Vec<i64>,
}

/// The program on a file.
pub fn program(file: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_linchpin"));
    program.arg("--db").arg(file);
    for name in ["LINCHPIN_DB", "LINCHPIN_USER", "LINCHPIN_NOW", "LINCHPIN_LANG"] {
        program.env_remove(name);
    }
    program
}

impl House {
    /// The one that is in the folder already, or is made.
    pub fn of(folder: &Path, rows: usize) -> Self {
        let file = folder.join(format!("house-{rows}.db"));
        if !file.exists() {
            let begun = std::time::Instant::now();
            let (some, few, many) = (rows.to_string(), (rows / 5).to_string(), (rows * 3).to_string());
            let sizes = [
                ("--leads", &some),
                ("--accounts", &few),
                ("--contacts", &few),
                ("--orders", &some),
                ("--lines", &many),
            ];
            let words = sizes.iter().flat_map(|(name, count)| [*name, count.as_str()]);
            let part = folder.join("part.db");
            super::fresh(&part);
            assert!(program(&part).args(["generate", "--seed", "1"]).args(words).status().unwrap().success());
            std::fs::rename(&part, &file).unwrap();
            println!("a workspace of {rows} leads made in {:.1} s", begun.elapsed().as_secs_f64());
        }
        let sql = Connection::open(&file).unwrap();
        let mut found = sql.prepare("SELECT id FROM lead WHERE id % 97 = 3 LIMIT 600").unwrap();
        let leads = found.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        drop(found);
        Self { rows, file, folder: folder.to_owned(), leads }
    }

    /// The id of some lead.
    pub fn lead(&self, n: usize) -> i64 {
        self.leads[n % self.leads.len()]
    }

    /// A file for one figure, not there yet.
    pub fn aside(&self, name: &str) -> PathBuf {
        let path = self.folder.join(name);
        super::fresh(&path);
        path
    }

    /// The workspace itself, to be changed.
    pub fn copy(&self, name: &str) -> PathBuf {
        let path = self.aside(name);
        std::fs::copy(&self.file, &path).unwrap();
        // Else the first write that reaches the disk would have the whole copy written with it.
        std::fs::File::open(&path).unwrap().sync_all().unwrap();
        path
    }

    /// A file of as many leads as another system writes it, one in twenty of the same number as an earlier one.
    pub fn leads(&self) -> PathBuf {
        let path = self.folder.join(format!("leads-{}.csv", self.rows));
        if path.exists() {
            return path;
        }
        let mut file = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
        writeln!(file, "Lead ID,Name,Company,Title,Phone,Email,Source,Created,Note").unwrap();
        let mut chance = Chance(1);
        let mut line = String::new();
        for n in 0..self.rows {
            let (family, middle, given) = (chance.of(FAMILIES), chance.of(MIDDLES), chance.of(GIVEN));
            let phone = if n > 100 && chance.below(20) == 0 { chance.below(n / 20) * 20 } else { n };
            let (month, day, hour) = (1 + chance.below(10), 1 + chance.below(28), 8 + chance.below(9));
            line.clear();
            write!(line, "X{n:07},{family} {middle} {given},").unwrap();
            if chance.below(2) == 0 {
                write!(line, "Công ty {} {} {n}", chance.of(TRADES), chance.of(PLACES)).unwrap();
            }
            write!(line, ",{},09{:08},", chance.of(&["", "", "Giám đốc", "Mua hàng"]), phone * 83 % 100_000_000)
                .unwrap();
            if chance.below(10) < 7 {
                write!(line, "kh{n}@{}", chance.of(&["gmail.com", "fpt.vn", "yahoo.com"])).unwrap();
            }
            let source = chance.of(&["web", "fair", "call", "mail"]);
            writeln!(file, "{line},{source},2026-{month:02}-{day:02} {hour:02}:15,asked for price of item {}", n % 977)
                .unwrap();
        }
        file.flush().unwrap();
        path
    }
}

const FAMILIES: &[&str] = &["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"];
const MIDDLES: &[&str] = &["Văn", "Thị", "Quốc", "Minh", "Thanh", "Đức", "Hữu", "Ngọc"];
const GIVEN: &[&str] =
    &["An", "Bình", "Chi", "Dũng", "Đào", "Hà", "Hùng", "Lan", "Linh", "Nam", "Phúc", "Quân", "Thảo", "Yến"];
const TRADES: &[&str] = &["Gạo", "Cà phê", "Thuỷ sản", "Gỗ", "Dệt may", "Hạt điều", "Cao su"];
const PLACES: &[&str] = &["Đồng Tháp", "Hải Phòng", "An Giang", "Cần Thơ", "Lâm Đồng", "Bình Dương"];

/// Chance that is the same each time (Knuth's linear congruence, MMIX).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n.max(1)
    }

    fn of<'a>(&mut self, among: &[&'a str]) -> &'a str {
        among[self.below(among.len())]
    }
}
