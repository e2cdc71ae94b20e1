//! In which letters a text of one byte a letter is written, by the bytes that stand beside each other: Vietnamese, those
//! of Western Europe, or others that nobody named.

/// Bytes of marks in Windows-1258: grave, hook, tilde, acute, dot below. In Windows-1252 they are `ÌÒÞìò`.
const MARKS: [u8; 5] = [0xCC, 0xD2, 0xDE, 0xEC, 0xF2];
/// Letters that take such a mark and hardly stand before `ÌÒÞìò` in any language: Â Ă Ê Ô Ơ Ư, great and small.
const BEFORE: [u8; 12] = [0xC2, 0xC3, 0xCA, 0xD4, 0xD5, 0xDD, 0xE2, 0xE3, 0xEA, 0xF4, 0xF5, 0xFD];

/// Counts what shows that a text is of Windows-1258, a piece at a time.
#[derive(Default)]
pub struct Vietnamese {
    before: [u8; 2],
    fits: u64,
    strays: u64,
}

impl Vietnamese {
    pub fn see(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let [letter, mark] = self.before;
            let plain = b"aeiouyAEIOUY".contains(&letter);
            match MARKS.contains(&mark) {
                true if BEFORE.contains(&letter) => self.fits += 1,
                // A capital behind a small letter, or a mark within a word: no other language has that.
                true if plain && (mark < 0xE0 && letter.is_ascii_lowercase() || byte.is_ascii_alphabetic()) => {
                    self.fits += 1;
                }
                true if !plain => self.strays += 1,
                _ => {}
            }
            self.before = [mark, *byte];
        }
    }

    pub fn is_it(&mut self) -> bool {
        self.see(b"  ");
        self.fits > self.strays
    }
}

/// Counts what no text of Windows-1252 has, a piece at a time: letters of another encoding that are read as if they were.
#[derive(Default)]
pub struct Western {
    before: [u8; 2],
    /// How many such bytes stand in a row.
    row: u64,
    all: u64,
    high: u64,
    strange: u64,
}

/// Signs that may stand anywhere in Windows-1252: dashes, dots, quotes, blanks, and `ª º`, which stand in words.
const ANYWHERE: [u8; 13] = [0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0xA0, 0xAA, 0xAD, 0xB7, 0xBA];
/// No letters of Windows-1252, but for `ƒ`, which hardly anybody writes.
const NOTHING: [u8; 6] = [0x81, 0x83, 0x8D, 0x8F, 0x90, 0x9D];
/// Letters in a row that hardly any word has.
const IN_A_ROW: u64 = 3;

impl Western {
    pub fn see(&mut self, bytes: &[u8]) {
        self.all += bytes.len() as u64;
        for byte in bytes {
            let [left, at] = self.before;
            self.before = [at, *byte];
            if at.is_ascii() || ANYWHERE.contains(&at) {
                self.row = 0;
                continue;
            }
            (self.high, self.row) = (self.high + 1, self.row + 1);
            let within = !is_letter(at) && is_letter(left) && is_letter(*byte);
            self.strange += match self.row {
                IN_A_ROW => IN_A_ROW,
                row => u64::from(row > IN_A_ROW || within || NOTHING.contains(&at)),
            };
        }
    }

    /// Three of four are as they would be; or the rest is hardly anything of the text, whose writer had them mangled.
    pub fn is_it(&mut self) -> bool {
        self.see(b" ");
        self.strange * 4 <= self.high || self.strange * 1_000 < self.all
    }
}

/// Of Windows-1252.
fn is_letter(byte: u8) -> bool {
    match byte {
        0x8A | 0x8C | 0x8E | 0x9A | 0x9C | 0x9E | 0x9F => true,
        0xD7 | 0xF7 => false,
        _ => byte >= 0xC0 || byte.is_ascii_alphabetic(),
    }
}
