//! Which of several levels a movement is told of: "882 of the 4,200 patients, down from 1,310", "18,200 calls, 607 a day, 12% more than
//! the 16,250 of May".

use super::super::items::{Kind, Lead, Sentence, Sort};
use super::super::scales::{is_near, is_nearer};
use super::super::words::Class;
use super::frame::{Frame, Listed};
use super::{Reader, Reading};

impl Reader<'_, '_, '_> {
    /// Goes on to the next clause. "With 412 beds" and what follows it may still be said of a level before it.
    pub(super) fn pass(&mut self, at: usize) {
        if self.sentence.class(at) != Some(Class::With) {
            self.passed = Listed::default();
            return;
        }
        let levels = self.levels;
        levels.iter().for_each(|level| self.passed.push(level));
    }

    /// Of the levels that a movement may be told of, takes the one of the size of that before it. Where another may be meant as well,
    /// figures that do not fit prove nothing.
    pub(super) fn settle_rivals(&mut self, frame: &mut Frame) {
        self.part_from_alternative(frame);
        let (Some(current), Some(prior)) = (frame.current.last(), frame.prior.last()) else {
            return;
        };
        if frame.prior.len() > 1 || frame.current.len() > 1 && !frame.is_apposed {
            return;
        }
        frame.is_guess |= frame.is_apposed && is_in_passing(self.sentence, current);
        let joined = frame.current.iter().filter(|level| *level != current);
        let may_be = |level: &usize| is_of_size(self.sentence, *level, prior);
        let rivals: Vec<usize> = frame.rivals.iter().chain(joined).filter(may_be).collect();
        let nearest = rivals
            .iter()
            .copied()
            .fold(current, |best, rival| if are_nearer(self.sentence, rival, best, prior) { rival } else { best });
        if nearest != current {
            frame.current = Listed::one(nearest);
            frame.first = frame.first.min(nearest);
        }
        frame.is_guess |= nearest != current || !rivals.is_empty() && !is_told(self.sentence, current);
    }

    /// Whether a movement is one of several that led from the level before to the one reached: "doubled in 2021 and rose 70% in 2022, to",
    /// "halved and halved again".
    pub(super) fn is_chained(&self, frame: &Frame) -> bool {
        let word = frame.multiple.or(frame.word).unwrap_or(frame.first);
        let is_repeated = || {
            let after = word.saturating_add(1)..word.saturating_add(3);
            frame.multiple.is_some() && { after }.any(|at| self.sentence.is_one_of(at, &["again", "twice", "thrice"]))
        };
        let goes_on = || {
            let before = self.sentence.before(word);
            before.is_some_and(|before| {
                self.sentence.class(before) == Some(Class::And) || self.sentence.is_one_of(before, &["then", "again"])
            })
        };
        let is_open = |earlier: &Reading| {
            earlier.clause == self.clause
                && earlier.current.is_none()
                && earlier.prior.is_none()
                && (earlier.growth.is_some() || earlier.multiple.is_some())
        };
        let has_levels = !frame.current.is_empty() || !frame.prior.is_empty();
        has_levels && (is_repeated() || goes_on() && self.found.last().is_some_and(is_open))
    }

    /// "To 14m, or 11p a share, from 8p": the level before is that of what "or" says, and no statement of ours.
    fn part_from_alternative(&mut self, frame: &mut Frame) {
        let Some(alternative) = self.alternative else {
            return;
        };
        if let Some((_, beside)) = self.beside {
            // "412m, or $2.20 a share, versus 398m, or $2.24 a share, a decline of 2%" may be of either.
            frame.is_guess |= frame.growth.last() > Some(beside);
            return;
        }
        if let (Some(current), Some(prior)) = (frame.current.last(), frame.prior.last())
            && are_nearer(self.sentence, alternative, current, prior)
        {
            frame.prior = Listed::default();
        }
    }
}

/// Whether a level is what its clause says first of all: "was 410m", "to 410m", "at 410m".
fn is_told(sentence: &Sentence<'_, '_>, level: usize) -> bool {
    matches!(
        sentence.approach(level).lead,
        Lead::Word(Class::Level | Class::To | Class::At | Class::Verb(_) | Class::And)
    )
}

/// Whether a level is only what something else is of, or for: "seven of the 28 buildings", "41 minutes for 1,200 callers".
fn is_in_passing(sentence: &Sentence<'_, '_>, level: usize) -> bool {
    match sentence.approach(level).lead {
        Lead::Of => level.checked_sub(1).is_some_and(|the| sentence.is_word(the, "the")),
        Lead::Word(Class::In) => (0..level).any(|at| sentence.kind(at) == Some(Kind::Time)),
        _ => false,
    }
}

/// Whether a level may have become another: they count the same, as far as anything says, and are of one size.
fn is_of_size(sentence: &Sentence<'_, '_>, level: usize, prior: usize) -> bool {
    let suits = |one: Sort, other: Sort| one.suits(other) && one.is_relative() == other.is_relative();
    let are_like = sentence.sort(level).zip(sentence.sort(prior)).is_some_and(|(one, other)| suits(one, other));
    let of = |at: usize| sentence.figure(at).map(|figure| &figure.reported);
    are_like && of(level).zip(of(prior)).is_some_and(|(level, prior)| is_near(level, prior))
}

fn are_nearer(sentence: &Sentence<'_, '_>, one: usize, other: usize, prior: usize) -> bool {
    let of = |at: usize| sentence.figure(at).map(|figure| &figure.reported);
    match (of(one), of(other), of(prior)) {
        (Some(one), Some(other), Some(prior)) => is_nearer(one, other, prior),
        _ => false,
    }
}
