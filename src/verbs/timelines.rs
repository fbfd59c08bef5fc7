//! Whether the times of events that articles tell can be true.

use std::borrow::Cow;

use crate::engine::{Claim, Tie};
use crate::identity::{ELAPSED, Identity, Role, SAME, Term};
use crate::model::{Figure, Measure, Metric, Noun, Origin, Period, Unit};
use crate::num::{Convention, End, Exact, Interval, Numeral, Qualifier, Reported};
use crate::read::article::events::{Chain, Dated, Elapsed, Place, Same, Timeline, relate};
use crate::read::documents::{Document, Passage};

/// The events of a document with the places of their words in it.
#[derive(Clone, Debug, Default)]
pub struct Chronicle {
    timeline: Timeline,
    /// Where everything stands that is not taken out of the check, in order.
    origins: Vec<(Place, Origin)>,
}

impl Chronicle {
    /// Finds the words of events in their document.
    pub fn new(document: &Document, timeline: Timeline) -> Self {
        let mut places: Vec<Place> = timeline.places().cloned().collect();
        if places.is_empty() {
            return Chronicle::default();
        }
        places.sort();
        places.dedup();
        let passages: Vec<&Passage> = document.passages().collect();
        let origins = places.into_iter().filter_map(|place| {
            let passage = passages.get(place.passage)?;
            let is_ignored = document.is_ignored(passage, place.span.clone());
            (!is_ignored).then(|| (place.clone(), document.origin(passage, place.span)))
        });
        let mut origins: Vec<(Place, Origin)> = origins.collect();
        document.quote(origins.iter_mut().map(|(_, origin)| origin));
        Chronicle { origins, timeline }
    }

    /// Whether it tells of nothing that others may tell of.
    pub fn is_empty(&self) -> bool {
        self.origins.is_empty()
    }
}

/// What a document says of the years between its events, and of events that it dates twice.
pub fn within(chronicle: &Chronicle, convention: Convention) -> Vec<Claim> {
    if chronicle.is_empty() { Vec::new() } else { claims(&[chronicle], convention) }
}

/// What several documents say together of the years between events, and of the times of events that two of them tell. What one
/// of them says by itself is not said again.
///
/// ```
/// use tieout::num::Convention;
/// use tieout::read::article::events::Reader;
/// use tieout::read::article::lexer::LexerOptions;
/// use tieout::read::article::phrases::Paragraph;
/// use tieout::read::documents::{Documents, Kind};
/// use tieout::verbs::timelines::{Chronicle, across};
/// let read = |text: &'static str| {
///     let document = Documents::new("a.txt".into(), text.as_bytes(), Kind::Text).next().unwrap().unwrap();
///     let mut reader = Reader::default();
///     for (number, passage) in document.passages().enumerate() {
///         reader.read(number, &Paragraph::read(passage.text(), &LexerOptions::default()));
///     }
///     Chronicle::new(&document, reader.finish())
/// };
/// let chronicles = [read("Acme was founded in 1988."), read("Ann Lee joined Acme in 1992, 3 years after Acme was founded.")];
/// assert_eq!(across(&chronicles, Convention::Nearest).len(), 1);
/// ```
pub fn across(chronicles: &[Chronicle], convention: Convention) -> Vec<Claim> {
    let told: Vec<&Chronicle> = chronicles.iter().filter(|chronicle| !chronicle.is_empty()).collect();
    if told.len() < 2 { Vec::new() } else { claims(&told, convention) }
}

fn claims(told: &[&Chronicle], convention: Convention) -> Vec<Claim> {
    let timelines: Vec<&Timeline> = told.iter().map(|chronicle| &chronicle.timeline).collect();
    let found = relate(&timelines);
    let writer = Writer { told, convention };
    let elapsed = found.elapsed.iter().filter_map(|elapsed| writer.elapsed(elapsed));
    let same = found.same.iter().filter_map(|same| writer.same(same));
    let chains = found.chains.iter().filter_map(|chain| writer.chain(chain));
    elapsed.chain(same).chain(chains).collect()
}

struct Writer<'a> {
    told: &'a [&'a Chronicle],
    convention: Convention,
}

