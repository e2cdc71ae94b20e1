//! Calendars of others come in as appointments and tasks: hand-made ones by every form of a time, what was written out
//! here to the same records, those of `LINCHPIN_REAL_DATA` or a sentence.
use super::desk::Desk;
use super::{act, has, has_not, morning_in, real_data};
use linchpin::act::setup;
use linchpin::cli::{exit_code, sentence};
use linchpin::exchange::file::table::Table;
use linchpin::lang::Lang;
use linchpin::store::{Session, Store};
use linchpin::ui::stage::Stage;
use proptest::prelude::*;
use serde_json::Value as Json;
use std::path::{Path, PathBuf};

/// A calendar of entries.
fn calendar(entries: &[&str]) -> String {
    let all = entries.join("\r\n");
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n{all}\r\nEND:VCALENDAR\r\n")
}

fn event(lines: &[&str]) -> String {
    format!("BEGIN:VEVENT\r\n{}\r\nEND:VEVENT", lines.join("\r\n"))
}

fn todo(lines: &[&str]) -> String {
    format!("BEGIN:VTODO\r\n{}\r\nEND:VTODO", lines.join("\r\n"))
}

/// All records of a kind, by what they are called.
fn all(desk: &Desk, kind: &str) -> Vec<Json> {
    let mut rows: Vec<Json> = serde_json::from_str(&desk.run(&["export", kind]).unwrap().out).unwrap();
    rows.sort_by_key(|row| row["subject"].to_string());
    rows
}

#[track_caller]
fn one(desk: &Desk, kind: &str, subject: &str) -> Json {
    let found = all(desk, kind).into_iter().find(|row| row["subject"] == subject);
    found.unwrap_or_else(|| panic!("no {subject}"))
}

