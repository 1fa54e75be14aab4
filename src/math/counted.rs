//! Counts in words.
//!
//! In: how many, and what one and several are called. Out: `1 person`, `3 people`. Must not know: what is counted.

use std::fmt::Display;

/// A count with the word that goes with it.
pub fn counted<T: Copy + Display + PartialEq + From<u8>>(count: T, one: &str, several: &str) -> String {
    let word = if count == T::from(1) { one } else { several };
    format!("{count} {word}")
}

/// `a` or `an`, as the word asks for.
pub fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

#[cfg(test)]
mod tests {
    use super::{article, counted};

    #[test]
    fn one_is_no_plural() {
        assert_eq!(counted(1_u32, "person", "people"), "1 person");
        assert_eq!(counted(0_usize, "person", "people"), "0 people");
        assert_eq!((article("account"), article("channel")), ("an", "a"));
    }
}
