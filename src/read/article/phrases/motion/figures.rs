//! Figures: the place that the word before each one gives it.

use super::super::counted::{counted_word, is_some_of};
use super::super::items::{Approach, Kind, Lead, Sentence, Sort};
use super::super::words::{Class, Direction};
use super::Reader;
use super::between::is_beside;
use super::frame::{Place, fill};

/// "To" stands at most so many words before the "at" that its verb goes with.
const MAX_TO_AT: usize = 4;

impl Reader<'_, '_, '_> {
    pub(super) fn figure(&mut self, at: usize) {
        let Some(sort) = self.sentence.sort(at) else {
            return;
        };
        let approach = self.sentence.approach(at);
        if self.is_part_of_what_stands(at, sort, &approach) {
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
        self.place(at, sort, &approach);
    }

    /// Whether a figure takes its place from the figures before it, whatever leads to it.
    fn is_part_of_what_stands(&mut self, at: usize, sort: Sort, approach: &Approach) -> bool {
        self.joins(at, sort, approach)
            || self.is_set_against(at, sort, approach)
            || self.is_multiplied(at, sort, approach)
            || self.is_signed(at, sort, approach)
    }

    /// The place that the word before a figure gives it.
    fn place(&mut self, at: usize, sort: Sort, approach: &Approach) {
        match approach.lead {
            Lead::Word(Class::To) => self.to(at, sort, approach),
            Lead::Word(Class::At) => self.at(at, sort, approach),
            Lead::Word(Class::From) => self.prior(at, sort, approach),
            Lead::Word(Class::Than) => self.than(at, sort, approach),
            Lead::Word(Class::Versus) => self.versus(at, sort, approach),
            _ if self.is_measured_from(at, sort) => self.prior(at, sort, approach),
            _ if self.is_bound(approach) => self.bound(at, sort, approach),
            Lead::Word(Class::By | Class::Verb(_) | Class::Both(_) | Class::Adverb(_) | Class::Noun(_)) => {
                self.measure(at, sort, approach);
            }
            Lead::MovementOf(_) => self.measure(at, sort, approach),
            Lead::Word(Class::Or) => self.alternative(at, sort),
            Lead::Open => self.in_brackets(at, sort, approach),
            Lead::Word(Class::Level) => self.level(at, sort, approach),
            Lead::Of => self.level(at, sort, approach),
            Lead::Other | Lead::Word(Class::And) => self.elided(at, sort, approach),
            Lead::Comma if self.comma_of_list(at).is_some() => self.elided(at, sort, approach),
            _ => self.loose(at, sort, approach),
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
        } else if self.moves_again(at, approach.at) {
            self.again_to(at);
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
                // "At 12 plants" says where.
                let is_place = sort == Sort::Bare && counted_word(self.sentence, at).is_some();
                frame.is_guess |= is_place || is_some_of(self.sentence, at);
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

    /// "5% more than the 3bn of a year before", which is as good as "5% above the 3bn"; "higher than" alone may be of anything.
    pub(super) fn than(&mut self, at: usize, sort: Sort, approach: &Approach) {
        self.prior(at, sort, approach);
        let measure = self.sentence.before(approach.at).and_then(|adverb| self.sentence.before(adverb));
        if let Some(frame) = &mut self.frame {
            let is_measured = measure.is_some() && measure == frame.growth.last();
            frame.is_guess |= frame.prior.last() == Some(at) && !is_measured;
        }
    }

    /// How much something moved: "rose 5%", "by EUR 2m".
    pub(super) fn measure(&mut self, at: usize, sort: Sort, approach: &Approach) {
        let Some(frame) = &mut self.frame else {
            return self.loose(at, sort, approach);
        };
        let place = if sort.is_relative() { Place::Growth } else { Place::Change };
        // "Rose from 401m to 412m, deposits by 5%".
        let is_told = !frame.current.is_empty() && !frame.prior.is_empty();
        if approach.lead == Lead::Word(Class::By) && is_told && names_other(self.sentence, frame.last, approach.at) {
            return;
        }
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
}

/// Whether something else is named behind the last comma between two items.
fn names_other(sentence: &Sentence<'_, '_>, from: usize, to: usize) -> bool {
    let comma = (from..to).rev().find(|at| sentence.kind(*at) == Some(Kind::Comma));
    let is_name = |at: usize| {
        matches!(sentence.kind(at), Some(Kind::Name | Kind::Word(Class::Other | Class::Profit | Class::Loss)))
    };
    comma.is_some_and(|comma| (comma..to).any(is_name))
}
