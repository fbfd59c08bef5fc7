//! Figures: a qualifier, one number or the two of a range, and the unit that they share.

use super::lexicon::{Meaning, Rules, find};
use super::numeral::{Form, Number};
use super::scan::AtomKind;
use super::token::{FigureToken, FigureUnit, TimeToken, TimeUnit, Token, TokenKind};
use super::unit::{Side, UnitWord};
use super::{Found, Led, Lexer, after};
use crate::model::{Match, Unit};
use crate::num::{Mark, Numeral, Qualifier, Reported};
use crate::read::article::vocabulary::Key;

/// Words that compare with a figure in front of them, and qualify what follows elsewhere: "5% above 2bn", "above 2bn".
const COMPARING: &[Key] = keys!["over", "above", "below", "under", "up"];

/// The same after a percentage: "7% higher than 2.9bn", "higher than 2.9bn".
const COMPARING_THAN: &[Key] = keys!["more", "less", "fewer", "higher", "lower", "greater"];

/// "From" stands at most so many words before the number that it leads to.
const MOST_FROM: usize = 5;

/// The level that was reached stands at most so many words before "from".
const MOST_TO_FROM: usize = 12;

/// Words in front of "from" that make what follows a range.
const RANGING: &[Key] = keys![
    "range",
    "ranging",
    "ranges",
    "ranged",
    "anywhere",
    "vary",
    "varies",
    "varied",
    "varying",
    "is",
    "are",
    "be",
    "was",
    "were",
    "costs",
    "cost",
    "typically",
    "usually",
];

/// Words in front of two complete figures that make "to" between them a range: "of $10 million to $12 million", not "rose 5% to 7%".
const BEFORE_RANGES: &[Key] = keys![
    "of",
    "at",
    "in",
    "is",
    "are",
    "be",
    "was",
    "were",
    "costs",
    "cost",
    "worth",
    "a",
    "an",
    "the",
    "additional",
    "another",
    "total",
    "expects",
    "sees",
    "forecast",
    "guidance",
    "anywhere",
    "with",
    "for",
    "range",
    "ranging",
    "ranges",
    "ranged",
    "typically",
    "usually",
    "currently",
    "pay",
    "paying",
    "spend",
    "invest",
    "raise",
    "between",
    "estimates",
    "estimated",
    "projected",
    "expected",
    "or",
];

/// Words in front of a bare number that make "to" after it lead to where it went: "rose 3 to 245 pence".
const CHANGES: &[Key] = keys![
    "rose",
    "fell",
    "up",
    "down",
    "gained",
    "lost",
    "added",
    "climbed",
    "jumped",
    "dropped",
    "slipped",
    "slid",
    "eased",
    "advanced",
    "declined",
    "surged",
    "plunged",
    "firmed",
    "shed",
    "rise",
    "fall",
    "from",
    "off",
    "increased",
    "decreased",
    "grew",
    "by",
    "rising",
    "falling",
    "higher",
    "lower",
    "tumbled",
    "soared",
    "edged",
    "retreated",
];

/// One number or two, with what they share.
pub(super) struct Amount {
    lower: Side,
    upper: Option<Side>,
    unit: Option<UnitWord>,
    scale: Option<i32>,
    end: usize,
    next: usize,
}

impl Amount {
    /// Whether it is one number of digits alone, as names have.
    pub(super) fn is_plain_integer(&self) -> bool {
        matches!(self.lower.number.form, Form::Plain(_)) && self.upper.is_none()
    }
}

