//! `tieout.toml`: what holds for the figures of a folder, so that it need not be said in every call.
//!
//! Three layers make what is in force, and each [`Setting`] knows the one that it comes from: the defaults
//! ([`Config::new`]), over them the file ([`Config::read`]), over that the flags of a call ([`Setting::flag`]).

mod accepted;
mod document;
mod edit;
mod error;
mod read;
mod setting;
mod show;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::finding::Severity;
use crate::identity::Ratio;
use crate::model::{Aliases, FiscalYearEnd};
use crate::num::Convention;

pub use accepted::{Acceptances, Accepted};
pub use edit::with_accepted;
pub use error::ConfigError;
pub use read::delimiter;
pub use setting::{Named, Origin, Setting};
pub use show::{Scope, Shown};

/// The name under which the file is looked for.
pub const FILE_NAME: &str = "tieout.toml";

/// The page about the file, which `tieout explain config` prints.
pub const DOCUMENTATION: &str = include_str!("config.md");

/// What reports can do, which is known where they are written.
#[derive(Clone, Debug)]
pub struct Reports {
    /// The names of the formats, the default one first.
    pub formats: Vec<String>,
    /// The significant digits that programs are given by default.
    pub digits: u8,
    /// The most significant digits that they can be given.
    pub max_digits: u8,
}

/// What is in force for a call.
#[derive(Clone, Debug)]
pub struct Config {
    /// The last days of entities' fiscal years.
    pub fiscal_year_ends: Vec<Named<FiscalYearEnd>>,
    /// Other names of entities, each with the name it stands for.
    pub entities: Vec<Named<String>>,
    /// Other names of metrics, each with the name it stands for.
    pub metrics: Vec<Named<String>>,
    /// The parts that make up a metric, complete, each as what follows the metric and a `/`; in several ways perhaps.
    pub segments: Vec<Named<Vec<Vec<String>>>>,
    /// How sources round.
    pub rounding: Setting<Convention>,
    /// Whether the comma is the decimal sign.
    pub decimal_comma: Setting<bool>,
    /// The delimiter of figure CSVs; that of the header where none is given.
    pub delimiter: Setting<Option<u8>>,
    /// Files of rates, later ones before earlier ones.
    pub rates: Vec<Setting<PathBuf>>,
    /// Files of equations between metrics.
    pub identities: Vec<Setting<PathBuf>>,
    /// How `tieout check` runs.
    pub check: Check,
    /// Findings that are accepted as they stand.
    pub accepted: Vec<Accepted>,
    /// The equations that the segments make.
    parts: Vec<Ratio>,
}

/// How `tieout check` runs.
#[derive(Clone, Debug)]
pub struct Check {
    /// The least severity that makes the exit status 1.
    pub fail_on: Setting<Severity>,
    /// The name of the format.
    pub format: Setting<String>,
    /// The significant digits of numbers for programs.
    pub digits: Setting<u8>,
    /// Whether what ties out is shown too.
    pub verbose: Setting<bool>,
}

impl Config {
    /// What is in force without a file and without flags.
    pub fn new(reports: &Reports) -> Self {
        Config {
            fiscal_year_ends: Vec::new(),
            entities: Vec::new(),
            metrics: Vec::new(),
            segments: Vec::new(),
            rounding: Setting::default(),
            decimal_comma: Setting::default(),
            delimiter: Setting::default(),
            rates: Vec::new(),
            identities: Vec::new(),
            check: Check {
                fail_on: Setting::by_default(Severity::Warning),
                format: Setting::by_default(reports.formats.first().cloned().unwrap_or_default()),
                digits: Setting::by_default(reports.digits),
                verbose: Setting::default(),
            },
            accepted: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// The names that stand for others, as figures are read by them.
    pub fn aliases(&self) -> Arc<Aliases> {
        let mut aliases = Aliases::default();
        self.entities.iter().for_each(|entity| aliases.add_entity(&entity.name, &entity.setting.value));
        self.metrics.iter().for_each(|metric| aliases.add_metric(&metric.name, &metric.setting.value));
        Arc::new(aliases)
    }

    /// The ends of fiscal years by entity, as figures are read by them: in lower case, under the names that aliases stand for.
    pub fn fiscal_year_ends_by_entity(&self) -> HashMap<String, FiscalYearEnd> {
        let aliases = self.aliases();
        let ends = self.fiscal_year_ends.iter().map(|end| {
            let name = aliases.entity(&end.name).map_or(end.name.as_str(), |name| name);
            (name.to_lowercase(), end.setting.value)
        });
        ends.collect()
    }

    /// The equations that the segments make: `revenue = revenue/cloud + revenue/games`.
    pub fn parts(&self) -> &[Ratio] {
        &self.parts
    }

    /// Has a flag say when the fiscal years of an entity end, whatever the file says of it.
    pub fn fiscal_year_end_flag(&mut self, flag: &'static str, entity: &str, end: FiscalYearEnd) {
        let key = entity.to_lowercase();
        self.fiscal_year_ends.retain(|known| known.name.to_lowercase() != key);
        self.fiscal_year_ends.push(Named { name: entity.to_owned(), setting: Setting::by_flag(flag, end) });
    }
}

#[cfg(test)]
mod tests;
