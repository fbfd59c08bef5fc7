//! Jobs, such as entities and documents, done on threads of their own, while the next ones are read and the results of those before
//! are written.

use std::collections::VecDeque;
use std::io;
use std::mem;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Builder, Scope, available_parallelism};

/// The batches handed over to each thread and not yet taken back: one to work at and one that waits, so that memory stays bounded.
const AT_WORK: usize = 2;

/// The most threads: more would wait for the one that reads and writes.
const MAX_THREADS: usize = 4;

/// Threads that do jobs in turn, whose results come in the order in which the jobs were handed over.
pub(super) struct Workers<J, R> {
    batch: Vec<J>,
    size: usize,
    /// The size of jobs that are handed over at once, unless one is larger: for less, the hand-over would cost more than the work.
    at_once: usize,
    /// The one whose turn it is to be handed a batch, first.
    threads: VecDeque<Thread<J, R>>,
    at_work: usize,
}

struct Thread<J, R> {
    todo: Sender<Vec<J>>,
    done: Receiver<Vec<R>>,
}

impl<J: Send, R: Send> Thread<J, R> {
    /// Starts a thread, which ends when it is let go.
    fn start<'s, W: FnMut(J) -> R>(scope: &'s Scope<'s, '_>, worker: &'s (impl Fn() -> W + Sync)) -> io::Result<Self>
    where
        J: 's,
        R: 's,
    {
        let (todo, waiting) = channel::<Vec<J>>();
        let (finished, done) = channel();
        Builder::new().spawn_scoped(scope, move || {
            let mut work = worker();
            for batch in waiting {
                if finished.send(batch.into_iter().map(&mut work).collect()).is_err() {
                    return;
                }
            }
        })?;
        Ok(Thread { todo, done })
    }
}

impl<J: Send, R: Send> Workers<J, R> {
    /// Starts the threads, each with a worker of its own: one for each processor, within bounds, or as many as there can be. They are
    /// handed jobs of the size `at_once` together.
    pub(super) fn start<'s, W: FnMut(J) -> R>(
        scope: &'s Scope<'s, '_>,
        worker: &'s (impl Fn() -> W + Sync),
        at_once: usize,
    ) -> io::Result<Self>
    where
        J: 's,
        R: 's,
    {
        let mut threads = VecDeque::from([Thread::start(scope, worker)?]);
        let wanted = available_parallelism().map_or(1, |count| count.get().min(MAX_THREADS));
        threads.extend((1..wanted).map_while(|_| Thread::start(scope, worker).ok()));
        Ok(Workers { batch: Vec::new(), size: 0, at_once, threads, at_work: 0 })
    }

    /// Takes on a job of some size; gives back the first results of those handed over where enough of them are at work.
    pub(super) fn take_on(&mut self, job: J, size: usize) -> Vec<R> {
        self.size = self.size.saturating_add(size);
        self.batch.push(job);
        if self.size < self.at_once {
            return Vec::new();
        }
        self.hand_over();
        if self.at_work > AT_WORK.saturating_mul(self.threads.len()) { self.take_back() } else { Vec::new() }
    }

    /// The results of what is still at work, a batch at a time; empty when all were given back.
    pub(super) fn finish(&mut self) -> Vec<R> {
        if !self.batch.is_empty() {
            self.hand_over();
        }
        if self.at_work > 0 { self.take_back() } else { Vec::new() }
    }

    fn hand_over(&mut self) {
        self.size = 0;
        // The threads listen until they are let go.
        if self.threads.front().is_some_and(|thread| thread.todo.send(mem::take(&mut self.batch)).is_ok()) {
            self.at_work = self.at_work.saturating_add(1);
            self.threads.rotate_left(1);
        }
    }

    /// The batch that is at work longest: turns are taken, so it is with the thread that was handed one so many turns ago.
    fn take_back(&mut self) -> Vec<R> {
        let turns = self.at_work.checked_rem(self.threads.len()).unwrap_or(0);
        let longest = self.threads.len().saturating_sub(turns).checked_rem(self.threads.len()).unwrap_or(0);
        self.at_work = self.at_work.saturating_sub(1);
        self.threads.get(longest).and_then(|thread| thread.done.recv().ok()).unwrap_or_default()
    }
}
