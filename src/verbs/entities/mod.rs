//! The figures of many rows, an entity at a time, worked out while they are read.
//!
//! A file whose rows are sorted by entity is streamed: an entity's rows are worked out and let go when the next entity begins, so
//! memory grows with the largest entity. Where an entity turns up again later, or there are several files, nothing can be let
//! go: what was written is taken back and all rows are gathered first.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read};
use std::mem;
use std::sync::Arc;
use std::thread;

use super::Error;
use super::references::References;
use super::source::{RunError, Source, figures, input_error};
use super::worker::Workers;
use crate::model::Figure;
use crate::read::figures_csv::{Figures, Options as Reading, Row, RowError, RowResult};
use crate::text::{Record, Rows};

/// How often progress is told, in rows.
const PROGRESS_EVERY: u64 = 4096;

/// The figures that are handed to a thread at once, unless one entity has more.
const FIGURES_AT_ONCE: usize = 1024;

/// What hears how far the reading is. A method fails only when what it is given cannot be written.
pub trait Listener {
    /// Everything written so far is void; the results come again from the beginning.
    fn restart(&mut self) -> io::Result<()>;
    /// The header of the first source.
    fn header(&mut self, header: &Record) -> io::Result<()>;
    /// A malformed row: everything that is wrong with it.
    fn malformed(&mut self, errors: &[RowError]) -> io::Result<()>;
    /// How many bytes of the input have been read.
    fn progress(&mut self, bytes: u64);
}

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The rows that were read as figures.
    pub rows: u64,
    /// The figures in them.
    pub figures: usize,
    /// The rows that were malformed.
    pub malformed: u64,
}

/// How sources are read.
pub(super) struct Intake<'a> {
    /// How their figures are read.
    pub(super) reading: &'a Reading,
    /// The figures that are put in front of those of the same entity.
    pub(super) references: &'a References,
    /// Whether rows are given back.
    pub(super) gives_back: bool,
    /// Whether malformed rows are kept as they stand, so that all sources must be written alike.
    pub(super) keeps_malformed: bool,
}

/// What works out the figures of one entity.
pub(super) trait Work<R>: FnMut(&[Figure]) -> R + Send {}

impl<R, W: FnMut(&[Figure]) -> R + Send> Work<R> for W {}

/// Where the results of entities go.
pub(super) trait Task {
    /// What is worked out of an entity.
    type Results: Send;
    /// What hears how far the reading is.
    fn listener(&mut self) -> &mut dyn Listener;
    /// Takes up the results of an entity, which come in the order in which entities begin.
    fn put(&mut self, group: &Group, results: Self::Results) -> io::Result<()>;
}

/// The rows of one entity.
#[derive(Default)]
pub(super) struct Group {
    pub(super) figures: Vec<Figure>,
    /// The rows that are given back.
    pub(super) rows: Rows,
    /// For each of them the position of its level among the figures; `None` where its subject is not certain.
    pub(super) levels: Vec<Option<usize>>,
}

impl Group {
    /// Takes up a row, with its record where that is to be given back.
    fn push(&mut self, row: Row, record: Option<&Record>) {
        if let Some(record) = record {
            self.rows.push(record);
            self.levels.push(row.is_certain.then_some(self.figures.len()));
        }
        if !row.is_certain {
            return;
        }
        self.figures.push(row.level);
        self.figures.extend(row.growth);
    }
}

/// All rows of all sources, where they could not be let go one entity after the other.
pub(super) struct Gathered {
    /// In the order in which the entities begin.
    pub(super) groups: Vec<Group>,
    /// The rows in the order of the sources, where they are given back: the position of the group and that in it.
    pub(super) order: Vec<(usize, usize)>,
}

impl Gathered {
    /// Works out one entity after the other and lets it go.
    pub(super) fn work_out<T: Task>(self, task: &mut T, mut work: impl Work<T::Results>) -> Result<(), RunError> {
        self.groups.into_iter().try_for_each(|group| {
            let results = work(&group.figures);
            task.put(&group, results).map_err(RunError::Output)
        })
    }
}

