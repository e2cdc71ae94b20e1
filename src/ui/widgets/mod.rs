//! Parts of screens that know nothing of panes: data in, cells out.
pub mod chart;
pub mod week;
