//! Find and replace: what is found in a text, what is put in its place, and what stays as it was.
use super::{act, has, has_not, morning_in};
use linchpin::domain::lead::Lead;
use linchpin::domain::person::Absence;
use linchpin::domain::replace::Finder;
use linchpin::lang::Lang;
use linchpin::store::Store;
use linchpin::ui::stage::Stage;

/// In a text, a find; the part that was found gives way.
#[track_caller]
fn part(text: &str, find: &str, with: &str, to: &str) {
    let found = Finder::new(find, false).replaced(text, with);
    let wanted = (text != to).then(|| to.to_owned());
    assert_eq!(found, wanted, "{find:?} in {text:?}");
}

#[test]
fn case_and_accents_are_aside_unless_they_are_typed() {
    part("Công ty TNHH Bắc Hà", "cong ty tnhh", "CTY", "CTY Bắc Hà");
    part("Công ty TNHH", "CÔNG", "Tổng", "Tổng ty TNHH");
    part("Cong ty TNHH", "công", "Tổng", "Cong ty TNHH");
    part("Đà Nẵng, da nang", "da nang", "Huế", "Huế, Huế");
    part("Đà Nẵng, da nang", "đà nẵng", "Huế", "Huế, da nang");
    part("Đà Nẵng", "đ", "D", "Dà Nẵng");
    part("Đà Nẵng", "d", "D", "Dà Nẵng");
    part("Hòa Bình · Hoà Bình", "hoà", "Hà", "Hà Bình · Hà Bình");
    part("Hoàng Hoà", "hoà", "Hò", "Hòng Hò");
    part("Quý Quy", "quý", "Q", "Q Quy");
}

#[test]
fn what_stands_around_it_stays_byte_for_byte() {
    use unicode_normalization::UnicodeNormalization;
    let apart: String = "Nguyễn Thị Đào · Gạo Đồng Tháp".nfd().collect();
    for find in ["gao", "gạo", &"gạo".nfd().collect::<String>()] {
        let found = Finder::new(find, false).replaced(&apart, "Lúa").unwrap();
        let [before, after] = ["Nguyễn Thị Đào · ", " Đồng Tháp"].map(|text| text.nfd().collect::<String>());
        assert_eq!(found, format!("{before}Lúa{after}"));
    }
    // What is put in is composed.
    let with: String = "Lúa".nfd().collect();
    assert_eq!(Finder::new("x", false).replaced("x", &with).unwrap(), "Lúa");
    // A letter with its mark is one: o is not found in half of ộ.
    let found = Finder::new("o", false).replaced("m\u{1ed9}t", "a");
    assert_eq!(found.as_deref(), Some("mat"));
    assert_eq!(Finder::new("o", false).replaced(&"mộ".nfd().collect::<String>(), "a").as_deref(), Some("ma"));
}

#[test]
fn letters_that_fold_to_several_are_found_whole_or_not_at_all() {
    part("Straße", "strasse", "Str.", "Str.");
    part("Straße", "ss", "z", "Straze");
    part("Straße", "s", "z", "ztraße");
    part("Großstraße", "ssst", "|", "Gro|raße");
    part("İstanbul IŞIK", "istanbul", "İzmir", "İzmir IŞIK");
    part("İstanbul", "i", "I", "Istanbul");
    part("ﬁne", "fi", "a", "ane");
    part("ﬁne", "i", "a", "ﬁne");
    part("Łódź Æ", "lodz ae", "x", "x");
    part("東京 ｶﾞ", "ガ", "x", "東京 x");
    part("👩‍👩‍👧 x", "x", "y", "👩‍👩‍👧 y");
}

#[test]
fn blanks_are_one_and_nothing_is_found_only_in_what_is_empty() {
    part("An   Phát\u{a0}Ltd", "an phat ltd", "AP", "AP");
    part("An Phát Ltd.", " ltd.", "", "An Phát");
    part("aaaa", "aa", "b", "bb");
    part("abc", "", "x", "abc");
    assert_eq!(Finder::new("", false).replaced("", "web").as_deref(), Some("web"));
    assert_eq!(Finder::new("", true).replaced("  ", "web").as_deref(), Some("web"));
    part("same", "same", "same", "same");
    part("Same", "same", "same", "same");
    part("a\u{200b}b", "ab", "c", "c");
}

