//! How a text is typed, and what of it is seen.
use linchpin::ui::chord::{Chord, Stroke};
use linchpin::ui::input::Input;
use linchpin::ui::note::Note;
use proptest::prelude::*;
use ratatui::buffer::CellWidth;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

/// What a line and a note have in common.
trait Field {
    fn strike(&mut self, key: Chord) -> bool;
    fn put(&mut self, text: &str);
}

impl Field for Input {
    fn strike(&mut self, key: Chord) -> bool {
        self.key(key)
    }

    fn put(&mut self, text: &str) {
        self.paste(text);
    }
}

impl Field for Note {
    fn strike(&mut self, key: Chord) -> bool {
        self.key(key)
    }

    fn put(&mut self, text: &str) {
        self.paste(text);
    }
}

fn play(field: &mut impl Field, script: &str) {
    for stroke in Stroke::all(script).unwrap() {
        match stroke {
            Stroke::Key(key) => assert!(field.strike(key), "{key} was not for the text"),
            Stroke::Paste(text) => field.put(&text),
        }
    }
}

/// The text with `|` at the caret, as a person sees it.
fn typed(script: &str) -> String {
    let mut input = Input::default();
    play(&mut input, script);
    let (mut shown, caret) = input.view(200);
    let ends = shown.grapheme_indices(true).map(|(at, _)| at).chain([shown.len()]);
    let at = ends.into_iter().find(|at| wide(&shown[..*at]) == usize::from(caret)).unwrap();
    shown.insert(at, '|');
    shown
}

#[test]
fn a_line_is_edited_as_in_a_shell() {
    #[rustfmt::skip]
    let cases = [
        ("abc", "abc|"),
        ("abc<left><left>x", "ax|bc"),
        ("abc<home>x<end>y", "xabcy|"),
        ("abc<c-a>x<c-e>y", "xabcy|"),
        ("abc<bs>", "ab|"),
        ("abc<c-h>", "ab|"),
        ("<bs>a", "a|"),
        ("abc<home><del>", "|bc"),
        ("abc<home><c-d>", "|bc"),
        ("abc<del>", "abc|"),
        ("một hai ba<c-w>", "một hai |"),
        ("a-b  c.d  <c-w>", "a-b  |"),
        ("một hai ba<a-bs>x", "một hai x|"),
        ("a-b  c.d<a-bs>", "a-b  c.|"),
        ("một hai ba<left><left><left><c-u>", "| ba"),
        ("một hai ba<left><left><left><c-k>", "một hai|"),
        ("một hai ba<a-b><a-b>x", "một x|hai ba"),
        ("một hai ba<c-left><c-left>x", "một x|hai ba"),
        ("một hai ba<home><a-f>x<c-right>y", "mộtx haiy| ba"),
        ("một hai ba<home><a-d>", "| hai ba"),
    ]
    .map(|(script, shown)| (script, shown.to_owned()));
    for (script, shown) in cases {
        assert_eq!(typed(script), shown, "{script}");
    }
}

#[test]
fn what_was_typed_is_taken_back_word_by_word_and_what_was_cut_or_pasted_at_once() {
    let of = |begun: &str, script: &str| {
        let mut input = Input::new(begun);
        play(&mut input, script);
        input.text().to_owned()
    };
    assert_eq!(of("", "gạo nếp<c-7>"), "gạo ");
    assert_eq!(of("", "gạo nếp<c-7><c-_>"), "");
    // An input method erases and writes anew within a word.
    assert_eq!(of("Lan ", "hoaf<bs><bs>òa<c-_>"), "Lan ");
    assert_eq!(of("Lan Anh", "<c-u><c-_>"), "Lan Anh");
    assert_eq!(of("Lan Anh", "<c-u><c-k><c-u><c-_>"), "Lan Anh");
    assert_eq!(of("Lan Anh", "<c-w><c-w><c-_>"), "Lan ");
    assert_eq!(of("Lan", "<paste:, Minh><c-_>x<c-_>"), "Lan");
    // What it began with is not taken back.
    assert_eq!(of("Lan", "<c-_><c-_>"), "Lan");
    assert_eq!(of("Lan", "x<c-_>!"), "Lan!");
}

#[test]
fn what_a_reader_sees_as_one_goes_as_one() {
    for letter in ["ễ", "đ", "東", "👩‍👧", "🇻🇳", "ﾊﾟ"] {
        assert_eq!(typed(&format!("a<paste:{letter}>b<left><bs>")), "a|b", "{letter}");
        assert_eq!(typed(&format!("a<paste:{letter}><left><del>")), "a|", "{letter}");
        assert_eq!(typed(&format!("<paste:{letter}>b<home><right>x")), format!("{letter}x|b"), "{letter}");
    }
}

