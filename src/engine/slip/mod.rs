//! The likely slip behind an inconsistency.
//!
//! A slip explains a gap exactly: with one figure read as it should have been written, the relation is [`Verdict::Exact`]. That alone
//! proves little, since with few digits nearly every gap is explained by some wrong digit. So each reading is weighed against
//! chance before it is believed.
//!
//! Suppose that a figure is wrong at random, by gaps of any size alike: the logarithm of the gap is uniform over three decades,
//! which are 7 e-folds. A reading at a distance g from the figure, with which the relation is exact within a window w, is then hit with a
//! probability of w ÷ (2 × 7 × g). A reading is as surprising as all readings of its kind together, for all figures of the relation, that
//! are hit no more easily. It is believed only if their w ÷ g add up to at most a fifth ([`MAX_CHANCE`]), so that at
//! most 1.4% of random gaps are explained by a kind. `tests/slips.rs` measures what all kinds explain together.
//!
//! Kinds are tried by rank. Those that change what a figure means, of which each has a single reading, come first; then
//! a power of ten and digits that are all there; then any digit at all. The first rank with a kind that stands decides: if two of its
//! kinds stand, neither is more likely and none is given. Nor is one given where a second reading of its kind would also do.

mod conversion;
mod digits;
mod formula;
mod period;
mod scale;

use std::cell::OnceCell;

use super::compute::{Operand, value_of};
use super::judge::{Stated, judge};
use crate::finding::{Correction, Slip, SlipKind, Value, Verdict};
use crate::identity::{CONVERSION, Identity, Role, Term};
use crate::model::Figure;
use crate::num::{End, Exact, Interval, Numeral, Qualifier, Reported, Rounding, in_formula, rounded_to};

/// The most that window ÷ distance may add up to over the readings of a kind: one in so many.
const MAX_CHANCE: i32 = 5;

/// More figures of other periods than these are too many for one of them to mean anything.
pub(in crate::engine) const MAX_PEERS: usize = 32;

/// A figure of a relation.
#[derive(Clone)]
pub(in crate::engine) struct Member<'a> {
    /// How it is read.
    pub(in crate::engine) stated: Stated,
    /// The figure.
    pub(in crate::engine) figure: &'a Figure,
    /// The levels of its metric in its unit that are stated of other periods, at most one more than [`MAX_PEERS`].
    pub(in crate::engine) peers: Vec<&'a Figure>,
}

/// The slip that explains why the figures of a relation, the tested one first, are inconsistent.
pub(in crate::engine) fn of_relation(identity: &Identity, members: Vec<Member<'_>>) -> Option<Slip> {
    Case::new(identity, members, None)?.slip()
}

/// The slip that explains why an amount, the second figure, does not convert to the first at any of the rates that a writer uses by
/// convention. If two rates have an explanation each, they must be one; where the rate itself was turned upside down the first
/// one's correction is as good as the other's.
pub(in crate::engine) fn of_conversion(members: Vec<Member<'_>>, rates: Vec<Stated>) -> Option<Slip> {
    let slips = rates.into_iter().filter_map(|rate| Case::new(&CONVERSION, members.clone(), Some(rate))?.slip());
    let is_one = |one: &Slip, other: &Slip| {
        one.kind == other.kind && (one.correction == other.correction || one.kind == SlipKind::InvertedRate)
    };
    let agreed =
        |one: Option<Slip>, other: Option<Slip>| one.filter(|one| other.is_some_and(|other| is_one(one, &other)));
    slips.map(Some).reduce(agreed).flatten()
}

/// An inconsistent relation between figures that say nothing but their digits.
struct Case<'a> {
    identity: &'a Identity,
    members: Vec<Member<'a>>,
    /// The rate of a conversion: not a figure, so no slip is in it.
    rate: Option<Stated>,
    /// Of each member; `None` where the others leave it no meaning, as a fall by more than everything leaves the base none.
    demands: Vec<Option<Demand>>,
}

/// What the other figures make of one.
struct Demand {
    /// What it would have to be.
    required: Value,
    /// The ends of that in units of a place below the figure's last digit, rounded outwards.
    units: Units,
    /// How wide the values lie with which the relation is exact, as a part of their size; made once a numeral is weighed.
    window: OnceCell<Option<Exact>>,
}

