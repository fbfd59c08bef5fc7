//! What only several relations together prove: contradictions through levels that no figure states, and comparisons whose level
//! other figures determine.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use jiff::civil::Date;

use super::conflicts::{Implied, Minimal, Proofs};
use super::narrow::{Narrowing, Selection};
use super::quantities::{Bond, Given, Quantities};
use super::{Found, decided, party};
use crate::engine::conversion;
use crate::engine::judge::{Judgement, Stated, judge, judge_interval};
use crate::engine::network::Network;
use crate::engine::slip;
use crate::finding::{Correction, Finding, Party, Slip, Verdict};
use crate::identity::{Role, SAME, STAKE};
use crate::model::{Currency, Figure, Period};
use crate::num::{Exact, Interval};
use crate::rates::Book;

/// The name of findings on relations together.
const CHAINS: &str = "chains";

/// What is missing where chains were not followed to their end.
const TOO_MANY: &str =
    "whether more chains of relations contradict themselves: the figures of this entity form too many to follow each";

impl Network<'_> {
    /// Adds what the relations prove together, and decides comparisons that were undecided by themselves.
    pub(super) fn check_chains(&self, book: &Book, found: &mut Vec<Found>) {
        let contested = self.contested(found);
        let mut ranges = HashMap::new();
        let mut fixings = |from: Currency, to: Currency, period: &Period| -> Option<Given> {
            let key = (from, to, period.start(), period.last_day());
            ranges.entry(key).or_insert_with(|| fixing_range(book, (from, to), period, self.options.published)).clone()
        };
        let quantities = Quantities::of(self, &contested, &mut fixings);
        if quantities.bonds().is_empty() {
            return;
        }
        let mut disbelieved = self.disbelieved(found);
        self.add_conflicts(&quantities, &mut disbelieved, found);
        self.decide(&quantities, &disbelieved, found);
    }

    /// The figures of subjects that are reported twice at odds with each other, and of deals that value the same whole at odds:
    /// nothing may rest on them.
    fn contested(&self, found: &[Found]) -> HashSet<usize> {
        let is_at_odds = |found: &&Found| {
            let identity = &found.finding.identity;
            let is_of_deals = *identity == STAKE.name && found.figures.len() > STAKE.roles().len();
            found.finding.verdict == Verdict::Inconsistent && (*identity == SAME.name || is_of_deals)
        };
        let at_odds = found.iter().filter(is_at_odds).flat_map(|found| found.figures.iter().copied());
        at_odds.chain(self.ambiguous.iter().copied()).collect()
    }

    /// Figures without which no relation contradicts itself: of each contradiction that is left the figure that stands in most
    /// of them, and of those the one that was tested.
    fn disbelieved(&self, found: &[Found]) -> BTreeSet<usize> {
        let mut conflicts: Vec<&[usize]> = found
            .iter()
            .filter(|found| found.finding.verdict == Verdict::Inconsistent)
            .map(|found| found.figures.as_slice())
            .collect();
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for figure in conflicts.iter().flat_map(|figures| figures.iter()) {
            let count = counts.entry(*figure).or_default();
            *count = count.saturating_add(1);
        }
        // Those that share a figure with many others come first, so that one figure settles them all.
        let most = |figures: &[usize]| figures.iter().filter_map(|figure| counts.get(figure)).max().copied();
        conflicts.sort_by_key(|figures| std::cmp::Reverse(most(figures)));
        let mut disbelieved = BTreeSet::new();
        for figures in conflicts {
            if figures.iter().any(|figure| disbelieved.contains(figure)) {
                continue;
            }
            let suspects = figures.iter().filter(|figure| self.may_be_wrong(**figure)).rev();
            let suspect = suspects.max_by_key(|figure| counts.get(figure)).or(figures.first());
            disbelieved.extend(suspect.copied());
        }
        disbelieved
    }

    fn add_conflicts(&self, quantities: &Quantities<'_>, disbelieved: &mut BTreeSet<usize>, found: &mut Vec<Found>) {
        let loose = |figure: usize| self.figures.get(figure).map_or(Interval::everything(), Figure::loose);
        let proofs = Proofs::new(quantities, &loose);
        let tested = RefCell::new(Vec::new());
        let suspect = |conflict: &Minimal| {
            let (figure, implied) = self.tested(&proofs, conflict)?;
            tested.borrow_mut().push((figure, implied));
            Some(figure)
        };
        let conflicts = proofs.all(disbelieved, &suspect);
        for (conflict, (figure, implied)) in conflicts.iter().zip(tested.into_inner()) {
            disbelieved.insert(figure);
            let conflict = self.conflict(&proofs, conflict, figure, implied);
            if let Some(conflict) = conflict {
                // What could not be decided by itself is decided now.
                found.retain(|other| {
                    other.position != figure
                        || other.finding.verdict != Verdict::Unverifiable
                        || other.figures.len() > 1
                });
                found.push(conflict);
            }
        }
        if !proofs.is_complete() {
            let first = quantities.first_figure().and_then(|figure| self.undecided(figure, CHAINS, TOO_MANY));
            found.extend(first);
        }
    }

    /// The figure of a conflict that is tested against the others: one that states a relation, the last of its kind, if the
    /// others say that it cannot be.
    fn tested(&self, proofs: &Proofs<'_>, conflict: &Minimal) -> Option<(usize, Option<Implied>)> {
        let mut figures: Vec<usize> = conflict.figures.iter().copied().filter(|at| self.may_be_wrong(*at)).collect();
        let states_a_relation = |at: &usize| self.figures.get(*at).is_some_and(|figure| figure.measure.compares());
        figures.sort_by_key(|at| std::cmp::Reverse((states_a_relation(at), *at)));
        let disproved = figures.iter().find_map(|at| {
            let implied = proofs.implied(conflict, *at)?;
            let meets = self.figures.get(*at)?.loose().meet(&implied.value.interval).is_some();
            (!meets).then_some((*at, Some(implied)))
        });
        disproved.or_else(|| {
            let any = figures.first().or(conflict.figures.first())?;
            Some((*any, None))
        })
    }

    fn conflict(
        &self,
        proofs: &Proofs<'_>,
        conflict: &Minimal,
        tested: usize,
        implied: Option<Implied>,
    ) -> Option<Found> {
        let others = conflict.figures.iter().copied().filter(|figure| *figure != tested);
        let figures: Vec<usize> = std::iter::once(tested).chain(others).collect();
        let parties = figures.iter().filter_map(|at| self.party_to(proofs, conflict, *at, tested)).collect();
        let finding = self.finding(tested, names(proofs.quantities(), conflict), parties)?;
        let figure = self.figures.get(tested)?;
        let finding = match implied {
            Some(implied) => {
                let stated = Stated::of(Role::Whole, figure);
                let judgement = judge_interval(&stated, &implied.value, &implied.value, implied.formula.text);
                let slip = self.slip_of_chain(proofs, conflict, tested, &figures);
                Finding { slip, ..decided(finding, judgement) }
            }
            None => decided(finding, Judgement::without_value()),
        };
        Some(Found { position: tested, figures, finding })
    }

    /// The slip that explains a conflict. Its party is a position in `figures`.
    fn slip_of_chain(&self, proofs: &Proofs<'_>, conflict: &Minimal, tested: usize, figures: &[usize]) -> Option<Slip> {
        let (identity, members) = proofs.equation(conflict, tested)?;
        let roles = (0..=u8::MAX).map(Role::Member).zip(members);
        let relation: Vec<(Role, usize)> = std::iter::once((Role::Whole, tested)).chain(roles).collect();
        let slip = slip::of_relation(&identity, self.with_peers(&relation))?;
        let place =
            |party: usize| figures.iter().position(|figure| relation.get(party).is_some_and(|(_, at)| at == figure));
        let correction = match slip.correction {
            Some(correction) => Some(Correction { party: place(correction.party)?, ..correction }),
            None => None,
        };
        Some(Slip { correction, ..slip })
    }

    fn party_to(&self, proofs: &Proofs<'_>, conflict: &Minimal, at: usize, tested: usize) -> Option<Party> {
        let figure = self.figures.get(at)?;
        let role = if at == tested { "stated" } else { role_of(proofs.quantities(), conflict, at)?.name() };
        let implied = if self.may_be_wrong(at) { proofs.implied(conflict, at) } else { None };
        let repair = implied.map(|implied| implied.value.interval);
        Some(party(role, figure, repair.filter(|repair| repair.meet(&figure.loose()).is_none())))
    }

    /// Decides comparisons of which a level is not stated but determined by other figures.
    fn decide(&self, quantities: &Quantities<'_>, disbelieved: &BTreeSet<usize>, found: &mut [Found]) {
        let mut undecided: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, found) in found.iter().enumerate() {
            if found.finding.verdict == Verdict::Unverifiable && found.figures.len() == 1 {
                undecided.insert(found.position, at);
            }
        }
        let open: BTreeSet<usize> = undecided.keys().filter_map(|figure| quantities.bond_of(*figure)).collect();
        if !open.iter().any(|at| quantities.is_determined_without(*at, &open)) {
            return;
        }
        let tight = |figure: usize| self.figures.get(figure).map_or(Interval::everything(), Figure::tight);
        let loose = |figure: usize| self.figures.get(figure).map_or(Interval::everything(), Figure::loose);
        let narrowing = |allowed| {
            let figures = Selection::AllBut(disbelieved.clone());
            Narrowing::new(quantities, allowed, figures, open.clone())
        };
        let (mut tight, mut loose) = (narrowing(&tight), narrowing(&loose));
        // Figures that contradict each other when every digit counts say nothing certain of others.
        if tight.run().is_err() || loose.run().is_err() {
            return;
        }
        for (figure, at) in undecided {
            let bond = quantities.bond_of(figure).and_then(|bond| quantities.bond(bond));
            let decision = bond.and_then(|bond| self.decision(quantities, bond, figure, &mut tight, &mut loose));
            if let (Some(decision), Some(undecided)) = (decision, found.get_mut(at)) {
                *undecided = decision;
            }
        }
    }

    fn decision(
        &self,
        quantities: &Quantities<'_>,
        bond: &Bond<'_>,
        tested: usize,
        tight: &mut Narrowing<'_>,
        loose: &mut Narrowing<'_>,
    ) -> Option<Found> {
        let figure = self.figures.get(tested)?;
        let mut others = Vec::new();
        let mut parties = vec![party("stated", figure, None)];
        let mut figures = vec![tested];
        let mut stated = None;
        for (role, quantity) in &bond.quantities {
            if quantities.of_figure(tested) == Some(*quantity) {
                stated = Some(Stated::of(*role, figure));
                continue;
            }
            others.push(derived(*role, *quantity, tight, loose)?);
            for at in loose.basis(*quantity).figures {
                if !figures.contains(&at) {
                    figures.push(at);
                    parties.push(party(role.name(), self.figures.get(at)?, None));
                }
            }
        }
        let judgement = judge(&bond.identity, &stated?, &others).ok()?;
        // A contradiction would have been found with the smallest set of figures that makes it.
        if judgement.verdict == Verdict::Inconsistent || figures.len() < 2 {
            return None;
        }
        let finding = decided(self.finding(tested, bond.identity.name.clone(), parties)?, judgement);
        Some(Found { position: tested, figures, finding })
    }
}