#[test]
fn marks_join_their_letters() {
    for script in ["e\u{302}\u{303}", "ê\u{303}", "<paste:e\u{302}\u{303}>", "<paste:ê>\u{303}"] {
        let mut input = Input::default();
        play(&mut input, script);
        assert_eq!(input.text(), "ễ", "{script}");
    }
    let mut input = Input::new("Nguye\u{302}\u{303}n");
    assert_eq!(input.text(), "Nguyễn");
    play(&mut input, "<left><bs>e\u{303}");
    assert_eq!(input.text(), "Nguyẽn");
}

#[test]
fn backspace_and_a_recomposed_letter_write_vietnamese() {
    let mut input = Input::default();
    play(&mut input, "Nguye<bs>ên<c-h><c-h>ễn");
    assert_eq!(input.text(), "Nguyễn");
}

#[test]
fn a_paste_is_one_line_of_what_can_be_seen() {
    #[rustfmt::skip]
    let cases = [
        ("a\nb", "a b"), ("a\r\nb\r\n", "a b"), ("a\rb\r", "a b"), ("a\tb", "a b"), ("a\u{2028}b", "a b"),
        ("a\u{1b}[31mb\u{7}", "a[31mb"), ("\u{202a}+84 903\u{202c}", "+84 903"), ("\u{feff}a\u{200b}b", "ab"),
        ("👩\u{200d}👧", "👩\u{200d}👧"),
    ];
    for (pasted, kept) in cases {
        let mut input = Input::new("<>");
        play(&mut input, "<left>");
        input.paste(pasted);
        assert_eq!(input.text(), format!("<{kept}>"), "{pasted:?}");
    }
}

#[test]
fn what_is_not_for_the_text_is_left() {
    for key in ["<enter>", "<esc>", "<tab>", "<s-tab>", "<up>", "<down>", "<f2>", "<c-p>", "<c-s>", "<a-x>", "<ins>"] {
        let mut input = Input::new("a");
        assert!(!input.key(Chord::parse(key).unwrap()), "{key}");
        assert_eq!(input.text(), "a");
    }
    for key in ["<esc>", "<tab>", "<f2>", "<c-s>", "<a-x>"] {
        assert!(!Note::new("a").key(Chord::parse(key).unwrap()), "{key}");
    }
}

#[test]
fn a_long_line_is_seen_around_its_caret() {
    let keys = |script: &str, width| {
        let mut input = Input::new("0123456789abcdefghij");
        play(&mut input, script);
        let (line, caret) = input.view(width);
        format!("{line}@{caret}")
    };
    #[rustfmt::skip]
    let cases = [
        ("", 21, "0123456789abcdefghij@20"),
        ("", 20, "…23456789abcdefghij@19"),
        ("", 10, "…cdefghij@9"),
        ("<left>", 10, "…cdefghij@8"),
        ("<left><left><left>", 10, "…cdefghij@6"),
        ("<left><left><left><left>", 10, "…bcdefghij@6"),
        ("<left><left><left><left><left>", 10, "…abcdefgh…@6"),
        ("<home>", 10, "012345678…@0"),
        ("<home><right>", 10, "012345678…@1"),
        ("<home>", 20, "0123456789abcdefghij@0"),
        ("<left>", 20, "…23456789abcdefghij@18"),
        ("", 3, "…j@2"),
        ("<left><left>", 3, "…ij@1"),
        ("<left><left><left>", 3, "…h…@1"),
        ("<left>", 2, "j@0"),
        ("", 1, "@0"),
        ("<left>", 1, "j@0"),
        ("", 0, "@0"),
    ];
    for (script, width, shown) in cases {
        assert_eq!(keys(script, width), shown, "{script} in {width}");
    }
}

#[test]
fn a_wide_letter_is_never_halved() {
    let input = Input::new("東京米穀株式会社");
    assert_eq!(input.view(17), ("東京米穀株式会社".to_owned(), 16));
    assert_eq!(input.view(9), ("… 式会社".to_owned(), 8));
    let mut input = input;
    play(&mut input, "<home>");
    assert_eq!(input.view(10), ("東京米穀 …".to_owned(), 0));
}

#[test]
fn the_cursor_stays_in_its_area() {
    let input = Input::new("Nguyễn");
    assert_eq!(input.caret(Rect::new(5, 3, 20, 1)), Position { x: 11, y: 3 });
    assert_eq!(input.caret(Rect::new(5, 3, 4, 1)), Position { x: 8, y: 3 });
    assert_eq!(input.caret(Rect::new(5, 3, 0, 0)), Position { x: 5, y: 3 });
    let note = Note::new("một\nhai");
    assert_eq!(note.caret(Rect::new(5, 3, 20, 4)), Position { x: 8, y: 4 });
}

