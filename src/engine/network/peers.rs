//! What the figures of other periods say of a slip.

use std::collections::{HashMap, HashSet};

use super::Network;
use super::levels::subject;
use crate::engine::judge::Stated;
use crate::engine::slip::{MAX_PEERS, Member};
use crate::identity::Role;
use crate::model::{Figure, Measure, Metric, Unit};

/// The positions of the stated levels of each metric and unit, one for each period, and no more than matter.
pub(super) type Peers = HashMap<(Metric, Unit), Vec<usize>>;

impl Network<'_> {
    /// The figures of a relation, with the levels of other periods beside each.
    pub(super) fn with_peers(&self, relation: &[(Role, usize)]) -> Vec<Member<'_>> {
        let figures = relation.iter().filter_map(|(role, index)| Some((*role, self.figures.get(*index)?)));
        let member = |(role, figure)| Member { stated: Stated::of(role, figure), figure, peers: self.peers_of(figure) };
        figures.map(member).collect()
    }

    fn peers_of(&self, figure: &Figure) -> Vec<&Figure> {
        let all = self.peers.get_or_init(|| self.index());
        if figure.measure != Measure::Level {
            return Vec::new();
        }
        let own = subject(&figure.metric, figure.period);
        let known = all.get(&(figure.metric.clone(), figure.unit)).into_iter().flatten();
        let figures = known.filter_map(|index| self.figures.get(*index));
        figures.filter(|peer| subject(&peer.metric, peer.period) != own).take(MAX_PEERS.saturating_add(1)).collect()
    }

    fn index(&self) -> Peers {
        let mut peers = Peers::new();
        let mut seen = HashSet::new();
        for (index, figure) in self.figures.iter().enumerate() {
            let is_level = figure.measure == Measure::Level && figure.period.is_some();
            if !is_level || self.ambiguous.contains(&index) {
                continue;
            }
            let known = peers.entry((figure.metric.clone(), figure.unit)).or_default();
            // A figure's own period is none of its peers', and one too many tells that there are too many.
            if known.len() <= MAX_PEERS.saturating_add(1)
                && seen.insert((subject(&figure.metric, figure.period), figure.unit))
            {
                known.push(index);
            }
        }
        peers
    }
}
