//! Laws of whole networks of figures: up to thirty of one company, over all identities at once.
//!
//! What was printed from true values is never called inconsistent, whatever rounds or hedges it; an error beyond what rounding
//! explains is always found; the figures of an inconsistency contradict each other, and without any one of them they do not; and
//! what is called exact is what its computation prints.
//!
//! `TIEOUT_NETWORKS=100000` makes that many networks of true figures instead of some thousand.

#[path = "../support/figures.rs"]
mod figures;
mod printing;
mod world;

use std::cell::Cell;
use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestError, TestRunner};
use tieout::finding::{Finding, Verdict};
use tieout::identity::Shape;
use tieout::num::{Convention, Exact, Rounding, fixed};
use tieout::verbs::Checked;

use printing::{HEADER, Rule, Style, in_units, place_of, rounded, row, row_of, style, text};
use world::{BOOK, Counts, Enters, RATIOS, Relation, World};

/// The most figures of a network.
const MOST: usize = 30;

/// How many networks of true figures there are.
fn networks() -> u32 {
    std::env::var("TIEOUT_NETWORKS").map_or(2000, |count| count.parse().expect("a number of networks"))
}

/// Always the same cases in a short run, and others in each long one.
fn cases(count: u32) -> Config {
    let is_long = std::env::var_os("TIEOUT_NETWORKS").is_some();
    let rng_seed = if is_long { RngSeed::Random } else { RngSeed::Fixed(1) };
    Config { cases: count, failure_persistence: None, max_shrink_iters: 100, rng_seed, ..Config::default() }
}

/// Panics with the reason of a failure, which names the rows; the network that made them says nothing more.
fn passed<T>(outcome: Result<(), TestError<T>>) {
    match outcome {
        Ok(()) => {}
        Err(TestError::Fail(reason, _) | TestError::Abort(reason)) => panic!("{reason}"),
    }
}

/// A finding in a line: its verdict on the rows that it names.
fn shown(finding: &Finding) -> String {
    let lines: Vec<String> = finding.parties.iter().map(|party| party.origin.line.to_string()).collect();
    format!("{} {} of lines {}: {}", finding.identity, finding.verdict.name(), lines.join(", "), finding.explanation)
}

fn checked(rows: &[String], convention: Convention) -> Checked {
    figures::checked(HEADER, rows, convention, &BOOK)
}

/// A company, and how some of its figures are written.
#[derive(Clone, Debug)]
struct Network {
    seed: u64,
    /// Which relations, each among those that share a figure with the earlier ones.
    picks: Vec<prop::sample::Index>,
    styles: Vec<Style>,
    truncates: bool,
}

impl Network {
    fn convention(&self) -> Convention {
        if self.truncates { Convention::Truncate } else { Convention::Nearest }
    }

    /// The figures of the relations picked, those of several more than once.
    fn figures(&self, world: &World) -> Vec<usize> {
        let mut figures = Vec::new();
        for pick in &self.picks {
            let near = world.touching(&figures);
            let relation = match near.is_empty() {
                true => pick.get(&world.relations),
                false => &world.relations[*pick.get(&near)],
            };
            figures.extend(&relation.members);
        }
        figures.truncate(MOST);
        figures
    }

    /// The rows in random order, translations after what they translate: the currency that is given first is the reporting one.
    fn rows(&self, world: &World) -> Vec<String> {
        let figures = self.figures(world);
        let mut styled: Vec<_> = figures.into_iter().map(|at| &world.statements[at]).zip(&self.styles).collect();
        let reported: BTreeSet<&str> = styled
            .iter()
            .filter(|(statement, _)| statement.cells.measure == "level" && !is_translation(&statement.cells.counts))
            .map(|(statement, _)| statement.cells.metric.as_str())
            .collect();
        styled.retain(|(statement, _)| {
            !is_translation(&statement.cells.counts) || reported.contains(statement.cells.metric.as_str())
        });
        styled.sort_by_key(|(statement, style)| (is_translation(&statement.cells.counts), style.rank));
        styled.iter().map(|(statement, style)| row(statement, **style)).collect()
    }
}

fn is_translation(counts: &Counts) -> bool {
    *counts == Counts::Money("CNY")
}

fn network() -> impl Strategy<Value = Network> {
    // Every company has some thousand figures; a few companies do for many networks.
    (0..20 + u64::from(networks()) / 100, prop::collection::vec(any::<prop::sample::Index>(), 1..12), any::<bool>())
        .prop_flat_map(|(seed, picks, truncates)| {
            prop::collection::vec(style(truncates), MOST).prop_map(move |styles| Network {
                seed,
                picks: picks.clone(),
                styles,
                truncates,
            })
        })
}

