//! Movement and comparison: a level that rose, fell or is set against another, with how much it moved.
//!
//! One pass over a sentence. A word of movement, or a level followed by "compared with", begins a frame; each figure takes the place
//! in it that the word before it gives it: "by 5%", "to 3.1bn", "from 2.9bn". A frame ends where another clause begins. Figures joined
//! by "and" share a place, so that lists of equal length are read in step. Where words stand between that the rules do not know to
//! be harmless, the reading is a guess: figures that fit confirm it, figures that do not prove nothing.

use super::items::{Approach, Kind, Lead, Sentence, Sort};
use super::words::{Class, Direction};

/// At most so many figures share a place.
const MAX_LISTED: usize = 4;

/// More words than these between two figures may say anything.
const MAX_WORDS_BETWEEN: usize = 8;

/// Figures that share a place, by their positions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Listed {
    figures: [usize; MAX_LISTED],
    len: usize,
}

impl Listed {
    fn one(figure: usize) -> Self {
        let mut listed = Listed::default();
        listed.push(figure);
        listed
    }

    fn push(&mut self, figure: usize) {
        if let Some(place) = self.figures.get_mut(self.len) {
            *place = figure;
            self.len = self.len.saturating_add(1);
        }
    }

    fn is_empty(&self) -> bool {
        self.len == 0
    }

    fn get(&self, at: usize) -> Option<usize> {
        self.figures.get(..self.len)?.get(at).copied()
    }

    fn last(&self) -> Option<usize> {
        self.get(self.len.checked_sub(1)?)
    }

    /// The last so many.
    fn tail(&self, count: usize) -> Self {
        let mut tail = Listed::default();
        for at in self.len.saturating_sub(count)..self.len {
            self.get(at).into_iter().for_each(|figure| tail.push(figure));
        }
        tail
    }
}

/// The places of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Growth,
    Change,
    Current,
    Prior,
}

/// What is being read.
#[derive(Clone, Copy, Debug, Default)]
struct Frame {
    way: Option<Direction>,
    word: Option<usize>,
    multiple: Option<usize>,
    growth: Listed,
    change: Listed,
    current: Listed,
    prior: Listed,
    is_versus: bool,
    is_guess: bool,
    /// The current level is the subject of the verb, unless the verb names another.
    is_subject: bool,
    /// The word of movement is a noun or an adverb, which may stand beside a level.
    is_apposed: bool,
    first: usize,
    last: usize,
    /// The place that was filled last.
    filled: Option<Place>,
}

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
    /// The first item of the clause.
    pub(super) clause: usize,
    /// The first and the last item that were read.
    pub(super) first: usize,
    pub(super) last: usize,
}

/// Reads all movements and comparisons of a sentence.
pub(super) fn read(sentence: &Sentence<'_, '_>, found: &mut Vec<Reading>) {
    let mut reader = Reader::new(sentence, found, 0);
    for at in 0..sentence.items.len() {
        if !sentence.is_aside(at) {
            reader.item(at);
        }
    }
    reader.close();
}

struct Reader<'s, 'a, 't> {
    sentence: &'s Sentence<'a, 't>,
    found: &'s mut Vec<Reading>,
    frame: Option<Frame>,
    /// The levels given in this clause that no movement has taken.
    levels: Listed,
    clause: usize,
}

impl<'s, 'a, 't> Reader<'s, 'a, 't> {
    fn new(sentence: &'s Sentence<'a, 't>, found: &'s mut Vec<Reading>, clause: usize) -> Self {
        Reader { sentence, found, frame: None, levels: Listed::default(), clause }
    }

    fn item(&mut self, at: usize) {
        match self.sentence.kind(at) {
            Some(Kind::Semicolon) => self.end_clause(at),
            Some(Kind::Word(Class::Clause | Class::With)) => self.end_clause(at),
            Some(Kind::Word(Class::Verb(way))) => self.verb(at, way),
            Some(Kind::Word(Class::Both(way))) if self.is_verb(at) => self.verb(at, way),
            Some(Kind::Word(Class::Noun(way) | Class::Both(way))) => self.apposed(at, way),
            Some(Kind::Word(Class::Adverb(way))) => self.adverb(at, way),
            Some(Kind::Multiple) => self.multiple(at),
            Some(Kind::Figure) => self.figure(at),
            _ => {}
        }
    }

