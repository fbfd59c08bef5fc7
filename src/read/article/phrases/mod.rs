//! Phrases: the relations between figures that a sentence itself states.
//!
//! Each sentence is read by itself, by rules over its tokens. What a word does is data, in `data/verbs.csv`; how figures take their
//! places around it is code. A statement says how sure the reading is: where words stand between that may mean something
//! else, figures that fit are reported as such, and figures that do not prove nothing.
//!
//! ```
//! use tieout::read::article::lexer;
//! use tieout::read::article::phrases::{self, Part, Relation};
//! let text = "Revenue rose 54% to 3.4bn yuan from 2.2bn.";
//! let paragraph = phrases::Paragraph::read(text, &lexer::LexerOptions::default());
//! assert_eq!(paragraph.statements[0].relation, Relation::Growth);
//! let parts: Vec<Part> = paragraph.statements[0].members.iter().map(|member| member.part).collect();
//! assert_eq!(parts, [Part::Growth, Part::Current, Part::Prior]);
//! ```

mod bases;
mod brackets;
mod content;
mod counted;
mod doubts;
mod holdings;
mod items;
mod link;
mod motion;
mod movements;
mod scales;
mod sentences;
mod shares;
mod statement;
mod sums;
mod targets;
mod words;

pub(super) use link::{Link, SAYINGS, acts, link, words_that};
pub use sentences::Stretch;
pub use statement::{Doubt, Member, Missing, Part, Relation, Statement};

use std::ops::Range;

use crate::read::article::lexer::{LexerOptions, Token, Tokenizer};
use crate::read::article::room::{MOST_PARAGRAPHS, emptied};
use content::Content;
use items::Sentence;
use sentences::Sentences;

/// A paragraph with what its sentences state.
#[derive(Clone, Debug)]
pub struct Paragraph<'t> {
    /// Its text.
    pub text: &'t str,
    /// The tokens of the text.
    pub tokens: Vec<Token<'t>>,
    /// Where its sentences stand.
    pub sentences: Vec<Stretch>,
    /// What the sentences state, in their order.
    pub statements: Vec<Statement>,
    /// Whether it is the headline, which leaves out what the story then says.
    pub is_headline: bool,
}

impl<'t> Paragraph<'t> {
    /// Reads a paragraph that is no headline.
    pub fn read(text: &'t str, options: &LexerOptions) -> Self {
        Reader::new(options).paragraph(text)
    }
}

/// Reads one paragraph after another.
#[derive(Default)]
pub struct Reader {
    tokenizer: Tokenizer,
    phrases: Phrases,
    /// Room of sentences that are done with.
    spare: Vec<Vec<Stretch>>,
}

impl Reader {
    /// One for paragraphs whose numbers are all written alike.
    pub fn new(options: &LexerOptions) -> Self {
        Reader { tokenizer: Tokenizer::new(options), ..Reader::default() }
    }

    /// Reads a paragraph that is no headline.
    pub fn paragraph<'t>(&mut self, text: &'t str) -> Paragraph<'t> {
        let tokens = self.tokenizer.tokens(text);
        let mut sentences = self.spare.pop().unwrap_or_default();
        let statements = self.phrases.read(&tokens, &mut sentences);
        Paragraph { text, tokens, sentences, statements, is_headline: false }
    }

    /// Takes the tokens and sentences of a paragraph that is done with, so that their room is used again.
    pub fn take_back(&mut self, paragraph: &mut Paragraph<'_>) {
        self.tokenizer.take_back(std::mem::take(&mut paragraph.tokens));
        if self.spare.len() < MOST_PARAGRAPHS {
            self.spare.push(emptied(std::mem::take(&mut paragraph.sentences)));
        }
    }
}

/// The relations that the sentences of a paragraph state, sentence by sentence.
pub fn statements(tokens: &[Token<'_>]) -> Vec<Statement> {
    Phrases::default().read(tokens, &mut Vec::new())
}

/// What is used again from sentence to sentence.
#[derive(Default)]
struct Phrases {
    items: Vec<items::Item>,
    figures: Vec<usize>,
    pairs: Vec<brackets::Pair>,
    readings: Vec<motion::Reading>,
}

impl Phrases {
    /// What the sentences state, which are added to `sentences`.
    fn read(&mut self, tokens: &[Token<'_>], sentences: &mut Vec<Stretch>) -> Vec<Statement> {
        let mut found = Vec::new();
        for (sentence, content) in Sentences::new(tokens) {
            if content.may_state() {
                self.sentence(tokens, &sentence.tokens, content, &mut found);
            }
            sentences.push(sentence);
        }
        found
    }

    fn sentence(&mut self, tokens: &[Token<'_>], own: &Range<usize>, content: Content, found: &mut Vec<Statement>) {
        let before = found.len();
        let buffers = (std::mem::take(&mut self.items), std::mem::take(&mut self.figures));
        let mut sentence = Sentence::new(tokens, own, content, buffers);
        self.pairs.clear();
        self.readings.clear();
        self.relations(&mut sentence, found);
        (self.items, self.figures) = (sentence.items, sentence.figures);
        let place = |statement: &Statement| statement.members.iter().map(|member| member.span.start).min();
        if let Some(new) = found.get_mut(before..) {
            new.sort_by_key(place);
        }
    }

    fn relations(&mut self, sentence: &mut Sentence<'_, '_>, found: &mut Vec<Statement>) {
        brackets::conversions(sentence, &mut self.pairs);
        brackets::open_up(sentence);
        motion::read(sentence, &mut self.readings);
        targets::read(sentence, &mut self.readings);
        for reading in &self.readings {
            movements::state(sentence, reading, found);
        }
        found.extend(self.pairs.iter().filter_map(|pair| movements::convert(sentence, *pair)));
        let readings = &self.readings;
        let is_taken = |at: usize| {
            let places = |reading: &motion::Reading| [reading.growth, reading.change, reading.current, reading.prior];
            readings.iter().any(|reading| places(reading).contains(&Some(at)))
        };
        holdings::read(sentence, &is_taken, found);
        sums::read(sentence, found);
    }
}
