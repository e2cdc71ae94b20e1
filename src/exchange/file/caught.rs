//! Readers of others that stumble: a file that was cut or made up may have them panic. That is one file that cannot be
//! read, and nothing is said of it but that.
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe, catch_unwind};

thread_local! {
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// What the work gives; nothing where it panics.
pub fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = CAUGHT.replace(true);
    let end = catch_unwind(AssertUnwindSafe(work)).ok();
    CAUGHT.set(before);
    end
}

/// Whether a panic of this thread would be caught: who hears of panics says nothing then.
pub fn is_caught() -> bool {
    CAUGHT.get()
}

/// From now on nothing is printed of what is caught.
pub fn hush() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !is_caught() {
            before(info);
        }
    }));
}
