//! The first start on an empty file.
use super::term::Term;
use super::{has, has_not, path, store_at};
use linchpin::domain::world::{Hit, World};
use linchpin::lang::Lang;
use linchpin::ui::stage::Stage;

fn empty(lang: Lang) -> Stage {
    Stage::new(store_at(&path(), lang), 80, 24).unwrap()
}

#[test]
fn five_questions_with_answers_proposed_and_the_workspace_stands() {
    let mut s = empty(Lang::En);
    has(&s, "Your name");
    has(&s, "Asia/Ho_Chi_Minh");
    has(&s, "Mon–Fri 08–12 13–17, Sat 08–12");
    s.keys("<c-u>Mai<tab><tab><c-u>Sông Hậu Foods<tab><c-u>Berlin<tab><c-u>EUR<enter><enter>");
    has(&s, "What would you like to begin with?");
    assert_eq!(s.store().workspace().zone, "Europe/Berlin");
    assert_eq!(s.store().workspace().currency.code(), "EUR");
    s.keys("1");
    has(&s, "Import which file?");
    s.keys("<esc>");
    has(&s, "What would you like to begin with?");
    s.keys("2");
    has(&s, "new lead");
    s.keys("Bà Tám<c-s>");
    has(&s, "Bà Tám → new");
}

#[test]
fn a_wrong_answer_is_told_under_its_question_and_nothing_is_made() {
    let mut s = empty(Lang::Vi);
    has(&s, "Tên bạn");
    s.keys("<c-u>Mai<tab><tab><tab><c-u>Mặt Trăng<tab><tab><c-u>T2 25–26<c-s>");
    has(&s, "'Mặt Trăng' không phải múi giờ");
    has(&s, "'25–26' không phải khoảng giờ");
    assert!(!s.store().is_begun());
    assert_eq!(s.store().entries(9).unwrap().len(), 0);
}

#[test]
fn settings_change_each_answer_later() {
    let mut s = empty(Lang::En);
    s.keys("<c-u>Mai<c-s><enter>");
    s.keys(":settings<enter>");
    has(&s, "Working hours");
    has(&s, "┌ settings My company ");
    s.keys("<tab><tab><tab><tab><tab><c-u>Mon–Fri 09–17<c-s>");
    has(&s, "→ changed Mon–Fri 09–17");
    assert_eq!(s.store().workspace().hours, "Mon–Fri 09–17");
    s.keys(":settings<enter><c-u>Mai Anh<tab><tab><c-u>Sông Hậu<tab><c-u>nowhere<c-s>");
    has(&s, "'nowhere' is no time zone");
    s.keys("<c-u>bangkok<c-s>");
    has_not(&s, "┌ settings");
    let store = s.store();
    let (me, house) = (store.staff().unwrap(), store.workspace());
    assert_eq!((me.name.as_str(), house.name.as_str()), ("Mai Anh", "Sông Hậu"));
    s.keys("u");
    assert_eq!(s.store().staff().unwrap().name, "Mai");
    // Another language and another clock are there at once, and gone by undo.
    s.keys(":settings<enter><tab><c-u>vi<tab><tab><c-u>Berlin<c-s>1");
    has(&s, "Khách mới");
    has(&s, "T3 24/11 03:14");
    s.keys("u");
    has(&s, "Tue 24/11 09:14");
}

#[test]
fn the_demo_is_looked_at_in_a_file_of_its_own_and_one_comes_back() {
    let own = path();
    let command = [
        env!("CARGO_BIN_EXE_linchpin"),
        "--db",
        own.to_str().unwrap(),
        "--lang",
        "en",
        "--now",
        "2026-11-24T09:14:00+07:00",
    ];
    let test = "the_demo_is_looked_at_in_a_file_of_its_own_and_one_comes_back";
    let Some(mut term) = Term::open(test, &command, &[]) else { return };
    term.wait("Your name");
    term.write("\x15Mai\x13");
    term.wait("What would you like to begin with?");
    term.write("3");
    term.wait("SO-1019");
    term.write("q");
    term.wait("What would you like to begin with?");
    term.write("\r");
    term.wait("All due 0");
    term.write("q");
    assert_eq!(term.end(), 0);
    term.assert_restored();
    let store = store_at(&own, Lang::En);
    assert_eq!(store.find("account", "Gạo Đồng Tháp"), Hit::None);
    assert_eq!(store.people().len(), 1);
}

#[test]
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn the_program_is_loaded_where_it_was_linked() {
    let program = std::fs::read(env!("CARGO_BIN_EXE_linchpin")).unwrap();
    // elf(5): e_type, of which 2 is ET_EXEC.
    assert_eq!(program[16..18], [2, 0]);
}