#[test]
fn appointments_come_in_by_every_clock() {
    let mut desk = Desk::new();
    act(&mut desk.store, "person", "set", &[3], &[("email", "minh@songhau.vn")]);
    let zone = "BEGIN:VTIMEZONE\r\nTZID:Somewhere\r\nBEGIN:STANDARD\r\nDTSTART:19701101T020000\r\n\
                RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\r\nTZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\nEND:STANDARD\r\n\
                BEGIN:DAYLIGHT\r\nDTSTART:19700308T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\r\n\
                TZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE";
    let text = calendar(&[
        zone,
        &event(&[
            "UID:utc@x",
            "SUMMARY:Utc\\, with a\\; long",
            "  tail",
            "DTSTART:20261127T000000Z",
            "DTEND:20261127T013000Z",
            "LOCATION:Hotel Rex",
            "DESCRIPTION:one\\ntwo",
            "STATUS:TENTATIVE",
            "CATEGORIES:vip,gạo",
            "SEQUENCE:3",
            "ORGANIZER;CN=Kenji:mailto:kenji@sakura.jp",
            "ATTENDEE;CN=\"Tám, Bà\":mailto:tam@cho.vn",
            "ATTENDEE;CN=Minh:MAILTO:Minh@SongHau.vn",
            "ATTENDEE;CN=Kenji:mailto:kenji@sakura.jp",
        ]),
        &event(&["UID:b", "SUMMARY:Berlin", "DTSTART;TZID=Europe/Berlin:20260701T090000", "DURATION:PT1H30M"]),
        &event(&["UID:w", "SUMMARY:Windows", "DTSTART;TZID=SE Asia Standard Time:20261127T090000"]),
        &event(&["UID:s", "SUMMARY:Summer", "DTSTART;TZID=Somewhere:20260701T090000"]),
        &event(&["UID:t", "SUMMARY:Winter", "DTSTART;TZID=Somewhere:20261201T090000"]),
        &event(&["UID:f", "SUMMARY:Floating", "DTSTART:20261128T000000", "DTEND:20261128T010000"]),
        &event(&["UID:d", "SUMMARY:Days", "DTSTART;VALUE=DATE:20261128", "DTEND;VALUE=DATE:20261130"]),
        &event(&["UID:e", "SUMMARY:Day", "DTSTART;VALUE=DATE:20261205"]),
        &event(&[
            "UID:r",
            "SUMMARY:Weekly",
            "DTSTART:20261127T030000Z",
            "RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=3",
            "PRIORITY:1",
            "X-WHATEVER:1",
            "BEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM",
        ]),
        &event(&["UID:r", "RECURRENCE-ID:20261204T030000Z", "SUMMARY:Moved", "DTSTART:20261205T030000Z"]),
        &event(&["UID:n", "SUMMARY:Nowhere", "DTSTART;TZID=Atlantis:20261127T100000"]),
        &event(&["UID:x", "SUMMARY:Never"]),
    ]);
    let (json, output) = desk.import("appointments", &text, &[]);
    assert_eq!((json["added"].as_u64(), json["rejected"].as_u64()), (Some(12), Some(1)), "{:?}", output.said);
    for said in [
        "1 entry comes again by a rule (RRULE, in the note of the first): 1 more from today up to 25/11/2027 come in",
        "no such time zone is known: Atlantis; times in it are read by the clock of this workspace",
        "there is no field for: VALARM (1), X-WHATEVER (1)",
    ] {
        assert!(output.said.iter().any(|line| line == said), "{said} not in {:#?}", output.said);
    }
    for (subject, start, end) in [
        ("Utc, with a; long tail", "2026-11-27T07:00:00+07:00", "2026-11-27T08:30:00+07:00"),
        ("Berlin", "2026-07-01T14:00:00+07:00", "2026-07-01T15:30:00+07:00"),
        ("Windows", "2026-11-27T09:00:00+07:00", "2026-11-27T10:00:00+07:00"),
        ("Summer", "2026-07-01T20:00:00+07:00", "2026-07-01T21:00:00+07:00"),
        ("Winter", "2026-12-01T21:00:00+07:00", "2026-12-01T22:00:00+07:00"),
        ("Floating", "2026-11-28T00:00:00+07:00", "2026-11-28T01:00:00+07:00"),
        ("Days", "2026-11-28T00:00:00+07:00", "2026-11-29T23:59:00+07:00"),
        ("Day", "2026-12-05T00:00:00+07:00", "2026-12-05T23:59:00+07:00"),
        ("Weekly", "2026-11-27T10:00:00+07:00", "2026-11-27T11:00:00+07:00"),
        ("Moved", "2026-12-05T10:00:00+07:00", "2026-12-05T11:00:00+07:00"),
        ("Nowhere", "2026-11-27T10:00:00+07:00", "2026-11-27T11:00:00+07:00"),
    ] {
        let row = one(&desk, "appointments", subject);
        assert_eq!((row["start"].as_str(), row["end"].as_str()), (Some(start), Some(end)), "{subject}");
        assert_eq!(row["all_day"].as_bool(), Some(subject.starts_with("Day")), "{subject}");
    }
    let row = one(&desk, "appointments", "Utc, with a; long tail");
    assert_eq!(row["guests"], "Kenji <kenji@sakura.jp>; \"Tám, Bà\" <tam@cho.vn>");
    assert_eq!(row["who"].as_array().unwrap().iter().filter(|who| who["person"] == "Minh").count(), 1);
    assert_eq!((&row["uid"], &row["sequence"]), (&Json::from("utc@x"), &Json::from(3)));
    assert_eq!((&row["state"], &row["tag"]), (&Json::from("tentative"), &Json::from("vip, gạo")));
    assert_eq!((&row["note"], &row["place"]), (&Json::from("one\ntwo"), &Json::from("Hotel Rex")));
    assert_eq!(one(&desk, "appointments", "Berlin")["zone"], "Europe/Berlin");
    assert_eq!(one(&desk, "appointments", "Weekly")["note"], "RRULE: FREQ=WEEKLY;COUNT=3;BYDAY=FR\nPRIORITY: 1");
    // The same again, and changed.
    assert_eq!(desk.counts("appointments", &text, &[])[..5], [13, 0, 0, 12, 1]);
    let changed = text.replace("Hotel Rex", "Hotel Majestic");
    assert_eq!(desk.counts("appointments", &changed, &["--dry-run"])[..5], [13, 0, 1, 11, 1]);
    assert_eq!(desk.counts("appointments", &changed, &[])[..5], [13, 0, 1, 11, 1]);
    assert_eq!(one(&desk, "appointments", "Utc, with a; long tail")["place"], "Hotel Majestic");
    let row = one(&desk, "appointments", "Utc, with a; long tail");
    assert_eq!(row["who"].as_array().unwrap().len(), 3, "{}", row["who"]);
}

