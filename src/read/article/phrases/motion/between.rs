//! What stands between a figure and a word: whether it may change what they mean.

use super::super::items::{Kind, Sentence, Sort};
use super::super::words::Class;

/// More words than these between two figures may say anything.
const MAX_WORDS_BETWEEN: usize = 8;

/// Verbs that say of their subject how it stands: "sales of 3.4bn were up", but not "three see 2% growth".
const LINKING: &[&str] = &["was", "were", "is", "are", "be", "been", "stood", "stands", "remained", "remains", "came"];

/// Without a comma more words than these are what the level is of, and more: "437 of the 1,084 firms listed on the exchange foresee a".
const MAX_WORDS_BESIDE: usize = 5;

/// A participle leads to a time by no more words than these.
const MAX_TO_TIME: usize = 4;

/// Whether what stands between two items says nothing but when, where and what of.
pub(super) fn is_harmless(sentence: &Sentence<'_, '_>, from: usize, to: usize) -> bool {
    let mut words = 0_usize;
    for at in from.saturating_add(1)..to {
        if sentence.is_aside(at) {
            continue;
        }
        match sentence.kind(at) {
            Some(Kind::Word(Class::Level | Class::Deal)) if says_when(sentence, at) => {}
            Some(Kind::Word(Class::And)) if is_between_times(sentence, at) || is_between_names(sentence, at) => {}
            Some(Kind::Word(
                Class::Verb(_)
                | Class::Level
                | Class::Deal
                | Class::Clause
                | Class::Soft
                | Class::Share
                | Class::Value
                | Class::And
                | Class::With,
            )) => return false,
            Some(Kind::Semicolon | Kind::Open | Kind::Close) => return false,
            // "1.22 billion baht, or 7.8 pct of turnover, up from": the same said again.
            Some(Kind::Figure) if sentence.before(at).is_some_and(|or| sentence.class(or) == Some(Class::Or)) => {}
            Some(Kind::Figure) => return false,
            Some(Kind::Word(Class::Other) | Kind::Name) => words = words.saturating_add(1),
            _ => {}
        }
    }
    words <= MAX_WORDS_BETWEEN
}

/// Whether a word of movement stands beside a level: nothing between but when and where, and after the last comma nothing else at all.
pub(super) fn is_beside(sentence: &Sentence<'_, '_>, level: usize, word: usize) -> bool {
    if !is_harmless(sentence, level, word) && !is_relative_clause(sentence, level, word) {
        return false;
    }
    let comma = (level..word).rev().find(|at| is_break(sentence, *at));
    let after = comma.unwrap_or(level).saturating_add(1);
    let says_more = |at: usize| {
        !sentence.is_aside(at)
            && !is_in_compound(sentence, at)
            && !matches!(
                sentence.kind(at),
                Some(
                    Kind::Word(
                        Class::Filler
                            | Class::Level
                            | Class::Soft
                            | Class::Share
                            | Class::Slack
                            | Class::Adverb(_)
                            | Class::Basis
                    ) | Kind::Period
                )
            )
    };
    match comma {
        // "Is now $1.82, or an increase of 82%".
        Some(_) if sentence.class(after) == Some(Class::Or) => !(after.saturating_add(1)..word).any(says_more),
        Some(_) => !(after..word).any(says_more),
        // Without a comma only when and where.
        None => is_short(sentence, level, word),
    }
}

/// Few words, no dash or sign, and nothing that leads to another level.
fn is_short(sentence: &Sentence<'_, '_>, level: usize, word: usize) -> bool {
    let is_stop = |at: usize| match sentence.kind(at) {
        Some(Kind::Dash | Kind::Sign) => !is_in_compound(sentence, at),
        Some(Kind::Word(Class::Versus | Class::Than | Class::From)) => true,
        _ => false,
    };
    let is_word = |at: &usize| matches!(sentence.kind(*at), Some(Kind::Word(Class::Other) | Kind::Name));
    let words = (level.saturating_add(1)..word).filter(|at| !sentence.is_aside(*at)).filter(is_word).count();
    words <= MAX_WORDS_BESIDE && !(level..word).any(is_stop)
}

