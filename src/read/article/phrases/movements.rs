//! From movements as read to statements: members in comparable units, with what speaks against judging them.

use std::ops::Range;

use super::brackets::{Pair, is_whole_amount};
use super::counted::counted_word;
use super::doubts;
use super::items::{Lead, Sentence, Sort, reported};
use super::motion::Reading;
use super::scales::{Scale, is_near};
use super::statement::{Doubt, Member, Missing, Part, Relation, Statement};
use super::words::{Class, Direction};
use crate::model::{Noun, Unit};
use crate::num::{Numeral, Qualifier, Reported};
use crate::read::article::lexer::TokenKind;

/// What is counted in points: indices, and the names of those that are called without the word.
const INDICES: &[&str] = &[
    "index", "indices", "omx", "ftse", "nikkei", "topix", "dax", "cac", "stoxx", "nasdaq", "dow", "sensex", "nifty",
    "kospi", "ibex", "bovespa", "russell",
];

/// The statements that a movement makes.
pub(super) fn state(sentence: &Sentence<'_, '_>, reading: &Reading, found: &mut Vec<Statement>) {
    let case = Case::of(sentence, reading);
    let before = found.len();
    if let Some(multiple) = case.multiple() {
        found.extend(case.statement(Relation::Multiple, Some(multiple)));
    }
    let (growth, change) = (case.growth(), case.change());
    match (growth, change) {
        (Some((Relation::Growth, growth)), Some(change)) if case.current.is_none() || case.prior.is_none() => {
            found.extend(case.growth_of_change(growth, change));
        }
        (growth, change) => {
            let stated = growth.into_iter().chain(change.map(|change| (Relation::Change, change)));
            for (relation, member) in stated {
                found.extend(case.statement(relation, Some(member)));
            }
        }
    }
    if found.len() == before {
        found.extend(case.of_levels());
    }
}

/// A level as a member.
#[derive(Clone)]
struct Level {
    member: Member,
    sort: Sort,
    is_loss: Option<bool>,
}

impl Level {
    fn is_below_zero(&self) -> bool {
        self.member.reported.nominal().is_negative()
    }
}

struct Case<'s, 'a, 't> {
    sentence: &'s Sentence<'a, 't>,
    reading: &'s Reading,
    current: Option<Level>,
    prior: Option<Level>,
    missing: Option<Missing>,
    doubt: Option<Doubt>,
}

impl<'s, 'a, 't> Case<'s, 'a, 't> {
    fn of(sentence: &'s Sentence<'a, 't>, reading: &'s Reading) -> Self {
        let mut case = Case {
            sentence,
            reading,
            current: reading.current.and_then(|at| level(sentence, at, Part::Current)),
            prior: reading.prior.and_then(|at| level(sentence, at, Part::Prior)),
            missing: doubts::basis(sentence, reading),
            doubt: doubts::of_reading(sentence, reading),
        };
        case.settle_index();
        case.settle_units();
        case.settle_signs();
        case
    }

    fn object(&mut self, missing: Missing) {
        self.missing = self.missing.or(Some(missing));
    }

    fn suspect(&mut self, doubt: Doubt) {
        self.doubt = self.doubt.or(Some(doubt));
    }

    /// Counts the levels of an index in points: "the FTSE 100 index was 0.3% lower at 2,463.67".
    fn settle_index(&mut self) {
        let levels = || [&self.current, &self.prior].into_iter().flatten();
        let are_open = levels().all(|level| matches!(level.sort, Sort::Bare | Sort::Amount));
        let is_scaled = |at: usize| self.sentence.figure(at).is_some_and(|figure| figure.scale.is_some());
        let places = [self.reading.current, self.reading.prior];
        let end = places.into_iter().flatten().min().unwrap_or(self.reading.clause);
        let names_index = |at: usize| self.sentence.is_one_of(at, INDICES);
        let is_measured = self.reading.growth.or(self.reading.change).is_some();
        let is_index = is_measured && are_open && (self.reading.clause..end).any(names_index);
        if is_index && !places.into_iter().flatten().any(is_scaled) {
            let points = Noun::from_word("points").map(Unit::Count);
            for level in [&mut self.current, &mut self.prior].into_iter().flatten() {
                level.member.unit = points;
            }
        }
    }

