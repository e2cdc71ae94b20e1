//! Cells written into a record, and what is wrong with it for that. Comparing tries it, taking in does it: so both say
//! the same.
use super::{Cell, Part};
use crate::domain::field::{Edit, Home, Row};
use crate::domain::kind::Kind;
use crate::domain::kinds::KeptRow;
use crate::domain::problem::{Fault, Problem};
use crate::domain::value::{Id, Value};
use crate::domain::world::World;
use crate::lang::{back as said, fault, import};

/// The place of a row of a part: of the part among the parts, and of the row among its rows.
fn inside(row: &dyn KeptRow, (part, id): Part) -> Option<(usize, usize)> {
    let parts = row.parts();
    let at = parts.iter().position(|known| known.key == part)?;
    let rows = parts[at].rows;
    Some((at, rows.place(id)?))
}

/// The number of a row of a part that is not there yet.
pub(super) const NEW: Id = 0;

/// Writes cells into a record or a row of its part; gives what is wrong with it that was not before, by field. Of a new
/// one (`new`) all that it must have is asked.
pub(super) fn put(
    row: &mut dyn KeptRow,
    part: Option<Part>,
    cells: &[&Cell],
    new: bool,
    world: &dyn World,
) -> Vec<(String, Fault)> {
    let before: Vec<Problem> = if row.id() == 0 { Vec::new() } else { row.check(world) };
    let place = part.map(|part| if part.1 == NEW { row.grow(part.0) } else { inside(row, part) });
    let mut problems = match place {
        Some(Some((part, n))) => fill(row.part_mut(part).at_mut(n), cells, new),
        Some(None) => vec![(String::new(), Fault::new(said::GONE))],
        None => fill(row, cells, new),
    };
    if problems.is_empty() {
        let path = part.zip(place.flatten()).map(|((key, _), (_, n))| format!("{key}.{}.", n + 1));
        let own = |field: &str| match &path {
            Some(path) => field.strip_prefix(path.as_str()).unwrap_or(field).to_owned(),
            None => field.to_owned(),
        };
        let found = row.check(world).into_iter().filter(|problem| !before.contains(problem));
        // What is wrong with lines that the row does not show is for its currency.
        let lines = |field: &str| part.is_none() && field.rsplit_once('.').is_some_and(|(_, key)| key == "price");
        let meant = |field: &str| if lines(field) { "currency".to_owned() } else { own(field) };
        problems.extend(found.map(|problem| (meant(&problem.field), problem.fault)));
    }
    problems
}

fn fill(row: &mut (impl Row + ?Sized), cells: &[&Cell], new: bool) -> Vec<(String, Fault)> {
    let heads = row.heads();
    let before: Vec<Value> = (0..heads.len()).map(|at| row.get(at)).collect();
    let mut problems = Vec::new();
    // The currency before the amounts that are in it.
    let first = cells.iter().filter(|cell| cell.head.key == "currency");
    for cell in first.chain(cells.iter().filter(|cell| cell.head.key != "currency")) {
        let Some(value) = &cell.value else { continue };
        if let Err(fault) = row.set(cell.at, value.clone()) {
            problems.push((cell.head.key.to_owned(), fault));
        }
    }
    for (at, head) in heads.iter().enumerate() {
        let (now, own) = (row.get(at), cells.iter().find(|cell| cell.at == at));
        if head.edit == Edit::Required && now == Value::Empty && (new || before[at] != Value::Empty) {
            problems.push((head.key.to_owned(), Fault::new(fault::MUST_BE_GIVEN)));
        }
        if !matches!(head.kind, Kind::Money)
            || head.home != Home::Column
            || head.edit == Edit::Derived
            || now == Value::Empty
        {
            continue;
        }
        match own {
            Some(cell) if cell.value.as_ref() != Some(&now) => {
                problems.push((head.key.to_owned(), Fault::new(import::two_currencies(&cell.after))));
            }
            None if now != before[at] => {
                let moved = cells.iter().find(|cell| cell.head.key == "currency");
                let moved = moved.or_else(|| cells.iter().find(|cell| matches!(cell.head.kind, Kind::Money)));
                let key = moved.map_or(head.key, |cell| cell.head.key);
                problems.push((key.to_owned(), Fault::new(said::CURRENCY_ALONE)));
            }
            _ => {}
        }
    }
    problems
}
