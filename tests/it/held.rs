//! What is read while one state of the file is held.
use super::{act, store, store_at};
use linchpin::domain::lead::Lead;
use linchpin::lang::Lang;

#[test]
fn a_record_is_as_it_was_until_the_state_is_let_go_of() {
    let mut mine = store();
    act(&mut mine, "lead", "add", &[], &[("name", "Đào"), ("source", "web")]);
    let mut lan = store_at(mine.path(), Lang::En);
    let name = |store: &linchpin::store::Store| store.get::<Lead>(1).unwrap().name;
    mine.hold().unwrap();
    assert_eq!(name(&mine), "Đào");
    act(&mut lan, "lead", "set", &[1], &[("name", "Đào Nguyễn")]);
    assert_eq!(name(&mine), "Đào", "of one state, whatever another writes");
    mine.release().unwrap();
    assert_eq!(name(&mine), "Đào Nguyễn");
    // What is written of one's own ends it.
    mine.hold().unwrap();
    assert_eq!(name(&mine), "Đào Nguyễn");
    act(&mut mine, "lead", "set", &[1], &[("name", "Đào Trần")]);
    assert_eq!(name(&mine), "Đào Trần");
    mine.hold().unwrap();
    assert_eq!(name(&mine), "Đào Trần");
    mine.release().unwrap();
}