impl Writer<'_> {
    fn elapsed(&self, elapsed: &Elapsed) -> Option<Claim> {
        let period = |end: &Option<Dated>| end.as_ref().map(|end| end.period);
        let years = Figure {
            period: period(&elapsed.later),
            versus: period(&elapsed.earlier),
            ..self.years(&elapsed.subject, elapsed.document, elapsed.years, &elapsed.place)?
        };
        let ends = [(Role::Later, &elapsed.later), (Role::Earlier, &elapsed.earlier)];
        let ends = ends.into_iter().filter_map(|(role, end)| Some((role, self.time(&elapsed.subject, end.as_ref()?)?)));
        Some(Claim {
            tie: Tie::Elapsed,
            members: std::iter::once((Role::Years, years)).chain(ends).collect(),
            missing: elapsed.missing.clone().map(Cow::Owned),
            doubt: elapsed.doubt.clone().map(Cow::Owned),
        })
    }

    fn same(&self, same: &Same) -> Option<Claim> {
        let mut times = [self.time(&same.event, &same.first)?, self.time(&same.event, &same.second)?];
        // Two times that are written alike are the same digits; of others all days count that they cover.
        if same.first.period != same.second.period {
            for (figure, dated) in times.iter_mut().zip([&same.first, &same.second]) {
                figure.bounds = days(&dated.period);
            }
        }
        let [first, second] = times;
        Some(Claim {
            tie: Tie::Equation(Cow::Borrowed(&*SAME)),
            members: vec![(Role::Whole, first), (Role::Member(0), second)],
            missing: None,
            doubt: same.doubt.clone().map(Cow::Owned),
        })
    }

    /// Years that other years and times add up to. Their events are a guess, which figures that fit confirm.
    fn chain(&self, chain: &Chain) -> Option<Claim> {
        let years = |(reported, place): &(Reported, Place)| self.years(&chain.subject, 0, *reported, place);
        let mut members = vec![(Role::Years, years(&chain.years)?)];
        for (role, other) in [Role::Member(0), Role::Member(1)].into_iter().zip(&chain.others) {
            members.push((role, years(other)?));
        }
        let way = match &chain.begins {
            None => Term::from(Role::Member(0)).plus(Role::Member(1)),
            Some((later, earlier)) => {
                members.push((Role::Later, self.time(&chain.subject, later)?));
                members.push((Role::Earlier, self.time(&chain.subject, earlier)?));
                Term::from(Role::Later).plus(Role::Member(0)).minus(Role::Earlier)
            }
        };
        let identity = Identity::new(ELAPSED.name.clone(), Role::Years, way, &[]);
        let doubt = Some("whether both ways lead from one event to the other".into());
        Some(Claim { tie: Tie::Equation(Cow::Owned(identity)), members, missing: None, doubt })
    }

    fn years(&self, subject: &str, document: usize, reported: Reported, place: &Place) -> Option<Figure> {
        let figure = self.figure(subject, self.origin(document, place)?)?;
        Some(Figure { measure: Measure::Change, reported, ..figure })
    }

    /// A time as a figure: its year.
    fn time(&self, subject: &str, dated: &Dated) -> Option<Figure> {
        let year = Numeral::new(i128::from(dated.period.start().year()), 0);
        let reported = Reported::new(year, Qualifier::Exact);
        let figure = self.figure(subject, self.origin(dated.document, &dated.place)?)?;
        Some(Figure { period: Some(dated.period), reported, ..figure })
    }

    fn figure(&self, subject: &str, origin: Origin) -> Option<Figure> {
        Some(Figure {
            entity: subject.into(),
            metric: Metric::parse("time"),
            period: None,
            measure: Measure::Level,
            versus: None,
            holder: None,
            reported: Reported::new(Numeral::new(0, 0), Qualifier::Exact),
            unit: Noun::from_word("years").map(Unit::Count)?,
            compares: None,
            bounds: None,
            convention: self.convention,
            trusted: false,
            origin,
        })
    }

    /// Where something stands, unless its writer has taken it out of the check.
    fn origin(&self, document: usize, place: &Place) -> Option<Origin> {
        let origins = &self.told.get(document)?.origins;
        let at = origins.binary_search_by(|(known, _)| known.cmp(place)).ok()?;
        origins.get(at).map(|(_, origin)| origin.clone())
    }
}

/// All moments of a period, in years.
fn days(period: &Period) -> Option<Interval> {
    let moment = |day: jiff::civil::Date| {
        let passed = Exact::from(i64::from(day.day_of_year()).saturating_sub(1));
        Some(Exact::from(i64::from(day.year())) + passed.checked_div(&Exact::from(i64::from(day.days_in_year())))?)
    };
    let (start, end) = (moment(period.start())?, moment(period.end_exclusive()?)?);
    Interval::new(End::Closed(start), End::Open(end))
}
