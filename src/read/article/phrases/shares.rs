//! Shares: a part of a whole in percent, with the part and the whole where they are told.

use super::counted::Thing;
use super::items::{Approach, Kind, Lead, Sentence, Sort};
use super::movements::member;
use super::statement::{Doubt, Missing, Part, Relation, Statement};
use super::words::Class;

/// What a share is of, and the amount that says it again, stand at most so many words away.
const REACH: usize = 8;

/// The part or the whole has no longer name than this.
const MAX_NAME: usize = 3;

/// Words that say how often something comes, or for how many: the part and the whole need not be of one time or number.
const RATES: &[&str] = &[
    "each",
    "every",
    "per",
    "apiece",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "daily",
    "weekly",
    "monthly",
    "quarterly",
    "yearly",
    "hourly",
    "average",
    "mean",
    "median",
    "annual",
    "annually",
    "weighted",
];

/// Words for what bears interest or is voted for: a percentage beside it may be the rate, or the share of the votes.
const OTHER_RATES: &[&str] = &[
    "loan",
    "loans",
    "bond",
    "bonds",
    "note",
    "notes",
    "debt",
    "debenture",
    "debentures",
    "mortgage",
    "mortgages",
    "deposit",
    "deposits",
    "interest",
    "coupon",
    "yield",
    "seat",
    "seats",
    "vote",
    "votes",
    "swing",
    "turnout",
];

/// "Made up 30% of".
const MAKE_UP: &[&str] = &["make", "makes", "made", "making"];

/// Words before what is known already.
const DEFINITE: &[&str] = &["the", "its", "their", "his", "her", "our"];

/// Words before a percentage of more than the part beside it.
const FURTHER: &[&str] = &["another", "further", "additional", "remaining", "other"];

/// Words that make what follows a part of what was named last, and not of the whole.
const NESTING: &[&str] = &[
    "them",
    "those",
    "these",
    "whom",
    "which",
    "that",
    "including",
    "with",
    "finding",
    "leaving",
    "and",
    "who",
    "being",
];

/// Words behind a part that name a group of its own: "50 (40%) in the other group".
const GROUPS: &[&str] =
    &["group", "groups", "arm", "arms", "cohort", "cohorts", "receiving", "assigned", "taking", "among"];

/// A part and what it is a part of.
#[derive(Clone, Copy, Debug)]
struct Told {
    part: usize,
    whole: usize,
    doubt: Option<Doubt>,
}

/// A share whose part and whole are both told: "50 (25%) of the 200 patients", "50 of the 200 patients, or 25%", "of the 200
/// patients, 50 (25%)", "25% of the 200 patients, or 50".
pub(super) fn complete(sentence: &Sentence<'_, '_>, at: usize) -> Option<Statement> {
    let stance = Stance::of(sentence, at);
    let told = whole_behind(sentence, at, stance).or_else(|| whole_before(sentence, at, stance?))?;
    if !are_like(sentence, told.part, told.whole) {
        return None;
    }
    let doubt = told.doubt.or_else(|| doubt(sentence, at, told));
    let places = [(at, Part::Share), (told.part, Part::Part), (told.whole, Part::Whole)];
    let mut members = places.map(|(item, part)| member(sentence, item, part));
    if let [_, Some(part), Some(whole)] = &mut members {
        part.unit = whole.unit.or(part.unit);
        whole.unit = part.unit;
    }
    let members = members.into_iter().collect::<Option<Vec<_>>>()?;
    Some(sentence.statement(Relation::Share, members, None, doubt, at))
}

/// How a percentage stands beside what is before it.
#[derive(Clone, Copy, Debug)]
struct Stance {
    lead: Lead,
    /// What it stands beside ends before here.
    start: usize,
    /// The first item behind it.
    end: usize,
    /// Whether a bracket that it begins holds more.
    goes_on: bool,
}

impl Stance {
    /// "(25%)", ", or 25%", ", 25%".
    fn of(sentence: &Sentence<'_, '_>, at: usize) -> Option<Self> {
        let next = at.saturating_add(1);
        if let Some(open) = bracket_before(sentence, at) {
            let close = sentence.closing(open)?;
            let inside = next..close;
            let goes_on = { inside }.any(|inner| !points_back(sentence, inner));
            let end = if goes_on { next } else { close.saturating_add(1) };
            return Some(Stance { lead: Lead::Open, start: open, end, goes_on });
        }
        let Approach { lead, at: leads, .. } = sentence.approach(at);
        let comma = |of: usize| sentence.before(of).filter(|comma| sentence.kind(*comma) == Some(Kind::Comma));
        let start = match lead {
            Lead::Word(Class::Or) => comma(leads).unwrap_or(leads),
            Lead::Comma => leads,
            _ => return None,
        };
        Some(Stance { lead, start, end: next, goes_on: false })
    }
}

