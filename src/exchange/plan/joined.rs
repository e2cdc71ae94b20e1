//! Fields that stand in several columns of a file: a name in parts, and a day and its hour apart.
use super::called::brought;
use super::mapping::{Fit, Ground, Mapping, Rank, Taken};
use crate::domain::field::Head;
use crate::domain::kind::Kind;
use crate::exchange::file::header::Name;

/// What the parts of a name are called; the second list is that of Vietnamese, whose order is the other way round.
const PARTS: [[&[&str]; 3]; 2] = [
    [
        &["firstname", "givenname", "forename", "first"],
        &["middlename", "middle"],
        &["lastname", "surname", "familyname", "last"],
    ],
    [&["ho"], &["tendem", "hodem", "dem", "holot", "tenlot", "chulot"], &["ten"]],
];

/// A name that stands in two or three columns, where none has the whole.
pub fn join_names(heads: &[&'static Head], names: &[Name], fits: &[Fit], free: &mut [bool], mapping: &mut Mapping) {
    let Some(head) = heads.iter().position(|head| head.key == "name" && brought(head)) else { return };
    if !mapping.lacks(head) {
        return;
    }
    for parts in PARTS {
        let find = |part: &[&str]| names.iter().position(|name| part.contains(&name.whole.as_str()));
        let found: Vec<usize> = parts.iter().filter_map(|part| find(part)).filter(|at| free[*at]).collect();
        let ends = [parts[0], parts[2]].map(|part| find(part).is_some_and(|at| free[at]));
        let latin = parts[0].contains(&"first");
        // A last name alone is a name; `Tên` alone is one by its own right.
        let enough = if latin { ends[0] || ends[1] } else { ends[0] && ends[1] };
        let whole = fits
            .iter()
            .any(|fit| fit.head == head && fit.rank > Rank::Near && free[fit.column] && !found.contains(&fit.column));
        if enough && !whole {
            let ground = if found.len() > 1 { Ground::Joined } else { Ground::Name };
            for at in &found {
                free[*at] = false;
            }
            mapping.fields.push(Taken { head, columns: found.into_iter().map(|at| (at, ground)).collect() });
            return;
        }
    }
}

/// What begins, ends or is due: what its day is called, and what its hour, where each has a column of its own.
const CLOCKS: [(&str, &[&str], &[&str]); 3] = [
    (
        "start",
        &["startdate", "ngaybatdau", "date", "ngayhen", "ngay"],
        &["starttime", "giobatdau", "time", "giohen", "gio"],
    ),
    ("end", &["enddate", "ngayketthuc"], &["endtime", "gioketthuc"]),
    ("due", &["duedate", "ngayhethan", "hanchot"], &["duetime", "giohethan"]),
];

/// Days and hours that stand apart. What ends on a day that is not said ends on that on which it begins.
pub fn join_clocks(heads: &[&'static Head], names: &[Name], free: &mut [bool], mapping: &mut Mapping) {
    let mut before = None;
    for (key, days, hours) in CLOCKS {
        let Some(head) = heads.iter().position(|head| head.key == key && matches!(head.kind, Kind::At)) else {
            continue;
        };
        let find = |of: &[&str]| of.iter().find_map(|name| names.iter().position(|known| known.whole == *name));
        let day = find(days).filter(|at| free[*at]).or(before);
        let hour = find(hours).filter(|at| free[*at]);
        let (Some(day), Some(hour)) = (day, hour) else { continue };
        if mapping.lacks(head) {
            (free[day], free[hour], before) = (false, false, Some(day));
            mapping.fields.push(Taken { head, columns: vec![(day, Ground::Joined), (hour, Ground::Joined)] });
        }
    }
}
