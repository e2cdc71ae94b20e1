//! What tells the stage of an opportunity from how it ended, where a column is called as both are: `Status`.
use super::mapping::Fit;
use super::words::{STAGES, choice};
use crate::domain::face::Kept;
use crate::domain::field::Head;
use crate::domain::opportunity::Opportunity;
use crate::exchange::column::look::Sample;
use crate::exchange::column::read::plain;
use std::collections::BTreeSet;

/// The field that says how it ended.
pub const STATE: &str = "state";

/// Of a column called as both, only one is left: its words are all of how something ended, or another column is the stage.
pub fn tell_apart(heads: &[&'static Head], samples: &[Sample], fits: &mut Vec<Fit>) {
    let place = |key: &str| heads.iter().position(|head| head.key == key);
    let (Some(stage), Some(state)) = (place(STAGES), place(STATE)) else { return };
    let columns = |head| fits.iter().filter(|fit| fit.head == head).map(|fit| fit.column).collect::<BTreeSet<_>>();
    let (staged, ended) = (columns(stage), columns(state));
    let is_staged = staged.difference(&ended).next().is_some();
    let ends = |text: &str| choice(Opportunity::KIND, heads[state], &plain(text)).is_some();
    for column in staged.intersection(&ended) {
        let words = samples[*column].words.as_deref().unwrap_or_default();
        let is_state = is_staged || !words.is_empty() && words.iter().all(|(word, _)| ends(word));
        let not = if is_state { stage } else { state };
        fits.retain(|fit| fit.column != *column || fit.head != not);
    }
}
