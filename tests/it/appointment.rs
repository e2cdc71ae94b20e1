//! What is booked, moved and closed; when it is due; and what a range of days holds.
use super::{act, store, store_in};
use linchpin::act::{Call, brief, tell};
use linchpin::domain::appointment::{Appointment, State};
use linchpin::domain::deed::Ref;
use linchpin::domain::problem::Problems;
use linchpin::domain::world::World;
use linchpin::lang::Lang;
use linchpin::store::Store;

fn book(s: &mut Store, text: &str) -> i64 {
    act(s, "appointment", "book", &[], &[("text", text)]).made[0].id
}

/// From when until when, as the workspace's clock shows it.
fn when(s: &Store, id: i64) -> String {
    let kept: Appointment = s.get(id).unwrap();
    let show = |at: Option<_>| s.local(at.unwrap()).format("%d/%m %H:%M").to_string();
    format!("{}–{}", show(kept.start), show(kept.end))
}

fn due(s: &Store, id: i64) -> String {
    let (due, turn) = s.urgency(Ref { kind: "appointment", id }).unwrap();
    due.map_or("-".to_owned(), |due| {
        let turn = turn.and_then(|id| s.name("person", id)).unwrap_or_default();
        format!("{} {turn}: {}", s.local(due.at).format("%d/%m %H:%M"), due.reason(s.now()).to(s.lang()))
    })
}

/// What an act says where it cannot be done.
fn refused(s: &mut Store, name: &str, id: i64, given: &[(&str, &str)]) -> String {
    let mut call = Call::new("appointment", name, vec![id]).unwrap();
    call.given = given.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    call.perform(s).unwrap_err().downcast::<Problems>().unwrap().lines(Lang::En).join("; ")
}

#[test]
fn it_is_due_to_be_prepared_then_to_be_closed() {
    let mut s = store();
    let id = book(&mut s, "fri 8:30 demo with Huy @ room 2");
    // An hour of working time before: half an hour of Friday and half of Thursday afternoon.
    assert_eq!(due(&s, id), "26/11 16:30 Mai: 27/11 08:30; not prepared yet");
    act(&mut s, "appointment", "prepared", &[id], &[]);
    assert_eq!(due(&s, id), "27/11 09:30 Mai: ended 27/11 09:30; did it take place?");
    assert_eq!(refused(&mut s, "prepared", id, &[]), "demo: is prepared already");
    assert_eq!(refused(&mut s, "done", id, &[]), "demo: begins only Fri 27/11 08:30");
    act(&mut s, "appointment", "set", &[id], &[("prepare", "0")]);
    act(&mut s, "appointment", "assign", &[id], &[("to", "Minh")]);
    assert_eq!(due(&s, id), "27/11 09:30 Minh: ended 27/11 09:30; did it take place?");
    let other = book(&mut s, "today 9:00 call Lan");
    act(&mut s, "appointment", "record", &[other], &[("outcome", "reached")]);
    assert_eq!((due(&s, other), s.get::<Appointment>(other).unwrap().state), ("-".to_owned(), State::Held));
    act(&mut s, "appointment", "reopen", &[other], &[]);
    act(&mut s, "appointment", "cancel", &[other], &[]);
    assert_eq!(refused(&mut s, "move", other, &[("to", "fri 9:00")]), "call Lan: is already cancelled");
}

#[test]
fn a_tentative_one_is_confirmed_first() {
    let mut s = store();
    let id = book(&mut s, "fri 14:00 demo?");
    assert_eq!(s.get::<Appointment>(id).unwrap().state, State::Tentative);
    act(&mut s, "appointment", "confirm", &[id], &[]);
    assert_eq!(refused(&mut s, "confirm", id, &[]), "demo: is already confirmed");
}

#[test]
fn a_policy_and_a_holiday_change_when_it_is_due() {
    let mut s = store();
    let id = book(&mut s, "fri 9:00 demo");
    assert_eq!(due(&s, id), "27/11 08:00 Mai: 27/11 09:00; not prepared yet");
    let policy = match s.find("policy", "prepare") {
        linchpin::domain::world::Hit::One(id) => id,
        other => panic!("{other:?}"),
    };
    act(&mut s, "policy", "set", &[policy], &[("value", "120")]);
    assert_eq!(due(&s, id), "26/11 16:00 Mai: 27/11 09:00; not prepared yet");
    act(&mut s, "holiday", "add", &[], &[("day", "26/11"), ("name", "inventory")]);
    assert_eq!(due(&s, id), "25/11 16:00 Mai: 27/11 09:00; not prepared yet");
}

