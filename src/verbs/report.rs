//! Every metric that figures determine: as metrics of their own, or appended to the rows they come from.
//!
//! A file whose rows are sorted by entity is streamed: an entity's rows are worked out and let go when the next entity begins, so
//! memory grows with the largest entity. Where an entity turns up again later, or there are several files, nothing can be let
//! go: what was written is taken back and all rows are gathered first.

mod worker;

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read};
use std::mem;
use std::sync::Arc;
use std::thread;

use super::Error;
use crate::engine::{self, Basis, Translation};
use crate::finding::{Appended, Derived};
use crate::model::{Currency, Figure};
use crate::rates::Book;
use crate::read::figures_csv::{Figures, Options as Reading, ReadError, Row, RowError, RowResult};
use crate::text::{Record, RowCells, Rows};
use worker::{Finished, Results, Worker, work_out};

/// How often progress is told, in rows.
const PROGRESS_EVERY: u64 = 4096;

/// A figure CSV that can be read more than once.
pub trait Source {
    /// Its name in messages and results.
    fn name(&self) -> &Arc<str>;
    /// Its bytes, from the beginning.
    ///
    /// # Errors
    /// When it cannot be opened.
    fn open(&self) -> io::Result<Box<dyn Read + '_>>;
}

/// Where results go. A method fails only when what it is given cannot be written.
pub trait Sink {
    /// Everything written so far is void; the results come again from the beginning.
    fn restart(&mut self) -> io::Result<()>;
    /// The header of the first source.
    fn header(&mut self, header: &Record) -> io::Result<()>;
    /// A derived metric.
    fn metric(&mut self, derived: &Derived) -> io::Result<()>;
    /// A row of the input with what is appended to it.
    fn row(&mut self, cells: RowCells<'_>, appended: &Appended) -> io::Result<()>;
    /// A malformed row: everything that is wrong with it.
    fn malformed(&mut self, errors: &[RowError]) -> io::Result<()>;
    /// How many bytes of the input have been read.
    fn progress(&mut self, bytes: u64);
}

/// What is derived, and from what.
#[derive(Clone, Debug, Default)]
pub struct ReportOptions {
    /// How the figures are read.
    pub reading: Reading,
    /// What is derived.
    pub deriving: engine::Options,
    /// The currency that amounts are translated into.
    pub to: Option<Currency>,
    /// At which rates.
    pub basis: Basis,
    /// Whether rows are given back with columns appended, instead of metrics.
    pub wide: bool,
    /// Whether the sink keeps malformed rows as they stand, so that all sources must be written alike.
    pub keeps_malformed: bool,
}

impl ReportOptions {
    fn translation<'b>(&self, book: &'b Book) -> Option<Translation<'b>> {
        self.to.map(|to| Translation::new(book, to, self.basis))
    }
}

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The rows that were read as figures.
    pub rows: u64,
    /// The rows that were malformed.
    pub malformed: u64,
}

/// Why a report ended early.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReportError {
    /// A source cannot be read; the message names it.
    Input(Error),
    /// The results cannot be written.
    Output(io::Error),
}

/// Derives from the figures of all sources together.
///
/// # Errors
/// When a source cannot be read or split into rows, or the sink fails. Malformed rows are no error: the sink is told of each.
pub fn report(
    sources: &[&dyn Source],
    book: &Book,
    options: &ReportOptions,
    sink: &mut dyn Sink,
) -> Result<Summary, ReportError> {
    let mut run = Run { options, book, sink, summary: Summary::default(), told: (0, 0), layout: None };
    if let [source] = sources {
        if run.stream(*source)? {
            return Ok(run.summary);
        }
        run.sink.restart().map_err(ReportError::Output)?;
        run.summary.rows = 0;
        run.layout = None;
    }
    run.gather(sources)?;
    Ok(run.summary)
}

