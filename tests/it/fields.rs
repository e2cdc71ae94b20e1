//! One line of a field table is enough: what stands there is in the form, the filter, the import, the export and the
//! history, without another word anywhere.
use super::card::with_order;
use super::desk::Desk;
use super::{act, has};
use linchpin::act::Call;
use linchpin::domain::deed::Ref;
use linchpin::domain::draft::{entries, fill, find};
use linchpin::domain::face::{Face, Find, Kept};
use linchpin::domain::field;
use linchpin::domain::field::{Field, Head, Home, Record};
use linchpin::domain::filter::{Filter, equals};
use linchpin::domain::kind::Kind;
use linchpin::domain::kinds::{KINDS, KeptRow};
use linchpin::domain::value::{Id, Slot, Value};
use linchpin::domain::world::World;
use linchpin::exchange::export::record::{columns, object};
use linchpin::exchange::plan::called::{brought, place};
use linchpin::exchange::plan::target::called;
use linchpin::exchange::plan::{Options, Plan};
use linchpin::field;
use linchpin::lang::Lang;
use linchpin::store::{List, Order, Store};
use linchpin::ui::stage::Stage;

/// A record that nobody has ever heard of, with a field for its seal.
#[derive(Clone, Default)]
struct Container {
    id: Id,
    number: String,
    seal: String,
}

#[rustfmt::skip]
impl Record for Container {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required number, Kind::Text, "Container", "Công-ten-nơ"),
        field!(free     seal,   Kind::Text, "Seal",      "Số chì", "Seal No"),
    ];

    fn id(&self) -> Id { self.id }
    fn set_id(&mut self, id: Id) { self.id = id; }
}

impl Kept for Container {
    const KIND: &'static str = "container";

    fn face(&self, _: &dyn World) -> Face {
        Face::quiet(self.number.clone(), Find::name(&self.number))
    }
}

#[test]
fn a_field_added_to_a_record_is_in_form_filter_import_and_export() {
    let db = super::store();
    let mut row = Container::default();
    let given = [("number", "MSKU 123"), ("seal", "VN-77")].map(|(path, text)| (path.to_owned(), text.to_owned()));
    fill(&mut row, &given, &*db).unwrap();
    assert_eq!(row.seal, "VN-77");
    assert_eq!(entries(&row, &*db).iter().map(|entry| entry.path.as_str()).collect::<Vec<_>>(), ["number", "seal"]);
    let holds = |words: &str| Filter::parse(words, &row, &*db).unwrap().holds(&row, &*db);
    assert!(holds("seal:vn-7") && holds("\"Số chì\":vn-77") && !holds("seal:99") && !holds("seal:"));
    assert_eq!(KeptRow::face(&row, &*db).called, "MSKU 123");
    let heads = field::heads::<Container>();
    for header in ["seal", "Seal", "Số chì", "so chi", "Seal No", "seal_no"] {
        assert_eq!(place(&heads, header), Some(1), "{header}");
    }
    assert_eq!(columns(&row).iter().map(|head| head.key).collect::<Vec<_>>(), ["number", "seal"]);
}

/// One of every kind that a person makes, the first of each with the number 1.
fn house() -> Store {
    let mut s = with_order(Lang::En);
    for (kind, given) in [
        ("account", vec![("name", "Nordlys Foods ApS")]),
        ("product", vec![("name", "Jasmine"), ("price", "100.000")]),
        ("product", vec![("name", "ST25"), ("price", "200.000")]),
        ("opportunity", vec![("name", "Rice"), ("account", "Gạo Đồng Tháp")]),
        ("order", vec![("account", "Gạo Đồng Tháp")]),
        ("appointment", vec![("subject", "Tasting"), ("start", "2026-11-26 14:00")]),
    ] {
        act(&mut s, kind, "add", &[], &given);
    }
    act(&mut s, "lead", "message", &[1], &[("text", "call me"), ("to", "Lan")]);
    s
}

