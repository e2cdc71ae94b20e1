//! Parts of a screen that know nothing of panes: data in, lines out.
pub mod chart;
pub mod week;