/// "In the week ended Feb 28", "contracts traded in March", "recorded in the last harvest": a participle that only leads to a time.
fn says_when(sentence: &Sentence<'_, '_>, verb: usize) -> bool {
    let is_participle = sentence.token(verb).is_some_and(|token| {
        let text = token.text;
        text.ends_with("ed") || text.ends_with("ing") || ["sold", "seen", "made", "paid"].contains(&text)
    });
    let mut next = verb;
    for _ in 0..MAX_TO_TIME {
        let Some(after) = sentence.after(next) else {
            return false;
        };
        next = after;
        match sentence.kind(next) {
            Some(Kind::Period) => return is_participle,
            Some(Kind::Word(Class::In | Class::Filler | Class::At | Class::By)) => {}
            _ => return false,
        }
    }
    false
}

/// "Between March 1 and March 25".
fn is_between_times(sentence: &Sentence<'_, '_>, and: usize) -> bool {
    let is_time = |at: Option<usize>| at.is_some_and(|at| sentence.period(at).is_some());
    is_time(sentence.before(and)) && is_time(sentence.after(and))
}

/// "In Spain and Italy".
fn is_between_names(sentence: &Sentence<'_, '_>, and: usize) -> bool {
    let is_name = |at: Option<usize>| {
        let token = at.filter(|at| sentence.class(*at) == Some(Class::Other)).and_then(|at| sentence.token(at));
        token.is_some_and(|token| token.text.starts_with(char::is_uppercase))
    };
    is_name(sentence.before(and)) && is_name(sentence.after(and))
}

/// "Sales of 3.4bn were up".
pub(super) fn is_predicate(sentence: &Sentence<'_, '_>, level: usize, word: usize) -> bool {
    let mut between = (level.saturating_add(1)..word).filter(|at| !sentence.is_aside(*at));
    let is_light = |at: usize| {
        matches!(sentence.kind(at), Some(Kind::Word(Class::Level | Class::Filler | Class::In) | Kind::Period))
    };
    // "Three see 2% growth": a number without a unit may count who does something.
    let is_bare = sentence.sort(level) == Some(Sort::Bare);
    let is_linking = |at: usize| !is_bare || sentence.is_one_of(at, LINKING);
    let has_verb = between.clone().any(|at| sentence.class(at) == Some(Class::Level) && is_linking(at));
    has_verb && between.all(is_light)
}

/// "3.4bn, which was 5% up".
pub(super) fn is_relative_clause(sentence: &Sentence<'_, '_>, level: usize, word: usize) -> bool {
    let comma = (level..word).rev().find(|at| is_break(sentence, *at));
    let Some(comma) = comma.filter(|comma| is_harmless(sentence, level, *comma)) else {
        return false;
    };
    let mut rest = comma.saturating_add(1)..word;
    let begins = |at: usize| matches!(sentence.class(at), Some(Class::Soft | Class::Share));
    rest.next().is_some_and(begins)
        && rest
            .all(|at| matches!(sentence.class(at), Some(Class::Level | Class::Filler)) || is_in_compound(sentence, at))
}

/// A comma, or a dash that stands by itself.
fn is_break(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    match sentence.kind(at) {
        Some(Kind::Comma) => !sentence.is_aside(at),
        Some(Kind::Dash) => !(sentence.is_aside(at) || sentence.is_word(at, "-") && touches_next(sentence, at)),
        _ => false,
    }
}

/// "Year-on-year": a word or hyphen of a compound.
fn is_in_compound(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let is_hyphen = |at: usize| sentence.is_word(at, "-");
    let before = at.checked_sub(1).filter(|before| touches_next(sentence, *before));
    let after = at.saturating_add(1);
    is_hyphen(at) && before.is_some() || before.is_some_and(is_hyphen) || touches_next(sentence, at) && is_hyphen(after)
}

/// Whether no blank stands between an item and the next.
fn touches_next(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    match (sentence.token(at), sentence.token(at.saturating_add(1))) {
        (Some(one), Some(next)) => one.end() == next.start,
        _ => false,
    }
}
