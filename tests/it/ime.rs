//! Vietnamese input left on where letters are commands.
use super::{has, has_not, stage};
use linchpin::ui::chord::Chord;
use linchpin::ui::ime::{Method, Unbend};

/// The keys that were pressed, by what arrived, in turn on a list and in a field, where letters are text.
fn pressed(method: Method, arrived: &[&str]) -> String {
    let mut unbend = Unbend::new(method);
    let mut keys = String::new();
    for (n, arrived) in arrived.iter().enumerate() {
        for key in Chord::all(arrived) {
            keys.extend(unbend.take(key, n % 2 == 1).keys.iter().map(Chord::to_string));
        }
    }
    keys.extend(unbend.rest().keys.iter().map(Chord::to_string));
    assert!(!unbend.waits());
    keys
}

#[test]
fn a_composed_letter_is_the_key_that_composed_it() {
    #[rustfmt::skip]
    let cases = [
        // What arrives, and what it is by Telex and by VNI.
        ("jjk", "jjk", "jjk"),
        ("a<bs>á", "as", "a1"), ("a<bs>à", "af", "a2"), ("a<bs>ả", "ar", "a3"), ("a<bs>ã", "ax", "a4"), ("a<bs>ạ", "aj", "a5"),
        ("a<bs>â", "aa", "a6"), ("e<bs>ê", "ee", "e6"), ("o<bs>ô", "oo", "o6"), ("d<bs>đ", "dd", "d9"),
        ("o<bs>ơ", "ow", "o7"), ("u<bs>ư", "uw", "u7"), ("a<bs>ă", "aw", "a8"),
        ("a<c-h>ạ", "aj", "a5"),
        // Capitals.
        ("A<bs>Ạ", "AJ", "A5"), ("D<bs>Đ", "DD", "D9"), ("U<bs>Ư", "UW", "U7"),
        // One mark for another, and taken off.
        ("a<bs>á<bs>à", "asf", "a12"), ("a<bs>â<bs>ă", "aaw", "a68"), ("a<bs>á<bs>a", "asz", "a10"), ("a<bs>á<bs>a<enter>", "asz<enter>", "a10<enter>"),
        // A mark typed twice is undone.
        ("a<bs>ạ<bs>aj", "ajj", "a5j"), ("a<bs>â<bs>aa", "aaa", "a6a"), ("d<bs>đ<bs>dd", "ddd", "d9d"), ("u<bs>ư<bs>uw", "uww", "u7w"), ("ư<bs>w", "ww", "u7w"),
        ("a<bs>á<bs>a1", "as1", "a11"),
        // More than one letter again.
        ("tie<bs>ê<bs><bs>iế", "tiees", "tie61"), ("tie<bs>ê<bs>ế", "tiees", "tie61"), ("tieng<bs><bs><bs><bs>iéng", "tiengs", "tieng1"),
        ("tieng<bs><bs><bs>éng<bs><bs><bs>ếng", "tiengse", "tieng16"),
        ("hoa<bs><bs>òa<bs><bs>oàn", "hoafn", "hoa2n"), ("thuo<bs>ơ<bs><bs>ươn", "thuown", "thuo7n"),
        ("uo<bs><bs>ươ", "uow", "uo7"), ("uo<bs><bs>ươ<bs><bs>uow", "uoww", "uo7w"),
        ("jja<bs>ạj", "jjajj", "jja5j"),
        // A letter that came alone, or in pieces.
        ("ạ", "aj", "a5"), ("ế", "ees", "e61"), ("ư", "w", "u7"), ("ứ", "ws", "u71"), ("ơ", "[", "o7"), ("đ", "dd", "d9"), ("Ơ", "{", "O7"),
        ("a\u{323}", "aj", "a5"), ("a<bs>a\u{323}", "aj", "a5"), ("a\u{302}\u{323}", "aaj", "a65"),
        ("jja", "jja", "jja"),
        // Another language's.
        ("ü", "ü", "ü"), ("東", "東", "東"),
    ];
    for (arrived, telex, vni) in cases {
        assert_eq!(pressed(Method::Telex, &[arrived]), telex, "{arrived}, Telex");
        assert_eq!(pressed(Method::Vni, &[arrived]), vni, "{arrived}, VNI");
    }
}