impl Lexer<'_> {
    /// The figure or length of time that begins with an atom, behind the qualifier that does.
    pub(super) fn figure(&self, at: usize, led: Led) -> Option<Found> {
        let start = self.atoms.get(at)?.start;
        let (amount_at, qualifier) = led.unwrap_or((at, Qualifier::Exact));
        if !self.is_digits(amount_at) && !self.rules(amount_at).has(Rules::AMOUNT) {
            return None;
        }
        let between = self.is(amount_at, "between");
        let first_at = if between { after(amount_at) } else { amount_at };
        let lower = self.side(first_at)?;
        let range = self.upper(first_at, &lower, between).and_then(|upper| joined(lower, upper));
        let amount = match range {
            Some(range) => range,
            None if between => return None,
            None => self.with_elided(first_at, &lower),
        };
        if !self.is_figure(first_at, &amount, qualifier) {
            return None;
        }
        let (qualifier, end, next) = self.bound_after(qualifier, &amount);
        let kind = self.kind(&amount, qualifier, end)?;
        Some(Found { start, end, kind, next })
    }

    /// One number, with the scale and unit that "from 3 to 5 billion yuan" leaves to the other end.
    fn with_elided(&self, at: usize, lower: &Side) -> Amount {
        let alone = Amount {
            lower: *lower,
            upper: None,
            unit: lower.unit,
            scale: lower.scale,
            end: lower.end,
            next: lower.next,
        };
        let from = at.checked_sub(1).is_some_and(|before| self.is(before, "from"));
        let elides = from && self.is(lower.next, "to") && lower.scale.is_none() && lower.number.form != Form::Grouped;
        let is_year = lower.number.form == Form::Plain(4);
        let Some(upper) = (elides && !is_year).then(|| self.side(after(lower.next))).flatten() else {
            return alone;
        };
        match (lower.unit, upper.unit) {
            (None, unit) => Amount { unit, scale: upper.scale, ..alone },
            (Some(a), Some(b)) if same_unit(a, b) && lower.prefixed => Amount { scale: upper.scale, ..alone },
            _ => alone,
        }
    }

    /// A qualifier before a number, which is not a comparison with a figure before it.
    pub(super) fn qualifier(&self, at: usize) -> Led {
        let found = find(&self.atoms, at, Rules::QUALIFIER, |meaning| match meaning {
            Meaning::Qualifier(qualifier) => Some(*qualifier),
            _ => None,
        })?;
        let compares = |before: &FigureToken| {
            let is_percentage = before.unit() == Some(Unit::Percent);
            self.is_any(at, COMPARING) || is_percentage && self.is_any(at, COMPARING_THAN)
        };
        (!self.tokens.last().and_then(Token::figure).is_some_and(compares)).then_some(found)
    }

    fn bound_after(&self, qualifier: Qualifier, amount: &Amount) -> (Qualifier, usize, usize) {
        let found = find(&self.atoms, amount.next, Rules::BOUND_AFTER, |meaning| match meaning {
            Meaning::BoundAfter(qualifier) => Some(*qualifier),
            _ => None,
        });
        let is_open = qualifier == Qualifier::Exact && amount.upper.is_none();
        let qualifier = if is_open && amount.lower.is_least { Qualifier::AtLeast } else { qualifier };
        match found.filter(|_| is_open) {
            Some((next, bound)) => (bound, self.end_before(next).unwrap_or(amount.end), next),
            None => (qualifier, amount.end, amount.next),
        }
    }

    /// The upper end of a range that a number begins.
    fn upper(&self, at: usize, lower: &Side, between: bool) -> Option<Side> {
        let joint = self.atoms.get(lower.next)?;
        let upper_at = after(lower.next);
        let follows = match joint.kind {
            AtomKind::Sign('-' | '–' | '—' | '−') => {
                let tight = joint.glued == self.glued(upper_at).is_some();
                let is_word = lower.number.form == Form::Words && !joint.glued;
                tight && !is_word && (joint.glued || joint.kind != AtomKind::Sign('—'))
            }
            AtomKind::Word if between => self.is(lower.next, "and"),
            AtomKind::Word => self.is(lower.next, "to"),
            _ => false,
        };
        if !follows || matches!(lower.number.form, Form::Part) {
            return None;
        }
        let upper = self.side(upper_at).filter(|upper| !upper.signed)?;
        let is_word = joint.kind == AtomKind::Word;
        (!is_word || between || self.spans(at, lower, &upper)).then_some(upper)
    }

    /// Whether "to" between two numbers makes a range of them, and does not lead from one to the other.
    fn spans(&self, at: usize, lower: &Side, upper: &Side) -> bool {
        // "0.4 pct to 120.5"
        if lower.unit.is_some() && !lower.prefixed && upper.unit.is_none() {
            return false;
        }
        let before = at.checked_sub(1);
        let led_by = |words: &[Key]| before.is_some_and(|before| self.is_any(before, words));
        if let Some(from) = self.led_from(at) {
            let ranges = from.checked_sub(1).is_some_and(|verb| self.is_any(verb, RANGING));
            let is_close = from.checked_add(1) == Some(at);
            return ranges || !is_close && self.follows_level(from, lower, upper);
        }
        if led_by(keys!["another", "further"]) && self.before_is(at, 2, "by") {
            return false;
        }
        let complete = match (lower.unit, lower.prefixed) {
            (None, _) => false,
            (Some(_), false) => true,
            // "$1.5 to $2 billion" leaves the scale open.
            (Some(_), true) => lower.scale.is_some() || upper.scale.is_none(),
        };
        if complete { led_by(BEFORE_RANGES) || self.follows_qualifier(at) } else { !led_by(CHANGES) }
    }

    /// The "from" that leads to a number, perhaps with what it is called or a hedge between: "from the offer price of £10 to £13".
    fn led_from(&self, at: usize) -> Option<usize> {
        let is_name = |at: &usize| {
            let is_word = self.atoms.get(*at).is_some_and(|atom| atom.kind == AtomKind::Word);
            is_word && (self.is(*at, "from") || !self.is(*at, "to") && !self.is_any(*at, CHANGES))
        };
        let words = (at.saturating_sub(MOST_FROM)..at).rev().take_while(is_name);
        { words }.find(|at| self.is(*at, "from"))
    }

    /// Whether the level that was reached stands before "from", so that what follows is a range: "to around 18 dlrs from around 14 to 15",
    /// but not "soared 30% from the offer price of £10 to £13".
    fn follows_level(&self, from: usize, lower: &Side, upper: &Side) -> bool {
        if from.checked_sub(1).is_some_and(|way| self.is_any(way, keys!["up", "down"])) {
            return true;
        }
        let start = self.atoms.get(from.saturating_sub(MOST_TO_FROM)).map_or(0, |atom| atom.start);
        let Some(figure) = self.tokens.iter().rev().take_while(|token| token.start >= start).find_map(Token::figure)
        else {
            return false;
        };
        let is_share = [lower.unit, upper.unit].contains(&Some(UnitWord::Mark(Mark::Percent)));
        is_share || figure.unit() != Some(Unit::Percent)
    }

    fn before_is(&self, at: usize, back: usize, word: &str) -> bool {
        at.checked_sub(back).is_some_and(|before| self.is(before, word))
    }

    fn follows_qualifier(&self, at: usize) -> bool {
        let about = keys!["about", "around", "approximately", "roughly", "some", "estimated"];
        at.checked_sub(1).is_some_and(|before| self.is_any(before, about))
    }

    /// Whether a number is a figure, and not a year, a name or a pronoun.
    fn is_figure(&self, at: usize, amount: &Amount, qualifier: Qualifier) -> bool {
        let bare = amount.unit.is_none() && amount.scale.is_none();
        let counted = matches!(amount.unit, Some(UnitWord::Noun(_)));
        let number = &amount.lower.number;
        if self.runs_on(amount.next) {
            return false;
        }
        let may_be_year = |side: &Side| {
            side.number.form == Form::Plain(4) && !side.signed && self.is_year_number(&side.number.numeral)
        };
        if let Some(upper) = &amount.upper {
            // "3-1" is a score, "50-50" a share; "3 to 5" says what it is.
            let said = self.is(amount.lower.next, "to") || self.is(amount.lower.next, "and");
            let years = may_be_year(&amount.lower) && may_be_year(upper);
            return !bare || (said && !years);
        }
        if bare && may_be_year(&amount.lower) {
            // "over 2014" is during or against that year; "more than 2014" counts.
            let counts = matches!(qualifier, Qualifier::AtLeast | Qualifier::AtMost);
            return counts && !at.checked_sub(1).is_some_and(|before| self.is_any(before, COMPARING));
        }
        if bare
            && self.glued_sign(amount.next, '-')
            && self.glued(after(amount.next)).is_some_and(|next| next.kind == AtomKind::Digits)
        {
            return false;
        }
        // "one-for-four"
        let follows_hyphen =
            self.glued(at).is_some() && self.before(at).is_some_and(|atom| atom.kind == AtomKind::Sign('-'));
        if number.form == Form::Words && (follows_hyphen || !self.counts(at, amount, qualifier)) {
            return false;
        }
        // "256-bit", "30-inch": so many of something that no table has.
        if bare && matches!(number.form, Form::Plain(_)) && self.after_hyphen(amount.next) != amount.next {
            return false;
        }
        let nameless = qualifier != Qualifier::Exact || amount.lower.signed;
        let mine = !(bare || counted) || nameless || !self.is_named(at, amount);
        mine && !(counted && self.is_year_before_noun(at, number))
    }

    /// Whether what follows is joined to the number and makes it something else: "21Vianet", "3G", "10:30".
    fn runs_on(&self, next: usize) -> bool {
        let Some(atom) = self.glued(next) else {
            return false;
        };
        match atom.kind {
            AtomKind::Word => !self.atoms.text_of(atom).starts_with(['\'', '’']),
            AtomKind::Digits => true,
            AtomKind::Sign(':' | '@' | '_' | '=' | '&' | '#' | '^') => self.glued(after(next)).is_some(),
            AtomKind::Sign('/') => self.is_digits(after(next)) && self.glued(after(next)).is_some(),
            AtomKind::Sign(_) => false,
        }
    }

    /// Whether a number in words counts something: "two companies", but not "one of", "the two" or "one day".
    fn counts(&self, at: usize, amount: &Amount, qualifier: Qualifier) -> bool {
        let number = &amount.lower.number;
        let is_one = number.numeral.mantissa() == 1 && amount.scale.is_none();
        match amount.unit {
            Some(UnitWord::Noun(noun)) => !is_one || noun.name() == "shares" || qualifier != Qualifier::Exact,
            Some(_) => true,
            None if amount.scale.is_some() || qualifier != Qualifier::Exact => true,
            None if amount.lower.signed => true,
            None if is_one || self.is_plural_part(amount.next) => false,
            None => {
                let counted = self.atoms.get(amount.next).is_some_and(|atom| atom.kind == AtomKind::Word)
                    && !self.is_function(amount.next);
                counted || self.is_long_number(at, amount)
            }
        }
    }

    /// "twenty fifths": a fraction that is not read.
    fn is_plural_part(&self, at: usize) -> bool {
        let plural = self.atoms.get(at).is_some_and(|atom| self.atoms.text_of(atom).ends_with(['s', 'S']));
        plural
            && find(&self.atoms, at, Rules::PART, |meaning| matches!(meaning, Meaning::Part(_)).then_some(())).is_some()
    }

    /// A number in words that says how many by itself, since no pronoun and no idiom is so long: "rose to sixteen", "half a dozen",
    /// but not "the sixteen".
    fn is_long_number(&self, at: usize, amount: &Amount) -> bool {
        let number = &amount.lower.number;
        let long = number.next > after(at) || number.numeral.mantissa() > 12;
        let refers = keys!["the", "these", "those", "all", "both", "of", "and", "or"];
        let before = at.checked_sub(1);
        // "64 cents a dozen", "a dime a dozen"
        let rate = self.rules(at).has(Rules::ARTICLE) && before.is_some_and(|before| !self.is_function(before));
        let meant = before.is_some_and(|before| self.is_any(before, refers));
        long && !meant && !rate && !self.glued_sign(amount.next, '-')
    }

    /// "in 2014 shares rose": a year, not a count of shares.
    fn is_year_before_noun(&self, at: usize, number: &Number) -> bool {
        let year = number.form == Form::Plain(4) && self.is_year_number(&number.numeral);
        let before = keys![
            "in", "of", "since", "during", "from", "until", "early", "late", "mid", "fiscal", "by", "for", "the", "to",
        ];
        year && at.checked_sub(1).is_some_and(|at| self.is_any(at, before) || self.is_month(at).is_some())
    }

    fn kind(&self, amount: &Amount, qualifier: Qualifier, end: usize) -> Option<TokenKind> {
        let scale = amount.scale.unwrap_or(0);
        let (unit, power) = match amount.unit {
            None => (FigureUnit::Bare, 0),
            Some(UnitWord::Time(unit)) => {
                let reported = reported(amount, qualifier, scale)?;
                return Some(TokenKind::Time(Box::new(TimeToken { reported, unit })));
            }
            Some(UnitWord::Mark(mark)) => {
                (FigureUnit::One(Unit::of_mark(mark)), if mark == Mark::BasisPoints { -2 } else { 0 })
            }
            Some(UnitWord::Noun(noun)) => (FigureUnit::One(Unit::Count(noun)), 0),
            Some(UnitWord::Money(word)) => match word.currency {
                Match::One(currency) => (FigureUnit::One(Unit::Money(currency)), word.power),
                Match::Ambiguous(several) => (FigureUnit::OneOf(several), word.power),
            },
        };
        let last = amount.upper.as_ref().unwrap_or(&amount.lower);
        Some(TokenKind::Figure(Box::new(FigureToken {
            reported: reported(amount, qualifier, scale.saturating_add(power))?,
            unit,
            amount: amount.lower.start..end.min(amount.end),
            numeral: amount.lower.number.start..last.number.end,
            scale: amount.scale,
            is_fraction: amount.lower.number.form == Form::Part && amount.unit.is_none(),
            has_sign: amount.lower.signed,
        })))
    }

    /// "a year", "a decade": one of a length of time, which is no rate as in "$5 a year".
    pub(super) fn single_time(&self, at: usize) -> Option<(TimeUnit, usize)> {
        let article = self.is(at, "a") || self.is(at, "an");
        let (next, unit) = self.time_unit(after(at)).filter(|_| article)?;
        let rate = self
            .tokens
            .last()
            .is_some_and(|token| token.figure().is_some() || token.is_word("times") || token.is_word("twice"));
        let joined = self.glued_sign(next, '-') || unit == TimeUnit::Quarter;
        (!rate && !joined).then_some((unit, next))
    }

    pub(super) fn is_year_number(&self, numeral: &Numeral) -> bool {
        numeral.last_place() == 0 && (1800..2100).contains(&numeral.mantissa())
    }

    /// Whether the atom is a year of four digits.
    pub(super) fn is_year(&self, at: usize) -> bool {
        self.year(at).is_some()
    }

    /// Whether a length of time or a part of the year follows, with no article between.
    pub(super) fn is_time(&self, at: usize) -> bool {
        self.time_unit(at).is_some()
    }
}

