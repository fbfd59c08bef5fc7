//! A company whose true figures are known exactly, and every relation between them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, LazyLock, Mutex};

use tieout::identity::{Ratio, Shape, embedded};
use tieout::model::{Currency, Kind, Metric, Nature, Period, Unit};
use tieout::num::Exact;
use tieout::rates::Book;

pub(crate) static BOOK: LazyLock<Book> = LazyLock::new(Book::embedded);
pub(crate) static RATIOS: LazyLock<Vec<Ratio>> = LazyLock::new(embedded);

/// What a number counts, as its row writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Counts {
    Money(&'static str),
    Percent,
    Points,
    Times,
    Shares,
}

/// A true figure and the cells that say what it is of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Cells {
    pub(crate) metric: String,
    pub(crate) period: String,
    pub(crate) measure: &'static str,
    pub(crate) counts: Counts,
    pub(crate) versus: String,
    pub(crate) holder: &'static str,
}

#[derive(Clone, Debug)]
pub(crate) struct Statement {
    pub(crate) cells: Cells,
    pub(crate) value: Exact,
}

/// How a member enters the side of an equation that makes up the first one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Enters {
    Plus,
    Minus,
    Factor,
    /// One more than it is a factor.
    Growth,
}

/// Statements by their positions: the first is the sum or the product of the others.
#[derive(Clone, Debug)]
pub(crate) struct Relation {
    pub(crate) name: String,
    pub(crate) members: Vec<usize>,
    pub(crate) enters: Vec<Enters>,
}

/// All true figures and all relations between them.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) statements: Vec<Statement>,
    pub(crate) relations: Vec<Relation>,
    known: HashMap<Cells, usize>,
    /// The relations of each statement.
    relations_of: Vec<Vec<usize>>,
}

const YEARS: [i16; 3] = [2012, 2013, 2014];
const FLOWS: [&str; 11] = [
    "revenue",
    "cost of revenue",
    "operating income",
    "ebit",
    "depreciation and amortization",
    "pre-tax income",
    "income tax",
    "net income",
    "operating cash flow",
    "capital expenditure",
    "interest expense",
];
const PER_SHARE: [&str; 2] = ["earnings per share", "dividend per share"];
const STOCKS: [&str; 9] = [
    "current assets",
    "current liabilities",
    "total liabilities",
    "total equity",
    "equity",
    "debt",
    "cash",
    "share price",
    "shares outstanding",
];
const REPORTING: &str = "USD";
const TRANSLATED: &str = "CNY";

type Values = BTreeMap<(String, String), Exact>;

impl World {
    /// The world of a seed: the same figures every time, made once.
    pub(crate) fn of(seed: u64) -> Arc<Self> {
        static KNOWN: LazyLock<Mutex<HashMap<u64, Arc<World>>>> = LazyLock::new(Mutex::default);
        let mut known = KNOWN.lock().unwrap();
        Arc::clone(known.entry(seed).or_insert_with(|| Arc::new(World::new(seed))))
    }

    fn new(seed: u64) -> Self {
        let values = truth(&mut Draws(seed));
        let mut world = World::default();
        world.relate_ratios(&values);
        world.relate_parts(&values);
        world.relate_periods(&values);
        world.relate_currencies(&values);
        world.relate_stakes(&mut Draws(seed ^ 1));
        world
    }

    /// The relations that have a figure in common with these.
    pub(crate) fn touching(&self, figures: &[usize]) -> Vec<usize> {
        let relations: BTreeSet<usize> =
            figures.iter().flat_map(|figure| &self.relations_of[*figure]).copied().collect();
        relations.into_iter().collect()
    }

    fn state(&mut self, cells: Cells, value: &Exact) -> usize {
        let next = self.statements.len();
        let at = *self.known.entry(cells.clone()).or_insert(next);
        if at == next {
            self.statements.push(Statement { cells, value: value.clone() });
            self.relations_of.push(Vec::new());
        }
        at
    }

