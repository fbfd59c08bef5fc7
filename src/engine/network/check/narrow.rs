//! Narrows quantities through the relations that they stand in until nothing changes.
//!
//! Every quantity begins with what its figures allow at most. A relation is solved for each of its roles in turn over the
//! intervals of the others, and what comes out is met with what was known. Each step is sound: a true value that the figures
//! allow is never lost, since an identity's solution is the hull of what the others allow and rounding goes outward. So a meet
//! that is empty proves that no true values fit.
//!
//! It ends. A quantity is narrowed at most [`MAX_STEPS`] times, and only by a step that moves an end by more than a
//! sixty-fourth of the width that is left, so a cycle of relations that would creep on for ever is left where it is. Each
//! step puts the relations of one quantity into the queue, and a relation is solved only when it is taken out of it: the work
//! is at most `MAX_STEPS` times the figures times the identities that each stands in. To stop early leaves intervals wider
//! than they might be, which proves less and never too much.

use std::collections::{BTreeSet, HashMap, VecDeque};

use crate::engine::solve::{Algebra, Bounds, Formula, FormulaText, Nominal, solve};
use crate::identity::{Role, Term};
use crate::num::{End, Exact, Interval, Rounding};

use super::quantities::{Bond, Given, Quantities};

/// The most steps by which one quantity is narrowed.
const MAX_STEPS: usize = 64;

/// The significant digits to which the ends of derived intervals are rounded outward: more than any figure has.
const DIGITS: u8 = 40;

/// Ends above 10^60 are taken as none, and digits below 10^-60 are rounded outward.
const LARGEST: i32 = 60;

/// Some of the figures.
pub(super) enum Selection {
    /// All but these.
    AllBut(BTreeSet<usize>),
    /// These alone.
    Only(BTreeSet<usize>),
}

impl Selection {
    fn has(&self, at: usize) -> bool {
        match self {
            Selection::AllBut(excluded) => !excluded.contains(&at),
            Selection::Only(included) => included.contains(&at),
        }
    }

    fn exclude(&mut self, at: usize) {
        match self {
            Selection::AllBut(excluded) => excluded.insert(at),
            Selection::Only(included) => included.remove(&at),
        };
    }
}

/// What a figure says of its quantity: the interval that it allows.
pub(super) type Allowed<'n> = &'n dyn Fn(usize) -> Interval;

/// What is known of a quantity so far.
#[derive(Clone, Default)]
pub(super) struct State {
    /// `None` while everything is possible.
    pub(super) interval: Option<Interval>,
    /// The figures that set its ends.
    ends: [Option<usize>; 2],
    /// The steps that narrowed it: when, and by which relation.
    steps: Vec<(usize, usize)>,
    /// Where its face value comes from: what first made it known.
    face: Option<Face>,
}

/// What first made a quantity known.
#[derive(Clone, Copy)]
enum Face {
    /// A figure that states it.
    Figure(usize),
    /// What is known without any figure.
    Given,
    /// A relation, solved for a role.
    Solved(usize, Role),
}

/// What a computation starts from.
pub(super) enum Known<'g> {
    /// What a figure states.
    Figure(usize),
    /// What is known without any figure.
    Given(&'g Given),
}

/// The most relations that a computation is followed through: a longer one is nothing that anybody reads.
const MAX_DEPTH: usize = 32;

/// Quantities that cannot all have a true value.
pub(super) struct Conflict {
    /// The figures on which it rests; not all of them need be needed.
    pub(super) figures: BTreeSet<usize>,
    /// The relations that it goes through.
    pub(super) bonds: BTreeSet<usize>,
}

/// A network on its way to the fixpoint.
pub(super) struct Narrowing<'n> {
    quantities: &'n Quantities<'n>,
    allowed: Allowed<'n>,
    figures: Selection,
    without: BTreeSet<usize>,
    states: HashMap<usize, State>,
    queue: VecDeque<usize>,
    queued: BTreeSet<usize>,
    clock: usize,
    /// How many relations have been solved.
    work: usize,
}

impl<'n> Narrowing<'n> {
    /// A network of some figures, and of all relations but some, of which nothing was narrowed yet.
    pub(super) fn new(
        quantities: &'n Quantities<'n>,
        allowed: Allowed<'n>,
        figures: Selection,
        without: BTreeSet<usize>,
    ) -> Self {
        let (states, queue, queued) = (HashMap::new(), VecDeque::new(), BTreeSet::new());
        let mut narrowing =
            Narrowing { quantities, allowed, figures, without, states, queue, queued, clock: 0, work: 0 };
        narrowing.enqueue_first();
        narrowing
    }

