//! One sentence as the rules see it: what each token does, and what leads to each figure.

use std::hint::select_unpredictable;
use std::ops::Range;
use std::sync::LazyLock;

use super::content::Content;
use super::statement::{Doubt, Member, Missing, Relation, Statement};
use super::words::{self, Class, Direction};
use crate::model::{Currency, Noun, Unit};
use crate::num::{Qualifier, Reported};
use crate::read::article::lexer::{ByWord, FigureToken, FigureUnit, PeriodToken, Token, TokenKind};

/// What a token does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word(Class),
    Figure,
    Period,
    Time,
    Multiple,
    /// A name with digits, an ordinal: as good as a word.
    Name,
    Open,
    Close,
    Comma,
    Semicolon,
    Dash,
    Sign,
}

/// As most words.
impl Default for Kind {
    fn default() -> Self {
        Kind::Word(Class::Other)
    }
}

/// What each word and sign does.
static KINDS: LazyLock<ByWord<Known>> = LazyLock::new(|| {
    let signs = SIGNS.iter().flat_map(|(kind, signs)| signs.iter().map(|sign| (*sign, *kind)));
    let words = words::all().map(|(word, class)| (word, Kind::Word(class)));
    ByWord::new(words.chain(signs).map(|(word, kind)| (word, Known { kind, may_join: may_join(kind) })))
});

/// What a word or sign does, and whether its neighbours may change it or be changed by it.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    kind: Kind,
    may_join: bool,
}

/// The brackets that open.
pub(super) const OPENING: [&str; 2] = ["(", "["];

/// The signs that hold a sentence together.
const SIGNS: [(Kind, &[&str]); 6] = [
    (Kind::Open, &OPENING),
    (Kind::Close, &[")", "]"]),
    (Kind::Comma, &[","]),
    (Kind::Semicolon, &[";", ":"]),
    (Kind::Dash, &["-", "–", "—"]),
    (Kind::Word(Class::And), &["&"]),
];

/// A token of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) kind: Kind,
    /// Its position among the tokens.
    pub(super) token: usize,
    /// Said beside the sentence: in brackets, or the same amount in another currency.
    pub(super) aside: bool,
    /// Whether [`Sentence::join_at`] may change anything here.
    may_join: bool,
    /// Of a figure.
    sort: Option<Sort>,
}

/// What kind of number a figure is: those of one sort can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Percent,
    Points,
    Money(Currency),
    Count(Noun),
    Times,
    /// Money of one of several countries: kroner, pesos.
    MoneyOf(&'static [Currency]),
    /// Nothing says, but it is too large or too finely scaled for a percentage: "19.9 mln", "14,918,036".
    Amount,
    /// Nothing says.
    Bare,
}

/// What leads to a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// The word before it, of the classes that relate figures.
    Word(Class),
    /// "Growth of", "an increase of".
    MovementOf(Direction),
    /// "Sales of".
    Of,
    Open,
    Comma,
    Semicolon,
    Figure,
    Start,
    Other,
}

/// What leads to a figure, and what lies between.
#[derive(Clone, Copy, Debug)]
pub(super) struct Approach {
    pub(super) lead: Lead,
    /// The position of the leading item.
    pub(super) at: usize,
    /// Whether what is between calls it a loss or a profit.
    pub(super) is_loss: Option<bool>,
}

/// A sentence.
pub(super) struct Sentence<'a, 't> {
    pub(super) tokens: &'a [Token<'t>],
    pub(super) items: Vec<Item>,
    /// The positions of the figures among the items.
    pub(super) figures: Vec<usize>,
    /// What it has of what relations are stated with.
    pub(super) content: Content,
}

/// A number without a unit is no percentage from 10 to this power on.
const AMOUNT_FROM: i32 = 3;

/// Words after "interest" that make it no holding.
const OF_INTEREST: &[&str] =
    &["rate", "rates", "income", "expense", "expenses", "payments", "charges", "costs", "margin"];

/// Words that measure only after a percentage.
pub(super) const MORE_OR_LESS: &[&str] = &["more", "less", "fewer"];

/// "From" stands no more words than these after a figure that "up to" leads to.
const MAX_TO_FROM: usize = 4;

/// More words than these lead from a level to what it is the base of.
const MAX_BASE: usize = 8;

