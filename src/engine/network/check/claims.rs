//! Relations that a text itself states between figures, each judged by itself.
//!
//! Which figures belong together is the reader's reading of a sentence, not a matter of subjects: nothing is bound here. What
//! speaks against the reading comes along, and then figures that do not fit prove nothing of the text.

use std::borrow::Cow;

use jiff::civil::Date;

use super::{Found, Relation, decided, loosely, party, party_as, undecided};
use crate::engine::conversion::{self, Days, Tested};
use crate::engine::judge::Stated;
use crate::engine::network::{Network, Options};
use crate::engine::slip;
use crate::finding::{Finding, Party, Severity, Slip, SlipKind, Verdict};
use crate::identity::{CHANGE, CONVERSION, ELAPSED, Identity, Role};
use crate::model::{Figure, Period};
use crate::num::Exact;
use crate::rates::Book;

/// What a text states of some figures.
#[derive(Clone, Debug)]
pub enum Tie {
    /// That an equation holds between them.
    Equation(Cow<'static, Identity>),
    /// That the current level is above or below the prior one. The word that says so is the figure in the role of the change: its
    /// explicit bounds are what the word allows.
    Direction(String),
    /// That they are one amount in two currencies.
    Conversion {
        /// Whether the text says for sure that the period of the figures is the one that they are of: otherwise a rate of any other
        /// day may have been used.
        is_dated: bool,
    },
    /// That so many years lie between two times: the period of the figure and the one it is compared with.
    Elapsed,
}

/// A relation that a text states between figures: the tested one first.
#[derive(Clone, Debug)]
pub struct Claim {
    /// What is stated of them.
    pub tie: Tie,
    /// The figures with their parts in it, none of which may be held twice.
    pub members: Vec<(Role, Figure)>,
    /// What would have to be known to judge it, where the text leaves that open or states it on a basis of its own.
    pub missing: Option<Cow<'static, str>>,
    /// Why figures that do not fit may not be meant to: no contradiction is then called one, nor years that fit only loosely a fit.
    pub doubt: Option<Cow<'static, str>>,
}

impl Claim {
    /// Judges the claim by itself; `None` where it has no figures. Conversions are tested at rates from `book`.
    ///
    /// ```
    /// use std::borrow::Cow;
    /// use tieout::engine::{Claim, Options, Tie};
    /// use tieout::identity::GROWTH;
    /// use tieout::rates::Book;
    /// let tie = Tie::Equation(Cow::Borrowed(&*GROWTH));
    /// let claim = Claim { tie, members: Vec::new(), missing: None, doubt: None };
    /// assert!(claim.judge(&Book::embedded(), &Options::default()).is_none());
    /// ```
    pub fn judge(self, book: &Book, options: &Options) -> Option<Finding> {
        if let Some(missing) = self.missing {
            return self.tie.unjudged(&self.members, missing);
        }
        let (roles, figures): (Vec<Role>, Vec<Figure>) = self.members.into_iter().unzip();
        let finding = self.tie.judged(&Network::unbound(&figures, options), book, &roles)?;
        Some(match self.doubt {
            Some(doubt) if self.tie.says_nothing(finding.verdict) => doubted(finding, doubt),
            _ => finding,
        })
    }
}

impl Tie {
    fn name(&self) -> Cow<'static, str> {
        let identity = match self {
            Tie::Equation(identity) => identity.as_ref(),
            Tie::Direction(_) => &CHANGE,
            Tie::Conversion { .. } => &CONVERSION,
            Tie::Elapsed => &ELAPSED,
        };
        identity.name.clone()
    }

    fn judged(&self, network: &Network<'_>, book: &Book, roles: &[Role]) -> Option<Finding> {
        match self {
            Tie::Equation(identity) => network.equation(identity, roles),
            Tie::Direction(word) => network.direction(word, roles),
            Tie::Conversion { is_dated } => network.conversion(book, roles, *is_dated),
            Tie::Elapsed => network.elapsed(roles),
        }
    }

    /// Whether a verdict says nothing where it is not certain that the figures belong together: that they do not fit, and of years
    /// that they do only loosely, since ten as a round number fits what lies between most pairs of years.
    fn says_nothing(&self, verdict: Verdict) -> bool {
        match verdict {
            Verdict::Inconsistent => true,
            Verdict::Approximate => matches!(self, Tie::Elapsed),
            _ => false,
        }
    }

    /// A relation of which something is missing, with all its figures.
    fn unjudged(&self, members: &[(Role, Figure)], missing: Cow<'static, str>) -> Option<Finding> {
        let (_, tested) = members.first()?;
        let parties = members.iter().enumerate().map(|(at, (role, figure))| {
            let text = match (self, role) {
                (Tie::Direction(word), Role::Change) => word.clone(),
                _ => figure.in_formula(),
            };
            party_as(if at == 0 { "stated" } else { role.name() }, figure, text, loosely(figure), None)
        });
        Some(Finding { missing, ..undecided(tested, self.name(), parties.collect()) })
    }
}

