//! What heads and captions say of units and scales: "(in millions, except per share data)", "US$m", "RMB'000", "%".

use crate::model::{Currency, Match, Unit, currency};
use crate::num::{Mark, mark_of, scale_power};

/// What a text says of the numbers that it heads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Statement {
    /// The only unit that it names.
    pub(super) unit: Option<Unit>,
    /// Whether it names several currencies, or the name of one that several countries share.
    pub(super) is_open: bool,
    /// The only power of ten that it names.
    pub(super) scale: Option<i32>,
    /// Whether it names several scales.
    pub(super) is_contrary: bool,
    /// Whether the scale is that of amounts of money alone: "$ in millions".
    pub(super) is_of_money: bool,
    /// Whether counts of shares are excepted from the scale.
    pub(super) excepts_shares: bool,
}

/// The most words of a currency's name.
const MOST_NAME_WORDS: usize = 3;

/// The longest text that is looked at, in words.
const MOST_WORDS: usize = 60;

/// Words of statements that say nothing by themselves.
const FILLERS: &[&str] = &[
    "in",
    "of",
    "amounts",
    "amount",
    "figures",
    "all",
    "expressed",
    "stated",
    "presented",
    "shown",
    "unaudited",
    "audited",
    "except",
    "for",
    "per",
    "share",
    "shares",
    "data",
    "and",
    "or",
    "where",
    "otherwise",
    "noted",
    "indicated",
    "number",
    "unless",
    "the",
    "are",
    "is",
    "information",
    "percentages",
    "percentage",
    "as",
    "ads",
    "unit",
    "units",
    "ratios",
    "note",
    "items",
    "values",
    "value",
    "weighted",
    "average",
    "outstanding",
    "currency",
    "other",
    "than",
    "excluding",
    "common",
    "basic",
    "diluted",
    "earnings",
    "loss",
    "income",
    "dollar",
    "reported",
    "rounded",
    "to",
    "nearest",
    "store",
    "stores",
    "counts",
    "count",
    "headcount",
    "employees",
    "ratio",
    "par",
    "footage",
    "square",
    "tables",
    "table",
    "with",
    "exception",
];

/// Currencies whose codes are English words in capitals.
const WORDS_AS_CODES: &[&str] = &["ALL", "TRY", "TOP", "CUP", "MAD", "LAK", "PEN", "BAM", "GEL", "SOS", "ANG", "MOP"];

/// Names of currencies that are other words besides.
const DOUBTFUL_NAMES: &[&str] =
    &["won", "real", "sol", "lev", "mark", "marks", "crown", "crowns", "rand", "sum", "som", "dram"];

/// A word of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Money(Match),
    Scale(i32),
    Scaled(Match, i32),
    Mark(Mark),
    Except,
    PerWord,
    Share,
    In,
    Of,
    Filler,
    Other,
}

/// The words of a text with what they say; a currency's name of several words is one.
fn said(text: &str) -> Vec<Said> {
    let separators = |c: char| c.is_whitespace() || "(),;:[]|\u{2013}\u{2014}\"“”".contains(c);
    let words: Vec<&str> = text.split(separators).filter(|word| !word.is_empty()).take(MOST_WORDS).collect();
    let mut found = Vec::with_capacity(words.len());
    let mut at = 0usize;
    while let Some(word) = words.get(at) {
        let name = (2..=MOST_NAME_WORDS).rev().find_map(|count| {
            let end = at.saturating_add(count);
            let spoken = currency::lookup(&words.get(at..end)?.join(" "))?;
            Some((Said::Money(spoken), end))
        });
        let (meaning, next) = name.unwrap_or_else(|| (of_word(word), at.saturating_add(1)));
        found.push(meaning);
        at = next;
    }
    settle_short_scales(&mut found, &words);
    found
}

/// A scale of one letter needs a currency beside it: the m of "$ m", not a name's initial.
fn settle_short_scales(found: &mut [Said], words: &[&str]) {
    let short = |word: &&str| word.chars().count() <= 2 && !word.starts_with(|c: char| c.is_ascii_digit());
    let has_money = found.iter().any(|said| matches!(said, Said::Money(_)));
    if !has_money && words.iter().any(short) {
        for said in found.iter_mut().filter(|said| matches!(said, Said::Scale(power) if is_short(*power, words))) {
            *said = Said::Other;
        }
    }
}

/// Whether a power of ten is only named by words of one or two letters.
fn is_short(power: i32, words: &[&str]) -> bool {
    let of_power = |word: &&&str| thousands(word).or_else(|| plural_scale(word)) == Some(power);
    words
        .iter()
        .filter(of_power)
        .all(|word| word.chars().count() <= 2 && !word.starts_with(|c: char| c.is_ascii_digit()))
}

/// "000", "'000", "000s", "000's".
fn thousands(word: &str) -> Option<i32> {
    let bare = word.trim_start_matches(['\'', '’', '‘', '`']);
    let bare = bare.strip_suffix('s').unwrap_or(bare).trim_end_matches(['\'', '’']);
    matches!(bare, "000" | "000,000").then_some(if bare.len() > 3 { 6 } else { 3 })
}

