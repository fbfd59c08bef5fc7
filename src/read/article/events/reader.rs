//! Reads the events of a document, sentence by sentence.

use std::ops::Range;

use super::happenings::{Dating, Happening, Sentence};
use super::lengths::{Between, Side, between};
use super::marks::{Mark, MarkKind, is_dating, last_time, marks, tells};
use super::names::{Candidate, Mention, Party, candidates};
use super::words::is_any;
use super::{End, Event, EventKind, Length, Moment, Place, Timeline};
use crate::model::Period;
use crate::read::article::lexer::Token;
use crate::read::article::phrases::{Paragraph, Stretch};

/// What a pronoun stands for is looked for so many words before it.
const REACH: usize = 200;

/// Reads a document's passages in order.
#[derive(Debug, Default)]
pub struct Reader {
    timeline: Timeline,
    marks: Vec<Mark>,
    /// The person and the organisation that were spoken of last.
    person: Option<String>,
    firm: Option<String>,
    /// The event that was dated last.
    last: Option<End>,
}

impl Reader {
    /// Reads the paragraph that is the passage of a number. Sentences that name no year and no number of years are passed over.
    pub fn read(&mut self, passage: usize, paragraph: &Paragraph<'_>) {
        let tokens = &paragraph.tokens;
        let dates = |sentence: &Stretch| {
            sentence.is_dated && tokens.get(sentence.tokens.clone()).is_some_and(|own| own.iter().any(is_dating))
        };
        let Some(first) = paragraph.sentences.iter().position(dates) else {
            return;
        };
        for (at, sentence) in paragraph.sentences.iter().enumerate() {
            let Range { start, end } = sentence.tokens;
            if at == first || at > first && dates(sentence) || refers_back(tokens, start) {
                self.sentence(passage, tokens, start, end);
            }
        }
    }

    /// What was read.
    pub fn finish(self) -> Timeline {
        self.timeline
    }

