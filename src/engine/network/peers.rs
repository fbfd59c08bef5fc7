//! What the figures of other periods say of a slip.

use std::collections::HashMap;

use super::Network;
use super::levels::subject;
use crate::engine::judge::Stated;
use crate::engine::slip::{MAX_PEERS, Member};
use crate::identity::Role;
use crate::model::{Figure, Measure, Metric, Unit};

/// The positions of the stated levels of each metric and unit that have a period.
pub(super) type Peers = HashMap<(Metric, Unit), Vec<usize>>;

impl Network<'_> {
    /// The figures of a relation, with the levels of other periods beside each.
    pub(super) fn with_peers(&self, relation: &[(Role, usize)]) -> Vec<Member<'_>> {
        let figures = relation.iter().filter_map(|(role, index)| Some((*role, self.figures.get(*index)?)));
        let member = |(role, figure)| Member { stated: Stated::of(role, figure), figure, peers: self.peers_of(figure) };
        figures.map(member).collect()
    }

    fn peers_of(&self, figure: &Figure) -> Vec<&Figure> {
        let all = self.peers.get_or_init(|| index(self.figures));
        if figure.measure != Measure::Level {
            return Vec::new();
        }
        let own = subject(&figure.metric, figure.period);
        let known = all.get(&(figure.metric.clone(), figure.unit)).into_iter().flatten();
        let certain = known.filter(|index| !self.ambiguous.contains(index));
        let figures = certain.filter_map(|index| self.figures.get(*index));
        figures.filter(|peer| subject(&peer.metric, peer.period) != own).take(MAX_PEERS.saturating_add(1)).collect()
    }
}

fn index(figures: &[Figure]) -> Peers {
    let mut peers = Peers::new();
    for (index, figure) in figures.iter().enumerate() {
        if figure.measure == Measure::Level && figure.period.is_some() {
            peers.entry((figure.metric.clone(), figure.unit)).or_default().push(index);
        }
    }
    peers
}