    fn level(&mut self, metric: &str, period: &str, currency: &'static str, value: &Exact) -> usize {
        let cells = Cells {
            metric: metric.to_owned(),
            period: period.to_owned(),
            measure: "level",
            counts: counts(metric, currency),
            versus: String::new(),
            holder: "",
        };
        self.state(cells, value)
    }

    fn relate(&mut self, name: &str, members: Vec<usize>, enters: &[Enters]) {
        for member in &members {
            self.relations_of[*member].push(self.relations.len());
        }
        self.relations.push(Relation { name: name.to_owned(), members, enters: enters.to_vec() });
    }

    /// Every row of the table of identities, in the reporting currency and in translation.
    fn relate_ratios(&mut self, values: &Values) {
        for ratio in RATIOS.iter() {
            for (metric, period) in values.keys().filter(|(metric, _)| *metric == ratio.result.to_string()) {
                let metrics = [metric.clone()].into_iter().chain(ratio.members.iter().map(Metric::to_string));
                let known = |metric: String| Some((values.get(&(metric.clone(), period.clone()))?, metric));
                let Some(mut known) = metrics.map(known).collect::<Option<Vec<_>>>() else {
                    continue;
                };
                let enters = match ratio.shape {
                    Shape::Sum => signs(ratio),
                    _ => vec![Enters::Factor; 2],
                };
                if ratio.shape == Shape::Quotient {
                    // dividend = result × divisor
                    known.swap(0, 1);
                }
                for currency in [REPORTING, TRANSLATED] {
                    let state = |(value, metric): &(&Exact, String)| {
                        let value = translated(value, metric, period, currency)?;
                        Some(self.level(metric, period, currency, &value))
                    };
                    if let Some(members) = known.iter().map(state).collect() {
                        self.relate(&ratio.identity.name, members, &enters);
                    }
                }
            }
        }
    }

    /// Years and halves of quarters and halves.
    fn relate_parts(&mut self, values: &Values) {
        for year in YEARS {
            let quarters: Vec<String> = (1..=4).map(|quarter| format!("{year}Q{quarter}")).collect();
            let halves = vec![format!("{year}H1"), format!("{year}H2")];
            for (whole, parts) in [
                (format!("{year}"), quarters.clone()),
                (format!("{year}"), halves.clone()),
                (halves[0].clone(), quarters[..2].to_vec()),
                (halves[1].clone(), quarters[2..].to_vec()),
            ] {
                for metric in FLOWS.into_iter().chain(["gross profit", "ebitda", "free cash flow"]) {
                    for currency in [REPORTING, TRANSLATED] {
                        let state = |period: &String| {
                            let value =
                                translated(values.get(&(metric.into(), period.clone()))?, metric, period, currency)?;
                            Some(self.level(metric, period, currency, &value))
                        };
                        let members = [whole.clone()].iter().chain(&parts).map(state).collect::<Option<Vec<_>>>();
                        if let Some(members) = members {
                            self.relate("parts", members, &vec![Enters::Plus; parts.len()]);
                        }
                    }
                }
            }
        }
    }

    /// Growth, change and multiple of every metric against the year before and the quarter before.
    fn relate_periods(&mut self, values: &Values) {
        for ((metric, period), current) in values {
            let named: Period = period.parse().unwrap();
            let earlier = named.year_earlier().map(|earlier| (earlier.to_string(), String::new()));
            let previous = named.previous().map(|previous| (previous.to_string(), previous.to_string()));
            for (prior, versus) in earlier.into_iter().chain(previous) {
                if let Some(value) = values.get(&(metric.clone(), prior.clone())) {
                    self.compare(metric, (period, current), (&prior, value), &versus);
                }
            }
        }
    }

