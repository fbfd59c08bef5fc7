//! A place of its own for each of some hashes, so that a search is one look and no loop.

use std::cmp::Reverse;

/// There are at least five places for four hashes: with fewer the last ones would find none free.
const PLACES: (usize, usize) = (5, 4);

/// There are at most so many hashes in a group on average: the fewer, the sooner a number is found that sets them apart.
const HASHES_A_GROUP: usize = 4;

/// A place for each hash, which no other of those that were given has. Hashes fall into groups, and each group has a number with
/// which its hashes are mixed once more, chosen so that the places which come of it were free.
#[derive(Debug)]
pub(super) struct Places {
    /// A power of two of them.
    mixed_with: Box<[u16]>,
    /// How many places there are, less one: a power of two of them.
    last: usize,
}

impl Places {
    /// The places of some hashes that are all different.
    pub(super) fn of_all(hashes: &[u64]) -> Self {
        let groups = hashes.len().div_ceil(HASHES_A_GROUP).next_power_of_two();
        let (places, of_hashes) = PLACES;
        let places = hashes.len().saturating_mul(places).div_ceil(of_hashes).next_power_of_two();
        let mut chosen = Places { mixed_with: vec![0; groups].into(), last: places.saturating_sub(1) };
        let mut by_group = vec![Vec::new(); groups];
        for hash in hashes {
            if let Some(group) = by_group.get_mut(chosen.group(*hash)) {
                group.push(*hash);
            }
        }
        // The largest groups choose while most places are free.
        by_group.sort_by_key(|group| Reverse(group.len()));
        let mut taken = vec![false; places];
        for hashes in &by_group {
            let number = chosen.choose(hashes, &mut taken);
            let group = hashes.first().map(|hash| chosen.group(*hash));
            if let Some(mixed_with) = group.and_then(|group| chosen.mixed_with.get_mut(group)) {
                *mixed_with = number;
            }
        }
        chosen
    }

    /// How many places there are.
    pub(super) fn len(&self) -> usize {
        self.last.saturating_add(1)
    }

    /// The place of a hash; that of another one, or of none, if it is none of those that were given.
    #[inline]
    pub(super) fn of(&self, hash: u64) -> usize {
        self.mixed(hash, self.mixed_with.get(self.group(hash)).copied().unwrap_or_default())
    }

    /// Chooses the number for the hashes of a group, and takes their places. There is one for hashes that are different: a few of
    /// them find free places within tens of thousands of tries.
    fn choose(&self, hashes: &[u64], taken: &mut [bool]) -> u16 {
        let mut places = Vec::with_capacity(hashes.len());
        for number in 0..=u16::MAX {
            places.clear();
            places.extend(hashes.iter().map(|hash| self.mixed(*hash, number)));
            places.sort_unstable();
            let are_apart = places.is_sorted_by(|place, next| place < next);
            if are_apart && places.iter().all(|place| taken.get(*place) == Some(&false)) {
                for place in places {
                    taken.get_mut(place).into_iter().for_each(|taken| *taken = true);
                }
                return number;
            }
        }
        0
    }

    #[inline]
    fn group(&self, hash: u64) -> usize {
        usize::try_from(hash >> 48).unwrap_or_default() & self.mixed_with.len().wrapping_sub(1)
    }

    #[inline]
    fn mixed(&self, hash: u64, number: u16) -> usize {
        /// Lets the lower bits bear on the upper ones.
        const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
        let spread = (hash ^ u64::from(number)).wrapping_mul(SPREAD);
        usize::try_from(spread >> 40).unwrap_or_default() & self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::article::vocabulary::Key;

    #[test]
    fn each_hash_has_a_place_of_its_own() {
        for count in [0, 1, 2, 3, 4, 5, 1000, 3276, 3277, 5000, 65535] {
            let hashes: Vec<u64> = (0..count).map(|number: usize| Key::of(&number.to_string()).hash()).collect();
            let places = Places::of_all(&hashes);
            let mut taken = vec![false; places.len()];
            for hash in &hashes {
                assert!(!std::mem::replace(&mut taken[places.of(*hash)], true), "{count}");
            }
            assert!(places.len() < hashes.len() * 5 / 2 + 2, "{count}");
            assert!(places.of(Key::of("another").hash()) < places.len(), "{count}");
        }
    }
}