    /// Gives a level without a unit that of the other, and its scale: "to 22.1 mln eur from 19.9 mln".
    fn settle_units(&mut self) {
        let is_other_count = self.names_other_count();
        let (Some(current), Some(prior)) = (&mut self.current, &mut self.prior) else {
            return;
        };
        if !current.sort.suits(prior.sort) {
            return self.object(Missing::TwoUnits);
        }
        let unit = current.member.unit.or(prior.member.unit);
        if unit == Some(Unit::Percent) {
            for level in [&mut *current, &mut *prior].into_iter().filter(|level| level.sort == Sort::Bare) {
                level.member.reported = level.member.reported.times_power_of_ten(Unit::Percent.power());
            }
        }
        current.member.unit = unit;
        prior.member.unit = unit;
        let scale = |at: Option<usize>| at.and_then(|at| Scale::of(self.sentence.token(at)?));
        let (of_current, of_prior) = (scale(self.reading.current), scale(self.reading.prior));
        let is_one_scaled = of_current.is_some() != of_prior.is_some();
        let is_settled = match (of_current, of_prior) {
            // The scale may be what is missing of the text.
            _ if self.doubt == Some(Doubt::CutOff) => true,
            // "To 41.2m, from 120 airports" counts the airports one by one.
            _ if is_other_count => false,
            (Some(scale), None) => scale.settle(&current.member.reported, &mut prior.member.reported, prior.sort),
            (None, Some(scale)) => scale.settle(&prior.member.reported, &mut current.member.reported, current.sort),
            _ => true,
        };
        let per_unit = |at: Option<usize>| at.is_some_and(|at| self.sentence.is_per_unit(at));
        let is_mixed = per_unit(self.reading.current) != per_unit(self.reading.prior);
        // "To 3.5 mln barrels per day from 3.8 mln" leaves the day out, "at $45 each, up from 100 million" is of two things.
        let is_mixed = is_mixed && (is_one_scaled || !is_near(&current.member.reported, &prior.member.reported));
        if is_mixed || !is_settled {
            self.suspect(Doubt::Scale);
        }
    }

    /// Whether the level before has no scale but says what it counts, and the other does not say the same.
    fn names_other_count(&self) -> bool {
        let word = |at: Option<usize>| counted_word(self.sentence, at?);
        let is_scaled =
            |at: Option<usize>| at.and_then(|at| self.sentence.figure(at)).is_some_and(|figure| figure.scale.is_some());
        let (current, prior) = (self.reading.current, self.reading.prior);
        let is_other = |one: Option<usize>, other: Option<usize>| {
            word(one).is_some_and(|own| word(other) != Some(own)) && !is_scaled(one) && is_scaled(other)
        };
        is_other(prior, current)
    }

    fn settle_signs(&mut self) {
        let subject = doubts::subject_is_loss(self.sentence, self.reading);
        let current = self.current.as_ref().and_then(|level| level.is_loss).or(subject);
        // "A net loss of $(38.4) million" is below zero twice, so that which way it went may be meant either way.
        if [&self.current, &self.prior].into_iter().flatten().any(Level::is_below_zero) {
            self.suspect(Doubt::Direction);
        }
        let (Some(_), Some(prior)) = (&self.current, &self.prior) else {
            return;
        };
        if let (Some(current), Some(prior)) = (current, prior.is_loss)
            && current != prior
        {
            self.object(Missing::LossAndProfit);
        } else if prior.is_loss == Some(true) && current.is_none() {
            self.object(Missing::LossAndProfit);
        } else if current == Some(true)
            && prior.is_loss.is_none()
            && self.current.as_ref().is_some_and(|level| level.is_loss.is_some())
        {
            self.suspect(Doubt::Reading);
        }
    }

    fn multiple(&self) -> Option<Member> {
        let token = self.sentence.token(self.reading.multiple?)?;
        let reported = match &token.kind {
            TokenKind::Multiple(multiple) => Some(multiple.reported),
            TokenKind::Figure(figure) => Some(figure.reported),
            _ => None,
        };
        Some(Member { part: Part::Multiple, span: token.span(), reported: reported?, unit: Some(Unit::Times) })
    }

    /// Growth in percent, or a change in points.
    fn growth(&self) -> Option<(Relation, Member)> {
        if let Some(fraction) = self.fraction() {
            let member = self.moved(fraction, Part::Growth, 0)?;
            return Some((Relation::Growth, Member { unit: Some(Unit::Percent), ..member }));
        }
        let at = self.reading.growth?;
        let figure = self.sentence.figure(at)?;
        let unit = figure.unit().filter(|unit| matches!(unit, Unit::Percent | Unit::Points | Unit::Times))?;
        let relation = match unit {
            Unit::Percent => Relation::Growth,
            Unit::Points => Relation::Change,
            _ => return None,
        };
        let part = if relation == Relation::Growth { Part::Growth } else { Part::Change };
        let mut member = self.moved(at, part, unit.power())?;
        member.unit = Some(unit);
        let level = self.current.as_ref().or(self.prior.as_ref());
        if let (Unit::Points, Some(level)) = (unit, level)
            && level.sort != Sort::Percent
        {
            // The points of an index are not hundredths.
            member.reported = member.reported.times_power_of_ten(Unit::Points.power().saturating_neg());
            member.unit = level.member.unit;
        }
        Some((relation, member))
    }

