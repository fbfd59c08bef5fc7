//! Movement and comparison: a level that rose, fell or is set against another, with how much it moved.
//!
//! One pass over a sentence. A word of movement, or a level followed by "compared with", begins a frame; each figure takes the place
//! in it that the word before it gives it: "by 5%", "to 3.1bn", "from 2.9bn". A frame ends where another clause begins. Figures joined
//! by "and" share a place, so that lists of equal length are read in step. Where words stand between that the rules do not know to
//! be harmless, the reading is a guess: figures that fit confirm it, figures that do not prove nothing.

mod again;
mod between;
mod comparing;
mod figures;
mod frame;
mod levels;
mod movers;
mod recalling;
mod rivals;
mod signed;

use super::items::{Kind, Sentence};
use super::words::{Class, Direction};
use frame::{Frame, Listed};
use recalling::Told;

/// Words after which a clause may go on with the level of the one before.
const CARRYING: &[&str] = &["but", "although", "though", "while", "whereas", "yet"];

/// A movement or comparison, figure by figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    /// Which way the words say it went.
    pub(super) way: Option<Direction>,
    /// The word of movement.
    pub(super) word: Option<usize>,
    /// A word that multiplies.
    pub(super) multiple: Option<usize>,
    /// How much in percent, or in points.
    pub(super) growth: Option<usize>,
    /// How much in the unit of the levels.
    pub(super) change: Option<usize>,
    pub(super) current: Option<usize>,
    pub(super) prior: Option<usize>,
    /// The level compared with is set against the other, not said to be where it came from.
    pub(super) is_versus: bool,
    /// Words stand between that may mean something else.
    pub(super) is_guess: bool,
    /// The names of the levels are part of what is read, and no reason to doubt that they are on one base.
    pub(super) is_named: bool,
    /// The first item of the clause.
    pub(super) clause: usize,
    /// The first and the last item that were read.
    pub(super) first: usize,
    pub(super) last: usize,
}

/// Reads all movements and comparisons of a sentence.
pub(super) fn read(sentence: &Sentence<'_, '_>, found: &mut Vec<Reading>) {
    if !sentence.content.may_move() {
        return;
    }
    let mut reader = Reader::new(sentence, found, 0);
    reader.read();
    reader.close();
}

struct Reader<'s, 'a, 't> {
    sentence: &'s Sentence<'a, 't>,
    found: &'s mut Vec<Reading>,
    frame: Option<Frame>,
    /// The levels given in this clause that no movement has taken.
    levels: Listed,
    /// Levels of this clause before those, of which a movement may be told too.
    passed: Listed,
    /// The level before the last one, which a comma parts from it.
    earlier: Option<usize>,
    /// The level that the clause before was about.
    carried: Option<usize>,
    /// What "or" says beside the current level: "5.1 mln dlrs or 43 cts a share".
    alternative: Option<usize>,
    /// A movement whose percentage is set against another, so that a level may be too.
    against: Option<Frame>,
    /// A level that the clause begins by comparing with: "compared with 2.9bn a year earlier, sales rose".
    ahead: Option<usize>,
    /// A movement of which the level before may still be told.
    told: Option<Told>,
    /// That and the one compared with it.
    beside: Option<(usize, usize)>,
    clause: usize,
}

impl<'s, 'a, 't> Reader<'s, 'a, 't> {
    fn new(sentence: &'s Sentence<'a, 't>, found: &'s mut Vec<Reading>, clause: usize) -> Self {
        let levels = Listed::default();
        Reader {
            sentence,
            found,
            frame: None,
            levels,
            passed: Listed::default(),
            earlier: None,
            carried: None,
            alternative: None,
            against: None,
            ahead: None,
            told: None,
            beside: None,
            clause,
        }
    }

    fn read(&mut self) {
        for (at, item) in self.sentence.items.iter().enumerate().filter(|(_, item)| !item.aside) {
            match item.kind {
                Kind::Semicolon | Kind::Word(Class::Clause | Class::With) => self.end_clause(at),
                Kind::Word(Class::Verb(way)) => self.verb(at, way),
                Kind::Word(Class::Both(way)) if self.is_verb(at) => self.verb(at, way),
                Kind::Word(Class::Noun(way) | Class::Both(way)) => self.apposed(at, way),
                Kind::Word(Class::Adverb(way)) => self.adverb(at, way),
                Kind::Multiple => self.multiple(at),
                Kind::Figure => self.figure(at),
                _ => {}
            }
        }
    }

    fn end_clause(&mut self, at: usize) {
        let current = self.frame.as_ref().and_then(|frame| frame.current.last()).or(self.levels.last());
        let goes_on = self.sentence.is_one_of(at, CARRYING);
        self.carried = current.filter(|_| goes_on);
        let told = self.told_before(at);
        self.close();
        self.told = told;
        self.pass(at);
        (self.levels, self.earlier, self.alternative, self.against) = (Listed::default(), None, None, None);
        self.ahead = None;
        self.clause = at.saturating_add(1);
    }

    fn open(&mut self, at: usize, way: Direction, levels: Listed, is_apposed: bool) {
        self.close();
        let first = levels.get(0).unwrap_or(at);
        let is_guess = levels.last().is_some_and(|level| self.is_joined_to(level, at));
        self.frame = Some(Frame {
            way: Some(way),
            word: Some(at),
            current: levels,
            rivals: self.passed,
            is_apposed,
            is_guess,
            first,
            last: at,
            ..Frame::default()
        });
    }

    fn close(&mut self) {
        let Some(mut frame) = self.frame.take() else {
            return;
        };
        self.take_level_before(&mut frame);
        self.settle_rivals(&mut frame);
        frame.is_guess |= self.is_chained(&frame);
        let places = [frame.growth, frame.change, frame.prior];
        let count = places.iter().map(|listed| listed.len()).max().unwrap_or_default();
        if count == 0 && frame.multiple.is_none() {
            return self.recall_reached(&frame);
        }
        let count = count.max(if frame.is_apposed { 1 } else { frame.current.len() }).max(1);
        let current = frame.current.tail(count);
        let is_uneven = places.iter().chain([&current]).any(|listed| listed.len() != count && !listed.is_empty());
        for at in 0..count {
            let of = |listed: &Listed| listed.get(at);
            let reading = Reading {
                way: frame.way,
                word: frame.word,
                multiple: frame.multiple,
                growth: of(&frame.growth),
                change: of(&frame.change),
                current: of(&current),
                prior: of(&frame.prior),
                is_versus: frame.is_versus,
                is_guess: frame.is_guess || is_uneven,
                is_named: false,
                clause: self.clause,
                first: frame.first,
                last: frame.last,
            };
            self.found.push(reading);
        }
        self.close_beside(&frame);
        self.recall_reached(&frame);
        if !frame.current.is_empty() {
            (self.levels, self.passed) = (Listed::default(), Listed::default());
        }
    }

    /// What stands beside the levels: which way it went is not said of it.
    fn close_beside(&mut self, frame: &Frame) {
        let pair = self.beside.take();
        self.alternative = None;
        let Some((current, prior)) = pair else {
            return;
        };
        self.found.push(Reading {
            way: None,
            word: None,
            multiple: None,
            growth: None,
            change: None,
            current: Some(current),
            prior: Some(prior),
            is_versus: true,
            is_guess: true,
            is_named: false,
            clause: self.clause,
            first: frame.first,
            last: frame.last,
        });
    }
}