/// A range in units of a place.
struct Units {
    place: i32,
    low: i128,
    high: i128,
}

impl Units {
    fn of(interval: &Interval, place: i32) -> Self {
        let units = |end: &End, rounding| {
            let scaled = end.value()? * &Exact::power_of_ten(place.saturating_neg());
            whole(&scaled.round_to_place(0, rounding))
        };
        Units {
            place,
            low: units(interval.low(), Rounding::Down).unwrap_or(i128::MIN),
            high: units(interval.high(), Rounding::Up).unwrap_or(i128::MAX),
        }
    }

    /// Whether a numeral, with all that its rounding allows and a little more, may lie in the range.
    fn may_hold(&self, numeral: &Numeral) -> bool {
        let shift = numeral.last_place().saturating_sub(self.place);
        let Some(power) = 10_i128.checked_pow(shift.unsigned_abs()) else {
            return true;
        };
        let scaled =
            if shift < 0 { numeral.mantissa().checked_div(power) } else { numeral.mantissa().checked_mul(power) };
        let slack = if shift < 0 { 1 } else { power };
        scaled.is_none_or(|value| value.saturating_add(slack) >= self.low && value.saturating_sub(slack) <= self.high)
    }
}

/// A whole number, unless it has too many digits for a figure.
fn whole(value: &Exact) -> Option<i128> {
    value.to_plain(MAX_DIGITS, Rounding::Nearest).parse().ok()
}

impl<'a> Case<'a> {
    /// `None` where a figure is hedged, a range or has ends of its own: nothing explains exactly what is not exact.
    fn new(identity: &'a Identity, members: Vec<Member<'a>>, rate: Option<Stated>) -> Option<Self> {
        if !members.iter().all(|member| member.stated.is_plain) {
            return None;
        }
        let mut case = Case { identity, members, rate, demands: Vec::new() };
        case.demands = (0..case.members.len()).map(|at| case.demand_on(at)).collect();
        Some(case)
    }

    fn demand_on(&self, at: usize) -> Option<Demand> {
        let required = self.solved(at, |_, other| other.loose.clone())?;
        let place = self.members.get(at)?.stated.place.saturating_sub(1);
        Some(Demand { units: Units::of(&required.interval, place), required, window: OnceCell::new() })
    }

    /// How wide the values of a numeral lie with which the relation is exact. In a product the window is wider for a larger value;
    /// the tested figure is exact within its own last digit.
    fn window(&self, at: usize, numeral: &Numeral) -> Option<Exact> {
        if at == 0 {
            return Some(Exact::power_of_ten(numeral.last_place()));
        }
        let demand = self.demands.get(at)?.as_ref()?;
        let relative = demand.window.get_or_init(|| self.relative_window(at, &demand.required.nominal)).as_ref()?;
        Some(relative * &numeral.value().abs())
    }

    fn relative_window(&self, at: usize, required: &Exact) -> Option<Exact> {
        let exact = |position: usize, other: &Stated| match position {
            0 => other.tight.clone(),
            _ => Interval::point(other.nominal.clone()),
        };
        let half = self.solved(at, exact)?.interval.half_width()?;
        (&half + &half).checked_div(&required.abs())
    }

    /// Weighs readings of the members, which are of one kind, unless none of them is possible, as of most relations none is.
    fn weigh(&self, attempt: &mut Attempt, numerals: &[(usize, Numeral)]) {
        let may_be = |at: usize, numeral: &Numeral| {
            self.demands.get(at).and_then(Option::as_ref).is_some_and(|demand| demand.units.may_hold(numeral))
        };
        if !numerals.iter().any(|(at, numeral)| may_be(*at, numeral)) {
            return;
        }
        for (at, numeral) in numerals {
            if let (Some(member), Some(window)) = (self.members.get(*at), self.window(*at, numeral)) {
                let reading = if may_be(*at, numeral) { self.reading(*at, *numeral) } else { None };
                attempt.weigh(&window, &(&numeral.value() - &member.stated.nominal), reading);
            }
        }
    }

