//! Room of lists that are done with.

/// Room for so many things is kept from text to text, as most articles have: more would be held in vain.
pub(super) const MOST_SPARE: usize = 1024;

/// The room of so many paragraphs that are done with is kept.
pub(super) const MOST_PARAGRAPHS: usize = 64;

/// A list of nothing, with the room of one that is done with; collecting in place keeps it.
pub(super) fn emptied<T, U>(list: Vec<T>) -> Vec<U> {
    if list.capacity() <= MOST_SPARE { emptied_whole(list) } else { Vec::new() }
}

/// The same, however much room there is.
pub(super) fn emptied_whole<T, U>(list: Vec<T>) -> Vec<U> {
    list.into_iter().map_while(|_| None).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_of_a_short_list_is_kept_and_that_of_a_long_one_is_not() {
        for (room, kept) in [(0, 0), (8, 8), (MOST_SPARE, MOST_SPARE), (MOST_SPARE + 1, 0)] {
            let mut list = Vec::with_capacity(room);
            list.extend(["a", "b"].map(str::to_owned).into_iter().take(room));
            let emptied: Vec<String> = emptied(list);
            assert_eq!((emptied.len(), emptied.capacity()), (0, kept), "{room}");
        }
    }
}
