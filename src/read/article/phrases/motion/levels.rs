//! Levels that are given, and figures whose verb or preposition is left out.

use super::super::items::{Approach, Kind, Lead, Sort};
use super::super::words::Class;
use super::Reader;
use super::between::is_harmless;
use super::frame::{Frame, Listed, Place, fill};
use crate::read::article::lexer::PeriodToken;

/// "From" follows the level that was reached by no more words than these: "to 49.0m in March from".
const MAX_TO_FROM: usize = 4;

impl Reader<'_, '_, '_> {
    /// A level: "was 3.4bn", "net sales of 659.4 mln".
    pub(super) fn level(&mut self, at: usize, sort: Sort, approach: &Approach) {
        if self.is_level_of_frame(at, sort, approach) {
            return;
        }
        self.close();
        if !self.is_recalled(at, sort, approach) && !self.is_earlier_level(at, sort, approach) {
            self.take_level(at, approach);
        }
    }

    /// Whether a level is what the open movement reached, which then takes it.
    fn is_level_of_frame(&mut self, at: usize, sort: Sort, approach: &Approach) -> bool {
        let before = self.sentence.before(approach.at);
        let is_before = |kind: Kind| before.is_some_and(|before| self.sentence.kind(before) == Some(kind));
        let (follows_to, follows_comma) = (is_before(Kind::Word(Class::To)), is_before(Kind::Comma));
        let and = self.and_before_verb(approach.at);
        let Some(frame) = self.frame.as_mut().filter(|frame| frame.current.is_empty()) else {
            return false;
        };
        let is_measured = !frame.growth.is_empty() || frame.multiple.is_some();
        // "International growth was 0.7 %".
        if sort == Sort::Percent && frame.is_apposed && !is_measured && before == frame.word {
            fill(self.sentence, frame, Place::Growth, at, approach.at);
            return true;
        }
        // "Rose 16% to reach 74.8m", "increased by 7% and amounted to 3.1bn".
        let to = before.filter(|_| follows_to && (is_measured || !frame.prior.is_empty()));
        let and = and.filter(|_| is_measured && frame.prior.is_empty() && !sort.is_relative());
        if let Some(lead) = to.or(and) {
            fill(self.sentence, frame, Place::Current, at, lead);
            return true;
        }
        // "Revenue, up 5%, was 3.1bn".
        let is_predicate = is_measured && frame.is_apposed && follows_comma && !sort.is_relative();
        if is_predicate {
            fill(self.sentence, frame, Place::Current, at, approach.at);
            frame.is_guess = true;
        }
        is_predicate
    }

    /// "And amounted to": the conjunction, where nothing but a verb stands between it and the word that leads to a level.
    fn and_before_verb(&self, lead: usize) -> Option<usize> {
        let verb = if self.sentence.class(lead) == Some(Class::To) { self.sentence.before(lead)? } else { lead };
        let before = self.sentence.before(verb)?;
        let is_verb = self.sentence.class(verb) == Some(Class::Level);
        (is_verb && self.sentence.class(before) == Some(Class::And)).then_some(before)
    }

    /// "While a year earlier they were 13.1m": what the clause before is about, at another time.
    fn is_earlier_level(&mut self, at: usize, sort: Sort, approach: &Approach) -> bool {
        let mut words = (self.clause..approach.at).filter(|at| !self.sentence.is_aside(*at));
        let (mut says_when, mut says_it) = (false, false);
        let is_light = words.all(|at| {
            let is_it = self.sentence.is_one_of(at, &["it", "they"]);
            says_it |= is_it;
            let is_earlier = matches!(self.sentence.period(at), Some(PeriodToken::Relative(_)));
            says_when |= is_earlier;
            let is_word = matches!(
                self.sentence.kind(at),
                Some(Kind::Comma | Kind::Word(Class::Level | Class::In | Class::Filler))
            );
            is_it || is_earlier || is_word
        });
        let suits = |level: &usize| self.sentence.sort(*level).is_some_and(|level| level.suits(sort));
        let Some(level) = self.carried.filter(|level| is_light && says_when && says_it && suits(level)) else {
            return false;
        };
        let frame =
            Frame { current: Listed::one(level), first: level, last: approach.at, is_guess: true, ..Frame::default() };
        self.begin_comparison(frame, at, approach.at);
        true
    }

    /// Levels add up only where "and" joins what they are of: "sales of 3bn and profit of 400m".
    pub(super) fn take_level(&mut self, at: usize, approach: &Approach) {
        let follows_and = self
            .levels
            .last()
            .is_some_and(|last| (last..approach.at).any(|between| self.sentence.class(between) == Some(Class::And)));
        if follows_and {
            self.levels.push(at);
        } else {
            self.levels.iter().for_each(|level| self.passed.push(level));
            self.earlier = self.levels.last().filter(|_| approach.lead == Lead::Comma);
            self.levels = Listed::one(at);
        }
    }

    /// "And profit 12% to 410m" after "sales rose 5% to 3.1bn": the verb is left out.
    pub(super) fn elided(&mut self, at: usize, sort: Sort, approach: &Approach) {
        let Some(frame) = self.frame else {
            return self.loose(at, sort, approach);
        };
        let has_level = !frame.current.is_empty() || !frame.prior.is_empty();
        let and = (frame.last..at).rev().find(|between| self.sentence.class(*between) == Some(Class::And));
        let and = and.or_else(|| self.comma_of_list(at));
        match and.filter(|_| sort == Sort::Percent && !frame.growth.is_empty()) {
            Some(and) if has_level => return self.again(&frame, at, !is_harmless(self.sentence, and, at)),
            // "The 2.5 percent growth, or 8% for 2008": one more measure of the same movement.
            Some(_) => return self.again(&frame, at, true),
            None => {}
        }
        if self.measures_object(&frame, at, sort) {
            let word = frame.word.unwrap_or(frame.last);
            if let Some(frame) = &mut self.frame {
                fill(self.sentence, frame, Place::Growth, at, word);
            }
            return;
        }
        self.loose(at, sort, approach);
    }

    /// The verb of a movement once more, with another percentage.
    fn again(&mut self, frame: &Frame, at: usize, is_guess: bool) {
        let (way, word) = (frame.way, frame.word);
        self.close();
        let mut next = Frame { way, word, first: at, last: at, is_guess, ..Frame::default() };
        fill(self.sentence, &mut next, Place::Growth, at, at);
        self.frame = Some(next);
    }

    /// "Rose to 20.6m from 17.3m, seat miles to 49.0m from 39.2m": whether the verb of a movement that is told to its end is left out
    /// before another.
    pub(super) fn moves_again(&self, at: usize, to: usize) -> bool {
        let Some(frame) = self.frame.filter(|frame| frame.filled == Some(Place::Prior) && frame.way.is_some()) else {
            return false;
        };
        let is_told = !frame.current.is_empty() && frame.growth.is_empty() && frame.change.is_empty();
        let parts = |at: &usize| matches!(self.sentence.kind(*at), Some(Kind::Comma | Kind::Word(Class::And)));
        let part = (frame.last..to).find(parts);
        let is_named = part.is_some_and(|part| part.saturating_add(1) < to && is_harmless(self.sentence, part, to));
        let goes_on = (at..at.saturating_add(MAX_TO_FROM)).any(|next| self.sentence.class(next) == Some(Class::From));
        is_told && is_named && goes_on
    }

    /// Begins the movement of which the verb is left out with the level that it reached.
    pub(super) fn again_to(&mut self, at: usize) {
        let Some(Frame { way, word, .. }) = self.frame else {
            return;
        };
        self.close();
        let current = Listed::one(at);
        self.frame = Some(Frame { way, word, current, first: at, last: at, is_guess: true, ..Frame::default() });
    }

    /// The comma after which a list of movements goes on: "sales rose 5% to 3.1bn, profit 12% to 410m and cash 3% to 1.2bn". Only what
    /// leads on to a level is one more of the list.
    pub(super) fn comma_of_list(&self, at: usize) -> Option<usize> {
        let frame = self.frame.filter(|frame| !frame.growth.is_empty() && !frame.current.is_empty())?;
        let leads_on = self.sentence.after(at).and_then(|next| self.sentence.class(next));
        let comma = (frame.last..at).find(|between| self.sentence.kind(*between) == Some(Kind::Comma))?;
        let goes_on = comma.saturating_add(1) < at && is_harmless(self.sentence, frame.last, comma);
        (goes_on && matches!(leads_on, Some(Class::To | Class::From))).then_some(comma)
    }

    /// "Raised its quarterly dividend 10% to": the percentage after a verb and what it moves, before the levels.
    fn measures_object(&self, frame: &Frame, at: usize, sort: Sort) -> bool {
        let leads_on = self
            .sentence
            .after(at)
            .is_some_and(|next| matches!(self.sentence.class(next), Some(Class::To | Class::From)));
        let is_bare = frame.filled.is_none() && frame.current.is_empty() && frame.word.is_some();
        sort == Sort::Percent && is_bare && leads_on && is_harmless(self.sentence, frame.last, at)
    }

    /// A figure that nothing places: a level that a comparison may follow.
    pub(super) fn loose(&mut self, at: usize, sort: Sort, approach: &Approach) {
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
}