/// The bracket that a percentage begins: "(25%", "(or 25%".
fn bracket_before(sentence: &Sentence<'_, '_>, at: usize) -> Option<usize> {
    let is_slight = |at: &usize| matches!(sentence.class(*at), Some(Class::Filler | Class::Or));
    let open = (0..at).rev().find(|at| !is_slight(at))?;
    (sentence.kind(open) == Some(Kind::Open)).then_some(open)
}

/// "Of the total": nothing but the whole that is known.
fn points_back(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    matches!(sentence.class(at), Some(Class::Of | Class::Filler))
}

/// The whole behind a percentage, with the part before or behind: "50, or 25% of the 200", "50 (25%) of the 200", "25%, or 50, of the
/// 200", "25% of the 200, or 50".
fn whole_behind(sentence: &Sentence<'_, '_>, at: usize, stance: Option<Stance>) -> Option<Told> {
    let next = at.saturating_add(1);
    let (between, behind) = (part_between(sentence, next), stance.map_or(next, |stance| stance.end));
    let of = between.map_or(behind, |(_, of)| of);
    let of = if sentence.kind(of) == Some(Kind::Comma) { of.saturating_add(1) } else { of };
    let (whole, is_direct) = whole_after(sentence, of)?;
    let before =
        || named_before(sentence, stance?.start).map(|(part, _)| part).filter(|part| !is_partitive(sentence, *part));
    let again = between.map(|(part, _)| part).or_else(|| part_after(sentence, whole));
    let part = again.or_else(before).or_else(|| subject(sentence, at))?;
    let is_beside = stance.is_none_or(|stance| stance.lead == Lead::Comma) && again.is_none();
    let is_same = stance.is_some() && counts_same(sentence, part, whole);
    // "10% of its 1,204 branches, or 2,400 jobs".
    let is_other = again.is_some_and(|again| counts_other(sentence, again, whole));
    let is_sure = is_direct && (is_same || !is_beside) && !is_other && !goes_on(sentence, whole);
    Some(Told { part, whole, doubt: (!is_sure).then_some(Doubt::Reading) })
}

/// "Sales of $5m accounted for 25%": the only amount in front of the verb.
fn subject(sentence: &Sentence<'_, '_>, at: usize) -> Option<usize> {
    let verb = share_verb(sentence, &sentence.approach(at))?;
    let is_amount = |at: &usize| sentence.sort(*at).is_some_and(|sort| !sort.is_relative()) && !sentence.is_aside(*at);
    let mut amounts = (sentence.clause_start(verb)..verb).filter(is_amount);
    amounts.next().filter(|_| amounts.next().is_none())
}

/// The verb that gives a share: "accounted for 25%", "represents 25%", "made up 25%".
pub(super) fn share_verb(sentence: &Sentence<'_, '_>, approach: &Approach) -> Option<usize> {
    let is_share = |at: &usize| sentence.class(*at) == Some(Class::Share);
    match approach.lead {
        Lead::Word(Class::Share) => Some(approach.at),
        Lead::Word(Class::In) => sentence.before(approach.at).filter(is_share),
        Lead::Word(Class::Level) => Some(approach.at).filter(|at| sentence.is_one_of(*at, MAKE_UP)),
        _ => None,
    }
}

/// "25%, or 50, of": the part that says the share again, and where what follows it begins.
fn part_between(sentence: &Sentence<'_, '_>, next: usize) -> Option<(usize, usize)> {
    let or = if sentence.kind(next) == Some(Kind::Comma) { next.saturating_add(1) } else { next };
    let part = sentence.after(or).filter(|_| sentence.class(or) == Some(Class::Or))?;
    let is_amount = sentence.sort(part).is_some_and(|sort| !sort.is_relative());
    is_amount.then_some((part, part.saturating_add(1)))
}

/// "The 200, or 50": the part that says the share of a whole again.
fn part_after(sentence: &Sentence<'_, '_>, whole: usize) -> Option<usize> {
    let reach = whole.saturating_add(MAX_NAME).saturating_add(3);
    let next = (whole.saturating_add(1)..reach).find(|at| sentence.figure(*at).is_some() && !sentence.is_aside(*at))?;
    let is_less = sentence.is_one_of(next.saturating_add(1), &["more", "fewer", "less"]);
    (sentence.approach(next).lead == Lead::Word(Class::Or) && !is_less).then_some(next)
}