    fn compare(
        &mut self,
        metric: &str,
        (period, current): (&str, &Exact),
        (before, prior): (&str, &Exact),
        versus: &str,
    ) {
        let levels = [(period, current), (before, prior)];
        let levels = levels.map(|(period, value)| self.level(metric, period, REPORTING, value));
        let own = counts(metric, REPORTING);
        let difference = current.clone() - prior.clone();
        let mut stated = Vec::new();
        if own != Counts::Times {
            let counts = if own == Counts::Percent { Counts::Points } else { own };
            stated.push(("change", counts, difference, [Enters::Plus; 2]));
        }
        if own != Counts::Percent && prior.is_positive() {
            let multiple = current.checked_div(prior).unwrap();
            let growth = multiple.clone() - Exact::one();
            stated.push(("growth", Counts::Percent, growth, [Enters::Factor, Enters::Growth]));
            stated.push(("multiple", Counts::Times, multiple, [Enters::Factor; 2]));
        }
        for (measure, counts, value, enters) in stated {
            let cells = Cells {
                metric: metric.to_owned(),
                period: period.to_owned(),
                measure,
                counts,
                versus: versus.to_owned(),
                holder: "",
            };
            let compared = self.state(cells, &value);
            self.relate(measure, vec![levels[0], levels[1], compared], &enters);
        }
    }

    /// Every amount and its translation.
    fn relate_currencies(&mut self, values: &Values) {
        for ((metric, period), value) in values {
            if counts(metric, REPORTING) == Counts::Money(REPORTING)
                && let Some(converted) = translated(value, metric, period, TRANSLATED)
            {
                let members = vec![
                    self.level(metric, period, TRANSLATED, &converted),
                    self.level(metric, period, REPORTING, value),
                ];
                self.relate("conversion", members, &[Enters::Factor]);
            }
        }
    }

    /// Three holders' stakes in the company, each with its price.
    fn relate_stakes(&mut self, draws: &mut Draws) {
        let valuation = draws.amount();
        let whole = self.level("equity value", "2014", REPORTING, &valuation);
        for holder in ["X", "Y", "Z"] {
            let stake = Exact::scaled(i128::from(1 + draws.below(9_999)), -4);
            let price = stake.clone() * valuation.clone();
            let cells = |measure, counts| Cells {
                metric: "equity value".to_owned(),
                period: "2014".to_owned(),
                measure,
                counts,
                versus: String::new(),
                holder,
            };
            let stake = self.state(cells("stake", Counts::Percent), &stake);
            let price = self.state(cells("price", Counts::Money(REPORTING)), &price);
            self.relate("stake", vec![price, stake, whole], &[Enters::Factor; 2]);
        }
    }
}

/// The signs of a sum's terms, read from the equation as the table writes it.
fn signs(ratio: &Ratio) -> Vec<Enters> {
    let operators = ratio.equation.split(' ').filter_map(|word| match word {
        "+" => Some(Enters::Plus),
        "−" => Some(Enters::Minus),
        _ => None,
    });
    [Enters::Plus].into_iter().chain(operators).collect()
}

fn counts(metric: &str, currency: &'static str) -> Counts {
    static UNITS: LazyLock<HashMap<String, Option<Unit>>> =
        LazyLock::new(|| RATIOS.iter().map(|ratio| (ratio.result.to_string(), ratio.unit)).collect());
    match (UNITS.get(metric).copied().flatten(), Metric::parse(metric).kind()) {
        (Some(Unit::Percent), _) | (None, Some(Kind::Percent)) => Counts::Percent,
        (Some(Unit::Times), _) | (None, Some(Kind::Multiple)) => Counts::Times,
        (_, Some(Kind::Count)) => Counts::Shares,
        _ => Counts::Money(currency),
    }
}

/// An amount in a currency: flows at the average of their period, stocks at its closing rate. What is no amount stays as it is.
fn translated(value: &Exact, metric: &str, period: &str, currency: &'static str) -> Option<Exact> {
    if currency == REPORTING || counts(metric, currency) != Counts::Money(currency) {
        return Some(value.clone());
    }
    type Rates = HashMap<(String, bool), Option<Exact>>;
    static RATES: LazyLock<Mutex<Rates>> = LazyLock::new(Mutex::default);
    let is_stock = Metric::parse(metric).nature() == Some(Nature::Stock);
    let mut rates = RATES.lock().unwrap();
    let rate = rates.entry((period.to_owned(), is_stock)).or_insert_with(|| rate(period, is_stock)).clone();
    Some(value.clone() * rate?)
}