    fn end_clause(&mut self, at: usize) {
        self.close();
        self.levels = Listed::default();
        self.clause = at.saturating_add(1);
    }

    /// Whether a word such as "rise" is a verb here: no article and no figure that measures it stands before it, no "of" after it.
    fn is_verb(&self, at: usize) -> bool {
        let before = self.sentence.before(at);
        let is_named = before.is_some_and(|before| {
            let after_preposition = matches!(
                self.sentence.class(before),
                Some(
                    Class::Filler
                        | Class::Of
                        | Class::By
                        | Class::From
                        | Class::In
                        | Class::Soft
                        | Class::Level
                        | Class::And
                )
            );
            after_preposition || self.sentence.figure(before).is_some() && self.sentence.followed_by(before).is_some()
        });
        let next = self.sentence.after(at);
        let is_of = next.is_some_and(|next| matches!(self.sentence.class(next), Some(Class::Of | Class::In)));
        !is_named && !is_of
    }

    fn verb(&mut self, at: usize, way: Direction) {
        if self.names_frame(at, way) {
            return;
        }
        let is_participle = self.sentence.token(at).is_some_and(|token| token.text.ends_with("ing"));
        let subject = if is_participle { self.apposed_levels(at) } else { self.subject_levels(at) };
        self.open(at, way, subject, is_participle);
        if let (false, Some(frame)) = (is_participle, &mut self.frame) {
            frame.is_subject = !subject.is_empty();
            frame.is_guess |= frame.is_subject;
        }
    }

    /// A noun of movement: "an increase of 5%", or the one that a figure before it measures.
    fn apposed(&mut self, at: usize, way: Direction) {
        if self.measured_by_open_frame(at, way) || self.names_frame(at, way) {
            return;
        }
        // "Cut its growth forecast", "a downward revision of growth": what moves, not how.
        let is_what_moves = matches!(self.sentence.class(at), Some(Class::Noun(_)));
        let is_bare = self.frame.is_some_and(|frame| frame.filled.is_none() && frame.current.is_empty());
        if is_what_moves && is_bare {
            return;
        }
        let levels = self.apposed_levels(at);
        self.open(at, way, levels, true);
    }

    fn adverb(&mut self, at: usize, way: Direction) {
        if self.measured_by_open_frame(at, way) {
            return;
        }
        if let Some(frame) = &mut self.frame {
            let is_bare = frame.growth.is_empty()
                && frame.change.is_empty()
                && frame.current.is_empty()
                && frame.prior.is_empty();
            // "Went up", "was revised down": the adverb says which way.
            if is_bare && frame.way == Some(Direction::Either) {
                (frame.way, frame.word, frame.last) = (Some(way), Some(at), at);
                return;
            }
            // "Rose to 3.1bn, up 5% from 2.9bn" goes on with the same levels.
            let goes_on = is_beside(self.sentence, frame.last, at) && frame.way != Some(opposite(way));
            if !frame.current.is_empty() && frame.prior.is_empty() && goes_on {
                let current = frame.current;
                if frame.growth.is_empty() && frame.change.is_empty() {
                    frame.is_guess |= !is_harmless(self.sentence, frame.last, at);
                    (frame.way, frame.word, frame.last) = (Some(way), Some(at), at);
                } else {
                    self.open(at, way, current, true);
                }
                return;
            }
        }
        let levels = self.apposed_levels(at);
        self.open(at, way, levels, true);
    }

    /// Whether the word only names the movement of the open frame, which nothing has measured yet.
    fn names_frame(&mut self, at: usize, way: Direction) -> bool {
        let Some(frame) = &mut self.frame else {
            return false;
        };
        let has_levels = !frame.current.is_empty() && !frame.prior.is_empty();
        let is_open = frame.growth.is_empty() && frame.change.is_empty() && frame.multiple.is_none();
        if !(has_levels && is_open) || frame.way == Some(opposite(way)) {
            return false;
        }
        // "Compared with a 0.5% rise": the movement of the other one.
        if self.sentence.followed_by(frame.last).is_some_and(|(noun, _)| noun == at) {
            return true;
        }
        if !is_beside(self.sentence, frame.last, at) {
            return false;
        }
        frame.is_guess |= matches!(self.sentence.class(at), Some(Class::Verb(_)));
        frame.way = Some(way);
        frame.word = Some(at);
        frame.last = at;
        true
    }

