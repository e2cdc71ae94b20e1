//! Which minutes of the day the rows are of.
use super::{Block, Grid, HOUR, MIDNIGHT};
use std::ops::Range;

const STEPS: [u32; 3] = [15, 30, HOUR];

/// Which minutes the rows are of.
pub(super) struct Axis {
    pub top: u32,
    pub step: u32,
    pub count: usize,
}

impl Axis {
    /// As fine as there is room for; where there is none for all, it shows the cursor, else the working hours.
    pub fn new(grid: &Grid, rows: usize) -> Self {
        let first = grid.blocks.iter().map(|b| b.from).chain([grid.open.start]).min().unwrap_or(0) / HOUR * HOUR;
        let last = grid.blocks.iter().map(|b| b.till.max(b.from + 1)).chain([grid.open.end]).max().unwrap_or(MIDNIGHT);
        let last = last.div_ceil(HOUR) * HOUR;
        let needed = |step: u32| ((last - first) / step) as usize;
        let step = STEPS.into_iter().find(|step| needed(*step) <= rows);
        let Some(step) = step else {
            let window = u32::try_from(rows).unwrap_or(0) * HOUR;
            let wanted = grid.blocks.iter().find(|b| b.here);
            let end = (grid.open.start / HOUR * HOUR).clamp(first, last.saturating_sub(window).max(first));
            let top = wanted.map_or(end, |block| {
                let low = block.from / HOUR * HOUR;
                if low < end { low } else { end.max((low + HOUR).saturating_sub(window)) }
            });
            return Self { top, step: HOUR, count: rows };
        };
        Self { top: first, step, count: needed(step) }
    }

    /// The rows that a block fills, at least one, of those that are shown.
    pub fn rows(&self, block: &Block) -> Range<usize> {
        let row = |minute: u32| (minute.saturating_sub(self.top) / self.step) as usize;
        let from = row(block.from);
        let till = (block.till.saturating_sub(self.top)).div_ceil(self.step) as usize;
        from..till.max(from + 1).min(self.count.max(from + 1))
    }

    pub fn holds(&self, block: &Block) -> bool {
        let end = self.top + u32::try_from(self.count).unwrap_or(0) * self.step;
        block.till.max(block.from + 1) > self.top && block.from < end
    }

    pub fn minute(&self, row: usize) -> u32 {
        self.top + u32::try_from(row).unwrap_or(0) * self.step
    }
}