fn of_word(word: &str) -> Said {
    let word = if word.len() > 1 { word.trim_end_matches('.') } else { word };
    let is = |known: &[&str]| known.iter().any(|known| known.eq_ignore_ascii_case(word));
    match () {
        () if is(&["except", "excepting", "excluding", "exception"]) => Said::Except,
        () if is(&["per"]) => Said::PerWord,
        () if is(&["share", "shares"]) => Said::Share,
        () if is(&["in"]) => Said::In,
        () if is(&["of"]) => Said::Of,
        () if is(&["dollars", "dollar"]) => money("dollars"),
        () if is(FILLERS) => Said::Filler,
        () => of_unit(word),
    }
}

fn money(name: &str) -> Said {
    currency::lookup(name).map_or(Said::Other, Said::Money)
}

fn of_unit(word: &str) -> Said {
    if let Some(power) = thousands(word).or_else(|| plural_scale(word)) {
        return Said::Scale(power);
    }
    if let Some(mark) = mark_of(word).filter(|mark| !matches!(mark, Mark::Times)) {
        return Said::Mark(mark);
    }
    if let Some(found) = currency_of(word) {
        return Said::Money(found);
    }
    joined(word).unwrap_or(Said::Other)
}

/// A scale word, in the plural too.
fn plural_scale(word: &str) -> Option<i32> {
    let singular = word.strip_suffix(['s', 'S']).filter(|singular| singular.len() > 3);
    scale_power(word).or_else(|| scale_power(singular?))
}

/// The currency of a sign, code or name. Codes stand in capitals.
fn currency_of(word: &str) -> Option<Match> {
    let is_code = Currency::from_code(word).is_some();
    let is_upper = !word.chars().any(char::is_lowercase);
    let doubtful = (is_code && (!is_upper || WORDS_AS_CODES.contains(&word)))
        || DOUBTFUL_NAMES.iter().any(|name| name.eq_ignore_ascii_case(word));
    if doubtful { None } else { currency::lookup(word) }
}

/// A currency and a scale without a blank: "US$m", "EURm", "RMB'000", "MSEK", "TEUR".
fn joined(word: &str) -> Option<Said> {
    let splits = word.char_indices().skip(1).filter_map(|(at, _)| word.split_at_checked(at));
    for (before, after) in splits {
        let power = thousands(after).or_else(|| plural_scale(after));
        if let (Some(found), Some(power)) = (currency_of(before), power) {
            return Some(Said::Scaled(found, power));
        }
        let power = match before {
            "T" | "K" | "k" | "t" => Some(3),
            "M" | "m" | "Mn" | "mn" => Some(6),
            _ => None,
        };
        if let (Some(found), Some(power)) = (currency_of(after).filter(|_| after.len() == 3), power) {
            return Some(Said::Scaled(found, power));
        }
    }
    None
}

impl Statement {
    /// What a text says that says nothing else: "(in millions)", "US$m", "%". `None` where it has other words.
    pub(super) fn whole(text: &str) -> Option<Self> {
        let said = said(text);
        let says =
            said.iter().any(|said| matches!(said, Said::Money(_) | Said::Scale(_) | Said::Scaled(..) | Said::Mark(_)));
        (says && !said.contains(&Said::Other)).then(|| Self::of(&said))
    }

    /// What a line says among other words: "Revenue in millions of dollars", "(in thousands)", "… (US$ million)".
    pub(super) fn within(line: &str) -> Option<Self> {
        if let Some(found) = Self::whole(line) {
            return Some(found);
        }
        let behind = || Self::of_label(line).1;
        if let Some(found) = bracketed(line).rev().find_map(Self::whole).or_else(behind) {
            return Some(found);
        }
        let said = said(line);
        // A scale counts if it is said to be one, or stands beside a currency.
        let first = said.windows(2).position(|pair| {
            matches!(
                pair,
                [Said::In | Said::Money(_), Said::Scale(_)]
                    | [Said::Scale(_), Said::Of | Said::Money(_)]
                    | [Said::In, Said::Scaled(..)]
            )
        })?;
        let from = if matches!(said.get(first), Some(Said::In)) { first.saturating_sub(1) } else { first };
        Some(Self::of(said.get(from..).unwrap_or_default()))
    }

    /// What stands after a label's last comma or in its last bracket, and the label without it.
    pub(super) fn of_label(label: &str) -> (&str, Option<Self>) {
        let label = label.trim();
        let bracket = label.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
        let split = bracket.or_else(|| label.rsplit_once(','));
        match split.map(|(name, rest)| (name.trim(), Self::whole(rest))) {
            Some((name, Some(statement))) if !name.is_empty() => (name, Some(statement)),
            _ => (label, None),
        }
    }

