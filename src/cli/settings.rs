//! What is in force for a call: the defaults, over them `tieout.toml`, over that the flags.

use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::args::{
    BookArgs, CheckArgs, ConfigArgs, FailOn, FindingsFormatArg, IdentitiesArgs, ReadingArgs, ReportArgs,
};
use super::exit::Failure;
use super::{Outcome, options};
use crate::config::{Config, FILE_NAME, Origin, Reports, Scope, Setting};
use crate::engine::Ratios;
use crate::finding::Severity;
use crate::identity::Ratio;
use crate::model::{FiscalYearEnd, FiscalYearEndError};
use crate::num::{Convention, Style};
use crate::rates::Book;
use crate::read::figures_csv::Options as Reading;
use crate::report::view::{DIGITS, MAX_DIGITS};
use crate::report::{FindingsFormat, Format};

/// What is in force, and the file that had a say in it.
pub(super) struct Settings {
    pub(super) config: Config,
    pub(super) file: Option<ConfigFile>,
}

/// A `tieout.toml`, as it stands.
pub(super) struct ConfigFile {
    pub(super) path: PathBuf,
    pub(super) text: Vec<u8>,
}

impl Settings {
    /// For a report.
    pub(super) fn for_report(args: &ReportArgs) -> Result<Self, Failure> {
        let mut settings = Settings::of_file(&args.config)?;
        settings.reading_flags(&args.reading, &args.book, &args.identities)?;
        Ok(settings)
    }

    /// For a check.
    pub(super) fn for_check(args: &CheckArgs) -> Result<Self, Failure> {
        let mut settings = Settings::of_file(&args.config)?;
        settings.reading_flags(&args.reading, &args.book, &args.identities)?;
        let check = &mut settings.config.check;
        check.verbose.flag("--verbose", args.verbose);
        check.fail_on.flag("--fail-on", args.fail_on.map(Severity::from));
        check.digits.flag("--digits", args.digits.digits);
        let of_output = args.output.output.as_deref().filter(|_| args.format.is_none());
        check.format.flag("-o", of_output.map(options::findings_format).transpose()?.flatten().map(name));
        check.format.flag("--format", args.format.map(name));
        Ok(settings)
    }

    fn of_file(args: &ConfigArgs) -> Result<Self, Failure> {
        let reports = reports();
        let path = match &args.config {
            _ if args.no_config => None,
            Some(path) => Some(path.clone()),
            None => find()?,
        };
        let config = Config::new(&reports);
        let Some(path) = path else {
            return Ok(Settings { config, file: None });
        };
        let text = options::read(&path, "a configuration such as tieout.toml")?;
        let config = config.read(&path.display().to_string(), folder_of(&path), &text, &reports);
        let config = config.map_err(|error| Failure::Message(error.to_string()))?;
        Ok(Settings { config, file: Some(ConfigFile { path, text }) })
    }

    fn reading_flags(
        &mut self,
        reading: &ReadingArgs,
        book: &BookArgs,
        identities: &IdentitiesArgs,
    ) -> Result<(), Failure> {
        let config = &mut self.config;
        config.rounding.flag("--rounding", reading.writing.rounding.map(Convention::from));
        config.decimal_comma.flag("--decimal-comma", reading.writing.decimal_comma);
        config.delimiter.flag("--delimiter", reading.delimiter.map(Some));
        for text in &reading.fiscal_year_end {
            let (entity, end) = fiscal_year_end(text)?;
            config.fiscal_year_end_flag("--fiscal-year-end", entity, end);
        }
        // Of two rates of a day the later file's counts, and of two equations the first that applies.
        config.rates.extend(book.rates.iter().map(|path| Setting::by_flag("--rates", path.clone())));
        let own = identities.identities.iter().map(|path| Setting::by_flag("--identities", path.clone()));
        config.identities.splice(0..0, own);
        Ok(())
    }

    /// Prints what is in force.
    pub(super) fn show(&self, scope: Scope) -> Outcome {
        let read = self.file.as_ref().map_or("none".to_owned(), |file| file.path.display().to_string());
        let mut out = io::stdout().lock();
        write!(out, "# In force; the file of settings: {}\n{}", one_line(&read), self.config.shown(scope))?;
        Ok(out.flush()?)
    }