#[test]
fn what_is_printed_from_true_values_is_never_inconsistent() {
    let count = networks();
    let verdicts: [Cell<u32>; 5] = Default::default();
    let outcome = TestRunner::new(cases(count)).run(&network(), |network| {
        let world = World::of(network.seed);
        let rows = network.rows(&world);
        let checked = checked(&rows, network.convention());
        for finding in &checked.findings {
            verdicts[finding.verdict as usize].set(verdicts[finding.verdict as usize].get() + 1);
            prop_assert!(finding.verdict != Verdict::Inconsistent, "{rows:#?} {}", shown(finding));
            if finding.verdict == Verdict::Exact {
                is_printed_from_its_figures(finding)?;
            }
        }
        Ok(())
    });
    passed(outcome);
    let verdicts = verdicts.map(Cell::into_inner);
    println!("{count} networks: {verdicts:?} of {:?}", Verdict::ALL.map(Verdict::name));
    // It is not for want of relations that nothing was found.
    assert!(verdicts[Verdict::Rounding as usize] > 2 * count, "{verdicts:?}");
    assert!(
        [Verdict::Exact, Verdict::Approximate].iter().all(|verdict| verdicts[*verdict as usize] > count / 20),
        "{verdicts:?}"
    );
}

/// The stated figure's digits are those of what its others give at face value.
fn is_printed_from_its_figures(finding: &Finding) -> Result<(), TestCaseError> {
    let Some(value) = recomputed(finding) else {
        return Err(TestCaseError::fail(format!("no way to recompute {finding:#?}")));
    };
    let stated = &finding.parties[0];
    let digits = stated.text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let word = stated.text[digits.len()..].trim_end_matches(['%', 'p', 'x']);
    let power = match word.trim() {
        "" => 0,
        "k" => 3,
        "m" => 6,
        "bn" => 9,
        "tn" => 12,
        other => return Err(TestCaseError::fail(format!("{other}: {}", stated.text))),
    };
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let place = -i32::try_from(decimals).unwrap();
    let shift = if stated.text.ends_with(['%', 'p']) { 2 } else { -power };
    let value = value * Exact::power_of_ten(shift);
    let printed =
        [Rule::HalfUp, Rule::Truncate].map(|rule| fixed(&rounded(&value, place, rule), place, Rounding::Nearest));
    let digits = digits.replace(',', "");
    prop_assert!(printed.contains(&digits), "{digits} is none of {printed:?}: {finding:#?}");
    Ok(())
}

/// The stated figure by its others at face value.
fn recomputed(finding: &Finding) -> Option<Exact> {
    let others: Vec<Exact> = finding.parties.iter().skip(1).map(|party| party.value.nominal.clone()).collect();
    let ratio = RATIOS.iter().find(|ratio| ratio.identity.name == finding.identity);
    Some(match (&*finding.identity, others.as_slice(), ratio) {
        ("growth", [current, prior], _) => current.checked_div(prior)? - Exact::one(),
        ("change", [current, prior], _) => current.clone() - prior.clone(),
        ("multiple", [current, prior], _) => current.checked_div(prior)?,
        ("same", [other], _) => other.clone(),
        ("parts", parts, _) => Exact::sum(parts),
        ("stake", [price, stake], _) => price.checked_div(stake)?,
        ("stake", [stake, other_price, other_stake], _) => stake.clone() * other_price.checked_div(other_stake)?,
        // Nothing is nothing at any rate.
        ("conversion", [amount], _) if amount.is_zero() => Exact::zero(),
        ("conversion", [amount], _) => amount.clone() * rate_used(finding, amount)?,
        (_, [first, rest @ ..], Some(ratio)) => match ratio.shape {
            Shape::Quotient => first.checked_div(rest.first()?)?,
            Shape::Product => first.clone() * rest.first()?.clone(),
            Shape::Sum if ratio.equation.contains('−') => first.clone() - rest.first()?.clone(),
            Shape::Sum => Exact::sum(&others),
        },
        _ => return None,
    })
}

/// The rate by which a conversion was recomputed, which must be one of the book's: the average of the period, or a day's since
/// its beginning.
fn rate_used(finding: &Finding, amount: &Exact) -> Option<Exact> {
    let rate = finding.expected.as_ref()?.nominal.checked_div(amount)?;
    let (from, to) = (finding.parties[1].unit.currency()?, finding.unit.currency()?);
    let period = finding.period?;
    let average = BOOK.average(from, to, period.start(), period.end_exclusive()?);
    let is_of_a_day = || {
        let week_before = period.start().checked_sub(jiff::Span::new().days(7)).ok()?;
        let fixings = BOOK.fixings(from, to, week_before, BOOK.last_date().tomorrow().ok()?).ok()?;
        fixings.iter().any(|(_, fixing)| *fixing == rate).then_some(())
    };
    let is_known = average.is_ok_and(|average| average.value == rate) || is_of_a_day().is_some();
    is_known.then_some(rate)
}

