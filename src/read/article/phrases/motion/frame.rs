//! What is being read of a movement: its words and the figures that have taken their places.

use super::super::items::Sentence;
use super::super::words::Direction;
use super::between::is_harmless;

/// At most so many figures share a place.
const MAX_LISTED: usize = 4;

/// Figures that share a place, by their positions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Listed {
    // A sentence has not so many items that their positions take more.
    figures: [u16; MAX_LISTED],
    len: u8,
}

impl Listed {
    pub(super) fn one(figure: usize) -> Self {
        let mut listed = Listed::default();
        listed.push(figure);
        listed
    }

    pub(super) fn push(&mut self, figure: usize) {
        if let (Some(place), Ok(figure)) = (self.figures.get_mut(usize::from(self.len)), u16::try_from(figure)) {
            *place = figure;
            self.len = self.len.saturating_add(1);
        }
    }

    pub(super) fn len(&self) -> usize {
        usize::from(self.len)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(super) fn get(&self, at: usize) -> Option<usize> {
        self.figures.get(..self.len())?.get(at).copied().map(usize::from)
    }

    pub(super) fn last(&self) -> Option<usize> {
        self.get(self.len().checked_sub(1)?)
    }

    /// The figures.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        let Listed { figures, len } = *self;
        figures.into_iter().take(usize::from(len)).map(usize::from)
    }

    /// The last so many.
    pub(super) fn tail(&self, count: usize) -> Self {
        let mut tail = Listed::default();
        for at in self.len().saturating_sub(count)..self.len() {
            self.get(at).into_iter().for_each(|figure| tail.push(figure));
        }
        tail
    }
}

/// The places of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Growth,
    Change,
    Current,
    Prior,
}

/// What is being read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Frame {
    pub(super) way: Option<Direction>,
    pub(super) word: Option<usize>,
    pub(super) multiple: Option<usize>,
    pub(super) growth: Listed,
    pub(super) change: Listed,
    pub(super) current: Listed,
    pub(super) prior: Listed,
    pub(super) is_versus: bool,
    pub(super) is_guess: bool,
    /// The current level is the subject of the verb, unless the verb names another.
    pub(super) is_subject: bool,
    /// The level that was the subject until the verb named another: "sales of 2.9bn grew 7% to 3.1bn".
    pub(super) subject: Option<usize>,
    /// Levels before the current one that may be what moved: "882 of the 4,200 patients, down from".
    pub(super) rivals: Listed,
    /// The word of movement is a noun or an adverb, which may stand beside a level.
    pub(super) is_apposed: bool,
    pub(super) first: usize,
    pub(super) last: usize,
    /// The place that was filled last.
    pub(super) filled: Option<Place>,
}

/// Puts a figure in its place; `lead` is the word that leads to it.
pub(super) fn fill(sentence: &Sentence<'_, '_>, frame: &mut Frame, place: Place, figure: usize, lead: usize) {
    frame.is_guess |= !is_harmless(sentence, frame.last, lead);
    match place {
        Place::Growth => frame.growth = Listed::one(figure),
        Place::Change => frame.change = Listed::one(figure),
        Place::Current => (frame.current, frame.rivals) = (Listed::one(figure), Listed::default()),
        Place::Prior => frame.prior = Listed::one(figure),
    }
    frame.filled = Some(place);
    frame.first = frame.first.min(figure);
    frame.last = figure;
}

pub(super) fn opposite(way: Direction) -> Direction {
    match way {
        Direction::Up => Direction::Down,
        Direction::Down => Direction::Up,
        Direction::Either => Direction::Either,
    }
}
