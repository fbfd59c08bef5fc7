//! Wholes and their parts: "10m, comprising 6m from products and 4m from services", "5,000 in Sweden and 3,000 in Norway, a total of
//! 8,000".

use super::counted::Thing;
use super::items::{Kind, Sentence};
use super::movements::member;
use super::statement::{Doubt, Part, Relation, Statement};
use super::words::Class;

/// The time that a total is of stands no more words than these behind it.
const MAX_TIME: usize = 7;

/// Words that say that what is listed is not all.
const MORE: &[&str] =
    &["rest", "remainder", "remaining", "balance", "others", "among", "including", "chiefly", "mainly"];

/// Words for a part that another one holds, and for what is taken away rather than added.
const NO_PARTS: &[&str] = &[
    "it", "which", "whom", "them", "less", "minus", "offset", "cost", "costs", "expense", "expenses", "interest",
    "tax", "taxes", "cash", "charge", "charges", "outflow", "outflows", "net",
];

/// The most parts of a whole in a sentence.
const MAX_PARTS: usize = 20;

/// Reads the wholes of a sentence whose parts follow a word that says that they are all, or "of which"; and those that are called a
/// total of the parts before.
pub(super) fn read(sentence: &Sentence<'_, '_>, found: &mut Vec<Statement>) {
    if !sentence.content.may_add_up() {
        return;
    }
    for (at, item) in sentence.items.iter().enumerate().filter(|(_, item)| !item.aside) {
        match item.kind {
            Kind::Word(Class::Parts) => found.extend(parts_after(sentence, at)),
            Kind::Word(Class::Of) if is_of_which(sentence, at) => found.extend(parts_after(sentence, at)),
            Kind::Figure if is_total(sentence, at) => found.extend(parts_before(sentence, at)),
            _ => {}
        }
    }
}

fn is_of_which(sentence: &Sentence<'_, '_>, of: usize) -> bool {
    sentence.is_one_of(of.saturating_add(1), &["which", "whom"])
}

/// "A total of 10,000", "10,000 in total", "10,000 in all".
fn is_total(sentence: &Sentence<'_, '_>, figure: usize) -> bool {
    let after = |on: usize, word: &str| sentence.is_word(figure.saturating_add(on), word);
    let is_called = called_from(sentence, figure).is_some();
    is_called || after(1, "altogether") || after(1, "in") && (after(2, "total") || after(2, "all"))
}

/// Where the words begin that call a figure "a total of".
fn called_from(sentence: &Sentence<'_, '_>, figure: usize) -> Option<usize> {
    let first = figure.checked_sub(3)?;
    let words = (first..).zip(["a", "total", "of"]);
    { words }.all(|(at, word)| sentence.is_word(at, word)).then_some(first)
}

/// The parts before a total: a list of figures of its sort that ends with "and", and no verb between.
fn parts_before(sentence: &Sentence<'_, '_>, whole: usize) -> Option<Statement> {
    let sort = sentence.sort(whole).filter(|sort| !sort.is_relative())?;
    let clause = sentence.clause_start(whole);
    let is_shown = |at: &usize| sentence.figure(*at).is_some() && !sentence.is_aside(*at);
    let is_verb = |at: &usize| matches!(sentence.class(*at), Some(Class::Verb(_) | Class::Level | Class::Both(_)));
    let last = (clause..whole).rev().find(is_shown)?;
    let verb = (clause..last).rev().find(is_verb).unwrap_or(clause);
    if (last..whole).any(|at| is_verb(&at)) {
        return None;
    }
    let parts: Vec<usize> = (verb..whole).filter(is_shown).collect();
    let before_last = *parts.len().checked_sub(2).and_then(|place| parts.get(place))?;
    let is_joined = (before_last..last).any(|at| sentence.class(at) == Some(Class::And));
    // "5,000 people in Sweden and 3,000 in Norway".
    let first = sentence.sort(*parts.first()?)?;
    let is_like = |part: &usize| sentence.sort(*part).is_some_and(|own| own == first || own.is_open());
    let are_like = (first == sort || sort.is_open()) && parts.iter().all(is_like);
    let are_like = are_like && !parts.iter().any(|part| sentence.is_per_unit(*part));
    if !is_joined || !are_like || parts.len() > MAX_PARTS || sentence.is_per_unit(whole) {
        return None;
    }
    // "Of a total of 90m".
    let before = called_from(sentence, whole).and_then(|first| first.checked_sub(1));
    let is_part = before.is_some_and(|before| sentence.class(before) == Some(Class::Of));
    let first = parts.first().copied().unwrap_or(whole);
    let is_open = is_part
        || is_aside_between(sentence, first, whole)
        || counts_several(sentence, &parts, whole)
        || !is_summed(sentence, whole)
        || names_more(sentence)
        || is_of_other_time(sentence, whole)
        || adds_more(sentence, whole);
    stated(sentence, whole, &parts, is_open.then_some(Doubt::OtherParts), whole)
}