/// Texts that some field which checks what is typed takes.
const CHECKED: [&str; 13] = [
    "vi",
    "0909 888 777",
    "x@y.vn",
    "Asia/Tokyo",
    "EUR",
    "Mon–Fri 08–12",
    "en",
    "source:web",
    "DE",
    "CIF",
    "https://a.vn",
    "08–11",
    "abc",
];

/// Texts that the field takes and that are another than it has.
fn others(s: &Store, head: &'static Head, now: &Value) -> Vec<String> {
    let read = |text: &str| head.kind.read(text, now, &**s).ok().filter(|value| value != now);
    let link = |kind: &str| s.titles(kind, 9).unwrap().into_iter().map(|(id, _)| format!("#{id}")).collect();
    let texts: Vec<String> = match head.kind {
        Kind::Text | Kind::Score | Kind::Note => vec!["seventy seven".to_owned()],
        Kind::Whole => vec!["77".to_owned()],
        Kind::Money => vec!["7.700".to_owned()],
        Kind::Percent => vec!["7 %".to_owned()],
        Kind::Flag => vec!["yes".to_owned(), "no".to_owned()],
        Kind::Day => ["2026-12-17", "2026-12-18"].map(str::to_owned).to_vec(),
        Kind::At => ["2026-12-17 09:30", "2026-12-17 18:30"].map(str::to_owned).to_vec(),
        Kind::OneOf(all) => all().into_iter().map(|(key, _)| key.to_owned()).collect(),
        Kind::Link(kind) | Kind::Links(kind) => link(kind),
        Kind::Code(list) => s.codes(list).iter().map(|code| code.name.clone()).collect(),
        Kind::Any | Kind::Several => vec!["lead #3".to_owned()],
        Kind::Checked(_) => CHECKED.map(str::to_owned).to_vec(),
    };
    texts.into_iter().filter(|text| read(text).is_some()).collect()
}

/// Whether the filter word for what a record has in a field finds the record in its list.
fn found(s: &Store, at: Ref, head: &'static Head, value: &Value) -> bool {
    let row = s.any(at.kind, at.id).unwrap();
    let words = equals(head, value, &**s);
    let filter = Filter::parse(&words, &*row, &**s).unwrap_or_else(|p| panic!("{words}: {}", p.fault.text(Lang::En)));
    let list = List { kind: Some(at.kind), filter: &filter, order: Order::default() };
    s.every(&list).unwrap().contains(&at)
}

#[test]
fn every_field_of_every_kind_is_in_form_filter_import_export_and_history() {
    let mut s = house();
    let mut walked = 0;
    for shape in KINDS {
        // The first order has come too far for all of it to be typed anew.
        let at = Ref { kind: shape.kind, id: if shape.kind == "order" { 2 } else { 1 } };
        let heads = s.any(at.kind, at.id).unwrap().heads();
        for (n, head) in heads.iter().enumerate() {
            let name = format!("{} {}", shape.kind, head.key);
            let row = s.any(at.kind, at.id).unwrap();
            let form = entries(&*row, &*s).iter().any(|entry| entry.path == head.key);
            assert_eq!(form, head.edit.by_hand(), "{name} in the form");
            let exported = head.home == Home::Outside || columns(&*row).iter().any(|known| known.key == head.key);
            assert!(exported && object(&s, at).unwrap().contains_key(head.key), "{name} in the export");
            for header in [head.key, head.label.to(Lang::En), head.label.to(Lang::Vi)] {
                assert!(place(&heads, header).is_some() || !brought(head), "{name} by the header {header}");
            }
            assert_eq!(place(&heads, head.key), brought(head).then_some(n), "{name} by its own header");
            let now = row.get(n);
            if head.home != Home::Outside {
                assert!(found(&s, at, head, &now), "{name} is not found by {}", equals(head, &now, &*s));
            }
            if !head.edit.by_hand() {
                continue;
            }
            let typed = |s: &mut Store, text: &str| {
                let call = Call::new(at.kind, "set", vec![at.id]).unwrap().with(head.key, text);
                // What begins must end after it.
                let call = match (shape.kind, head.key) {
                    ("appointment", "start") => call.with("end", "2026-12-17 10:30"),
                    ("absence", "from") => call.with("till", "2026-12-18"),
                    _ => call,
                };
                call.perform(s).is_ok()
            };
            let taken = others(&s, head, &now).into_iter().find(|text| typed(&mut s, text));
            let Some(text) = taken else { panic!("nothing else for {name}") };
            let then = s.any(at.kind, at.id).unwrap().get(n);
            assert_ne!(then, now, "{name} was set to {text}");
            assert!(found(&s, at, head, &then), "{name} is not found by {}", equals(head, &then, &*s));
            let told = s.history(at).unwrap();
            let shown = head.kind.show(&then, &*s);
            let kept = |label: &str, after: &str| match head.home {
                Home::Column => label == head.label.to(Lang::En) && after == shown,
                _ => after == shown,
            };
            assert!(
                told[0].changes.iter().any(|change| kept(change.label.to(Lang::En), &change.after)),
                "{name} = {shown} is not in the history: {:?}",
                told[0].changes.iter().map(|c| (c.label.to(Lang::En), &c.after)).collect::<Vec<_>>()
            );
            walked += 1;
        }
    }
    println!("{walked} fields were typed");
    assert!(walked > 120);
}

