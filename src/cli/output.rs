//! Outputs: standard output, and files that are written whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, SpooledTempFile};

use super::Outcome;
use super::args::AnswerArgs;
use super::exit::Failure;
use crate::finding::Calculation;
use crate::report::write_calculation;

/// What is kept in memory of an output before it goes to a temporary file.
const SPOOL: usize = 16 * 1024 * 1024;

/// Writes the answer of a calculation to standard output.
pub(super) fn answer(calculation: &Calculation, args: &AnswerArgs) -> Outcome {
    let mut out = Vec::new();
    write_calculation(&mut out, calculation, args.format.into(), args.digits.digits())?;
    Ok(io::stdout().lock().write_all(&out)?)
}

/// An output that nobody sees before it is finished.
pub(super) struct Output {
    held: Held,
    /// What it is called in messages.
    name: String,
}

enum Held {
    /// Renamed to its place in the end.
    File(BufWriter<NamedTempFile>, PathBuf),
    /// Copied to a place that cannot be renamed to: standard output, or a device.
    Copied(Box<SpooledTempFile>, Option<PathBuf>),
}

impl Output {
    /// An output to a file, or to standard output.
    pub(super) fn new(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
            return Ok(Output {
                held: Held::Copied(Box::new(SpooledTempFile::new(SPOOL)), None),
                name: "-".to_owned(),
            });
        };
        let name = path.display().to_string();
        let failed = |error: io::Error| cannot_write(&name, &error);
        let held = match fs::metadata(path) {
            Ok(found) if found.is_dir() => {
                return Err(Failure::Message(format!("{name}: is a directory; expected a file to write to")));
            }
            Ok(found) if !found.is_file() => Held::Copied(Box::new(SpooledTempFile::new(SPOOL)), Some(path.to_owned())),
            Ok(found) => {
                // A link stays a link: the file that it points to is replaced. One that may not be written is not replaced.
                let target = fs::canonicalize(path).map_err(failed)?;
                File::options().append(true).open(&target).map_err(failed)?;
                let file = beside(&target).map_err(failed)?;
                file.as_file().set_permissions(found.permissions()).map_err(failed)?;
                Held::File(BufWriter::new(file), target)
            }
            Err(_) => {
                check_folder(path, &name)?;
                Held::File(BufWriter::new(beside(path).map_err(failed)?), path.to_owned())
            }
        };
        Ok(Output { held, name })
    }

    /// Takes back everything written so far.
    pub(super) fn restart(&mut self) -> io::Result<()> {
        match &mut self.held {
            Held::File(writer, _) => {
                writer.flush()?;
                writer.get_mut().as_file_mut().set_len(0)?;
                writer.get_mut().rewind()
            }
            Held::Copied(spool, _) => {
                spool.set_len(0)?;
                spool.rewind()
            }
        }
    }

    /// Puts the output in its place.
    pub(super) fn finish(self) -> Outcome {
        let name = self.name;
        match self.held {
            Held::File(writer, path) => {
                let file = writer.into_inner().map_err(|error| cannot_write(&name, error.error()))?;
                file.persist(path).map_err(|error| cannot_write(&name, &error.error))?;
                Ok(())
            }
            Held::Copied(mut spool, device) => {
                spool.rewind()?;
                match device {
                    None => {
                        let mut out = io::stdout().lock();
                        io::copy(&mut spool, &mut out)?;
                        Ok(out.flush()?)
                    }
                    Some(path) => {
                        let mut out =
                            File::options().write(true).open(path).map_err(|error| cannot_write(&name, &error))?;
                        io::copy(&mut spool, &mut out).map_err(|error| cannot_write(&name, &error))?;
                        Ok(())
                    }
                }
            }
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.held {
            Held::File(writer, _) => writer.write(bytes),
            Held::Copied(spool, _) => spool.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.held {
            Held::File(writer, _) => writer.flush(),
            Held::Copied(spool, _) => spool.flush(),
        }
    }
}

fn check_folder(path: &Path, name: &str) -> Result<(), Failure> {
    let folder = folder_of(path);
    if folder.is_dir() {
        return Ok(());
    }
    let folder = folder.display();
    Err(Failure::Message(format!("{name}: cannot be written: there is no folder `{folder}`; make it, or name another")))
}

/// A temporary file in the folder of `path`, since only there can it be renamed to it.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".tieout-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Less the user's mask, as for any new file.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    // Without the temporary file's name, which is none that the user gave.
    builder.tempfile_in(folder_of(path)).map_err(|error| error.kind().into())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Whether two paths lead to one file, which need not exist. Standard input and output and devices are no files to keep apart.
pub(super) fn are_one_file(one: &Path, other: &Path) -> bool {
    let settled = |path: &Path| match fs::canonicalize(path) {
        Ok(path) => path.is_file().then_some(path),
        Err(_) => Some(fs::canonicalize(folder_of(path)).ok()?.join(path.file_name()?)),
    };
    settled(one).is_some_and(|one| settled(other) == Some(one))
}

fn cannot_write(name: &str, error: &io::Error) -> Failure {
    Failure::Message(format!("{name}: cannot be written: {error}"))
}