    /// "Shrank by a fifth": a fraction of the level, no amount.
    fn fraction(&self) -> Option<usize> {
        self.reading.change.filter(|at| self.sentence.figure(*at).is_some_and(|figure| figure.is_fraction))
    }

    fn change(&self) -> Option<Member> {
        let at = self.reading.change.filter(|_| self.fraction().is_none())?;
        let sort = self.sentence.sort(at)?;
        let level = self.current.as_ref().or(self.prior.as_ref());
        if level.is_some_and(|level| level.sort == Sort::Percent) && self.counts_points(at) {
            let member = self.moved(at, Part::Change, Unit::Points.power())?;
            return Some(Member { unit: Some(Unit::Points), ..member });
        }
        let suits = |level: Sort| if self.current.is_none() { sort.may_be_part_of(level) } else { level.suits(sort) };
        let fits = level.is_none_or(|level| suits(level.sort) && level.sort != Sort::Percent);
        let unit = sort.unit().or(level.and_then(|level| level.member.unit));
        let mut member = self.moved(at, Part::Change, unit.map_or(0, Unit::power))?;
        member.unit = unit;
        fits.then_some(member)
    }

    /// Whether a figure counts points: of a percentage those are percentage points.
    fn counts_points(&self, at: usize) -> bool {
        let says = |text: &str| text.ends_with("point") || text.ends_with("points");
        let next = self.sentence.token(at.saturating_add(1));
        self.sentence.token(at).is_some_and(|token| says(token.text)) || next.is_some_and(|token| says(token.text))
    }

    /// How much it moved, below zero for a fall.
    fn moved(&self, at: usize, part: Part, power: i32) -> Option<Member> {
        let token = self.sentence.token(at)?;
        let figure = token.figure()?;
        let mut reported = reported(self.sentence, at)?.times_power_of_ten(power);
        let is_signed = figure.has_sign || reported.nominal().is_negative();
        let falls = match self.reading.way {
            Some(Direction::Down) => true,
            Some(Direction::Up) => false,
            _ => self.levels_fall(),
        };
        if falls && !is_signed {
            reported = reported.negated();
        }
        Some(Member { part, span: token.span(), reported, unit: None })
    }

    fn levels_fall(&self) -> bool {
        match (&self.current, &self.prior) {
            (Some(current), Some(prior)) => current.member.reported.nominal() < prior.member.reported.nominal(),
            _ => false,
        }
    }

    /// The members with the stated one first.
    fn members(&self, stated: Option<Member>) -> Vec<Member> {
        let levels = [&self.current, &self.prior].into_iter().flatten().map(|level| level.member.clone());
        stated.into_iter().chain(levels).collect()
    }

    fn statement(&self, relation: Relation, stated: Option<Member>) -> Option<Statement> {
        let is_percentage = [&self.current, &self.prior].into_iter().flatten().any(|level| level.sort == Sort::Percent);
        let missing = match (&self.current, &self.prior) {
            (None, None) => Some(Missing::Levels),
            (Some(_), None) => Some(Missing::Prior),
            (None, Some(_)) => Some(Missing::Current),
            _ if is_percentage && relation == Relation::Growth => Some(Missing::PercentOrPoints),
            _ => None,
        };
        // An amount by which something moved states nothing without a level.
        if relation == Relation::Change && missing == Some(Missing::Levels) {
            return None;
        }
        let way = match self.reading.way {
            Some(Direction::Up | Direction::Down) => None,
            _ if relation == Relation::Multiple => None,
            _ => Some(Doubt::Direction),
        };
        let way = way.or_else(|| self.is_quoted().then_some(Doubt::Quotation));
        Some(self.made(relation, self.members(stated), self.missing.or(missing), self.doubt.or(way)))
    }

    fn growth_of_change(&self, growth: Member, change: Member) -> Option<Statement> {
        let missing = if self.current.is_none() && self.prior.is_none() { Some(Missing::Levels) } else { None };
        let mut members = self.members(Some(growth));
        members.insert(1, change);
        Some(self.made(Relation::GrowthOfChange, members, self.missing.or(missing), self.doubt))
    }