/// The times ahead of what comes again come in, each known again; what was moved or left out is so.
#[test]
fn what_comes_again_comes_in_a_year_ahead() {
    let desk = Desk::new();
    let daily = ["UID:d", "SUMMARY:Stand-up", "DTSTART;TZID=Europe/Berlin:20200106T090000", "RRULE:FREQ=DAILY"];
    let text = calendar(&[
        &event(&[
            "UID:w",
            "SUMMARY:Weekly",
            "DTSTART;TZID=Europe/Berlin:20261012T090000",
            "DTEND;TZID=Europe/Berlin:20261012T100000",
            "RRULE:FREQ=WEEKLY;UNTIL=20270401T000000Z",
            "EXDATE;TZID=Europe/Berlin:20261207T090000",
            "X-WHATEVER:1",
        ]),
        &event(&["UID:w", "RECURRENCE-ID:20261214T080000Z", "SUMMARY:Moved", "DTSTART:20261215T080000Z"]),
        // The first of these stands elsewhere.
        &event(&["UID:m", "SUMMARY:Monthly", "DTSTART;VALUE=DATE:20261201", "RRULE:FREQ=MONTHLY;COUNT=3"]),
        &event(&["UID:m", "RECURRENCE-ID;VALUE=DATE:20261201", "SUMMARY:First", "DTSTART;VALUE=DATE:20261202"]),
        &event(&["UID:p", "SUMMARY:Past", "DTSTART:20200101T080000Z", "RRULE:FREQ=DAILY;COUNT=4"]),
        &event(&["UID:x", "SUMMARY:Twice", "DTSTART:20261130T080000Z", "RDATE:20261202T080000Z,20291202T080000Z"]),
        &event(&["UID:o", "SUMMARY:No rule", "DTSTART:20261130T080000Z", "RRULE:FREQ=SOMETIMES"]),
    ]);
    let (json, output) = desk.import("appointments", &text, &[]);
    let said = output.said.join("\n");
    assert_eq!((&json["rejected"], said.contains("X-WHATEVER (1)")), (&0.into(), true), "{said}");
    let starts = |subject: &str| -> Vec<String> {
        let rows = all(&desk, "appointments").into_iter().filter(|row| row["subject"] == subject);
        let mut starts: Vec<String> = rows.map(|row| row["start"].as_str().unwrap().to_owned()).collect();
        starts.sort();
        starts
    };
    let weekly = starts("Weekly");
    // The clock there changes on 28 March 2027; here it does not.
    assert_eq!(weekly[..3], ["2026-10-12T14:00:00+07:00", "2026-11-30T15:00:00+07:00", "2026-12-21T15:00:00+07:00"]);
    assert_eq!(weekly.last().unwrap(), "2027-03-29T14:00:00+07:00");
    assert_eq!(weekly.len(), 17);
    assert_eq!(starts("Moved"), ["2026-12-15T15:00:00+07:00"]);
    assert_eq!(starts("Monthly"), ["2027-01-01T00:00:00+07:00", "2027-02-01T00:00:00+07:00"]);
    assert_eq!((starts("First").len(), starts("Past").len(), starts("No rule").len()), (1, 1, 1));
    assert_eq!(starts("Twice"), ["2026-11-30T15:00:00+07:00", "2026-12-02T15:00:00+07:00"]);
    let ends = one(&desk, "appointments", "Weekly");
    assert_eq!(ends["zone"], "Europe/Berlin");
    // The same again is known; the series moved by an hour moves its times.
    let count = json["added"].as_u64().unwrap();
    assert_eq!(desk.counts("appointments", &text, &[])[..5], [count, 0, 0, count, 0]);
    // One undo takes all of it back.
    desk.run(&["undo"]).unwrap();
    assert!(all(&desk, "appointments").is_empty());
    // An endless one goes as far as a year.
    assert_eq!(desk.counts("appointments", &calendar(&[&event(&daily)]), &[])[1], 1 + 367);
    let silly = event(&["UID:s", "SUMMARY:Tick", "DTSTART:20261124T000000Z", "RRULE:FREQ=SECONDLY"]);
    assert_eq!(desk.counts("appointments", &calendar(&[&silly]), &[])[1], 1 + 400);
}

/// An entry without a title is called by what else is known of it, in the language of the house.
#[test]
fn what_has_no_title_is_called_by_what_is_known_of_it() {
    for (lang, untitled, note) in [
        ("en", "(no title)", "5 entries have no title (SUMMARY)"),
        ("vi", "(không có tiêu đề)", "5 mục không có tiêu đề (SUMMARY)"),
    ] {
        let desk = Desk::new();
        let start = "DTSTART:20261130T080000Z";
        let text = calendar(&[
            &event(&["UID:1", start, "DESCRIPTION:\\n Bring the samples\\nand the list", "LOCATION:Rex"]),
            &event(&["UID:2", start, "SUMMARY: ", "LOCATION:Hotel Rex"]),
            &event(&["UID:3", start, "ORGANIZER;CN=Bà Tám:mailto:tam@cho.vn"]),
            &event(&["UID:4", start, "ORGANIZER:mailto:sau@cho.vn"]),
            &event(&["UID:5", start]),
            &event(&["UID:6", start, "SUMMARY:Named"]),
        ]);
        let file = desk.file("a.ics", &text);
        let output = desk.run(&["import", "appointments", file.to_str().unwrap(), "--lang", lang]).unwrap();
        assert_eq!(output.code, 0, "{:?}", output.said);
        assert!(output.said.iter().any(|line| line.starts_with(note)), "{:?}", output.said);
        let mut subjects: Vec<String> =
            all(&desk, "appointments").iter().map(|row| row["subject"].as_str().unwrap().to_owned()).collect();
        subjects.sort();
        let mut wanted = ["Bring the samples", "Hotel Rex", "Bà Tám <tam@cho.vn>", "sau@cho.vn", untitled, "Named"]
            .map(str::to_owned);
        wanted.sort();
        assert_eq!(subjects, wanted, "{lang}");
    }
}

