//! The workbench on the terminal, and the copy of the file that is kept once a day beside it.
use super::{Env, Output, clock, demo, fault};
use crate::domain::world::World;
use crate::lang::health;
use crate::store::Store;
use crate::ui;
use anyhow::Result;
use std::fs;
use std::thread::{self, JoinHandle};

/// Opens it on one's own file.
pub fn open(env: Env) -> Result<Output> {
    let lang = env.store.lang();
    let copying = keep_daily(&env.store);
    on(env.store, env.frozen)?;
    let copied = copying.filter(JoinHandle::is_finished).and_then(|copying| copying.join().ok());
    Ok(match copied {
        Some(Err(error)) => Output::default().saying(health::not_copied(&fault::sentence(&error, lang)).to(lang)),
        _ => Output::default(),
    })
}

/// Copies the file once a day, aside; not one in which nothing was done.
fn keep_daily(store: &Store) -> Option<JoinHandle<Result<()>>> {
    if !store.is_begun() || store.is_read_only() {
        return None;
    }
    let (path, session) = (store.path().to_owned(), store.session);
    Some(thread::spawn(move || {
        Store::open_read_only(&path, session)?.keep_daily(session.now.naive_local())?;
        Ok(())
    }))
}

/// The workbench on a file, and on the made-up company where that is wanted; what was made up goes with it.
pub fn on(store: Store, frozen: bool) -> Result<()> {
    let mut folders = Vec::new();
    let clock: Option<ui::Clock> = if frozen { None } else { Some(clock) };
    let end = ui::run(store, clock, &mut |session| {
        let folder = demo::throwaway()?;
        let store = demo::filled(&folder.join("demo.db"), session);
        folders.push(folder);
        store
    });
    folders.into_iter().try_for_each(fs::remove_dir_all)?;
    end
}