    /// A movement of which only the levels are given.
    fn of_levels(&self) -> Option<Statement> {
        let (current, prior) = match (&self.current, &self.prior) {
            (Some(current), Some(prior)) => (current, prior),
            (None, Some(_)) => {
                let missing = self.missing.or(Some(Missing::Current));
                return Some(self.made(Relation::Comparison, self.members(None), missing, self.doubt));
            }
            _ => return None,
        };
        // "Its growth forecast to 2.2% from 3.2%": growth is what moves, not how.
        let is_metric = current.sort == Sort::Percent && self.is_noun();
        let says_way = matches!(self.reading.way, Some(Direction::Up | Direction::Down)) && !is_metric;
        match self.direction().filter(|_| says_way && !current.is_below_zero() && !prior.is_below_zero()) {
            Some(word) => {
                let way =
                    if self.is_quoted() { Some(Doubt::Quotation) } else { doubts::of_way(self.sentence, self.reading) };
                let doubt = self.doubt.or(way);
                Some(self.made(Relation::Direction, self.members(Some(word)), self.missing, doubt))
            }
            None if self.is_between_places(current, prior) => None,
            None => {
                let missing = self.missing.or(Some(Missing::Movement));
                Some(self.made(Relation::Comparison, self.members(None), missing, self.doubt))
            }
        }
    }

    /// Whether the levels may be rates of exchange or prices that are quoted the other way round: no rate has a scale, counts things
    /// or is a percentage.
    fn is_quoted(&self) -> bool {
        let levels = [(&self.current, self.reading.current), (&self.prior, self.reading.prior)];
        let mut levels = levels.into_iter().filter_map(|(level, at)| Some((level.as_ref()?, at?)));
        let may_be_rates = levels.all(|(level, at)| {
            let is_scaled = self.sentence.figure(at).is_some_and(|figure| figure.scale.is_some());
            !is_scaled && !matches!(level.sort, Sort::Percent | Sort::Count(_))
        });
        may_be_rates && doubts::is_quoted(self.sentence, self.reading)
    }

    /// "Moved to 5 Main Street from 7 High Street".
    fn is_between_places(&self, current: &Level, prior: &Level) -> bool {
        let is_plain =
            |at: Option<usize>| at.and_then(|at| self.sentence.figure(at)).is_some_and(|figure| figure.scale.is_none());
        let are_bare = current.member.unit.is_none() && prior.member.unit.is_none();
        self.reading.way == Some(Direction::Either) && are_bare && is_plain(self.reading.current)
    }

    fn is_noun(&self) -> bool {
        let class = self.reading.word.and_then(|word| self.sentence.class(word));
        matches!(class, Some(Class::Noun(_)))
    }

    /// The word of movement: from zero up, or from zero down.
    fn direction(&self) -> Option<Member> {
        let token = self.sentence.token(self.reading.word?)?;
        // "Went up to 3.5m", of which the figure has taken "up to".
        let span: Range<usize> =
            if token.figure().is_some() { token.start..token.start.saturating_add(2) } else { token.span() };
        let qualifier = match self.reading.way? {
            Direction::Down => Qualifier::AtMost,
            _ => Qualifier::AtLeast,
        };
        let unit = self.current.as_ref()?.member.unit;
        let unit = if unit == Some(Unit::Percent) { Some(Unit::Points) } else { unit };
        Some(Member { part: Part::Direction, span, reported: Reported::new(Numeral::new(0, 0), qualifier), unit })
    }

    fn made(
        &self,
        relation: Relation,
        members: Vec<Member>,
        missing: Option<Missing>,
        doubt: Option<Doubt>,
    ) -> Statement {
        let token = |at: usize| self.sentence.items.get(at).map_or(0, |item| item.token);
        Statement {
            relation,
            members,
            missing,
            doubt,
            clause: token(self.reading.clause)..token(self.reading.last).saturating_add(1),
            sentence: self.sentence.token_range(),
        }
    }
}

fn level(sentence: &Sentence<'_, '_>, at: usize, part: Part) -> Option<Level> {
    let token = sentence.token(at)?;
    let sort = match sentence.sort(at)? {
        // The points of an index.
        Sort::Points => Sort::Bare,
        sort => sort,
    };
    let unit = sort.unit();
    let power = unit.map_or(0, Unit::power);
    let reported = reported(sentence, at)?.times_power_of_ten(power);
    let approach = sentence.approach(at);
    let is_loss = approach.is_loss.filter(|_| approach.lead != Lead::Start);
    let span = match token.figure() {
        Some(figure) if sentence.went_up_to(at) => figure.amount.clone(),
        _ => token.span(),
    };
    Some(Level { member: Member { part, span, reported, unit }, sort, is_loss })
}

/// A figure as a member.
pub(super) fn member(sentence: &Sentence<'_, '_>, at: usize, part: Part) -> Option<Member> {
    level(sentence, at, part).map(|level| level.member)
}

/// The statement of a conversion.
pub(super) fn convert(sentence: &Sentence<'_, '_>, pair: Pair) -> Option<Statement> {
    let members =
        vec![member(sentence, pair.converted, Part::Converted)?, member(sentence, pair.amount, Part::Amount)?];
    let doubt = if is_whole_amount(sentence, pair) { None } else { Some(Doubt::Reading) };
    Some(sentence.statement(Relation::Conversion, members, None, doubt, pair.amount))
}
