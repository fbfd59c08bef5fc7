//! Figures: the place that the word before each one gives it.

use super::super::items::{Approach, Kind, Lead, Sort};
use super::super::words::{Class, Direction};
use super::Reader;
use super::between::is_beside;
use super::frame::{Frame, Listed, Place, fill};
use crate::read::article::lexer::{PeriodToken, Year};

impl Reader<'_, '_, '_> {
    pub(super) fn figure(&mut self, at: usize) {
        let Some(sort) = self.sentence.sort(at) else {
            return;
        };
        let approach = self.sentence.approach(at);
        if self.joins(at, sort, &approach) || self.is_set_against(at, sort, &approach) {
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
            _ if self.is_measured_from(at, sort) => self.prior(at, sort, &approach),
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
    pub(super) fn joins(&mut self, at: usize, sort: Sort, approach: &Approach) -> bool {
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
    pub(super) fn joined_to(&self, approach: &Approach) -> Option<usize> {
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
    pub(super) fn measure_of_noun(&mut self, at: usize, word: usize, way: Direction) {
        let continues = self.frame.as_ref().is_some_and(|frame| {
            frame.growth.is_empty()
                && frame.multiple.is_none()
                && !frame.current.is_empty()
                && is_beside(self.sentence, frame.last, at)
        });
        if !continues {
            let levels = self.apposed_levels(at);
            self.open(at, way, levels, true);
            self.carry_to(at);
        }
        if let Some(frame) = &mut self.frame {
            (frame.way, frame.word) = (Some(way), Some(word));
            fill(self.sentence, frame, Place::Growth, at, at);
            frame.last = word;
        }
    }

    pub(super) fn to(&mut self, at: usize, sort: Sort, approach: &Approach) {
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
            // "2.3 to 2.6 mln, down from 2.4 to 2.7": perhaps a range.
            let word = frame.word.and_then(|word| self.sentence.class(word));
            frame.is_guess |= matches!(word, Some(Class::Adverb(_))) && !frame.prior.is_empty();
            fill(self.sentence, frame, Place::Current, at, approach.at);
        }
    }

    /// "Up 0.4% at 1,138.84".
    pub(super) fn at(&mut self, at: usize, sort: Sort, approach: &Approach) {
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

    pub(super) fn prior(&mut self, at: usize, sort: Sort, approach: &Approach) {
        if matches!(sort, Sort::Points | Sort::Times) {
            return;
        }
        match &mut self.frame {
            Some(frame) if frame.prior.is_empty() => fill(self.sentence, frame, Place::Prior, at, approach.at),
            _ => {}
        }
    }

    /// "5% more than the 3bn of a year before", "higher than".
    pub(super) fn than(&mut self, at: usize, sort: Sort, approach: &Approach) {
        self.prior(at, sort, approach);
        if let Some(frame) = &mut self.frame {
            frame.is_guess |= frame.prior.last() == Some(at);
        }
    }

    /// How much something moved: "rose 5%", "by EUR 2m".
    pub(super) fn measure(&mut self, at: usize, sort: Sort, approach: &Approach) {
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
    pub(super) fn alternative(&mut self, at: usize, sort: Sort) {
        if self.is_per_share(at, sort) {
            return;
        }
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

    /// "5.1 mln dlrs or 43 cts a share against 3.2 mln or 29 cts": the same said in all and for one share, of both times.
    fn is_per_share(&mut self, at: usize, sort: Sort) -> bool {
        let before = self.sentence.figure_before_or(at);
        let differs = |figure: usize| self.sentence.is_per_unit(figure) != self.sentence.is_per_unit(at);
        let suits = |figure: usize| self.sentence.sort(figure).is_some_and(|other| other.suits(sort));
        let Some(before) = before.filter(|before| suits(*before)) else {
            return false;
        };
        let prior = self.frame.and_then(|frame| frame.prior.last());
        let current = self.frame.and_then(|frame| frame.current.last()).or(self.levels.last());
        match (self.alternative, prior) {
            (Some(current), Some(prior)) if prior == before && self.sentence.sort(current) == Some(sort) => {
                self.beside = Some((current, at));
                true
            }
            (None, None) if current == Some(before) && differs(before) => {
                self.alternative = Some(at);
                if let Some(frame) = &mut self.frame {
                    frame.last = at;
                }
                true
            }
            _ => false,
        }
    }

    /// "10.6 mn (10.1)": the one of a year before; "fell EUR 2 mn (5%)": the same movement in percent.
    pub(super) fn in_brackets(&mut self, at: usize, sort: Sort, approach: &Approach) {
        let before = approach.at.checked_sub(1);
        let is_level = before.and_then(|before| self.sentence.sort(before)).is_some_and(|other| other.suits(sort));
        let current = self.frame.and_then(|frame| frame.current.last().filter(|_| frame.prior.is_empty()));
        if !is_level || sort.is_relative() {
            return self.alternative(at, sort);
        }
        let is_named = (approach.at..at)
            .any(|between| matches!(self.sentence.period(between), Some(PeriodToken::Of(Year::Named(_), _))));
        if let (Some(frame), true) = (&mut self.frame, current == before) {
            frame.is_versus = true;
            frame.is_guess |= !is_named;
            // What the bracket holds besides is beside the sentence.
            fill(self.sentence, frame, Place::Prior, at, frame.last);
        } else if let Some(level) = self.levels.last().filter(|level| Some(*level) == before) {
            self.close();
            let frame =
                Frame { current: Listed::one(level), first: level, last: level, is_guess: true, ..Frame::default() };
            self.begin_comparison(frame, at, at);
        }
    }
}