#[test]
fn it_is_moved_stretched_and_undone() {
    let mut s = store();
    let id = book(&mut s, "fri 14:00 demo with Huy for 45m");
    assert_eq!(when(&s, id), "27/11 14:00–27/11 14:45");
    act(&mut s, "appointment", "move", &[id], &[("to", "mon 9:00")]);
    assert_eq!(when(&s, id), "30/11 09:00–30/11 09:45");
    act(&mut s, "appointment", "longer", &[id], &[]);
    assert_eq!(when(&s, id), "30/11 09:00–30/11 10:00");
    for _ in 0..3 {
        act(&mut s, "appointment", "shorter", &[id], &[]);
    }
    assert_eq!(refused(&mut s, "shorter", id, &[]), "demo: is as short as it can be");
    assert_eq!(refused(&mut s, "move", id, &[("to", "today 8:00")]), "to: is past already");
    assert_eq!(refused(&mut s, "set", id, &[("end", "mon 8:00")]), "end: ends before it begins");
    let kept: Appointment = s.get(id).unwrap();
    assert_eq!((kept.sequence, kept.local.as_str()), (5, "2026-11-30T09:00+07:00[Asia/Ho_Chi_Minh]"));
    for _ in 0..5 {
        let entry = s.to_undo().unwrap().unwrap().entry;
        s.undo_entry(entry).unwrap();
    }
    let undone: Appointment = s.get(id).unwrap();
    assert_eq!((undone.sequence, undone.uid == kept.uid), (0, true));
    assert_eq!(
        (when(&s, id).as_str(), undone.local.as_str()),
        ("27/11 14:00–27/11 14:45", "2026-11-27T14:00+07:00[Asia/Ho_Chi_Minh]")
    );
}

#[test]
fn all_day_is_days_whatever_the_hour_that_was_typed() {
    let mut s = store();
    let id = book(&mut s, "27/11-28/11 hội chợ with Lan");
    assert_eq!(when(&s, id), "27/11 00:00–28/11 23:59");
    assert_eq!(refused(&mut s, "longer", id, &[]), "hội chợ: lasts all day; edit says until which");
    act(&mut s, "appointment", "move", &[id], &[("to", "1/12 9:30")]);
    assert_eq!(when(&s, id), "01/12 00:00–02/12 23:59");
    act(&mut s, "appointment", "set", &[id], &[("end", "3/12")]);
    assert_eq!(when(&s, id), "01/12 00:00–03/12 23:59");
    let given = [("subject", "stocktaking"), ("start", "fri"), ("all_day", "yes")];
    let id = act(&mut s, "appointment", "add", &[], &given).made[0].id;
    assert_eq!(when(&s, id), "27/11 00:00–27/11 23:59");
}

#[test]
fn the_wall_clock_of_its_zone_is_kept_beside_the_instant() {
    let mut s = store();
    // Clocks in Oslo are put forward on 28 March 2027.
    for (day, expected) in [("26/3/2027", "26/03 15:00"), ("29/3/2027", "29/03 14:00")] {
        let id = book(&mut s, &format!("{day} 9am Oslo time demo"));
        let kept: Appointment = s.get(id).unwrap();
        assert!(kept.local.contains("T09:00+"), "{}", kept.local);
        assert_eq!(when(&s, id).split('–').next(), Some(expected));
    }
}

#[test]
fn where_a_zone_changes_its_rules_people_still_meet_by_the_wall_clock() {
    let s = store();
    let mut kept = Appointment { subject: "demo".into(), zone: "Europe/Oslo".into(), ..Appointment::default() };
    // Agreed while summer time was to be kept through the winter: 09:00 was to be 07:00 UTC, and is 08:00 now.
    let start = "2026-12-01T07:00:00Z".parse().unwrap();
    (kept.start, kept.end) = (Some(start), Some(start + chrono::TimeDelta::hours(1)));
    kept.local = "2026-12-01T09:00+02:00[Europe/Oslo]".into();
    linchpin::domain::face::Kept::settle(&mut kept, &*s);
    assert_eq!(kept.start.unwrap().to_rfc3339(), "2026-12-01T08:00:00+00:00");
    assert_eq!(kept.end.unwrap().to_rfc3339(), "2026-12-01T09:00:00+00:00");
    assert_eq!(kept.local, "2026-12-01T09:00+01:00[Europe/Oslo]");
}

