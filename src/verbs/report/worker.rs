//! Entities worked out on a thread of their own, while the next ones are read and those before are written.

use std::io;
use std::mem;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Builder, Scope};

use super::{Group, ReportOptions};
use crate::engine::{Network, Translation};
use crate::finding::{Appended, Derived};
use crate::model::Figure;
use crate::rates::Book;

/// The rows that are handed over at once, unless one entity has more: for fewer, the hand-over would cost more than the work.
const ROWS_AT_ONCE: usize = 1024;

/// The batches that are handed over and not yet taken back: one to work at and one that waits, so that memory stays bounded.
const AT_WORK: usize = 2;

/// What the figures of an entity determine.
pub(super) enum Results {
    /// What is appended for each figure.
    Appended(Vec<Appended>),
    /// The metrics derived from all of them.
    Metrics(Vec<Derived>),
}

/// Works out the figures of one entity.
pub(super) fn work_out(
    figures: &[Figure],
    options: &ReportOptions,
    translation: Option<&mut Translation<'_>>,
) -> Results {
    let network = Network::new(figures, &options.deriving);
    match options.wide {
        true => Results::Appended(network.append(translation)),
        false => Results::Metrics(network.derive(translation)),
    }
}

/// Entities with their results, in the order in which they were handed over.
pub(super) type Finished = Vec<(Group, Results)>;

/// A thread that works out entities.
pub(super) struct Worker {
    batch: Vec<Group>,
    rows: usize,
    at_work: usize,
    todo: Sender<Vec<Group>>,
    done: Receiver<Finished>,
}

impl Worker {
    /// Starts the thread, which ends when the worker is let go.
    pub(super) fn start<'s>(scope: &'s Scope<'s, '_>, book: &'s Book, options: &'s ReportOptions) -> io::Result<Self> {
        let (todo, waiting) = channel::<Vec<Group>>();
        let (finished, done) = channel();
        Builder::new().spawn_scoped(scope, move || {
            let mut translation = options.translation(book);
            for batch in waiting {
                let result = |group: Group| {
                    let results = work_out(&group.figures, options, translation.as_mut());
                    (group, results)
                };
                if finished.send(batch.into_iter().map(result).collect()).is_err() {
                    return;
                }
            }
        })?;
        Ok(Worker { batch: Vec::new(), rows: 0, at_work: 0, todo, done })
    }

    /// Takes on an entity; gives back the first of those handed over where enough of them are at work.
    pub(super) fn take_on(&mut self, group: Group) -> Finished {
        self.rows = self.rows.saturating_add(group.figures.len());
        self.batch.push(group);
        if self.rows < ROWS_AT_ONCE {
            return Finished::new();
        }
        self.hand_over();
        if self.at_work > AT_WORK { self.take_back() } else { Finished::new() }
    }

    /// What is still at work, a batch at a time; empty when all was given back.
    pub(super) fn finish(&mut self) -> Finished {
        if !self.batch.is_empty() {
            self.hand_over();
        }
        if self.at_work > 0 { self.take_back() } else { Finished::new() }
    }

    fn hand_over(&mut self) {
        self.rows = 0;
        // The thread listens until the worker is let go.
        if self.todo.send(mem::take(&mut self.batch)).is_ok() {
            self.at_work = self.at_work.saturating_add(1);
        }
    }

    fn take_back(&mut self) -> Finished {
        self.at_work = self.at_work.saturating_sub(1);
        self.done.recv().unwrap_or_default()
    }
}
