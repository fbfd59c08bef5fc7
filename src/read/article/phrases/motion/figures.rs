//! Figures: the place that the word before each one gives it.

use super::super::brackets::is_time_compared;
use super::super::items::{Approach, Kind, Lead, Sort};
use super::super::words::{Class, Direction};
use super::Reader;
use super::between::{is_beside, is_harmless};
use super::frame::{Frame, Listed, Place, fill};
use crate::read::article::lexer::{PeriodToken, Year};

/// "To" stands at most so many words before the "at" that its verb goes with.
const MAX_TO_AT: usize = 4;

impl Reader<'_, '_, '_> {
    pub(super) fn figure(&mut self, at: usize) {
        let Some(sort) = self.sentence.sort(at) else {
            return;
        };
        let approach = self.sentence.approach(at);
        if self.joins(at, sort, &approach)
            || self.is_set_against(at, sort, &approach)
            || self.is_multiplied(at, sort, &approach)
            || self.is_signed(at, sort, &approach)
        {
            return;
        }
        if let Some((word, way)) = self.sentence.followed_by(at).filter(|_| approach.lead != Lead::Word(Class::Versus))
        {
            return self.measure_of_noun(at, word, way);
        }
        if self.is_ahead(at, sort, &approach) {
            self.ahead = Some(at);
            return;
        }
        match approach.lead {
            Lead::Word(Class::To) => self.to(at, sort, &approach),
            Lead::Word(Class::At) => self.at(at, sort, &approach),
            Lead::Word(Class::From) => self.prior(at, sort, &approach),
            Lead::Word(Class::Than) => self.than(at, sort, &approach),
            Lead::Word(Class::Versus) => self.versus(at, sort, &approach),
            _ if self.is_measured_from(at, sort) => self.prior(at, sort, &approach),
            _ if self.is_bound(&approach) => self.bound(at, sort, &approach),
            Lead::Word(Class::By | Class::Verb(_) | Class::Both(_) | Class::Adverb(_) | Class::Noun(_)) => {
                self.measure(at, sort, &approach);
            }
            Lead::MovementOf(_) => self.measure(at, sort, &approach),
            Lead::Word(Class::Or) => self.alternative(at, sort),
            Lead::Open => self.in_brackets(at, sort, &approach),
            Lead::Word(Class::Level) => self.level(at, sort, &approach),
            Lead::Of => self.level(at, sort, &approach),
            Lead::Other | Lead::Word(Class::And) => self.elided(at, sort, &approach),
            Lead::Comma if self.comma_of_list(at).is_some() => self.elided(at, sort, &approach),
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
        if sort == Sort::Percent && self.ends_range(at, approach.at) {
            self.frame = None;
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
                frame.subject = frame.current.last();
                frame.is_guess = false;
            }
            // "2.3 to 2.6 mln, down from 2.4 to 2.7": perhaps a range.
            let word = frame.word.and_then(|word| self.sentence.class(word));
            frame.is_guess |= matches!(word, Some(Class::Adverb(_))) && !frame.prior.is_empty();
            fill(self.sentence, frame, Place::Current, at, approach.at);
        } else if self.frame.is_none() {
            // "Revised to 593,000 tonnes, down 10%".
            self.loose(at, sort, approach);
        }
    }

    /// "By 5 to 7 percent from", "5% to 7% to 3.1bn": how much something moved is between the two, and neither is a level.
    fn ends_range(&self, at: usize, to: usize) -> bool {
        let first = to.checked_sub(1);
        let (growth, change) = self.frame.map(|frame| (frame.growth.last(), frame.change.last())).unwrap_or_default();
        let goes_on = self.sentence.after(at).is_some_and(|next| self.sentence.class(next) == Some(Class::To));
        first.is_some_and(|first| match self.sentence.sort(first) {
            Some(Sort::Bare) => change == Some(first),
            Some(Sort::Percent) => growth == Some(first) && goes_on,
            _ => false,
        })
    }

    /// "Up 0.4% at 1,138.84", "rose from $25 to trade at $35".
    pub(super) fn at(&mut self, at: usize, sort: Sort, approach: &Approach) {
        let reached = self.reached(approach.at);
        // "Turnover rose 11% to 830m and profits at 121m were".
        let is_other =
            self.frame.is_some_and(|frame| !frame.current.is_empty() && self.is_after_and(frame.last, approach.at));
        if is_other {
            return self.level(at, sort, approach);
        }
        match (&mut self.frame, reached) {
            (Some(frame), Some(to)) if frame.current.is_empty() && !frame.prior.is_empty() => {
                fill(self.sentence, frame, Place::Current, at, to);
            }
            (Some(frame), _)
                if frame.current.is_empty()
                    && frame.prior.is_empty()
                    && (!sort.is_relative() || sort == Sort::Points) =>
            {
                fill(self.sentence, frame, Place::Current, at, approach.at);
            }
            (None, _) => self.level(at, sort, approach),
            _ => {}
        }
    }

    fn is_after_and(&self, from: usize, to: usize) -> bool {
        (from..to).any(|between| self.sentence.class(between) == Some(Class::And))
    }

    /// The "to" of "to trade at", "to close the day at": nothing but a verb and when stands between it and "at".
    fn reached(&self, preposition: usize) -> Option<usize> {
        let mut at = preposition;
        for _ in 0..MAX_TO_AT {
            at = self.sentence.before(at)?;
            match self.sentence.kind(at)? {
                Kind::Word(Class::To) => return (at.saturating_add(1) < preposition).then_some(at),
                Kind::Word(Class::Other | Class::Level | Class::Filler | Class::In) | Kind::Period => {}
                _ => return None,
            }
        }
        None
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
        let says_how_much = self.says_how_much(at, sort);
        let Some(frame) = &mut self.frame else {
            return;
        };
        if says_how_much {
            // A percentage may also be the part that the level is of something.
            frame.is_guess |= sort == Sort::Percent;
            frame.last = at.saturating_sub(1);
            return fill(self.sentence, frame, Place::Growth, at, at);
        }
        let (place, other) =
            if sort.is_relative() { (Place::Growth, Place::Change) } else { (Place::Change, Place::Growth) };
        let is_free = if sort.is_relative() { frame.growth.is_empty() } else { frame.change.is_empty() };
        if frame.filled == Some(other) && is_free && !self.sentence.is_per_unit(at) {
            // What brackets and "or" say again is beside the sentence.
            frame.last = at.saturating_sub(1);
            fill(self.sentence, frame, place, at, at);
        }
    }

    /// "Widened to 14.2% from 13.6%, or 60 basis points", "fell to 80m from 100m, or 20%": how much, after both levels.
    fn says_how_much(&self, at: usize, sort: Sort) -> bool {
        let Some(frame) = self.frame.filter(|frame| frame.filled == Some(Place::Prior) && !frame.current.is_empty())
        else {
            return false;
        };
        let is_open = frame.growth.is_empty() && frame.change.is_empty() && frame.multiple.is_none();
        let prior = frame.prior.last().and_then(|prior| self.sentence.sort(prior));
        let measures = match sort {
            Sort::Points => prior == Some(Sort::Percent),
            Sort::Percent => {
                let is_part = self.sentence.after(at).is_some_and(|next| self.sentence.class(next) == Some(Class::Of));
                // "To 273,100 shares, or 12.1%, from 219,600, or 9.7%": what each is of something.
                let is_only = !(frame.first..at).any(|other| self.sentence.sort(other) == Some(Sort::Percent));
                frame.way.is_some() && is_only && !is_part && prior.is_some_and(|prior| !prior.is_relative())
            }
            _ => false,
        };
        is_open && measures && is_harmless(self.sentence, frame.last, at)
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
        let is_told = !sort.is_relative() && is_time_compared(self.sentence, approach.at);
        if let Some(frame) = self.frame.as_mut().filter(|frame| is_told && frame.prior.is_empty()) {
            frame.is_guess = true;
            return fill(self.sentence, frame, Place::Prior, at, approach.at);
        }
        if !is_level || sort.is_relative() {
            return self.alternative(at, sort);
        }
        let close = self.sentence.closing(approach.at).unwrap_or(at);
        let is_named = (approach.at..close)
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