struct Run<'a> {
    options: &'a ReportOptions,
    sink: &'a mut dyn Sink,
    book: &'a Book,
    summary: Summary,
    /// How far malformed rows have been told, as source and line, so that none is told twice.
    told: (usize, u64),
    /// The columns and the delimiter of the first source, which the others must share if rows are given back.
    layout: Option<(Vec<String>, u8)>,
}

/// The rows of one entity.
#[derive(Default)]
struct Group {
    figures: Vec<Figure>,
    /// The rows that are given back.
    rows: Rows,
    /// For each of them the position of its level among the figures.
    levels: Vec<usize>,
}

impl Group {
    /// Takes up a row, with its record where that is to be given back.
    fn push(&mut self, row: Row, record: Option<&Record>) {
        if let Some(record) = record {
            self.rows.push(record);
            self.levels.push(self.figures.len());
        }
        self.figures.push(row.level);
        self.figures.extend(row.growth);
    }
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

impl Run<'_> {
    /// Whether all rows of each entity stood together; otherwise the results so far are void.
    fn stream(&mut self, source: &dyn Source) -> Result<bool, ReportError> {
        let (book, options) = (self.book, self.options);
        thread::scope(|scope| match Worker::start(scope, book, options) {
            Ok(mut worker) => self.stream_to(&mut worker, source),
            // Gathering needs no second thread.
            Err(_) => Ok(false),
        })
    }

    fn stream_to(&mut self, worker: &mut Worker, source: &dyn Source) -> Result<bool, ReportError> {
        let mut figures = self.open(source)?;
        let mut group = Group::default();
        // A hash that two entities share is taken for a return of the first: slower, not wrong.
        let mut finished: HashSet<u64> = HashSet::new();
        while let Some(row) = self.next(source, &mut figures, 0)? {
            if let Some(current) = group.figures.first()
                && !same_entity(&current.entity, &row.level.entity)
            {
                finished.insert(entity_key(&current.entity));
                if finished.contains(&entity_key(&row.level.entity)) {
                    return Ok(false);
                }
                self.finish(worker.take_on(mem::take(&mut group)))?;
            }
            group.push(row, self.given_back(&figures));
        }
        self.finish(worker.take_on(group))?;
        loop {
            let finished = worker.finish();
            if finished.is_empty() {
                return Ok(true);
            }
            self.finish(finished)?;
        }
    }

    /// Writes the results of entities and lets them go.
    fn finish(&mut self, finished: Finished) -> Result<(), ReportError> {
        for (group, results) in finished {
            match results {
                Results::Metrics(metrics) => self.metrics(&metrics)?,
                Results::Appended(appended) => {
                    for (row, level) in group.levels.iter().enumerate() {
                        self.row(group.rows.row(row), appended.get(*level))?;
                    }
                }
            }
        }
        Ok(())
    }

