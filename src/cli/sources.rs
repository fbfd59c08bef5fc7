//! Inputs: files and standard input.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::NamedTempFile;

use super::exit::Failure;
use crate::report::Sources;
use crate::verbs::Source;

/// A file, or standard input copied to one so that it can be read more than once.
pub(super) struct Input {
    name: Arc<str>,
    from: From,
    /// The same bytes with a place of their own, for looking at a line while others are read.
    quoted: File,
}

enum From {
    Path(PathBuf),
    Copy(File),
}

/// Opens all inputs, or says of each that cannot be read, and of each that is given again, why. With each path goes what is expected there.
pub(super) fn open<'p>(paths: impl Iterator<Item = (&'p PathBuf, &'p str)>) -> Result<Vec<Input>, Failure> {
    let mut inputs = Vec::new();
    let mut problems = Vec::new();
    let mut given = Given::default();
    for (path, expected) in paths {
        match given.add(path).and_then(|()| Input::open(path, expected)) {
            Ok(input) => inputs.push(input),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(inputs) } else { Err(Failure::Message(problems.join("\n"))) }
}

/// The files given so far, as they were spelt. A figure that is read twice would bear itself out, and standard input is read once.
#[derive(Default)]
struct Given<'p> {
    standard: bool,
    files: HashMap<PathBuf, &'p Path>,
}

impl<'p> Given<'p> {
    fn add(&mut self, path: &'p Path) -> Result<(), String> {
        if path.as_os_str() == "-" {
            let again = std::mem::replace(&mut self.standard, true);
            return if again { Err("-: is given twice; expected standard input once".to_owned()) } else { Ok(()) };
        }
        // What is no file, such as a pipe, may be given under one name and still be read twice.
        let Some(file) = fs::canonicalize(path).ok().filter(|path| path.is_file()) else {
            return Ok(());
        };
        match self.files.insert(file, path) {
            Some(first) => {
                let (path, first) = (path.display(), first.display());
                Err(format!("{path}: is given twice, first as {first}; expected each file once"))
            }
            None => Ok(()),
        }
    }
}

impl Input {
    /// Opens a path, or standard input for `-`.
    fn open(path: &Path, expected: &str) -> Result<Self, String> {
        let standard = path.as_os_str() == "-";
        // A name that no spreadsheet takes for a formula, as "-:2" would be.
        let name: Arc<str> = if standard { "<stdin>".into() } else { path.display().to_string().into() };
        let failed = |error: io::Error| format!("{name}: cannot be read: {error}");
        if standard {
            let (copy, quoted) = copied(&mut io::stdin().lock()).map_err(failed)?;
            return Ok(Input { name, from: From::Copy(copy), quoted });
        }
        let kind = fs::metadata(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => {
                format!("{name}: there is no such file; expected {expected}, or - for standard input")
            }
            _ => failed(error),
        })?;
        if kind.is_dir() {
            return Err(format!("{name}: is a directory; expected {expected}, or - for standard input"));
        }
        if kind.is_file() {
            let quoted = File::open(path).map_err(failed)?;
            return Ok(Input { name, from: From::Path(path.to_owned()), quoted });
        }
        let (copy, quoted) = copied(&mut File::open(path).map_err(failed)?).map_err(failed)?;
        Ok(Input { name, from: From::Copy(copy), quoted })
    }

    /// The bytes there are to read.
    pub(super) fn len(&self) -> u64 {
        let metadata = match &self.from {
            From::Path(path) => fs::metadata(path),
            From::Copy(file) => file.metadata(),
        };
        metadata.map_or(0, |metadata| metadata.len())
    }
}

/// A pipe is read once: what comes out of it is kept in a temporary file, whose name is gone before anything can go wrong. Each of
/// the two handles has a place of its own.
fn copied(from: &mut dyn Read) -> io::Result<(File, File)> {
    let named = NamedTempFile::new()?;
    let second = named.reopen()?;
    let (mut first, path) = named.into_parts();
    path.close()?;
    io::copy(from, &mut first)?;
    first.flush()?;
    Ok((first, second))
}

/// Inputs that findings point into.
pub(super) struct Quoted<'i>(pub(super) &'i [Input]);

impl Sources for Quoted<'_> {
    fn bytes(&self, source: &str, start: u64, length: u64) -> Option<Vec<u8>> {
        let mut file = &self.0.iter().find(|input| input.name.as_ref() == source)?.quoted;
        file.seek(SeekFrom::Start(start)).ok()?;
        let mut bytes = Vec::new();
        file.take(length).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }
}

impl Source for Input {
    fn name(&self) -> &Arc<str> {
        &self.name
    }

    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        match &self.from {
            From::Path(path) => Ok(Box::new(File::open(path)?)),
            From::Copy(file) => {
                let mut file = file.try_clone()?;
                file.rewind()?;
                Ok(Box::new(file))
            }
        }
    }
}