    /// Whether the figure just read measures this word: "a 5% rise", "0.3 pct lower".
    fn measured_by_open_frame(&mut self, at: usize, way: Direction) -> bool {
        let Some(frame) = &mut self.frame else {
            return false;
        };
        if frame.word != Some(at) {
            return false;
        }
        frame.way = Some(way);
        frame.last = frame.last.max(at);
        true
    }

    fn multiple(&mut self, at: usize) {
        let Some(multiple) = self.sentence.token(at).and_then(|token| match &token.kind {
            crate::read::article::lexer::TokenKind::Multiple(multiple) => Some(multiple),
            _ => None,
        }) else {
            return;
        };
        if multiple.is_verb {
            let levels = self.subject_levels(at);
            self.close();
            self.frame = Some(Frame {
                multiple: Some(at),
                current: levels,
                is_guess: !levels.is_empty(),
                first: at,
                last: at,
                ..Frame::default()
            });
        }
    }

    fn open(&mut self, at: usize, way: Direction, levels: Listed, is_apposed: bool) {
        self.close();
        let first = levels.get(0).unwrap_or(at);
        self.frame = Some(Frame {
            way: Some(way),
            word: Some(at),
            current: levels,
            is_apposed,
            first,
            last: at,
            ..Frame::default()
        });
    }

    /// The levels that a word stands beside: "3.4bn, up 54%", "was 5m in the quarter, an increase of 3%".
    fn apposed_levels(&self, at: usize) -> Listed {
        match self.levels.last() {
            Some(last) if is_beside(self.sentence, last, at) => self.levels,
            Some(last) if is_predicate(self.sentence, last, at) => self.levels.tail(1),
            _ => Listed::default(),
        }
    }

    /// The levels that are the subject of a verb: "sales of 3.4bn rose".
    fn subject_levels(&self, at: usize) -> Listed {
        match self.levels.last() {
            Some(last) if self.sentence.after(last) == Some(at) => self.levels.tail(1),
            _ => Listed::default(),
        }
    }

    fn figure(&mut self, at: usize) {
        let Some(sort) = self.sentence.sort(at) else {
            return;
        };
        let approach = self.sentence.approach(at);
        if self.joins(at, sort, &approach) {
            return;
        }
        if let Some((word, way)) = self.sentence.followed_by(at).filter(|_| approach.lead != Lead::Word(Class::Versus))
        {
            return self.measure_of_noun(at, word, way);
        }
        match approach.lead {
            Lead::Word(Class::To) => self.to(at, sort, &approach),
            Lead::Word(Class::At) => self.at(at, sort, &approach),
            Lead::Word(Class::From) => self.prior(at, sort, &approach),
            Lead::Word(Class::Than) => self.than(at, sort, &approach),
            Lead::Word(Class::Versus) => self.versus(at, sort, &approach),
            _ if self.is_measured_from(sort, &approach) => self.prior(at, sort, &approach),
            Lead::Word(Class::By | Class::Verb(_) | Class::Both(_) | Class::Adverb(_) | Class::Noun(_)) => {
                self.measure(at, sort, &approach);
            }
            Lead::MovementOf(_) => self.measure(at, sort, &approach),
            Lead::Word(Class::Or) => self.alternative(at, sort),
            Lead::Open => self.in_brackets(at, sort, &approach),
            Lead::Word(Class::Level) => self.level(at, sort, &approach),
            Lead::Of => self.level(at, sort, &approach),
            Lead::Other | Lead::Word(Class::And) => self.elided(at, sort, &approach),
            _ => self.loose(at, sort, &approach),
        }
    }

    /// A figure that shares the place of the one before it: "5% and 12%", "by 15.7% and by 24.8%".
    fn joins(&mut self, at: usize, sort: Sort, approach: &Approach) -> bool {
        let Some(before) = self.joined_to(approach) else {
            return false;
        };
        let is_like = self
            .sentence
            .sort(before)
            .is_some_and(|other| other.suits(sort) && other.is_relative() == sort.is_relative());
        if !is_like || self.sentence.is_per_unit(at) != self.sentence.is_per_unit(before) {
            return false;
        }
        if let Some(frame) = &mut self.frame {
            let place = match frame.filled {
                Some(Place::Growth) => &mut frame.growth,
                Some(Place::Change) => &mut frame.change,
                Some(Place::Current) => &mut frame.current,
                Some(Place::Prior) => &mut frame.prior,
                None => &mut self.levels,
            };
            if place.last() == Some(before) {
                place.push(at);
                frame.last = at;
                return true;
            }
        }
        if self.levels.last() == Some(before) {
            self.levels.push(at);
            return true;
        }
        false
    }

