//! The story, deed by deed: each is done through the same actions as at the keys, by who did it, when they did it.
use super::when::Days;
use crate::act::Call;
use crate::domain::value::Id;
use crate::domain::world::{Hit, World};
use crate::lang::Lang;
use crate::store::Store;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

const STORY: &str = include_str!("../../assets/demo/story.toml");

#[derive(Deserialize)]
struct Story {
    deed: Vec<Telling>,
}

/// One deed as it is written down.
#[derive(Deserialize)]
struct Telling {
    at: String,
    /// The kind of what is made.
    add: Option<String>,
    /// What is done to what was made before, by their names.
    act: Option<String>,
    kind: Option<String>,
    #[serde(default)]
    on: Vec<String>,
    /// Who did it; Mai, if nobody is named.
    by: Option<String>,
    /// What it is called by the deeds after it.
    #[serde(rename = "as")]
    name: Option<String>,
    #[serde(default)]
    given: BTreeMap<String, String>,
    #[serde(default)]
    vi: BTreeMap<String, String>,
}

/// Does it all, in the order of its days.
pub fn tell(store: &mut Store, days: &Days) -> Result<()> {
    let story: Story = toml::from_str(STORY)?;
    let mut deeds = Vec::new();
    for telling in story.deed {
        deeds.push((days.instant(&telling.at)?, telling));
    }
    // Days that fall together keep the order in which they are told.
    deeds.sort_by_key(|(at, _)| *at);
    let (me, mut known) = (store.me(), HashMap::<String, Id>::new());
    for (at, telling) in deeds {
        store.session_mut().now = at;
        store.session_mut().who = match &telling.by {
            None => me,
            Some(name) => match store.find("person", name) {
                Hit::One(id) => id,
                _ => anyhow::bail!("nobody of the demo is called {name}"),
            },
        };
        telling.perform(store, days, &mut known).with_context(|| format!("{} {:?}", telling.at, telling.given))?;
    }
    Ok(())
}

impl Telling {
    fn perform(&self, store: &mut Store, days: &Days, known: &mut HashMap<String, Id>) -> Result<()> {
        let (kind, act) = match (&self.add, &self.kind, &self.act) {
            (Some(kind), ..) => (kind.as_str(), "add"),
            (None, Some(kind), Some(act)) => (kind.as_str(), act.as_str()),
            _ => anyhow::bail!("neither add nor kind and act"),
        };
        let id = |name: &String| known.get(name).copied().with_context(|| format!("'{name}' is not made yet"));
        let ids = self.on.iter().map(id).collect::<Result<Vec<Id>>>()?;
        let mut call = Call::new(kind, act, ids).with_context(|| format!("no {act} of {kind}"))?;
        let local = store.lang() == Lang::Vi;
        for (path, text) in &self.given {
            let text = self.vi.get(path).filter(|_| local).unwrap_or(text);
            call = call.with(path, days.write(text)?);
        }
        let done = call.perform(store)?;
        if let (Some(name), Some(made)) = (&self.name, done.made.first()) {
            known.insert(name.clone(), made.id);
        }
        Ok(())
    }
}