/// A quantity that others determine, as a stated one is judged.
fn derived(role: Role, quantity: usize, tight: &mut Narrowing<'_>, loose: &mut Narrowing<'_>) -> Option<Stated> {
    let interval = tight.state(quantity).ok()?.interval.clone()?;
    let (nominal, formula) = tight.face(quantity)?;
    let loose = loose.state(quantity).ok()?.interval.clone()?;
    Some(Stated::derived(role, nominal, interval, loose, formula))
}

/// The names of the identities that a conflict goes through, each once.
fn names(quantities: &Quantities<'_>, conflict: &Minimal) -> Cow<'static, str> {
    let names: BTreeSet<&str> =
        conflict.bonds.iter().filter_map(|at| quantities.bond(*at)).map(|bond| &*bond.identity.name).collect();
    let names: Vec<&str> = names.into_iter().collect();
    if names.is_empty() { SAME.name.clone() } else { names.join("+").into() }
}

/// The part that a figure plays in the first relation of a conflict that it stands in.
fn role_of(quantities: &Quantities<'_>, conflict: &Minimal, figure: usize) -> Option<Role> {
    let own = quantities.of_figure(figure)?;
    let bonds = conflict.bonds.iter().filter_map(|at| quantities.bond(*at));
    let role = bonds.flat_map(|bond| &bond.quantities).find(|(_, quantity)| *quantity == own);
    Some(role.map_or(Role::Member(0), |(role, _)| *role))
}

/// Any rate that a writer may have used for a period.
fn fixing_range(
    book: &Book,
    (from, to): (Currency, Currency),
    period: &Period,
    published: Option<Date>,
) -> Option<Given> {
    let (low, high, _) = conversion::any_fixing(book, (from, to), period, published).ok()?;
    let text = conversion::range_text(&low, &high, from, to);
    let nominal = Exact::midpoint(&low, &high);
    Some(Given { interval: Interval::closed(low, high)?, nominal, text })
}
