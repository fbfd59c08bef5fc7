//! What only running text has: numbers, fractions, months and multiples in words.

use super::lexicon::Meaning;
use super::token::TimeUnit;
use crate::model::{Currency, Match};
use crate::read::article::vocabulary::Key;

/// A word of a number such as "two hundred and forty thousand".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberWord {
    /// "one" to "nineteen", and "zero".
    Unit(u8),
    /// "twenty" to "ninety".
    Tens(u8),
    /// "hundred".
    Hundred,
    /// "dozen": a number of its own that another may multiply.
    Group(u8),
    /// "a" and "an", which are one before a scale, a fraction or a length of time.
    Article,
    /// "half".
    Half,
    /// "quarter", which is a part of a year as well.
    Quarter,
}

/// By how much a word multiplies: a whole number, or one over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Factor {
    pub(super) number: u8,
    /// "halved" is one over 2.
    pub(super) inverse: bool,
    pub(super) is_verb: bool,
}

/// The signs that sentences end with or are held together by, and those of owners.
pub(super) const SIGNS: [&str; 21] =
    [".", "!", "?", "…", "。", "•", ",", ";", ":", "-", "–", "—", "&", "(", "[", ")", "]", "'", "’", "'s", "’s"];

/// ISO 4217 codes that are English words or names when they are not in capitals.
pub(super) const CODES_THAT_ARE_WORDS: &[Key] = keys![
    "ALL", "AMD", "ANG", "BAM", "BEL", "BOB", "CAD", "COP", "COU", "CUP", "DEM", "DOP", "FIM", "GEL", "GIP", "ISK",
    "JOD", "KID", "LAK", "LEK", "MAD", "MAT", "MOP", "MUR", "NAD", "PAB", "PEN", "PHP", "RON", "RUB", "SAR", "SIT",
    "SOS", "STD", "TOP", "TRY", "VAL", "WON", "XXX",
];