    fn sentence(&mut self, passage: usize, tokens: &[Token<'_>], first: usize, last: usize) {
        if !tells(tokens, first, last) {
            let named = last_time(tokens, first, last);
            return self.note_last_time(passage, tokens, named);
        }
        let mut found = std::mem::take(&mut self.marks);
        marks(tokens, first, last, &mut found);
        let sentence = Sentence { tokens, first, last, marks: &found };
        self.tell(passage, &sentence);
        let named = found.iter().rev().find_map(|mark| match mark.kind {
            MarkKind::Time(period) => Some((mark.at, period)),
            _ => None,
        });
        self.note_last_time(passage, tokens, named);
        self.marks = found;
    }

    fn tell(&mut self, passage: usize, sentence: &Sentence<'_, '_>) {
        let happenings = sentence.happenings();
        let lengths = between(sentence, &happenings);
        let mut events: Vec<Event> =
            happenings.iter().map(|happening| self.event(passage, sentence, happening)).collect();
        if let Some(moment) = self.last.as_ref().and_then(|last| last.moment.as_ref())
            && refers_back(sentence.tokens, sentence.first)
            && let Some(event) = events.first_mut().filter(|event| event.time.is_none())
        {
            event.time = Some(Moment { is_certain: false, ..moment.clone() });
        }
        for length in lengths {
            let length = self.length(passage, sentence, &events, length);
            self.timeline.lengths.extend(length);
        }
        // "Founding a 2010 startup" has no party, but may be the only founding in the text.
        let is_told = |event: &Event| event.who.is_some() || event.of.is_some() || event.kind == EventKind::Founded;
        self.timeline.events.extend(events.into_iter().filter(|event| event.time.is_some() && is_told(event)));
    }

    /// The time that a sentence names last is what "three years later" in the next is later than.
    fn note_last_time(&mut self, passage: usize, tokens: &[Token<'_>], named: Option<(usize, Period)>) {
        if let Some((at, period)) = named {
            let moment = moment(passage, tokens, &Dating { at, period, is_certain: false });
            let same = |event: &&Event| event.time.as_ref().is_some_and(|time| time.place == moment.place);
            let event = self.timeline.events.iter().rev().find(same).cloned();
            self.last = Some(End { event, moment: Some(moment) });
        }
    }

    fn event(&mut self, passage: usize, sentence: &Sentence<'_, '_>, happening: &Happening) -> Event {
        let party = |mention: &Option<Mention>, fellow: Option<&Party>| {
            self.party(sentence, happening.at, mention.as_ref()?, fellow)
        };
        let named = |mention: &Option<Mention>| matches!(mention, Some(Mention::Name(_)));
        // A name is taken at its word; a pronoun does not stand for it.
        let named_of = party(&happening.of, None).filter(|_| named(&happening.of));
        let who = party(&happening.who, named_of.as_ref());
        // Of a post without an organisation: most likely that of the one spoken of.
        let is_held = happening.telling.kind.has_post() && who.is_some();
        let of = party(&happening.of, who.as_ref()).or_else(|| guessed(self.firm.as_ref()).filter(|_| is_held));
        self.person = who.as_ref().map(|party| party.name.clone()).or(self.person.take());
        self.firm = of.as_ref().map(|party| party.name.clone()).or(self.firm.take());
        let span = span(sentence.tokens, happening.at, happening.next);
        Event {
            kind: happening.telling.kind,
            who,
            of,
            posts: happening.posts,
            time: happening.time.map(|dating| moment(passage, sentence.tokens, &dating)),
            place: Place { passage, span },
            is_wide: happening.telling.is_wide,
        }
    }

    /// Whom a mention means: the name, or for a pronoun the one that it can stand for, which is not that of its `fellow`; of several
    /// the likeliest.
    fn party(
        &self,
        sentence: &Sentence<'_, '_>,
        at: usize,
        mention: &Mention,
        fellow: Option<&Party>,
    ) -> Option<Party> {
        let known = |first: usize, test: fn(&Candidate) -> bool| -> Vec<Candidate> {
            let is_other = |name: &Candidate| fellow.is_none_or(|fellow| fellow.name != name.name);
            let around = candidates(sentence.tokens, first, at).into_iter();
            around.filter(|name| test(name) && is_other(name)).collect()
        };
        let first = at.saturating_sub(REACH);
        match mention {
            Mention::Name(name) => Some(Party { name: name.clone(), is_certain: true }),
            Mention::Relative => None,
            Mention::Person => {
                let known = known(first, |name| name.may_be_person);
                let subject = known.iter().rev().find(|name| name.is_subject);
                let is_certain = known.len() == 1;
                chosen(subject.or(known.last()), is_certain).or_else(|| guessed(self.person.as_ref()))
            }
            Mention::Firm => {
                let own = known(sentence.first, |name| name.may_be_firm && !name.may_be_person);
                let known = known(first, |name| name.may_be_firm);
                // The subject of the sentence, or the last in it; else of those that stand equally often the first, which a paragraph is about.
                let most = known.iter().rev().max_by_key(|name| (!name.may_be_person, name.times));
                let likeliest = own.iter().find(|name| name.is_subject).or(own.last()).or(most);
                let is_certain = known.len() == 1 && likeliest.is_some_and(|name| !name.may_be_person);
                chosen(likeliest, is_certain).or_else(|| guessed(self.firm.as_ref()))
            }
        }
    }

    fn length(
        &mut self,
        passage: usize,
        sentence: &Sentence<'_, '_>,
        events: &[Event],
        between: Between,
    ) -> Option<Length> {
        let place = Place { passage, span: span(sentence.tokens, between.at, between.next) };
        let mut end = |side: &Side| match side {
            Side::Open => Some(End::default()),
            Side::Before => Some(self.last.clone().unwrap_or_default()),
            Side::Time(dating) => Some(End { event: None, moment: Some(moment(passage, sentence.tokens, dating)) }),
            Side::Told(index, dating) => {
                let event = events.get(*index)?;
                let own = dating.as_ref().map(|dating| moment(passage, sentence.tokens, dating));
                Some(End { moment: own.or_else(|| event.time.clone()), event: Some(event.clone()) })
            }
            Side::Implied(happening, subject) => {
                let mut event = self.event(passage, sentence, happening);
                let of = subject.and_then(|index| events.get(index));
                event.who = event.who.or_else(|| of?.who.clone());
                event.of = event.of.or_else(|| of?.of.clone());
                Some(End { event: Some(event), moment: None })
            }
        };
        let (later, earlier) = (end(&between.later)?, end(&between.earlier)?);
        Some(Length { years: between.years, place, later, earlier, is_certain: between.is_certain })
    }
}

/// "That is when": the time named last.
fn refers_back(tokens: &[Token<'_>], first: usize) -> bool {
    let [verb, when] = [1, 2].map(|ahead| first.saturating_add(ahead));
    is_any(tokens, first, &["that"])
        && is_any(tokens, verb, &["'s", "’s", "is", "was"])
        && is_any(tokens, when, &["when"])
}

fn chosen(likeliest: Option<&Candidate>, is_certain: bool) -> Option<Party> {
    likeliest.map(|name| Party { name: name.name.clone(), is_certain })
}

fn guessed(name: Option<&String>) -> Option<Party> {
    name.map(|name| Party { name: name.clone(), is_certain: false })
}

fn moment(passage: usize, tokens: &[Token<'_>], dating: &Dating) -> Moment {
    let span = span(tokens, dating.at, dating.at.saturating_add(1));
    Moment { period: dating.period, place: Place { passage, span }, is_certain: dating.is_certain }
}

/// The bytes of some tokens.
fn span(tokens: &[Token<'_>], at: usize, next: usize) -> std::ops::Range<usize> {
    let start = tokens.get(at).map_or(0, |token| token.start);
    let last = next.checked_sub(1).and_then(|last| tokens.get(last));
    start..last.map_or(start, Token::end).max(start)
}
