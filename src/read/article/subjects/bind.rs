//! Figures with their subjects, sentence by sentence.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::cast::Cast;
use super::entity::Stage;
use super::metric::{self, Mention, Owner, Place};
use super::names::{Bearer, Name};
use super::period::{self, Positions, Times};
use super::sentence::{Choice, Sentence};
use super::statements::Statements;
use super::words::first_metric;
use super::{Bound, Confidence, Subject, Sure};
use crate::model::{FiscalYearEnd, Kind, Measure, Metric, Period, Unit};
use crate::num::Exact;
use crate::read::article::lexer::{Context, Token, TokenKind};
use crate::read::article::phrases::{Doubt, Member, Paragraph, Part, Relation, Statement, Stretch};
use crate::read::article::room::{MOST_PARAGRAPHS, emptied};

/// The metric of which a stake is a part.
const EQUITY: &str = "equity value";

/// What rises and falls when "shares" do.
const SHARE_PRICE: &str = "share price";

/// What is read from sentence to sentence.
pub(super) struct Reader<'a, 't> {
    cast: &'a Cast<'t>,
    context: &'a Context,
    /// The ends of fiscal years by company, in lower case.
    year_ends: &'a HashMap<String, FiscalYearEnd>,
    focus: Option<&'t str>,
    /// The period spoken of last.
    period: Option<Period>,
    /// The subject of what nothing is said of.
    nothing: Subject,
    /// The name handed out last, so that figures of one entity share it.
    shared: Arc<str>,
    /// Room that is used again from sentence to sentence.
    room: Room<'t>,
}

/// Room for so many figures of a paragraph is kept.
const MOST_FIGURES: usize = 64;

/// What is gathered of a sentence.
#[derive(Default)]
pub(super) struct Room<'t> {
    mentions: Vec<Mention<'t>>,
    positions: Vec<Option<Positions>>,
    choices: Vec<Option<Choice>>,
    found: Vec<Bound>,
    /// Lists of the figures of paragraphs that are done with.
    spare: Vec<Vec<Bound>>,
}

impl Room<'_> {
    /// Takes the figures of a paragraph that is done with.
    pub(super) fn take_back(&mut self, mut figures: Vec<Bound>) {
        if (1..=MOST_FIGURES).contains(&figures.capacity()) && self.spare.len() < MOST_PARAGRAPHS {
            figures.clear();
            self.spare.push(figures);
        }
    }

    /// The room that there was, with nothing in it.
    pub(super) fn emptied<'n>(self) -> Room<'n> {
        let Room { mentions, positions, choices, found, spare } = self;
        Room {
            spare,
            mentions: emptied(mentions),
            positions: emptied(positions),
            choices: emptied(choices),
            found: emptied(found),
        }
    }
}

impl<'a, 't> Reader<'a, 't> {
    pub(super) fn new(
        cast: &'a Cast<'t>,
        context: &'a Context,
        year_ends: &'a HashMap<String, FiscalYearEnd>,
        room: Room<'t>,
    ) -> Self {
        Reader {
            cast,
            context,
            year_ends,
            focus: None,
            period: context.period,
            nothing: Subject::default(),
            shared: Arc::default(),
            room,
        }
    }

