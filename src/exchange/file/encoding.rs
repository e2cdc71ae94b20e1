//! Bytes of a file as UTF-8, whatever they were written in, a piece at a time.
use std::io::{self, Read};
use unicode_normalization::UnicodeNormalization;

/// How a file's letters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    /// UTF-8 after a byte order mark, as spreadsheets write it.
    Utf8Bom,
    Utf16Le,
    Utf16Be,
    Windows1252,
    /// Vietnamese of Windows: most marks stand behind their letters; they are put together.
    Windows1258,
    // Those that are read only where a person says so.
    Windows1251,
    Big5,
    Gb18030,
    ShiftJis,
    EucKr,
}

/// Those that a person chooses from, each by a name of its own.
pub const ENCODINGS: [(&str, Encoding); 10] = [
    ("utf-8", Encoding::Utf8),
    ("utf-16", Encoding::Utf16Le),
    ("utf-16be", Encoding::Utf16Be),
    ("windows-1252", Encoding::Windows1252),
    ("windows-1258", Encoding::Windows1258),
    ("windows-1251", Encoding::Windows1251),
    ("big5", Encoding::Big5),
    ("gb18030", Encoding::Gb18030),
    ("shift-jis", Encoding::ShiftJis),
    ("euc-kr", Encoding::EucKr),
];

impl Encoding {
    /// The encoding that a byte order mark names, and the bytes of the mark.
    pub fn marked(start: &[u8]) -> Option<(Self, usize)> {
        match start {
            [0xEF, 0xBB, 0xBF, ..] => Some((Self::Utf8Bom, 3)),
            [0xFF, 0xFE, ..] => Some((Self::Utf16Le, 2)),
            [0xFE, 0xFF, ..] => Some((Self::Utf16Be, 2)),
            _ => None,
        }
    }

    /// The encoding of a name that people and programs give it: `utf-8`, `UTF16LE`, `cp1252`.
    pub fn named(name: &str) -> Option<Self> {
        let plain: String = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
        Some(match plain.as_str() {
            "utf8" => Self::Utf8,
            "utf8bom" | "utf8sig" => Self::Utf8Bom,
            "utf16" | "utf16le" | "unicode" => Self::Utf16Le,
            "utf16be" => Self::Utf16Be,
            "windows1252" | "cp1252" | "latin1" | "iso88591" | "ansi" => Self::Windows1252,
            "windows1258" | "cp1258" => Self::Windows1258,
            "windows1251" | "cp1251" => Self::Windows1251,
            "big5" | "cp950" => Self::Big5,
            "gb18030" | "gbk" | "gb2312" | "cp936" => Self::Gb18030,
            "shiftjis" | "sjis" | "cp932" => Self::ShiftJis,
            "euckr" | "cp949" => Self::EucKr,
            _ => return None,
        })
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 | Self::Utf8Bom => "UTF-8",
            Self::Utf16Le | Self::Utf16Be => "UTF-16",
            Self::Windows1252 => "Windows-1252",
            Self::Windows1258 => "Windows-1258",
            Self::Windows1251 => "Windows-1251",
            Self::Big5 => "Big5",
            Self::Gb18030 => "GB18030",
            Self::ShiftJis => "Shift-JIS",
            Self::EucKr => "EUC-KR",
        }
    }

    /// One that is read by the tables of browsers.
    fn of_browsers(self) -> Option<&'static encoding_rs::Encoding> {
        Some(match self {
            Self::Windows1251 => encoding_rs::WINDOWS_1251,
            Self::Big5 => encoding_rs::BIG5,
            Self::Gb18030 => encoding_rs::GB18030,
            Self::ShiftJis => encoding_rs::SHIFT_JIS,
            Self::EucKr => encoding_rs::EUC_KR,
            _ => return None,
        })
    }
}

/// Bytes read at once.
pub const PIECE: usize = 1 << 16;
/// Bytes of one record beyond which it is none: a quote was opened and never closed, or its line has no end.
pub const RECORD: u64 = 1 << 24;

/// A file read as UTF-8 without its byte order mark.
pub struct Decoder<R> {
    file: R,
    encoding: Encoding,
    /// Lines end in a carriage return alone, which is made a line feed.
    mac: bool,
    /// Bytes of the mark still to be passed.
    mark: usize,
    raw: Vec<u8>,
    /// Bytes and half a letter that wait for the rest.
    odd: Option<u8>,
    half: Option<u16>,
    /// A letter that waits for its mark.
    bare: Option<char>,
    browsers: Option<encoding_rs::Decoder>,
    ready: String,
    at: usize,
    pub taken: u64,
    /// Bytes given since a record began.
    since: u64,
    /// The last byte given that is no blank.
    pub tail: u8,
    pub ended: bool,
    pub runaway: bool,
    /// Bytes that a record may have.
    most: u64,
}

impl<R: Read> Decoder<R> {
    pub fn new(file: R, encoding: Encoding, mark: usize, mac: bool) -> Self {
        let raw = if matches!(encoding, Encoding::Utf8 | Encoding::Utf8Bom) { Vec::new() } else { vec![0; PIECE] };
        Self {
            file,
            encoding,
            mac,
            mark,
            raw,
            odd: None,
            half: None,
            bare: None,
            browsers: encoding.of_browsers().map(encoding_rs::Encoding::new_decoder_without_bom_handling),
            ready: String::new(),
            at: 0,
            taken: 0,
            since: 0,
            tail: 0,
            ended: false,
            runaway: false,
            most: RECORD,
        }
    }