    /// The figure that "and" or a comma joins to this one, perhaps with the preposition said again.
    fn joined_to(&self, approach: &Approach) -> Option<usize> {
        let conjunction = match approach.lead {
            Lead::Word(Class::And) | Lead::Comma => approach.at,
            Lead::Word(Class::By | Class::To | Class::From) => self.sentence.before(approach.at)?,
            _ => return None,
        };
        let is_conjunction =
            |at: usize| self.sentence.class(at) == Some(Class::And) || self.sentence.kind(at) == Some(Kind::Comma);
        if !is_conjunction(conjunction) {
            return None;
        }
        let mut before = self.sentence.before(conjunction)?;
        if is_conjunction(before) {
            before = self.sentence.before(before)?;
        }
        let is_and = self.sentence.class(conjunction) == Some(Class::And);
        let is_preposition_again = matches!(approach.lead, Lead::Word(Class::By | Class::To | Class::From));
        (self.sentence.kind(before) == Some(Kind::Figure) && (is_and || !is_preposition_again)).then_some(before)
    }

    /// "A 5% rise in sales to 3.1bn": the figure measures the noun that follows it.
    fn measure_of_noun(&mut self, at: usize, word: usize, way: Direction) {
        let continues = self.frame.as_ref().is_some_and(|frame| {
            frame.growth.is_empty()
                && frame.multiple.is_none()
                && !frame.current.is_empty()
                && is_beside(self.sentence, frame.last, at)
        });
        if !continues {
            let levels = self.apposed_levels(at);
            self.open(at, way, levels, true);
        }
        if let Some(frame) = &mut self.frame {
            (frame.way, frame.word) = (Some(way), Some(word));
            fill(self.sentence, frame, Place::Growth, at, at);
            frame.last = word;
        }
    }

    fn to(&mut self, at: usize, sort: Sort, approach: &Approach) {
        if matches!(sort, Sort::Points | Sort::Times) {
            return;
        }
        // "Amounted to".
        if self.sentence.before(approach.at).is_some_and(|before| self.sentence.class(before) == Some(Class::Level)) {
            return self.level(at, sort, approach);
        }
        if let Some(frame) = &mut self.frame
            && (frame.current.is_empty() || frame.is_subject)
        {
            if std::mem::take(&mut frame.is_subject) {
                frame.is_guess = false;
            }
            fill(self.sentence, frame, Place::Current, at, approach.at);
        }
    }

    /// "Up 0.4% at 1,138.84".
    fn at(&mut self, at: usize, sort: Sort, approach: &Approach) {
        match &mut self.frame {
            Some(frame)
                if frame.current.is_empty()
                    && frame.prior.is_empty()
                    && (!sort.is_relative() || sort == Sort::Points) =>
            {
                fill(self.sentence, frame, Place::Current, at, approach.at);
            }
            None => self.level(at, sort, approach),
            _ => {}
        }
    }

    fn prior(&mut self, at: usize, sort: Sort, approach: &Approach) {
        if matches!(sort, Sort::Points | Sort::Times) {
            return;
        }
        match &mut self.frame {
            Some(frame) if frame.prior.is_empty() => fill(self.sentence, frame, Place::Prior, at, approach.at),
            _ => {}
        }
    }

    /// "5% more than the 3bn of a year before", "higher than".
    fn than(&mut self, at: usize, sort: Sort, approach: &Approach) {
        self.prior(at, sort, approach);
        if let Some(frame) = &mut self.frame {
            frame.is_guess |= frame.prior.last() == Some(at);
        }
    }