fn rate(period: &str, closing: bool) -> Option<Exact> {
    let (from, to) = (Currency::from_code(REPORTING)?, Currency::from_code(TRANSLATED)?);
    let period: Period = period.parse().ok()?;
    let rate = match closing {
        true => BOOK.on(from, to, period.last_day()),
        false => BOOK.average(from, to, period.start(), period.end_exclusive()?),
    };
    Some(rate.ok()?.value)
}

/// Random true values of what is made of nothing else, and everything that follows from them.
fn truth(draws: &mut Draws) -> Values {
    let mut values = Values::new();
    for year in YEARS {
        for metric in FLOWS {
            draw_year(draws, metric, year, &mut values);
        }
        for metric in PER_SHARE.into_iter().chain(STOCKS) {
            let value = draws.value(metric);
            values.insert((metric.to_owned(), year.to_string()), value);
        }
    }
    // Each turn makes at least one more known, of a table without cycles.
    while RATIOS.iter().map(|ratio| derive(ratio, &mut values)).sum::<usize>() > 0 {}
    values
}

/// A flow by quarters, and their sums.
fn draw_year(draws: &mut Draws, metric: &str, year: i16, values: &mut Values) {
    let quarters: Vec<Exact> = (0..4).map(|_| draws.value(metric)).collect();
    for (number, value) in quarters.iter().enumerate() {
        values.insert((metric.to_owned(), format!("{year}Q{}", number + 1)), value.clone());
    }
    values.insert((metric.to_owned(), format!("{year}H1")), Exact::sum(&quarters[..2]));
    values.insert((metric.to_owned(), format!("{year}H2")), Exact::sum(&quarters[2..]));
    values.insert((metric.to_owned(), year.to_string()), Exact::sum(&quarters));
}

/// The results of an equation in every period in which its members are known; how many are new.
fn derive(ratio: &Ratio, values: &mut Values) -> usize {
    let periods: Vec<String> = values.keys().map(|(_, period)| period.clone()).collect();
    let mut count = 0;
    for period in periods {
        let key = (ratio.result.to_string(), period.clone());
        let members = ratio.members.iter().map(|metric| values.get(&(metric.to_string(), period.clone())).cloned());
        let Some(members) = members.collect::<Option<Vec<_>>>().filter(|_| !values.contains_key(&key)) else {
            continue;
        };
        if let Some(value) = evaluated(ratio, &members) {
            values.insert(key, value);
            count += 1;
        }
    }
    count
}

/// The result; none where a divisor is not above zero.
fn evaluated(ratio: &Ratio, members: &[Exact]) -> Option<Exact> {
    match ratio.shape {
        Shape::Quotient => members[0].checked_div(&members[1]).filter(|_| members[1].is_positive()),
        Shape::Product => Some(members[0].clone() * members[1].clone()),
        Shape::Sum => {
            let signed = members.iter().zip(signs(ratio)).map(|(member, sign)| match sign {
                Enters::Minus => -member.clone(),
                _ => member.clone(),
            });
            Some(Exact::sum(&signed.collect::<Vec<_>>()))
        }
    }
}

/// SplitMix64: the same numbers for the same seed.
pub(crate) struct Draws(pub(crate) u64);

impl Draws {
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }

    /// From a cent to a trillion, with two decimals.
    fn amount(&mut self) -> Exact {
        let places = u32::try_from(self.below(12)).unwrap();
        Exact::scaled(i128::from(1 + self.below(100 * 10_u64.pow(places))), -2)
    }

    /// Of a metric: a quarter of those that can be below zero are.
    fn value(&mut self, metric: &str) -> Exact {
        let amount = self.amount();
        let value = if metric == "shares outstanding" { amount * Exact::from(100) } else { amount };
        if Metric::parse(metric).can_be_negative() && self.below(4) == 0 { -value } else { value }
    }
}
