//! Stakes: a part of a company with its price; and which percentages are stakes, which shares.

use super::items::{Approach, Kind, Lead, Sentence, Sort};
use super::movements::member;
use super::shares;
use super::statement::{Doubt, Missing, Part, Relation, Statement};
use super::words::Class;

/// A stake or a share is said of what stands at most so many words away.
const REACH: usize = 6;

/// Words that make the value of a company another than that of its equity.
const OTHER_VALUES: &[&str] =
    &["debt", "enterprise", "pre-money", "assumption", "liabilities", "option", "warrants", "initially"];

/// What is valued, where that is more or less than what a part is sold of.
const OTHER_WHOLES: &[&str] = &["rest", "remainder", "remaining", "combined"];

/// Words for a part of what a stake is in, or of the stake.
const PARTS_OF_STAKES: &[&str] = &[
    "half",
    "third",
    "thirds",
    "quarter",
    "quarters",
    "fifth",
    "tenth",
    "part",
    "some",
    "arm",
    "unit",
    "division",
    "subsidiary",
    "licence",
    "license",
];

/// Words for a purchase in the subject of the sentence after it.
const DEALS: &[&str] =
    &["deal", "transaction", "purchase", "investment", "acquisition", "sale", "offer", "bid", "it", "this", "that"];

/// A subject that is only a purchase is no longer than so many words.
const MAX_SUBJECT: usize = 4;

/// What a percentage is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holding {
    Stake,
    Share,
}

/// Reads the stakes and shares of a sentence among the percentages that no movement has taken.
pub(super) fn read(sentence: &Sentence<'_, '_>, is_taken: &dyn Fn(usize) -> bool, found: &mut Vec<Statement>) {
    let tells = sentence.content.may_hold() && read_percentages(sentence, is_taken, found);
    if !tells && sentence.content.may_value() {
        value_deal(sentence, found);
    }
}

/// Whether any percentage is a stake or a share.
fn read_percentages(sentence: &Sentence<'_, '_>, is_taken: &dyn Fn(usize) -> bool, found: &mut Vec<Statement>) -> bool {
    let mut before = None;
    for at in sentence.figures.iter().copied() {
        if sentence.sort(at) != Some(Sort::Percent) {
            continue;
        }
        let share = if is_taken(at) { None } else { shares::complete(sentence, at) };
        if share.is_some() {
            found.extend(share);
            before = Some(Holding::Share);
            continue;
        }
        if sentence.is_aside(at) {
            continue;
        }
        let approach = sentence.approach(at);
        let holding = holding(sentence, at, &approach).or_else(|| again(sentence, at, &approach, before));
        match holding {
            Some(Holding::Stake) => found.extend(stake(sentence, at)),
            Some(Holding::Share) if !is_taken(at) => found.extend(shares::partial(sentence, at, &approach)),
            _ => continue,
        }
        before = holding;
    }
    before.is_some()
}

/// "Acme bought 20% of Beta for $300m. The deal values Beta at $1.5bn": what the stake of the sentence before is a part of.
fn value_deal(sentence: &Sentence<'_, '_>, found: &mut [Statement]) {
    let start = sentence.token_range().start;
    let is_of_deal = |statement: &&mut Statement| {
        let is_priced = statement.relation == Relation::Stake && statement.member(Part::Price).is_some();
        is_priced && statement.missing == Some(Missing::Valuation) && statement.sentence.end == start
    };
    let mut deals = found.iter_mut().filter(is_of_deal);
    let (Some(deal), None) = (deals.next(), deals.next()) else {
        return;
    };
    if let Some(valuation) = valuation_of_deal(sentence).and_then(|at| member(sentence, at, Part::Valuation)) {
        deal.members.insert(0, valuation);
        deal.missing = None;
        deal.doubt = deal.doubt.or(Some(Doubt::OtherWhole));
    }
}

/// The amount of a sentence that says no more than what a deal values a company at.
fn valuation_of_deal(sentence: &Sentence<'_, '_>) -> Option<usize> {
    let is_money = |at: &usize| matches!(sentence.sort(*at), Some(Sort::Money(_))) && !sentence.is_aside(*at);
    let mut amounts = (0..sentence.items.len()).filter(is_money);
    let (valuation, None) = (amounts.next()?, amounts.next()) else {
        return None;
    };
    let names_deal = (0..MAX_SUBJECT).any(|at| sentence.is_one_of(at, DEALS));
    let is_valued = !sentence.is_per_unit(valuation) && is_valuation(sentence, &sentence.approach(valuation));
    (names_deal && is_valued).then_some(valuation)
}