/// More nouns than these before "of" are no name of a figure.
const MAX_NOUNS: usize = 5;

impl<'a, 't> Sentence<'a, 't> {
    /// The items of a sentence's own tokens among those of its paragraph, in buffers that are used again.
    pub(super) fn new(
        tokens: &'a [Token<'t>],
        own: &Range<usize>,
        content: Content,
        (mut items, mut figures): (Vec<Item>, Vec<usize>),
    ) -> Self {
        items.clear();
        figures.clear();
        items.reserve(own.len());
        let mut sentence = Sentence { tokens, items, figures, content };
        let kinds = &*KINDS;
        for (token, piece) in own.clone().zip(tokens.get(own.clone()).unwrap_or_default()) {
            sentence.push(kinds, token, piece, own.end);
        }
        sentence.join();
        sentence
    }

    fn push(&mut self, kinds: &ByWord<Known>, token: usize, piece: &Token<'_>, end: usize) {
        let kind = match &piece.kind {
            TokenKind::Word | TokenKind::Punctuation => {
                let Known { kind, may_join } = kinds.of(piece.word);
                // Words and signs follow each other as good as at random.
                let is_other_sign = matches!(piece.kind, TokenKind::Punctuation) & (kind == Kind::default());
                let kind = select_unpredictable(is_other_sign, Kind::Sign, kind);
                return self.items.push(Item { kind, token, aside: false, may_join, sort: None });
            }
            TokenKind::Figure(figure) => return self.push_figure(token, piece, figure, end),
            TokenKind::Period(_) => Kind::Period,
            TokenKind::Time(_) => Kind::Time,
            TokenKind::Multiple(_) => Kind::Multiple,
            TokenKind::Ordinal(_) | TokenKind::Name => Kind::Name,
        };
        self.push_kind(token, kind, None);
    }

    fn push_kind(&mut self, token: usize, kind: Kind, sort: Option<Sort>) {
        self.items.push(Item { kind, token, aside: false, may_join: may_join(kind), sort });
    }

    fn push_figure(&mut self, token: usize, piece: &Token<'_>, figure: &FigureToken, end: usize) {
        let sort = Some(sort(figure));
        if self.takes_up_to(token, piece, figure, end) {
            self.push_kind(token, Kind::Word(Class::Adverb(Direction::Up)), sort);
            self.push_kind(token, Kind::Word(Class::To), sort);
        }
        self.figures.push(self.items.len());
        self.push_kind(token, Kind::Figure, sort);
    }

    /// Whether "up to" before a figure is no bound but says which way it went: "went up to 3.5 mln euro", "was up to 69% from 68%".
    fn takes_up_to(&self, token: usize, piece: &Token<'_>, figure: &FigureToken, end: usize) -> bool {
        let comes_from = || {
            let follows = self.tokens.get(token.saturating_add(1)..end.min(token.saturating_add(MAX_TO_FROM)));
            follows.unwrap_or_default().iter().any(|next| next.is_word("from"))
        };
        let went = self.items.last().is_some_and(|item| match item.kind {
            Kind::Word(Class::Verb(Direction::Either)) => true,
            Kind::Word(Class::Level) => comes_from(),
            _ => false,
        });
        went && says_up_to(piece, figure)
    }

    /// A statement of the clause that an item stands in.
    pub(super) fn statement(
        &self,
        relation: Relation,
        members: Vec<Member>,
        missing: Option<Missing>,
        doubt: Option<Doubt>,
        at: usize,
    ) -> Statement {
        let token = |at: usize| self.items.get(at).map_or(0, |item| item.token);
        let clause = token(self.clause_start(at))..token(at).saturating_add(1);
        Statement { relation, members, missing, doubt, clause, sentence: self.token_range() }
    }

    /// The positions of the sentence's tokens.
    pub(super) fn token_range(&self) -> Range<usize> {
        let token = |item: Option<&Item>| item.map_or(0, |item| item.token);
        token(self.items.first())..token(self.items.last()).saturating_add(1)
    }

    /// The first item of the clause that an item stands in.
    pub(super) fn clause_start(&self, at: usize) -> usize {
        let ends = |at: &usize| matches!(self.kind(*at), Some(Kind::Semicolon | Kind::Word(Class::Clause)));
        (0..at).rev().find(ends).map_or(0, |end| end.saturating_add(1))
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.items.get(at).map(|item| item.kind)
    }

    pub(super) fn class(&self, at: usize) -> Option<Class> {
        match self.kind(at)? {
            Kind::Word(class) => Some(class),
            _ => None,
        }
    }

    pub(super) fn is_aside(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| item.aside)
    }

    pub(super) fn set_aside(&mut self, at: usize, aside: bool) {
        if let Some(item) = self.items.get_mut(at) {
            item.aside = aside;
        }
    }

    pub(super) fn token(&self, at: usize) -> Option<&'a Token<'t>> {
        self.tokens.get(self.items.get(at)?.token)
    }

    pub(super) fn is_word(&self, at: usize, word: &str) -> bool {
        self.token(at).is_some_and(|token| token.text.eq_ignore_ascii_case(word))
    }

    /// Whether the word at `at` is one of some words.
    pub(super) fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        self.token(at).is_some_and(|token| words.iter().any(|word| token.text.eq_ignore_ascii_case(word)))
    }

    pub(super) fn figure(&self, at: usize) -> Option<&'a FigureToken> {
        self.token(at)?.figure()
    }

    pub(super) fn period(&self, at: usize) -> Option<&'a PeriodToken> {
        self.token(at)?.period()
    }

    pub(super) fn sort(&self, at: usize) -> Option<Sort> {
        self.items.get(at)?.sort
    }

    /// The item before, those beside the sentence left out.
    pub(super) fn before(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|at| !self.is_aside(*at))
    }

    /// The item after, those beside the sentence left out.
    pub(super) fn after(&self, at: usize) -> Option<usize> {
        (at.saturating_add(1)..self.items.len()).find(|at| !self.is_aside(*at))
    }

    /// The bracket that closes the one at `open`, in this sentence.
    pub(super) fn closing(&self, open: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for (at, item) in self.items.iter().enumerate().skip(open) {
            match item.kind {
                Kind::Open => depth = depth.saturating_add(1),
                Kind::Close if depth <= 1 => return Some(at),
                Kind::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        None
    }

    /// Whether a figure is an amount for one of something: "55 cents a share", "60 dlrs per barrel".
    pub(super) fn is_per_unit(&self, figure: usize) -> bool {
        let next = figure.saturating_add(1);
        let is_per = self.is_one_of(next, &["per", "each", "apiece"]);
        let units = ["share", "barrel", "ounce", "tonne", "ton", "bushel", "pound", "unit", "unless"];
        let is_each = self.is_one_of(next, &["a", "an"]) && self.is_one_of(next.saturating_add(1), &units);
        is_per || is_each
    }

    /// Whether a figure's "up to" says which way it went.
    pub(super) fn went_up_to(&self, figure: usize) -> bool {
        let before = figure.checked_sub(1).and_then(|before| self.items.get(before));
        let own = self.items.get(figure).map(|item| item.token);
        before.is_some_and(|item| item.kind == Kind::Word(Class::To) && own == Some(item.token))
    }

    /// What leads to the figure at `figure`.
    pub(super) fn approach(&self, figure: usize) -> Approach {
        let mut is_loss = None;
        let mut at = figure;
        // Brackets are aside even where what they hold is not.
        if let Some(open) = self.opened_before(figure) {
            return Approach { lead: Lead::Open, at: open, is_loss };
        }
        loop {
            let Some(before) = self.before(at) else {
                return Approach { lead: Lead::Start, at: 0, is_loss };
            };
            at = before;
            let lead = match self.kind(at) {
                Some(Kind::Word(Class::Filler | Class::Slack | Class::Basis)) => continue,
                Some(Kind::Word(Class::Loss)) => {
                    is_loss = is_loss.or(Some(true));
                    continue;
                }
                Some(Kind::Word(Class::Profit)) => {
                    is_loss = is_loss.or(Some(false));
                    continue;
                }
                Some(Kind::Word(Class::Of)) => return self.approach_by_name(at, is_loss),
                Some(Kind::Period) => match self.before(at) {
                    // "Rose in 2009 5%", "from last year 's 3bn".
                    Some(earlier) if self.class(earlier) == Some(Class::In) && !self.is_word(earlier, "on") => {
                        at = earlier;
                        continue;
                    }
                    _ => continue,
                },
                Some(Kind::Word(Class::Other)) if self.is_word(at, "'s") || self.is_word(at, "’s") => continue,
                Some(Kind::Word(Class::Other)) if at.saturating_add(1) == figure && self.is_described(at) => continue,
                // "1985/86's".
                Some(Kind::Name) if self.before(at).is_some_and(|slash| self.is_word(slash, "/")) => {
                    at = self.before(at).unwrap_or(at);
                    continue;
                }
                Some(Kind::Word(Class::Other)) | Some(Kind::Name | Kind::Time | Kind::Multiple) => Lead::Other,
                Some(Kind::Word(Class::From)) if self.is_distance(at) => Lead::Other,
                Some(Kind::Word(class)) => Lead::Word(class),
                Some(Kind::Figure) => Lead::Figure,
                Some(Kind::Open) => Lead::Open,
                Some(Kind::Comma) => Lead::Comma,
                Some(Kind::Semicolon) => Lead::Semicolon,
                Some(Kind::Dash) if before.saturating_add(1) == figure => continue,
                Some(Kind::Close | Kind::Dash | Kind::Sign) | None => Lead::Other,
            };
            return Approach { lead, at, is_loss };
        }
    }

    /// "A provisional 17.3 pct": a word between the article and its figure.
    fn is_described(&self, adjective: usize) -> bool {
        self.before(adjective).is_some_and(|before| self.is_word(before, "a") || self.is_word(before, "an"))
    }

    /// The bracket that a figure stands in, after nothing or after the time that it is of: "(10.1)", "(2013: 10.1)".
    pub(super) fn opened_before(&self, figure: usize) -> Option<usize> {
        let is_time =
            |at: &usize| matches!(self.kind(*at), Some(Kind::Period | Kind::Semicolon | Kind::Word(Class::In)));
        let open = (0..figure).rev().find(|at| !is_time(at) || !self.is_aside(*at))?;
        (self.kind(open) == Some(Kind::Open)).then_some(open)
    }

    /// The figure that "or" says this one again of, perhaps "a share" between.
    pub(super) fn figure_before_or(&self, figure: usize) -> Option<usize> {
        let or = self.before(figure).filter(|or| self.class(*or) == Some(Class::Or))?;
        let before = self.before(or)?;
        let comma = if self.kind(before) == Some(Kind::Comma) { self.before(before)? } else { before };
        (comma.saturating_sub(2)..=comma).rev().find(|at| self.kind(*at) == Some(Kind::Figure))
    }

    /// What says that a level is the base of a percentage, with a word of movement or the percentage before it: "an increase over
    /// sales of", "42% down on 1985's", "up 61% over the", "11% above its".
    pub(super) fn base_of(&self, figure: usize) -> Option<usize> {
        let mut at = figure;
        let mut is_dated = false;
        for _ in 0..MAX_BASE {
            at = self.before(at)?;
            let is_over = self.is_one_of(at, &["over", "above", "below"]);
            let is_on = self.is_word(at, "on");
            if is_over || is_on {
                let before = self.before(at)?;
                let moves = matches!(self.class(before), Some(Class::Noun(_) | Class::Both(_) | Class::Adverb(_)));
                let is_measure = self.sort(before) == Some(Sort::Percent) && (is_over || is_dated);
                return (moves || is_measure).then_some(at);
            }
            match self.kind(at)? {
                Kind::Period => is_dated = true,
                Kind::Word(Class::Filler | Class::Slack | Class::Of | Class::Other | Class::Profit | Class::Loss) => {}
                _ => return None,
            }
        }
        None
    }

    /// "Not far from".
    fn is_distance(&self, from: usize) -> bool {
        self.before(from).is_some_and(|before| self.is_one_of(before, &["far", "away", "aside", "apart"]))
    }

    /// What leads to a figure that "of" names, as in "compared to a net loss of".
    fn approach_by_name(&self, of: usize, is_loss: Option<bool>) -> Approach {
        let mut is_loss = is_loss;
        let mut at = of;
        let mut nouns = 0_usize;
        while nouns < MAX_NOUNS {
            let Some(before) = self.before(at) else {
                break;
            };
            at = before;
            if self.kind(at) == Some(Kind::Period) {
                continue;
            }
            match self.class(at) {
                Some(Class::Noun(way) | Class::Both(way)) if nouns == 0 => {
                    return Approach { lead: Lead::MovementOf(way), at, is_loss };
                }
                Some(Class::Loss) => is_loss = is_loss.or(Some(true)),
                Some(Class::Profit) => is_loss = is_loss.or(Some(false)),
                Some(Class::Filler | Class::Slack | Class::Basis) => continue,
                Some(Class::Other | Class::Value | Class::Stake) => {}
                Some(Class::From) if self.is_distance(at) => break,
                Some(class @ (Class::To | Class::From | Class::Versus | Class::Than | Class::Level)) => {
                    return Approach { lead: Lead::Word(class), at, is_loss };
                }
                _ => break,
            }
            nouns = nouns.saturating_add(1);
        }
        Approach { lead: Lead::Of, at: of, is_loss }
    }

    /// The word of movement that follows a figure and takes it for its measure: "5% rise", "0.3 pct lower".
    pub(super) fn followed_by(&self, figure: usize) -> Option<(usize, Direction)> {
        let is_part = matches!(self.sort(figure), Some(Sort::Percent | Sort::Points | Sort::Times));
        let mut at = figure;
        for _ in 0..3 {
            at = self.after(at)?;
            match self.class(at) {
                Some(Class::Noun(way) | Class::Both(way)) if is_part => return Some((at, way)),
                Some(Class::Adverb(way)) if is_part => return Some((at, way)),
                Some(Class::Filler | Class::Slack | Class::Basis | Class::Profit | Class::Loss) => {}
                Some(Class::Other) if is_part => {}
                None if matches!(self.kind(at), Some(Kind::Dash | Kind::Period | Kind::Time)) => {}
                _ => return None,
            }
        }
        None
    }

    /// Gives words the meaning that their neighbours give them.
    fn join(&mut self) {
        for at in 0..self.items.len() {
            if self.items.get(at).is_some_and(|item| item.may_join) {
                self.join_at(at, at.saturating_add(1));
            }
        }
        if self.content.has_brackets() {
            self.set_brackets_aside();
        }
    }

    fn join_at(&mut self, at: usize, next: usize) {
        match self.kind(at) {
            Some(Kind::Word(Class::Compared)) if matches!(self.class(next), Some(Class::With | Class::To)) => {
                self.set(next, Class::Versus);
            }
            Some(Kind::Word(Class::Soft)) => self.join_soft(at, next),
            // "Interest rates".
            Some(Kind::Word(Class::Stake)) if self.is_one_of(next, OF_INTEREST) => self.set(at, Class::Other),
            // "The Dow Jones industrial average": a name.
            Some(Kind::Word(Class::Slack)) if self.is_average_by_name(at) => self.set(at, Class::Other),
            // "Made up", "ended up": no movement.
            Some(Kind::Word(Class::Level | Class::Deal))
                if self.class(next) == Some(Class::Adverb(Direction::Up)) && self.is_phrasal(at) =>
            {
                self.set(next, Class::Filler);
            }
            Some(Kind::Figure) if self.is_measured_more(at, next) => {
                let way = if self.is_word(next, "more") { Direction::Up } else { Direction::Down };
                self.set(next, Class::Adverb(way));
            }
            _ => {}
        }
    }

    fn join_soft(&mut self, at: usize, next: usize) {
        match self.class(next) {
            Some(Class::Compared | Class::Versus) => self.set(at, Class::Filler),
            // "As of".
            Some(Class::Of) if self.is_word(at, "as") => self.set(at, Class::In),
            _ => {}
        }
    }

    /// "5% more": a word that measures only after a percentage.
    fn is_measured_more(&self, figure: usize, word: usize) -> bool {
        self.class(word) == Some(Class::Other)
            && self.is_one_of(word, MORE_OR_LESS)
            && self.sort(figure) == Some(Sort::Percent)
    }

    fn is_average_by_name(&self, at: usize) -> bool {
        let before = at.checked_sub(1).is_some_and(|before| self.is_word(before, "industrial"));
        before && (self.is_word(at, "average") || self.is_word(at, "averages"))
    }

    fn is_phrasal(&self, verb: usize) -> bool {
        self.is_one_of(verb, &["make", "makes", "made", "making", "ended", "take", "took", "taken", "bought"])
    }

    fn set(&mut self, at: usize, class: Class) {
        if let Some(item) = self.items.get_mut(at) {
            item.kind = Kind::Word(class);
        }
    }

    fn set_brackets_aside(&mut self) {
        let mut depth = 0_usize;
        for item in &mut self.items {
            match item.kind {
                Kind::Open => depth = depth.saturating_add(1),
                Kind::Close => {
                    item.aside = depth > 0;
                    depth = depth.saturating_sub(1);
                    continue;
                }
                _ => {}
            }
            item.aside = depth > 0;
        }
        // A bracket that is never closed holds nothing.
        if depth > 0 {
            self.items.iter_mut().for_each(|item| item.aside = false);
        }
    }
}

/// Whether [`Sentence::join_at`] may change anything where something of a kind stands. Asked of the words that are known, and not of
/// each word of a text, whose kinds follow each other as good as at random.
fn may_join(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Figure
            | Kind::Word(Class::Compared | Class::Soft | Class::Stake | Class::Slack | Class::Level | Class::Deal)
    )
}

