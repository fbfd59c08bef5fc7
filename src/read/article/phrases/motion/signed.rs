//! Percentages whose sign says which way: "3.1bn euros (+7%)", "3.1bn euros (2.9bn, +7%)".

use super::super::items::{Approach, Lead, Sort};
use super::super::words::Direction;
use super::Reader;
use super::frame::{Listed, Place, fill};

impl Reader<'_, '_, '_> {
    /// Whether a figure is a percentage with a sign that measures the level before it, by itself.
    pub(super) fn is_signed(&mut self, at: usize, sort: Sort, approach: &Approach) -> bool {
        let Some(way) = self.way_of_sign(at, sort) else {
            return false;
        };
        match approach.lead {
            Lead::Open => self.is_signed_in_brackets(at, approach.at, way),
            Lead::Comma => self.is_signed_after_levels(at, way),
            _ => false,
        }
    }

    fn way_of_sign(&self, at: usize, sort: Sort) -> Option<Direction> {
        let figure = self.sentence.figure(at).filter(|figure| figure.has_sign && sort == Sort::Percent)?;
        Some(if figure.reported.nominal().is_negative() { Direction::Down } else { Direction::Up })
    }

    /// "Sales of 3.1bn euros (+7% from 2.9bn)", "+6.89 points (+0.21%) to 3,358.17".
    fn is_signed_in_brackets(&mut self, at: usize, open: usize, way: Direction) -> bool {
        let Some(level) = self.levels.last().filter(|level| level.saturating_add(1) == open && self.frame.is_none())
        else {
            return false;
        };
        let is_change = self.sentence.figure(level).is_some_and(|figure| figure.has_sign);
        self.open(at, way, if is_change { Listed::default() } else { Listed::one(level) }, true);
        self.levels = Listed::default();
        if let Some(frame) = &mut self.frame {
            frame.word = None;
            frame.first = level;
            if is_change {
                frame.change = Listed::one(level);
            }
            fill(self.sentence, frame, Place::Growth, at, at);
        }
        true
    }

    /// "3.1bn euros (2.9bn, +7%)", "3.1bn euros against 2.9bn, +7%".
    fn is_signed_after_levels(&mut self, at: usize, way: Direction) -> bool {
        let Some(frame) = self.frame.as_mut().filter(|frame| {
            frame.filled == Some(Place::Prior)
                && !frame.current.is_empty()
                && frame.growth.is_empty()
                && frame.way.is_none()
        }) else {
            return false;
        };
        frame.way = Some(way);
        fill(self.sentence, frame, Place::Growth, at, at);
        true
    }
}
