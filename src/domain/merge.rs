//! Two records that are one: what the one that stays takes of the other. It keeps its own where both say something, what
//! it lacks is filled in, and of addresses, tags and names it has all from then on.
use super::account::{Account, Contact};
use super::alias::{self, Alias};
use super::deed::Ref;
use super::face::{Find, Kept};
use super::field::{Edit, Head, Home, Row, heads};
use super::fold::fold;
use super::kind::Kind;
use super::lead::Lead;
use super::opportunity::Opportunity;
use super::product::Product;
use super::reach::{self, Consent, Reach, Sort};
use super::tag::{self, Tag};
use super::value::{Id, Value};
use super::world::World;

/// A record that may turn out to be another.
pub trait Merges: Kept {
    /// The one that it turned out to be.
    fn merged_mut(&mut self) -> &mut Option<Id>;
    /// What else it is called.
    fn aliases_mut(&mut self) -> &mut Vec<Alias>;
    /// Its tags.
    fn tags_mut(&mut self) -> &mut Vec<Tag>;
    /// Its addresses, where it has any.
    fn reaches_mut(&mut self) -> Option<&mut Vec<Reach>> {
        None
    }
    /// Hears what it turned out to be the same as.
    fn joined(&mut self, _: &Self) {}
}

macro_rules! merges {
    ($($kind:ty { $($more:item)* })*) => {$(
        impl Merges for $kind {
            fn merged_mut(&mut self) -> &mut Option<Id> {
                &mut self.merged
            }

            fn aliases_mut(&mut self) -> &mut Vec<Alias> {
                &mut self.aliases
            }

            fn tags_mut(&mut self) -> &mut Vec<Tag> {
                &mut self.tags
            }

            $($more)*
        }
    )*};
}

merges! {
    Account { fn reaches_mut(&mut self) -> Option<&mut Vec<Reach>> { Some(&mut self.reaches) } }
    Contact { fn reaches_mut(&mut self) -> Option<&mut Vec<Reach>> { Some(&mut self.reaches) } }
    Lead {
        fn reaches_mut(&mut self) -> Option<&mut Vec<Reach>> { Some(&mut self.reaches) }
        // Who was answered once has been answered.
        fn joined(&mut self, other: &Self) {
            if let Some(at) = other.answered.filter(|_| self.answered.is_none()) {
                self.spoken(at);
            }
        }
    }
    Product {}
    Opportunity {}
}

/// Whether one of two may be taken for a field.
pub fn is_choice(head: &Head) -> bool {
    // When it came is a fact of each.
    head.edit.by_hand() && head.home == Home::Column && head.key != "created"
}

/// Whether a field has all of both: addresses and tags.
pub fn is_both(head: &Head) -> bool {
    matches!(head.home, Home::Reach(_) | Home::Tags)
}

/// Whether both of two may stand, one below the other: a text of several lines.
pub fn is_joined(head: &Head) -> bool {
    is_choice(head) && matches!(head.kind, Kind::Note)
}

/// All that two texts of a field of several say, the first one's before what the other alone has; nothing of any other
/// field. Numbers that are one however they are written stand once.
pub fn together(head: &Head, one: &str, other: &str, world: &dyn World) -> Option<String> {
    let [one, other] = [one, other].map(|text| Value::Text(text.to_owned()));
    let shown = match head.home {
        Home::Reach(sort) => {
            let read = |text: Value| {
                let mut all = Vec::new();
                reach::put(&mut all, sort, text).ok()?;
                reach::settle(&mut all, world);
                Some(all)
            };
            let mut own = read(one)?;
            reaches(&mut own, &read(other)?, sort, false);
            reach::shown(&own, sort)
        }
        Home::Tags => {
            let (mut own, mut others) = (Vec::new(), Vec::new());
            tag::put(&mut own, one).ok()?;
            tag::put(&mut others, other).ok()?;
            others.retain(|other: &Tag| !tag::has(&own, &other.tag));
            own.append(&mut others);
            tag::shown(&own)
        }
        _ => return None,
    };
    Some(match shown {
        Value::Text(text) => text,
        _ => String::new(),
    })
}

/// Whether it tells two apart though neither is chosen: how far each has come, and what became of it. When something was
/// done and whose turn it is follow from what was done to each.
pub fn tells_apart(head: &Head) -> bool {
    let where_it_stands = match head.kind {
        Kind::Code(_) | Kind::Any => true,
        Kind::OneOf(_) => head.key != "side",
        Kind::Link(to) => to != "person",
        _ => false,
    };
    head.edit == Edit::ByAction && where_it_stands
}

/// Whether it is filled from the other where nothing stands.
fn is_filled(head: &Head) -> bool {
    // What it became leads on; what it was merged into, or put off by, does not.
    let leads = matches!(head.kind, Kind::Link(kind) if kind != "person") && head.key != "merged";
    is_choice(head) || head.home == Home::Column && head.edit == Edit::ByAction && leads
}