    /// What the others make of a member, each of them within the interval that is given for it.
    fn solved(&self, at: usize, interval: impl Fn(usize, &Stated) -> Interval) -> Option<Value> {
        let role = self.members.get(at)?.stated.role;
        let others = self.members.iter().map(|member| &member.stated).enumerate().filter(|(own, _)| *own != at);
        let mut operands: Vec<Operand> =
            others.map(|(position, other)| other.operand(&interval(position, other))).collect();
        if let Some(rate) = &self.rate {
            operands.push(rate.operand(&interval(usize::MAX, rate)));
        }
        value_of(self.identity, 1, role, &operands).ok()
    }

    fn member(&self, role: Role) -> Option<&Member<'a>> {
        self.members.iter().find(|member| member.stated.role == role)
    }

    fn tested(&self) -> Option<(&Member<'a>, &Demand)> {
        self.members.first().zip(self.demands.first()?.as_ref())
    }

    fn members(&self) -> impl Iterator<Item = (usize, &Member<'a>, &Demand)> {
        let all = self.members.iter().zip(&self.demands).enumerate();
        all.filter_map(|(at, (member, demand))| Some((at, member, demand.as_ref()?)))
    }

    /// Whether the relation says that two figures are one: then a slip may be in either.
    fn is_of_equals(&self) -> bool {
        matches!(self.identity.right, Term::Of(_))
    }

    /// Whether a member is one that is checked against others, not one that others are checked against.
    fn may_be_wrong(&self, member: &Member<'_>) -> bool {
        !member.figure.trusted || self.members.iter().all(|member| member.figure.trusted)
    }

    /// A reading of a member, unless the others still contradict it.
    fn reading(&self, at: usize, numeral: Numeral) -> Option<Reading> {
        let (member, demand) = self.members.get(at).zip(self.demands.get(at)?.as_ref())?;
        let interval = rounded_to(&numeral.value(), numeral.last_place(), member.stated.convention);
        interval.meet(&demand.required.interval)?;
        let stated = member.stated.reading(&numeral, interval);
        if !self.may_be_wrong(member) || (stated.role == Role::Stake && stated.nominal > Exact::one()) {
            return None;
        }
        let replaced = |position: usize, own: &Member<'_>| {
            if position == at { stated.clone() } else { own.stated.clone() }
        };
        let all: Vec<Stated> = self
            .members
            .iter()
            .enumerate()
            .map(|(position, own)| replaced(position, own))
            .chain(self.rate.clone())
            .collect();
        let (tested, others) = all.split_first()?;
        let exact = judge(self.identity, tested, others).ok()?.verdict == Verdict::Exact;
        Some(Reading { party: at, numeral, exact })
    }

    fn slip(&self) -> Option<Slip> {
        for rank in RANKS {
            let mut standing = rank(self).into_iter().filter(Attempt::stands);
            match (standing.next(), standing.next()) {
                (None, _) => {}
                (Some(only), None) => return only.slip(self),
                (Some(_), Some(_)) => return None,
            }
        }
        None
    }
}