    pub(super) fn reading(&self) -> Reading {
        Reading {
            delimiter: self.config.delimiter.value,
            style: Style { decimal_comma: self.config.decimal_comma.value },
            convention: self.config.rounding.value,
            fiscal_year_ends: self.config.fiscal_year_ends_by_entity(),
            aliases: self.config.aliases(),
            ..Reading::default()
        }
    }

    pub(super) fn book(&self) -> Result<Book, Failure> {
        check_there(&self.config.rates)?;
        options::book(self.config.rates.iter().map(|file| &file.value))
    }

    /// The equations between metrics, those of declared segments first.
    pub(super) fn ratios(&self) -> Result<Ratios, Failure> {
        check_there(&self.config.identities)?;
        let rows = options::identities(self.config.identities.iter().map(|file| &file.value))?;
        let all: Vec<Ratio> = self.config.parts().iter().cloned().chain(rows).collect();
        Ok(Ratios::new(all))
    }

    /// The files besides the figures that are read.
    pub(super) fn files(&self) -> impl Iterator<Item = &Path> + Clone {
        let listed = self.config.identities.iter().chain(&self.config.rates).map(|file| file.value.as_path());
        listed.chain(self.file.iter().map(|file| file.path.as_path()))
    }

    /// The format of a check.
    pub(super) fn format(&self) -> FindingsFormat {
        // Every way to this name leads through the names of formats.
        let named = FindingsFormatArg::from_str(&self.config.check.format.value, false);
        named.map_or(Format::Text.into(), FindingsFormat::from)
    }
}

impl From<FailOn> for Severity {
    fn from(fail_on: FailOn) -> Self {
        match fail_on {
            FailOn::Error => Severity::Error,
            FailOn::Warning => Severity::Warning,
        }
    }
}

fn reports() -> Reports {
    Reports {
        formats: FindingsFormatArg::value_variants().iter().copied().map(name).collect(),
        digits: DIGITS,
        max_digits: MAX_DIGITS,
    }
}

/// The name of a format on the command line.
fn name(format: FindingsFormatArg) -> String {
    format.to_possible_value().map_or(String::new(), |value| value.get_name().to_owned())
}

/// The file that is nearest: in this folder, or in one above up to the one that holds a repository.
fn find() -> Result<Option<PathBuf>, Failure> {
    let here =
        env::current_dir().map_err(|error| Failure::Message(format!("the current folder cannot be told: {error}")))?;
    let mut way = PathBuf::new();
    for folder in here.ancestors() {
        if folder.join(FILE_NAME).is_file() {
            return Ok(Some(way.join(FILE_NAME)));
        }
        if folder.join(".git").exists() {
            break;
        }
        way.push("..");
    }
    Ok(None)
}

/// The folder that a file stands in; nothing of the current one, so that paths from it stay short.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// A file that is missing is told where it is named.
fn check_there(files: &[Setting<PathBuf>]) -> Result<(), Failure> {
    let missing = files.iter().filter(|file| !file.value.exists()).filter_map(|file| match &file.origin {
        Origin::File(place) => {
            let path = file.value.display();
            Some(format!("{place}: there is no file {path}; expected a path from the folder of {}", place.source))
        }
        _ => None,
    });
    let problems: Vec<String> = missing.collect();
    if problems.is_empty() { Ok(()) } else { Err(Failure::Message(problems.join("\n"))) }
}

fn fiscal_year_end(text: &str) -> Result<(&str, FiscalYearEnd), Failure> {
    let failed = |reason: String| Failure::Message(format!("--fiscal-year-end: {reason}"));
    let (entity, day) = text
        .rsplit_once('=')
        .filter(|(entity, _)| !entity.trim().is_empty())
        .ok_or_else(|| failed(format!("found `{text}`; expected ENTITY=MM-DD, such as Acme=03-31")))?;
    let end = day.trim().parse().map_err(|error: FiscalYearEndError| failed(error.to_string()))?;
    Ok((entity.trim(), end))
}

/// A path in a comment, which ends with its line.
fn one_line(path: &str) -> String {
    path.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// The path of a file as it really is, where it is a file at all.
pub(super) fn real_file(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok().filter(|path| path.is_file())
}