const UNITS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const ORDINALS: &[&str] = &[
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// Denominators: those that are no ordinals besides, and the plurals of those that are.
const PARTS: &[(&str, u16)] = &[
    ("halves", 2),
    ("third", 3),
    ("thirds", 3),
    ("quarters", 4),
    ("fourth", 4),
    ("fourths", 4),
    ("fifth", 5),
    ("fifths", 5),
    ("sixth", 6),
    ("sixths", 6),
    ("seventh", 7),
    ("sevenths", 7),
    ("eighth", 8),
    ("eighths", 8),
    ("ninth", 9),
    ("ninths", 9),
    ("tenth", 10),
    ("tenths", 10),
    ("hundredth", 100),
    ("hundredths", 100),
];

const MONTHS: &[(&str, u8)] = &[
    ("january", 1),
    ("jan", 1),
    ("february", 2),
    ("feb", 2),
    ("march", 3),
    ("mar", 3),
    ("april", 4),
    ("apr", 4),
    ("may", 5),
    ("june", 6),
    ("jun", 6),
    ("july", 7),
    ("jul", 7),
    ("august", 8),
    ("aug", 8),
    ("september", 9),
    ("sep", 9),
    ("sept", 9),
    ("october", 10),
    ("oct", 10),
    ("november", 11),
    ("nov", 11),
    ("december", 12),
    ("dec", 12),
];

const WEEKDAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const TIMES: &[(&str, TimeUnit)] = &[
    ("hour", TimeUnit::Hour),
    ("hours", TimeUnit::Hour),
    ("day", TimeUnit::Day),
    ("days", TimeUnit::Day),
    ("week", TimeUnit::Week),
    ("weeks", TimeUnit::Week),
    ("month", TimeUnit::Month),
    ("months", TimeUnit::Month),
    ("mths", TimeUnit::Month),
    ("quarter", TimeUnit::Quarter),
    ("quarters", TimeUnit::Quarter),
    ("year", TimeUnit::Year),
    ("years", TimeUnit::Year),
    ("yr", TimeUnit::Year),
    ("yrs", TimeUnit::Year),
    ("decade", TimeUnit::Decade),
    ("decades", TimeUnit::Decade),
];

const VERBS: &[(&str, u8)] = &[
    ("double", 2),
    ("doubles", 2),
    ("doubled", 2),
    ("doubling", 2),
    ("triple", 3),
    ("triples", 3),
    ("tripled", 3),
    ("tripling", 3),
    ("treble", 3),
    ("trebles", 3),
    ("trebled", 3),
    ("trebling", 3),
    ("quadruple", 4),
    ("quadruples", 4),
    ("quadrupled", 4),
    ("quadrupling", 4),
    ("quintupled", 5),
];

const INVERSE_VERBS: &[(&str, u8)] = &[("halve", 2), ("halves", 2), ("halved", 2), ("halving", 2)];

const RATIOS: &[(&str, u8)] = &[
    ("twice", 2),
    ("thrice", 3),
    ("twofold", 2),
    ("threefold", 3),
    ("fourfold", 4),
    ("fivefold", 5),
    ("sixfold", 6),
    ("sevenfold", 7),
    ("eightfold", 8),
    ("ninefold", 9),
    ("tenfold", 10),
    ("hundredfold", 100),
];

/// Words before a number that is a name or a place. "unit" and "line" are not here: they are counted more often than numbered.
const LABELS: &[&str] = &[
    "article",
    "articles",
    "section",
    "sections",
    "chapter",
    "page",
    "pages",
    "no",
    "nos",
    "nr",
    "rule",
    "item",
    "note",
    "notes",
    "figure",
    "table",
    "phase",
    "level",
    "class",
    "route",
    "highway",
    "room",
    "suite",
    "flight",
    "version",
    "boeing",
    "airbus",
    "form",
    "type",
    "model",
    "tel",
    "telephone",
    "phone",
    "fax",
    "isin",
    "channel",
    "exhibit",
    "schedule",
    "appendix",
    "annex",
    "paragraph",
    "vol",
    "volume",
    "part",
    "series",
    "tier",
    "stage",
    "gate",
    "terminal",
    "division",
    "footnote",
    "clause",
    "directive",
    "regulation",
    "resolution",
    "verse",
    "lot",
    "act",
    "title",
    "case",
    "apollo",
    "formula",
    "area",
];

/// Words that a period may begin with, besides numbers, ordinals and months.
const STARTERS: &[&str] = &[
    "fy",
    "fiscal",
    "financial",
    "calendar",
    "q",
    "h",
    "year",
    "same",
    "corresponding",
    "comparable",
    "comparative",
    "equivalent",
    "like",
    "last",
    "this",
    "next",
    "previous",
    "prior",
    "preceding",
    "current",
    "today",
    "yesterday",
    "tomorrow",
    "full",
    "final",
    "quarter",
    "week",
    "fourth",
    "half",
    "past",
    "opening",
    "end",
];

/// Words that no count precedes and no name ends in: after a number they end its phrase, before one they begin it.
const FUNCTION_WORDS: &[&str] = &[
    "the",
    "of",
    "and",
    "or",
    "nor",
    "but",
    "in",
    "into",
    "to",
    "at",
    "on",
    "onto",
    "for",
    "from",
    "by",
    "with",
    "that",
    "which",
    "who",
    "whose",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "has",
    "have",
    "had",
    "will",
    "would",
    "could",
    "should",
    "can",
    "than",
    "as",
    "if",
    "when",
    "while",
    "where",
    "later",
    "after",
    "before",
    "since",
    "until",
    "during",
    "against",
    "between",
    "among",
    "within",
    "without",
    "per",
    "via",
    "versus",
    "vs",
    "because",
    "so",
    "not",
    "it",
    "its",
    "their",
    "his",
    "her",
    "our",
    "your",
    "they",
    "he",
    "she",
    "we",
    "you",
    "i",
    "there",
    "here",
    "these",
    "those",
    "a",
    "an",
    "about",
    "up",
    "down",
    "only",
    "just",
    "also",
    "even",
    "still",
    "now",
    "then",
    "did",
    "does",
    "do",
    "said",
    "says",
    "say",
    "all",
    "both",
    "each",
    "every",
    "some",
    "any",
    "no",
    "another",
    "other",
    "through",
    "toward",
    "towards",
    "across",
    "around",
    "under",
    "over",
    "above",
    "below",
    "compared",
    "including",
    "although",
    "what",
];

/// Words and signs that a figure may begin with, besides numbers, qualifiers and currencies.
const FIGURE_STARTERS: &[&str] = &["between", "minus", "negative", "+", "-", "−", "–", "("];

/// The signs that are fractions of their own.
const FRACTIONS: &[(&str, u8, u8)] = &[
    ("½", 1, 2),
    ("⅓", 1, 3),
    ("⅔", 2, 3),
    ("¼", 1, 4),
    ("¾", 3, 4),
    ("⅕", 1, 5),
    ("⅖", 2, 5),
    ("⅗", 3, 5),
    ("⅘", 4, 5),
    ("⅙", 1, 6),
    ("⅚", 5, 6),
    ("⅛", 1, 8),
    ("⅜", 3, 8),
    ("⅝", 5, 8),
    ("⅞", 7, 8),
];

/// Hundredths of currencies by their names; a cent is the dollar's unless it says otherwise, as a dollar is America's.
pub(super) fn minor_units() -> impl Iterator<Item = (&'static str, Match, i32)> {
    const UNITS: &[(&str, &str)] = &[
        ("cent", "USD"),
        ("cents", "USD"),
        ("ct", "USD"),
        ("cts", "USD"),
        ("us cents", "USD"),
        ("u.s. cents", "USD"),
        ("¢", "USD"),
        ("euro cent", "EUR"),
        ("euro cents", "EUR"),
        ("eurocent", "EUR"),
        ("eurocents", "EUR"),
        ("pence", "GBP"),
        ("penny", "GBP"),
        ("p", "GBP"),
        ("paise", "INR"),
    ];
    UNITS.iter().filter_map(|(word, code)| Some((*word, Match::One(Currency::from_code(code)?), -2)))
}

/// Codes joined with a scale, as Nordic and German reports write them: MEUR, TEUR, EURm.
pub(super) fn scaled_codes() -> impl Iterator<Item = (String, Currency, i32)> {
    const BEFORE: &[(&str, i32)] = &[("k", 3), ("t", 3), ("m", 6), ("mn", 6), ("bn", 9)];
    const AFTER: &[(&str, i32)] = &[("k", 3), ("m", 6), ("mn", 6), ("mln", 6), ("mm", 6), ("bn", 9)];
    let join = |currency: Currency, scale: &str, before| {
        if before { format!("{scale}{}", currency.code()) } else { format!("{}{scale}", currency.code()) }
    };
    const SO_WRITTEN: &[&str] = &[
        "EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "INR", "CNY", "JPY", "AUD", "CAD", "HKD",
        "SGD", "ZAR",
    ];
    SO_WRITTEN.iter().filter_map(|code| Currency::from_code(code)).flat_map(move |currency| {
        let before = BEFORE.iter().map(move |(scale, power)| (join(currency, scale, true), currency, *power));
        let after = AFTER.iter().map(move |(scale, power)| (join(currency, scale, false), currency, *power));
        before.chain(after)
    })
}

/// Words that a full stop after them abbreviates. Single letters are initials.
const ABBREVIATED: &[&str] = &[
    "inc", "corp", "co", "cos", "ltd", "llc", "plc", "bros", "mr", "mrs", "ms", "dr", "prof", "st", "no", "vs",
    "approx", "est", "dept", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "jr",
    "sr", "gen", "gov", "sen", "rep", "messrs", "intl", "mfg", "pct", "avg", "fig", "incl", "excl", "resp",
];

/// Every word of this file with its meaning.
pub(super) fn all() -> impl Iterator<Item = (&'static str, Meaning)> {
    let units = (0..).zip(UNITS).map(|(number, word)| (*word, Meaning::Number(NumberWord::Unit(number))));
    let tens =
        (2..).zip(TENS).map(|(ten, word)| (*word, Meaning::Number(NumberWord::Tens(u8::saturating_mul(ten, 10)))));
    let ordinals = (1..).zip(ORDINALS).map(|(number, word)| (*word, Meaning::Ordinal(number)));
    let parts = PARTS.iter().map(|(word, part)| (*word, Meaning::Part(*part)));
    let months = MONTHS.iter().map(|(word, month)| (*word, Meaning::Month(*month)));
    let weekdays = WEEKDAYS.iter().map(|word| (*word, Meaning::Weekday));
    let times = TIMES.iter().map(|(word, unit)| (*word, Meaning::Time(*unit)));
    let labels = LABELS.iter().map(|word| (*word, Meaning::Label));
    let starters = STARTERS.iter().map(|word| (*word, Meaning::StartsPeriod));
    let figures = FIGURE_STARTERS.iter().map(|word| (*word, Meaning::StartsFigure));
    let fractions = FRACTIONS.iter().map(|(sign, over, under)| (*sign, Meaning::Fraction(*over, *under)));
    let abbreviations = ABBREVIATED.iter().map(|word| (*word, Meaning::Abbreviation));
    let functions = FUNCTION_WORDS.iter().map(|word| (*word, Meaning::Function));
    let verb = |number, inverse| Meaning::Multiple(Factor { number, inverse, is_verb: true });
    let verbs = VERBS.iter().map(move |(word, number)| (*word, verb(*number, false)));
    let inverse = INVERSE_VERBS.iter().map(move |(word, number)| (*word, verb(*number, true)));
    let ratio = |number| Meaning::Multiple(Factor { number, inverse: false, is_verb: false });
    let ratios = RATIOS.iter().map(move |(word, number)| (*word, ratio(*number)));
    let others = [
        ("hundred", NumberWord::Hundred),
        ("hundreds", NumberWord::Hundred),
        ("dozen", NumberWord::Group(12)),
        ("dozens", NumberWord::Group(12)),
        ("nought", NumberWord::Unit(0)),
        ("naught", NumberWord::Unit(0)),
        ("a", NumberWord::Article),
        ("an", NumberWord::Article),
        ("half", NumberWord::Half),
        ("quarter", NumberWord::Quarter),
    ];
    let others = others.into_iter().map(|(word, number)| (word, Meaning::Number(number)));
    let numbers = units.chain(tens).chain(others).chain(ordinals).chain(parts);
    let calendar = months.chain(weekdays).chain(times);
    numbers
        .chain(calendar)
        .chain(verbs)
        .chain(inverse)
        .chain(ratios)
        .chain(labels)
        .chain(starters)
        .chain(figures)
        .chain(fractions)
        .chain(abbreviations)
        .chain(functions)
}
