//! Numbers in digits: grouped, with decimals and fractions, and with the stray blanks of tokenised text.

use super::lexicon::{Meaning, Rules, find};
use super::scan::{Atom, AtomKind};
use super::{Lexer, after};
use crate::num::{Digits, Numeral};

/// The longest run of digits that is looked at: more are no number that anybody writes.
const MOST_DIGITS: usize = 40;

/// The denominators that fractions in digits have: halves to sixty-fourths of prices, thirds and tenths.
const DENOMINATORS: &[u64] = &[2, 3, 4, 5, 6, 8, 10, 16, 32, 64];

/// How a number is written, which decides whether it may be a year or a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// So many digits and nothing else.
    Plain(usize),
    /// Digits in groups.
    Grouped,
    /// With decimals.
    Decimal,
    /// "3-1/2", "½".
    Fraction,
    /// "two hundred".
    Words,
    /// "a third", "half".
    Part,
}

/// A number without its unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) numeral: Numeral,
    /// The power of ten of a scale that is part of its words: 9 of "one billion".
    pub(super) scale: Option<i32>,
    pub(super) form: Form,
    /// Its first byte, and the one after its last.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The atom after it.
    pub(super) next: usize,
}

/// A numeral as its digits are gathered.
#[derive(Clone, Copy)]
struct Gathered {
    digits: Digits,
    /// How many digits there are.
    count: usize,
    form: Form,
    end: usize,
    next: usize,
}

impl Gathered {
    /// Takes the digits of an atom; none where there are more than any number has.
    fn take(&mut self, text: &str, atom: &Atom, at: usize) -> Option<()> {
        self.digits.take(text).ok()?;
        self.count = self.count.saturating_add(text.len());
        self.end = atom.end;
        self.next = after(at);
        Some(())
    }

    /// The digits so far as a whole number.
    fn whole(&self) -> Option<u64> {
        u64::try_from(self.digits.mantissa()).ok()
    }
}

