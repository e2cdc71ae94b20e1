//! Cells that stand once over several rows: the number of an order over all of its lines.
use super::table::Line;
use crate::domain::fold::fold;

/// Columns that say in the rows below what they said last, where those rows say something of their own.
pub struct Down {
    pub columns: Vec<usize>,
    /// Of which a row must say something.
    own: Vec<usize>,
    last: Vec<String>,
}

/// What stands where goods do in the row that adds them up.
pub const SUMS: [&str; 8] = ["tong", "tong cong", "tong tien", "cong", "total", "grand total", "subtotal", "sum"];

impl Down {
    pub fn new(columns: Vec<usize>, own: Vec<usize>) -> Self {
        Self { columns, own, last: Vec::new() }
    }

    /// Fills what is blank in a row, and keeps what is not.
    pub fn fill(&mut self, line: &mut Line) {
        if self.columns.iter().any(|at| !line.cell(*at).trim().is_empty()) {
            self.last = self.columns.iter().map(|at| line.cell(*at).to_owned()).collect();
            return;
        }
        let mut own = self.own.iter().map(|at| line.cell(*at).trim()).filter(|text| !text.is_empty()).peekable();
        let says = own.peek().is_some() && !own.any(|text| SUMS.contains(&fold(text).as_str()));
        for (at, text) in self.columns.iter().zip(&self.last).filter(|_| says) {
            if let Some(cell) = line.cells.get_mut(*at) {
                text.clone_into(cell);
            }
        }
    }
}
