//! Fast pseudo-random numbers with a seed, so that a run can be repeated.

/// SplitMix64.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// A generator that always gives the same numbers for the same seed.
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number in 0..1.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A number in `from..to`.
    pub fn between(&mut self, from: f64, to: f64) -> f64 {
        from + self.unit() * (to - from)
    }

    /// A UUID version 4.
    pub fn id(&mut self) -> Id {
        let high = (self.bits() & !0xf000) | 0x4000;
        let low = (self.bits() & !(0b11 << 62)) | (0b10 << 62);
        Id(u128::from(high) << 64 | u128::from(low))
    }
}

/// A UUID, written with dashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Id(pub u128);

impl Id {
    /// Reads the dashed form.
    pub fn read(text: &[u8]) -> Option<Id> {
        let mut value = 0u128;
        for byte in text.iter().filter(|byte| **byte != b'-') {
            value = value << 4 | u128::from(char::from(*byte).to_digit(16)?);
        }
        (text.len() == 36).then_some(Id(value))
    }

    /// Appends the dashed form.
    pub fn write(self, out: &mut Vec<u8>) {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        for nibble in 0..32 {
            if matches!(nibble, 8 | 12 | 16 | 20) {
                out.push(b'-');
            }
            out.push(HEX[(self.0 >> (124 - 4 * nibble)) as usize & 15]);
        }
    }
}
