//! Opportunities, and the leads that become them.
use super::orders::{dump, similar, undo};
use super::{act, store};
use linchpin::act::{Ask, Call, brief};
use linchpin::domain::account::{Account, Contact};
use linchpin::domain::deed::Ref;
use linchpin::domain::lead::{Lead, State as LeadState};
use linchpin::domain::opportunity::{Opportunity, State};
use linchpin::domain::problem::Problems;
use linchpin::domain::reach::Consent;
use linchpin::domain::value::Id;
use linchpin::domain::worked::Side;
use linchpin::domain::world::World;
use linchpin::lang::Lang;
use linchpin::store::Store;

fn get(s: &Store, id: Id) -> Opportunity {
    s.get(id).unwrap()
}

fn stage(s: &Store, id: Id) -> String {
    get(s, id).stage.and_then(|stage| s.name("code", stage)).unwrap_or_default()
}

fn why(s: &Store, id: Id) -> (String, String) {
    let due = s.urgency(Ref { kind: "opportunity", id }).unwrap().0;
    due.map_or((String::new(), String::new()), |due| {
        (s.local(due.at).format("%d/%m %H:%M").to_string(), due.reason(s.now()).to(s.lang()).to_owned())
    })
}

#[test]
fn an_opportunity_walks_its_stages_to_an_end() {
    let mut s = store();
    act(&mut s, "opportunity", "add", &[], &[("name", "ST25 to Nordlys"), ("amount", "1000"), ("owner", "Lan")]);
    let mut walked = Vec::new();
    for _ in 0..4 {
        let at = get(&s, 1);
        walked.push((stage(&s, 1), at.chance, at.weighted));
        let refused = Call::new("opportunity", "advance", vec![1]).unwrap().refused(&s).unwrap();
        if refused.is_some() {
            break;
        }
        act(&mut s, "opportunity", "advance", &[1], &[]);
    }
    let expected = [("prospecting", 10), ("qualification", 25), ("proposal", 50), ("negotiation", 75)];
    assert_eq!(walked, expected.map(|(name, chance)| (name.to_owned(), chance * 100, Some(chance * 10))));
    act(&mut s, "opportunity", "win", &[1], &[]);
    let won = get(&s, 1);
    assert_eq!((won.state, won.chance, won.ended.is_some(), why(&s, 1).0), (State::Won, 10_000, true, String::new()));
    act(&mut s, "opportunity", "reopen", &[1], &[]);
    assert_eq!((stage(&s, 1).as_str(), get(&s, 1).ended), ("prospecting", None));
    // Lost always says why.
    let call = Call::new("opportunity", "lose", vec![1]).unwrap();
    let Ask::One(_, reasons) = call.ask(&s).unwrap() else { panic!("it asks why") };
    assert!(reasons.iter().any(|reason| reason.text == "bought elsewhere"));
    act(&mut s, "opportunity", "lose", &[1], &[("reason", "competitor")]);
    assert_eq!((get(&s, 1).state, get(&s, 1).lost.is_some()), (State::Lost, true));
    act(&mut s, "opportunity", "move", &[1], &[("stage", "Negotiation")]);
    assert_eq!((get(&s, 1).state, get(&s, 1).lost), (State::Open, None));
}

#[test]
fn what_a_stage_is_worth_is_the_houses_to_say() {
    let mut s = store();
    act(&mut s, "opportunity", "add", &[], &[("name", "x"), ("amount", "999")]);
    // Its own people may think otherwise, until it moves.
    act(&mut s, "opportunity", "set", &[1], &[("probability", "33.3 %")]);
    assert_eq!((get(&s, 1).chance, get(&s, 1).weighted), (3330, Some(332)));
    act(&mut s, "opportunity", "advance", &[1], &[]);
    assert_eq!(get(&s, 1).chance, 2500);
    // A stage of the house's own, with its policy, between the others.
    let given = [("list", "stage"), ("name", "trial"), ("en", "on trial"), ("vi", "dùng thử"), ("rank", "27")];
    act(&mut s, "code", "add", &[], &given);
    act(&mut s, "policy", "add", &[], &[("area", "stage"), ("name", "stage-trial"), ("value", "60")]);
    act(&mut s, "opportunity", "move", &[1], &[("stage", "on trial")]);
    assert_eq!(get(&s, 1).chance, 6000);
    let mut call = Call::new("opportunity", "set", vec![1]).unwrap();
    call.given = vec![("probability".into(), "101".into())];
    let problems = call.perform(&mut s).unwrap_err().downcast::<Problems>().unwrap();
    assert_eq!(problems.lines(Lang::En), ["probability: lies between 0 and 100 %"]);
}

