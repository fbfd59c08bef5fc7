//! Wholes and their parts: "10m, comprising 6m from products and 4m from services".

use super::items::{Kind, Sentence};
use super::movements::member;
use super::statement::{Doubt, Part, Relation, Statement};
use super::words::Class;

/// The most parts of a whole in a sentence.
const MAX_PARTS: usize = 20;

/// Reads the wholes of a sentence whose parts follow a word that says that they are all.
pub(super) fn read(sentence: &Sentence<'_, '_>, found: &mut Vec<Statement>) {
    for at in 0..sentence.items.len() {
        if sentence.class(at) == Some(Class::Parts) && !sentence.is_aside(at) {
            found.extend(parts_after(sentence, at));
        }
    }
}

fn parts_after(sentence: &Sentence<'_, '_>, verb: usize) -> Option<Statement> {
    let clause = sentence.clause_start(verb);
    let is_shown = |at: &usize| sentence.figure(*at).is_some() && !sentence.is_aside(*at);
    let whole = (clause..verb).rev().find(is_shown)?;
    let sort = sentence.sort(whole).filter(|sort| !sort.is_relative())?;
    let end = (verb..sentence.items.len()).find(|at| ends(sentence, *at)).unwrap_or(sentence.items.len());
    let parts: Vec<usize> = (verb..end).filter(is_shown).collect();
    let are_like = parts.iter().all(|part| sentence.sort(*part) == Some(sort) && !sentence.is_per_unit(*part));
    let (last, rest) = parts.split_last()?;
    let before_last = *rest.last()?;
    let is_joined = (before_last..*last).any(|at| sentence.class(at) == Some(Class::And));
    if !are_like || !is_joined || parts.len() > MAX_PARTS || sentence.is_per_unit(whole) {
        return None;
    }
    let is_sure = is_said_beside(sentence, whole, verb) && !sort.is_open();
    let doubt = if is_sure { None } else { Some(Doubt::OtherParts) };
    let members = std::iter::once((whole, Part::Whole)).chain(parts.iter().map(|part| (*part, Part::Part)));
    let members = members.map(|(at, part)| member(sentence, at, part)).collect::<Option<Vec<_>>>()?;
    Some(sentence.statement(Relation::Parts, members, None, doubt, verb))
}

fn ends(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    !sentence.is_aside(at)
        && matches!(
            sentence.kind(at),
            Some(Kind::Semicolon | Kind::Word(Class::Clause | Class::Verb(_) | Class::Level))
        )
}

/// Whether nothing stands between a whole and the verb but a comma or "which".
fn is_said_beside(sentence: &Sentence<'_, '_>, whole: usize, verb: usize) -> bool {
    (whole.saturating_add(1)..verb)
        .filter(|at| !sentence.is_aside(*at))
        .all(|at| matches!(sentence.kind(at), Some(Kind::Comma | Kind::Word(Class::Soft | Class::Filler))))
}
