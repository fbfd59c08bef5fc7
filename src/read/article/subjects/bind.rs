//! Figures with their subjects, sentence by sentence.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::cast::Cast;
use super::entity::Stage;
use super::metric::{self, Mention, Place};
use super::names::{self, Bearer, Name};
use super::period::{self, Positions, Times};
use super::words::Kinds;
use super::{Bound, Confidence, Paragraph, Subject, Sure};
use crate::model::{FiscalYearEnd, Kind, Measure, Metric, Period, Unit};
use crate::num::Exact;
use crate::read::article::lexer::{Context, Token, TokenKind};
use crate::read::article::phrases::{self, Link, Member, Part, Relation, Statement};

/// The metric of which a stake is a part.
const EQUITY: &str = "equity value";

/// What is read from sentence to sentence.
pub(super) struct Reader<'a, 't> {
    cast: &'a Cast<'t>,
    context: &'a Context,
    /// The ends of fiscal years by company, in lower case.
    year_ends: &'a HashMap<String, FiscalYearEnd>,
    focus: Option<&'t str>,
    /// The period spoken of last.
    period: Option<Period>,
    /// The name handed out last, so that figures of one entity share it.
    shared: Arc<str>,
}

/// A sentence being read.
struct Sentence<'a, 't> {
    tokens: &'a [Token<'t>],
    range: Range<usize>,
    names: Vec<Name<'t>>,
    mentions: Vec<Mention<'t>>,
}

/// Which mention a statement or figure is of.
#[derive(Clone, Copy)]
struct Choice {
    mention: usize,
    is_sure: bool,
}

impl<'a, 't> Reader<'a, 't> {
    pub(super) fn new(cast: &'a Cast<'t>, context: &'a Context, year_ends: &'a HashMap<String, FiscalYearEnd>) -> Self {
        Reader { cast, context, year_ends, focus: None, period: context.period, shared: "".into() }
    }

    /// The figures of a paragraph.
    pub(super) fn paragraph(&mut self, paragraph: &Paragraph<'t>) -> Vec<Bound> {
        let mut found = Vec::new();
        for range in phrases::sentences(&paragraph.tokens) {
            let tokens = &paragraph.tokens;
            let names = names::names(paragraph.text, tokens, range.clone());
            let has_figures = tokens.get(range.clone()).is_some_and(|tokens| tokens.iter().any(is_number));
            if has_figures {
                let place = Place { text: paragraph.text, tokens, names: &names, cast: self.cast };
                let mentions = metric::mentions(place, range.clone());
                let sentence = Sentence { tokens, range, names, mentions };
                self.sentence(&sentence, &paragraph.statements, &mut found);
                self.focus = self.stage(&sentence).leaves();
            } else {
                let stage = Stage { cast: self.cast, names: &names, focus: self.focus };
                self.focus = stage.leaves();
            }
        }
        found.sort_by_key(|bound| bound.span.start);
        found.iter_mut().for_each(fit);
        found
    }

