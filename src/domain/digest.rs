//! A digest of texts that stays the same with every compiler and machine: FNV-1a, 64 bits, with a mark after each text.

/// The prime of FNV-1a, and what undoes a multiplication by it.
const PRIME: u64 = 0x100_0000_01b3;
const INVERSE: u64 = 0xce96_5057_aff6_957b;

/// A digest under way.
#[derive(Clone, Copy)]
pub struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Digest {
    /// One that came to this so far.
    pub fn so_far(value: u64) -> Self {
        Self(value)
    }

    /// Adds a text.
    pub fn add(&mut self, text: &str) {
        for byte in text.bytes().chain([0x1f]) {
            self.byte(byte);
        }
    }

    /// Adds a number.
    pub fn number(&mut self, n: i64) {
        for byte in n.to_le_bytes() {
            self.byte(byte);
        }
    }

    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(PRIME);
    }

    /// Takes off the number that was added last.
    pub fn without(&mut self, n: i64) {
        for byte in n.to_le_bytes().into_iter().rev() {
            self.0 = self.0.wrapping_mul(INVERSE) ^ u64::from(byte);
        }
    }

    /// What it has come to.
    pub fn value(self) -> u64 {
        self.0
    }
}
