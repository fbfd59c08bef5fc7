//! Levels that are set against others: "compared with", "11% above".

use super::super::items::{Approach, Kind, Lead, Sort};
use super::super::words::Class;
use super::Reader;
use super::frame::{Frame, Listed, Place, fill};

/// "Of", and so many words less one, lead to what a change is a part of.
const MAX_WHOLE: usize = 4;

impl Reader<'_, '_, '_> {
    /// "Compared with 2.9bn a year before", "against 3%".
    pub(super) fn versus(&mut self, at: usize, sort: Sort, approach: &Approach) {
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
        // "16.7m contracts -- up 12% compared to 14.9m": the base of the percentage.
        let level = self.levels.last().filter(|level| suits(*level));
        if let Some(frame) = &mut self.frame
            && frame.filled == Some(Place::Growth)
            && frame.current.is_empty()
            && frame.prior.is_empty()
            && !sort.is_relative()
        {
            frame.current = level.map(Listed::one).unwrap_or_default();
            (frame.is_versus, frame.is_guess) = (true, true);
            return fill(self.sentence, frame, Place::Prior, at, approach.at);
        }
        // "Rose 5%, compared with 3% the year before": one growth with another.
        let growth = self.frame.as_ref().and_then(|frame| frame.growth.last()).filter(|growth| suits(*growth));
        if let Some(growth) = growth {
            self.against = self.frame.filter(|frame| !frame.current.is_empty() && frame.prior.is_empty());
            self.close();
            let frame =
                Frame { current: Listed::one(growth), first: growth, last: growth, is_guess: true, ..Frame::default() };
            return self.begin_comparison(frame, at, approach.at);
        }
        if let Some(level) = self.levels.last().filter(|level| suits(*level)) {
            self.close();
            let rivals = self.passed;
            let frame = Frame { current: Listed::one(level), rivals, first: level, last: level, ..Frame::default() };
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

    /// "11% above its 10.9bn", "42.6% down on 1985's 73.02bn", "by 200, or 10% of its 2,000".
    pub(super) fn is_measured_from(&self, at: usize, sort: Sort) -> bool {
        let measured = self.frame.filter(|frame| frame.filled == Some(Place::Growth) && frame.prior.is_empty());
        measured.is_some_and(|frame| {
            !sort.is_relative() && (self.sentence.base_of(at).is_some() || self.is_whole_of_change(&frame, at, sort))
        })
    }

    /// What a change is a part of: "cut 200 jobs, or 10 percent of its 2,000 employees", "of its workforce of 2,000".
    fn is_whole_of_change(&self, frame: &Frame, at: usize, sort: Sort) -> bool {
        let (Some(change), Some(growth)) = (frame.change.last(), frame.growth.last()) else {
            return false;
        };
        let is_of = |at: usize| self.sentence.class(at) == Some(Class::Of);
        let leads = |at: usize| matches!(self.sentence.class(at), Some(Class::Of | Class::Other | Class::Filler));
        let mut between = growth.saturating_add(1)..at;
        self.sentence.sort(change).is_some_and(|change| change.may_be_part_of(sort))
            && between.len() <= MAX_WHOLE
            && frame.current.is_empty()
            && is_of(between.start)
            && between.all(leads)
    }

    /// Whether a level begins the clause as what the movement after it is measured from: "compared with 2.9bn a year earlier, sales
    /// rose", "from 2.9bn in 2013, sales rose".
    pub(super) fn is_ahead(&self, at: usize, sort: Sort, approach: &Approach) -> bool {
        if !matches!(approach.lead, Lead::Word(Class::Versus | Class::From)) || sort.is_relative() {
            return false;
        }
        let begins = self.frame.is_none()
            && self.levels.is_empty()
            && (self.clause..approach.at).all(|before| {
                self.sentence.is_aside(before)
                    || matches!(self.sentence.class(before), Some(Class::Compared | Class::In))
            });
        let is_parted = || (at..self.sentence.items.len()).any(|after| self.sentence.kind(after) == Some(Kind::Comma));
        begins && is_parted()
    }

    /// Takes the level before from where the clause says it before the movement. What fits is confirmed, what does not proves nothing:
    /// it may be of another time.
    pub(super) fn take_level_before(&mut self, frame: &mut Frame) {
        let is_open = frame.prior.is_empty() && !frame.current.is_empty() && !frame.growth.is_empty();
        let current = frame.current.last().and_then(|current| self.sentence.sort(current));
        let suits = |level: &usize| {
            let sort = self.sentence.sort(*level);
            current.zip(sort).is_some_and(|(current, sort)| current.suits(sort))
        };
        if let Some(level) = frame.subject.or(self.ahead).filter(|level| is_open && suits(level)) {
            (frame.prior, frame.is_guess) = (Listed::one(level), true);
            self.ahead = None;
        }
    }

    /// "Above the 2.9bn of 2013", "well below last year's 3.3bn": another level, not how far it lies above or below that.
    pub(super) fn is_bound(&self, approach: &Approach) -> bool {
        let is_bound = || self.sentence.is_one_of(approach.at, &["above", "below"]);
        matches!(approach.lead, Lead::Word(Class::Adverb(_))) && is_bound()
    }

    /// A level that another is said to lie above or below; "it closed 10 points above the 50" says how far one does.
    pub(super) fn bound(&mut self, at: usize, sort: Sort, approach: &Approach) {
        let is_parted = |level: usize| {
            let parts = |at: usize| {
                matches!(self.sentence.kind(at), Some(Kind::Comma | Kind::Dash | Kind::Word(Class::Level | Class::And)))
                    || self.sentence.class(at) == Some(Class::Clause)
            };
            (level.saturating_add(1)..approach.at).any(parts)
        };
        let current = self.frame.and_then(|frame| frame.current.last());
        let suits = |level: &usize| self.sentence.sort(*level).is_some_and(|level| level.suits(sort));
        if current.filter(suits).is_some_and(is_parted) {
            self.prior(at, sort, approach);
        } else {
            self.loose(at, sort, approach);
        }
    }

    /// "Grew 19% to 70.7bn, compared with a 9% decline to 59.3bn", "against 14.4% and 56.1bn": the level of the other movement, which
    /// is what this one is measured from.
    pub(super) fn is_set_against(&mut self, at: usize, sort: Sort, approach: &Approach) -> bool {
        let leads = matches!(approach.lead, Lead::Word(Class::To | Class::And));
        let suits = |level: usize| self.sentence.sort(level).is_some_and(|level| level.suits(sort));
        let is_next = |frame: &Frame| frame.filled == Some(Place::Prior) && frame.growth.is_empty();
        let is_set = leads && !sort.is_relative() && self.frame.as_ref().is_some_and(is_next);
        let Some(against) = self.against.take().filter(|against| is_set && against.current.last().is_some_and(suits))
        else {
            return false;
        };
        self.close();
        // What was read of it without that level is now read with it.
        let growth = against.growth.last();
        self.found.retain(|reading| reading.growth != growth || reading.prior.is_some());
        let mut frame = Frame { is_guess: true, is_versus: true, ..against };
        fill(self.sentence, &mut frame, Place::Prior, at, approach.at);
        self.frame = Some(frame);
        true
    }

    pub(super) fn begin_comparison(&mut self, mut frame: Frame, at: usize, lead: usize) {
        frame.is_versus = true;
        fill(self.sentence, &mut frame, Place::Prior, at, lead);
        self.frame = Some(frame);
    }
}