#[test]
fn tasks_come_in_with_when_they_are_due_and_how_far_they_are() {
    let desk = Desk::new();
    let text = calendar(&[
        &todo(&["UID:1", "SUMMARY:Send the list", "DUE:20261125T000000Z", "STATUS:NEEDS-ACTION", "PRIORITY:0"]),
        &todo(&["UID:2", "SUMMARY:Call", "DTSTART:20261125T030000Z", "DURATION:P1DT1H", "STATUS:IN-PROCESS"]),
        &todo(&["UID:3", "SUMMARY:Done", "DUE;VALUE=DATE:20261120", "STATUS:COMPLETED", "COMPLETED:20261121T010000Z"]),
        &todo(&["UID:4", "DESCRIPTION:No summary\\nbut this", "STATUS:CANCELLED", "LOCATION:Kho"]),
        &event(&["UID:5", "SUMMARY:Meeting", "DTSTART:20261125T030000Z"]),
    ]);
    let (json, output) = desk.import("tasks", &text, &[]);
    assert_eq!((json["added"].as_u64(), json["rejected"].as_u64()), (Some(4), Some(0)), "{:?}", output.said);
    let told = "VTODO is read; 1 VEVENT of the file can be imported for themselves";
    assert!(output.said.iter().any(|line| line == told), "{:#?}", output.said);
    assert!(!output.said.iter().any(|line| line.starts_with("not imported")), "{:#?}", output.said);
    for (subject, due, state) in [
        ("Send the list", "2026-11-25T07:00:00+07:00", "open"),
        ("Call", "2026-11-26T11:00:00+07:00", "open"),
        ("Done", "2026-11-20T08:00:00+07:00", "done"),
    ] {
        let row = one(&desk, "tasks", subject);
        assert_eq!((row["due"].as_str(), row["state"].as_str()), (Some(due), Some(state)), "{subject}");
    }
    assert_eq!(one(&desk, "tasks", "Done")["ended"], "2026-11-21T08:00:00+07:00");
    assert_eq!(one(&desk, "tasks", "No summary")["note"], "No summary\nbut this\nLOCATION: Kho");
    assert_eq!(desk.counts("tasks", &text, &[])[..5], [4, 0, 0, 4, 0]);
    assert_eq!(desk.counts("tasks", &text.replace("Send the", "Send this"), &[])[..5], [4, 0, 1, 3, 0]);
    assert_eq!(desk.counts("appointments", &text, &[])[..2], [1, 1]);
}

#[test]
fn what_is_no_calendar_of_such_is_told() {
    let desk = Desk::new();
    let event = event(&["UID:5", "SUMMARY:Meeting", "DTSTART:20261125T030000Z"]);
    for (kind, text, said) in [
        ("tasks", calendar(&[&event]), "is a calendar that has no tasks (VTODO); it has VEVENT: import appointments"),
        ("tasks", calendar(&[]), "is a calendar that has no tasks (VTODO)"),
        ("leads", calendar(&[]), "is a calendar that has no appointments (VEVENT) and no tasks (VTODO)"),
        (
            "appointments",
            calendar(&[&event]).replace("END:VEVENT", ""),
            "line 4: begins an entry that is not closed by END:VEVENT; the file may have been cut off",
        ),
    ] {
        let file = desk.file("a.ics", &text);
        let error = desk.run(&["import", kind, file.to_str().unwrap()]).expect_err(said);
        assert_ne!(exit_code(&error), 0);
        assert!(sentence(&error, Lang::En).ends_with(said), "{}", sentence(&error, Lang::En));
    }
}