#[test]
fn the_whole_cell_is_all_of_it() {
    let whole = |text: &str, find: &str| Finder::new(find, true).replaced(text, "x");
    assert_eq!(whole("Việt Nam", "viet nam").as_deref(), Some("x"));
    assert_eq!(whole(" Việt  Nam ", "việt nam").as_deref(), Some("x"));
    assert_eq!(whole("Viet Nam", "việt nam"), None);
    assert_eq!(whole("Việt Nam ơi", "viet nam"), None);
    assert_eq!(whole("Thanh Hoá", "thanh hóa").as_deref(), Some("x"));
}

fn companies(s: &Store) -> Vec<String> {
    (1..8).map(|id| s.get::<Lead>(id).unwrap().company).collect()
}

fn entries(s: &Store) -> usize {
    s.entries(1000).unwrap().len()
}

/// The seven leads; in which field is asked, then what to find.
fn asking(lang: Lang, field: &str) -> Stage {
    let mut s = Stage::new(morning_in(lang), 80, 24).unwrap();
    s.keys(&format!("1<s-tab>%{field}<enter>"));
    s
}

#[test]
fn what_would_change_is_shown_as_it_is_typed_and_nothing_is_written_before_enter() {
    for (lang, told, done, undone) in [
        (Lang::En, "2 rows change", "2 leads → Company: ph → F. u undoes", "Undone: 2 leads"),
        (Lang::Vi, "2 dòng đổi", "2 khách mới → Công ty: ph → F. u hoàn tác", "Đã hoàn tác: 2 khách mới"),
    ] {
        let mut s = asking(lang, if lang == Lang::En { "comp" } else { "công" });
        let (before, count) = (companies(s.store()), entries(s.store()));
        s.keys("ph<tab>F");
        has(&s, told);
        has(&s, "Phở Bắc Hà → Fở Bắc Hà");
        has(&s, "Cà phê Buôn Ma Thuột → Cà Fê Buôn Ma Thuột");
        assert_eq!(companies(s.store()), before);
        s.keys("<esc>");
        assert_eq!((companies(s.store()), entries(s.store())), (before.clone(), count), "Esc leaves nothing");
        s.keys("%").keys(if lang == Lang::En { "comp<enter>ph<tab>F<enter>" } else { "công<enter>ph<tab>F<enter>" });
        has(&s, done);
        assert_eq!(companies(s.store())[1], "Fở Bắc Hà");
        assert_eq!(entries(s.store()), count + 1, "one deed");
        s.keys("u");
        has(&s, undone);
        assert_eq!(companies(s.store()), before);
    }
}

/// Both sides of a long cell have room for what differs.
#[test]
fn what_becomes_of_a_long_cell_is_in_sight() {
    let mut store = morning_in(Lang::En);
    let note = "Cần 20 tấn ST25 mỗi tháng, giá CIF Rotterdam, giao trước Tết, trả sau 30 ngày";
    act(&mut store, "lead", "add", &[], &[("name", "Bà Tám"), ("note", note)]);
    let mut s = Stage::new(store, 80, 24).unwrap();
    s.keys("1<s-tab>%note<enter>20 tấn<tab>35 T");
    has(&s, " → Cần 35 T ST25");
    has(&s, "Cần 20 tấn");
}

/// Enter behind what is to be found goes on to what is put there; that nothing is put there is said before it is done.
#[test]
fn what_was_never_typed_takes_nothing_out_at_the_first_enter() {
    for (lang, told, done) in [
        (Lang::En, "what is found is taken out", "2 leads → Company: phở → —. u undoes"),
        (Lang::Vi, "chữ tìm thấy sẽ bị bỏ đi", "2 khách mới → Công ty: phở → —. u hoàn tác"),
    ] {
        let mut store = morning_in(lang);
        act(&mut store, "lead", "add", &[], &[("name", "Bà Tư"), ("company", "Bún phở")]);
        let mut s = Stage::new(store, 80, 24).unwrap();
        s.keys("1<s-tab>%").keys(if lang == Lang::En { "comp<enter>" } else { "công<enter>" });
        has_not(&s, told);
        let (count, before) = (entries(s.store()), companies(s.store()));
        s.keys("phở<enter>");
        has(&s, told);
        assert_eq!((entries(s.store()), companies(s.store())), (count, before));
        s.keys("Bún");
        has_not(&s, told);
        s.keys("<c-u>");
        has(&s, told);
        s.keys("<enter>");
        has(&s, done);
        assert_eq!(companies(s.store())[1], "Bắc Hà");
    }
}

