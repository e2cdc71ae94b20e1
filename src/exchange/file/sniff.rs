//! What a file is before it is read: text or not, how its letters are written, what divides its cells.
use super::encoding::{Decoder, Encoding, PIECE, unmarked_wide};
use super::one_byte::{Vietnamese, Western};
use super::table::Line;
use super::top::{self, Wide};
use super::unpacked;
use crate::lang::{Sentence, cell};
use csv::{ByteRecord, ReaderBuilder, Terminator};
use std::io::{self, Read, Seek, SeekFrom};

/// How a file is to be read.
#[derive(Clone)]
pub struct Look {
    pub encoding: Encoding,
    /// Bytes of the byte order mark.
    pub mark: usize,
    /// Lines end in a carriage return alone.
    pub mac: bool,
    pub delimiter: u8,
    /// The first line only names the delimiter, as Excel has it: `sep=;`.
    pub named: bool,
    /// What it is of, where it is no table: `JSON`, `vCard`, `iCalendar`.
    pub objects: Option<Objects>,
    /// Its lines are folded in the middle of letters: they are put together before the letters are read.
    pub folded: bool,
    pub notes: Vec<Sentence>,
}

/// Why it cannot be.
pub struct Refused {
    pub said: Sentence,
    /// Whether it is only not known in which letters it is written.
    pub letters: bool,
}

/// Reads the file once through, a piece at a time; what keeps it from being a table is said.
///
/// `told` is the encoding that a person named, `divider` what they said that divides its cells: they are not guessed then.
pub fn look<R: Read + Seek>(
    file: &mut R,
    told: Option<Encoding>,
    divider: Option<u8>,
) -> io::Result<Result<Look, Refused>> {
    let mut start = Vec::with_capacity(PIECE);
    file.by_ref().take(PIECE as u64).read_to_end(&mut start)?;
    let (mut notes, mut folded) = (Vec::new(), false);
    let (encoding, mark) = match Encoding::marked(&start) {
        marked if told.is_some() => {
            let mark = marked.filter(|(found, _)| Some(found.name()) == told.map(Encoding::name));
            (told.unwrap_or(Encoding::Utf8), mark.map_or(0, |(_, mark)| mark))
        }
        Some((encoding @ (Encoding::Utf16Le | Encoding::Utf16Be), mark)) => (encoding, mark),
        None if unmarked_wide(&start).is_some() => (unmarked_wide(&start).unwrap_or(Encoding::Utf16Le), 0),
        _ if is_binary(&start) => {
            return Ok(Err(Refused { said: cell::not_text(&cell::BINARY.into()), letters: false }));
        }
        other => match first_wrong_line(file)? {
            None => other.unwrap_or((Encoding::Utf8, 0)),
            Some(_) if is_folded(&start, file)? => {
                folded = true;
                other.unwrap_or((Encoding::Utf8, 0))
            }
            Some(line) => {
                let Some(one_byte) = one_byte(file)? else {
                    return Ok(Err(Refused { said: cell::unknown_letters(line), letters: true }));
                };
                notes.push(cell::read_as(one_byte.name(), line));
                (one_byte, other.map_or(0, |(_, mark)| mark))
            }
        },
    };
    file.seek(SeekFrom::Start(0))?;
    let mut sample = Vec::with_capacity(PIECE);
    Decoder::new(file.by_ref().take(PIECE as u64), encoding, mark, false).read_to_end(&mut sample)?;
    file.seek(SeekFrom::Start(0))?;
    let whole = start.len() < PIECE;
    let mac = !sample.contains(&b'\n') && sample.contains(&b'\r');
    if mac {
        sample.iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
    }
    let named = sample.strip_prefix(b"sep=").and_then(|rest| match rest {
        [mark @ (b'\t' | b'!'..=b'~'), b'\n', ..] | [mark @ (b'\t' | b'!'..=b'~'), b'\r', b'\n', ..] => Some(*mark),
        _ => None,
    });
    let named = named.filter(|mark| *mark != b'"');
    let delimiter = divider.or(named).unwrap_or_else(|| delimiter(&sample, whole));
    Ok(Ok(Look { encoding, mark, mac, delimiter, named: named.is_some(), objects: objects(&sample), folded, notes }))
}

/// Texts that hold records by names.
#[derive(Clone, Copy)]
pub enum Objects {
    Json,
    Cards,
    Diary,
}

/// Which a text is by how it begins.
fn objects(sample: &[u8]) -> Option<Objects> {
    let mut signs = sample.iter().copied().filter(|byte| !byte.is_ascii_whitespace());
    let is = match (signs.next(), signs.next()) {
        (Some(b'['), Some(b'[')) => matches!(signs.next(), None | Some(b'[' | b'{' | b'"' | b']')),
        (Some(b'['), next) => matches!(next, None | Some(b'{' | b']')),
        (Some(b'{'), next) => matches!(next, Some(b'"' | b'}')),
        _ => false,
    };
    if is { Some(Objects::Json) } else { lined(sample) }
}

/// Which of the forms that are lines of a name and a value a text begins as.
fn lined(sample: &[u8]) -> Option<Objects> {
    let begins =
        |mark: &[u8]| sample.trim_ascii_start().get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
    BEGINS.into_iter().find(|(mark, _)| begins(mark)).map(|(_, objects)| objects)
}

/// Whether it is only the folding of its lines that keeps a file from being UTF-8.
fn is_folded<R: Read + Seek>(start: &[u8], file: &mut R) -> io::Result<bool> {
    if lined(start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start)).is_none() {
        return Ok(false);
    }
    let mut whole = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.by_ref().take(unpacked::MOST).read_to_end(&mut whole)?;
    Ok(std::str::from_utf8(&unfolded(&whole)).is_ok())
}