impl Lexer<'_> {
    /// The number in digits that begins with an atom. Digits that are no number, such as "1,10" or "1.2.3", are `None`, and so is
    /// "1 200", which may be two; behind a currency it is one.
    pub(super) fn digits(&self, at: usize, is_money: bool) -> Option<Number> {
        let atom = self.atoms.get(at)?;
        if let AtomKind::Sign(_) = atom.kind {
            return match self.fraction_sign(at) {
                Some((numerator, denominator)) => fraction(0, numerator, denominator, atom, after(at)),
                None => self.leading_point(at, atom),
            };
        }
        let text = self.short_digits(atom)?;
        let form = Form::Plain(text.len());
        let mut gathered = Gathered { digits: Digits::default(), count: 0, form, end: atom.end, next: after(at) };
        gathered.take(text, atom, at)?;
        if !self.may_go_on(gathered.next) {
            return Some(finished(&gathered, atom.start));
        }
        if let Some(number) = self.bare_fraction(&gathered, atom) {
            return Some(number);
        }
        self.groups(&mut gathered, is_money)?;
        self.decimals(&mut gathered)?;
        self.mixed_fraction(&gathered, atom).or_else(|| Some(finished(&gathered, atom.start)))
    }

    /// Whether a number may go on with an atom: words and the commonest of units end it.
    fn may_go_on(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| !matches!(atom.kind, AtomKind::Word | AtomKind::Sign('%')))
    }

    /// ".5"
    fn leading_point(&self, at: usize, point: &Atom) -> Option<Number> {
        let digits = self.glued(after(at)).filter(|atom| atom.kind == AtomKind::Digits)?;
        // "profits.12" has a full stop and a footnote.
        let in_front = at.checked_sub(1).and_then(|before| self.atoms.get(before));
        let after_text = point.glued && in_front.is_some_and(|atom| !matches!(atom.kind, AtomKind::Sign(_)));
        if point.kind != AtomKind::Sign(self.point()) || after_text {
            return None;
        }
        let (end, next) = (digits.end, after(after(at)));
        let mut gathered = Gathered { digits: Digits::default(), count: 0, form: Form::Decimal, end, next };
        gathered.digits.point();
        gathered.take(self.short_digits(digits)?, digits, after(at))?;
        Some(finished(&gathered, point.start))
    }

    fn short_digits(&self, atom: &Atom) -> Option<&str> {
        let text = self.atoms.text_of(atom);
        (atom.kind == AtomKind::Digits && text.len() <= MOST_DIGITS).then_some(text)
    }

    fn point(&self) -> char {
        if self.options.style.decimal_comma { ',' } else { '.' }
    }

    fn separator(&self) -> char {
        if self.options.style.decimal_comma { '.' } else { ',' }
    }

    /// The groups of three after the first digits, or of two and three as in lakh and crore. `None` where a comma without a blank
    /// joins anything else.
    fn groups(&self, gathered: &mut Gathered, is_money: bool) -> Option<()> {
        if gathered.count <= 2
            && let Some(grouped) = self.indian_groups(gathered)
        {
            *gathered = grouped;
            return Some(());
        }
        if gathered.count <= 3 {
            while gathered.count <= MOST_DIGITS {
                let Some(at) = self.next_group(gathered, is_money) else {
                    break;
                };
                let group = self.atoms.get(at)?;
                gathered.take(self.atoms.text_of(group), group, at)?;
                gathered.form = Form::Grouped;
            }
        }
        let comma = self.glued_sign(gathered.next, self.separator());
        let joined = comma && self.glued(after(gathered.next)).is_some_and(|atom| atom.kind == AtomKind::Digits);
        (!joined && !self.is_spaced(gathered)).then_some(())
    }

    /// Whether one blank and three digits follow: "1 200".
    fn is_spaced(&self, gathered: &Gathered) -> bool {
        let digits = self.atoms.get(gathered.next).filter(|atom| atom.kind == AtomKind::Digits);
        let is_short = gathered.count <= 3 && matches!(gathered.form, Form::Plain(_));
        digits.is_some_and(|digits| {
            let alone = self.glued(after(gathered.next)).is_none_or(|next| !matches!(next.kind, AtomKind::Word));
            let group = digits.end.saturating_sub(digits.start) == 3 && alone;
            is_short && group && self.atoms.slice(gathered.end, digits.start) == " "
        })
    }

    /// "12,34,567": groups of two and then one of three, with commas that touch them.
    fn indian_groups(&self, first: &Gathered) -> Option<Gathered> {
        let mut gathered = Gathered { form: Form::Grouped, ..*first };
        let mut pairs = 0usize;
        while self.glued_sign(gathered.next, self.separator()) && gathered.count <= MOST_DIGITS {
            let at = after(gathered.next);
            let group = self.glued(at).filter(|atom| atom.kind == AtomKind::Digits)?;
            let text = self.atoms.text_of(group);
            let is_last = match text.len() {
                2 => false,
                3 if pairs > 0 => true,
                _ => return None,
            };
            gathered.take(text, group, at)?;
            if is_last {
                return Some(gathered);
            }
            pairs = pairs.saturating_add(1);
        }
        None
    }

    /// The atom of the next group of three digits.
    fn next_group(&self, gathered: &Gathered, is_money: bool) -> Option<usize> {
        let at = gathered.next;
        let atom = self.atoms.get(at)?;
        let is_group = |at: usize| {
            let atom = self.atoms.get(at)?;
            let alone = !self.glued(after(at)).is_some_and(|next| next.kind == AtomKind::Digits);
            (atom.kind == AtomKind::Digits && atom.end.saturating_sub(atom.start) == 3 && alone).then_some(at)
        };
        match atom.kind {
            AtomKind::Digits => {
                let gap = self.atoms.slice(gathered.end, atom.start);
                let fixed = matches!(gap, "\u{a0}" | "\u{2009}" | "\u{202f}");
                let thousands = gap == " " && (is_money || self.atoms.text_of(atom) == "000");
                (fixed || thousands).then(|| is_group(at))?
            }
            AtomKind::Sign('\'' | '’') if atom.glued => self.glued(after(at)).and_then(|_| is_group(after(at))),
            // "1,200", and as tokenised text has it: "EUR500 ,000", "1 , 200".
            AtomKind::Sign(sign) if sign == self.separator() => {
                let digits = self.atoms.get(after(at))?;
                let tidy = atom.glued && !digits.glued;
                (!tidy).then(|| is_group(after(at)))?
            }
            _ => None,
        }
    }

    /// The decimals. `None` where a second point follows, as in a date or a version.
    fn decimals(&self, gathered: &mut Gathered) -> Option<()> {
        if let Some(at) = self.decimals_at(gathered) {
            let digits = self.atoms.get(at)?;
            gathered.digits.point();
            gathered.take(self.short_digits(digits)?, digits, at)?;
            gathered.form = Form::Decimal;
        }
        let sign = self.glued_sign(gathered.next, self.point()) || self.glued_sign(gathered.next, self.separator());
        let again = sign && self.glued(after(gathered.next)).is_some_and(|atom| atom.kind == AtomKind::Digits);
        (!again).then_some(())
    }

    /// The atom of the decimals: after a point that touches both sides, or as tokenised text has it, "EUR5 .4", "6 . 2 %".
    fn decimals_at(&self, gathered: &Gathered) -> Option<usize> {
        let point = self.atoms.get(gathered.next).filter(|atom| atom.kind == AtomKind::Sign(self.point()))?;
        let at = after(gathered.next);
        let digits = self.atoms.get(at).filter(|atom| atom.kind == AtomKind::Digits)?;
        let may_be_year = gathered.form == Form::Plain(4);
        let joined = match (point.glued, digits.glued) {
            (true, true) => true,
            (false, true) => !may_be_year,
            // A number with a blank on both sides of its point: "6 . 2 %", "1 . 6 billion", "0 . 95".
            (false, false) => {
                let goes_on = self.is_percent(after(at)) || self.scale_word(after(at)).is_some();
                !may_be_year && (goes_on || (gathered.count == 1 && gathered.digits.mantissa() == 0))
            }
            (true, false) => false,
        };
        joined.then_some(at)
    }

    fn is_percent(&self, at: usize) -> bool {
        self.is_any(at, keys!["%", "percent", "pct"]) || (self.is(at, "per") && self.is(after(at), "cent"))
    }

    /// "1/2", "3 / 4": a fraction below one.
    fn bare_fraction(&self, gathered: &Gathered, atom: &Atom) -> Option<Number> {
        let (denominator, end, next) = self.denominator(gathered.next)?;
        let numerator = gathered.whole().filter(|numerator| *numerator < denominator)?;
        let closing = Atom { end, ..*atom };
        fraction(0, numerator, denominator, &closing, next)
    }

    /// "3-1/2", "12 1/2", "3½": a whole number with a fraction.
    fn mixed_fraction(&self, gathered: &Gathered, atom: &Atom) -> Option<Number> {
        if gathered.form == Form::Decimal {
            return None;
        }
        let whole = gathered.whole()?;
        let hyphen = self.glued_sign(gathered.next, '-');
        let at = if hyphen { after(gathered.next) } else { gathered.next };
        let part = self.atoms.get(at).filter(|part| !hyphen || part.glued)?;
        if let AtomKind::Sign(_) = part.kind {
            let (numerator, denominator) = self.fraction_sign(at)?;
            return fraction(whole, numerator, denominator, &Atom { end: part.end, ..*atom }, after(at));
        }
        let numerator: u64 = self.short_digits(part)?.parse().ok()?;
        let (denominator, end, next) = self.denominator(after(at))?;
        let proper = numerator < denominator && gathered.form != Form::Plain(4);
        if proper { fraction(whole, numerator, denominator, &Atom { end, ..*atom }, next) } else { None }
    }

    /// The numerator and denominator of a sign that is a fraction.
    fn fraction_sign(&self, at: usize) -> Option<(u64, u64)> {
        let fraction = find(&self.atoms, at, Rules::FRACTION, |meaning| match meaning {
            Meaning::Fraction(numerator, denominator) => Some((u64::from(*numerator), u64::from(*denominator))),
            _ => None,
        });
        fraction.map(|(_, fraction)| fraction)
    }

    /// A stroke and a denominator, with nothing joined to it.
    fn denominator(&self, at: usize) -> Option<(u64, usize, usize)> {
        let stroke = self.atoms.get(at).filter(|atom| matches!(atom.kind, AtomKind::Sign('/' | '⁄')))?;
        let digits = self.atoms.get(after(at)).filter(|digits| digits.glued == stroke.glued)?;
        let denominator = self.short_digits(digits)?.parse().ok().filter(|number| DENOMINATORS.contains(number))?;
        let next = after(after(at));
        let joined = self.glued_sign(next, '/') || self.glued(next).is_some_and(|atom| atom.kind == AtomKind::Digits);
        (!joined).then_some((denominator, digits.end, next))
    }
}