/// Whether a figure begins with "up to", a bound or, after a verb, which way something went.
pub(super) fn says_up_to(piece: &Token<'_>, figure: &FigureToken) -> bool {
    let begins = || piece.text.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("up to"));
    figure.reported.qualifier() == Qualifier::AtMost && begins()
}

/// What kind of number a figure is.
fn sort(figure: &FigureToken) -> Sort {
    match figure.unit {
        FigureUnit::One(Unit::Percent) => Sort::Percent,
        FigureUnit::One(Unit::Points) => Sort::Points,
        FigureUnit::One(Unit::Times) => Sort::Times,
        FigureUnit::One(Unit::Money(currency)) => Sort::Money(currency),
        FigureUnit::One(Unit::Count(noun)) => Sort::Count(noun),
        FigureUnit::OneOf(several) => Sort::MoneyOf(several),
        _ if figure.scale.is_some() || figure.reported.nominal().magnitude() >= AMOUNT_FROM => Sort::Amount,
        _ => Sort::Bare,
    }
}

impl Sort {
    /// The unit, if anything says it.
    pub(super) fn unit(self) -> Option<Unit> {
        match self {
            Sort::Percent => Some(Unit::Percent),
            Sort::Points => Some(Unit::Points),
            Sort::Times => Some(Unit::Times),
            Sort::Money(currency) => Some(Unit::Money(currency)),
            Sort::Count(noun) => Some(Unit::Count(noun)),
            Sort::MoneyOf(_) | Sort::Amount | Sort::Bare => None,
        }
    }

