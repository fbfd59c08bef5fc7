//! A value in force, and what put it there.

use std::fmt;

use crate::text::Place;

/// What put a value in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// Nobody said anything.
    #[default]
    Default,
    /// The file, at this place.
    File(Place),
    /// A flag of the call.
    Flag(&'static str),
}

/// `default`, `tieout.toml:3`, `--rounding`.
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::File(place) => f.write_str(&place.file_and_line()),
            Origin::Flag(flag) => f.write_str(flag),
        }
    }
}

/// A value in force with what put it there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// What put it in force.
    pub origin: Origin,
}

impl<T> Setting<T> {
    /// What holds where nobody says anything.
    pub fn by_default(value: T) -> Self {
        Setting { value, origin: Origin::Default }
    }

    /// What a flag says.
    pub fn by_flag(flag: &'static str, value: T) -> Self {
        Setting { value, origin: Origin::Flag(flag) }
    }

    /// What the file says at a place.
    pub(super) fn by_file(place: Place, value: T) -> Self {
        Setting { value, origin: Origin::File(place) }
    }

    /// Puts another setting in the place of this one, where there is another.
    pub(super) fn replace(&mut self, other: Option<Self>) {
        if let Some(other) = other {
            *self = other;
        }
    }

    /// Puts what a flag says in the place of what the file and the defaults say, where the flag is given.
    pub fn flag(&mut self, flag: &'static str, given: Option<T>) {
        if let Some(value) = given {
            *self = Setting::by_flag(flag, value);
        }
    }
}

/// What is said under a name of the reader's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<T> {
    /// The name as it is written.
    pub name: String,
    /// What is said.
    pub setting: Setting<T>,
}
