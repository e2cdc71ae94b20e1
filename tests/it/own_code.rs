//! Two products have not one code, and of two people with one name it is said.
use super::act;
use super::desk::Desk;
use super::store;
use linchpin::act::Call;
use linchpin::domain::problem::Problems;
use linchpin::domain::product::Product;
use linchpin::lang::Lang;
use linchpin::store::Store;

fn refused(s: &mut Store, name: &str, ids: &[i64], given: &[(&str, &str)]) -> Vec<String> {
    let mut call = Call::new("product", name, ids.to_vec()).unwrap();
    call.given = given.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    call.perform(s).unwrap_err().downcast::<Problems>().unwrap().lines(Lang::En)
}

#[test]
fn a_code_that_another_product_has_is_refused_by_its_name() {
    let mut s = store();
    act(&mut s, "product", "add", &[], &[("name", "Nếp 5 kg"), ("code", "NEP-5")]);
    act(&mut s, "product", "add", &[], &[("name", "Jasmine"), ("code", "JAS-25")]);
    let told = "code: nep-5 is the code of Nếp 5 kg already";
    assert_eq!(refused(&mut s, "set", &[2], &[("code", "nep-5")]), [told]);
    assert_eq!(refused(&mut s, "add", &[], &[("name", "Nếp"), ("code", "nep-5")]), [told]);
    // Its own it keeps, and what is archived has none.
    act(&mut s, "product", "set", &[1], &[("code", "nep-5")]);
    act(&mut s, "product", "archive", &[1], &[]);
    act(&mut s, "product", "set", &[2], &[("code", "NEP-5")]);
    assert_eq!(refused(&mut s, "restore", &[1], &[]), ["code: nep-5 is the code of Jasmine already"]);
    act(&mut s, "product", "set", &[2], &[("code", "JAS")]);
    act(&mut s, "product", "restore", &[1], &[]);
}

#[test]
fn two_that_have_one_code_already_are_merged_and_edited_all_the_same() {
    let mut s = store();
    for (name, code) in [("Nếp 5 kg", "NEP-5"), ("Nếp", "N2"), ("Nếp 5", "N3")] {
        act(&mut s, "product", "add", &[], &[("name", name), ("code", code)]);
    }
    let sql = rusqlite::Connection::open(s.path()).unwrap();
    sql.execute_batch("DROP TRIGGER product_u_code; UPDATE product SET code = 'NEP-5'").unwrap();
    let mut s = super::store_at(s.path(), Lang::En);
    act(&mut s, "product", "set", &[2], &[("unit", "bag")]);
    act(&mut s, "product", "merge", &[1], &[("with", "#2")]);
    assert!(s.get::<Product>(2).unwrap().merged.is_some());
}

#[test]
fn a_code_that_comes_in_is_that_of_the_product_that_has_it() {
    let desk = Desk::new();
    desk.run(&["add", "product", "name=Nếp 5 kg", "code=NEP-5"]).unwrap();
    desk.import("products", "Product Id,Product Name,SKU\nP1,Nếp mới,NEP-5\nP2,Tám,TAM\n", &[]);
    assert_eq!(desk.names("product", ""), ["Tám", "Nếp mới"]);
}

#[test]
fn of_two_people_with_one_name_it_is_said() {
    let desk = Desk::new();
    let added = desk.run(&["add", "person", "name=lan"]).unwrap();
    assert_eq!(added.said, ["Likely known already: person Lan (same name)"]);
}
