//! Digits that say neither how much nor when: parts of names, labels, telephone numbers, times of day.

use super::figure::Amount;
use super::lexicon::{Meaning, Rules, find};
use super::scan::{AHEAD, AtomKind};
use super::token::TokenKind;
use super::{Found, Lexer, after};

/// The signs that join digits and letters to one name when nothing stands between.
const JOINING: &[char] = &['-', '/', '.', ',', ':', '&', '\'', '’', '+', '#', '_', '=', '%', '?', '@', '*', '‑', '^'];

impl Lexer<'_> {
    /// Everything that is joined to an atom, as one name: "21Vianet", "1,10", "10:30 am", "+1-222-333".
    pub(super) fn name(&self, at: usize) -> Found {
        let start = self.atoms.get(at).map_or(0, |atom| atom.start);
        let next = self.time_of_day(at).or_else(|| self.spaced_end(at)).unwrap_or_else(|| self.joined_end(at));
        let end = self.end_before(next).unwrap_or(start);
        Found { start, end, kind: TokenKind::Name, next }
    }

    /// The atom after "1 200" and "1 234 567", which may be one number or several.
    fn spaced_end(&self, at: usize) -> Option<usize> {
        let mut last = at;
        while last.saturating_sub(at) < AHEAD && self.is_spaced_group(last) {
            last = after(last);
        }
        (last > at).then(|| self.joined_end(last))
    }

    /// Whether one blank and three digits follow up to three digits.
    fn is_spaced_group(&self, at: usize) -> bool {
        let (Some(first), Some(second)) = (self.atoms.get(at), self.atoms.get(after(at))) else {
            return false;
        };
        let lengths = (first.end.saturating_sub(first.start), second.end.saturating_sub(second.start));
        let digits = self.is_digits(at) && self.is_digits(after(at));
        digits && matches!(lengths, (1..=3, 3)) && self.atoms.slice(first.end, second.start) == " "
    }

    /// The atom after all that is joined to this one.
    fn joined_end(&self, at: usize) -> usize {
        let mut next = after(at);
        while next.saturating_sub(at) < AHEAD {
            let Some(atom) = self.glued(next) else {
                break;
            };
            match atom.kind {
                AtomKind::Digits => {}
                AtomKind::Word if !self.atoms.text_of(atom).starts_with(['\'', '’']) => {}
                AtomKind::Sign(sign) if JOINING.contains(&sign) => {
                    let goes_on = self.glued(after(next)).is_some_and(|atom| atom.kind == AtomKind::Digits);
                    if !goes_on {
                        break;
                    }
                }
                _ => break,
            }
            next = after(next);
        }
        next
    }

    /// "10:30", "1.33 pm", "9 a.m.", "1500 GMT".
    fn time_of_day(&self, at: usize) -> Option<usize> {
        let mut next = after(at);
        let separated = self.glued_sign(next, ':') || self.glued_sign(next, '.');
        if separated && self.glued(after(next)).is_some_and(|atom| atom.kind == AtomKind::Digits) {
            next = after(after(next));
        }
        self.is_word(next).then_some(())?;
        self.is_any(next, keys!["am", "pm", "a.m.", "p.m.", "gmt", "est", "cet", "edt", "utc", "ist", "hrs"])
            .then(|| after(next))
    }

    pub(super) fn is_time_of_day(&self, at: usize) -> bool {
        self.is_digits(at) && self.time_of_day(at).is_some()
    }

    /// Whether a bare count is part of a name or label: "Qihoo 360", "Article 5", "1) ".
    pub(super) fn is_named(&self, at: usize, amount: &Amount) -> bool {
        self.is_time_of_day(at)
            || self.is_labelled(at)
            || self.is_joined_to(at)
            || (amount.is_plain_integer() && self.follows_name(at))
            || self.is_list_mark(at, amount)
    }

    /// "Article 5", "No. 3", "Section 3.2".
    fn is_labelled(&self, at: usize) -> bool {
        let is_label = |at: usize| {
            find(&self.atoms, at, Rules::LABEL, |meaning| matches!(meaning, Meaning::Label).then_some(())).is_some()
        };
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let stop = self.sign(before) == Some('.') && self.glued(before).is_some();
        let label = if stop { before.checked_sub(1) } else { Some(before) };
        label.is_some_and(is_label) && !(stop && self.is_sentence_end(before))
    }

    /// "there is no. 5" is not told from "No. 5"; a label in small letters before a full stop ends its sentence.
    fn is_sentence_end(&self, stop: usize) -> bool {
        let label = stop.checked_sub(1).and_then(|at| self.atoms.get(at));
        label.is_some_and(|atom| atom.end.saturating_sub(atom.start) > 4)
    }

    /// Letters or a stroke in front: "COVID-19", "and/5", "x=5".
    fn is_joined_to(&self, at: usize) -> bool {
        let Some(joint) = self.glued(at).and_then(|_| self.before(at)) else {
            return false;
        };
        let front = at.checked_sub(2).and_then(|front| self.atoms.get(front)).filter(|_| joint.glued);
        match joint.kind {
            AtomKind::Word | AtomKind::Digits => true,
            AtomKind::Sign('-' | '‑') => {
                front.is_some_and(|front| !matches!(front.kind, AtomKind::Sign(_)) || front.kind == AtomKind::Sign('^'))
            }
            AtomKind::Sign('/' | '=' | '&' | '?' | '#' | '@' | '_' | '*' | '\\' | '.' | ':' | '+' | '^') => {
                front.is_some()
            }
            AtomKind::Sign(_) => false,
        }
    }

    /// A word that begins with a capital in the middle of a sentence, directly in front: "Boeing 737", "S&P 500".
    fn follows_name(&self, at: usize) -> bool {
        let Some(word_at) = at.checked_sub(1) else {
            return false;
        };
        let Some(word) = self.atoms.get(word_at).filter(|word| word.kind == AtomKind::Word) else {
            return false;
        };
        let capital = self.atoms.text_of(word).starts_with(char::is_uppercase);
        capital && !self.is_function(word_at) && !self.is_calendar_word(word_at)
    }

    /// "(1)", "[12]": a footnote's mark.
    pub(super) fn footnote(&self, at: usize) -> Option<Found> {
        let open = self.atoms.get(at)?;
        let digits = self.glued(after(at)).filter(|atom| atom.kind == AtomKind::Digits)?;
        let close = self.glued(after(after(at)))?;
        let short = digits.end.saturating_sub(digits.start) <= 2;
        let closed = matches!(
            (open.kind, close.kind),
            (AtomKind::Sign('('), AtomKind::Sign(')')) | (AtomKind::Sign('['), AtomKind::Sign(']'))
        );
        (short && closed).then_some(Found {
            start: open.start,
            end: close.end,
            kind: TokenKind::Name,
            next: after(after(after(at))),
        })
    }

    /// "1) " and "1. " where a paragraph begins.
    fn is_list_mark(&self, at: usize, amount: &Amount) -> bool {
        at == 0 && amount.is_plain_integer() && (self.glued_sign(after(at), ')') || self.glued_sign(after(at), '.'))
    }

    /// "#5"
    pub(super) fn numbered(&self, at: usize) -> Option<Found> {
        let start = self.atoms.get(at)?.start;
        self.glued(after(at)).filter(|atom| atom.kind == AtomKind::Digits)?;
        Some(Found { start, ..self.name(after(at)) })
    }

    /// "+1-222-2222"
    pub(super) fn telephone(&self, at: usize) -> Option<Found> {
        let start = self.atoms.get(at)?.start;
        let digits_at = after(at);
        let is_digits = |at: usize| self.glued(at).is_some_and(|atom| atom.kind == AtomKind::Digits);
        let hyphen = |at: usize| self.glued_sign(at, '-');
        let grouped = is_digits(digits_at) && hyphen(after(digits_at)) && is_digits(after(after(digits_at)));
        (self.sign(at) == Some('+') && grouped).then(|| Found { start, ..self.name(digits_at) })
    }

    /// A number in words that counts nothing: "one of", "the two".
    pub(super) fn number_word_name(&self, at: usize) -> Option<Found> {
        let number = self.number_words(at)?;
        Some(Found { start: number.start, end: number.end, kind: TokenKind::Name, next: number.next })
    }
}