    fn stage<'s>(&self, sentence: &'s Sentence<'_, 't>) -> Stage<'s, 't>
    where
        'a: 's,
    {
        Stage { cast: self.cast, names: &sentence.names, focus: self.focus }
    }

    fn sentence(&mut self, sentence: &Sentence<'_, 't>, statements: &[Statement], found: &mut Vec<Bound>) {
        let own = |statement: &Statement| sentence.range.contains(&statement.sentence.start);
        let own: Vec<(usize, &Statement)> = statements.iter().enumerate().filter(|(_, one)| own(one)).collect();
        let positions: Vec<_> = own.iter().map(|(_, one)| Positions::of(sentence.tokens, one)).collect();
        let mut choices: Vec<Option<Choice>> =
            positions.iter().map(|at| sentence.choose(at.as_ref()?.first, at.as_ref()?.last)).collect();
        sentence.deal_out(&positions, &mut choices);
        for (((index, statement), at), choice) in own.iter().zip(&positions).zip(&choices) {
            if let Some(at) = at {
                self.statement(sentence, (*index, statement), at, *choice, found);
            }
        }
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
        let mention = choice.and_then(|choice| sentence.mentions.get(choice.mention));
        let start = mention.map_or(at.first, |mention| mention.tokens.start.min(at.first));
        let (entity, of_entity) = self.stage(sentence).entity(mention, &(start..at.last));
        let context = self.context_of(entity);
        let times = period::times(sentence.tokens, statement, at, &context);
        if times.confidence == Confidence::Certain {
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
        subject.sure.metric = subject.sure.metric.min(sure_of(statement)).min(sentence.sure_of_facts());
        let inherits_period = times.confidence == Confidence::Likely && !times.is_said && !sentence.says_time();
        for member in &statement.members {
            let is_figure = sentence.tokens.get(sentence.token_at(member.span.start)).is_some_and(is_number);
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
        let year_end = entity.and_then(|entity| self.year_ends.get(&entity.to_lowercase())).copied();
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
        let target = companies().find(is_near).map(|name| self.cast.named(name.text).unwrap_or(name.text));
        let holder = companies().filter(|name| {
            name.tokens.end <= at.first && !name.is_first_word
                || self.cast.named(name.text).is_some() && name.tokens.end <= at.first
        });
        let holder = holder.last().map(|name| self.cast.named(name.text).unwrap_or(name.text));
        let of_target = if target.is_some() { Confidence::Certain } else { Confidence::Unknown };
        let entity = self.share(target.unwrap_or_default());
        let period = times.main.filter(|_| times.confidence == Confidence::Certain);
        let sure = Sure { entity: of_target, metric: Confidence::Certain, period: Confidence::Certain };
        let subject = Subject { entity, metric: Metric::parse(EQUITY), period, sure };
        (subject, holder.map(Arc::from))
    }

    /// Figures of which no relation is stated: "revenue was 3.4bn yuan in 2014", and those that stand alone.
    fn levels(&mut self, sentence: &Sentence<'_, 't>, found: &mut Vec<Bound>) {
        for at in sentence.range.clone() {
            let Some(token) = sentence.tokens.get(at).filter(|token| is_number(token)) else { continue };
            if found.iter().any(|bound| bound.span.start < token.end() && token.start < bound.span.end) {
                continue;
            }
            let (reported, unit, measure) = match &token.kind {
                TokenKind::Figure(figure) => {
                    let power = figure.unit().map_or(0, Unit::power);
                    (figure.reported.times_power_of_ten(power), figure.unit(), measure_of_unit(figure.unit()))
                }
                TokenKind::Multiple(multiple) => (multiple.reported, Some(Unit::Times), Measure::Multiple),
                _ => continue,
            };
            let choice = sentence.choose(at, at).filter(|_| measure == Measure::Level);
            let mention = choice.and_then(|choice| sentence.mentions.get(choice.mention));
            let start = mention.map_or(at, |mention| mention.tokens.start.min(at));
            let (entity, of_entity) = self.stage(sentence).entity(mention, &(start..at));
            let times = sentence.times_of(at, &self.context_of(entity));
            let mut subject = match choice {
                Some(_) => self.subject(sentence, at, choice, (entity, of_entity), &times),
                None => Subject::default(),
            };
            subject.sure.metric = subject.sure.metric.min(sentence.sure_of_facts());
            if !sentence.is_level(at, choice) {
                subject.sure.metric = subject.sure.metric.min(Confidence::Likely);
            }
            let inherits_period = times.confidence == Confidence::Likely && !times.is_said && !sentence.says_time();
            let (versus, holder, statements) = (None, None, Vec::new());
            let (span, is_prior) = (token.span(), false);
            found.push(Bound {
                span,
                reported,
                unit,
                measure,
                subject,
                versus,
                holder,
                is_prior,
                inherits_period,
                statements,
            });
        }
    }

    fn share(&mut self, entity: &str) -> Arc<str> {
        if &*self.shared != entity {
            self.shared = entity.into();
        }
        Arc::clone(&self.shared)
    }
}

impl<'t> Sentence<'_, 't> {
    fn token_at(&self, start: usize) -> usize {
        self.tokens.partition_point(|token| token.end() <= start)
    }

    /// The metric of the figures between two tokens: one that is named among them ("a 12% rise in revenue to 3.1bn"), else the one
    /// named last before, else the one right after ("3.1bn yuan in revenue").
    fn choose(&self, first: usize, last: usize) -> Option<Choice> {
        let position = |test: &dyn Fn(&Mention<'_>) -> bool| self.mentions.iter().rposition(test);
        let within = position(&|mention| {
            mention.tokens.start > first && mention.tokens.end <= last && self.follows_preposition(mention)
        });
        let before = || {
            let mention = position(&|mention| mention.tokens.end <= first)?;
            let end = self.mentions.get(mention)?.tokens.end;
            Some(Choice { mention, is_sure: self.leads(end, first) })
        };
        let after = || {
            let past = last.saturating_add(1);
            let is_next = |mention: &Mention<'_>| {
                let gap = mention.tokens.start.saturating_sub(past);
                mention.tokens.start >= past && gap <= 1 && (gap == 0 || self.follows_preposition(mention))
            };
            let mention = self.mentions.iter().position(is_next)?;
            Some(Choice { mention, is_sure: true })
        };
        let near = || before().filter(|choice| choice.is_sure);
        within.map(|mention| Choice { mention, is_sure: true }).or_else(near).or_else(after).or_else(before)
    }

    fn follows_preposition(&self, mention: &Mention<'_>) -> bool {
        let before = mention.tokens.start.checked_sub(1).and_then(|before| self.tokens.get(before));
        before.is_some_and(|token| token.kind == TokenKind::Word && phrases::link(token.text) == Link::Preposition)
    }

    /// Whether nothing stands between a metric and the first of its figures but what leads from one to the other.
    fn leads(&self, from: usize, to: usize) -> bool {
        let between = self.tokens.get(from..to).unwrap_or_default();
        between.iter().all(|token| match &token.kind {
            TokenKind::Word => {
                matches!(phrases::link(token.text), Link::Joins | Link::Preposition | Link::Filler)
                    || token.text.ends_with("ly")
                    || ["year", "on", "over", "it", "a"].iter().any(|word| token.is_word(word))
            }
            TokenKind::Period(_) | TokenKind::Time(_) | TokenKind::Ordinal(_) => true,
            TokenKind::Punctuation => matches!(token.text, "-" | "(" | ")" | "," | ":"),
            _ => false,
        })
    }

    /// "Revenue and net income were 3.1bn and 410m": metrics that are named together share out the statements in their order.
    fn deal_out(&self, positions: &[Option<Positions>], choices: &mut [Option<Choice>]) {
        for last in 0..self.mentions.len() {
            let first = self.coordinated_from(last);
            if first == last {
                continue;
            }
            let of_group = |choice: &Option<Choice>| choice.is_some_and(|choice| choice.mention == last);
            let levels = positions.iter().zip(choices.iter()).filter(|(_, choice)| of_group(choice));
            let mut levels: Vec<usize> = levels.filter_map(|(at, _)| at.as_ref()?.current).collect();
            levels.sort_unstable();
            levels.dedup();
            let fits = levels.len() == last.saturating_sub(first).saturating_add(1);
            for (at, choice) in positions.iter().zip(choices.iter_mut()).filter(|(_, choice)| of_group(choice)) {
                let order = at.as_ref().and_then(|at| levels.iter().position(|level| Some(*level) == at.current));
                *choice = match order.filter(|_| fits) {
                    Some(order) => Some(Choice { mention: first.saturating_add(order), is_sure: true }),
                    None => choice.map(|choice| Choice { is_sure: false, ..choice }),
                };
            }
        }
    }

    /// The first of the metrics that are named together with one: "revenue and net income".
    fn coordinated_from(&self, last: usize) -> usize {
        let mut first = last;
        while let Some(before) = first.checked_sub(1) {
            let between = |one: &Mention<'_>, other: &Mention<'_>| self.tokens.get(one.tokens.end..other.tokens.start);
            let (Some(one), Some(other)) = (self.mentions.get(before), self.mentions.get(first)) else { break };
            let joins = |token: &Token<'_>| token.text == "," || token.is_word("and");
            match between(one, other) {
                Some(between) if !between.is_empty() && between.iter().all(joins) => first = before,
                _ => break,
            }
        }
        first
    }

    /// Whether a figure is said to be the level of a metric, and nothing else of it.
    fn is_level(&self, at: usize, choice: Option<Choice>) -> bool {
        let Some(mention) = choice.and_then(|choice| self.mentions.get(choice.mention)) else {
            return false;
        };
        let moves = |token: &Token<'_>| ["by", "to"].iter().any(|word| token.is_word(word));
        let between = self.tokens.get(mention.tokens.end..at).unwrap_or_default();
        mention.tokens.end <= at && !between.iter().any(moves) && self.names_no_basis()
    }

    /// Whether the sentence says nothing of forecasts, adjustments and the like.
    fn names_no_basis(&self) -> bool {
        !self.words().any(|word| phrases::link(word) == Link::Basis)
    }

    /// A sentence may speak of what is not so, or not yet.
    fn sure_of_facts(&self) -> Confidence {
        let is_modal = |word: &str| Kinds::of(word).is_modal() && !word.starts_with(char::is_uppercase);
        if self.words().any(is_modal) { Confidence::Likely } else { Confidence::Certain }
    }

    /// Whether the sentence has words for times besides the periods that it names.
    fn says_time(&self) -> bool {
        self.words().any(|word| Kinds::of(word).is_time() || Kinds::of(word).is_span())
    }

    fn words(&self) -> impl Iterator<Item = &'t str> {
        let tokens = self.tokens.get(self.range.clone()).unwrap_or_default();
        tokens.iter().filter(|token| token.kind == TokenKind::Word).map(|token| token.text)
    }

    /// The period of a figure by itself.
    fn times_of(&self, at: usize, context: &Context) -> Times {
        period::of_figure(self.tokens, at, self.range.clone(), context)
    }

    /// The words before the verb, by which a metric that is not known is called.
    fn named_before(&self, first: usize) -> Metric {
        let word =
            |at: usize| self.tokens.get(at).filter(|token| token.kind == TokenKind::Word).map(|token| token.text);
        let leads = |at: usize| word(at).is_some_and(|word| matches!(phrases::link(word), Link::Joins | Link::Filler));
        let mut end = first;
        while end > self.range.start && leads(end.saturating_sub(1)) {
            end = end.saturating_sub(1);
        }
        let is_noun = |at: usize| {
            word(at).is_some_and(|word| {
                phrases::link(word) == Link::Other
                    && !Kinds::of(word).is_plain()
                    && !self.names.iter().any(|name| name.tokens.contains(&at))
            })
        };
        let mut start = end;
        while end < first
            && start > self.range.start
            && end.saturating_sub(start) < 4
            && is_noun(start.saturating_sub(1))
        {
            start = start.saturating_sub(1);
        }
        let words: Vec<&str> = (start..end).filter_map(word).collect();
        Metric::parse(&words.join(" ").replace('/', " "))
    }
}

