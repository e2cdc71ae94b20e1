//! That the file is damaged stands on the screen as long as it is so, with what to do: a line of what was said goes with the
//! next key.
use super::cells;
use super::cx::Cx;
use crate::lang::copy;
use crate::store::Unusable;
use crate::store::file::copies;

/// So many lines it has at most.
const LINES: usize = 4;

impl Cx {
    /// Has it stand on the screen that the file is damaged, where an error says so; says what the error has besides.
    pub(super) fn warns(&mut self, error: &anyhow::Error) -> bool {
        let Some(Unusable::Damaged(why)) = Unusable::of(error) else { return false };
        if self.warning.is_empty() {
            let newest = copies::newest(self.store.path()).ok().flatten();
            let name = newest.as_ref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy());
            let whole = (self.size.0, self.size.1);
            copy::stays_damaged(name.as_deref()).to(self.lang).clone_into(&mut self.warning);
            self.resize(whole);
        }
        self.say(&why);
        true
    }

    /// A copy that is well took its place.
    pub(super) fn warns_no_more(&mut self) {
        let whole = (self.size.0, self.size.1 + self.warned());
        self.warning.clear();
        self.resize(whole);
    }

    /// The terminal has this size: panes have what the warning leaves.
    pub(super) fn resize(&mut self, (width, height): (u16, u16)) {
        self.size = (width, height);
        self.size.1 = height.saturating_sub(self.warned());
    }

    /// The lines of the warning, as they stand on the screen.
    pub(super) fn warning(&self) -> Vec<String> {
        let wide = usize::from(self.size.0.saturating_sub(2));
        let lines = if self.warning.is_empty() { Vec::new() } else { cells::wrap(&self.warning, wide) };
        lines.into_iter().take(LINES).collect()
    }

    fn warned(&self) -> u16 {
        u16::try_from(self.warning().len()).unwrap_or(0)
    }
}
