//! What stands around a number: currency and sign before it, scale and unit after it.

use super::lexicon::{CurrencyWord, Form as Spelling, Meaning, Rules, find};
use super::numeral::{Form, Number};
use super::scan::{Atom, AtomKind};
use super::token::TimeUnit;
use super::words::CODES_THAT_ARE_WORDS;
use super::{Lexer, after};
use crate::model::{Match, Noun};
use crate::num::Mark;
use crate::read::article::vocabulary::Key;

/// What follows or precedes a number and says what it counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum UnitWord {
    Money(&'static CurrencyWord),
    Mark(Mark),
    Noun(Noun),
    Time(TimeUnit),
}

/// A number with all that belongs to it: one end of a range, or a whole figure without its qualifier.
#[derive(Clone, Copy, Debug)]
pub(super) struct Side {
    pub(super) start: usize,
    pub(super) number: Number,
    pub(super) scale: Option<i32>,
    pub(super) unit: Option<UnitWord>,
    /// Whether the currency stands before the number.
    pub(super) prefixed: bool,
    pub(super) negative: bool,
    pub(super) signed: bool,
    /// Whether a plus behind it says that there are more: "50+".
    pub(super) is_least: bool,
    pub(super) end: usize,
    pub(super) next: usize,
}

/// What stands before a number.
#[derive(Clone, Copy, Debug, Default)]
struct Head {
    currency: Option<&'static CurrencyWord>,
    scale: Option<i32>,
    negative: bool,
    signed: bool,
    next: usize,
}

/// Names of currencies that are words of other meanings: taken only of amounts that money has.
const EVERYDAY_NAMES: &[Key] = keys!["won", "real", "mark", "marks", "crown", "colon", "sol", "som", "lev", "dram"];

/// Names of currencies that are written before a number as a symbol is.
const LEADING_NAMES: &[Key] = keys!["euro", "euros", "rupee", "rupees", "renminbi", "rmb"];

/// Words in front of a currency's name that make it the subject and not the unit of what follows: "the dollar".
const ARTICLES: &[Key] = keys!["the", "a", "an", "its", "their", "against", "and", "but"];

/// Words between a number and what it counts that leave it the same: "1,200 more stores".
const BEFORE_NOUNS: &[Key] = keys![
    "new",
    "more",
    "additional",
    "further",
    "extra",
    "active",
    "registered",
    "paying",
    "existing",
    "monthly",
    "daily",
];

/// The most words between a number and what it counts.
const MOST_BEFORE_NOUN: usize = 2;

