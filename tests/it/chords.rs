//! Keys and their texts.
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use linchpin::ui::chord::{Chord, Stroke, UnknownKey};
use proptest::prelude::*;

#[test]
fn a_key_has_one_text() {
    let none = KeyModifiers::NONE;
    #[rustfmt::skip]
    let cases = [
        (KeyCode::Char('j'), none, "j"),
        (KeyCode::Char('J'), KeyModifiers::SHIFT, "J"),
        (KeyCode::Char('đ'), none, "đ"),
        (KeyCode::Char(' '), none, "<space>"),
        (KeyCode::Char(' '), KeyModifiers::CONTROL, "<c-space>"),
        (KeyCode::Char('<'), none, "<lt>"),
        (KeyCode::Char('>'), none, ">"),
        (KeyCode::Char('>'), KeyModifiers::ALT, "<a-gt>"),
        (KeyCode::Char('-'), KeyModifiers::CONTROL, "<c-->"),
        (KeyCode::Char('k'), KeyModifiers::CONTROL, "<c-k>"),
        (KeyCode::Char('K'), KeyModifiers::CONTROL, "<c-k>"),
        (KeyCode::Char('b'), KeyModifiers::ALT, "<a-b>"),
        (KeyCode::Char('x'), KeyModifiers::ALT.union(KeyModifiers::CONTROL), "<c-a-x>"),
        (KeyCode::Down, KeyModifiers::CONTROL, "<c-down>"),
        (KeyCode::Up, KeyModifiers::SHIFT, "<s-up>"),
        (KeyCode::Left, KeyModifiers::SHIFT.union(KeyModifiers::CONTROL), "<c-s-left>"),
        (KeyCode::BackTab, KeyModifiers::SHIFT, "<s-tab>"),
        (KeyCode::Insert, none, "<ins>"),
        (KeyCode::Delete, none, "<del>"),
        (KeyCode::F(1), none, "<f1>"),
        (KeyCode::F(12), none, "<f12>"),
        (KeyCode::F(5), KeyModifiers::SHIFT, "<s-f5>"),
        (KeyCode::Backspace, none, "<bs>"),
    ];
    for (code, modifiers, text) in cases {
        let chord = Chord::read(KeyEvent::new(code, modifiers)).unwrap();
        assert_eq!(chord.to_string(), text);
        assert_eq!(Chord::parse(text), Some(chord), "{text}");
    }
}

#[test]
fn what_is_no_key_is_told() {
    for code in [KeyCode::CapsLock, KeyCode::Menu, KeyCode::F(13), KeyCode::F(0), KeyCode::Null] {
        assert_eq!(Chord::read(KeyEvent::new(code, KeyModifiers::NONE)), None, "{code:?}");
    }
    for word in ["<entr>", "<f13>", "<f0>", "<x>", "<s-a>", "<c->", "<>", "<z-up>"] {
        assert_eq!(Chord::parse(word), None, "{word}");
        assert_eq!(Stroke::all(&format!("j{word}k")), Err(UnknownKey(word.to_owned())));
        assert_eq!(Chord::all(&format!("j{word}k")), []);
    }
}

#[test]
fn a_text_is_its_keys() {
    let texts = |keys: &str| Chord::all(keys).iter().map(Chord::to_string).collect::<Vec<_>>();
    assert_eq!(texts("jj<enter>"), ["j", "j", "<enter>"]);
    assert_eq!(texts("a<b"), ["a", "<lt>", "b"]);
    assert_eq!(texts("<c-s-tab>ạ>"), ["<c-s-tab>", "ạ", ">"]);
}

#[test]
fn both_backspaces_are_one() {
    for (text, is) in
        [("<bs>", true), ("<c-h>", true), ("h", false), ("<a-bs>", false), ("<c-bs>", false), ("<del>", false)]
    {
        assert_eq!(Chord::parse(text).unwrap().is_backspace(), is, "{text}");
    }
}

#[test]
fn a_script_holds_pastes() {
    let paste = |text: &str| Stroke::Paste(text.to_owned());
    let key = |text| Stroke::Key(Chord::parse(text).unwrap());
    assert_eq!(
        Stroke::all("/<paste:Gạo Đồng Tháp><enter>").unwrap(),
        [key("/"), paste("Gạo Đồng Tháp"), key("<enter>")]
    );
    assert_eq!(Stroke::all(r"<paste:a\nb\>c\\d>j").unwrap(), [paste("a\nb>c\\d"), key("j")]);
    assert_eq!(Stroke::all("<paste:never closed").unwrap(), [paste("never closed")]);
}

fn chord() -> impl Strategy<Value = Chord> {
    let codes = ["enter", "esc", "tab", "s-tab", "bs", "up", "left", "home", "pgdn", "ins", "del", "f1", "f12"];
    let named = prop::sample::select(codes.to_vec()).prop_map(|name| Chord::parse(&format!("<{name}>")).unwrap().code);
    let letter = any::<char>().prop_filter("printable", |c| !c.is_control()).prop_map(KeyCode::Char);
    let held = (any::<bool>(), any::<bool>(), any::<bool>());
    (prop_oneof![named, letter], held).prop_filter_map("a key of a terminal", |(code, (control, alt, shift))| {
        let mut modifiers = KeyModifiers::NONE;
        modifiers.set(KeyModifiers::CONTROL, control);
        modifiers.set(KeyModifiers::ALT, alt);
        modifiers.set(KeyModifiers::SHIFT, shift);
        Chord::read(KeyEvent::new(code, modifiers))
    })
}

proptest! {
    #[test]
    fn a_script_reads_as_it_was_written(
        strokes in prop::collection::vec(
            prop_oneof![chord().prop_map(Stroke::Key), "[^\0-\x09\x0b-\x1f]{0,8}".prop_map(Stroke::Paste)],
            0..8,
        )
    ) {
        let script: String = strokes.iter().map(Stroke::to_string).collect();
        prop_assert_eq!(Stroke::all(&script), Ok(strokes), "{}", script);
    }
}
