//! What the rows of a file are likely to be.
use super::map::Map;
use super::mapping::{Ground, guess};
use super::own::kind_of;
use super::target::{Target, targets};
use crate::exchange::column::look::Looked;
use crate::exchange::file::header::Name;
use crate::exchange::file::written::ENTRIES;

/// What columns are called that hold what somebody is called, folded.
const SOMEBODY: [&str; 5] = ["full name", "first name", "last name", "ho ten", "ho va ten"];

/// What the rows of a file look like: what linchpin's own keys say, else that most of whose fields its columns name; of
/// several that of the list at hand.
pub fn looks_like(looked: &Looked, at_hand: Option<&str>) -> Option<&'static Target> {
    let own = looked.samples.iter().find_map(|sample| kind_of(&sample.first));
    if let Some((kind, part)) = own.filter(|_| !looked.written.is_diary()) {
        return targets().find(|target| target.kind == kind && target.part.is_some() == part);
    }
    if let Some(name) = looked.written.is_of() {
        return targets().find(|target| target.name == name);
    }
    let names: Vec<Name> = looked.labels.iter().chain([&looked.name]).map(|text| Name::new(text)).collect();
    let score = |target: &&Target| {
        let heads = target.heads();
        let mapping = guess(&heads, looked, &kind_names(target), &Map::default());
        if mapping.fields.is_empty() || !target.core.iter().all(|any| mapping.brings(&heads, any)) {
            return 0;
        }
        // Where somebody's name goes nowhere, that of their company says nothing of what the rows are.
        let is_lost =
            |(at, name): (usize, &Name)| SOMEBODY.contains(&name.words.join(" ").as_str()) && mapping.of(at).is_none();
        let loses = names.iter().take(looked.labels.len()).enumerate().any(is_lost);
        let named = if loses { Vec::new() } else { kind_names(target) };
        let said = names.iter().enumerate().filter(|(at, name)| {
            // A name alone, of a column that goes nowhere, is what something else has: a lead its company.
            let alone = *at < looked.labels.len() && name.words.len() == 1 && mapping.of(*at).is_none();
            let says = |kind: &&str| {
                let whole = name.whole.as_str();
                name.words.iter().any(|word| word == kind) && !(alone && whole == *kind)
                    || name.whole.starts_with(kind) && whole != *kind
            };
            named.iter().any(says)
        });
        let sure =
            mapping.fields.iter().flat_map(|taken| &taken.columns).filter(|(_, ground)| *ground != Ground::Begins);
        1 + sure.count() + 2 * said.count()
    };
    targets()
        .filter(|target| target.alike.is_none() || Some(target.name) == at_hand)
        .max_by_key(|target| (score(target), Some(target.name) == at_hand, std::cmp::Reverse(target.name.len())))
        .filter(|target| score(target) > 0)
}

/// All that a file holds: each list of a calendar, else what it looks like.
pub fn contents(looked: &Looked) -> Vec<&'static Target> {
    if !looked.written.is_diary() {
        return looks_like(looked, None).into_iter().collect();
    }
    let entries = ENTRIES.iter().filter(|(list, _)| looked.written.sheets().iter().any(|known| known == list));
    entries.filter_map(|(_, of)| targets().find(|target| target.name == *of)).collect()
}

/// What the records of a target are called in headers.
pub fn kind_names(target: &Target) -> Vec<&'static str> {
    match target.name {
        "person" => vec!["user", "users", "employee", "employees", "staff", "people", "nhân viên"],
        "account" => vec![
            "account",
            "accounts",
            "customer",
            "customers",
            "organization",
            "organizations",
            "company",
            "khách hàng",
        ],
        "contact" => vec!["contact", "contacts", "people", "person", "liên hệ", "người liên hệ"],
        "product" => vec!["product", "products", "item"],
        "lead" => vec!["lead", "leads", "mql", "khách tiềm năng", "khách hàng tiềm năng"],
        "opportunity" => vec!["opportunity", "deal", "deals", "potential", "potentials", "pipeline", "cơ hội"],
        "order" => vec!["order", "orders", "salesorder"],
        "order-line" => vec!["line", "lines", "quantity", "details"],
        "appointment" => vec!["appointment", "appointments", "event", "events", "meeting", "meetings", "lịch hẹn"],
        _ => target.shape().map_or_else(Vec::new, |shape| [&[shape.kind], shape.also].concat()),
    }
}