/// Figures that do not fit, of which it is not certain that the text relates them.
fn doubted(finding: Finding, doubt: Cow<'static, str>) -> Finding {
    let parties = finding.parties.into_iter().map(|party| Party { repair: None, ..party }).collect();
    let (verdict, severity) = (Verdict::Unverifiable, Severity::Note);
    Finding { verdict, severity, missing: doubt, slip: None, deviation: None, expected: None, parties, ..finding }
}

impl Network<'_> {
    fn equation(&self, identity: &Identity, roles: &[Role]) -> Option<Finding> {
        let figures = roles.iter().copied().zip(0..).collect();
        self.judged(&Relation { identity, figures }).map(|found| found.finding)
    }

    fn direction(&self, word: &str, roles: &[Role]) -> Option<Finding> {
        let finding = self.equation(&CHANGE, roles)?;
        let slip = Slip {
            kind: SlipKind::WrongDirection,
            correction: None,
            explanation: format!("the figures do not say `{word}`: they go the other way"),
        };
        let agrees = |change: &Exact| self.figures.first().is_some_and(|stated| stated.interval().contains(change));
        let verdict = match (&finding.expected, finding.verdict) {
            (Some(change), Verdict::Rounding) if agrees(&change.nominal) => Verdict::Exact,
            (_, verdict) => verdict,
        };
        let mut parties = finding.parties;
        if let Some(stated) = parties.first_mut() {
            stated.text = word.to_owned();
            stated.repair = None;
        }
        let slip = (verdict == Verdict::Inconsistent).then_some(slip);
        Some(Finding { verdict, slip, deviation: None, parties, ..finding })
    }

    fn conversion(&self, book: &Book, roles: &[Role], is_dated: bool) -> Option<Finding> {
        let [converted, amount] = [Role::Converted, Role::Amount].map(|role| roles.iter().position(|own| *own == role));
        let (converted, amount) = (self.figures.get(converted?)?, self.figures.get(amount?)?);
        let stated = [Stated::of(Role::Converted, converted), Stated::of(Role::Amount, amount)];
        let parties = [("stated", converted), ("amount", amount)].map(|(role, figure)| party(role, figure, None));
        let finding = self.finding(0, CONVERSION.name.clone(), parties.to_vec())?;
        let days = Days { published: self.options.published, latest: None };
        Some(match tested(book, (amount, converted), &stated, days, is_dated) {
            Ok((judgement, explanation)) => {
                let rates = || conversion::rates(book, amount, converted, days);
                let slip = match judgement.verdict {
                    Verdict::Inconsistent => {
                        slip::of_conversion(self.with_peers(&[(Role::Converted, 0), (Role::Amount, 1)]), rates())
                    }
                    _ => None,
                };
                Finding { explanation, slip, ..decided(finding, judgement) }
            }
            Err(missing) => Finding { missing: missing.into(), ..finding },
        })
    }

    fn elapsed(&self, roles: &[Role]) -> Option<Finding> {
        let mut found: Vec<Found> = Vec::new();
        self.check_elapsed(&mut found);
        let finding = found.into_iter().next()?.finding;
        let mut parties = finding.parties;
        let times = roles.iter().zip(self.figures).filter(|(role, _)| matches!(role, Role::Later | Role::Earlier));
        parties.extend(times.map(|(role, figure)| party(role.name(), figure, None)));
        Some(Finding { parties, ..finding })
    }
}

/// Tests a conversion at the rates of the period that the text says. Where it says none for sure, those of the likely period and of the
/// day of publication come first, then any since rates are known.
fn tested(
    book: &Book,
    (amount, converted): (&Figure, &Figure),
    stated: &[Stated; 2],
    days: Days,
    is_dated: bool,
) -> Tested {
    let test = |period| conversion::test(book, &at(amount, period), &at(converted, period), stated, days);
    let day = days.published;
    let likeliest = match amount.period {
        Some(period) if is_dated || day.is_none() => return test(period),
        Some(period) => test(period),
        None => {
            let day = day.ok_or("the period or the date of publication, which the rate depends on")?;
            Period::instant(day).map_or_else(|| Err("a period".to_owned()), test)
        }
    };
    let ties = likeliest.as_ref().is_ok_and(|(judged, _)| judged.verdict != Verdict::Inconsistent);
    let currencies = amount.unit.currency().zip(converted.unit.currency());
    let any = day.and_then(|day| Period::range(FIRST_FIXING, day.min(book.last_date())));
    match currencies.zip(any) {
        Some((currencies, any)) if !ties => conversion::test_at_any_fixing(book, currencies, &any, stated, day),
        _ => likeliest,
    }
}

/// The first day for which the European Central Bank published reference rates.
const FIRST_FIXING: Date = jiff::civil::date(1999, 1, 4);

fn at(figure: &Figure, period: Period) -> Figure {
    Figure { period: Some(period), ..figure.clone() }
}