/// The figure that "of" leads to, and whether nothing but its own name is between: "of the 200 patients", "of revenue of $200m".
fn whole_after(sentence: &Sentence<'_, '_>, of: usize) -> Option<(usize, bool)> {
    if sentence.class(of) != Some(Class::Of) {
        return None;
    }
    let first = of.saturating_add(1);
    let is_name = |at: &usize| match sentence.kind(*at) {
        Some(Kind::Word(class)) => matches!(
            class,
            Class::Filler | Class::Other | Class::Of | Class::Profit | Class::Loss | Class::Slack | Class::Value
        ),
        Some(Kind::Name | Kind::Sign | Kind::Period) => true,
        _ => false,
    };
    let whole = (first..first.saturating_add(REACH)).find(|at| !is_name(at))?;
    let sort = sentence.sort(whole).filter(|sort| !sort.is_relative())?;
    // "Of clients of the 200 banks": the whole is not what the number counts.
    let last_of = (first..whole).rev().find(|at| sentence.class(*at) == Some(Class::Of));
    let is_definite = |at: usize| sentence.is_one_of(at, DEFINITE);
    let is_own = last_of.is_none_or(|of| !(of..whole).any(is_definite));
    // "Of Beta 's 200" may be a year, a name.
    let is_plain = (first..whole).all(|at| sentence.class(at) == Some(Class::Filler));
    Some((whole, is_own && (sort != Sort::Bare || is_plain)))
}

/// The whole before a percentage: "50 of the 200 patients (25%)", "of the 200 patients, 50 (25%)".
fn whole_before(sentence: &Sentence<'_, '_>, at: usize, stance: Stance) -> Option<Told> {
    if !says_no_more(sentence, stance) {
        return None;
    }
    partitive(sentence, stance).or_else(|| among(sentence, at, stance))
}

/// Whether nothing behind a percentage makes it one of something else: "25% more than", "25% of women", "31% by value".
fn says_no_more(sentence: &Sentence<'_, '_>, stance: Stance) -> bool {
    if stance.lead == Lead::Open {
        return !stance.goes_on;
    }
    let is_total = |of: usize| sentence.class(of) == Some(Class::Of) && sentence.is_word(of.saturating_add(2), "total");
    let end = if is_total(stance.end) { stance.end.saturating_add(3) } else { stance.end };
    match sentence.kind(end) {
        None | Some(Kind::Comma | Kind::Close | Kind::Semicolon | Kind::Dash) => true,
        Some(Kind::Sign) => sentence.is_one_of(end, &[".", "!", "?"]),
        _ => false,
    }
}

/// "50 of the 200 patients".
fn partitive(sentence: &Sentence<'_, '_>, stance: Stance) -> Option<Told> {
    let is_between = |at: &usize| {
        matches!(
            sentence.kind(*at),
            Some(Kind::Word(Class::Clause | Class::And | Class::Or) | Kind::Semicolon | Kind::Comma)
        )
    };
    let reach = stance.start.saturating_sub(REACH.saturating_add(MAX_NAME));
    let end = |at: &usize| sentence.figure(*at).is_some() || is_between(at);
    let whole = (reach..stance.start).rev().find(end).filter(|at| sentence.figure(*at).is_some())?;
    let is_link = |at: &usize| matches!(sentence.class(*at), Some(Class::Filler | Class::Other | Class::Of));
    let part = (reach..whole).rev().find(|at| !is_link(at)).filter(|at| sentence.figure(*at).is_some())?;
    let mut links = part.saturating_add(1)..whole;
    let names = { links.clone() }.take_while(|at| sentence.class(*at) != Some(Class::Of)).count();
    let is_of = links.any(|at| sentence.class(at) == Some(Class::Of));
    let doubt = (stance.lead == Lead::Comma).then_some(Doubt::Reading);
    (is_of && names <= MAX_NAME).then_some(Told { part, whole, doubt })
}