#[test]
fn an_opportunity_is_due_by_its_next_step_its_date_or_its_silence() {
    let mut s = store();
    act(&mut s, "opportunity", "add", &[], &[("name", "x"), ("owner", "Lan")]);
    assert_eq!(get(&s, 1).work.side, Side::Rep);
    // Ten working days of silence: Saturdays are worked.
    assert_eq!(why(&s, 1), ("05/12 17:00".into(), "no move for 10 working days".into()));
    act(&mut s, "opportunity", "set", &[1], &[("close", "30/11/2026")]);
    assert_eq!(why(&s, 1), ("30/11 17:00".into(), "to be decided by 30/11".into()));
    act(&mut s, "opportunity", "set", &[1], &[("next", "fri 9:30"), ("next_what", "send samples")]);
    assert_eq!(why(&s, 1), ("27/11 09:30".into(), "send samples, set for 27/11 09:30".into()));
    act(&mut s, "opportunity", "record", &[1], &[("outcome", "reached"), ("text", "wants CIF")]);
    assert_eq!(why(&s, 1).0, "30/11 17:00");
    act(&mut s, "opportunity", "later", &[1], &[("until", "2/12/2026")]);
    assert_eq!(why(&s, 1).1, "put off until 02/12 08:00");
    act(&mut s, "opportunity", "archive", &[1], &[]);
    assert_eq!(why(&s, 1).0, "");
}

const DAO: &[(&str, &str)] = &[
    ("name", "Nguyễn Thị Đào"),
    ("company", "Gạo Đồng Tháp"),
    ("title", "Purchasing"),
    ("phone", "0903 123 456"),
    ("email", "dao@gaodongthap.example"),
    ("source", "fair"),
    ("tag", "vip"),
    ("owner", "Minh"),
];

fn qualified(s: &mut Store, given: &[(&str, &str)]) -> Id {
    let id = act(s, "lead", "add", &[], given).made[0].id;
    act(s, "lead", "qualify", &[id], &[]);
    id
}

#[test]
fn a_lead_becomes_customer_contact_and_opportunity_in_one_step() {
    let mut s = store();
    let lead = qualified(&mut s, DAO);
    let agreed =
        linchpin::domain::deed::Deed { kind: "lead".into(), act: "set".into(), count: 1, ..Default::default() };
    s.write(&agreed, |tx| {
        let mut lead: Lead = tx.get(lead)?;
        lead.reaches[0].consent = Consent::Given;
        tx.save(&mut lead)
    })
    .unwrap();
    let before = dump(&s);
    let call = Call::new("lead", "convert", vec![lead]).unwrap();
    let Ask::Form(entries) = call.ask(&s).unwrap() else { panic!("it asks in a form") };
    let proposed: Vec<_> =
        entries.iter().filter(|e| !e.text.is_empty()).map(|e| (e.path.as_str(), e.text.as_str())).collect();
    assert_eq!(proposed, [("account", "Gạo Đồng Tháp"), ("opportunity", "Gạo Đồng Tháp")]);
    let given = [("opportunity", "ST25 for Rotterdam"), ("amount", "480000000"), ("close", "18/12/2026")];
    let done = act(&mut s, "lead", "convert", &[lead], &given);
    assert_eq!(done.made.iter().map(|at| at.kind).collect::<Vec<_>>(), ["account", "contact", "opportunity"]);
    let (lead, account): (Lead, Account) = (s.get(lead).unwrap(), s.get(1).unwrap());
    let (contact, deal): (Contact, Opportunity) = (s.get(1).unwrap(), s.get(1).unwrap());
    assert_eq!(
        (lead.state, lead.account, lead.contact, lead.opportunity),
        (LeadState::Converted, Some(1), Some(1), Some(1))
    );
    assert_eq!((account.name.as_str(), account.owner), ("Gạo Đồng Tháp", Some(3)));
    assert_eq!((contact.account, contact.title.as_str(), contact.tags.len()), (Some(1), "Purchasing", 1));
    let reaches: Vec<_> = contact.reaches.iter().map(|reach| (reach.raw.as_str(), reach.consent)).collect();
    assert_eq!(reaches, [("0903 123 456", Consent::Given), ("dao@gaodongthap.example", Consent::Unknown)]);
    assert_eq!(
        (deal.account, deal.contact, deal.lead, deal.amount),
        (Some(1), Some(1), Some(lead.id), Some(480_000_000))
    );
    assert_eq!((deal.work.owner, deal.source, stage(&s, 1).as_str()), (Some(3), lead.source, "prospecting"));
    assert_eq!(s.urgency(Ref { kind: "lead", id: lead.id }).unwrap().0, None);
    let told = brief(&s, Ref { kind: "lead", id: lead.id }).unwrap();
    let became = told.notes.iter().find(|note| note.label.to(Lang::En) == "Became").unwrap();
    assert_eq!(became.lines, ["Gạo Đồng Tháp · Nguyễn Thị Đào · ST25 for Rotterdam"]);
    let after = dump(&s);
    undo(&mut s);
    similar(&dump(&s), &before);
    assert!(s.lookup("gạo đồng", 9, Some("account")).unwrap().is_empty());
    let entry = s.to_redo().unwrap().unwrap().entry;
    s.undo_entry(entry).unwrap();
    similar(&dump(&s), &after);
}