    /// Puts the relations into the queue that the figures stand in; others follow when something is known of their quantities.
    fn enqueue_first(&mut self) {
        let quantities = self.quantities;
        match &self.figures {
            Selection::AllBut(_) => quantities.bonds().iter().for_each(|bond| self.enqueue(*bond)),
            Selection::Only(figures) => {
                let of_figures: BTreeSet<usize> =
                    figures.iter().filter_map(|figure| quantities.of_figure(*figure)).collect();
                for quantity in of_figures {
                    quantities.bonds_of(quantity).iter().for_each(|bond| self.enqueue(*bond));
                }
            }
        }
    }

    /// Puts a relation into the queue, if it takes part and is not in it.
    fn enqueue(&mut self, bond: usize) {
        if !self.without.contains(&bond) && self.queued.insert(bond) {
            self.queue.push_back(bond);
        }
    }

    /// Narrows until nothing changes, or until something has no value left; then it goes on when a figure has been dropped.
    pub(super) fn run(&mut self) -> Result<(), Conflict> {
        while let Some(bond) = self.queue.pop_front() {
            self.queued.remove(&bond);
            self.work = self.work.saturating_add(1);
            if let Err(conflict) = self.revise(bond) {
                self.enqueue(bond);
                return Err(conflict);
            }
        }
        Ok(())
    }

    /// How many relations have been solved so far.
    pub(super) fn work(&self) -> usize {
        self.work
    }

    /// What is known of a quantity.
    pub(super) fn state(&mut self, quantity: usize) -> Result<&State, Conflict> {
        self.begin(quantity)?;
        self.states.get(&quantity).ok_or_else(Conflict::of_nothing)
    }

    /// Takes up what the figures of a quantity say of it.
    fn begin(&mut self, at: usize) -> Result<(), Conflict> {
        if self.states.contains_key(&at) {
            return Ok(());
        }
        let mut state = State::default();
        if let Some(quantity) = self.quantities.get(at) {
            if let Some(given) = &quantity.given {
                state.interval = Some(given.interval.clone());
                state.face = Some(Face::Given);
            }
            for figure in quantity.figures.iter().filter(|figure| self.figures.has(**figure)) {
                let allowed = (self.allowed)(*figure);
                state.face = state.face.or(Some(Face::Figure(*figure)));
                if !state.meet(&allowed, *figure) {
                    let figures = state.ends.into_iter().flatten().chain([*figure]).collect();
                    return Err(Conflict { figures, bonds: BTreeSet::new() });
                }
            }
        }
        self.states.insert(at, state);
        Ok(())
    }