/// Reads all sources. Their entities are worked out meanwhile by those that `worker` makes, one for each thread; or given back
/// where they must be gathered.
///
/// # Errors
/// When a source cannot be read or split into rows, or the task fails. Malformed rows are no error: the listener is told of each.
pub(super) fn read<T: Task, W: Work<T::Results>>(
    sources: &[&dyn Source],
    intake: &Intake<'_>,
    task: &mut T,
    worker: impl Fn() -> W + Sync,
) -> Result<(Summary, Option<Gathered>), RunError> {
    let mut run = Run { intake, task, summary: Summary::default(), told: (0, 0), layout: None, met: HashSet::new() };
    if let [source] = sources {
        if run.stream(*source, &worker)? {
            return Ok((run.summary, None));
        }
        run.restart()?;
    }
    let gathered = run.gather(sources)?;
    Ok((run.summary, Some(gathered)))
}

struct Run<'a, T> {
    intake: &'a Intake<'a>,
    task: &'a mut T,
    summary: Summary,
    /// How far malformed rows have been told, as source and line, so that none is told twice.
    told: (usize, u64),
    /// The columns and the delimiter of the first source, which the others must share if rows are given back.
    layout: Option<(Vec<String>, u8)>,
    /// The positions of the references whose entity the sources have.
    met: HashSet<usize>,
}

/// Entities are told apart by their names in any case.
fn entity_key(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.to_lowercase().hash(&mut hasher);
    hasher.finish()
}

fn same_entity(a: &str, b: &str) -> bool {
    a == b || a.to_lowercase() == b.to_lowercase()
}