fn is_number(token: &Token<'_>) -> bool {
    matches!(token.kind, TokenKind::Figure(_) | TokenKind::Multiple(_))
}

/// How sure the reading of a statement lets its figures be.
fn sure_of(statement: &Statement) -> Confidence {
    let is_doubtful = statement.doubt.is_some();
    match statement.relation {
        Relation::Parts | Relation::Share | Relation::GrowthOfChange => Confidence::Likely,
        _ if is_doubtful => Confidence::Likely,
        _ => Confidence::Certain,
    }
}

fn bound(statement: &Statement, member: &Member, subject: &Subject, times: &Times, index: usize) -> Bound {
    let measure = measure(member.part);
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
    let (holder, inherits_period, statements) = (None, false, vec![index]);
    Bound { span, reported, unit, measure, subject, versus, holder, is_prior, inherits_period, statements }
}

/// Takes back what does not make sense of a figure: a subject without a name, revenue in percent, a stake of more than the whole.
fn fit(bound: &mut Bound) {
    let subject = &mut bound.subject;
    if subject.entity.is_empty() {
        subject.sure.entity = Confidence::Unknown;
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

fn measure(part: Part) -> Measure {
    match part {
        Part::Growth => Measure::Growth,
        Part::Change | Part::Direction => Measure::Change,
        Part::Multiple => Measure::Multiple,
        Part::Stake => Measure::Stake,
        Part::Price => Measure::Price,
        Part::Share => Measure::Share,
        _ => Measure::Level,
    }
}

fn measure_of_unit(unit: Option<Unit>) -> Measure {
    match unit {
        Some(Unit::Times) => Measure::Multiple,
        Some(Unit::Points) => Measure::Change,
        _ => Measure::Level,
    }
}
