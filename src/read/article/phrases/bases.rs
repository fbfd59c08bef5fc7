//! What a percentage or a change is measured from, where that is not the level beside it: a plan, a record, the month before.

mod words;

use super::items::{Kind, Sentence, Sort};
use super::motion::Reading;
use super::words::Class;
use crate::read::article::lexer::{Part, PeriodToken, Relative, TimeUnit, Token, Year};
use words::{ADJUSTING, Back, DAYS, MARKS, MOMENTS, OF_COUNTRIES, PLAIN, REPORTED, SPANS, TIMES};

/// What a level is called, or when it was, stands at most so many words from it.
const NEAR: usize = 7;

/// Whether a sentence says, or leaves open, that what moved is measured from another level than the one that it names.
pub(super) fn is_measured_elsewhere(sentence: &Sentence<'_, '_>, reading: &Reading) -> bool {
    let Some(moved) = reading.growth.or(reading.change).filter(|_| !reading.is_named) else {
        return false;
    };
    let is_moved_twice =
        reading.growth.is_some() && reading.change.is_some_and(|change| reading.current > Some(change));
    let Some(prior) = reading.prior else {
        return is_moved_twice && names_base(sentence, reading, moved, usize::MAX);
    };
    // "Fell $1.20 to $61.40, 23% below its issue price of $80".
    if is_moved_twice && reading.current < reading.growth && prior > moved {
        return true;
    }
    if is_direct(sentence, reading, moved, prior) {
        return is_rate(sentence, moved);
    }
    names_base(sentence, reading, moved, prior)
        || is_rate(sentence, moved)
        || is_marked(sentence, prior)
        || spans_differ(sentence, reading, moved, prior)
        || is_of_other_years(sentence, reading, prior)
        || are_both_dated(sentence, reading, moved, prior)
        || is_of_other(sentence, reading, moved, prior)
        || is_of_part(sentence, reading, moved, prior)
}

/// "Up 5% from 2.9bn": the level is what the percentage itself is measured from, whatever it is called.
fn is_direct(sentence: &Sentence<'_, '_>, reading: &Reading, moved: usize, prior: usize) -> bool {
    let is_between = reading.current.is_some_and(|current| current > moved && current < prior);
    prior > moved && !is_between && !reading.is_versus && {
        let lead = sentence.approach(prior).at;
        !(moved.saturating_add(1)..lead)
            .any(|at| matches!(sentence.kind(at), Some(Kind::Comma | Kind::Semicolon | Kind::Close)))
    }
}

/// Whether words in the sentence put the percentage on another base than the levels: "if the shops sold in May are left out".
pub(super) fn is_adjusted(sentence: &Sentence<'_, '_>, reading: &Reading) -> bool {
    // Where a level is missing, nothing is judged.
    let (Some(growth), Some(_), Some(_)) = (reading.growth, reading.current, reading.prior) else {
        return false;
    };
    let is_per = |at: usize| sentence.is_word(at, "per") && !is_amount(sentence, at);
    let end = sentence.items.len();
    let word = reading.word.unwrap_or(reading.first).min(reading.first);
    let names_basis = |at: usize| {
        sentence.is_one_of(at, &["currency", "currencies", "terms", "basis", "counting", "measured"])
            || says(sentence, at, &["net", "of"])
    };
    let says = |at: usize| ADJUSTING.iter().any(|words| says(sentence, at, words));
    (0..end).any(says)
        || (reading.clause..word).any(names_basis)
        || are_of_other_weeks(sentence)
        || (growth..end).any(is_per)
        || (growth..end).any(|at| sentence.is_one_of(at, &["removed", "excluded", "counted"]))
}

/// Whether lengths in weeks are named that differ: "in the 53 weeks", "a 14-week quarter", "a 52-week basis".
fn are_of_other_weeks(sentence: &Sentence<'_, '_>) -> bool {
    let length = |token: &Token<'_>| {
        let (number, rest) = token.text.split_once(['-', ' '])?;
        let is_week = rest.get(..4).is_some_and(|unit| unit.eq_ignore_ascii_case("week"));
        number.parse::<u16>().ok().filter(|_| is_week)
    };
    let mut lengths = sentence.items.iter().filter_map(|item| length(sentence.tokens.get(item.token)?));
    let first = lengths.next();
    first.is_some_and(|first| lengths.any(|other| other != first))
}

/// Whether an amount stands before "per".
fn is_amount(sentence: &Sentence<'_, '_>, per: usize) -> bool {
    per.checked_sub(1).and_then(|before| sentence.sort(before)).is_some_and(|sort| !sort.is_relative())
        || per.checked_sub(2).and_then(|before| sentence.sort(before)).is_some_and(|sort| !sort.is_relative())
}