#[test]
fn a_file_with_the_names_of_the_fields_is_mapped_whole() {
    let desk = Desk::new();
    for kind in ["people", "accounts", "contacts", "products", "leads", "opportunities", "orders", "tasks"] {
        let target = called(kind).unwrap();
        let heads = target.heads();
        let names: Vec<&str> = heads.iter().filter(|head| brought(head)).map(|head| head.key).collect();
        let text = format!("{}\n{}\n", names.join(","), names.iter().map(|_| "x").collect::<Vec<_>>().join(","));
        let file = desk.file(&format!("{kind}.csv"), &text);
        let plan = Plan::new(&desk.store, target, &[file], Options::default(), &mut |_, _| true).unwrap();
        let mapping = &plan.files[0].mapping;
        for (column, name) in names.iter().enumerate() {
            let key = mapping.key.is_some_and(|(at, _)| at == column);
            let field = mapping.of(column).map(|(head, _)| heads[head].key);
            assert!(field == Some(name) || key && *name == "key", "{kind} {name} goes to {field:?}");
        }
    }
}

#[test]
fn a_field_is_typed_filtered_brought_in_written_out_and_remembered() {
    let mut s = Stage::new(super::morning_in(Lang::En), 80, 24).unwrap();
    // The form knows it by its label; the filter, by its label too.
    s.keys("1e");
    while !s.screen().contains("▌ Campaign") {
        s.keys("<tab>");
    }
    s.keys("Vietfood<c-s>/campaign:viet<enter>");
    has(&s, "1 found");
    has(&s, "▌ 1 d late    ! Nguyễn Thị Đào");
    s.keys("H");
    has(&s, "Campaign: — → Vietfood");
    let desk = Desk::new();
    desk.counts("leads", "Name,Campaign\nBà Chín,Vietfood 2026\n", &[]);
    assert_eq!(desk.names("leads", "campaign:\"vietfood 2026\""), ["Bà Chín"]);
    let out = desk.folder.path().join("out.csv");
    desk.run(&["export", "leads", "--output", out.to_str().unwrap()]).unwrap();
    let text = std::fs::read_to_string(out).unwrap();
    let header = text.lines().next().unwrap().trim_start_matches('\u{feff}');
    let column = header.split(',').position(|name| name == "campaign").unwrap();
    assert_eq!(text.lines().nth(1).unwrap().split(',').nth(column), Some("Vietfood 2026"));
}

#[test]
fn a_field_is_asked_for_by_what_people_call_it() {
    for shape in KINDS {
        let heads = (shape.blank)().heads();
        for head in &heads {
            for label in head.label.both() {
                let found = find(&heads, &label.to_lowercase()).map(|(_, found)| found.key);
                assert_eq!(found, Some(head.key), "{} {label}", shape.kind);
            }
        }
    }
}
