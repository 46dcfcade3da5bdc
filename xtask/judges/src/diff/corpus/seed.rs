//! Choices that can be repeated.

use sha2::{Digest, Sha256};

/// A sequence of numbers that looks random (splitmix64).
#[derive(Debug)]
pub(in crate::diff) struct Seed(u64);

impl Seed {
    /// A sequence for a description.
    pub(in crate::diff) fn new(seed: u64, id: &str) -> Self {
        let hash = Sha256::digest(id.as_bytes());
        let hash = hash
            .iter()
            .take(8)
            .fold(0, |all: u64, byte| all << 8 | u64::from(*byte));
        Self(seed ^ hash)
    }

    pub(in crate::diff) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Whether to do something, `n` times of a hundred.
    pub(in crate::diff) fn percent(&mut self, n: u64) -> bool {
        self.next() % 100 < n
    }

    /// One of several.
    pub(in crate::diff) fn choose<'t, T>(&mut self, of: &'t [T]) -> Option<&'t T> {
        let count = u64::try_from(of.len()).ok().filter(|count| *count > 0)?;
        of.get(usize::try_from(self.next() % count).ok()?)
    }
}