/// Whether words stand at an item one after another, hyphens between them left out.
fn says(sentence: &Sentence<'_, '_>, at: usize, words: &[&str]) -> bool {
    let mut next = at;
    words.iter().all(|word| {
        if next > at && sentence.kind(next) == Some(Kind::Dash) {
            next = next.saturating_add(1);
        }
        let is_said = sentence.is_word(next, word);
        next = next.saturating_add(1);
        is_said
    })
}

/// "9.2% above the first bid", "2% more than planned", "up 31% from the second quarter of last year": a base behind the percentage
/// that is not the level.
fn names_base(sentence: &Sentence<'_, '_>, reading: &Reading, moved: usize, prior: usize) -> bool {
    let mut at = moved.saturating_add(1);
    let passes = |at: usize| {
        let class = sentence.class(at);
        matches!(class, Some(Class::Filler | Class::Slack | Class::Noun(_) | Class::Both(_) | Class::Adverb(_)))
            || class == Some(Class::Other)
                && sentence.is_one_of(
                    at,
                    &["points", "more", "less", "fewer", "cheaper", "dearer", "greater", "point", "percentage"],
                )
    };
    let (mut is_compared, mut is_way) = (false, false);
    while passes(at) {
        is_compared |= sentence.is_one_of(at, &["above", "below", "off", "short"]);
        is_way |= matches!(sentence.class(at), Some(Class::Adverb(_)));
        at = at.saturating_add(1);
    }
    let leads = match sentence.class(at) {
        Some(Class::Than | Class::From | Class::Versus | Class::Compared) => true,
        Some(Class::In) => is_way && sentence.is_word(at, "on") && is_compared_on(sentence, at),
        Some(Class::Other) => sentence.is_one_of(at, &["over", "against"]),
        _ => false,
    };
    if !(leads || is_compared) {
        return false;
    }
    let ends = |at: &usize| {
        matches!(
            sentence.kind(*at),
            Some(Kind::Comma | Kind::Semicolon | Kind::Figure | Kind::Word(Class::To | Class::At | Class::Clause))
        )
    };
    let base = (at..sentence.items.len()).find(ends);
    // "From that level", "on the current price", but "less than that of its rival".
    let points_back = |at: usize| {
        let is_level =
            |at: usize| sentence.is_one_of(at, &["level", "levels", "price", "figure", "amount", "value", "base"]);
        sentence.is_one_of(at, &["that", "this", "those", "these", "current"]) && is_level(at.saturating_add(1))
    };
    if (at..base.unwrap_or(sentence.items.len())).any(points_back) {
        return false;
    }
    let is_level = base.is_some_and(|base| sentence.kind(base) == Some(Kind::Figure) && base <= prior && prior > moved);
    // "Rose 5% from a year earlier to 3.1bn, compared with 2.9bn" names the time, which the spans tell of.
    let is_base = |at: usize| sentence.is_word(at, "base");
    let is_time = !(at..base.unwrap_or(at)).any(is_base)
        && (at..base.unwrap_or(at)).any(|at| sentence.period(at).is_some())
        && reading.current.is_some_and(|current| current > moved);
    !is_level && !is_time
}

/// "Up 5% on 2020", but not "up 5% on Friday".
fn is_compared_on(sentence: &Sentence<'_, '_>, on: usize) -> bool {
    let next = on.saturating_add(1);
    !matches!(sentence.period(next), Some(PeriodToken::Of(_, Part::Day(..))))
        && !(next..next.saturating_add(3)).any(|at| sentence.is_one_of(at, DAYS))
}

/// "A decline of 13% a year", "25% per year".
fn is_rate(sentence: &Sentence<'_, '_>, moved: usize) -> bool {
    let next = moved.saturating_add(1);
    let is_each = |at: usize| sentence.is_one_of(at, &["a", "per", "each", "every"]);
    let is_time = |at: usize| sentence.is_one_of(at, &["year", "month", "week", "quarter", "decade", "day", "annum"]);
    is_each(next) && is_time(next.saturating_add(1)) || sentence.is_one_of(next, &["annually", "yearly"])
}

/// Whether the level before is called a mark that something once reached: "from a record 2.9bn", "from 34 when it was floated".
fn is_marked(sentence: &Sentence<'_, '_>, prior: usize) -> bool {
    let lead = sentence.approach(prior).at;
    let end = (prior.saturating_add(1)..prior.saturating_add(NEAR))
        .find(|at| matches!(sentence.kind(*at), Some(Kind::Comma | Kind::Semicolon | Kind::Figure)))
        .unwrap_or(prior.saturating_add(NEAR));
    let is_dated = (lead..prior).any(|at| sentence.period(at).is_some());
    !is_dated && (lead..prior).any(|at| sentence.is_one_of(at, MARKS))
        || (prior..end).any(|at| sentence.is_one_of(at, MOMENTS))
}

