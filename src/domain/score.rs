//! How likely a lead is to buy, by the rules of the house: each rule that it fulfils adds its points, and says so.
use super::lead::Lead;
use super::world::World;
use std::fmt::Write;

/// The most that a lead can have.
pub const MOST: i64 = 100;

/// The points, and which rule gave which: `30:5.1` is 30 points by version 1 of policy 5.
pub fn of(lead: &Lead, world: &dyn World) -> (i64, String) {
    let rules = world.score_rules();
    let met = rules.iter().filter(|rule| rule.condition.holds(lead, world));
    let (mut points, mut why) = (0_i64, String::new());
    for rule in met {
        points = points.saturating_add(rule.points);
        let between = if why.is_empty() { "" } else { " " };
        let _ = write!(why, "{between}{}:{}.{}", rule.points, rule.id, rule.version);
    }
    (points.clamp(0, MOST), why)
}

/// The points and the policy of each part of a kept score.
pub fn parts(why: &str) -> impl Iterator<Item = (i64, i64)> + '_ {
    why.split(' ').filter_map(|part| {
        let (points, rule) = part.split_once(':')?;
        Some((points.parse().ok()?, rule.split_once('.')?.0.parse().ok()?))
    })
}