/// Whether a total may be of a longer time than its parts: "45 in May, and 120 in all this year", "a total of 450m for the half".
fn is_of_other_time(sentence: &Sentence<'_, '_>, whole: usize) -> bool {
    let behind = whole.saturating_add(1)..whole.saturating_add(MAX_TIME);
    let dates = |at: usize| {
        matches!(sentence.kind(at), Some(Kind::Period | Kind::Time)) || sentence.is_one_of(at, &["for", "since", "so"])
    };
    let goes_on = sentence.before(whole).is_some_and(|before| sentence.class(before) == Some(Class::And));
    goes_on || { behind }.any(dates)
}

/// Whether anything says that there is more than what is listed.
fn names_more(sentence: &Sentence<'_, '_>) -> bool {
    (0..sentence.items.len()).any(|at| sentence.is_one_of(at, MORE))
}

/// Whether the list says more than its parts: "311 cars, down from 333, and 57 vans", "and injured 204", "$3.1bn a year".
fn is_aside_between(sentence: &Sentence<'_, '_>, first: usize, whole: usize) -> bool {
    let is_aside = |at: usize| match sentence.kind(at) {
        Some(Kind::Word(class)) => match class {
            Class::Adverb(_)
            | Class::Versus
            | Class::Compared
            | Class::From
            | Class::Than
            | Class::Or
            | Class::To
            | Class::Deal => true,
            Class::Slack | Class::Soft | Class::Clause | Class::Noun(_) => true,
            Class::Other => {
                let is_verb = sentence.token(at).is_some_and(|word| word.text.ends_with("ed"));
                is_verb || sentence.is_one_of(at, RATES)
            }
            _ => false,
        },
        _ => false,
    };
    (first..whole).any(is_aside)
        || (first..whole).any(|at| sentence.is_one_of(at, &["them", "each", "ran", "day", "year", "years"]))
}

/// Words between parts that make them no parts of one number.
const RATES: &[&str] =
    &["per", "each", "apiece", "month", "week", "worst", "best", "since", "more", "fewer", "less", "every", "twice"];

/// Whether parts and whole count several things, or are of sizes that no sum has: "301 yards and 3 touchdowns", "4p and 8p, £412m in
/// total".
fn counts_several(sentence: &Sentence<'_, '_>, parts: &[usize], whole: usize) -> bool {
    let things = || parts.iter().filter_map(|part| Thing::of(sentence, *part));
    let of_parts = things().any(|thing| things().any(|other| !thing.is_same(other)));
    let of = |at: usize| sentence.figure(at).map(|figure| figure.reported.nominal().magnitude());
    let largest = parts.iter().filter_map(|part| of(*part)).max();
    of_parts || largest.zip(of(whole)).is_some_and(|(part, whole)| whole > part.saturating_add(MAX_MORE))
}

/// A whole has not so many digits more than the largest of its parts.
const MAX_MORE: i32 = 2;

