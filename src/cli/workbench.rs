//! The workbench on the terminal, and the copy of the file that is kept once a day beside it.
use super::{Env, Output, clock, demo};
use crate::domain::world::World;
use crate::store::Store;
use crate::ui::{self, End};
use anyhow::Result;
use std::fs;

/// Opens it on one's own file.
pub fn open(env: Env) -> Result<Output> {
    let lang = env.store.lang();
    let End { status, uncopied } = on(env.store, env.frozen, true)?;
    let said = uncopied.map(|said| said.to(lang).to_owned()).into_iter().collect();
    Ok(Output { said, code: status, ..Output::default() })
}

/// The workbench on a file, and on the made-up company where that is wanted; what was made up goes with it. `copied` keeps
/// the copy of the day.
pub fn on(store: Store, frozen: bool, copied: bool) -> Result<End> {
    let mut folders = Vec::new();
    let clock: Option<ui::Clock> = if frozen { None } else { Some(clock) };
    let end = ui::run(store, clock, copied, &mut |session| {
        let folder = demo::throwaway()?;
        let store = demo::filled(&folder.join("demo.db"), session);
        folders.push(folder);
        store
    });
    folders.into_iter().try_for_each(fs::remove_dir_all)?;
    end
}
