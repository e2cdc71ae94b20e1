//! One fold, its words, and what may reach a terminal.
use linchpin::domain::fold::{accented_words, clean, fold, has_accents, quoted, words};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

#[test]
fn a_text_folds_to_plain_letters_composed_or_not() {
    for (text, folded) in [
        ("Đà Nẵng", "da nang"),
        ("NGUYỄN THỊ ĐÀO", "nguyen thi dao"),
        ("Lê  Thị\t Thương ", "le thi thuong"),
        ("ưỡn ẹo ộ ặ ể", "uon eo o a e"),
        ("đĐ", "dd"),
        ("Ōta", "ota"),
        ("ﬁx", "fix"),
        ("STRAẞE Straße", "strasse strasse"),
        ("İstanbul Yıldız", "istanbul yildiz"),
        ("Łódź Ærø Œuvre Þór", "lodz aero oeuvre thor"),
        ("ＡＢＣ１２３", "abc123"),
        ("ﾊﾝｶｸ", "ハンカク"),
        ("Ⅳ ²", "iv 2"),
        ("ΟΔΟΣ οδος", "οδοσ οδοσ"),
        ("O’Brien – ‘x’", "o'brien - 'x'"),
        ("東京", "東京"),
        ("a\u{200B}b\u{FEFF}c\u{0}d", "abcd"),
        ("\u{A0}x\u{3000}y\u{A0}", "x y"),
        ("👨\u{200D}👩\u{FE0F}", "👨👩"),
        ("", ""),
        (" \n ", ""),
    ] {
        assert_eq!(fold(text), folded, "{text}");
        assert_eq!(fold(&text.nfd().collect::<String>()), folded, "{text} taken apart");
        assert_eq!(fold(&text.nfc().collect::<String>()), folded, "{text} put together");
    }
}

#[test]
fn words_are_letters_and_digits() {
    assert_eq!(words("Công ty TNHH An-Phát (2019), Q.7"), ["cong", "ty", "tnhh", "an", "phat", "2019", "q", "7"]);
    assert_eq!(words("--- ..."), [""; 0]);
    assert_eq!(accented_words("Công ty ĐÀO, 東京 An"), ["công", "ty", "đào", "東京", "an"]);
    let apart: String = "Nguyễn Thị Đào".nfd().collect();
    assert_eq!(accented_words(&apart), ["nguyễn", "thị", "đào"]);
    assert_eq!(accented_words("Ĳ\u{30c}"), ["i\u{1f0}"]);
}

#[test]
fn both_ways_of_placing_a_tone_are_one() {
    for (one, other) in [("Hoà", "Hòa"), ("Thuý", "Thúy"), ("khoẻ", "khỏe"), ("toạ", "tọa"), ("HUỶ", "HỦY")]
    {
        assert_eq!(accented_words(one), accented_words(other), "{one}");
    }
    for same in ["quý", "hoàn", "thuỷ tinh"] {
        assert_eq!(fold(&accented_words(same).join(" ")), fold(same));
    }
    assert_eq!(accented_words("Quý Hoàn"), ["quý", "hoàn"]);
}

#[test]
fn accents_ask_for_themselves() {
    for yes in ["Hà", "đ", "Đ", "e\u{301}", "ễ"] {
        assert!(has_accents(yes), "{yes}");
    }
    for no in ["", "Ha Noi", "0903", "東京", "a\u{A0}b", "–"] {
        assert!(!has_accents(no), "{no}");
    }
}

#[test]
fn nothing_that_reaches_a_terminal_moves_it() {
    for (text, kept) in [
        ("plain", "plain"),
        ("Nguyễn", "Nguyễn"),
        ("Nguye\u{302}\u{303}n", "Nguye\u{302}\u{303}n"),
        ("a\u{1b}[31mred\u{1b}[0m", "ared"),
        ("a\u{1b}[2J\u{1b}[1;1Hb", "ab"),
        ("\u{1b}]0;title\u{7}x", "x"),
        ("\u{1b}]8;;http://x\u{1b}\\link\u{1b}]8;;\u{1b}\\", "link"),
        ("\u{1b}]never ends", "never ends"),
        ("\u{9b}31mx", "x"),
        ("\u{9d}0;t\u{9c}x", "x"),
        ("\u{1b}(Bx", "x"),
        ("x\u{1b}", "x"),
        ("a\u{0}b\u{7}c\u{7f}d\u{8}", "abcd"),
        ("exe\u{202e}gnp.", "exegnp."),
        ("\u{2066}x\u{2069}\u{200f}", "x"),
        ("ad\u{200b}min\u{200d}\u{feff}", "admin"),
        ("👨\u{200d}👩\u{200d}👧", "👨\u{200d}👩\u{200d}👧"),
        ("👨\u{200d}\u{200d}x", "👨x"),
        ("می\u{200c}خواهم", "می\u{200c}خواهم"),
        ("one\ntwo\tthree\r\nfour\rfive\u{2028}six", "one two three four five six"),
    ] {
        assert_eq!(clean(text, false), kept, "{text:?}");
    }
    assert_eq!(clean("one\ntwo\tthree\r\nfour\rfive", true), "one\ntwo\tthree\nfour\nfive");
    let smeared = format!("Z{}a", "\u{301}".repeat(50));
    assert_eq!(clean(&smeared, false).chars().count(), 6);
    assert_eq!(quoted(&"x".repeat(100)).chars().count(), 41);
    assert_eq!(quoted("  \u{1b}[31mĐào "), "Đào");
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in r"\PC*|[\x00-\u{24F}\u{300}-\u{36F}\u{1E00}-\u{1EFF}]{0,40}") {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once.clone());
        prop_assert_eq!(fold(&text.nfd().collect::<String>()), once);
        let accented = accented_words(&text);
        prop_assert_eq!(accented_words(&accented.join(" ")), accented.clone());
        prop_assert_eq!(accented_words(&text.nfc().collect::<String>()), accented);
        let _ = (words(&text), has_accents(&text));
    }

    #[test]
    fn what_is_clean_is_clean(text in r"[\x00-\x20\x1b\[\]\x7f-\u{9f}a-c;0-9\u{200b}-\u{202e}👨ễ\n]{0,60}", lines: bool) {
        let once = clean(&text, lines).into_owned();
        prop_assert!(!once.chars().any(|c| c.is_control() && !(lines && matches!(c, '\n' | '\t'))), "{:?}", once);
        prop_assert_eq!(clean(&once, lines), once.clone());
    }
}
