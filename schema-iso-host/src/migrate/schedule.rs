//! The schedule: several plugins at a time, each after those that it depends on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use schema_iso::order::BootOrder;
use tracing::{Span, dispatcher};

/// Runs work for every plugin, each after all that it depends on, several at a time.
///
/// After a failure nothing new begins; what runs is waited for, and all failures are
/// returned, in the order of the boot. `failed` is called at once, so that what runs can stop
/// early. The caller has entered the span; the work of the other threads stands under it, too.
pub(super) fn run<T, E>(
    order: &BootOrder,
    workers: usize,
    span: &Span,
    work: impl Fn(usize) -> Result<T, E> + Sync,
    failed: impl Fn() + Sync,
) -> Result<Vec<T>, Vec<E>>
where
    T: Send,
    E: Send,
{
    let schedule = Schedule {
        state: Mutex::new(State::new(order)),
        changed: Condvar::new(),
        order,
    };
    let workers = workers.clamp(1, order.len().max(1));
    let dispatch = dispatcher::get_default(Clone::clone);
    thread::scope(|scope| {
        for _ in 1..workers {
            let dispatch = &dispatch;
            scope.spawn(|| {
                dispatcher::with_default(dispatch, || {
                    span.in_scope(|| schedule.work(&work, &failed));
                });
            });
        }
        schedule.work(&work, &failed);
    });
    let state = schedule
        .state
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    if state.failures.is_empty() {
        return Ok(state.done.into_iter().flatten().collect());
    }
    Err(state.failures.into_values().collect())
}

struct Schedule<'o, T, E> {
    state: Mutex<State<T, E>>,
    changed: Condvar,
    order: &'o BootOrder,
}

struct State<T, E> {
    /// Ready to run, as ranks in the boot order.
    ready: BTreeSet<usize>,
    /// How many dependencies are not done, by place.
    waiting_for: Vec<usize>,
    rank_of: Vec<usize>,
    left: usize,
    /// Nothing more is begun; what runs may still end well.
    stopped: bool,
    done: Vec<Option<T>>,
    /// By rank in the boot order.
    failures: BTreeMap<usize, E>,
}

impl<T, E> State<T, E> {
    fn new(order: &BootOrder) -> Self {
        let mut rank_of = vec![0; order.len()];
        for (rank, &place) in order.sequence().iter().enumerate() {
            rank_of[place] = rank;
        }
        let waiting_for: Vec<usize> = (0..order.len())
            .map(|place| order.dependencies(place).len())
            .collect();
        Self {
            ready: (0..order.len())
                .filter(|&place| waiting_for[place] == 0)
                .map(|place| rank_of[place])
                .collect(),
            waiting_for,
            rank_of,
            left: order.len(),
            stopped: false,
            done: (0..order.len()).map(|_| None).collect(),
            failures: BTreeMap::new(),
        }
    }
}

impl<T, E> Schedule<'_, T, E> {
    fn work(&self, work: &impl Fn(usize) -> Result<T, E>, failed: &impl Fn()) {
        while let Some(place) = self.next() {
            // A panic must not leave the others waiting for this plugin without end.
            let guard = Unfinished { schedule: self };
            let done = work(place);
            std::mem::forget(guard);
            let mut state = self.state();
            match done {
                Ok(value) => {
                    state.done[place] = Some(value);
                    state.left -= 1;
                    for &dependent in self.order.dependents(place) {
                        state.waiting_for[dependent] -= 1;
                        if state.waiting_for[dependent] == 0 {
                            let rank = state.rank_of[dependent];
                            state.ready.insert(rank);
                        }
                    }
                }
                Err(error) => {
                    let first = state.failures.is_empty();
                    let rank = state.rank_of[place];
                    state.failures.insert(rank, error);
                    state.stopped = true;
                    if first {
                        failed();
                    }
                }
            }
            drop(state);
            self.changed.notify_all();
        }
    }

    /// The next plugin to work on; none when all is done, or something failed.
    fn next(&self) -> Option<usize> {
        let mut state = self.state();
        loop {
            if state.stopped || state.left == 0 {
                return None;
            }
            if let Some(rank) = state.ready.pop_first() {
                return Some(self.order.sequence()[rank]);
            }
            let waited = self.changed.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn state(&self) -> MutexGuard<'_, State<T, E>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Unfinished<'s, 'o, T, E> {
    schedule: &'s Schedule<'o, T, E>,
}

impl<T, E> Drop for Unfinished<'_, '_, T, E> {
    fn drop(&mut self) {
        self.schedule.state().stopped = true;
        self.schedule.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use schema_iso::id::PluginId;
    use schema_iso::plugin::PluginMetadata;

    use super::*;

    const A: PluginId = PluginId::literal("a");
    const B: PluginId = PluginId::literal("b");
    const C: PluginId = PluginId::literal("c");

    fn order() -> BootOrder {
        BootOrder::of(&[
            PluginMetadata::new(C, "c", "0").with_depends_on(&[A, B]),
            PluginMetadata::new(B, "b", "0"),
            PluginMetadata::new(A, "a", "0"),
        ])
        .unwrap()
    }

    #[test]
    fn what_is_depended_on_is_done_first() {
        let begun = Mutex::new(Vec::new());
        let work = |place| {
            begun.lock().unwrap().push(place);
            Ok::<_, ()>(place)
        };
        let done = run(&order(), 2, &Span::none(), work, || {}).unwrap();
        assert_eq!(done, [0, 1, 2]);
        assert_eq!(begun.into_inner().unwrap()[2], 0);
    }

    #[test]
    fn independent_plugins_run_at_the_same_time() {
        let barrier = std::sync::Barrier::new(2);
        let work = |place| {
            if place > 0 {
                barrier.wait();
            }
            Ok::<_, ()>(())
        };
        run(&order(), 2, &Span::none(), work, || {}).unwrap();
    }

    #[test]
    fn what_runs_beside_a_failure_ends_and_nobody_waits_for_ever() {
        let (failed, wait) = std::sync::mpsc::channel::<()>();
        let (failed, wait) = (Mutex::new(Some(failed)), Mutex::new(wait));
        let both = std::sync::Barrier::new(2);
        let work = |place| {
            both.wait();
            if place == 1 {
                return Err("b");
            }
            // Until the failure of the other one has been noted.
            let closed = wait.lock().unwrap().recv();
            assert!(closed.is_err());
            Ok(())
        };
        let noted = || drop(failed.lock().unwrap().take());
        assert_eq!(
            run(&order(), 2, &Span::none(), work, noted).unwrap_err(),
            ["b"]
        );
    }

    #[test]
    fn all_failures_side_by_side_are_returned_in_the_order_of_the_boot() {
        let both = std::sync::Barrier::new(2);
        let work = |place| {
            both.wait();
            Err::<(), _>(place)
        };
        // The order of the boot is that of the registration, save for dependencies.
        assert_eq!(
            run(&order(), 2, &Span::none(), work, || {}).unwrap_err(),
            [1, 2]
        );
    }

    #[test]
    fn nothing_begins_after_a_failure() {
        let begun = AtomicUsize::new(0);
        let stopped = AtomicUsize::new(0);
        let work = |place| {
            begun.fetch_add(1, Ordering::SeqCst);
            Err::<(), _>(place)
        };
        let failed = run(&order(), 1, &Span::none(), work, || {
            stopped.fetch_add(1, Ordering::SeqCst);
        });
        assert!(failed.is_err());
        assert_eq!(begun.into_inner(), 1);
        assert_eq!(stopped.into_inner(), 1);
    }
}
