//! What the tabs count.
use crate::store::Db;
use crate::ui::pane::{Badge, Layer};
use anyhow::Result;

/// What each tab counts, to be worked out in whichever thread.
pub fn counting(screens: &[Box<dyn Layer>]) -> impl Fn(&Db) -> Result<Vec<usize>> + Send + 'static {
    let badges: Vec<Option<Badge>> = screens.iter().map(|screen| screen.badge()).collect();
    move |db| badges.iter().map(|badge| badge.as_ref().map_or(Ok(0), |badge| badge(db))).collect()
}