/// Whether a total is that of the list: "for a total of", ", a total of", not "contributed to a total of".
fn is_summed(sentence: &Sentence<'_, '_>, whole: usize) -> bool {
    let Some(before) = called_from(sentence, whole).and_then(|first| first.checked_sub(1)) else {
        return true;
    };
    let is_list_end = matches!(sentence.kind(before), Some(Kind::Comma | Kind::Dash | Kind::Semicolon));
    is_list_end || sentence.is_one_of(before, &["for", "or", "making", "giving", "is", "are"])
}

/// "212 in all with trainees", "18m in total as two million have both".
fn adds_more(sentence: &Sentence<'_, '_>, whole: usize) -> bool {
    let behind = whole.saturating_add(1)..whole.saturating_add(MAX_TIME);
    { behind }.any(|at| {
        sentence.class(at) == Some(Class::With) || sentence.is_one_of(at, &["as", "after", "when", "once", "plus"])
    })
}

/// Whether anything among the parts may be a part of another one, or be taken away: "of which 2bn hardware", "and central costs of 5m".
fn takes_away(sentence: &Sentence<'_, '_>, from: usize, to: usize) -> bool {
    (from..to).any(|at| sentence.class(at) == Some(Class::Loss) || sentence.is_one_of(at, NO_PARTS))
}

fn stated(
    sentence: &Sentence<'_, '_>,
    whole: usize,
    parts: &[usize],
    doubt: Option<Doubt>,
    at: usize,
) -> Option<Statement> {
    let members = std::iter::once((whole, Part::Whole)).chain(parts.iter().map(|part| (*part, Part::Part)));
    let members = members.map(|(at, part)| member(sentence, at, part)).collect::<Option<Vec<_>>>()?;
    Some(sentence.statement(Relation::Parts, members, None, doubt, at))
}

fn parts_after(sentence: &Sentence<'_, '_>, verb: usize) -> Option<Statement> {
    let clause = sentence.clause_start(verb);
    let is_shown = |at: &usize| sentence.figure(*at).is_some() && !sentence.is_aside(*at);
    let whole = (clause..verb).rev().find(is_shown)?;
    let sort = sentence.sort(whole).filter(|sort| !sort.is_relative())?;
    // "Of which 6m came from products".
    let is_all = sentence.class(verb) == Some(Class::Parts);
    let ends = |at: &usize| ends(sentence, *at) && (is_all || sentence.class(*at) != Some(Class::Level));
    let end = (verb..sentence.items.len()).find(ends).unwrap_or(sentence.items.len());
    let parts: Vec<usize> = (verb..end).filter(is_shown).collect();
    let are_like = parts.iter().all(|part| sentence.sort(*part) == Some(sort) && !sentence.is_per_unit(*part));
    let (last, rest) = parts.split_last()?;
    let before_last = *rest.last()?;
    let is_joined = (before_last..*last).any(|at| sentence.class(at) == Some(Class::And));
    if !are_like || !is_joined || parts.len() > MAX_PARTS || sentence.is_per_unit(whole) {
        return None;
    }
    // What "of which" names need not be all.
    let is_sure = is_all && is_said_beside(sentence, whole, verb) && !sort.is_open() && !names_more(sentence);
    let is_sure = is_sure && !takes_away(sentence, verb.saturating_add(1), end);
    stated(sentence, whole, &parts, (!is_sure).then_some(Doubt::OtherParts), verb)
}

fn ends(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    !sentence.is_aside(at)
        && matches!(
            sentence.kind(at),
            Some(Kind::Semicolon | Kind::Word(Class::Clause | Class::Verb(_) | Class::Level))
        )
}

/// Whether nothing stands between a whole and the verb but a comma or "which".
fn is_said_beside(sentence: &Sentence<'_, '_>, whole: usize, verb: usize) -> bool {
    (whole.saturating_add(1)..verb)
        .filter(|at| !sentence.is_aside(*at))
        .all(|at| matches!(sentence.kind(at), Some(Kind::Comma | Kind::Word(Class::Soft | Class::Filler))))
}