#[test]
fn marked_rows_alone_are_changed_else_those_that_the_filter_leaves() {
    let mut s = Stage::new(morning_in(Lang::En), 80, 24).unwrap();
    s.keys("1<s-tab>/source:web<enter>%");
    // The field that the list is asked by is the first.
    s.keys("1web<tab>mail");
    has(&s, "2 rows change");
    s.keys("<enter>");
    has(&s, "2 leads → Source: web → mail");
    let mut s = Stage::new(morning_in(Lang::En), 80, 24).unwrap();
    s.keys("1<s-tab>gg<space><space>%title<enter><c-x><tab>Buyer<enter>");
    has(&s, "2 leads → Title: — → Buyer");
    let titles: Vec<String> = (1..8).map(|id| s.store().get::<Lead>(id).unwrap().title).collect();
    assert_eq!(titles.iter().filter(|title| *title == "Buyer").count(), 2);
}

#[test]
fn what_a_rule_forbids_is_told_before_and_left_as_it_was() {
    for (lang, refused, left) in [
        (Lang::En, "1 row changes, 1 refused", "· 1 could not take it"),
        (Lang::Vi, "1 dòng đổi, 1 không được", "· 1 dòng không nhận được"),
    ] {
        let mut store = morning_in(lang);
        for (who, from) in [("Lan", "1/12/2026"), ("Minh", "5/12/2026")] {
            act(&mut store, "absence", "add", &[], &[("person", who), ("from", from), ("till", "8/12/2026")]);
        }
        let mut s = Stage::new(store, 80, 24).unwrap();
        s.keys("ga<s-tab>%").keys(if lang == Lang::En { "until<enter>" } else { "đến<enter>" });
        s.keys("08/12<tab>04/12");
        has(&s, refused);
        has(&s, if lang == Lang::En { "ends before it begins" } else { "kết thúc trước khi bắt đầu" });
        s.keys("<enter>");
        has(&s, left);
        let till = |s: &mut Stage, id: i64| s.store().get::<Absence>(id).unwrap().till.unwrap().to_string();
        assert_eq!([till(&mut s, 1), till(&mut s, 2)], ["2026-12-04", "2026-12-08"]);
        s.keys("u");
        assert_eq!(till(&mut s, 1), "2026-12-08");
        // Where none can take it nothing is written.
        let count = entries(s.store());
        s.keys("%").keys(if lang == Lang::En { "until<enter>" } else { "đến<enter>" }).keys("08/12<tab>31/2<enter>");
        has(&s, if lang == Lang::En { "0 rows change, 2 refused" } else { "0 dòng đổi, 2 không được" });
        assert_eq!(entries(s.store()), count);
    }
}

#[test]
fn in_today_it_is_for_the_kind_under_the_cursor() {
    let mut store = morning_in(Lang::En);
    act(&mut store, "task", "add", &[], &[("subject", "Phở papers"), ("due", "today 10:06")]);
    let mut s = Stage::new(store, 80, 24).unwrap();
    s.keys("0gg%company<enter>pho<tab>Bún");
    has(&s, "7 leads");
    has(&s, "1 row changes");
    // Marked rows of several kinds are asked no such thing.
    s.keys("<esc>*%");
    has(&s, "'find and replace' asks other things of each kind");
    s.keys("<esc>%company<enter>pho<tab>Bún<enter>");
    assert_eq!(companies(s.store())[1], "Bún Bắc Hà");
}

#[test]
fn rows_that_are_out_of_sight_are_said_to_be() {
    let mut store = morning_in(Lang::En);
    for n in 0..30 {
        act(&mut store, "lead", "add", &[], &[("name", &format!("Zed {n}"))]);
    }
    let mut s = Stage::new(store, 80, 24).unwrap();
    s.keys("1<s-tab>/Zed<enter>%lead<enter>Zed<tab>Zoe");
    has(&s, "PgDn reads on: 1–14 of 30");
    s.keys("<pgdn>");
    has(&s, "PgDn reads on: 15–28 of 30");
    s.keys("<bs><bs><bs><s-tab><c-u>Zed 11");
    has_not(&s, "PgDn reads on");
}
