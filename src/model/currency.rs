//! Currencies: the codes of ISO 4217, what they are called, and what became of them.

use std::cmp::Reverse;
use std::fmt;

use jiff::civil::{Date, date};
use rust_decimal::Decimal;

include!(concat!(env!("OUT_DIR"), "/currencies.rs"));

/// A currency of ISO 4217, current or historic.
///
/// ```
/// use tieout::model::Currency;
/// let yuan = Currency::from_code("cny").ok_or("unknown")?;
/// assert_eq!((yuan.code(), yuan.name(), yuan.minor_digits()), ("CNY", "Chinese yuan", 2));
/// # Ok::<(), &str>(())
/// ```
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct Currency(u16);

/// A row of the table, which is sorted by code.
struct Row {
    code: &'static str,
    name: &'static str,
    minor: u8,
    display: &'static str,
    replaced: Option<Replaced>,
}

/// What stands in for a row that is not there. No `Currency` points outside the table, since only this module makes them.
static NO_ROW: Row = Row { code: "XXX", name: "no currency", minor: 0, display: "XXX", replaced: None };

/// The successor of a currency that is no longer used.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Replaced {
    /// The currency that took its place.
    pub by: Currency,
    /// How many units of the old currency made one of the new.
    pub ratio: Decimal,
    /// The first day of the new currency.
    pub on: Date,
    /// Whether the ratio holds on other days too.
    pub change: Change,
}

/// How one currency took the place of another.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Change {
    /// The same money in a new unit: the ratio holds on any day, before and after.
    Redenominated,
    /// Another money, such as the euro: the ratio holds from that day on, and says nothing of the years before.
    Adopted,
}

/// What a symbol or name stands for.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum Match {
    /// One currency.
    One(Currency),
    /// Any of several, sorted by code: only the context can tell.
    Ambiguous(&'static [Currency]),
}

impl Currency {
    /// The currency of an ISO 4217 code, in any case.
    pub fn from_code(code: &str) -> Option<Self> {
        let mut upper: [u8; 3] = code.as_bytes().try_into().ok()?;
        upper.make_ascii_uppercase();
        let at = CURRENCIES.binary_search_by(|row| row.code.as_bytes().cmp(&upper)).ok()?;
        u16::try_from(at).ok().map(Currency)
    }

    /// Every currency, sorted by code.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..).map(Currency).take(CURRENCIES.len())
    }

    fn row(self) -> &'static Row {
        CURRENCIES.get(usize::from(self.0)).unwrap_or(&NO_ROW)
    }

    /// The ISO 4217 code, in capitals.
    pub fn code(self) -> &'static str {
        self.row().code
    }

    /// The English name, in the singular.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Decimal digits of the minor unit: 2 for most, 0 for the yen, 3 for the Kuwaiti dinar.
    pub fn minor_digits(self) -> u8 {
        self.row().minor
    }

    /// What is written before an amount: a symbol that means no other currency (`US$`), else the code (`CNY`).
    pub fn display_prefix(self) -> &'static str {
        self.row().display
    }

    /// What took its place, for a currency that is no longer used.
    pub fn replaced(self) -> Option<Replaced> {
        self.row().replaced
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Match {
    fn of(currencies: &'static [Currency]) -> Self {
        match currencies {
            [one] => Match::One(*one),
            several => Match::Ambiguous(several),
        }
    }
}

/// What the whole of `text` means: an ISO 4217 code in any case, a symbol as written, or an English name in any case.
///
/// The conventions of English-language wires settle the dollar (US), the pound (sterling) and the rupee (Indian);
/// `¥`, `kr`, peso, krona and franc stay ambiguous.
///
/// ```
/// use tieout::model::{Currency, Match, currency::lookup};
/// assert_eq!(lookup("US dollars"), Some(Match::One(Currency::USD)));
/// assert!(matches!(lookup("¥"), Some(Match::Ambiguous(both)) if both.len() == 2));
/// ```
pub fn lookup(text: &str) -> Option<Match> {
    let text = text.trim();
    Currency::from_code(text).map(Match::One).or_else(|| symbol(text)).or_else(|| named(text))
}

fn symbol(text: &str) -> Option<Match> {
    let wanted = (Reverse(text.len()), text);
    let at = SYMBOLS.binary_search_by(|(symbol, _)| (Reverse(symbol.len()), *symbol).cmp(&wanted)).ok()?;
    SYMBOLS.get(at).map(|(_, currencies)| Match::of(currencies))
}

fn named(text: &str) -> Option<Match> {
    let mut wanted = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !wanted.is_empty() {
            wanted.push(' ');
        }
        wanted.extend(word.chars().flat_map(char::to_lowercase));
    }
    let at = NAMES.binary_search_by(|(name, _)| (*name).cmp(wanted.as_str())).ok()?;
    NAMES.get(at).map(|(_, currencies)| Match::of(currencies))
}

/// Every symbol with what it stands for, the longest first (in bytes), so that the first that fits at a place is the one meant.
pub fn symbols() -> impl Iterator<Item = (&'static str, Match)> {
    SYMBOLS.iter().map(|(symbol, currencies)| (*symbol, Match::of(currencies)))
}

