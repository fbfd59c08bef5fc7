//! Words of movement: where they begin a movement, and where they only name the one that is open.

use super::super::items::{Approach, Kind, Lead, Sort};
use super::super::words::{Class, Direction};
use super::Reader;
use super::between::{is_beside, is_harmless, is_predicate};
use super::frame::{Frame, Listed, Place, fill, opposite};

impl Reader<'_, '_, '_> {
    /// Whether a word such as "rise" is a verb here: no article and no figure that measures it stands before it, no "of" after it.
    pub(super) fn is_verb(&self, at: usize) -> bool {
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

    pub(super) fn verb(&mut self, at: usize, way: Direction) {
        if self.names_frame(at, way) {
            return;
        }
        let is_participle = self.sentence.token(at).is_some_and(|token| token.text.ends_with("ing"));
        let told = self.sentence.before(at).filter(|_| is_participle).and_then(|after| self.told_before(after));
        let subject = if is_participle { self.apposed_levels(at) } else { self.subject_levels(at) };
        self.open(at, way, subject, is_participle);
        self.told = told;
        if let Some(frame) = &mut self.frame {
            frame.is_subject = !subject.is_empty();
            frame.is_guess |= frame.is_subject && !is_participle;
        }
    }

    /// A noun of movement: "an increase of 5%", or the one that a figure before it measures.
    pub(super) fn apposed(&mut self, at: usize, way: Direction) {
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

    pub(super) fn adverb(&mut self, at: usize, way: Direction) {
        if self.measured_by_open_frame(at, way) {
            return;
        }
        let leads_from = self.leads_from(at);
        if !leads_from && self.leads_to_measure(at) && self.names_frame(at, way) {
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
                } else if leads_from {
                    // "Rose 5% to 3.1bn, up from 2.9bn": perhaps the base of the percentage.
                    (frame.is_guess, frame.last) = (true, at);
                } else {
                    self.open(at, way, current, true);
                }
                return;
            }
            if let Some(current) = self.goes_on_from(at) {
                return self.measure_from_another(at, way, current);
            }
        }
        if let Some(difference) = self.difference_before(at) {
            return self.open_with_change(at, way, difference);
        }
        let levels = self.apposed_levels(at);
        self.open(at, way, levels, true);
        self.settle_apposed(at);
    }

    /// Whether "from" follows, so that the word only leads to the level compared with.
    fn leads_from(&self, word: usize) -> bool {
        self.sentence.after(word).is_some_and(|next| self.sentence.class(next) == Some(Class::From))
    }

    /// Whether a comma parts the word from the levels before it, or how much follows it: "2.9bn up 5%", but "2.9bn for a write-down".
    fn leads_to_measure(&self, word: usize) -> bool {
        let before = self.sentence.before(word).and_then(|before| self.sentence.kind(before));
        let next = self.sentence.after(word).and_then(|next| self.sentence.kind(next));
        let is_parted = matches!(before, Some(Kind::Comma | Kind::Dash | Kind::Open)) && !self.is_compound(word);
        is_parted || matches!(next, Some(Kind::Figure | Kind::Word(Class::By | Class::Filler)))
    }

    /// "Write-down": no blank before the word.
    fn is_compound(&self, word: usize) -> bool {
        let before = self.sentence.before(word).and_then(|before| self.sentence.token(before));
        before.zip(self.sentence.token(word)).is_some_and(|(before, word)| before.end() == word.start)
    }

    /// The current level of a movement that is told to its end and goes on with another: "rose to 153.5 in May from 154.7 in April
    /// and was up 17% from 184.6 a year before".
    fn goes_on_from(&self, word: usize) -> Option<usize> {
        let frame = self.frame.filter(|frame| !frame.prior.is_empty())?;
        let mut says_and = false;
        let is_light = (frame.last.saturating_add(1)..word).filter(|at| !self.sentence.is_aside(*at)).all(|at| {
            says_and |= self.sentence.class(at) == Some(Class::And);
            let is_when = !says_and && matches!(self.sentence.kind(at), Some(Kind::Word(Class::Other)));
            is_when
                || matches!(
                    self.sentence.kind(at),
                    Some(
                        Kind::Period | Kind::Comma | Kind::Word(Class::And | Class::Level | Class::Filler | Class::In)
                    )
                )
        });
        frame.current.last().filter(|_| says_and && is_light)
    }

    /// Begins a movement of a level that another was told of: of two bases each may be the one that is meant, so what does not fit
    /// proves nothing of either.
    fn measure_from_another(&mut self, at: usize, way: Direction, current: usize) {
        if let Some(frame) = self.frame.as_mut().filter(|frame| !frame.growth.is_empty()) {
            frame.is_guess = true;
        }
        self.open(at, way, Listed::one(current), true);
        if let Some(frame) = &mut self.frame {
            frame.is_guess = true;
        }
    }

    /// "Traded at 800p, 32p up from 768p": the figure before the word is how much, where another level stands before it.
    fn difference_before(&self, word: usize) -> Option<(usize, usize)> {
        let difference = self.levels.last().filter(|last| self.sentence.after(*last) == Some(word))?;
        let level = self.earlier.filter(|_| self.leads_from(word))?;
        let suits = self.sentence.sort(level)?.suits(self.sentence.sort(difference)?);
        suits.then_some((level, difference))
    }

    fn open_with_change(&mut self, at: usize, way: Direction, (level, difference): (usize, usize)) {
        self.open(at, way, Listed::one(level), true);
        if let Some(frame) = &mut self.frame {
            frame.change = Listed::one(difference);
            frame.filled = Some(Place::Change);
        }
    }

    /// Without a comma between, "32p up from 768p" may be a level or a difference; after "it was", the level is that of the clause before.
    fn settle_apposed(&mut self, word: usize) {
        if let Some(frame) = &mut self.frame {
            let touches = |level: usize| level.saturating_add(1) == word;
            frame.is_guess |= frame.current.last().is_some_and(touches);
        }
        self.carry_to(word);
    }

    /// Takes the level of the clause before as that of the movement which begins here, where the clause names no other.
    pub(super) fn carry_to(&mut self, word: usize) {
        let carried = self.carried_to(word);
        if let Some(frame) = &mut self.frame
            && let (true, Some(level)) = (frame.current.is_empty(), carried)
        {
            frame.current = Listed::one(level);
            (frame.is_guess, frame.is_subject) = (true, true);
        }
    }

    /// The level of the clause before, where this one says no more of its own subject than "it".
    fn carried_to(&self, word: usize) -> Option<usize> {
        let mut words = (self.clause..word).filter(|at| !self.sentence.is_aside(*at));
        let is_light = |at: usize| {
            let is_it = self.sentence.is_one_of(at, &["it", "this", "they"]);
            is_it || matches!(self.sentence.class(at), Some(Class::Level | Class::Filler))
        };
        let is_amount = |level: &usize| self.sentence.sort(*level).is_some_and(|sort| !sort.is_relative());
        self.carried.filter(is_amount).filter(|_| words.all(is_light))
    }

    /// Whether the word only names the movement of the open frame, which nothing has measured yet.
    pub(super) fn names_frame(&mut self, at: usize, way: Direction) -> bool {
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
    pub(super) fn measured_by_open_frame(&mut self, at: usize, way: Direction) -> bool {
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

    pub(super) fn multiple(&mut self, at: usize) {
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

    /// The word or figure that multiplies a level: "double the 7.3bn of 2013", "three times last year's 7.3bn".
    fn multiple_before(&self, approach: &Approach, figure: usize) -> Option<usize> {
        let is_level_named = approach.at.saturating_add(1) < figure;
        let is_multiple = match approach.lead {
            Lead::Other => self.sentence.kind(approach.at) == Some(Kind::Multiple),
            Lead::Figure => self.sentence.sort(approach.at) == Some(Sort::Times),
            _ => false,
        };
        (is_multiple && is_level_named).then_some(approach.at)
    }

    /// Whether a level is what another is a multiple of.
    pub(super) fn is_multiplied(&mut self, at: usize, sort: Sort, approach: &Approach) -> bool {
        let Some(multiple) = self.multiple_before(approach, at).filter(|_| !sort.is_relative()) else {
            return false;
        };
        let levels = self.apposed_levels(multiple).tail(1);
        if !levels.last().and_then(|level| self.sentence.sort(level)).is_some_and(|level| level.suits(sort)) {
            return false;
        }
        // The word itself began a movement that has no level yet.
        self.frame = self.frame.filter(|frame| frame.multiple != Some(multiple));
        self.close();
        let mut frame =
            Frame { multiple: Some(multiple), current: levels, first: multiple, last: multiple, ..Frame::default() };
        fill(self.sentence, &mut frame, Place::Prior, at, multiple);
        self.frame = Some(frame);
        true
    }

    /// The levels that a word stands beside: "3.4bn, up 54%", "was 5m in the quarter, an increase of 3%".
    pub(super) fn apposed_levels(&self, at: usize) -> Listed {
        match self.levels.last() {
            Some(last) if is_beside(self.sentence, last, at) => self.levels,
            Some(last) if is_predicate(self.sentence, last, at) || self.is_joined_to(last, at) => self.levels.tail(1),
            _ => Listed::default(),
        }
    }

    /// The levels that are the subject of a verb: "sales of 3.4bn rose", "sales were 3.4bn and rose".
    pub(super) fn subject_levels(&self, at: usize) -> Listed {
        match self.levels.last() {
            Some(last) if self.sentence.after(last) == Some(at) || self.is_joined_to(last, at) => self.levels.tail(1),
            _ => Listed::default(),
        }
    }

    /// "Was 3.4bn in 2014 and 12% above": "and" and nothing else after the level but when and where.
    pub(super) fn is_joined_to(&self, level: usize, at: usize) -> bool {
        let and = self.sentence.before(at).filter(|and| self.sentence.class(*and) == Some(Class::And));
        let is_predicate = || {
            let approach = self.sentence.approach(level);
            match approach.lead {
                Lead::Word(Class::Level | Class::At) => true,
                // "Amounted to".
                Lead::Word(Class::To) => self
                    .sentence
                    .before(approach.at)
                    .is_some_and(|verb| self.sentence.class(verb) == Some(Class::Level)),
                _ => false,
            }
        };
        and.is_some_and(|and| level < and && is_harmless(self.sentence, level, and) && is_predicate())
    }
}