    /// One that is read whole: it has no records that could be without an end.
    pub fn whole(file: R, encoding: Encoding, mark: usize) -> Self {
        Self { most: u64::MAX, ..Self::new(file, encoding, mark, false) }
    }

    pub fn begin_record(&mut self) {
        self.since = 0;
    }

    fn pass_mark(&mut self) -> io::Result<()> {
        let mut mark = [0; 3];
        let wanted = std::mem::take(&mut self.mark);
        self.file.read_exact(&mut mark[..wanted])?;
        self.taken += wanted as u64;
        Ok(())
    }

    /// Decodes the next piece; an empty one is the end.
    fn refill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.at = 0;
        while self.ready.is_empty() {
            let count = self.file.read(&mut self.raw)?;
            self.taken += count as u64;
            let raw = std::mem::take(&mut self.raw);
            match self.encoding {
                Encoding::Windows1258 => self.vietnamese(&raw[..count]),
                Encoding::Windows1252 => self.ready.extend(raw[..count].iter().map(|byte| windows_1252(*byte))),
                Encoding::Utf16Le | Encoding::Utf16Be => self.utf_16(&raw[..count]),
                _ => self.as_browsers(&raw[..count]),
            }
            self.raw = raw;
            if count == 0 {
                break;
            }
        }
        Ok(())
    }

    /// The last letter waits for what follows, unless nothing came.
    fn vietnamese(&mut self, bytes: &[u8]) {
        for next in bytes.iter().map(|byte| windows_1258(*byte)) {
            match self.bare.map(|bare| (bare, joined(bare, next))) {
                Some((_, Some(whole))) => self.bare = Some(whole),
                Some((bare, None)) => {
                    self.ready.push(bare);
                    self.bare = Some(next);
                }
                None => self.bare = Some(next),
            }
        }
        if bytes.is_empty() {
            self.ready.extend(self.bare.take());
        }
    }

    /// Half a letter waits for what follows, unless nothing came.
    fn as_browsers(&mut self, bytes: &[u8]) {
        let Some(decoder) = &mut self.browsers else { return };
        self.ready.reserve(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or_default());
        let _ = decoder.decode_to_string(bytes, &mut self.ready, bytes.is_empty());
    }

    fn utf_16(&mut self, bytes: &[u8]) {
        let mut units: Vec<u16> = self.half.take().into_iter().collect();
        let mut bytes = self.odd.take().into_iter().chain(bytes.iter().copied());
        let unit = if self.encoding == Encoding::Utf16Le { u16::from_le_bytes } else { u16::from_be_bytes };
        let before = units.len();
        while let Some(first) = bytes.next() {
            match bytes.next() {
                Some(second) => units.push(unit([first, second])),
                None => self.odd = Some(first),
            }
        }
        // The first half of a letter waits for the second, unless nothing came.
        if units.len() > before && units.last().is_some_and(|last| (0xD800..0xDC00).contains(last)) {
            self.half = units.pop();
        }
        let letters = char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER));
        self.ready.extend(letters);
    }
}

impl<R: Read> Read for Decoder<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.since > self.most {
            self.runaway = true;
            return Err(io::Error::other("a record without an end"));
        }
        if self.mark > 0 {
            self.pass_mark()?;
        }
        let count = if self.raw.is_empty() {
            let count = self.file.read(into)?;
            self.taken += count as u64;
            count
        } else {
            if self.at == self.ready.len() {
                self.refill()?;
            }
            let count = into.len().min(self.ready.len() - self.at);
            into[..count].copy_from_slice(&self.ready.as_bytes()[self.at..self.at + count]);
            self.at += count;
            count
        };
        let given = &mut into[..count];
        if self.mac {
            given.iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
        }
        self.ended |= count == 0;
        self.since += count as u64;
        self.tail = given.iter().rev().find(|byte| !byte.is_ascii_whitespace()).copied().unwrap_or(self.tail);
        Ok(count)
    }
}

/// Windows-1252 as browsers read it (WHATWG Encoding), where the five bytes without a letter are controls.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// Windows-1258 as browsers read it.
fn windows_1258(byte: u8) -> char {
    match byte {
        0xC3 => 'Ă',
        0xCC => '\u{300}',
        0xD0 => 'Đ',
        0xD2 => '\u{309}',
        0xD5 => 'Ơ',
        0xDD => 'Ư',
        0xDE => '\u{303}',
        0xE3 => 'ă',
        0xEC => '\u{301}',
        0xF0 => 'đ',
        0xF2 => '\u{323}',
        0xF5 => 'ơ',
        0xFD => 'ư',
        0xFE => '₫',
        0x8A | 0x8E | 0x9A | 0x9E => char::from(byte),
        _ => windows_1252(byte),
    }
}

/// A letter with its mark as one letter, where there is such.
fn joined(letter: char, mark: char) -> Option<char> {
    if !('\u{300}'..'\u{370}').contains(&mark) {
        return None;
    }
    let mut whole = [letter, mark].into_iter().nfc();
    whole.next().filter(|_| whole.next().is_none())
}

/// Of a text without a mark, the encoding of two bytes a letter that its zeros show.
pub fn unmarked_wide(start: &[u8]) -> Option<Encoding> {
    let zeros = |from: usize| start.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), start.len() / 2);
    let of = |zero: usize, other: usize| pairs > 1 && zero * 4 >= pairs && other * 50 <= pairs;
    if of(odd, even) { Some(Encoding::Utf16Le) } else { of(even, odd).then_some(Encoding::Utf16Be) }
}