impl<T: Task> Run<'_, T> {
    fn restart(&mut self) -> Result<(), RunError> {
        self.task.listener().restart().map_err(RunError::Output)?;
        self.summary = Summary { malformed: self.summary.malformed, ..Summary::default() };
        self.layout = None;
        self.met.clear();
        Ok(())
    }

    /// Whether all rows of each entity stood together; otherwise the results so far are void.
    fn stream<W: Work<T::Results>>(
        &mut self,
        source: &dyn Source,
        worker: &(impl Fn() -> W + Sync),
    ) -> Result<bool, RunError> {
        let worker = || {
            let mut work = worker();
            move |group: Group| {
                let results = work(&group.figures);
                (group, results)
            }
        };
        thread::scope(|scope| match Workers::start(scope, &worker, FIGURES_AT_ONCE) {
            Ok(mut workers) => self.stream_to(&mut workers, source),
            // Gathering needs no second thread.
            Err(_) => Ok(false),
        })
    }

    fn stream_to(
        &mut self,
        workers: &mut Workers<Group, (Group, T::Results)>,
        source: &dyn Source,
    ) -> Result<bool, RunError> {
        let mut figures = self.open(source)?;
        let mut group: Option<Group> = None;
        // A hash that two entities share is taken for a return of the first: slower, not wrong.
        let mut finished: HashSet<u64> = HashSet::new();
        while let Some(row) = self.next(source, &mut figures, 0)? {
            // Rows of uncertain subjects stand between those of others.
            if !row.is_certain {
                return Ok(false);
            }
            let entity = &row.level.entity;
            let current = group.as_ref().and_then(|group| group.figures.first());
            if let Some(current) = current.filter(|current| !same_entity(&current.entity, entity)) {
                finished.insert(entity_key(&current.entity));
                if finished.contains(&entity_key(entity)) {
                    return Ok(false);
                }
                if let Some(group) = mem::take(&mut group) {
                    self.take_on(workers, group)?;
                }
            }
            let given_back = self.given_back(&figures);
            group.get_or_insert_with(|| self.begin(entity)).push(row, given_back);
        }
        if let Some(group) = group {
            self.take_on(workers, group)?;
        }
        for position in self.only_references() {
            self.take_on(workers, self.referred(position))?;
        }
        loop {
            let finished = workers.finish();
            if finished.is_empty() {
                return Ok(true);
            }
            self.put(finished)?;
        }
    }

    fn take_on(&mut self, workers: &mut Workers<Group, (Group, T::Results)>, group: Group) -> Result<(), RunError> {
        let figures = group.figures.len();
        self.put(workers.take_on(group, figures))
    }

    /// Gives away the results of entities and lets them go.
    fn put(&mut self, finished: Vec<(Group, T::Results)>) -> Result<(), RunError> {
        finished.into_iter().try_for_each(|(group, results)| self.task.put(&group, results)).map_err(RunError::Output)
    }

    /// An entity before its first row: the figures that it is set against.
    fn begin(&mut self, entity: &str) -> Group {
        let references = self.intake.references;
        match references.position(&entity.to_lowercase()) {
            Some(position) => {
                self.met.insert(position);
                self.referred(position)
            }
            None => Group::default(),
        }
    }

    fn referred(&self, position: usize) -> Group {
        Group { figures: self.intake.references.figures(position).to_vec(), ..Group::default() }
    }

    /// The positions of the references whose entity the sources do not have.
    fn only_references(&self) -> Vec<usize> {
        (0..self.intake.references.len()).filter(|position| !self.met.contains(position)).collect()
    }

    /// The record of the row read last, where rows are given back.
    fn given_back<'f, R: Read>(&self, figures: &'f Figures<R>) -> Option<&'f Record> {
        self.intake.gives_back.then(|| figures.record())
    }

    fn gather(&mut self, sources: &[&dyn Source]) -> Result<Gathered, RunError> {
        let mut gathered = Gathered { groups: Vec::new(), order: Vec::new() };
        let mut positions: HashMap<String, usize> = HashMap::new();
        for (at, source) in sources.iter().enumerate() {
            let mut figures = self.open(*source)?;
            while let Some(row) = self.next(*source, &mut figures, at)? {
                let position = *positions.entry(row.level.entity.to_lowercase()).or_insert_with(|| {
                    gathered.groups.push(self.begin(&row.level.entity));
                    gathered.groups.len().saturating_sub(1)
                });
                if let Some(group) = gathered.groups.get_mut(position) {
                    let given_back = self.given_back(&figures);
                    gathered.order.extend(given_back.map(|_| (position, group.rows.len())));
                    group.push(row, given_back);
                }
            }
        }
        gathered.groups.extend(self.only_references().into_iter().map(|position| self.referred(position)));
        Ok(gathered)
    }

    fn open<'s>(&mut self, source: &'s dyn Source) -> Result<Figures<Box<dyn Read + 's>>, RunError> {
        let figures = figures(source, self.intake.reading)?;
        self.columns(source.name(), figures.header())?;
        Ok(figures)
    }

    /// Announces the columns of the first source, and holds the others to them.
    fn columns(&mut self, source: &Arc<str>, header: &Record) -> Result<(), RunError> {
        let (names, delimiter) = (header.names(), header.delimiter());
        let Some((first, first_delimiter)) = &self.layout else {
            self.layout = Some((names, delimiter));
            return self.task.listener().header(header).map_err(RunError::Output);
        };
        let given_back = match (self.intake.gives_back, self.intake.keeps_malformed) {
            (_, true) => "--skip-invalid",
            (true, false) => "--wide",
            (false, false) => return Ok(()),
        };
        let problem = if *first != names {
            let (names, first) = (names.join(","), first.join(","));
            format!("found the columns {names}; expected those of the first file, {first}")
        } else if self.intake.keeps_malformed && *first_delimiter != delimiter {
            let shown = |delimiter: u8| char::from(delimiter).escape_default();
            let (found, first) = (shown(delimiter), shown(*first_delimiter));
            format!("found the delimiter `{found}`; expected that of the first file, `{first}`")
        } else {
            return Ok(());
        };
        Err(RunError::Input(Error::new(format!("{source}: {problem}, since rows are given back with {given_back}"))))
    }

    /// The next row that is not malformed.
    fn next<R: Read>(
        &mut self,
        source: &dyn Source,
        figures: &mut Figures<R>,
        at: usize,
    ) -> Result<Option<Row>, RunError> {
        loop {
            match figures.next().map_err(|error| input_error(source.name(), &error))? {
                None => return Ok(None),
                Some(RowResult::Malformed(errors)) => self.tell(at, &errors)?,
                Some(RowResult::Row(row)) => {
                    self.count(&row, figures.offset());
                    return Ok(Some(*row));
                }
            }
        }
    }

    fn count(&mut self, row: &Row, offset: u64) {
        self.summary.rows = self.summary.rows.saturating_add(1);
        self.summary.figures = self.summary.figures.saturating_add(if row.growth.is_some() { 2 } else { 1 });
        if self.summary.rows.is_multiple_of(PROGRESS_EVERY) {
            self.task.listener().progress(offset);
        }
    }

    fn tell(&mut self, source: usize, errors: &[RowError]) -> Result<(), RunError> {
        let line = errors.first().map_or(0, |error| error.place().line);
        if (source, line) <= self.told {
            return Ok(());
        }
        self.told = (source, line);
        self.summary.malformed = self.summary.malformed.saturating_add(1);
        self.task.listener().malformed(errors).map_err(RunError::Output)
    }
}