fn holding(sentence: &Sentence<'_, '_>, at: usize, approach: &Approach) -> Option<Holding> {
    let next = || words_after(sentence, at);
    let names_stake = next().take(2).any(|class| class == Class::Stake);
    let is_of = next().next() == Some(Class::Of);
    let clause = sentence.clause_start(at);
    let earlier = |wanted: fn(Class) -> bool| {
        let reach = at.saturating_sub(REACH.saturating_mul(3)).max(clause);
        (reach..at).any(|item| !sentence.is_aside(item) && sentence.class(item).is_some_and(wanted))
    };
    if names_stake
        || earlier(|class| class == Class::Stake) && matches!(approach.lead, Lead::Word(Class::To) | Lead::Of)
    {
        return Some(Holding::Stake);
    }
    let is_direct = matches!(approach.lead, Lead::Word(Class::Deal));
    if is_of && (is_direct || earlier(|class| class == Class::Deal)) && !is_of_sales(sentence, at) {
        return Some(Holding::Stake);
    }
    let is_shared = match shares::share_verb(sentence, approach) {
        Some(verb) => sentence.class(verb) == Some(Class::Share) || is_of,
        None => false,
    };
    let is_alternative = matches!(approach.lead, Lead::Word(Class::Or))
        && (is_of || shares::apportioned(sentence, approach.at).is_some());
    (is_shared || is_alternative).then_some(Holding::Share)
}

/// Whether what a percentage is of is no company: sales, a market.
fn is_of_sales(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let words = [
        "sales",
        "revenue",
        "revenues",
        "market",
        "total",
        "profit",
        "income",
        "output",
        "production",
        "exports",
        "imports",
        "demand",
    ];
    (at..at.saturating_add(REACH)).any(|item| sentence.is_one_of(item, &words))
}

/// One more after a holding, with its verb left out: "and 3% from M-real".
fn again(sentence: &Sentence<'_, '_>, at: usize, approach: &Approach, before: Option<Holding>) -> Option<Holding> {
    let continues = matches!(approach.lead, Lead::Word(Class::And | Class::Deal) | Lead::Comma | Lead::Other);
    let is_named =
        matches!(words_after(sentence, at).next(), Some(Class::Of | Class::From | Class::In | Class::And) | None)
            || sentence.after(at).is_none_or(|next| matches!(sentence.kind(next), Some(Kind::Comma | Kind::Sign)));
    before.filter(|_| continues && is_named)
}

/// What the words after a figure do, those that say nothing left out.
fn words_after(sentence: &Sentence<'_, '_>, at: usize) -> impl Iterator<Item = Class> {
    let items = std::iter::successors(sentence.after(at), |item| sentence.after(*item));
    items.map_while(|item| sentence.class(item)).filter(|class| *class != Class::Filler)
}

fn stake(sentence: &Sentence<'_, '_>, at: usize) -> Option<Statement> {
    let clause = sentence.clause_start(at);
    let stakes = (clause..sentence.items.len()).filter(|item| sentence.sort(*item) == Some(Sort::Percent)).count();
    let amounts: Vec<(usize, Approach)> = (clause..sentence.items.len())
        .filter(|item| {
            matches!(sentence.sort(*item), Some(Sort::Money(_)))
                && !sentence.is_aside(*item)
                && !sentence.is_per_unit(*item)
        })
        .map(|item| (item, sentence.approach(item)))
        .collect();
    let valuation = amounts.iter().find(|(_, approach)| is_valuation(sentence, approach)).map(|(item, _)| *item);
    let others = amounts.iter().filter(|(item, _)| Some(*item) != valuation);
    let price = { others }.find(|(item, approach)| is_price(sentence, at, *item, approach)).map(|(item, _)| *item);
    let missing = match (price, valuation) {
        (Some(_), Some(_)) => None,
        (None, Some(_)) => Some(Missing::Price),
        _ => Some(Missing::Valuation),
    };
    let values_other = |at: usize| (at.saturating_sub(REACH)..at).any(|item| sentence.is_one_of(item, OTHER_WHOLES));
    let last = [price, Some(at)].into_iter().flatten().filter(|item| Some(*item) < valuation).max().unwrap_or(at);
    let is_other = (clause..sentence.items.len()).any(|item| sentence.is_one_of(item, OTHER_VALUES))
        || valuation.is_some_and(|valuation| values_other(valuation) || !deal_values(sentence, last, valuation));
    let doubt = if stakes > 1 || amounts.len() > 2 || is_some_of_stake(sentence, at) {
        Some(Doubt::Reading)
    } else if is_other {
        Some(Doubt::OtherWhole)
    } else {
        None
    };
    let places = [(price, Part::Price), (Some(at), Part::Stake), (valuation, Part::Valuation)];
    let mut members: Vec<_> = places.into_iter().filter_map(|(item, part)| member(sentence, item?, part)).collect();
    if valuation.is_some() {
        members.rotate_right(1);
    }
    Some(sentence.statement(Relation::Stake, members, missing, doubt, at))
}