#[test]
fn the_persons_own_backspaces_are_theirs() {
    #[rustfmt::skip]
    let cases = [
        ("<bs>", "<bs>"), ("j<bs>", "j<bs>"), ("j<bs>k", "j<bs>k"), ("j<bs>j", "j<bs>j"), ("jk<bs><bs>", "jk<bs><bs>"),
        ("jk<bs><bs><bs>", "jk<bs><bs><bs>"), ("j<bs><down>", "j<bs><down>"), ("j<enter><bs>", "j<enter><bs>"),
        ("ab<bs><bs>ak", "ab<bs><bs>ak"), ("a<down><bs>j", "a<down><bs>j"), ("a1<bs>", "a1<bs>"),
    ];
    for (arrived, meant) in cases {
        assert_eq!(pressed(Method::Telex, &[arrived]), meant, "{arrived}");
    }
    let long = "jk".repeat(40);
    assert_eq!(pressed(Method::Telex, &[&format!("{long}a<bs>ạ")]), format!("{long}aj"));
}

#[test]
fn in_a_text_letters_are_as_they_come() {
    #[rustfmt::skip]
    let cases = [
        ("/", "nguye<bs>ê<bs><bs>yễn", "nguye<bs>ê<bs><bs>yễn"), ("/", "a<bs>", "a<bs>"), ("/", "ạ", "ạ"), ("/", "<bs>", "<bs>"),
        ("", "a\u{323}", "a\u{323}"),
        // But what reaches back into the commands is a key.
        ("a", "<bs>â", "a"), ("a", "<bs>ân", "an"), ("a", "<c-h>ạ", "j"), ("a", "<bs>x", "<bs>x"), ("a", "<bs>", "<bs>"),
        ("a", "mi<bs><bs><bs>ámi", "mi<bs><bs>mis"), ("a", "ha<bs>á", "ha<bs>á"),
    ];
    for (list, field, meant) in cases {
        assert_eq!(pressed(Method::Telex, &[list, field]), format!("{list}{meant}"), "{list} then {field}");
    }
    assert_eq!(pressed(Method::Vni, &["a", "<bs>á"]), "a1");
}

#[test]
fn back_on_the_list_the_word_is_commands_again() {
    assert_eq!(pressed(Method::Vni, &["a", "<bs>á", "<bs>à"]), "a12");
    assert_eq!(pressed(Method::Telex, &["a", "ha", "<bs>á"]), "ahas");
}

#[test]
fn backspaces_wait_for_their_letter_but_not_for_ever() {
    let chord = |text| Chord::parse(text).unwrap();
    let mut unbend = Unbend::default();
    unbend.take(chord("a"), false);
    assert!(!unbend.waits());
    assert!(unbend.take(chord("<bs>"), false).keys.is_empty());
    assert!(unbend.waits());
    assert_eq!(unbend.rest().keys, [chord("<bs>")]);
    assert!(!unbend.waits());
    // A slow input method: the letter is read all the same.
    assert_eq!(unbend.take(chord("ạ"), false).keys, [chord("j")]);
}

#[test]
fn it_is_hinted_once() {
    let mut unbend = Unbend::default();
    let hints: Vec<bool> =
        Chord::all("aj<bs>k<enter>a<bs>ạa<bs>â").into_iter().map(|key| unbend.take(key, false).hint).collect();
    assert_eq!(hints.iter().filter(|hint| **hint).count(), 1, "{hints:?}");
    assert!(hints[7], "{hints:?}");
}

#[test]
fn lists_and_answers_work_with_it_on() {
    let mut s = stage();
    s.keys("1e<esc>j<bs>k");
    has_not(&s, "Vietnamese input");
    s.keys("k").keys("oo<bs>ô");
    has(&s, "Vietnamese input is on");
    s.keys("<esc>");
    // `a`, then `a` and `n` to narrow the answers.
    s.keys("<enter><esc>a<bs>ân");
    has(&s, "/an▏");
    s.keys("<esc>/nguye<bs>ên<bs><bs>ễn");
    has(&s, "/nguyễn▏");
    has(&s, "Nguyễn Thị Đào");
}