/// The kinds of each rank, the likeliest first.
const RANKS: [fn(&Case<'_>) -> Vec<Attempt>; 3] = [meanings, misplaced, digits::of_writing];

/// The kinds that leave all digits there. A number with its last digit twice is nearly ten times the number: then none is given.
fn misplaced(case: &Case<'_>) -> Vec<Attempt> {
    let mut attempts = digits::of_order(case);
    attempts.push(scale::attempt(case));
    attempts
}

/// The kinds that change what a figure means.
fn meanings(case: &Case<'_>) -> Vec<Attempt> {
    let mut attempts = formula::attempts(case);
    attempts.extend(conversion::attempt(case));
    attempts.extend(period::attempts(case));
    attempts
}

/// What a figure may have been meant to read, of which the others leave it possible.
struct Reading {
    party: usize,
    numeral: Numeral,
    /// Whether the relation is then exact.
    exact: bool,
}

/// One kind of slip, tried on a relation.
struct Attempt {
    kind: SlipKind,
    /// Window ÷ distance of every reading that was tried.
    odds: Vec<Exact>,
    /// The readings that the other figures leave possible, each with its odds, in the order of their parties.
    readings: Vec<(Reading, Exact)>,
    /// Whether it may be left open which figure is the wrong one.
    is_open: bool,
    /// Whether what should be read instead is not told: it is in two figures at once, or the others allow more than one value.
    is_untold: bool,
    /// The reason, after the colon of the sentence.
    reason: String,
}

impl Attempt {
    fn new(kind: SlipKind, reason: impl Into<String>) -> Self {
        let reason = reason.into();
        Attempt { kind, odds: Vec::new(), readings: Vec::new(), is_open: false, is_untold: false, reason }
    }

    /// Counts a reading at a distance, which is exact within `window`, and keeps it if it is possible.
    fn weigh(&mut self, window: &Exact, distance: &Exact, reading: Option<Reading>) {
        let odds = window.checked_div(&distance.abs()).unwrap_or_else(Exact::one);
        self.readings.extend(reading.map(|reading| (reading, odds.clone())));
        self.odds.push(odds);
    }

    fn stands(&self) -> bool {
        let is_exact = self.readings.iter().all(|(reading, _)| reading.exact);
        let parties = self.readings.chunk_by(|(one, _), (other, _)| one.party == other.party).count();
        let is_one = parties == self.readings.len() && (parties == 1 || (parties > 1 && self.is_open));
        is_one && is_exact && self.is_rare()
    }

    /// Whether readings that are hit no more easily than those found are hit seldom enough.
    fn is_rare(&self) -> bool {
        let Some(easiest) = self.readings.iter().map(|(_, odds)| odds).max() else {
            return false;
        };
        let chance = self.odds.iter().filter(|odds| *odds <= easiest).fold(Exact::zero(), |sum, odds| &sum + odds);
        chance * Exact::from(MAX_CHANCE) <= Exact::one()
    }

    fn slip(&self, case: &Case<'_>) -> Option<Slip> {
        if self.is_untold {
            return Some(Slip { kind: self.kind, correction: None, explanation: self.reason.clone() });
        }
        let mut written = Vec::new();
        for (reading, _) in &self.readings {
            let member = case.members.get(reading.party)?;
            written.push(format!("{} for {}", member.stated.text, as_written(&reading.numeral, member.figure)));
        }
        let correction = match self.readings.as_slice() {
            [(only, _)] => Some(Correction {
                party: only.party,
                value: only.numeral.value(),
                text: as_written(&only.numeral, case.members.get(only.party)?.figure),
            }),
            _ => None,
        };
        Some(Slip { kind: self.kind, correction, explanation: format!("{}: {}", written.join(", or "), self.reason) })
    }
}

/// A numeral as the source of a figure would write it.
fn as_written(numeral: &Numeral, figure: &Figure) -> String {
    let reported = Reported::new(*numeral, Qualifier::Exact);
    in_formula(&reported, figure.unit.power().saturating_neg(), figure.unit.sign())
}

impl Stated {
    /// The same figure with another numeral, which stands for any value of an interval.
    fn reading(&self, numeral: &Numeral, interval: Interval) -> Stated {
        let (tight, loose) = (interval.clone(), interval);
        Stated { nominal: numeral.value(), place: numeral.last_place(), tight, loose, ..self.clone() }
    }

    /// A value with the figure's last digit, as its source would print it.
    fn numeral_of(&self, value: &Exact) -> Option<Numeral> {
        let units = self.printed(value) * Exact::power_of_ten(self.place.saturating_neg());
        Some(Numeral::new(whole(&units)?, self.place))
    }

    /// The same, with as many digits as the figure has, for a value of another size.
    fn numeral_like(&self, value: &Exact) -> Option<Numeral> {
        let place = self.place.saturating_add(value.magnitude()).saturating_sub(self.nominal.magnitude());
        Stated { place, ..self.clone() }.numeral_of(value)
    }
}

/// The digits that a numeral may have.
const MAX_DIGITS: u8 = 28;

/// How many of the peers are nearer to one value than to another, less those that are not; nearness is of ratios.
fn votes(peers: &[&Figure], one: &Exact, other: &Exact) -> i64 {
    let middle = (one * other).abs();
    let nearer = |peer: &&Figure| {
        let square = peer.nominal() * peer.nominal();
        if (square > middle) == (one.abs() > other.abs()) { 1 } else { -1 }
    };
    peers.iter().filter(|peer| !peer.nominal().is_zero()).map(nearer).sum()
}