    /// "Compared with 2.9bn a year before", "against 3%".
    fn versus(&mut self, at: usize, sort: Sort, approach: &Approach) {
        let current = self.frame.as_ref().and_then(|frame| frame.current.last());
        let suits = |other: usize| self.sentence.sort(other).is_some_and(|other| other.suits(sort));
        if let (Some(frame), true) = (&mut self.frame, current.is_some_and(suits)) {
            if frame.prior.is_empty() {
                frame.is_versus = true;
                return fill(self.sentence, frame, Place::Prior, at, approach.at);
            }
            // A second one to compare with: "fell to 5 from 6 in May, against 7 a year before".
            let again = Frame {
                current: frame.current,
                first: frame.first,
                last: frame.last,
                is_guess: true,
                ..Frame::default()
            };
            self.close();
            return self.begin_comparison(again, at, approach.at);
        }
        // "Rose 5%, compared with 3% the year before": one growth with another.
        let growth = self.frame.as_ref().and_then(|frame| frame.growth.last()).filter(|growth| suits(*growth));
        if let Some(growth) = growth {
            self.close();
            let frame =
                Frame { current: Listed::one(growth), first: growth, last: growth, is_guess: true, ..Frame::default() };
            return self.begin_comparison(frame, at, approach.at);
        }
        if let Some(level) = self.levels.last().filter(|level| suits(*level)) {
            self.close();
            let frame = Frame { current: Listed::one(level), first: level, last: level, ..Frame::default() };
            return self.begin_comparison(frame, at, approach.at);
        }
        if let Some(frame) = &mut self.frame
            && frame.current.is_empty()
            && frame.prior.is_empty()
            && !sort.is_relative()
        {
            fill(self.sentence, frame, Place::Prior, at, approach.at);
        }
    }

    /// "11% above its 10.9bn", "42.6% down on 1985's 73.02bn".
    fn is_measured_from(&self, sort: Sort, approach: &Approach) -> bool {
        let is_measured = self.frame.is_some_and(|frame| frame.filled == Some(Place::Growth) && frame.prior.is_empty());
        let is_adverb = |at: usize| matches!(self.sentence.class(at), Some(Class::Adverb(_)));
        let is_on = approach.lead == Lead::Word(Class::In)
            && self.sentence.is_word(approach.at, "on")
            && self.sentence.before(approach.at).is_some_and(is_adverb);
        // "A 3% increase over the 376.1 mln of 1986".
        let is_over = matches!(self.sentence.class(approach.at), Some(Class::Noun(_) | Class::Both(_)))
            && self.sentence.is_word(approach.at.saturating_add(1), "over");
        let is_above =
            is_adverb(approach.at) && ["above", "below"].iter().any(|word| self.sentence.is_word(approach.at, word));
        is_measured && !sort.is_relative() && (is_on || is_above || is_over)
    }

    fn begin_comparison(&mut self, mut frame: Frame, at: usize, lead: usize) {
        frame.is_versus = true;
        fill(self.sentence, &mut frame, Place::Prior, at, lead);
        self.frame = Some(frame);
    }

    /// How much something moved: "rose 5%", "by EUR 2m".
    fn measure(&mut self, at: usize, sort: Sort, approach: &Approach) {
        let Some(frame) = &mut self.frame else {
            return self.loose(at, sort, approach);
        };
        let place = if sort.is_relative() { Place::Growth } else { Place::Change };
        let is_free = match place {
            Place::Growth => frame.growth.is_empty(),
            _ => frame.change.is_empty(),
        };
        if is_free {
            fill(self.sentence, frame, place, at, approach.at);
        } else {
            self.elided(at, sort, approach);
        }
    }

    /// "12.5 points, or 0.5%": the same movement said twice.
    fn alternative(&mut self, at: usize, sort: Sort) {
        let Some(frame) = &mut self.frame else {
            return;
        };
        let (place, other) =
            if sort.is_relative() { (Place::Growth, Place::Change) } else { (Place::Change, Place::Growth) };
        let is_free = if sort.is_relative() { frame.growth.is_empty() } else { frame.change.is_empty() };
        if frame.filled == Some(other) && is_free && !self.sentence.is_per_unit(at) {
            // What brackets and "or" say again is beside the sentence.
            frame.last = at.saturating_sub(1);
            fill(self.sentence, frame, place, at, at);
        }
    }

    /// "10.6 mn (10.1)": the one of a year before; "fell EUR 2 mn (5%)": the same movement in percent.
    fn in_brackets(&mut self, at: usize, sort: Sort, approach: &Approach) {
        let before = approach.at.checked_sub(1);
        let is_level = before.and_then(|before| self.sentence.sort(before)).is_some_and(|other| other.suits(sort));
        let current = self.frame.and_then(|frame| frame.current.last().filter(|_| frame.prior.is_empty()));
        if !is_level || sort.is_relative() {
            return self.alternative(at, sort);
        }
        if let (Some(frame), true) = (&mut self.frame, current == before) {
            (frame.is_versus, frame.is_guess) = (true, true);
            fill(self.sentence, frame, Place::Prior, at, at);
        } else if let Some(level) = self.levels.last().filter(|level| Some(*level) == before) {
            self.close();
            let frame =
                Frame { current: Listed::one(level), first: level, last: level, is_guess: true, ..Frame::default() };
            self.begin_comparison(frame, at, at);
        }
    }