    fn of(said: &[Said]) -> Self {
        let mut found = Statement::default();
        let excepted = said.iter().position(|said| *said == Said::Except).unwrap_or(said.len());
        let (stated, exceptions) = said.split_at_checked(excepted).unwrap_or((said, &[]));
        for word in stated {
            match *word {
                Said::Money(money) => found.money(money),
                Said::Scale(power) => found.scaled(power),
                Said::Scaled(money, power) => {
                    found.money(money);
                    found.scaled(power);
                }
                Said::Mark(mark) => found.unit(Unit::of_mark(mark)),
                _ => {}
            }
        }
        found.is_of_money =
            found.scale.is_some() && stated.iter().any(|said| matches!(said, Said::Money(_) | Said::Scaled(..)));
        let mut before = None;
        for word in exceptions {
            found.excepts_shares |= *word == Said::Share && before != Some(Said::PerWord);
            before = Some(*word);
        }
        found
    }

    fn money(&mut self, money: Match) {
        match money {
            Match::One(currency) => self.unit(Unit::Money(currency)),
            Match::Ambiguous(_) => self.is_open = true,
        }
    }

    fn unit(&mut self, unit: Unit) {
        self.is_open |= self.unit.is_some_and(|known| known != unit);
        self.unit = if self.is_open { None } else { Some(unit) };
    }

    fn scaled(&mut self, power: i32) {
        self.is_contrary |= self.scale.is_some_and(|known| known != power);
        self.scale = if self.is_contrary { None } else { Some(power) };
    }

    /// This statement with what another leaves open.
    pub(super) fn or(self, wider: &Statement) -> Self {
        let settles_scale = self.scale.is_some() || self.is_contrary;
        Statement {
            unit: if self.is_open { self.unit } else { self.unit.or(wider.unit) },
            is_open: self.is_open || (self.unit.is_none() && wider.is_open),
            scale: if settles_scale { self.scale } else { wider.scale },
            is_contrary: if settles_scale { self.is_contrary } else { wider.is_contrary },
            is_of_money: if settles_scale { self.is_of_money } else { wider.is_of_money },
            excepts_shares: self.excepts_shares || wider.excepts_shares,
        }
    }

    /// Whether it says nothing of units or scales.
    pub(super) fn is_empty(&self) -> bool {
        *self == Statement::default()
    }
}

/// The contents of the brackets of a text.
pub(super) fn bracketed(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    let opens: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| matches!(c, '(' | '[')).collect();
    opens.into_iter().filter_map(move |(at, _)| {
        let inside = text.get(at.saturating_add(1)..)?;
        inside.get(..inside.find([')', ']', '('])?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_say_units_and_scales() {
        for (text, unit, scale, is_of_money, excepts_shares) in [
            ("(in millions)", None, Some(6), false, false),
            ("(Amounts in Thousands Except Per Share Amounts)", None, Some(3), false, false),
            ("(Amounts in Thousands Except Share and Per Share Amounts)", None, Some(3), false, true),
            ("$ in millions", Some("USD"), Some(6), true, false),
            ("(Dollars in thousands, except share data)", Some("USD"), Some(3), true, true),
            ("in millions of euros", Some("EUR"), Some(6), true, false),
            ("In thousands of Canadian dollars", Some("CAD"), Some(3), true, false),
            ("US$m", Some("USD"), Some(6), true, false),
            ("RMB'000", Some("CNY"), Some(3), true, false),
            ("£ million", Some("GBP"), Some(6), true, false),
            ("MSEK", Some("SEK"), Some(6), true, false),
            ("EURm", Some("EUR"), Some(6), true, false),
            ("$000s", Some("USD"), Some(3), true, false),
            ("(Rs. in crore)", Some("INR"), Some(7), true, false),
            ("$ m", Some("USD"), Some(6), true, false),
            ("%", Some("%"), None, false, false),
            ("000s", None, Some(3), false, false),
            ("In thousands of RMB and US$", None, Some(3), true, false),
        ] {
            let found = Statement::whole(text).unwrap_or_else(|| panic!("{text}"));
            let named = found.unit.map(|unit| unit.to_string());
            let found = (named.as_deref(), found.scale, found.is_of_money, found.excepts_shares);
            assert_eq!(found, (unit, scale, is_of_money, excepts_shares), "{text}");
        }
    }

    #[test]
    fn other_texts_state_nothing() {
        for text in ["Revenue", "All", "Games won", "M", "Per share", "Stores", "2014", "(Unaudited)", "", "Total"] {
            assert_eq!(Statement::whole(text), None, "{text}");
        }
        for text in ["Millions of users came", "It sold 3 million phones", "Revenue by segment"] {
            let found = Statement::within(text);
            assert!(found.is_none_or(|found| found.unit.is_none()), "{text}");
        }
    }

    #[test]
    fn statements_stand_in_longer_lines() {
        for (text, scale) in [
            ("Consolidated income statement (EUR million)", Some(6)),
            ("Sales by region in millions of dollars", Some(6)),
            ("Condensed statements of income (in thousands, except per share data) (unaudited)", Some(3)),
        ] {
            assert_eq!(Statement::within(text).and_then(|found| found.scale), scale, "{text}");
        }
        assert_eq!(Statement::of_label("Revenue (US$m)").0, "Revenue");
        assert_eq!(Statement::of_label("Net sales, MSEK").0, "Net sales");
        assert_eq!(Statement::of_label("Inventory, net").0, "Inventory, net");
    }
}
