//! Files whose orders stand once a line, with what was ordered beside them: what is the line's own is none of the
//! order's, and a line of less than nothing is a return. What was ordered is in it once a line, too, and is one each.
use super::kinship::kind_names;
use super::look::Looked;
use super::map::Map;
use super::mapping::{Mapping, guess};
use super::plan::File;
use super::read::plain;
use super::table::Line;
use super::target::{Target, targets};
use crate::domain::face::Kept;
use crate::domain::field::Head;
use crate::domain::number::Written;
use crate::domain::problem::Fault;
use crate::domain::product::Product;
use crate::lang::import as said;

/// What of such a file is of the lines.
pub struct Flat {
    columns: Vec<usize>,
    /// How much was ordered; nothing, where a person left it out.
    quantity: Option<usize>,
}

/// What a line says of itself.
const OWN: [&str; 6] = ["product", "text", "quantity", "unit", "price", "discount"];

/// What the lines of such a file say, where its rows do.
fn lines_of(looked: &Looked) -> Option<(Vec<&'static Head>, Mapping)> {
    let lines = targets().find(|target| target.part.is_some())?;
    let heads = lines.heads();
    let mapping = guess(&heads, looked, &kind_names(lines), &Map::default());
    lines.core.iter().all(|any| mapping.brings(&heads, any)).then_some((heads, mapping))
}

/// What is said of the columns of such a file that is read for its goods: what the lines call them is their name.
pub fn goods(target: &Target, looked: &Looked, map: &Map) -> Option<Map> {
    let (heads, mapping) = lines_of(looked).filter(|_| target.kind == Product::KIND)?;
    let named = guess(&target.heads(), looked, &kind_names(target), map);
    let mut map = map.clone();
    let text = mapping.fields.iter().find(|taken| heads[taken.head].key == "text");
    if let Some((column, _)) = text.map(|taken| taken.columns[0]).filter(|_| !named.brings(&target.heads(), &["name"]))
    {
        let header = &looked.header[column];
        if map.of(header).is_none() {
            map.put(header, Some("name"));
        }
    }
    Some(map)
}

impl Flat {
    /// Of a file that is read for its orders, though its rows say what lines do.
    pub fn of(target: &Target, looked: &Looked, map: &Map) -> Option<Self> {
        target.lines()?;
        let (heads, mapping) = lines_of(looked)?;
        let own = mapping.fields.iter().filter(|taken| OWN.contains(&heads[taken.head].key));
        let columns = own.clone().flat_map(|taken| taken.columns.iter().map(|(column, _)| *column)).collect();
        let quantity = own.clone().find(|taken| heads[taken.head].key == "quantity")?.columns.first()?.0;
        let said = map.of(&looked.header[quantity]);
        Some(Self { columns, quantity: said.is_none().then_some(quantity) })
    }

    /// What was said of the columns, and that those of the lines go nowhere.
    pub fn leave_out(&self, map: &Map, header: &[String]) -> Map {
        let mut map = map.clone();
        for header in self.columns.iter().map(|at| &header[*at]) {
            if map.of(header).is_none() {
                map.put(header, None);
            }
        }
        map
    }
}

impl File {
    /// Whether a row is a return and so none of an order; the column that says it.
    pub(super) fn returned(&self, line: &Line) -> Option<(String, Fault)> {
        let column = self.flat.as_ref()?.quantity?;
        let text = plain(line.cell(column));
        let bare = text.strip_prefix(['-', '−'])?;
        Written::read(bare.trim()).ok()?;
        Some((self.looked.header[column].clone(), Fault::new(said::a_return(&text))))
    }
}