/// Whether what is sold or bought may be more or less than the stake: "half of its 8% stake", "raise its stake to 30%", "30% of its
/// shares in Beta", "30% of its telecoms arm".
fn is_some_of_stake(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let near = at.saturating_sub(REACH)..at.saturating_add(REACH);
    let names_part = |at: usize| sentence.is_one_of(at, PARTS_OF_STAKES);
    let leads = sentence.approach(at).lead;
    let is_changed = matches!(leads, Lead::Word(Class::To | Class::By))
        && (0..at).any(|at| sentence.class(at).and_then(Class::direction).is_some());
    let is_of_shares = words_after(sentence, at).next() == Some(Class::Of)
        && (at..at.saturating_add(4)).any(|at| sentence.is_one_of(at, &["shares", "shareholding", "holding", "stock"]));
    { near }.any(names_part) || is_changed || is_of_shares
}

/// Whether it is the deal itself that values the whole: "for $50m, valuing it at", "at a valuation of", "in a deal that values it at",
/// and not somebody else, or another time.
fn deal_values(sentence: &Sentence<'_, '_>, last: usize, valuation: usize) -> bool {
    let approach = sentence.approach(valuation).at;
    let reach = approach.saturating_sub(REACH).max(last);
    let Some(word) = (reach..=approach).rev().find(|at| sentence.class(*at) == Some(Class::Value)) else {
        return false;
    };
    let comma = (last..word).rev().find(|at| sentence.kind(*at) == Some(Kind::Comma)).unwrap_or(last);
    let names_deal = |at: usize| {
        matches!(sentence.class(at), Some(Class::Soft | Class::Filler | Class::In | Class::At | Class::Share))
            || sentence.is_one_of(at, DEALS)
            || sentence.is_one_of(at, &["price", "round", "move", "giving", "implying", "it", "them"])
    };
    let is_of_deal = |at: usize| {
        !matches!(
            sentence.kind(at),
            Some(
                Kind::Period | Kind::Time | Kind::Figure | Kind::Semicolon | Kind::Word(Class::Clause | Class::Verb(_))
            )
        )
    };
    !sentence.is_word(word, "valued")
        && (comma.saturating_add(1)..word).all(names_deal)
        && (last.saturating_add(1)..comma).all(is_of_deal)
}

/// "Valuing X at", "a valuation of", "values the company at".
fn is_valuation(sentence: &Sentence<'_, '_>, approach: &Approach) -> bool {
    let reach = approach.at.saturating_sub(REACH);
    let values = |item: usize| {
        sentence.class(item) == Some(Class::Value)
            && !sentence.is_word(item, "worth")
            && !sentence.is_word(item, "value")
    };
    matches!(approach.lead, Lead::Word(Class::At) | Lead::Of) && (reach..=approach.at).any(values)
}

/// "For US$172 million", "paid 5m for 20%", "a 20% stake worth".
fn is_price(sentence: &Sentence<'_, '_>, stake: usize, at: usize, approach: &Approach) -> bool {
    let is_for = approach.lead == Lead::Word(Class::In) && sentence.is_word(approach.at, "for");
    let is_worth = approach.lead == Lead::Word(Class::Value) && sentence.is_word(approach.at, "worth");
    let is_paid = approach.lead == Lead::Word(Class::Deal) && at < stake && {
        let leads = sentence.approach(stake);
        leads.lead == Lead::Word(Class::In) && sentence.is_word(leads.at, "for")
    };
    (is_for || is_worth) && at > stake || is_paid
}
