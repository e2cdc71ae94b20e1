//! Chance that is the same for a seed on every machine and in every version: `SplitMix64` (Steele, Lea, Flood, "Fast
//! splittable pseudorandom number generators", 2014).

/// Drawn from a seed.
pub struct Chance(u64);

impl Chance {
    /// From a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Below a number, each as likely; 0 where that is 0.
    pub fn below(&mut self, end: usize) -> usize {
        let end = end as u128;
        usize::try_from((u128::from(self.next()) * end) >> 64).unwrap_or(0)
    }

    /// Below a number, the lower ones much more often: of twenty the first comes every other time.
    pub fn skewed(&mut self, end: usize) -> usize {
        let (one, two, three) = (self.below(end), self.below(end.max(1)), self.below(end.max(1)));
        one * two / end.max(1) * three / end.max(1)
    }

    /// So many times in a hundred.
    pub fn percent(&mut self, often: usize) -> bool {
        self.below(100) < often
    }

    /// One of a list.
    pub fn one<'a>(&mut self, list: &'a [String]) -> &'a str {
        list.get(self.below(list.len())).map_or("", String::as_str)
    }
}
