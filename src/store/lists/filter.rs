//! Filter words as SQL, for one kind.
use crate::domain::field::{Head, Home};
use crate::domain::filter::{Filter, Op, Term, What, Word};
use crate::domain::fold::fold;
use crate::domain::kind::{ids, packed};
use crate::domain::kinds::Shape;
use crate::domain::reach::Sort;
use crate::domain::value::{Choice, Id, Value};
use crate::domain::world::World;
use crate::store::Db;
use crate::store::file::schema::AS_WRITTEN;
use rusqlite::types::Value as Cell;

/// A condition on the rows `t` of a table, and its values in their order.
#[derive(Clone, Debug, Default)]
pub struct Condition {
    pub sql: String,
    pub values: Vec<Cell>,
    /// Whether only rows with something due can fulfil it.
    pub due: bool,
}

/// Rows of a table that are asked one by one whether a text finds them.
const SHORT: Id = 100;

/// In which way a filter is asked.
#[derive(Clone, Copy, PartialEq)]
enum How {
    Whole,
    OfOne,
    /// Of what is to be done now, the part that is this person's turn.
    TurnOf(Id),
    /// The part that is another's turn.
    Others,
}

impl Db {
    /// What a filter asks of a kind.
    pub(in crate::store) fn condition(&self, filter: &Filter, shape: &Shape) -> Condition {
        self.asked(filter, shape, How::Whole)
    }

    /// The same in parts, each of which an index has in the order of what is due; no row fulfils two of them.
    pub(in crate::store) fn conditions(&self, filter: &Filter, shape: &Shape) -> Vec<Condition> {
        let whose = |term: &Term| !term.not && matches!(term.what, What::Word(Word::Now));
        if filter.terms.iter().filter(|term| whose(term)).count() != 1 {
            return vec![self.condition(filter, shape)];
        }
        let turns = self.mine().into_iter().map(|person| self.asked(filter, shape, How::TurnOf(person)));
        turns.chain([self.asked(filter, shape, How::Others)]).collect()
    }

    /// The same, asked of one row: what a text finds is not gathered for that.
    pub(in crate::store) fn condition_of_one(&self, filter: &Filter, shape: &Shape) -> Condition {
        self.asked(filter, shape, How::OfOne)
    }

    fn asked(&self, filter: &Filter, shape: &Shape, how: How) -> Condition {
        let mut all = Condition { sql: String::new(), values: Vec::new(), due: false };
        for term in &filter.terms {
            if !all.sql.is_empty() {
                all.sql += " AND ";
            }
            let inner = match &term.what {
                What::Any(text) if how == How::OfOne || self.is_short(shape) => {
                    let (sql, values) = Self::matches(shape.no, text, &self.country());
                    all.values.extend(values.into_iter().map(Cell::Text));
                    sql
                }
                What::Word(Word::Likely) if how == How::OfOne => self.alike(shape, true, &mut all.values),
                What::Word(Word::Now) if !term.not && matches!(how, How::TurnOf(_) | How::Others) => {
                    all.due = true;
                    match how {
                        How::TurnOf(person) => self.turn_of(&[person], shape, &mut all.values),
                        _ => self.others(shape, &mut all.values),
                    }
                }
                _ => self.term(term, shape, &mut all),
            };
            all.sql += &if term.not { format!("NOT coalesce(({inner}), 0)") } else { format!("({inner})") };
        }
        if all.sql.is_empty() {
            "1".clone_into(&mut all.sql);
        }
        all
    }

    /// Whether to ask of each row of a kind whether a text finds it takes less than to gather what it finds of all kinds.
    fn is_short(&self, shape: &Shape) -> bool {
        self.length(shape.kind).is_ok_and(|length| length <= SHORT)
    }

