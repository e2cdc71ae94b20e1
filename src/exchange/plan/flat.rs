//! Files whose orders stand once a line, with what was ordered beside them: what is the line's own is none of the
//! order's, and an order of less than nothing is a return. What was ordered is in it once a line, too, and is one each.
use super::File;
use super::called::is_called;
use super::kinship::kind_names;
use super::map::Map;
use super::mapping::{Ground, Mapping, Taken, guess};
use super::target::{Target, targets};
use crate::domain::face::Kept;
use crate::domain::field::Head;
use crate::domain::number::Written;
use crate::domain::problem::Fault;
use crate::domain::product::Product;
use crate::exchange::column::Holds;
use crate::exchange::column::look::Looked;
use crate::exchange::column::read::plain;
use crate::exchange::file::down::Down;
use crate::exchange::file::header::Name;
use crate::exchange::file::table::Line;
use crate::exchange::file::written::Written as Form;
use crate::lang::import as said;

/// What of such a file is of the lines.
pub struct Flat {
    columns: Vec<usize>,
    /// What was ordered.
    goods: Vec<usize>,
    /// How much was ordered; nothing, where a person left it out.
    quantity: Option<usize>,
    /// At which price.
    price: Option<usize>,
}

/// What a line says of itself.
const OWN: [&str; 6] = ["product", "text", "quantity", "unit", "price", "discount"];

/// What the lines of such a file say, where its rows do.
fn lines_of(looked: &Looked) -> Option<(Vec<&'static Head>, Mapping)> {
    let lines = targets().find(|target| target.part.is_some())?;
    let heads = lines.heads();
    let mapping = guess(&heads, looked, &kind_names(lines), &Map::default());
    // A column whose name only begins so may say what a package holds: `QuantityPerUnit`, `10 boxes`.
    let counts = |(at, ground): &(usize, Ground)| {
        *ground != Ground::Begins || matches!(looked.columns[*at].holds, Holds::Whole { .. } | Holds::Decimal { .. })
    };
    let quantity = mapping.fields.iter().find(|taken| heads[taken.head].key == "quantity");
    if quantity.is_some_and(|taken| !taken.columns.iter().any(counts)) {
        return None;
    }
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
        // What a line comes to is not what the order does.
        let amount = heads.iter().find(|head| head.key == "amount");
        let comes_to = |label: &String| amount.is_some_and(|head| is_called(head, &Name::new(label)));
        let amounts = (0..looked.labels.len()).filter(|at| comes_to(&looked.labels[*at]));
        let columns = own.clone().flat_map(|taken| taken.columns.iter().map(|(column, _)| *column)).chain(amounts);
        let columns = columns.collect();
        let of = |key: &str| own.clone().find(|taken| heads[taken.head].key == key)?.columns.first().map(|(at, _)| *at);
        let is_of_goods = |taken: &&Taken| GOODS.contains(&heads[taken.head].key);
        let goods = own.clone().filter(is_of_goods).flat_map(|taken| taken.columns.iter().map(|(at, _)| *at)).collect();
        let quantity = of("quantity")?;
        let said = map.of(&looked.header[quantity]);
        Some(Self { columns, goods, quantity: said.is_none().then_some(quantity), price: of("price") })
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

/// What was ordered, in a line.
const GOODS: [&str; 2] = ["product", "text"];

impl File {
    /// What rows of a table that say what was ordered, and not in which order, take from those above them: its number.
    pub fn down(&self) -> Option<Down> {
        let of = |keys: &[&str]| {
            let fields = self.fields.iter().filter(|field| keys.contains(&field.head.key));
            fields.flat_map(|field| field.from.iter().map(|from| from.column)).collect::<Vec<_>>()
        };
        let (numbers, goods) = match &self.flat {
            Some(flat) => (of(&["number"]), flat.goods.clone()),
            None => (of(&["order"]), of(&GOODS)),
        };
        let table = !matches!(self.looked.written, Form::Objects { .. });
        (table && !numbers.is_empty() && !goods.is_empty()).then(|| Down::new(numbers, goods))
    }

    /// How much came back, by a row that is of a return.
    pub fn returned(&self, line: &Line) -> Option<String> {
        let text = plain(line.cell(self.flat.as_ref()?.quantity?));
        let bare = text.strip_prefix(['-', '−'])?;
        Written::read(bare.trim()).ok()?;
        Some(text)
    }

    /// Why such a row is none of an order: it comes to nothing, and nobody gave it back. The column that says it.
    pub fn written_off(&self, line: &Line) -> Option<(String, Fault)> {
        let text = self.returned(line)?;
        let flat = self.flat.as_ref()?;
        let account = self.fields.iter().find(|field| field.head.key == "account");
        let named =
            account.is_some_and(|field| field.from.iter().any(|from| !line.cell(from.column).trim().is_empty()));
        let free = !named && flat.price.is_some_and(|at| is_nothing(line.cell(at)));
        let column = flat.quantity.filter(|_| free)?;
        Some((self.looked.header[column].clone(), Fault::new(said::written_off(&text))))
    }
}

/// Whether a price is one, and that of nothing: `0.00`.
fn is_nothing(price: &str) -> bool {
    let mut digits = price.bytes().filter(u8::is_ascii_digit).peekable();
    digits.peek().is_some() && digits.all(|digit| digit == b'0')
}