#[test]
fn a_lead_of_a_known_customer_joins_it() {
    let mut s = store();
    act(&mut s, "account", "add", &[], &[("name", "Gạo Đồng Tháp Mười")]);
    act(&mut s, "account", "add", &[], &[("name", "gao dong thap")]);
    act(&mut s, "contact", "add", &[], &[("name", "Nguyễn Thị Đào"), ("account", "#2"), ("phone", "+84 903 123 456")]);
    // Two at once, of one company; nothing was said of any opportunity, and no key makes one.
    let (one, two) =
        (qualified(&mut s, DAO), qualified(&mut s, &[("name", "Lê Thị Hà"), ("company", "Gạo Đồng Tháp")]));
    let three = qualified(&mut s, &[("name", "Maria Jensen"), ("company", "Nordlys Foods")]);
    let four = qualified(&mut s, &[("name", "Ōta Kenji"), ("company", "nordlys foods")]);
    let five = qualified(&mut s, &[("name", "Trần Văn Quốc"), ("phone", "0912 345 678")]);
    let before = dump(&s);
    act(&mut s, "lead", "convert", &[one, two, three, four, five], &[]);
    let leads = [one, two, three, four, five].map(|id| s.get::<Lead>(id).unwrap());
    let became = leads.map(|lead| (lead.account, lead.contact, lead.opportunity));
    let expected = [
        (Some(2), Some(1), None),
        (Some(2), Some(2), None),
        (Some(3), Some(3), None),
        (Some(3), Some(4), None),
        (None, Some(5), None),
    ];
    assert_eq!(became, expected);
    let known: Contact = s.get(1).unwrap();
    let reaches: Vec<_> = known.reaches.iter().map(|reach| reach.raw.as_str()).collect();
    assert_eq!(reaches, ["+84 903 123 456", "dao@gaodongthap.example"]);
    undo(&mut s);
    similar(&dump(&s), &before);
}

#[test]
fn only_a_qualified_lead_becomes_a_customer() {
    let mut s = store();
    act(&mut s, "lead", "add", &[], DAO);
    let call = Call::new("lead", "convert", vec![1]).unwrap();
    assert_eq!(call.refused(&s).unwrap().unwrap().lines(Lang::En), ["Nguyễn Thị Đào: is not qualified yet"]);
    act(&mut s, "lead", "qualify", &[1], &[]);
    act(&mut s, "lead", "convert", &[1], &[("opportunity", "")]);
    assert_eq!(s.get::<Lead>(1).unwrap().opportunity, None);
    assert_eq!(call.refused(&s).unwrap().unwrap().lines(Lang::En), ["Nguyễn Thị Đào: is already converted"]);
}

#[test]
fn what_is_spoken_for_of_a_product_is_told() {
    let mut s = store();
    act(
        &mut s,
        "product",
        "add",
        &[],
        &[("name", "ST25"), ("code", "S1"), ("price", "9"), ("unit", "bag"), ("stock", "50")],
    );
    for count in ["30", "25"] {
        let given = [("lines.1.product", "S1"), ("lines.1.quantity", count), ("lines.1.price", "10")];
        act(&mut s, "order", "add", &[], &given);
    }
    act(&mut s, "account", "add", &[], &[("name", "An Giang")]);
    act(&mut s, "order", "set", &[1, 2], &[("account", "an giang")]);
    act(&mut s, "order", "confirm", &[1, 2], &[]);
    act(&mut s, "order", "line-ship", &[1], &[("line", "1"), ("quantity", "10")]);
    let told = brief(&s, Ref { kind: "product", id: 1 }).unwrap();
    let lines: Vec<_> = told.notes.iter().map(|note| note.lines[0].as_str()).collect();
    assert_eq!(lines[..2], ["50 bag", "45 bag on 2 orders"]);
    let order: linchpin::domain::order::Order = s.get(2).unwrap();
    assert!(order.checks(&*s).iter().all(|check| !check.hard));
    let mut call = Call::new("product", "add", Vec::new()).unwrap();
    call.given = vec![("price".into(), "1".into())];
    let problems = call.perform(&mut s).unwrap_err().downcast::<Problems>().unwrap();
    assert_eq!(problems.lines(Lang::En), ["name: a name or a code must be given"]);
}