    fn term(&self, term: &Term, shape: &Shape, all: &mut Condition) -> String {
        match &term.what {
            What::Any(text) => {
                let (sql, values) = Self::matching(shape.no, text, &self.country());
                all.values.extend(values.into_iter().map(Cell::Text));
                sql
            }
            What::Word(word) => {
                all.due |= !term.not && word.is_of_due();
                self.word(*word, shape, &mut all.values)
            }
            What::Is { part: Some((table, shared)), head, op, values } => {
                let inner = compare(&format!("p.\"{}\"", head.key), *op, values, &mut all.values);
                let shared = if *shared { format!(" AND p.of_kind = {}", shape.no) } else { String::new() };
                format!("EXISTS (SELECT 1 FROM \"{table}\" p WHERE p.parent = t.id{shared} AND ({inner}))")
            }
            What::Beside { head, op, other } => format!("t.\"{}\" {} t.\"{}\"", head.key, sign(*op), other.key),
            What::Is { part: None, head, op: Op::Unread, .. } => unread(head, shape.no),
            What::Is { part: None, head, op, values } => match head.home {
                Home::Reach(sort) => reach(sort, shape.no, *op, values, &mut all.values),
                Home::Tags => {
                    let inner = compare("p.tag", Op::Has, values, &mut all.values);
                    let none = values == &[Value::Empty];
                    let exists = format!("SELECT 1 FROM tag p WHERE p.parent = t.id AND p.of_kind = {}", shape.no);
                    if none { format!("NOT EXISTS ({exists})") } else { format!("EXISTS ({exists} AND ({inner}))") }
                }
                Home::Staff => {
                    let of = |value: &Value| if let Value::Text(all) = value { ids(all).collect() } else { Vec::new() };
                    let people: Vec<Value> = values.iter().flat_map(of).map(Value::Whole).collect();
                    let who = "SELECT 1 FROM appointment_attendee p WHERE p.parent = t.id AND p.person";
                    if people.is_empty() {
                        return format!("NOT EXISTS ({who} IS NOT NULL)");
                    }
                    let inner = compare("p.person", *op, &people, &mut all.values);
                    format!("EXISTS ({who} IS NOT NULL AND ({inner}))")
                }
                Home::Guests => {
                    let inner = compare("p.name", *op, values, &mut all.values);
                    let who = "SELECT 1 FROM appointment_attendee p WHERE p.parent = t.id AND p.person IS NULL";
                    let none = values == &[Value::Empty];
                    if none { format!("NOT EXISTS ({who})") } else { format!("EXISTS ({who} AND ({inner}))") }
                }
                // About all that one of the values names.
                Home::Subjects => {
                    let about = "SELECT 1 FROM touch_subject p WHERE p.parent = t.id";
                    let one = |value: &Value| match value {
                        Value::Text(all) => {
                            let each = packed(all).map(|id| format!("EXISTS ({about} AND p.subject = {id})"));
                            each.collect::<Vec<_>>().join(" AND ")
                        }
                        _ => format!("NOT EXISTS ({about})"),
                    };
                    let any: Vec<String> = values.iter().map(|value| format!("({})", one(value))).collect();
                    format!("({})", any.join(" OR "))
                }
                Home::Outside => {
                    let inner = compare("p.key", Op::Equal, values, &mut all.values);
                    format!(
                        "EXISTS (SELECT 1 FROM outside p WHERE p.parent = t.id AND p.of_kind = {} AND ({inner}))",
                        shape.no
                    )
                }
                Home::Column | Home::Nowhere => {
                    all.due |= head.key == "due_at" && !term.not && values.iter().all(|v| *v != Value::Empty);
                    compare(&format!("t.\"{}\"", head.key), *op, values, &mut all.values)
                }
            },
        }
    }

    fn word(&self, word: Word, shape: &Shape, cells: &mut Vec<Cell>) -> String {
        let now = Cell::Integer(self.now().timestamp());
        match word {
            Word::Late => {
                cells.push(now);
                "t.due_at < ?".to_owned()
            }
            Word::Open => "t.due_at IS NOT NULL".to_owned(),
            Word::Asleep if shape.has("later") => {
                cells.push(now);
                "t.later > ? AND t.due_at IS NOT NULL".to_owned()
            }
            Word::Asleep => "0".to_owned(),
            Word::Now => format!("{} OR {}", self.turn_of(&self.mine(), shape, cells), self.others(shape, cells)),
            Word::Covered => {
                let (me, all) = (self.me(), self.mine());
                let covered: Vec<i64> = all.into_iter().filter(|id| *id != me).collect();
                self.turn_of(&covered, shape, cells)
            }
            Word::Others => self.others(shape, cells),
            Word::Kept => promised(shape, "<="),
            Word::Missed => promised(shape, ">"),
            Word::Likely => self.alike(shape, false, cells),
        }
    }