/// What a calendar tells of other records follows from them: it makes nothing of itself where they are, nor them anew.
#[test]
fn a_calendar_of_orders_or_leads_changes_nothing_where_it_came_from() {
    let desk = Desk { folder: tempfile::tempdir().unwrap(), store: morning_in(Lang::En) };
    let out = export(&desk, "leads", "leads.ics");
    let before = [all(&desk, "leads"), all(&desk, "tasks")];
    let error = desk.run(&["import", "leads", out.to_str().unwrap()]).expect_err("a calendar of leads");
    let said = "is a calendar, which holds appointments and tasks and nothing else: import those (ics)";
    assert!(sentence(&error, Lang::En).ends_with(said), "{}", sentence(&error, Lang::En));
    for kind in ["tasks", "ics"] {
        let output = desk.run(&["import", kind, out.to_str().unwrap()]).unwrap();
        let json: Json = serde_json::from_str(&output.out).unwrap();
        assert_eq!((output.code, &json["read"]), (0, &json["skipped"]), "{json}");
        let said = "7 entries tell what is due of leads, orders and the like that are here: passed over";
        assert!(output.said.iter().any(|line| line == said), "{:?}", output.said);
    }
    assert_eq!([all(&desk, "leads"), all(&desk, "tasks")], before);
    let mut s = Stage::new(desk.store, 110, 30).unwrap();
    s.keys(&format!("I<c-u><paste:{}><enter>", out.display()));
    has(&s, "7 entries tell what is due");
    s.keys("K5");
    has(&s, "is a calendar, which holds appointments");
    has(&s, "looks like tasks");
    // In another house they are something to be done.
    let text = std::fs::read_to_string(&out).unwrap();
    assert_eq!(house(2).counts("tasks", &text, &[])[1], 7);
}

#[test]
fn calendars_and_cards_become_what_is_in_them() {
    let desk = house(2);
    let entries = [
        event(&["UID:5", "SUMMARY:Meeting", "DTSTART:20261125T030000Z"]),
        todo(&["UID:1", "SUMMARY:Send the list", "DUE:20261125T000000Z"]),
        todo(&["UID:2", "SUMMARY:Call", "DUE:20261125T000000Z"]),
    ];
    let file = desk.file("a.dat", calendar(&entries.each_ref().map(String::as_str)));
    let run = |words: &[&str]| -> Json { serde_json::from_str(&desk.run(words).unwrap().out).unwrap() };
    let json = run(&["import", "ics", file.to_str().unwrap()]);
    assert_eq!((&json["kind"], &json["read"], &json["added"]), (&"ics".into(), &3.into(), &3.into()), "{json}");
    assert_eq!((&json["lists"][0]["kind"], &json["lists"][1]["added"]), (&"appointment".into(), &2.into()));
    assert_eq!(json["batch"], json["lists"][1]["batch"]);
    assert_eq!((all(&desk, "appointments").len(), all(&desk, "tasks").len()), (1, 2));
    let json = run(&["import", "ics", file.to_str().unwrap(), "--sheet", "VTODO", "--dry-run"]);
    assert_eq!((&json["kind"], &json["skipped"]), (&"task".into(), &2.into()), "{json}");
    let told = desk.run_in("vi", "text", &["import", "ics", file.to_str().unwrap()]).unwrap().out;
    assert_eq!(
        told,
        "lịch hẹn · 1 dòng: 0 mới · 0 đổi · 1 đã có · 0 bị loại\nviệc · 2 dòng: 0 mới · 0 đổi · 2 đã có · 0 bị loại"
    );
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Đào\r\nTEL:0912345678\r\nEND:VCARD\r\n";
    let card = desk.file("b.dat", card);
    let json = run(&["import", "vcf", card.to_str().unwrap()]);
    assert_eq!((&json["kind"], &json["added"]), (&"contact".into(), &1.into()), "{json}");
    let error = desk.run(&["import", "ics", card.to_str().unwrap()]).expect_err("cards are no calendar");
    assert_eq!(sentence(&error, Lang::En), "b.dat: is no iCalendar");
}

/// Lines may be folded in the middle of a letter (RFC 5545, 3.1), in cards as in calendars.
#[test]
fn letters_that_a_fold_parts_are_put_together() {
    let desk = Desk::new();
    let part = |text: &str| {
        let mut bytes = Vec::new();
        for byte in text.bytes() {
            bytes.push(byte);
            if byte >= 0xC0 {
                bytes.extend(b"\r\n ");
            }
        }
        bytes
    };
    let entry = calendar(&[&event(&["UID:1", "SUMMARY:Gặp chị Đào ở Huế, ữ", "DTSTART:20261127T000000Z"])]);
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Nguyễn Thị Đào ữ\r\nEND:VCARD\r\n";
    for (kind, text) in [("appointments", entry.as_str()), ("contacts", card)] {
        let bytes = part(text);
        assert!(std::str::from_utf8(&bytes).is_err());
        let file = desk.file("folded.txt", bytes);
        let output = desk.run(&["import", kind, file.to_str().unwrap()]).unwrap();
        assert!(!output.said.join("\n").contains("UTF-8"), "{:?}", output.said);
    }
    assert_eq!(one(&desk, "appointments", "Gặp chị Đào ở Huế, ữ")["start"], "2026-11-27T07:00:00+07:00");
    assert_eq!(desk.names("contact", ""), ["Nguyễn Thị Đào ữ"]);
}