impl Lexer<'_> {
    /// The number at an atom with its sign, currency, scale and unit.
    pub(super) fn side(&self, at: usize) -> Option<Side> {
        let start = self.atoms.get(at)?.start;
        let head = self.head(at)?;
        let bracketed = self.bracketed(&head);
        let number = bracketed.or_else(|| self.number(head.next, head.currency.is_some()))?;
        let negative = head.negative || bracketed.is_some();
        let mut side = Side {
            start,
            number,
            scale: number.scale.or(head.scale),
            unit: head.currency.map(UnitWord::Money),
            prefixed: head.currency.is_some(),
            negative,
            signed: head.signed || bracketed.is_some(),
            is_least: false,
            end: number.end,
            next: number.next,
        };
        self.add_plus(&mut side);
        self.add_dozens(&mut side);
        self.add_tail(&mut side);
        self.add_hundredths(&mut side);
        self.add_plus(&mut side);
        Some(side)
    }

    /// "$(38.4) million": a number in brackets behind its currency, which is below zero.
    fn bracketed(&self, head: &Head) -> Option<Number> {
        let open = head.next;
        if head.currency.is_none() || head.signed || !self.glued_sign(open, '(') {
            return None;
        }
        let number = self.digits(after(open), true).filter(|_| self.is_digits(after(open)))?;
        let closes = self.glued_sign(number.next, ')');
        let next = after(number.next);
        closes.then(|| Number { end: self.end_before(next).unwrap_or(number.end), next, ..number })
    }

    /// "738+ million", "$20m+", but not "5+1".
    fn add_plus(&self, side: &mut Side) {
        if !self.glued_sign(side.next, '+') {
            return;
        }
        let next = after(side.next);
        let joins = self
            .glued(next)
            .is_some_and(|next| !matches!(next.kind, AtomKind::Sign('-' | ',' | '.' | ';' | ':' | ')')));
        if !joins {
            (side.is_least, side.next, side.end) = (true, next, self.end_before(next).unwrap_or(side.end));
        }
    }

    pub(super) fn number(&self, at: usize, is_money: bool) -> Option<Number> {
        match self.atoms.get(at)?.kind {
            AtomKind::Word if is_money => None,
            AtomKind::Word => self.number_words(at),
            AtomKind::Digits | AtomKind::Sign(_) => self.digits(at, is_money),
        }
    }

    fn head(&self, at: usize) -> Option<Head> {
        let mut head = Head { next: at, ..Head::default() };
        if self.is_digits(at) {
            return Some(head);
        }
        self.take_sign(&mut head);
        if let Some((next, currency)) = self.leading_currency(head.next) {
            head.currency = Some(currency);
            head.next = next;
            if let Some((next, scale)) = self.scale(next).filter(|(next, _)| self.is_digits(*next)) {
                (head.next, head.scale) = (next, Some(scale));
            }
            // "SR-71" is an aircraft and no debt of riyals.
            let in_word = self.glued(head.next).is_some()
                && self.before(head.next).is_some_and(|atom| atom.kind == AtomKind::Word);
            if !in_word || self.is_digits(head.next) {
                self.take_sign(&mut head);
            }
        }
        Some(head)
    }

    /// A minus or plus that touches what follows and nothing in front, and "minus" and "negative" in words.
    fn take_sign(&self, head: &mut Head) {
        let Some(atom) = self.atoms.get(head.next) else {
            return;
        };
        let touches = self.glued(after(head.next)).is_some();
        let free = head.currency.is_some() || self.is_free(head.next);
        let sign = match atom.kind {
            AtomKind::Sign('-' | '−' | '–') if touches && free => Some(true),
            AtomKind::Sign('+') if touches && free => Some(false),
            AtomKind::Word if self.is(head.next, "minus") || self.is(head.next, "negative") => Some(true),
            _ => None,
        };
        if let Some(negative) = sign.filter(|_| !head.signed) {
            (head.negative, head.signed, head.next) = (negative, true, after(head.next));
        }
    }

    /// Whether nothing touches an atom in front but a bracket or quotation mark, which opens something.
    pub(super) fn is_free(&self, at: usize) -> bool {
        let opens = |atom: &Atom| matches!(atom.kind, AtomKind::Sign('(' | '[' | '"' | '“' | '‘' | '\''));
        self.glued(at).is_none() || self.before(at).is_some_and(opens)
    }

    /// The currency before a number: "US$", "EUR", "( EURO )".
    fn leading_currency(&self, at: usize) -> Option<(usize, &'static CurrencyWord)> {
        if self.sign(at) == Some('(') {
            let (close, currency) = self.currency(after(at))?;
            let next = after(close);
            return (self.sign(close) == Some(')') && self.is_digits(next)).then_some((next, currency));
        }
        let (next, currency) = self.currency(at)?;
        // "USD$ 15"
        let doubled = currency.form == Spelling::Code && self.glued_sign(next, '$') && has_dollar_sign(currency);
        let next = if doubled { after(next) } else { next };
        // The first sign of "Z$5" is not all of its symbol.
        let cut = self.atoms.get(at).is_some_and(|atom| atom.glued)
            && self.before(at).is_some_and(|atom| atom.kind == AtomKind::Word);
        let leads = match currency.form {
            // "A $5m deal" begins with an article, "A $ 5" in tokenised text with the symbol.
            Spelling::Symbol(_) => {
                !cut && (!self.is(at, "a") || self.glued(after(at)).is_some() == self.glued(next).is_some())
            }
            Spelling::Code => !cut && (doubled || !self.is_doubtful_code(at, next)),
            Spelling::Name => self.is_any(at, LEADING_NAMES) || self.leads_large(at, next),
        };
        leads.then_some((next, currency))
    }

    /// "at dollar 22.5 million", "of naira 3 billion": a name before an amount that is money's and has no name behind it.
    fn leads_large(&self, at: usize, next: usize) -> bool {
        let free = at.checked_sub(1).is_none_or(|before| self.is_function(before) && !self.is_any(before, ARTICLES));
        let everyday = self.is_any(at, EVERYDAY_NAMES);
        let large = || {
            let number = self.digits(next, true)?;
            let (end, _) = self.scale(number.next).filter(|(_, power)| *power > 3)?;
            self.currency(end).is_none().then_some(())
        };
        free && !everyday && large().is_some()
    }

    /// "TOP 10", "ALL 4": a code that is a word in capitals, with a number that no amount of money is.
    fn is_doubtful_code(&self, at: usize, next: usize) -> bool {
        let is_word = self.is_any(at, CODES_THAT_ARE_WORDS);
        let plain = self.digits(next, true).filter(|number| matches!(number.form, Form::Plain(_)));
        is_word && plain.is_some_and(|number| self.scale(number.next).is_none())
    }

    pub(super) fn currency(&self, at: usize) -> Option<(usize, &'static CurrencyWord)> {
        find(&self.atoms, at, Rules::CURRENCY, |meaning| match meaning {
            Meaning::Currency(word) => Some(word),
            _ => None,
        })
    }

    /// Takes the scale and unit after the number.
    fn add_tail(&self, side: &mut Side) {
        let hundred = || self.is(side.next, "hundred").then_some((after(side.next), 2));
        let scale = self.scale(self.after_hyphen(side.next)).or_else(hundred);
        if let Some((next, power)) = scale.filter(|_| side.scale.is_none()) {
            let mut scaled = Side { scale: Some(power), next, end: self.end_before(next).unwrap_or(side.end), ..*side };
            self.add_smaller_scales(&mut scaled);
            self.add_half(&mut scaled);
            self.add_unit(&mut scaled);
            // "1.3 m tonnes"
            let has_unit = matches!(scaled.unit, Some(UnitWord::Money(_) | UnitWord::Noun(_)));
            if has_unit || self.is_sure_scale(side, side.next, next) {
                *side = scaled;
                return;
            }
        }
        self.add_unit(side);
    }

    /// "3 million and a half"
    fn add_half(&self, side: &mut Side) {
        let whole = Number { scale: side.scale, next: side.next, ..side.number };
        if let Some(number) = self.with_fraction(&whole) {
            (side.number, side.next, side.end) = (number, number.next, number.end);
        }
    }

    /// The scale words at an atom, two at most: "lakh crore", "thousand million".
    fn scale(&self, at: usize) -> Option<(usize, i32)> {
        let scale = |at| {
            find(&self.atoms, at, Rules::SCALE, |meaning| match meaning {
                Meaning::Scale(power) => Some(*power),
                _ => None,
            })
        };
        let (next, first) = scale(at)?;
        match scale(next).filter(|_| self.atoms.get(at).is_some_and(|atom| atom.end.saturating_sub(atom.start) > 2)) {
            Some((next, second)) => Some((next, first.saturating_add(second))),
            None => Some((next, first)),
        }
    }

    /// Whether a scale is one without money beside it: "5 m" may be metres, "5 t" tonnes, "5 mm" millimetres.
    fn is_sure_scale(&self, side: &Side, at: usize, next: usize) -> bool {
        let Some(atom) = self.atoms.get(at) else {
            return false;
        };
        // "730.5 M-2" has the name of what comes next.
        let joined = self.glued(next).is_some_and(|next| !matches!(next.kind, AtomKind::Sign(',' | '.' | ';' | ')')));
        let ends = !joined && (self.is_function(next) || !self.is_word(next));
        let is_amount = matches!(side.number.form, Form::Grouped | Form::Decimal);
        match self.atoms.text_of(atom) {
            // "10 K", "1,674.5 M"; "10 K run" is a race, "10 m" a length.
            "k" | "K" if !atom.glued => ends,
            "M" | "B" if !atom.glued => ends && is_amount,
            "k" | "K" | "m" | "M" | "b" | "B" => atom.glued && self.after_hyphen(next) == next,
            // "Rs 500 cr" is ten million rupees, "500 cr" on a statement a credit.
            "t" | "T" | "mm" | "cr" | "Cr" | "CR" => false,
            _ => true,
        }
    }

    /// Takes the unit that follows, if one does. Money written before a number needs none, but may have its currency again.
    fn add_unit(&self, side: &mut Side) {
        let at = self.after_hyphen(side.next);
        let Some((next, unit)) = self.unit(at, side) else {
            side.unit = side.unit.or_else(|| self.noun_further_on(side.next));
            return;
        };
        let unit = match (side.unit, unit) {
            (None, unit) => Some(unit),
            (Some(UnitWord::Money(before)), UnitWord::Money(behind)) => agreed(before, behind).map(UnitWord::Money),
            _ => None,
        };
        if unit.is_some() {
            let was_bare = side.unit.is_none();
            (side.unit, side.next, side.end) = (unit, next, self.end_before(next).unwrap_or(side.end));
            if was_bare {
                self.add_late_scale(side);
            }
        }
    }

    /// "75 USD million"
    fn add_late_scale(&self, side: &mut Side) {
        let coded = matches!(side.unit, Some(UnitWord::Money(word)) if word.form == Spelling::Code);
        if !coded || side.scale.is_some() || self.glued(side.next).is_some() {
            return;
        }
        let scale = self.scale(side.next).filter(|(next, _)| !self.is_digits(*next));
        if let Some((next, power)) = scale.filter(|(next, _)| self.is_sure_scale(side, side.next, *next)) {
            (side.scale, side.next, side.end) = (Some(power), next, self.end_before(next).unwrap_or(side.end));
        }
    }

    fn unit(&self, at: usize, side: &Side) -> Option<(usize, UnitWord)> {
        if !self.rules(at).has(Rules::UNIT) {
            return None;
        }
        self.mark(at, side.scale.is_some())
            .or_else(|| self.time_unit(at).map(|(next, unit)| (next, UnitWord::Time(unit))))
            .or_else(|| self.trailing_currency(at, side))
            .or_else(|| self.noun(at))
    }

    fn mark(&self, at: usize, scaled: bool) -> Option<(usize, UnitWord)> {
        let (next, mark) = find(&self.atoms, at, Rules::MARK, |meaning| match meaning {
            Meaning::Mark(mark) => Some(*mark),
            _ => None,
        })?;
        let stands = match mark {
            // "downloaded 500 million times" is how often.
            Mark::Times => {
                let leads_on = self.is_digits(next) || self.is_any(next, keys!["a", "an", "per", "each", "every"]);
                !scaled && !leads_on && (!self.is(at, "x") || self.glued(at).is_some())
            }
            // "PC" and "PP" in capitals are computers and pages.
            Mark::Percent if self.is(at, "pc") => {
                self.atoms.get(at).is_some_and(|atom| self.atoms.text_of(atom) == "pc")
            }
            _ => true,
        };
        stands.then_some((next, UnitWord::Mark(mark)))
    }

    pub(super) fn time_unit(&self, at: usize) -> Option<(usize, TimeUnit)> {
        find(&self.atoms, at, Rules::TIME, |meaning| match meaning {
            Meaning::Time(unit) => Some(*unit),
            _ => None,
        })
    }

    /// A currency after its number, which is not the one before the next number: "3.5 mln euro $ 4.5 mln".
    fn trailing_currency(&self, at: usize, side: &Side) -> Option<(usize, UnitWord)> {
        let (next, word) = self.currency(at)?;
        let leads_on =
            !matches!(word.form, Spelling::Name) && self.is_digits(next) && !self.is_priced_behind(next, word);
        let is_amount = side.scale.is_some_and(|scale| scale > 3)
            || side.prefixed
            || matches!(side.number.form, Form::Grouped | Form::Decimal);
        let spelled = match word.form {
            Spelling::Symbol(_) => self.glued(at).is_some() || !self.is_sign_of_word(at),
            Spelling::Code => is_amount || !self.is_any(at, CODES_THAT_ARE_WORDS),
            Spelling::Name if self.is(at, "p") => self.is_pence(at, &side.number),
            Spelling::Name => !self.is_any(at, EVERYDAY_NAMES) || (is_amount && !self.is(next, "estate")),
        };
        (!leads_on && spelled).then_some((next, UnitWord::Money(word)))
    }

    /// Whether a number has its own currency behind it, so that the one in front belongs to the number before: "10 $ 30 $".
    /// The same currency's name is said twice of one amount: "1 $ 10 dollars bill".
    fn is_priced_behind(&self, at: usize, word: &CurrencyWord) -> bool {
        let number = self.digits(at, true);
        let currency = number.and_then(|number| self.currency(number.next));
        currency.is_some_and(|(next, behind)| {
            let again = behind.form == Spelling::Name && agreed(word, behind).is_some();
            !again && !self.is_digits(next)
        })
    }

    /// "245p", but not "1080p", which is a screen.
    fn is_pence(&self, at: usize, number: &Number) -> bool {
        let small = self.atoms.get(at).is_some_and(|atom| atom.glued && self.atoms.text_of(atom) == "p");
        small && !matches!(number.numeral.mantissa(), 480 | 720 | 1080 | 1440 | 2160)
    }

    fn is_sign_of_word(&self, at: usize) -> bool {
        self.sign(at).is_some_and(|sign| sign.is_ascii_punctuation() && sign != '$')
    }

    /// What is counted where names or a few adjectives stand before it: "68 million Xiaomi users", "200 new stores". They are no
    /// part of the figure.
    fn noun_further_on(&self, at: usize) -> Option<UnitWord> {
        let mut next = at;
        while next.saturating_sub(at) <= MOST_BEFORE_NOUN {
            let atom = self.atoms.get(next).filter(|atom| atom.kind == AtomKind::Word && !atom.glued)?;
            let text = self.atoms.text_of(atom);
            if next > at
                && text.ends_with('s')
                && let Some((_, noun)) = self.noun(next)
            {
                return Some(noun);
            }
            let capital = text.starts_with(char::is_uppercase) && !self.is_function(next);
            let name = capital && !self.is_calendar_word(next) && self.number_words(next).is_none();
            if !name && !self.is_any(next, BEFORE_NOUNS) {
                return None;
            }
            next = after(next);
        }
        None
    }

    fn noun(&self, at: usize) -> Option<(usize, UnitWord)> {
        find(&self.atoms, at, Rules::NOUN, |meaning| match meaning {
            Meaning::Noun(noun) => Some((UnitWord::Noun(*noun), ())),
            _ => None,
        })
        .map(|(next, (unit, ()))| (next, unit))
    }
}

pub(super) fn is_dollar(word: &CurrencyWord) -> bool {
    matches!(word.currency, Match::One(currency) if currency.name().ends_with("dollar"))
}

/// Whether a currency is written with the dollar's sign: a dollar or a peso.
fn has_dollar_sign(word: &CurrencyWord) -> bool {
    is_dollar(word) || matches!(word.currency, Match::One(currency) if currency.name().ends_with("peso"))
}

/// The currency that two words for one amount leave: `$` and "Singapore dollars" are Singapore's.
fn agreed<'w>(before: &'w CurrencyWord, behind: &'w CurrencyWord) -> Option<&'w CurrencyWord> {
    match (before.currency, behind.currency) {
        _ if behind.power != 0 => None,
        (a, b) if a == b => Some(before),
        (Match::Ambiguous(several), Match::One(one)) if several.contains(&one) => Some(behind),
        (Match::One(one), Match::Ambiguous(several)) if several.contains(&one) => Some(before),
        (_, Match::One(_)) if before.form == Spelling::Symbol("$") && is_dollar(behind) => Some(behind),
        _ => None,
    }
}