/// Bytes without what folds lines (RFC 5545, 3.1).
pub fn unfolded(bytes: &[u8]) -> Vec<u8> {
    let (mut out, mut rest) = (Vec::with_capacity(bytes.len()), bytes);
    loop {
        rest = match rest {
            [b'\r', b'\n', b' ' | b'\t', rest @ ..] | [b'\n', b' ' | b'\t', rest @ ..] => rest,
            [byte, rest @ ..] => {
                out.push(*byte);
                rest
            }
            [] => return out,
        };
    }
}

const BEGINS: [(&[u8], Objects); 2] = [(b"BEGIN:VCARD", Objects::Cards), (b"BEGIN:VCALENDAR", Objects::Diary)];

/// Of ten bytes of a text fewer than one is a control.
fn is_binary(start: &[u8]) -> bool {
    let control = |byte: &&u8| **byte < b' ' && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1B);
    start.iter().filter(control).count() * 10 > start.len()
}

/// The line of the first byte that is no UTF-8.
fn first_wrong_line<R: Read + Seek>(file: &mut R) -> io::Result<Option<u64>> {
    file.seek(SeekFrom::Start(0))?;
    let mut piece = vec![0; PIECE];
    let mut kept = 0;
    let (mut lines, mut returns) = (0, 0);
    loop {
        let count = file.read(&mut piece[kept..])?;
        let filled = kept + count;
        let valid = match std::str::from_utf8(&piece[..filled]) {
            Ok(_) => filled,
            Err(error) if error.error_len().is_none() && count > 0 => error.valid_up_to(),
            Err(error) => {
                let before = &piece[..error.valid_up_to()];
                let (lines, returns) = (lines + count_of(b'\n', before), returns + count_of(b'\r', before));
                return Ok(Some(1 + if lines == 0 { returns } else { lines }));
            }
        };
        if count == 0 {
            return Ok(None);
        }
        lines += count_of(b'\n', &piece[..valid]);
        returns += count_of(b'\r', &piece[..valid]);
        piece.copy_within(valid..filled, 0);
        kept = filled - valid;
    }
}

/// Reads the whole file for what shows in which letters it is written; nothing, where they are none of those.
fn one_byte<R: Read + Seek>(file: &mut R) -> io::Result<Option<Encoding>> {
    file.seek(SeekFrom::Start(0))?;
    let (mut piece, mut marks, mut letters) = (vec![0; PIECE], Vietnamese::default(), Western::default());
    loop {
        match file.read(&mut piece)? {
            0 if marks.is_it() => return Ok(Some(Encoding::Windows1258)),
            0 => return Ok(letters.is_it().then_some(Encoding::Windows1252)),
            count => {
                marks.see(&piece[..count]);
                letters.see(&piece[..count]);
            }
        }
    }
}

pub fn count_of(wanted: u8, bytes: &[u8]) -> u64 {
    bytes.iter().map(|byte| u64::from(*byte == wanted)).sum()
}

/// What may divide cells, in the order in which a tie is settled.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// Records looked at.
const RECORDS: usize = 200;

/// The delimiter by which most records have as many cells as each other and as the header; a comma where none divides
/// anything.
fn delimiter(sample: &[u8], whole: bool) -> u8 {
    let scored = DELIMITERS.iter().rev().filter_map(|delimiter| Some((score(sample, whole, *delimiter)?, *delimiter)));
    scored.max_by_key(|(score, _)| *score).map_or(b',', |(_, delimiter)| delimiter)
}

/// Whether nothing is above the header, whether it has as many cells as most, how many in a thousand have as many, and how
/// many cells that is.
fn score(sample: &[u8], whole: bool, delimiter: u8) -> Option<(bool, bool, usize, usize)> {
    let mut reader = reader(sample, delimiter);
    let (mut widths, mut near) = (Vec::new(), Vec::new());
    let mut record = ByteRecord::new();
    while widths.len() < RECORDS && reader.read_byte_record(&mut record).unwrap_or(false) {
        widths.push(Wide::of(record.iter()));
        if near.len() < top::ROWS {
            let cells = record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
            near.push(Line { cells, ..Line::default() });
        }
    }
    if !whole && widths.len() > 1 && widths.len() < RECORDS {
        widths.pop();
    }
    near.truncate(widths.len());
    let above = top::above(near.iter(), 0);
    let above = if above == 0 { under_title(&widths, &near) } else { above };
    let widths: Vec<usize> = widths[above..].iter().map(|row| row.cells).collect();
    let header = *widths.first().filter(|width| **width > 1)?;
    let count = |width: usize| widths.iter().filter(|other| **other == width).count();
    let width = widths.iter().copied().filter(|width| *width > 1).max_by_key(|width| (count(*width), *width))?;
    let share = count(width) * 1000 / widths.len();
    (share >= 500).then_some((above == 0, header == width, share, width))
}

/// How many rows of one cell stand above others that are all as wide as each other, where no cell begins as a word behind
/// a mark does.
fn under_title(widths: &[Wide], near: &[Line]) -> usize {
    let Some(above) = widths.iter().position(|row| row.cells > 1) else { return 0 };
    let spoken = |line: &Line| line.cells.iter().skip(1).any(|cell| cell.starts_with(' '));
    let below = &widths[above..];
    let even = below.len() > 1 && below.iter().all(|row| row.cells == below[0].cells);
    if even && !near.iter().any(spoken) { above } else { 0 }
}

/// The csv reader of all tables: rows of any length, lines that end in a line feed.
pub fn reader<R: Read>(from: R, delimiter: u8) -> csv::Reader<R> {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(delimiter).terminator(Terminator::Any(b'\n'));
    builder.buffer_capacity(PIECE).from_reader(from)
}
