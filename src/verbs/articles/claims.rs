//! What sentences state, as claims on their figures.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::{Story, Told};
use crate::engine::{Claim, Tie};
use crate::identity::{CHANGE, Exponent, GROWTH, Identity, MULTIPLE, Role, SHARE, STAKE, Term, parts};
use crate::model::{Figure, Measure, Unit};
use crate::num::{Convention, Exact, Interval};
use crate::read::article::phrases::{Member, Part, Relation, Statement};
use crate::read::article::subjects::{Confidence, Subject};

/// What the sentences of a paragraph state of its figures, each with the statement.
pub(super) fn claims<'a>(
    story: &'a Story<'_>,
    told: &'a Told<'_>,
    convention: Convention,
) -> impl Iterator<Item = (Claim, &'a Statement)> + 'a {
    let reading = Reading { story, told, convention };
    let statements = told.read.statements.iter().enumerate();
    statements.filter_map(move |(index, statement)| Some((reading.claim(index, statement)?, statement)))
}

/// A paragraph whose statements become claims.
struct Reading<'a> {
    story: &'a Story<'a>,
    told: &'a Told<'a>,
    convention: Convention,
}

impl Reading<'_> {
    fn claim(&self, index: usize, statement: &Statement) -> Option<Claim> {
        let is_ignored = |span: &Range<usize>| self.story.document.is_ignored(self.told.passage, span.clone());
        if statement.members.iter().any(|member| is_ignored(&member.span)) {
            return None;
        }
        let subject = self.subject(index, statement).map_or_else(|| Cow::Owned(Subject::default()), Cow::Borrowed);
        let tie = self.tie(statement, &subject)?;
        let mut parts_so_far = 0_u8;
        let members = statement.members.iter().map(|member| {
            let role = match statement.relation {
                Relation::Share if member.part == Part::Part => Role::Part,
                _ => role(member.part, &mut parts_so_far),
            };
            (role, self.figure(member, &subject))
        });
        Some(Claim {
            tie,
            members: members.collect(),
            missing: statement.missing.map(|missing| missing.name().into()),
            doubt: statement.doubt.map(|doubt| doubt.name().into()),
        })
    }

    /// The subject of a statement: that of the figure whose own measure it states.
    fn subject(&self, index: usize, statement: &Statement) -> Option<&Subject> {
        let starts = || statement.members.iter().map(|member| member.span.start);
        let first_from = |at: usize| self.told.figures.partition_point(|bound| bound.span.start < at);
        let about = first_from(starts().min()?)..first_from(starts().max()?.saturating_add(1));
        let about = self.told.figures.get(about).unwrap_or_default();
        let of_statement = || about.iter().filter(|bound| bound.statements.contains(index));
        let main = of_statement().find(|bound| bound.measure != Measure::Level).or_else(|| of_statement().next());
        main.map(|bound| &bound.subject)
    }

    fn tie(&self, statement: &Statement, subject: &Subject) -> Option<Tie> {
        let equation = |identity: &'static Identity| Tie::Equation(Cow::Borrowed(identity));
        Some(match statement.relation {
            Relation::Growth => equation(&GROWTH),
            Relation::GrowthOfChange => Tie::Equation(Cow::Owned(growth_of_change(statement))),
            Relation::Change | Relation::Comparison => equation(&CHANGE),
            Relation::Multiple => equation(&MULTIPLE),
            Relation::Direction => {
                Tie::Direction(self.text(statement.member(Part::Direction)?.span.clone()).to_owned())
            }
            Relation::Conversion => Tie::Conversion { is_dated: subject.sure.period == Confidence::Certain },
            Relation::Stake => equation(&STAKE),
            Relation::Share => equation(&SHARE),
            Relation::Parts => {
                let count = statement.members.iter().filter(|member| member.part == Part::Part).count();
                Tie::Equation(Cow::Owned(parts(count)?))
            }
        })
    }

    fn text(&self, span: Range<usize>) -> &str {
        self.told.read.text.get(span).unwrap_or_default()
    }

    fn figure(&self, member: &Member, subject: &Subject) -> Figure {
        let bounds = (member.part == Part::Direction).then(|| way(member));
        Figure {
            entity: Arc::clone(&subject.entity),
            metric: subject.metric.clone(),
            period: subject.period,
            measure: member.part.measure(),
            versus: None,
            holder: None,
            reported: member.reported,
            unit: member.unit.unwrap_or(Unit::COUNT),
            compares: None,
            bounds,
            convention: self.convention,
            trusted: false,
            origin: self.story.document.origin(self.told.passage, member.span.clone()),
        }
    }
}

/// Everything above zero, or below, as the word says.
fn way(member: &Member) -> Interval {
    match member.reported.qualifier() {
        crate::num::Qualifier::AtMost => Interval::at_most(Exact::zero()),
        _ => Interval::at_least(Exact::zero()),
    }
}

fn role(part: Part, parts_so_far: &mut u8) -> Role {
    match part {
        Part::Current => Role::Current,
        Part::Prior => Role::Prior,
        Part::Growth => Role::Growth,
        Part::Change | Part::Direction => Role::Change,
        Part::Multiple => Role::Multiple,
        Part::Amount => Role::Amount,
        Part::Converted => Role::Converted,
        Part::Stake => Role::Stake,
        Part::Price => Role::Price,
        Part::Valuation => Role::Valuation,
        Part::Whole => Role::Whole,
        Part::Share => Role::Share,
        Part::Part => {
            let role = Role::Member(*parts_so_far);
            *parts_so_far = parts_so_far.saturating_add(1);
            role
        }
    }
}

/// A change, and the growth that it is: of the level before, or with the level reached.
fn growth_of_change(statement: &Statement) -> Identity {
    let change = Role::Change;
    let right = Term::from(Role::Growth);
    match statement.member(Part::Prior) {
        Some(_) => Identity::new(GROWTH.name.clone(), change, right.times(Role::Prior), &[Role::Prior]),
        None => {
            let factor = right.to_the(Exponent::Reciprocal).plus(Term::One);
            Identity::new(GROWTH.name.clone(), Role::Current, factor.times(change), &[])
        }
    }
}
