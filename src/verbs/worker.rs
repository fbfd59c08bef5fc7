//! Entities worked out on threads of their own, while the next ones are read and those before are written.

use std::collections::VecDeque;
use std::io;
use std::mem;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Builder, Scope, available_parallelism};

use super::{Group, Work};

/// The figures that are handed over at once, unless one entity has more: for fewer, the hand-over would cost more than the work.
const FIGURES_AT_ONCE: usize = 1024;

/// The batches handed over to each thread and not yet taken back: one to work at and one that waits, so that memory stays bounded.
const AT_WORK: usize = 2;

/// The most threads: more would wait for the one that reads and writes.
const MAX_THREADS: usize = 4;

/// Entities with their results, in the order in which they were handed over.
pub(super) type Finished<R> = Vec<(Group, R)>;

/// Threads that work out entities in turn.
pub(super) struct Workers<R> {
    batch: Vec<Group>,
    figures: usize,
    /// The one whose turn it is to be handed a batch, first.
    threads: VecDeque<Thread<R>>,
    at_work: usize,
}

struct Thread<R> {
    todo: Sender<Vec<Group>>,
    done: Receiver<Finished<R>>,
}

impl<R: Send> Thread<R> {
    /// Starts a thread, which ends when it is let go.
    fn start<'s, W: Work<R>>(scope: &'s Scope<'s, '_>, worker: &'s (impl Fn() -> W + Sync)) -> io::Result<Self>
    where
        R: 's,
    {
        let (todo, waiting) = channel::<Vec<Group>>();
        let (finished, done) = channel();
        Builder::new().spawn_scoped(scope, move || {
            let mut work = worker();
            for batch in waiting {
                let result = |group: Group| {
                    let results = work(&group.figures);
                    (group, results)
                };
                if finished.send(batch.into_iter().map(result).collect()).is_err() {
                    return;
                }
            }
        })?;
        Ok(Thread { todo, done })
    }
}

impl<R: Send> Workers<R> {
    /// Starts the threads, each with a worker of its own: one for each processor, within bounds, or as many as there can be.
    pub(super) fn start<'s, W: Work<R>>(
        scope: &'s Scope<'s, '_>,
        worker: &'s (impl Fn() -> W + Sync),
    ) -> io::Result<Self>
    where
        R: 's,
    {
        let mut threads = VecDeque::from([Thread::start(scope, worker)?]);
        let wanted = available_parallelism().map_or(1, |count| count.get().min(MAX_THREADS));
        threads.extend((1..wanted).map_while(|_| Thread::start(scope, worker).ok()));
        Ok(Workers { batch: Vec::new(), figures: 0, threads, at_work: 0 })
    }

    /// Takes on an entity; gives back the first of those handed over where enough of them are at work.
    pub(super) fn take_on(&mut self, group: Group) -> Finished<R> {
        self.figures = self.figures.saturating_add(group.figures.len());
        self.batch.push(group);
        if self.figures < FIGURES_AT_ONCE {
            return Finished::new();
        }
        self.hand_over();
        if self.at_work > AT_WORK.saturating_mul(self.threads.len()) { self.take_back() } else { Finished::new() }
    }

    /// What is still at work, a batch at a time; empty when all was given back.
    pub(super) fn finish(&mut self) -> Finished<R> {
        if !self.batch.is_empty() {
            self.hand_over();
        }
        if self.at_work > 0 { self.take_back() } else { Finished::new() }
    }

    fn hand_over(&mut self) {
        self.figures = 0;
        // The threads listen until they are let go.
        if self.threads.front().is_some_and(|thread| thread.todo.send(mem::take(&mut self.batch)).is_ok()) {
            self.at_work = self.at_work.saturating_add(1);
            self.threads.rotate_left(1);
        }
    }

    /// The batch that is at work longest: turns are taken, so it is with the thread that was handed one so many turns ago.
    fn take_back(&mut self) -> Finished<R> {
        let turns = self.at_work.checked_rem(self.threads.len()).unwrap_or(0);
        let longest = self.threads.len().saturating_sub(turns).checked_rem(self.threads.len()).unwrap_or(0);
        self.at_work = self.at_work.saturating_sub(1);
        self.threads.get(longest).and_then(|thread| thread.done.recv().ok()).unwrap_or_default()
    }
}