#[test]
fn a_clash_is_told_with_what_would_end_it() {
    let mut s = store();
    book(&mut s, "fri 14:00-16:00 Weekly stock @ room 2 with Lan");
    let id = book(&mut s, "fri 14:00-15:00 Demo Sakura @ room 2 with Huy");
    let said = |s: &Store, id: i64| {
        let brief = brief(s, Ref { kind: "appointment", id }).unwrap();
        brief.notes.iter().filter(|n| n.key.starts_with('=')).flat_map(|n| n.lines.clone()).collect::<Vec<_>>()
    };
    assert_eq!(said(&s, id), ["Room 2 is booked twice, 14:00–15:00 (Demo Sakura, Weekly stock)", "→ Room 1"]);
    let offered = |s: &Store, id: i64, name: &str| -> Vec<String> {
        let act = Call::new("appointment", name, vec![id]).unwrap().act;
        act.proposals(s, &[id], "to").unwrap().iter().map(|p| format!("{}: {}", p.text, p.why.to(Lang::En))).collect()
    };
    assert_eq!(
        offered(&s, id, "rearrange"),
        [
            "Room 1: free Fri 27/11 14:00–15:00",
            "Room 3: free Fri 27/11 14:00–15:00",
            "27/11/2026 16:00: Huy, Room 2 free Fri 27/11 16:00–17:00",
            "28/11/2026 08:00: Huy, Room 2 free Sat 28/11 08:00–09:00",
            "28/11/2026 09:00: Huy, Room 2 free Sat 28/11 09:00–10:00",
            "28/11/2026 10:00: Huy, Room 2 free Sat 28/11 10:00–11:00",
        ]
    );
    assert_eq!(
        offered(&s, id, "move")[0],
        "28/11/2026 14:00: same time, a day later · outside Huy's hours on Sat 28/11: 08–12"
    );
    act(&mut s, "appointment", "rearrange", &[id], &[("to", "room 3")]);
    assert!(said(&s, id).is_empty());
    act(&mut s, "appointment", "rearrange", &[id], &[("to", "fri 16:00")]);
    assert_eq!(when(&s, id), "27/11 16:00–27/11 17:00");
    assert_eq!(
        refused(&mut s, "rearrange", id, &[("to", "xyz")]),
        "to: 'xyz' is not a time; 14:00, fri 9:30 or +2h would do"
    );
}

#[test]
fn what_is_booked_is_told_in_one_line() {
    let mut s = store_in(Lang::Vi);
    let done = act(&mut s, "appointment", "book", &[], &[("text", "t6 14h demo với Huy")]);
    assert_eq!(tell(&done.deed, &s).to(Lang::Vi), "demo → đặt vào 27/11/2026 14:00");
    let error = Call::new("appointment", "book", vec![]).unwrap().with("text", "demo").perform(&mut s).unwrap_err();
    assert!(error.downcast::<Problems>().unwrap().lines(Lang::Vi)[0].starts_with("text: chưa có ngày giờ"));
}

/// What a range of days holds, a line each.
fn agenda(s: &Store, first: &str, last: &str) -> Vec<String> {
    let found = s.agenda(first.parse().unwrap(), last.parse().unwrap()).unwrap();
    let item = |item: &linchpin::store::Item| {
        let who: Vec<String> = item.who.iter().filter_map(|id| s.name("person", *id)).collect();
        format!("{} {} {} [{}]", s.local(item.from).format("%d %H:%M"), item.at.kind, item.title, who.join(" "))
    };
    let items = found.items.iter().map(item);
    let absences = found.absences.iter().map(|a| format!("away {}", s.name("person", a.person.unwrap()).unwrap()));
    let off = found.exceptions.iter().map(|(day, off)| format!("off {day} {}", off.name.to(Lang::En)));
    items.chain(absences).chain(off).collect()
}

#[test]
fn a_range_of_days_holds_what_touches_it_and_what_is_mine_to_move() {
    let mut s = store();
    book(&mut s, "20/11 hội chợ for 30 days with Lan"); // began long before and ends long after
    book(&mut s, "25/11 9:00 before");
    book(&mut s, "26/11 22:00-1:00 over midnight with Huy and Ms Jensen");
    let cancelled = book(&mut s, "27/11 9:00 cancelled");
    act(&mut s, "appointment", "cancel", &[cancelled], &[]);
    let archived = book(&mut s, "27/11 10:00 archived");
    act(&mut s, "appointment", "archive", &[archived], &[]);
    book(&mut s, "28/11 8:00 after");
    act(&mut s, "task", "add", &[], &[("subject", "papers"), ("due", "27/11 16:00")]);
    act(&mut s, "task", "add", &[], &[("subject", "Minh's own"), ("due", "27/11 16:00")]);
    act(&mut s, "task", "assign", &[2], &[("to", "Minh")]);
    act(&mut s, "lead", "add", &[], &[("name", "Đào"), ("next", "27/11 11:00"), ("next_what", "call")]);
    act(&mut s, "lead", "record", &[1], &[("outcome", "call back"), ("next", "27/11 11:00")]);
    act(&mut s, "absence", "add", &[], &[("person", "Lan"), ("from", "26/11"), ("till", "27/11"), ("deputy", "Minh")]);
    act(&mut s, "holiday", "add", &[], &[("day", "27/11"), ("name", "inventory")]);
    assert_eq!(
        agenda(&s, "2026-11-27", "2026-11-27"),
        [
            "20 00:00 appointment hội chợ [Lan]",
            "26 22:00 appointment over midnight [Huy]",
            "27 09:00 appointment cancelled [Mai]",
            "27 11:00 lead Đào []",
            "27 16:00 task papers []",
            "away Lan",
            "off 2026-11-27 inventory",
        ]
    );
    let spans =
        s.busy(s.at("2026-11-27".parse().unwrap(), chrono::NaiveTime::MIN), s.tonight() + chrono::TimeDelta::days(3));
    assert_eq!(spans.unwrap().len(), 2, "what is cancelled takes up no time");
}