/// "Of the 200 patients, 50 (25%)".
fn among(sentence: &Sentence<'_, '_>, at: usize, stance: Stance) -> Option<Told> {
    let clause = sentence.clause_start(at);
    let begins = |at: usize| sentence.class(at) == Some(Class::Of) || sentence.is_word(at, "among");
    let of = if sentence.is_word(clause, "out") { clause.saturating_add(1) } else { clause };
    let whole = (of..at).find(|at| sentence.figure(*at).is_some()).filter(|_| begins(of))?;
    let comma = (whole..at).find(|at| sentence.kind(*at) == Some(Kind::Comma))?;
    let (part, is_direct) = named_before(sentence, stance.start).filter(|(part, _)| *part > comma)?;
    if is_partitive(sentence, part) {
        return None;
    }
    let points = (comma..at).any(|at| sentence.is_one_of(at, NESTING));
    // A count between the two may be what the share is of: "of 304 starters, 204 finished, and 61 (30%) were girls".
    let counts = |at: usize| sentence.sort(at).is_some_and(|sort| !sort.is_relative());
    let is_nested = (whole.saturating_add(1)..part).any(|at| counts(at) && !has_share(sentence, at));
    let behind = stance.end..stance.end.saturating_add(MAX_NAME).saturating_add(1);
    let narrows = |at: usize| {
        matches!(sentence.class(at), Some(Class::Of | Class::In | Class::With | Class::From | Class::By | Class::At))
            || sentence.is_one_of(at, GROUPS)
    };
    let is_sure = is_direct && !points && !is_nested && stance.lead != Lead::Comma && !{ behind }.any(narrows);
    Some(Told { part, whole, doubt: (!is_sure).then_some(Doubt::Reading) })
}

/// Whether a share of its own stands right behind a count: "28.8m (59.7%) turned out".
fn has_share(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let behind = at.saturating_add(1)..at.saturating_add(MAX_NAME).saturating_add(2);
    { behind }.any(|at| sentence.sort(at) == Some(Sort::Percent))
}

/// Whether a figure is itself what something is a part of: "51 of the 204", "of 1,200 firms".
fn is_partitive(sentence: &Sentence<'_, '_>, part: usize) -> bool {
    let is_link = |at: &usize| sentence.class(*at) == Some(Class::Filler);
    let Some(of) = (0..part).rev().find(|at| !is_link(at)).filter(|of| sentence.class(*of) == Some(Class::Of)) else {
        return false;
    };
    let is_definite = (of..part).any(|at| sentence.is_one_of(at, DEFINITE));
    let before = of.checked_sub(1);
    let is_total = before.is_some_and(|before| sentence.is_one_of(before, &["total", "totals", "sum", "average"]));
    let is_count = before.is_none_or(|before| sentence.figure(before).is_some() || sentence.is_word(before, "out"));
    !is_total && (is_definite || is_count)
}

/// The figure that is named just before an item, and whether it stands there itself: "50 patients", "50".
fn named_before(sentence: &Sentence<'_, '_>, end: usize) -> Option<(usize, bool)> {
    let reach = end.saturating_sub(MAX_NAME.saturating_add(1))..end;
    let is_name = |at: &usize| {
        matches!(sentence.class(*at), Some(Class::Filler | Class::Other)) || sentence.kind(*at) == Some(Kind::Name)
    };
    let part = { reach }.rev().find(|at| !is_name(at))?;
    let is_amount = sentence.sort(part).is_some_and(|sort| !sort.is_relative());
    is_amount.then_some((part, part.saturating_add(1) == end))
}

/// Whether figures may be a part and its whole: of one unit, or numbers of things that may be called by two names.
fn are_like(sentence: &Sentence<'_, '_>, part: usize, whole: usize) -> bool {
    let counts = |sort: Sort| matches!(sort, Sort::Count(_) | Sort::Bare | Sort::Amount);
    sentence
        .sort(part)
        .zip(sentence.sort(whole))
        .is_some_and(|(part, whole)| part == whole || counts(part) && counts(whole))
}

/// Whether two figures say that they count the same, or the whole leaves it open: "512 people, 50% of the 1,024".
fn counts_same(sentence: &Sentence<'_, '_>, part: usize, whole: usize) -> bool {
    Thing::of(sentence, whole).is_none_or(|thing| Thing::of(sentence, part).is_some_and(|own| own.is_same(thing)))
}

/// Whether a figure says that it counts something else than another one does.
fn counts_other(sentence: &Sentence<'_, '_>, part: usize, whole: usize) -> bool {
    let names = |at: usize| Thing::of(sentence, at);
    names(part).is_some_and(|own| names(whole).is_none_or(|whole| !own.is_same(whole)))
}

/// Whether a whole is only one of several: "of its 2,000 workers in Spain and 1,000 in Italy".
fn goes_on(sentence: &Sentence<'_, '_>, whole: usize) -> bool {
    let behind = whole.saturating_add(1)..whole.saturating_add(REACH);
    let mut and = { behind }.skip_while(|at| !matches!(sentence.class(*at), Some(Class::And)));
    and.next().is_some_and(|and| (and..and.saturating_add(MAX_NAME)).any(|at| sentence.figure(at).is_some()))
}

