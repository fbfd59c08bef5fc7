//! The statements that a figure is a member of.

/// Some statements of a paragraph, by their positions. Most figures have one, which takes no room of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statements {
    first: Option<usize>,
    others: Vec<usize>,
}

impl Statements {
    pub(super) fn one(position: usize) -> Self {
        Statements { first: Some(position), others: Vec::new() }
    }

    pub(super) fn push(&mut self, position: usize) {
        match self.first {
            Some(_) => self.others.push(position),
            None => self.first = Some(position),
        }
    }

    /// The positions, in the order in which the figure became a member.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.first.iter().chain(&self.others).copied()
    }

    /// Whether one of them is at a position.
    pub fn contains(&self, position: usize) -> bool {
        self.iter().any(|own| own == position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_kept_in_their_order() {
        let mut statements = Statements::default();
        assert_eq!(statements.iter().next(), None);
        [4, 2, 7].into_iter().for_each(|position| statements.push(position));
        assert_eq!(statements.iter().collect::<Vec<_>>(), [4, 2, 7]);
        assert!(statements.contains(7) && !statements.contains(3));
    }
}