/// A house whose people have mailboxes; the sitting tells its keys from those of others.
fn house(sitting: i64) -> Desk {
    let session = Session { lang: Lang::En, now: super::now(), who: 1, sitting };
    let mut store = Store::open(&super::path(), session).unwrap();
    let answers = setup::Answers { me: "Mai".into(), ..setup::Answers::proposed("", Lang::En) };
    setup::begin(&mut store, &answers).unwrap();
    for name in ["Lan", "Minh"] {
        let mailbox = format!("{}@songhau.vn", name.to_lowercase());
        act(&mut store, "person", "add", &[], &[("name", name), ("email", &mailbox)]);
    }
    act(&mut store, "account", "add", &[], &[("name", "Chợ Lớn")]);
    Desk { folder: tempfile::tempdir().unwrap(), store }
}

#[track_caller]
fn export(desk: &Desk, kind: &str, name: &str) -> PathBuf {
    let out = desk.folder.path().join(name);
    desk.run(&["export", kind, "-o", out.to_str().unwrap()]).unwrap_or_else(|error| panic!("{kind}: {error:#}"));
    out
}

/// What a calendar can carry of all records of a kind.
fn carried(desk: &Desk, kind: &str) -> Vec<String> {
    let keys: &[&str] = match kind {
        "appointments" => &[
            "subject",
            "start",
            "end",
            "all_day",
            "zone",
            "place",
            "room",
            "about",
            "prepare",
            "note",
            "tag",
            "state",
            "uid",
            "sequence",
            "created",
            "owner",
            "coordinator",
            "guests",
            "local",
        ],
        _ => &["subject", "due", "about", "note", "tag", "state", "created", "ended", "owner", "coordinator"],
    };
    let row = |row: &Json| {
        // People of the house come before guests.
        let mut people: Vec<String> =
            row["who"].as_array().into_iter().flatten().map(|who| who["person"].to_string()).collect();
        people.sort();
        let fields: Vec<String> = keys.iter().map(|key| format!("{key}: {}", row[*key])).collect();
        format!("{fields:#?} {people:?}")
    };
    all(desk, kind).iter().map(row).collect()
}

#[test]
fn appointments_that_are_alike_stay_as_many() {
    let desk = house(3);
    let alike = event(&["DTSTART:20261214T020000Z", "DTEND:20261214T030000Z", "SUMMARY:Họp giao ban"]);
    let file = desk.folder.path().join("alike.ics");
    std::fs::write(&file, calendar(&[&alike, &alike, &alike])).unwrap();
    desk.run(&["import", "appointments", file.to_str().unwrap()]).unwrap();
    let uids = |desk: &Desk| -> std::collections::HashSet<String> {
        all(desk, "appointments").iter().map(|one| one["uid"].to_string()).collect()
    };
    assert_eq!(uids(&desk).len(), 3);
    let out = export(&desk, "appointments", "out.ics");
    let other = house(4);
    other.run(&["import", "appointments", out.to_str().unwrap()]).unwrap();
    assert_eq!(uids(&other), uids(&desk));
}

#[test]
fn what_was_exported_is_known_again_where_it_came_from() {
    let mut desk = house(2);
    let given =
        [("subject", "Demo"), ("start", "27/11/2026 07:00"), ("end", "27/11/2026 08:00"), ("about", "account Chợ Lớn")];
    act(&mut desk.store, "appointment", "add", &[], &[&given[..], &[("who.1.name", "Bà Tám")]].concat());
    act(&mut desk.store, "task", "add", &[], &[("subject", "Call"), ("due", "25/11/2026 07:00"), ("note", "x")]);
    for kind in ["appointments", "tasks"] {
        let before = carried(&desk, kind);
        let text = std::fs::read_to_string(export(&desk, kind, &format!("{kind}.ics"))).unwrap();
        for _ in 0..2 {
            assert_eq!(desk.counts(kind, &text, &[])[..5], [1, 0, 0, 1, 0], "{kind}");
        }
        assert_eq!(carried(&desk, kind), before);
        assert_eq!(desk.counts(kind, &text.replace("SUMMARY:", "SUMMARY:The "), &[])[..5], [1, 0, 1, 0, 0], "{kind}");
        assert_eq!(all(&desk, kind).len(), 1);
    }
}

/// Who is there of the house, and who else, of each appointment in no order.
fn there(desk: &Desk) -> Vec<String> {
    let mut rows: Vec<String> = all(desk, "appointments")
        .iter()
        .map(|row| {
            let who = row["who"].as_array().unwrap().iter();
            let mut who: Vec<String> = who.map(|who| format!("{} {}", who["person"], who["name"])).collect();
            who.sort();
            format!("{} {who:?} {}", row["subject"], row["as_written"])
        })
        .collect();
    rows.sort();
    rows
}