/// Why a share that does not fit may be of something else, or of another time.
fn doubt(sentence: &Sentence<'_, '_>, at: usize, told: Told) -> Option<Doubt> {
    let all = || 0..sentence.items.len();
    let is_further = (at.saturating_sub(2)..at).any(|at| sentence.is_one_of(at, FURTHER));
    let is_each = [told.part, told.whole].into_iter().any(|figure| sentence.is_per_unit(figure));
    let is_rated = all().any(|at| sentence.is_one_of(at, RATES) || sentence.is_one_of(at, OTHER_RATES));
    (is_further || is_each || is_rated).then_some(Doubt::Reading)
}

/// A share of which the part or the whole is open, or told in words that may mean something else.
pub(super) fn partial(sentence: &Sentence<'_, '_>, at: usize, approach: &Approach) -> Option<Statement> {
    let or = (approach.lead == Lead::Word(Class::Or)).then_some(approach.at);
    let apportioned = or.and_then(|or| apportioned(sentence, or));
    let part = apportioned
        .map(|(part, _)| part)
        .or_else(|| amount_before(sentence, or?))
        .or_else(|| amount_after(sentence, at).filter(|_| or.is_none()));
    let whole = apportioned.and_then(|(_, whole)| whole).or_else(|| {
        (at.saturating_add(1)..sentence.items.len()).find(|item| sentence.figure(*item).is_some()).filter(|item| {
            let leads = sentence.approach(*item).lead;
            let near = item.saturating_sub(at) <= REACH.saturating_add(2);
            let like = part.is_none_or(|part| sentence.sort(part) == sentence.sort(*item));
            leads == Lead::Of && near && like && !sentence.sort(*item).is_some_and(Sort::is_relative)
        })
    });
    let missing = match (part, whole) {
        (Some(_), Some(_)) => None,
        (None, Some(_)) => Some(Missing::PartOfWhole),
        _ => Some(Missing::Whole),
    };
    let places = [(Some(at), Part::Share), (part, Part::Part), (whole, Part::Whole)];
    let members = places.into_iter().filter_map(|(item, part)| member(sentence, item?, part)).collect();
    Some(sentence.statement(Relation::Share, members, missing, Some(Doubt::Reading), at))
}

/// "Accounted for 6.4bn of its 9.1bn sales, or 70%": the part that a verb gives and, where it is told, the whole, before "or".
pub(super) fn apportioned(sentence: &Sentence<'_, '_>, or: usize) -> Option<(usize, Option<usize>)> {
    let clause = sentence.clause_start(or);
    let verb = (clause..or).rev().find(|at| sentence.class(*at) == Some(Class::Share))?;
    let mut figures = (verb..or).filter(|at| sentence.figure(*at).is_some() && !sentence.is_aside(*at));
    let (part, whole) = (figures.next()?, figures.next());
    let leads = sentence.approach(part);
    let is_part = match leads.lead {
        Lead::Word(Class::Share) => true,
        Lead::Word(Class::In) => sentence.before(leads.at) == Some(verb),
        _ => false,
    };
    let is_of = sentence.after(part).is_some_and(|of| sentence.class(of) == Some(Class::Of));
    let are_like = whole.is_none_or(|whole| sentence.sort(whole) == sentence.sort(part));
    let is_amount = !sentence.sort(part)?.is_relative();
    (is_part && is_of && is_amount && are_like && figures.next().is_none()).then_some((part, whole))
}

/// "30% of sales, or 3bn euros": the amount that says the share again.
fn amount_after(sentence: &Sentence<'_, '_>, share: usize) -> Option<usize> {
    let reach = share.saturating_add(REACH.saturating_add(2));
    let next = (share.saturating_add(1)..reach).find(|at| sentence.figure(*at).is_some() && !sentence.is_aside(*at))?;
    let is_again = sentence.approach(next).lead == Lead::Word(Class::Or);
    let is_amount = !sentence.sort(next)?.is_relative();
    (is_again && is_amount && !sentence.is_per_unit(next)).then_some(next)
}

/// The amount that "or 11%" says again.
fn amount_before(sentence: &Sentence<'_, '_>, or: usize) -> Option<usize> {
    let mut before = sentence.before(or)?;
    if matches!(sentence.kind(before), Some(Kind::Comma | Kind::Open)) {
        before = sentence.before(before)?;
    }
    sentence.sort(before).filter(|sort| !sort.is_relative()).map(|_| before)
}