    fn turn_of(&self, people: &[i64], shape: &Shape, cells: &mut Vec<Cell>) -> String {
        let people: Vec<String> = people.iter().map(i64::to_string).collect();
        cells.push(Cell::Integer(self.tonight().timestamp()));
        format!("(t.turn IN ({}) AND t.due_at < ?{})", people.join(", "), self.awake(shape, cells))
    }

    /// What is put off is out of sight until then, be it later today.
    fn awake(&self, shape: &Shape, cells: &mut Vec<Cell>) -> &'static str {
        if !shape.has("later") {
            return "";
        }
        cells.push(Cell::Integer(self.now().timestamp()));
        " AND coalesce(t.later, 0) <= ?"
    }

    /// What I coordinate that is another's turn, and late by the policy's grace since it was due or handed over.
    fn others(&self, shape: &Shape, cells: &mut Vec<Cell>) -> String {
        if !shape.has("coordinator") || !shape.has("since") {
            return "0".to_owned();
        }
        let late = self.now().timestamp() - 60 * self.rule("grace").unwrap_or(0);
        cells.extend([Cell::Integer(late), Cell::Integer(late)]);
        let mine: Vec<String> = self.mine().iter().map(i64::to_string).collect();
        format!(
            "(t.coordinator = {} AND (t.turn IS NULL OR t.turn NOT IN ({})) AND t.due_at < ?
              AND coalesce(t.since, 0) < ?{})",
            self.me(),
            mine.join(", "),
            self.awake(shape, cells)
        )
    }
}

/// A text kept beside the record because its field could not take it, or an address without its normal form.
fn unread(head: &Head, kind_no: i64) -> String {
    let of = format!("p.parent = t.id AND p.of_kind = {kind_no}");
    let kept = format!("EXISTS (SELECT 1 FROM {AS_WRITTEN} p WHERE {of} AND p.field = '{}')", head.key);
    let Home::Reach(sort) = head.home else { return kept };
    let bad = format!("SELECT 1 FROM reach p WHERE {of} AND p.sort = '{}' AND p.normal IS NULL", sort.key());
    format!("EXISTS ({bad}) OR {kept}")
}

/// Whether a promise that is settled lies so to when it was due: a clock, or an order's first promise. Where no delivery
/// is known, the day on which the order left counts.
fn promised(shape: &Shape, sign: &str) -> String {
    let clock = format!("p.parent = t.id AND p.of_kind = {} AND p.met {sign} p.due", shape.no);
    let order = if shape.has("first_promised") {
        format!(" OR coalesce(t.delivered, t.shipped) {sign} t.first_promised")
    } else {
        String::new()
    };
    format!("EXISTS (SELECT 1 FROM clock p WHERE {clock}){order}")
}

fn reach(sort: Sort, kind_no: i64, op: Op, values: &[Value], cells: &mut Vec<Cell>) -> String {
    let exists =
        format!("SELECT 1 FROM reach p WHERE p.parent = t.id AND p.of_kind = {kind_no} AND p.sort = '{}'", sort.key());
    if values == [Value::Empty] {
        return format!("NOT EXISTS ({exists})");
    }
    let inner = compare("p.raw", op, values, cells);
    format!("EXISTS ({exists} AND ({inner}))")
}

fn compare(column: &str, op: Op, values: &[Value], cells: &mut Vec<Cell>) -> String {
    let one = |value: &Value| match (value, op) {
        (Value::Empty, _) => format!("{column} IS NULL"),
        (Value::Text(text), Op::Has) => {
            cells.push(Cell::Text(fold(text)));
            format!("instr(fold({column}), ?) > 0")
        }
        (value, op) => {
            cells.push(cell(value));
            format!("{column} {} ?", sign(op))
        }
    };
    let all: Vec<String> = values.iter().map(one).collect();
    all.join(" OR ")
}

fn sign(op: Op) -> &'static str {
    match op {
        Op::Equal | Op::Has | Op::Unread => "=",
        Op::Less => "<",
        Op::Most => "<=",
        Op::More => ">",
        Op::Least => ">=",
    }
}

/// A value as SQLite holds it.
pub fn cell(value: &Value) -> Cell {
    match value {
        Value::Empty => Cell::Null,
        Value::Text(text) => Cell::Text(text.clone()),
        Value::Whole(n) => Cell::Integer(*n),
        Value::Day(day) => Cell::Text(day.to_string()),
        Value::At(at) => Cell::Integer(at.timestamp()),
        Value::Money(money) => Cell::Integer(money.minor),
    }
}
