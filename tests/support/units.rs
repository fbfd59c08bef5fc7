//! What figures of a text count, as fixtures write it.

use tieout::read::article::lexer::FigureUnit;

/// The unit, several that may be meant, or that there is none.
pub(crate) fn unit_name(unit: &FigureUnit) -> String {
    match unit {
        FigureUnit::One(unit) => unit.to_string(),
        FigureUnit::OneOf(several) => several.iter().map(|currency| currency.code()).collect::<Vec<_>>().join(" or "),
        _ => "bare".to_owned(),
    }
}