/// The note's lines with `|` at the caret, in this many cells.
fn noted(script: &str, width: u16, height: u16) -> String {
    let mut note = Note::default();
    note.fit(width);
    play(&mut note, script);
    let (mut lines, (x, y)) = note.view(width, height);
    let line = &mut lines[usize::from(y)];
    let at = line.char_indices().nth(x.into()).map_or(line.len(), |(at, _)| at);
    line.insert(at, '|');
    lines.join("\n")
}

#[test]
fn a_note_wraps_between_words() {
    #[rustfmt::skip]
    let cases = [
        ("một hai ba bốn", 8, "một hai \nba bốn|"),
        ("một hai <left>", 8, "một hai| "),
        ("abcdefghijklm", 6, "abcde\nfghij\nklm|"),
        ("a<enter><enter>b", 8, "a\n\nb|"),
        ("một<enter>hai<up>x", 8, "mộtx|\nhai"),
        ("một hai ba<home>x", 8, "một hai \nx|ba"),
        ("một hai ba<up><end>x", 9, "một haix| \nba"),
        ("một hai ba<up><end>x", 8, "một \nhaix| ba"),
        ("một hai ba<c-a>x", 8, "x|một \nhai ba"),
        ("một<enter>hai<c-u>x", 8, "một\nx|"),
        ("một<enter>hai<home><bs>x", 8, "mộtx|hai"),
        ("abcd<enter>a<enter>abcd<up><up>x", 8, "abcdx|\na\nabcd"),
        ("<paste:a\\nb\\n>c", 8, "a\nbc|"),
    ]
    .map(|(script, width, shown)| (script, width, shown.to_owned()));
    for (script, width, shown) in cases {
        assert_eq!(noted(script, width, 9), shown, "{script} in {width}");
    }
}

#[test]
fn a_note_is_left_over_its_ends() {
    let mut note = Note::new("một\nhai");
    let [up, down] = ["<up>", "<down>"].map(|key| Chord::parse(key).unwrap());
    assert!(!note.key(down));
    assert!(note.key(up));
    assert!(!note.key(up));
    assert!(note.key(down));
}

#[test]
fn a_tall_note_is_seen_around_its_caret() {
    let all = "1<enter>2<enter>3<enter>4<enter>5<enter>6<enter>7<enter>8";
    assert_eq!(noted(all, 8, 4), "5\n6\n7\n8|");
    assert_eq!(noted(&format!("{all}<up><up><up>"), 8, 4), "3\n4\n5|\n6");
    assert_eq!(noted(&format!("{all}<up><up><up><up><up><up><up>"), 8, 4), "1|\n2\n3\n4");
    assert_eq!(Note::new("a").view(0, 0), (Vec::new(), (0, 0)));
}

fn key() -> impl Strategy<Value = String> {
    #[rustfmt::skip]
    let named = [
        "left", "right", "home", "end", "bs", "del", "c-a", "c-e", "c-u", "c-k", "c-w", "a-b", "a-f", "a-d", "a-bs",
        "up", "down", "enter",
    ];
    let letters = ["a", "ế", "đ", "<space>", "東", "e", "\u{301}", "\u{200d}", "👩", "🇻", "ﾟ", "."];
    prop_oneof![
        prop::sample::select(named.to_vec()).prop_map(|name| format!("<{name}>")),
        prop::sample::select(letters.to_vec()).prop_map(str::to_owned),
    ]
}

fn wide(line: &str) -> usize {
    line.graphemes(true).map(|grapheme| usize::from(grapheme.cell_width())).sum()
}

proptest! {
    #[test]
    fn whatever_is_typed_the_caret_is_seen(keys in prop::collection::vec(key(), 0..60), width in 0u16..20, height in 0u16..6) {
        let (mut input, mut note) = (Input::default(), Note::default());
        note.fit(width);
        for key in &keys {
            let key = Chord::parse(key).unwrap();
            input.key(key);
            note.key(key);
            let (line, caret) = input.view(width);
            prop_assert!(wide(&line) <= width.into(), "{line}");
            prop_assert!(caret < width.max(1));
            let (lines, (x, y)) = note.view(width, height);
            prop_assert!(lines.len() <= height.into());
            prop_assert!(lines.iter().all(|line| wide(line) <= width.into()), "{lines:?}");
            prop_assert!(x < width.max(1) && y < height.max(1), "{x} {y}");
        }
        prop_assert!(unicode_normalization::is_nfc(input.text()));
        prop_assert!(!input.text().contains('\n'));
    }
}