    /// Whether it is a part or a rate rather than an amount.
    pub(super) fn is_relative(self) -> bool {
        matches!(self, Sort::Percent | Sort::Points | Sort::Times)
    }

    /// Whether nothing says what it counts, or in whose currency.
    pub(super) fn is_open(self) -> bool {
        matches!(self, Sort::MoneyOf(_) | Sort::Amount | Sort::Bare)
    }

    /// Whether figures of the two sorts may be levels of one metric.
    pub(super) fn suits(self, other: Self) -> bool {
        self == other || self.may_be(other) || other.may_be(self)
    }

    /// Whether a figure of this sort may be a part of one of the other, which may count the same by another name: "200 jobs, or 10% of
    /// its 2,000 employees".
    pub(super) fn may_be_part_of(self, whole: Self) -> bool {
        self.suits(whole) || matches!((self, whole), (Sort::Count(_), Sort::Count(_)))
    }

    /// Whether what is left open here may be what the other says.
    fn may_be(self, other: Self) -> bool {
        match (self, other) {
            (Sort::Bare, other) => !matches!(other, Sort::Points | Sort::Times),
            (Sort::Amount, other) => !other.is_relative(),
            (Sort::MoneyOf(several), Sort::Money(one)) => several.contains(&one),
            (Sort::MoneyOf(several), Sort::MoneyOf(others)) => several.iter().any(|one| others.contains(one)),
            _ => false,
        }
    }
}

/// A number without the qualifier that "up to" seemed to be.
pub(super) fn reported(sentence: &Sentence<'_, '_>, at: usize) -> Option<Reported> {
    let reported = sentence.figure(at)?.reported;
    Some(if sentence.went_up_to(at) { Reported::new(*reported.numeral(), Qualifier::Exact) } else { reported })
}