    /// Its room, once all sentences are read.
    pub(super) fn finish(self) -> Room<'t> {
        self.room
    }

    /// The figures of the next sentence of a paragraph, from the left, after those of the paragraph that were found before.
    pub(super) fn sentence(
        &mut self,
        paragraph: &Paragraph<'t>,
        sentence: &Stretch,
        names: &[Name<'t>],
        found: &mut Vec<Bound>,
    ) {
        let tokens = &paragraph.tokens;
        let range = sentence.tokens.clone();
        let own = tokens.get(range.clone()).unwrap_or_default();
        let stated = stated_in(&paragraph.statements, &range);
        let metric = first_metric_of(own, sentence);
        if stated.is_empty() && metric.is_none() {
            if sentence.is_measured {
                self.make_room(found);
                let alone = own.iter().filter_map(|token| self.of_nothing(token));
                found.extend(alone.map(Bound::fitted));
            }
            let stage = Stage { cast: self.cast, names, tokens, start: range.start, focus: self.focus };
            self.focus = stage.leaves();
            return;
        }
        let place = Place { text: paragraph.text, tokens, names };
        let mut mentions = std::mem::take(&mut self.room.mentions);
        mentions.clear();
        if let Some(first) = metric {
            metric::mentions(place, &range, range.start.saturating_add(first), &mut mentions);
        }
        let sentence = Sentence::new(tokens, range, names, mentions);
        // Statements hold figures of their own sentence, so that those of a long paragraph are not looked through for each.
        let mut own = std::mem::take(&mut self.room.found);
        self.figures(&sentence, &paragraph.statements, stated, &mut own);
        own.sort_by_key(|bound| bound.span.start);
        own.iter_mut().for_each(fit);
        self.make_room(found);
        found.append(&mut own);
        self.room.found = own;
        let stage = self.stage(&sentence);
        // "Its" is not said of persons.
        let has_its = sentence.mentions.iter().any(|mention| mention.owner == Owner::Anaphor);
        self.focus = stage.unknown_subject().filter(|_| has_its).or_else(|| stage.leaves());
        self.room.mentions = sentence.mentions;
    }

    /// Gives the first figures of a paragraph the room of another.
    fn make_room(&mut self, found: &mut Vec<Bound>) {
        if found.capacity() == 0 {
            *found = self.room.spare.pop().unwrap_or_default();
        }
    }

    fn stage<'s>(&self, sentence: &'s Sentence<'_, 't>) -> Stage<'s, 't>
    where
        'a: 's,
    {
        Stage {
            cast: self.cast,
            names: sentence.names,
            tokens: sentence.tokens,
            start: sentence.range.start,
            focus: self.focus,
        }
    }

    fn figures(
        &mut self,
        sentence: &Sentence<'_, 't>,
        statements: &[Statement],
        stated: Range<usize>,
        found: &mut Vec<Bound>,
    ) {
        let mut positions = std::mem::take(&mut self.room.positions);
        let mut choices = std::mem::take(&mut self.room.choices);
        let own = || stated.clone().zip(statements.get(stated.clone()).unwrap_or_default());
        positions.extend(own().map(|(_, statement)| Positions::of(sentence.tokens, statement)));
        choices.extend(positions.iter().map(|at| sentence.choose(at.as_ref()?.first, at.as_ref()?.last)));
        sentence.deal_out(&positions, &mut choices);
        for ((stated, at), choice) in own().zip(positions.drain(..)).zip(choices.drain(..)) {
            if let Some(at) = at {
                self.statement(sentence, stated, &at, choice, found);
            }
        }
        (self.room.positions, self.room.choices) = (positions, choices);
        self.levels(sentence, found);
    }

    fn statement(
        &mut self,
        sentence: &Sentence<'_, 't>,
        (index, statement): (usize, &Statement),
        at: &Positions,
        choice: Option<Choice>,
        found: &mut Vec<Bound>,
    ) {
        let owned = sentence.owned(choice);
        let start = owned.map_or(at.first, |mention| mention.tokens.start.min(at.first));
        let (entity, of_entity) = self.stage(sentence).entity(owned, &(start..at.last));
        let context = self.context_of(entity);
        let mut times = period::times(sentence.tokens, statement, at, &context);
        if sentence.facts.is_partial() {
            times.confidence = times.confidence.min(Confidence::Likely);
        }
        if times.confidence == Confidence::Certain && sentence.sure_of_facts() == Confidence::Certain {
            self.period = times.main;
        }
        let converted = statement.member(Part::Amount).filter(|_| statement.relation == Relation::Conversion);
        let converted = converted.and_then(|amount| found.iter().find(|bound| bound.span == amount.span));
        let (mut subject, holder) = match (statement.relation, converted) {
            // The same amount is of the same subject.
            (Relation::Conversion, Some(bound)) => (bound.subject.clone(), None),
            (Relation::Stake, _) => self.stake(sentence, statement, at, &times),
            _ => (self.subject(sentence, at.first, choice, (entity, of_entity), &times), None),
        };
        if is_of_price(&subject.metric, statement) {
            subject.metric = Metric::parse(SHARE_PRICE);
        }
        subject.sure.metric = subject.sure.metric.min(sure_of(statement)).min(sentence.sure_of_facts());
        let inherits_period = times.confidence < Confidence::Certain && !times.is_said && !sentence.facts.says_time();
        for member in &statement.members {
            let is_figure = member.part != Part::Direction
                && sentence.tokens.get(sentence.token_at(member.span.start)).is_some_and(is_number);
            if let Some(bound) = found.iter_mut().find(|bound| bound.span == member.span) {
                bound.statements.push(index);
            } else if is_figure {
                let bound = bound(statement, member, &subject, &times, index);
                found.push(Bound { inherits_period, holder: holder.clone(), ..bound });
            }
        }
    }

    /// What the periods of a company's figures are resolved against.
    fn context_of(&self, entity: Option<&str>) -> Context {
        let named = entity.filter(|_| !self.year_ends.is_empty());
        let year_end = named.and_then(|entity| self.year_ends.get(&entity.to_lowercase())).copied();
        Context { period: self.period, year_end: year_end.unwrap_or(self.context.year_end), ..*self.context }
    }

    fn subject(
        &mut self,
        sentence: &Sentence<'_, 't>,
        first: usize,
        choice: Option<Choice>,
        (entity, of_entity): (Option<&str>, Confidence),
        times: &Times,
    ) -> Subject {
        let mention = choice.and_then(|choice| sentence.mentions.get(choice.mention));
        let is_sure = choice.is_some_and(|choice| choice.is_sure) && mention.is_some_and(|mention| mention.is_sure);
        let metric = match mention {
            Some(mention) => mention.metric.clone(),
            None => sentence.named_before(first),
        };
        let of_metric = match (is_sure, metric.name().is_empty()) {
            (true, _) => Confidence::Certain,
            (false, false) => Confidence::Likely,
            (false, true) => Confidence::Unknown,
        };
        let sure = Sure { entity: of_entity, metric: of_metric, period: times.confidence };
        Subject { entity: self.share(entity.unwrap_or_default()), metric, period: times.main, sure }
    }

    /// A stake is of a company's equity: of the one that stands after it, and held by the one before.
    fn stake(
        &mut self,
        sentence: &Sentence<'_, 't>,
        statement: &Statement,
        at: &Positions,
        times: &Times,
    ) -> (Subject, Option<Arc<str>>) {
        let stake = statement.member(Part::Stake).map_or(at.first, |member| sentence.token_at(member.span.start));
        let companies =
            || sentence.names.iter().filter(|name| matches!(name.bearer, Bearer::Organisation | Bearer::Unknown));
        let is_near = |name: &&Name<'_>| name.tokens.start > stake && name.tokens.start <= stake.saturating_add(6);
        let target = companies().find(is_near).map(Name::canonical);
        let before = || {
            companies().filter(|name| name.tokens.end <= at.first && (!name.is_first_word || name.company.is_some()))
        };
        let known = before().rfind(|name| name.company.is_some());
        let holder = known.or_else(|| before().next_back()).map(Name::canonical);
        let of_target = if target.is_some() { Confidence::Certain } else { Confidence::Unknown };
        let entity = self.share(target.unwrap_or_default());
        let period = times.main.filter(|_| times.confidence == Confidence::Certain);
        let sure = Sure { entity: of_target, metric: Confidence::Certain, period: Confidence::Certain };
        let subject = Subject { entity, metric: Metric::parse(EQUITY), period, sure };
        (subject, holder.map(Arc::from))
    }

    /// Figures of which no relation is stated: "revenue was 3.4bn yuan in 2014", and those that stand alone.
    fn levels(&mut self, sentence: &Sentence<'_, 't>, found: &mut Vec<Bound>) {
        let own = sentence.tokens.get(sentence.range.clone()).unwrap_or_default();
        for (at, token) in (sentence.range.start..).zip(own).filter(|(_, token)| is_number(token)) {
            if found.iter().any(|bound| bound.span.start < token.end() && token.start < bound.span.end) {
                continue;
            }
            let Some(alone) = self.of_nothing(token) else { continue };
            let choice = sentence.choose(at, at).filter(|_| alone.measure == Measure::Level);
            found.push(match choice {
                Some(choice) => self.level(sentence, at, choice, alone),
                None => alone,
            });
        }
    }

    /// A figure that stands alone, as the level of a metric.
    fn level(&mut self, sentence: &Sentence<'_, 't>, at: usize, choice: Choice, alone: Bound) -> Bound {
        let owned = sentence.owned(Some(choice));
        let start = owned.map_or(at, |mention| mention.tokens.start.min(at));
        let (entity, of_entity) = self.stage(sentence).entity(owned, &(start..at));
        let times = sentence.times_of(at, &self.context_of(entity));
        let of_facts = sentence.sure_of_facts();
        if times.confidence == Confidence::Certain && of_facts == Confidence::Certain {
            self.period = times.main;
        }
        let mut subject = self.subject(sentence, at, Some(choice), (entity, of_entity), &times);
        let is_level = sentence.is_level(at, choice);
        let most = if is_level { of_facts } else { Confidence::Likely };
        subject.sure.metric = subject.sure.metric.min(most);
        let inherits_period = times.confidence < Confidence::Certain && !times.is_said && !sentence.facts.says_time();
        Bound { subject, inherits_period, ..alone }
    }

    /// A figure of which nothing is said; of a token that is none, nothing.
    fn of_nothing(&self, token: &Token<'_>) -> Option<Bound> {
        let (reported, unit, measure) = match &token.kind {
            TokenKind::Figure(figure) => {
                let power = figure.unit().map_or(0, Unit::power);
                (figure.reported.times_power_of_ten(power), figure.unit(), measure_of_unit(figure.unit()))
            }
            TokenKind::Multiple(multiple) => (multiple.reported, Some(Unit::Times), Measure::Multiple),
            _ => return None,
        };
        Some(Bound {
            span: token.span(),
            reported,
            unit,
            measure,
            subject: self.nothing.clone(),
            versus: None,
            holder: None,
            is_prior: false,
            inherits_period: false,
            statements: Statements::default(),
        })
    }

    fn share(&mut self, entity: &str) -> Arc<str> {
        if &*self.shared != entity {
            self.shared = entity.into();
        }
        Arc::clone(&self.shared)
    }
}