/// The lowest and the highest value that the others, half a unit of their last digits up and down, leave one member.
fn hull(relation: &Relation, at: usize, ends: &[[Exact; 2]]) -> Option<[Exact; 2]> {
    let count = u32::try_from(ends.len()).unwrap();
    let corners = (0..2_usize.pow(count)).map(|corner| {
        let values: Vec<Exact> = ends.iter().enumerate().map(|(bit, ends)| ends[corner >> bit & 1].clone()).collect();
        solved(relation, at, &values)
    });
    let corners = corners.collect::<Option<Vec<_>>>()?;
    Some([corners.iter().min()?.clone(), corners.iter().max()?.clone()])
}

/// One member of a relation by the values of the others; none where one of them divides and is not above zero.
fn solved(relation: &Relation, at: usize, values: &[Exact]) -> Option<Exact> {
    let others = (0..relation.enters.len()).filter(|place| place + 1 != at);
    let sum = matches!(relation.enters[0], Enters::Plus | Enters::Minus);
    let mut joined = if sum { Exact::zero() } else { Exact::one() };
    for place in others {
        let value = values[place + 1].clone();
        joined = match relation.enters[place] {
            Enters::Plus => joined + value,
            Enters::Minus => joined - value,
            Enters::Factor => joined * value,
            Enters::Growth => joined * (value + Exact::one()),
        };
    }
    if at == 0 {
        return Some(joined);
    }
    let rest = if sum {
        values[0].clone() - joined
    } else {
        values[0].checked_div(&joined).filter(|_| joined.is_positive())?
    };
    Some(match relation.enters[at - 1] {
        Enters::Minus => -rest,
        Enters::Growth => rest - Exact::one(),
        _ => rest,
    })
}

/// A network in which each figure stands once, in digits alone, and one of one relation is moved.
#[derive(Clone, Debug)]
struct Planted {
    network: Network,
    relation: prop::sample::Index,
    member: prop::sample::Index,
    units: i64,
    upwards: bool,
}

impl Planted {
    /// The rows, and the relation that cannot hold; none where the network has no relation that leaves the member bounds.
    fn rows(&self, world: &World) -> Option<(Vec<String>, Relation)> {
        let figures: BTreeSet<usize> = self.network.figures(world).into_iter().collect();
        let whole: Vec<&Relation> =
            world.relations.iter().filter(|relation| self.is_testable(world, relation, &figures)).collect();
        let relation = if whole.is_empty() { return None } else { *self.relation.get(&whole) };
        let at = self.member.index(relation.members.len());
        let moved = self.moved(world, relation, at)?;
        let member = relation.members[at];
        let plain = |figure: &usize| row(&world.statements[*figure], self.style(*figure));
        let is_translated = |figure: &&usize| is_translation(&world.statements[**figure].cells.counts);
        let others = || figures.iter().filter(|figure| **figure != member);
        let reported = others().filter(|figure| !is_translated(figure));
        let mut rows: Vec<String> = reported.chain(others().filter(is_translated)).map(plain).collect();
        rows.insert(0, row_of(&world.statements[member].cells, &moved, ["", ""], ""));
        Some((rows, relation.clone()))
    }

    /// Whether every member is in the network, is written with enough digits, and is not one of translations, which any fixing may tie.
    fn is_testable(&self, world: &World, relation: &Relation, figures: &BTreeSet<usize>) -> bool {
        relation.name != "conversion"
            && relation.members.iter().all(|member| figures.contains(member))
            && relation.members.iter().all(|member| !is_translation(&world.statements[*member].cells.counts))
    }

    fn style(&self, figure: usize) -> Style {
        Style::plain(self.network.styles[figure % MOST].digits)
    }

    /// The text of a member that lies so many units of its last digit beyond what the others allow.
    fn moved(&self, world: &World, relation: &Relation, at: usize) -> Option<String> {
        let ends: Vec<[Exact; 2]> = relation.members.iter().map(|figure| self.ends(world, *figure)).collect();
        let [low, high] = hull(relation, at, &ends)?;
        let statement = &world.statements[relation.members[at]];
        let shift = if matches!(statement.cells.counts, Counts::Percent | Counts::Points) { 2 } else { 0 };
        let place = place_of(statement, self.style(relation.members[at]));
        let (unit, scale) = (Exact::power_of_ten(place), Exact::power_of_ten(shift));
        let far = unit.clone() * Exact::from(self.units);
        // A whole unit beyond the end there is no value that rounds back into it.
        let moved = match self.upwards {
            true => (high * scale).round_to_place(place, Rounding::Up) + far,
            false => (low * scale).round_to_place(place, Rounding::Down) - far,
        };
        let is_stake = statement.cells.measure == "stake" && !(moved.is_positive() && moved <= Exact::from(100));
        (!is_stake && !moved.is_zero()).then(|| text(&moved, place, statement.cells.counts, usize::MAX))
    }