/// Whether the percentage goes back one span and the level another: "down 2% on the quarter, compared with 1,310bn a year earlier".
fn spans_differ(sentence: &Sentence<'_, '_>, reading: &Reading, moved: usize, prior: usize) -> bool {
    let of_move = span_of_move(sentence, reading, moved, prior);
    match (of_move, span_behind(sentence, prior)) {
        (Some(own), Some(other)) => own != other,
        (Some(Back::Less), None) => reading.is_versus,
        (None, Some(Back::Year)) => !is_yearly(sentence, reading),
        (None, Some(Back::Less)) => reading.is_versus || is_yearly(sentence, reading),
        _ => false,
    }
}

/// Whether a percentage has a time of its own, and each level too: "rose 8.4 pct in the first two months, to 1.24m in February from 1.31m
/// in January", "from 401m in the first quarter to 412m in the second, up 9.2% on the year".
fn are_both_dated(sentence: &Sentence<'_, '_>, reading: &Reading, moved: usize, prior: usize) -> bool {
    let Some(current) = reading.current else {
        return false;
    };
    let is_dated = |from: usize| {
        let end = (from.saturating_add(1)..from.saturating_add(NEAR))
            .find(|at| {
                matches!(sentence.kind(*at), Some(Kind::Figure | Kind::Comma | Kind::Word(Class::From | Class::To)))
            })
            .unwrap_or(from.saturating_add(NEAR));
        (from..end).any(|at| {
            let is_other_year = |period: &PeriodToken| {
                matches!(period, PeriodToken::Relative(Relative::YearsEarlier(_) | Relative::SamePeriodOf(_)))
            };
            sentence.period(at).is_some_and(|period| !is_other_year(period))
                || sentence.kind(at) == Some(Kind::Time)
                || sentence.is_one_of(at, &["second", "third", "fourth"])
                || (from..=at).any(|on| says(sentence, on, &["on", "the", "year"]))
        })
    };
    let is_own = |at: usize| current != at && is_dated(at);
    is_own(moved) && is_dated(current) && is_dated(prior)
}

/// Whether the level set against the other is named as something else: "compared with $401m at its rival", "against imports of $401m",
/// "from 120 airports".
fn is_of_other(sentence: &Sentence<'_, '_>, reading: &Reading, moved: usize, prior: usize) -> bool {
    let first = [Some(moved), reading.current, reading.word].into_iter().flatten().min().unwrap_or(moved);
    let is_said = |at: usize| {
        let word = sentence.token(at).map_or("", |token| token.text);
        (reading.clause..first).chain(reading.current).any(|own| sentence.is_word(own, word))
            || reading.current.is_some_and(|current| sentence.is_word(current.saturating_add(1), word))
    };
    let is_name = |at: usize| {
        let is_open = matches!(sentence.kind(at), Some(Kind::Name | Kind::Word(Class::Other | Class::Value)));
        // "From 2013/14's 60.1bn".
        let is_year =
            sentence.token(at).is_some_and(|token| token.text.starts_with(|first: char| first.is_ascii_digit()));
        let is_plain = sentence.is_one_of(at, PLAIN) || sentence.is_one_of(at, TIMES) || is_year_before(sentence, at);
        let is_other_result = reading.is_versus && matches!(sentence.class(at), Some(Class::Profit | Class::Loss));
        (is_open && !is_year && !is_plain || is_other_result) && !is_said(at)
    };
    let reach = prior.saturating_add(NEAR).min(sentence.items.len());
    let ends = |at: &usize| {
        matches!(
            sentence.kind(*at),
            Some(Kind::Comma | Kind::Semicolon | Kind::Figure | Kind::Close | Kind::Word(Class::Clause | Class::Soft))
        )
    };
    let end = (prior.saturating_add(1)..reach).find(ends).unwrap_or(reach);
    // "The $401m that was planned".
    let is_promised = reading.is_versus && {
        let is_event = sentence.is_word(end, "before") && !is_year_before(sentence, end);
        is_event || sentence.is_one_of(end, &["that", "which", "after"])
    };
    // What moved came from a level of its own, whatever stands behind that.
    let end = if reading.is_versus { end } else { end.min(prior.saturating_add(2)) };
    let lead = sentence.approach(prior).at;
    let is_named = (lead.saturating_add(1)..prior).any(is_name) || (prior.saturating_add(1)..end).any(is_name);
    prior > moved && (is_promised || is_named)
}

