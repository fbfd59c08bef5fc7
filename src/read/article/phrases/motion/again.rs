//! What "or" and brackets say again: the same movement in percent, the same amount for one share, the level before.

use super::super::brackets::is_time_compared;
use super::super::items::{Approach, Sort};
use super::super::words::Class;
use super::Reader;
use super::between::is_harmless;
use super::frame::{Frame, Listed, Place, fill};
use crate::read::article::lexer::{PeriodToken, Year};

impl Reader<'_, '_, '_> {
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
