//! A customer is no part of its own part, by whatever way it would become one; what is so in an old file can be edited.
use super::back::{Cells, back, out};
use super::desk::Desk;
use super::health::spoil;
use super::merge::{dump, entry, equal, refused};
use super::{act, store_in};
use linchpin::act::Partly;
use linchpin::domain::account::Account;
use linchpin::domain::problem::Problems;
use linchpin::domain::value::Id;
use linchpin::lang::Lang;
use linchpin::store::Store;

/// Customers by their names, each with the place of the one that it is a part of.
fn grow(s: &mut Store, all: &[(&str, Id)]) {
    for (name, _) in all {
        act(s, "account", "add", &[], &[("name", name)]);
    }
    for ((_, parent), id) in all.iter().zip(1..).filter(|((_, parent), _)| *parent != 0) {
        act(s, "account", "set", &[id], &[("parent", &format!("#{parent}"))]);
    }
}

/// Group, of which Trading is a part, of which Kho is one; and Lẻ, which stands alone.
fn family(lang: Lang) -> Store {
    let mut s = store_in(lang);
    grow(&mut s, &[("Group", 0), ("Trading", 1), ("Kho", 2), ("Lẻ", 0)]);
    s
}

fn parents(s: &Store) -> Vec<Option<Id>> {
    s.all::<Account>().unwrap().into_iter().map(|account| account.parent).collect()
}

fn circles(s: &Store) -> usize {
    s.doctor(&mut |_, _| ()).unwrap().circles.len()
}

#[test]
fn a_form_refuses_it_and_names_the_circle() {
    for (lang, said) in [
        (Lang::En, "Kho is a part of Group already; take it out of there first"),
        (Lang::Vi, "Kho đã thuộc Group; hãy gỡ ra trước"),
    ] {
        let mut s = family(lang);
        let mut call = linchpin::act::Call::new("account", "set", vec![1]).unwrap();
        call.given = vec![("parent".into(), "Kho".into()), ("city".into(), "Huế".into())];
        let problems = call.perform(&mut s).unwrap_err().downcast::<Problems>().unwrap();
        assert_eq!(problems.lines(lang), [format!("parent: {said}")]);
        assert_eq!(parents(&s), [None, Some(1), Some(2), None]);
    }
    let mut s = family(Lang::En);
    let told = refused(&mut s, "account", "set", &[1], &[("parent", "#1")]);
    assert_eq!(told, ["parent: is this one itself; name another"]);
}

#[test]
fn of_many_it_is_told_of_which() {
    let mut s = family(Lang::En);
    let mut call = linchpin::act::Call::new("account", "set", vec![1, 3, 4]).unwrap();
    call.given = vec![("parent".into(), "Trading".into())];
    let told = call.perform(&mut s).unwrap_err();
    let told = match told.downcast::<Partly>() {
        Ok(partly) => partly.problems().lines(Lang::En),
        Err(other) => other.downcast::<Problems>().unwrap().lines(Lang::En),
    };
    assert_eq!(told, ["parent: Group: Trading is a part of Group already; take it out of there first"]);
    assert_eq!(parents(&s), [None, Some(1), Some(2), None]);
    act(&mut s, "account", "set", &[3, 4], &[("parent", "Group")]);
    assert_eq!(parents(&s), [None, Some(1), Some(1), Some(1)]);
}

#[test]
fn what_is_in_a_circle_already_can_be_edited_and_put_right() {
    let mut s = family(Lang::En);
    spoil(&s, "UPDATE account SET parent = 3 WHERE id = 1");
    act(&mut s, "account", "set", &[1], &[("city", "Huế")]);
    act(&mut s, "account", "set", &[1, 2, 3], &[("country", "VN")]);
    // Of what is within a circle another may be a part.
    act(&mut s, "account", "set", &[4], &[("parent", "#2")]);
    assert_eq!(circles(&s), 3);
    refused(&mut s, "account", "set", &[1], &[("parent", "#2")]);
    act(&mut s, "account", "set", &[1], &[("parent", "")]);
    assert_eq!(circles(&s), 0);
}

#[test]
fn a_file_keeps_it_as_it_is_written() {
    let desk = Desk::new();
    let file = |vp: &str| format!("Account Id,Account Name,Parent Account\n1,Hội sở,{vp}\n2,Vùng,Hội sở\n3,Kho,Vùng\n");
    assert_eq!(desk.counts("accounts", &file(""), &[]), [3, 3, 0, 0, 0, 0]);
    let (json, output) = desk.import("accounts", &file("Kho"), &[]);
    assert_eq!(json["merged"], 1, "{json}");
    assert_eq!(parents(&desk.store), [None, Some(1), Some(2)]);
    assert_eq!(desk.show("account", "1")["parent"], "Kho");
    assert_eq!(desk.list("accounts", "parent:?").len(), 1);
    let said = "Kho is a part of Hội sở already; take it out of there first";
    assert!(format!("{json} {:?}", output.said).contains(said), "{json} {:?}", output.said);
    // The same again changes nothing.
    assert_eq!(desk.counts("accounts", &file("Kho"), &[])[2..4], [0, 3]);
    // Neither do rows of which each names one further down, or itself.
    let desk = Desk::new();
    let text = "Account Name,Parent Account\nA,B\nB,C\nC,A\nD,D\n";
    let (json, output) = desk.import("accounts", text, &[]);
    assert_eq!((json["added"].as_u64(), circles(&desk.store)), (Some(4), 0), "{json}");
    let told = format!("{json} {:?}", output.said);
    assert!(told.contains("C is a part of B already") || told.contains("B is a part of A already"), "{told}");
    assert!(told.contains("is this one itself"), "{told}");
}