    /// Solves a relation for each of its roles.
    fn revise(&mut self, at: usize) -> Result<(), Conflict> {
        let Some(bond) = self.quantities.bond(at) else {
            return Ok(());
        };
        for (_, quantity) in &bond.quantities {
            self.begin(*quantity)?;
        }
        let unknown = |(_, quantity): &&(Role, usize)| self.interval(*quantity).is_none();
        match bond.quantities.iter().filter(unknown).count() {
            0 => bond.quantities.iter().try_for_each(|(role, quantity)| self.narrow(at, bond, *role, *quantity)),
            1 => match bond.quantities.iter().find(unknown).copied() {
                Some((role, quantity)) => self.narrow(at, bond, role, quantity),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn interval(&self, quantity: usize) -> Option<&Interval> {
        self.states.get(&quantity)?.interval.as_ref()
    }

    /// What the other quantities of a relation make of one, met with what was known of it.
    fn narrow(&mut self, at: usize, bond: &Bond<'_>, role: Role, quantity: usize) -> Result<(), Conflict> {
        let Some(projected) = self.project(bond, role) else {
            return Ok(());
        };
        let known = self.interval(quantity);
        let met = match known {
            None => Some(projected),
            Some(known) => known.meet(&projected),
        };
        let Some(met) = met else {
            return Err(self.explain(at, bond));
        };
        if known.is_some_and(|known| !is_worth_it(known, &met)) {
            return Ok(());
        }
        let met = coarsened(known, &met);
        self.accept(at, role, quantity, met);
        Ok(())
    }

    /// What the other quantities allow for a role; `None` where the identity means nothing for them, or bounds nothing.
    fn project(&self, bond: &Bond<'_>, target: Role) -> Option<Interval> {
        let interval = |role: Role| self.interval(bond.quantity(role)?).cloned();
        // A base that is not above zero makes growth mean nothing, also where the base is what is sought.
        let is_unknown = |role: Role| bond.quantity(role).is_some_and(|quantity| self.interval(quantity).is_none());
        let is_open = |role: Role| role == target && is_unknown(role);
        if !bond.identity.positive.iter().all(|role| is_open(*role) || self.is_meaningful(bond, *role)) {
            return None;
        }
        let projected = solve(&Bounds, &bond.identity, 1, target, &interval)?;
        let is_meaningful = !bond.identity.positive.contains(&target) || is_above(&projected, adds(bond));
        (is_meaningful && projected != Interval::everything()).then_some(projected)
    }

    /// Whether a quantity is what the identity needs it to be: a divisor above zero, an amount that is subtracted not below it.
    fn is_meaningful(&self, bond: &Bond<'_>, role: Role) -> bool {
        let state = bond.quantity(role).and_then(|quantity| self.states.get(&quantity));
        let Some(state) = state else {
            return false;
        };
        let is_printed_without_minus =
            |figure: usize| !self.quantities.nominal(figure).is_some_and(|it| it.is_negative());
        match (&state.interval, state.face) {
            (Some(_), Some(Face::Figure(figure))) if adds(bond) => is_printed_without_minus(figure),
            (Some(interval), _) => is_above(interval, adds(bond)),
            (None, _) => false,
        }
    }

    fn accept(&mut self, at: usize, role: Role, quantity: usize, met: Interval) {
        let time = self.clock;
        let Some(state) = self.states.get_mut(&quantity).filter(|state| state.steps.len() < MAX_STEPS) else {
            return;
        };
        self.clock = self.clock.saturating_add(1);
        state.interval = Some(met);
        state.steps.push((time, at));
        state.face = state.face.or(Some(Face::Solved(at, role)));
        for neighbour in self.quantities.bonds_of(quantity).iter().filter(|neighbour| **neighbour != at) {
            self.enqueue(*neighbour);
        }
    }

    /// A quantity's value at face value of the figures that first made it known, with its computation; `None` where that goes
    /// through too many relations. What made a quantity known was known before it, so following it ends.
    pub(super) fn face(&self, quantity: usize) -> Option<(Exact, FormulaText)> {
        let nominal = self.computed(&Nominal, quantity, &|known| match known {
            Known::Figure(figure) => self.quantities.nominal(figure),
            Known::Given(given) => Some(given.nominal.clone()),
        });
        let formula = self.computed(&Formula, quantity, &|known| match known {
            Known::Figure(figure) => self.quantities.formula(figure),
            Known::Given(given) => Some(FormulaText::number(given.text.clone())),
        });
        nominal.zip(formula)
    }

    /// The computation that first made a quantity known, over any algebra; `None` where it goes through too many relations.
    pub(super) fn computed<A: Algebra>(
        &self,
        algebra: &A,
        quantity: usize,
        known: &dyn Fn(Known<'_>) -> Option<A::Value>,
    ) -> Option<A::Value> {
        self.computed_within(algebra, quantity, known, MAX_DEPTH)
    }

    fn computed_within<A: Algebra>(
        &self,
        algebra: &A,
        quantity: usize,
        known: &dyn Fn(Known<'_>) -> Option<A::Value>,
        depth: usize,
    ) -> Option<A::Value> {
        match self.states.get(&quantity)?.face? {
            Face::Figure(figure) => known(Known::Figure(figure)),
            Face::Given => known(Known::Given(self.quantities.get(quantity)?.given.as_ref()?)),
            Face::Solved(at, role) => {
                let (depth, bond) = (depth.checked_sub(1)?, self.quantities.bond(at)?);
                let others = bond.quantities.iter().filter(|(own, _)| *own != role);
                let values: Vec<(Role, A::Value)> = others
                    .map(|(own, other)| Some((*own, self.computed_within(algebra, *other, known, depth)?)))
                    .collect::<Option<_>>()?;
                let of = |role: Role| values.iter().find(|(own, _)| *own == role).map(|(_, value)| value.clone());
                solve(algebra, &bond.identity, 1, role, &of)
            }
        }
    }

    /// What a quantity's present interval rests on.
    pub(super) fn basis(&self, quantity: usize) -> Conflict {
        let mut basis = Conflict::of_nothing();
        self.collect(quantity, self.clock, &mut basis, &mut HashMap::new());
        basis
    }

    /// What the quantities of a relation that contradict each other rest on.
    fn explain(&self, at: usize, bond: &Bond<'_>) -> Conflict {
        let mut conflict = Conflict::of_nothing();
        conflict.bonds.insert(at);
        let mut seen = HashMap::new();
        for (_, quantity) in &bond.quantities {
            self.collect(*quantity, self.clock, &mut conflict, &mut seen);
        }
        conflict
    }

    /// Adds what a quantity's interval rested on at a time: the figures that set its ends, the relations that narrowed it
    /// before, and what those rested on then.
    fn collect(&self, quantity: usize, time: usize, into: &mut Conflict, seen: &mut HashMap<usize, usize>) {
        let mut waiting = vec![(quantity, time)];
        while let Some((quantity, time)) = waiting.pop() {
            if seen.get(&quantity).is_some_and(|latest| *latest >= time) {
                continue;
            }
            seen.insert(quantity, time);
            let Some(state) = self.states.get(&quantity) else {
                continue;
            };
            into.figures.extend(state.ends.iter().flatten());
            for (when, at) in state.steps.iter().filter(|(when, _)| *when < time) {
                into.bonds.insert(*at);
                let others = self.quantities.bond(*at).into_iter().flat_map(|bond| &bond.quantities);
                waiting.extend(others.filter(|(_, other)| *other != quantity).map(|(_, other)| (*other, *when)));
            }
        }
    }

    /// No longer believes a figure: forgets everything that rests on it, and begins again from there.
    pub(super) fn drop_figure(&mut self, figure: usize) {
        self.figures.exclude(figure);
        let Some(quantity) = self.quantities.of_figure(figure) else {
            return;
        };
        let mut affected = BTreeSet::from([quantity]);
        let mut waiting = vec![quantity];
        while let Some(quantity) = waiting.pop() {
            for at in self.quantities.bonds_of(quantity) {
                for (_, other) in self.quantities.bond(*at).into_iter().flat_map(|bond| &bond.quantities) {
                    let rests = |state: &State| state.steps.iter().any(|(_, by)| by == at);
                    if self.states.get(other).is_some_and(rests) && affected.insert(*other) {
                        waiting.push(*other);
                    }
                }
            }
        }
        for quantity in &affected {
            self.states.remove(quantity);
        }
        for quantity in affected {
            for bond in self.quantities.bonds_of(quantity) {
                self.enqueue(*bond);
            }
        }
    }
}

impl Conflict {
    fn of_nothing() -> Self {
        Conflict { figures: BTreeSet::new(), bonds: BTreeSet::new() }
    }
}

impl State {
    /// Takes up what a figure allows; whether anything is left.
    fn meet(&mut self, allowed: &Interval, figure: usize) -> bool {
        let met = match &self.interval {
            None => Some(allowed.clone()),
            Some(known) => known.meet(allowed),
        };
        let Some(met) = met else {
            return false;
        };
        let [low, high] = &mut self.ends;
        if self.interval.as_ref().is_none_or(|known| known.low() != met.low()) {
            *low = Some(figure);
        }
        if self.interval.as_ref().is_none_or(|known| known.high() != met.high()) {
            *high = Some(figure);
        }
        self.interval = Some(met);
        true
    }
}

/// Whether a relation adds and subtracts, so that nothing is divided by its roles.
fn adds(bond: &Bond<'_>) -> bool {
    matches!(bond.identity.right, Term::Sum(..) | Term::Difference(..))
}

/// Whether all values are above zero; of what is only added and subtracted, whether none is below it.
fn is_above(interval: &Interval, or_zero: bool) -> bool {
    interval.is_positive() || (or_zero && interval.low().value().is_some_and(|low| !low.is_negative()))
}

/// Whether an interval was narrowed by more than a sixty-fourth of what is left of it, or got an end that it did not have.
fn is_worth_it(known: &Interval, met: &Interval) -> bool {
    if known == met {
        return false;
    }
    let (Some(known_half), Some(met_half)) = (known.half_width(), met.half_width()) else {
        let got = |before: &End, after: &End| before.value().is_none() && after.value().is_some();
        return got(known.low(), met.low()) || got(known.high(), met.high()) || moved_on_one_side(known, met);
    };
    (&known_half - &met_half) * Exact::from(64) > met_half
}

/// Of an interval with one end, whether that end moved by more than a sixty-fourth of itself.
fn moved_on_one_side(known: &Interval, met: &Interval) -> bool {
    let moved = |before: &End, after: &End| match (before.value(), after.value()) {
        (Some(before), Some(after)) => (after - before).abs() * Exact::from(64) > after.abs(),
        _ => false,
    };
    moved(known.low(), met.low()) || moved(known.high(), met.high())
}

/// What an interval was narrowed to, its new ends rounded outward to digits that stay cheap to carry on.
fn coarsened(known: Option<&Interval>, met: &Interval) -> Interval {
    let is_new = |end: &End, before: Option<&End>| before != Some(end);
    let low = if is_new(met.low(), known.map(Interval::low)) {
        outward(met.low(), Rounding::Down)
    } else {
        met.low().clone()
    };
    let high = if is_new(met.high(), known.map(Interval::high)) {
        outward(met.high(), Rounding::Up)
    } else {
        met.high().clone()
    };
    Interval::new(low, high).unwrap_or_else(|| met.clone())
}

fn outward(end: &End, rounding: Rounding) -> End {
    let Some(value) = end.value().filter(|value| value.magnitude() <= LARGEST) else {
        return End::Unbounded;
    };
    let digits = value.round_to_digits(DIGITS, rounding);
    let is_tiny = digits.magnitude() < LARGEST.saturating_neg();
    let moved = if is_tiny { digits.round_to_place(LARGEST.saturating_neg(), rounding) } else { digits };
    if end.is_closed() && moved == *value { End::Closed(moved) } else { End::Open(moved) }
}
