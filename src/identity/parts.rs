#![doc = include_str!("parts.md")]

use super::{Identity, Role, Term};

/// The identity of a whole and so many parts, whose roles are `Member(0)` and on; `None` for fewer than two parts or more
/// than 255.
pub fn parts(count: usize) -> Option<Identity> {
    let count = u8::try_from(count).ok().filter(|count| *count >= 2)?;
    let first = Term::from(Role::Member(0));
    let sum = (1..count).fold(first, |sum, part| sum.plus(Role::Member(part)));
    Some(Identity::new("parts", Role::Whole, sum, &[]))
}