/// "The year before", but not "before the war".
fn is_year_before(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let next = at.saturating_add(1);
    let is_end = matches!(sentence.kind(next), None | Some(Kind::Comma | Kind::Semicolon | Kind::Close | Kind::Sign));
    sentence.is_word(at, "before") && is_end
}

/// Whether a percentage behind both levels is of a part, a cause or another time: "from $401m on a 5% rise in volumes", "up 9% in Europe",
/// "up 9% online".
fn is_of_part(sentence: &Sentence<'_, '_>, reading: &Reading, moved: usize, prior: usize) -> bool {
    let Some(current) = reading.current else {
        return false;
    };
    let last = current.max(prior);
    let is_beside = (current.min(moved)..moved).any(|at| sentence.kind(at) == Some(Kind::Open));
    if moved < last && !is_beside {
        return false;
    }
    let is_cause = |at: usize| {
        let is_plain = sentence.is_one_of(at, PLAIN) || sentence.is_one_of(at, TIMES) || is_year_before(sentence, at);
        let is_other = sentence.class(at) == Some(Class::Other) && !is_plain;
        is_other || sentence.is_word(at, "on") && sentence.period(at.saturating_add(1)).is_none()
    };
    let passes = |at: &usize| {
        matches!(
            sentence.class(*at),
            Some(Class::Filler | Class::Noun(_) | Class::Both(_) | Class::Adverb(_) | Class::By)
        ) || sentence.is_one_of(*at, &["more", "less", "fewer", "points", "percentage"])
    };
    let behind = (moved.saturating_add(1)..sentence.items.len()).find(|at| !passes(at));
    let is_other = behind.is_some_and(|at| match sentence.kind(at) {
        Some(Kind::Word(Class::In)) => {
            let time = at.saturating_add(1)..at.saturating_add(4);
            let is_when = { time }.any(|at| sentence.period(at).is_some() || sentence.is_one_of(at, TIMES));
            let is_rest = (at..at.saturating_add(6)).any(|at| sentence.is_one_of(at, &["final", "alone"]));
            !is_when || is_rest || is_short(sentence, at)
        }
        Some(Kind::Word(Class::Other)) => !sentence.is_one_of(at, PLAIN) && !sentence.is_one_of(at, TIMES),
        Some(Kind::Word(Class::Value)) => true,
        Some(Kind::Word(Class::Soft)) => sentence.is_one_of(at, &["since", "before", "after"]),
        Some(Kind::Word(Class::Slack | Class::With | Class::At)) => true,
        Some(Kind::Word(Class::Clause)) => sentence.is_one_of(at, &["if", "when", "where", "unless"]),
        Some(Kind::Period) => is_short(sentence, at),
        Some(Kind::Time) => true,
        _ => false,
    });
    is_other || moved > last && (last.saturating_add(1)..moved).any(is_cause)
}

/// "For the week", "this year": a time that a price moves in besides the day.
fn is_short(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    (at..at.saturating_add(4)).any(|at| sentence.is_one_of(at, &["week", "weeks", "day", "session", "far"]))
        || matches!(sentence.period(at), Some(PeriodToken::Relative(Relative::This(_))))
}

/// How far back the words beside a percentage go.
fn span_of_move(sentence: &Sentence<'_, '_>, reading: &Reading, moved: usize, prior: usize) -> Option<Back> {
    let from = reading.word.unwrap_or(moved).min(moved);
    let end =
        if prior > moved { sentence.approach(prior).at } else { moved.saturating_add(NEAR).min(sentence.items.len()) };
    (from..end).find_map(|at| span_at(sentence, at, true))
}

/// How far back the words behind a level go.
fn span_behind(sentence: &Sentence<'_, '_>, prior: usize) -> Option<Back> {
    let reach = prior.saturating_add(NEAR).min(sentence.items.len());
    let ends = |at: &usize| matches!(sentence.kind(*at), Some(Kind::Semicolon | Kind::Figure));
    let end = (prior.saturating_add(1)..reach).find(ends).unwrap_or(reach);
    let lead = sentence.approach(prior).at;
    (lead..end).find_map(|at| span_at(sentence, at, false))
}

