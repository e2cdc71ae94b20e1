//! Who has how much to do.
use super::figure::{Behind, Cell, Column, Figure, Unit, joined};
use super::period::typed;
use super::question::{parse, whole};
use super::{Area, Asked, Query, Report};
use crate::domain::face;
use crate::domain::field::Head;
use crate::domain::filter::equals;
use crate::domain::kinds::{KINDS, Shape, shape};
use crate::domain::value::{Id, Value};
use crate::domain::world::World;
use crate::lang::report::TOTAL;
use crate::lang::{Text, say};
use crate::store::{By, Db, Measure};
use anyhow::{Context, Result};
use std::cmp::Reverse;
use std::collections::BTreeMap;

pub(super) const ASKED: Asked = Asked {
    name: "workload",
    title: say("Workload", "Khối lượng việc"),
    definition: say(
        "Of each person, now. By kind: what they own and work goes on with. Late and today: whatever is their turn, due \
         before now or by the end of today. What waits for a customer, a department or a partner is nobody's turn here, \
         and what came as history with an import is not counted until someone takes it up.",
        "Của từng người, lúc này. Theo loại: những gì họ phụ trách và còn đang làm. Trễ và hôm nay: những gì đến lượt \
         họ, đã quá hạn hoặc đến hạn trong hôm nay. Việc đang chờ khách, bộ phận khác hay đối tác thì không tính, \
         dữ liệu cũ nhập vào cũng không, cho đến khi có người làm tiếp.",
    ),
    area: Area::Team,
    period: false,
    ticks: true,
    by: &[("person", PERSON)],
    shown: "person",
    run,
};

/// Kinds that people own, and the keys of their columns.
const OWNED: &[(&str, &str)] = &[
    ("lead", "leads"),
    ("order", "orders"),
    ("opportunity", "opportunities"),
    ("task", "tasks"),
    ("message", "messages"),
];
const LATE: Column = Column::new("late", say("late", "trễ"), Unit::Count);
const TODAY: Column = Column::new("today", say("today", "hôm nay"), Unit::Count);
const PERSON: Text = say("person", "người");
const NOBODY: Text = say("nobody", "chưa giao ai");

/// What each person has of each column; nobody's stand under none.
struct Loads {
    width: usize,
    of: BTreeMap<Option<Id>, Vec<i64>>,
}

fn run(db: &Db, _: Query) -> Result<Report> {
    let owned: Vec<(&Shape, &'static str)> =
        OWNED.iter().filter_map(|(kind, key)| Some((shape(kind)?, *key))).collect();
    let tomorrow = db.today().succ_opt().context("the last day of all")?;
    let turns = ["late".to_owned(), joined(&["-late", &format!("due_at<{}", typed(tomorrow))])];
    let turns = turns.each_ref().map(String::as_str);
    let width = owned.len() + turns.len();
    let staff =
        db.people().iter().filter(|person| !person.left).map(|person| (Some(person.id), vec![0; width])).collect();
    let mut loads = Loads { width, of: staff };
    for (at, (shape, _)) in owned.iter().enumerate() {
        loads.add(db, shape.kind, "owner", "open", &[""], at)?;
    }
    for shape in KINDS.iter().filter(|shape| shape.works) {
        loads.add(db, shape.kind, "turn", "-turn:", &turns, owned.len())?;
    }
    let mut columns = vec![Column::new("person", PERSON, Unit::Text)];
    columns.extend(owned.iter().map(|(shape, key)| Column::new(key, shape.many, Unit::Count)));
    columns.extend([LATE, TODAY]);
    let mut rows = Vec::new();
    for (person, counts) in &loads.of {
        rows.push(row(db, *person, counts, &owned, &turns)?);
    }
    let late = |row: &Vec<Cell>| row[1 + owned.len()].figure.number();
    let open = |row: &Vec<Cell>| row[1..=owned.len()].iter().filter_map(|cell| cell.figure.number()).sum::<i64>();
    // Nobody has no lateness, and stands last.
    rows.sort_by_key(|row| (Reverse(late(row)), Reverse(open(row))));
    let behind = owned.iter().map(|(shape, _)| Behind::of(shape.kind, &["open"]));
    let behind = behind.chain(turns.iter().map(|words| Behind::any(&["-turn:", words])));
    let all = behind.enumerate().map(|(at, behind)| Cell::new(loads.total(at), behind));
    let totals: Vec<Cell> = std::iter::once(Cell::from(Figure::text("total", TOTAL))).chain(all).collect();
    let headline = totals[1 + owned.len()].clone();
    Ok(Report { columns, rows, totals: vec![totals], headline, charted: &["leads", "late"], ..Report::default() })
}

impl Loads {
    /// Adds what each person has of a kind to the columns from `at` on.
    fn add(
        &mut self,
        db: &Db,
        kind: &'static str,
        field: &'static str,
        of: &str,
        words: &[&str],
        at: usize,
    ) -> Result<()> {
        let measure = |words: &&str| Ok(Measure { filter: parse(db, kind, words)?, of: None });
        let measures = words.iter().map(measure).collect::<Result<Vec<_>>>()?;
        for (person, figures) in db.tally(kind, &[By::Field(field)], &parse(db, kind, of)?, &measures)? {
            let person = if let [Value::Whole(id)] = person[..] { Some(id) } else { None };
            let counts = self.of.entry(person).or_insert_with(|| vec![0; self.width]);
            for (count, figure) in counts[at..].iter_mut().zip(&figures) {
                *count += whole(Some(figure));
            }
        }
        Ok(())
    }

    fn total(&self, at: usize) -> Figure {
        Figure::Count(self.of.values().map(|counts| counts[at]).sum())
    }
}

fn row(db: &Db, person: Option<Id>, counts: &[i64], owned: &[(&Shape, &str)], turns: &[&str]) -> Result<Vec<Cell>> {
    let value = person.map_or(Value::Empty, Value::Whole);
    let name = person.map(|id| db.name("person", id).unwrap_or_else(|| format!("#{id}")));
    let name = name.map_or(Figure::text("nobody", NOBODY), |name| Figure::plain(&name));
    let mut cells = vec![Cell::from(name)];
    for ((shape, _), count) in owned.iter().zip(counts) {
        let words = equals(head(&(shape.blank)().heads(), "owner")?, &value, db);
        cells.push(Cell::new(Figure::Count(*count), Behind::of(shape.kind, &[&words, "open"])));
    }
    let turn = face::HEADS.iter().find(|head| head.key == "turn").context("no turn")?;
    let turn = equals(turn, &value, db);
    for (words, count) in turns.iter().zip(&counts[owned.len()..]) {
        let cell = Cell::new(Figure::Count(*count), Behind::any(&[&turn, words]));
        cells.push(if person.is_some() { cell } else { Cell::default() });
    }
    Ok(cells)
}

fn head(heads: &[&'static Head], key: &str) -> Result<&'static Head> {
    heads.iter().find(|head| head.key == key).copied().with_context(|| format!("no {key}"))
}
