//! Inputs: files and standard input.

use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::exit::Failure;
use crate::verbs::report::Source;

/// A file, or standard input copied to one so that it can be read more than once.
pub(super) struct Input {
    name: Arc<str>,
    from: From,
}

enum From {
    Path(PathBuf),
    Copy(File),
}

/// Opens all inputs, or says of each that cannot be read why.
pub(super) fn open(paths: &[PathBuf]) -> Result<Vec<Input>, Failure> {
    let mut inputs = Vec::new();
    let mut problems = Vec::new();
    for path in paths {
        match Input::open(path) {
            Ok(input) => inputs.push(input),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(inputs) } else { Err(Failure::Message(problems.join("\n"))) }
}

impl Input {
    /// Opens a path, or standard input for `-`.
    fn open(path: &Path) -> Result<Self, String> {
        let standard = path.as_os_str() == "-";
        // A name that no spreadsheet takes for a formula, as "-:2" would be.
        let name: Arc<str> = if standard { "<stdin>".into() } else { path.display().to_string().into() };
        let failed = |error: io::Error| format!("{name}: cannot be read: {error}");
        if standard {
            let copy = copied(&mut io::stdin().lock()).map_err(failed)?;
            return Ok(Input { name, from: From::Copy(copy) });
        }
        let kind = fs::metadata(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => {
                format!("{name}: there is no such file; expected a figure CSV, or - for standard input")
            }
            _ => failed(error),
        })?;
        if kind.is_dir() {
            return Err(format!("{name}: is a directory; expected a figure CSV, or - for standard input"));
        }
        if kind.is_file() {
            File::open(path).map_err(failed)?;
            return Ok(Input { name, from: From::Path(path.to_owned()) });
        }
        let copy = copied(&mut File::open(path).map_err(failed)?).map_err(failed)?;
        Ok(Input { name, from: From::Copy(copy) })
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

/// A pipe is read once: what comes out of it is kept in a temporary file.
fn copied(from: &mut dyn Read) -> io::Result<File> {
    let mut copy = tempfile::tempfile()?;
    io::copy(from, &mut copy)?;
    copy.flush()?;
    Ok(copy)
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