#[test]
fn a_range_of_days_is_found_by_indexes() {
    let mut s = store();
    book(&mut s, "27/11 9:00 demo");
    let sql = rusqlite::Connection::open(s.path()).unwrap();
    let plan = |query: &str| -> String {
        let mut found = sql.prepare(&format!("EXPLAIN QUERY PLAN {query}")).unwrap();
        let lines = found.query_map([], |row| row.get::<_, String>(3)).unwrap();
        lines.map(Result::unwrap).collect::<Vec<_>>().join("; ")
    };
    let short = plan(
        "SELECT id FROM appointment a WHERE a.archived IS NULL AND (a.start >= 1 AND a.start < 9 AND a.\"end\" > 1)",
    );
    assert!(short.contains("appointment_start"), "{short}");
    let long = plan(
        "SELECT id FROM appointment a WHERE a.archived IS NULL AND a.\"end\" - a.start > 86400 AND a.\"end\" > 5 AND a.start < 1",
    );
    assert!(long.contains("appointment_long"), "{long}");
    let due = plan("SELECT id FROM task WHERE due_at >= 1 AND due_at < 9 AND due_at IS NOT NULL AND turn IN (1, 2)");
    assert!(due.contains("task_turn"), "{due}");
}

/// Every state that one can be in, before and after it begins.
fn every_state(s: &mut Store) -> Vec<i64> {
    let mut all = Vec::new();
    for text in
        ["today 8:00-8:30 past", "today 8:00-8:30 past, not agreed?", "fri 9:00 to come", "fri 9:00 not agreed?"]
    {
        all.push(book(s, text));
    }
    for (name, of) in
        [("done", all[0]), ("cancel", all[2]), ("prepared", all[2]), ("archive", all[0]), ("archive", all[2])]
    {
        let copy = s.get::<Appointment>(of).unwrap();
        let id = book(s, if copy.start < Some(s.instant()) { "today 8:00-8:30 copy" } else { "fri 9:00 copy" });
        act(s, "appointment", name, &[id], &[]);
        all.push(id);
        let archived = book(s, "today 8:00-8:30 closed");
        act(s, "appointment", "cancel", &[archived], &[]);
        act(s, "appointment", "archive", &[archived], &[]);
        all.push(archived);
    }
    all
}

#[test]
fn of_two_actions_on_one_key_at_most_one_is_ready_in_any_state() {
    let mut s = store();
    let all = every_state(&mut s);
    let family = linchpin::act::family("appointment").unwrap();
    for id in all {
        let mut ready: Vec<&str> = Vec::new();
        for act in family.acts().filter(|a| a.on_rows() && !a.about().role.keys().is_empty()) {
            if act.refusals(&s, &[id]).unwrap().is_empty() {
                ready.push(act.about().role.keys()[0]);
            }
        }
        ready.sort_unstable();
        assert!(ready.windows(2).all(|pair| pair[0] != pair[1]), "{} {ready:?}", s.name("appointment", id).unwrap());
    }
}

#[test]
fn it_is_the_texts_that_it_shows() {
    let mut s = store();
    for text in [
        "27/11-28/11 hội chợ with Lan and Ms Jensen",
        "fri 9am Oslo time demo @ room 2 with Huy",
        "fri 9:00 visit @ Cát Lái",
    ] {
        let id = book(&mut s, text);
        let mut row = s.any("appointment", id).unwrap();
        let given: Vec<_> =
            linchpin::domain::draft::entries(&*row, &*s).into_iter().map(|e| (e.path, e.text)).collect();
        let values =
            |row: &dyn linchpin::domain::field::Row| (0..row.heads().len()).map(|at| row.get(at)).collect::<Vec<_>>();
        let before = values(&*row);
        linchpin::domain::draft::fill(&mut *row, &given, &*s).unwrap();
        row.settle(&*s);
        assert_eq!(before, values(&*row), "{text}");
    }
}