fn span_at(sentence: &Sentence<'_, '_>, at: usize, is_move: bool) -> Option<Back> {
    if let Some((_, back)) = SPANS.iter().find(|(words, _)| says(sentence, at, words)) {
        return Some(*back);
    }
    let is_from = at.checked_sub(1).is_some_and(|before| sentence.class(before) == Some(Class::From));
    match sentence.period(at)? {
        PeriodToken::Relative(Relative::YearsEarlier(_) | Relative::SamePeriodOf(_)) => Some(Back::Year),
        PeriodToken::Relative(Relative::Last(TimeUnit::Year) | Relative::Previous(TimeUnit::Year)) => Some(Back::Year),
        PeriodToken::Relative(Relative::Last(_) | Relative::Previous(_) | Relative::Earlier(..))
            if !is_move || is_from =>
        {
            Some(Back::Less)
        }
        PeriodToken::Of(Year::Back(1), _) if !is_move => Some(Back::Year),
        // "From December to 110.5 mln", "versus 1.34 mln in January 1986".
        PeriodToken::Of(Year::Unnamed, Part::Months(..)) if is_move && is_from => Some(Back::Less),
        PeriodToken::Of(Year::Unnamed, Part::Months(..) | Part::Quarter(_) | Part::Ended(..)) if !is_move => {
            Some(Back::Less)
        }
        PeriodToken::Of(Year::Named(_), Part::Months(..)) if !is_move => Some(Back::Year),
        _ => None,
    }
}

/// Whether what moved is told against a year before unless something else is said: what accounts report of a quarter or a year, and
/// not of a month or a day.
fn is_yearly(sentence: &Sentence<'_, '_>, reading: &Reading) -> bool {
    let levels = [reading.current, reading.prior].into_iter().flatten();
    let end = levels.min().unwrap_or(reading.first).min(reading.growth.or(reading.change).unwrap_or(reading.first));
    let mut is_reported = false;
    for at in 0..end {
        if sentence.is_one_of(at, OF_COUNTRIES) {
            return false;
        }
        is_reported |= sentence.is_one_of(at, REPORTED);
    }
    let is_short = |at: usize| match sentence.period(at) {
        Some(PeriodToken::Of(year, Part::Months(first, last))) => {
            first == last && !matches!(year, Year::Back(1)) && Some(at) < reading.prior
        }
        Some(PeriodToken::Of(_, Part::Day(..))) => true,
        Some(PeriodToken::Relative(
            Relative::This(unit) | Relative::Last(unit) | Relative::Previous(unit) | Relative::Earlier(_, unit),
        )) => !matches!(unit, TimeUnit::Year | TimeUnit::Quarter),
        _ => sentence.is_one_of(
            at,
            &["month", "week", "day", "monthly", "weekly", "daily", "seasonally", "annualized", "annualised"],
        ),
    };
    let is_long = |at: usize| match sentence.period(at) {
        Some(PeriodToken::Of(_, part)) => {
            matches!(part, Part::Whole | Part::Ended(..) | Part::Weeks(..) | Part::Straddling)
        }
        Some(PeriodToken::Relative(Relative::This(unit) | Relative::Last(unit))) => *unit == TimeUnit::Year,
        _ => sentence.is_word(at, "fiscal"),
    };
    let all = || 0..sentence.items.len();
    if all().any(|at| says(sentence, at, &["year", "to", "date"]) || sentence.is_one_of(at, &["year-to-date", "ytd"])) {
        return true;
    }
    // Before the clause stands who said it, and when.
    let own = || reading.clause..sentence.items.len();
    (is_reported || all().any(is_long)) && !own().any(is_short)
}

/// Whether the level before is of a named year that is not the one before that of the level reached: "rose 12% to 56.3m, from 31.2m in
/// 2019".
fn is_of_other_years(sentence: &Sentence<'_, '_>, reading: &Reading, prior: usize) -> bool {
    let year_at = |at: usize| match sentence.period(at) {
        Some(PeriodToken::Of(Year::Named(year), _)) => Some(*year),
        _ => None,
    };
    let reach = prior.saturating_add(NEAR).min(sentence.items.len());
    let end = (prior.saturating_add(1)..reach).find(|at| sentence.kind(*at) == Some(Kind::Figure)).unwrap_or(reach);
    let Some(before) = (prior..end).find_map(year_at) else {
        return false;
    };
    let is_dated = |at: usize| !(prior..end).contains(&at) && sentence.period(at).is_some();
    let is_open = sentence.opened_before(prior).is_some() && !(0..sentence.items.len()).any(is_dated);
    // An amount that moved from one year to another moved by what lies between, however many years those are.
    let others = (0..sentence.items.len()).filter(|at| !(prior..end).contains(at)).filter_map(year_at);
    let last = others.max();
    reading.growth.is_some_and(|growth| sentence.sort(growth) == Some(Sort::Percent) && growth < prior)
        && reading.current.is_some_and(|current| current < prior)
        && !is_open
        && last.is_none_or(|last| last != before.saturating_add(1))
}