/// "Shares fell 3% to 245p": their price, unless they are counted.
fn is_of_price(metric: &Metric, statement: &Statement) -> bool {
    let is_counted =
        |member: &Member| member.part != Part::Growth && matches!(member.unit, Some(Unit::Count(_)) | None);
    let moves = matches!(
        statement.relation,
        Relation::Growth | Relation::GrowthOfChange | Relation::Direction | Relation::Change
    );
    moves
        && metric.name() == "shares outstanding"
        && !statement.members.iter().any(|m| m.part != Part::Direction && is_counted(m))
}

/// Whether a paragraph has figures that may have a subject: a statement, or a metric in a sentence with a figure.
pub(super) fn has_subjects(paragraph: &Paragraph<'_>) -> bool {
    let may_name = |sentence: &Stretch| {
        let own = paragraph.tokens.get(sentence.tokens.clone());
        own.is_some_and(|own| first_metric_of(own, sentence).is_some())
    };
    !paragraph.statements.is_empty() || paragraph.sentences.iter().any(may_name)
}

/// The first token of a sentence with figures that a metric may begin with.
fn first_metric_of(tokens: &[Token<'_>], sentence: &Stretch) -> Option<usize> {
    if sentence.is_measured && sentence.may_name_metric { first_metric(tokens) } else { None }
}

/// The positions of the statements of a sentence.
fn stated_in(statements: &[Statement], sentence: &Range<usize>) -> Range<usize> {
    let first_from = |token: usize| statements.partition_point(|statement| statement.sentence.start < token);
    first_from(sentence.start)..first_from(sentence.end)
}

/// Whether a token says how much.
fn is_number(token: &Token<'_>) -> bool {
    matches!(token.kind, TokenKind::Figure(_) | TokenKind::Multiple(_))
}

/// How sure the reading of a statement lets its figures be.
fn sure_of(statement: &Statement) -> Confidence {
    // Where a text breaks off, as headlines do, whose figures they are is said before.
    let is_doubtful = statement.doubt.is_some_and(|doubt| doubt != Doubt::CutOff);
    match statement.relation {
        Relation::Parts | Relation::Share | Relation::GrowthOfChange => Confidence::Likely,
        _ if is_doubtful => Confidence::Likely,
        _ => Confidence::Certain,
    }
}

fn bound(statement: &Statement, member: &Member, subject: &Subject, times: &Times, index: usize) -> Bound {
    let measure = member.part.measure();
    let mut subject = subject.clone();
    let mut versus = None;
    let is_prior = member.part == Part::Prior;
    if is_prior {
        subject.period = times.versus;
        subject.sure.period = if times.versus.is_some() { subject.sure.period } else { Confidence::Unknown };
    } else if measure.compares() {
        versus = times.versus;
        // What a percentage is measured from, and on which basis, must be said.
        if versus.is_none() || statement.missing.is_some_and(|missing| !missing.is_a_level()) {
            subject.sure.metric = subject.sure.metric.min(Confidence::Likely);
        }
    }
    let (span, reported, unit) = (member.span.clone(), member.reported, member.unit);
    let (holder, inherits_period, statements) = (None, false, Statements::one(index));
    Bound { span, reported, unit, measure, subject, versus, holder, is_prior, inherits_period, statements }
}

/// Takes back what does not make sense of a figure: a subject without a name, revenue in percent, a stake of more than the whole.
pub(super) fn fit(bound: &mut Bound) {
    let subject = &mut bound.subject;
    if subject.entity.is_empty() {
        subject.sure.entity = Confidence::Unknown;
    }
    // "European shares fell as crude slid below $80": money is no level of a number of things.
    let is_money = bound.measure == Measure::Level && bound.unit.is_some_and(|unit| unit.currency().is_some());
    if is_money && subject.metric.kind() == Some(Kind::Count) {
        (subject.metric, subject.sure.metric) = (Metric::parse(""), Confidence::Unknown);
    }
    let is_fit = bound.unit.is_some_and(|unit| {
        let is_percentage = unit == Unit::Percent && subject.metric.kind().is_some_and(|kind| kind != Kind::Percent);
        bound.measure.fits(unit) && !(bound.measure == Measure::Level && is_percentage)
    });
    let nominal = bound.reported.nominal();
    let is_stake = bound.measure == Measure::Stake;
    if !is_fit || is_stake && (!nominal.is_positive() || nominal > Exact::one()) {
        subject.sure.metric = subject.sure.metric.min(Confidence::Likely);
    }
}

fn measure_of_unit(unit: Option<Unit>) -> Measure {
    match unit {
        Some(Unit::Times) => Measure::Multiple,
        Some(Unit::Points) => Measure::Change,
        _ => Measure::Level,
    }
}
