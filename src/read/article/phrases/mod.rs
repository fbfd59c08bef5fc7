//! Phrases: the relations between figures that a sentence itself states.
//!
//! Each sentence is read by itself, by rules over its tokens. What a word does is data, in `data/verbs.csv`; how figures take their
//! places around it is code. A statement says how sure the reading is: where words stand between that may mean something
//! else, figures that fit are reported as such, and figures that do not prove nothing.
//!
//! ```
//! use tieout::read::article::{lexer, phrases};
//! use tieout::read::article::phrases::{Part, Relation};
//! let tokens = lexer::tokens("Revenue rose 54% to 3.4bn yuan from 2.2bn.", &lexer::LexerOptions::default());
//! let statements = phrases::statements(&tokens);
//! assert_eq!(statements[0].relation, Relation::Growth);
//! let parts: Vec<Part> = statements[0].members.iter().map(|member| member.part).collect();
//! assert_eq!(parts, [Part::Growth, Part::Current, Part::Prior]);
//! ```

mod brackets;
mod doubts;
mod holdings;
mod items;
mod link;
mod motion;
mod movements;
mod sentences;
mod statement;
mod sums;
mod targets;
mod words;

pub(super) use link::{Link, is_act, is_said, link};
pub use statement::{Doubt, Member, Missing, Part, Relation, Statement};

use std::ops::Range;

use crate::read::article::lexer::{Token, TokenKind};
use items::Sentence;
use sentences::Sentences;

/// The relations that the sentences of a paragraph state, sentence by sentence.
pub fn statements(tokens: &[Token<'_>]) -> Vec<Statement> {
    let mut found = Vec::new();
    let mut reader = Reader { items: Vec::with_capacity(tokens.len().min(sentences::LONGEST)), ..Reader::default() };
    for range in Sentences::new(tokens) {
        if !tokens.get(range.clone()).is_some_and(|own| own.iter().any(is_measured)) {
            continue;
        }
        let before = found.len();
        reader.read(tokens, range.start, range.end, &mut found);
        let place = |statement: &Statement| statement.members.iter().map(|member| member.span.start).min();
        if let Some(new) = found.get_mut(before..) {
            new.sort_by_key(place);
        }
    }
    found
}

/// The tokens of each sentence of a paragraph.
pub(super) fn sentences<'a>(tokens: &'a [Token<'_>]) -> impl Iterator<Item = Range<usize>> + use<'a> {
    Sentences::new(tokens)
}

/// Whether a token is a figure, or a word that multiplies: without one a sentence states nothing.
fn is_measured(token: &Token<'_>) -> bool {
    matches!(token.kind, TokenKind::Figure(_) | TokenKind::Multiple(_))
}

/// What is used again from sentence to sentence.
#[derive(Default)]
struct Reader {
    items: Vec<items::Item>,
    pairs: Vec<brackets::Pair>,
    readings: Vec<motion::Reading>,
}

impl Reader {
    fn read(&mut self, tokens: &[Token<'_>], first: usize, last: usize, found: &mut Vec<Statement>) {
        let mut sentence = Sentence::new(tokens, first, last, std::mem::take(&mut self.items));
        self.pairs.clear();
        self.readings.clear();
        brackets::conversions(&mut sentence, &mut self.pairs);
        brackets::open_up(&mut sentence);
        motion::read(&sentence, &mut self.readings);
        targets::read(&sentence, &mut self.readings);
        for reading in &self.readings {
            movements::state(&sentence, reading, found);
        }
        found.extend(self.pairs.iter().filter_map(|pair| movements::convert(&sentence, *pair)));
        let readings = &self.readings;
        let is_taken = |at: usize| {
            let places = |reading: &motion::Reading| [reading.growth, reading.change, reading.current, reading.prior];
            readings.iter().any(|reading| places(reading).contains(&Some(at)))
        };
        holdings::read(&sentence, &is_taken, found);
        sums::read(&sentence, found);
        self.items = sentence.items;
    }
}