    /// A level: "was 3.4bn", "net sales of 659.4 mln".
    fn level(&mut self, at: usize, sort: Sort, approach: &Approach) {
        if let Some(frame) = &mut self.frame {
            let is_measured = !frame.growth.is_empty() || frame.multiple.is_some();
            // "International growth was 0.7 %".
            if sort == Sort::Percent
                && frame.is_apposed
                && !is_measured
                && frame.current.is_empty()
                && self.sentence.before(approach.at) == frame.word
            {
                return fill(self.sentence, frame, Place::Growth, at, approach.at);
            }
            // "Rose 16% to reach 74.8m".
            let is_reached =
                self.sentence.before(approach.at).is_some_and(|before| self.sentence.class(before) == Some(Class::To));
            if is_measured && frame.current.is_empty() && is_reached {
                return fill(self.sentence, frame, Place::Current, at, approach.at);
            }
            // "Revenue, up 5%, was 3.1bn".
            let is_comma =
                self.sentence.before(approach.at).is_some_and(|before| self.sentence.kind(before) == Some(Kind::Comma));
            if is_measured && frame.is_apposed && frame.current.is_empty() && is_comma && !sort.is_relative() {
                fill(self.sentence, frame, Place::Current, at, approach.at);
                frame.is_guess = true;
                return;
            }
        }
        self.close();
        self.take_level(at, approach);
    }

    /// Levels add up only where "and" joins what they are of: "sales of 3bn and profit of 400m".
    fn take_level(&mut self, at: usize, approach: &Approach) {
        let follows_and = self
            .levels
            .last()
            .is_some_and(|last| (last..approach.at).any(|between| self.sentence.class(between) == Some(Class::And)));
        if follows_and {
            self.levels.push(at);
        } else {
            self.levels = Listed::one(at);
        }
    }

    /// "And profit 12% to 410m" after "sales rose 5% to 3.1bn": the verb is left out.
    fn elided(&mut self, at: usize, sort: Sort, approach: &Approach) {
        let Some(frame) = self.frame else {
            return self.loose(at, sort, approach);
        };
        let is_complete = !frame.growth.is_empty() && (!frame.current.is_empty() || !frame.prior.is_empty());
        let follows_and = (frame.last..at).any(|between| matches!(self.sentence.class(between), Some(Class::And)));
        if sort == Sort::Percent && is_complete && follows_and {
            let (way, word) = (frame.way, frame.word);
            self.close();
            let mut next = Frame { way, word, first: at, last: at, is_guess: true, ..Frame::default() };
            fill(self.sentence, &mut next, Place::Growth, at, at);
            self.frame = Some(next);
            return;
        }
        // "The 2.5 percent growth, or 8% for 2008": one more measure of the same movement.
        if sort == Sort::Percent
            && !frame.growth.is_empty()
            && frame.current.is_empty()
            && frame.prior.is_empty()
            && follows_and
        {
            let (way, word) = (frame.way, frame.word);
            self.close();
            let mut next = Frame { way, word, first: at, last: at, is_guess: true, ..Frame::default() };
            fill(self.sentence, &mut next, Place::Growth, at, at);
            self.frame = Some(next);
            return;
        }
        self.loose(at, sort, approach);
    }

    /// A figure that nothing places: a level that a comparison may follow.
    fn loose(&mut self, at: usize, sort: Sort, approach: &Approach) {
        if matches!(sort, Sort::Points | Sort::Times) {
            return;
        }
        let is_busy = self.frame.is_some_and(|frame| frame.filled.is_some());
        if is_busy && approach.lead != Lead::Other {
            return;
        }
        if is_busy {
            self.close();
        }
        self.take_level(at, approach);
    }

