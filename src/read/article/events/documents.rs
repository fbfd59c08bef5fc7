//! Which of several documents may tell an event that another one tells.

use std::collections::HashMap;

use super::{Event, EventKind, Timeline};

/// Documents by what they tell, so that only those are compared that name a party with a word in common.
#[derive(Debug, Default)]
pub(super) struct Documents {
    of_words: HashMap<(EventKind, String), Vec<usize>>,
    /// Those that tell an event whose place leaves open whose it is.
    of_kinds: HashMap<EventKind, Vec<usize>>,
}

/// At most so many other documents are compared with one for a word that they share: of a story that thousands tell, the pairs would
/// grow with the square.
const MOST_DOCUMENTS: usize = 256;

impl Documents {
    /// The documents of some timelines, by their positions among them. Of each, so many events count as are compared.
    pub(super) fn of(timelines: &[&Timeline], most_events: usize) -> Self {
        let mut documents = Documents::default();
        if timelines.len() < 2 {
            return documents;
        }
        for (document, timeline) in timelines.iter().enumerate() {
            for event in timeline.events.iter().take(most_events) {
                for word in words(event) {
                    note(documents.of_words.entry((event.kind, word)).or_default(), document);
                }
                note(documents.of_kinds.entry(event.kind).or_default(), document);
            }
        }
        documents
    }

    /// The documents from one on that may tell one of some events, in order.
    pub(super) fn telling<'e>(&self, events: impl Iterator<Item = &'e Event>, from: usize) -> Vec<usize> {
        let mut found = Vec::new();
        for event in events {
            let mut add = |told: Option<&Vec<usize>>| {
                let told = told.map_or(&[][..], Vec::as_slice);
                let first = told.partition_point(|document| *document < from);
                found.extend(told.iter().skip(first).take(MOST_DOCUMENTS));
            };
            words(event).for_each(|word| add(self.of_words.get(&(event.kind, word))));
            // Of a birth two texts may name the place alone.
            if matches!(event.kind, EventKind::Born | EventKind::Died) {
                add(self.of_kinds.get(&event.kind));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The documents are noted in order.
fn note(told: &mut Vec<usize>, document: usize) {
    if told.last() != Some(&document) {
        told.push(document);
    }
}

/// The words of its parties' names: parties that are alike share one.
fn words(event: &Event) -> impl Iterator<Item = String> {
    let parties = [&event.who, &event.of].into_iter().flatten();
    parties.flat_map(|party| party.name.split(' ')).map(str::to_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::article::events::Reader;
    use crate::read::article::lexer::LexerOptions;
    use crate::read::article::phrases::Paragraph;

    fn timeline(text: &str) -> Timeline {
        let mut reader = Reader::default();
        reader.read(0, &Paragraph::read(text, &LexerOptions::default()));
        reader.finish()
    }

    #[test]
    fn documents_are_found_by_the_words_of_parties() {
        let same = "Globex Mills was founded in 1950.";
        let mut texts = vec!["Globex Mills was founded in 1951. Acme was founded in 1988."; 1];
        texts.extend(vec![same; 2 * MOST_DOCUMENTS]);
        texts.extend(["Acme was founded in 1989.", "Mills joined Acme in 1999.", "Initech was founded in 1988."]);
        let timelines: Vec<Timeline> = texts.iter().map(|text| timeline(text)).collect();
        let timelines: Vec<&Timeline> = timelines.iter().collect();
        let found = Documents::of(&timelines, usize::MAX).telling(timelines[0].events.iter(), 1);
        let expected: Vec<usize> = (1..=MOST_DOCUMENTS).chain([1 + 2 * MOST_DOCUMENTS]).collect();
        assert_eq!(found, expected);
        let none = Documents::of(&timelines, 0).telling(timelines[0].events.iter(), 1);
        assert_eq!(none, [0; 0]);
    }
}