/// Every English name in lower case with what it stands for, sorted.
pub fn names() -> impl Iterator<Item = (&'static str, Match)> {
    NAMES.iter().map(|(name, currencies)| (*name, Match::of(currencies)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> String {
        match lookup(text) {
            None => "nothing".to_owned(),
            Some(Match::One(currency)) => currency.code().to_owned(),
            Some(Match::Ambiguous(several)) => several.iter().map(|one| one.code()).collect::<Vec<_>>().join(" "),
        }
    }

    #[test]
    fn text_is_looked_up_as_code_symbol_or_name() {
        for (text, expected) in [
            ("usd", "USD"),
            ("CLF", "CLF"),
            ("$", "USD"),
            ("US$", "USD"),
            ("us$", "nothing"),
            ("U.S.$", "USD"),
            ("HK$", "HKD"),
            ("A$", "AUD"),
            ("AU$", "AUD"),
            ("C$", "CAD"),
            ("CA$", "CAD"),
            ("S$", "SGD"),
            ("NT$", "TWD"),
            ("NZ$", "NZD"),
            ("R$", "BRL"),
            ("€", "EUR"),
            ("£", "GBP"),
            ("¥", "CNY JPY"),
            ("\u{ffe5}", "CNY JPY"),
            ("₹", "INR"),
            ("Rs", "INR"),
            ("₩", "KRW"),
            ("₽", "RUB"),
            ("₺", "TRY"),
            ("₪", "ILS"),
            ("฿", "THB"),
            ("zł", "PLN"),
            ("Kč", "CZK"),
            ("CHF", "CHF"),
            ("Fr", "CHF"),
            ("RMB", "CNY"),
            ("rmb", "nothing"),
            ("元", "CNY"),
            ("円", "JPY"),
            ("kr", "DKK ISK NOK SEK"),
            ("Yuan", "CNY"),
            ("renminbi", "CNY"),
            ("dollars", "USD"),
            ("US  Dollars", "USD"),
            ("U.S. dollar", "USD"),
            ("mln dollars", "nothing"),
            ("dlrs", "USD"),
            ("Canadian dlrs", "CAD"),
            ("euros", "EUR"),
            ("pounds", "GBP"),
            ("sterling", "GBP"),
            ("Egyptian pounds", "EGP"),
            ("yen", "JPY"),
            ("rupee", "INR"),
            ("Pakistani rupees", "PKR"),
            ("won", "KRW"),
            ("roubles", "RUB"),
            ("reais", "BRL"),
            ("Swiss francs", "CHF"),
            ("French francs", "FRF"),
            ("francs", "BEF CDF CHF FRF LUF XAF XOF"),
            ("krona", "ISK SEK"),
            ("Swedish kronor", "SEK"),
            ("kroner", "DKK NOK"),
            ("Danish krone", "DKK"),
            ("pesos", "ARS CLP COP CUP DOP MXN PHP UYU"),
            ("Mexican pesos", "MXN"),
            ("marks", "DEM"),
            ("lire", "ITL"),
            ("lira", "ITL TRY"),
            ("Turkish lira", "TRY"),
            ("", "nothing"),
            ("US", "nothing"),
            ("XAU", "nothing"),
        ] {
            assert_eq!(codes(text), expected, "{text:?}");
        }
    }

    #[test]
    fn minor_digits_and_prefixes_are_those_of_the_standard() {
        for (code, minor, prefix) in [
            ("USD", 2, "US$"),
            ("EUR", 2, "€"),
            ("GBP", 2, "£"),
            ("JPY", 0, "JPY"),
            ("CNY", 2, "CNY"),
            ("KWD", 3, "KWD"),
            ("CLF", 4, "CLF"),
            ("ISK", 0, "ISK"),
            ("HUF", 2, "HUF"),
            ("KRW", 0, "₩"),
            ("INR", 2, "₹"),
            ("BRL", 2, "R$"),
            ("TWD", 2, "NT$"),
            ("CHF", 2, "CHF"),
        ] {
            let currency = Currency::from_code(code).unwrap();
            assert_eq!((currency.minor_digits(), currency.display_prefix()), (minor, prefix), "{code}");
        }
    }

    #[test]
    fn successors_come_with_ratio_and_day() {
        for (code, by, ratio, on, change) in [
            ("TRL", "TRY", "1000000", "2005-01-01", Change::Redenominated),
            ("ROL", "RON", "10000", "2005-07-01", Change::Redenominated),
            ("BGN", "EUR", "1.95583", "2026-01-01", Change::Adopted),
            ("HRK", "EUR", "7.53450", "2023-01-01", Change::Adopted),
            ("DEM", "EUR", "1.95583", "1999-01-01", Change::Adopted),
            ("ZWR", "ZWL", "1000000000000", "2009-02-02", Change::Redenominated),
        ] {
            let replaced = Currency::from_code(code).unwrap().replaced().unwrap();
            assert_eq!(replaced.by.code(), by, "{code}");
            assert_eq!(replaced.ratio.to_string(), ratio, "{code}");
            assert_eq!(replaced.on.to_string(), on, "{code}");
            assert_eq!(replaced.change, change, "{code}");
        }
        assert_eq!(Currency::EUR.replaced(), None);
    }

    #[test]
    fn every_currency_is_found_by_its_code_and_its_full_name() {
        let mut current = 0;
        for currency in Currency::all() {
            assert_eq!(Currency::from_code(currency.code()), Some(currency), "{currency}");
            assert_eq!(Currency::from_code(&currency.code().to_lowercase()), Some(currency), "{currency}");
            current += usize::from(currency.replaced().is_none());
        }
        assert!(current >= 155, "{current} current currencies");
        assert_eq!((Currency::EUR.code(), Currency::USD.code()), ("EUR", "USD"));
        assert_eq!(format!("{:?} {:<4}|", Currency::EUR, Currency::USD), "EUR USD |");
    }

    #[test]
    fn symbols_come_longest_first() {
        let lengths: Vec<usize> = symbols().map(|(symbol, _)| symbol.len()).collect();
        assert!(lengths.is_sorted_by(|one, next| one >= next));
        assert!(symbols().any(|(symbol, means)| symbol == "US$" && means == Match::One(Currency::USD)));
        assert!(names().any(|(name, means)| name == "yuan" && matches!(means, Match::One(_))));
    }
}