    /// What a figure's digits allow, in the units in which equations hold.
    fn ends(&self, world: &World, figure: usize) -> [Exact; 2] {
        let statement = &world.statements[figure];
        let value = in_units(statement);
        let place = place_of(statement, self.style(figure));
        let shift = if matches!(statement.cells.counts, Counts::Percent | Counts::Points) { -2 } else { 0 };
        let half = Exact::scaled(5, place - 1);
        let printed = rounded(&value, place, Rule::HalfUp);
        [printed.clone() - half.clone(), printed + half].map(|end| end * Exact::power_of_ten(shift))
    }
}

fn planted() -> impl Strategy<Value = Planted> {
    let index = any::<prop::sample::Index>;
    (network(), index(), index(), 1_i64..40, any::<bool>()).prop_map(|(network, relation, member, units, upwards)| {
        Planted { network: Network { truncates: false, ..network }, relation, member, units, upwards }
    })
}

#[test]
fn an_error_beyond_rounding_is_found_in_figures_that_contradict_each_other_and_in_no_fewer() {
    let (found, minimal) = (Cell::new(0_u32), Cell::new(0_u32));
    let count = 250;
    let outcome = TestRunner::new(cases(count)).run(&planted(), |planted| {
        let world = World::of(planted.network.seed);
        let Some((rows, relation)) = planted.rows(&world) else {
            return Ok(());
        };
        let findings = checked(&rows, Convention::Nearest).findings;
        let is_of_it = |finding: &&Finding| finding.identity == relation.name && finding.verdict != Verdict::Rounding;
        let about: Vec<&Finding> = findings.iter().filter(is_of_it).collect();
        let is_meant = |verdict: Verdict| about.iter().any(|finding| finding.verdict == verdict);
        // A divisor that may be zero once it is moved makes no statement at all.
        prop_assert!(
            is_meant(Verdict::Inconsistent) || is_meant(Verdict::Unverifiable),
            "{rows:#?} {relation:?} {:?}",
            findings.iter().map(shown).collect::<Vec<_>>()
        );
        found.set(found.get() + u32::from(is_meant(Verdict::Inconsistent)));
        for finding in findings.iter().filter(|finding| finding.verdict == Verdict::Inconsistent) {
            is_minimal(&rows, finding)?;
            minimal.set(minimal.get() + 1);
        }
        Ok(())
    });
    passed(outcome);
    println!("{} of {count} planted errors found, {} conflicts minimal", found.get(), minimal.get());
    assert!(found.get() > count / 2 && minimal.get() >= found.get(), "{} and {}", found.get(), minimal.get());
}

/// The figures of an inconsistency contradict each other; without any one of them they do not.
///
/// The other rows still tell what is compared with what and in which unit, with a value that may be anything. Of a divisor that
/// is anything above zero, for below it a ratio means nothing.
fn is_minimal(rows: &[String], finding: &Finding) -> Result<(), TestCaseError> {
    let lines: BTreeSet<u64> = finding.parties.iter().map(|party| party.origin.line).collect();
    let inconsistent = |without: Option<u64>| {
        // The header is line 1. A row that is left out states no relation either, which a stake of anything still does.
        let kept =
            (2..).zip(rows).filter(|(line, _)| Some(*line) != without).map(|(line, row)| match lines.contains(&line) {
                true => row.clone(),
                false => uninformed(row, without.is_none()),
            });
        let findings = checked(&kept.collect::<Vec<_>>(), Convention::Nearest).findings;
        findings.iter().any(|found| found.verdict == Verdict::Inconsistent)
    };
    prop_assert!(inconsistent(None), "its figures alone are consistent: {rows:#?} {}", shown(finding));
    for line in &lines {
        prop_assert!(!inconsistent(Some(*line)), "line {line} is not needed: {rows:#?} {}", shown(finding));
    }
    Ok(())
}

/// The same row with a value that may be anything, or anything of its sign.
fn uninformed(row: &str, of_its_sign: bool) -> String {
    const FAR: [&str; 2] = ["-9000000000000000000000000", "9000000000000000000000000"];
    const NEAR: [&str; 2] = ["-0.000000000000001", "0.000000000000001"];
    let mut cells: Vec<&str> = row.split(',').collect();
    let is_zero = !cells[4].bytes().any(|byte| (b'1'..=b'9').contains(&byte));
    let ends = match cells[3] {
        "stake" => ["0", "100"],
        _ if !of_its_sign || is_zero => FAR,
        _ if cells[4].starts_with('-') => [FAR[0], NEAR[0]],
        _ => [NEAR[1], FAR[1]],
    };
    cells[8..10].copy_from_slice(&ends);
    cells.join(",")
}