#[test]
fn the_blanks_of_a_likely_twin_do_not_take_it() {
    let desk = Desk::new();
    desk.import("accounts", "Name,Tax code,Parent Account\nHội sở,0301,\nKho,0302,Hội sở\n", &["--source", "one"]);
    let text = "Name,Tax code,Parent Account,City\nHội sở,0301,Kho,Huế\n";
    desk.import("accounts", text, &["--source", "two", "--on-duplicate", "merge"]);
    assert_eq!((parents(&desk.store), circles(&desk.store)), (vec![None, Some(1)], 0));
    assert_eq!(desk.show("account", "1")["city"], "Huế");
}

#[test]
fn a_list_that_comes_back_is_told_so_before_it_is_taken_in() {
    let mut desk = Desk::new();
    grow(&mut desk.store, &[("Group", 0), ("Trading", 1), ("Kho", 2), ("Lẻ", 0), ("Chợ", 0)]);
    act(&mut desk.store, "account", "set", &[1], &[("city", "Hội An")]);
    let path = out(&desk, "accounts", "a.csv");
    let mut cells = Cells::of(&path);
    cells.put("Hội An", "parent", "Kho").put("Kho", "city", "Huế").write(&path);
    let (json, said, code) = back(&desk, "accounts", &path, &[]);
    assert_eq!((json["refused"].as_u64(), code), (Some(1), 4), "{json} {said}");
    assert!(format!("{json}{said}").contains("Kho is a part of Group already"), "{json} {said}");
    assert_eq!((parents(&desk.store)[0], circles(&desk.store)), (None, 0));
    // Two rows that make one together.
    let path = out(&desk, "accounts", "b.csv");
    let mut cells = Cells::of(&path);
    cells.put("Lẻ", "parent", "Chợ").put("Chợ", "parent", "Lẻ").write(&path);
    let error = desk.run(&["import", "accounts", path.to_str().unwrap()]).unwrap_err();
    let told = format!("{error:#}");
    assert!(told.contains("Lẻ parent: Chợ is a part of Lẻ already"), "{told}");
    assert_eq!((parents(&desk.store)[3..].to_vec(), circles(&desk.store)), (vec![None, None], 0));
}

#[test]
fn a_merge_lets_go_of_what_would_lead_back_and_says_so() {
    let merged = |all: &[(&str, Id)], ids: &[Id], given: &[(&str, &str)], wanted: &[Option<Id>], told: &str| {
        for lang in [Lang::En, Lang::Vi] {
            let mut s = store_in(lang);
            grow(&mut s, all);
            let before = dump(s.path());
            let done = act(&mut s, "account", "merge", ids, given);
            assert_eq!(parents(&s), wanted, "{all:?}");
            let said = done.told(&s).to(lang).to_owned();
            let label = if lang == Lang::En { "Part of" } else { "Thuộc" };
            match told {
                "" => assert!(!said.contains(label), "{said}"),
                told => assert!(said.contains(&format!("{label} {told}")), "{said}"),
            }
            assert_eq!(circles(&s), 0);
            s.undo_entry(entry(&s)).unwrap();
            equal(&dump(s.path()), &before, "undone");
            s.undo_entry(entry(&s)).unwrap();
            assert_eq!(parents(&s), wanted, "done again");
        }
    };
    let with = &[("with", "#2")][..];
    let take = &[("with", "#2"), ("take", "parent")][..];
    // A part of its part takes the place of the one that it is.
    let all = [("Gạo", 3), ("Gạo Group", 4), ("Giữa", 2), ("Trên", 0)];
    merged(&all, &[1], with, &[Some(4), Some(4), Some(1), None], "Trên");
    // The one of which it is a part is named by both, and each way.
    let all = [("Gạo", 0), ("Gạo 2", 3), ("Giữa", 1)];
    merged(&all, &[1], with, &[None, Some(3), Some(1)], "—");
    merged(&all, &[1], take, &[None, Some(3), Some(1)], "—");
    // It keeps what leads nowhere near.
    let all = [("Gạo", 4), ("Gạo 2", 3), ("Giữa", 1), ("Trên", 0)];
    merged(&all, &[1], with, &[Some(4), Some(3), Some(1), None], "");
    merged(&all, &[1], take, &[Some(4), Some(3), Some(1), None], "Trên");
    // That one is no part of itself needs no word.
    let all = [("Gạo", 2), ("Gạo Group", 3), ("Trên", 0)];
    merged(&all, &[1], with, &[Some(3), Some(3), None], "");
    merged(&all, &[2], &[("with", "#1")], &[Some(2), Some(3), None], "");
    // Of three.
    let all = [("Gạo", 0), ("Gạo 2", 4), ("Gạo 3", 5), ("Giữa", 3), ("Trên", 0)];
    merged(&all, &[1], &[("with", "#2,#3")], &[Some(5), Some(4), Some(5), Some(1), None], "Trên");
}

#[test]
fn an_undo_does_not_bring_one_about() {
    let mut s = family(Lang::En);
    act(&mut s, "account", "set", &[4], &[("parent", "Kho")]);
    act(&mut s, "account", "set", &[4], &[("parent", "")]);
    let freed = entry(&s);
    act(&mut s, "account", "set", &[1], &[("parent", "Lẻ")]);
    let error = s.undo_entry(freed).map(|_| ()).unwrap_err().downcast::<Problems>().unwrap();
    assert_eq!(error.lines(Lang::En), ["Kho is a part of Lẻ already; take it out of there first"]);
    assert_eq!((parents(&s)[3], circles(&s)), (None, 0));
    s.undo_entry(entry(&s)).unwrap();
    s.undo_entry(freed).unwrap();
    assert_eq!((parents(&s)[3], circles(&s)), (Some(3), 0));
}
