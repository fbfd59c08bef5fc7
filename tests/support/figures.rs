//! Figures written as CSV in memory, and what `check` says of them.

use std::io::{self, Read};
use std::sync::{Arc, LazyLock};

use tieout::engine::{Options, Ratios};
use tieout::num::Convention;
use tieout::rates::Book;
use tieout::read::figures_csv::Options as Reading;
use tieout::verbs::{CheckOptions, Checked, References, Source, check};

static RATIOS: LazyLock<Ratios> = LazyLock::new(|| Ratios::new(tieout::identity::embedded()));

struct Text {
    name: Arc<str>,
    csv: String,
}

impl Source for Text {
    fn name(&self) -> &Arc<str> {
        &self.name
    }

    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(self.csv.as_bytes()))
    }
}

/// Every finding on the rows under a header, which must all be figures.
pub(crate) fn checked(header: &str, rows: &[String], convention: Convention, book: &Book) -> Checked {
    let text = Text { name: "figures.csv".into(), csv: format!("{header}\n{}\n", rows.join("\n")) };
    let options = CheckOptions {
        reading: Reading { convention, ..Reading::default() },
        relating: Options { ratios: RATIOS.clone(), ..Options::default() },
        ..CheckOptions::default()
    };
    let mut checked = Checked::default();
    check(&[&text], &References::default(), book, &options, &mut checked)
        .unwrap_or_else(|error| panic!("{error}: {rows:#?}"));
    assert!(checked.malformed.is_empty(), "{:?} in {rows:#?}", checked.malformed);
    checked
}
