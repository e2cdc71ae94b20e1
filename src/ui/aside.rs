//! Work aside from the workbench: with a connection of its own.
use super::cx::Cx;
use crate::job::{Control, Job};
use crate::store::{Db, Store};
use anyhow::Result;
use std::sync::{Arc, PoisonError};

impl Cx {
    /// Reads aside; it is broken off where the job is dropped.
    pub fn read_aside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Db, &Control<T>) -> Result<T> + Send + 'static,
    ) -> Result<Job<T>> {
        let reader = self.readers.lend(&self.store);
        let stop = reader.stopper();
        Ok(Job::start(self.waker(), move |control| reader.read(|db| work(db, control))).stopped_by(stop))
    }

    /// Writes much aside. What was given up before it may take a while to notice: it is waited for, however long.
    pub fn write_aside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Store, &Control<T>) -> Result<T> + Send + 'static,
    ) -> Job<T> {
        let (workspace, bulk) = (self.store.place(), Arc::clone(&self.bulk));
        Job::start(self.waker(), move |control| {
            let _alone = bulk.lock().unwrap_or_else(PoisonError::into_inner);
            work(&mut workspace.open()?, control)
        })
    }
}
