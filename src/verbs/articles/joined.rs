//! What figures of several sentences, documents or files say of one subject.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::ArticleOptions;
use crate::engine::{Network, Options};
use crate::finding::{Finding, Party, Verdict};
use crate::model::Figure;
use crate::rates::Book;
use crate::verbs::check::FindingSink;
use crate::verbs::references::References;
use crate::verbs::source::RunError;
use crate::verbs::timelines::{Chronicle, across};

/// The places of a finding's figures: what tells it from others of its kind.
type Places = Vec<(Arc<str>, u64)>;

fn place(party: &Party) -> (Arc<str>, u64) {
    (Arc::clone(&party.origin.file), party.origin.start)
}

/// Where the figures of a finding stand, in order.
fn places(finding: &Finding) -> Places {
    let mut places: Places = finding.parties.iter().map(place).collect();
    places.sort();
    places.dedup();
    places
}

/// Judges figures of one document by their subjects, and adds what is found to what its sentences state. Of a statement that lacks
/// a figure which another sentence has, the whole relation is told instead. What cannot be decided is passed over: no sentence
/// has stated it.
pub(super) fn judge(figures: &[Figure], findings: &mut Vec<Finding>, book: &Book, options: &Options) {
    if figures.len() < 2 {
        return;
    }
    let stated: HashSet<Places> = findings.iter().map(places).collect();
    // A figure that its own sentence bears out or contradicts is tested there: another report of one of its levels is a matter
    // between the two reports.
    let tested: HashSet<(Arc<str>, u64)> = findings
        .iter()
        .filter(|finding| finding.verdict != Verdict::Unverifiable)
        .filter_map(|finding| finding.parties.first().map(place))
        .collect();
    let is_tested = |finding: &Finding| finding.parties.first().map(place).is_some_and(|own| tested.contains(&own));
    let mut joined = Vec::new();
    for figures in by_entity(figures, &[]).into_values().filter(|figures| figures.len() > 1) {
        let found = Network::new(&figures, options).check(book).into_iter();
        joined.extend(
            found
                .filter(|finding| finding.verdict != Verdict::Unverifiable)
                .filter(|finding| !stated.contains(&places(finding)) && !is_tested(finding)),
        );
    }
    let decided: Vec<Places> = joined.iter().map(places).collect();
    let mut of_place: HashMap<&(Arc<str>, u64), Vec<&Places>> = HashMap::new();
    for whole in &decided {
        whole.iter().for_each(|place| of_place.entry(place).or_default().push(whole));
    }
    findings.retain(|finding| {
        let own = places(finding);
        let is_part = |whole: &&Places| own.iter().all(|place| whole.contains(place));
        let wholes = own.first().and_then(|first| of_place.get(first));
        finding.verdict != Verdict::Unverifiable || !wholes.is_some_and(|wholes| wholes.iter().any(is_part))
    });
    findings.extend(joined);
}

/// The figures of each entity, whose names are told apart in any case, after those that they are set against.
fn by_entity(figures: &[Figure], references: &[Figure]) -> BTreeMap<String, Vec<Figure>> {
    let mut entities: BTreeMap<String, Vec<Figure>> = BTreeMap::new();
    for figure in references.iter().chain(figures) {
        entities.entry(figure.entity.to_lowercase()).or_default().push(figure.clone());
    }
    entities
}

/// Sets figures of several files against each other and against the `references`, which are trusted. What the
/// figures of one file say among themselves is passed over.
///
/// # Errors
/// When the sink fails.
pub fn check_across(
    figures: &[Figure],
    references: &References,
    book: &Book,
    options: &ArticleOptions,
    sink: &mut dyn FindingSink,
) -> Result<(), RunError> {
    let of_references: Vec<Figure> =
        (0..references.len()).flat_map(|position| references.figures(position)).cloned().collect();
    for figures in by_entity(figures, &of_references).into_values() {
        let first = figures.first().map(|figure| Arc::clone(&figure.origin.file));
        if figures.iter().all(|figure| Some(&figure.origin.file) == first.as_ref()) {
            continue;
        }
        let found = Network::new(&figures, &options.relating).check(book).into_iter();
        let mut told = found.filter(|finding| finding.verdict != Verdict::Unverifiable && is_of_several_files(finding));
        told.try_for_each(|finding| sink.finding(finding)).map_err(RunError::Output)?;
    }
    Ok(())
}

/// Sets what documents of several files tell of events against each other. What those of one file say among themselves is passed
/// over.
///
/// # Errors
/// When the sink fails.
pub fn check_events_across(
    events: &[Chronicle],
    book: &Book,
    options: &ArticleOptions,
    sink: &mut dyn FindingSink,
) -> Result<(), RunError> {
    let claims = across(events, options.reading.convention).into_iter();
    let found = claims.filter_map(|claim| claim.judge(book, &options.relating));
    let mut told = found.filter(is_of_several_files);
    told.try_for_each(|finding| sink.finding(finding)).map_err(RunError::Output)
}

fn is_of_several_files(finding: &Finding) -> bool {
    let mut files = finding.parties.iter().map(|party| &party.origin.file);
    let first = files.next();
    files.any(|file| Some(file) != first)
}