/// Two numbers as a range, if they have one unit between them and the second is not less.
fn joined(lower: Side, upper: Side) -> Option<Amount> {
    let unit = match (lower.unit, upper.unit) {
        (Some(a), Some(b)) => same_unit(a, b).then_some(Some(b))?,
        (a, b) => a.or(b),
    };
    // "1.5bn-2" leaves the upper end's scale open; "3 to 5 billion" does not.
    let scale = match (lower.scale, upper.scale) {
        (Some(_), None) => return None,
        (_, upper) => upper,
    };
    let low_scale = lower.scale.or(scale).unwrap_or(0);
    let low = lower.number.numeral.times_power_of_ten(low_scale).value();
    let high = upper.number.numeral.times_power_of_ten(scale.unwrap_or(0)).value();
    (low < high && lower.negative == upper.negative).then_some(Amount {
        lower,
        upper: Some(upper),
        unit,
        scale,
        end: upper.end,
        next: upper.next,
    })
}

fn same_unit(a: UnitWord, b: UnitWord) -> bool {
    match (a, b) {
        (UnitWord::Money(a), UnitWord::Money(b)) => a.currency == b.currency && a.power == b.power,
        (a, b) => a == b,
    }
}

/// The number with its sign and scale, or the two of a range.
fn reported(amount: &Amount, qualifier: Qualifier, power: i32) -> Option<Reported> {
    let extra = power.saturating_sub(amount.scale.unwrap_or(0));
    let scaled = |side: &Side| {
        let scale = side.scale.or(amount.scale).unwrap_or(0).saturating_add(extra);
        let numeral = if side.negative { side.number.numeral.negated() } else { side.number.numeral };
        numeral.times_power_of_ten(scale)
    };
    let lower = scaled(&amount.lower);
    // What has more digits before its point than are exact is no figure.
    let in_range = |numeral: &Numeral| numeral.magnitude() < crate::num::MAX_MAGNITUDE;
    match &amount.upper {
        None => in_range(&lower).then(|| Reported::new(lower, qualifier)),
        Some(upper) => {
            let upper = scaled(upper);
            in_range(&upper).then(|| Reported::range(lower, upper, qualifier))?
        }
    }
}
