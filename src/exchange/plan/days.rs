//! The day of an order in a file that has no column called after it: that of the document, else that on which the order
//! was made in the other system.
use super::mapping::{Ground, Mapping};
use super::own::is_one;
use crate::domain::field::Head;
use crate::exchange::column::Holds;
use crate::exchange::column::look::Looked;
use crate::exchange::file::header::Name;

/// What a day is called that may be of anything: beside an order it is that of the order.
const BARE: [&str; 5] = ["date", "ngay", "thoigian", "ngayct", "docdate"];

/// Takes it, where nothing else is the order's day.
pub fn day_of_order(
    heads: &[&'static Head],
    looked: &Looked,
    names: &[Name],
    free: &mut [bool],
    mapping: &mut Mapping,
) {
    let place = |key: &str| heads.iter().position(|head| head.key == key);
    let Some(head) = place("ordered").filter(|head| mapping.lacks(*head)) else {
        return;
    };
    let is_day = |at: usize| matches!(looked.columns[at].holds, Holds::Dates(_));
    let bare = |at: &usize| free[*at] && is_day(*at) && BARE.contains(&names[*at].whole.as_str());
    if let Some(column) = (0..names.len()).find(bare) {
        return mapping.give(head, Some((column, Ground::Name)), free);
    }
    // What linchpin wrote says of an order without a day that it has none.
    if looked.samples.iter().any(|sample| is_one(&sample.first)) {
        return;
    }
    let created = place("created");
    let taken = mapping.fields.iter_mut().find(|taken| Some(taken.head) == created);
    if let Some(taken) = taken.filter(|taken| taken.columns.iter().all(|(_, ground)| *ground == Ground::Name)) {
        taken.head = head;
    }
}