fn finished(gathered: &Gathered, start: usize) -> Number {
    let numeral = gathered.digits.numeral();
    Number { numeral, scale: None, form: gathered.form, start, end: gathered.end, next: gathered.next }
}

fn fraction(whole: u64, numerator: u64, denominator: u64, place: &Atom, next: usize) -> Option<Number> {
    let numeral = mixed_numeral(whole, numerator, denominator)?;
    Some(Number { numeral, scale: None, form: Form::Fraction, start: place.start, end: place.end, next })
}

/// A whole number and a fraction in decimals: all of them where they end, else two, since "a third" is 33%. The coarsest place is
/// the units' beside a whole number, and the tenths' without one.
pub(super) fn mixed_numeral(whole: u64, numerator: u64, denominator: u64) -> Option<Numeral> {
    // Whole numbers of so many digits that they overflow are not followed by fractions.
    let places = decimals_of(denominator).unwrap_or(2);
    let unit = 10u128.checked_pow(places)?;
    let halves = u128::from(numerator).checked_mul(unit)?.checked_mul(2)?.checked_add(u128::from(denominator))?;
    let decimals = halves.checked_div(u128::from(denominator).checked_mul(2)?)?;
    let mantissa = u128::from(whole).checked_mul(unit)?.checked_add(decimals)?;
    let coarsest = if whole > 0 { 0 } else { -1 };
    Some(Numeral::fraction(i128::try_from(mantissa).ok()?, i32::try_from(places).ok()?.checked_neg()?, coarsest))
}

/// The decimals that one over a denominator has, where they end.
fn decimals_of(denominator: u64) -> Option<u32> {
    (0..=6).find(|places| 10u64.pow(*places).checked_rem(denominator) == Some(0))
}
