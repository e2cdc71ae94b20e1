//! What is said of the words of a file that stand for a choice or a row of a list.
use super::{Sentence, Text, say};

pub const MEANT: Text = say("What names and words mean", "Tên và từ nghĩa là gì");
pub const NEW: Text = say("new in the list", "mới trong danh mục");
pub const KEPT: Text = say("kept as written", "giữ như đã ghi");
pub const FIXED: Text = say("These choices are fixed: Enter picks one", "Các lựa chọn này có sẵn: Enter để chọn");
pub const SHOWS: Text = say("  n shows them", "  n để xem");
pub const SHOWN: Text = say("n shows what its words become", "n để xem các từ được hiểu thế nào");

/// What a word of a field means.
pub fn what_is(label: Text, word: &str) -> Sentence {
    Sentence::new(format!("{}: what is '{word}'?", label.en), format!("{}: '{word}' là gì?", label.vi))
}

/// Words are said of a field that has none.
pub fn no_choice(label: Text) -> Sentence {
    Sentence::new(
        format!("{} is no choice and no list: its words mean what they say", label.en.to_lowercase()),
        format!("{} không phải lựa chọn hay danh mục: chữ ghi sao hiểu vậy", label.vi.to_lowercase()),
    )
}

/// What words are taken for that are not called so: `state: Contacted = working, Junk = disqualified`.
pub fn taken_for(field: &str, words: &str) -> Sentence {
    Sentence::new(format!("{field}: words taken for {words}"), format!("{field}: các từ hiểu là {words}"))
}

/// Words that are kept as they are written, and how they can be understood.
pub fn unknown(words: &str) -> Sentence {
    Sentence::new(
        format!("kept as written, n says what they mean: {words}"),
        format!("giữ như đã ghi, n để chọn nghĩa: {words}"),
    )
}

/// Words that a list takes in.
pub fn new_in_list(field: &str, words: &str) -> Sentence {
    Sentence::new(format!("{field}: new in the list: {words}"), format!("{field}: mới trong danh mục: {words}"))
}

/// How many words a list takes in, and so many of them: `6 new words of industry: Rice, Mining …`.
pub fn new_words(label: Text, count: usize, first: &str, named: usize) -> Sentence {
    let (words, more) = (if count == 1 { "word" } else { "words" }, if count > named { " …" } else { "" });
    Sentence::new(
        format!("{count} new {words} of {}: {first}{more}", label.en.to_lowercase()),
        format!("{count} từ mới của {}: {first}{more}", label.vi.to_lowercase()),
    )
}
