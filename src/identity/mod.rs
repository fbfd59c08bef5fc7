//! Equations that must hold between figures.
//!
//! An identity declares its roles and one equation in which each role stands once, so that solving it for any role gives the
//! true hull of what the others allow. It computes nothing: [`crate::engine`] solves it for values, for intervals and for the
//! formula that is shown.

mod change;
mod conversion;
mod elapsed;
mod growth;
mod multiple;
mod parts;
mod ratio;
mod relation;
mod same;
mod share;
mod stake;

pub use change::CHANGE;
pub use conversion::CONVERSION;
pub use elapsed::ELAPSED;
pub use growth::{COMPOUND_GROWTH, GROWTH};
pub use multiple::MULTIPLE;
pub use parts::parts;
pub use ratio::{Ratio, RatioError, Shape, embedded, ratios};
pub use relation::{Exponent, Identity, Role, Term};
pub use same::SAME;
pub use share::SHARE;
pub use stake::{PRE_MONEY, STAKE};

/// Every identity that the program itself declares, in the order in which they are documented.
pub fn all() -> [&'static Identity; 10] {
    [&GROWTH, &COMPOUND_GROWTH, &CHANGE, &MULTIPLE, &CONVERSION, &STAKE, &PRE_MONEY, &SHARE, &ELAPSED, &SAME]
}

/// What each kind of identity says, with its conventions and an example, and the kinds of slips: name and text.
pub const DOCUMENTATION: [(&str, &str); 11] = [
    ("growth", include_str!("growth.md")),
    ("change", include_str!("change.md")),
    ("multiple", include_str!("multiple.md")),
    ("conversion", include_str!("conversion.md")),
    ("stake", include_str!("stake.md")),
    ("parts", include_str!("parts.md")),
    ("share", include_str!("share.md")),
    ("ratio", include_str!("ratio.md")),
    ("elapsed", include_str!("elapsed.md")),
    ("same", include_str!("same.md")),
    ("slips", include_str!("slips.md")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_stands_once_in_its_equation() {
        for identity in all() {
            let roles = identity.roles();
            let mut unique = roles.clone();
            unique.sort();
            unique.dedup();
            assert_eq!(roles.len(), unique.len(), "{}", identity.name);
            for positive in &identity.positive {
                assert!(roles.contains(positive), "{}: {positive:?}", identity.name);
            }
        }
    }

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = all().iter().map(|identity| &*identity.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all().len());
    }
}