/// Of what a field of two records that are one says, what does not lead the one that is `kept` back to itself: a part of
/// the other takes that one's place, and is no part of what is a part of itself.
pub fn straight(head: &Head, [kept, gone]: [Ref; 2], [own, other]: [Value; 2], world: &dyn World) -> [Value; 2] {
    if head.kind.links() != Some(kept.kind) || !is_choice(head) {
        return [own, other];
    }
    let leads = |value: &Value, to: Ref| match value {
        Value::Whole(id) => world.leads_to(Ref { id: *id, ..to }, head.key, to.id),
        _ => false,
    };
    let own = if leads(&own, gone) { Value::Empty } else { own };
    let other = if leads(&other, kept) || leads(&other, gone) { Value::Empty } else { other };
    [own, other]
}

/// Takes into one record what another says that is the same. Of the fields named in `take` the other's is taken; of
/// addresses that only means that the other's stand first. Of those in `both` the other's text stands below its own. Gives
/// the field whose link it let go, so as not to lead to itself by way of a third.
pub fn join<T: Merges>(
    kept: &mut T,
    gone: &T,
    take: &[&'static Head],
    both: &[&'static Head],
    world: &dyn World,
) -> Option<&'static Head> {
    let called = [kept.face(world).find, gone.face(world).find];
    let pair = [kept.id(), gone.id()].map(|id| Ref { kind: T::KIND, id });
    let mut let_go = None;
    for (at, head) in heads::<T>().into_iter().enumerate() {
        let says = [Row::get(kept, at), Row::get(gone, at)];
        if let (true, [Value::Text(own), Value::Text(other)]) = (both.contains(&head), &says) {
            if !own.contains(other.as_str()) {
                let _ = Row::set(kept, at, Value::Text(format!("{own}\n\n{other}")));
            }
            continue;
        }
        let taken = is_choice(head) && take.contains(&head);
        let stands = |[own, other]: [Value; 2], taken: bool| {
            let fills = is_filled(head) && own == Value::Empty && other != Value::Empty;
            if taken || fills { other } else { own }
        };
        let (now, straight) = (says[0].clone(), straight(head, pair, says.clone(), world));
        let lost = straight[1] != says[1];
        let (value, meant) = (stands(straight, taken && !lost), stands(says, taken));
        if value != meant && pair.iter().all(|at| meant != Value::Whole(at.id)) {
            let_go = Some(head);
        }
        if value != now {
            // The same field of the same kind takes what it has given.
            let _ = Row::set(kept, at, value);
        }
    }
    let mut other = gone.clone();
    if let (Some(own), Some(others)) = (kept.reaches_mut(), other.reaches_mut()) {
        let first = |sort| take.iter().any(|head| head.home == Home::Reach(sort));
        for sort in [Sort::Phone, Sort::Mail, Sort::Handle] {
            reaches(own, others, sort, first(sort));
        }
    }
    for tag in other.tags_mut() {
        if !tag::has(kept.tags_mut(), &tag.tag) {
            kept.tags_mut().push(Tag { id: 0, tag: tag.tag.clone() });
        }
    }
    kept.joined(gone);
    call_so(kept, &called, world);
    let_go
}

/// Adds the addresses of one sort that it lacks. Who refused at either refused.
fn reaches(own: &mut Vec<Reach>, others: &[Reach], sort: Sort, first: bool) {
    let mut added = Vec::new();
    for other in others.iter().filter(|other| other.sort == sort) {
        match own.iter_mut().find(|reach| reach::same(reach, other)) {
            None => added.push(Reach { id: 0, ..other.clone() }),
            Some(known) => {
                let stronger = other.consent == Consent::Refused || known.consent == Consent::Unknown;
                if stronger && known.consent != other.consent {
                    known.consent = other.consent;
                    known.consented = other.consented;
                    known.consent_source.clone_from(&other.consent_source);
                }
            }
        }
    }
    if first && !added.is_empty() {
        // They come back in the order in which they were first saved.
        let (mine, rest): (Vec<_>, Vec<_>) = std::mem::take(own).into_iter().partition(|reach| reach.sort == sort);
        *own = rest;
        own.append(&mut added);
        own.extend(mine.into_iter().map(|reach| Reach { id: 0, ..reach }));
    } else {
        own.append(&mut added);
    }
}

/// It is found from now on by all that either was called and numbered.
fn call_so<T: Merges>(kept: &mut T, called: &[Find], world: &dyn World) {
    let now = kept.face(world).find;
    let known: Vec<String> = now.names.iter().chain(&now.keys).map(|name| fold(name)).collect();
    let all = called.iter().flat_map(|find| find.names.iter().chain(&find.keys));
    for name in all.filter(|name| !known.contains(&fold(name))) {
        // A mailbox is among the addresses.
        if !name.contains('@') {
            alias::add(kept.aliases_mut(), name);
        }
    }
}

/// How much a record says: how many of its fields hold something.
pub fn fullness(row: &dyn Row) -> usize {
    let heads = row.heads();
    let said = heads.iter().enumerate().filter(|(_, head)| head.edit != Edit::Derived && head.home != Home::Outside);
    said.filter(|(at, _)| row.get(*at) != Value::Empty).count()
}
