//! The articles, shared between many that look and one that changes them at a time.
//!
//! A look takes the whole as it is and keeps it for as long as it needs; nobody waits for it. A change is made in place when nobody looks, which
//! is almost always: looks take a millisecond. Only when somebody looks for long (ten thousand lines are being checked) is a copy changed
//! and put in the place of the old, so that a slow check of one document never keeps a hover in another waiting.

use std::ops::Deref;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long a change waits for those who look before it copies.
const PATIENCE: Duration = Duration::from_millis(25);

/// Something that is looked at and changed.
#[derive(Debug)]
pub(super) struct Shelf<T> {
    current: Mutex<Current<T>>,
    /// One change at a time.
    changing: Mutex<()>,
    /// Somebody has stopped looking.
    freed: Condvar,
}

/// What there is, and how many changes made it.
#[derive(Debug)]
struct Current<T> {
    value: Arc<T>,
    changes: u64,
}

/// What was there when the look began.
#[derive(Debug)]
pub(super) struct Look<'s, T> {
    /// `None` only while it is dropped.
    seen: Option<Arc<T>>,
    changes: u64,
    shelf: &'s Shelf<T>,
}

impl<T> Deref for Look<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.seen.as_ref().expect("it is there until it is dropped")
    }
}

impl<T> Look<'_, T> {
    /// How many changes there had been: two looks with one number saw the same.
    pub(super) fn changes(&self) -> u64 {
        self.changes
    }
}

impl<T> Drop for Look<'_, T> {
    fn drop(&mut self) {
        self.seen = None;
        self.shelf.freed.notify_all();
    }
}

impl<T: Clone> Shelf<T> {
    pub(super) fn new(value: T) -> Self {
        let current = Current { value: Arc::new(value), changes: 0 };
        Self { current: Mutex::new(current), changing: Mutex::default(), freed: Condvar::new() }
    }

    fn current(&self) -> MutexGuard<'_, Current<T>> {
        // Whoever panicked with it in hand has left it whole: a change that panics is its request's error.
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a look. Waits for a change under way in place, never for another look.
    pub(super) fn look(&self) -> Look<'_, T> {
        let current = self.current();
        Look { seen: Some(current.value.clone()), changes: current.changes, shelf: self }
    }

    /// Changes it.
    pub(super) fn change<R>(&self, change: impl FnOnce(&mut T) -> R) -> R {
        let _turn = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let is_seen = |current: &mut Current<T>| Arc::get_mut(&mut current.value).is_none();
        let waited = self.freed.wait_timeout_while(self.current(), PATIENCE, is_seen);
        let (mut current, _) = waited.unwrap_or_else(PoisonError::into_inner);
        // Whatever becomes of the change, what there is is no longer what it was.
        current.changes += 1;
        if let Some(value) = Arc::get_mut(&mut current.value) {
            return change(value);
        }
        let old = current.value.clone();
        drop(current);
        let mut copy = T::clone(&old);
        drop(old);
        let result = change(&mut copy);
        let mut current = self.current();
        current.changes += 1;
        current.value = Arc::new(copy);
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_keeps_what_it_saw_and_a_change_does_not_wait_for_it() {
        let shelf = Shelf::new(vec![1]);
        let before = shelf.look();
        shelf.change(|value| value.push(2));
        let after = shelf.look();
        assert_eq!((&*before, &*after), (&vec![1], &vec![1, 2]));
        assert!(before.changes() < after.changes() && after.changes() == shelf.look().changes());
        drop((before, after));
        shelf.change(|value| value.push(3));
        assert_eq!(*shelf.look(), [1, 2, 3]);
    }

    #[test]
    fn changes_of_many_threads_are_all_there() {
        let shelf = Shelf::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..100 {
                        shelf.change(|value| *value += 1);
                        assert!(*shelf.look() > 0);
                    }
                });
            }
        });
        assert_eq!(*shelf.look(), 400);
    }
}