    /// The record of the row read last, where rows are given back.
    fn given_back<'f, R: Read>(&self, figures: &'f Figures<R>) -> Option<&'f Record> {
        self.options.wide.then(|| figures.record())
    }

    fn row(&mut self, cells: RowCells<'_>, appended: Option<&Appended>) -> Result<(), ReportError> {
        appended.map_or(Ok(()), |appended| self.sink.row(cells, appended)).map_err(ReportError::Output)
    }

    fn metrics(&mut self, metrics: &[Derived]) -> Result<(), ReportError> {
        metrics.iter().try_for_each(|derived| self.sink.metric(derived)).map_err(ReportError::Output)
    }

    fn gather(&mut self, sources: &[&dyn Source]) -> Result<(), ReportError> {
        let mut groups: Vec<Group> = Vec::new();
        let mut positions: HashMap<String, usize> = HashMap::new();
        let mut order: Vec<(usize, usize)> = Vec::new();
        for (at, source) in sources.iter().enumerate() {
            let mut figures = self.open(*source)?;
            while let Some(row) = self.next(*source, &mut figures, at)? {
                let position = *positions.entry(row.level.entity.to_lowercase()).or_insert_with(|| {
                    groups.push(Group::default());
                    groups.len().saturating_sub(1)
                });
                if let Some(group) = groups.get_mut(position) {
                    order.push((position, group.rows.len()));
                    group.push(row, self.given_back(&figures));
                }
            }
        }
        let mut translation = self.options.translation(self.book);
        let mut appended: Vec<Vec<Appended>> = Vec::new();
        for group in &groups {
            match work_out(&group.figures, self.options, translation.as_mut()) {
                Results::Metrics(metrics) => self.metrics(&metrics)?,
                Results::Appended(rows) => appended.push(rows),
            }
        }
        for (position, row) in order {
            let (Some(group), Some(appended)) = (groups.get(position), appended.get(position)) else {
                continue;
            };
            let appended = group.levels.get(row).and_then(|level| appended.get(*level));
            self.row(group.rows.row(row), appended)?;
        }
        Ok(())
    }

    fn open<'s>(&mut self, source: &'s dyn Source) -> Result<Figures<Box<dyn Read + 's>>, ReportError> {
        let name = Arc::clone(source.name());
        let input = source.open().map_err(|error| failed_to_read(&name, &error))?;
        let figures = Figures::new(Arc::clone(&name), input, self.options.reading.clone())
            .map_err(|error| input_error(&name, &error))?;
        self.columns(&name, figures.header())?;
        Ok(figures)
    }

    /// Announces the columns of the first source, and holds the others to them.
    fn columns(&mut self, source: &str, header: &Record) -> Result<(), ReportError> {
        let (names, delimiter) = (header.names(), header.delimiter());
        let Some((first, first_delimiter)) = &self.layout else {
            self.layout = Some((names, delimiter));
            return self.sink.header(header).map_err(ReportError::Output);
        };
        let given_back = match (self.options.wide, self.options.keeps_malformed) {
            (_, true) => "--skip-invalid",
            (true, false) => "--wide",
            (false, false) => return Ok(()),
        };
        let problem = if *first != names {
            let (names, first) = (names.join(","), first.join(","));
            format!("found the columns {names}; expected those of the first file, {first}")
        } else if self.options.keeps_malformed && *first_delimiter != delimiter {
            let shown = |delimiter: u8| char::from(delimiter).escape_default();
            let (found, first) = (shown(delimiter), shown(*first_delimiter));
            format!("found the delimiter `{found}`; expected that of the first file, `{first}`")
        } else {
            return Ok(());
        };
        Err(ReportError::Input(Error::new(format!("{source}: {problem}, since rows are given back with {given_back}"))))
    }

    /// The next row that is not malformed.
    fn next<R: Read>(
        &mut self,
        source: &dyn Source,
        figures: &mut Figures<R>,
        at: usize,
    ) -> Result<Option<Row>, ReportError> {
        loop {
            match figures.next().map_err(|error| input_error(source.name(), &error))? {
                None => return Ok(None),
                Some(RowResult::Malformed(errors)) => self.tell(at, &errors)?,
                Some(RowResult::Row(row)) => {
                    self.summary.rows = self.summary.rows.saturating_add(1);
                    if self.summary.rows.is_multiple_of(PROGRESS_EVERY) {
                        self.sink.progress(figures.offset());
                    }
                    return Ok(Some(*row));
                }
            }
        }
    }

    fn tell(&mut self, source: usize, errors: &[RowError]) -> Result<(), ReportError> {
        let line = errors.first().map_or(0, |error| error.place().line);
        if (source, line) <= self.told {
            return Ok(());
        }
        self.told = (source, line);
        self.summary.malformed = self.summary.malformed.saturating_add(1);
        self.sink.malformed(errors).map_err(ReportError::Output)
    }
}

fn failed_to_read(name: &str, error: &io::Error) -> ReportError {
    ReportError::Input(Error::new(format!("{name}: cannot be read: {error}")))
}

fn input_error(name: &str, error: &ReadError) -> ReportError {
    match error.io() {
        Some(error) => failed_to_read(name, error),
        None => ReportError::Input(Error::new(error)),
    }
}
