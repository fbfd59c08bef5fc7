//! Labels that head the lines below them: "Revenue:" over "Cloud" and "Total".

use super::metrics::{self, Name};
use crate::model::{Kind, Metric};

/// The heads over a line, from the highest.
#[derive(Debug, Default)]
pub(super) struct Groups {
    heads: Vec<Name>,
    /// Whether a line with numbers has followed the last head.
    is_filled: bool,
}

/// What a line is of, with the heads over it.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// `None` where nothing names it.
    pub(super) metric: Option<Metric>,
    pub(super) is_per_share: bool,
    pub(super) is_of_shares: bool,
    /// A head that names neither a metric nor a part of the statement: a segment or an entity.
    pub(super) set_apart: Option<String>,
    pub(super) is_on_basis: bool,
}

/// Words of heads that divide a statement and set nothing apart.
const STRUCTURE: &[&str] = &[
    "statement",
    "statements",
    "data",
    "activities",
    "assets",
    "liabilities",
    "equity",
    "income",
    "expenses",
    "expense",
    "operations",
    "highlights",
    "results",
    "figures",
    "ratios",
    "gaap",
    "summary",
    "consolidated",
    "balance",
    "flow",
    "flows",
    "share",
    "earnings",
    "financial",
    "other",
    "operating",
    "attributable",
    "key",
    "selected",
    "condensed",
    "costs",
    "profit",
    "revenue",
    "revenues",
    "sales",
    "shares",
    "current",
    "non-current",
    "cash",
    "supplemental",
    "investing",
    "financing",
    "capital",
    "metrics",
    "items",
    "total",
    "unaudited",
    "deductions",
    "add",
    "less",
    "loss",
    "sheet",
    "comprehensive",
    "ended",
    "weighted",
];

impl Groups {
    /// Takes a label that heads lines.
    pub(super) fn head(&mut self, label: &str) {
        let name = metrics::read(label);
        if name.written.is_empty() {
            return;
        }
        // A head right below a known metric is a part of that; any other begins anew.
        let nests =
            !self.is_filled && self.heads.last().is_some_and(|last| last.metric.is_known()) && !name.metric.is_known();
        if !nests {
            self.heads.clear();
        }
        self.heads.push(name);
        self.is_filled = false;
    }

    /// What a line with numbers is of. A total closes the group of its head.
    pub(super) fn place(&mut self, name: &Name) -> Placed {
        self.is_filled = true;
        let head = self.heads.iter().rev().find(|head| head.metric.is_known());
        let key = name.written.to_lowercase();
        let is_on_basis = name.is_on_basis || self.heads.iter().any(is_basis_head);
        let set_apart = self.heads.last().filter(|last| sets_apart(last)).map(|last| last.written.clone());
        let plain = |metric: Option<Metric>, is_per_share| {
            let (set_apart, is_of_shares) = (set_apart.clone(), name.is_of_shares);
            Placed { metric, is_per_share, is_of_shares, set_apart, is_on_basis }
        };
        if name.written.is_empty() {
            // A line without a label is most often a sum, which is not said.
            self.heads.clear();
            return plain(None, false);
        }
        if key == "total" {
            let metric = head.map(|head| head.metric.clone());
            self.heads.clear();
            return plain(metric, name.is_per_share);
        }
        let per_share_head = head.filter(|head| head.is_per_share || head.metric.kind() == Some(Kind::PerShare));
        let below = per_share_head.and_then(|head| metrics::below_per_share(&head.metric, &name.written));
        if let Some(metric) = below {
            return plain(Some(metric), true);
        }
        if metrics::is_way_of_counting(&name.written) {
            // "Basic" by itself may be earnings or shares.
            let shares = self.heads.last().filter(|last| last.is_of_shares);
            let metric = shares.map(|shares| Metric::parse(&format!("{} {}", shares.metric, name.written)));
            return Placed { is_of_shares: metric.is_some(), set_apart: None, ..plain(metric, false) };
        }
        if name.is_of_shares || per_share_head.is_some_and(|_| !name.is_per_share && name.metric.is_known()) {
            self.heads.clear();
            return plain(Some(name.metric.clone()), false);
        }
        let path = head.and_then(|head| self.path(head, name));
        let is_per_share = name.is_per_share || (per_share_head.is_some() && path.is_some());
        if path.is_none() && (name.metric.is_known() || key.starts_with("total")) {
            let placed = plain(Some(name.metric.clone()), is_per_share);
            if head.is_some_and(|head| closes(head, name, &key)) {
                self.heads.clear();
            }
            return placed;
        }
        plain(Some(path.unwrap_or_else(|| name.metric.clone())), is_per_share)
    }

    /// The path of a part below a known head: `revenue/cloud`.
    fn path(&self, head: &Name, name: &Name) -> Option<Metric> {
        let starts_anew = name.written.to_lowercase().starts_with("total");
        if starts_anew || name.is_per_share || !is_part(head, name) {
            return None;
        }
        let below = self.heads.iter().rev().take_while(|other| other.metric != head.metric);
        let mut parts: Vec<String> = below.map(|part| part.written.replace('/', " ")).collect();
        parts.reverse();
        parts.push(name.written.replace('/', " "));
        Some(Metric::parse(&format!("{}/{}", head.metric, parts.join("/"))))
    }
}

/// Whether a label names a part of its head: one that no metric is called, or only a metric of another kind ("Stores" of sales).
fn is_part(head: &Name, name: &Name) -> bool {
    !name.metric.is_known() || (name.metric.kind() != head.metric.kind() && name.metric.kind() == Some(Kind::Count))
}

/// Whether a line with a metric of its own ends the group of a head: its total, or what does not belong to it.
fn closes(head: &Name, name: &Name, key: &str) -> bool {
    key.starts_with("total") || name.metric != head.metric
}

fn is_basis_head(head: &Name) -> bool {
    let words = head.written.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    words.into_iter().any(|word| metrics::is_basis(word) && !["low", "high"].contains(&word))
}

fn sets_apart(head: &Name) -> bool {
    let mut words = head.written.split(|c: char| !(c.is_alphanumeric() || c == '-')).map(str::to_lowercase);
    !head.metric.is_known() && !words.any(|word| STRUCTURE.contains(&word.as_str()))
}
