//! What passed with a record, newest first.
use crate::domain::deed::Ref;
use crate::domain::value::Id;
use crate::store::Db;
use anyhow::Result;
use rusqlite::params;

/// A touch in a record's timeline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// The touch.
    pub touch: Id,
    /// When, in seconds since 1970 UTC.
    pub at: i64,
}

impl Db {
    /// The touches about any of some records, newest first, each once.
    pub fn timeline(&self, about: &[Ref], limit: usize) -> Result<Vec<Moment>> {
        let mut all: Vec<Moment> = Vec::new();
        let sql = "SELECT t.id, t.at FROM touch_subject s JOIN touch t ON t.id = s.parent WHERE s.subject = ?
                   ORDER BY t.at DESC, t.id DESC LIMIT ?";
        for at in about {
            let mut found = self.sql.prepare_cached(sql)?;
            let found = found.query_map(params![at.packed(), i64::try_from(limit)?], |r| {
                Ok(Moment { touch: r.get(0)?, at: r.get(1)? })
            })?;
            for moment in found {
                let moment = moment?;
                if !all.contains(&moment) {
                    all.push(moment);
                }
            }
        }
        all.sort_by_key(|moment| std::cmp::Reverse((moment.at, moment.touch)));
        all.truncate(limit);
        Ok(all)
    }
}