#[test]
fn who_is_there_comes_back_from_every_form() {
    let mut away = house(2);
    act(&mut away.store, "person", "add", &[], &[("name", "Huy, Trần")]);
    let base = [("start", "27/11/2026 07:00"), ("end", "27/11/2026 08:00"), ("owner", "Lan")];
    for (subject, who) in [
        ("Tasting", &[("who.1.person", "Mai"), ("who.2.person", "Minh"), ("who.3.name", "Sato")][..]),
        ("Fair", &[("who.1.person", "Huy, Trần"), ("who.2.name", "Kenji <kenji@sakura.jp>"), ("who.3.name", "Mai")]),
        ("Alone", &[]),
    ] {
        act(&mut away.store, "appointment", "add", &[], &[&[("subject", subject)], &base[..], who].concat());
    }
    let told = there(&away);
    for ending in ["csv", "xlsx", "json", "ics"] {
        let mut here = house(3);
        act(&mut here.store, "person", "add", &[], &[("name", "Huy, Trần")]);
        let out = export(&away, "appointments", &format!("a.{ending}"));
        let words = ["import", "appointments", out.to_str().unwrap()];
        for desk in [&here, &here, &away] {
            let output = desk.run(&words).unwrap();
            assert_eq!(there(desk), told, "{ending} {:?}", output.said);
            assert!(!output.said.join(" ").contains("lists of objects"), "{ending} {:?}", output.said);
        }
        let json: Json = serde_json::from_str(&away.run(&words).unwrap().out).unwrap();
        assert_eq!(json["skipped"], 3, "{ending} {json}");
    }
    // Whom nobody knows is kept as written, and so found.
    let here = Desk::new();
    here.run(&["import", "appointments", export(&away, "appointments", "b.csv").to_str().unwrap()]).unwrap();
    assert_eq!(one(&here, "appointments", "Fair")["as_written"].to_string().matches("who").count(), 1);
    assert_eq!(here.list("appointments", "who:?").len(), 1);
    for (filter, count) in [("who:mai", 1), ("who:Mai,Minh", 1), ("who:lan", 0), ("who:", 2)] {
        assert_eq!(here.list("appointments", filter).len(), count, "{filter}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_goes_out_as_a_calendar_comes_back_the_same(
        rows in prop::collection::vec((any::<[u8; 8]>(), "[=+@'\"a-zđưạ0-9-][a-zđưạ ,;:'\"=|\\\\0-9-]{0,40}[a-zđ0-9]", "[a-zđ][a-zđ ]{0,8}[a-z]"), 1..4)
    ) {
        let (mut away, here) = (house(2), house(3));
        for (n, (pick, text, word)) in rows.iter().enumerate() {
            let at = |n: usize, all: &[&str]| all[usize::from(pick[n]) % all.len()].to_owned();
            let start = format!("2026-12-{:02} {:02}:{:02}", pick[0] % 28 + 1, pick[1] % 24, pick[2] % 60);
            let all_day = pick[3] % 3 == 0;
            let end = format!("2026-12-{} {:02}:{:02}", 29 + pick[4] % 2, pick[1] % 24, pick[2] % 60);
            let given = [
                ("subject", format!("{n} {text}")),
                ("start", start.clone()),
                ("end", end),
                ("all_day", if all_day { "yes" } else { "" }.to_owned()),
                ("zone", at(4, &["Asia/Bangkok", "Europe/Paris", "America/New_York", "Asia/Ho_Chi_Minh"])),
                ("place", if pick[5] % 2 == 0 { text.clone() } else { String::new() }),
                ("about", at(6, &["account Chợ Lớn", ""])),
                ("prepare", at(7, &["", "30"])),
                ("note", if pick[5] % 3 == 0 { format!("{text}\n{word}") } else { String::new() }),
                ("tag", word.clone()),
                ("owner", at(6, &["Lan", "Minh"])),
                ("who.1.person", at(7, &["Lan", "Minh"])),
                ("who.2.name", format!("Bà {word}")),
                ("who.3.name", format!("{word} <{n}@b.vn>")),
                ("who.4.person", at(6, &["Mai", ""])),
            ];
            let given: Vec<(&str, &str)> = given.iter().map(|(key, text)| (*key, text.as_str())).filter(|(_, text)| !text.is_empty()).collect();
            let made = act(&mut away.store, "appointment", "add", &[], &given).made[0].id;
            if pick[0] % 3 == 0 {
                act(&mut away.store, "appointment", "cancel", &[made], &[]);
            }
            let given = [
                ("subject", format!("{n} {text}")),
                ("due", start),
                ("note", if pick[5] % 3 == 0 { format!("{text}\n{word}") } else { String::new() }),
                ("about", at(6, &["account Chợ Lớn", ""])),
                ("tag", word.clone()),
                ("owner", at(6, &["Lan", "Minh"])),
            ];
            let given: Vec<(&str, &str)> = given.iter().map(|(key, text)| (*key, text.as_str())).filter(|(_, text)| !text.is_empty()).collect();
            let made = act(&mut away.store, "task", "add", &[], &given).made[0].id;
            if pick[1] % 3 == 0 {
                act(&mut away.store, "task", "done", &[made], &[]);
            }
        }
        for kind in ["appointments", "tasks"] {
            let out = export(&away, kind, &format!("{kind}.ics"));
            here.run(&["import", kind, out.to_str().unwrap()]).unwrap();
            prop_assert_eq!(carried(&away, kind), carried(&here, kind), "{}", std::fs::read_to_string(&out).unwrap());
            for desk in [&here, &away] {
                let again = desk.run(&["import", kind, out.to_str().unwrap()]).unwrap();
                let json: Json = serde_json::from_str(&again.out).unwrap();
                prop_assert_eq!((json["added"].as_u64(), json["merged"].as_u64()), (Some(0), Some(0)));
            }
            prop_assert_eq!(carried(&away, kind), carried(&here, kind));
        }
    }

    /// A calendar that was mangled is read or refused.
    #[test]
    fn a_mangled_calendar_is_read_or_refused(cut in 0_usize..900, at in 0_usize..900, byte in any::<u8>()) {
        let desk = Desk::new();
        let text = calendar(&[
            &event(&["UID:1", "SUMMARY:a\\,b", "DTSTART;TZID=Europe/Berlin:20260701T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3"]),
            &todo(&["UID:2", "SUMMARY:Send", "DUE;VALUE=DATE:20261125", "CATEGORIES:x,y", "ATTENDEE;CN=\"A, B\":mailto:a@b.vn"]),
        ]);
        let mut bytes = text.into_bytes();
        let place = at % bytes.len();
        bytes[place] = byte;
        bytes.truncate(bytes.len().saturating_sub(cut % 40));
        if let Ok(table) = Table::open(&desk.file("any.ics", bytes)) {
            table.take_while(Result::is_ok).for_each(drop);
        }
    }
}

#[test]
fn the_import_screen_reads_the_list_that_is_wanted() {
    let text = calendar(&[
        &event(&["UID:5", "SUMMARY:Meeting", "DTSTART:20261125T030000Z", "RRULE:FREQ=WEEKLY"]),
        &todo(&["UID:1", "SUMMARY:Send the list", "DUE:20261125T000000Z"]),
    ]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.ics");
    std::fs::write(&file, &text).unwrap();
    for (lang, repeats, other, added) in [
        (Lang::En, "1 entry comes again by a rule", "VEVENT is read; 1 VTODO of the file", "53 appointments added"),
        (Lang::Vi, "1 mục lặp lại theo quy tắc", "đọc VEVENT; còn 1 VTODO trong tệp", "53 lịch hẹn"),
    ] {
        let mut s = Stage::new(morning_in(lang), 100, 30).unwrap();
        s.keys(&format!("I<c-u><paste:{}><enter>", file.display()));
        for said in ["iCalendar", "Meeting", repeats, other] {
            has(&s, said);
        }
        // The other list of the file.
        s.keys("t2");
        has(&s, "Send the list");
        has_not(&s, repeats);
        s.keys("t1<c-s>");
        has(&s, added);
    }
}

#[test]
fn real_calendars_come_in_or_are_refused() {
    let Some(folder) = real_data() else { return };
    let mut files = Vec::new();
    find(&folder.join("ical"), &mut files);
    files.sort();
    let (mut read, mut refused) = (0, 0);
    let desk = Desk::new();
    for path in &files {
        for kind in ["appointments", "tasks"] {
            match desk.run(&["import", kind, path.to_str().unwrap()]) {
                Ok(output) => {
                    let json: Json = serde_json::from_str(&output.out).unwrap();
                    assert!(json["read"].as_u64() > Some(0), "{}: {json}", path.display());
                    let again = desk.run(&["import", kind, path.to_str().unwrap()]).unwrap();
                    let again: Json = serde_json::from_str(&again.out).unwrap();
                    assert_eq!(again["added"], 0, "{}: {again}", path.display());
                    read += 1;
                }
                Err(error) => {
                    let said = sentence(&error, Lang::En);
                    assert!(said.contains(": ") && !said.contains('\u{fffd}'), "{}: {said}", path.display());
                    refused += 1;
                }
            }
        }
    }
    assert!(files.len() > 60 && read > 40, "{read} {refused}");
    for row in all(&desk, "appointments") {
        assert!(!row["subject"].as_str().unwrap().contains('\u{fffd}'), "{row}");
    }
}

fn find(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            find(&entry, into);
        } else if entry.extension().is_some_and(|ending| ending == "ics") {
            into.push(entry);
        }
    }
}