    fn close(&mut self) {
        let Some(frame) = self.frame.take() else {
            return;
        };
        let places = [frame.growth, frame.change, frame.prior];
        let count = places.iter().map(|listed| listed.len).max().unwrap_or_default();
        if count == 0 && frame.multiple.is_none() {
            return;
        }
        let count = count.max(if frame.is_apposed { 1 } else { frame.current.len }).max(1);
        let current = frame.current.tail(count);
        let is_uneven = places.iter().chain([&current]).any(|listed| listed.len != count && !listed.is_empty());
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
                clause: self.clause,
                first: frame.first,
                last: frame.last,
            };
            self.found.push(reading);
        }
        if !frame.current.is_empty() {
            self.levels = Listed::default();
        }
    }
}

/// Puts a figure in its place; `lead` is the word that leads to it.
fn fill(sentence: &Sentence<'_, '_>, frame: &mut Frame, place: Place, figure: usize, lead: usize) {
    frame.is_guess |= !is_harmless(sentence, frame.last, lead);
    match place {
        Place::Growth => frame.growth = Listed::one(figure),
        Place::Change => frame.change = Listed::one(figure),
        Place::Current => frame.current = Listed::one(figure),
        Place::Prior => frame.prior = Listed::one(figure),
    }
    frame.filled = Some(place);
    frame.first = frame.first.min(figure);
    frame.last = figure;
}

fn opposite(way: Direction) -> Direction {
    match way {
        Direction::Up => Direction::Down,
        Direction::Down => Direction::Up,
        Direction::Either => Direction::Either,
    }
}

/// Whether what stands between two items says nothing but when, where and what of.
fn is_harmless(sentence: &Sentence<'_, '_>, from: usize, to: usize) -> bool {
    let mut words = 0_usize;
    for at in from.saturating_add(1)..to {
        if sentence.is_aside(at) {
            continue;
        }
        match sentence.kind(at) {
            Some(Kind::Word(
                Class::Verb(_)
                | Class::Level
                | Class::Deal
                | Class::Clause
                | Class::Soft
                | Class::Share
                | Class::Value
                | Class::And
                | Class::With,
            )) => return false,
            Some(Kind::Semicolon | Kind::Open | Kind::Close) => return false,
            Some(Kind::Figure) => return false,
            Some(Kind::Word(Class::Other) | Kind::Name) => words = words.saturating_add(1),
            _ => {}
        }
    }
    words <= MAX_WORDS_BETWEEN
}

/// Whether a word of movement stands beside a level: nothing between but when and where, and after the last comma nothing else at all.
fn is_beside(sentence: &Sentence<'_, '_>, level: usize, word: usize) -> bool {
    if !is_harmless(sentence, level, word) && !is_relative_clause(sentence, level, word) {
        return false;
    }
    let comma = (level..word).rev().find(|at| sentence.kind(*at) == Some(Kind::Comma) && !sentence.is_aside(*at));
    let after = comma.unwrap_or(level).saturating_add(1);
    let says_more = |at: usize| {
        !sentence.is_aside(at)
            && !matches!(
                sentence.kind(at),
                Some(
                    Kind::Word(
                        Class::Filler | Class::Level | Class::Soft | Class::Slack | Class::Adverb(_) | Class::Basis
                    ) | Kind::Period
                )
            )
    };
    match comma {
        Some(_) => !(after..word).any(says_more),
        // Without a comma only when and where.
        None => !(after..word).any(|at| matches!(sentence.kind(at), Some(Kind::Dash | Kind::Sign))),
    }
}

/// "Sales of 3.4bn were up".
fn is_predicate(sentence: &Sentence<'_, '_>, level: usize, word: usize) -> bool {
    let mut between = (level.saturating_add(1)..word).filter(|at| !sentence.is_aside(*at));
    let is_light = |at: usize| {
        matches!(sentence.kind(at), Some(Kind::Word(Class::Level | Class::Filler | Class::In) | Kind::Period))
    };
    let has_verb = between.clone().any(|at| sentence.class(at) == Some(Class::Level));
    has_verb && between.all(is_light)
}

/// "3.4bn, which was 5% up".
fn is_relative_clause(sentence: &Sentence<'_, '_>, level: usize, word: usize) -> bool {
    let comma = (level..word).rev().find(|at| sentence.kind(*at) == Some(Kind::Comma) && !sentence.is_aside(*at));
    let Some(comma) = comma.filter(|comma| is_harmless(sentence, level, *comma)) else {
        return false;
    };
    let mut rest = (comma.saturating_add(1)..word).map(|at| sentence.class(at));
    rest.next() == Some(Some(Class::Soft)) && rest.all(|class| matches!(class, Some(Class::Level | Class::Filler)))
}
